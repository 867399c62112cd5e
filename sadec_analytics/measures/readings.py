"""Which verdicts depend on how the text is read: every named reading switched to each of its other options ("Readings in force")."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..plan import Plan, Reading
from .kleene import NAMES, all_of
from .population import with_facts
from .quantities import KEY, Facts
from .standing import stand
from .verdicts import criteria_of, states_of

LEVELS = ["criterion", "branch", "unit", "city"]
DTYPES = {"year": "Int64", "unit": "str", "branch": "str", "criterion": "Int64", "stage": "Int64", "before": "str", "after": "str"}


@dataclass(frozen=True)
class _Outcome:
    """What is concluded under one set of readings: verdict codes per criterion and of the whole, a row a branch, and the standing."""

    criteria: dict[int, np.ndarray]
    branches: np.ndarray
    standing: pd.DataFrame


def reading_effects(branch_years: pd.DataFrame, statements: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per reading, other option and verdict that turns under it: reading, option, level, year, unit, branch, criterion, stage.

    `level` says whose verdict turns: a branch's on one `criterion` or on the standard as a whole (`branch`), or that of a `unit` or
    the `city` on a `stage`; `before` is the verdict under the options in force, `after` that with this one option switched, missing
    where the stage no longer judges the unit. Readings that bear on no verdict have no rows: `reading_counts` lists them with zeros.
    """
    rows = with_facts(roster, branch_years, plan)
    now = _outcome(rows, statements, plan)
    turned = [pd.DataFrame(columns=["reading", "option", "level", *DTYPES]).astype(DTYPES)]
    for reading, option in _other_options(plan):
        if reading.bears_on in ("verdicts", "standing"):
            under = plan.with_reading(reading.id, option)
            then = _outcome(rows, statements, under) if reading.bears_on == "verdicts" else replace(now, standing=_stand(rows, now, under))
            turned.append(_turned(rows[KEY], now, then).assign(reading=reading.id, option=option))
    found = pd.concat(turned, ignore_index=True)[["reading", "option", "level", *DTYPES]]
    return found.astype(DTYPES | dict.fromkeys(("reading", "option", "level"), "str"))


def reading_counts(effects: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per reading and other option: reading, option, and how many verdicts of each level turn, zeros included."""
    counts = effects.groupby(["reading", "option", "level"]).size().unstack("level")
    options = pd.MultiIndex.from_tuples([(reading.id, option) for reading, option in _other_options(plan)], names=["reading", "option"])
    return counts.reindex(index=options, columns=LEVELS).fillna(0).astype("int64").reset_index().rename_axis(columns=None)


def _other_options(plan: Plan) -> list[tuple[Reading, str]]:
    return [(reading, option) for reading in plan.readings for option in reading.options if option != plan.reading(reading.id)]


def _outcome(rows: pd.DataFrame, statements: pd.DataFrame, plan: Plan) -> _Outcome:
    criteria = criteria_of(states_of(Facts(rows, statements, plan)), plan)
    judged = _Outcome(criteria, all_of(list(criteria.values())), pd.DataFrame())
    return replace(judged, standing=_stand(rows, judged, plan))


def _stand(rows: pd.DataFrame, judged: _Outcome, plan: Plan) -> pd.DataFrame:
    return stand(rows[KEY].assign(verdict=NAMES[judged.branches]), plan)[["year", "scope", "unit", "stage", "verdict"]]


def _turned(branches: pd.DataFrame, now: _Outcome, then: _Outcome) -> pd.DataFrame:
    of_criteria = [_of_branches(branches, now.criteria[n], then.criteria[n], "criterion").assign(criterion=n) for n in now.criteria]
    rows = pd.concat(of_criteria).sort_index(kind="stable")
    return pd.concat([rows, _of_branches(branches, now.branches, then.branches, "branch"), _of_stages(now.standing, then.standing)])


def _of_branches(branches: pd.DataFrame, before: np.ndarray, after: np.ndarray, level: str) -> pd.DataFrame:
    turned = before != after
    return branches[turned].assign(level=level, before=NAMES[before[turned]], after=NAMES[after[turned]])


def _of_stages(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    key = ["year", "scope", "unit", "stage"]
    rows = pd.concat([before[key], after[key]]).drop_duplicates(ignore_index=True)
    for name, stood in (("before", before), ("after", after)):
        rows = rows.merge(stood.rename(columns={"verdict": name}), on=key, how="left", validate="one_to_one")
    turned = rows["before"].fillna("") != rows["after"].fillna("")
    return rows[turned].rename(columns={"scope": "level"})
