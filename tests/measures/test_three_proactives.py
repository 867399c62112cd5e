"""Programme A: items to groups to units with blanks that stay unknown, recognition apart, and cross-checks with the branches."""

import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, TABLES, UNIT, branch_years, roster, rows_of, statements, units
from plan.test_plan import changed_plan

from sadec_analytics.measures import (
    cross_checks,
    items_by_group,
    judge,
    programme_a,
    programme_a_funnel,
    programme_a_items,
)

ITEMS = [item.clause for group in PLAN.item_groups for item in group.items]
GROUPS = {group.id: [item.clause for item in group.items] for group in PLAN.item_groups}
NOBODY = TABLES["recognitions"].frame()
PILOTS = [unit for pilot in PLAN.pilots if pilot.programme == "A" for unit in pilot.units]


def unit_items(said: dict | None = None, year: int = 2019, unit: str = UNIT, **more: object) -> pd.DataFrame:
    """A row an item, all met unless `said` names another answer; `more` stands on each."""
    return rows_of("unit_items", *({"item": item, "met": (said or {}).get(item, True)} | more for item in ITEMS), year=year, unit=unit)


def recognised(*rows: dict, year: int = 2019) -> pd.DataFrame:
    given = {"programme": "A", "decision": "119-QĐ/ĐTN", "decided_on": dt.date(year, 12, 18)}
    return rows_of("recognitions", *(given | row for row in rows), year=year)


def judged(items: pd.DataFrame, recognitions: pd.DataFrame = NOBODY, of: pd.DataFrame | None = None, plan=PLAN) -> pd.DataFrame:
    return programme_a(items, recognitions, units() if of is None else of, plan)


def test_a_unit_that_meets_every_item_and_is_recognised_is_three_proactives():
    [row] = judged(unit_items(), recognised({"commended": True})).to_dict("records")
    assert (row["all_groups"], row["recognised"], row["verdict"], row["commended"]) == ("met", True, "met", True)
    assert (row["items_met"], row["items_not_met"], row["items_unknown"]) == (13, 0, 0)
    assert row["decided_on"] == pd.Timestamp(2019, 12, 18)


@pytest.mark.parametrize(
    ("sentence", "said", "groups", "all_groups"),
    [
        ("one item not met fails its group and the unit", {"A.2.2.c": False}, ["met", "not_met", "met"], "not_met"),
        ("one blank item leaves its group and the unit open", {"A.2.3.a": None}, ["met", "met", "unknown"], "unknown"),
        ("a blank beside an item not met changes nothing", {"A.2.1.a": None, "A.2.1.b": False}, ["not_met", "met", "met"], "not_met"),
        (
            "a blank in one group does not save a unit that fails another",
            {"A.2.1.a": None, "A.2.3.c": False},
            ["unknown", "met", "not_met"],
            "not_met",
        ),
        ("nothing said is unknown, not no", dict.fromkeys(ITEMS), ["unknown"] * 3, "unknown"),
    ],
)
def test_groups_follow_their_items(sentence, said, groups, all_groups):
    [row] = judged(unit_items(said)).to_dict("records")
    assert ([row[group] for group in GROUPS], row["all_groups"]) == (groups, all_groups), sentence


def test_recognition_is_unknown_until_decisions_of_the_year_are_recorded_and_then_no_for_who_is_not_on_the_list():
    both = pd.concat([units(), units("Xã Xa")])
    items = pd.concat([unit_items(), unit_items(unit="Xã Xa")])
    before = judged(items, recognised({}, year=2020), both).query("year == 2019")
    assert before["recognised"].isna().all()
    assert before["verdict"].tolist() == ["unknown", "unknown"]
    after = judged(items, recognised({}), both)
    assert after["recognised"].tolist() == [True, False]
    assert after["verdict"].tolist() == ["met", "not_met"]


def test_a_recognition_of_a_branch_recognises_no_unit():
    [row] = judged(unit_items(), recognised({"programme": "B", "branch": "Khóm 1"})).to_dict("records")
    assert pd.isna(row["recognised"])


def test_recognised_without_meeting_every_item_itself_is_not_three_proactives_and_both_stay_visible():
    [row] = judged(unit_items({"A.2.1.a": False}), recognised({})).to_dict("records")
    assert (row["all_groups"], row["recognised"], row["verdict"]) == ("not_met", True, "not_met")


def said_of(aspect: str, said: list) -> bool | None:
    """What becomes of the unit where its first items say this of one aspect; None where it stays unknown."""
    rows = [{"item": item, aspect: answer} for item, answer in itertools.zip_longest(ITEMS, said)]
    [row] = judged(rows_of("unit_items", *rows)).to_dict("records")
    return None if pd.isna(row[aspect]) else row[aspect]


@pytest.mark.parametrize(
    ("said", "registered"),
    [([True, False], True), ([False] * 13, False), ([False] * 12, None), ([None, True], True), ([], None)],
)
def test_a_unit_is_registered_where_it_registers_any_item_and_not_where_it_says_no_to_all(said, registered):
    assert said_of("registered", said) == registered


@pytest.mark.parametrize(
    ("said", "proposed"), [([True] * 13, True), ([False], False), ([None, True], True), ([True, False], None), ([], None)]
)
def test_what_contradicts_itself_proposes_nothing_surely(said, proposed):
    assert said_of("proposed", said) == proposed


def test_institutions_and_silent_units_have_their_rows_in_every_year_asked():
    everyone = pd.concat([units(), units("Bệnh viện", kind="institution"), units("Chi đoàn Công an", kind="direct_branch")])
    rows = judged(unit_items(year=2021), of=everyone)
    assert rows[["year", "unit"]].to_numpy().tolist() == [[year, unit] for year in (2019, 2020, 2021) for unit in (UNIT, "Bệnh viện")]
    silent = rows[rows["unit"] == "Bệnh viện"]
    assert set(silent["all_groups"]) == {"unknown"}
    assert silent[["registered", "proposed", "recognised"]].isna().all(axis=None)
    included = judged(unit_items(year=2019), of=everyone, plan=PLAN.with_reading("directly_under_city", "included"))
    assert included["unit"].tolist() == [UNIT, "Bệnh viện", "Chi đoàn Công an"]


def test_nothing_told_gives_no_rows():
    assert judged(TABLES["unit_items"].frame()).empty
    assert programme_a_funnel(judged(TABLES["unit_items"].frame())).empty


def test_pilots_are_shown_with_their_date_and_only_while_it_runs():
    rows = judged(pd.concat([unit_items(year=y) for y in (2020, 2021)]), of=units(UNIT, PILOTS[0]))
    assert rows.loc[rows["is_pilot"], ["year", "unit"]].to_numpy().tolist() == [[2019, PILOTS[0]], [2020, PILOTS[0]]]
    assert set(rows.loc[rows["unit"] == PILOTS[0], "pilot_until"]) == {pd.Timestamp(2020, 12, 31)}
    assert rows.loc[rows["unit"] == UNIT, "pilot_until"].isna().all()


def test_items_and_groups_in_rows_say_the_same_as_the_unit():
    said = {"A.2.1.b": False, "A.2.2.d": None}
    items = programme_a_items(unit_items(said, registered=True), NOBODY, units(UNIT, "Xã Xa"), PLAN)
    assert items[["unit", "item"]].to_numpy().tolist() == [[unit, item] for unit in (UNIT, "Xã Xa") for item in ITEMS]
    mine = items[items["unit"] == UNIT].set_index("item")
    assert (mine.loc["A.2.1.b", "verdict"], mine.loc["A.2.2.d", "verdict"], mine.loc["A.2.3.a", "verdict"]) == ("not_met", "unknown", "met")
    assert mine["registered"].all()
    assert items.loc[items["unit"] == "Xã Xa", "registered"].isna().all()
    groups = items_by_group(items).query("unit == @UNIT").set_index("group")
    assert groups[["items", "met", "not_met", "unknown", "verdict"]].to_numpy().tolist() == [
        [5, 4, 1, 0, "not_met"],
        [5, 4, 0, 1, "unknown"],
        [3, 3, 0, 0, "met"],
    ]


@pytest.mark.parametrize("seed", range(8))
def test_brute_force_over_all_fillings_of_the_blanks_gives_each_verdict(seed):
    rng = np.random.default_rng(seed)
    said = {item: [True, True, True, False, None][int(rng.integers(0, 5))] for item in rng.choice(ITEMS, 6, replace=False)}
    [row] = judged(unit_items(said)).to_dict("records")
    blanks = [item for item, answer in said.items() if answer is None]
    fillings = [said | dict(zip(blanks, values, strict=True)) for values in itertools.product([True, False], repeat=len(blanks))]
    for group, items in [*GROUPS.items(), ("all_groups", ITEMS)]:
        possible = {all(filled.get(item, True) for item in items) for filled in fillings}
        assert row[group] == {(True,): "met", (False,): "not_met"}.get(tuple(possible), "unknown"), group


def test_the_funnel_counts_each_step_by_itself_with_the_unknown_beside():
    items = pd.concat([unit_items(registered=True, proposed=True), unit_items({"A.2.1.a": False}, unit="Xã Xa", proposed=False)])
    rows = judged(items, recognised({}), units(UNIT, "Xã Xa", "Xã Im"))
    funnel = programme_a_funnel(rows).set_index("step")
    assert funnel[["units", "yes", "no", "unknown"]].to_numpy().tolist() == [[3, 1, 0, 2], [3, 1, 1, 1], [3, 1, 1, 1], [3, 1, 2, 0]]
    assert funnel["clause"].tolist() == ["III.1.2", "III.1.3", "III.1.3", "III.1.3"]


# ---------------------------------------------------------------- cross-checks


def checked(items: pd.DataFrame, *changes: dict, plan=PLAN) -> dict:
    verdicts = judge(branch_years(*changes, year=2019), statements(), roster(len(changes)), plan)
    rows = cross_checks(items, verdicts, plan)
    return rows[rows["year"] == 2019].set_index("item").to_dict("index")


@pytest.mark.parametrize(
    ("sentence", "item", "said", "change", "state"),
    [
        ("fees not collected contradict that members are managed", "A.2.1.b", True, {"fees_collected_vnd": 0}, "contradicts"),
        ("so does an admission outside the procedure", "A.2.1.b", True, {"admissions_by_procedure": 4}, "contradicts"),
        ("all collected and by the procedure agree", "A.2.1.b", True, {}, "agrees"),
        ("a blank amount leaves it open", "A.2.1.b", True, {"fees_collected_vnd": None}, "unknown"),
        ("a meeting short contradicts that branches meet", "A.2.2.c", True, {"meetings": 7}, "contradicts"),
        ("just enough meetings agree", "A.2.2.c", True, {"meetings": 8}, "agrees"),
        ("fees say nothing of meetings", "A.2.2.c", True, {"fees_collected_vnd": 0}, "agrees"),
        ("who says not met and fails says the same", "A.2.2.c", False, {"meetings": 7}, "agrees"),
        ("who says not met of what its branches fulfil is not contradicted", "A.2.2.c", False, {"meetings": 9}, "unknown"),
        ("nothing said is never contradicted", "A.2.2.c", None, {"meetings": 7}, "unknown"),
    ],
)
def test_what_a_unit_says_beside_what_its_branches_report(sentence, item, said, change, state):
    assert checked(unit_items({item: said}), {}, change)[item]["state"] == state, sentence


def test_one_branch_that_surely_fails_contradicts_whatever_the_others_leave_open():
    row = checked(unit_items(), {"meetings": 7}, {"meetings": None}, {})["A.2.2.c"]
    assert [row[name] for name in ("branches", "contradicting", "agreeing", "unknown", "state")] == [3, 1, 1, 1, "contradicts"]


def test_a_unit_without_any_file_of_programme_a_is_checked_as_unknown():
    rows = checked(TABLES["unit_items"].frame(), {"meetings": 7})
    assert {item: (row["state"], row["contradicting"]) for item, row in rows.items()} == {
        "A.2.1.b": ("unknown", 0),
        "A.2.2.c": ("unknown", 1),
    }


def test_the_threshold_of_meetings_is_that_of_the_plan():
    def stricter(criterion):
        conditions = tuple(replace(c, threshold=c.threshold + 1) if c.quantity == "meetings" else c for c in criterion.conditions)
        return replace(criterion, conditions=conditions)

    plan = replace(PLAN, criteria=tuple(stricter(criterion) for criterion in PLAN.criteria))
    assert checked(unit_items(), {"meetings": 8}, plan=plan)["A.2.2.c"]["state"] == "contradicts"


def test_an_item_checked_by_a_quantity_of_no_condition_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"checked_by.*meeting_count.*meetings"):
        changed_plan(tmp_path, {'checked_by = ["meetings"]': 'checked_by = ["meeting_count"]'})
