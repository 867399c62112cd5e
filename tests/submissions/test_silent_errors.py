"""What readers of workbooks get wrong without a word (design/findings.md): each is read right here, or asked about."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from drawn import codes, facts
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from test_formats import KNOWN, ROWS, delimited, ods, said, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(change: Callable[[str], str], part: str = "sheet1", content: bytes | None = None) -> bytes:
    """The return of test_formats with one part rewritten; openpyxl marks its workbooks as never calculated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or xlsx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if part in name else data)
    return out.getvalue()


def calculated(content: bytes) -> bytes:
    return changed(lambda xml: xml.replace('fullCalcOnLoad="1"', ""), "workbook.xml", content)


def rows_of(xml: str) -> list[str]:
    return re.findall(r"<row .*?</row>", xml)


def reordered(xml: str) -> str:
    first, second, third, fourth = rows_of(xml)
    return re.sub("<sheetData>.*</sheetData>", f"<sheetData>{fourth}{first}{third}{second}</sheetData>", xml)


def backwards(xml: str) -> str:
    row = rows_of(xml)[2]
    return xml.replace(row, '<row r="3">' + "".join(reversed(re.findall("<c .*?</c>", row))) + "</row>")


def split(xml: str) -> str:
    row = rows_of(xml)[2]
    cells = re.findall("<c .*?</c>", row)
    return xml.replace(row, f'<row r="3">{"".join(cells[:2])}</row><row r="3">{"".join(cells[2:])}</row>')


def without_addresses(xml: str) -> str:
    return re.sub(r'<(c|row) r="\w+"', r"<\1", xml)


def d3(cell: str) -> Callable[[str], str]:
    """Khóm 1's meetings, which are 9, written otherwise."""
    return lambda xml: re.sub(r'<c r="D3"[^>]*>.*?</c>', cell, xml)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(reordered, id="rows out of order"),
        pytest.param(backwards, id="cells out of order"),
        pytest.param(split, id="a row split in two"),
        pytest.param(lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:B2"', xml), id="a dimension too small"),
        pytest.param(without_addresses, id="cells without address"),
        pytest.param(lambda xml: xml.replace('"', "'"), id="single quotes"),
        pytest.param(lambda xml: re.sub("<(/?)(?=[a-z])", r"<\1x:", xml.replace("xmlns=", "xmlns:x=")), id="prefixed names"),
        pytest.param(d3('<c r="D3"><f>4+5</f><v>9</v></c>'), id="a calculated formula"),
    ],
)
def test_the_same_cells_written_in_another_way_say_the_same(change):
    made = said(calculated(changed(change)))
    assert facts(made) == KNOWN
    assert codes(made) == []


def test_strict_ooxml_is_read():
    namespaces = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def strict(xml: str) -> str:
        for usual, name in namespaces.items():
            xml = xml.replace(usual, name)
        return xml

    assert facts(said(changed(strict, ""))) == KNOWN


@pytest.mark.parametrize(
    ("cell", "code", "raw"),
    [
        ('<c r="D3" t="e"><v>#N/A</v></c>', "cell_error", "#N/A"),
        ('<c t="e" s="0" r="D3"><f>1/0</f><v>#DIV/0!</v></c>', "cell_error", "#DIV/0!"),
        ('<c r="D3" t="e"/>', "cell_error", ""),
        ("<c r='D3' t='e'><v>#REF!</v></c>", "cell_error", "#REF!"),
        ('<c r="D3"><f>4+5</f></c>', "formula_without_value", "=4+5"),
        ('<c r="D3"><f>4+5</f><v></v></c>', "formula_without_value", "=4+5"),
        ('<c r="D3"><f t="shared" ref="D3:D4" si="0">4+5</f><v/></c>', "formula_without_value", "=4+5"),
        ('<c r="D3" t="inlineStr"><is><t>#N/A</t></is></c>', "count_unreadable", "#N/A"),
        ('<c r="D3" t="inlineStr"><is><t>NA</t></is></c>', "count_unreadable", "NA"),
        ('<c r="D3" t="inlineStr"><is><t>1E5</t></is></c>', "count_unreadable", "1E5"),
        ('<c r="D3" t="b"><v>1</v></c>', "count_unreadable", "TRUE"),
        ('<c r="D3"><v>8.5</v></c>', "count_fraction", "8.5"),
        ('<c r="D3"><v>1e999</v></c>', "count_unreadable", "inf"),
        ('<c r="D3"><v>nan</v></c>', "count_unreadable", "nan"),
    ],
)
def test_a_cell_that_readers_take_for_a_blank_or_a_number_is_asked_about(cell, code, raw):
    made = said(calculated(changed(d3(cell))))
    [finding] = made.findings()
    assert (finding["code"], finding["cell"], finding["raw"] or "", finding["severity"]) == (code, "D3", raw, "blocking")
    assert "meetings" not in facts(made)["Khóm 1"]
    assert facts(made)["Khóm 2"] == KNOWN["Khóm 2"]


@pytest.mark.parametrize("index", [-1, 7])
def test_a_shared_string_that_does_not_exist_is_asked_about(index):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(changed(d3(f'<c r="D3" t="s"><v>{index}</v></c>')))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
            target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            relation = f'<Relationship Id="rId99" Type="{target}" Target="sharedStrings.xml"/></Relationships>'.encode()
            data = old.read(name).replace(b"</Types>", part)
            new.writestr(name, data.replace(b"</Relationships>", relation) if name.startswith("xl/_rels") else data)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>8</t></si><si><t>9</t></si></sst>')
    made = said(out.getvalue())
    assert "meetings" not in facts(made).get("Khóm 1", {})
    assert [f["severity"] for f in made.findings()] == ["blocking"]


@pytest.mark.parametrize("value", ["<v></v>", "<v/>", "<v />", ""])
def test_a_formula_without_value_is_asked_about_once_however_it_is_written(value):
    made = said(changed(d3(f'<c r="D3"><f>4+5</f>{value}</c>')))
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("formula_without_value", "D3")]


def test_a_formula_under_a_prefix_is_found():
    def prefixed(xml: str) -> str:
        changed_xml = re.sub(r"<(/?)(?=\w)", r"<\1x:", d3('<c r="D3"><f>4+5</f></c>')(xml))
        return changed_xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    assert [(f["code"], f["cell"]) for f in said(changed(prefixed)).findings()] == [("formula_without_value", "D3")]


def test_true_does_not_pass_for_the_1_that_stands_in_the_same_column():
    ticked = changed(lambda xml: d3('<c r="D3" t="b"><v>1</v></c>')(xml).replace("<v>8</v>", "<v>1</v>"))
    assert facts(said(ticked))["Khóm 2"]["meetings"] == 1
    assert "meetings" not in facts(said(ticked))["Khóm 1"]


def test_an_error_in_a_cell_without_address_is_found_where_it_stands():
    [finding] = said(changed(lambda xml: without_addresses(d3('<c r="D3" t="e"><v>#N/A</v></c>')(xml)))).findings()
    assert (finding["code"], finding["cell"]) == ("cell_error", "D3")


def test_what_a_file_itself_calls_out_of_date_is_noted_and_a_zero_there_is_no_value():
    formulas = changed(
        lambda xml: d3('<c r="D3"><f>4+5</f><v>9</v></c>')(re.sub('<c r="D4".*?</c>', '<c r="D4"><f>1+2</f><v>0</v></c>', xml))
    )
    made = said(formulas)
    assert facts(made)["Khóm 1"] == KNOWN["Khóm 1"]
    assert "meetings" not in facts(made)["Khóm 2"]
    assert {(f["code"], f["cell"], f["severity"]) for f in made.findings()} == {
        ("formula_stale", "D3", "noted"),
        ("formula_without_value", "D4", "blocking"),
    }


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (changed(lambda xml: xml.replace('<row r="4"', '<row r="4" hidden="1"')), "C4:E4"),
        (changed(lambda xml: xml.replace("<sheetData>", '<cols><col min="4" max="4" width="9" hidden="1"/></cols><sheetData>')), "D3:D4"),
        (ods(hidden=3), "C4:E4"),
    ],
)
def test_hidden_and_filtered_rows_and_columns_count_and_are_shown(content, cell):
    made = said(content)
    assert facts(made) == KNOWN
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("cell_hidden", cell)]


def struck(*places: str) -> bytes:
    """The same return with cells that somebody has crossed out."""
    book = load_workbook(io.BytesIO(calculated(xlsx())))
    for place in places:
        book.active[place].font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return calculated(out.getvalue())


def test_what_is_struck_through_is_asked_about_once_and_never_counted():
    made = said(struck("B3", "C3", "D3", "E3"))
    assert facts(made) == {name: {} if name == "Khóm 1" else values for name, values in KNOWN.items()}
    assert [(f["code"], f["cell"], f["field"]) for f in made.findings()] == [("cell_struck", "C3:E3", None)]


@pytest.mark.parametrize(("text", "number"), [("0012", 12), ("08", 8), ("1.234", 1234), ("1,234", 1234), ("12 lần", 12)])
def test_numbers_typed_as_text_are_numbers_as_vietnamese_write_them(text, number):
    made = said(changed(d3(f'<c r="D3" t="inlineStr"><is><t>{text}</t></is></c>')))
    assert facts(made)["Khóm 1"]["meetings"] == number
    assert {f["cell"] for f in made.findings()} == {"D3"}


def dated(field: str, *values: object, epoch: dt.datetime | None = None, form: str = "dd/mm/yyyy") -> bytes:
    """The return with one more column, in cells formatted as days."""
    book, out = Workbook(), io.BytesIO()
    if epoch:
        book.epoch = epoch
    for row in ROWS:
        book.active.append(row)
    book.active["F2"] = field
    for n, value in enumerate(values):
        book.active.cell(3 + n, 6, value).number_format = form
    book.save(out)
    return out.getvalue()


def test_a_number_in_a_cell_formatted_as_a_day_stays_the_number():
    made = said(dated("Kết nạp đoàn viên", 9, 60))
    assert facts(made)["Khóm 1"]["admissions"] == 9
    assert "admissions" not in facts(made)["Khóm 2"]  # Excel's calendar has a 29 February 1900: 59 and 60 are shown as one day
    assert {(f["code"], f["cell"]) for f in made.findings()} == {("number_as_date", "F3"), ("date_in_count", "F4")}
    made = said(dated("Đoàn phí phải thu", 360_000, 480_000))
    assert [facts(made)[b]["fees_due_vnd"] for b in ("Khóm 1", "Khóm 2")] == [360_000, 480_000]


def test_a_year_typed_into_a_cell_formatted_as_a_day_is_that_year():
    made = said(dated("Bí thư tập huấn", 2020, 2019))
    assert [facts(made)[b]["secretary_trained_year"] for b in ("Khóm 1", "Khóm 2")] == [2020, 2019]


@pytest.mark.parametrize("epoch", [dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)])
def test_days_are_read_in_either_epoch_of_excel(epoch):
    made = said(dated("Đại hội chi đoàn", dt.date(2021, 3, 25), dt.date(2021, 4, 12), epoch=epoch))
    assert facts(made)["Khóm 1"]["congress_on"] == dt.date(2021, 3, 25)
    assert codes(made) == []


def test_days_that_excel_may_have_turned_are_asked_about():
    made = said(dated("Đại hội chi đoàn", "25/3/2021", dt.date(2021, 5, 3)))
    assert facts(made)["Khóm 1"]["congress_on"] == dt.date(2021, 3, 25)
    assert facts(made)["Khóm 2"]["has_congress"] is True
    assert "congress_on" not in facts(made)["Khóm 2"]
    assert ("date_turned", "F4") in {(f["code"], f["cell"]) for f in made.findings()}


def test_a_comma_too_many_and_decimal_commas_shift_nothing_in_delimited_text():
    text = delimited(",", "utf-8").decode()
    assert facts(said(text.replace("9,có", "9,có,").encode()))["Khóm 2"] == KNOWN["Khóm 2"]
    made = said(delimited(";", "utf-8").decode().replace("Số lần sinh hoạt", "Tỷ lệ thu đoàn phí (%)").replace(";9;", ";85,5;").encode())
    [stated] = [record.statements["fees_rate"][0] for record in made.records["results"] if record.of.branch == "Khóm 1"]
    assert (stated.low, stated.high) == (0.855, 0.855)


def test_a_day_in_delimited_text_is_read_day_first():
    text = (
        delimited(";", "utf-8").decode().replace("Số lần sinh hoạt", "Đại hội chi đoàn").replace(";9;", ";05/10/2021;").replace(";8;", ";;")
    )
    assert facts(said(text.encode()))["Khóm 1"]["congress_on"] == dt.date(2021, 10, 5)


def test_twenty_thousand_styled_rows_without_content_are_read_as_if_they_were_not_there():
    ghost = "".join(f'<row r="{r}"><c r="A{r}" s="0"/><c r="E{r}" s="0"/></row>' for r in range(5, 20_005))
    made = said(changed(lambda xml: xml.replace("</sheetData>", ghost + "</sheetData>")))
    assert facts(made) == KNOWN
    assert codes(made) == []
