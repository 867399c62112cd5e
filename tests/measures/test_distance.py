"""What is wanting and by how much; the way that needs least; who is nearest. Checked against every set of repairs that could be made."""

import itertools

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, drawn, roster, statements

from sadec_analytics.measures import branches_met, criteria_met, distance, judge, shortfalls, wanting

CONDITIONS = [condition.id for criterion in PLAN.criteria for condition in PLAN.conditions(criterion)]


def judged(*changes: dict, plan=PLAN, said: tuple = ()) -> pd.DataFrame:
    return judge(branch_years(*changes), statements(*said), roster(len(changes)), plan)


def of(condition: str, *said: dict, plan=PLAN, **changes) -> dict:
    return shortfalls(judged(changes, plan=plan, said=said), plan).set_index("condition").loc[condition].to_dict()


@pytest.mark.parametrize(
    ("sentence", "condition", "changes", "shortfall"),
    [
        ("seven meetings lack one", "5.1", {"meetings": 7}, 1),
        ("none lack eight", "5.1", {"meetings": 0}, 8),
        ("two offences are two too many", "1.1", {"violations": 2}, 2),
        ("a no lacks a yes", "5.2", {"has_full_minutes": False}, 1),
        ("fees lack what was not collected, in đồng", "5.4", {"fees_collected_vnd": 347_000}, 13_000),
        ("two admissions outside the procedure", "4.2", {"admissions": 7}, 2),
    ],
)
def test_how_much_is_missing(sentence, condition, changes, shortfall):
    assert of(condition, **changes)["shortfall"] == shortfall, sentence


@pytest.mark.parametrize(
    ("sentence", "verdict", "said"),
    [("a blank", "unknown", []), ("fewer than eight", "not_met", [{"field": "meetings", "kind": "bound", "high": 7}])],
)
def test_what_is_not_known_has_no_shortfall(sentence, verdict, said):
    row = of("5.1", *said, meetings=None)
    assert (row["verdict"], np.isnan(row["shortfall"]), row["must_repair"], row["clause"]) == (verdict, True, True, "B.2.5"), sentence


def test_a_shortfall_that_the_year_can_still_make_up_is_told_with_its_size():
    row = of("5.1", plan=PLAN.with_reading("partial_year", "reachable_is_unknown"), meetings=7)
    assert (row["verdict"], row["shortfall"]) == ("unknown", 1)


def test_what_is_met_has_no_row():
    assert judged({})["verdict"].eq("not_met").sum() == 1
    assert shortfalls(judged({}), PLAN)[["condition", "must_repair"]].to_numpy().tolist() == [["2.b", False]]


@pytest.mark.parametrize(
    ("sentence", "models", "jobs", "must_repair"),
    [
        ("a model is enough, so no job need be found", 1, 0, []),
        ("nothing of either: the first way of the plan", 0, 0, ["2.a"]),
        ("a way that waits for an answer goes before one to repair", 0, None, ["2.b"]),
        ("two answers wanting: the first way", None, None, ["2.a"]),
        ("five jobs are enough, whatever the models are", None, 5, []),
    ],
)
def test_of_several_ways_the_one_that_needs_least_is_repaired(sentence, models, jobs, must_repair):
    rows = shortfalls(judged({"livelihood_models": models, "jobs_placed": jobs}), PLAN)
    assert rows.loc[rows["must_repair"], "condition"].tolist() == must_repair, sentence


def test_under_both_five_jobs_need_less_than_a_model_for_five_members():
    plan = PLAN.with_reading("five_in_criterion_2", "both")
    rows = shortfalls(judged({"livelihood_models": 0, "livelihood_members": 0, "jobs_placed": 0}, plan=plan), plan)
    assert rows[["condition", "must_repair"]].to_numpy().tolist() == [["2.a", False], ["2.b", True], ["2.c", False]]


def test_the_nearest_stand_first_within_a_unit_and_equals_share_a_rank():
    rows = distance(
        judged({"meetings": 7, "has_congress": False, "violations": 1}, {}, {"meetings": 7}, {"jobs_placed": None, "meetings": None}, {}),
        PLAN,
    )
    assert rows["branch"].tolist() == ["Khóm 2", "Khóm 5", "Khóm 4", "Khóm 3", "Khóm 1"]
    assert rows["rank"].tolist() == [1, 1, 3, 4, 5]
    last = rows.iloc[-1]
    assert (last["verdict"], last["criteria_not_met"], last["conditions_to_repair"], last["answers_to_obtain"]) == ("not_met", 2, 3, 0)
    open_ = rows.iloc[2]
    assert (open_["verdict"], open_["criteria_unknown"], open_["conditions_to_repair"], open_["answers_to_obtain"]) == ("unknown", 1, 0, 1)


def test_each_unit_and_year_is_ranked_by_itself_in_the_order_of_the_plan():
    facts = pd.concat(
        [branch_years({"meetings": 7}, {}, year=year, unit=unit) for year in (2018, 2019) for unit in ("Phường 3", "Phường 1")]
    )
    both = pd.concat([roster(2, "Phường 1", 1), roster(2, "Phường 3", 2)], ignore_index=True)
    rows = distance(judge(facts, statements(), both, PLAN), PLAN)
    assert rows[["year", "unit"]].drop_duplicates().to_numpy().tolist() == [[y, u] for y in (2018, 2019) for u in ("Phường 1", "Phường 3")]
    assert rows["rank"].tolist() == [1, 2] * 4


@pytest.mark.parametrize("option", ["jobs", "both"])
@pytest.mark.parametrize("seed", range(3))
def test_no_smaller_set_of_conditions_brings_a_branch_to_the_standard(option, seed):
    plan = PLAN.with_reading("five_in_criterion_2", option)
    verdicts = drawn(6, seed, plan)
    states = verdicts.pivot(index="branch", columns="condition", values="verdict")
    rows = distance(verdicts, plan).set_index("branch")
    needed = shortfalls(verdicts, plan).query("must_repair").groupby("branch")["verdict"].value_counts().unstack(fill_value=0)
    for branch, state in states.iterrows():
        least = least_by_brute_force(state.to_dict(), plan)
        assert (rows.loc[branch, "conditions_to_repair"], rows.loc[branch, "answers_to_obtain"]) == least
        assert least == tuple(needed.reindex(columns=["not_met", "unknown"], fill_value=0).loc[branch])


def least_by_brute_force(state: dict, plan) -> tuple[int, int]:
    """The least (repairs, answers) over every subset of conditions of each criterion that makes the criterion met."""
    totals = [0, 0]
    for criterion in plan.criteria:
        open_ = [c.id for c in plan.conditions(criterion) if state[c.id] != "met"]
        met = {c.id for c in plan.conditions(criterion)} - set(open_)
        subsets = (set(s) for size in range(len(open_) + 1) for s in itertools.combinations(open_, size))
        enough = [s for s in subsets if any(set(way) <= met | s for way in plan.ways(criterion))]
        cost = min((sum(state[c] == "not_met" for c in s), sum(state[c] == "unknown" for c in s)) for s in enough)
        totals = [a + b for a, b in zip(totals, cost, strict=True)]
    return tuple(totals)


@pytest.mark.parametrize("seed", range(5))
def test_the_verdicts_are_those_of_kleene_logic_and_the_counts_those_of_the_criteria(seed):
    verdicts = drawn(40, seed, open_share=0.08)
    rows = distance(verdicts, PLAN).set_index("branch")
    met = branches_met(verdicts, PLAN).set_index("branch")["verdict"]
    assert rows["verdict"].to_dict() == met.to_dict()
    assert set(met) == {"met", "not_met", "unknown"}
    criteria = criteria_met(verdicts, PLAN)
    for state, column in (("not_met", "criteria_not_met"), ("unknown", "criteria_unknown")):
        counted = criteria[criteria["verdict"] == state].groupby("branch").size().reindex(rows.index, fill_value=0)
        assert rows[column].tolist() == counted.tolist()


def test_repairing_what_must_be_repaired_brings_every_branch_there_and_leaving_one_out_does_not():
    verdicts = drawn(30, 7)
    rows = shortfalls(verdicts, PLAN).query("must_repair")
    key = ["branch", "condition"]
    repaired = verdicts.merge(rows[[*key, "must_repair"]], on=key, how="left", validate="one_to_one")
    repaired["verdict"] = repaired["verdict"].mask(repaired["must_repair"].notna(), "met")
    assert set(branches_met(repaired, PLAN)["verdict"]) == {"met"}
    for branch, condition in rows[key].itertuples(index=False):
        left_out = repaired.copy()
        place = (left_out["branch"] == branch) & (left_out["condition"] == condition)
        left_out.loc[place, "verdict"] = verdicts.loc[place.to_numpy(), "verdict"]
        assert branches_met(left_out[left_out["branch"] == branch], PLAN)["verdict"].tolist() != ["met"]


def test_what_is_wanting_and_the_distance_say_the_same_of_every_branch():
    verdicts = pd.concat([drawn(9, n, open_share=0.08).assign(unit=f"Phường {n}") for n in (1, 2)], ignore_index=True)
    key = ["unit", "branch"]
    rows = wanting(verdicts, PLAN).set_index(key)
    far = distance(verdicts, PLAN).query("verdict != 'met'").set_index(key).loc[rows.index]
    assert rows["verdict"].tolist() == far["verdict"].tolist()
    assert rows["not_met"].map(len).tolist() == far["criteria_not_met"].tolist()
    assert rows["unknown"].map(len).tolist() == far["criteria_unknown"].tolist()


def test_nothing_reported_yet_gives_empty_frames_and_no_input_is_changed():
    none = judge(branch_years().head(0), statements(), roster(), PLAN)
    assert len(distance(none, PLAN)) == len(shortfalls(none, PLAN)) == len(wanting(none, PLAN)) == 0
    verdicts = drawn(3, 1)
    copy = verdicts.copy(deep=True)
    distance(verdicts, PLAN)
    shortfalls(verdicts, PLAN)
    pd.testing.assert_frame_equal(verdicts, copy)
