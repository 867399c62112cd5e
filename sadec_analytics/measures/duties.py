"""Every deadline of the plan, unit by unit and year by year: expected, received, on time, days late or left, complete (III, IV)."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from ..plan import Duty, Plan
from ..tables import declared
from .completeness import Tables, with_cells
from .population import SCOPE, grassroots_units, residential_units, sums_by_scope

STATES = ["on_time", "late", "missing", "not_due", "not_judged"]
OF = ["unit", "form", "year"]


def duties(tables: Tables, plan: Plan, as_of: dt.date) -> pd.DataFrame:
    """One row per unit per year per duty of the plan: the `duties` table. Whoever sent nothing has its row.

    `tables`: submissions, units, roster, statements and the tables of the forms. The first file of a unit, form and year counts, also
    where later ones correct it. `days_late` counts from the last day on time to the receipt, or to `as_of` where nothing came: above
    0 late, else days to spare or left. A duty without a form, one of the city and one due before the plan was signed are not judged
    (III.1.1, III.1.2, III.2.1, III.2.2.b, IV.2.1, IV.2.5, B.4.1.e).
    """
    first = first_received(tables["submissions"])
    rows = pd.concat([_owed(duty, tables, first, plan).assign(rank=n) for n, duty in enumerate(plan.duties)], ignore_index=True)
    rows = rows.merge(tables["units"][["unit", "unit_order"]], on="unit", how="left")
    return declared(plan)["duties"].frame(_judged(rows.sort_values(["year", "rank", "unit_order"], kind="stable"), as_of))


def timeliness(duties: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, duty and scope (unit, city): expected, received, the number in each state, cells, answered, complete.

    `expected` counts who owes the duty, `judged` those of whom it can be said now whether they kept it (on_time, late, missing);
    `by_file_time` the received whose day is only that of the file ("theo ngày của tệp"). `complete` is answered / cells, summed
    (III.1.1, III.1.2, III.2.1, III.2.2.b, IV.2.1, IV.2.5, B.4.1.e).
    """
    counted = duties[["year", "unit", "duty", "cells", "answered"]].assign(
        expected=1,
        received=duties["received_on"].notna().astype(int),
        judged=duties["state"].isin(STATES[:3]).astype(int),
        by_file_time=(duties["received_from"] == "file_time").astype(int),
        **{state: (duties["state"] == state).astype(int) for state in STATES},
    )
    columns = ["expected", "received", "judged", *STATES, "by_file_time", "cells", "answered"]
    sums = sums_by_scope(counted, columns, by=("duty",))
    sums["complete"] = (sums["answered"] / sums["cells"].where(sums["cells"] > 0)).astype("float64")
    due = duties.drop_duplicates(["year", "duty"])[["year", "duty", "clause", "due_on", "inclusive"]]
    return sums.merge(due, on=["year", "duty"])[[*SCOPE, "duty", "clause", "due_on", "inclusive", *columns, "complete"]]


def first_received(submissions: pd.DataFrame) -> pd.DataFrame:
    """One row per unit, form and year of which a file came: unit, form, year, received_on and received_from of the earliest."""
    return files_received(submissions).drop_duplicates(OF, ignore_index=True)[[*OF, "received_on", "received_from"]]


def files_received(submissions: pd.DataFrame) -> pd.DataFrame:
    """One row per file and unit, form and year of which it speaks, in the order of receipt: path, unit, form, year, received_on ..."""
    rows = submissions.dropna(subset=[*OF, "received_on"])[["path", *OF, "received_on", "received_from", "holds"]]
    plain, told = rows[rows["holds"].isna()], rows[rows["holds"].notna()]
    for column in OF:
        plain = plain.assign(**{column: plain[column].str.split(";")}).explode(column)
    told = told.assign(holds=told["holds"].str.split(";")).explode("holds", ignore_index=True)
    if not told.empty:
        told[OF] = told["holds"].str.split("|", expand=True)
    both = pd.concat([plain, told]).drop(columns="holds").astype({"year": "Int64"})
    return both.sort_values(["received_on", "path"], kind="stable", ignore_index=True)


def _owed(duty: Duty, tables: Tables, first: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The rows of one duty: who owes it in which year, until when, what came and how complete it is."""
    years = list(range(duty.first_year, duty.last_year + 1))
    last_day = {year: duty.due_on(year) - dt.timedelta(days=not plan.is_inclusive(duty)) for year in years}
    rows = _owing(duty, years, tables, plan)
    rows = rows.assign(
        duty=duty.id,
        clause=duty.clause,
        due_on=pd.to_datetime(rows["year"].map({year: duty.due_on(year) for year in years})),
        last_day=pd.to_datetime(rows["year"].map(last_day)),
        inclusive=plan.is_inclusive(duty),
    )
    rows["is_judged"] = (duty.form is not None) & (duty.owed_by != "city") & (rows["due_on"] >= pd.Timestamp(plan.signed_on))
    of_form = first[first["form"] == duty.form].drop(columns="form")
    rows = with_cells(rows.merge(of_form, on=["year", "unit"], how="left"), duty, tables, plan)
    return rows.astype({"cells": "Int64", "answered": "Int64"})


def _owing(duty: Duty, years: list[int], tables: Tables, plan: Plan) -> pd.DataFrame:
    """Who owes a duty in which year: year, unit (the city union owes its own)."""
    if duty.owed_by == "residential":
        return residential_units(tables["roster"], years)
    named = grassroots_units(tables["units"], plan)[["unit"]] if duty.owed_by == "programme_a" else pd.DataFrame({"unit": [plan.issuer_vi]})
    return pd.DataFrame({"year": years}, dtype="Int64").merge(named, how="cross")


def _judged(rows: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Received on the last day is on time; on that day itself, what has not come is not due yet."""
    came = rows["received_on"].notna()
    days = (rows["received_on"].fillna(pd.Timestamp(as_of)) - rows["last_day"]).dt.days
    state = np.select([~rows["is_judged"], came & (days <= 0), came, days > 0], ["not_judged", "on_time", "late", "missing"], "not_due")
    complete = (rows["answered"] / rows["cells"].where(rows["cells"] > 0)).astype("float64")
    return rows.assign(state=state, days_late=days.where(rows["is_judged"]), complete=complete)
