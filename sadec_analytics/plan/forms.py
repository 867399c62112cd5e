"""What units send and the words by which its columns are known: the forms file, checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .checked import Checked, check_unique, read_toml
from .fields import Field, Form
from .model import Criterion

KINDS = ("count", "money", "yes_no", "yes_no_or_date", "date", "text", "name", "order", "aside", "stated_rate", "stated_verdict")
GRAINS = ("branch", "unit", "any")
CRITERION_KINDS = {"results": "stated_verdict", "appraisal": "yes_no"}


def load_forms(path: Path, criteria: tuple[Criterion, ...]) -> dict:
    """The abbreviations, common fields and forms of a forms file, checked; each criterion adds a column to the forms that state it."""
    with Checked(read_toml(path), path.name) as top:
        abbreviations = top.table("abbreviations")
        common = tuple(_field(t) for t in top.tables("common"))
        forms: tuple[Form, ...] = ()
        for one in top.tables("forms"):
            forms += (_form(one, criteria, forms),)
    check_unique([f.id for f in forms], f"{path.name}.forms")
    for form in forms:
        check_unique([f.name for f in form.fields], f"{path.name}.forms[{form.id}].fields")
    return {"abbreviations": abbreviations, "common": common, "forms": forms}


def _form(table: Checked, criteria: tuple[Criterion, ...], before: tuple[Form, ...]) -> Form:
    with table as t:
        fields = tuple(_field(f) for f in t.tables("fields"))
        form_id = t.text("id")
        if form_id in CRITERION_KINDS:
            fields += tuple(_criterion_field(c, CRITERION_KINDS[form_id], before) for c in criteria)
        if ruled_out := tuple(t.texts("not", [])):
            fields = tuple(replace(f, excludes=(*f.excludes, *ruled_out), not_under=(*f.not_under, *ruled_out)) for f in fields)
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
    name, vi = f"criterion_{n}", f"Tiêu chí {n}"
    if kind == "stated_verdict":
        return Field(name, kind, vi, headers, clause=criterion.clause, in_template=False)
    asked = (criterion.vi, criterion.short_vi, f"tiêu chí {n} + thẩm định", *(f"{n} + {phrase}" for phrase in reported))
    return Field(name, kind, vi, (*headers, *asked), clause=criterion.clause)


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
            is_sensitive=t.flag("sensitive", False),
        )
