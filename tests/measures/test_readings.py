"""Every named reading switched: which verdicts turn, which cannot, and that the plan says truly on what each reading bears."""

import datetime as dt

import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, roster, statements

from sadec_analytics.measures import branches_met, criteria_met, judge, reading_counts, reading_effects
from sadec_analytics.measures.standing import stand
from sadec_analytics.plan import Plan

IN_SEPTEMBER = pd.Timestamp(dt.date(2018, 9, 20))
OPTIONS = [(r.id, option) for r in PLAN.readings for option in r.options if option != r.default]


def effects(*changes: dict, plan=PLAN, year: int = 2018) -> pd.DataFrame:
    return reading_effects(branch_years(*changes, year=year), statements(), roster(len(changes)), plan)


def turned(rows: pd.DataFrame, reading: str, level: str) -> list:
    return (
        rows[(rows["reading"] == reading) & (rows["level"] == level)].dropna(axis=1).drop(columns=["reading", "level"]).to_numpy().tolist()
    )


def test_a_course_of_an_earlier_year_turns_criterion_7_the_branch_and_the_unit():
    rows = effects({"secretary_trained_year": 2018}, {"secretary_trained_year": 2017}, year=2019)
    rows = rows[rows["year"] == 2019]
    of_branch = ["same_year", 2019, "Phường 3"]
    assert turned(rows, "training_counts", "criterion") == [[*of_branch, f"Khóm {n}", 7, "met", "not_met"] for n in (1, 2)]
    assert turned(rows, "training_counts", "branch") == [[*of_branch, f"Khóm {n}", "met", "not_met"] for n in (1, 2)]
    assert turned(rows, "training_counts", "unit") == [[*of_branch, 1, "reached", "missed"], [*of_branch, 2, "reached", "undecided"]]
    assert turned(rows, "training_counts", "city")[0] == ["same_year", 2019, 1, "reached", "missed"]


@pytest.mark.parametrize(
    ("reading", "changes", "criterion", "before", "after"),
    [
        ("five_in_criterion_2", {"livelihood_members": 4}, 2, "met", "not_met"),
        ("cooperative_not_declared", {"cooperative_groups": None, "cooperative_groups_compliant": None}, 2, "met", "unknown"),
        ("training_counts", {"secretary_trained_year": 2017}, 7, "met", "not_met"),
        ("partial_year", {"meetings": 7, "as_of": IN_SEPTEMBER}, 5, "not_met", "unknown"),
    ],
)
def test_each_reading_of_verdicts_turns_its_criterion(reading, changes, criterion, before, after):
    said = {"livelihood_members": 5, "secretary_trained_year": 2018, "as_of": pd.Timestamp(2018, 12, 31)}
    rows = effects(said | changes)
    assert set(rows.loc[rows["reading"] != "target_scope", "reading"]) == {reading}
    [row] = rows[rows["level"] == "criterion"].to_dict("records")
    assert (row["criterion"], row["before"], row["after"]) == (criterion, before, after)


def test_under_a_target_for_the_city_the_units_are_no_longer_judged():
    rows = effects({}, {"meetings": 7})
    assert turned(rows, "target_scope", "unit") == [["city", 2018, "Phường 3", stage, "undecided"] for stage in (1, 2)]
    city = PLAN.with_reading("target_scope", "city")
    back = effects({}, {"meetings": 7}, plan=city)
    of_scope = back[(back["reading"] == "target_scope") & (back["level"] == "unit")]
    assert of_scope["before"].isna().all()
    assert of_scope["after"].tolist() == ["undecided"] * 2
    verdicts = judge(branch_years({}), statements(), roster(), city)
    assert set(stand(branches_met(verdicts, city), city)["scope"]) == {"city"}
    assert city.with_reading("target_scope", "unit").stages == PLAN.stages


def test_every_reading_and_option_is_counted_zeros_included():
    counts = reading_counts(effects({"livelihood_members": 4}), PLAN).set_index(["reading", "option"])
    assert list(counts.index) == OPTIONS
    assert counts.loc[("five_in_criterion_2", "both")].tolist() == [1, 1, 2, 3]
    assert counts.loc[("youth_report_day", "before")].tolist() == [0, 0, 0, 0]
    none = reading_counts(reading_effects(branch_years().head(0), statements(), roster(), PLAN), PLAN)
    assert none.iloc[:, 2:].to_numpy().sum() == 0


@pytest.mark.parametrize(("reading", "option"), OPTIONS)
def test_the_effects_are_the_differences_of_two_whole_runs(reading, option):
    changes = [
        {"livelihood_members": 4},
        {"cooperative_groups": None},
        {"meetings": 7},
        {"secretary_trained_year": 2019},
        {"violations": None},
    ]
    facts, branches = branch_years(*changes, year=2019), roster(len(changes))
    under = PLAN.with_reading(reading, option)
    found = reading_effects(facts, statements(), branches, PLAN)
    found = found[(found["reading"] == reading) & (found["option"] == option)]
    before, after = (judge(facts, statements(), branches, plan) for plan in (PLAN, under))
    for level, measure in (("criterion", criteria_met), ("branch", branches_met)):
        rows = measure(before, PLAN).assign(after=measure(after, under)["verdict"])
        differing = rows[rows["verdict"] != rows["after"]]
        mine = found[found["level"] == level]
        assert (
            mine[["year", "branch", "before", "after"]].to_numpy().tolist()
            == differing[["year", "branch", "verdict", "after"]].to_numpy().tolist()
        )
    key = ["year", "scope", "unit", "stage"]
    stood = [stand(branches_met(v, plan), plan).set_index(key)["verdict"].to_dict() for v, plan in ((before, PLAN), (after, under))]
    differing = sum(stood[0].get(one) != stood[1].get(one) for one in {**stood[0], **stood[1]})
    assert len(found[found["level"].isin(("unit", "city"))]) == differing


def test_the_plan_says_truly_which_readings_the_verdicts_ask_for(monkeypatch):
    asked, ask = set(), Plan.reading
    monkeypatch.setattr(Plan, "reading", lambda plan, reading: asked.add(reading) or ask(plan, reading))
    judge(branch_years({}), statements(), roster(), PLAN)
    assert asked == {r.id for r in PLAN.readings if r.bears_on == "verdicts"}


def test_no_input_is_changed():
    inputs = [branch_years({"livelihood_members": 4}), statements(), roster()]
    copies = [frame.copy(deep=True) for frame in inputs]
    reading_effects(*inputs, PLAN)
    for frame, copy in zip(inputs, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
