"""The conditions at their boundaries: just below, at, missing, bounded. Each case is a sentence."""

import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, roster, statements

from sadec_analytics.measures import branches_met, criteria_met, judge


def verdict_of(condition: str, *said: dict, plan=PLAN, **changes) -> str:
    verdicts = judge(branch_years(changes), statements(*said), roster(), plan)
    return verdicts.set_index("condition").loc[condition, "verdict"]


def test_a_branch_that_fulfils_every_condition_meets_the_standard():
    verdicts = judge(branch_years({}), statements(), roster(), PLAN)
    assert set(verdicts["verdict"]) - {"not_met"} == {"met"}
    assert branches_met(verdicts, PLAN)["verdict"].tolist() == ["met"]


@pytest.mark.parametrize(
    ("sentence", "condition", "changes", "verdict"),
    [
        ("one member who broke the law fails B.2.1", "1.1", {"violations": 1}, "not_met"),
        ("no member who broke the law meets it", "1.1", {"violations": 0}, "met"),
        ("a blank says nothing of violations", "1.1", {"violations": None}, "unknown"),
        ("no model fails 2.a", "2.a", {"livelihood_models": 0}, "not_met"),
        ("one model meets 2.a", "2.a", {"livelihood_models": 1}, "met"),
        ("a cooperative group outside the decree is no model", "2.a", {"livelihood_models": 1, "cooperative_groups": 1}, "not_met"),
        ("a second model makes up for it", "2.a", {"livelihood_models": 2, "cooperative_groups": 1}, "met"),
        (
            "a cooperative group of unknown standing leaves it open",
            "2.a",
            {"livelihood_models": 1, "cooperative_groups": 1, "cooperative_groups_compliant": None},
            "unknown",
        ),
        (
            "a cooperative group not declared counts as none",
            "2.a",
            {"livelihood_models": 1, "cooperative_groups": None, "cooperative_groups_compliant": None},
            "met",
        ),
        ("four placed in work fail 2.b", "2.b", {"jobs_placed": 4}, "not_met"),
        ("five meet it", "2.b", {"jobs_placed": 5}, "met"),
        ("a largest team of four fails 3.1", "3.1", {"largest_team_members": 4}, "not_met"),
        ("a largest team of five meets it", "3.1", {"largest_team_members": 5}, "met"),
        ("a work completed but not registered fails 3.2", "3.2", {"youth_works_registered": 0}, "not_met"),
        ("four admissions fail 4.1", "4.1", {"admissions": 4, "admissions_by_procedure": 4}, "not_met"),
        ("five meet it", "4.1", {"admissions": 5}, "met"),
        ("one admission outside the procedure fails 4.2", "4.2", {"admissions_by_procedure": 4}, "not_met"),
        ("an unstated procedure leaves it open", "4.2", {"admissions_by_procedure": None}, "unknown"),
        ("no admission needs no procedure", "4.2", {"admissions": 0, "admissions_by_procedure": None}, "met"),
        ("nobody recommended fails 4.3", "4.3", {"party_recommendations": 0}, "not_met"),
        ("seven meetings fail 5.1", "5.1", {"meetings": 7}, "not_met"),
        ("eight meet it", "5.1", {"meetings": 8}, "met"),
        ("no minutes fail 5.2", "5.2", {"has_full_minutes": False}, "not_met"),
        ("a blank says nothing of minutes", "5.2", {"has_full_minutes": None}, "unknown"),
        ("one đồng short fails 5.4", "5.4", {"fees_collected_vnd": 359_999}, "not_met"),
        ("to the đồng meets it", "5.4", {"fees_collected_vnd": 360_000}, "met"),
        ("arrears paid on top meet it", "5.4", {"fees_collected_vnd": 400_000}, "met"),
        ("no fee due is met vacuously", "5.4", {"fees_due_vnd": 0, "fees_collected_vnd": 0}, "met"),
        ("no fee due is met even with nothing said of the collected", "5.4", {"fees_due_vnd": 0, "fees_collected_vnd": None}, "met"),
        ("an unknown amount leaves it open", "5.4", {"fees_collected_vnd": None}, "unknown"),
        ("one activity fails 6.1", "6.1", {"sports_activities": 0}, "not_met"),
        ("two of one kind settle it", "6.1", {"cultural_activities": 2, "sports_activities": None}, "met"),
        ("one of one kind does not", "6.1", {"cultural_activities": 1, "sports_activities": None}, "unknown"),
        ("an untrained secretary fails 7.2", "7.2", {"secretary_trained": False}, "not_met"),
    ],
)
def test_boundary(sentence, condition, changes, verdict):
    assert verdict_of(condition, **changes) == verdict, sentence


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"kind": "bound", "low": 9}, "met"),
        ({"kind": "bound", "low": 8}, "met"),
        ({"kind": "bound", "low": 5}, "unknown"),
        ({"kind": "bound", "high": 7}, "not_met"),
        ({"kind": "bound", "low": 5, "high": 8}, "unknown"),
        ({"kind": "bound"}, "unknown"),
        ({"kind": "stated_verdict", "low": 1, "high": 1}, "unknown"),
    ],
)
def test_a_bound_settles_a_threshold_when_it_can(said, verdict):
    assert verdict_of("5.1", {"field": "meetings"} | said, meetings=None) == verdict


@pytest.mark.parametrize("field", ["fees_rate", "fees_collected_vnd"])
@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"kind": "stated_rate", "low": 1, "high": 1}, "met"),
        ({"kind": "stated_rate", "low": 0.95, "high": 0.95}, "not_met"),
        ({"kind": "stated_rate", "low": 0.8}, "unknown"),
        ({"kind": "head_count", "low": 1, "high": 1}, "met"),
        ({"kind": "head_count", "low": 0.8, "high": 0.8}, "not_met"),
    ],
)
def test_a_stated_rate_or_head_count_decides_the_fees_where_amounts_are_absent(field, said, verdict):
    assert verdict_of("5.4", {"field": field} | said, fees_due_vnd=None, fees_collected_vnd=None) == verdict


def test_amounts_outweigh_a_stated_rate():
    assert verdict_of("5.4", {"field": "fees_rate", "kind": "stated_rate", "low": 1, "high": 1}, fees_collected_vnd=300_000) == "not_met"


def test_two_statements_that_contradict_leave_the_fees_open():
    said = [
        {"field": "fees_rate", "kind": "stated_rate", "low": 1, "high": 1},
        {"field": "fees_collected_vnd", "kind": "head_count", "low": 0.5, "high": 0.5},
    ]
    assert verdict_of("5.4", *said, fees_due_vnd=None, fees_collected_vnd=None) == "unknown"


@pytest.mark.parametrize(
    ("models", "jobs", "verdict"),
    [
        (1, 0, "met"),
        (0, 5, "met"),
        (0, 4, "not_met"),
        (None, 5, "met"),
        (None, 4, "unknown"),
        (None, None, "unknown"),
        (0, None, "unknown"),
    ],
)
def test_criterion_2_is_met_by_either_way(models, jobs, verdict):
    met = criteria_met(judge(branch_years({"livelihood_models": models, "jobs_placed": jobs}), statements(), roster(), PLAN), PLAN)
    assert met.set_index("criterion").loc[2, "verdict"] == verdict


def test_one_criterion_not_met_settles_the_branch_whatever_else_is_unknown():
    verdicts = judge(branch_years({"meetings": 7, "has_full_minutes": None}, {"has_full_minutes": None}), statements(), roster(2), PLAN)
    assert branches_met(verdicts, PLAN)["verdict"].tolist() == ["not_met", "unknown"]


def test_a_branch_that_reported_nothing_is_unknown():
    verdicts = judge(branch_years({}), statements(), roster(2), PLAN)
    assert branches_met(verdicts, PLAN)["verdict"].tolist() == ["met", "unknown"]


def test_under_reachable_is_unknown_a_shortfall_of_a_running_year_stays_open_but_a_final_one_does_not():
    plan = PLAN.with_reading("partial_year", "reachable_is_unknown")
    in_september = {"as_of": pd.Timestamp(2018, 9, 20)}
    assert verdict_of("5.1", plan=plan, meetings=7, **in_september) == "unknown"
    assert verdict_of("1.1", plan=plan, violations=1, **in_september) == "not_met"
    assert verdict_of("5.1", plan=plan, meetings=7, as_of=pd.Timestamp(2018, 12, 31)) == "not_met"
    assert verdict_of("5.1", meetings=7, **in_september) == "not_met"


def test_under_same_year_only_a_course_of_the_year_counts():
    plan = PLAN.with_reading("training_counts", "same_year")
    assert verdict_of("7.2", plan=plan, secretary_trained_year=2018) == "met"
    assert verdict_of("7.2", plan=plan, secretary_trained_year=2017) == "not_met"
    assert verdict_of("7.2", plan=plan) == "unknown"
    assert verdict_of("7.2", secretary_trained_year=2017) == "met"


def test_under_unknown_a_cooperative_group_not_declared_leaves_2a_open():
    plan = PLAN.with_reading("cooperative_not_declared", "unknown")
    assert verdict_of("2.a", plan=plan, cooperative_groups=None, cooperative_groups_compliant=None) == "unknown"


def test_under_both_a_model_must_support_five():
    plan = PLAN.with_reading("five_in_criterion_2", "both")
    facts = branch_years({"livelihood_members": 4}, {"livelihood_members": 5})
    met = criteria_met(judge(facts, statements(), roster(2), plan), plan)
    assert met.loc[met["criterion"] == 2, "verdict"].tolist() == ["not_met", "met"]


def test_judging_changes_none_of_its_inputs():
    inputs = [branch_years({}), statements({"field": "meetings", "kind": "bound", "low": 9}), roster()]
    copies = [frame.copy(deep=True) for frame in inputs]
    judge(*inputs, PLAN)
    for frame, copy in zip(inputs, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
