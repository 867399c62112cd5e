"""The corridor end to end on a raw folder made by hand: what is read, what is refused, and that nothing in data/raw changes."""

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from sadec_analytics.build import build
from sadec_analytics.workspace import Workspace

ROWS = [("Khóm 1", 15, 9, 360_000, 360_000), ("Khóm 2", 12, 8, 288_000, 288_000), ("Khóm 3", 12, 5, 288_000, 100_000)]


def write_results(path: Path, title: str, rows: list[tuple] = ROWS) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt", "Đoàn phí phải thu", "Đoàn phí đã thu"])
    for n, row in enumerate(rows, 1):
        sheet.append([n, *row])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "sa-dec")


def digest(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_a_workbook_becomes_facts_verdicts_and_standing(workspace):
    write_results(workspace.raw / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    built = build(workspace, dt.date(2021, 12, 31))
    tables = workspace.read_tables()
    assert built.run == workspace.current_run
    assert tables.branch_years["meetings"].tolist() == [9, 8, 5]
    ward = tables.verdicts.query("year == 2021 and unit == 'Phường 3'").set_index(["branch", "condition"])["verdict"]
    assert [ward["Khóm 2", "5.1"], ward["Khóm 3", "5.1"], ward["Khóm 3", "5.4"], ward["Khóm 1", "1.1"]] == [
        "met",
        "not_met",
        "not_met",
        "unknown",
    ]
    assert set(tables.standing.query("scope == 'unit' and measure == 'computed'")["verdict"]) == {"undecided", "missed"}


def test_the_day_of_the_build_says_which_duties_are_missing_and_the_day_of_receipt_which_are_late(workspace):
    write_results(workspace.raw / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    workspace.decisions.joinpath("received.csv").write_text("file,received_on\n2021/P3.xlsx,2/10/2021\n", encoding="utf-8")
    (workspace.decisions / "units.csv").write_text("unit,kind\nTrường mẫu,institution\n", encoding="utf-8")
    build(workspace, dt.date(2021, 10, 10))
    tables = workspace.read_tables()
    of_2021 = tables.duties.query("year == 2021").set_index(["duty", "unit"])
    states = [of_2021.loc[of, "state"] for of in (("results", "Phường 3"), ("results", "Phường 1"), ("youth", "Phường 3"))]
    assert states == ["late", "missing", "not_due"]
    assert of_2021.loc[("results", "Phường 3"), ["days_late", "received_from"]].tolist() == [2, "decision"]
    assert of_2021.loc[("registration_a", "Trường mẫu"), "state"] == "missing"


def test_what_cannot_be_read_is_a_finding_and_the_rest_goes_on(workspace):
    good = write_results(workspace.raw / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    (workspace.raw / "2021" / "hong.xlsx").write_bytes(good.read_bytes()[:-300])
    (workspace.raw / "2021" / "ban sao.xlsx").write_bytes(good.read_bytes())
    (workspace.raw / "2021" / "~$P3.xlsx").write_bytes(b"x")
    (workspace.raw / "2021" / "cong van.pdf").write_bytes(b"%PDF-1.7")
    (workspace.raw / "README.md").write_text("như đã nhận", encoding="utf-8")
    before = digest(workspace.raw)
    tables = build(workspace).tables
    assert sorted(tables["findings"]["code"]) == ["file_damaged", "file_lock", "file_picture", "file_twice", "roster_unconfirmed"]
    assert tables["submissions"].set_index("path")["status"].to_dict() == {
        "2021/P3.xlsx": "read",
        "2021/cong van.pdf": "refused",
        "2021/hong.xlsx": "refused",
    }
    assert len(tables["branch_years"]) == 3
    assert digest(workspace.raw) == before


def test_a_decision_on_the_day_of_receipt_outweighs_the_time_of_the_file(workspace):
    old = write_results(workspace.raw / "2021" / "cu.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    new = write_results(workspace.raw / "2021" / "moi.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021", [("Khóm 1", 15, 12, 360_000, 360_000)])
    for path, day in ((old, 1), (new, 2)):
        time = dt.datetime(2021, 10, day, 8).timestamp()
        os.utime(path, (time, time))
    assert build(workspace).tables["branch_years"]["meetings"].tolist() == [12, 8, 5]
    (workspace.decisions / "received.csv").write_text("file,received_on\n2021/cu.xlsx,05/10/2021\n", encoding="utf-8")
    tables = build(workspace).tables
    assert tables["branch_years"]["meetings"].tolist() == [9, 8, 5]
    assert tables["submissions"]["received_from"].tolist() == ["decision", "file_time"]


def test_an_alias_in_the_roster_names_a_branch_and_a_closed_branch_is_not_counted_later(workspace):
    roster = "unit;branch;aliases;valid_from;valid_to;became\nPhường 3;Khóm 1;Tổ 7|Khu chợ;;;\nPhường 3;Khóm 2;;;30/06/2020;Khóm 1\n"
    (workspace.decisions / "roster.csv").write_bytes(roster.encode("utf-8-sig"))
    write_results(workspace.raw / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021", [("Khu chợ", 15, 9, 360_000, 360_000)])
    tables = build(workspace).tables
    assert tables["branch_years"]["branch"].tolist() == ["Khóm 1"]
    assert tables["verdicts"].query("year == 2019")["branch"].nunique() == 2
    assert tables["verdicts"].query("year == 2020")["branch"].nunique() == 1


def test_a_successor_that_the_roster_does_not_have_is_told(workspace):
    rows = ("unit,branch,valid_to,became", "Phường 3,Khóm 1,30/06/2020,Khóm 9", "Phường 3,Khóm 2,30/06/2020,Khóm 3", "Phường 3,Khóm 3,,")
    (workspace.decisions / "roster.csv").write_text("\n".join(rows), encoding="utf-8")
    [told] = build(workspace).tables["findings"].query("code == 'became_unknown'").to_dict("records")
    assert (told["raw"], told["severity"]) == ("Khóm 9", "noted")
    assert "Khóm 1 (Phường 3)" in told["message"]


def test_two_builds_of_the_same_folder_say_the_same(workspace):
    write_results(workspace.raw / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    first, second = build(workspace).tables, build(workspace).tables
    assert all(first[name].equals(second[name]) for name in first)
