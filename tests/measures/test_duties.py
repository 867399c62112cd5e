"""Deadlines at their boundaries: the day itself, the day before, the day after; who sent nothing has its row all the same."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN, TABLES, UNIT, branch_years, roster, rows_of, statements, units

from sadec_analytics.measures import duties, timeliness

LATER = dt.date(2023, 1, 1)
FORMS = ("registrations", "branch_years", "youth_situation", "unit_items")


def submissions(*rows: dict) -> pd.DataFrame:
    made = [
        {"path": f"{n}.xlsx", "submission": str(n), "unit": UNIT, "received_from": "date_line", "status": "read"} for n in range(len(rows))
    ]
    return TABLES["submissions"].frame([one | row for one, row in zip(made, rows, strict=True)])


def judged(*files: dict, plan=PLAN, as_of: dt.date = LATER, **tables) -> pd.DataFrame:
    given = {name: TABLES[name].frame() for name in FORMS} | {"units": units(), "roster": roster(2), "statements": statements()}
    return duties(given | tables | {"submissions": submissions(*files)}, plan, as_of)


def row(frame: pd.DataFrame, duty: str, year: int, unit: str = UNIT) -> dict:
    [one] = frame[(frame["duty"] == duty) & (frame["year"] == year) & (frame["unit"] == unit)].to_dict("records")
    return one


@pytest.mark.parametrize(
    ("sentence", "duty", "form", "received", "state", "days"),
    [
        ("by 10 February includes the day", "registration", "registration", dt.date(2021, 2, 10), "on_time", 0),
        ("the day after it is late by one", "registration", "registration", dt.date(2021, 2, 11), "late", 1),
        ("the day before has a day to spare", "registration", "registration", dt.date(2021, 2, 9), "on_time", -1),
        ("before 1 October does not include the day", "results", "results", dt.date(2021, 10, 1), "late", 1),
        ("30 September is the last day before it", "results", "results", dt.date(2021, 9, 30), "on_time", 0),
        ("on 10 October includes the day", "youth", "youth", dt.date(2021, 10, 10), "on_time", 0),
        ("programme A is due before 10 October of the year before", "plan_a", "three_proactives", dt.date(2020, 10, 9), "on_time", 0),
        ("on 10 October of the year before it is late", "registration_a", "three_proactives", dt.date(2020, 10, 10), "late", 1),
    ],
)
def test_the_day_itself_counts_under_by_and_not_under_before(sentence, duty, form, received, state, days):
    one = row(judged({"form": form, "year": "2021", "received_on": received}), duty, 2021)
    assert (one["state"], one["days_late"]) == (state, days), sentence


def test_the_reading_of_the_youth_report_switches_its_day():
    sent = {"form": "youth", "year": "2021", "received_on": dt.date(2021, 10, 10)}
    assert row(judged(sent), "youth", 2021)["state"] == "on_time"
    switched = row(judged(sent, plan=PLAN.with_reading("youth_report_day", "before")), "youth", 2021)
    assert (switched["state"], switched["days_late"], switched["inclusive"]) == ("late", 1, False)


@pytest.mark.parametrize(
    ("duty", "as_of", "state", "days"),
    [
        ("registration", dt.date(2021, 2, 10), "not_due", 0),
        ("registration", dt.date(2021, 2, 11), "missing", 1),
        ("results", dt.date(2021, 9, 30), "not_due", 0),
        ("results", dt.date(2021, 10, 1), "missing", 1),
        ("results", dt.date(2021, 9, 1), "not_due", -29),
    ],
)
def test_what_has_not_come_is_missing_only_once_its_last_day_has_passed(duty, as_of, state, days):
    one = row(judged(as_of=as_of), duty, 2021)
    assert (one["state"], one["days_late"]) == (state, days)
    assert pd.isna(one["received_on"])


def test_a_year_without_any_file_has_its_rows():
    frame = judged()
    assert frame.groupby("duty")["year"].agg(list).to_dict() == {d.id: list(range(d.first_year, d.last_year + 1)) for d in PLAN.duties}
    assert set(frame.loc[frame["state"] != "not_judged", "state"]) == {"missing"}
    assert frame.duplicated(["year", "unit", "duty"]).sum() == 0


def test_what_no_file_proves_and_what_was_due_before_the_plan_was_signed_is_shown_and_not_judged():
    frame = judged({"form": "registration", "year": "2018", "received_on": dt.date(2018, 8, 20)})
    unjudged = frame[frame["state"] == "not_judged"]
    assert set(unjudged["duty"]) == {"roll_out", "lists_2018", "registration_province"}
    assert unjudged["days_late"].isna().all()
    assert row(frame, "lists_2018", 2018)["received_on"] == pd.Timestamp(2018, 8, 20)
    assert row(frame, "registration_province", 2019, PLAN.issuer_vi)["state"] == "not_judged"


def test_the_first_file_counts_for_timeliness_also_where_a_later_one_corrects_it():
    late = {"form": "results", "year": "2021", "received_on": dt.date(2021, 11, 3), "received_from": "decision"}
    early = {"form": "results", "year": "2021", "received_on": dt.date(2021, 9, 20), "received_from": "file_time"}
    one = row(judged(late, early), "results", 2021)
    assert (one["received_on"], one["received_from"], one["state"]) == (pd.Timestamp(2021, 9, 20), "file_time", "on_time")


def test_a_file_of_several_years_and_forms_serves_each_of_them():
    frame = judged({"form": "results;youth", "year": "2020;2021", "received_on": dt.date(2020, 9, 20)})
    assert [row(frame, duty, year)["state"] for duty in ("results", "youth") for year in (2020, 2021)] == ["on_time"] * 4


def test_a_file_that_holds_not_every_form_of_every_year_serves_only_what_it_holds():
    holds = f"{UNIT}|results|2020;{UNIT}|registration|2021"
    frame = judged({"form": "results;registration", "year": "2020;2021", "holds": holds, "received_on": dt.date(2020, 9, 20)})
    asked = [("results", 2020), ("registration", 2021), ("results", 2021), ("registration", 2020)]
    assert [row(frame, duty, year)["state"] for duty, year in asked] == ["on_time", "on_time", "missing", "missing"]


def test_a_file_of_which_nobody_could_tell_the_unit_serves_nobody():
    frame = judged({"unit": None, "form": "results", "year": "2021", "received_on": dt.date(2021, 9, 1)})
    assert row(frame, "results", 2021)["state"] == "missing"


def test_programme_a_is_owed_by_institutions_and_by_direct_branches_only_under_their_reading():
    added = pd.concat([units(), units("Bệnh viện", kind="institution"), units("Chi đoàn Công an", kind="direct_branch")])
    owing = judged(units=added).query("duty == 'registration_a' and year == 2021")["unit"].tolist()
    assert owing == [UNIT, "Bệnh viện"]
    included = judged(units=added, plan=PLAN.with_reading("directly_under_city", "included"))
    assert included.query("duty == 'registration_a' and year == 2021")["unit"].tolist() == [UNIT, "Bệnh viện", "Chi đoàn Công an"]
    assert judged(units=added).query("duty == 'results' and year == 2021")["unit"].tolist() == [UNIT]


def test_a_unit_owes_its_branches_reports_only_while_it_has_branches():
    left = judged(roster=roster(1, valid_to=dt.date(2020, 12, 30)))
    assert left.query("duty == 'results'")["year"].tolist() == [2018, 2019]


def asked_of(form: str) -> int:
    return len([f for f in PLAN.form(form).facts if f.in_template and f.kind != "text"])


def test_complete_is_the_share_of_the_cells_expected_of_every_branch_of_the_roster():
    facts = branch_years({"volunteer_teams": 1, "female_members": 3, "self_assessed": True, "party_resolution": None}, year=2021)
    one = row(judged(branch_years=facts), "results", 2021)
    assert (one["cells"], one["answered"], one["complete"]) == (2 * asked_of("results"), asked_of("results"), 0.5)


def test_a_statement_is_an_answer_and_a_blank_is_none():
    facts = branch_years({"volunteer_teams": 1, "female_members": 3, "self_assessed": True, "meetings": None}, year=2021)
    facts["submission"] = "0"
    said = statements({"year": 2021, "field": "meetings", "kind": "bound", "low": 8.0, "submission": "0"})
    of_other_file = said.assign(submission="1")
    counted = [row(judged(branch_years=facts, roster=roster(1), statements=s), "results", 2021)["answered"] for s in (said, of_other_file)]
    assert counted == [asked_of("results"), asked_of("results") - 1]


def test_a_branch_outside_the_roster_completes_nothing():
    facts = branch_years({}, {}, year=2021)
    one = row(judged(branch_years=facts, roster=roster(1)), "results", 2021)
    assert one["cells"] == asked_of("results")
    assert one["answered"] <= one["cells"]


def test_completeness_of_a_unit_s_own_figures_and_of_its_items():
    young = rows_of("youth_situation", {"indicator": "young_people", "value": 90}, {"indicator": "members", "value": None}, year=2021)
    said = statements({"year": 2021, "branch": "", "field": "female", "kind": "bound", "low": 30.0})
    items = rows_of("unit_items", {"item": "A.2.1.a", "registered": False}, {"item": "A.2.1.b", "registered": None, "met": True}, year=2021)
    frame = judged(youth_situation=young, statements=said, unit_items=items)
    of_duty = {duty: row(frame, duty, 2021) for duty in ("youth", "registration_a", "plan_a")}
    assert (of_duty["youth"]["cells"], of_duty["youth"]["answered"]) == (asked_of("youth"), 2)
    assert (of_duty["registration_a"]["cells"], of_duty["registration_a"]["answered"]) == (13, 1)
    assert pd.isna(of_duty["plan_a"]["cells"])
    assert row(frame, "youth", 2020)["complete"] == 0.0


def test_an_institution_is_expected_no_cell_of_branches():
    both = pd.concat([units(), units("Bệnh viện", kind="institution")])
    assert pd.isna(row(judged(units=both), "lists_2018", 2018, "Bệnh viện")["cells"])


def test_timeliness_counts_units_and_sums_cells():
    both = pd.concat([roster(1), roster(3, unit="Phường 4", order=2)])
    facts = branch_years({"volunteer_teams": 1, "female_members": 3, "self_assessed": True}, year=2021)
    sent = {"form": "results", "year": "2021", "received_on": dt.date(2021, 9, 1), "received_from": "file_time"}
    frame = judged(sent, roster=both, branch_years=facts, units=units(UNIT, "Phường 4"))
    rows = timeliness(frame, PLAN).query("duty == 'results' and year == 2021").set_index("scope")
    city = rows.loc["city"]
    assert city[["expected", "received", "judged", "on_time", "late", "missing", "not_due"]].tolist() == [2, 1, 2, 1, 0, 1, 0]
    assert (city["by_file_time"], city["complete"], city["clause"]) == (1, 0.25, "IV.2.5")
    assert rows.loc["unit", "unit"].tolist() == [UNIT, "Phường 4"]
    assert rows.loc["unit", "complete"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize("seed", range(5))
def test_each_state_adds_up_to_what_was_expected_whatever_came_when(seed):
    rng = np.random.default_rng(seed)
    names = [f"Xã {n}" for n in range(6)]
    everyone = pd.concat([roster(int(rng.integers(1, 4)), unit=name, order=n) for n, name in enumerate(names, 1)])
    forms = [d.form for d in PLAN.duties if d.form]
    files = [
        {
            "unit": str(rng.choice(names)),
            "form": str(rng.choice(forms)),
            "year": str(rng.integers(2018, 2023)),
            "received_on": dt.date(2018, 1, 1) + dt.timedelta(days=int(rng.integers(0, 1800))),
        }
        for _ in range(60)
    ]
    as_of = dt.date(2018, 1, 1) + dt.timedelta(days=int(rng.integers(0, 1800)))
    frame = judged(*files, roster=everyone, units=units(*names), as_of=as_of)
    rows = timeliness(frame, PLAN)
    assert (rows[["on_time", "late", "missing", "not_due", "not_judged"]].sum(axis=1) == rows["expected"]).all()
    assert frame["received_on"].isna().loc[frame["state"].isin(["missing", "not_due"])].all()
    assert ((frame["days_late"] > 0) == frame["state"].isin(["late", "missing"])).loc[frame["state"] != "not_judged"].all()
    first = {}
    for file in files:
        of = (file["unit"], file["form"], int(file["year"]))
        first[of] = min(file["received_on"], first.get(of, file["received_on"]))
    forms_of = {duty.id: duty.form for duty in PLAN.duties}
    known = [first.get((unit, forms_of[duty], year)) for unit, duty, year in zip(frame["unit"], frame["duty"], frame["year"], strict=True)]
    assert [None if pd.isna(day) else day.date() for day in frame["received_on"]] == known
