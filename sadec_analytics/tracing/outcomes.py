"""What the measures say of what is traced: verdicts of conditions, of the figure asked for, and the files that answer a duty."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ..measures import branches_met, branches_of, criteria_met
from ..measures.kleene import NAMES, codes_of
from ..measures.steps import answers, appraised, recognised
from ..plan import Duty
from ..workspace import Tables
from .asked import ITEMS, Asked, Part

NOTHING_CAME = "chưa nhận được tệp nào"


class Outcomes:
    """Verdicts by branch: of each condition, and of the figure asked for."""

    def __init__(self, conditions: dict[tuple, str], figure: dict[tuple, str]) -> None:
        self.conditions, self.figure = conditions, figure

    def of(self, part: Part, unit: str, branch: str, value: object) -> dict:
        """The columns `verdict` and `outcome` of one fact."""
        outcome = self.figure.get((unit, branch))
        if part.form == ITEMS and part.column == "met":
            outcome = {True: "met", False: "not_met", None: "unknown"}[value]
        return {"verdict": self.conditions.get((unit, branch, part.of)), "outcome": outcome}


def outcomes(figure: Asked, tables: Tables, year: int) -> Outcomes:
    """The verdicts of a year that concern what is asked; none for what is only counted or summed."""
    verdicts = tables.verdicts[tables.verdicts["year"] == year]
    conditions = {(r.unit, r.branch, r.condition): r.verdict for r in verdicts.itertuples()}
    if figure.what == "standard":
        return Outcomes(conditions, _by_branch(branches_met(verdicts, tables.plan)))
    if figure.what in {str(criterion.id) for criterion in tables.plan.criteria}:
        met = criteria_met(verdicts, tables.plan)
        return Outcomes(conditions, _by_branch(met[met["criterion"] == int(figure.what)]))
    if (said := _steps(tables).get(figure.what)) is not None:
        rows = branches_of(tables.roster, [year])
        return Outcomes(conditions, _by_branch(rows.assign(verdict=NAMES[codes_of(said(rows))])))
    return Outcomes(conditions, {(r.unit, r.branch): r.verdict for r in verdicts.itertuples() if r.condition == figure.what})


def _steps(tables: Tables) -> dict:
    """What each step of the procedure says of the branches of a population."""
    return {
        "registered": partial(answers, table=tables.registrations, field="registered"),
        "claimed": partial(answers, table=tables.branch_years, field="self_assessed"),
        "appraised": partial(appraised, appraisals=tables.appraisals),
        "recognised": partial(recognised, recognitions=tables.recognitions),
    }


def _by_branch(rows: pd.DataFrame) -> dict[tuple, str]:
    return {(row.unit, row.branch): row.verdict for row in rows.itertuples()}


def owed(figure: Asked, tables: Tables, year: int, units: set[str]) -> list[dict]:
    """A row for each file that answers a duty of the year, and one for each unit that owes it and sent none."""
    duty = next(one for one in tables.plan.duties if one.id == figure.duty)
    files = tables.submissions.sort_values(["received_on", "path"], kind="stable")
    owing = [unit for unit in _owing(duty, tables, year) if unit in units]
    rows = []
    for unit in owing:
        mine = [one for one in files.itertuples() if _is_of(one, unit, duty, year)]
        rows += [_row(figure, year, unit, one) for one in mine] or [_row(figure, year, unit, None)]
    return rows


def _owing(duty: Duty, tables: Tables, year: int) -> list[str]:
    if duty.owed_by == "residential":
        return list(dict.fromkeys(branches_of(tables.roster, [year])["unit"]))
    return [unit.name for unit in tables.plan.units]


def _is_of(file: object, unit: str, duty: Duty, year: int) -> bool:
    held = ((file.unit, unit), (file.form, duty.form), (file.year, str(year)))
    return all(isinstance(said, str) and wanted in said.split(";") for said, wanted in held)


def _row(figure: Asked, year: int, unit: str, file: object | None) -> dict:
    of = {"year": year, "unit": unit, "branch": "", "of": figure.what, "label": figure.vi}
    if file is None:
        return of | {"note": NOTHING_CAME}
    day = None if pd.isna(file.received_on) else file.received_on.date()
    return of | {"form": file.form, "value": day, "file": file.path, "received_on": day}
