"""At what pace the stages are approached: by hand at the boundaries, and over all fillings of what is unknown; pilots and their dates."""

import dataclasses
import datetime as dt
import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, UNIT

from sadec_analytics.measures import pace, pilots
from sadec_analytics.measures.standing import counts_of

STAGE_1, STAGE_2, STAGE_3 = PLAN.stages


def branches(*years: tuple, unit: str = UNIT, first: int = 2018) -> list[tuple]:
    """The branches of one unit, (met, not_met, unknown) a year."""
    return [
        (first + n, unit, f"{verdict} {m}", verdict)
        for n, of_year in enumerate(years)
        for verdict, many in zip(("met", "not_met", "unknown"), of_year, strict=True)
        for m in range(many)
    ]


def counted(rows: list[tuple]) -> pd.DataFrame:
    return counts_of(pd.DataFrame(rows, columns=["year", "unit", "branch", "verdict"]))


def counts(*years: tuple, unit: str = UNIT, first: int = 2018) -> pd.DataFrame:
    return counted(branches(*years, unit=unit, first=first))


def row_of(rows: pd.DataFrame, year: int, stage: int = 2, scope: str = "unit") -> dict:
    [row] = rows.query("year == @year and stage == @stage and scope == @scope").to_dict("records")
    return row


def test_the_pace_so_far_and_the_pace_needed_are_branches_a_year():
    row = row_of(pace(counts((1, 9, 0), (5, 5, 0)), PLAN), 2019)
    assert (row["met"], row["needed"], row["wanting"], row["years_left"], row["years_run"]) == (5, 9, 4, 2, 1)
    assert (row["gained_low"], row["gained_high"], row["pace_low"], row["pace_high"], row["pace_needed"]) == (4, 4, 4.0, 4.0, 2.0)
    assert row["would_reach"]
    assert row["clause"] == STAGE_2.clause


@pytest.mark.parametrize(
    ("then", "now", "reaches"),
    [(3, 5, True), (4, 5, False), (5, 5, False), (9, 9, True), (10, 9, False)],
)
def test_the_pace_so_far_reaches_exactly_or_falls_one_short(then, now, reaches):
    """Of ten branches nine are needed in 2021; five in 2019 after three in 2018 make nine, after four seven."""
    assert row_of(pace(counts((then, 10 - then, 0), (now, 10 - now, 0)), PLAN), 2019)["would_reach"] is reaches


def test_a_third_of_a_branch_a_year_is_compared_in_whole_numbers():
    two_of_three = counts((2, 2, 0), (2, 2, 0), (3, 1, 0))
    assert row_of(pace(two_of_three, PLAN), 2020, 3, "city")["would_reach"]
    assert not row_of(pace(two_of_three, PLAN), 2020, 2)["would_reach"]


def test_in_the_first_year_there_is_no_pace_yet():
    row = row_of(pace(counts((10, 0, 0)), PLAN), 2018)
    assert all(pd.isna(row[name]) for name in ("gained_low", "pace_low", "pace_high", "would_reach"))
    assert (row["wanting"], row["pace_needed"]) == (0, 0.0)


@pytest.mark.parametrize(("now", "reaches"), [((9, 1, 0), True), ((8, 2, 0), False), ((8, 1, 1), None)])
def test_when_the_stage_has_ended_no_pace_is_needed_and_the_count_itself_decides(now, reaches):
    row = row_of(pace(counts((9, 1, 0), (9, 1, 0), (9, 1, 0), now), PLAN), 2021)
    assert row["years_left"] == 0
    assert np.isnan(row["pace_needed"])
    assert (None if pd.isna(row["would_reach"]) else row["would_reach"]) is reaches


@pytest.mark.parametrize(("met", "reaches"), [(9, True), (8, False)])
def test_a_first_year_in_which_the_stage_ends_needs_no_pace_to_be_decided(met, reaches):
    assert row_of(pace(counts((met, 10 - met, 0), first=2021), PLAN), 2021)["would_reach"] is reaches


def test_the_first_year_is_the_first_of_which_anything_is_known():
    rows = pace(counts((0, 0, 4), (1, 3, 0), (2, 2, 0)), PLAN)
    assert row_of(rows, 2020)["first_year"] == 2019
    assert row_of(rows, 2020)["pace_low"] == 1.0
    assert pd.isna(row_of(rows, 2018)["years_run"])
    assert pd.isna(row_of(rows, 2018)["would_reach"])


def test_a_unit_that_reported_nothing_in_the_first_year_has_a_pace_within_bounds():
    other = counts((1, 3, 0), (2, 2, 0), unit="Xã A")
    rows = pace(pd.concat([other[other["scope"] == "unit"], counts((0, 0, 4), (3, 1, 0))]), PLAN)
    row = rows[rows["unit"] == UNIT].query("year == 2019 and stage == 2").iloc[0]
    assert (row["first_year"], row["gained_low"], row["gained_high"]) == (2018, -1, 3)
    assert pd.isna(row["would_reach"])


def test_a_unit_that_came_later_runs_from_its_own_first_year():
    rows = pace(pd.concat([counts((1, 3, 0), (2, 2, 0), (2, 2, 0)), counts((1, 3, 0), (4, 0, 0), unit="Xã A", first=2019)]), PLAN)
    row = rows[(rows["unit"] == "Xã A") & (rows["year"] == 2020) & (rows["stage"] == 2)].iloc[0]
    assert (row["first_year"], row["years_run"], row["pace_low"]) == (2019, 1, 3.0)


def test_rows_go_up_to_the_year_of_the_stage_and_a_stage_of_the_city_has_none_of_units():
    rows = pace(counts(*[(1, 3, 0)] * 5), PLAN)
    assert rows.groupby("stage")["year"].max().to_dict() == {stage.id: stage.due_on.year for stage in PLAN.stages}
    assert set(rows.loc[rows["stage"] == STAGE_3.id, "scope"]) == {"city"}
    assert set(rows.loc[rows["stage"] == STAGE_1.id, "scope"]) == {"unit", "city"}


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021])
def test_over_all_fillings_of_what_is_unknown_the_pace_reaches_always_never_or_as_the_case_may_be(year):
    """Fractions: what is met now and the mean gain so far, kept up for the years left, against what is needed."""
    rng = np.random.default_rng(year)
    run, left = year - 2018, STAGE_2.due_on.year - year
    reported = {
        f"Xã {n}": [tuple(rng.multinomial(rng.integers(1, 7), [0.5, 0.25, 0.25]).tolist()) for _ in range(2018, year + 1)]
        for n in range(150)
    }
    rows = pace(counted([one for unit, years in reported.items() for one in branches(*years, unit=unit)]), PLAN)
    rows = rows.query("year == @year and stage == 2").set_index("unit").astype(object)
    for unit, ((met_then, _, open_then), *_, (met_now, not_met_now, open_now)) in ((u, [y[0], *y]) for u, y in reported.items()):
        filled = itertools.product(range(met_then, met_then + open_then + 1), range(met_now, met_now + open_now + 1))
        gains = [(now, now - then) for then, now in filled]
        needed = STAGE_2.needed(met_now + not_met_now + open_now)
        outcomes = {now + (Fraction(gain, run) * left if run else 0) >= needed for now, gain in gains} if run or not left else {None}
        said = rows.loc[unit, "would_reach"]
        assert (None if pd.isna(said) else said) is (outcomes.pop() if len(outcomes) == 1 else None)
        if run:
            assert (rows.loc[unit, "gained_low"], rows.loc[unit, "gained_high"]) == (min(g for _, g in gains), max(g for _, g in gains))


def test_the_order_of_rows_changes_nothing_and_the_counts_are_not_changed():
    given = pd.concat([counts((1, 3, 0), (2, 1, 1)), counts((0, 2, 1), (3, 0, 0), unit="Xã A").query("scope == 'unit'")])
    copy, shuffled = given.copy(deep=True), given.sample(frac=1, random_state=3)
    key = ["year", "stage", "scope", "unit"]
    tidy = [pace(one, PLAN).sort_values(key, ignore_index=True) for one in (given, shuffled)]
    pd.testing.assert_frame_equal(*tidy)
    pd.testing.assert_frame_equal(pilots(given, PLAN), pilots(shuffled, PLAN))
    pd.testing.assert_frame_equal(given, copy)


def test_nothing_counted_gives_no_pace_and_pilots_without_counts():
    none = counts((1, 0, 0)).head(0)
    assert len(pace(none, PLAN)) == 0
    assert pilots(none, PLAN)["branches"].isna().all()


def test_every_pilot_of_the_plan_has_a_row_a_year_up_to_its_date():
    rows = pilots(counts((1, 2, 0)), PLAN)
    expected = {
        (pilot.programme, unit, year, pd.Timestamp(pilot.until))
        for pilot in PLAN.pilots
        for unit in pilot.units
        for year in range(PLAN.first_year, pilot.until.year + 1)
    }
    assert set(rows[["programme", "unit", "year", "until"]].itertuples(index=False, name=None)) == expected
    assert len(rows) == len(expected)
    assert "verdict" not in rows


def test_a_pilot_of_programme_b_stands_beside_the_target_of_the_stage_then_running():
    [pilot] = [p for p in PLAN.pilots if p.programme == "B" and p.until.year > STAGE_1.due_on.year]
    rows = pilots(counts((2, 2, 0), (3, 1, 0), (3, 0, 1), unit=pilot.units[0]), PLAN)
    rows = rows[rows["unit"] == pilot.units[0]].set_index("year")
    assert rows["stage"].tolist() == [STAGE_1.id, STAGE_1.id, STAGE_2.id]
    assert rows[["met", "needed", "wanting"]].to_numpy().tolist() == [[2, 3, 1], [3, 3, 0], [3, 4, 1]]
    assert rows.loc[2020, ["share_low", "share_high", "target"]].tolist() == [0.75, 1.0, STAGE_2.target]


def test_a_pilot_of_programme_a_has_its_date_and_no_counts_although_its_unit_has():
    [pilot] = [p for p in PLAN.pilots if p.programme == "A"]
    rows = pilots(counts((2, 2, 0), unit=pilot.units[0]), PLAN)
    rows = rows[rows["programme"] == "A"]
    assert (rows["until"] == pd.Timestamp(pilot.until)).all()
    assert rows["until_clause"].unique().tolist() == [pilot.until_clause]
    assert rows[["stage", "branches", "met", "needed"]].isna().all(axis=None)


def test_where_the_running_stage_is_the_citys_a_pilot_has_counts_and_no_target():
    late = dataclasses.replace(PLAN.pilots[0], until=dt.date(STAGE_3.due_on.year, 6, 30), units=(UNIT,))
    plan = dataclasses.replace(PLAN, pilots=(late,))
    last = pilots(counts(*[(2, 1, 0)] * 5), plan).iloc[-1]
    assert (last["year"], last["met"], last["share_low"]) == (STAGE_3.due_on.year, 2, 2 / 3)
    assert last[["stage", "needed", "wanting", "target"]].isna().all()
