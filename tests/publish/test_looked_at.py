"""What was mended after looking at it: nothing cut, nothing missing drawn as nought, no empty picture, no word broken in its column."""

import io
from copy import copy
from html import escape

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from openpyxl import load_workbook
from PIL import Image, ImageColor
from publish import boxes
from publish.towns import town
from publish.towns import view as view_of_town

from sadec_analytics.publish import pictures, style
from sadec_analytics.publish.exhibits import Withheld
from sadec_analytics.publish.figures import (
    appraisal,
    criteria,
    distance,
    duties,
    flows,
    members,
    pace,
    procedure,
    programme_a,
    standing,
    youth,
)
from sadec_analytics.publish.office.fit import fit
from sadec_analytics.publish.office.paper import TEXT_WIDTH
from sadec_analytics.publish.office.word import LETTER, PADDING, _laid, _least
from sadec_analytics.sheets import workbook_bytes

FIGURES = (
    *(appraisal.agreement, appraisal.proven, distance.to_target, duties.calendar, duties.timeliness, flows.flows, flows.flows_by_unit),
    *(flows.lapse_causes, members.admissions, members.admissions_course, members.expected_fees, members.fees, pace.pace),
    *(procedure.funnel, procedure.pilot_share, procedure.registration, programme_a.groups, programme_a.one_plus_one),
    *(programme_a.programme_funnel, youth.offences, youth.situation, youth.situation_course),
)


@pytest.fixture(scope="module")
def view():
    return view_of_town(town())


def test_every_panel_of_the_state_of_youth_has_a_scale_of_its_own_on_which_no_column_is_cut(view):
    tallest = []
    for axes in boxes.drawn(youth.situation_course(view)).axes:
        if axes.get_visible():
            highest = max(bar.get_height() for bars in axes.containers for bar in bars)
            assert highest <= axes.get_ylim()[1]
            tallest.append(axes.get_ylim()[1])
    assert len(set(tallest)) > 3


def test_a_unit_that_claims_no_branch_has_no_mark_at_nought(view):
    tables = copy(view.tables)
    silent = tables.branch_years.assign(self_assessed=pd.array([pd.NA] * len(tables.branch_years), dtype="boolean"))
    tables._frames = tables._frames | {"branch_years": silent}
    [axes] = boxes.drawn(appraisal.proven(view_of_town(tables))).axes
    drawn = [np.asarray(line.get_xdata(), dtype=float) for line in axes.lines if line.get_marker() in ("D", "o")]
    assert drawn
    assert all(np.isnan(places).all() for places in drawn)


def test_a_step_that_more_branches_took_than_took_all_before_says_both(view):
    exhibit = procedure.funnel(view)
    [axes] = boxes.drawn(exhibit).axes
    assert "ghi có" in " ".join(text.get_text() for text in axes.texts)
    assert "có đủ các bước trước" in exhibit.caption


def test_where_no_branch_lost_the_standard_there_is_no_empty_picture(view):
    first = view_of_town(view.tables, year=min(view.tables.branch_years["year"]))
    assert isinstance(flows.lapse_causes(first), Withheld)


def test_counts_of_branches_are_whole_numbers_in_every_row(view):
    table = criteria.blocked(view).table
    assert [str(dtype) for dtype in table.dtypes[1:]] == ["Int64"] * 5


def test_the_red_of_the_target_is_red_on_the_page_too(view):
    figure = standing.attainment(view).figure(size="column", titled=False)
    picture = Image.open(io.BytesIO(pictures.small_png(pictures.laid_out(figure, 160)))).convert("RGB")
    red = ImageColor.getrgb(style.TARGET)
    near = min(sum(abs(a - b) for a, b in zip(colour, red, strict=True)) for _, colour in picture.getcolors(1 << 16))
    assert near < 30


def test_a_page_writes_the_title_over_the_picture_and_files_have_it_inside(view):
    exhibit = standing.attainment(view)
    assert exhibit._repr_html_().count(escape(exhibit.title)) >= 1
    inside = [[text.get_text() for text in exhibit.figure(titled=titled).findobj(Text)] for titled in (True, False)]
    words = exhibit.title.split()
    assert [any(text.split() == words for text in texts) for texts in inside] == [True, False]


def test_every_word_of_a_wide_table_fits_its_column_in_word():
    heads = ["Đơn vị", *[f"Được Thành Đoàn công nhận: chưa rõ {n}" for n in range(13)]]
    size, widths = _laid([heads, ["Phường Tân Quy Đông", *["18.504"] * 13]])
    assert sum(widths) <= TEXT_WIDTH + 0.01
    assert all(width >= least * 0.9 for width, least in zip(widths, _least([heads], size), strict=True))
    assert _laid([["Đơn vị", "Đạt"], ["Phường 1", "5"]])[0] == 12


def test_a_name_takes_no_more_than_two_lines_in_word_though_many_columns_want_room():
    name = "Phường Tân Quy Đông"
    size, widths = _laid([["Đơn vị", *[f"TC{n}" for n in range(1, 8)]], [name, *["36/37, 1 chưa rõ"] * 7]])
    assert widths[0] - PADDING >= len(name) / 2 * size * LETTER - 0.01


def test_the_last_slide_of_a_table_does_not_hold_a_single_row():
    table = pd.DataFrame({"Đơn vị": [f"Phường {n}" for n in range(13)], "Vì sao": ["một lý do dài " * 12] * 13})
    pages = fit(table, 12, 4.5).pages(4.5, 4)
    assert [row for rows in pages for row in rows] == list(range(13))
    assert len(pages) > 1
    assert len(pages[-1]) > 1


def test_workbooks_print_across_one_page_and_break_long_texts():
    sheet = load_workbook(io.BytesIO(workbook_bytes({"findings": pd.DataFrame({"message": ["dài " * 40], "row": [1]})}))).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == ("landscape", 0, "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A2"].alignment.wrap_text


def test_the_findings_sheet_of_the_workbook_begins_with_the_file(workspace):
    [path] = (workspace.processed / "runs").glob(f"{workspace.read_tables().run}/tong_hop.xlsx")
    sheet = load_workbook(path, read_only=True)["findings"]
    [head, *rows] = sheet.iter_rows(values_only=True)
    assert head[:4] == ("path", "submission", "sheet", "cell")
    told = {(r.submission, r.path) for r in workspace.read_tables().submissions.itertuples()}
    assert {(row[1], row[0]) for row in rows if row[0]} <= told
    assert sum(bool(row[0]) for row in rows) > len(rows) / 2


@pytest.fixture(scope="module", params=[3, pytest.param(9, marks=pytest.mark.slow), 140])
def city(request):
    return view_of_town(town(request.param))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.__name__)
def test_no_text_is_cut_or_lies_over_another_at_3_9_and_140_units(figure, city):
    exhibit = figure(city)
    if isinstance(exhibit, Withheld):
        return
    drawn = boxes.drawn(exhibit)
    assert boxes.cut(drawn) == []
    assert boxes.overlaps(drawn) == []
