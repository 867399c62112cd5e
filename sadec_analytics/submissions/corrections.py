"""Signed corrections of single cells (law 11): applied where the cell still holds what the person saw, stale elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ..decisions import Correction
from .cells import Sheet, place_of
from .findings import Problem
from .text import tidy
from .values import read_words

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def corrected(sheets: list[Sheet], corrections: Iterable[Correction]) -> list[Problem]:
    """Put the new values into the cells of these sheets of one file; a finding for each correction, applied or stale."""
    by_name = {sheet.name: sheet for sheet in sheets}
    return [_correct(by_name.get(one.sheet), one) for one in corrections]


def _correct(sheet: Sheet | None, one: Correction) -> Problem:
    row, column = place_of(one.cell)
    if sheet is None or row >= len(sheet.rows) or column >= sheet.width:
        return _stale(one, "không có ô này")
    there = _shown(sheet, row, column)
    if there != tidy(one.expected):
        return _stale(one, f"nay là “{there}”")
    sheet.rows[row][column] = _value(one.value)
    sheet.unreadable.pop((row, column), None)
    said = {"what": f"dòng {one.line}"}
    return Problem("corrected", sheet.name, [(row, column)], one.cell, raw=there, taken_as=one.value, said=said)


def _stale(one: Correction, what: str) -> Problem:
    said = {"what": f"{what}; corrections.csv dòng {one.line}"}
    return Problem("correction_stale", one.sheet, [], one.cell, raw=one.expected, taken_as=one.value, said=said)


def _shown(sheet: Sheet, row: int, column: int) -> str:
    if (row, column) in sheet.unreadable:
        return tidy(sheet.unreadable[row, column][1])
    raw = sheet.rows[row][column]
    if isinstance(raw, dt.date):
        return f"{raw:%d/%m/%Y}"
    return tidy(str(read_words(raw, None, None, 1).value)) if raw != "" else ""


def _value(text: str) -> object:
    """A number where the text is one; dates and words stay text, as a person would type them."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else text
