"""Flows of the standard from year to year (III.2.5): sentences, every history of one branch, brute force on random rosters, the balance."""

import itertools

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, roster, statements
from measures.rosters import UNITS, YEARS, Story, roster_of, verdicts_of

from sadec_analytics.measures import branches_met, criteria_met, flows, flows_by_branch, judge, lapse_causes
from sadec_analytics.measures.maintenance import FLOWS

COUNTED = [flow for of_state in FLOWS.values() for flow in of_state]
ONE = roster_of(("Xã A", "Ấp 1", None, None, None))
VERDICTS = {"m": "met", "n": "not_met", "?": "unknown"}
KINDS = {flow: state for state, of_state in FLOWS.items() for flow in of_state}


def flow_of(history: str) -> str:
    """The flow in the last year of one branch whose verdicts are m (met), n (not met) or ?, a letter a year."""
    said = verdicts_of({(2018 + n, "Xã A", "Ấp 1"): VERDICTS[one] for n, one in enumerate(history)})
    return flows_by_branch(said, ONE)["flow"].tolist()[-1]


def flow_by_hand(history: str) -> str:
    *past, now = history
    if now == "m":
        return "kept" if past and past[-1] == "m" else "regained" if "m" in past else "new"
    return "lapsed" if past and past[-1] == "m" else "lapsed_earlier" if "m" in past else "never"


@pytest.mark.parametrize("history", ["".join(one) for n in (1, 2, 3, 4) for one in itertools.product("mn?", repeat=n)])
def test_a_flow_is_told_where_all_fillings_of_what_is_unknown_agree_and_open_where_they_differ(history):
    if history[-1] == "?":
        assert flow_of(history) == ("unknown_after_met" if history[-2:-1] == "m" else "unknown")
        return
    filled = {flow_by_hand(one) for one in map("".join, itertools.product(*("mn" if h == "?" else h for h in history)))}
    open_ = "met_after_unknown" if history[-1] == "m" else "not_met_after_unknown"
    assert flow_of(history) == (filled.pop() if len(filled) == 1 else open_)


def flow_after(roster: pd.DataFrame, said: dict[tuple, str], **of: str) -> dict:
    """The row of `of` in 2019, its verdicts of `said` given by (year, branch) or (year, unit, branch)."""
    full = {key if len(key) == 3 else (key[0], "Xã A", key[1]): verdict for key, verdict in said.items()}
    rows = flows_by_branch(verdicts_of(full), roster)
    for name, value in {"year": 2019, "unit": "Xã A", **of}.items():
        rows = rows[rows[name] == value]
    [row] = rows.to_dict("records")
    return row


def test_a_renamed_branch_keeps_its_history():
    renamed = roster_of(("Xã A", "Ấp 1", None, "2019-06-30", "Ấp 2"), ("Xã A", "Ấp 2", "2019-07-01", None, None))
    assert flow_after(renamed, {(2018, "Ấp 1"): "met", (2019, "Ấp 2"): "not_met"}, branch="Ấp 2")["flow"] == "lapsed"
    assert flow_after(renamed, {(2018, "Ấp 1"): "met", (2019, "Ấp 2"): "met"}, branch="Ấp 2")["flow"] == "kept"


@pytest.mark.parametrize(
    ("first", "second", "before", "flow"),
    [
        ("met", "met", "met", "kept"),
        ("met", "not_met", "unknown", "met_after_unknown"),
        ("met", "unknown", "unknown", "met_after_unknown"),
        ("not_met", "unknown", "unknown", "met_after_unknown"),
        ("not_met", "not_met", "not_met", "new"),
    ],
)
def test_a_merged_branch_met_before_where_all_that_were_merged_did_and_is_open_where_they_differ(first, second, before, flow):
    merged = roster_of(
        *(("Xã A", name, None, "2019-06-30", "Ấp 3") for name in ("Ấp 1", "Ấp 2")), ("Xã A", "Ấp 3", "2019-07-01", None, None)
    )
    row = flow_after(merged, {(2018, "Ấp 1"): first, (2018, "Ấp 2"): second, (2019, "Ấp 3"): "met"}, branch="Ấp 3")
    assert (row["before"], row["flow"], row["predecessors"]) == (before, flow, 2)


def test_each_part_of_a_split_inherits():
    split = roster_of(
        ("Xã A", "Ấp 1", None, "2019-06-30", "Ấp 1; Ấp 2"), *(("Xã A", name, "2019-07-01", None, None) for name in ("Ấp 1", "Ấp 2"))
    )
    said = verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 2"): "not_met"})
    assert flows_by_branch(said, split)["flow"].tolist() == ["new", "kept", "lapsed"]
    city = flows(said, split).query("scope == 'city' and year == 2019").iloc[0]
    assert city[["met_before", "split", "kept", "lapsed"]].tolist() == [1, 1, 1, 1]


def test_a_branch_that_disappears_has_gone_and_one_that_appears_is_new_or_never():
    changed = roster_of(("Xã A", "Ấp 1", None, "2019-06-30", None), *(("Xã A", f"Ấp {n}", "2019-07-01", None, None) for n in (2, 3)))
    said = verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 2"): "met", (2019, "Xã A", "Ấp 3"): "not_met"})
    rows = flows_by_branch(said, changed).query("year == 2019").set_index("branch")
    assert rows["flow"].to_dict() == {"Ấp 2": "new", "Ấp 3": "never", "Ấp 1": "gone"}
    assert (rows.loc["Ấp 1", "before"], rows.loc["Ấp 2":"Ấp 3", "before"].notna().any()) == ("met", False)
    assert pd.isna(rows.loc["Ấp 1", "now"])
    counts = flows(said, changed).query("scope == 'city' and year == 2019").iloc[0]
    assert counts[["branches", "gone", "met_gone", "met"]].tolist() == [2, 1, 1, 1]


def test_branches_that_have_gone_are_told_also_where_none_is_left():
    ended = roster_of(("Xã A", "Ấp 1", None, "2019-06-30", None))
    said = verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 1"): "met"})
    assert flows_by_branch(said, ended)["flow"].tolist() == ["new", "gone"]
    assert flows(said, ended).query("year == 2019")[["branches", "met", "met_before", "met_gone"]].to_numpy().tolist() == [[0, 0, 1, 1]] * 2


def test_a_branch_that_moves_to_another_unit_takes_its_history_with_it():
    moved = roster_of(("Xã A", "Ấp 1", None, "2019-06-30", "Xã B / Ấp 1"), ("Xã B", "Ấp 1", "2019-07-01", None, None))
    said = {(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã B", "Ấp 1"): "met"}
    assert flow_after(moved, said, unit="Xã B")["flow"] == "kept"
    rows = flows(verdicts_of(said), moved).query("year == 2019").set_index("unit")
    assert rows.loc[["Xã A", "Xã B"], "moved"].tolist() == [-1, 1]
    assert rows.query("scope == 'city'")["moved"].tolist() == [0]


def test_a_split_over_two_units_goes_on_in_its_own_and_adds_a_part_to_the_other():
    split = roster_of(
        ("Xã A", "Ấp 1", None, None, None),
        ("Xã B", "Ấp 2", None, "2019-06-30", "Xã A / Ấp 3; Ấp 4"),
        ("Xã A", "Ấp 3", "2019-07-01", None, None),
        ("Xã B", "Ấp 4", "2019-07-01", None, None),
    )
    rows = flows(verdicts_of({(2018, "Xã B", "Ấp 2"): "met", (2019, "Xã B", "Ấp 4"): "met"}), split).query("year == 2019")
    assert rows[["moved", "split", "kept", "unknown_after_met"]].to_numpy().tolist() == [[0, 1, 0, 1], [0, 0, 1, 0], [0, 1, 1, 1]]


def test_a_branch_that_met_before_a_gap_regains_after_it():
    gap = roster_of(("Xã A", "Ấp 1", None, "2019-06-30", None), ("Xã A", "Ấp 1", "2020-01-01", None, None))
    said = verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2020, "Xã A", "Ấp 1"): "met"})
    assert flows_by_branch(said, gap)["flow"].tolist() == ["new", "gone", "regained"]


def test_a_roster_branch_without_a_verdict_is_unknown_and_a_verdict_without_a_roster_branch_does_not_count():
    said = verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2020, "Xã A", "Ấp 1"): "met", (2020, "Xã A", "Ấp 9"): "met"})
    assert flows_by_branch(said, ONE)["flow"].tolist() == ["new", "unknown_after_met", "met_after_unknown"]


def agreed(states: list[str]) -> str:
    return states[0] if len(set(states)) == 1 else "unknown"


def by_hand(story: Story, said: dict[tuple, str]) -> dict[tuple, tuple]:
    """(before, earlier, now, predecessors, flow) of every branch-year, by looking back from each, and of those that have gone."""
    before = {}
    for year, unit, branch, *of in story.edges():
        before.setdefault((year, unit, branch), []).append(tuple(of))
    on = sorted((year, *row[:2]) for year in YEARS for n, row in enumerate(story.rows) if story.exists(n, year))

    def earlier(key: tuple) -> str:
        states = [max(earlier(one), said.get(one, "unknown"), key=["not_met", "unknown", "met"].index) for one in before.get(key, ())]
        return "met" if last(key) == "met" else agreed(states) if states else "not_met"

    def last(key: tuple) -> str | None:
        states = [said.get(one, "unknown") for one in before.get(key, ()) if one[0] == key[0] - 1]
        return agreed(states) if states else None

    def flow(now: str, before: str | None, earlier: str) -> str:
        if now == "unknown":
            return "unknown_after_met" if before == "met" else "unknown"
        if before != "met" and "unknown" in (before, earlier):
            return f"{now}_after_unknown"
        history = {"met": "m", "not_met": "n"}
        return flow_by_hand(history[earlier] + history[before or "not_met"] + history[now])

    made = {}
    for key in on:
        now, near = said.get(key, "unknown"), [one for one in before.get(key, ()) if one[0] == key[0] - 1]
        made[key] = (last(key), earlier(key), now, len(near), flow(now, last(key), earlier(key)))
    went_on = {(to[0], of) for to, all_of in before.items() for of in all_of}
    for year, *branch in on:
        key = (year, *branch)
        if year < max(key[0] for key in said) and (year + 1, key) not in went_on:
            now = said.get(key, "unknown")
            ever = max(earlier(key), now, key=["not_met", "unknown", "met"].index)
            made[(year + 1, *branch, "gone")] = (now, ever, None, 1, "gone")
    return made


@pytest.mark.parametrize("seed", [*range(20), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(20, 40))])
def test_brute_force_over_random_rosters_finds_the_same_flows_and_they_balance(seed):
    story = Story(np.random.default_rng(seed))
    said = story.verdicts()
    rows = flows_by_branch(verdicts_of(said), story.roster)
    values = rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None)
    found = {(*row[:3], *(["gone"] if row[-1] == "gone" else [])): row[3:] for row in values}
    by_rows = by_hand(story, said)
    assert found == by_rows
    assert len(found) == len(rows)
    counts = flows(verdicts_of(said), story.roster)
    check_balance(counts)
    for row in counts.to_dict("records"):
        of = {key: made for key, made in by_rows.items() if key[0] == row["year"] and (row["scope"] == "city" or key[1] == row["unit"])}
        assert {flow: row[flow] for flow in COUNTED} == {flow: sum(made[-1] == flow for made in of.values()) for flow in COUNTED}
        assert row["met_gone"] == sum(made[-1] == "gone" and made[0] == "met" for made in of.values())


def check_balance(counts: pd.DataFrame) -> None:
    states = {state: counts[list(FLOWS[state])].sum(axis=1) for state in ("met", "not_met", "unknown")}
    assert (counts["met"] == states["met"]).all()
    assert (counts["branches"] == sum(states.values())).all()
    kept = counts["met_before"] - counts["met_gone"] + counts["moved"] + counts["split"] - counts["merged"]
    assert (kept == counts["kept"] + counts["lapsed"] + counts["unknown_after_met"]).all()
    last = counts.assign(year=counts["year"] + 1).set_index(["year", "scope", "unit"])["met"]
    for row in counts.to_dict("records"):
        assert row["met_before"] == last.get((row["year"], row["scope"], row["unit"]), 0)
    city = counts[counts["scope"] == "city"].set_index("year")
    units = counts[counts["scope"] == "unit"].groupby("year")[[*counts.columns[3:]]].sum()
    pd.testing.assert_frame_equal(city[units.columns], units)
    assert (city["moved"] == 0).all()
    assert (counts[["met_gone", "split", "merged"]] >= 0).all(axis=None)


def test_the_random_rosters_hold_every_flow_and_every_part_of_the_balance():
    stories = [Story(np.random.default_rng(seed)) for seed in range(25)]
    total = sum(flows(verdicts_of(story.verdicts()), story.roster)[[*COUNTED, "met_gone", "split", "merged"]].sum() for story in stories)
    assert (total > 0).all()


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing_and_nothing_given_is_changed(seed):
    story = Story(np.random.default_rng(seed))
    said, roster = verdicts_of(story.verdicts()), story.roster
    copies = said.copy(deep=True), roster.copy(deep=True)
    for measure in (flows_by_branch, flows):
        shuffled = measure(said.sample(frac=1, random_state=seed), roster.sample(frac=1, random_state=seed + 1))
        pd.testing.assert_frame_equal(shuffled, measure(said, roster))
    pd.testing.assert_frame_equal(said, copies[0])
    pd.testing.assert_frame_equal(roster, copies[1])


@pytest.mark.parametrize("seed", range(6))
def test_a_rename_changes_no_count(seed):
    rng = np.random.default_rng(seed)
    keys = [(year, unit, f"Ấp {n}") for year in YEARS for unit in UNITS for n in range(1, 5)]
    said = dict(zip(keys, map(str, rng.choice(["met", "not_met", "unknown"], len(keys))), strict=True))
    plain = [(unit, f"Ấp {n}", None, None, None) for unit in UNITS for n in range(1, 5)]
    renamed, names = [], {}
    for unit, branch, *_ in plain:
        year, new = int(rng.choice(YEARS[1:])), f"{branch} mới"
        renamed += [(unit, branch, None, f"{year}-05-31", new), (unit, new, f"{year}-06-01", None, None)]
        names |= {(y, unit, branch): (y, unit, new if y >= year else branch) for y in YEARS}
    after = flows(verdicts_of({names[key]: verdict for key, verdict in said.items()}), roster_of(*renamed))
    pd.testing.assert_frame_equal(after, flows(verdicts_of(said), roster_of(*plain)))


def test_units_stand_in_the_order_of_the_roster_and_the_city_after_them():
    roster_ = roster_of(("Xã B", "Ấp 1", None, None, None), ("Xã A", "Ấp 1", None, None, None))
    rows = flows(verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 1"): "met"}), roster_)
    assert rows["unit"].fillna("city").tolist() == ["Xã B", "Xã A", "city"] * 2


def test_nothing_judged_gives_no_flows():
    none = verdicts_of({(2018, "Xã A", "Ấp 1"): "met"}).head(0)
    assert [len(flows_by_branch(none, ONE)), len(flows(none, ONE))] == [0, 0]


def causes(*changes: dict) -> pd.DataFrame:
    """What the lapses of 2019 come from, where every branch met the standard in 2018; a row a criterion, of the one unit."""
    facts = pd.concat([branch_years(*({} for _ in changes), year=2018), branch_years(*changes, year=2019)])
    verdicts = judge(facts, statements(), roster(len(changes)), PLAN)
    flowed = flows_by_branch(branches_met(verdicts, PLAN), roster(len(changes)))
    rows = lapse_causes(flowed, criteria_met(verdicts, PLAN), PLAN)
    return rows.query("scope == 'unit' and year == 2019").set_index("criterion")


def test_a_lapse_is_put_down_to_every_criterion_failed_and_to_one_alone_where_all_others_are_met():
    rows = causes({"meetings": 7}, {"meetings": 7, "violations": 1}, {"violations": 1, "jobs_placed": None, "livelihood_models": None}, {})
    assert rows["lapsed"].unique().tolist() == [3]
    assert rows["failed"].to_dict() == {1: 2, 2: 0, 3: 0, 4: 0, 5: 2, 6: 0, 7: 0}
    assert rows["failed_alone"].to_dict() == {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 0, 7: 0}
    assert rows["failed_alone_high"].to_dict() == {1: 1, 2: 0, 3: 0, 4: 0, 5: 1, 6: 0, 7: 0}
    assert rows.loc[2, "unknown"] == 1
    assert rows.loc[5, "clause"] == "B.2.5"


def test_a_branch_that_was_never_at_the_standard_or_is_unknown_lapses_from_nothing():
    rows = causes({"meetings": None}, {})
    assert rows[["lapsed", "failed", "failed_alone", "failed_alone_high", "unknown"]].to_numpy().sum() == 0


def test_a_lapse_by_another_measure_without_facts_has_every_criterion_unknown():
    flowed = flows_by_branch(verdicts_of({(2018, "Xã A", "Ấp 1"): "met", (2019, "Xã A", "Ấp 1"): "not_met"}), ONE)
    none = pd.DataFrame({"year": [], "unit": [], "branch": [], "criterion": [], "verdict": []}).astype({"year": "Int64", "unit": "str"})
    rows = lapse_causes(flowed, none.astype({"branch": "str"}), PLAN).query("year == 2019")
    assert rows["unknown"].tolist() == [1] * len(PLAN.criteria) * 2
    assert rows["failed"].sum() == 0


@pytest.mark.parametrize("seed", range(5))
def test_causes_counted_branch_by_branch_are_the_same(seed):
    rng, story = np.random.default_rng(seed), Story(np.random.default_rng(seed))
    flowed = flows_by_branch(verdicts_of(story.verdicts()), story.roster)
    here = flowed.loc[flowed["now"].notna(), ["year", "unit", "branch"]]
    ids = [c.id for c in PLAN.criteria]
    criteria = pd.concat(
        [here.assign(criterion=c, verdict=rng.choice(["met", "not_met", "unknown"], len(here), p=[0.7, 0.2, 0.1])) for c in ids]
    )
    of = {(*key, c): v for *key, c, v in criteria.itertuples(index=False, name=None)}
    lapsed = [row[:3] for row in flowed.itertuples(index=False, name=None) if row[-1] == "lapsed"]
    for row in lapse_causes(flowed, criteria.sample(frac=1, random_state=seed), PLAN).to_dict("records"):
        mine = [key for key in lapsed if key[0] == row["year"] and (row["scope"] == "city" or key[1] == row["unit"])]
        failed = [key for key in mine if of[(*key, row["criterion"])] == "not_met"]
        others = [[of[(*key, c)] for c in ids if c != row["criterion"]] for key in failed]
        assert (row["lapsed"], row["failed"]) == (len(mine), len(failed))
        assert row["failed_alone"] == sum(set(other) == {"met"} for other in others)
        assert row["failed_alone_high"] == sum("not_met" not in other for other in others)
        assert row["unknown"] == sum(of[(*key, row["criterion"])] == "unknown" for key in mine)
