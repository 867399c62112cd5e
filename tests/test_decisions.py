"""What people decided, as Excel saves it: commas or semicolons, with or without a byte-order mark; errors name file and line."""

import datetime as dt

import pytest

from sadec_analytics.decisions import ROSTER_COLUMNS, csv_bytes, read_decisions, roster_rows
from sadec_analytics.files import WorkspaceError
from sadec_analytics.plan import load_plan

PLAN = load_plan()


def test_without_decisions_the_lists_of_the_plan_serve_and_are_not_confirmed(tmp_path):
    decisions = read_decisions(tmp_path, PLAN)
    assert len(decisions.roster) == 37
    assert not decisions.is_confirmed
    assert decisions.roster["unit"].drop_duplicates().tolist() == [u.name for u in PLAN.residential_units]


def test_what_init_writes_reads_back_the_same(tmp_path):
    (tmp_path / "roster.csv").write_bytes(csv_bytes(ROSTER_COLUMNS, roster_rows(PLAN)))
    decisions = read_decisions(tmp_path, PLAN)
    assert decisions.roster.equals(read_decisions(tmp_path / "none", PLAN).roster)
    assert decisions.is_confirmed


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_roster_saved_by_excel(tmp_path, separator, encoding):
    aliases = "Tổ 7|Khu chợ" if separator == ";" else "Tổ 7;Khu chợ"
    text = (
        separator.join(ROSTER_COLUMNS)
        + "\r\n"
        + separator.join(["Phường 9", "Khóm Mới", aliases, "1/2/2020", "2021-12-31", "Khóm 1"])
        + "\r\n"
    )
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    decisions = read_decisions(tmp_path, PLAN)
    [row] = decisions.roster.to_dict("records")
    assert (row["valid_from"].date(), row["valid_to"].date(), row["became"]) == (dt.date(2020, 2, 1), dt.date(2021, 12, 31), "Khóm 1")
    assert decisions.branch_names["Phường 9"]["Khóm Mới"] == ("Tổ 7", "Khu chợ")
    assert row["unit_order"] == len(PLAN.units) + 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,branch,valid_from\nPhường 1,Khóm 1,31/2/2020\n", "dòng 2.*31/2/2020"),
        ("unit,branch\nPhường 1,\n", "dòng 2.*branch"),
        ("don vi,chi doan\nPhường 1,Khóm 1\n", "thiếu cột unit"),
    ],
)
def test_a_wrong_roster_is_named_with_its_line(tmp_path, text, said):
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        read_decisions(tmp_path, PLAN)


def test_a_roster_in_another_encoding_says_how_to_save_it(tmp_path):
    (tmp_path / "roster.csv").write_bytes("unit,branch\nPhường 1,Khóm 1\n".encode("utf-16"))
    with pytest.raises(WorkspaceError, match="CSV UTF-8"):
        read_decisions(tmp_path, PLAN)


def test_a_unit_alias_and_a_day_of_receipt(tmp_path):
    (tmp_path / "units.csv").write_text("unit,kind,code,aliases\nPhường 1,ward,,Phường Nhất\n", encoding="utf-8")
    (tmp_path / "received.csv").write_text("file,received_on\n2021\\a.xlsx,5/10/2021\n", encoding="utf-8")
    decisions = read_decisions(tmp_path, PLAN)
    assert "Phường Nhất" in decisions.unit_names["Phường 1"]
    assert decisions.received == {"2021/a.xlsx": dt.date(2021, 10, 5)}


def test_units_that_staff_add_come_after_those_of_the_plan_with_their_kind(tmp_path):
    rows = "unit,kind\nPhường 1,ward\nTrường THPT mẫu,institution\nChi đoàn mẫu,direct_branch\n"
    (tmp_path / "units.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "roster.csv").write_text("unit,branch\nPhường 9,Khóm 1\n", encoding="utf-8")
    units = read_decisions(tmp_path, PLAN).units
    assert units["unit"].tolist() == [*(u.name for u in PLAN.units), "Phường 9", "Trường THPT mẫu", "Chi đoàn mẫu"]
    assert units["kind"].fillna("?").tolist()[-4:] == ["institution", "?", "institution", "direct_branch"]
    assert units["unit_order"].tolist() == list(range(1, len(units) + 1))


def test_an_unknown_kind_of_unit_is_named_with_its_line(tmp_path):
    (tmp_path / "units.csv").write_text("unit,kind\nTrường mẫu,trường\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"dòng 2.*trường.*institution"):
        read_decisions(tmp_path, PLAN)
