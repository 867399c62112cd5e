"""Findings in the order in which a person should look at them: what keeps a verdict open stands first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .quantities import KEY, fields_by_quantity
from .verdicts import branches_met

SEVERITIES = ["blocking", "repaired", "noted"]
OPEN = ["year", "unit", "field"]


def in_order_of_weight(findings: pd.DataFrame, verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The rows of the `findings` table, those first that keep a branch from a verdict, then by severity; else as they stood.

    A blocking finding decides where the verdict of a branch that it touches is unknown, and so is a condition that asks for its field;
    one without a field (a row of nobody known, a table that was not read) where any branch of its unit and year is unknown. Where
    nothing says of which unit or year it is, it may decide anything.
    """
    open_ = _open(verdicts, plan)
    by_field = pd.MultiIndex.from_frame(findings[OPEN]).isin(pd.MultiIndex.from_frame(open_[OPEN]))
    by_unit = pd.MultiIndex.from_frame(findings[OPEN[:2]]).isin(pd.MultiIndex.from_frame(open_[OPEN[:2]]))
    unplaced = (findings["unit"].isna() | findings["year"].isna()).to_numpy()
    touches = np.where(findings["field"].isna(), by_unit | unplaced, by_field)
    of_branch = pd.MultiIndex.from_frame(findings[KEY]).isin(pd.MultiIndex.from_frame(open_[KEY]))
    blocking = (findings["severity"] == "blocking").to_numpy()
    decides = blocking & touches & (of_branch | findings["branch"].isna().to_numpy())
    rank = findings["severity"].map({severity: n for n, severity in enumerate(SEVERITIES, 1)}).fillna(len(SEVERITIES) + 1)
    return findings.iloc[np.argsort(np.where(decides, 0, rank), kind="stable")].reset_index(drop=True)


def _open(verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year of unknown verdict and field that an unknown condition asks for: year, unit, branch, field."""
    met = branches_met(verdicts, plan)
    unknown = verdicts.loc[verdicts["verdict"] == "unknown", [*KEY, "condition"]]
    unknown = unknown.merge(met.loc[met["verdict"] == "unknown", KEY], on=KEY)
    conditions = [condition for criterion in plan.criteria for condition in plan.conditions(criterion)]
    fields_of = fields_by_quantity({condition.quantity for condition in conditions}, plan)
    asked = [(condition.id, field) for condition in conditions for field in fields_of[condition.quantity]]
    return unknown.merge(pd.DataFrame(asked, columns=["condition", "field"]), on="condition")
