"""What each branch still lacks, who has not reported, and who fell back (III.2.3, III.2.5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .distance import needs_of
from .kleene import NOT_MET, UNKNOWN
from .population import branches_of
from .quantities import KEY
from .verdicts import branches_met


def wanting(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year that does not surely meet the standard: year, unit, branch, verdict, not_met, unknown.

    `not_met` and `unknown` list the numbers of the criteria, nearest to the standard first within a unit (III.2.2.a).
    """
    needs = needs_of(verdicts, plan)
    rows = needs.totals().assign(not_met=_numbers(needs.criteria == NOT_MET, plan), unknown=_numbers(needs.criteria == UNKNOWN, plan))
    rows = rows.iloc[np.lexsort((rows["cost"], rows.groupby(["year", "unit"], sort=False).ngroup()))]
    return rows.loc[rows["verdict"] != "met", [*KEY, "verdict", "not_met", "unknown"]].reset_index(drop=True)


def _numbers(marked: np.ndarray, plan: Plan) -> np.ndarray:
    """For each branch-year the numbers of the criteria marked: a list for each pattern that occurs."""
    patterns, which = np.unique(marked @ (1 << np.arange(len(plan.criteria))), return_inverse=True)
    lists = [[c.id for n, c in enumerate(plan.criteria) if pattern >> n & 1] for pattern in patterns]
    return pd.Series(lists, dtype="object").to_numpy()[which]


def not_reported(branch_years: pd.DataFrame, roster: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row per branch of the roster of which nothing was received for a year: year, unit, branch."""
    population = branches_of(roster, [year])
    marked = population.merge(branch_years[KEY], on=KEY, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", KEY].reset_index(drop=True)


def lapsed(verdicts: pd.DataFrame, year: int, plan: Plan) -> pd.DataFrame:
    """One row per branch that met the standard in the year before and surely does not in this one: unit, branch (III.2.5)."""
    branches = branches_met(verdicts, plan)
    before = branches[(branches["year"] == year - 1) & (branches["verdict"] == "met")]
    now = branches[(branches["year"] == year) & (branches["verdict"] == "not_met")]
    return now.merge(before[["unit", "branch"]], on=["unit", "branch"])[["unit", "branch"]]
