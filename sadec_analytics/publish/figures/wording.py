"""What figures share: the rows of a year, the city's row, columns in Vietnamese, shares and counts as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ...measures import residential_units
from ..charts import CITY
from ..sentences import decimal
from ..view import View

STATES_VI = {"met": "đạt", "not_met": "không đạt", "unknown": "chưa rõ"}
ANSWERS_VI = {True: "có", False: "không"}


def of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of one year."""
    return rows[rows["year"] == year].reset_index(drop=True)


def city_of(rows: pd.DataFrame) -> pd.Series | None:
    """The city's row, or None where the year has none: nothing was reported."""
    found = rows[rows["scope"] == "city"]
    return found.iloc[0] if len(found) else None


def every_unit(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows; where there are none, a row a unit of the year with nothing in it, so that a silent year shows its units."""
    if len(rows):
        return rows
    units = residential_units(view.tables.roster, [view.year]).assign(scope="unit")
    return pd.concat([rows.astype({"year": "Int64"}), units.astype({"scope": "str"})], ignore_index=True)


def shown(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The named columns in Vietnamese, the city's row called so and last; where a count must not be read, what is said instead."""
    is_city = rows["scope"] == "city" if "scope" in rows else rows["unit"].isna()
    table = pd.concat([rows[~is_city], rows[is_city].assign(unit=CITY)])
    for name in names:
        if f"{name}_said" in table:
            table[name] = table[name].astype("object").where(table[f"{name}_said"].isna(), table[f"{name}_said"])
    return table[list(names)].rename(columns=names).reset_index(drop=True)


def bounds_text(low: Iterable[float], high: Iterable[float]) -> list[str | None]:
    """Shares 0 to 1 as "91,8% đến 95,3%", one number where both ends are the same, None where they are not known."""
    return [_range(a, b) for a, b in zip(low, high, strict=True)]


def number(value: float | None, places: int = 1) -> str | None:
    """A number with a decimal comma; None where it is missing."""
    return None if pd.isna(value) else decimal(value, places)


def answers(column: pd.Series) -> list[str | None]:
    """Yes and no in Vietnamese, None where missing."""
    return [None if pd.isna(value) else ANSWERS_VI[bool(value)] for value in column]


def is_yes(answer: object) -> bool:
    """Whether a three-valued answer is yes."""
    return bool(pd.notna(answer) and answer)


def is_no(answer: object) -> bool:
    """Whether a three-valued answer is no."""
    return bool(pd.notna(answer) and not answer)


def sentence(*parts: str) -> str:
    """The parts that say something, one after the other."""
    return " ".join(part for part in parts if part)


def _range(low: float, high: float) -> str | None:
    if pd.isna(low) and pd.isna(high):
        return None
    ends = [f"{decimal(100 * end, 1)}%" for end in (low, high) if pd.notna(end)]
    if pd.isna(high):
        return f"ít nhất {ends[0]}"
    if pd.isna(low):
        return f"nhiều nhất {ends[0]}"
    return " đến ".join(dict.fromkeys(ends))
