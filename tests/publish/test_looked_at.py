"""What was mended after looking at it: nothing cut, nothing missing drawn as nought, no empty picture, no word broken in its column."""

from copy import copy

import numpy as np
import pandas as pd
import pytest
from publish import boxes
from publish.towns import town
from publish.towns import view as view_of_town

from sadec_analytics.publish.exhibits import Withheld
from sadec_analytics.publish.figures import appraisal, criteria, distance, duties, flows, members, pace, procedure, programme_a, youth

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


@pytest.fixture(scope="module", params=[3, 9, 140])
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
