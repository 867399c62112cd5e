"""The least that brings a unit or the city to a target: which conditions to repair and which answers to obtain (III.2.2.a, III.2.3).

A repair changes what a branch does, an answer only what is known of it: they are counted apart, and no number of answers weighs as
much as one repair. An answer to obtain brings its branch nearer only where it turns out to be a yes.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from ..plan import Plan, Target
from .distance import Needs, needs_of, rows_with, spread
from .kleene import NOT_MET, UNKNOWN
from .population import SCOPE, sums_by_scope
from .standing import against, counts_of


def smallest_repairs(verdicts: pd.DataFrame, stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per year, scope, branch and condition to repair or answer to obtain so that the scope surely reaches the stage's target.

    The scope is the stage's: each unit (B.3.1, B.3.2) or the city (B.1, B.3.3), whichever year it is. Chosen are as many branches as
    are `wanting`, the nearest to the standard first; no other set needs fewer repairs, nor as few with fewer answers, since what one
    branch needs never serves another. Columns: the columns of `shortfalls` without must_repair, `scope`, `stage`, and `turn`, the
    place of the branch among those chosen in its scope. A `verdict` not_met is a repair, unknown an answer to obtain.
    """
    needs = needs_of(verdicts, plan)
    chosen = chosen_branches(needs, stage)
    turn = chosen["turn"].to_numpy() * chosen["is_chosen"].to_numpy()
    by_row = spread(verdicts, {condition: np.where(needed, turn, 0) for condition, needed in needs.needed.items()}, plan)
    rows = rows_with(verdicts, needs.needed, by_row > 0, plan).drop(columns="must_repair")
    rows = rows.assign(scope=stage.scope, stage=stage.id, turn=by_row[by_row > 0])
    return rows.iloc[np.lexsort((rows["turn"], scopes_of(rows, stage).ngroup()))].reset_index(drop=True)


def repair_costs(verdicts: pd.DataFrame, stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per year and scope of the stage: branches, needed, wanting, conditions_to_repair, answers_to_obtain (B.3.1, B.3.2, B.1).

    The last two count the rows of `smallest_repairs`: nothing where the target is reached.
    """
    chosen = chosen_branches(needs_of(verdicts, plan), stage)
    spent = chosen.assign(**{kind: chosen[kind].where(chosen["is_chosen"], 0) for kind in ("repairs", "answers")})
    once = dict.fromkeys(("branches", "needed", "wanting"), "first")
    found = scopes_of(spent, stage).agg(once | {"repairs": "sum", "answers": "sum"}).reset_index().assign(scope=stage.scope)
    found = found.assign(unit=found.get("unit")).astype({"unit": "str"})
    found = found.rename(columns={"repairs": "conditions_to_repair", "answers": "answers_to_obtain"})
    return found[[*SCOPE, *once, "conditions_to_repair", "answers_to_obtain"]]


def blocking(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope (unit, city) and criterion: how many branches it holds back, and how many it alone (III.2.3).

    Columns: branches, all those of the scope; not_met, those that fail the criterion; not_met_alone, those that would meet the
    standard were this one repaired; unknown, those unknown in it; clause.
    """
    needs = needs_of(verdicts, plan)
    missed, count = _missed(needs)
    marks = {"not_met": missed, "not_met_alone": missed & (count == 1)[:, None], "unknown": needs.criteria == UNKNOWN}
    columns = {f"{name} {n}": mark[:, n].astype(int) for name, mark in marks.items() for n in range(len(plan.criteria))}
    sums = sums_by_scope(needs.branches.assign(branches=1, **columns), ["branches", *columns])
    of_each = [
        sums[[*SCOPE, "branches"]].assign(criterion=criterion.id, **{name: sums[f"{name} {n}"] for name in marks}, clause=criterion.clause)
        for n, criterion in enumerate(plan.criteria)
    ]
    rows = pd.concat(of_each).sort_index(kind="stable").reset_index(drop=True)
    return rows[[*SCOPE, "criterion", "branches", *marks, "clause"]]


def blocking_pairs(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope (unit, city) and pair of criteria that together hold branches back: criterion, with_criterion, branches.

    `branches` counts those that fail exactly these two and surely meet all others; pairs that hold back none have no row.
    """
    needs = needs_of(verdicts, plan)
    missed, count = _missed(needs)
    pairs = list(combinations(range(len(plan.criteria)), 2))
    marks = {f"{a} {b}": (missed[:, a] & missed[:, b] & (count == 2)).astype(int) for a, b in pairs}
    sums = sums_by_scope(needs.branches.assign(**marks), list(marks))
    of_each = [
        sums[SCOPE].assign(criterion=plan.criteria[a].id, with_criterion=plan.criteria[b].id, branches=sums[f"{a} {b}"]) for a, b in pairs
    ]
    rows = pd.concat(of_each).sort_index(kind="stable")
    return rows[rows["branches"] > 0].reset_index(drop=True)


def _missed(needs: Needs) -> tuple[np.ndarray, np.ndarray]:
    """Which criteria each branch-year fails, and how many: -1 where any is unknown, since repairs alone do not bring it there."""
    missed, is_unknown = needs.criteria == NOT_MET, (needs.criteria == UNKNOWN).any(axis=1)
    return missed, np.where(is_unknown, -1, missed.sum(axis=1))


def chosen_branches(needs: Needs, stage: Target) -> pd.DataFrame:
    """The totals of every branch-year with the counts of its scope, its turn among those that do not surely meet, and is_chosen."""
    branches = needs.totals()
    counts = against(counts_of(branches), stage)
    key = ["year", "unit"] if stage.scope == "unit" else ["year"]
    counts = counts.loc[counts["scope"] == stage.scope, [*key, "branches", "met", "unknown", "needed", "wanting"]]
    rows = branches.merge(counts, on=key, how="left", validate="many_to_one")
    wanted = rows.assign(cost=rows["cost"].where(rows["verdict"] != "met"))
    turn = scopes_of(wanted, stage)["cost"].rank(method="first").fillna(0).astype("int64")
    return rows.assign(turn=turn, is_chosen=(turn > 0) & (turn <= rows["wanting"]))


def scopes_of(rows: pd.DataFrame, stage: Target) -> pd.api.typing.DataFrameGroupBy:
    """The rows grouped by year and what the stage is for: each unit, or the city."""
    return rows.groupby(["year", "unit"] if stage.scope == "unit" else ["year"], sort=False)
