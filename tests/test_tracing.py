"""Back to the cells: random figures of practice reports traced, rebuilt from the raw texts of the trace alone, and found the same."""

import datetime as dt
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook
from retraced import branch_years, retraced

import sadec_analytics as sa
from sadec_analytics.build import build
from sadec_analytics.decisions import csv_bytes
from sadec_analytics.files import WorkspaceError
from sadec_analytics.measures import admission_counts, attainment, criteria_met, fee_collection, judge, registration_rate, standing
from sadec_analytics.plan import load_plan
from sadec_analytics.practice import make_practice
from sadec_analytics.tables import declared
from sadec_analytics.tracing import TraceError, askable, trace_command, trace_lines, trace_workbook
from sadec_analytics.workspace import Workspace

PLAN = load_plan()
UNITS = ["Phường 2", "Xã Tân Phú Đông"]
YEARS = [2020, 2021]
SEEDS = range(3)
TABLES = declared(PLAN)


@pytest.fixture(scope="module", params=[11, pytest.param(12, marks=pytest.mark.slow)], ids=lambda seed: f"practice {seed}")
def practice(request, tmp_path_factory) -> Workspace:
    workspace = make_practice(tmp_path_factory.mktemp("practice") / "demo", seed=request.param, units=UNITS, years=YEARS)
    build(workspace, dt.date(2022, 1, 31))
    return workspace


@pytest.fixture(scope="module")
def tables(practice):
    return practice.read_tables()


def chosen(seed: int, *options) -> list:
    """One of each list at random."""
    rng = np.random.default_rng([12, seed])
    return [given[int(rng.integers(len(given)))] for given in options]


def judged(facts: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    return judge(*branch_years(facts, PLAN), roster, PLAN)


def of(rows: pd.DataFrame, year: int, unit: str | None = None) -> pd.DataFrame:
    return rows[(rows["year"] == year) & ((rows["unit"] == unit) | (unit is None))]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
    assert len(one)


# ---------------------------------------------------------------- random figures of the reports


@pytest.mark.parametrize("seed", SEEDS)
def test_the_counts_of_a_unit_that_meet_the_standard_are_those_of_its_raw_cells(practice, tables, seed):
    unit, year = chosen(seed, UNITS, YEARS)
    stage = PLAN.stage_running_in(year)
    verdicts = judged(sa.trace(practice, "standard", year, unit), tables.roster)
    anew, shown = (of(attainment(v, stage, PLAN), year, unit) for v in (verdicts, tables.verdicts))
    same(anew, shown)


@pytest.mark.parametrize("year", YEARS)
def test_the_standing_of_a_stage_is_that_of_the_raw_cells(practice, tables, year):
    facts, statements = branch_years(sa.trace(practice, "standard", year), PLAN)
    nothing = TABLES["recognitions"].frame()
    anew = of(standing(judge(facts, statements, tables.roster, PLAN), facts, nothing, tables.roster, PLAN), year)
    same(anew[anew["measure"] == "computed"], of(tables.standing, year).query("measure == 'computed'"))


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_of_fees_are_those_of_the_raw_cells(practice, tables, seed):
    unit, year = chosen(seed, UNITS, YEARS)
    facts, statements = branch_years(sa.trace(practice, "fees", year, unit), PLAN)
    anew = fee_collection(facts, statements, tables.roster, PLAN)
    same(of(anew, year, unit), of(fee_collection(tables.branch_years, tables.statements, tables.roster, PLAN), year, unit))


@pytest.mark.parametrize("seed", SEEDS)
def test_admissions_are_those_of_the_raw_cells(practice, tables, seed):
    unit, year = chosen(seed, UNITS, YEARS)
    traced = retraced(sa.trace(practice, "admissions", year, unit), PLAN)
    facts, _ = branch_years(traced, PLAN)
    young = [
        {"year": r.year, "unit": r.unit, "indicator": r.field, "value": r.read.value} for r in traced.itertuples() if r.form == "youth"
    ]
    youth = TABLES["youth_situation"].frame([row for row in young if row["value"] is not None])
    counts = [
        "branches_reported",
        "admissions",
        "admissions_by_procedure",
        "party_recommendations",
        "per_100_members",
        "per_100_young_people",
    ]
    counts += ["recommendations_with_resolution", "members_counted", "young_people_counted"]
    anew = of(admission_counts(facts, youth, tables.roster, PLAN), year, unit)
    shown = of(admission_counts(tables.branch_years, tables.youth_situation, tables.roster, PLAN), year, unit)
    same(anew[counts], shown[counts])


@pytest.mark.parametrize("year", YEARS)
def test_registrations_are_counted_from_the_raw_cells(practice, tables, year):
    traced = retraced(sa.trace(practice, "registered", year), PLAN)
    rows = traced[traced["file"].notna()]
    anew = TABLES["registrations"].frame(rows[["year", "unit", "branch"]].assign(registered=[said.value for said in rows["read"]]))
    counts = of(registration_rate(anew, tables.roster, PLAN), year)
    same(counts, of(registration_rate(tables.registrations, tables.roster, PLAN), year))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_criterion_and_its_conditions_are_judged_the_same_from_the_raw_cells(practice, tables, seed):
    unit, year, criterion = chosen(seed, UNITS, YEARS, [c.id for c in PLAN.criteria])
    branch = chosen(seed, tables.roster.query("unit == @unit")["branch"].tolist())[0]
    facts = sa.trace(practice, str(criterion), year, unit, branch)
    mine = "year == @year and unit == @unit and branch == @branch and criterion == @criterion"
    verdicts = judged(facts, tables.roster)
    shown = tables.verdicts.query(mine)
    same(verdicts.query(mine), shown)
    assert dict(zip(facts["of"], facts["verdict"], strict=True)) == dict(zip(shown["condition"], shown["verdict"], strict=True))
    assert set(facts["outcome"]) == set(criteria_met(verdicts, PLAN).query(mine)["verdict"])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_an_item_of_programme_a_stands_in_the_raw_cell(practice, tables, seed):
    item = chosen(seed, [item.clause for group in PLAN.item_groups for item in group.items])[0]
    year = chosen(seed, YEARS)[0]
    traced = retraced(sa.trace(practice, item, year), PLAN)
    said = {(r.unit, r.field): r.read.value for r in traced.itertuples() if r.read.value is not None}
    rows = tables.unit_items.query("year == @year and item == @item")
    assert said == {(r["unit"], a): r[a] for r in rows.to_dict("records") for a in ("registered", "met", "proposed") if not pd.isna(r[a])}
    assert said


@pytest.mark.parametrize("seed", SEEDS)
def test_an_indicator_of_the_state_of_youth_stands_in_the_raw_cell(practice, tables, seed):
    indicator, year = chosen(seed, [field.name for field in PLAN.form("youth").facts], YEARS)
    traced = retraced(sa.trace(practice, f"youth.{indicator}", year), PLAN)
    rows = tables.youth_situation.query("year == @year and indicator == @indicator")
    said = {r.unit: r.read.value for r in traced.itertuples() if r.read.state == "value"}
    assert said == dict(zip(rows["unit"], rows["value"], strict=True))
    assert said


def test_every_fact_of_every_form_has_its_cell_and_reads_the_same_from_it(practice, tables):
    asked = ["standard", "fees", "admissions", "registered", "is_pilot", "meets_now", "claimed", "appraised", "recognised"]
    asked += [
        "three_proactives",
        "IV.2.4",
        "volunteer_teams",
        "female_members",
        "party_resolution",
        "self_assessed",
        "registration.members",
    ]
    facts = pd.concat([sa.trace(practice, what, year) for what in asked for year in YEARS], ignore_index=True)
    facts = retraced(facts.drop_duplicates(["form", "year", "unit", "branch", "of", "field"]), PLAN)
    known = facts[facts["value"].notna()]
    assert known["cell"].notna().all()
    assert [r for r in known.itertuples() if r.read.value != r.value and pd.Timestamp(r.read.value) != pd.Timestamp(r.value)] == []
    unknown = facts[facts["value"].isna()]
    assert [r for r in unknown.itertuples() if r.read.state == "value"] == []
    stated = facts[facts["kind"].notna()]
    assert [(s.kind, s.low) for s in stated["read"]] == list(
        zip(stated["kind"], stated["low"].where(stated["low"].notna(), None), strict=True)
    )
    assert len(known) > 900


def test_the_comparison_can_fail(practice, tables):
    facts = sa.trace(practice, "5.1", 2021, UNITS[0])
    place = facts.index[facts["verdict"] == "met"][0]
    before, after = judged(facts, tables.roster), judged(facts.assign(raw=facts["raw"].mask(facts.index == place, "0")), tables.roster)
    met = [of(v, 2021, UNITS[0]).query("condition == '5.1' and verdict == 'met'") for v in (before, after, tables.verdicts)]
    assert [len(met[0]), len(met[1])] == [len(met[2]), len(met[2]) - 1]


# ---------------------------------------------------------------- one cell each


def send(workspace: Workspace, name: str, rows: list, day: int = 5, merges: tuple = (), title: str = "KẾT QUẢ PHƯỜNG 3 NĂM 2021") -> Path:
    path = workspace.raw / "2021" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.active.title = "Bang"
    for row in ([title], *rows):
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    time = dt.datetime(2022, 1, day, 9, tzinfo=dt.UTC).timestamp()
    os.utime(path, (time, time))
    return path


HEAD = ["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt"]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace.create(tmp_path / "sa-dec")


def traced(workspace: Workspace, what: str = "meetings", **whose) -> list[dict]:
    """The facts of a year as records, after a build."""
    build(workspace, dt.date(2022, 1, 31))
    facts = sa.trace(workspace, what, 2021, **({"unit": "Phường 3"} | whose))
    return facts.astype(object).where(facts.notna(), None).to_dict("records")


def test_a_plain_cell_a_repaired_one_a_blank_one_and_a_bound(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, "8 lần"], [2, "Khóm 2", 12, None], [3, "Khóm 3", 12, "trên 8"]])
    one, two, three = traced(workspace)
    assert [one[c] for c in ("value", "file", "sheet", "cell", "raw", "codes", "taken_as")] == [
        *(8, "2021/P3.xlsx", "Bang", "D3", "8 lần"),
        *("number_with_words", "8"),
    ]
    assert [two["value"], two["cell"], two["raw"], two["note"]] == [None, "D4", "", "ô để trống"]
    assert [three["value"], three["kind"], three["low"], three["cell"]] == [None, "bound", 9, "D5"]
    assert one["received_on"] == dt.date(2022, 1, 5)


def test_a_finding_over_a_column_is_told_of_its_own_cells_only_and_in_their_words(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, "8"], [2, "Khóm 2", 12, 9], [3, "Khóm 3", 12, "10"]])
    one, two, three = traced(workspace)
    assert [one["taken_as"], two["codes"], three["taken_as"]] == ["8", None, "10"]
    assert "“10”" in three["messages"]


def test_a_corrected_cell_shows_what_was_sent_and_what_was_written_instead(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 80], [2, "Khóm 2", 12, 9]])
    columns = ["file", "sheet", "cell", "expected", "value", "reason", "by", "on"]
    row = dict(zip(columns, ["2021/P3.xlsx", "Bang", "D3", "80", "8", "gõ nhầm", "Ban Xây dựng Đoàn", "06/01/2022"], strict=True))
    (workspace.decisions / "corrections.csv").write_bytes(csv_bytes(columns, [row]))
    one = traced(workspace)[0]
    assert [one["value"], one["raw"], one["corrected_to"]] == [8, "80", "8"]
    assert "corrections.csv" in one["messages"]


def test_a_value_carried_over_leads_to_the_older_file_and_names_the_newer(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    send(workspace, "P3 bo sung.xlsx", [["STT", "Chi đoàn", "Số đoàn viên", "Biên bản đầy đủ"], [1, "Khóm 1", 16, "có"]], day=8)
    one = traced(workspace)[0]
    assert [one[c] for c in ("value", "file", "cell", "raw", "newest_file")] == [7, "2021/P3.xlsx", "D3", "7", "2021/P3 bo sung.xlsx"]
    assert "giữ theo bản gửi trước" in one["note"]


def test_a_sheet_of_the_newer_file_is_not_overruled_by_the_older_file(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    path = send(workspace, "P3 lan 2.xlsx", [["STT", "Chi đoàn", "Số đoàn viên", "Biên bản đầy đủ"], [1, "Khóm 1", 16, "có"]], day=8)
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Trang hai")
    for line in (["KẾT QUẢ PHƯỜNG 3 NĂM 2021"], ["STT", "Chi đoàn", "Số lần sinh hoạt", "Kết nạp"], [1, "Khóm 1", 9, 5]):
        other.append(line)
    book.save(path)
    time = dt.datetime(2022, 1, 9, 9, tzinfo=dt.UTC).timestamp()
    os.utime(path, (time, time))
    one = traced(workspace)[0]
    assert [one[c] for c in ("value", "file", "sheet", "cell", "raw", "newest_file")] == [
        *(9, "2021/P3 lan 2.xlsx", "Trang hai", "C3", "9", None),
    ]


def test_a_finding_about_a_carried_over_value_stands_in_the_older_file(workspace):
    send(workspace, "P3.xlsx", [[*HEAD, "Tự đánh giá"], [1, "Khóm 1", 15, 7, "đạt"]])
    send(workspace, "P3 bo sung.xlsx", [HEAD, [1, "Khóm 1", 16, 9]], day=8)
    head = ["STT", "Chi đoàn", "Số đoàn viên", "Đăng ký đạt chuẩn"]
    send(workspace, "DK P3.xlsx", [head, [1, "Khóm 2", 12, "có"]], title="ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021")
    one = traced(workspace, "claimed", branch="Khóm 1")[0]
    assert [one[c] for c in ("file", "cell", "codes", "newest_file")] == [
        *("2021/P3.xlsx", "E3", "claimed_not_registered", "2021/P3 bo sung.xlsx"),
    ]


def test_a_silent_unit_and_a_branch_that_no_row_names_are_part_of_the_figure(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7], [2, "Khóm 33", 15, 9]])
    one, two, _ = traced(workspace)
    assert [two["file"], two["cell"], two["codes"]] == [None, None, "branch_unknown"]
    assert "Khóm 33" in two["messages"]
    assert one["file"]
    silent = traced(workspace, unit="Phường 1")
    assert {row["file"] for row in silent} == {None}
    assert {row["note"] for row in silent} == {"chưa có biểu nào đọc được của đơn vị"}


def test_branches_across_and_a_merged_cell(workspace):
    across = [["STT", "Nội dung", "Khóm 1", "Khóm 2", "Khóm 3"], [1, "Số đoàn viên", 15, 12, 13], [2, "Số lần sinh hoạt", 9, 8, None]]
    send(workspace, "P3.xlsx", [*across, [3, "Biên bản đầy đủ", "có", "có", "không"]], merges=("D4:E4",))
    one, two, three = traced(workspace)
    assert [one["value"], one["cell"]] == [9, "C4"]
    assert [two["value"], two["cell"], two["raw"], two["codes"]] == [None, "D4", "8", "merged_over_records"]
    assert [three["value"], three["cell"], three["raw"]] == [None, "E4", "8"]


def test_a_member_of_an_archive(workspace):
    path = send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    with zipfile.ZipFile(workspace.raw / "2021" / "goi!thu.zip", "w") as archive:
        archive.write(path, "bang.xlsx")
    path.unlink()
    one = traced(workspace)[0]
    assert [one["value"], one["file"], one["cell"], one["raw"]] == [7, "2021/goi!thu.zip!bang.xlsx", "D3", "7"]


def test_the_day_of_the_figures_stands_in_a_title_line(workspace):
    rows = [["(Tính đến ngày 30/9/2021)"], HEAD, [1, "Khóm 1", 15, 7]]
    send(workspace, "P3.xlsx", rows)
    one = traced(workspace, "as_of", branch="Khóm 1")[0]
    assert [one["value"], one["cell"], one["raw"]] == [dt.date(2021, 9, 30), "A2", "(Tính đến ngày 30/9/2021)"]
    assert one["note"] == "lấy từ dòng tiêu đề"


def test_a_mark_under_no_is_where_the_no_stands(workspace):
    head = [["STT", "Chi đoàn", "Biên bản đầy đủ", None, "Số lần sinh hoạt"], [None, None, "Có", "Không", None]]
    send(
        workspace, "P3.xlsx", [*head, [1, "Khóm 1", None, "x", 9], [2, "Khóm 2", "x", None, 8]], merges=("A2:A3", "B2:B3", "C2:D2", "E2:E3")
    )
    one, two, _ = traced(workspace, "has_full_minutes")
    assert [(r["value"], r["cell"], r["raw"]) for r in (one, two)] == [(False, "D4", "x"), (True, "C5", "x")]


def test_a_unit_added_up_from_its_hamlets_leads_to_each_of_them(workspace):
    rows = [
        ["STT", "Chi đoàn", "Tổng số thanh niên", "Nữ thanh niên"],
        [1, "Khóm 1", 100, 40],
        [2, "Khóm 2", 50, 20],
        [3, "Khóm 3", 30, 10],
    ]
    send(workspace, "TN.xlsx", rows, title="THỰC TRẠNG TÌNH HÌNH THANH NIÊN PHƯỜNG 3 NĂM 2021")
    one = traced(workspace, "young_people")[0]
    assert [one["value"], one["cell"], one["raw"]] == [180, "C3;C4;C5", "100; 50; 30"]
    assert one["note"] == "cộng từ các dòng"


def test_registered_in_one_file_and_met_in_another_each_lead_to_their_own(workspace):
    head, item = "ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG PHƯỜNG 3 NĂM 2021", PLAN.item_groups[0].items[0]
    lines = [[n, one.vi] for n, one in enumerate(PLAN.item_groups[0].items, 1)]
    send(workspace, "DK 3CD.xlsx", [["STT", "Nội dung", "Đăng ký"], *[[*line, "có"] for line in lines]], title=f"ĐĂNG KÝ {head}")
    told = [["STT", "Nội dung", "Đơn vị tự đánh giá"], *[[*line, "không"] for line in lines]]
    send(workspace, "KQ 3CD.xlsx", told, day=8, title=f"TỰ ĐÁNH GIÁ {head}")
    rows = {row["field"]: row for row in traced(workspace, item.clause)}
    assert [rows["registered"][c] for c in ("value", "file", "cell")] == [True, "2021/DK 3CD.xlsx", "C3"]
    assert [rows["met"][c] for c in ("value", "file", "cell", "verdict")] == [False, "2021/KQ 3CD.xlsx", "C3", "not_met"]


def test_a_duty_leads_to_the_files_that_answer_it(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    [one] = traced(workspace, "results")
    assert [one["value"], one["file"]] == [dt.date(2022, 1, 5), "2021/P3.xlsx"]
    [silent] = traced(workspace, "results", unit="Phường 1")
    assert [silent["value"], silent["file"], silent["note"]] == [None, None, "chưa nhận được tệp nào, quá hạn 123 ngày"]
    assert one["note"] == "trễ 97 ngày"


def test_a_file_that_changed_since_it_was_read_is_not_passed_off_as_the_source(workspace):
    path = send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    build(workspace, dt.date(2022, 1, 31))
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 70]])
    with pytest.raises(WorkspaceError, match="không còn như lúc đọc"):
        sa.trace(workspace, "meetings", 2021, "Phường 3")
    path.unlink()
    with pytest.raises(WorkspaceError, match="sadec build"):
        sa.trace(workspace, "meetings", 2021, "Phường 3")


# ---------------------------------------------------------------- what people read


def test_a_wrong_question_says_what_can_be_asked(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    build(workspace, dt.date(2022, 1, 31))
    for wrong, lists in (
        (("sinh hoat gi", 2021), "meetings"),
        (("5.4", 2031), "2021"),
        (("5.4", 2021, "Phường 9"), "Phường 3"),
        (("5.4", 2021, "Phường 3", "Khóm 9"), "Khóm 2 (Phường 3)"),
        (("young_people", 2021, "Phường 3", "Khóm 1"), "--branch"),
    ):
        with pytest.raises(TraceError, match=lists.replace("(", r"\(").replace(")", r"\)")):
            sa.trace(workspace, *wrong)


def test_spoken_names_and_labels_are_understood(workspace):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, 7]])
    build(workspace, dt.date(2022, 1, 31))
    assert sa.trace(workspace, "số lần sinh hoạt", 2021, "P3", "K1")["cell"].tolist() == ["D3"]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_can_be_asked_can_be_traced(practice, seed):
    [what] = chosen(seed, askable(PLAN))
    facts = sa.trace(practice, what, 2021)
    assert len(facts) >= len(PLAN.residential_units)
    assert trace_lines(facts)


def test_the_command_of_a_figure_gives_its_lines(workspace, tmp_path):
    send(workspace, "P3.xlsx", [HEAD, [1, "Khóm 1", 15, "8 lần"], [2, "Khóm 2", 12, 7]])
    build(workspace, dt.date(2022, 1, 31))
    assert trace_command("5.1", 2021, "Phường 3") == 'sadec trace --year 2021 --unit "Phường 3" --what 5.1'
    arguments = ["trace", "--year", "2021", "--unit", "Phường 3", "--what", "5.1", "--workspace", str(workspace.root)]
    run = [sys.executable, "-m", "sadec_analytics", *arguments]
    said = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=True).stdout.splitlines()
    assert said[:4] == [
        "Khóm 1, Phường 3, năm 2021: đạt",
        "  5.1 (đạt) Số lần sinh hoạt: 8",
        "      2021/P3.xlsx, trang “Bang”, ô D3, nhận 05/01/2022, ghi “8 lần”",
        "      “8 lần” ở “Số lần sinh hoạt” hiểu là 8. Hãy chỉ ghi số.",
    ]
    assert "Khóm 2, Phường 3, năm 2021: chưa đạt" in said
    out = tmp_path / "trace.xlsx"
    subprocess.run([*run, "--out", str(out)], check=True, capture_output=True)
    sheet = openpyxl.load_workbook(out).active
    heads = [cell.value.partition("\n")[0] for cell in sheet[1]]
    assert (sheet.max_row, sheet.cell(2, 1 + heads.index("Ghi trong ô")).value) == (4, "8 lần")
    failed = subprocess.run([*run[:-4], "--what", "9.9", *run[-2:]], capture_output=True, text=True, encoding="utf-8", check=False)
    assert failed.returncode == 1
    assert failed.stderr.startswith("Không có số liệu nào tên “9.9”. Hãy ghi một trong: standard, 1, 1.1")


def test_nothing_changes_in_data_raw_and_the_workbook_can_be_opened(practice):
    before = {path: path.read_bytes() for path in practice.raw.rglob("*.xlsx")}
    content = trace_workbook(sa.trace(practice, "standard", 2021))
    assert content[:2] == b"PK"
    assert {path: path.read_bytes() for path in practice.raw.rglob("*.xlsx")} == before
