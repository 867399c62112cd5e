"""What a sample drawn at random without replacement proves, exactly: hypergeometric tests inverted, nothing approximated.

A number of good ones is kept while a sample at least as extreme as the one seen has a chance of at least 1 - confidence under
it. So a bound holds with at least its confidence, whatever the truth is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

CONFIDENCE = 0.95
TIE = 1e-9  # a chance that equals 1 - confidence keeps its number, whatever its last binary digit says


class ProportionBounds(NamedTuple):
    """How many of the claimed branches truly meet: `at_least` and `at_most` one-sided, `low` to `high` two-sided, as counts."""

    at_least: np.ndarray
    at_most: np.ndarray
    low: np.ndarray
    high: np.ndarray


def proportion_bounds(
    claimed: ArrayLike, sampled: ArrayLike, confirmed: ArrayLike, confidence: float = CONFIDENCE, unknown: ArrayLike = 0
) -> ProportionBounds:
    """Exact bounds from `confirmed` of `sampled` branches drawn at random from `claimed`, entry by entry.

    An `unknown` branch of the sample counts as not confirmed below and as confirmed above. The two-sided interval gives half of
    1 - confidence to each end.
    """
    n_all, n, k, u = np.broadcast_arrays(*(np.asarray(x, dtype=np.int64) for x in (claimed, sampled, confirmed, unknown)))
    if not (0 < confidence < 1 and ((k >= 0) & (u >= 0) & (k + u <= n) & (n <= n_all)).all()):
        raise ValueError("Cần 0 < confidence < 1 và 0 <= confirmed, unknown; confirmed + unknown <= sampled <= claimed.")
    risk = 1 - confidence
    below, above = (n_all, n, k), (n_all, n, n - k - u)
    return ProportionBounds(_least(*below, risk), n_all - _least(*above, risk), _least(*below, risk / 2), n_all - _least(*above, risk / 2))


def clean_visits(claimed: ArrayLike, needed: ArrayLike, confidence: float = CONFIDENCE) -> np.ndarray:
    """The least sample that, all of it confirmed, proves that `needed` of `claimed` branches meet; -1 where fewer are claimed."""
    n_all, need = np.broadcast_arrays(*(np.asarray(x, dtype=np.int64) for x in (claimed, needed)))
    pairs, where = np.unique(np.stack([n_all.ravel(), need.ravel()]), axis=1, return_inverse=True)
    total, good = pairs[0], np.clip(pairs[1] - 1, 0, pairs[0])  # the nearest state of things in which the target is missed
    low, high = np.zeros_like(total), np.where(pairs[1] > 0, total, 0)
    while (open_ := low < high).any():
        middle = (low + high) // 2
        proven = ~_is_kept(middle, good, total, middle, 1 - confidence, open_)
        low, high = np.where(open_ & ~proven, middle + 1, low), np.where(open_ & proven, middle, high)
    return np.where(pairs[1] > total, -1, low)[where].reshape(n_all.shape)


def _least(n_all: np.ndarray, n: np.ndarray, k: np.ndarray, risk: float) -> np.ndarray:
    """The least number of good ones among `n_all` under which k or more good ones of n are seen with a chance above `risk`."""
    cases, where = np.unique(np.stack([n_all.ravel(), n.ravel(), k.ravel()]), axis=1, return_inverse=True)
    total, drawn, seen = cases
    low, high = seen.copy(), total - drawn + seen
    while (open_ := low < high).any():
        middle = (low + high) // 2
        kept = _is_kept(seen, middle, total, drawn, risk, open_)
        low, high = np.where(open_ & ~kept, middle + 1, low), np.where(open_ & kept, middle, high)
    return low[where].reshape(n_all.shape)


def _is_kept(seen: np.ndarray, good: np.ndarray, total: np.ndarray, drawn: np.ndarray, risk: float, asked: np.ndarray) -> np.ndarray:
    """Whether `seen` or more good ones of `drawn` have a chance of at least `risk`, for the entries asked."""
    from scipy.stats import hypergeom

    kept = np.zeros(seen.shape, dtype=bool)
    kept[asked] = hypergeom.sf(seen[asked] - 1, total[asked], good[asked], drawn[asked]) >= risk * (1 - TIE)
    return kept
