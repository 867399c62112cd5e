"""How far each branch is from the standard: which conditions are wanting, by how much, and who is nearest (III.2.2.a, III.2.3).

A criterion needs the way that needs least: the fewest conditions not met, then the fewest unknown, then the first in the plan.
So a way that only waits for answers goes before one that must be repaired, as in Kleene OR: a criterion needs no repair and no
answer where it is met, answers alone where it is unknown, at least one repair where it is not met.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..plan import Criterion, Plan
from .kleene import MET, NAMES, NOT_MET, UNKNOWN
from .verdicts import branches_in, rows_of, wide


@dataclass(frozen=True)
class Needs:
    """What each branch-year needs; entries in the order of `branches`, columns in the order of the plan's criteria.

    `repairs` and `answers`: conditions not met and unknown in the way that needs least. `needed`, by condition: it is one of
    these. `deciding`, by condition: its answer can still decide its criterion, in whichever way.
    """

    branches: pd.DataFrame
    repairs: np.ndarray
    answers: np.ndarray
    needed: dict[str, np.ndarray]
    deciding: dict[str, np.ndarray]

    @property
    def criteria(self) -> np.ndarray:
        """Verdict codes, a column a criterion."""
        return np.select([self.repairs > 0, self.answers > 0], [NOT_MET, UNKNOWN], MET)

    def totals(self) -> pd.DataFrame:
        """One row per branch and year: year, unit, branch, verdict, repairs, answers, and both as one number, `cost`: repairs first."""
        repairs, answers = self.repairs.sum(axis=1), self.answers.sum(axis=1)
        verdict = NAMES[np.select([repairs > 0, answers > 0], [NOT_MET, UNKNOWN], MET)]
        return self.branches.assign(verdict=verdict, repairs=repairs, answers=answers, cost=repairs * (len(self.needed) + 1) + answers)


def needs_of(verdicts: pd.DataFrame, plan: Plan) -> Needs:
    """What each branch-year of the `verdicts` table needs to meet the standard."""
    states = wide(verdicts, plan)
    repairs, answers, needed, deciding = zip(*(_criterion(states, criterion, plan) for criterion in plan.criteria), strict=True)
    branches = branches_in(verdicts, plan)
    return Needs(branches, np.column_stack(repairs), np.column_stack(answers), dict(ChainMap(*needed)), dict(ChainMap(*deciding)))


def _criterion(states: dict[str, np.ndarray], criterion: Criterion, plan: Plan) -> tuple[np.ndarray, np.ndarray, dict, dict]:
    ways = plan.ways(criterion)
    repairs, answers = (
        np.array([np.sum([states[condition] == state for condition in way], axis=0) for way in ways]) for state in (NOT_MET, UNKNOWN)
    )
    chosen = np.argmin(repairs * (len(states) + 1) + answers, axis=0)
    of_least = np.arange(chosen.size)
    is_met = ((repairs == 0) & (answers == 0)).any(axis=0)
    needed, deciding = {}, {}
    for condition in (c.id for c in plan.conditions(criterion)):
        having = np.array([condition in way for way in ways])
        needed[condition] = having[chosen] & (states[condition] != MET)
        open_ways = (having[:, None] & (repairs == 0)).any(axis=0)
        deciding[condition] = open_ways & ~is_met & (states[condition] == UNKNOWN)
    return repairs[chosen, of_least], answers[chosen, of_least], needed, deciding


def shortfalls(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch, year and condition that is not met or unknown: the columns of `verdicts`, shortfall, must_repair.

    `shortfall` is how much is missing in the unit of the quantity (meetings, đồng, 1 for a yes that is a no), missing where the
    value is not known. `must_repair`: the condition is not yet met and stands in the way of its criterion that needs least (the
    rule above); an unmet condition of another way need not be repaired.
    """
    return rows_with(verdicts, needs_of(verdicts, plan).needed, (verdicts["verdict"] != "met").to_numpy(), plan)


def rows_with(verdicts: pd.DataFrame, needed: dict[str, np.ndarray], kept: np.ndarray, plan: Plan) -> pd.DataFrame:
    """The kept rows of `verdicts` with their shortfall and whether they are needed."""
    rows = verdicts[kept].assign(must_repair=spread(verdicts, needed, plan)[kept])
    return rows.assign(shortfall=(rows["value"] - rows["threshold"]).abs()).reset_index(drop=True)


def spread(verdicts: pd.DataFrame, by_condition: dict[str, np.ndarray], plan: Plan) -> np.ndarray:
    """Arrays per branch-year, one for each condition, as one entry per row of `verdicts`; zero where the plan has no such condition."""
    values = np.zeros(len(verdicts), dtype=np.result_type(*by_condition.values()))
    for condition, rows in rows_of(verdicts, plan).items():
        values[rows] = by_condition[condition]
    return values


def distance(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year, the nearest to the standard first within its unit (III.2.2.a).

    Columns: year, unit, branch, verdict; criteria_not_met, criteria_unknown; conditions_to_repair and answers_to_obtain, the
    conditions not met and unknown in the ways that need least; rank within the unit and year, by repairs, then by answers:
    branches equally near share a rank and stand in the order of the plan.
    """
    needs = needs_of(verdicts, plan)
    rows = needs.totals()
    groups = rows.groupby(["year", "unit"], sort=False)
    ranked = rows.assign(
        criteria_not_met=(needs.criteria == NOT_MET).sum(axis=1),
        criteria_unknown=(needs.criteria == UNKNOWN).sum(axis=1),
        rank=groups["cost"].rank(method="min").astype("int64"),
    )
    ordered = ranked.iloc[np.lexsort((ranked["rank"], groups.ngroup()))].reset_index(drop=True)
    ordered = ordered.rename(columns={"repairs": "conditions_to_repair", "answers": "answers_to_obtain"})
    known = ["year", "unit", "branch", "verdict", "criteria_not_met", "criteria_unknown"]
    return ordered[[*known, "conditions_to_repair", "answers_to_obtain", "rank"]]
