"""Files that a unit sends later: the newest statement of a branch is in force, what it has no column for stays, nothing is lost."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from sadec_analytics.build import build
from sadec_analytics.decisions import csv_bytes, read_decisions
from sadec_analytics.plan import load_plan
from sadec_analytics.submissions import renames
from sadec_analytics.versions import account
from sadec_analytics.workspace import Workspace

FIRST = (["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt", "Biên bản đầy đủ"], [1, "Khóm 1", 15, 7, "có"], [2, "Khóm 2", 12, 9, "có"])
LATER = (["STT", "Chi đoàn", "Số lần sinh hoạt", "Biên bản đầy đủ"], [1, "Khóm 1", 9, None], [2, "Khóm 2", 9, "có"])


def send(workspace: Workspace, name: str, rows: tuple, day: int) -> None:
    path = workspace.raw / "2021" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    for row in (["KẾT QUẢ PHƯỜNG 3 NĂM 2021 (Tính đến ngày 31/12/2021)"], *rows):
        book.active.append(row)
    book.save(path)
    time = dt.datetime(2022, 1, day, 9, tzinfo=dt.UTC).timestamp()
    os.utime(path, (time, time))


@pytest.fixture
def built(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    send(workspace, "P3.xlsx", FIRST, 5)
    send(workspace, "P3 bo sung.xlsx", LATER, 8)
    build(workspace, dt.date(2022, 1, 31))
    return workspace


def test_the_newest_statement_is_in_force_and_columns_it_does_not_have_stay(built):
    facts = built.read_tables().branch_years.set_index("branch")
    assert facts.loc["Khóm 1", ["members", "meetings"]].tolist() == [15, 9]
    assert facts["has_full_minutes"].isna().tolist() == [True, False]  # a blank under a column of its own is no longer a yes
    assert facts.loc["Khóm 2", ["members", "meetings"]].tolist() == [12, 9]


def test_what_is_taken_over_leads_back_to_the_older_file(built):
    tables = built.read_tables()
    paths = tables.submissions.set_index("submission")["path"]
    rows = tables.sources[tables.sources["told_in"].notna()].to_dict("records")
    assert [(row["field"], row["branch"], row["cell"], paths[row["told_in"]]) for row in rows] == [
        ("members", "Khóm 1", "C3", "2021/P3.xlsx"),
        ("members", "Khóm 2", "C4", "2021/P3.xlsx"),
    ]
    codes = tables.findings.set_index("code")
    assert paths[codes.loc["completed_from_older", "submission"]] == "2021/P3 bo sung.xlsx"
    assert paths[codes.loc["superseded", "submission"]] == "2021/P3.xlsx"


def test_each_changed_cell_is_shown_with_the_verdicts_that_turned(built):
    rows = built.read_tables().versions.set_index("field")
    assert rows.loc["meetings", ["before", "cell_before", "after", "cell"]].tolist() == ["7", "D3", "9", "C3"]
    assert rows.loc["has_full_minutes", "before"] == "có"
    assert rows["after"].isna().tolist() == [False, True]
    assert set(rows["branch"]) == {"Khóm 1"}
    assert set(rows["turned"]) == {"5.1: chưa đạt → đạt; 5.2: đạt → chưa rõ"}


def test_staff_read_it_in_vietnamese(built):
    said = account(built.read_tables(), built.plan())
    assert said[0] == "Khóm 1, Phường 3, năm 2021: 2021/P3.xlsx → 2021/P3 bo sung.xlsx"
    assert "  Số lần sinh hoạt: 7 (D3) → 9 (C3)" in said
    assert account(built.read_tables(), built.plan(), year=2020) == ["Chưa có bản gửi sau nào khác bản gửi trước."]
    done = subprocess.run(
        [sys.executable, "-m", "sadec_analytics", "versions", "--unit", "Phường 3"], cwd=built.root, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == said


def test_three_versions_of_one_branch_are_judged_one_after_the_other(built):
    send(built, "P3 lan 3.xlsx", (LATER[0], [1, "Khóm 1", 5, "có"]), 12)
    build(built, dt.date(2022, 1, 31))
    rows = built.read_tables().versions
    assert rows["turned"].unique().tolist() == ["5.1: chưa đạt → đạt; 5.2: đạt → chưa rõ", "5.1: đạt → chưa đạt; 5.2: chưa rõ → đạt"]
    assert built.read_tables().branch_years.set_index("branch").loc["Khóm 1", "members"] == 15


def test_one_file_alone_has_no_versions(tmp_path):
    workspace = Workspace.create(tmp_path)
    send(workspace, "P3.xlsx", FIRST, 5)
    build(workspace)
    assert len(workspace.read_tables().versions) == 0


RENAMED = [
    {"unit": "Phường 3", "branch": "Khóm 1", "valid_from": "", "valid_to": "30/06/2021", "became": "Khóm Sen"},
    {"unit": "Phường 3", "branch": "Khóm Sen", "valid_from": "01/07/2021", "valid_to": "", "became": ""},
    {"unit": "Phường 3", "branch": "Khóm 2", "valid_from": "", "valid_to": "", "became": ""},
]


def test_a_renamed_branch_is_found_by_its_old_name_and_by_its_new_one(tmp_path):
    workspace = Workspace.create(tmp_path)
    (workspace.decisions / "roster.csv").write_bytes(csv_bytes(["unit", "branch", "valid_from", "valid_to", "became"], RENAMED))
    send(workspace, "P3.xlsx", FIRST, 5)
    build(workspace)
    tables = workspace.read_tables()
    assert set(tables.branch_years["branch"]) == {"Khóm Sen", "Khóm 2"}
    [told] = tables.findings.query("code == 'branch_renamed'").to_dict("records")
    assert (told["raw"], told["taken_as"], told["severity"]) == ("Khóm 1", "Khóm Sen", "repaired")
    assert "branch_outside_dates" not in set(tables.findings["code"])


@pytest.mark.parametrize(
    ("change", "year", "name", "in_force"),
    [
        ({}, 2020, "Khóm Sen", "Khóm 1"),
        ({}, 2021, "Khóm 1", "Khóm Sen"),
        ({"became": "Khóm Sen;Khóm 2"}, 2021, "Khóm 1", None),
        ({"became": "Khóm 2"}, 2021, "Khóm 1", None),
        ({"valid_to": ""}, 2021, "Khóm 1", None),
    ],
)
def test_only_a_rename_and_neither_a_split_nor_a_merge_changes_a_name(tmp_path, change, year, name, in_force):
    rows = [RENAMED[0] | change, *RENAMED[1:]]
    (tmp_path / "roster.csv").write_bytes(csv_bytes(["unit", "branch", "valid_from", "valid_to", "became"], rows))
    plan = load_plan()
    assert renames(read_decisions(tmp_path, plan).roster, plan.years).get(("Phường 3", name, year)) == in_force


def test_a_branch_that_ended_before_the_year_is_told_with_what_became_of_it(tmp_path):
    workspace = Workspace.create(tmp_path)
    rows = [
        {"unit": "Phường 3", "branch": "Khóm 1", "valid_from": "", "valid_to": "31/12/2019", "became": "Khóm 2"},
        {"unit": "Phường 3", "branch": "Khóm 2", "valid_from": "", "valid_to": "", "became": ""},
    ]
    (workspace.decisions / "roster.csv").write_bytes(csv_bytes(["unit", "branch", "valid_from", "valid_to", "became"], rows))
    send(workspace, "P3.xlsx", FIRST, 5)
    build(workspace)
    [told] = workspace.read_tables().findings.query("code == 'branch_outside_dates'").to_dict("records")
    assert (told["branch"], told["severity"]) == ("Khóm 1", "blocking")
    assert "thôi từ 31/12/2019, nay là Khóm 2" in told["message"]
