"""Three-valued logic over arrays, in this one place: not_met < unknown < met, so AND is the least and OR the greatest (law 3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

NOT_MET, UNKNOWN, MET = 0, 1, 2
NAMES = np.array(["not_met", "unknown", "met"])


def all_of(verdicts: list[np.ndarray]) -> np.ndarray:
    """Kleene AND: not met when any is not met, met when all are, unknown otherwise."""
    return np.minimum.reduce(verdicts)


def any_of(verdicts: list[np.ndarray]) -> np.ndarray:
    """Kleene OR: met when any is met, not met when none can be, unknown otherwise."""
    return np.maximum.reduce(verdicts)


def codes(names: pd.Series) -> np.ndarray:
    """From the words met, not_met, unknown to codes that all_of and any_of understand."""
    return names.map({"not_met": NOT_MET, "unknown": UNKNOWN, "met": MET}).to_numpy(dtype=np.int8)


def of_answers(answers: pd.Series) -> np.ndarray:
    """From yes, no and missing to codes."""
    return np.where(answers.isna(), UNKNOWN, np.where(answers.fillna(False).astype(bool), MET, NOT_MET))


def answers(verdicts: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """From codes to yes, no and missing."""
    return pd.arrays.BooleanArray(verdicts == MET, verdicts == UNKNOWN)
