"""Fees: on what the rate rests, what was to be expected, what each level keeps; condition 5.4 agrees with what is shown."""

import itertools

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, UNIT, branch_years, roster, statements
from plan.test_plan import changed_plan

from sadec_analytics.measures import branch_fees, fee_collection, fee_shares, judge

RATE = {"field": "fees_rate", "kind": "stated_rate"}
HEADS = {"field": "fees_collected_vnd", "kind": "head_count"}
CLAIM = {"field": "fees_collected_vnd", "kind": "stated_verdict"}
NO_AMOUNTS = {"fees_due_vnd": None, "fees_collected_vnd": None}


def fees_of(*said: dict, **changes) -> pd.Series:
    return branch_fees(branch_years(changes), statements(*said), roster(), PLAN).iloc[0]


def collection_of(*changes: dict, said: tuple = (), branches: int | None = None, scope: str = "city") -> pd.Series:
    rows = fee_collection(branch_years(*changes), statements(*said), roster(branches or len(changes)), PLAN)
    return rows[rows["scope"] == scope].iloc[0]


@pytest.mark.parametrize(
    ("sentence", "said", "changes", "basis"),
    [
        ("both amounts settle it", [], {}, "amounts"),
        ("both amounts outweigh a stated rate", [RATE | {"low": 1, "high": 1}], {"fees_collected_vnd": 1}, "amounts"),
        ("nothing due needs nothing collected", [], {"fees_due_vnd": 0, "fees_collected_vnd": None}, "amounts"),
        ("a bound on one amount may settle it", [HEADS | {"kind": "bound", "low": 360_000}], {"fees_collected_vnd": None}, "amounts"),
        ("one amount alone does not", [], {"fees_collected_vnd": None}, "none"),
        ("12 of 15 members", [HEADS | {"low": 0.8, "high": 0.8}], NO_AMOUNTS, "head_count"),
        ("a stated percentage", [RATE | {"low": 0.95, "high": 0.95}], NO_AMOUNTS, "stated_rate"),
        ("a percentage beside the amount due", [RATE | {"low": 0.95, "high": 0.95}], {"fees_collected_vnd": None}, "stated_rate"),
        ("a head count comes before a percentage", [RATE | {"low": 1}, HEADS | {"low": 1, "high": 1}], NO_AMOUNTS, "head_count"),
        ("a percentage before a claim", [RATE | {"low": 1, "high": 1}, CLAIM | {"low": 1, "high": 1}], NO_AMOUNTS, "stated_rate"),
        ("a claim that all was collected", [CLAIM | {"low": 1, "high": 1}], NO_AMOUNTS, "stated_verdict"),
        ("criterion 5 claimed to be met", [CLAIM | {"field": "criterion_5", "low": 1, "high": 1}], NO_AMOUNTS, "stated_verdict"),
        ("criterion 5 not met says nothing of fees", [CLAIM | {"field": "criterion_5", "low": 0, "high": 0}], NO_AMOUNTS, "none"),
        ("another criterion says nothing of fees", [CLAIM | {"field": "criterion_4", "low": 1, "high": 1}], NO_AMOUNTS, "none"),
        ("contradicting shares say nothing", [RATE | {"low": 1, "high": 1}, HEADS | {"low": 0.5, "high": 0.5}], NO_AMOUNTS, "none"),
        ("nothing said", [], NO_AMOUNTS, "none"),
    ],
)
def test_the_basis_of_a_rate(sentence, said, changes, basis):
    assert fees_of(*said, **changes)["basis"] == basis, sentence


@pytest.mark.parametrize(("low", "claimed"), [(1, True), (0, False), (None, False)])
def test_a_claim_is_shown_and_leaves_the_rate_open(low, claimed):
    row = fees_of(CLAIM | {"low": low, "high": low}, **NO_AMOUNTS)
    assert row["stated_in_full"] == claimed
    assert (row["rate_low"], np.isnan(row["rate_high"]), np.isnan(row["rate"])) == (0, True, True)


def test_claims_that_contradict_say_nothing():
    row = fees_of(CLAIM | {"low": 1, "high": 1}, CLAIM | {"field": "fees_rate", "low": 0, "high": 0}, **NO_AMOUNTS)
    assert (pd.isna(row["stated_in_full"]), row["basis"]) == (True, "none")


def test_a_branch_shows_its_rate_and_what_is_missing_with_bounds():
    row = fees_of(fees_collected_vnd=300_000)
    assert (row["rate"], row["rate_low"], row["rate_high"]) == (300 / 360, 300 / 360, 300 / 360)
    assert (row["missing_low_vnd"], row["missing_high_vnd"]) == (60_000, 60_000)
    row = fees_of(fees_collected_vnd=None)
    assert (row["rate_low"], np.isnan(row["rate_high"])) == (0, True)
    assert (pd.isna(row["missing_low_vnd"]), row["missing_high_vnd"]) == (True, 360_000)
    row = fees_of(RATE | {"low": 0.8}, **NO_AMOUNTS)
    assert (row["rate_low"], np.isnan(row["rate_high"])) == (0.8, True)
    assert fees_of(fees_collected_vnd=384_000)["missing_high_vnd"] == -24_000


def test_no_fee_due_has_no_rate_and_is_noted():
    row = fees_of(fees_due_vnd=0, fees_collected_vnd=0)
    assert row["has_no_fee_due"]
    assert row[["rate", "rate_low", "rate_high"]].isna().all()
    assert pd.isna(fees_of(fees_due_vnd=None)["has_no_fee_due"])
    city = collection_of({"fees_due_vnd": 0, "fees_collected_vnd": 0})
    assert (city["branches_no_fee_due"], np.isnan(city["rate"]), np.isnan(city["rate_high"])) == (1, True, True)


AMOUNTS = (None, 0, 1, 359_999, 360_000, 400_000)
SHARES = (None, (0, 0), (0.5, 0.5), (0.8, None), (None, 0.99), (0.9999999, 0.9999999), (1, 1), (1, None), (1.1, 1.1))


def test_condition_5_4_agrees_with_every_row_that_is_shown():
    cases = list(itertools.product(AMOUNTS, AMOUNTS, SHARES, SHARES))
    facts = branch_years(*({"fees_due_vnd": due, "fees_collected_vnd": collected} for due, collected, _, _ in cases))
    said = [
        {"branch": f"Khóm {n}", "low": share[0], "high": share[1]} | kind
        for n, (_, _, *shares) in enumerate(cases, 1)
        for kind, share in zip((RATE, HEADS), shares, strict=True)
        if share
    ]
    inputs = facts, statements(*said), roster(len(cases)), PLAN
    verdicts = judge(*inputs)
    rows = branch_fees(*inputs).merge(verdicts[verdicts["condition"] == "5.4"], on=["year", "unit", "branch"], validate="one_to_one")
    assert len(rows) == len(cases)
    assert {"met", "not_met", "unknown"} == set(rows["verdict"])
    no_fee = rows["has_no_fee_due"].fillna(False).astype(bool)
    for met, shown in (("met", (rows["rate_low"] >= 1) | no_fee), ("not_met", (rows["rate_high"] < 1))):
        assert ((rows["verdict"] == met) == shown).all()
    assert ((rows["verdict"] == "met") == (rows["missing_high_vnd"] <= 0).fillna(False)).all()
    assert ((rows["verdict"] == "not_met") == (rows["missing_low_vnd"] > 0).fillna(False)).all()


def test_fees_sum_numerators_and_denominators_and_never_average_rates():
    row = collection_of({"fees_due_vnd": 100_000, "fees_collected_vnd": 100_000}, {"fees_due_vnd": 900_000, "fees_collected_vnd": 0})
    assert (row["fees_due_vnd"], row["fees_collected_vnd"], row["rate"]) == (1_000_000, 100_000, 0.1)


def test_the_fee_rate_shows_the_bounds_that_a_missing_amount_leaves():
    row = collection_of({}, {"fees_collected_vnd": None}, {"fees_due_vnd": None}, branches=4)
    assert (row["branches"], row["branches_due_known"], row["branches_known"]) == (4, 2, 1)
    assert (row["rate"], row["rate_low"], row["rate_high"]) == (1.0, 0.5, 1.0)


def test_a_stated_share_of_a_known_amount_due_narrows_the_bounds():
    half = RATE | {"branch": "Khóm 2", "low": 0.5, "high": 0.5}
    row = collection_of({}, {"fees_collected_vnd": None}, said=(half,))
    assert (row["branches_known"], row["rate_low"], row["rate_high"]) == (1, 0.75, 0.75)
    row = collection_of({}, {"fees_collected_vnd": None}, said=(half | {"high": None},))
    assert (row["rate_low"], row["rate_high"]) == (0.75, 1.0)


def test_a_share_just_below_one_never_makes_the_whole_sum_look_collected():
    row = collection_of({"fees_collected_vnd": None}, said=(RATE | {"low": 1 - 1e-9, "high": 1 - 1e-9},))
    assert row["rate_high"] < 1


def test_how_many_branches_rest_on_which_basis():
    said = [
        {"branch": f"Khóm {n}"} | kind | {"low": 1, "high": 1}
        for n, kind in ((2, HEADS), (3, RATE), (4, RATE), (5, CLAIM), (6, CLAIM | {"field": "criterion_5"}))
    ]
    for scope in ("unit", "city"):
        row = collection_of({}, *[NO_AMOUNTS] * 6, said=said, branches=8, scope=scope)
        counts = {name: row[f"branches_by_{name}"] for name in ("amounts", "head_count", "stated_rate", "stated_verdict", "none")}
        assert counts == {"amounts": 1, "head_count": 1, "stated_rate": 2, "stated_verdict": 2, "none": 2}
        assert sum(counts.values()) == row["branches"]


def test_sums_that_nobody_states_are_missing_and_not_zero():
    row = collection_of(NO_AMOUNTS)
    assert row[["fees_due_vnd", "fees_collected_vnd", "stated_due_vnd", "expected_due_vnd"]].isna().all()
    assert row[["rate", "rate_low", "rate_high"]].isna().all()


@pytest.mark.parametrize(
    ("sentence", "changes", "expected", "unusual"),
    [
        ("15 members owe 360,000 đ; ten were there all year and may be exempt for half of it", {}, (120_000, 360_000, 900_000), False),
        ("at the low bound is usual", {"fees_due_vnd": 120_000}, (120_000, 360_000, 900_000), False),
        ("one đồng below is not", {"fees_due_vnd": 119_999}, (120_000, 360_000, 900_000), True),
        ("at the high bound is usual", {"fees_due_vnd": 900_000}, (120_000, 360_000, 900_000), False),
        ("one đồng above is not", {"fees_due_vnd": 900_001}, (120_000, 360_000, 900_000), True),
        ("thousands of đồng taken as đồng", {"fees_due_vnd": 360}, (120_000, 360_000, 900_000), True),
        ("nothing due of 15 members", {"fees_due_vnd": 0}, (120_000, 360_000, 900_000), True),
        ("unknown admissions: all may be new", {"admissions": None, "fees_due_vnd": 360}, (0, 360_000, 900_000), False),
        ("more admitted than members", {"admissions": 20, "fees_due_vnd": 360}, (0, 360_000, 900_000), False),
        ("an unknown amount cannot be unusual", {"fees_due_vnd": None}, (120_000, 360_000, 900_000), None),
        ("nor can one of unknown members", {"members": None}, (0, None, None), None),
    ],
)
def test_what_members_owe_by_the_tariff_against_what_is_stated(sentence, changes, expected, unusual):
    row = fees_of(**changes)
    found = row[["expected_low_vnd", "expected_due_vnd", "expected_high_vnd", "is_unusual"]]
    assert [None if pd.isna(value) else value for value in found] == [*expected, unusual], sentence


def test_members_said_as_a_bound_bound_what_is_expected():
    row = fees_of({"field": "members", "kind": "bound", "low": 16}, members=None, fees_due_vnd=131_999)
    assert (row["expected_low_vnd"], pd.isna(row["expected_due_vnd"]), pd.isna(row["expected_high_vnd"])) == (132_000, True, True)
    assert row["is_unusual"]


def test_stated_against_expected_sums_the_branches_that_state_both():
    row = collection_of({"fees_due_vnd": 240_000}, {"members": 5}, {"members": None}, {"fees_due_vnd": None})
    assert (row["branches_expected_known"], row["stated_due_vnd"], row["expected_due_vnd"]) == (2, 600_000, 480_000)
    assert row["stated_to_expected"] == 600 / 480
    assert (row["expected_high_vnd"], row["branches_unusual"]) == (1_200_000, 1)


def test_the_expected_amount_follows_the_tariff_of_the_plan(tmp_path):
    plan = changed_plan(tmp_path, {"vnd_per_month = 2000": "vnd_per_month = 3000"})
    row = branch_fees(branch_years({}), statements(), roster(), plan).iloc[0]
    assert (row["expected_low_vnd"], row["expected_due_vnd"], row["expected_high_vnd"]) == (180_000, 540_000, 900_000)


def test_bounds_of_a_unit_contain_every_filling_and_touch_the_outermost():
    rng = np.random.default_rng(53)
    for _ in range(25):
        dues = rng.integers(0, 4, 3).tolist()
        collected = [None if rng.random() < 0.6 else int(rng.integers(0, due + 1)) for due in dues]
        changes = [{"fees_due_vnd": due, "fees_collected_vnd": paid} for due, paid in zip(dues, collected, strict=True)]
        row = collection_of(*changes)
        if sum(dues) == 0:
            assert row[["rate_low", "rate_high"]].isna().all()
            continue
        open_ = [range(due + 1) if paid is None else [paid] for due, paid in zip(dues, collected, strict=True)]
        shares = [sum(filling) / sum(dues) for filling in itertools.product(*open_)]
        assert (row["rate_low"], row["rate_high"]) == (min(shares), max(shares))


def shares_of(*collected: int | None, plan=PLAN) -> pd.DataFrame:
    facts = branch_years(*({"fees_collected_vnd": vnd} for vnd in collected))
    return fee_shares(facts, roster(len(collected)), plan)


def test_residues_are_decided_branch_by_branch_and_stay_with_the_lower_level():
    rows = shares_of(100, 100, 100)
    branch, unit = rows[rows["scope"] == "unit"].to_dict("records")
    assert [branch[name] for name in ("level", "received_vnd", "kept_vnd", "passed_vnd", "residue_vnd")] == ["Chi đoàn", 300, 201, 99, 3]
    assert [unit[name] for name in ("level", "received_vnd", "kept_vnd", "passed_vnd", "residue_vnd")] == ["Đoàn cơ sở", 99, 66, 33, 0]


@pytest.mark.parametrize(
    ("vnd", "kept", "passed", "residue"), [(0, 0, 0, 0), (1, 1, 0, 1), (2, 2, 0, 1), (3, 2, 1, 0), (360_000, 240_000, 120_000, 0)]
)
def test_a_branch_keeps_two_thirds_and_what_rounding_leaves(vnd, kept, passed, residue):
    row = shares_of(vnd).iloc[0]
    assert (row["kept_vnd"], row["passed_vnd"], row["residue_vnd"]) == (kept, passed, residue)


def test_the_levels_above_the_units_have_city_rows_alone():
    rows = shares_of(900)
    assert rows.loc[rows["scope"] == "unit", "level"].tolist() == ["Chi đoàn", "Đoàn cơ sở"]
    city = rows[rows["scope"] == "city"]
    assert city[["level", "received_vnd", "passed_vnd"]].to_numpy().tolist() == [
        ["Chi đoàn", 900, 300],
        ["Đoàn cơ sở", 300, 100],
        ["Thành Đoàn", 100, 33],
    ]


def test_levels_and_shares_are_those_of_the_plan(tmp_path):
    named = '"Thành Đoàn"]\nvi'
    plan = changed_plan(
        tmp_path, {"keep = 2\npass_up = 1\nof = 3": "keep = 1\npass_up = 1\nof = 2", named: '"Thành Đoàn", "Tỉnh Đoàn"]\nvi'}
    )
    rows = shares_of(800, plan=plan)
    assert rows.loc[rows["scope"] == "city", "passed_vnd"].tolist() == [400, 200, 100, 50]


def test_a_branch_that_states_nothing_is_counted_and_not_taken_as_zero():
    row = shares_of(300, None).iloc[0]
    assert (row["branches"], row["branches_known"], row["kept_vnd"]) == (2, 1, 200)
    assert shares_of(None)[["received_vnd", "kept_vnd", "passed_vnd", "residue_vnd"]].isna().all(axis=None)


def two_units(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    def some(high: int) -> int | None:
        return None if rng.random() < 0.25 else int(rng.integers(high))

    units = [(UNIT, 1), ("Phường 4", 2)]
    changes = [[{"fees_due_vnd": some(10**6), "fees_collected_vnd": some(10**6), "members": some(40)} for _ in range(5)] for _ in units]
    facts = [branch_years(*of, unit=unit, year=year) for of, (unit, _) in zip(changes, units, strict=True) for year in (2018, 2019)]
    return pd.concat(facts, ignore_index=True), pd.concat([roster(6, unit, order) for unit, order in units], ignore_index=True)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_and_passed_makes_what_was_received_at_every_level(seed):
    facts, branches = two_units(np.random.default_rng(seed))
    rows = fee_shares(facts, branches, PLAN)
    assert (rows["kept_vnd"] + rows["passed_vnd"] == rows["received_vnd"]).all()
    assert rows["residue_vnd"].between(0, rows["branches_known"]).all()
    sums = ["received_vnd", "kept_vnd", "passed_vnd", "residue_vnd"]
    by_unit = rows[rows["scope"] == "unit"].groupby(["year", "level"])[sums].sum()
    city = rows[rows["scope"] == "city"].set_index(["year", "level"])[sums]
    pd.testing.assert_frame_equal(by_unit.sort_index(), city.drop("Thành Đoàn", level="level").sort_index())
    collected = facts.groupby("year")["fees_collected_vnd"].sum()
    assert (city["kept_vnd"].groupby("year").sum() + city["passed_vnd"].xs("Thành Đoàn", level="level") == collected).all()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_rows_changes_nothing(seed):
    facts, branches = two_units(np.random.default_rng(seed))
    said = statements(*(kind | {"branch": f"Khóm {n}", "low": 1, "high": 1} for n, kind in enumerate((RATE, HEADS, CLAIM), 1)))
    mixed = [frame.sample(frac=1, random_state=seed, ignore_index=True) for frame in (facts, said, branches)]
    for measure in (branch_fees, fee_collection):
        pd.testing.assert_frame_equal(measure(facts, said, branches, PLAN), measure(*mixed, PLAN))
    pd.testing.assert_frame_equal(fee_shares(facts, branches, PLAN), fee_shares(mixed[0], mixed[2], PLAN))


def test_counting_fees_changes_none_of_its_inputs_and_works_on_nothing():
    inputs = [branch_years({}), statements(RATE | {"low": 1}), roster()]
    copies = [frame.copy(deep=True) for frame in inputs]
    branch_fees(*inputs, PLAN), fee_collection(*inputs, PLAN), fee_shares(inputs[0], inputs[2], PLAN)
    for frame, copy in zip(inputs, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    nothing = branch_years(), statements(), roster()
    assert branch_fees(*nothing, PLAN).empty
    assert fee_collection(*nothing, PLAN).empty
    assert fee_shares(nothing[0], nothing[2], PLAN).empty
