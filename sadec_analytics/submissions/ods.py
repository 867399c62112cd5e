"""A look at an .ods before a reader gets its bytes: how far its cells reach, and what the reader does not tell."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from .guard import DAMAGES, MAX_CELLS, MAX_INFLATED, MAX_ROWS, Look, RefusedError, check_entries

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MAX_COLUMNS = 16_384
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def look(content: bytes) -> list[Look]:
    """What each sheet holds that its values do not show, in order. RefusedError when the file is not sound or reaches too far."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_entries(archive.infolist())
            with archive.open("content.xml") as part:
                xml = part.read(MAX_INFLATED + 1)
        if len(xml) > MAX_INFLATED or b"<!DOCTYPE" in xml:
            raise RefusedError("file_suspicious", "content.xml")
        return [_look(table) for table in ElementTree.fromstring(xml).iter(f"{TABLE}table")]
    except (*DAMAGES, ElementTree.ParseError) as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def _look(table: ElementTree.Element) -> Look:
    """Walk the rows with their repeats; what repeats without content at the end does not count."""
    merges, found, row, far_row, far_column = [], Look(), 0, 0, 0
    for line in table.iter(f"{TABLE}table-row"):
        column, repeated = 0, int(line.get(f"{TABLE}number-rows-repeated", 1))
        for cell in line:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            across, down = int(cell.get(f"{TABLE}number-columns-spanned", 1)), int(cell.get(f"{TABLE}number-rows-spanned", 1))
            if across * down > 1:
                merges.append((row, column, row + down - 1, column + across - 1))
            column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            if cell.get(f"{OFFICE}value-type") or len(cell):
                far_column, far_row = max(far_column, column), row + repeated
        if line.get(f"{TABLE}visibility", "visible") != "visible" and repeated < MAX_ROWS:
            found.hidden_rows.update(range(row, row + repeated))
        row += repeated
    if far_row > MAX_ROWS or far_row * far_column > MAX_CELLS:
        raise RefusedError("sheet_too_far", f"ô xa nhất ở dòng {far_row}, cột {far_column}")
    found.merges, found.hidden_columns = tuple(merges), _hidden_columns(table)
    return found


def _hidden_columns(table: ElementTree.Element) -> set[int]:
    hidden, column = set(), 0
    for one in table.iter(f"{TABLE}table-column"):
        repeated = min(int(one.get(f"{TABLE}number-columns-repeated", 1)), MAX_COLUMNS)
        if one.get(f"{TABLE}visibility", "visible") != "visible":
            hidden.update(range(column, column + repeated))
        column += repeated
    return hidden
