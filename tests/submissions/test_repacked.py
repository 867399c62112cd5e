"""What the guard hands on: the parts that it looked at and no others, saying what they said; merged ranges keep their places."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from test_workbook import refusal, rezipped, workbook

from sadec_analytics.submissions.guard import look
from sadec_analytics.submissions.repacked import merges_first
from sadec_analytics.submissions.workbook import read_workbook

MERGED = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'


def merged() -> bytes:
    book = Workbook()
    book.active.append(["Đoàn phí", None, 5])
    book.active.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_sheet(change: Callable[[str], str]) -> bytes:
    def written(name: str, data: bytes) -> bytes:
        if "sheet1" not in name:
            return data
        xml = data.decode()
        assert MERGED in xml, "the sheet is not written as these tests expect"
        return change(xml).encode()

    return rezipped(merged(), written)


def moved(xml: str) -> str:
    return xml.replace(MERGED, "").replace("<sheetData>", f"{MERGED}<sheetData>")


HIDDEN = MERGED.replace("B1", "C1")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml, id="as usual"),
        pytest.param(moved, id="before the cells"),
        pytest.param(lambda xml: xml.replace("<sheetData>", f"<!-- <sheetData> {HIDDEN} --><sheetData>"), id="a comment before the cells"),
        pytest.param(
            lambda xml: xml.replace("</sheetData>", f"<!-- </sheetData> {HIDDEN} --></sheetData>"), id="a comment among the cells"
        ),
        pytest.param(lambda xml: xml.replace("</sheetData>", f"</sheetData><!-- {HIDDEN} -->"), id="a comment after the cells"),
        pytest.param(lambda xml: xml.replace("</sheetData>", f"<!-- --></sheetData><!-- </sheetData> {HIDDEN} -->"), id="two comments"),
        pytest.param(lambda xml: xml.replace("<sheetData>", "<?note <sheetData> ?><sheetData>"), id="an instruction before the cells"),
        pytest.param(lambda xml: xml.replace("</sheetData>", f"</sheetData><?note {HIDDEN} ?>"), id="an instruction after the cells"),
        pytest.param(lambda xml: xml.replace("<sheetData>", "<sheetData >"), id="a blank in the tag"),
        pytest.param(lambda xml: xml.replace("</sheetData>", "</sheetData >"), id="a blank in the closing tag"),
        pytest.param(lambda xml: xml.replace("<mergeCells ", "<mergeCells\n"), id="a line break in the tag"),
    ],
)
def test_merged_ranges_are_the_same_wherever_and_however_they_are_written(change):
    [sheet] = read_workbook(in_sheet(change))
    assert (sheet.merges, list(sheet.texts)) == (((0, 0, 0, 1),), [["Đoàn phí", "Đoàn phí", ""]])


@pytest.mark.parametrize("none", ["", '<mergeCells count="0"/>', "<mergeCells></mergeCells>"])
def test_a_sheet_without_merged_ranges_has_none(none):
    [sheet] = read_workbook(in_sheet(lambda xml: xml.replace(MERGED, none)))
    assert (sheet.merges, sheet.rows) == ((), [["Đoàn phí", "", 5.0]])


def test_merged_ranges_of_a_usual_sheet_stand_before_its_cells_and_nothing_else_moves():
    xml = f'<worksheet><sheetData><row r="1"/></sheetData><sheetProtection/>{MERGED}<pageMargins/></worksheet>'
    assert merges_first(xml.encode()).decode() == moved(xml)
    empty = xml.replace(MERGED, '<mergeCells count="0"/>').encode()
    assert merges_first(empty) == empty


def test_the_reader_gets_what_was_looked_at_and_nothing_else():
    """A sheet, a picture or a macro that no look fell on cannot be reached, whatever the reader makes of the archive."""
    texts = ("xl/sharedStrings.xml", b"<sst/>")
    unseen = [("xl/worksheets/other.xml", b"<worksheet/>"), ("xl/media/a.png", b"\x89PNG"), ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")]
    handed = zipfile.ZipFile(look(rezipped(workbook(A1="Khóm 1"), add=[texts, *unseen])).workbook)
    assert set(handed.namelist()) == {
        "[content_types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedstrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    }


FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'


def test_a_second_id_leads_nobody_to_a_part_that_was_not_looked_at():
    """Of two ids on a sheet each reader may follow another one; a far cell would end the process."""
    relation = b'<Relationship Id="rId99" Type="x" Target="worksheets/far.xml"/></Relationships>'

    def led_astray(name: str, data: bytes) -> bytes:
        data = data.replace(b"</Relationships>", relation) if name == "xl/_rels/workbook.xml.rels" else data
        return data.replace(b"<sheet ", b'<sheet xmlns:y="urn:y" y:id="rId99" ') if name == "xl/workbook.xml" else data

    content = rezipped(merged(), led_astray, add=[("xl/worksheets/far.xml", FAR)])
    assert [sheet.merges for sheet in read_workbook(content)] == [((0, 0, 0, 1),)]
    assert "xl/worksheets/far.xml" not in zipfile.ZipFile(look(content).workbook).namelist()
    bare = rezipped(merged(), lambda name, data: data.replace(b"relationships", b"others") if name == "xl/workbook.xml" else data)
    assert refusal(bare) == "file_damaged"


@pytest.mark.parametrize("written", [str.upper, str.lower, lambda name: name.replace("/", "\\")], ids=["capitals", "small", "backslashes"])
def test_parts_are_found_however_a_program_writes_their_names(written):
    out, sound = io.BytesIO(), zipfile.ZipFile(io.BytesIO(merged()))
    with zipfile.ZipFile(out, "w") as archive:
        for name in sound.namelist():
            archive.writestr(written(name), sound.read(name))
    [sheet] = read_workbook(out.getvalue())
    assert (sheet.merges, sheet.rows[0][2]) == (((0, 0, 0, 1),), 5.0)


def test_a_list_of_sheets_in_single_quotes_is_a_list_of_sheets():
    content = rezipped(merged(), lambda name, data: data.replace(b'"', b"'") if "workbook" in name else data)
    [sheet] = read_workbook(content)
    assert sheet.merges == ((0, 0, 0, 1),)


def test_texts_with_a_doctype_and_parts_told_apart_by_capitals_alone_are_refused():
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    assert refusal(rezipped(workbook(A1="a"), add=[("xl/sharedStrings.xml", declared + b"<sst/>")])) == "file_suspicious"
    assert refusal(rezipped(workbook(A1="a"), add=[("XL/worksheets/Sheet1.xml", b"<worksheet/>")])) == "file_suspicious"
