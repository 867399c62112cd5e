"""The reader of one column: what its cells say, by the one-cell readers of values.py, each raw value read once."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from math import isfinite

from ..plan import Field
from .reading import BLANK, Raw, Reading
from .text import tidy
from .values import READERS
from .words import BLANK_MARKS

REMEMBERED = 100_000  # values a column


class Reader(dict):
    """The reader of one column: remembers what it read, since cell values repeat."""

    def __init__(self, one: Field, year: int | None, scale: int) -> None:
        self.one, self.year, self.scale = one, year, scale
        self.read = READERS[one.kind]
        self.plain = Plain(self)

    def __call__(self, raw: Raw) -> Reading:
        return self[raw]

    def __missing__(self, raw: Raw) -> Reading:
        if len(self) >= REMEMBERED:
            self.clear()
        self[raw] = reading = _read(raw, self.read, self.one, self.year, self.scale)
        return reading


class Unsaid(Enum):
    """What a cell is that does not plainly say a value."""

    NOTHING = "a blank"
    MORE = "a repair, a doubt, a statement, or a value with a second one beside it"


class Plain(dict):
    """What the cells of a column plainly say, by raw value; `has_unsaid`: some did not."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.has_unsaid = reader, False

    def __missing__(self, raw: Raw) -> object:
        if len(self) >= REMEMBERED:
            self.clear()
        reading = self.reader(raw)
        is_more = reading.code is not None or reading.extra is not None or reading.state not in ("value", "blank")
        self.has_unsaid |= is_more or reading.state == "blank"
        self[raw] = said = Unsaid.MORE if is_more else Unsaid.NOTHING if reading.state == "blank" else reading.value
        return said


@lru_cache(maxsize=4096)
def reader_for(field: Field, year: int | None, scale: int) -> Reader:
    """The reader of one column: `year` is that of the record, `scale` what the sheet multiplies money or divides rates by."""
    return Reader(field, year, scale)


def _read(raw: Raw, read: Callable, field: Field, year: int | None, scale: int) -> Reading:
    if isinstance(raw, str):
        text = tidy(raw)
        if not text:
            return BLANK
        return Reading("blank", code="placeholder") if set(text) <= BLANK_MARKS else read(text, field, year, scale)
    if isinstance(raw, float) and not isfinite(raw):
        return read(str(raw), field, year, scale)
    return read(raw, field, year, scale)
