"""The smallest repairs against brute force over all subsets; which criteria block; whom to ring. Small cases, each drawn anew."""

import itertools

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, drawn, roster, statements

from sadec_analytics.measures import (
    attainment,
    blocking,
    blocking_pairs,
    branches_met,
    criteria_met,
    judge,
    repair_costs,
    smallest_repairs,
    telephone_list,
)
from sadec_analytics.measures.quantities import DERIVED, fields_of

STAGE_1, STAGE_2, STAGE_3 = PLAN.stages
KEY = ["unit", "branch", "condition"]


def judged(*changes: dict, year: int = 2018) -> pd.DataFrame:
    return judge(branch_years(*changes, year=year), statements(), roster(len(changes)), PLAN)


def two_units(*branches: int, seed: int = 0) -> pd.DataFrame:
    """Drawn verdicts of units of the given sizes."""
    parts = [drawn(count, seed + n).assign(unit=f"Phường {n}") for n, count in enumerate(branches, 1)]
    return pd.concat(parts, ignore_index=True)


def with_repairs(verdicts: pd.DataFrame, repairs: pd.DataFrame) -> pd.DataFrame:
    made = verdicts.merge(repairs[KEY].assign(made=True), on=KEY, how="left", validate="one_to_one")
    return made.assign(verdict=made["verdict"].mask(made["made"].notna(), "met"))[verdicts.columns]


def test_the_nearest_branches_are_brought_and_no_more_than_are_wanting():
    verdicts = judged({}, {"meetings": 5, "has_congress": False}, {"violations": 1}, {"meetings": 7})
    rows = smallest_repairs(verdicts, STAGE_1, PLAN)
    assert rows[["branch", "condition", "shortfall", "turn"]].to_numpy().tolist() == [["Khóm 3", "1.1", 1, 1], ["Khóm 4", "5.1", 1, 2]]
    cost = repair_costs(verdicts, STAGE_1, PLAN).iloc[0]
    assert cost[["needed", "wanting", "conditions_to_repair", "answers_to_obtain"]].tolist() == [3, 2, 2, 0]
    assert repair_costs(verdicts, STAGE_2, PLAN).iloc[0][["needed", "wanting", "conditions_to_repair"]].tolist() == [4, 3, 4]


def test_an_answer_goes_before_a_repair_and_is_counted_apart():
    verdicts = judged({"meetings": 7}, {"meetings": None, "has_congress": None}, {}, {})
    rows = smallest_repairs(verdicts, STAGE_1, PLAN)
    assert rows[["branch", "condition", "verdict"]].to_numpy().tolist() == [["Khóm 2", "5.1", "unknown"], ["Khóm 2", "5.5", "unknown"]]
    assert repair_costs(verdicts, STAGE_1, PLAN).iloc[0][["conditions_to_repair", "answers_to_obtain"]].tolist() == [0, 2]


def test_a_target_already_reached_asks_nothing_and_its_row_says_so():
    verdicts = judged({}, {}, {}, {"meetings": 7})
    assert smallest_repairs(verdicts, STAGE_1, PLAN).empty
    assert repair_costs(verdicts, STAGE_1, PLAN).iloc[0][["wanting", "conditions_to_repair", "answers_to_obtain"]].tolist() == [0, 0, 0]


def least_by_brute_force(verdicts: pd.DataFrame, needed: int) -> tuple[int, int]:
    """The least (repairs, answers) over every subset of what is open in a group of branches that makes `needed` of them meet."""
    states = verdicts.set_index(KEY)["verdict"].to_dict()
    branches = {of[:2] for of in states}
    open_ = [of for of, state in states.items() if state != "met"]
    best = (len(open_) + 1, 0)
    for chosen in itertools.product((False, True), repeat=len(open_)):
        repaired = set(itertools.compress(open_, chosen))
        kinds = [states[of] for of in repaired]
        cost = (kinds.count("not_met"), kinds.count("unknown"))
        if cost < best and sum(meets(branch, states, repaired) for branch in branches) >= needed:
            best = cost
    return best


def meets(branch: tuple, states: dict, repaired: set) -> bool:
    """Whether the branch has in every criterion a way of which each condition is met or repaired."""
    done = {c for unit, name, c in states if (unit, name) == branch and (states[unit, name, c] == "met" or (unit, name, c) in repaired)}
    return all(any(done.issuperset(way) for way in PLAN.ways(criterion)) for criterion in PLAN.criteria)


def sparse(branches: int, seed: int, open_: int) -> pd.DataFrame:
    """Verdicts with a few conditions open anywhere, the ways of criterion 2 among them."""
    rng = np.random.default_rng(seed)
    verdicts = drawn(branches, seed).assign(verdict="met")
    places = rng.choice(len(verdicts), size=open_, replace=False)
    ways = np.flatnonzero(verdicts["criterion"] == 2)
    verdicts.loc[np.concatenate([places, rng.choice(ways, size=3, replace=False)]), "verdict"] = rng.choice(
        ["not_met", "unknown"], size=open_ + 3
    )
    return verdicts


@pytest.mark.parametrize("stage", [STAGE_1, STAGE_2], ids=["75", "90"])
@pytest.mark.parametrize("seed", range(12))
def test_no_subset_of_repairs_is_smaller(stage, seed):
    verdicts = sparse(2 + seed % 4, seed, 6)
    cost = repair_costs(verdicts, stage, PLAN).iloc[0]
    least = least_by_brute_force(verdicts, stage.needed(cost["branches"]))
    assert (cost["conditions_to_repair"], cost["answers_to_obtain"]) == least
    rows = smallest_repairs(verdicts, stage, PLAN)
    assert (sum(rows["verdict"] == "not_met"), sum(rows["verdict"] == "unknown")) == least


@pytest.mark.parametrize("seed", range(6))
def test_for_the_city_no_subset_over_all_units_is_smaller(seed):
    parts = [sparse(2, seed, 3).assign(unit="Phường 1"), sparse(2, seed + 50, 2).assign(unit="Phường 3")]
    verdicts = pd.concat(parts, ignore_index=True)
    cost = repair_costs(verdicts, STAGE_3, PLAN).iloc[0]
    assert (cost["scope"], pd.isna(cost["unit"])) == ("city", True)
    assert (cost["conditions_to_repair"], cost["answers_to_obtain"]) == least_by_brute_force(verdicts, STAGE_3.needed(4))


@pytest.mark.parametrize("stage", PLAN.stages, ids=lambda s: s.id)
@pytest.mark.parametrize("seed", range(3))
def test_with_the_repairs_made_every_scope_just_reaches_its_target(stage, seed):
    verdicts = two_units(3, 5, 7, 1, seed=seed * 10)
    rows = smallest_repairs(verdicts, stage, PLAN)
    stood = attainment(with_repairs(verdicts, rows), stage, PLAN)
    stood = stood[stood["scope"] == stage.scope]
    assert (stood["met"] >= stood["needed"]).all()
    before = attainment(verdicts, stage, PLAN).query("scope == @stage.scope")
    assert (stood["met"].to_numpy() - before["met"].to_numpy()).tolist() == before["wanting"].tolist()
    costs = repair_costs(verdicts, stage, PLAN)
    assert costs["wanting"].tolist() == before["wanting"].tolist()
    assert costs[["conditions_to_repair", "answers_to_obtain"]].sum().sum() == len(rows)


def test_a_criterion_blocks_alone_where_its_repair_would_be_enough():
    verdicts = judged({"meetings": 7}, {"meetings": 7, "violations": 1}, {"meetings": 7, "violations": None}, {"violations": None}, {})
    rows = blocking(verdicts, PLAN).query("scope == 'unit'").set_index("criterion")
    assert rows.loc[5, ["branches", "not_met", "not_met_alone", "unknown"]].tolist() == [5, 3, 1, 0]
    assert rows.loc[1, ["branches", "not_met", "not_met_alone", "unknown"]].tolist() == [5, 1, 0, 2]
    assert rows.loc[5, "clause"] == "B.2.5"
    pairs = blocking_pairs(verdicts, PLAN)
    assert pairs[["scope", "criterion", "with_criterion", "branches"]].to_numpy().tolist() == [["unit", 1, 5, 1], ["city", 1, 5, 1]]


@pytest.mark.parametrize("seed", range(3))
def test_blocking_is_what_counting_branch_by_branch_gives(seed):
    verdicts = two_units(9, 14, seed=seed * 10)
    verdicts["verdict"] = verdicts["verdict"].mask(~verdicts["criterion"].isin((1, 5, 6)) & (verdicts.index % 5 > 0), "met")
    criteria = criteria_met(verdicts, PLAN)
    of_branch = criteria.pivot(index=["unit", "branch"], columns="criterion", values="verdict")
    rows, pairs = blocking(verdicts, PLAN), blocking_pairs(verdicts, PLAN)
    for unit in ("Phường 1", "Phường 2", None):
        group = of_branch if unit is None else of_branch.loc[[unit]]
        mine = rows[rows["unit"].isna() if unit is None else rows["unit"] == unit].set_index("criterion")
        for n in (c.id for c in PLAN.criteria):
            alone = sum(row[n] == "not_met" and set(row.drop(n)) == {"met"} for _, row in group.iterrows())
            said = [len(group), (group[n] == "not_met").sum(), alone, (group[n] == "unknown").sum()]
            assert mine.loc[n, ["branches", "not_met", "not_met_alone", "unknown"]].tolist() == said
        failing = [tuple(row.index[row == "not_met"]) for _, row in group.iterrows() if "unknown" not in set(row)]
        twos = {pair: failing.count(pair) for pair in failing if len(pair) == 2}
        of_pairs = pairs[pairs["unit"].isna() if unit is None else pairs["unit"] == unit]
        assert dict(zip(zip(of_pairs["criterion"], of_pairs["with_criterion"], strict=True), of_pairs["branches"], strict=True)) == twos


def ring(*changes: dict, plan=PLAN) -> pd.DataFrame:
    facts = branch_years(*changes)
    return telephone_list(judge(facts, statements(), roster(len(changes)), plan), facts, STAGE_1, plan)


def test_only_blanks_that_can_still_decide_the_unit_are_asked_for():
    rows = ring({}, {}, {"meetings": None}, {"meetings": 7, "has_congress": None})
    assert rows[["branch", "condition", "fields", "labels"]].to_numpy().tolist() == [
        ["Khóm 3", "5.1", "meetings", PLAN.form("results").by_name["meetings"].vi]
    ]


@pytest.mark.parametrize(
    ("sentence", "branches"),
    [
        ("three of four meet: reached whatever the fourth says", [{}, {}, {}, {"meetings": None}]),
        ("one of four can still be won, two are needed", [{}, {"meetings": 7}, {"meetings": 7}, {"meetings": None}]),
    ],
)
def test_where_no_answer_can_turn_the_unit_nobody_is_rung(sentence, branches):
    assert ring(*branches).empty, sentence


def test_the_branch_with_the_fewest_blanks_is_rung_first_and_each_way_is_asked_for():
    rows = ring({}, {}, {"meetings": None, "has_congress": None}, {"livelihood_models": None, "jobs_placed": None})
    assert rows[["branch", "condition", "is_first", "turn"]].to_numpy().tolist() == [
        ["Khóm 4", "2.a", True, 1],
        ["Khóm 4", "2.b", False, 1],
        ["Khóm 3", "5.1", True, 2],
        ["Khóm 3", "5.5", True, 2],
    ]
    assert set(rows["answers_to_reach"]) == {1}


def test_a_blank_of_a_criterion_that_is_met_or_of_a_way_that_is_lost_is_not_asked_for():
    rows = ring({"jobs_placed": None, "meetings": None}, {}, {})
    assert rows["condition"].tolist() == ["5.1"]
    lost = ring({"livelihood_models": 0, "jobs_placed": None}, {}, {})
    assert lost[["condition", "is_first"]].to_numpy().tolist() == [["2.b", True]]


def test_a_blank_beside_what_fails_in_the_same_way_is_not_asked_for():
    of_two = {"livelihood_models": 0, "livelihood_members": None, "jobs_placed": None}
    rows = ring(of_two, *[{"livelihood_members": 5}] * 2, plan=PLAN.with_reading("five_in_criterion_2", "both"))
    assert rows[["condition", "is_first"]].to_numpy().tolist() == [["2.b", True]]


def test_where_no_field_is_blank_the_fields_are_asked_for_all_the_same():
    course = {"secretary_trained": True, "secretary_trained_year": 2018}
    rows = ring({"secretary_trained": True}, course, course, plan=PLAN.with_reading("training_counts", "same_year"))
    assert rows[["branch", "condition", "fields"]].to_numpy().tolist() == [["Khóm 1", "7.2", "secretary_trained"]]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"fees_collected_vnd": None}, "fees_collected_vnd"),
        ({"fees_due_vnd": None, "fees_collected_vnd": None}, "fees_due_vnd;fees_collected_vnd"),
        ({"admissions_by_procedure": None}, "admissions_by_procedure"),
        ({"cooperative_groups": 1, "cooperative_groups_compliant": None}, "cooperative_groups_compliant"),
        ({"cultural_activities": None, "sports_activities": None}, "cultural_activities;sports_activities"),
    ],
)
def test_of_a_quantity_made_of_several_fields_the_blank_ones_are_asked_for(changes, fields):
    assert ring(changes, {}, {})["fields"].tolist() == [fields]


def test_what_was_never_reported_is_asked_for_whole():
    facts = branch_years({}, {})
    rows = telephone_list(judge(facts, statements(), roster(3), PLAN), facts, STAGE_1, PLAN)
    assert rows["branch"].unique().tolist() == ["Khóm 3"]
    assert len(rows) == 18
    assert rows.set_index("condition").loc["5.4", "fields"] == "fees_due_vnd;fees_collected_vnd"


def test_units_that_fewer_answers_bring_there_stand_first():
    facts = pd.concat(
        [branch_years({"meetings": None, "has_congress": None}, unit="Phường 1"), branch_years({"meetings": None}, unit="Phường 3")]
    )
    both = pd.concat([roster(1, "Phường 1", 1), roster(1, "Phường 3", 2)], ignore_index=True)
    verdicts = judge(facts, statements(), both, PLAN)
    assert telephone_list(verdicts, facts, STAGE_1, PLAN)["unit"].tolist() == ["Phường 3", "Phường 1", "Phường 1"]
    of_city = telephone_list(verdicts, facts, STAGE_3, PLAN)
    assert of_city[["scope", "unit", "answers_to_reach"]].to_numpy().tolist() == [["city", "Phường 3", 3], *[["city", "Phường 1", 3]] * 2]


@pytest.mark.parametrize("seed", range(4))
def test_the_listed_scopes_are_those_that_yes_or_no_to_every_blank_would_part(seed):
    verdicts = two_units(3, 4, 5, 6, 7, 8, seed=seed * 10)
    calm = verdicts["criterion"].isin((1, 3, 4, 6)) | (verdicts.index % 3 > 0)
    verdicts["verdict"] = verdicts["verdict"].mask(calm, "met")
    facts = branch_years().head(0)
    listed = set(telephone_list(verdicts, facts, STAGE_1, PLAN)["unit"])
    best, worst = (verdicts.assign(verdict=verdicts["verdict"].replace("unknown", word)) for word in ("met", "not_met"))
    reached = [attainment(v, STAGE_1, PLAN).query("scope == 'unit' and met >= needed")["unit"] for v in (best, worst)]
    assert listed == set(reached[0]) - set(reached[1])


@pytest.mark.parametrize("quantity", sorted(DERIVED))
def test_every_field_of_a_derived_quantity_is_known_to_the_results_form(quantity):
    fields = fields_of(quantity, PLAN)
    assert fields
    assert set(fields) <= set(PLAN.form("results").by_name)


def test_answering_the_first_ones_of_a_branch_with_yes_brings_it_to_the_standard():
    verdicts = two_units(3, 5, seed=4)
    verdicts["verdict"] = verdicts["verdict"].replace("not_met", "met")
    rows = telephone_list(verdicts, branch_years().head(0), STAGE_2, PLAN)
    answered = branches_met(with_repairs(verdicts, rows[rows["is_first"]]), PLAN)
    assert len(rows) > 0
    assert set(answered["verdict"]) == {"met"}
