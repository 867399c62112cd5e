"""A sheet to draw on, and Office files whose bytes depend on nothing but what was drawn."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_HEIGHT = 62
GROUPED_FROM = 10_000
NO_TIME = (2000, 1, 1, 0, 0, 0)


class Canvas:
    """One sheet, 1-based rows and columns as Excel shows them."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 1
        self._styles: dict[tuple, StyleArray] = {}
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def put(self, row: int, column: int, value: object, *, bold: bool = False, boxed: bool = False, centred: bool = False) -> None:
        cell = self.sheet.cell(row, column, value)
        shown = "dd/mm/yyyy" if isinstance(value, dt.date) else "#,##0" if isinstance(value, int) and value >= GROUPED_FROM else None
        style = bold, boxed, centred, shown
        if style in self._styles:  # looking a style up by its parts is most of what drawing costs
            cell._style = copy(self._styles[style])
            return
        cell.font = Font(name=FONT, bold=bold)
        cell.alignment = Alignment(
            wrap_text=boxed or centred, horizontal="center" if centred else None, vertical="center" if boxed else None
        )
        if boxed:
            cell.border = BOX
        if shown:
            cell.number_format = shown
        self._styles[style] = copy(cell._style)

    def merge(self, top: int, left: int, bottom: int, right: int, value: object, *, bold: bool = True, boxed: bool = True) -> None:
        """One value over a range, centred."""
        self.put(top, left, value, bold=bold, boxed=boxed, centred=True)
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def line(self, values: Sequence[object], *, bold: bool = False, left: int = 2, tall: bool = False) -> None:
        """A boxed row of the table at the current row, which moves on; the texts of column `left` start at the left."""
        for column, value in enumerate(values, 1):
            self.put(self.row, column, value, bold=bold, boxed=True, centred=column != left)
        if tall:
            self.sheet.row_dimensions[self.row].height = HEADER_HEIGHT
        self.row += 1

    def tall(self, first: int, last: int) -> None:
        """Header rows in which texts break over lines."""
        for row in range(first, last + 1):
            self.sheet.row_dimensions[row].height = HEADER_HEIGHT

    def widths(self, widths: Sequence[float]) -> None:
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width


def new_workbook(creator: str, title: str, description: str) -> Workbook:
    """An empty workbook, without any sheet, whose properties say what it is."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.title, book.properties.description = creator, title, description
    book.properties.created = dt.datetime(*NO_TIME)
    return book


def saved(book: Workbook) -> bytes:
    """The saved workbook without the time of saving: the same drawing gives the same bytes."""
    raw = io.BytesIO()
    book.save(raw)
    return without_times(raw.getvalue())


def without_times(package: bytes) -> bytes:
    """A saved Office file (a zip) without the times at which it and the workbooks inside it (those of charts) were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            elif name.endswith(".xlsx"):
                content = without_times(content)
            new.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
