"""What each row below a header is: a record, or one of the rows that only look like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .cells import Sheet
from .text import plain, tidy

RECORD, CODES, GROUP, TOTAL, WITHIN, FOOTER, EMPTY, CAPTION, ORPHAN, NO_RECORD, PART = (
    "record",
    "codes",
    "group",
    "total",
    "within",
    "footer",
    "empty",
    "caption",
    "orphan",
    "no_record",
    "part_of_year",
)
CODES_WITHIN = 2  # rows below the header in which column codes may stand
SURELY_DATA = 3  # so many filled cells are no signature block
_CODE = re.compile(r"\(?(?:[a-e]|\d{1,2})\)?(?:\s*=.*)?", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})\.?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tc$|tong|tong cong|cong|tong so|chung|toan (?:phuong|xa|don vi|thanh pho|dia ban)|cong chung)\b")
_WITHIN = re.compile(r"trong do\b")
_FOOTER = re.compile(
    r"(?:nguoi lap|lap bieu|tm |t m |kt |thay mat|to truong|bi thu$|pho bi thu$|ky ten|ky ho ten|noi nhan|thu truong|bang chu|"
    r"ghi chu (?!$)|luu y|.*\bngay \d+ thang \d+ nam \d+$|.*\bngay thang nam\b|xac nhan)"
)
_NO_RECORD = re.compile(r"(?:dvt|don vi tinh|dv tinh|ghi chu|chi tieu|ke hoach|ty le|nhan xet|minh chung|diem|danh gia|muc tieu)\b")
_PART_OF_YEAR = re.compile(
    r"(?:\d|ba|sau|chin) thang(?: dau| cuoi)?(?: nam)?|quy (?:i{1,3}|iv|[1-4])|hoc ky (?:i{1,2}|[12])|dot (?:i{1,3}|[1-4])"
)


class Row(NamedTuple):
    """One row of a table: where it stands, what it is, and the text in its place of the branch name."""

    index: int
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Columns:
    """Where a table keeps what its rows are known by; `data` are the columns under known headers that carry facts.

    `is_list`: to stand on the list is itself what the table says, with or without a fact beside the name.
    """

    order: int | None
    branch: int | None
    data: tuple[int, ...]
    is_list: bool = False


def classify(
    sheet: Sheet, start: int, stop: int, columns: Columns, is_branch: Callable[[str], bool], is_unit: Callable[[str], bool]
) -> list[Row]:
    """The rows from `start` up to `stop`; after the first footer only rows of known branches count, or well filled ones."""
    rows, ended = [], False
    names = [] if sheet.flipped or columns.branch is None else sheet.texts_down(columns.branch)
    known = {name for name in set(names[start:stop]) if name and is_branch(name)}
    for index in range(start, stop):
        name = names[index] if known else ""
        if name in known and (index - start >= CODES_WITHIN or not is_codes(sheet, index)):
            rows.append(Row(index, RECORD, name))
            continue
        row = _row(sheet, index, index - start, columns, is_branch, is_unit)
        ended = ended or row.kind == FOOTER
        outside = ended and not is_branch(row.name) and _filled(sheet, index, columns) < SURELY_DATA
        rows.append(Row(index, FOOTER) if outside else row)
    return rows


def parts_apart(rows: list[Row], sheet: Sheet, beside: Iterable[int]) -> list[Row]:
    """The same rows; what tells, in a column `beside` the others, of a part of the year alone ("6 tháng đầu") is no record of the year."""
    columns = list(beside)
    told = {row.index for row in rows for c in columns if _PART_OF_YEAR.fullmatch(plain(sheet.texts[row.index][c]))} if columns else set()
    return [row._replace(kind=PART) if row.kind == RECORD and row.index in told else row for row in rows]


def _filled(sheet: Sheet, index: int, columns: Columns) -> int:
    cells = sheet.rows[index]
    return sum(cells[column] != "" and bool(tidy(str(cells[column]))) for column in columns.data)


def _row(sheet: Sheet, index: int, nth: int, columns: Columns, is_branch: Callable, is_unit: Callable) -> Row:
    name = name_at(sheet, index, columns)
    if nth >= CODES_WITHIN and not sheet.flipped and is_branch(name):
        return Row(index, RECORD, name)
    texts = [plain(text) for text in sheet.texts[index] if text]
    filled = _filled(sheet, index, columns)
    first = plain(name) or next(iter(texts), "")
    if not texts and not filled and not name:
        return Row(index, EMPTY)
    if nth < CODES_WITHIN and is_codes(sheet, index):
        return Row(index, CODES)
    if sheet.flipped and any(map(heads_no_record, _side_heads(sheet, index, columns))):
        return Row(index, NO_RECORD, name)
    if is_branch(name):
        return Row(index, RECORD, name)
    if _WITHIN.match(first):
        return Row(index, WITHIN, name)
    if _TOTAL.match(first) or any(_TOTAL.fullmatch(text) for text in texts[:2]):
        return Row(index, TOTAL, name)
    if filled < SURELY_DATA and any(map(is_footer, texts)):
        return Row(index, FOOTER)
    if is_unit(name) or is_unit(_leading_text(sheet, index)) or _is_roman(sheet, index, columns):
        return Row(index, GROUP, name or _leading_text(sheet, index))
    if heads_no_record(name):
        return Row(index, NO_RECORD, name)
    if columns.is_list and name and (columns.order is None or sheet.rows[index][columns.order] != ""):
        return Row(index, RECORD, name)
    if not filled:
        return Row(index, CAPTION if texts else EMPTY, name)
    return Row(index, RECORD if name else ORPHAN, name)


def is_footer(text: str) -> bool:
    """Whether a folded text (`plain`) belongs to the signature block or the notes under a table."""
    return _FOOTER.match(text) is not None


def heads_no_record(text: str) -> bool:
    """Whether a text heads a line that stands beside the answers: ĐVT, ghi chú, chỉ tiêu."""
    return bool(text) and _NO_RECORD.match(plain(text)) is not None


def name_at(sheet: Sheet, index: int, columns: Columns) -> str:
    """The text in the branch column; a number there names a branch too (Khóm 1 written as 1)."""
    if columns.branch is None:
        return ""
    raw = sheet.rows[index][columns.branch] or sheet.text_at(index, columns.branch)
    if isinstance(raw, float | int):
        return str(int(raw)) if float(raw).is_integer() else ""
    return tidy(raw) if isinstance(raw, str) else ""


def _side_heads(sheet: Sheet, index: int, columns: Columns) -> list[str]:
    """In a flipped sheet: what heads a line of values below its name (Chỉ tiêu, Thực hiện)."""
    if columns.branch is None or not columns.data:
        return []
    return sheet.texts[index][columns.branch + 1 : min(columns.data)]


def _leading_text(sheet: Sheet, index: int) -> str:
    return next((text for text in sheet.texts[index] if text and not _ROMAN.fullmatch(text)), "")


def is_codes(sheet: Sheet, index: int) -> bool:
    """A, B, 1, 2, 3=2/1: the row of column codes counts up along its cells."""
    shown = []
    for value in sheet.rows[index]:
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else tidy(str(value))
        if value != "" and not _CODE.fullmatch(text):
            return False
        shown += [text] if value != "" else []
    numbers = [int(n[0]) for text in shown if (n := re.findall(r"\d+", text))]
    return len(shown) > 2 and len(numbers) > 1 and _counts_up(numbers)


def _counts_up(numbers: list[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _is_roman(sheet: Sheet, index: int, columns: Columns) -> bool:
    """A roman numeral in the order column opens a group."""
    if columns.order is None:
        return False
    text = sheet.texts[index][columns.order]
    return bool(text) and _ROMAN.fullmatch(text) is not None
