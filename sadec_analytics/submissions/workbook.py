"""From a file's bytes to sheets: python-calamine behind the guard, nothing typed and nothing dropped."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from .cells import Sheet
from .guard import Look, RefusedError, look


def read_workbook(content: bytes) -> list[Sheet]:
    """Every worksheet of an .xlsx, hidden ones too, with its merged ranges, error cells and percent formats.

    RefusedError when the bytes are no sound workbook.
    """
    seen = look(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = [meta.typ for meta in workbook.sheets_metadata]
        return [
            _sheet(workbook, n, name, seen.get(name, Look()))
            for n, name in enumerate(workbook.sheet_names)
            if kinds[n] == SheetTypeEnum.WorkSheet
        ]
    except CalamineError as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def _sheet(workbook: CalamineWorkbook, number: int, name: str, seen: Look) -> Sheet:
    sheet = workbook.get_sheet_by_index(number)
    rows = sheet.to_python(skip_empty_area=False)
    width = max([len(row) for row in rows], default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Sheet(name, rows, merges, {place: text for place, text in seen.errors.items() if place[0] < len(rows)}, frozenset(seen.percents))
