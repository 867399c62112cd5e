"""Counts of persons under a sensitive fact in the public edition: 1 to 4 read "<5", and nothing else gives them away.

Offences, religion, ethnicity, hardship and Party matters are sensitive (Luật 91/2025/QH15); the plan's forms say which fields are.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan

SMALL = range(1, 5)
BIG = SMALL.stop
FEW, HIDDEN = f"<{BIG}", "ẩn"
PUBLIC_NOTE = f"Bản công khai: số từ {SMALL[0]} đến {SMALL[-1]} ghi “{FEW}”; “{HIDDEN}” để không suy ra được."


def sensitive(plan: Plan) -> set[str]:
    """The names of the fields of which the public edition shows no small count."""
    return {field.name for form in plan.forms for field in form.fields if field.is_sensitive}


def suppressed(rows: pd.DataFrame, count: str, by: tuple[str, ...] = ("year",), beside: tuple[str, ...] = ()) -> pd.DataFrame:
    """The rows (a unit or the city each, `scope` says which) with `count` missing where it must not be read, and `count_said` beside it.

    `count_said` is "<5" for 1 to 4, "ẩn" for what is hidden lest the others give a "<5" away, and missing where the number stands. In
    each group of `by`, enough is hidden that every "<5" may still be any of 1 to 4, whatever a reader adds and subtracts. The columns
    `beside` (shares, changes: what follows from the count) are missing where the count is.
    """
    rows = rows.reset_index(drop=True)
    said = pd.Series(None, index=rows.index, dtype="object")
    for _, group in rows.groupby([*by], sort=False):
        said[group.index] = _said(group[count].to_numpy(dtype=float, na_value=np.nan), (group["scope"] == "city").to_numpy())
    hidden = said.notna()
    masked = {name: rows[name].mask(hidden) for name in (count, *beside)}
    return rows.assign(**masked, **{f"{count}_said": said.astype("str")})


def _said(counts: np.ndarray, is_city: np.ndarray) -> np.ndarray:
    """What each count of one group reads instead of its number, or None."""
    said = np.where(_is_small(counts), FEW, None).astype(object)
    units = ~is_city
    few = units & (said == FEW)
    if not few.any() or not is_city.any():
        return said
    total = counts[is_city][0]
    if np.isnan(total) or total < BIG:
        said[is_city] = FEW if few.sum() == 1 else HIDDEN
        return said
    candidates = np.flatnonzero(units & (counts >= BIG))
    for hidden in [[], *([place] for place in candidates[np.argsort(counts[candidates], kind="stable")])]:
        if _may_be_any(int(counts[few].sum() + counts[hidden].sum()), int(few.sum()), bool(hidden)):
            said[hidden] = HIDDEN
            return said
    said[is_city] = HIDDEN
    return said


def _may_be_any(hidden_sum: int, few: int, has_other: bool) -> bool:
    """Whether each "<5" of `few` could be any of 1 to 4, when they and a hidden other count (none, 0 or at least 5) make `hidden_sum`."""
    for value in SMALL:
        rest = [hidden_sum - value - others for others in range((few - 1) * SMALL[0], (few - 1) * SMALL[-1] + 1)]
        if not any(left == 0 or (has_other and left >= BIG) for left in rest):
            return False
    return True


def _is_small(counts: np.ndarray) -> np.ndarray:
    return (counts >= SMALL[0]) & (counts <= SMALL[-1])
