"""A whole practice workspace: roster, workbooks in data/raw, and the known truth beside them in truth/."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..canvas import new_workbook, saved
from ..decisions import ROSTER_COLUMNS, csv_bytes, roster_rows
from ..files import write_atomically
from ..plan import Plan, Unit, load_plan
from ..tables import declared
from ..workspace import Workspace
from . import wordings as w
from .course import Course, draw_course
from .drawing import SHAPES, Return
from .lists import LISTS
from .mess import Mess
from .other_truth import draw_appraisals, draw_items, draw_recognitions, draw_unit_recognitions, draw_youth, sent_on
from .truth import draw_registrations, draw_results, draw_sending

DRAWN = {**SHAPES, **LISTS}
SHAPES_OF = {
    "registration": ("one_header_row", "two_header_rows"),
    "results": tuple(SHAPES),
    "youth": ("unit_figures", "unit_rows"),
    "three_proactives": ("items_in_rows",),
    "appraisal": ("one_header_row", "branches_across", "sheet_a_branch"),
    "recognition": ("one_header_row", "names_only"),
    "registration_a": ("items_in_rows",),
    "recognition_a": ("unit_rows",),
}
FORM_OF = {"registration_a": "three_proactives", "recognition_a": "recognition"}


def make_practice(
    folder: Path | str,
    plan: Plan | None = None,
    seed: int = 53,
    units: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    mess: float = 1.0,
    kinds: Iterable[str] = (),
) -> Workspace:
    """Make the practice workspace `folder` for some or all units and years. The same arguments give the same bytes.

    `mess` multiplies the share of workbooks that show each kind of mess; 0 makes clean ones; `kinds` are shown by all. The truth
    stands in truth/*.parquet: each form's table, statements and submissions as the workbooks state them, before any mess of spelling.
    """
    plan = plan or load_plan()
    workspace = Workspace.create(folder, practice=True)
    write_atomically(workspace.decisions / "roster.csv", csv_bytes(ROSTER_COLUMNS, roster_rows(plan)))
    course = draw_course(plan, np.random.default_rng(seed))
    truth: dict[str, list[dict]] = {form.table: [] for form in plan.forms} | {"statements": [], "submissions": []}
    for year in plan.years if years is None else years:
        for unit in plan.units:
            if units is None or unit.name in set(units):
                _make_unit_year(workspace, plan, unit, year, course, (seed, mess, tuple(kinds)), truth)
        _make_city_year(workspace, plan, year, course, (seed, mess, tuple(kinds)), truth)
    truth["unit_items"] = whole_items(truth["unit_items"])
    known = declared(plan)
    (workspace.root / "truth").mkdir(exist_ok=True)
    for name, rows in truth.items():
        known[name].frame(rows).to_parquet(workspace.root / "truth" / f"{name}.parquet", index=False)
    return workspace


def _make_unit_year(workspace: Workspace, plan: Plan, unit: Unit, year: int, course: Course, chosen: tuple, truth: dict) -> None:
    seed, dial, kinds = chosen
    place = plan.units.index(unit)
    facts = _facts(plan, unit, year, course, seed)
    for number, act in enumerate(SHAPES_OF):
        rng = np.random.default_rng([seed, place, year, number])
        sent, counted = _sending(plan, act, unit.name, year, course, rng)
        if sent and facts.get(act):
            one = Mess(rng, dial, kinds)
            as_of = counted if act == "results" and "without_as_of" not in one.kinds else None
            what = Return(plan, plan.form(FORM_OF.get(act, act)), unit.name, year, facts[act], sent, as_of, one, act)
            _make_workbook(workspace, what, truth)


def _make_city_year(workspace: Workspace, plan: Plan, year: int, course: Course, chosen: tuple, truth: dict) -> None:
    """The city's list of the units that it recognises under programme A; the same whichever units' workbooks are made."""
    seed, dial, kinds = chosen
    act, rng = "recognition_a", np.random.default_rng([seed, len(plan.units), year])
    sent = sent_on(plan, "three_proactives", year, rng) and sent_on(plan, "recognition", year, rng)
    told = {unit.name: _items(plan, unit, year, seed) for unit in plan.units if (unit.name, year) != course.silent}
    facts = draw_unit_recognitions(plan, told, year, rng)
    if sent and facts:
        what = Return(plan, plan.form(FORM_OF[act]), plan.issuer_vi, year, facts, sent, None, Mess(rng, dial, kinds), act)
        _make_workbook(workspace, what, truth)


def _make_workbook(workspace: Workspace, what: Return, truth: dict) -> None:
    shape = str(what.mess.rng.choice(list(SHAPES_OF[what.act])))
    book = new_workbook("sadec_analytics practice", w.MARK, w.MARK_LINE)
    DRAWN[shape](what, book)
    path = _send(workspace.raw, what, saved(book))
    _note(truth, what, path, shape)


def _items(plan: Plan, unit: Unit, year: int, seed: int) -> dict[str, dict]:
    """What a unit says of itself under programme A, drawn by itself: the city's list asks for it without the unit's other forms."""
    return draw_items(plan, year, np.random.default_rng([seed, plan.units.index(unit), year, len(SHAPES_OF)]))


def _facts(plan: Plan, unit: Unit, year: int, course: Course, seed: int) -> dict[str, dict]:
    """What each form of a unit and year tells, a record for each row."""
    rng = np.random.default_rng([seed, plan.units.index(unit), year])
    made: dict[str, dict] = {}
    if unit.is_residential:
        results = draw_results(plan, unit.name, year, dt.date(year, 9, 15), course, rng)
        made = {"results": results, "registration": draw_registrations(plan, unit.name, year, results, course, rng)}
        made["youth"] = {unit.name: draw_youth(plan, unit.name, results, rng)}
        made["appraisal"] = draw_appraisals(plan, results, unit.name, year, course, rng)
        made["recognition"] = draw_recognitions(results, unit.name, year, course, rng)
    items = _items(plan, unit, year, seed)
    for act, aspect in (("registration_a", "registered"), ("three_proactives", "met")):
        made[act] = {item: {aspect: said[aspect]} for item, said in items.items() if aspect in said}
    return made


def _sending(plan: Plan, form: str, unit: str, year: int, course: Course, rng: np.random.Generator) -> tuple:
    """The day of sending and the day to which the figures run; None where nothing is sent."""
    if form in ("registration", "results"):
        return draw_sending(plan, form, unit, year, course, rng) or (None, None)
    return (None, None) if (unit, year) == course.silent else (sent_on(plan, form, year, rng), None)


def _send(raw: Path, what: Return, content: bytes) -> str:
    """Write the workbook where the unit's mail would land, dated as it came; returns its path under data/raw.

    No two workbooks of a city share a path: a name that says nothing lies in the folder of its unit, and names its year in a wrong one.
    """
    name, folder = str(what.pick(w.FILES[what.act])), str(what.pick(w.FOLDERS))
    year = what.year - 1 if "wrong_folder" in what.mess.kinds else what.year
    if "{unit}" not in name:
        folder, name = "{unit}", name if year == what.year else name.replace(".xlsx", " {year}.xlsx")
    path = raw / str(year) / folder.format(unit=what.unit) / name.format(unit=what.unit, year=what.year)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    time = dt.datetime.combine(what.sent, dt.time(9)).timestamp()
    os.utime(path, (time, time))
    return path.relative_to(raw).as_posix()


def _note(truth: dict[str, list[dict]], what: Return, path: str, shape: str) -> None:
    """What can be known from the workbook, in the rows of the form's table."""
    truth["submissions"].append({"path": path, "unit": what.unit, "form": what.form.id, "year": str(what.year), "received_on": what.sent})
    for name, cells in what.said.items():
        of = {"year": what.year, "unit": name, "branch": ""} if what.lists_units else {"year": what.year, "unit": what.unit}
        of |= {} if what.lists_units else {"branch": name if what.form.grain != "unit" else ""}
        known = {field: value for said in cells.values() for field, value in said.facts.items()}
        if shape == "names_only":
            known = {key: what.facts[name][key] for key in ("decision", "decided_on")}
        known |= {"as_of": what.as_of} if what.form.id == "results" else {}
        truth[what.form.table] += ROWS.get(what.form.table, _as_stated)(of, name, known)
        for field, said in cells.items():
            if said.statement and shape != "names_only":
                kind, low, high = said.statement
                truth["statements"].append(of | {"field": field, "kind": kind, "low": low, "high": high, "text": str(said.cell)})


def _as_stated(of: dict, name: str, known: dict) -> list[dict]:
    return [of | known]


def whole_items(rows: list[dict]) -> list[dict]:
    """One row an item, of what two workbooks say of it; what a unit proposes stands on each of its items."""
    whole: dict[tuple, dict] = {}
    for row in rows:
        of = whole.setdefault((row["year"], row["unit"], row["item"]), {})
        of |= row
    proposed = {(year, unit): row["met"] for (year, unit, item), row in whole.items() if item == "proposed"}
    return [row | {"proposed": proposed.get((year, unit))} for (year, unit, item), row in whole.items() if item != "proposed"]


def _criteria(of: dict, name: str, known: dict) -> list[dict]:
    met = {int(field.removeprefix("criterion_")): value for field, value in known.items() if field.startswith("criterion_")}
    return [of | {"criterion": n, "met": value, "appraised_on": known.get("appraised_on")} for n, value in met.items()]


ROWS = {
    "youth_situation": lambda of, name, known: [of | {"indicator": field, "value": value} for field, value in known.items()],
    "unit_items": lambda of, name, known: [of | {"item": name} | known] if known else [],
    "appraisals": _criteria,
    "recognitions": lambda of, name, known: [of | {"programme": "B" if of["branch"] else "A"} | known],
}
