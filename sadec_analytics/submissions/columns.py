"""What only a whole column tells: doubtful headers, blanks among ticks, printed totals that differ, and the scale of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..plan import Field
from .findings import Problem
from .layouts import Table
from .lexicon import Lexicon
from .readers import Reader
from .rows import GROUP, ORPHAN, RECORD, TOTAL, Row
from .text import plain
from .ticks import marks_of
from .vocabulary import money_scale
from .words import EMPTY_BOX, FULL_BOX, yes_no_of

if TYPE_CHECKING:
    from .record import Record

UNIT_LINES = ("don vi tinh", "dvt", "dv tinh")


def column_problems(
    table: Table, readers: Mapping[int, Reader], records: list[Record], known: Lexicon, decided: set[tuple[int, int]]
) -> Iterator[Problem]:
    """Every problem of the table's columns, without unit and year."""
    yield from _headers(table, known)
    yield from _registrations(table)
    yield from _rate_scales(table)
    yield from _ticks(table, decided)
    yield from _totals(table, readers, records)


def asked_by(table: Table, column: int, one: Field) -> Field:
    """The field as a column asks it: where ☑ stands in it, too, ☐ says no."""
    has_both = one.kind == "yes_no" and EMPTY_BOX in table.sheet.said and FULL_BOX in table.sheet.distinct[column]
    return _boxed(one) if has_both else one


@lru_cache(maxsize=256)
def _boxed(one: Field) -> Field:
    return replace(one, no=(*one.no, EMPTY_BOX))


def scale_of(table: Table, column: int, one: Field) -> int:
    """What money is multiplied by (header, cells beside, unit line), and what rates are divided by; 1 for anything else."""
    if one.kind == "stated_rate":
        numbers = [raw for _, raw in _plain_numbers(table, column)]
        return 1 if numbers and max(numbers) <= 1 else 100
    if one.kind != "money":
        return 1
    beside = [table.sheet.texts[row.index][column] for row in table.rows if row.kind not in (RECORD, ORPHAN, TOTAL)]
    lines = [text for text in (*table.above, *table.letterhead) if _says_unit(text)]
    return next((scale for text in (*reversed(table.band.paths[column]), *beside, *lines) if (scale := money_scale(text))), 1)


def _says_unit(text: str) -> bool:
    """Whether a line names the unit of money: "Đơn vị: Đoàn phường" does not."""
    folded = plain(text)
    return folded.startswith(UNIT_LINES) or (folded.startswith("don vi ") and (money_scale(text) or 1) > 1)


def _plain_numbers(table: Table, column: int) -> list[tuple[int, float]]:
    """Row and value of the numbers of a column that no percent format explains."""
    cells = [(row.index, table.sheet.rows[row.index][column]) for row in table.records]
    return [(row, raw) for row, raw in cells if isinstance(raw, float) and (row, column) not in table.sheet.percents]


def _rate_scales(table: Table) -> Iterator[Problem]:
    for column, one in table.columns.items():
        if one.kind == "stated_rate" and (numbers := _plain_numbers(table, column)):
            what = "tỷ lệ từ 0 đến 1" if scale_of(table, column, one) == 1 else "phần trăm"
            places = [table.sheet.origin(row, column) for row, _ in numbers]
            yield Problem("rate_scale", table.sheet.name, places, field=one.name, said={"label": one.vi, "what": what})


def _headers(table: Table, known: Lexicon) -> Iterator[Problem]:
    """Columns that fit several fields, that double one, or that fit none."""
    for column, match in table.doubtful.items():
        yield from _header(table, "header_ambiguous", column, None, " hoặc ".join(f"“{one.vi}”" for one in match.rivals))
    for one in dict.fromkeys(table.doubled.values()):
        columns = [c for c, f in table.doubled.items() if f == one]
        pair = sorted({*columns, *(c for c, f in table.columns.items() if f == one)})
        for column in columns:
            yield from _header(table, "header_duplicate", column, one, ", ".join(_shown_header(table, c) for c in pair))
    for column in (*table.unknown, *_nameless(table)):
        near = known.fields_like(table.form, table.band.paths[column][-1])
        yield from _header(table, "header_unknown", column, None, f" (gần giống: {', '.join(f'“{vi}”' for vi in near)})" if near else "")


def _nameless(table: Table) -> list[int]:
    """Columns whose header ends like that of names, and in which numbers stand: the last line of "Số lần / sinh hoạt / chi đoàn"."""
    named = [column for column, one in table.asides.items() if one.kind == "name" and column != table.unit]
    return [c for c in named if any(isinstance(table.sheet.rows[row.index][c], float) for row in table.records)]


def _header(table: Table, code: str, column: int, one: Field | None, what: str) -> Iterator[Problem]:
    places = [table.sheet.origin(row.index, column) for row in table.records if table.is_filled(row.index, column)]
    if places:
        said = {"what": what} | ({"label": one.vi} if one else {})
        yield Problem(code, table.sheet.name, places, field=one.name if one else None, raw=_shown_header(table, column), said=said)


def _registrations(table: Table) -> Iterator[Problem]:
    """A list of registrations no column of which says who registers: all who stand on it, or some? Nobody knows."""
    fields = {one.name for one in (*table.columns.values(), *table.doubled.values())}
    says = any(" dang ky " in f" {plain(text)} " for text in (*table.above, table.sheet.name))
    if table.form.id == "registration" and says and "registered" not in fields and not table.doubtful and not table.unknown:
        places = [table.sheet.origin(row.index, table.branch) for row in table.records if table.branch is not None]
        yield Problem("registration_unsaid", table.sheet.name, places)


def _shown_header(table: Table, column: int) -> str:
    return " / ".join(table.band.paths[column])


class TickBlanks(NamedTuple):
    """Blanks among ticks: where they stand in the table, and what heads the ticks; `field` where one field does."""

    places: list[tuple[int, int]]
    label: str
    field: str | None


def tick_blanks(table: Table) -> list[TickBlanks]:
    """The blanks beside ticks alone: down the column of a field, or where a sheet has a line of answers, along it."""
    marks = marks_of(table.sheet)
    if not marks:
        return []
    if table.sheet.flipped and (table.aspects or len(table.records) == 1):
        return [found for row in table.records if (found := _line_blanks(table, row, marks)).places]
    ticked = {column for column, one in table.columns.items() if one.kind.startswith("yes_no") and _is_ticked(table, column, marks)}
    blank = {column for column, one in table.columns.items() if ticked and one.kind == "yes_no" and not _answers(table, column)}
    return [found for column in table.columns if column in ticked | blank and (found := _column_blanks(table, column)).places]


def _answers(table: Table, column: int) -> list[object]:
    """What the records say in a column, and in the one beside it in which a mark means no."""
    columns = [c for c in (column, table.no_columns.get(column)) if c is not None]
    return [table.sheet.rows[row.index][c] for row in table.records for c in columns if table.is_filled(row.index, c)]


def _is_ticked(table: Table, column: int, marks: set[str]) -> bool:
    """Whether ticks are all that stands in a column."""
    if marks.isdisjoint(table.sheet.distinct[column]):
        return False
    filled = [table.sheet.rows[row.index][column] for row in table.records if table.is_filled(row.index, column)]
    return bool(filled) and marks.issuperset(filled)


def _column_blanks(table: Table, column: int) -> TickBlanks:
    one, beside, rows = table.columns[column], table.no_columns.get(column), [row.index for row in table.records]
    blank = [(row, column) for row in rows if not table.is_filled(row, column) and not (beside and table.is_filled(row, beside))]
    return TickBlanks(blank, one.vi, one.name)


def _line_blanks(table: Table, row: Row, marks: set[str]) -> TickBlanks:
    """A line in which nothing says no; what another line of the same answers says (Đạt | Không đạt) is not blank."""
    aspect = table.aspects.get(row.index)
    same = [other.index for other in table.records if table.aspects.get(other.index) == aspect]
    asked = [column for column, one in table.columns.items() if one.kind == "yes_no"]
    told = [table.sheet.rows[row.index][column] for column in asked if table.is_filled(row.index, column)]
    blank = [(row.index, c) for c in asked if not any(table.is_filled(index, c) for index in same)]
    says_no = any(isinstance(raw, str) and yes_no_of(raw, ()) is False for raw in told)
    label = next((text for text in (row.name, table.sheet.texts[row.index][max(0, min(table.columns, default=0) - 1)]) if text), "Kết quả")
    return TickBlanks([] if says_no or row.index in table.no_rows or marks.isdisjoint(told) else blank, label, None)


def _ticks(table: Table, decided: set[tuple[int, int]]) -> Iterator[Problem]:
    """The blanks among ticks stay unknown, with one finding a column that proposes what they may mean, until a person decides."""
    for found in tick_blanks(table):
        if places := [table.sheet.origin(*place) for place in found.places if place not in decided]:
            yield Problem("blank_among_ticks", table.sheet.name, places, field=found.field, said={"label": found.label})


def _totals(table: Table, readers: Mapping[int, Reader], records: list[Record]) -> Iterator[Problem]:
    """Printed totals are check-sums: one that differs from the sum of its column is noted, where the whole column is known."""
    totals = [row.index for row in table.rows if row.kind == TOTAL]
    if len(totals) != 1 or any(row.kind in (GROUP, ORPHAN) for row in table.rows) or len(records) != len(table.records):
        return
    for column, one in table.columns.items():
        printed = readers[column](table.sheet.rows[totals[0]][column])
        values = [record.facts.get(one.name) for record in records]
        if one.kind in ("count", "money") and printed.state == "value" and None not in values and printed.value != sum(values):
            said = {"label": one.vi, "what": str(sum(values))}
            place = table.sheet.origin(totals[0], column)
            yield Problem("total_differs", table.sheet.name, [place], field=one.name, raw=str(printed.value), said=said)
