"""Admissions: sums of what was reported, shares over those who reported both parts, resolutions, partial years, like against like."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, UNIT, branch_years, roster, statements, youth

from sadec_analytics.measures import admission_counts, admission_courses, fee_collection

OTHER = "Phường 4"
SEPTEMBER, YEAR_END = {"as_of": dt.date(2018, 9, 20)}, {"as_of": dt.date(2018, 12, 31)}


def counts_of(*changes: dict, branches: int | None = None, young: pd.DataFrame | None = None) -> pd.Series:
    rows = admission_counts(branch_years(*changes), youth() if young is None else young, roster(branches or len(changes)), PLAN)
    return rows[rows["scope"] == "city"].iloc[0]


def two_units(first: list[dict], second: list[dict], young: pd.DataFrame) -> pd.DataFrame:
    facts = pd.concat([branch_years(*first), branch_years(*second, unit=OTHER)], ignore_index=True)
    branches = pd.concat([roster(len(first)), roster(len(second), OTHER, 2)], ignore_index=True)
    return admission_counts(facts, young, branches, PLAN)


def test_admissions_sum_what_was_reported_and_stay_missing_where_nothing_was():
    row = counts_of({"admissions": 5}, {"admissions": None})
    assert row[["branches", "branches_reported", "admissions"]].tolist() == [2, 1, 5]
    none = counts_of({"admissions": None, "party_recommendations": None})
    assert (
        none[["admissions", "party_recommendations", "recommendations_with_resolution", "recommendations_without_resolution"]].isna().all()
    )


def test_per_100_members_is_over_the_branches_that_state_both():
    row = counts_of({"members": 20, "admissions": 5}, {"members": 30, "admissions": None}, {"members": None, "admissions": 9}, branches=4)
    assert (row["branches_per_members"], row["members_counted"], row["per_100_members"]) == (1, 20, 25)
    assert (row["members"], row["admissions"]) == (50, 14)


def test_rates_are_of_sums_and_never_averaged():
    row = counts_of({"members": 10, "admissions": 10}, {"members": 90, "admissions": 0})
    assert row["per_100_members"] == 10


@pytest.mark.parametrize(("members", "admissions"), [(0, 0), (None, 5), (15, None)])
def test_no_members_or_none_known_leave_the_share_missing(members, admissions):
    assert np.isnan(counts_of({"members": members, "admissions": admissions})["per_100_members"])


def test_per_100_young_people_is_over_units_wholly_reported():
    rows = two_units([{"admissions": 5}, {"admissions": 7}], [{"admissions": 8}, {"admissions": None}], youth(Phường_3=400, Phường_4=100))
    first, second, city = rows.to_dict("records")
    assert (first["units_per_young_people"], first["young_people_counted"], first["per_100_young_people"]) == (1, 400, 3)
    assert (second["units_per_young_people"], pd.isna(second["young_people_counted"]), np.isnan(second["per_100_young_people"])) == (
        0,
        True,
        True,
    )
    assert (city["units_per_young_people"], city["young_people_counted"], city["per_100_young_people"]) == (1, 400, 3)


@pytest.mark.parametrize("young", [youth(), youth(Phường_3=None), youth(Phường_3=0), youth(Phường_4=400)])
def test_young_people_not_reported_leave_the_share_missing(young):
    assert np.isnan(counts_of({}, young=young)["per_100_young_people"])


def test_another_indicator_is_not_taken_for_young_people():
    assert np.isnan(counts_of({}, young=youth(Phường_3=400).assign(indicator="members"))["per_100_young_people"])


@pytest.mark.parametrize(("resolution", "numbered"), [("22-NQ/ĐTN", 2), ("số 5", 2), (None, 0), ("", 0), ("chưa có", 0), ("0", 0)])
def test_a_recommendation_carries_a_resolution_when_its_number_is_named(resolution, numbered):
    row = counts_of({"party_recommendations": 2, "party_resolution": resolution})
    assert (row["party_recommendations"], row["recommendations_with_resolution"]) == (2, numbered)
    assert row["recommendations_without_resolution"] == 2 - numbered


def test_recommendations_not_reported_are_on_neither_side():
    row = counts_of({"party_recommendations": None, "party_resolution": "22-NQ/ĐTN"}, {"party_recommendations": 1})
    assert (row["recommendations_with_resolution"], row["recommendations_without_resolution"]) == (0, 1)


@pytest.mark.parametrize(
    ("sentence", "changes", "is_partial"),
    [
        ("figures of September are partial", [SEPTEMBER], True),
        ("those of 30 December are", [{"as_of": dt.date(2018, 12, 30)}], True),
        ("those of 31 December are not", [YEAR_END], False),
        ("nor those of the January after", [{"as_of": dt.date(2019, 1, 15)}], False),
        ("undated ones are unknown", [{}], None),
        ("one partial branch makes the sum partial", [YEAR_END, SEPTEMBER, {}], True),
        ("one undated branch leaves it unknown", [YEAR_END, {}], None),
        ("the date of a branch without admissions does not count", [YEAR_END, SEPTEMBER | {"admissions": None}], False),
        ("where none reported nothing is known", [SEPTEMBER | {"admissions": None}], None),
    ],
)
def test_a_partial_year_is_marked(sentence, changes, is_partial):
    found = counts_of(*changes)["is_partial"]
    assert (None if pd.isna(found) else found) == is_partial, sentence


def test_as_of_is_the_first_and_the_last_day():
    row = counts_of(YEAR_END, SEPTEMBER, {})
    assert (row["as_of"], row["as_of_latest"]) == (pd.Timestamp(2018, 9, 20), pd.Timestamp(2018, 12, 31))


def course_of(first: list[dict], second: list[dict], branches: pd.DataFrame | None = None) -> pd.DataFrame:
    facts = pd.concat([branch_years(*first), branch_years(*second, year=2019)], ignore_index=True)
    rows = admission_courses(facts, youth(), roster(len(first)) if branches is None else branches, PLAN)
    return rows[rows["scope"] == "city"].set_index("year")


def test_the_change_of_the_same_branches_is_that_of_the_whole():
    row = course_of([{"admissions": 5}, {"admissions": 6}], [{"admissions": 7}, {"admissions": 6}]).loc[2019]
    assert (row["admissions"], row["admissions_before"], row["admissions_change"]) == (13, 11, 2)
    assert (row["branches_in_both"], row["is_same_branches"]) == (2, True)


@pytest.mark.parametrize("silent_in", [0, 1])
def test_a_branch_that_reported_once_is_left_out_of_the_change_and_flagged(silent_in):
    years = [[{"admissions": 5}, {"admissions": 6}], [{"admissions": 7}, {"admissions": 6}]]
    years[silent_in][1]["admissions"] = None
    row = course_of(*years).loc[2019]
    assert (row["admissions_change"], row["branches_in_both"], row["is_same_branches"]) == (2, 1, False)


def test_a_branch_that_came_or_went_is_flagged():
    came = pd.concat([roster(1), roster(2, valid_from=dt.date(2019, 1, 1)).iloc[1:]], ignore_index=True)
    assert not course_of([{}], [{}, {}], came).loc[2019, "is_same_branches"]
    went = pd.concat([roster(1), roster(2, valid_to=dt.date(2019, 6, 30)).iloc[1:]], ignore_index=True)
    assert not course_of([{}, {}], [{}], went).loc[2019, "is_same_branches"]


def test_the_first_year_has_no_change_and_no_reported_branch_none():
    rows = course_of([{}], [{"admissions": None}])
    assert rows.loc[2018, ["admissions_before", "admissions_change", "is_same_branches", "is_partial_before"]].isna().all()
    assert (pd.isna(rows.loc[2019, "admissions_change"]), rows.loc[2019, "is_same_branches"]) == (True, False)


def test_a_partial_year_before_is_marked_too():
    rows = course_of([SEPTEMBER], [{"as_of": dt.date(2019, 12, 31)}])
    assert rows.loc[2019, ["is_partial", "is_partial_before"]].tolist() == [False, True]


@pytest.mark.parametrize("seed", range(6))
def test_sums_are_those_of_a_loop_and_the_order_of_rows_changes_nothing(seed):
    rng = np.random.default_rng(seed)

    def some(high: int) -> int | None:
        return None if rng.random() < 0.2 else int(rng.integers(high))

    facts = pd.concat(
        [
            branch_years(
                *({"admissions": some(9), "members": some(40), "party_recommendations": some(4)} for _ in range(4)), unit=u, year=y
            )
            for u in (UNIT, OTHER)
            for y in (2018, 2019, 2020)
        ],
        ignore_index=True,
    )
    branches = pd.concat([roster(4), roster(5, OTHER, 2)], ignore_index=True)
    rows = admission_courses(facts, youth(Phường_3=300), branches, PLAN)
    mixed = (frame.sample(frac=1, random_state=seed, ignore_index=True) for frame in (facts, youth(Phường_3=300), branches))
    pd.testing.assert_frame_equal(rows, admission_courses(*mixed, PLAN))
    for row in rows[rows["scope"] == "unit"].to_dict("records"):
        of = facts[(facts["unit"] == row["unit"]) & (facts["year"] == row["year"])]
        both = of.dropna(subset=["admissions", "members"])
        if both["members"].sum():
            assert row["per_100_members"] == pytest.approx(100 * both["admissions"].sum() / both["members"].sum())
        before = facts[(facts["unit"] == row["unit"]) & (facts["year"] == row["year"] - 1)].set_index("branch")["admissions"]
        pairs = [(n, before.get(b)) for b, n in zip(of["branch"], of["admissions"], strict=True)]
        changes = [int(n - m) for n, m in pairs if pd.notna(n) and pd.notna(m)]
        assert row["branches_in_both"] == len(changes)
        assert not changes or row["admissions_change"] == sum(changes)


def test_units_stand_in_order_with_the_city_last_as_for_fees():
    facts = pd.concat([branch_years({}, unit=OTHER), branch_years({})], ignore_index=True)
    branches = pd.concat([roster(1, OTHER, 2), roster(1)], ignore_index=True)
    for rows in (admission_counts(facts, youth(), branches, PLAN), fee_collection(facts, statements(), branches, PLAN)):
        assert rows["scope"].tolist() == ["unit", "unit", "city"]
        assert rows["unit"].tolist()[:2] == [UNIT, OTHER]


def test_counting_admissions_changes_none_of_its_inputs_and_works_on_nothing():
    inputs = [branch_years({}), youth(Phường_3=10), roster()]
    copies = [frame.copy(deep=True) for frame in inputs]
    admission_courses(*inputs, PLAN)
    for frame, copy in zip(inputs, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    assert admission_courses(branch_years(), youth(), roster(), PLAN).empty
