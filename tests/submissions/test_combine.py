"""Several files of a unit and year add up branch by branch; the newest is in force."""

import datetime as dt

from drawn import PLAN, draw, read

from sadec_analytics.submissions import Received, combine


def received(day: int, meetings: object, branches: tuple[int, ...] = (1, 2), name: str = "a.xlsx") -> Received:
    rows = "\n".join(f"| {n} | Khóm {n} | 15 | {meetings}" for n in branches)
    sheet = draw(f"| KẾT QUẢ PHƯỜNG 1 NĂM 2021 | < | < | <\n| STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt\n{rows}")
    made = read(sheet, path=f"2021/{name}")
    made.submission = f"{name}-{day}"
    return Received(made, dt.date(2021, 9, day), "date_line")


def test_the_newest_statement_of_a_branch_supersedes_and_is_told():
    tables = combine([received(20, 9, name="b.xlsx"), received(10, 7)], [], PLAN)
    assert tables["branch_years"]["meetings"].tolist() == [9, 9]
    assert tables["findings"]["code"].tolist() == ["superseded"]
    assert tables["submissions"]["path"].tolist() == ["2021/a.xlsx", "2021/b.xlsx"]


def test_files_of_different_branches_add_up():
    tables = combine([received(10, 7, (1,)), received(20, 9, (2,), "b.xlsx")], [], PLAN)
    assert dict(zip(tables["branch_years"]["branch"], tables["branch_years"]["meetings"], strict=True)) == {"Khóm 1": 7, "Khóm 2": 9}
    assert tables["findings"].empty


def test_a_newer_bound_replaces_an_older_number_with_its_statement():
    tables = combine([received(20, "trên 8", (1,), "b.xlsx"), received(10, 7, (1,))], [], PLAN)
    assert tables["branch_years"]["meetings"].isna().all()
    assert tables["statements"][["field", "kind", "low"]].to_numpy().tolist() == [["meetings", "bound", 9.0]]


def test_two_versions_of_one_day_are_put_to_a_person():
    tables = combine([received(10, 9, name="b.xlsx"), received(10, 7)], [], PLAN)
    [finding] = tables["findings"].to_dict("records")
    assert finding["code"] == "superseded_same_day"
    assert "received.csv" in finding["message"]


def test_the_tables_are_typed_even_when_nothing_was_received():
    tables = combine([], [], PLAN)
    assert str(tables["branch_years"]["meetings"].dtype) == "Int64"
    assert str(tables["branch_years"]["has_full_minutes"].dtype) == "boolean"
    assert str(tables["submissions"]["received_on"].dtype) == "datetime64[s]"


def test_what_goes_with_what_is_told_where_a_file_holds_not_every_form_of_every_year():
    results = draw(
        "| KẾT QUẢ PHƯỜNG 1 NĂM 2020 | < | < | <\n| STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt\n| 1 | Khóm 1 | 15 | 9", "KQ"
    )
    listed = draw(
        "| ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 1 NĂM 2021 | < | < | <\n| STT | Chi đoàn | Số đoàn viên | Đăng ký đạt chuẩn\n"
        "| 1 | Khóm 1 | 15 | có",
        "DK",
    )
    both, one = (Received(read(*sheets), dt.date(2021, 1, 9), "date_line") for sheets in ((results, listed), (results,)))
    [row] = combine([both], [], PLAN)["submissions"].to_dict("records")
    assert (row["form"], row["year"]) == ("results;registration", "2020;2021")
    assert set(row["holds"].split(";")) == {"Phường 1|results|2020", "Phường 1|registration|2021"}
    assert combine([one], [], PLAN)["submissions"]["holds"].isna().all()
