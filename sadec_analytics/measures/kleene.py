"""Three-valued logic over arrays, in this one place: not_met < unknown < met, so AND is the least and OR the greatest (law 3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

NOT_MET, UNKNOWN, MET = 0, 1, 2
NAMES = np.array(["not_met", "unknown", "met"])
CODES = {"not_met": NOT_MET, "unknown": UNKNOWN, "met": MET}


def all_of(verdicts: list[np.ndarray]) -> np.ndarray:
    """Kleene AND: not met when any is not met, met when all are, unknown otherwise."""
    return np.minimum.reduce(verdicts)


def any_of(verdicts: list[np.ndarray]) -> np.ndarray:
    """Kleene OR: met when any is met, not met when none can be, unknown otherwise."""
    return np.maximum.reduce(verdicts)


def codes(names: pd.Series) -> np.ndarray:
    """From the words met, not_met, unknown to codes that all_of and any_of understand."""
    place, words = pd.factorize(names, use_na_sentinel=False)
    return np.array([CODES[word] for word in words], dtype=np.int8)[place]


def codes_of(answers: pd.Series) -> np.ndarray:
    """From yes, no and blank to codes; a blank is unknown (law 3)."""
    answers = answers.astype("boolean")
    return np.select([answers.isna(), answers.fillna(False)], [UNKNOWN, MET], NOT_MET).astype(np.int8)


def as_answers(verdicts: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """From codes to yes, no and missing."""
    return pd.arrays.BooleanArray(verdicts == MET, verdicts == UNKNOWN)
