"""How large a table can be written on a slide: the size of its letters, the widths of its columns and the heights of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..exhibits import text_of

SIZES = (16, 14, 12, 11, 10)  # points, the largest that fits is taken
LETTER, BOLD = 0.5 / 72, 1.1  # inches of a letter of Arial and point, how much wider bold is
PADDING, LINE, BETWEEN = 0.2, 1.22 / 72, 0.11  # inches beside a text, of a line and point, above and below the lines of a row
SHORTEST, WORD = 5, 1.16  # letters of the narrowest column, and room for words of wide letters or digits
LONGEST = 44  # letters beyond which a column is not made wider
STRETCH = 1.25
TOGETHER = 10  # rows that a slide should hold: a city of nine, and the whole


@dataclass(frozen=True)
class Fit:
    """A table laid out: points, and inches for each column, the header and each row."""

    size: int
    widths: tuple[float, ...]
    head: float
    heights: tuple[float, ...]

    def pages(self, room: float, most: int) -> list[range]:
        """The rows of each slide, as many as `room` inches hold, on `most` slides at most, and evenly where these hold them all."""
        full = self._filled(room, most)
        if full[-1].stop < len(self.heights):
            return full
        each = -(-len(self.heights) // len(full))
        even = [range(start, min(start + each, len(self.heights))) for start in range(0, len(self.heights), each)]
        return even if all(self.head + sum(self.heights[rows.start : rows.stop]) <= room for rows in even) else full

    def _filled(self, room: float, most: int) -> list[range]:
        made, start = [], 0
        while start < len(self.heights) and len(made) < most:
            stop, used = start, self.head
            while stop < len(self.heights) and (stop == start or used + self.heights[stop] <= room):
                used += self.heights[stop]
                stop += 1
            made.append(range(start, stop))
            start = stop
        return made


def fit(table: pd.DataFrame, width: float, room: float) -> Fit:
    """The largest letters at which columns hold their words and a slide the rows of a city, or else the smallest."""
    lines = [[str(name) for name in table.columns], *([text_of(cell) for cell in row] for row in table.itertuples(index=False))]
    whole: Fit | None = None
    for size in SIZES:
        widths = _widths(lines, size, width)
        heights = tuple(_height(line, widths, size, BOLD if not number else 1.0) for number, line in enumerate(lines))
        whole = Fit(size, widths, heights[0], heights[1:])
        if sum(widths) <= width + 0.01 and sum(heights[: TOGETHER + 1]) <= room:
            break
    return whole


def _widths(lines: Sequence[Sequence[str]], size: int, width: float) -> tuple[float, ...]:
    columns = list(zip(*lines, strict=True))
    words = [max(_longest_word(head) * BOLD, *map(_longest_word, cells), SHORTEST) * WORD for head, *cells in columns]
    cells = [max(min(len(head), LONGEST) * BOLD, *(min(len(cell), LONGEST) for cell in cells), 1) for head, *cells in columns]
    least = [letters * size * LETTER + PADDING for letters in words]
    wanted = [max(letters * size * LETTER + PADDING, least_) for letters, least_ in zip(cells, least, strict=True)]
    if sum(wanted) <= width:
        return tuple(one * min(width / sum(wanted), STRETCH) for one in wanted)
    spare, short = max(width - sum(least), 0), sum(wanted) - sum(least) or 1
    return tuple(few + spare * (many - few) / short for few, many in zip(least, wanted, strict=True))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=1)


def _height(line: Sequence[str], widths: Sequence[float], size: int, bold: float) -> float:
    room = [max(int((width - PADDING) / (size * LETTER * bold) + 0.001), 1) for width in widths]
    most = max(_lines(text, letters) for text, letters in zip(line, room, strict=True))
    return most * size * LINE + BETWEEN


def _lines(text: str, letters: int) -> int:
    """Over how many lines a text breaks between its words."""
    count, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > letters:
            count, used = count + 1, len(word)
        else:
            used += len(word) + bool(used)
    return count
