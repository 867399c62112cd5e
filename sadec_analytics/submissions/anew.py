"""A file read anew: the text that a cell shows, as it was sent, and what the reading found at that very cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from .cells import Sheet, address, place_of
from .findings import Problem, finding
from .lexicon import Lexicon
from .members import Member
from .reading import Raw
from .recognise import as_of_in, decision_in
from .submission import identity, read_member
from .text import tidy
from .workbook import read_workbook

IN_TITLES: dict[str, Callable[[str], object]] = {
    "as_of": lambda text: as_of_in([text]),
    "decision": lambda text: decision_in([text]).get("decision"),
    "decided_on": lambda text: decision_in([text]).get("decided_on"),
}


class Anew:
    """One file whose bytes are those that were read before."""

    def __init__(self, member: Member, known: Lexicon) -> None:
        self.member, self.known = member, known

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        """The sheets as sent, without corrections."""
        return {sheet.name: sheet for sheet in read_workbook(self.member.content)}

    @cached_property
    def _problems(self) -> list[Problem]:
        return read_member(self.member, self.known).problems

    def text(self, sheet: str, cell: str) -> str:
        """What a person sees in a cell, that of its merged range included; "" where it is blank."""
        return _shown(self._sheets[sheet], *place_of(cell))

    def findings(self, sheet: str, cell: str) -> list[dict]:
        """A row of the `findings` table for each problem of this very cell."""
        at = place_of(cell)
        mine = [one for one in self._problems if one.sheet == sheet and (at in one.cells or one.cell == cell)]
        return [finding([one], identity(self.member.content), cell) for one in mine]

    def title_of(self, sheet: str, name: str, value: object) -> str | None:
        """The cell of the title line that says what no column does: the day of the figures, the decision."""
        rows = self._sheets[sheet].rows
        places = ((r, c) for r, row in enumerate(rows) for c, raw in enumerate(row) if isinstance(raw, str) and raw)
        return next((address(r, c) for r, c in places if IN_TITLES[name](tidy(rows[r][c])) == value), None)


def _shown(sheet: Sheet, row: int, column: int) -> str:
    row, column = sheet.merged_into.get((row, column), (row, column))
    if (row, column) in sheet.unreadable:
        return sheet.unreadable[row, column][1]
    raw = sheet.rows[row][column]
    if (row, column) in sheet.percents and isinstance(raw, float):
        return f"{raw * 100:.15g}%"
    return _text(raw)


def _text(raw: Raw) -> str:
    """Numbers with the fifteen digits that Excel keeps, days day first."""
    if isinstance(raw, float):
        return f"{raw:.15g}" if abs(raw) < 1e15 else f"{raw:.0f}"
    return f"{raw:%d/%m/%Y}" if hasattr(raw, "strftime") else str(raw)
