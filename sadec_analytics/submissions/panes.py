"""Tables that stand side by side on one sheet: each is read as if the others were not there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .cells import Sheet
from .headers import Band, fields_of, is_fact


def panes(sheet: Sheet, bands: list[Band], names: dict[int, int]) -> list[Sheet]:
    """The sheet once for each table of its first band, with the cells of the others blank; itself where there is one table.

    Tables stand side by side where several columns are headed as names of branches, each holds names (`names`: how many a column),
    and each has facts to its right. Addresses stay those of the sheet. A text above belongs to every table, unless other
    tables have a text of their own in its row.
    """
    if sheet.flipped or not bands:
        return [sheet]
    fields = fields_of(bands[0])
    heads = sorted(c for c in names if names[c] > 0)
    starts = [c - 1 if c and c - 1 in fields and fields[c - 1].kind == "order" else c for c in heads]
    bounds = [(first, stop) for first, stop in pairwise([*starts, sheet.width])]
    if len(bounds) < 2 or not all(any(first <= c < stop and is_fact(one) for c, one in fields.items()) for first, stop in bounds):
        return [sheet]
    bounds[0] = (0, bounds[0][1])
    return [_pane(sheet, first, stop, bands[0].start, bounds) for first, stop in bounds]


def _pane(sheet: Sheet, first: int, stop: int, top: int, bounds: list[tuple[int, int]]) -> Sheet:
    rows = []
    for number, row in enumerate(sheet.rows):
        told = [bound for bound in bounds if any(row[c] != "" for c in range(*bound))]
        keep_all = number < top and ((first, stop) not in told or len(told) < 2)
        rows.append(row if keep_all else [value if first <= c < stop else "" for c, value in enumerate(row)])
    return replace(sheet, rows=rows, merges=tuple(m for m in sheet.merges if m[0] < top or first <= m[1] < stop))
