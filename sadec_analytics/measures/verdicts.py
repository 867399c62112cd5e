"""The 18 conditions, judged: branch by branch, year by year, met, not met or unknown (B.2)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Condition, Plan
from ..tables import declared
from .kleene import MET, NAMES, NOT_MET, UNKNOWN, all_of, any_of, codes
from .population import with_facts
from .quantities import KEY, Bounds, Facts, measure


def judge(branch_years: pd.DataFrame, statements: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per roster branch per year per condition (B.2): the `verdicts` table. Each condition cites its criterion's clause."""
    facts = Facts(with_facts(roster, branch_years, plan), statements, plan)
    judged = [_judge(facts, condition).assign(criterion=c.id, clause=c.clause) for c in plan.criteria for condition in plan.conditions(c)]
    rows = pd.concat(judged).sort_index(kind="stable") if judged else facts.rows[KEY]
    return declared(plan)["verdicts"].frame(rows.reset_index(drop=True))


def _judge(facts: Facts, condition: Condition) -> pd.DataFrame:
    bounds = measure(condition.quantity, facts)
    verdict = NAMES[_state(facts, condition, bounds)]
    return facts.rows[KEY].assign(condition=condition.id, value=bounds.value(), threshold=float(condition.threshold), verdict=verdict)


def states_of(facts: Facts) -> dict[str, np.ndarray]:
    """Verdict codes per branch-year, one array for each condition: what `judge` finds, without its table."""
    conditions = [condition for criterion in facts.plan.criteria for condition in facts.plan.conditions(criterion)]
    return {condition.id: _state(facts, condition, measure(condition.quantity, facts)) for condition in conditions}


def _state(facts: Facts, condition: Condition, bounds: Bounds) -> np.ndarray:
    state = decide(bounds, condition)
    if facts.plan.reading("partial_year") == "reachable_is_unknown" and not condition.final:
        return np.where((state == NOT_MET) & _year_still_open(facts.rows), UNKNOWN, state)
    return state


def decide(bounds: Bounds, condition: Condition) -> np.ndarray:
    """Met when every value within the bounds passes the test, not met when none does, unknown otherwise."""
    t = condition.threshold
    surely, possibly = {
        "at_least": (bounds.low >= t, bounds.high >= t),
        "at_most": (bounds.high <= t, bounds.low <= t),
        "is": ((bounds.low == t) & (bounds.high == t), (bounds.low <= t) & (t <= bounds.high)),
    }[condition.test]
    return np.select([surely, possibly], [MET, UNKNOWN], NOT_MET)


def _year_still_open(rows: pd.DataFrame) -> np.ndarray:
    """Whether the figures were taken before 31 December; figures without a date may have been."""
    year_end = pd.to_datetime(rows["year"].astype(str) + "-12-31")
    return (rows["as_of"].isna() | (rows["as_of"] < year_end)).to_numpy()


def criteria_met(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch per year per criterion: year, unit, branch, criterion, verdict; met when one of its ways is."""
    met = criteria_of(wide(verdicts, plan), plan)
    branches = branches_in(verdicts, plan)
    rows = branches.loc[branches.index.repeat(len(met))].reset_index(drop=True)
    states = np.column_stack(list(met.values())).ravel() if met else np.array([], dtype=np.int8)
    return rows.assign(criterion=np.tile(np.array(list(met), dtype=np.int64), len(branches)), verdict=NAMES[states])


def branches_met(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch per year: year, unit, branch, verdict; a branch meets the standard when all criteria are met."""
    return branches_in(verdicts, plan).assign(verdict=NAMES[all_of(list(criteria_of(wide(verdicts, plan), plan).values()))])


def branches_in(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch per year: year, unit, branch, in the order in which `wide` gives its verdicts."""
    return verdicts.loc[verdicts["condition"] == conditions_of(plan)[0], KEY].reset_index(drop=True)


def conditions_of(plan: Plan) -> list[str]:
    """The ids of the conditions under the readings in force, in the order of the plan."""
    return [condition.id for criterion in plan.criteria for condition in plan.conditions(criterion)]


def wide(verdicts: pd.DataFrame, plan: Plan) -> dict[str, np.ndarray]:
    """Verdict codes per branch-year, one array for each condition; every branch-year has every one, in one order."""
    states = codes(verdicts["verdict"])
    return {condition: states[rows] for condition, rows in rows_of(verdicts, plan).items()}


def rows_of(verdicts: pd.DataFrame, plan: Plan) -> dict[str, np.ndarray]:
    """Where the rows of each condition stand in `verdicts`: positions, one a branch and year."""
    place, seen = pd.factorize(verdicts["condition"])
    at = {condition: np.flatnonzero(place == n) for n, condition in enumerate(seen)}
    return {condition: at.get(condition, np.array([], dtype=np.intp)) for condition in conditions_of(plan)}


def criteria_of(states: dict[str, np.ndarray], plan: Plan) -> dict[int, np.ndarray]:
    """Verdict codes per branch-year, one array for each criterion, from those of the conditions: the best of its ways."""
    return {c.id: any_of([all_of([states[condition] for condition in way]) for way in plan.ways(c)]) for c in plan.criteria}
