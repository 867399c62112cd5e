"""The parts of a workbook that were looked at, in an archive of their own: the reader gets these bytes and no others.

Nothing in it is packed, so nothing is unpacked a second time. And merged ranges stand before the cells: calamine looks for them
from the top of a sheet, so that behind the cells it goes through every one of them again (benchmarks/read.py).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_HIDING = (b"<!", b"-->", b"]]>", b"?>")  # about comments and the like, within which a tag is no tag


def repacked(parts: Iterable[tuple[str, bytes]]) -> io.BytesIO:
    """An archive of named parts, each of them stored as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    made.seek(0)
    return made


def merges_first(xml: bytes) -> bytes:
    """A sheet's part with its merged ranges before its cells; as it was where it is not written as usual.

    >>> merges_first(b'<sheetData><row/></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>')
    b'<mergeCells><mergeCell ref="A1:B1"/></mergeCells><sheetData><row/></sheetData></worksheet>'
    >>> merges_first(b"<sheetData/></worksheet>")
    b'<sheetData/></worksheet>'
    """
    before, start, rest = xml.partition(b"<sheetData>")
    cells, end, after = rest.rpartition(b"</sheetData>")
    if not end or b"<!" in before or before.rfind(b"<?") > 0 or any(mark in after for mark in _HIDING):
        return xml
    between, opened, merges = after.partition(b"<mergeCells")
    merges, closed, after = merges.partition(b"</mergeCells>") if opened else (b">", b"</mergeCells>", b"")
    if not closed:
        return xml
    return b"".join((before, b"<mergeCells", merges, closed, start, cells, end, between, after))
