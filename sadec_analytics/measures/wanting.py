"""What each branch still lacks, and who has not reported (III.2.3)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import branches_of
from .quantities import KEY
from .verdicts import branches_met, criteria_met


def wanting(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year that does not surely meet the standard: year, unit, branch, verdict, not_met, unknown.

    `not_met` and `unknown` list the numbers of the criteria, nearest to the standard first within a unit (III.2.2.a).
    """
    criteria = criteria_met(verdicts, plan)
    lists = {state: criteria[criteria["verdict"] == state].groupby(KEY)["criterion"].agg(list) for state in ("not_met", "unknown")}
    rows = branches_met(verdicts, plan)
    rows = rows[rows["verdict"] != "met"].set_index(KEY)
    for state, of_state in lists.items():
        rows[state] = [of_state.get(key, []) for key in rows.index]
    return rows.reset_index()


def not_reported(branch_years: pd.DataFrame, roster: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row per branch of the roster of which nothing was received for a year: year, unit, branch."""
    population = branches_of(roster, [year])
    marked = population.merge(branch_years[KEY], on=KEY, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", KEY].reset_index(drop=True)
