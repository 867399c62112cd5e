"""Practice workspaces: the same for the same seed, plausible, marked, and with a truth for every record."""

import datetime as dt
import hashlib
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook
from plan.test_plan import changed_plan

from sadec_analytics.decisions import read_decisions
from sadec_analytics.measures import branches_met, duties, fee_collection, judge, programme_a
from sadec_analytics.plan import load_plan
from sadec_analytics.practice import make_practice
from sadec_analytics.practice.mess import RATES, Mess, other_tone_style
from sadec_analytics.practice.wordings import HEADERS, MARK, MARK_LINE

PLAN = load_plan()
UNITS, YEARS = ["Phường 1", "Xã Tân Quy Tây"], [2019, 2021]


def digests(workspace) -> dict[str, str]:
    files = sorted(p for p in workspace.root.rglob("*") if p.is_file())
    return {p.relative_to(workspace.root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def truth(workspace, name: str) -> pd.DataFrame:
    return pd.read_parquet(workspace.root / "truth" / f"{name}.parquet")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return make_practice(tmp_path_factory.mktemp("city") / "demo")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    first, second, other = (
        make_practice(tmp_path / name, seed=seed, units=UNITS, years=YEARS) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert digests(first) == digests(second)
    assert digests(first) != digests(other)


def test_a_part_of_the_city_is_the_same_as_in_the_whole(city, tmp_path):
    part = make_practice(tmp_path / "part", units=UNITS, years=YEARS)
    assert set(digests(part).items()) - set(digests(city).items()) <= {
        item for item in digests(part).items() if item[0].startswith("truth/")
    }


def test_every_unit_and_year_sends_its_forms_but_one_that_keeps_silent(city):
    sent = truth(city, "submissions")
    assert sent["form"].value_counts().to_dict() == {
        **dict.fromkeys(("registration", "results", "youth", "appraisal"), 9 * 5 - 1),
        "recognition": 9 * 5 - 1 + 4,
        "three_proactives": 2 * (10 * 4 - 1),
    }
    silent = {(u.name, str(y)) for u in PLAN.residential_units for y in PLAN.years} - set(zip(sent["unit"], sent["year"], strict=True))
    assert len(silent) == 1


def test_one_unit_sends_its_results_late_in_one_year(city):
    sent = truth(city, "submissions").query("form == 'results'")
    duty = next(d for d in PLAN.duties if d.id == "results")
    late = [day.date() >= duty.due_on(int(year)) for day, year in zip(sent["received_on"], sent["year"], strict=True)]
    assert sum(late) == 1


def test_attainment_grows_some_units_miss_and_some_branches_lapse(city):
    roster = read_decisions(city.decisions, PLAN).roster
    met = branches_met(judge(truth(city, "branch_years"), truth(city, "statements"), roster, PLAN), PLAN)
    shares = met.assign(met=met["verdict"] == "met").groupby("year")["met"].mean()
    assert shares.loc[2018] < shares.loc[2019] < shares.loc[2022]
    by_unit = met[met["year"] == 2021].groupby("unit")["verdict"].agg(lambda v: (v == "not_met").any())
    assert 0 < by_unit.sum() < len(by_unit)
    turned = met.pivot(index=["unit", "branch"], columns="year", values="verdict")
    assert sum((turned[y] == "met") & (turned[y + 1] == "not_met") for y in range(2018, 2022)).sum() > 0
    assert (met["verdict"] == "unknown").any()


def test_programme_a_is_registered_assessed_proposed_and_recognised_but_not_by_all(tmp_path):
    clean = make_practice(tmp_path / "clean", mess=0)
    rows = programme_a(truth(clean, "unit_items"), truth(clean, "recognitions"), read_decisions(clean.decisions, PLAN).units, PLAN)
    told = rows[rows["registered"].notna()]
    assert len(told) == len(rows) - 1
    assert told["registered"].all()
    recognised = rows[rows["recognised"].fillna(False)]
    assert set(recognised["all_groups"]) == {"met"}
    assert recognised["proposed"].all()
    assert 0 < len(recognised) < rows["proposed"].sum() < len(rows)
    assert "institution" in set(recognised["kind"])


def test_registrations_of_programme_a_come_in_the_year_before_most_of_them_in_time(city):
    decisions = read_decisions(city.decisions, PLAN)
    tables = {form.table: truth(city, form.table) for form in PLAN.forms} | {"roster": decisions.roster, "units": decisions.units}
    tables |= {name: truth(city, name) for name in ("submissions", "statements")}
    states = duties(tables, PLAN, dt.date(2023, 1, 1)).query("duty == 'registration_a'")["state"].value_counts()
    assert set(states.index) == {"on_time", "late", "missing"}
    assert states["on_time"] > 0.8 * states.sum()


def test_fees_are_of_the_right_order(city):
    roster = read_decisions(city.decisions, PLAN).roster
    rates = fee_collection(truth(city, "branch_years"), truth(city, "statements"), roster, PLAN)["rate"].dropna()
    assert rates.between(0.5, 1.5).all()


def test_every_file_says_that_it_is_practice_data(city):
    for path in sorted(city.raw.rglob("*.xlsx"))[::11]:
        book = load_workbook(path)
        assert (book.properties.title, book.properties.description) == (MARK, MARK_LINE)
        assert all(sheet["A1"].value == MARK for sheet in book)
    assert city.is_practice


def test_truth_has_one_row_a_branch_and_year_and_no_value_beside_a_statement(city):
    facts = truth(city, "branch_years").set_index(["year", "unit", "branch"])
    assert facts.index.is_unique
    for row in truth(city, "statements").query("kind == 'bound'").to_dict("records"):
        assert pd.isna(facts.loc[(row["year"], row["unit"], row["branch"]), row["field"]])


def test_without_mess_nothing_is_missing_and_no_text_is_roughened(tmp_path):
    clean = make_practice(tmp_path / "clean", units=UNITS, years=YEARS, mess=0)
    facts = truth(clean, "branch_years")
    assert facts[["members", "meetings", "fees_due_vnd", "has_congress"]].notna().all().all()
    assert truth(clean, "statements").empty


def test_every_kind_of_mess_has_a_rate_and_is_used():
    import inspect

    import sadec_analytics.practice as room

    sources = "".join(
        inspect.getsource(__import__(f"{room.__name__}.{name}", fromlist=["x"]))
        for name in ("saying", "drawing", "lists", "names", "make", "mess")
    )
    body = sources.replace(inspect.getsource(Mess), "")
    unused = [kind for kind in RATES if body.count(f'"{kind}"') < 2]
    assert unused == []
    assert all(0 <= rate <= 1 for pair in RATES.values() for rate in pair)


def test_every_fact_of_the_forms_has_been_worded():
    facts = {f.name for form in PLAN.forms for f in form.fields if f.in_template}
    assert facts <= set(HEADERS)


def test_a_field_that_nobody_worded_is_written_under_its_own_name(tmp_path):
    criterion = """
[[criteria]]
id = 8
clause = "X.1"
vi = "Trồng ít nhất 10 cây xanh"
en = "At least ten trees planted"
ways = [["8.1"]]
conditions = [{ id = "8.1", quantity = "trees_planted", at_least = 10, vi = "cây xanh đã trồng", en = "trees planted" }]
"""
    column = """
[[forms.fields]]
name = "trees_planted"
kind = "count"
vi = "Số cây xanh đã trồng"
headers = ["cây xanh"]
"""
    plan = changed_plan(tmp_path, {}, column, criterion)
    made = make_practice(tmp_path / "demo", plan, units=UNITS, years=YEARS, mess=0)
    assert truth(made, "branch_years")["trees_planted"].notna().all()
    sent = truth(made, "submissions").query("form == 'results'")
    for path in sent["path"]:
        texts = {cell for sheet in load_workbook(made.raw / path) for row in sheet.iter_rows(values_only=True) for cell in row}
        assert "Số cây xanh đã trồng" in texts


def test_tone_marks_move_and_come_back():
    assert other_tone_style("Khóm Tân Hòa") == "Khóm Tân Hoà"


def test_a_workbook_holds_no_time_of_making(city):
    path = next(iter(sorted(city.raw.rglob("*.xlsx"))))
    with zipfile.ZipFile(path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_making_it_again_in_the_same_folder_changes_nothing(tmp_path):
    before = digests(make_practice(tmp_path / "demo", units=UNITS, years=YEARS))
    assert digests(make_practice(tmp_path / "demo", units=UNITS, years=YEARS)) == before


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_workbooks_share_a_path(tmp_path, seed):
    made = make_practice(tmp_path / "demo", seed=seed, mess=3.0)
    assert truth(made, "submissions")["path"].is_unique
    assert len(list(made.raw.rglob("*.xlsx"))) == len(truth(made, "submissions"))
