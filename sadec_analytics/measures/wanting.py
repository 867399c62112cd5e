"""What each branch still lacks, and who has not reported (III.2.3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .kleene import MET, NAMES, NOT_MET, UNKNOWN, all_of
from .population import branches_of
from .quantities import KEY
from .verdicts import branches_in, criteria_of, wide


def wanting(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year that does not surely meet the standard: year, unit, branch, verdict, not_met, unknown.

    `not_met` and `unknown` hold the numbers of the criteria as tuples, in the order of the plan (III.2.3).
    """
    criteria = criteria_of(wide(verdicts, plan), plan)
    branch = all_of(list(criteria.values()))
    lacking = branch != MET
    codes = np.column_stack([code[lacking] for code in criteria.values()])
    rows = branches_in(verdicts, plan)[lacking].reset_index(drop=True)
    numbers = np.array(list(criteria))
    return rows.assign(
        verdict=NAMES[branch[lacking]], not_met=_numbers(codes == NOT_MET, numbers), unknown=_numbers(codes == UNKNOWN, numbers)
    )


def nearest_to_standard(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year that does not surely meet the standard, nearest to it first within a year (III.2.2.a).

    The rows of `wanting` with `lacks_at_least` (criteria not met) and `lacks_at_most` (the unknown ones with them), and
    `place_in_unit` and `place_in_city` from 1, equal where both are equal. What is unknown counts against a branch: the least
    `lacks_at_most` stands first, and of two alike the one that more surely lacks less. Branches that surely meet the standard have
    no place; they can be registered before all of these.
    """
    rows = wanting(verdicts, plan)
    at_least = rows["not_met"].map(len).astype("Int64")
    at_most = at_least + rows["unknown"].map(len)
    rows = rows.assign(lacks_at_least=at_least, lacks_at_most=at_most)
    far = at_most * (len(plan.criteria) + 1) + at_least
    for place, of in (("place_in_unit", ["year", "unit"]), ("place_in_city", ["year"])):
        rows[place] = far.groupby([rows[key] for key in of]).rank(method="min").astype("Int64")
    return rows.sort_values(["year", "place_in_city"], kind="stable", ignore_index=True)


def _numbers(are: np.ndarray, numbers: np.ndarray) -> pd.Series:
    """The numbers of the criteria that are true, row by row; rows that are alike share one tuple."""
    kinds, kind = np.unique(are, axis=0, return_inverse=True)
    return pd.Series(kind.ravel(), dtype="int64").map({n: tuple(numbers[row].tolist()) for n, row in enumerate(kinds)}).astype(object)


def not_reported(branch_years: pd.DataFrame, roster: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row per branch of the roster of which nothing was received for a year: year, unit, branch."""
    population = branches_of(roster, [year])
    marked = population.merge(branch_years[KEY], on=KEY, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", KEY].reset_index(drop=True)
