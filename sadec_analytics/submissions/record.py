"""What one table states of one branch and year, with the places it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .cells import address
from .narrative import Told
from .reading import Reading, shown
from .whom import Of

Place = tuple[int, int]


class Places(Mapping):
    """Where the fields of a record stand: in the columns of its line, which the records of a table share, or in a place of their own."""

    __slots__ = ("columns", "flipped", "line", "own")

    def __init__(self, own: dict[str, Place] | None = None, columns: Mapping[str, int] | None = None, line: int = 0, flipped: bool = False):
        self.own, self.columns, self.line, self.flipped = own or {}, columns or {}, line, flipped

    def __getitem__(self, name: str) -> Place:
        if name in self.own:
            return self.own[name]
        column = self.columns[name]
        return (column, self.line) if self.flipped else (self.line, column)

    def __setitem__(self, name: str, place: Place) -> None:
        self.own[name] = place

    def __iter__(self) -> Iterator[str]:
        return iter({**self.columns, **self.own})

    def __len__(self) -> int:
        return len({**self.columns, **self.own})

    def drop(self, name: str) -> None:
        """Forget where a field stands: its cell turned out to tell of others."""
        self.own.pop(name, None)
        self.columns = {other: column for other, column in self.columns.items() if other != name}


@dataclass(slots=True)
class Record:
    """The facts and statements of one branch and year as one table states them, with the places they came from.

    `carried` gives submission, sheet and cell of what was taken over from an older file or another sheet; `named` is the place of
    the name that says whom the record tells of; `parts` are the records of which it is the sum.
    """

    of: Of
    sheet: str
    row: int | None
    facts: dict[str, object] = field(default_factory=dict)
    statements: dict[str, tuple[Reading, str]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    told: list[tuple[Told, tuple[int, int]]] = field(default_factory=list)
    carried: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    named: Place | None = None
    parts: tuple[Record, ...] = ()

    @property
    def said(self) -> dict[str, str]:
        """What the record says, by field, as a person reads it: values, and the texts of what gives no value."""
        values = {
            name: {True: "có", False: "không"}.get(value) if isinstance(value, bool) else shown(value) for name, value in self.facts.items()
        }
        return values | {name: text for name, (_, text) in self.statements.items()}

    def cell_of(self, name: str) -> str | None:
        """The address of a field in its own sheet, several joined by ";" for a sum; None where it was read from no cell of its own."""
        if name in self.carried:
            return self.carried[name][2]
        if self.parts:
            return ";".join(cell for part in self.parts if (cell := part.cell_of(name)))
        return address(*self.places[name]) if name in self.places else None


def taken_as(reading: Reading) -> str | None:
    """What a finding shows of the value that was taken."""
    if reading.state != "value":
        return None
    taken = reading.value if reading.extra is None else reading.extra
    if isinstance(taken, bool):
        return "có" if taken else "không"
    return f"{taken:%d/%m/%Y}" if isinstance(taken, dt.date) else str(taken)


def source_of(record: Record, name: str) -> dict:
    """The cell in which a record states a fact, in the columns of the `sources` table."""
    of = record.of
    return {"field": name, "year": of.year, "unit": of.unit, "branch": of.branch, "aspect": of.aspect, "cell": record.cell_of(name)}
