"""Rows of a list of those recognised that say of somebody that they were not: "Không công nhận" in a column that nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Problem
from .layouts import Table
from .record import Record
from .text import plain
from .words import yes_no_of

_DENIED = re.compile(r"\b(?:khong|chua) (?:duoc |du )?(?:cong nhan|dat|dieu kien|xet|de nghi|thong qua)\b")
_ASKS = re.compile(r"\b(?:ket qua|ket luan|y kien|xet|dat|cong nhan)\b")


def take_denials(table: Table, records: list[Record]) -> Iterator[Problem]:
    """Give the records of a list without a column "Công nhận" the no that stands elsewhere in their row; a repair each."""
    if table.form.grain != "any" or any(one.name == "recognised" for one in table.columns.values()):
        return
    beside = [c for c in range(table.sheet.width) if c not in table.columns and c not in (table.branch, table.unit)]
    for record in (one for one in records if one.row is not None):
        row, of = record.row - 1, record.of
        if (column := next((c for c in beside if _denies(table, row, c)), None)) is not None:
            record.facts["recognised"], record.places["recognised"] = False, (row, column)
            raw, whom = table.sheet.texts[row][column], (of.unit, of.year, of.branch or None)
            yield Problem("recognition_denied", table.sheet.name, [(row, column)], None, "recognised", raw, "không", *whom)


def _denies(table: Table, row: int, column: int) -> bool:
    text, header = table.sheet.texts[row][column], plain(" ".join(table.band.paths.get(column, ())))
    return bool(text) and (_DENIED.search(plain(text)) is not None or (_ASKS.search(header) is not None and yes_no_of(text, ()) is False))
