"""What a unit says of itself under programme A beside what its branches report under programme B (A.2.1.b, A.2.2.c)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from ..plan.model import Item
from .kleene import MET, NOT_MET, UNKNOWN, codes, codes_of
from .quantities import KEY
from .three_proactives import UNIT_YEAR, asked_from

COUNTS = {"contradicting": NOT_MET, "agreeing": MET, "unknown": UNKNOWN}


def cross_checks(unit_items: pd.DataFrame, verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit with residential branches, year and checked item: self_assessed, branches, and how many contradict it.

    A branch is `contradicting` where it surely fails a condition that the item is checked by (the plan's `checked_by`: fees missing,
    admissions outside the procedure, too few meetings), `agreeing` where it meets them all. `state`: `contradicts` where the unit
    says met and any branch contradicts; `agrees` where both say the same; `unknown` otherwise. An item that the unit says is not
    met is never contradicted: it asks for more than its check.
    """
    frames = [_check(item, unit_items, verdicts, plan) for group in plan.item_groups for item in group.items if item.checked_by]
    rows = pd.concat(frames) if frames else pd.DataFrame(columns=[*UNIT_YEAR, "item", "self_assessed", "branches", *COUNTS, "state"])
    return rows.sort_index(kind="stable").reset_index(drop=True)


def _check(item: Item, unit_items: pd.DataFrame, verdicts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    conditions = [c.id for criterion in plan.criteria for c in plan.conditions(criterion) if c.quantity in item.checked_by]
    judged = verdicts[verdicts["condition"].isin(conditions) & (verdicts["year"] >= asked_from(plan))]
    branches = judged[KEY].assign(code=codes(judged["verdict"])).groupby(KEY, sort=False)["code"].min().reset_index()
    counted = branches[UNIT_YEAR].assign(branches=1, **{name: (branches["code"] == code).astype(int) for name, code in COUNTS.items()})
    rows = counted.groupby(UNIT_YEAR, sort=False).sum().reset_index()
    said = unit_items.loc[unit_items["item"] == item.clause, [*UNIT_YEAR, "met"]].rename(columns={"met": "self_assessed"})
    rows = rows.merge(said, on=UNIT_YEAR, how="left").assign(item=item.clause)
    claim = codes_of(rows["self_assessed"])
    refuted = (rows["contradicting"] > 0).to_numpy()
    same = ((claim == MET) & (rows["agreeing"] == rows["branches"]).to_numpy()) | ((claim == NOT_MET) & refuted)
    state = np.select([(claim == MET) & refuted, same], ["contradicts", "agrees"], "unknown")
    return rows.assign(state=state)[[*UNIT_YEAR, "item", "self_assessed", "branches", *COUNTS, "state"]]
