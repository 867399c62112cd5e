"""Tables below tables, tables that go on upon the next sheet, and what no table took."""

from drawn import NAMES, codes, draw, facts, read

from sadec_analytics.submissions import leftovers
from sadec_analytics.submissions.cells import Sheet

STACKED = """
    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2020 PHƯỜNG 3
    | I. Tiêu chí 1, 2, 3
    | STT | Chi đoàn | Tổng số đoàn viên | Đoàn viên vi phạm pháp luật | Số mô hình | Số đội hình | Công trình, phần việc hoàn thành
    | 1 | Khóm 1 | 16 | 0 | 3 | 2 | 1
    | 2 | Khóm 2 | 26 | 0 | 2 | 1 | 3
    |
    | II. Tiêu chí 4, 5
    | Stt | Chi Đoàn | Tiêu chí 4 | < | Phần khác | < | <
    | ^ | ^ | Kết nạp | Đúng quy trình | A1 | A2 | A3
    | 1 | Khóm 1 | 5 | 4 | 7 | 8 | 9
    | 2 | Khóm 2 | 6 | 6 | 7 | 8 | 9
"""


def test_a_second_header_is_one_however_little_of_it_is_understood():
    assert facts(read(draw(STACKED), path="2020/bang.xlsx"))["Khóm 1"] == {
        "members": 16,
        "violations": 0,
        "livelihood_models": 3,
        "volunteer_teams": 2,
        "youth_works_completed": 1,
        "admissions": 5,
        "admissions_by_procedure": 4,
    }


def test_below_a_header_that_nobody_understands_nothing_is_taken_and_that_is_told():
    unknown = STACKED.replace("Tiêu chí 4 | <", "Mục | <").replace("Kết nạp | Đúng quy trình", "B1 | B2")
    made = read(draw(unknown), path="2020/bang.xlsx")
    assert facts(made)["Khóm 2"] == {
        "members": 26,
        "violations": 0,
        "livelihood_models": 2,
        "volunteer_teams": 1,
        "youth_works_completed": 3,
    }
    assert [(f["code"], f["severity"], f["cell"]) for f in made.findings()] == [("table_unread", "blocking", "C10:G11")]


FIRST = draw(
    """
    | KẾT QUẢ NĂM 2018 PHƯỜNG 1
    | TT | Chi đoàn | Tổng số đoàn viên | Số lần sinh hoạt | Biên bản đầy đủ
    | 1 | Khóm 1 | 15 | 8 | x
    | 2 | Khóm 2 | 12 | 9 | không
    """,
    "Trang 1",
)
REST = "| 3 | Khóm 3 | 11 | 7 | x\n| 4 | Khóm 4 | 13 | 10 | không"


def test_a_table_goes_on_upon_the_next_sheet():
    made = read(FIRST, draw(REST, "Trang 2"), path="2018/bang.xlsx")
    assert facts(made)["Khóm 4"] == {"members": 13, "meetings": 10, "has_full_minutes": False}
    assert len(facts(made)) == 4
    assert [(f["code"], f["sheet"], f["severity"]) for f in made.findings()] == [("table_continued", "Trang 2", "repaired")]
    assert {s["column"] for s in made.sources if s["sheet"] == "Trang 2" and s["field"] == "meetings"} == {"D"}


def test_and_upon_the_one_after_that():
    made = read(FIRST, draw(REST, "Trang 2"), draw("| 5 | Khóm 5 | 14 | 6 | x", "Trang 3"), path="2018/bang.xlsx")
    assert facts(made)["Khóm 5"] == {"members": 14, "meetings": 6, "has_full_minutes": True}


def _not_the_rest(text):
    made = read(FIRST, draw(text, "Trang 2"), path="2018/bang.xlsx")
    assert set(facts(made)) == {"Khóm 1", "Khóm 2"}
    assert [(f["code"], f["sheet"], f["severity"]) for f in made.findings()] == [("table_unread", "Trang 2", "blocking")]


def test_a_sheet_of_another_width_is_not_the_rest():
    _not_the_rest("| 3 | Khóm 3 | 11 | 7\n| 4 | Khóm 4 | 13 | 10")


def test_a_sheet_whose_cells_do_not_fit_the_columns_is_not_the_rest():
    _not_the_rest("| 3 | Khóm 3 | x | 7 | 11\n| 4 | Khóm 4 | x | 10 | 13")


def test_a_sheet_that_names_a_branch_again_is_not_the_rest():
    _not_the_rest("| 1 | Khóm 1 | 11 | 7 | x\n| 4 | Khóm 4 | 13 | 10 | x")


def test_a_sheet_of_branches_of_another_unit_is_not_the_rest():
    _not_the_rest("| 1 | Khóm Sa Nhiên | 11 | 7 | x\n| 2 | Khóm Tân Mỹ | 13 | 10 | x")


def test_a_sheet_without_names_is_no_table_and_no_finding():
    assert codes(read(FIRST, draw("| Người lập: Lê Văn A | 12", "Ghi chú"), path="2018/bang.xlsx")) == []


def test_each_cell_beside_many_names_of_branches_is_looked_at_once(monkeypatch):
    looked = []
    monkeypatch.setattr(leftovers, "is_answer", lambda cell: looked.append(cell) or False)
    rows = [["Khóm 1", "Khóm 2", f"chữ {n}", f"chữ {n + 1_000}"] for n in range(200)]
    assert list(leftovers.unread(Sheet("Trang 1", rows), [], NAMES)) == []
    assert len(looked) <= 2 * sum(map(len, rows))  # once along its row, once down its column
