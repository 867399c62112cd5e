"""What an appraisal found and what it proves: sentences of the design, boundaries, and coverage by full enumeration."""

from itertools import combinations, product
from math import comb

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, TABLES, UNIT, branch_years, roster, statements

from sadec_analytics.measures import (
    appraisal_agreement,
    appraised_bounds,
    appraised_verdicts,
    clean_visits,
    draw,
    judge,
    proportion_bounds,
    visits_needed,
)

SMALL = 12
STAGE_2 = PLAN.stages[1]


# ---------------------------------------------------------------- what the design says


def test_57_of_60_claimed_need_30_clean_to_prove_90_percent_of_all_60():
    assert STAGE_2.needed(60) == 54
    assert clean_visits(57, 54) == 30
    assert proportion_bounds(57, 30, 30).at_least == 54
    assert proportion_bounds(57, 29, 29).at_least == 53


def test_54_of_60_claimed_and_10_clean_prove_only_70_percent_of_all_60():
    assert proportion_bounds(54, 10, 10).at_least == 42
    assert 42 / 60 == 0.7


def test_3_clean_of_7_prove_57_percent():
    assert proportion_bounds(7, 3, 3).at_least == 4
    assert round(4 / 7, 2) == 0.57


def test_where_just_as_many_are_claimed_as_needed_nearly_all_must_be_visited_and_below_it_nothing_helps():
    assert clean_visits(54, 54) == 52  # the one bad branch among the two unseen: 2 in 54 is less than 5%, 3 in 54 is more
    assert clean_visits(53, 54) == -1
    assert clean_visits(0, 0) == 0


# ---------------------------------------------------------------- coverage, by full enumeration


def chance(total: int, good: int, drawn: int, seen: int) -> float:
    return comb(good, seen) * comb(total - good, drawn - seen) / comb(total, drawn)


def cases() -> list[tuple[int, int, int]]:
    return [(total, drawn, seen) for total in range(1, SMALL + 1) for drawn in range(total + 1) for seen in range(drawn + 1)]


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_every_bound_covers_the_truth_with_at_least_its_confidence(confidence):
    total, drawn, seen = np.array(cases()).T
    bounds = dict(zip(cases(), zip(*proportion_bounds(total, drawn, seen, confidence), strict=True), strict=True))
    for total, drawn in {(t, d) for t, d, _ in cases()}:
        for good in range(total + 1):
            seeable = range(max(0, drawn - (total - good)), min(drawn, good) + 1)
            missed = np.zeros(3)
            for seen in seeable:
                at_least, at_most, low, high = bounds[total, drawn, seen]
                missed += chance(total, good, drawn, seen) * np.array([at_least > good, at_most < good, not low <= good <= high])
            assert (missed <= 1 - confidence + 1e-12).all(), (total, drawn, good)


def test_a_bound_is_the_last_number_that_the_test_keeps():
    """No wider than it must be: one branch fewer would make what was seen too unlikely."""
    for total, drawn, seen in cases():
        at_least = int(proportion_bounds(total, drawn, seen).at_least)
        tail = [sum(chance(total, good, drawn, s) for s in range(seen, drawn + 1)) for good in range(total + 1)]
        assert tail[at_least] >= 0.05 * (1 - 1e-6)
        assert all(one < 0.05 for one in tail[:at_least])


def test_a_chance_of_exactly_five_percent_keeps_its_number():
    assert comb(6, 3) == 20  # three clean of six would be seen with 1 in 20 if three were good
    assert proportion_bounds(6, 3, 3).at_least == 3
    assert clean_visits(6, 4) == 4


def test_bounds_are_symmetric_ordered_and_exact_for_a_census():
    total, drawn, seen = np.array(cases()).T
    one, other = proportion_bounds(total, drawn, seen), proportion_bounds(total, drawn, drawn - seen)
    assert (one.at_most == total - other.at_least).all()
    assert (one.high == total - other.low).all()
    assert ((one.low <= one.at_least) & (one.at_least <= one.at_most) & (one.at_most <= one.high)).all()
    census = drawn == total
    assert (one.low[census] == seen[census]).all()
    assert (one.high[census] == seen[census]).all()


def test_an_unknown_branch_of_the_sample_widens_to_both_sides():
    with_unknown = proportion_bounds(20, 10, 7, unknown=2)
    assert with_unknown.low == proportion_bounds(20, 10, 7).low
    assert with_unknown.high == proportion_bounds(20, 10, 9).high


def test_clean_visits_is_the_least_sample_by_search():
    for total, needed in product(range(SMALL + 1), repeat=2):
        proven = [n for n in range(total + 1) if proportion_bounds(total, n, n).at_least >= needed]
        assert clean_visits(total, needed) == (proven[0] if proven else -1), (total, needed)


@pytest.mark.parametrize("wrong", [(5, 6, 1), (5, 3, 4), (5, 3, -1)])
def test_impossible_counts_are_refused(wrong):
    with pytest.raises(ValueError, match="sampled <= claimed"):
        proportion_bounds(*wrong)
    with pytest.raises(ValueError, match="confidence"):
        proportion_bounds(5, 3, 2, confidence=1)


# ---------------------------------------------------------------- frames


def claims(*said: bool | None, unit: str = UNIT) -> pd.DataFrame:
    return branch_years(*[{"self_assessed": one} for one in said], year=2021, unit=unit)


def appraised(verdicts: dict[int, bool | None], unit: str = UNIT, failing: int = 5) -> pd.DataFrame:
    """Verdicts on branches by number: yes all criteria met, no one failed, None one left without a verdict."""
    rows = [
        {"year": 2021, "unit": unit, "branch": f"Khóm {n}", "criterion": c.id, "met": said if c.id == failing else True}
        for n, said in verdicts.items()
        for c in PLAN.criteria
    ]
    return TABLES["appraisals"].frame(rows)


def drawn_from(count: int, visits: int, late: int = 0) -> pd.DataFrame:
    names = pd.DataFrame({"year": 2021, "unit": UNIT, "branch": [f"Khóm {n}" for n in range(1, count + late + 1)]}).astype(
        {"year": "Int64"}
    )
    return draw(names.head(count), "482913", visits, late=names.tail(late))


def numbers(rows: pd.DataFrame) -> list[int]:
    return [int(name.removeprefix("Khóm ")) for name in rows["branch"]]


def city(rows: pd.DataFrame) -> pd.Series:
    [row] = rows[rows["scope"] == "city"].to_dict("records")
    return pd.Series(row)


def test_a_drawn_sample_proves_what_the_hypergeometric_says():
    draws = drawn_from(20, 10)
    found = dict.fromkeys(numbers(draws[draws["is_drawn"]]), True)
    row = city(appraised_bounds(claims(*[True] * 20), appraised(found), roster(24), PLAN, draws))
    expected = proportion_bounds(20, 10, 10)
    assert (row["branches"], row["claimed"], row["sampled"], row["confirmed"], row["is_random"]) == (24, 20, 10, 10, True)
    assert (row["at_least"], row["low"], row["high"]) == (expected.at_least, expected.low, 20)
    assert row["share_at_least"] == expected.at_least / 24
    assert pd.isna(row["reason"])


def test_a_branch_drawn_but_not_visited_is_unknown_and_no_replacement_stands_in():
    draws = drawn_from(20, 10)
    visited = [*numbers(draws[draws["is_drawn"]])[:9], numbers(draws)[10]]
    row = city(appraised_bounds(claims(*[True] * 20), appraised(dict.fromkeys(visited, True)), roster(20), PLAN, draws))
    assert (row["sampled"], row["confirmed"], row["unknown"]) == (10, 9, 1)
    assert row["low"] == max(proportion_bounds(20, 10, 9).low, 10)


def test_what_was_seen_outside_the_sample_bounds_by_itself():
    draws = drawn_from(12, 4)
    drawn, others = numbers(draws[draws["is_drawn"]]), numbers(draws[~draws["is_drawn"]])
    found = dict.fromkeys(drawn, True) | dict.fromkeys(others[:6], False)
    row = city(appraised_bounds(claims(*[True] * 12), appraised(found), roster(12), PLAN, draws))
    assert (row["sampled"], row["refused"], row["high"]) == (4, 0, 6)


def test_late_branches_count_by_their_own_verdicts():
    draws = drawn_from(20, 10, late=3)
    late = numbers(draws[draws["is_late"]])
    found = dict.fromkeys(numbers(draws[draws["is_drawn"] & ~draws["is_late"]]), True) | {late[0]: True, late[1]: False}
    row = city(appraised_bounds(claims(*[True] * 23), appraised(found), roster(23), PLAN, draws))
    expected = proportion_bounds(20, 10, 10)
    assert (row["claimed"], row["sampled"]) == (23, 10)
    assert (row["low"], row["high"]) == (expected.low + 1, 20 + 2)


def test_a_census_has_the_exact_value_however_it_was_chosen():
    found = dict.fromkeys(range(1, 6), True) | {6: False}
    row = city(appraised_bounds(claims(*[True] * 6), appraised(found), roster(8), PLAN))
    assert (row["low"], row["high"], row["at_least"], row["at_most"], row["is_random"]) == (5, 5, 5, 5, False)
    assert pd.isna(row["reason"])


@pytest.mark.parametrize(
    ("said", "found", "draws", "reason"),
    [
        ([False] * 6, {}, None, "Không có chi đoàn nào"),
        ([True] * 6, {}, None, "Chưa có chi đoàn nào trong danh sách được thẩm định"),
        ([True] * 6, {7: True}, None, "Chưa có chi đoàn nào trong danh sách được thẩm định"),
        ([True] * 6, dict.fromkeys(range(1, 6), True), None, "không do bốc thăm"),
        ([True] * 7, {}, drawn_from(7, 3), "Chưa có chi đoàn nào trong danh sách được thẩm định"),
        ([True] * 7, dict.fromkeys(numbers(drawn_from(7, 3))[:3], True), drawn_from(7, 3), "dưới 4 chi đoàn"),
        ([True] * 7, dict.fromkeys(numbers(drawn_from(7, 2))[:2], True), drawn_from(7, 2), "dưới 4 chi đoàn"),
    ],
)
def test_where_the_sample_carries_no_bound_it_says_why(said, found, draws, reason):
    rows = appraised_bounds(claims(*said), appraised(found), roster(8), PLAN, draws)
    assert rows["scope"].tolist() == ["unit", "city"]
    assert rows[["at_least", "at_most", "low", "high", "share_low"]].isna().all(axis=None)
    assert rows["reason"].str.contains(reason).all()


def test_a_draw_by_unit_bounds_each_unit_and_not_the_city():
    names = pd.concat([claims(*[True] * 8), claims(*[True] * 8, unit="Phường 1")], ignore_index=True)
    draws = draw(names[["year", "unit", "branch"]], "482913", 10, by_unit=True)
    drawn = draws[draws["is_drawn"]]
    found = pd.concat([appraised(dict.fromkeys(numbers(of), True), unit=unit) for unit, of in drawn.groupby("unit")])
    rows = appraised_bounds(names, found, pd.concat([roster(8), roster(8, "Phường 1", 2)]), PLAN, draws)
    assert rows.loc[rows["scope"] == "unit", "at_least"].tolist() == [int(proportion_bounds(8, 5, 5).at_least)] * 2
    assert pd.isna(city(rows)["at_least"])
    assert "riêng từng đơn vị" in city(rows)["reason"]


def test_a_year_without_a_draw_beside_one_with_a_draw_is_not_random():
    facts = pd.concat([claims(*[True] * 6), claims(*[True] * 6).assign(year=2022)]).astype({"year": "Int64"})
    rows = appraised_bounds(facts, appraised({}), roster(6), PLAN, drawn_from(6, 4))
    assert rows.loc[rows["scope"] == "city", "is_random"].tolist() == [True, False]


def test_the_bounds_of_the_frame_cover_over_every_sample_whichever_are_good_or_cannot_be_visited():
    """A unit for every sample of five of eight claimed branches, several truths and absences; at most 5% of the samples may miss."""
    samples = list(combinations(range(1, 9), 5))
    truths = [[(n <= good) != turned for n in range(1, 9)] for good in range(9) for turned in (False, True)]
    units = {f"{t} {a} {s}": (t, a, s) for t, a, s in product(range(len(truths)), [(), (1,), (2, 5)], range(len(samples)))}
    rows = pd.DataFrame([(2021, unit, f"Khóm {n}") for unit in units for n in range(1, 9)], columns=["year", "unit", "branch"])
    number = rows["branch"].str[-1].astype(int)
    rows["good"] = [truths[units[unit][0]][n - 1] for unit, n in zip(rows["unit"], number, strict=True)]
    rows["is_drawn"] = [n in samples[units[unit][2]] for unit, n in zip(rows["unit"], number, strict=True)]
    visited = rows["is_drawn"] & ~pd.Series([n in units[unit][1] for unit, n in zip(rows["unit"], number, strict=True)])
    found = rows[visited].merge(pd.DataFrame({"criterion": [c.id for c in PLAN.criteria]}), how="cross")
    draws = rows.assign(ticket="0", place=number, is_late=False, by_unit=True).astype({"year": "Int64"})
    every = TABLES["roster"].frame(rows.assign(unit_order=1, branch_order=number))
    facts = TABLES["branch_years"].frame(rows.assign(self_assessed=True))
    bounds = appraised_bounds(facts, TABLES["appraisals"].frame(found.rename(columns={"good": "met"})), every, PLAN, draws)
    bounds = bounds[bounds["scope"] == "unit"].merge(rows.groupby("unit")["good"].sum().reset_index())
    assert bounds["low"].notna().sum() > len(units) / 2
    assert (bounds["low"] > bounds["good"]).any()
    covered = bounds["low"].isna() | ((bounds["low"] <= bounds["good"]) & (bounds["good"] <= bounds["high"]))
    of_truth = bounds["unit"].str.rpartition(" ")[0]
    assert (1 - covered.astype(float)).groupby(of_truth).mean().max() <= 0.05


def test_visits_needed_for_units_and_the_city():
    rows = visits_needed(claims(*[True] * 57), roster(60), STAGE_2)
    assert rows[["scope", "branches", "claimed", "needed", "visits"]].to_numpy().tolist() == [
        ["unit", 60, 57, 54, 30],
        ["city", 60, 57, 54, 30],
    ]
    assert visits_needed(claims(*[True] * 53), roster(60), STAGE_2)["visits"].isna().all()


def test_a_branch_is_confirmed_when_every_criterion_is_and_refused_when_one_is_not():
    found = appraised({1: True, 2: False, 3: None})
    assert appraised_verdicts(found, PLAN)["verdict"].tolist() == ["met", "not_met", "unknown"]
    partly = found[(found["branch"] != "Khóm 1") | (found["criterion"] != 7)]
    assert appraised_verdicts(partly, PLAN)["verdict"].tolist() == ["unknown", "not_met", "unknown"]


def test_agreement_counts_both_kinds_of_disagreement_per_criterion_and_for_the_branch():
    said = ({"meetings": 7}, {}, {}, {"has_full_minutes": None}, {})
    facts = branch_years(
        *[one | {"self_assessed": claim} for one, claim in zip(said, (False, True, True, None, True), strict=True)], year=2021
    )
    verdicts = judge(facts, statements(), roster(6), PLAN)
    found = appraised({1: True, 2: False, 3: True, 4: True, 5: None, 6: True})
    rows = appraisal_agreement(verdicts, facts, found, PLAN)
    assert len(rows) == 2 * 8
    of_city = rows[rows["scope"] == "city"]
    five = of_city[of_city["criterion"] == 5].iloc[0]
    counts = ["appraised", "agreed", "claimed_not_confirmed", "confirmed_not_reported", "undecided"]
    assert five[counts].tolist() == [5, 1, 1, 1, 2]
    assert (five["gross"], five["net"], five["measure"]) == (2 / 3, 0.0, "computed")
    branch = of_city[of_city["criterion"].isna()].iloc[0]
    assert branch[counts].tolist() == [5, 1, 1, 1, 2]
    assert branch["measure"] == "claimed"
    one = of_city[of_city["criterion"] == 1].iloc[0]
    assert one[counts].tolist() == [6, 5, 0, 0, 1]
    assert (one["gross"], one["net"]) == (0.0, 0.0)


def test_net_error_has_the_sign_of_claiming_too_much():
    facts = claims(True, True, False)
    verdicts = judge(facts, statements(), roster(3), PLAN)
    rows = appraisal_agreement(verdicts, facts, appraised({1: False, 2: False, 3: True}), PLAN)
    branch = rows[rows["criterion"].isna()].iloc[0]
    assert (branch["gross"], branch["net"]) == (1.0, pytest.approx(1 / 3))


def test_nothing_appraised_agrees_on_nothing():
    facts = claims(True)
    assert appraisal_agreement(judge(facts, statements(), roster(), PLAN), facts, appraised({}), PLAN).empty


def test_measuring_changes_none_of_its_inputs():
    inputs = [claims(*[True] * 5), appraised({1: True, 2: False}), roster(5)]
    draws = drawn_from(5, 4)
    copies = [frame.copy(deep=True) for frame in (*inputs, draws)]
    appraised_bounds(*inputs, PLAN, draws)
    appraisal_agreement(judge(inputs[0], statements(), inputs[2], PLAN), *inputs[:2], PLAN)
    for frame, copy in zip((*inputs, draws), copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
