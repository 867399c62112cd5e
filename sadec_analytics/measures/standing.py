"""Where each unit and the city stand against the stages of the plan (B.1, B.3): counts decide, shares only show (law 4)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan, Target
from ..tables import declared
from .population import by_scope
from .verdicts import branches_met


def standing(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per scope per year per stage, for the measure `computed`: the `standing` table.

    Every year up to the one in which the stage ends has its rows. Before that year a target that is not reached yet is
    undecided, never missed. A stage whose scope is the city has no unit rows; a city row of the others says how the city as a
    whole stands, with the number of units that reached the target beside it.
    """
    rows = [row for stage in plan.stages for row in _stage_rows(attainment(verdicts, stage, plan), stage)]
    return declared(plan)["standing"].frame(rows)


def attainment(verdicts: pd.DataFrame, stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city), judged against one stage whichever year it is: counts, needed, shares, verdict.

    For showing: the table `standing` has only the rows of which the plan speaks.
    """
    rows = [_judged(stage, *group) for group in by_scope(branches_met(verdicts, plan))]
    return declared(plan)["standing"].frame(rows)


def _judged(stage: Target, scope_of: tuple, group: pd.DataFrame) -> dict:
    year, scope, unit = scope_of
    counts = group["verdict"].value_counts()
    row = {"year": year, "scope": scope, "unit": unit, "stage": stage.id, "measure": "computed"}
    return row | judge_counts(stage, year, **{state: int(counts.get(state, 0)) for state in ("met", "not_met", "unknown")})


def _stage_rows(judged: pd.DataFrame, stage: Target) -> list[dict]:
    rows, reached = [], []
    for row in judged[judged["year"] <= stage.due_on.year].to_dict("records"):
        if row["scope"] == "unit":
            reached.append(row["verdict"] == "reached")
        else:
            row |= {"units": len(reached), "units_reached": sum(reached)}
            reached = []
        if row["scope"] == "city" or stage.scope == "unit":
            rows.append(row)
    return rows


def judge_counts(stage: Target, year: int, met: int, not_met: int, unknown: int) -> dict:
    """Counts against a stage in a year: needed, wanting, both shares, and reached, missed or undecided."""
    branches = met + not_met + unknown
    needed = stage.needed(branches)
    if branches and met >= needed:
        verdict = "reached"
    elif year >= stage.due_on.year and met + unknown < needed:
        verdict = "missed"
    else:
        verdict = "undecided"
    return {
        "branches": branches,
        "met": met,
        "not_met": not_met,
        "unknown": unknown,
        "needed": needed,
        "wanting": max(needed - met, 0),
        "share_low": met / branches if branches else None,
        "share_high": (met + unknown) / branches if branches else None,
        "target": stage.target,
        "due": stage.due_on.year,
        "verdict": verdict,
        "clause": stage.target_clause or stage.clause,
    }
