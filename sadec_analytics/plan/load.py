"""From the plan's TOML files to a checked `Plan`. Whatever is wrong stops here, with its path and a remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .checked import Checked, PlanError
from .fees import checked_shares, checked_tariffs
from .model import (
    Condition,
    Criterion,
    Duty,
    Field,
    Form,
    Item,
    ItemGroup,
    Pilot,
    Plan,
    Reading,
    Rule,
    Target,
    Unit,
)

DEFAULT_PLAN = Path(__file__).parent / "sadec_2018_2022.toml"
TESTS = ("at_least", "at_most", "is")
KINDS = ("count", "money", "yes_no", "yes_no_or_date", "date", "text", "name", "order", "aside", "stated_rate", "stated_verdict")
OWED_BY = ("residential", "programme_a", "city")
GRAINS = ("branch", "unit", "any")
CRITERION_KINDS = {"results": "stated_verdict", "appraisal": "yes_no"}
UNIT_KINDS = ("ward", "commune", "institution")
YEARS = (1990, 2100)


def load_plan(path: Path | str | None = None) -> Plan:
    """Load and check a plan file and the forms file it names. PlanError says where, what, and what to write instead."""
    path = Path(path or DEFAULT_PLAN)
    with Checked(_toml(path), path.name) as top:
        forms_path = path.parent / top.text("forms")
        readings = tuple(_reading(t) for t in top.tables("readings", []))
        criteria = tuple(_criterion(t, readings) for t in top.tables("criteria"))
        units = tuple(_unit(t) for t in top.tables("units"))
        form_ids = [f.get("id") for f in _toml(forms_path).get("forms", [])]
        plan = {
            "number": top.text("number"),
            "vi": top.text("vi"),
            "en": top.text("en"),
            "city_vi": top.text("city_vi"),
            "issuer_vi": top.text("issuer_vi"),
            "signed_on": top.day("signed_on"),
            "first_year": top.whole("first_year", *YEARS),
            "last_year": top.whole("last_year", *YEARS),
            "readings": readings,
            "criteria": criteria,
            "stages": tuple(_stage(t) for t in top.tables("stages")),
            "shares": tuple(_share(t) for t in top.tables("shares", [])),
            "duties": tuple(_duty(t, form_ids, readings) for t in top.tables("duties", [])),
            "pilots": tuple(_pilot(t, units) for t in top.tables("pilots", [])),
            "item_groups": tuple(_group(t) for t in top.tables("item_groups", [])),
            "rules": tuple(_rule(t) for t in top.tables("rules", [])),
            "units": units,
        }
        if plan["last_year"] < plan["first_year"]:
            raise top.wrong("last_year", plan["last_year"], "Hãy ghi một năm không trước first_year.")
        years = range(plan["first_year"], plan["last_year"] + 1)
        plan["fee_tariffs"] = checked_tariffs(top.tables("fee_tariffs"), f"{path.name}.fee_tariffs", years)
        plan["fee_shares"] = checked_shares(Checked(top.take("fee_shares", dict, "một bảng [fee_shares]"), f"{path.name}.fee_shares"))
    _unique([c.id for c in criteria], f"{path.name}.criteria")
    _unique([u.name for u in units], f"{path.name}.units")
    _unique([d.id for d in plan["duties"]], f"{path.name}.duties")
    _unique([c.id for criterion in criteria for c in criterion.conditions], f"{path.name}.criteria.conditions")
    return Plan(**plan, **_forms(forms_path, criteria))


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlanError(path.name, None, "Không có tệp này: hãy kiểm tra tên và thư mục của tệp kế hoạch.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(path.name, str(error), "Tệp không phải TOML hợp lệ (UTF-8): hãy sửa đúng dòng nêu trên.") from None


def _unique(ids: list, path: str) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise PlanError(path, one, "Mã này có hai lần: hãy đặt mỗi mục một mã riêng.")


def _reading(table: Checked) -> Reading:
    with table as t:
        options = t.table("options")
        default = t.text("default")
        if default not in options:
            raise t.wrong("default", default, f"Hãy ghi một trong các lựa chọn: {', '.join(options)}.")
        return Reading(t.text("id"), t.text("clause"), t.text("vi"), t.text("en"), options, default)


def _condition(table: Checked) -> Condition:
    with table as t:
        given = [test for test in TESTS if test in t._left]
        if len(given) != 1:
            raise PlanError(t.path, given, "Hãy ghi đúng một phép so: at_least, at_most hoặc is.")
        test = given[0]
        threshold = int(t.flag("is")) if test == "is" else t.whole(test, 0, 10**9)
        return Condition(t.text("id"), t.text("quantity"), test, threshold, t.text("vi"), t.text("en"), t.flag("final", False))


def _criterion(table: Checked, readings: tuple[Reading, ...]) -> Criterion:
    with table as t:
        conditions = tuple(_condition(c) for c in t.tables("conditions"))
        known = [c.id for c in conditions]
        ways = _ways(t, "ways", t.take("ways", list, "các cách đạt [[…], […]]"), known)
        under = {
            reading: {option: _ways(t, f"ways_under.{reading}.{option}", w, known) for option, w in options.items()}
            for reading, options in t.table("ways_under").items()
        }
        for reading, options in under.items():
            _known_reading(t, f"ways_under.{reading}", reading, options, readings)
        used = {c for way in (*ways, *(w for o in under.values() for ws in o.values() for w in ws)) for c in way}
        for condition in conditions:
            if condition.id not in used:
                raise t.wrong("conditions", condition.id, "Điều kiện này không thuộc cách đạt nào: hãy thêm vào ways hoặc xóa đi.")
        number, clause, vi = t.whole("id", 1, 99), t.text("clause"), t.text("vi")
        return Criterion(number, clause, vi, t.text("short_vi", vi), t.text("en"), ways, under, conditions)


def _ways(table: Checked, key: str, ways: object, known: list[str]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(ways, list) or not ways or not all(isinstance(way, list) and way for way in ways):
        raise table.wrong(key, ways, "Hãy ghi danh sách các cách, mỗi cách là danh sách mã điều kiện.")
    for way in ways:
        for condition in way:
            if condition not in known:
                raise table.wrong(key, condition, f"Không có điều kiện này. Hãy ghi một trong: {', '.join(known)}.")
    return tuple(tuple(way) for way in ways)


def _known_reading(table: Checked, key: str, reading: str, options: object, readings: tuple[Reading, ...]) -> None:
    found = next((r for r in readings if r.id == reading), None)
    if found is None:
        raise table.wrong(key, reading, f"Không có cách hiểu này. Hãy ghi một trong: {', '.join(r.id for r in readings)}.")
    for option in options:
        if option not in found.options:
            raise table.wrong(key, option, f"Hãy ghi một trong: {', '.join(found.options)}.")


def _stage(table: Checked) -> Target:
    with table as t:
        return Target(
            t.whole("id", 1, 99),
            t.text("clause"),
            t.choice("scope", ("unit", "city")),
            t.whole("target_percent", 1, 100),
            t.text("vi"),
            t.text("en"),
            t.day("due_on"),
            t.text("target_clause", None),
        )


def _share(table: Checked) -> Target:
    with table as t:
        return Target(
            t.text("id"),
            t.text("clause"),
            t.choice("scope", ("unit", "city")),
            t.whole("target_percent", 1, 100),
            t.text("vi"),
            t.text("en"),
            t.day("due_on", None),
        )


def _duty(table: Checked, form_ids: list[str], readings: tuple[Reading, ...]) -> Duty:
    with table as t:
        inclusive_under = t.table("inclusive_under")
        for reading, options in inclusive_under.items():
            _known_reading(t, f"inclusive_under.{reading}", reading, options, readings)
        duty = Duty(
            t.text("id"),
            t.text("clause"),
            t.choice("owed_by", OWED_BY),
            t.choice("form", form_ids, None),
            t.whole("day", 1, 31),
            t.whole("month", 1, 12),
            t.flag("inclusive"),
            inclusive_under,
            t.whole("year_offset", -1, 1, 0),
            t.whole("first_year", *YEARS),
            t.whole("last_year", *YEARS),
            t.text("vi"),
            t.text("en"),
        )
        try:
            duty.due_on(duty.first_year)
        except ValueError:
            raise t.wrong("day", f"{duty.day}/{duty.month}", "Không có ngày này trong lịch: hãy sửa day hoặc month.") from None
        return duty


def _pilot(table: Checked, units: tuple[Unit, ...]) -> Pilot:
    with table as t:
        named = t.texts("units")
        for name in named:
            if name not in [u.name for u in units]:
                raise t.wrong("units", name, f"Không có đơn vị này. Hãy ghi một trong: {', '.join(u.name for u in units)}.")
        t.text("en")
        return Pilot(t.choice("programme", ("A", "B")), t.text("clause"), t.day("until"), t.text("until_clause", None), named, t.text("vi"))


def _group(table: Checked) -> ItemGroup:
    def item(entry: Checked) -> Item:
        with entry as i:
            return Item(i.text("clause"), i.text("vi"), i.text("en"))

    with table as t:
        return ItemGroup(t.text("id"), t.text("vi"), t.text("en"), tuple(item(i) for i in t.tables("items")))


def _rule(table: Checked) -> Rule:
    with table as t:
        return Rule(t.text("clause"), t.text("vi"), t.text("en"))


def _unit(table: Checked) -> Unit:
    with table as t:
        unit = Unit(
            t.text("name"),
            t.choice("kind", UNIT_KINDS),
            t.text("code", None),
            t.texts("aliases", []),
            t.texts("branches", []),
            t.texts("doubtful", []),
        )
        _unique(list(unit.branches), f"{t.path}.branches")
        return unit


def _forms(path: Path, criteria: tuple[Criterion, ...]) -> dict:
    with Checked(_toml(path), path.name) as top:
        abbreviations = top.table("abbreviations")
        common = tuple(_field(t) for t in top.tables("common"))
        forms: tuple[Form, ...] = ()
        for one in top.tables("forms"):
            forms += (_form(one, criteria, forms),)
    _unique([f.id for f in forms], f"{path.name}.forms")
    for form in forms:
        _unique([f.name for f in form.fields], f"{path.name}.forms[{form.id}].fields")
    return {"abbreviations": abbreviations, "common": common, "forms": forms}


def _form(table: Checked, criteria: tuple[Criterion, ...], before: tuple[Form, ...]) -> Form:
    with table as t:
        fields = tuple(_field(f) for f in t.tables("fields"))
        form_id = t.text("id")
        if form_id in CRITERION_KINDS:
            fields += tuple(_criterion_field(c, CRITERION_KINDS[form_id], before) for c in criteria)
        return Form(
            form_id,
            t.choice("grain", GRAINS),
            t.text("table"),
            t.text("clause"),
            t.text("vi"),
            t.texts("titles"),
            t.texts("file_words", []),
            fields,
            tuple(_field(a) for a in t.tables("aspects", [])),
            _pairs(t, [f.name for f in fields]),
        )


def _pairs(table: Checked, known: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = table.take("at_most", list, 'các cặp cột [["…", "…"], …]', [])
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2 or not all(name in known for name in pair):
            raise table.wrong("at_most", pair, f"Hãy ghi hai tên cột trong: {', '.join(known)}.")
    return tuple((lesser, greater) for lesser, greater in pairs)


def _criterion_field(criterion: Criterion, kind: str, before: tuple[Form, ...]) -> Field:
    """One column a criterion: "Đạt" is a statement in what a unit sends, and the verdict itself in the city's appraisal.

    There the criterion's number beside what units report of it names it, too: "2 | Phát triển kinh tế, việc làm".
    """
    n = criterion.id
    headers = (f"tiêu chí {n}", f"tiêu chí số {n}", f"kết quả tiêu chí {n}", f"đánh giá tiêu chí {n}")
    reported = (phrase for form in before for f in form.fields if f.group_vi == f"TC{n}" for phrase in f.headers)
    asked = (criterion.vi, criterion.short_vi, *(f"{n} + {phrase}" for phrase in reported)) if kind == "yes_no" else ()
    return Field(f"criterion_{n}", kind, f"Tiêu chí {n}", (*headers, *asked), clause=criterion.clause, in_template=kind == "yes_no")


def _field(table: Checked) -> Field:
    with table as t:
        plausible = t.take("plausible", list, "hai số [ít nhất, nhiều nhất]", None)
        if plausible is not None and (len(plausible) != 2 or not all(type(n) is int for n in plausible) or plausible[0] > plausible[1]):
            raise t.wrong("plausible", plausible, "Hãy ghi hai số nguyên [ít nhất, nhiều nhất].")
        return Field(
            name=t.text("name"),
            kind=t.choice("kind", KINDS),
            vi=t.text("vi"),
            headers=t.texts("headers"),
            excludes=t.texts("not", []),
            not_under=t.texts("not_under", []),
            unit=t.text("unit", None),
            clause=t.text("clause", None),
            group_vi=t.text("group_vi", None),
            plausible=tuple(plausible) if plausible else None,
            date_into=t.text("date_into", None),
            year_into=t.text("year_into", None),
            in_template=t.flag("template", True),
            yes=t.texts("yes", []),
            no=t.texts("no", []),
        )
