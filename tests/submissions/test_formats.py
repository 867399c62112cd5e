"""One small return in every format in which units send it reads the same; what travels in archives and messages is found."""

import datetime as dt
import io
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest
from drawn import NAMES, codes, facts
from openpyxl import Workbook

from sadec_analytics.submissions import members_of, read_member
from sadec_analytics.submissions.guard import RefusedError
from sadec_analytics.submissions.members import Member
from sadec_analytics.submissions.workbook import read_workbook

FILES = Path(__file__).parent / "files"
ROWS = [
    ["KẾT QUẢ PHƯỜNG 1 NĂM 2021", "", "", "", ""],
    ["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt", "Biên bản đầy đủ"],
    [1, "Khóm 1", 15, 9, "có"],
    [2, "Khóm 2", 12, 8, "không"],
]
KNOWN = {
    "Khóm 1": {"members": 15, "meetings": 9, "has_full_minutes": True},
    "Khóm 2": {"members": 12, "meetings": 8, "has_full_minutes": False},
}


@cache
def xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append([cell if cell != "" else None for cell in row])
    book.active.merge_cells("A1:E1")
    book.save(out)
    return out.getvalue()


def delimited(separator: str, encoding: str) -> bytes:
    return "\r\n".join(separator.join(map(str, row)) for row in ROWS).encode(encoding)


def html() -> bytes:
    title = f'<tr><td colspan="5">{ROWS[0][0]}</td></tr>'
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS[1:])
    return f"<html><meta charset='utf-8'><table>{title}{rows}</table></html>".encode()


def ods(rows=ROWS, repeat="", hidden=None) -> bytes:
    def cell(value):
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        if value == "":
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    name = "urn:oasis:names:tc:opendocument:xmlns"
    lines = [f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows]
    if hidden is not None:
        lines[hidden] = lines[hidden].replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    body = "".join(lines) + repeat
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="KQ">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", xml)
    return out.getvalue()


def said(content: bytes, path: str = "2021/bang.bin"):
    [member] = members_of(path, content)
    return read_member(member, NAMES)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(xlsx(), id="xlsx"),
        pytest.param(ods(), id="ods"),
        pytest.param((FILES / "practice.xls").read_bytes() if (FILES / "practice.xls").exists() else b"", id="xls"),
        pytest.param(html(), id="html"),
        pytest.param(delimited(",", "utf-8"), id="csv-utf8"),
        pytest.param(delimited(";", "utf-8-sig"), id="csv-utf8-bom"),
        pytest.param(delimited("\t", "utf-16"), id="tsv-utf16"),
    ],
)
def test_the_same_return_in_another_format_says_the_same(content):
    made = said(content)
    assert facts(made) == KNOWN
    assert codes(made) == []


def test_text_in_the_vietnamese_code_page_of_windows_is_read():
    import unicodedata

    marks = "\u0300\u0301\u0303\u0309\u0323"
    text = "\r\n".join(";".join(map(str, row)) for row in ROWS)
    split = "".join(
        unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in marks))
        + "".join(c for c in unicodedata.normalize("NFD", letter) if c in marks)
        for letter in text
    )
    assert facts(said(split.encode("cp1258"))) == KNOWN


def test_a_separator_inside_a_value_blocks_its_row_and_no_other():
    made = said(delimited(",", "utf-8").replace("2,Khóm 2,12,8".encode(), "2,Khóm 2,1,200,8".encode()))
    assert facts(made)["Khóm 1"] == KNOWN["Khóm 1"]
    assert facts(made)["Khóm 2"] == {}
    assert set(codes(made)) == {"row_shifted"}


def test_a_formula_that_nobody_calculated_is_asked_about_and_not_taken_for_a_blank():
    book, out = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.active["C4"] = "=C3-3"
    book.save(out)
    made = said(out.getvalue())
    [finding] = made.findings()
    assert (finding["code"], finding["cell"], finding["raw"], finding["severity"]) == ("formula_without_value", "C4", "=C3-3", "blocking")
    assert "members" not in facts(made)["Khóm 2"]


def test_two_sheets_of_one_name_are_refused():
    out = io.BytesIO()
    book = Workbook()
    book.create_sheet("Hai")
    book.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'name="Hai"', b'name="Sheet"'))
    assert codes(said(changed.getvalue())) == ["sheets_of_one_name"]


def test_what_lies_hidden_under_a_merged_range_is_not_read():
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:E1"', b'ref="C3:D3"'))
    [sheet] = read_workbook(content.getvalue())
    assert (sheet.rows[2][2], sheet.rows[2][3]) == (15.0, "")


def test_a_hidden_sheet_is_named_and_not_counted():
    book, out = Workbook(), io.BytesIO()
    for title in ("Mới", "Cũ"):
        sheet = book.create_sheet(title)
        for row in ROWS:
            sheet.append(row)
    book.remove(book["Sheet"])
    book["Cũ"]["C3"] = 99
    book["Cũ"].sheet_state = "hidden"
    book.save(out)
    made = said(out.getvalue())
    assert codes(made) == ["sheet_hidden"]
    assert facts(made) == KNOWN


def test_an_ods_that_repeats_to_the_last_row_is_no_far_cell_but_one_with_content_there_is():
    blank = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
    )
    assert facts(said(ods(repeat=blank))) == KNOWN
    far = blank + '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    with pytest.raises(RefusedError, match="sheet_too_far"):
        read_workbook(ods(repeat=far))


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def mail(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "Phường 1 <p1@example.org>", "Wed, 22 Sep 2021 08:30:00 +0700", "KQ 2021"
    message.set_content("Kính gửi Thành Đoàn")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_an_archive_is_opened_and_its_files_are_named_inside_it():
    found = list(members_of("2021/a.zip", zipped(P1__xlsx=xlsx(), P2__ods=ods())))
    assert [m.path for m in found] == ["2021/a.zip!P1.xlsx", "2021/a.zip!P2.ods"]
    assert facts(read_member(found[1], NAMES)) == KNOWN


def test_the_attachments_of_a_message_are_read_and_dated_by_it():
    [first, second] = members_of("2021/mail.eml", mail(("bảng.xlsx", xlsx()), ("gói.zip", zipped(P1__csv=delimited(",", "utf-8")))))
    assert (first.path, first.sent_on) == ("2021/mail.eml!bảng.xlsx", dt.date(2021, 9, 22))
    assert (second.path, second.sent_on) == ("2021/mail.eml!gói.zip!P1.csv", dt.date(2021, 9, 22))
    assert facts(read_member(first, NAMES)) == facts(read_member(second, NAMES)) == KNOWN


def test_an_archive_with_path_tricks_or_a_bomb_is_one_finding():
    for content in (zipped(**{"../x__xlsx": xlsx()}), zipped(a__bin=b"\0" * (3 * 2**20)) and _deflated(b"\0" * (3 * 2**20))):
        [member] = members_of("a.zip", content)
        assert (member.refused, member.content) == ("file_suspicious", b"")
        assert codes(read_member(member, NAMES)) == ["file_suspicious"]


def _deflated(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", content)
    return out.getvalue()


def test_archives_in_archives_are_opened_only_so_deep():
    content = zipped(x__csv=delimited(",", "utf-8"))
    for _ in range(6):
        content = zipped(inner__zip=content)
    [member] = members_of("a.zip", content)
    assert isinstance(member, Member)
    assert codes(read_member(member, NAMES)) == ["file_not_workbook"]
