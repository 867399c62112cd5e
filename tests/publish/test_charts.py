"""Charts tested by their artists: what is drawn, in which order, marked as practice, nothing cut and nothing over another text."""

import io
from dataclasses import replace
from functools import cache

import pytest
from publish import boxes

from sadec_analytics import annual_review, phase_review
from sadec_analytics.publish import style
from sadec_analytics.publish.charts import CITY
from sadec_analytics.publish.exhibits import Several
from sadec_analytics.publish.listings.received import not_received

EXHIBITS = ("attainment", "criteria", "fees", "admissions", "course")


SLOW = pytest.mark.slow


@pytest.fixture(scope="module", params=[pytest.param(2018, marks=SLOW), 2021, pytest.param(2022, marks=SLOW)])
def page(request, page_of):
    return page_of(annual_review, request.param, "internal")


def exhibit_of(page, name):
    """The exhibit of that name, or the first of several that answer one question together."""
    one = getattr(page, name)
    return one.pieces[0] if isinstance(one, Several) else one


@cache
def figure_of(page, name):
    return boxes.drawn(exhibit_of(page, name))


@pytest.mark.parametrize("name", EXHIBITS)
def test_no_text_is_cut_or_lies_over_another(page, name):
    figure = figure_of(page, name)
    assert boxes.cut(figure) == []
    assert boxes.overlaps(figure) == []


@pytest.mark.parametrize("name", EXHIBITS)
def test_charts_of_practice_data_say_so_and_others_do_not(page, name):
    exhibit = exhibit_of(page, name)
    assert style.PRACTICE_MARK in [text for text, _ in boxes.texts_of(figure_of(page, name))]
    real = boxes.drawn(replace(exhibit, is_practice=False))
    assert style.PRACTICE_MARK not in [text for text, _ in boxes.texts_of(real)]


@pytest.mark.parametrize("name", ["attainment"])
def test_units_stand_in_the_order_of_the_plan_and_the_city_last(page, name):
    [axes] = figure_of(page, name).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [*(u.name for u in page.plan.residential_units), CITY]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_pictures_are_16_to_9_at_200_dpi_and_the_same_each_time(page):
    from matplotlib.image import imread

    first, second = page.attainment.render("png"), page.attainment.render("png")
    assert first == second
    height, width = imread(io.BytesIO(first)).shape[:2]
    assert (width, height) == tuple(round(side * style.DPI) for side in style.SIZES["page"])
    assert width * 9 == height * 16
    both = page.attainment.renders(("png", "svg"))
    assert both == page.attainment.renders(("png", "svg"))
    assert both["png"] == first


def test_a_page_says_which_run_and_readings_it_rests_on(page_of):
    page = page_of(phase_review, 2, "internal")
    said = str(page.provenance)
    assert page.tables.run in said
    assert "DỮ LIỆU MINH HỌA" in said
    assert page.year == 2021


def test_a_silent_unit_stands_in_the_list_of_those_not_received(page_of):
    missing = [len(not_received(page_of(annual_review, year, "internal").view).table) for year in range(2018, 2023)]
    assert sum(missing) >= 1


def test_the_review_of_a_stage_judges_what_is_computed_and_shows_the_recognised_beside_it(page_of):
    page = page_of(phase_review, 2, "internal")
    rows = page.tables.standing.query("stage == 2 and year == 2021").set_index("measure")
    shown = page.standing.table
    assert shown["Đạt"].tolist() == rows.loc["computed", "met"].tolist()
    assert shown["Đã công nhận"].tolist() == rows.loc["recognised", "met"].tolist()
    city = rows.loc["computed"].query("scope == 'city'").iloc[0]
    assert f"{city['met']}/{city['branches']} chi đoàn" in str(page.summary)
