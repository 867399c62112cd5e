"""What stands beside names of branches and was read by no table: asked about, never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .cells import Sheet
from .findings import Problem
from .labels import is_answer
from .layouts import Table
from .lexicon import Lexicon
from .named import branch_rows
from .rows import CAPTION, EMPTY, FOOTER

Place = tuple[int, int]


def unread(sheet: Sheet, tables: list[Table], known: Lexicon) -> Iterator[Problem]:
    """One problem for all answers to the right of names of branches, in a sheet without tables also for those below them."""
    if any(table.sheet.origins for table in tables):
        return  # laid out anew: each of its cells was looked at
    named = {(r, c) for c, rows in branch_rows(sheet, known.is_branch).items() for r in rows}
    free = named.difference(*(_held(table, named) for table in tables))
    backwards = sorted(free, reverse=True)
    leftmost, topmost = dict(backwards), {c: r for r, c in backwards}
    found = {(r, c) for r, first in leftmost.items() for c in range(first + 1, sheet.width) if _says(sheet, r, c)}
    if not tables:
        found |= {(r, c) for c, first in topmost.items() for r in range(first + 1, len(sheet.rows)) if _says(sheet, r, c)}
    if found:
        yield Problem("table_unread", sheet.name, sorted(found))


def _says(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.rows[row][column] not in sheet.blanks and is_answer(sheet.rows[row][column])


def _held(table: Table, places: Iterable[Place]) -> set[Place]:
    """The places that lie among the rows of a table, and not beyond its columns."""
    lines = {row.index for row in table.rows if row.kind not in (FOOTER, EMPTY, CAPTION)}
    known, last = table.known, max((*table.known, *table.unknown))
    if not table.sheet.flipped:
        return {(row, column) for row, column in places if column <= last and row in lines}
    return {(row, column) for row, column in places if min(known) <= row <= max(known) or (row <= last and column in lines)}
