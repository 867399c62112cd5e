"""Standing by unit, by measure, year by year and in tiles: bars, marks, panels and words, at 3, 9 and 140 units and with nothing."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from publish import boxes
from publish.views import view_of

from sadec_analytics.measures import attainment_by_measure, by_measure
from sadec_analytics.publish import charts, sentences, style
from sadec_analytics.publish.figures import standing
from sadec_analytics.publish.sentences import percent

CASES = {
    "3": {"units": 3},
    "9": {"units": 9},
    "140": {"units": 140},
    "the city's stage": {"units": 9, "year": 2022},
    "silent year": {"units": 9, "reported": "later"},
    "nothing": {"units": 9, "reported": "never"},
}
LONG = (standing.measures, standing.course)  # many panels a picture
FIGURES = (standing.attainment, *LONG, standing.tile_map)


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def view(request):
    return view_of(**CASES[request.param])


@pytest.fixture(scope="module")
def nine():
    return view_of(9)


@cache
def pictures_of_140(figure):
    """A figure of 140 units, and every picture of it."""
    exhibit = figure(view_of(140))
    return exhibit, [boxes.drawn(exhibit, number) for number in range(len(exhibit.paints))]


@pytest.mark.parametrize("figure", FIGURES)
def test_no_text_is_cut_or_lies_over_another_on_any_page(figure, view):
    exhibit = figure(view)
    assert len(exhibit.title) <= 110
    assert exhibit.trace.startswith(f"sadec trace --year {view.year} --what ")
    for number in {0, len(exhibit.paints) - 1}:
        drawn = boxes.drawn(exhibit, number)
        assert boxes.cut(drawn) == []
        assert boxes.overlaps(drawn) == []


@pytest.mark.parametrize("figure", [standing.attainment, standing.tile_map, *(pytest.param(f, marks=pytest.mark.slow) for f in LONG)])
def test_every_unit_stands_on_one_page_and_in_the_printed_table(figure):
    names = [unit.name for unit in view_of(140).plan.residential_units]
    exhibit, pictures = pictures_of_140(figure)
    shown = [text for picture in pictures for text, _ in boxes.texts_of(picture)]
    said = [text.replace("\n", " ") for text in shown]
    assert [name for name in names if sum(text == name or text.startswith(f"{name} ") for text in said) < 1] == []
    assert exhibit.table["Đơn vị"].tolist()[:140] == names


@pytest.mark.parametrize("figure", FIGURES)
def test_where_nothing_was_reported_the_picture_says_so(figure):
    assert style.NO_DATA in [text for text, _ in boxes.texts_of(boxes.drawn(figure(view_of(reported="never"))))]


def test_bars_are_the_shares_met_and_the_hatch_is_what_is_unknown(nine):
    [axes] = boxes.drawn(standing.attainment(nine)).axes
    rows = nine.of_year
    met, unknown = axes.containers
    assert np.allclose([bar.get_width() for bar in met], (rows["met"] / rows["branches"]).to_numpy(dtype=float))
    assert np.allclose([bar.get_x() + bar.get_width() for bar in unknown], rows["share_high"].to_numpy(dtype=float))
    assert {bar.get_hatch() for bar in unknown} == {style.HATCH}


def test_counts_stand_beside_their_percentages_and_the_target_cites_its_clause(nine):
    texts = [text for text, _ in boxes.texts_of(boxes.drawn(standing.attainment(nine)))]
    for row in nine.of_year.to_dict("records"):
        said = f"{row['met']}/{row['branches']} ({percent(row['met'], row['branches'], nine.stage.target)})"
        assert any(text.startswith(said) for text in texts), said
    assert "mục tiêu 90% (B.3.2)" in texts
    assert "mục tiêu 90% (B.1)" in [text for text, _ in boxes.texts_of(boxes.drawn(standing.attainment(view_of(year=2022))))]


def test_the_target_line_stands_at_the_target_of_the_running_stage(nine):
    [axes] = boxes.drawn(standing.attainment(nine)).axes
    [line] = axes.lines
    assert set(line.get_xdata()) == {nine.stage.target}


def test_units_of_which_nothing_is_known_are_not_said_to_have_none():
    exhibit = standing.attainment(view_of(reported="later"))
    texts = [text for text, _ in boxes.texts_of(boxes.drawn(exhibit))]
    assert f"{style.NO_DATA} (37 chi đoàn)" in texts
    assert not any("0/" in text for text in (exhibit.title, *texts))


def test_three_measures_have_a_mark_each_and_are_never_merged(nine):
    tables = nine.tables
    told = by_measure(tables.verdicts, tables.branch_years, tables.recognitions, tables.roster, nine.plan)
    rows = attainment_by_measure(told, nine.stage, nine.plan)
    rows = rows[rows["year"] == nine.year]
    [axes] = boxes.drawn(standing.measures(nine)).axes
    for measure, marker in {"computed": "o", "claimed": "D", "recognised": "s"}.items():
        marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == marker and len(line.get_xdata())]
        of_measure = charts.base.city_last(rows[rows["measure"] == measure])
        assert marks == of_measure["share_low"].tolist()
    assert len(set(map(tuple, rows.groupby("measure")["met"].apply(list)))) == 3


def test_a_measure_of_which_nothing_is_said_has_no_mark():
    [axes] = boxes.drawn(standing.measures(view_of(year=2018))).axes
    assert [line for line in axes.lines if line.get_marker() == "s" and len(line.get_xdata())] == []
    assert "công nhận chưa có" in standing.measures(view_of(year=2018)).title


def test_small_multiples_have_a_panel_a_unit_with_the_marks_of_the_stages(nine):
    figure = boxes.drawn(standing.course(nine))
    assert [axes.get_title(loc="left") for axes in figure.axes] == [unit.name for unit in nine.plan.residential_units]
    marks = sorted({segment[0][1] for segment in (s for lines in figure.axes[0].collections[:2] for s in lines.get_segments())})
    assert marks == [stage.target for stage in nine.plan.stages if stage.scope == "unit"]


def test_a_line_of_the_small_multiples_has_a_gap_where_a_year_is_unknown():
    figure = boxes.drawn(standing.course(replace(view_of(reported="later"), year=2022)))
    for axes in figure.axes:
        assert np.isnan(axes.lines[0].get_ydata()).tolist() == [True, True, True, True, False]


def test_small_multiples_end_with_the_year_of_the_review_and_say_of_a_later_one_that_it_is_so_far():
    view = view_of(year=2022)
    before, so_far = standing.course(replace(view, year=2021)), standing.course(view, judged=2021)
    assert [str(name) for name in before.table.columns] == ["Đơn vị", "2018", "2019", "2020", "2021"]
    assert "2022" not in before.title + before.caption
    for axes in boxes.drawn(before).axes:
        assert np.isnan(axes.lines[0].get_ydata()[-1])
    assert so_far.title.startswith(before.title)
    assert "; năm 2022 đến nay " in so_far.title
    assert "chưa kết luận" in so_far.caption


def test_the_map_names_the_units_that_fall_short_where_they_are_few(nine):
    units = nine.of_year[nine.of_year["scope"] == "unit"].copy()
    assert "; chưa đạt: 4 đơn vị" in standing.tile_map(nine).title
    units["verdict"] = ["reached"] * 7 + ["missed", "undecided"]
    title, _ = sentences.tiles(units, 2021, nine.stage)
    assert title == "Năm 2021: 7/9 đơn vị đạt 90%; chưa đạt: Xã Tân Quy Tây; chưa xác định: Xã Tân Phú Đông"


def test_small_multiples_of_many_units_come_twenty_a_page():
    _, pictures = pictures_of_140(standing.course)
    assert len(pictures) == 7
    for picture in pictures:
        assert sum(axes.get_visible() for axes in picture.axes) == 20


def test_tiles_lie_where_the_plan_says_and_are_told_apart_by_hatch_as_well(nine):
    [axes] = boxes.drawn(standing.tile_map(nine)).axes
    tiles = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    centres = [(round(tile.get_y() + tile.get_height() / 2 + 0.5), round(tile.get_x() + tile.get_width() / 2 + 0.5)) for tile in tiles]
    assert centres == [unit.tile for unit in nine.plan.residential_units]
    hatches = dict(zip([tile.get_hatch() for tile in tiles], nine.of_year["verdict"], strict=False))
    assert len(hatches) == len(set(hatches.values())) == 3
    assert axes.get_title(loc="left").startswith("Sơ đồ ô, không theo tỷ lệ")


def test_without_places_in_the_plan_tiles_stand_in_the_order_of_units_and_say_so():
    exhibit = standing.tile_map(view_of(3))
    [axes] = boxes.drawn(exhibit).axes
    assert [round(patch.get_x()) for patch in axes.patches] == [0, 1, 2]
    assert "không theo vị trí" in axes.get_title(loc="left")
