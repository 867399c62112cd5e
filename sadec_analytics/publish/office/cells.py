"""Cells of printed tables read back as numbers and states, so that charts and colours rest on what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from numbers import Number

import pandas as pd

from ..exhibits import is_number, text_of

COUNTS = re.compile(r"(\d+)/(\d+)(?:, (\d+) chưa rõ)?")
WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{3})*|\d+)(?:\*| \([\d.]+(?:,\d+)?%\*?\))?")
PERCENT = re.compile(r"(-?[\d.]+(?:,\d+)?)%")
BILLION = 10**9
MARKS = dict.fromkeys(("có", "không", "x"))
LONGEST_MARK = 16  # letters: 31/12/2021; 34/37, 1 chưa rõ
STATES_VI = {
    "đạt": "met",
    "đúng hạn": "met",
    "chưa đạt": "not_met",
    "không đạt": "not_met",
    "trễ hạn": "not_met",
    "chưa nộp": "not_met",
    "chưa rõ": "unknown",
    "chưa xác định": "unknown",
}
COUNTED = {"Chưa đạt": "not_met", "Còn thiếu": "not_met", "Chưa rõ": "unknown"}  # columns in which any count but zero is a state


def counts_of(cell: object) -> tuple[int, int, int] | None:
    """`28/37, 2 chưa rõ` as 28 met of 37, 2 unknown; None for anything else."""
    found = COUNTS.fullmatch(cell) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


def number_of(cell: object) -> float | int | None:
    """The number of a cell: a number itself, 28 of `28/37`, `1.280*` or `130 (13,8%)`, `75,7%` as a share; None where it holds none.

    >>> number_of(5), number_of("1/2"), number_of("1.280*"), number_of("130 (13,8%)"), number_of("75,5%"), number_of("<5")
    (5, 1, 1280, 130, 0.755, None)
    """
    if is_number(cell):
        return _plain(cell)
    if counts := counts_of(cell):
        return counts[0]
    if written := WRITTEN.fullmatch(cell) if isinstance(cell, str) else None:
        return int(written[1].replace(".", ""))
    found = PERCENT.fullmatch(cell) if isinstance(cell, str) else None
    return round(float(found[1].replace(".", "").replace(",", ".")) / 100, 6) if found else None


def share_of(cell: object) -> float | int | None:
    """The same, with `28/37` as a share."""
    if counts := counts_of(cell):
        met, whole, _ = counts
        return met / whole if whole else None
    return number_of(cell)


def _plain(value: Number) -> float | int:
    """A number of numpy or pandas as one of Python's own, which file formats take."""
    return int(value) if value == int(value) else float(value)


def state_of(cell: object) -> str | None:
    """met, not_met or unknown where the cell says so: in a word, or in counts as `criteria_heatmap` colours them."""
    if counts := counts_of(cell):
        met, whole, unknown = counts
        return "not_met" if met + unknown < whole else "unknown" if unknown else "met"
    return STATES_VI.get(cell.lower()) if isinstance(cell, str) else None


def state_in(column: object, cell: object, is_heat: bool) -> str | None:
    """The state by which a cell is coloured: words of state, counts in columns of state, and all counts of a table that is a heat map."""
    if str(column) in COUNTED:
        return COUNTED[str(column)] if is_number(cell) and cell > 0 else None
    if counts_of(cell) is not None and not is_heat:
        return None
    return None if pd.isna(cell) else state_of(cell)


def number_format(values: Sequence[object], unit: str = "", zero: str = "0") -> str:
    """An Excel format with dots between thousands whatever the language of Windows, and the unit; `zero` as "#" leaves zeros out."""
    numbers = [value for value in values if is_number(value)]
    end = f'" {unit}"' if unit else ""
    if any(value != int(value) for value in numbers):
        return f"#,##0.0{end}"
    if any(value >= BILLION for value in numbers):
        return f"[>={BILLION}]0\\.000\\.000\\.000{end};[>=1000000]0\\.000\\.000{end};#,##{zero}{end}"
    return f"[>=1000000]0\\.000\\.000{end};[>=1000]0\\.000{end};{zero}{end}"


def middle_columns(table: pd.DataFrame) -> list[bool]:
    """For each column whether it stands in the middle: numbers and short marks, but never the names of the rows."""
    return [bool(place) and all(_is_mark(cell) for cell in table.iloc[:, place]) for place in range(len(table.columns))]


def _is_mark(cell: object) -> bool:
    text = text_of(cell)
    return (
        is_number(cell)
        or text.lower() in STATES_VI | MARKS
        or (len(text) <= LONGEST_MARK and any(letter.isdigit() or letter in "–<" for letter in text))
    )
