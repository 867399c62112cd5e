"""What figures share: printed tables with Vietnamese names, and the command that leads a figure back to its cells."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..charts import CITY

COUNTS_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "unknown": "Chưa rõ",
    "needed": "Cần đạt",
    "wanting": "Còn thiếu",
}


def shown(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The named columns under their Vietnamese names, the city's row called so."""
    unit = rows["unit"].where(rows["scope"] == "unit", CITY) if "scope" in rows else rows["unit"]
    return rows.assign(unit=unit)[list(names)].rename(columns=dict(names)).reset_index(drop=True)


def trace(year: int, what: str, unit: str | None = None) -> str:
    """The command that shows from which cells a figure comes."""
    of_unit = f' --unit "{unit}"' if unit else ""
    return f"sadec trace --year {year}{of_unit} --what {what}"
