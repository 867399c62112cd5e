"""What listings share: rows of one unit and year, states as people say them."""

from __future__ import annotations

import pandas as pd

VERDICTS_VI = {"met": "đạt", "not_met": "chưa đạt", "unknown": "chưa rõ"}
REACHED_VI = {"reached": "đạt mục tiêu", "missed": "chưa đạt mục tiêu", "undecided": "chưa xác định"}


def of_unit(rows: pd.DataFrame, year: int, unit: str) -> pd.DataFrame:
    """The rows of one unit and year, in their order."""
    return rows[(rows["year"] == year) & (rows["unit"] == unit)].reset_index(drop=True)


def counted(met: pd.Series, branches: pd.Series) -> list[str | None]:
    """Counts as 28/37; missing where either is."""
    return [f"{m}/{n}" if pd.notna(m) and pd.notna(n) else None for m, n in zip(met, branches, strict=True)]
