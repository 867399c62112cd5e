"""A look at an .xlsx before any reader gets its bytes: what is too large or not a workbook is refused, with a reason.

Limits and reasons: design/findings.md, "What readers get wrong silently". A 4 KiB workbook with one far cell would abort the
whole process inside the reader, so every address is looked at first. The same look notes what calamine does not tell: error
cells (which it reads as blank), formulas that nobody calculated, percent formats, what is struck through, hidden rows and columns.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from .cells import address, column_of
from .repacked import merges_first, repacked
from .tags import Tags

MAX_FILE = 25 * 2**20
MAX_ENTRIES = 1_000
MAX_INFLATED = 200 * 2**20
MAX_RATIO, RATIO_FROM = 100, 2**20
MAX_SHEETS = 200
MAX_ROWS = 200_000
MAX_CELLS = 5_000_000

_OPEN, _AT = rb"<(?:\w+:)?c\s", rb'[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"'
_VALUE, _CLOSE = rb"<(?:\w+:)?v>([^<]*)<", rb"</(?:\w+:)?c>"
_FORMULA_PART = rb"\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
_CELL = re.compile(_OPEN + _AT)
NEAR_COLUMN = 52
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="([0-9]{1,7})"')
_ANY_CELL_OR_ROW = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_ERROR = re.compile(
    _OPEN + rb'(?=[^>]*\bt="e")' + _AT + rb"[^>]*?(?:/>|>(?:(?!" + _CLOSE + rb").)*?(?:" + _VALUE + rb"|" + _CLOSE + rb"))", re.S
)
_NO_STRING = re.compile(_OPEN + rb'(?=[^>]*\bt="s")' + _AT + rb"[^>]*>\s*(?!<(?:\w+:)?v>\s*\d+\s*<)" + _VALUE)
_ODD_VALUE = re.compile(rb"v>[^0-9<]")  # quickly told: some value does not begin with a digit
_MAIN_AS_PREFIX = re.compile(rb'xmlns:\w+\s*=\s*["\'][^"\']*/(?:2006/main|spreadsheetml/main)["\']')
HEAD = 4_096  # bytes in which the root element stands
_NO_VALUE = re.compile(  # a formula that no program has calculated: readers take it for a blank
    _OPEN + _AT + rb"[^>]*>" + _FORMULA_PART + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)
_FORMULA = re.compile(_OPEN + _AT + rb"[^>]*>" + _FORMULA_PART + _VALUE)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="([0-9]{1,5})")(?=[^>]*\bmax="([0-9]{1,5})")')
_STYLED = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\br="([A-Z]{1,3})([0-9]{1,7})")[^>]*?\bs="([0-9]+)"')
_XF = re.compile(rb'<(?:\w+:)?xf\s[^>]*?\bnumFmtId="([0-9]+)"')
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\s(?=[^>]*\bnumFmtId="([0-9]+)")[^>]*?\bformatCode="([^"]*)"')
OF_ALL_SHEETS = (
    *("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    *("xl/styles.xml", "xl/sharedstrings.xml"),
)
BUILT_IN_PERCENTS = {9, 10}
DAMAGES = (
    zipfile.BadZipFile,
    EOFError,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)  # what zipfile raises


class RefusedError(Exception):
    """The file cannot be read safely or at all; `code` names the finding and `what` its particulars."""

    def __init__(self, code: str, what: str = "") -> None:
        self.code, self.what = code, what
        super().__init__(f"{code}: {what}")


class LookedAt(NamedTuple):
    """What was seen in each sheet of an .xlsx, by its name, and the workbook itself: the parts that were looked at and no others."""

    sheets: dict[str, Look]
    workbook: io.BytesIO


@dataclass
class Look:
    """What was seen in one sheet's part, by 0-based row and column; fields as in `Sheet`."""

    unreadable: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def look(content: bytes) -> LookedAt:
    """What each sheet of an .xlsx holds beside its values, and what a reader may have of it. Refused when it is no sound workbook."""
    if not content:
        raise RefusedError("file_empty")
    if len(content) > MAX_FILE:
        raise RefusedError("file_too_large", f"{len(content) // 2**20} MB")
    if content[:4] != b"PK\x03\x04":
        raise RefusedError("file_not_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_entries(archive.infolist())
            return _look_at_parts(archive)
    except DAMAGES as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """RefusedError where an archive is too large, packed too tightly, encrypted, or names its files suspiciously."""
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or len(set(names)) != len(names) or any(n.startswith(("/", "\\")) or ".." in n.split("/") for n in names):
        raise RefusedError("file_suspicious", "tên hoặc số tệp con bất thường")
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise RefusedError("file_too_large", "bung ra quá lớn")
    if any(e.file_size > RATIO_FROM and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries):
        raise RefusedError("file_suspicious", "tỷ lệ nén bất thường")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("file_encrypted")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes, counting what really comes out: the sizes that an archive declares may be false."""
    with archive.open(name) as part:
        content = part.read(MAX_INFLATED + 1)
    if len(content) > MAX_INFLATED:
        raise RefusedError("file_too_large", "bung ra quá lớn")
    if b"<!DOCTYPE" in content:
        raise RefusedError("file_suspicious", "có DOCTYPE")
    if b"\0" in content[:64]:
        raise RefusedError("file_suspicious", "bảng mã lạ")
    return content


def _look_at_parts(archive: zipfile.ZipFile) -> LookedAt:
    names = {_folded(name): name for name in archive.namelist()}
    if len(names) < len(archive.namelist()):
        raise RefusedError("file_suspicious", "tên tệp con trùng nhau")
    parts = {name: _part(archive, names[name]) for name in OF_ALL_SHEETS if name in names}
    if "xl/workbook.xml" not in parts:
        raise RefusedError("file_not_workbook")
    workbook, targets = _parsed(parts["xl/workbook.xml"]), _targets(_parsed(parts["xl/_rels/workbook.xml.rels"]))
    to_calculate = any(one.get("fullCalcOnLoad") in ("1", "true") for one in _named(workbook, "calcPr"))
    styles = _percent_styles(parts.get("xl/styles.xml", b"")), _struck_styles(parts.get("xl/styles.xml", b""))
    sheets = [(one.get("name", ""), targets.get(_relation(one), "")) for one in _named(workbook, "sheet")]
    if len({name for name, _ in sheets}) < len(sheets):
        raise RefusedError("sheets_of_one_name")
    if len(sheets) > MAX_SHEETS:
        raise RefusedError("file_too_large", f"{len(sheets)} trang tính")
    looks = {}
    for name, part in sheets:
        if part in names:
            xml = _part(archive, names[part])
            looks[name] = _look_at_sheet(xml, *styles, to_calculate)
            parts[part] = merges_first(xml)
    return LookedAt(looks, repacked(parts.items()))


def _parsed(xml: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def _named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of a name, whatever its prefix."""
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == name]


def _relation(sheet: ElementTree.Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("/relationships}id")), "")


def _targets(relations: ElementTree.Element) -> dict[str, str]:
    """The part that each relation of the workbook leads to."""
    paths = {one.get("Id", ""): one.get("Target", "").lstrip("/") for one in _named(relations, "Relationship")}
    return {one: _folded(path if path.startswith("xl/") else posixpath.normpath(f"xl/{path}")) for one, path in paths.items()}


def _folded(name: str) -> str:
    """The name of a part as readers compare it."""
    return name.replace("\\", "/").casefold()


def _percent_styles(xml: bytes) -> set[bytes]:
    percent_formats = {int(number) for number, code in _FORMAT.findall(xml) if b"%" in code} | BUILT_IN_PERCENTS
    cell_styles = xml.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    return {str(n).encode() for n, number in enumerate(_XF.findall(cell_styles)) if int(number) in percent_formats}


def _struck_styles(xml: bytes) -> set[bytes]:
    """The cell styles whose font is struck through: what a person has crossed out and left standing."""
    if b"strike" not in xml:
        return set()
    root = _parsed(xml)
    fonts = [font for fonts in _named(root, "fonts") for font in fonts]
    struck = {str(n) for n, font in enumerate(fonts) if any(one.get("val", "1") in ("1", "true") for one in _named(font, "strike"))}
    return {str(n).encode() for styles in _named(root, "cellXfs") for n, one in enumerate(styles) if one.get("fontId") in struck}


def _look_at_sheet(xml: bytes, percents: set[bytes], struck: set[bytes], to_calculate: bool) -> Look:
    _check_sound(xml)
    last_column = NEAR_COLUMN
    tags = Tags(xml)
    if not tags.are_near():
        if len(_CELL.findall(xml)) + len(_ROW.findall(xml)) < len(_ANY_CELL_OR_ROW.findall(xml)):
            xml = _addressed(xml)
            tags = Tags(xml)
        last_column = _check_extent(xml)
    found = Look()
    if tags.has(b't="e"'):
        found.unreadable |= {_place(letters, row): ("cell_error", _shown(text)) for letters, row, text in _ERROR.findall(xml)}
    if tags.has(b't="s"') and _ODD_VALUE.search(xml):
        found.unreadable |= {_place(letters, row): ("cell_error", _shown(text)) for letters, row, text in _NO_STRING.findall(xml)}
    if tags.has(b"<f") or (_MAIN_AS_PREFIX.search(xml, 0, HEAD) and b":f" in xml):
        _look_at_formulas(xml, to_calculate, found)
    if percents or struck:
        styled = [((int(row) - 1, _column(letters)), style) for letters, row, style in _STYLED.findall(xml) if style in percents | struck]
        found.percents = {place for place, style in styled if style in percents}
        found.struck = {place for place, style in styled if style in struck}
    if tags.has(b"hidden="):
        found.hidden_rows = {int(row) - 1 for row in _HIDDEN_ROW.findall(xml)}
        ranges = [(int(first) - 1, min(int(last), last_column)) for first, last in _HIDDEN_COLUMNS.findall(xml)]
        found.hidden_columns = {column for first, stop in ranges for column in range(first, stop)}
    return found


def _check_extent(xml: bytes) -> int:
    """The last column (1-based); RefusedError where a cell or row lies too far out."""
    cells, rows = _CELL.findall(xml), _ROW.findall(xml)
    last_column = max((_column(letters) for letters in {letters for letters, _ in cells}), default=0) + 1
    last_row = max((int(row) for row in (*rows, *(row for _, row in cells))), default=0)
    if last_row > MAX_ROWS or last_row * last_column > MAX_CELLS:
        raise RefusedError("sheet_too_far", f"ô xa nhất ở dòng {last_row}, cột {last_column}")
    return last_column


def _look_at_formulas(xml: bytes, to_calculate: bool, found: Look) -> None:
    """Formulas without a value; and those whose value the file itself calls out of date: there a 0 may be no value at all."""
    found.unreadable |= {
        _place(letters, row): ("formula_without_value", f"={_shown(text)}") for letters, row, text in _NO_VALUE.findall(xml)
    }
    for letters, row, text, value in _FORMULA.findall(xml) if to_calculate else ():
        if value.strip() == b"0":
            found.unreadable[_place(letters, row)] = ("formula_without_value", f"={_shown(text)}")
        elif value.strip():
            found.stale.add(_place(letters, row))


def _addressed(xml: bytes) -> bytes:
    """A part whose rows and cells do not all give their address, or not as usual: the same with every address written out."""
    root, row = _parsed(xml), 0
    for line in _named(root, "row"):
        row = int(line.get("r", row + 1))
        line.set("r", str(row))
        column = -1
        for cell in line:
            column = _column(cell.get("r").rstrip("0123456789").encode()) if cell.get("r") else column + 1
            cell.set("r", address(row - 1, column))
    return ElementTree.tostring(root)


def _check_sound(xml: bytes) -> None:
    """Calamine reads a part that breaks off half-way as if it ended there, so the end is looked at."""
    if not xml.rstrip().endswith(b">") or (b"</" not in xml[-200:] and b"/>" not in xml[-200:]):
        raise RefusedError("file_damaged", "trang tính bị cắt ngang")


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _column(letters)


def _shown(text: bytes) -> str:
    return _unescape(text.decode("utf-8", "replace"))


def _column(letters: bytes) -> int:
    return column_of(letters.decode("ascii"))


def _unescape(text: str) -> str:
    parser, found = expat.ParserCreate(), []
    parser.CharacterDataHandler = found.append
    parser.Parse(f"<a>{text}</a>".encode(), True)
    return "".join(found)
