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
    """One row per roster branch per year per condition: the `verdicts` table. Each condition cites its criterion's clause."""
    facts = Facts(with_facts(roster, branch_years, plan), statements, plan)
    judged = [_judge(facts, condition).assign(criterion=c.id, clause=c.clause) for c in plan.criteria for condition in plan.conditions(c)]
    rows = pd.concat(judged).sort_index(kind="stable") if judged else facts.rows[KEY]
    return declared(plan)["verdicts"].frame(rows.reset_index(drop=True))


def _judge(facts: Facts, condition: Condition) -> pd.DataFrame:
    bounds = measure(condition.quantity, facts)
    verdict = decide(bounds, condition)
    if facts.plan.reading("partial_year") == "reachable_is_unknown" and not condition.final:
        verdict = np.where((verdict == NOT_MET) & _year_still_open(facts.rows), UNKNOWN, verdict)
    return facts.rows[KEY].assign(
        condition=condition.id, value=bounds.value(), threshold=float(condition.threshold), verdict=NAMES[verdict]
    )


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
    met = criteria_codes(verdicts, plan)
    branches = branch_years_of(verdicts, plan)
    frames = [branches.assign(criterion=criterion, verdict=NAMES[met]) for criterion, met in met.items()]
    return pd.concat(frames).sort_index(kind="stable").reset_index(drop=True)


def branches_met(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch per year: year, unit, branch, verdict; a branch meets the standard when all criteria are met."""
    met = criteria_codes(verdicts, plan)
    return branch_years_of(verdicts, plan).assign(verdict=NAMES[all_of(list(met.values()))])


def criteria_codes(verdicts: pd.DataFrame, plan: Plan) -> dict[int, np.ndarray]:
    """The verdict codes of each criterion, one a branch-year in the order of `branch_years_of`."""
    wide = {condition: codes(verdicts.loc[verdicts["condition"] == condition, "verdict"]) for condition in _conditions(plan)}
    return {c.id: any_of([all_of([wide[condition] for condition in way]) for way in plan.ways(c)]) for c in plan.criteria}


def branch_years_of(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch per year that was judged; each has a row for every condition in `verdicts`, in one order."""
    return verdicts.loc[verdicts["condition"] == _conditions(plan)[0], KEY].reset_index(drop=True)


def _conditions(plan: Plan) -> list[str]:
    return [condition.id for criterion in plan.criteria for condition in plan.conditions(criterion)]
