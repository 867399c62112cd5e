"""What can be traced, and which fields of which forms stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..measures.quantities import fields_by_quantity, fields_of
from ..plan import Field, Form, Plan
from ..submissions import plain

BRANCHES, UNITS, RESIDENTIAL = "branches", "units", "residential"
RESULTS, YOUTH, ITEMS, APPRAISAL, RECOGNITION = "results", "youth", "three_proactives", "appraisal", "recognition"
AS_OF_VI = "Ngày chốt số liệu"
NAMED_VI = "Có tên trong danh sách công nhận"


class TraceError(ValueError):
    """A question that cannot be asked: what, year, unit or branch, with what can be."""


class Part(NamedTuple):
    """One fact behind a figure: the field and form that state it, the column that holds it, and the row of a long table (`key`)."""

    of: str
    form: str
    field: str
    column: str
    label: str
    key: str | int | None = None
    aspect: str | None = None


@dataclass(frozen=True)
class Asked:
    """A figure: its name, what it is called, of whom it tells, its parts; `conditions` are those among them. A duty has its form alone."""

    what: str
    vi: str
    of: str
    parts: tuple[Part, ...]
    duty: str | None = None


def asked(what: str, plan: Plan) -> Asked:
    """What a person asks for, by its name or its Vietnamese label; TraceError lists what can be asked."""
    known = list(_all(plan))
    found = [one for one in known if one.what == what] or [one for one in known if plain(one.vi) == plain(what)]
    if not found:
        names = dict.fromkeys(one.what for one in known if "." not in one.what or one.of == UNITS or one.what[0].isdigit())
        raise TraceError(f"Không có số liệu nào tên “{what}”. Hãy ghi một trong: {', '.join(names)}.")
    return found[0]


def askable(plan: Plan) -> list[str]:
    """Every name that `asked` knows, each once."""
    return list(dict.fromkeys(one.what for one in _all(plan)))


def _all(plan: Plan) -> Iterator[Asked]:
    """Everything that can be asked; of two of one name the first is meant, the other goes by form.name."""
    told = [c for criterion in plan.criteria for c in plan.conditions(criterion)]
    fields = fields_by_quantity({c.quantity for c in told}, plan)
    conditions = {c.id: tuple(_of_condition(c.id, fields[c.quantity], plan)) for c in told}
    yield Asked("standard", "Chi đoàn đạt chuẩn", BRANCHES, sum(conditions.values(), ()))
    for criterion in plan.criteria:
        parts = sum((conditions[c.id] for c in plan.conditions(criterion)), ())
        yield Asked(str(criterion.id), f"Tiêu chí {criterion.id}", BRANCHES, parts)
        yield from (Asked(c.id, c.vi, BRANCHES, conditions[c.id]) for c in plan.conditions(criterion))
    yield from _topics(plan)
    for group in plan.item_groups:
        yield from (Asked(item.clause, item.vi, UNITS, _of_item(item.clause, plan)) for item in group.items)
    yield from (Asked(act.name, act.vi, UNITS, _of_item(act.name, plan)) for act in plan.acts)
    for form in sorted(plan.forms, key=lambda form: form.id != RESULTS):
        yield from _fields(form, plan)
    yield from (Asked(duty.id, duty.vi, UNITS, (), duty.id) for duty in plan.duties if duty.form)


def _topics(plan: Plan) -> Iterator[Asked]:
    results = plan.form(RESULTS)
    fees = next((c for criterion in plan.criteria for c in plan.conditions(criterion) if c.quantity == "fees_missing_vnd"), None)
    in_fees = fields_of("fees_missing_vnd", plan)
    stated = [f"criterion_{criterion.id}" for criterion in plan.criteria if fees in criterion.conditions]
    yield Asked("fees", "Đoàn phí", BRANCHES, _of_fields("fees", results, (*in_fees, *stated, "members", "admissions")))
    told = ("admissions", "admissions_by_procedure", "party_recommendations", "party_resolution", "members")
    young = _of_fields("admissions", plan.form(YOUTH), ("young_people",))
    yield Asked("admissions", "Kết nạp và giới thiệu cho Đảng", BRANCHES, _of_fields("admissions", results, told) + young)
    yield Asked("registered", "Đăng ký đạt chuẩn", BRANCHES, _of_fields("registered", plan.form("registration"), ("registered",)))
    yield Asked("claimed", "Đơn vị xác nhận đạt", BRANCHES, _of_fields("claimed", results, ("self_assessed",)))
    appraisal = plan.form(APPRAISAL)
    yield Asked("appraised", "Thẩm định", BRANCHES, _of_fields("appraised", appraisal, [f.name for f in appraisal.facts]))
    yield Asked("recognised", "Công nhận", BRANCHES, _of_recognition("recognised", "B", plan))
    items = [item.clause for group in plan.item_groups for item in group.items]
    parts = sum((_of_item(item, plan) for item in items), ()) + _of_recognition("recognised", "A", plan)
    yield Asked("three_proactives", plan.form(ITEMS).vi, UNITS, parts)


def _fields(form: Form, plan: Plan) -> Iterator[Asked]:
    """The fields of a form, under their own name and, where another form has it too, under form.name."""
    if form.id == ITEMS:
        return
    of = {YOUTH: RESIDENTIAL}.get(form.id, BRANCHES)
    for one in form.fields:
        if one.is_fact or one.kind in ("stated_rate", "stated_verdict"):
            for name in (one.name, f"{form.id}.{one.name}"):
                yield Asked(name, one.vi, of, _of_fields(name, form, (one.name,)))
    if form.id == RESULTS:
        yield Asked("as_of", AS_OF_VI, of, (Part("as_of", RESULTS, "as_of", "as_of", AS_OF_VI),))


def _of_condition(condition: str, fields: Iterable[str], plan: Plan) -> Iterator[Part]:
    """The fields that its quantity asks for, with the second columns of their cells, and the day where a reading asks for it."""
    form = plan.form(RESULTS)
    for name in fields:
        yield from _of_fields(condition, form, (name,))
        if beside := form.by_name[name].year_into or form.by_name[name].date_into:
            yield Part(condition, form.id, name, beside, f"{form.by_name[name].vi} ({'năm' if form.by_name[name].year_into else 'ngày'})")
    if plan.reading("partial_year") == "reachable_is_unknown":
        yield Part(condition, form.id, "as_of", "as_of", AS_OF_VI)


def _of_fields(of: str, form: Form, names: object) -> tuple[Part, ...]:
    return tuple(_part(of, form, form.by_name[name]) for name in names)


def _part(of: str, form: Form, one: Field) -> Part:
    if form.id == YOUTH:
        return Part(of, form.id, one.name, "value", one.vi, one.name)
    if form.id == APPRAISAL and one.name.startswith("criterion_"):
        return Part(of, form.id, one.name, "met", one.vi, int(one.name.removeprefix("criterion_")))
    return Part(of, form.id, one.name, one.name, one.vi, "B" if form.id == RECOGNITION else None)


def _of_item(item: str, plan: Plan) -> tuple[Part, ...]:
    form = plan.form(ITEMS)
    vi = form.by_name[item].vi
    return tuple(Part(item, form.id, item, one.name, f"{vi}: {one.vi}", item, one.name) for one in form.aspects)


def _of_recognition(of: str, programme: str, plan: Plan) -> tuple[Part, ...]:
    form = plan.form(RECOGNITION)
    named = Part(of, form.id, "recognised", "recognised", NAMED_VI, programme)
    return (named, *(Part(of, form.id, f.name, f.name, f.vi, programme) for f in form.facts if f.name != "recognised"))
