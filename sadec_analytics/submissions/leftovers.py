"""What stands beside names of branches and was read by no table: asked about, never passed over."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import Sheet
from .findings import Problem
from .labels import is_answer
from .layouts import Table
from .lexicon import Lexicon
from .rows import CAPTION, EMPTY, FOOTER

Place = tuple[int, int]


def unread(sheet: Sheet, tables: list[Table], known: Lexicon) -> Iterator[Problem]:
    """One problem for all answers to the right of names of branches, in a sheet without tables also for those below them."""
    if any(table.sheet.origins for table in tables):
        return  # laid out anew: each of its cells was looked at
    names = {raw for raw, text in sheet.said.items() if any(map(str.isalpha, text)) and known.is_branch(text)}
    named = [(r, c) for r, row in enumerate(sheet.rows) if not names.isdisjoint(row) for c, raw in enumerate(row) if raw in names]
    free = [place for place in named if not any(_holds(table, place) for table in tables)]
    found = {(r, c): None for r, first in free for c in range(first + 1, sheet.width) if _says(sheet, r, c)}
    if not tables:
        found |= {(r, c): None for first, c in free for r in range(first + 1, len(sheet.rows)) if _says(sheet, r, c)}
    if found:
        yield Problem("table_unread", sheet.name, sorted(found))


def _says(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.rows[row][column] not in sheet.blanks and is_answer(sheet.rows[row][column])


def _holds(table: Table, place: Place) -> bool:
    """Whether a place lies among the rows of a table, and not beyond its columns."""
    line, column = place[::-1] if table.sheet.flipped else place
    if table.sheet.flipped and min(table.known) <= column <= max(table.known):
        return True
    lines = {row.index for row in table.rows if row.kind not in (FOOTER, EMPTY, CAPTION)}
    return column <= max((*table.known, *table.unknown)) and line in lines
