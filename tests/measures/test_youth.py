"""The state of youth: sums say of how many units they are, changes compare like with like, shares take both figures from one unit."""

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, TABLES, UNIT, roster, rows_of

from sadec_analytics.measures import one_plus_one, youth_indicators

OTHER = "Phường 4"
BOTH = pd.concat([roster(2), roster(2, unit=OTHER, order=2)])


def said(year: int = 2019, unit: str = UNIT, **values: int | None) -> pd.DataFrame:
    return rows_of("youth_situation", *({"indicator": name, "value": value} for name, value in values.items()), year=year, unit=unit)


def row(frame: pd.DataFrame, indicator: str, scope: str = "city", year: int = 2019, unit: str | None = None) -> dict:
    of = (frame["indicator"] == indicator) & (frame["scope"] == scope) & (frame["year"] == year)
    [one] = frame[of & (frame["unit"] == unit if unit else True)].to_dict("records")
    return one


def indicators(*reports: pd.DataFrame, of: pd.DataFrame = BOTH) -> pd.DataFrame:
    return youth_indicators(pd.concat(reports), of, PLAN)


def test_a_city_sum_is_of_those_that_reported_and_says_of_how_many():
    city = row(indicators(said(young_people=500)), "young_people")
    assert (city["value"], city["units_reported"], city["units"], city["is_complete"]) == (500, 1, 2, False)
    whole = row(indicators(said(young_people=500), said(unit=OTHER, young_people=300)), "young_people")
    assert (whole["value"], whole["is_complete"]) == (800, True)


def test_a_blank_is_missing_and_zero_is_a_report():
    frame = indicators(said(in_hardship=None, religious=0))
    assert pd.isna(row(frame, "in_hardship")["value"])
    assert (row(frame, "religious")["value"], row(frame, "religious")["units_reported"]) == (0, 1)


def test_every_unit_has_a_row_for_every_indicator_and_year_whatever_came():
    frame = indicators(said(young_people=500))
    facts = [field.name for field in PLAN.form("youth").facts]
    assert frame["year"].unique().tolist() == [2018, 2019]
    assert frame.loc[frame["scope"] == "unit", ["year", "unit", "indicator"]].to_numpy().tolist() == [
        [year, unit, fact] for year in (2018, 2019) for unit in (UNIT, OTHER) for fact in facts
    ]


def test_a_change_compares_only_units_known_in_both_years():
    frame = indicators(said(2018, young_people=400), said(young_people=500), said(unit=OTHER, young_people=300))
    city = row(frame, "young_people")
    assert (city["value"], city["before"], city["change"], city["units_compared"]) == (800, 400, 100, 1)
    assert pd.isna(row(frame, "young_people", "unit", unit=OTHER)["change"])
    assert pd.isna(row(frame, "young_people", year=2018)["change"])


def test_a_gap_of_a_year_gives_no_change():
    assert pd.isna(row(indicators(said(2018, young_people=400), said(2020, young_people=500)), "young_people", year=2020)["change"])


def test_a_share_takes_part_and_whole_from_the_same_units():
    frame = indicators(said(young_people=500, female=200), said(unit=OTHER, female=150))
    city = row(frame, "female")
    assert (city["value"], city["share"], city["units_in_share"], city["whole"]) == (350, 0.4, 1, "young_people")
    assert np.isnan(row(frame, "female", "unit", unit=OTHER)["share"])


def test_shares_of_the_city_sum_numerators_and_denominators():
    frame = indicators(said(young_people=100, female=100), said(unit=OTHER, young_people=900, female=0))
    assert row(frame, "female")["share"] == 0.1


def test_only_what_the_form_calls_a_part_has_a_share():
    frame = indicators(said(**{field.name: 10 for field in PLAN.form("youth").facts}))
    shared = set(frame.loc[frame["share"].notna(), "indicator"])
    assert shared == {lesser for lesser, greater in PLAN.form("youth").at_most if greater == "young_people"}


def test_a_share_of_nobody_is_not_a_number():
    assert np.isnan(row(indicators(said(young_people=0, female=0)), "female")["share"])


def test_a_unit_without_branches_in_the_year_is_not_expected():
    closed = pd.concat([roster(2), roster(1, unit=OTHER, order=2, valid_to=pd.Timestamp(2018, 12, 31))])
    frame = indicators(said(young_people=500), of=closed)
    assert (row(frame, "young_people", year=2018)["units"], row(frame, "young_people")["units"]) == (2, 1)


def test_nothing_reported_gives_no_rows():
    assert youth_indicators(TABLES["youth_situation"].frame(), BOTH, PLAN).empty


# ---------------------------------------------------------------- "1+1"


def ratio(scope: str, *reports: pd.DataFrame, of: pd.DataFrame = BOTH) -> dict:
    frame = one_plus_one(pd.concat(reports), of, PLAN)
    return frame[(frame["year"] == 2019) & (frame["scope"] == scope)].to_dict("records")[0]


def test_one_for_each_member_is_a_ratio_of_one():
    one = ratio("unit", said(members=20, brought_into_union=12, brought_into_association=8))
    assert (one["brought"], one["ratio"], one["ratio_low"], one["ratio_high"]) == (20, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("figures", "low"),
    [
        ({"members": 20, "brought_into_union": 12}, 0.6),
        ({"members": 20, "brought_into_association": 5}, 0.25),
        ({"members": 20}, None),
        ({"brought_into_union": 12, "brought_into_association": 8}, None),
        ({"members": 0, "brought_into_union": 1, "brought_into_association": 1}, None),
    ],
)
def test_a_missing_part_leaves_the_ratio_missing_and_at_most_bounded_from_below(figures, low):
    one = ratio("unit", said(**figures))
    assert np.isnan(one["ratio"])
    assert np.isnan(one["ratio_high"])
    assert np.isnan(one["ratio_low"]) if low is None else one["ratio_low"] == low


def test_the_city_sums_members_and_young_people_of_the_units_that_state_all():
    full = said(members=10, brought_into_union=10, brought_into_association=0)
    half = said(unit=OTHER, members=30, brought_into_union=2)
    city = ratio("city", full, half)
    assert (city["ratio"], city["units_known"], city["units_with_members"], city["units"]) == (1.0, 1, 2, 2)
    assert (city["ratio_low"], np.isnan(city["ratio_high"])) == (0.3, True)
    both = ratio("city", full, said(unit=OTHER, members=30, brought_into_union=2, brought_into_association=8))
    assert (both["ratio"], both["ratio_low"], both["ratio_high"]) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("seed", range(10))
def test_every_filling_of_the_missing_parts_lies_above_the_lower_bound(seed):
    rng = np.random.default_rng(seed)
    reports, filled = [], []
    for unit in (UNIT, OTHER):
        figures = {
            "members": int(rng.integers(1, 50)),
            "brought_into_union": int(rng.integers(0, 30)),
            "brought_into_association": int(rng.integers(0, 30)),
        }
        hidden = {name: None for name in ("brought_into_union", "brought_into_association") if rng.random() < 0.4}
        reports.append(said(unit=unit, **figures | hidden))
        filled.append(said(unit=unit, **figures))
    open_, closed = ratio("city", *reports), ratio("city", *filled)
    assert np.isnan(open_["ratio_low"]) or open_["ratio_low"] <= closed["ratio"] + 1e-12
    assert np.isnan(open_["ratio_high"]) or open_["ratio_high"] == closed["ratio"]
