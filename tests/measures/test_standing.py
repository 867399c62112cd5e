"""Counts decide against the stages; sums of fees and admissions; who counts in which year."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, roster, statements

from sadec_analytics.measures import (
    admission_counts,
    against,
    branches_of,
    fee_collection,
    judge,
    not_reported,
    standing,
    wanting,
)
from sadec_analytics.measures.kleene import MET, NOT_MET, UNKNOWN, all_of, any_of

STAGE_1, STAGE_2 = PLAN.stages[0], PLAN.stages[1]


def verdicts(*changes: dict, year: int = 2019, **more) -> pd.DataFrame:
    return judge(branch_years(*changes, year=year), statements(), roster(len(changes), **more), PLAN)


def test_kleene_tables():
    values = np.array([NOT_MET, UNKNOWN, MET])
    a, b = (side.ravel() for side in np.meshgrid(values, values))
    assert all_of([a, b]).tolist() == [NOT_MET, NOT_MET, NOT_MET, NOT_MET, UNKNOWN, UNKNOWN, NOT_MET, UNKNOWN, MET]
    assert any_of([a, b]).tolist() == [NOT_MET, UNKNOWN, MET, UNKNOWN, UNKNOWN, MET, MET, MET, MET]


@pytest.mark.parametrize(
    ("stage", "year", "met", "not_met", "unknown", "verdict", "needed"),
    [
        (STAGE_1, 2019, 3, 1, 0, "reached", 3),
        (STAGE_1, 2019, 2, 1, 0, "missed", 3),
        (STAGE_1, 2019, 2, 0, 1, "undecided", 3),
        (STAGE_1, 2019, 2, 1, 1, "undecided", 3),
        (STAGE_1, 2019, 1, 2, 1, "missed", 3),
        (STAGE_1, 2018, 0, 4, 0, "undecided", 3),
        (STAGE_1, 2018, 3, 1, 0, "reached", 3),
        (STAGE_2, 2021, 5, 1, 0, "missed", 6),
        (STAGE_2, 2021, 9, 1, 0, "reached", 9),
        (STAGE_2, 2021, 33, 4, 0, "missed", 34),
    ],
)
def test_a_stage_is_reached_missed_or_undecided_by_counts(stage, year, met, not_met, unknown, verdict, needed):
    counts = pd.DataFrame([{"year": year, "branches": met + not_met + unknown, "met": met, "not_met": not_met, "unknown": unknown}])
    row = against(counts, stage).iloc[0]
    assert (row["verdict"], row["needed"], row["wanting"]) == (verdict, needed, max(needed - met, 0))


def test_standing_has_unit_and_city_rows_up_to_the_end_of_each_stage():
    rows = standing(verdicts({}, {}, {"meetings": 7}), PLAN)
    assert rows.groupby("stage")["year"].max().to_dict() == {1: 2019, 2: 2019, 3: 2019}
    assert set(rows.loc[rows["stage"] == 3, "scope"]) == {"city"}
    unit = rows.query("stage == 1 and year == 2019 and scope == 'unit'").iloc[0]
    assert (unit["branches"], unit["met"], unit["needed"], unit["verdict"], unit["clause"]) == (3, 2, 3, "missed", "B.3.1")
    city = rows.query("stage == 1 and year == 2019 and scope == 'city'").iloc[0]
    assert (city["units"], city["units_reached"], city["verdict"]) == (1, 0, "missed")
    assert rows.loc[rows["stage"] == 3, "clause"].unique().tolist() == ["B.1"]


def test_a_stage_that_has_ended_has_no_rows_for_later_years():
    rows = standing(verdicts({}, year=2022), PLAN)
    assert rows.groupby("stage")["year"].max().to_dict() == {1: 2019, 2: 2021, 3: 2022}


def test_the_population_is_the_roster_on_31_december():
    closed = roster(1, valid_to=dt.date(2019, 12, 30))
    open_ = roster(2, valid_from=dt.date(2019, 12, 31)).iloc[1:]
    both = pd.concat([closed, open_], ignore_index=True)
    assert branches_of(both, [2018, 2019])[["year", "branch"]].to_numpy().tolist() == [[2018, "Khóm 1"], [2019, "Khóm 2"]]
    assert branches_of(roster(1, valid_to=dt.date(2019, 12, 31)), [2019])["branch"].tolist() == ["Khóm 1"]


def test_fees_sum_numerators_and_denominators_and_never_average_rates():
    facts = branch_years({"fees_due_vnd": 100_000, "fees_collected_vnd": 100_000}, {"fees_due_vnd": 900_000, "fees_collected_vnd": 0})
    row = fee_collection(facts, roster(2), PLAN).iloc[0]
    assert (row["fees_due_vnd"], row["fees_collected_vnd"], row["rate"]) == (1_000_000, 100_000, 0.1)


def test_the_fee_rate_shows_the_bounds_that_a_missing_amount_leaves():
    facts = branch_years({}, {"fees_collected_vnd": None}, {"fees_due_vnd": None})
    row = fee_collection(facts, roster(4), PLAN).iloc[0]
    assert (row["branches"], row["branches_due_known"], row["branches_known"]) == (4, 2, 1)
    assert (row["rate"], row["rate_low"], row["rate_high"]) == (1.0, 0.5, 1.0)


def test_a_rate_of_nothing_due_is_not_a_number():
    row = fee_collection(branch_years({"fees_due_vnd": 0, "fees_collected_vnd": 0}), roster(), PLAN).iloc[0]
    assert np.isnan(row["rate"])


def test_admissions_sum_what_was_reported_and_stay_missing_where_nothing_was():
    facts = branch_years({"admissions": 5}, {"admissions": None})
    rows = admission_counts(facts, roster(2), PLAN)
    assert rows[["branches", "branches_reported", "admissions"]].iloc[0].tolist() == [2, 1, 5]
    none = admission_counts(branch_years({"admissions": None}), roster(), PLAN)
    assert none["admissions"].isna().all()


def test_what_a_branch_still_lacks():
    judged = judge(
        pd.concat(
            [branch_years({}, {}, year=2018), branch_years({"meetings": 7, "has_full_minutes": None}, {"jobs_placed": None}, year=2019)]
        ),
        statements(),
        roster(3),
        PLAN,
    )
    rows = wanting(judged, PLAN)
    of_2019 = rows[rows["year"] == 2019].set_index("branch")
    assert of_2019.loc["Khóm 1", "not_met"] == [5]
    assert of_2019.loc["Khóm 3", "unknown"] == [1, 2, 3, 4, 5, 6, 7]
    assert "Khóm 2" not in of_2019.index


def test_who_did_not_report():
    assert not_reported(branch_years({}), roster(2), 2018)["branch"].tolist() == ["Khóm 2"]
