"""How many branches are registered with the province (III.2.2.a), and how many are pilots (IV.2.2): counts decide (law 4)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan, Target
from .kleene import NAMES, codes_of
from .population import SCOPE, branches_of, reported_years
from .standing import against, counts_of
from .steps import answers

JUDGED = ["unknown", "needed", "wanting", "share_low", "share_high", "target", "verdict", "clause"]


def registration_rate(registrations: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope: branches, registered, not_registered, unknown, needed, wanting, shares and verdict (III.2.2.a).

    The plan asks the share of the city; each unit is shown against the same share. A branch that no list names, or whose cell is
    blank, is unknown: `share_low` counts it as not registered, `share_high` as registered, and the verdict is `undecided` until it
    could not turn it (`reached`, `missed`). `wanting`: how many more must surely be registered.
    """
    return _share_of("registered", registrations, roster, plan, plan.share("registration"), ["registered", "not_registered"])


def pilot_share(registrations: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope, up to the year to whose end pilots are asked for: branches, pilots, not_pilots, unknown ... (IV.2.2).

    The other columns are those of `registration_rate`. The plan asks the share of each unit; the city's row is shown against the
    same share. Before the last of these years a share not reached is `undecided`: the plan still leaves time to pick.
    """
    return _share_of("is_pilot", registrations, roster, plan, plan.share("pilot"), ["pilots", "not_pilots"])


def _share_of(field: str, registrations: pd.DataFrame, roster: pd.DataFrame, plan: Plan, share: Target, names: list[str]) -> pd.DataFrame:
    years = [year for year in reported_years(registrations, plan) if share.due_on is None or year <= share.due_on.year]
    population = branches_of(roster, years)
    said = NAMES[codes_of(answers(population, registrations, field))]
    rows = against(counts_of(population.assign(verdict=said)), share)
    return rows.rename(columns=dict(zip(["met", "not_met"], names, strict=True)))[[*SCOPE, "branches", *names, *JUDGED]]
