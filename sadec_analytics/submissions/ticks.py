"""Bare ticks as answers: which texts of a sheet are ticks, and whether they answer a column that asks yes or no."""

from __future__ import annotations

from collections.abc import Iterable

from ..plan import Field
from .cells import Sheet
from .words import is_mark


def marks_of(sheet: Sheet) -> set[str]:
    """The texts of a sheet that are ticks."""
    if "marks" not in sheet.found:
        sheet.found["marks"] = {raw for raw, text in sheet.said.items() if is_mark(text)}
    return sheet.found["marks"]


def has_ticks(sheet: Sheet, fields: Iterable[tuple[int, Field]]) -> bool:
    """Whether a tick stands in a column that asks yes or no."""
    marks = marks_of(sheet)
    return bool(marks) and any(one.kind == "yes_no" and not marks.isdisjoint(sheet.distinct[column]) for column, one in fields)
