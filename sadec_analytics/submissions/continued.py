"""A table that goes on upon the next sheet without its header: read by the columns of the sheet before, where it surely is the same."""

from __future__ import annotations

from dataclasses import replace

from .cells import Sheet
from .layouts import Table, tables_under
from .lexicon import Lexicon
from .readers import reader_for
from .rows import RECORD

MOST_UNREAD = 0.25  # of the cells that the columns of the table before do not let read


def continued(sheet: Sheet, before: Table, unit: str | None, year: int | None, known: Lexicon) -> Table | None:
    """The rest of the table before; None where anything speaks against it.

    The sheet begins with a branch of the same unit, names no branch again, is as wide as the table, and its cells are of the kinds
    that the columns hold.
    """
    if before.sheet.flipped or before.sheet.origins or before.branch is None or unit not in known.branches or not sheet.rows:
        return None
    wide = max(sheet.width, before.sheet.width)
    sheet = replace(sheet, rows=[[*row, *[""] * (wide - len(row))] for row in sheet.rows])
    first = next((row for row, cells in enumerate(sheet.rows) if any(cell not in sheet.blanks for cell in cells)), 0)
    if not known.branches[unit].find(sheet.texts[first][before.branch]):
        return None
    tables = tables_under(sheet, before.form, [replace(before.band, start=0, depth=0)], known)
    if len(tables) != 1 or not _is_rest(tables[0], before, unit, year, known):
        return None
    tables[0].above, tables[0].letterhead, tables[0].title_form = before.above, before.letterhead, before.title_form
    return tables[0]


def _is_rest(table: Table, before: Table, unit: str, year: int | None, known: Lexicon) -> bool:
    names, earlier = ([known.branches[unit].find(name) for name in one.names] for one in (table, before))
    branches = {found.name for found in names if found}
    return (
        table.branch == before.branch
        and len(branches) == len(names)
        and branches.isdisjoint(found.name for found in earlier if found)
        and table.columns.items() <= before.columns.items()
        and _edges(table) == _edges(before)
        and _fits(table, year)
    )


def _edges(table: Table) -> tuple[int, int]:
    """The first and the last column that the records fill."""
    filled = [c for row in table.rows if row.kind == RECORD for c in range(table.sheet.width) if table.is_filled(row.index, c)]
    return min(filled), max(filled)


def _fits(table: Table, year: int | None) -> bool:
    readers = {column: reader_for(one, year, 100 if one.kind == "stated_rate" else 1) for column, one in table.columns.items()}
    cells = [(column, table.sheet.rows[row.index][column]) for row in table.records for column in table.columns]
    states = [readers[column](raw).state for column, raw in cells if raw not in table.sheet.blanks]
    return states.count("blocked") <= MOST_UNREAD * len(states)
