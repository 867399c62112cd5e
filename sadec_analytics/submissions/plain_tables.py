"""Tables that are no workbooks: CSV and tab-separated text in any usual encoding, and HTML tables, also under the name .xls."""

from __future__ import annotations

import codecs
import csv
import io
import re
from html.parser import HTMLParser

from .cells import Sheet
from .guard import MAX_CELLS, MAX_ROWS, RefusedError
from .text import tidy

ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ("\t", ";", ",")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, UTF-8 where it is valid, the Vietnamese code page of Windows elsewhere."""
    for mark, encoding in ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\x00" in content[:4096]:
        raise RefusedError("file_not_workbook")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")


def is_html(text: str) -> bool:
    """Whether a text is a page with a table."""
    return re.search(r"<table\b", text[:65536], re.IGNORECASE) is not None


def read_delimited(text: str) -> Sheet:
    """A delimited text as a sheet. RefusedError where it has no columns or where a row is longer or shorter than the usual row."""
    separator = _separator(text)
    rows = [[_value(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    return _sheet("CSV", rows)


def _separator(text: str) -> str:
    """The separator that gives most rows the same number of columns, above one."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, most = "", 0
    for separator in SEPARATORS:
        counts = [len(row) for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(counts), key=counts.count, default=1)
        if usual > 1 and counts.count(usual) * usual > most:
            best, most = separator, counts.count(usual) * usual
    if not best:
        raise RefusedError("file_not_workbook")
    return best


def _value(cell: str) -> object:
    """Numbers as a spreadsheet program would take them from a CSV; "08" and "1.200.000" stay text."""
    text = tidy(cell)
    return float(text) if _NUMBER.fullmatch(text) and len(text) < 16 else text


def _sheet(name: str, rows: list[list], merges: tuple = ()) -> Sheet:
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or len(rows) * width > MAX_CELLS:
        raise RefusedError("sheet_too_far", f"{len(rows)} dòng, {width} cột")
    return Sheet(name, [row + [""] * (width - len(row)) for row in rows], merges)


def ragged_rows(sheet: Sheet, text: str) -> list[int]:
    """The rows (0-based) of a delimited text with more cells than its usual row: a separator inside a value shifts what follows."""
    counts = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))]
    usual = max(set(counts), key=counts.count, default=0)
    return [row for row, count in enumerate(counts[: len(sheet.rows)]) if count > usual]


class _Tables(HTMLParser):
    """Every table of a page as rows of cells, with the ranges that spans cover."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[dict[tuple[int, int], str]] = []
        self.merges: list[list[tuple[int, int, int, int]]] = []
        self.row, self.open = -1, None
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append({})
                self.merges.append([])
                self.row, self.taken = -1, set()
        elif tag == "tr" and self.depth == 1:
            self.row += 1
        elif tag in ("td", "th") and self.depth == 1:
            self._start_cell({name: value or "" for name, value in attrs})
        elif tag == "br" and self.open:
            self.tables[-1][self.open] += " "

    def _start_cell(self, attrs: dict[str, str]) -> None:
        column = 0
        while (self.row, column) in self.taken:
            column += 1
        across, down = (
            min(max(int(attrs.get(span) or 1), 1), 500) if (attrs.get(span) or "1").isdigit() else 1 for span in ("colspan", "rowspan")
        )
        self.taken |= {(self.row + r, column + c) for r in range(down) for c in range(across)}
        if across * down > 1:
            self.merges[-1].append((self.row, column, self.row + down - 1, column + across - 1))
        self.open = (max(self.row, 0), column)
        self.tables[-1][self.open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.depth = max(self.depth - 1, 0)
        elif tag in ("td", "th"):
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open and self.depth >= 1:
            self.tables[-1][self.open] += data


def read_html(text: str) -> list[Sheet]:
    """The tables of a page, a sheet each; spans are merged ranges."""
    parser = _Tables()
    parser.feed(text)
    sheets = []
    for number, (cells, merges) in enumerate(zip(parser.tables, parser.merges, strict=True), 1):
        height = 1 + max((row for row, _ in cells), default=-1)
        width = 1 + max((column for _, column in cells), default=-1)
        if height * width > MAX_CELLS:
            raise RefusedError("sheet_too_far", f"{height} dòng, {width} cột")
        rows = [[_value(cells.get((row, column), "")) for column in range(width)] for row in range(height)]
        sheets.append(_sheet(f"Bảng {number}", rows, tuple(merges)))
    return sheets
