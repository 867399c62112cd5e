"""Counts decide against the stages; who counts in which year."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, recognitions, roster, statements

from sadec_analytics.measures import (
    against,
    attainment_by_measure,
    branches_of,
    by_measure,
    judge,
    not_reported,
    standing,
    wanting,
)
from sadec_analytics.measures.kleene import MET, NOT_MET, UNKNOWN, all_of, any_of

STAGE_1, STAGE_2 = PLAN.stages[0], PLAN.stages[1]


def standing_of(*changes: dict, year: int = 2019, recognised: tuple[int, ...] = (), **more) -> pd.DataFrame:
    """The standing of one ward whose branches report `changes`, and of which the city recognised some by number."""
    told, branches = branch_years(*changes, year=year), roster(len(changes), **more)
    return standing(judge(told, statements(), branches, PLAN), told, recognitions(*recognised, year=year), branches, PLAN)


def test_kleene_tables():
    values = np.array([NOT_MET, UNKNOWN, MET])
    a, b = (side.ravel() for side in np.meshgrid(values, values))
    assert all_of([a, b]).tolist() == [NOT_MET, NOT_MET, NOT_MET, NOT_MET, UNKNOWN, UNKNOWN, NOT_MET, UNKNOWN, MET]
    assert any_of([a, b]).tolist() == [NOT_MET, UNKNOWN, MET, UNKNOWN, UNKNOWN, MET, MET, MET, MET]


@pytest.mark.parametrize(
    ("stage", "year", "met", "not_met", "unknown", "verdict", "needed"),
    [
        (STAGE_1, 2019, 3, 1, 0, "reached", 3),
        (STAGE_1, 2019, 2, 1, 0, "missed", 3),
        (STAGE_1, 2019, 2, 0, 1, "undecided", 3),
        (STAGE_1, 2019, 2, 1, 1, "undecided", 3),
        (STAGE_1, 2019, 1, 2, 1, "missed", 3),
        (STAGE_1, 2018, 0, 4, 0, "undecided", 3),
        (STAGE_1, 2018, 3, 1, 0, "reached", 3),
        (STAGE_2, 2021, 5, 1, 0, "missed", 6),
        (STAGE_2, 2021, 9, 1, 0, "reached", 9),
        (STAGE_2, 2021, 33, 4, 0, "missed", 34),
    ],
)
def test_a_stage_is_reached_missed_or_undecided_by_counts(stage, year, met, not_met, unknown, verdict, needed):
    counts = pd.DataFrame([{"year": year, "branches": met + not_met + unknown, "met": met, "not_met": not_met, "unknown": unknown}])
    row = against(counts, stage).iloc[0]
    assert (row["verdict"], row["needed"], row["wanting"]) == (verdict, needed, max(needed - met, 0))


def test_standing_has_unit_and_city_rows_up_to_the_end_of_each_stage():
    rows = standing_of({}, {}, {"meetings": 7}).query("measure == 'computed'")
    assert rows.groupby("stage")["year"].max().to_dict() == {1: 2019, 2: 2019, 3: 2019}
    assert set(rows.loc[rows["stage"] == 3, "scope"]) == {"city"}
    unit = rows.query("stage == 1 and year == 2019 and scope == 'unit'").iloc[0]
    assert (unit["branches"], unit["met"], unit["needed"], unit["verdict"], unit["clause"]) == (3, 2, 3, "missed", "B.3.1")
    city = rows.query("stage == 1 and year == 2019 and scope == 'city'").iloc[0]
    assert (city["units"], city["units_reached"], city["verdict"]) == (1, 0, "missed")
    assert rows.loc[rows["stage"] == 3, "clause"].unique().tolist() == ["B.1"]


def test_a_stage_that_has_ended_has_no_rows_for_later_years():
    rows = standing_of({}, year=2022)
    assert rows.groupby("stage")["year"].max().to_dict() == {1: 2019, 2: 2021, 3: 2022}
    assert rows.groupby("measure").size().nunique() == 1


def test_computed_claimed_and_recognised_stand_side_by_side_and_none_fills_another():
    claims = [{"self_assessed": True}, {"self_assessed": True, "meetings": 7}, {"self_assessed": None}, {"self_assessed": False}]
    rows = standing_of(*claims, recognised=(1,)).query("stage == 1 and year == 2019 and scope == 'unit'").set_index("measure")
    assert rows[["branches", "met", "not_met", "unknown"]].to_numpy().tolist() == [[4, 3, 1, 0], [4, 2, 1, 1], [4, 1, 3, 0]]
    assert rows["verdict"].to_dict() == {"computed": "reached", "claimed": "undecided", "recognised": "missed"}


def test_the_three_measures_can_be_held_against_a_stage_in_any_year_for_units_and_city():
    changes = [{"self_assessed": True}, {"self_assessed": False}, {"self_assessed": None}]
    facts = branch_years(*changes, year=2022)
    told = by_measure(judge(facts, statements(), roster(3), PLAN), facts, recognitions(1, year=2022), roster(3), PLAN)
    rows = attainment_by_measure(told, PLAN.stage(3), PLAN).query("year == 2022 and scope == 'unit'").set_index("measure")
    assert rows[["met", "not_met", "unknown"]].T.to_dict("list") == {"computed": [3, 0, 0], "claimed": [1, 1, 1], "recognised": [1, 2, 0]}
    assert rows["verdict"].to_dict() == {"computed": "reached", "claimed": "missed", "recognised": "missed"}


def test_before_a_decision_of_the_year_recognition_is_unknown_and_after_it_a_branch_without_one_is_not_recognised():
    before = standing_of({}, {}, year=2018).query("measure == 'recognised' and scope == 'unit' and stage == 1").iloc[0]
    assert (before["unknown"], before["verdict"]) == (2, "undecided")
    after = standing_of({}, {}, year=2018, recognised=(2,)).query("measure == 'recognised' and scope == 'unit' and stage == 1").iloc[0]
    assert (after["met"], after["not_met"], after["unknown"]) == (1, 1, 0)


def test_a_decision_on_one_ward_is_a_decision_of_the_year_for_all():
    two = pd.concat([roster(1), roster(1, unit="Phường 4", order=2)], ignore_index=True)
    told = branch_years({})
    rows = standing(judge(told, statements(), two, PLAN), told, recognitions(1), two, PLAN)
    rows = rows.query("measure == 'recognised' and stage == 1")
    assert dict(zip(rows["unit"], rows["not_met"], strict=True))["Phường 4"] == 1


def test_a_decision_on_programme_a_says_nothing_of_branches():
    told, branches = branch_years({}), roster(1)
    rows = standing(judge(told, statements(), branches, PLAN), told, recognitions(1, year=2019, programme="A"), branches, PLAN)
    assert set(rows.loc[rows["measure"] == "recognised", "unknown"]) == {1}
    assert rows["year"].max() == 2018


def test_a_year_of_which_only_decisions_came_is_unknown_by_the_other_measures():
    told, branches = branch_years({"self_assessed": True}), roster(1)
    rows = standing(judge(told, statements(), branches, PLAN), told, recognitions(1, year=2019), branches, PLAN)
    of_2019 = rows.query("year == 2019 and stage == 1 and scope == 'unit'").set_index("measure")
    assert of_2019[["met", "unknown"]].to_numpy().tolist() == [[0, 1], [0, 1], [1, 0]]
    assert of_2019["verdict"].to_dict() == {"computed": "undecided", "claimed": "undecided", "recognised": "reached"}


def test_the_population_is_the_roster_on_31_december():
    closed = roster(1, valid_to=dt.date(2019, 12, 30))
    open_ = roster(2, valid_from=dt.date(2019, 12, 31)).iloc[1:]
    both = pd.concat([closed, open_], ignore_index=True)
    assert branches_of(both, [2018, 2019])[["year", "branch"]].to_numpy().tolist() == [[2018, "Khóm 1"], [2019, "Khóm 2"]]
    assert branches_of(roster(1, valid_to=dt.date(2019, 12, 31)), [2019])["branch"].tolist() == ["Khóm 1"]


def test_what_a_branch_still_lacks():
    judged = judge(
        pd.concat(
            [branch_years({}, {}, year=2018), branch_years({"meetings": 7, "has_full_minutes": None}, {"jobs_placed": None}, year=2019)]
        ),
        statements(),
        roster(3),
        PLAN,
    )
    rows = wanting(judged, PLAN)
    of_2019 = rows[rows["year"] == 2019].set_index("branch")
    assert of_2019.loc["Khóm 1", "not_met"] == (5,)
    assert of_2019.loc["Khóm 3", "unknown"] == (1, 2, 3, 4, 5, 6, 7)
    assert "Khóm 2" not in of_2019.index


def test_who_did_not_report():
    assert not_reported(branch_years({}), roster(2), 2018)["branch"].tolist() == ["Khóm 2"]
