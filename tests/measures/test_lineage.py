"""Which branch continues which, by the dates of the roster and `became`: by hand at the boundaries, and by brute force."""

import numpy as np
import pandas as pd
import pytest
from measures.rosters import YEARS, Story, roster_of

from sadec_analytics.measures import branches_of, lineage, unresolved

OLD, NEW = ("Xã A", "Ấp 1", None, "2019-06-30"), ("Xã A", "Ấp 2", "2019-07-01", None, None)


def told(rows: pd.DataFrame) -> list[tuple]:
    return list(rows.itertuples(index=False, name=None))


def before(roster: pd.DataFrame, year: int, branch: str, unit: str = "Xã A") -> list[tuple]:
    """The branch-years that a branch of a year continues, as (year, branch), with the unit where it is another one."""
    rows = lineage(roster, YEARS)
    rows = rows[(rows["year"] == year) & (rows["unit"] == unit) & (rows["branch"] == branch)]
    return [(y, b) if u == unit else (y, u, b) for _, _, _, y, u, b in told(rows)]


@pytest.mark.parametrize("seed", range(100))
def test_brute_force_over_the_story_of_a_roster_finds_the_same(seed):
    story = Story(np.random.default_rng(seed))
    found = told(lineage(story.roster, YEARS))
    assert len(found) == len(set(found))
    assert set(found) == story.edges()


def test_the_stories_hold_every_kind_of_change():
    edges = [edge for seed in range(30) for edge in Story(np.random.default_rng(seed)).edges()]
    assert any(year - before_year > 1 for year, _, _, before_year, _, _ in edges)
    assert any(unit != before_unit for _, unit, _, _, before_unit, _ in edges)
    assert any(branch != before_branch for _, _, branch, _, _, before_branch in edges)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing_and_the_roster_is_not_changed(seed):
    roster = Story(np.random.default_rng(seed)).roster
    copy, shuffled = roster.copy(deep=True), roster.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(lineage(shuffled, YEARS), lineage(roster, YEARS))
    pd.testing.assert_frame_equal(roster, copy)


def test_a_branch_that_goes_on_continues_itself_and_the_first_year_continues_nothing():
    roster = roster_of(("Xã A", "Ấp 1", None, None, None))
    assert before(roster, 2018, "Ấp 1") == []
    assert before(roster, 2019, "Ấp 1") == [(2018, "Ấp 1")]


def test_a_branch_renamed_in_the_year_continues_the_old_name_and_from_then_on_itself():
    roster = roster_of((*OLD, "Ấp 2"), NEW)
    assert before(roster, 2019, "Ấp 2") == [(2018, "Ấp 1")]
    assert before(roster, 2020, "Ấp 2") == [(2019, "Ấp 2")]


@pytest.mark.parametrize(("ends", "year"), [("2019-12-30", 2019), ("2019-12-31", 2020)])
def test_a_branch_that_ends_on_31_december_still_counts_in_that_year(ends, year):
    roster = roster_of(("Xã A", "Ấp 1", None, ends, "Ấp 2"), ("Xã A", "Ấp 2", pd.Timestamp(ends) + pd.Timedelta(days=1), None, None))
    assert before(roster, year, "Ấp 2") == [(year - 1, "Ấp 1")]


def test_a_merge_continues_all_that_were_merged_also_into_a_branch_that_existed():
    roster = roster_of((*OLD, "Ấp 3"), ("Xã A", "Ấp 2", None, "2019-06-30", "Ấp 3"), ("Xã A", "Ấp 3", None, None, None))
    assert before(roster, 2019, "Ấp 3") == [(2018, "Ấp 1"), (2018, "Ấp 2"), (2018, "Ấp 3")]


@pytest.mark.parametrize("became", ["Ấp 1; Ấp 2", "Ấp 1;Ấp 2", "Ấp 1|Ấp 2;", "Ấp 2 ;; Ấp 1", "Xã A / Ấp 1; Xã A/Ấp 2"])
def test_each_part_of_a_split_continues_the_whole_the_old_name_included(became):
    roster = roster_of((*OLD, became), ("Xã A", "Ấp 1", "2019-07-01", None, None), NEW)
    assert [before(roster, 2019, name) for name in ("Ấp 1", "Ấp 2")] == [[(2018, "Ấp 1")]] * 2
    assert unresolved(roster).empty


def test_two_branches_that_change_names_are_not_taken_for_each_other():
    roster = roster_of((*OLD, "Ấp 2"), ("Xã A", "Ấp 2", None, "2019-06-30", "Ấp 1"), ("Xã A", "Ấp 1", "2019-07-01", None, None), NEW)
    assert before(roster, 2019, "Ấp 1") == [(2018, "Ấp 2")]
    assert before(roster, 2019, "Ấp 2") == [(2018, "Ấp 1")]


def test_a_branch_of_another_unit_is_named_with_its_unit():
    roster = roster_of((*OLD, "Phường B / Ấp 1"), ("Phường B", "Ấp 1", "2019-07-01", None, None))
    assert before(roster, 2019, "Ấp 1", "Phường B") == [(2018, "Xã A", "Ấp 1")]


def test_a_name_of_the_own_unit_may_hold_a_stroke():
    roster = roster_of((*OLD, "Khóm 1/2"), ("Xã A", "Khóm 1/2", "2019-07-01", None, None))
    assert before(roster, 2019, "Khóm 1/2") == [(2018, "Ấp 1")]


def test_two_renames_in_one_year_lead_to_the_last_name():
    roster = roster_of((*OLD, "Ấp 2"), ("Xã A", "Ấp 2", "2019-07-01", "2019-09-30", "Ấp 3"), ("Xã A", "Ấp 3", "2019-10-01", None, None))
    assert before(roster, 2019, "Ấp 3") == [(2018, "Ấp 1")]


def test_a_branch_that_comes_back_after_a_gap_continues_its_last_year():
    roster = roster_of((*OLD, None), ("Xã A", "Ấp 1", "2021-01-01", None, None))
    assert before(roster, 2021, "Ấp 1") == [(2018, "Ấp 1")]


def test_a_new_branch_of_a_name_whose_old_branch_became_another_continues_nothing():
    roster = roster_of((*OLD, "Ấp 2"), NEW, ("Xã A", "Ấp 1", "2020-01-01", None, None))
    assert before(roster, 2020, "Ấp 1") == []


def test_became_says_nothing_before_the_branch_has_ended():
    roster = roster_of(("Xã A", "Ấp 1", None, None, "Ấp 2"), NEW)
    assert before(roster, 2019, "Ấp 2") == []
    assert unresolved(roster).empty


def test_a_successor_that_the_roster_does_not_have_or_that_ended_before_is_told():
    roster = roster_of(
        (*OLD, "Ấp 9; Ấp 2"), ("Xã A", "Ấp 2", None, "2019-06-30", None), ("Xã A", "Ấp 3", None, "2020-01-01", "Xã X / Ấp 3")
    )
    assert told(unresolved(roster)) == [("Xã A", "Ấp 1", "Ấp 9"), ("Xã A", "Ấp 1", "Ấp 2"), ("Xã A", "Ấp 3", "Xã X / Ấp 3")]


def test_every_branch_year_of_the_lineage_is_one_of_the_population():
    roster = Story(np.random.default_rng(5)).roster
    population = set(told(branches_of(roster, YEARS)))
    edges = lineage(roster, YEARS)
    assert {edge[:3] for edge in told(edges)} | {edge[3:] for edge in told(edges)} <= population


def test_no_roster_and_no_years_give_no_rows():
    roster = roster_of((*OLD, "Ấp 2"), NEW)
    assert [len(lineage(roster, [])), len(lineage(roster.head(0), YEARS)), len(unresolved(roster.head(0)))] == [0, 0, 0]
