"""Days that a line above or below a table says of all its records: "Ngày thẩm định: 02/12/2022", in one cell or in two."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import Sheet
from .findings import Problem
from .layouts import Table
from .lexicon import Lexicon
from .readers import reader_for
from .reading import shown
from .record import Record, taken_as

Place = tuple[int, int]


def take_lines(table: Table, records: list[Record], year: int, known: Lexicon) -> Iterator[Problem]:
    """Give the records each day of the form that one line says and no column holds; a problem for a day that cannot be read."""
    dates = [one for one in table.form.fields if one.kind == "date" and one not in table.columns.values()]
    said = _said(table, known) if dates and records else {}
    for one in dates:
        if len({raw for raw, _ in said.get(one.name, ())}) != 1:
            continue
        raw, place = said[one.name][0]
        reading = reader_for(one, year, 1)(raw)
        if reading.code:
            of, taken = records[0].of, taken_as(reading)
            said = {"label": one.vi}
            yield Problem(reading.code, table.sheet.name, [place], None, one.name, shown(raw), taken, of.unit, of.year, said=said)
        for record in records if reading.state == "value" else ():
            record.facts[one.name], record.places[one.name] = reading.value, place


def _said(table: Table, known: Lexicon) -> dict[str, list[tuple[object, Place]]]:
    """What lines outside the table say of the form's days, by field."""
    words, around = known.vocabulary[table.form.id], {*table.above, *table.below}
    sheet = table.sheet.flip() if table.sheet.flipped else table.sheet
    found: dict[str, list[tuple[object, Place]]] = {}
    for row, texts in enumerate(sheet.texts):
        for column, text in enumerate(texts):
            label, colon, value = text.partition(":")
            if not colon or text not in around or (row, column) != sheet.merged_into.get((row, column), (row, column)):
                continue
            raw, place = (value.strip(), (row, column)) if value.strip() else _beside(sheet, row, column)
            one = words.match((label,)).field
            if raw != "" and one and one.kind == "date":
                found.setdefault(one.name, []).append((raw, sheet.origin(*place)))
    return found


def _beside(sheet: Sheet, row: int, column: int) -> tuple[object, Place]:
    """The first value to the right of a label."""
    right = next((c for c in range(column + 1, sheet.width) if sheet.rows[row][c] != ""), None)
    return ("", (row, column)) if right is None else (sheet.rows[row][right], (row, right))
