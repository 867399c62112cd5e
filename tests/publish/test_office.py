"""Deck, document and annex, read back: the numbers of the page in all of them, the forms they must have, the same bytes each time."""

import datetime as dt
import io
import re
import zipfile
from functools import cache
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest
from docx import Document
from docx.shared import Mm, Pt
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from publish.shown import Reader, undrawn

from sadec_analytics import annual_review, phase_review, summary_2018_2022
from sadec_analytics.canvas import NO_TIME
from sadec_analytics.plan import load_plan
from sadec_analytics.publish.charts import CITY
from sadec_analytics.publish.exhibits import ChartData, Exhibit, Headline, Listing, Prose
from sadec_analytics.publish.office import ANNEX, DECK, REPORT, office_files
from sadec_analytics.publish.office.cells import counts_of, number_format, number_of, share_of, state_of
from sadec_analytics.publish.office.contents import PICTURES_VI
from sadec_analytics.publish.office.fit import fit
from sadec_analytics.publish.office.plot import plot_of

STATES = ("met", "unknown", "not_met")
COUNTED = ("Đạt", "Chưa rõ", "Chưa đạt")
WHY_NOT = r" \((chưa có số liệu|thiếu: .*|<5|ẩn)\)$"


@pytest.fixture(
    scope="module",
    params=[pytest.param("annual", marks=pytest.mark.slow), "phase", "public", pytest.param("summary", marks=pytest.mark.slow)],
)
def page(request, page_of):
    if request.param == "phase":
        return page_of(phase_review, 2, "internal")
    if request.param == "summary":
        return page_of(summary_2018_2022, "internal")
    return page_of(annual_review, 2021, "public" if request.param == "public" else "internal")


@pytest.fixture(scope="module")
def files(page):
    return office_files(page)


def exhibit(table, chart=None, trace="", name="hinh"):
    return Exhibit(
        name, "Đạt 1/2 chi đoàn", "Chú thích 1/2.", "Biểu đồ.", (None,), table, "Nguồn: nơi nào", False, trace=trace, chart=chart
    )


def made_up(*pieces, is_practice=False):
    """A page with pieces of our own."""
    plan = load_plan()
    tables = SimpleNamespace(is_practice=is_practice, run="lan-1", built_on=dt.date(2021, 10, 2))
    view = SimpleNamespace(source="Nguồn: báo cáo; lần chạy lan-1")
    return SimpleNamespace(
        title="Sơ kết",
        headline=Headline("Sơ kết", ("Dự thảo", "lần chạy lan-1")),
        plan=plan,
        tables=tables,
        view=view,
        pieces=dict(enumerate(pieces)),
        provenance=Prose("Tính từ số liệu."),
        data_day="số liệu đến 30/09/2021",
    )


def units(count, cell=lambda place: (3, 1, 1)):
    """A table of counts for so many units and the city."""
    rows = [(f"Đơn vị số {place}", *cell(place)) for place in range(count)]
    city = [sum(values) for values in list(zip(*rows, strict=True))[1:]]
    return pd.DataFrame([*rows, (CITY, *city)], columns=["Đơn vị", *COUNTED])


# ---------------------------------------------------------------- reading the four back


def parsed(text):
    """A printed cell as a number where it is one: 1.234 as 1234; a dash or an empty cell as nothing."""
    if text in ("–", "", None):
        return None
    if isinstance(text, str) and re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text) if isinstance(text, int | float) else str(text)


def read_back(cell):
    """The number of a cell that was parsed: of one that is no number alone, the number that it says."""
    return cell if isinstance(cell, float) else number_of(cell)


def cells(rows):
    return [[parsed(cell) for cell in row] for row in rows]


@cache
def html_tables(page):
    with undrawn():
        html = "".join(piece._repr_html_() for piece in page.pieces.values())
    return [cells(table) for table in Reader(html).tables if any(table)]


def word_tables(content):
    tables = Document(io.BytesIO(content)).tables[1:-1]
    return [cells([[cell.text for cell in row.cells] for row in table.rows]) for table in tables]


def annex_tables(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    made = []
    for sheet in book.worksheets[1:]:
        right = openpyxl.utils.range_boundaries(sheet.auto_filter.ref)[2]
        rows = [[cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else cell for cell in row[:right]] for row in sheet.values]
        made.append(cells(rows[3:]))
    return made


def deck_of(content):
    return Presentation(io.BytesIO(content))


@cache
def deck_tables(content):
    """For each number of a table in the annex, the rows that the slides show of it; slides in order belong to one table by their notes."""
    made = {}
    for slide in deck_of(content).slides:
        label = re.search(r"trang Bảng (\d+)", slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else None
        for shape in slide.shapes:
            if shape.has_table:
                rows = cells([[cell.text for cell in row.cells] for row in shape.table.rows])
                made.setdefault(int(label[1]), rows[:1]).extend(rows[1:])
    return made


@cache
def deck_charts(content):
    """For each number of a table in the annex, its native charts: categories, and numbers by series."""
    made = {}
    for slide in deck_of(content).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                number = int(re.search(r"trang Bảng (\d+)", slide.notes_slide.notes_text_frame.text)[1])
                plot = shape.chart.plots[0]
                made.setdefault(number, []).append(
                    (list(plot.categories), {one.name: list(one.values) for one in plot.series}, shape.chart)
                )
    return made


@cache
def texts(content):
    """Every text of a Word document, tables included."""
    document = Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*lines, *(cell.text for table in document.tables for row in table.rows for cell in row.cells)])


# ---------------------------------------------------------------- one set of numbers


def test_page_document_and_annex_hold_the_same_numbers(page, files):
    tables = html_tables(page)
    assert len(tables) >= 5
    assert any(isinstance(cell, float) for table in tables for row in table for cell in row)
    assert annex_tables(files[ANNEX]) == tables
    printed = word_tables(files[REPORT])
    assert len(printed) == len(tables)
    assert all(shown == table[: len(shown)] and len(shown) == min(len(table), 41) for shown, table in zip(printed, tables, strict=True))


def test_tables_of_the_deck_hold_the_same_numbers(page, files):
    tables = html_tables(page)
    shown = deck_tables(files[DECK])
    assert shown
    assert all(rows == tables[number - 1][: len(rows)] for number, rows in shown.items())
    assert set(shown) | set(deck_charts(files[DECK])) == set(range(1, len(tables) + 1))


def test_native_charts_hold_the_numbers_of_the_page(page, files):
    tables = html_tables(page)
    for number, charts in deck_charts(files[DECK]).items():
        head, *rows = tables[number - 1]
        for categories, series, _ in charts:
            if set(series) <= set(head):
                named = {name: row for row in rows for name in (str(row[0]), f"{row[0]}, {row[1]}")}
                of = [named[re.sub(WHY_NOT, "", name)] for name in categories]
                assert all(values == [read_back(row[head.index(column)]) for row in of] for column, values in series.items())
            elif len(series) == 1:
                [values] = series.values()
                assert values == [read_back(rows[-1][head.index(parsed(column))]) for column in categories]
            else:
                met, rest = series.values()
                city = [rows[-1][head.index(parsed(year))] for year in categories]
                assert [f"{m:.0f}/{m + r:.0f}" for m, r in zip(met, rest, strict=True)] == city


def test_the_workbook_behind_a_chart_holds_what_the_chart_shows(files):
    charts = [chart for charts in deck_charts(files[DECK]).values() for chart in charts]
    assert charts
    for categories, series, chart in charts:
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
        (_, *names), *rows = sheet.values
        assert [row[0] for row in rows] == categories
        assert {name: [row[place] for row in rows] for place, name in enumerate(names, 1)} == series


def test_what_the_page_says_stands_in_all_of_them(page, files):
    book = openpyxl.load_workbook(io.BytesIO(files[ANNEX]))
    annex = " ".join(str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell)
    slides = deck_of(files[DECK]).slides
    shown = [slide.shapes.title.text for slide in slides]
    titles = {*shown, *(re.sub(r" \(\d+/\d+\)$", "", title) for title in shown)}
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    for one in page.exhibits:
        assert one.title in titles
        assert one.title in texts(files[REPORT])
        assert one.title in annex
        assert one.caption in texts(files[REPORT])
        assert one.caption in annex
        assert one.caption in notes


def test_the_same_page_gives_the_same_bytes_and_no_file_knows_when_it_was_made(page, files):
    assert office_files(page) == files

    def times(content):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for info in package.infolist():
                yield info.date_time
                if info.filename.endswith(".xlsx"):
                    yield from times(package.read(info))
                if info.filename == "docProps/core.xml":
                    days = re.findall(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<", package.read(info))
                    assert set(days) == {b"2000-01-01T00:00:00Z"}

    for content in files.values():
        assert set(times(content)) == {NO_TIME}


# ---------------------------------------------------------------- the deck


def test_slides_are_16_to_9_each_with_one_message_a_source_a_number_and_notes(page, files):
    deck = deck_of(files[DECK])
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001
    for slide in list(deck.slides)[1:]:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert slide.shapes.title.text.strip()
        assert page.view.source in said
        assert "Dữ liệu minh họa" in said
        assert slide.shapes._spTree.xpath('.//a:fld[@type="slidenum"]')
        notes = slide.notes_slide.notes_text_frame.text
        assert page.tables.run in notes
        assert page.data_day in notes


def test_figures_have_native_charts_and_never_pictures(page, files):
    deck = deck_of(files[DECK])
    assert not [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    drawn = [one for one in page.exhibits if one.chart and one.chart.kind != "heat" and not plot_of(one.chart, one.table).is_flat]
    assert len(deck_charts(files[DECK])) == len(drawn)
    assert {one.name for one in page.exhibits if not one.chart} <= set(PICTURES_VI)
    notes = [slide.notes_slide.notes_text_frame.text for slide in list(deck.slides)[1:]]
    assert all(any(f"Truy vết: {one.trace}" in text for text in notes) for one in page.exhibits if one.trace)


def test_the_mark_of_practice_stands_on_practice_data_only():
    for is_practice in (True, False):
        content = office_files(made_up(exhibit(units(3)), is_practice=is_practice))
        slides = "".join(s.text_frame.text for slide in deck_of(content[DECK]).slides for s in slide.shapes if s.has_text_frame)
        book = openpyxl.load_workbook(io.BytesIO(content[ANNEX]))
        assert ("Dữ liệu minh họa" in slides) is is_practice
        assert ("MINH HỌA" in texts(content[REPORT])) is is_practice
        assert all((sheet.oddFooter.right.text == "Dữ liệu minh họa") is is_practice for sheet in book)


@pytest.mark.parametrize("count", [1, 3, 9, 15, 16, 140])
def test_many_units_go_over_slides_of_at_most_fifteen_with_the_city_on_each(count):
    table = units(count)
    made = deck_charts(office_files(made_up(exhibit(table, ChartData("share", "Tỷ lệ", COUNTED, STATES, 0.9))))[DECK])[1]
    assert len(made) == -(-count // 15)
    assert all(len(categories) <= 16 and categories[-1] == CITY for categories, _, _ in made)
    assert [name for categories, _, _ in made for name in categories[:-1]] == table["Đơn vị"].tolist()[:-1]


def test_wide_tables_are_written_smaller_until_their_words_fit():
    table = pd.DataFrame(
        [["Phường Tân Quy Đông", *["chưa đạt"] * 9]] * 9, columns=["Đơn vị", *(f"Nội dung thứ {n} của bảng" for n in range(9))]
    )
    laid = fit(table, 12.1, 4.7)
    assert sum(laid.widths) <= 12.11
    assert laid.head + sum(laid.heights) <= 4.7
    assert laid.size < fit(table.iloc[:, :3], 12.1, 4.7).size == 16
    assert [list(rows) for rows in fit(units(2), 12.1, 4.7).pages(4.7, 2)] == [[0, 1, 2]]


@pytest.mark.parametrize("count", [1, 9, 140])
@pytest.mark.parametrize("chart", [None, ChartData("share", "Tỷ lệ", COUNTED, STATES, 0.9), ChartData("bars", "Số", COUNTED)])
def test_nothing_lies_outside_the_slide_or_over_its_foot(count, chart):
    deck = deck_of(office_files(made_up(exhibit(units(count), chart), Listing("Danh sách.", units(count))))[DECK])
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_chart or shape.has_table:
                assert shape.top >= slide.shapes.title.top + slide.shapes.title.height
                foot = next(s for s in slide.placeholders if s._element.xpath('.//p:ph[@type="ftr"]'))
                assert shape.top + shape.height <= foot.top
            if shape.has_table:
                notes = [s for s in slide.shapes if s.has_text_frame and not s.is_placeholder and s.top < foot.top]
                assert all(text.top >= shape.top + shape.height for text in notes)


def test_a_long_table_is_cut_with_a_line_that_says_where_the_rest_is():
    content = office_files(made_up(Listing("Danh sách.", units(59))))
    slides = deck_of(content[DECK]).slides
    said = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    shown = len(deck_tables(content[DECK])[1]) - 1
    assert f"Còn {60 - shown} dòng ở phụ lục (phu-luc.xlsx, trang Bảng 1)." in said
    assert 20 <= shown < 60
    assert "Còn 20 dòng ở phụ lục (phu-luc.xlsx, trang Bảng 1)." in texts(content[REPORT])
    assert len(annex_tables(content[ANNEX])[0]) == 61


def test_the_target_line_stands_at_its_share_of_the_bars():
    slide = deck_of(office_files(made_up(exhibit(units(9), ChartData("share", "Tỷ lệ", COUNTED, STATES, 0.75))))[DECK]).slides[1]
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    place = frame.chart._chartSpace.chart.plotArea.find("{*}layout/{*}manualLayout")
    left, width = (float(place.find(f"{{*}}{side}").get("val")) for side in "xw")
    [line] = slide.shapes._spTree.xpath("./p:cxnSp/p:spPr/a:xfrm/a:off")
    assert abs(int(line.get("x")) - (frame.left + frame.width * (left + width * 0.75))) < 2000
    assert "mục tiêu 75%" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_what_is_missing_or_withheld_has_no_bar_and_says_so():
    table = pd.DataFrame({"Đơn vị": ["A", "B", "C"], "Số": [5, None, "<5"]})
    [(categories, series, _)] = deck_charts(office_files(made_up(exhibit(table, ChartData("bars", "Số người", ("Số",)))))[DECK])[1]
    assert categories == ["A", "B (chưa có số liệu)", "C (<5)"]
    assert series == {"Số": [5, None, None]}
    fees = pd.DataFrame({"Đơn vị": ["A", "B"], "Phải thu": [10, 10], "Đã thu": [9, None]})
    chart = ChartData("within", "Đoàn phí", ("Phải thu", "Đã thu"))
    [(categories, series, _)] = deck_charts(office_files(made_up(exhibit(fees, chart)))[DECK])[1]
    assert categories == ["A", "B (thiếu: Đã thu)"]
    assert series["Đã thu"] == [9, None]
    nothing = units(3).assign(**dict.fromkeys(COUNTED))
    for chart in (ChartData("share", "Tỷ lệ", COUNTED, STATES), ChartData("by_column", "Số", COUNTED), ChartData("lines", "Số", COUNTED)):
        slide = deck_of(office_files(made_up(exhibit(nothing, chart)))[DECK]).slides[1]
        assert "chưa có số liệu" in "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_lines_are_the_rows_across_the_columns_and_the_whole_is_never_beside_its_parts():
    table = pd.DataFrame({"Đơn vị": ["A", CITY], 2018: ["1/2", "3/4"], 2019: ["2/2", "50,0%"]})
    [(categories, series, chart)] = deck_charts(office_files(made_up(exhibit(table, ChartData("lines", "Tỷ lệ", (2018, 2019)))))[DECK])[1]
    ends = [one.points[1].data_label.text_frame.text for one in chart.plots[0].series]
    assert ends == ["A: 2/2", f"{CITY}: 50,0%"]
    assert (categories, series) == (["2018", "2019"], {"A": [0.5, 1.0], CITY: [0.75, 0.5]})
    [(categories, _, _)] = deck_charts(office_files(made_up(exhibit(units(3), ChartData("bars", "Số", COUNTED))))[DECK])[1]
    assert CITY not in categories


def test_steps_are_columns_of_the_whole_and_parts_stand_one_after_the_other():
    table = pd.DataFrame({"Đơn vị": ["A", CITY], "Đăng ký": [3, 5], "Đạt": [2, "4*"]})
    [(categories, series, _)] = deck_charts(office_files(made_up(exhibit(table, ChartData("by_column", "Số", ("Đăng ký", "Đạt")))))[DECK])[
        1
    ]
    assert (categories, series) == (["Đăng ký", "Đạt"], {CITY: [5, 4]})
    [(categories, series, chart)] = deck_charts(office_files(made_up(exhibit(units(3), ChartData("stacked", "Số", COUNTED))))[DECK])[1]
    assert (CITY in categories, chart.chart_type) == (False, XL_CHART_TYPE.BAR_STACKED)
    only_city = table.assign(**{"Đăng ký": [None, 5], "Đạt": [None, 4]})
    [(categories, _, _)] = deck_charts(office_files(made_up(exhibit(only_city, ChartData("bars", "Nhịp", ("Đăng ký", "Đạt")))))[DECK])[1]
    assert categories == [CITY]


def test_rows_are_named_by_several_columns_and_nothing_but_zeros_is_a_table():
    table = pd.DataFrame({"Năm": ["2020", "2021"], "Nhiệm vụ": ["Báo cáo", "Báo cáo"], "Đúng hạn": [9, 8], "Trễ": [0, 1]})
    chart = ChartData("share", "Tỷ lệ", ("Đúng hạn", "Trễ"), ("on_time", "late"), names=("Năm", "Nhiệm vụ"))
    [(categories, _, _)] = deck_charts(office_files(made_up(exhibit(table, chart)))[DECK])[1]
    assert categories == ["2020, Báo cáo", "2021, Báo cáo"]
    zeros = table.assign(**{"Đúng hạn": 0, "Trễ": 0})
    content = office_files(made_up(exhibit(zeros, chart)))[DECK]
    assert (deck_charts(content), len(deck_tables(content)[1])) == ({}, 3)
    said = [shape.text_frame.text for slide in deck_of(content).slides for shape in slide.shapes if shape.has_text_frame]
    assert not [text for text in said if "Xanh: mọi chi đoàn đạt" in text]


def test_a_figure_without_chart_data_shows_its_table_and_says_where_the_picture_is():
    slide = deck_of(office_files(made_up(exhibit(units(3), name="ban-do")))[DECK]).slides[1]
    assert [shape for shape in slide.shapes if shape.has_table]
    assert "Hình: hinh/ban-do.png." in slide.notes_slide.notes_text_frame.text
    slide = deck_of(office_files(made_up(exhibit(units(3), name="so-do-o")))[DECK]).slides[1]
    assert "Hình (sơ đồ ô): hinh/so-do-o.png." in slide.notes_slide.notes_text_frame.text


def test_shapes_of_a_slide_have_numbers_of_their_own(files):
    for slide in deck_of(files[DECK]).slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(set(numbers)) == len(numbers)


def test_no_file_carries_the_preview_of_its_template(files):
    for name in (DECK, REPORT):
        with zipfile.ZipFile(io.BytesIO(files[name])) as package:
            assert [part for part in package.namelist() if "thumbnail" in part] == []


def test_every_layout_of_a_chart_stands_once_where_the_schema_has_it(files):
    with zipfile.ZipFile(io.BytesIO(files[DECK])) as package:
        charts = [package.read(name).decode() for name in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
    assert charts
    assert all(
        chart.count("<c:tickLblSkip") == len(re.findall(r'<c:tickLblSkip val="1"/><c:noMultiLvlLbl', chart)) == 1 for chart in charts
    )
    assert not [chart for chart in charts if re.search(r"</c:layout>\s*<c:layout|<c:layout/>\s*<c:layout", chart)]


# ---------------------------------------------------------------- the document


def test_the_document_has_the_form_of_the_union(page, files):
    document = Document(io.BytesIO(files[REPORT]))
    section, font = document.sections[0], document.styles["Normal"].font
    size = (section.page_width, section.page_height)
    assert all(abs(one - other) < Mm(0.1) for one, other in zip(size, (Mm(210), Mm(297)), strict=True))
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert all(abs(one - Mm(other)) < Mm(0.1) for one, other in zip(margins, (20, 20, 30, 20), strict=True))
    assert (font.name, font.size) == ("Times New Roman", Pt(14))
    head, foot = (" ".join(cell.text for cell in document.tables[place].rows[0].cells) for place in (0, -1))
    for words in ("TỈNH ĐOÀN ĐỒNG THÁP", "BCH ĐOÀN TP. SA ĐÉC", "Số:      -BC/ĐTN", "ĐOÀN TNCS HỒ CHÍ MINH", "…, ngày …. tháng …. năm"):
        assert words in head
    assert "TM. BAN THƯỜNG VỤ THÀNH ĐOÀN" in foot
    assert "Nơi nhận:" in foot
    said = texts(files[REPORT])
    assert "CỘNG HÒA" not in said
    assert "Độc lập" not in said
    assert said.index("BÁO CÁO") < said.index(page.exhibits[0].title) < said.index("Trên đây là báo cáo")


def test_what_has_nothing_below_it_is_a_numbered_paragraph_and_no_heading():
    nothing = Listing("Không có số liệu trống nào.", units(1).head(0))
    document = Document(io.BytesIO(office_files(made_up(nothing, Listing("Danh sách.", units(3))))[REPORT]))
    styles = {one.text: one.style.name for one in document.paragraphs if one.text[:2] in ("1.", "2.")}
    assert styles == {"1. Không có số liệu trống nào.": "Normal", "2. Danh sách": "Heading 1"}


def test_tables_of_the_document_fit_between_the_margins(files):
    for table in Document(io.BytesIO(files[REPORT])).tables:
        assert sum(column.width for column in table.columns) <= Mm(160.5)


# ---------------------------------------------------------------- the annex


def test_sheets_are_made_for_print_and_for_filtering(files):
    for sheet in openpyxl.load_workbook(io.BytesIO(files[ANNEX])).worksheets[1:]:
        assert sheet.freeze_panes == "B5"
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_the_sheet_of_sources_leads_from_each_table_to_its_cells(page, files):
    book = openpyxl.load_workbook(io.BytesIO(files[ANNEX]))
    sheet = book["Nguồn số liệu"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows if str(row[0]).startswith("Bảng")] == book.sheetnames[1:]
    assert {one.trace for one in page.exhibits} <= {row[2] for row in rows}
    assert page.tables.run in [row[2] for row in rows]
    assert all(
        any(row[0] == f"Cách hiểu {r.clause}: {r.vi}" and row[2] == r.options[page.plan.reading(r.id)] for row in rows)
        for r in page.plan.readings
    )
    assert sheet["A5"].hyperlink.location or sheet["A5"].hyperlink.target


def test_cells_are_coloured_by_state_and_money_has_its_unit():
    table = pd.DataFrame(
        {
            "Đơn vị": ["A", "B"],
            "TC1": ["2/2", "1/2, 1 chưa rõ"],
            "Chưa rõ": [0, 1],
            "Kết luận": ["đạt", "chưa đạt"],
            "Đã thu (đ)": [1_250_000, 900],
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(office_files(made_up(exhibit(table, ChartData("heat", "Số", ("TC1",)))))[ANNEX]))
    rules = {str(where.sqref): [rule.formula[0] for rule in where.rules] for where in book["Bảng 1"].conditional_formatting}
    assert set(rules) == {"B5:B6", "C5:C6", "D5:D6"}
    assert len(rules["B5:B6"]) == 3
    assert rules["C5:C6"] == ["AND(ISNUMBER(C5),C5>0)"]
    assert book["Bảng 1"]["E5"].number_format.endswith('0" đ"')
    assert book["Bảng 1"]["E5"].value == 1_250_000


def test_texts_stay_texts_in_every_file():
    table = pd.DataFrame({"Đơn vị": ["=1+1", "+A"], "@Số": [1, 2], "Chữ": ["=HYPERLINK(1)", "a\x00b"]})
    content = office_files(made_up(exhibit(table, ChartData("bars", "Số", ("@Số",))), Listing("Danh sách.", table)))
    for sheet in openpyxl.load_workbook(io.BytesIO(content[ANNEX])).worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert word_tables(content[REPORT])[0][2][2] == "ab"
    [(categories, _, chart)] = deck_charts(content[DECK])[1]
    assert categories == ["=1+1", "+A"]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_counts_numbers_and_states_are_read_from_what_is_printed():
    assert [counts_of(cell) for cell in ("28/37", "3/5, 1 chưa rõ", "31/12/2021", 5)] == [(28, 37, 0), (3, 5, 1), None, None]
    assert [number_of(cell) for cell in (5, 2.5, "1/4", "0/0", "1.075,5%", "<5", None)] == [5, 2.5, 1, 0, 10.755, None, None]
    assert [number_of(cell) for cell in ("942", "12*", "1.280 (13,8%*)", "12 ngày", "31/12/2021")] == [942, 12, 1280, None, None]
    assert [share_of(cell) for cell in ("1/4", "0/0", "75,5%")] == [0.25, None, 0.755]
    assert [state_of(cell) for cell in ("5/5", "4/5", "4/5, 1 chưa rõ", "3/5, 1 chưa rõ", "đạt", "Chưa đạt", "chưa rõ", "khác")] == [
        "met",
        "not_met",
        "unknown",
        "not_met",
        "met",
        "not_met",
        "unknown",
        None,
    ]
    assert number_format([1_000]) == r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"
    assert number_format([0.5]) == "#,##0.0"
