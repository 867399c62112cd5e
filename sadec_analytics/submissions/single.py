"""The rows of a sheet that tells of one branch or unit: which is its record, and which only stand beside its answers."""

from __future__ import annotations

from ..plan import Field
from .cells import Sheet
from .rows import CAPTION, NO_RECORD, ORPHAN, RECORD, TOTAL, Row, heads_no_record


def single_record(rows: list[Row], sheet: Sheet, columns: dict[int, Field]) -> list[Row]:
    """Without names, a sheet tells of one branch: the first filled row is its record, others with values stay rows without a branch."""
    filled = [r for r in rows if r.kind in (ORPHAN, CAPTION) and any(sheet.rows[r.index][c] != "" for c in columns)]
    if sum(not _is_label(r, sheet, columns) for r in filled) > 1:
        return rows
    weight = {
        r: (not _is_label(r, sheet, columns), sum(sheet.rows[r.index][c] != "" for c in columns), -r.index)
        for r in filled
        if not any(map(heads_no_record, sheet.texts[r.index]))
    }
    most = max(weight, key=weight.__getitem__, default=None)
    return [
        Row(r.index, RECORD) if r is most else Row(r.index, NO_RECORD) if r in filled and _is_label(r, sheet, columns) else r for r in rows
    ]


def only_total(rows: list[Row], sheet: Sheet, columns: dict[int, Field]) -> Row | None:
    """The line of answers that is headed Tổng số and beside which only parts of it stand (Trong đó nữ): it tells of the whole sheet."""
    told = [r for r in rows if r.kind in (RECORD, ORPHAN, TOTAL) and any(sheet.rows[r.index][c] != "" for c in columns)]
    return told[0] if len(told) == 1 and told[0].kind == TOTAL else None


def _is_label(row: Row, sheet: Sheet, columns: dict[int, Field]) -> bool:
    """Units of measure, remarks: texts beside the values of a sheet that tells of one branch."""
    return any(map(heads_no_record, sheet.texts[row.index])) or all(isinstance(sheet.rows[row.index][c], str) for c in columns)
