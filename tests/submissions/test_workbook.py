"""Bytes to sheets: sound workbooks keep their cells and addresses; anything else is refused with a reason before a reader sees it."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from sadec_analytics.submissions.guard import RefusedError
from sadec_analytics.submissions.workbook import read_workbook


def workbook(**cells: object) -> bytes:
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(content: bytes, change=lambda name, data: data, add=()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in add:
            new.writestr(name, data)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_workbook(content)
    return caught.value.code


def test_cells_keep_their_address_when_the_first_rows_and_columns_are_empty():
    [sheet] = read_workbook(workbook(C4="Khóm 1", D4=8))
    assert (sheet.rows[3][2], sheet.rows[3][3], sheet.rows[0][0]) == ("Khóm 1", 8.0, "")


def test_merged_ranges_error_cells_and_percent_formats_are_seen():
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B3"], sheet["B4"] = "Đoàn phí", 1, "#REF!"
    sheet["B3"].number_format = "0%"
    sheet["B4"].data_type = "e"
    sheet.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    [read] = read_workbook(out.getvalue())
    assert read.merges == ((0, 0, 0, 1),)
    assert read.unreadable == {(3, 1): ("cell_error", "#REF!")}
    assert (2, 1) in read.percents
    assert read.texts[0] == ["Đoàn phí", "Đoàn phí"]


def test_a_flipped_sheet_keeps_the_addresses_of_the_sheet_as_sent():
    [sheet] = read_workbook(workbook(A1="Nội dung", C2=5))
    flipped = sheet.flip()
    assert flipped.rows[2][1] == 5.0
    assert flipped.origin(2, 1) == (1, 2)


def test_hidden_sheets_are_named_and_not_counted():
    book = Workbook()
    book.active.title = "Một"
    book.create_sheet("Hai & ba").sheet_state = "hidden"
    book["Hai & ba"]["A1"] = 5
    out = io.BytesIO()
    book.save(out)
    sheets = read_workbook(out.getvalue())
    assert [s.name for s in sheets] == ["Một", "Hai & ba"]
    assert (sheets[1].is_hidden, sheets[1].rows) == (True, [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"<html><p>no table</p></html>", "file_not_workbook"),
        (b"<?xml version='1.0'?><Workbook/>", "file_not_workbook"),
        (b"Kinh gui Thanh Doan", "file_not_workbook"),
        (b"%PDF-1.7", "file_picture"),
        (b"\x89PNG\r\n", "file_picture"),
        (b"\x00\x01\x02\x03" * 50, "file_not_workbook"),
        (b"PK\x03\x04" + b"\0" * 100, "file_damaged"),
        (workbook(A1=1)[:-200], "file_damaged"),
        (rezipped(workbook(A1=1), lambda name, data: data[:-60] if "sheet1" in name else data), "file_damaged"),
    ],
)
def test_what_is_no_sound_workbook_is_refused(content, code):
    assert refusal(content) == code


def test_a_word_document_is_not_a_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(out.getvalue()) == "file_not_workbook"


def test_one_far_cell_that_would_end_the_process_is_refused():
    assert refusal(workbook(A1=1, XFD1048576=1)) == "sheet_too_far"


def test_a_zip_bomb_an_outside_entry_and_a_doctype_are_refused():
    sound = workbook(A1=1)
    assert refusal(rezipped(sound, add=[("xl/media/a.bin", b"\0" * (3 * 2**20))])) == "file_suspicious"
    assert refusal(rezipped(sound, add=[("../outside.xml", b"<a/>")])) == "file_suspicious"
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    assert refusal(rezipped(sound, lambda name, data: bomb + data if "sheet1" in name else data)) == "file_suspicious"
