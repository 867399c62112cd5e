"""The one writer of every Excel workbook that the suite makes for people."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CELL_LIMIT = 32_767
CUT_MARK = " … (đã cắt bớt)"
ROWS_A_SHEET = 1_000_000
LINE = 15  # points
A4 = 9  # the number of the paper in a workbook
WIDEST = 66  # letters across a column; longer texts break over lines
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LIVE = ("=", "+", "-", "@", "#", "\t", "\r")


def safe_text(text: str) -> str:
    """The text as a cell can hold it: no control characters, and what is too long cut with a mark."""
    text = NOT_IN_XML.sub("", text)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT_MARK)] + CUT_MARK


def workbook_bytes(sheets: Mapping[str, pd.DataFrame], labels: Mapping[str, str] | None = None) -> bytes:
    """An .xlsx with one sheet a frame: bold frozen header, filter, widths; texts inert, dates day first, yes and no as có and không.

    `labels` gives column names a Vietnamese line above the name itself.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, frame in sheets.items():
        for part, start in enumerate(range(0, max(len(frame), 1), ROWS_A_SHEET)):
            sheet = book.create_sheet(title[:31] if not part else f"{title[:27]} ({part + 1})")
            _fill(sheet, frame.iloc[start : start + ROWS_A_SHEET], labels or {})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: WriteOnlyWorksheet, frame: pd.DataFrame, labels: Mapping[str, str]) -> None:
    from openpyxl.utils import get_column_letter

    header = [safe_text(f"{labels[name]}\n{name}" if name in labels else str(name)) for name in frame.columns]
    columns = [[cell_value(v) for v in frame[name].astype(object).where(frame[name].notna(), None)] for name in frame.columns]
    for number, (name, values) in enumerate(zip(header, columns, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = column_width(name, values)
    sheet.freeze_panes = "A2"
    _for_paper(sheet)
    if header:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(frame) + 1}"
    sheet.append([_header(sheet, name) for name in header])
    for number, row in enumerate(zip(*columns, strict=True), 2):
        if (longest := max(len(value) for value in (*row, "") if isinstance(value, str))) > WIDEST:
            sheet.row_dimensions[number].height = LINE * (1 + longest // WIDEST)
        sheet.append([_cell(sheet, value) for value in row])


def _for_paper(sheet: WriteOnlyWorksheet) -> None:
    """A4 landscape, all columns across one page, the header on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text, sheet.oddFooter.center.text = "&A", "Trang &P/&N"


def cell_value(value: object) -> object:
    """What a cell holds for people: texts that fit, yes and no as có and không, days without a time."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "có" if value else "không"
    return value.date() if isinstance(value, dt.datetime) else value


def column_width(name: str, values: list) -> float:
    """The width of a column that shows its header and its values, within reason."""
    longest = max((len(str(value)) for value in values[:500] if value is not None), default=0)
    return min(max(longest, *(len(line) for line in name.split("\n")), 6) + 2, WIDEST + 2)


def _header(sheet: WriteOnlyWorksheet, name: str) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = inert(WriteOnlyCell(sheet), name)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if isinstance(value, str) and (value.startswith(LIVE) or len(value) > WIDEST):
        cell = inert(WriteOnlyCell(sheet), value)
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
        return cell
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "dd/mm/yyyy"
        return cell
    return value


def inert(cell: object, text: str) -> object:
    """Text that no spreadsheet program takes for a formula or an error value, now or after an edit."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(LIVE)
    return cell
