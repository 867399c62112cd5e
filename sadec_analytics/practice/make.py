"""A whole practice workspace: roster, workbooks in data/raw, and the known truth beside them in truth/."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..decisions import ROSTER_COLUMNS, csv_bytes, roster_rows
from ..files import write_atomically
from ..plan import Plan, load_plan
from ..tables import declared
from ..workspace import Workspace
from . import wordings as w
from .course import Course, draw_course
from .drawing import SHAPES, Return, draw
from .mess import Mess
from .truth import draw_registrations, draw_results, draw_sending

FORMS = ("registration", "results")


def make_practice(
    folder: Path | str,
    plan: Plan | None = None,
    seed: int = 53,
    units: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    mess: float = 1.0,
) -> Workspace:
    """Make the practice workspace `folder` for some or all units and years. The same arguments give the same bytes.

    `mess` multiplies the share of workbooks that show each kind of mess; 0 makes clean ones. The truth stands in truth/*.parquet:
    the tables branch_years, registrations, statements and submissions as the workbooks state them, before any mess of spelling.
    """
    plan = plan or load_plan()
    workspace = Workspace.create(folder, practice=True)
    write_atomically(workspace.decisions / "roster.csv", csv_bytes(ROSTER_COLUMNS, roster_rows(plan)))
    course = draw_course(plan, np.random.default_rng(seed))
    truth: dict[str, list[dict]] = {"branch_years": [], "registrations": [], "statements": [], "submissions": []}
    chosen = [u.name for u in plan.residential_units if units is None or u.name in set(units)]
    for year in plan.years if years is None else years:
        for unit in chosen:
            _make_unit_year(workspace, plan, unit, year, course, seed, mess, truth)
    known = declared(plan)
    (workspace.root / "truth").mkdir(exist_ok=True)
    for name, rows in truth.items():
        known[name].frame(rows).to_parquet(workspace.root / "truth" / f"{name}.parquet", index=False)
    return workspace


def _make_unit_year(workspace: Workspace, plan: Plan, unit: str, year: int, course: Course, seed: int, dial: float, truth: dict) -> None:
    place = [u.name for u in plan.residential_units].index(unit)
    rng = np.random.default_rng([seed, place, year])
    results = draw_results(plan, unit, year, dt.date(year, 9, 15), course, rng)
    facts = {"results": results, "registration": draw_registrations(plan, unit, year, results, course, rng)}
    for number, form in enumerate(FORMS):
        rng = np.random.default_rng([seed, place, year, number])
        sending = draw_sending(plan, form, unit, year, course, rng)
        if sending is None:
            continue
        sent, counted = sending
        one = Mess(rng, dial)
        as_of = counted if form == "results" and "without_as_of" not in one.kinds else None
        what = Return(plan, plan.form(form), unit, year, facts[form], sent, as_of, one)
        shape = str(rng.choice(list(SHAPES))) if form == "results" else str(rng.choice(["one_header_row", "two_header_rows"]))
        path = _send(workspace.raw, what, draw(what, shape))
        _note(truth, what, path)


def _send(raw: Path, what: Return, content: bytes) -> str:
    """Write the workbook where the unit's mail would land, dated as it came; returns its path under data/raw.

    No two workbooks of a city share a path: a name that says nothing lies in the folder of its unit, and names its year in a wrong one.
    """
    name, folder = str(what.pick(w.FILES[what.form.id])), str(what.pick(w.FOLDERS))
    year = what.year - 1 if "wrong_folder" in what.mess.kinds else what.year
    if "{unit}" not in name:
        folder, name = "{unit}", name if year == what.year else name.replace(".xlsx", " {year}.xlsx")
    path = raw / str(year) / folder.format(unit=what.unit) / name.format(unit=what.unit, year=what.year)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    time = dt.datetime.combine(what.sent, dt.time(9)).timestamp()
    os.utime(path, (time, time))
    return path.relative_to(raw).as_posix()


def _note(truth: dict[str, list[dict]], what: Return, path: str) -> None:
    """What can be known from the workbook, a row a branch."""
    truth["submissions"].append({"path": path, "unit": what.unit, "form": what.form.id, "year": str(what.year), "received_on": what.sent})
    for branch, cells in what.said.items():
        of = {"year": what.year, "unit": what.unit, "branch": branch}
        known = {name: value for said in cells.values() for name, value in said.facts.items()}
        truth[what.form.table].append(of | ({"as_of": what.as_of} if what.form.id == "results" else {}) | known)
        for name, said in cells.items():
            if said.statement:
                kind, low, high = said.statement
                truth["statements"].append(of | {"field": name, "kind": kind, "low": low, "high": high, "text": str(said.cell)})
