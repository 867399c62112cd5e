"""A sheet as a grid of cells that keep their address, whichever way it is read (law 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .text import tidy

MOST_RANGES = 20
Merge = tuple[int, int, int, int]  # top, left, bottom, right; 0-based, inclusive


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address that Excel shows for 0-based row and column: (6, 1) is B7."""
    return f"{column_letters(column)}{row + 1}"


def place_of(cell: str) -> tuple[int, int]:
    """0-based row and column of an address: B7 is (6, 1)."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, column_of(letters)


def column_of(letters: str) -> int:
    """The 0-based column of its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def extent(places: Iterable[tuple[int, int]]) -> str:
    """The ranges that hold these places and no others, joined by ";"; one from the first to the last where nobody would read so many.

    >>> extent([(5, 1), (6, 1), (8, 1)]), extent([(5, 1), (5, 2), (6, 1), (6, 2)])
    ('B6:B7;B9', 'B6:C7')
    """
    told = set(places)
    ends: dict[int, list[int]] = defaultdict(list)
    tops = sorted((column, row) for row, column in told if (row - 1, column) not in told)
    bottoms = sorted((column, row) for row, column in told if (row + 1, column) not in told)
    ranges: list[Merge] = []
    for (column, top), (_, bottom) in zip(tops, bottoms, strict=True):
        beside = next((n for n in ends[column - 1] if (ranges[n][0], ranges[n][2]) == (top, bottom)), None)
        if beside is None:
            ranges.append((top, column, bottom, column))
            ends[column].append(len(ranges) - 1)
        else:
            ranges[beside] = (top, ranges[beside][1], bottom, column)
            ends[column].append(beside)
    if len(ranges) > MOST_RANGES:
        rows, columns = zip(*told, strict=True)
        ranges = [(min(rows), min(columns), max(rows), max(columns))]
    return ";".join(map(_shown_range, ranges))


def _shown_range(area: Merge) -> str:
    first, last = address(*area[:2]), address(*area[2:])
    return first if first == last else f"{first}:{last}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` are equally long lists of values from A1 on, "" where blank.

    `unreadable` and `percents` hold what the values do not show: by place, the code of a finding and the raw text of a cell whose
    value cannot be trusted; and the places formatted as percent. `noted` holds the places to which a finding draws the eye.
    `origins` gives the place in the sheet as sent of each cell of a sheet that was laid out anew.
    `flipped` says that rows and columns were exchanged, to read a cross-table by the code that reads a table.
    """

    name: str
    rows: list[list]
    merges: tuple[Merge, ...] = ()
    unreadable: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    noted: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    flipped: bool = False
    is_hidden: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def flip(self) -> Sheet:
        """The same cells with rows for columns; addresses stay those of the sheet as sent."""
        return Sheet(
            self.name,
            [list(column) for column in zip(*self.rows, strict=True)],
            tuple((left, top, right, bottom) for top, left, bottom, right in self.merges),
            {(c, r): why for (r, c), why in self.unreadable.items()},
            frozenset((c, r) for r, c in self.percents),
            {code: frozenset((c, r) for r, c in places) for code, places in self.noted.items()},
            {(c, r): place for (r, c), place in self.origins.items()},
            not self.flipped,
        )

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the sheet as sent."""
        if self.origins:
            return self.origins.get((row, column), (row, column))
        return (column, row) if self.flipped else (row, column)

    @cached_property
    def is_as_sent(self) -> bool:
        """Whether a row of it is a row of the sheet as sent."""
        return not self.flipped and not self.origins

    @cached_property
    def found(self) -> dict:
        """What one reader of the sheet found out and the next would have to find again."""
        return {}

    @cached_property
    def merged_into(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every place covered by a merged range, the place that holds its value."""
        covered = {}
        for top, left, bottom, right in self.merges:
            for row in range(top, min(bottom, len(self.rows) - 1) + 1):
                for column in range(left, min(right, self.width - 1) + 1):
                    covered[row, column] = (top, left)
        return covered

    def text_at(self, row: int, column: int) -> str:
        """The text shown at a place, that of its merged range included; "" where there is a number or nothing."""
        value = self.rows[row][column]
        if (row, column) in self.merged_into:
            top, left = self.merged_into[row, column]
            value = self.rows[top][left]
        return value if isinstance(value, str) else ""

    @cached_property
    def columns(self) -> list[tuple]:
        """The same values column by column."""
        return list(zip(*self.rows, strict=True))

    @cached_property
    def distinct(self) -> list[set]:
        """The values that stand in each column, once."""
        return list(map(set, self.columns))

    @cached_property
    def values(self) -> set:
        """Every value that stands somewhere, once."""
        return set().union(*self.distinct)

    @cached_property
    def said(self) -> dict[str, str]:
        """Every text that stands somewhere, with the same tidied."""
        return {value: tidy(value) for value in self.values if value.__class__ is str and value}

    @cached_property
    def blanks(self) -> frozenset[str]:
        """The values that are no more than blanks."""
        return frozenset(("", *(value for value, text in self.said.items() if not text)))

    @cached_property
    def texts(self) -> Texts:
        """The text shown at every place, tidied, row by row."""
        return Texts(self)

    @cached_property
    def merged_in(self) -> dict[int, list[int]]:
        """The columns of each row that lie in a merged range."""
        columns: dict[int, list[int]] = defaultdict(list)
        for row, column in self.merged_into:
            columns[row].append(column)
        return columns

    def texts_of(self, row: int) -> list[str]:
        """The text shown at every place of a row, tidied."""
        shown = [self.said.get(value, "") for value in self.rows[row]]
        for column in self.merged_in.get(row, ()):
            shown[column] = tidy(self.text_at(row, column))
        return shown

    def texts_down(self, column: int) -> list[str]:
        """The text shown at every place of a column, tidied."""
        shown = [self.said.get(value, "") for value in self.columns[column]]
        for row in (row for row, c in self.merged_into if c == column):
            shown[row] = tidy(self.text_at(row, column))
        return shown


class Texts(Sequence):
    """The rows of a sheet as texts, each made when it is first asked for: of most rows only a name is."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._made = sheet, [None] * len(sheet.rows)

    def __getitem__(self, row: int | slice) -> list:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        if (made := self._made[row]) is None:
            made = self._made[row] = self._sheet.texts_of(row)
        return made

    def __len__(self) -> int:
        return len(self._made)
