"""The plan as data: complete, checked, and never above its own clauses."""

import datetime as dt
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

import sadec_analytics
from sadec_analytics.plan import PlanError, load_plan
from sadec_analytics.plan.fees import WITH_SALARY, WITHOUT_SALARY, fee_a_year_vnd

FOLDER = Path(sadec_analytics.__file__).parent / "plan"
PLAN = load_plan()

# Every clause of the plan that makes something computable.
COMPUTABLE = (Path(__file__).parent / "clauses.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("clause", COMPUTABLE)
def test_every_computable_clause_is_cited(clause):
    assert f'clause = "{clause}"' in (FOLDER / "sadec_2018_2022.toml").read_text(encoding="utf-8")


def test_the_eighteen_conditions_in_force():
    said = [(c.id, c.quantity, c.test, c.threshold) for criterion in PLAN.criteria for c in PLAN.conditions(criterion)]
    assert said == [
        ("1.1", "violations", "at_most", 0),
        ("2.a", "livelihood_models_in_order", "at_least", 1),
        ("2.b", "jobs_placed", "at_least", 5),
        ("3.1", "largest_team_members", "at_least", 5),
        ("3.2", "youth_works_registered", "at_least", 1),
        ("3.3", "youth_works_completed", "at_least", 1),
        ("4.1", "admissions", "at_least", 5),
        ("4.2", "admissions_outside_procedure", "at_most", 0),
        ("4.3", "party_recommendations", "at_least", 1),
        ("5.1", "meetings", "at_least", 8),
        ("5.2", "has_full_minutes", "is", 1),
        ("5.3", "has_records_in_order", "is", 1),
        ("5.4", "fees_missing_vnd", "at_most", 0),
        ("5.5", "has_congress", "is", 1),
        ("6.1", "cultural_and_sports_activities", "at_least", 2),
        ("7.1", "secretary_economy_stable", "is", 1),
        ("7.2", "secretary_trained", "is", 1),
        ("7.3", "secretary_knows_policy", "is", 1),
    ]


def test_offences_and_the_secretary_are_personal():
    assert [criterion.clause for criterion in PLAN.criteria if criterion.is_personal] == ["B.2.1", "B.2.7"]


def test_stages_shares_pilots_and_items():
    assert [(s.id, s.scope, s.target_percent, s.due_on) for s in PLAN.stages] == [
        (1, "unit", 75, dt.date(2019, 12, 31)),
        (2, "unit", 90, dt.date(2021, 12, 31)),
        (3, "city", 90, dt.date(2022, 12, 31)),
    ]
    assert {(s.id, s.target_percent) for s in PLAN.shares} == {("registration", 90), ("pilot", 70)}
    assert sorted(unit for pilot in PLAN.pilots if pilot.programme == "B" for unit in pilot.units) == [
        "Phường 3",
        "Phường An Hòa",
        "Xã Tân Phú Đông",
        "Xã Tân Quy Tây",
    ]
    assert sum(len(group.items) for group in PLAN.item_groups) == 13


def test_nine_units_have_37_branches():
    assert len(PLAN.residential_units) == 9
    assert sum(len(unit.branches) for unit in PLAN.residential_units) == 37
    assert len({unit.tile for unit in PLAN.residential_units} - {None}) == 9


@pytest.mark.parametrize(
    ("duty", "year", "due", "inclusive"),
    [
        ("registration", 2019, dt.date(2019, 2, 10), True),
        ("registration_province", 2019, dt.date(2019, 2, 15), False),
        ("results", 2021, dt.date(2021, 10, 1), False),
        ("youth", 2021, dt.date(2021, 10, 10), True),
        ("plan_a", 2019, dt.date(2018, 10, 10), False),
        ("lists_2018", 2018, dt.date(2018, 7, 20), False),
    ],
)
def test_every_deadline_is_a_duty_of_its_own(duty, year, due, inclusive):
    one = next(d for d in PLAN.duties if d.id == duty)
    assert (one.due_on(year), PLAN.is_inclusive(one)) == (due, inclusive)


@pytest.mark.parametrize("percent", [70, 75, 90])
def test_needed_is_the_least_whole_number_that_reaches_the_share(percent):
    target = next(t for t in (*PLAN.stages, *PLAN.shares) if t.target_percent == percent)
    assert [target.needed(n) for n in range(100)] == [ceil(Fraction(percent, 100) * n) for n in range(100)]


def test_a_residential_member_owes_24000_dong_a_year_and_half_of_it_under_the_longest_exemption():
    for year in PLAN.years:
        assert fee_a_year_vnd(PLAN.fee_tariffs, year, WITHOUT_SALARY) == 24_000
        assert fee_a_year_vnd(PLAN.fee_tariffs, year, WITHOUT_SALARY, exempt=True) == 12_000
        assert fee_a_year_vnd(PLAN.fee_tariffs, year, WITH_SALARY) == 60_000
    assert {(t.clause, t.valid_from, t.valid_to) for t in PLAN.fee_tariffs} == {("B.2.5", dt.date(2011, 1, 1), None)}
    assert all("07-NQ/TWĐTN" in t.source for t in PLAN.fee_tariffs)


def test_each_level_keeps_two_thirds_and_passes_one_third_up():
    shares = PLAN.fee_shares
    assert (shares.keep, shares.pass_up, shares.of, shares.levels) == (2, 1, 3, ("Chi đoàn", "Đoàn cơ sở", "Thành Đoàn"))


OLD_TARIFF = "vnd_per_month = 2000\nexempt_months = 6\nvalid_from = 2011-01-01"
NEW_TARIFF = """
[[fee_tariffs]]
payer = "without_salary"
clause = "B.2.5"
vnd_per_month = 3000
exempt_months = 6
valid_from = {valid_from}
vi = "mức mới"
en = "a new tariff"
source = "quyết định của một bài kiểm tra"
"""


def test_a_tariff_that_changes_in_the_year_counts_month_by_month(tmp_path):
    plan = changed_plan(tmp_path, {OLD_TARIFF: OLD_TARIFF + "\nvalid_to = 2020-03-31"}, more=NEW_TARIFF.format(valid_from="2020-04-01"))
    by_year = {year: fee_a_year_vnd(plan.fee_tariffs, year, WITHOUT_SALARY) for year in plan.years}
    assert by_year == {2018: 24_000, 2019: 24_000, 2020: 3 * 2_000 + 9 * 3_000, 2021: 36_000, 2022: 36_000}
    assert fee_a_year_vnd(plan.fee_tariffs, 2020, WITHOUT_SALARY, exempt=True) == 3 * 2_000 + 3 * 3_000


@pytest.mark.parametrize(("valid_to", "valid_from"), [("2020-04-15", "2020-04-01"), ("2020-03-31", "2020-05-01")])
def test_two_tariffs_at_once_or_none_are_refused_with_the_day(tmp_path, valid_to, valid_from):
    with pytest.raises(PlanError, match=r"fee_tariffs\[without_salary\].*01/04/2020.*hãy sửa valid_from"):
        changed_plan(tmp_path, {OLD_TARIFF: OLD_TARIFF + f"\nvalid_to = {valid_to}"}, more=NEW_TARIFF.format(valid_from=valid_from))


def test_a_reading_switches_the_ways_and_the_day():
    both = PLAN.with_reading("five_in_criterion_2", "both")
    assert both.ways(both.criteria[1]) == (("2.a", "2.c"), ("2.b",))
    youth = next(d for d in PLAN.duties if d.id == "youth")
    assert not PLAN.with_reading("youth_report_day", "before").is_inclusive(youth)


def test_a_reading_switches_for_whom_the_first_stages_are_and_back():
    city = PLAN.with_reading("target_scope", "city")
    assert [stage.scope for stage in city.stages] == ["city", "city", "city"]
    assert [stage.scope for stage in city.with_reading("target_scope", "unit").stages] == ["unit", "unit", "city"]
    assert [stage.scope for stage in city.with_reading("training_counts", "same_year").stages] == ["city", "city", "city"]


def test_an_unknown_reading_or_option_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="partial_year"):
        PLAN.with_reading("part_year", "as_reported")
    with pytest.raises(ValueError, match="as_reported"):
        PLAN.with_reading("partial_year", "other")


@pytest.mark.parametrize(
    ("was", "now", "path", "value"),
    [
        ('at_least = 8, vi = "lần', 'at_least = "tám", vi = "lần', "criteria", "tám"),
        ("at_least = 8, vi", "at_least = 8, at_most = 9, vi", "conditions", "at_most"),
        ("target_percent = 75", "target_percent = 175", "target_percent", "175"),
        ("tile = [1, 1]", "tile = [1]", "units[Xã Tân Khánh Đông].tile", "[1]"),
        ("tile = [1, 1]", "tile = [0, 1]", "units[Xã Tân Khánh Đông].tile", "[0, 1]"),
        ("tile = [1, 1]", "tile = [1, 2]", "units.tile", "(1, 2)"),
        ("due_on = 2019-12-31", 'due_on = "cuối năm 2019"', "due_on", "cuối năm 2019"),
        ('ways = [["2.a"], ["2.b"]]', 'ways = [["2.a"], ["2.x"]]', "ways", "2.x"),
        ('default = "jobs"', 'default = "job"', "default", "job"),
        ("month = 10\ninclusive = true", "month = 13\ninclusive = true", "month", "13"),
        ("day = 10\nmonth = 2\n", "day = 30\nmonth = 2\n", "day", "30/2"),
        ('kind = "ward"\ncode = "29905"', 'kind = "phường"\ncode = "29905"', "kind", "phường"),
        (
            'target_scope = { city = "city" } }\ntarget_percent = 75',
            'target_scop = { city = "city" } }\ntarget_percent = 75',
            "scope_under",
            "target_scop",
        ),
        (
            'target_scope = { city = "city" } }\ntarget_percent = 75',
            'target_scope = { town = "city" } }\ntarget_percent = 75',
            "scope_under",
            "town",
        ),
        (
            'target_scope = { city = "city" } }\ntarget_percent = 75',
            'target_scope = { city = "town" } }\ntarget_percent = 75',
            "target_scope.city",
            "town",
        ),
        ('bears_on = "duties"', 'bears_on = "duty"', "bears_on", "duty"),
        ('units = ["Xã Tân Quy Tây"]', 'units = ["Xã Tân Qui Tây"]', "units", "Xã Tân Qui Tây"),
        ("first_year = 2018\nlast_year = 2022\nforms", "first_year = 2018\nlast_yaer = 2022\nforms", "last_year", ""),
        ('id = "4.2", quantity', 'id = "4.1", quantity', "ways", "4.2"),
        ("keep = 2\npass_up = 1", "keep = 2\npass_up = 2", "fee_shares.pass_up", "2"),
        ('levels = ["Chi đoàn", ', 'levels = ["Đoàn cơ sở", ', "fee_shares.levels", "Đoàn cơ sở"),
        ('"Đoàn cơ sở", "Thành Đoàn"]', '"Đoàn cơ sở", 3]', "fee_shares.levels", "3"),
        ('payer = "with_salary"', 'payer = "salaried"', "fee_tariffs", "salaried"),
        ("vnd_per_month = 5000", 'vnd_per_month = "5.000"', "vnd_per_month", "5.000"),
        ("exempt_months = 6", "exempt_months = 13", "exempt_months", "13"),
        ("valid_from = 2011-01-01", "valid_from = 2011-01-01\nvalid_to = 2010-12-31", "valid_to", "2010"),
        ("valid_from = 2011-01-01", "valid_from = 2019-01-02", "without_salary", "[]"),
        ("[fee_shares]", "[fee_share]", "fee_shares", "None"),
        ('[[stages]]\nid = 1\nclause = "B.3.1"', '[[stages]]\nid = 1\nclause = ""', "clause", ""),
    ],
)
def test_a_wrong_entry_is_named_with_its_path_its_value_and_a_remedy(tmp_path, was, now, path, value):
    with pytest.raises(PlanError) as caught:
        changed_plan(tmp_path, {was: now})
    assert path in str(caught.value)
    assert value in str(caught.value)
    assert "ãy " in str(caught.value) or "một " in str(caught.value)


def test_a_file_that_is_no_toml_or_is_missing_is_named(tmp_path):
    (tmp_path / "p.toml").write_text("number = ", encoding="utf-8")
    with pytest.raises(PlanError, match=r"p\.toml"):
        load_plan(tmp_path / "p.toml")
    with pytest.raises(PlanError, match=r"none\.toml"):
        load_plan(tmp_path / "none.toml")


def changed_plan(folder: Path, changes: dict[str, str], forms: str = "", more: str = ""):
    """The plan with some of its text replaced or added, fields of the results form among it, loaded from `folder`."""
    text = (FOLDER / "sadec_2018_2022.toml").read_text(encoding="utf-8")
    for was, now in changes.items():
        assert was in text
        text = text.replace(was, now, 1)
    (folder / "plan.toml").write_text(text + more, encoding="utf-8")
    known, after, rest = (FOLDER / "forms.toml").read_text(encoding="utf-8").partition('\n[[forms]]\nid = "youth"')
    (folder / "forms.toml").write_text(known + forms + after + rest, encoding="utf-8")
    return load_plan(folder / "plan.toml")
