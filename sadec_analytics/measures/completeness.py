"""How much of what a form asks was answered: cells expected of a unit, and cells that hold a value or say something without one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..plan import Duty, Form, Plan
from .population import branches_of
from .quantities import KEY

Tables = Mapping[str, pd.DataFrame]
UNIT_YEAR = ["year", "unit"]


def with_cells(owed: pd.DataFrame, duty: Duty, tables: Tables, plan: Plan) -> pd.DataFrame:
    """The rows of `owed` (year, unit) with `cells` that the duty's form expects of the unit, and how many of them were `answered`.

    A form of branches expects its template's facts of every branch of the roster; a form of units the facts of the unit; programme
    A's the items under the aspect that shares the duty's clause (registered: III.1.2). A text (a resolution number) is owed by those
    alone who have one, so it is not counted. Both are missing where no cell is expected.
    """
    form = next((f for f in plan.forms if f.id == duty.form), None)
    if form is None:
        return owed.assign(cells=pd.NA, answered=pd.NA)
    if form.grain == "branch":
        return owed.merge(_of_branches(form, tables, owed["year"].unique().tolist()), on=UNIT_YEAR, how="left")
    expected, answers = _of_items(form, duty, tables, plan) if form.aspects else _of_indicators(form, tables)
    if not expected:
        return owed.assign(cells=pd.NA, answered=pd.NA)
    answers = answers[answers["cell"].isin(expected)].drop_duplicates().groupby(UNIT_YEAR).size().rename("answered")
    return owed.merge(answers, on=UNIT_YEAR, how="left").fillna({"answered": 0}).assign(cells=len(expected))


def _facts(form: Form) -> list[str]:
    return [field.name for field in form.facts if field.in_template and field.kind != "text"]


def _of_branches(form: Form, tables: Tables, years: list[int]) -> pd.DataFrame:
    """One row per unit and year: year, unit, cells, answered, over the branches of the roster."""
    facts = _facts(form)
    rows = branches_of(tables["roster"], years).merge(tables[form.table][[*KEY, "submission", *facts]], on=KEY, how="left")
    answered = rows[facts].notna().to_numpy(copy=True)
    of_file = [*KEY, "submission"]
    said = tables["statements"]
    said = said[said["field"].isin(facts)].merge(rows[of_file].assign(at=np.arange(len(rows))), on=of_file)
    answered[said["at"].to_numpy(), pd.Index(facts).get_indexer(said["field"])] = True
    counted = rows[UNIT_YEAR].assign(cells=len(facts), answered=answered.sum(axis=1))
    return counted.groupby(UNIT_YEAR, sort=False).sum().reset_index()


def _of_indicators(form: Form, tables: Tables) -> tuple[list[str], pd.DataFrame]:
    rows, said = tables[form.table], tables["statements"]
    known = rows[rows["value"].notna()].rename(columns={"indicator": "cell"})
    of_units = said[said["branch"].fillna("") == ""].rename(columns={"field": "cell"})
    return _facts(form), pd.concat([known[[*UNIT_YEAR, "cell"]], of_units[[*UNIT_YEAR, "cell"]]])


def _of_items(form: Form, duty: Duty, tables: Tables, plan: Plan) -> tuple[list[str], pd.DataFrame]:
    """A duty without an aspect of its own (the unit's plan, III.1.1) is prose: no cell tells how complete it is."""
    aspect = next((aspect.name for aspect in form.aspects if aspect.clause == duty.clause), None)
    rows = tables[form.table]
    answered = rows[rows[aspect].notna()] if aspect else rows.head(0)
    items = [item.clause for group in plan.item_groups for item in group.items]
    return items if aspect else [], answered[[*UNIT_YEAR, "item"]].rename(columns={"item": "cell"})
