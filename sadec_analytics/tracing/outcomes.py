"""What the measures say of what is traced: verdicts of conditions, of the figure asked for, and the files that answer a duty."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ..measures import branches_met, branches_of, criteria_met, programme_a
from ..measures.duties import files_received
from ..measures.kleene import NAMES, codes_of
from ..measures.steps import answers, appraised, recognised
from ..workspace import Tables
from .asked import ITEMS, Asked, Part

STATES = {
    "on_time": "đúng hạn",
    "late": "trễ {} ngày",
    "missing": "chưa nhận được tệp nào, quá hạn {} ngày",
    "not_due": "chưa đến hạn",
    "not_judged": "không xét hạn",
}


class Outcomes:
    """Verdicts by branch: of each condition, and of the figure asked for."""

    def __init__(self, conditions: dict[tuple, str], figure: dict[tuple, str]) -> None:
        self.conditions, self.figure = conditions, figure

    def of(self, part: Part, unit: str, branch: str, value: object) -> dict:
        """The columns `verdict` and `outcome` of one fact."""
        verdict = self.conditions.get((unit, branch, part.of))
        if part.form == ITEMS and part.column == "met":
            verdict = {True: "met", False: "not_met", None: "unknown"}[value]
        return {"verdict": verdict, "outcome": self.figure.get((unit, branch))}


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
    if figure.what == ITEMS:
        rows = programme_a(tables.unit_items, tables.recognitions, tables.units, tables.plan)
        return Outcomes(conditions, _by_branch(rows[rows["year"] == year].assign(branch="")))
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
    files = files_received(tables.submissions)
    files = files[(files["form"] == duty.form) & (files["year"] == year)]
    told = tables.duties[(tables.duties["duty"] == duty.id) & (tables.duties["year"] == year) & tables.duties["unit"].isin(units)]
    rows = []
    for row in told.itertuples():
        of = {"year": year, "unit": row.unit, "branch": "", "of": figure.what, "form": duty.form, "label": figure.vi}
        days = [(one.path, one.received_on.date()) for one in files[files["unit"] == row.unit].itertuples()]
        note = STATES[row.state].format(row.days_late)
        rows += [of | {"value": day, "file": path, "received_on": day, "note": note} for path, day in days] or [of | {"note": note}]
    return rows
