"""What a plan is made of. Every entry cites its clause; nothing here knows a number of any plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property

from .fees import FeeShares, FeeTariff


@dataclass(frozen=True)
class Reading:
    """A question that the text leaves open: the answers that can be chosen, and the one in force.

    `bears_on`: what the choice can turn: verdicts (of branches, and so the standing), standing (of units and city alone), duties,
    programme_a, or the review.
    """

    id: str
    clause: str
    vi: str
    en: str
    options: dict[str, str]
    default: str
    bears_on: str = "verdicts"


@dataclass(frozen=True)
class Condition:
    """One test of one quantity: `test` is at_least, at_most or is; `threshold` a number (yes 1, no 0).

    `final`: a shortfall that the rest of the year cannot make up.
    """

    id: str
    quantity: str
    test: str
    threshold: int
    vi: str
    en: str
    final: bool = False


@dataclass(frozen=True)
class Criterion:
    """Met when every condition of at least one of its ways is met.

    `is_personal`: it speaks of a person's conduct or household, so no public edition shows it by branch or unit.
    """

    id: int
    clause: str
    vi: str
    short_vi: str
    en: str
    ways: tuple[tuple[str, ...], ...]
    ways_under: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    conditions: tuple[Condition, ...]
    is_personal: bool = False


@dataclass(frozen=True)
class Target:
    """A share that must be reached: a stage or the pilot share (by `due_on`), or the registration share (every year)."""

    id: int | str
    clause: str
    scope: str
    target_percent: int
    vi: str
    en: str
    due_on: dt.date | None = None
    target_clause: str | None = None
    scope_under: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)

    def under(self, reading_id: str, option: str) -> Target:
        """The same target under an option of a reading, which may say for whom it is."""
        return replace(self, scope=self.scope_under.get(reading_id, {}).get(option, self.scope))

    @property
    def target(self) -> float:
        return self.target_percent / 100

    def needed(self, count: int) -> int:
        """The least whole number of `count` (or of each in a column) that reaches the target, in integers (law 4)."""
        return -(-self.target_percent * count // 100)


@dataclass(frozen=True)
class Duty:
    """One deadline: who owes it, when it falls due for a year that it serves, and whether the day itself counts."""

    id: str
    clause: str
    owed_by: str
    form: str | None
    day: int
    month: int
    inclusive: bool
    inclusive_under: dict[str, dict[str, bool]]
    year_offset: int
    first_year: int
    last_year: int
    vi: str
    en: str

    def due_on(self, year: int) -> dt.date:
        return dt.date(year + self.year_offset, self.month, self.day)


@dataclass(frozen=True)
class Pilot:
    """Units of a programme that go first, and until when."""

    programme: str
    clause: str
    until: dt.date
    until_clause: str | None
    units: tuple[str, ...]
    vi: str


@dataclass(frozen=True)
class Item:
    """One of the things that programme A assesses; `checked_by`: quantities of programme B that its branches speak of too."""

    clause: str
    vi: str
    en: str
    checked_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemGroup:
    """A group of items, met when all of them are."""

    id: str
    vi: str
    en: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Rule:
    """A clause that something else of the suite serves."""

    clause: str
    vi: str
    en: str


DIRECT_BRANCH = "direct_branch"  # a branch directly under the city, which programme A takes in under one reading only (A.1)


@dataclass(frozen=True)
class NotComputed:
    """A clause that no rule can judge, and why."""

    clause: str
    vi: str
    en: str
    why: str


@dataclass(frozen=True)
class Unit:
    """A grassroots union. Only wards and communes have residential branches. `tile`: row and column in the schematic map."""

    name: str
    kind: str
    code: str | None
    aliases: tuple[str, ...]
    branches: tuple[str, ...]
    doubtful: tuple[str, ...]
    tile: tuple[int, int] | None = None

    @property
    def is_residential(self) -> bool:
        return self.kind in ("ward", "commune")


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


@dataclass(frozen=True)
class Plan:
    """A programme as checked data: criteria, stages, duties, pilots, units, and the forms that report on it."""

    number: str
    vi: str
    en: str
    city_vi: str
    issuer_vi: str
    superior_vi: str
    signed_on: dt.date
    first_year: int
    last_year: int
    readings: tuple[Reading, ...]
    criteria: tuple[Criterion, ...]
    stages: tuple[Target, ...]
    shares: tuple[Target, ...]
    duties: tuple[Duty, ...]
    pilots: tuple[Pilot, ...]
    item_groups: tuple[ItemGroup, ...]
    rules: tuple[Rule, ...]
    not_computed: tuple[NotComputed, ...]
    fee_tariffs: tuple[FeeTariff, ...]
    fee_shares: FeeShares
    units: tuple[Unit, ...]
    abbreviations: dict[str, str]
    common: tuple[Field, ...]
    forms: tuple[Form, ...]
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def residential_units(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.is_residential)

    @property
    def acts(self) -> tuple[Field, ...]:
        """Single acts of which units say yes or no beside the items of programme A (B.4.1.c, IV.2.4)."""
        items = {item.clause for group in self.item_groups for item in group.items}
        return tuple(f for f in self.form("three_proactives").facts if f.name == f.clause and f.name not in items)

    def form(self, form_id: str) -> Form:
        return next(f for f in self.forms if f.id == form_id)

    def stage(self, stage_id: int) -> Target:
        return next(s for s in self.stages if s.id == stage_id)

    def share(self, share_id: str) -> Target:
        return next(s for s in self.shares if s.id == share_id)

    def stage_running_in(self, year: int) -> Target:
        """The stage whose end comes next, on or after that year; after the last one, the last."""
        return next((s for s in self.stages if s.due_on.year >= year), self.stages[-1])

    def reading(self, reading_id: str) -> str:
        """The option in force of a named reading."""
        return self.chosen.get(reading_id) or next(r.default for r in self.readings if r.id == reading_id)

    def with_reading(self, reading_id: str, option: str) -> Plan:
        """The same plan under another option of one reading; ValueError names what can be chosen."""
        known = {r.id: r for r in self.readings}
        if reading_id not in known:
            raise ValueError(f"Không có cách hiểu “{reading_id}”. Hãy chọn: {', '.join(known)}.")
        if option not in known[reading_id].options:
            raise ValueError(f"Cách hiểu “{reading_id}” không có lựa chọn “{option}”. Hãy chọn: {', '.join(known[reading_id].options)}.")
        stages = tuple(stage.under(reading_id, option) for stage in self.stages)
        return replace(self, chosen={**self.chosen, reading_id: option}, stages=stages)

    def ways(self, criterion: Criterion) -> tuple[tuple[str, ...], ...]:
        """The ways of a criterion under the readings in force."""
        for reading_id, under in criterion.ways_under.items():
            if self.reading(reading_id) in under:
                return under[self.reading(reading_id)]
        return criterion.ways

    def conditions(self, criterion: Criterion) -> tuple[Condition, ...]:
        """The conditions that the ways in force use, in the order of the plan."""
        used = {c for way in self.ways(criterion) for c in way}
        return tuple(c for c in criterion.conditions if c.id in used)

    def is_inclusive(self, duty: Duty) -> bool:
        """Whether a report received on the due day itself is on time, under the readings in force."""
        for reading_id, under in duty.inclusive_under.items():
            if self.reading(reading_id) in under:
                return under[self.reading(reading_id)]
        return duty.inclusive
