"""Charts tested by their artists: what is drawn, in which order, marked as practice, nothing cut and nothing over another text."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from sadec_analytics.publish import annual_review, phase_review, style
from sadec_analytics.publish.charts import CITY

EXHIBITS = ("attainment", "criteria", "fees", "admissions", "course")


@pytest.fixture(scope="module", params=[2018, 2021, 2022])
def page(request, workspace):
    return annual_review(workspace, request.param)


def figure_of(page, name):
    figure = getattr(page, name).figure()
    FigureCanvasAgg(figure).draw()
    return figure


def texts_of(figure):
    """Every text that is drawn and says something; tick labels beyond the limits of an axis are not drawn."""
    axis = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    beyond = [
        label
        for one in axis
        for place, label in zip(one.get_majorticklocs(), one.get_majorticklabels(), strict=False)
        if not min(one.get_view_interval()) <= place <= max(one.get_view_interval())
    ]
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and not any(t is label for label in beyond)]
    boxes = [t.get_window_extent() for t in found]
    return [(t.get_text(), box) for t, box in zip(found, boxes, strict=True) if box.width and box.height]


@pytest.mark.parametrize("name", EXHIBITS)
def test_no_text_is_cut_or_lies_over_another(page, name):
    figure = figure_of(page, name)
    width, height = figure.canvas.get_width_height()
    drawn = texts_of(figure)
    shown = [(text, box) for text, box in drawn if box.x1 > 0 and box.x0 < width and box.y1 > 0 and box.y0 < height]
    assert [text for text, box in shown if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1] == []
    over = [
        (a, b)
        for i, (a, one) in enumerate(shown)
        for b, other in shown[i + 1 :]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    ]
    assert over == []


@pytest.mark.parametrize("name", EXHIBITS)
def test_charts_of_practice_data_say_so_and_others_do_not(page, name):
    exhibit = getattr(page, name)
    assert style.PRACTICE_MARK in [text for text, _ in texts_of(figure_of(page, name))]
    real = type(exhibit)(**(vars(exhibit) | {"is_practice": False})).figure()
    FigureCanvasAgg(real).draw()
    assert style.PRACTICE_MARK not in [text for text, _ in texts_of(real)]


@pytest.mark.parametrize("name", ["attainment", "fees"])
def test_units_stand_in_the_order_of_the_plan_and_the_city_last(page, name):
    [axes] = figure_of(page, name).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [*(u.name for u in page.plan.residential_units), CITY]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_bars_are_the_shares_met_and_the_hatch_is_what_is_unknown(page):
    [axes] = figure_of(page, "attainment").axes
    rows = page.of_year
    met, unknown = axes.containers
    assert np.allclose([bar.get_width() for bar in met], (rows["met"] / rows["branches"]).to_numpy(dtype=float))
    assert np.allclose([bar.get_x() + bar.get_width() for bar in unknown], rows["share_high"].to_numpy(dtype=float))
    assert {bar.get_hatch() for bar in unknown} == {style.HATCH}


def test_the_target_line_stands_at_the_target_of_the_running_stage(page):
    [axes] = figure_of(page, "attainment").axes
    [line] = axes.lines
    assert set(line.get_xdata()) == {page.stage.target}
    assert page.stage == page.plan.stage_running_in(page.year)


def test_the_heat_map_shows_three_states_and_counts(page):
    [axes] = figure_of(page, "criteria").axes
    cells = axes.collections[0]
    colours = {to_hex(colour).upper() for colour in cells.get_facecolors()}
    assert colours <= {style.MET, style.UNKNOWN, style.NOT_MET}
    assert len([t for t in axes.texts if "/" in t.get_text()]) == 9 * 7
    assert [label.get_text() for label in axes.get_yticklabels()] == [u.name for u in page.plan.residential_units]


def test_admissions_bars_add_up_to_the_table(page):
    [axes] = figure_of(page, "admissions").axes
    ends = [bar.get_x() + bar.get_width() for bar in axes.containers[1]]
    assert ends == page.admissions.table["Kết nạp"].fillna(0).tolist()[:-1]


def test_small_multiples_have_a_panel_a_unit_with_the_marks_of_the_stages(page):
    figure = figure_of(page, "course")
    assert [axes.get_title(loc="left") for axes in figure.axes] == [u.name for u in page.plan.residential_units]
    marks = sorted({segment[0][1] for segment in (s for lines in figure.axes[0].collections[:2] for s in lines.get_segments())})
    assert marks == [stage.target for stage in page.plan.stages if stage.scope == "unit"]


def test_pictures_are_16_to_9_at_200_dpi_and_the_same_each_time(page):
    from matplotlib.image import imread

    first, second = page.attainment.render("png"), page.attainment.render("png")
    assert first == second
    height, width = imread(io.BytesIO(first)).shape[:2]
    assert (width, height) == (2000, 1125)
    assert page.attainment.render("svg") == page.attainment.render("svg")


def test_a_page_says_which_run_and_readings_it_rests_on(workspace):
    page = phase_review(workspace, 2)
    said = str(page.provenance)
    assert page.tables.run in said
    assert "DỮ LIỆU MINH HỌA" in said
    assert page.year == 2021


def test_a_silent_unit_stands_in_the_list_of_those_not_received(workspace):
    missing = [len(annual_review(workspace, year).not_received.table) for year in range(2018, 2023)]
    assert sum(missing) >= 1


def test_the_review_of_a_stage_judges_what_is_computed_and_shows_the_recognised_beside_it(workspace):
    page = phase_review(workspace, 2)
    rows = page.tables.standing.query("stage == 2 and year == 2021").set_index("measure")
    shown = page.standing.table
    assert shown["Đạt"].tolist() == rows.loc["computed", "met"].tolist()
    assert shown["Đã công nhận"].tolist() == rows.loc["recognised", "met"].tolist()
    city = rows.loc["computed"].query("scope == 'city'").iloc[0]
    assert f"{city['met']}/{city['branches']} chi đoàn" in str(page.summary)
