"""Places whose value only the cells around it make doubtful."""

from __future__ import annotations

import datetime as dt

from .dates import read_date
from .layouts import Table

Places = set[tuple[int, int]]


def merged_over(table: Table) -> Places:
    """Places of merged ranges that lie over more than one data cell of the table, or reach into it from outside."""
    rows, columns = {row.index for row in table.records}, set(table.columns)
    ranges: dict[tuple[int, int], list] = {}
    for place, anchor in table.sheet.merged_into.items():
        if place[0] in rows and place[1] in columns:
            ranges.setdefault(anchor, []).append(place)
    return {place for anchor, places in ranges.items() if len(places) > 1 or places[0] != anchor for place in places}


def turned_days(table: Table) -> Places:
    """Days that Excel may have understood month first: beside texts of days after the 12th, it understood only days up to that."""
    found: Places = set()
    for column, one in table.columns.items():
        if one.kind in ("date", "yes_no_or_date"):
            cells = [((row.index, column), table.sheet.rows[row.index][column]) for row in table.records]
            days = {place: raw for place, raw in cells if isinstance(raw, dt.date)}
            if not days:
                continue
            left = [parts.day for _, raw in cells if isinstance(raw, str) and (parts := read_date(raw, None)) and parts.day]
            if left and all(day.day > 12 for day in left) and all(raw.day <= 12 for raw in days.values()):
                found |= {place for place, raw in days.items() if raw.day != raw.month}
    return found
