"""What units send, as data: a form, and the columns that it may carry with the words by which they are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Field:
    """One column that a form may carry: its kind, unit, Vietnamese name, and the headers by which it is known."""

    name: str
    kind: str
    vi: str
    headers: tuple[str, ...]
    excludes: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    unit: str | None = None
    clause: str | None = None
    group_vi: str | None = None
    plausible: tuple[int, int] | None = None
    date_into: str | None = None
    year_into: str | None = None
    in_template: bool = True
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    is_sensitive: bool = False  # a small count of persons points at one of them: the public edition says "<5" (Luật 91/2025/QH15)

    @property
    def is_fact(self) -> bool:
        """Whether the field gives a column of its form's table."""
        return self.kind in ("count", "money", "yes_no", "yes_no_or_date", "date", "text")


@dataclass(frozen=True)
class Form:
    """What units send: its grain, the table it fills, the titles by which it is known, and its fields.

    `grain`: what a row tells of: a branch, a unit, or any of them. `aspects`: what is said about each field where the fields
    stand in rows and the aspects head the columns (registered, met, proposed); the first is meant where no aspect is named.
    `at_most`: pairs of fields of which the first cannot truly exceed the second.
    """

    id: str
    grain: str
    table: str
    clause: str
    vi: str
    titles: tuple[str, ...]
    file_words: tuple[str, ...]
    fields: tuple[Field, ...]
    aspects: tuple[Field, ...] = ()
    at_most: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}

    @property
    def facts(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.is_fact)
