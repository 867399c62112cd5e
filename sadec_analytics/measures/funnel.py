"""The way of a branch through the procedure: in the roster, registered, claimed, appraised, recognised (III.2.2 to III.2.4)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .kleene import MET, NOT_MET, UNKNOWN, all_of, codes_of
from .population import SCOPE, branches_of, sums_by_scope
from .steps import answers, appraised, of_branches, recognised, years_told

STEPS = ["registered", "claimed", "appraised", "recognised"]
SAMPLED = "appraised"  # the city's team draws at random (III.2.4.b): a branch that was not drawn goes on
COUNTS = ["branches", "yes", "no", "unknown", "passed", "open", "fell_out", "yes_after_no"]


def funnel_branches(
    registrations: pd.DataFrame,
    branch_years: pd.DataFrame,
    appraisals: pd.DataFrame,
    recognitions: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
) -> pd.DataFrame:
    """One row per roster branch per year (the step `roster`): what each further step says of it, and where it falls out (III.2.4).

    `registered`, `claimed` (the unit's own statement), `appraised` (every criterion that the city's team judged is met) and
    `recognised` are yes, no, or missing. `falls_out_at` names the first step that says no; `open_at` the first before it without
    an answer, appraisal left out, for it draws a sample. `claimed_unregistered` (III.2.4.a: the claimed are among the registered)
    and `recognised_despite_no` (a step before says no) show what the order of the steps would hide.
    """
    rows = branches_of(roster, years_told(plan, registrations, branch_years, appraisals, of_branches(recognitions)))
    rows = rows.assign(
        registered=answers(rows, registrations, "registered"),
        claimed=answers(rows, branch_years, "self_assessed"),
        appraised=appraised(rows, appraisals),
        recognised=recognised(rows, recognitions),
    )
    return rows.assign(**_outcomes(rows))


def _outcomes(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Where each branch falls out and what is open before, and the answers that contradict the order of the steps."""
    said = {step: codes_of(rows[step]) for step in STEPS}
    out = _first([said[step] == NOT_MET for step in STEPS])
    waits = _first([(said[step] == UNKNOWN) & (step != SAMPLED) for step in STEPS])
    before = rows["registered"] & rows["claimed"] & (rows["appraised"] | rows["appraised"].isna())
    return {
        "falls_out_at": _named(out),
        "open_at": _named(np.where(waits < out, waits, len(STEPS))),
        "claimed_unregistered": rows["claimed"] & ~rows["registered"],
        "recognised_despite_no": rows["recognised"] & ~before,
    }


def funnel(branches: pd.DataFrame) -> pd.DataFrame:
    """One row per year, scope and step: how many branches the step lets through, from the rows of `funnel_branches` (III.2).

    `yes`, `no` and `unknown` are what the step itself says of all `branches`. Counted along the way: `passed` have a yes here and
    at every step before, `open` lack an answer here or before, `fell_out` have their first no here (by name in `falls_out_at`),
    `yes_after_no` a yes here after a no before. `passed`, `open` and all that fell out so far make `branches`. Branches that were
    not drawn are open at `appraised` and go on from there; so more may have passed `recognised` than `appraised`.
    """
    said = {step: codes_of(branches[step]) for step in STEPS}
    before = np.full(len(branches), MET, dtype=np.int8)
    marks = _marks("roster", before, before)
    for step in STEPS:
        marks |= _marks(step, said[step], before)
        here = all_of([before, said[step]])
        before = np.where(said[step] == UNKNOWN, before, here) if step == SAMPLED else here
    sums = sums_by_scope(branches[["year", "unit"]].assign(**marks), list(marks))
    steps = [sums[SCOPE].assign(step=step, **{count: sums[f"{step} {count}"] for count in COUNTS}) for step in ("roster", *STEPS)]
    return pd.concat(steps).sort_index(kind="stable").reset_index(drop=True)


def _marks(step: str, said: np.ndarray, before: np.ndarray) -> dict[str, np.ndarray]:
    """What each branch adds to each count of a step: `said` by the step itself, `before` by all the steps that lead to it."""
    here, was_in = all_of([before, said]), before != NOT_MET
    marks = (
        np.ones(len(said), dtype=bool),
        said == MET,
        said == NOT_MET,
        said == UNKNOWN,
        here == MET,
        here == UNKNOWN,
        was_in & (said == NOT_MET),
        ~was_in & (said == MET),
    )
    return {f"{step} {count}": mark.astype(np.int64) for count, mark in zip(COUNTS, marks, strict=True)}


def _first(are: list[np.ndarray]) -> np.ndarray:
    """The place of the first step of which it is true; one past the last where it is true of none."""
    return np.argmax([*are, np.ones_like(are[0])], axis=0)


def _named(places: np.ndarray) -> pd.Series:
    return pd.Series(np.array([*STEPS, None], dtype=object)[places], dtype="str")
