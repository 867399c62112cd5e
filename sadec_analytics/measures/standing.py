"""Where each unit and the city stand against the stages of the plan (B.1, B.3): counts decide, shares only show (law 4)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan, Target
from ..tables import declared
from .kleene import NAMES, codes_of
from .population import branches_of, sums_by_scope
from .quantities import KEY
from .steps import answers, of_branches, recognised, years_told
from .verdicts import branches_met

STATES = ["met", "not_met", "unknown"]


def standing(
    verdicts: pd.DataFrame, branch_years: pd.DataFrame, recognitions: pd.DataFrame, roster: pd.DataFrame, plan: Plan
) -> pd.DataFrame:
    """One row per scope per year per stage per measure (computed, claimed, recognised), each on the whole roster: the `standing` table.

    The plan's targets are judged on `computed`; the unit's own claim (III.2.4.a) and the city's decision (III.2.4.b) stand beside
    it and are never mixed with it (law 6). Every year up to the one in which the stage ends has its rows. Before that year a
    target that is not reached yet is undecided, never missed. A stage whose scope is the city has no unit rows; a city row of the
    others says how the city as a whole stands, with the number of units that reached the target beside it.
    """
    rows = [stand(rows, plan, measure) for measure, rows in by_measure(verdicts, branch_years, recognitions, roster, plan).items()]
    return pd.concat(rows).sort_values("stage", kind="stable", ignore_index=True)


def by_measure(
    verdicts: pd.DataFrame, branch_years: pd.DataFrame, recognitions: pd.DataFrame, roster: pd.DataFrame, plan: Plan
) -> dict[str, pd.DataFrame]:
    """For each measure (computed, claimed, recognised) one row per roster branch and year with its `verdict`, never mixed (law 6)."""
    branches = branches_of(roster, years_told(plan, branch_years, of_branches(recognitions)))
    met = branches.merge(branches_met(verdicts, plan), on=KEY, how="left", validate="one_to_one")["verdict"]
    measures = {
        "computed": met.fillna("unknown"),
        "claimed": NAMES[codes_of(answers(branches, branch_years, "self_assessed"))],
        "recognised": NAMES[codes_of(recognised(branches, recognitions))],
    }
    return {measure: branches.assign(verdict=verdict) for measure, verdict in measures.items()}


def attainment_by_measure(measures: dict[str, pd.DataFrame], stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per measure, year and scope (unit, city), against one stage whichever year it is: the rows of `attainment`, each measure.

    `measures` is what `by_measure` gives.
    """
    judged = [against(counts_of(rows), stage, measure) for measure, rows in measures.items()]
    return declared(plan)["standing"].frame(pd.concat(judged))


def stand(branches: pd.DataFrame, plan: Plan, measure: str = "computed") -> pd.DataFrame:
    """The rows of `standing` for one measure, from one row per branch and year with its `verdict`."""
    counts = counts_of(branches)
    return declared(plan)["standing"].frame(pd.concat([_stage_rows(against(counts, stage, measure), stage) for stage in plan.stages]))


def attainment(verdicts: pd.DataFrame, stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city), judged against one stage whichever year it is: counts, needed, shares, verdict.

    For showing: the table `standing` has only the rows of which the plan speaks.
    """
    return declared(plan)["standing"].frame(against(counts_of(branches_met(verdicts, plan)), stage))


def counts_of(branches: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope: how many branches there are and how many are met, not_met and unknown.

    `branches` has a row per branch and year with its `verdict`.
    """
    marked = branches[["year", "unit"]].assign(branches=1, **{state: (branches["verdict"] == state).astype(int) for state in STATES})
    return sums_by_scope(marked, ["branches", *STATES])


def against(counts: pd.DataFrame, target: Target, measure: str = "computed") -> pd.DataFrame:
    """The rows of `counts_of` with what one target makes of them: needed, wanting, both shares, and reached, missed or undecided.

    `measure` says what was counted; a target without a day (`due_on`) is asked every year.
    """
    needed = target.needed(counts["branches"])
    best, some = counts["met"] + counts["unknown"], counts["branches"] > 0
    due = target.due_on.year if target.due_on else pd.NA
    ended = counts["year"] >= due if target.due_on else True
    verdict = np.select([some & (counts["met"] >= needed), ended & (best < needed)], ["reached", "missed"], "undecided")
    return counts.assign(
        stage=target.id,
        measure=measure,
        needed=needed,
        wanting=(needed - counts["met"]).clip(lower=0),
        share_low=(counts["met"] / counts["branches"]).where(some),
        share_high=(best / counts["branches"]).where(some),
        target=target.target,
        due=due,
        verdict=verdict,
        clause=target.target_clause or target.clause,
    )


def _stage_rows(judged: pd.DataFrame, stage: Target) -> pd.DataFrame:
    """The rows of which the plan speaks; on those of the city, how many units there are and how many reached."""
    judged = judged[judged["year"] <= stage.due_on.year]
    units = judged[judged["scope"] == "unit"].groupby("year")["verdict"].agg(units="size", units_reached=lambda v: (v == "reached").sum())
    judged = judged.merge(units, left_on="year", right_index=True, how="left")
    judged.loc[judged["scope"] == "unit", ["units", "units_reached"]] = pd.NA
    return judged if stage.scope == "unit" else judged[judged["scope"] == "city"]
