"""A look at an .ods before a reader gets its bytes: how far its cells reach, and its merged ranges, which the reader does not tell."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from .cells import Merge
from .guard import MAX_CELLS, MAX_INFLATED, MAX_ROWS, RefusedError, check_entries

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def merges_of(content: bytes) -> list[tuple[Merge, ...]]:
    """The merged ranges of each sheet, in order. RefusedError when the file is not sound or reaches too far."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_entries(archive.infolist())
            with archive.open("content.xml") as part:
                xml = part.read(MAX_INFLATED + 1)
        if len(xml) > MAX_INFLATED or b"<!DOCTYPE" in xml[:4096]:
            raise RefusedError("file_suspicious", "content.xml")
        return [_merges(table) for table in ElementTree.fromstring(xml).iter(f"{TABLE}table")]
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ElementTree.ParseError) as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def _merges(table: ElementTree.Element) -> tuple[Merge, ...]:
    """Walk the rows with their repeats; what repeats without content at the end does not count."""
    merges, row, far_row, far_column = [], 0, 0, 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            across, down = int(cell.get(f"{TABLE}number-columns-spanned", 1)), int(cell.get(f"{TABLE}number-rows-spanned", 1))
            if across * down > 1:
                merges.append((row, column, row + down - 1, column + across - 1))
            column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            if cell.get(f"{OFFICE}value-type") or len(cell):
                far_column, far_row = max(far_column, column), row + int(line.get(f"{TABLE}number-rows-repeated", 1))
        row += int(line.get(f"{TABLE}number-rows-repeated", 1))
    if far_row > MAX_ROWS or far_row * far_column > MAX_CELLS:
        raise RefusedError("sheet_too_far", f"ô xa nhất ở dòng {far_row}, cột {far_column}")
    return tuple(merges)
