"""From a file's bytes to sheets, by what the bytes are: .xlsx, .xlsm, .xls, .ods, delimited text, HTML. Nothing typed, nothing dropped."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from itertools import chain

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from . import ods
from .cells import Merge, Sheet
from .guard import MAX_CELLS, MAX_FILE, MAX_ROWS, Look, RefusedError, look
from .members import is_picture_or_print
from .plain_tables import decoded, is_html, ragged_rows, read_delimited, read_html
from .reading import shown

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEMPLATE_SHEET = "_sadec"  # what our own blank workbooks keep where no menu shows it
PLAIN = {float, str}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(content: bytes) -> list[Sheet]:
    """Every visible sheet, with merged ranges, percent formats, and the cells whose values cannot be trusted.

    A hidden sheet comes without rows. RefusedError when the bytes are nothing that can be read safely.
    """
    if not content:
        raise RefusedError("file_empty")
    if len(content) > MAX_FILE:
        raise RefusedError("file_too_large", f"{len(content) // 2**20} MB")
    if is_picture_or_print(content):
        raise RefusedError("file_picture")
    if content[:8] == OLE:
        if ENCRYPTED in content:
            raise RefusedError("file_encrypted")
        return _by_calamine(io.BytesIO(content), lambda number, name: Look())
    if content[:4] == b"PK\x03\x04":
        return _zipped(content)
    text = decoded(content)
    if is_html(text):
        return read_html(text)
    if text.lstrip().startswith("<"):
        raise RefusedError("file_not_workbook")
    return [_delimited(text)]


def _zipped(content: bytes) -> list[Sheet]:
    if ods.ODS in content[:200]:
        tables = ods.look(content)
        return _by_calamine(io.BytesIO(content), lambda number, name: tables[number] if number < len(tables) else Look())
    seen = look(content)
    return _by_calamine(seen.workbook, lambda number, name: seen.sheets.get(name, Look()))


def _delimited(text: str) -> Sheet:
    """A row longer than the usual row says that a separator stands inside a value: nothing in that row can be trusted."""
    sheet = read_delimited(text)
    shifted = {(row, c): ("row_shifted", str(sheet.rows[row][c])) for row in ragged_rows(sheet, text) for c in range(sheet.width)}
    return Sheet(sheet.name, sheet.rows, (), shifted)


def _by_calamine(content: io.BytesIO, seen: Callable[[int, str], Look]) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        metas = [
            (n, meta) for n, meta in enumerate(workbook.sheets_metadata) if meta.typ == SheetTypeEnum.WorkSheet and not _is_our_own(meta)
        ]
        return [_sheet(workbook, n, meta.name, meta.visible, seen(n, meta.name)) for n, meta in metas]
    except CalamineError as error:
        raise RefusedError("file_encrypted" if "assword" in str(error) else "file_damaged", type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("file_damaged", "PanicException") from error


def _is_our_own(meta: SheetMetadata) -> bool:
    return meta.visible == SheetVisibleEnum.VeryHidden and meta.name == TEMPLATE_SHEET


def _sheet(workbook: CalamineWorkbook, number: int, name: str, visible: SheetVisibleEnum, seen: Look) -> Sheet:
    if visible != SheetVisibleEnum.Visible:
        return Sheet(name, [], is_hidden=True)
    sheet = workbook.get_sheet_by_index(number)
    if sheet.total_height > MAX_ROWS or sheet.total_height * sheet.total_width > MAX_CELLS:
        raise RefusedError("sheet_too_far", f"{sheet.total_height} dòng, {sheet.total_width} cột")
    rows = sheet.to_python(skip_empty_area=False)
    if not set(map(type, chain.from_iterable(rows))) <= PLAIN:
        rows = [list(map(_value, row)) for row in rows]
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    merges: tuple[Merge, ...] = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    struck = ((r, c) for r, c in seen.struck if r < len(rows) and c < width and rows[r][c] != "")
    unreadable = {(r, c): ("cell_struck", shown(rows[r][c])) for r, c in struck}
    unreadable |= {place: why for place, why in seen.unreadable.items() if place[0] < len(rows) and place[1] < width}
    for (row, column), (_, text) in unreadable.items():
        rows[row][column] = rows[row][column] or text or "#"  # the reader sees a blank where the sender saw an error
    hidden = [(r, c) for r in seen.hidden_rows if r < len(rows) for c in range(width)]
    hidden += [(r, c) for c in seen.hidden_columns if c < width for r in range(len(rows))]
    noted = {"cell_hidden": frozenset(hidden), "formula_stale": frozenset(seen.stale)}
    made = Sheet(name, rows, merges or seen.merges, unreadable, frozenset(seen.percents), {code: at for code, at in noted.items() if at})
    for (row, column), anchor in made.merged_into.items():
        if (row, column) != anchor:
            rows[row][column] = ""  # what lies hidden under a merged range is not what its author sees
    return made


def _value(value: object) -> object:
    """Numbers as floats whatever the format; TRUE and FALSE, times of day and durations as text."""
    if value.__class__ is float or value.__class__ is str:
        return value
    if isinstance(value, bool):
        return str(value).upper()  # as Excel shows it; True itself would pass for 1
    if isinstance(value, int):
        return float(value)
    if value == dt.time(0):
        return 0.0  # nothing, in a cell formatted as a day or a time
    return str(value) if isinstance(value, dt.time | dt.timedelta) else value
