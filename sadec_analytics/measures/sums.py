"""Fees and admissions of units and of the city: numerators and denominators are summed, rates never averaged (law 5)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import SCOPE, sums_by_scope, with_facts


def fee_collection(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): fees due and collected in đồng, and the rate as 0 to 1 or more (B.2.5).

    `fees_due_vnd`, `fees_collected_vnd` and `rate` sum the `branches_known` branches that state both amounts. `rate_low` and
    `rate_high` allow the branches that state only what was due anything from nothing to all of it; a branch that states no
    amount due bounds nothing and is only counted (`branches` less `branches_due_known`). NaN where nothing is due.
    """
    rows = with_facts(roster, branch_years, plan)
    due, collected = rows["fees_due_vnd"], rows["fees_collected_vnd"]
    known = due.notna() & collected.notna()
    marked = rows[["year", "unit"]].assign(
        branches=1,
        branches_due_known=due.notna().astype(int),
        branches_known=known.astype(int),
        fees_due_vnd=due.where(known),
        fees_collected_vnd=collected.where(known),
        open_due=due.where(~known),
    )
    sums = sums_by_scope(marked, [*marked.columns[2:]])
    sums["rate"] = _share(sums["fees_collected_vnd"], sums["fees_due_vnd"])
    sums["rate_low"] = _share(sums["fees_collected_vnd"], sums["fees_due_vnd"] + sums["open_due"])
    sums["rate_high"] = _share(sums["fees_collected_vnd"] + sums["open_due"], sums["fees_due_vnd"] + sums["open_due"])
    return sums.drop(columns="open_due")


def admission_counts(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope: admissions and recommendations to the Party of the branches that reported them (B.2.4).

    `as_of` is the earliest date of the figures summed; sums are missing where no branch reported.
    """
    rows = with_facts(roster, branch_years, plan)
    told = ["members", "admissions", "admissions_by_procedure", "party_recommendations"]
    counts = sums_by_scope(
        rows.assign(branches=1, branches_reported=rows["admissions"].notna().astype(int)), ["branches", "branches_reported"]
    )
    sums = sums_by_scope(rows, told, min_count=1)
    units, city = rows.groupby(["year", "unit"])["as_of"].min().reset_index(), rows.groupby("year")["as_of"].min().reset_index()
    earliest = pd.concat([units, city.assign(unit=None)]).astype({"unit": "str"})
    return counts.merge(sums, on=SCOPE).merge(earliest, on=["year", "unit"], how="left").astype({"as_of": "datetime64[s]"})


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole != 0)).astype("Float64").astype("float64")
