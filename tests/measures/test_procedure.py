"""The recognition procedure (III.2): registration against 90%, pilots against 70%, who is nearest, and where each branch falls out."""

import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, TABLES, UNIT, appraisals, branch_years, recognitions, registrations, roster, statements

from sadec_analytics.measures import (
    against,
    branches_met,
    criteria_met,
    funnel,
    funnel_branches,
    judge,
    nearest_to_standard,
    pilot_share,
    registration_rate,
    wanting,
)

YES, NO, BLANK = True, False, None
STEPS = ("registered", "claimed", "appraised", "recognised")


def city_row(answers: list, **more) -> pd.Series:
    rows = registration_rate(registrations(*answers), roster(len(answers), **more), PLAN)
    return rows.query("year == 2019 and scope == 'city'").iloc[0]


@pytest.mark.parametrize(
    ("sentence", "yes", "no", "blank", "verdict"),
    [
        ("33 of 37 do not make 90%", 33, 4, 0, "missed"),
        ("34 of 37 do", 34, 3, 0, "reached"),
        ("34 do whatever the others answer", 34, 0, 3, "reached"),
        ("33 and a blank may", 33, 3, 1, "undecided"),
        ("33 and four blanks may", 33, 0, 4, "undecided"),
        ("32 and one blank cannot any more", 32, 4, 1, "missed"),
        ("no answer at all decides nothing", 0, 0, 37, "undecided"),
    ],
)
def test_registration_is_reached_missed_or_undecided_by_counts(sentence, yes, no, blank, verdict):
    row = city_row([YES] * yes + [NO] * no + [BLANK] * blank)
    assert row["verdict"] == verdict, sentence
    assert (row["branches"], row["registered"], row["not_registered"], row["unknown"]) == (37, yes, no, blank)
    assert (row["needed"], row["wanting"], row["clause"]) == (34, max(34 - yes, 0), "III.2.2.a")
    assert (row["share_low"], row["share_high"]) == (yes / 37, (yes + blank) / 37)


def test_a_branch_that_no_list_names_is_unknown_and_one_outside_the_roster_is_not_counted():
    lists = pd.concat([registrations(YES, NO), registrations(YES, unit="Phường 9")], ignore_index=True)
    rows = registration_rate(lists, roster(3), PLAN)
    assert rows.query("year == 2019")[["scope", "registered", "not_registered", "unknown"]].to_numpy().tolist() == [
        ["unit", 1, 1, 1],
        ["city", 1, 1, 1],
    ]
    assert rows.query("year == 2018")["unknown"].tolist() == [3, 3]


def test_the_city_sums_branches_and_never_averages_the_shares_of_its_units():
    lists = pd.concat([registrations(*[YES] * 9, NO), registrations(NO, unit="Phường 4")], ignore_index=True)
    both = pd.concat([roster(10), roster(1, unit="Phường 4", order=2)], ignore_index=True)
    rows = registration_rate(lists, both, PLAN).query("year == 2019")
    assert rows["verdict"].tolist() == ["reached", "missed", "missed"]
    assert rows["share_low"].tolist() == [0.9, 0.0, 9 / 11]


@pytest.mark.parametrize(
    ("year", "answers", "verdict"),
    [
        (2019, [YES, YES, YES, NO], "reached"),
        (2019, [YES, YES, NO, NO], "missed"),
        (2019, [YES, YES, BLANK, NO], "undecided"),
        (2019, [YES, BLANK, NO, NO], "missed"),
        (2018, [YES, YES, NO, NO], "undecided"),
        (2018, [YES, YES, YES, NO], "reached"),
        (2019, [YES] * 7 + [NO] * 3, "reached"),
        (2019, [YES] * 6 + [NO] * 4, "missed"),
    ],
)
def test_pilots_are_judged_against_70_percent_of_each_unit_at_the_end_of_2019(year, answers, verdict):
    rows = pilot_share(registrations(*answers, year=year, field="is_pilot"), roster(len(answers)), PLAN)
    row = rows[(rows["year"] == year) & (rows["scope"] == "unit")].iloc[0]
    assert (row["verdict"], row["pilots"], row["clause"]) == (verdict, answers.count(YES), "IV.2.2")


def test_pilots_are_not_asked_for_after_2019():
    rows = pilot_share(registrations(YES, year=2022, field="is_pilot"), roster(1), PLAN)
    assert rows["year"].unique().tolist() == [2018, 2019]


def test_every_k_of_n_up_to_500_agrees_with_exact_fractions_for_every_target_of_the_plan():
    pairs = [(k, n) for n in range(1, 501) for k in range(n + 1)]
    exact = [Fraction(k, n) for k, n in pairs]
    met, branches = np.array(pairs).T
    counts = pd.DataFrame({"year": PLAN.last_year, "branches": branches, "met": met, "not_met": branches - met, "unknown": 0})
    for target in (*PLAN.stages, *PLAN.shares):
        share = Fraction(target.target_percent, 100)
        reached = np.array([one >= share for one in exact])
        assert (against(counts, target)["verdict"] == np.where(reached, "reached", "missed")).all()


def test_shares_are_the_least_and_the_greatest_over_all_answers_to_the_blanks():
    for answers in itertools.product([YES, NO, BLANK], repeat=4):
        filled = itertools.product(*([YES, NO] if one is BLANK else [one] for one in answers))
        counts = [sum(one) for one in filled]
        row = city_row(list(answers))
        assert (row["share_low"] * 4, row["share_high"] * 4) == (min(counts), max(counts))
        assert {"reached": min(counts) == 4, "missed": max(counts) < 4, "undecided": max(counts) == 4 > min(counts)}[row["verdict"]]


# ---------------------------------------------------------------- the funnel


def funnel_of(*said: tuple, decided: bool = True, year: int = 2018) -> pd.DataFrame:
    """One branch a tuple: registered, claimed, criteria appraised (None: not drawn), recognised; the city decided on another ward."""
    numbered = list(enumerate(said, 1))
    drawn = {n: criteria for n, (_, _, criteria, _) in numbered if criteria}
    listed = [n for n, (*_, is_recognised) in numbered if is_recognised]
    decisions = [recognitions(*listed, year=year), recognitions(*[1] * decided, year=year, unit="Phường 4")]
    return funnel_branches(
        registrations(*(one[0] for one in said), year=year),
        branch_years(*({"self_assessed": one[1]} for one in said), year=year),
        appraisals(drawn, year=year),
        pd.concat(decisions, ignore_index=True),
        roster(len(said)),
        PLAN,
    )


def told(values: pd.Series) -> list:
    return [None if pd.isna(value) else value for value in values]


ALL, ONE_MISSED, ONE_OPEN = dict.fromkeys(range(1, 8), YES), {1: YES, 5: NO, 6: BLANK}, {1: YES, 5: BLANK}


@pytest.mark.parametrize(
    ("sentence", "said", "falls_out_at", "open_at"),
    [
        ("through every step", (YES, YES, ALL, YES), None, None),
        ("through without being drawn", (YES, YES, None, YES), None, None),
        ("through with some criteria appraised", (YES, YES, {3: YES}, YES), None, None),
        ("not registered", (NO, NO, None, NO), "registered", None),
        ("registered and not claimed", (YES, NO, None, NO), "claimed", None),
        ("a criterion found not met, though another is blank", (YES, YES, ONE_MISSED, NO), "appraised", None),
        ("claimed, not drawn, not recognised", (YES, YES, None, NO), "recognised", None),
        ("an appraisal left open is no failure", (YES, YES, ONE_OPEN, NO), "recognised", None),
        ("no claim known, and not recognised", (YES, BLANK, None, NO), "recognised", "claimed"),
        ("registration unknown, and not claimed", (BLANK, NO, None, NO), "claimed", "registered"),
        ("not registered, claim unknown", (NO, BLANK, None, NO), "registered", None),
    ],
)
def test_a_branch_falls_out_at_the_first_step_that_says_no(sentence, said, falls_out_at, open_at):
    row = funnel_of(said)
    assert (told(row["falls_out_at"]), told(row["open_at"])) == ([falls_out_at], [open_at]), sentence


def test_each_step_says_yes_no_or_nothing_by_name():
    rows = funnel_of((YES, YES, ALL, YES), (NO, NO, ONE_MISSED, NO), (BLANK, BLANK, ONE_OPEN, NO), (YES, YES, None, YES))
    assert told(rows["registered"]) == [True, False, None, True]
    assert told(rows["claimed"]) == [True, False, None, True]
    assert told(rows["appraised"]) == [True, False, None, None]
    assert told(rows["recognised"]) == [True, False, False, True]


def test_without_a_decision_of_the_year_recognition_is_open():
    rows = funnel_of((YES, YES, ALL, None), (YES, NO, None, None), decided=False)
    assert told(rows["recognised"]) == [None, None]
    assert told(rows["open_at"]) == ["recognised", None]
    assert told(rows["falls_out_at"]) == [None, "claimed"]


def test_a_claim_without_registration_has_a_column_of_its_own():
    rows = funnel_of((NO, YES, None, NO), (YES, YES, None, NO), (BLANK, YES, None, NO), (NO, NO, None, NO), (NO, BLANK, None, NO))
    assert told(rows["claimed_unregistered"]) == [True, False, None, False, None]


def test_recognition_in_spite_of_a_no_before_has_a_column_of_its_own():
    rows = funnel_of((YES, NO, None, YES), (YES, YES, ONE_MISSED, YES), (YES, BLANK, None, YES), (YES, YES, None, YES), (NO, NO, None, NO))
    assert told(rows["recognised_despite_no"]) == [True, True, None, False, False]
    assert told(rows["falls_out_at"]) == ["claimed", "appraised", None, None, "registered"]


def test_the_years_run_to_the_last_that_any_step_tells_of_and_programme_a_tells_of_none():
    lists, nothing = registrations(YES, year=2018), [TABLES[name].frame() for name in ("branch_years", "appraisals")]
    for programme, years in (("A", [2018]), ("B", [2018, 2019, 2020])):
        rows = funnel_branches(lists, *nothing, recognitions(1, year=2020, programme=programme), roster(1), PLAN)
        assert rows["year"].tolist() == years


def test_the_funnel_counts_each_step_of_each_scope():
    rows = funnel(
        funnel_of(
            (YES, YES, ALL, YES),
            (YES, YES, None, YES),
            (YES, YES, ONE_MISSED, NO),
            (YES, NO, None, NO),
            (NO, YES, None, NO),
            (BLANK, YES, None, YES),
        )
    )
    city = rows.query("scope == 'city'").set_index("step")
    assert city.index.tolist() == ["roster", *STEPS]
    assert city[["yes", "no", "unknown"]].to_numpy().tolist() == [[6, 0, 0], [4, 1, 1], [5, 1, 0], [1, 1, 4], [3, 3, 0]]
    assert city[["passed", "open", "fell_out"]].to_numpy().tolist() == [[6, 0, 0], [4, 1, 1], [3, 1, 1], [1, 2, 1], [2, 1, 0]]
    assert city["yes_after_no"].tolist() == [0, 0, 1, 0, 0]
    unit = rows.query("scope == 'unit'")
    assert unit["unit"].unique().tolist() == [UNIT]
    assert unit[["passed", "open"]].to_numpy().tolist() == city[["passed", "open"]].to_numpy().tolist()


def drawn(seed: int, branches: int = 60) -> dict[str, pd.DataFrame]:
    """Tables of three wards over two years, every answer drawn at random, blanks and branches that nobody names among them."""
    rng = np.random.default_rng(seed)
    wards = [f"Phường {n}" for n in (1, 2, 3)]
    rosters = [roster(branches // 3, unit=unit, order=n) for n, unit in enumerate(wards)]
    population = pd.concat(rosters, ignore_index=True)
    by_year = pd.concat([population[["unit", "branch"]].assign(year=year) for year in (2018, 2019)], ignore_index=True)

    def some(share: float) -> pd.DataFrame:
        return by_year[rng.random(len(by_year)) < share]

    def answered(rows: pd.DataFrame, **fields: float) -> pd.DataFrame:
        said = {name: rng.choice([True, False, None], len(rows), p=[yes, 0.9 - yes, 0.1]) for name, yes in fields.items()}
        return rows.assign(**said)

    found = pd.concat([some(0.3).assign(criterion=n) for n in (1, 2)], ignore_index=True)
    frames = {
        "registrations": answered(some(0.9), registered=0.7, is_pilot=0.6),
        "branch_years": answered(some(0.9), self_assessed=0.6),
        "appraisals": answered(found, met=0.8),
        "recognitions": some(0.5).query("year == 2018").assign(programme="B"),
        "roster": population,
    }
    return {name: TABLES[name].frame(rows) for name, rows in frames.items()}


def measured(tables: dict[str, pd.DataFrame]) -> list[pd.DataFrame]:
    branches = funnel_branches(*(tables[name] for name in ("registrations", "branch_years", "appraisals", "recognitions", "roster")), PLAN)
    lists = tables["registrations"], tables["roster"]
    return [branches, funnel(branches), registration_rate(*lists, PLAN), pilot_share(*lists, PLAN)]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing_and_no_input_is_changed(seed):
    tables = drawn(seed)
    copies = {name: table.copy(deep=True) for name, table in tables.items()}
    shuffled = {name: table.sample(frac=1, random_state=seed) for name, table in tables.items()}
    for straight, mixed in zip(measured(tables), measured(shuffled), strict=True):
        pd.testing.assert_frame_equal(straight, mixed)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, copies[name])


@pytest.mark.parametrize("seed", range(5))
def test_what_passed_is_open_and_fell_out_makes_the_whole_at_every_step(seed):
    branches, counts, *_ = measured(drawn(seed))
    so_far = counts.groupby(["year", "scope", "unit"], dropna=False, sort=False)["fell_out"].cumsum()
    assert (counts["passed"] + counts["open"] + so_far == counts["branches"]).all()
    assert (counts["yes"] + counts["no"] + counts["unknown"] == counts["branches"]).all()
    city = counts[counts["scope"] == "city"].set_index(["year", "step"])
    units = counts[counts["scope"] == "unit"].groupby(["year", "step"])[["branches", "passed", "open", "fell_out", "yes_after_no"]].sum()
    for (year, step), row in units.iterrows():
        assert (city.loc[(year, step), units.columns] == row).all()
        of_year = branches[branches["year"] == year]
        assert row["fell_out"] == (of_year["falls_out_at"] == step).sum()
    assert city.xs("claimed", level="step")["yes_after_no"].sum() == branches["claimed_unregistered"].sum()
    assert city.xs("recognised", level="step")["yes_after_no"].sum() == branches["recognised_despite_no"].sum()


@pytest.mark.parametrize("seed", range(5))
def test_an_answer_to_a_blank_never_widens_a_share_and_a_yes_never_lowers_it(seed):
    tables = drawn(seed)
    order = {"missed": 0, "undecided": 1, "reached": 2}
    for answer in (True, False):
        filled = tables["registrations"].copy()
        blank = filled["registered"].isna() & (np.random.default_rng(seed).random(len(filled)) < 0.5)
        filled.loc[blank, "registered"] = answer
        assert blank.any()
        before = registration_rate(tables["registrations"], tables["roster"], PLAN)
        after = registration_rate(filled, tables["roster"], PLAN)
        assert (after["share_low"] >= before["share_low"]).all()
        assert (after["share_high"] <= before["share_high"]).all()
        fixed = "share_high" if answer else "share_low"
        assert (after[fixed] == before[fixed]).all()
        rank_before, rank_after = before["verdict"].map(order), after["verdict"].map(order)
        assert ((rank_after >= rank_before) if answer else (rank_after <= rank_before)).all()


def test_nothing_reported_gives_no_rows():
    none = {name: TABLES[name].frame() for name in ("registrations", "branch_years", "appraisals", "recognitions")} | {"roster": roster(2)}
    assert [len(rows) for rows in measured(none)] == [0, 0, 0, 0]


# ---------------------------------------------------------------- who may register easily


def judged(*changes: dict, year: int = 2019, unit: str = UNIT) -> pd.DataFrame:
    return judge(branch_years(*changes, year=year, unit=unit), statements(), roster(len(changes), unit=unit), PLAN)


ONE_NO, TWO_NO, ONE_UNKNOWN, NO_AND_UNKNOWN = (
    {"meetings": 7},
    {"meetings": 7, "violations": 1},
    {"has_congress": None},
    {"meetings": 7, "violations": None},
)


def test_the_nearest_to_the_standard_stands_first_and_what_is_unknown_counts_against_a_branch():
    rows = nearest_to_standard(judged(TWO_NO, {}, NO_AND_UNKNOWN, ONE_NO, ONE_UNKNOWN), PLAN).query("year == 2019")
    assert rows["branch"].tolist() == ["Khóm 5", "Khóm 4", "Khóm 3", "Khóm 1"]
    assert rows[["lacks_at_least", "lacks_at_most"]].to_numpy().tolist() == [[0, 1], [1, 1], [1, 2], [2, 2]]
    assert rows["place_in_unit"].tolist() == [1, 2, 3, 4]


def test_a_branch_that_reported_nothing_stands_behind_one_that_misses_two_criteria():
    verdicts = judge(branch_years(TWO_NO, year=2019), statements(), roster(2), PLAN)
    rows = nearest_to_standard(verdicts, PLAN).query("year == 2019")
    assert rows[["branch", "lacks_at_least", "lacks_at_most"]].to_numpy().tolist() == [["Khóm 1", 2, 2], ["Khóm 2", 0, 7]]


def test_places_are_shared_and_run_within_the_unit_and_within_the_city():
    both = pd.concat([judged(TWO_NO, ONE_NO), judged(ONE_NO, NO_AND_UNKNOWN, unit="Phường 4")], ignore_index=True)
    rows = nearest_to_standard(both, PLAN).query("year == 2019")
    assert rows[["unit", "branch", "place_in_unit", "place_in_city"]].to_numpy().tolist() == [
        [UNIT, "Khóm 2", 1, 1],
        ["Phường 4", "Khóm 1", 1, 1],
        ["Phường 4", "Khóm 2", 2, 3],
        [UNIT, "Khóm 1", 2, 4],
    ]


def test_when_every_branch_meets_the_standard_nobody_is_ranked():
    rows = nearest_to_standard(judged({}, {}, year=2018), PLAN)
    assert len(rows) == 0
    assert {"not_met", "unknown", "place_in_unit", "place_in_city"} <= set(rows.columns)


def test_wanting_lists_what_the_criteria_say_one_by_one():
    rng = np.random.default_rng(0)
    fields = {"violations": 1, "jobs_placed": 0, "largest_team_members": 4, "admissions": 4, "meetings": 7, "sports_activities": 0}
    changes = [{name: rng.choice([None, bad]) for name, bad in fields.items() if rng.random() < 0.4} for _ in range(40)]
    verdicts = judged(*changes)
    criteria, verdict = criteria_met(verdicts, PLAN), branches_met(verdicts, PLAN).set_index(["year", "branch"])["verdict"]
    rows = wanting(verdicts, PLAN)
    assert len(rows) == (verdict != "met").sum() > 40
    for row in rows.to_dict("records"):
        of_branch = criteria[(criteria["year"] == row["year"]) & (criteria["branch"] == row["branch"])]
        for state in ("not_met", "unknown"):
            assert row[state] == tuple(of_branch.loc[of_branch["verdict"] == state, "criterion"])
        assert row["verdict"] == verdict[(row["year"], row["branch"])]
