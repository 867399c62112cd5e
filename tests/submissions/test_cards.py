"""Cards of several branches under one another on one sheet: each is read by itself, and what is not surely of one card is asked about."""

import datetime as dt

import pytest
from drawn import NAMES, codes, draw, facts, read

from sadec_analytics.submissions.cards import cards

HEAD = """
    | ĐOÀN PHƯỜNG 3
    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021
"""
RESULTS = f"""{HEAD}
    | Chi đoàn: Khóm 1
    | Tổng số đoàn viên | 12
    | Kết nạp đoàn viên | 5
    | Số lần sinh hoạt | 9
    |
    | Chi đoàn: Khóm 2
    | Tổng số đoàn viên | 14
    | Kết nạp đoàn viên | 6
    | Số lần sinh hoạt | 8
    |
    | Chi đoàn: Khóm 3
    | Tổng số đoàn viên | 15
    | Kết nạp đoàn viên | 7
    | Số lần sinh hoạt | 7
""".replace("\n\n", "\n")
FIRST = {"members": 12, "admissions": 5, "meetings": 9}
SECOND = {"members": 14, "admissions": 6, "meetings": 8}
THIRD = {"members": 15, "admissions": 7, "meetings": 7}
ALL = {"Khóm 1": FIRST, "Khóm 2": SECOND, "Khóm 3": THIRD}


@pytest.mark.parametrize(
    "said",
    [
        "Chi đoàn: Khóm",
        "1. Chi đoàn: Khóm",
        "Tên chi đoàn: Khóm",
        "Đơn vị: Chi đoàn Khóm",
        "Chi đoàn | Khóm",
        "Chi đoàn: | Khóm",
        "Chi đoàn khóm: ",
    ],
)
def test_each_introduction_of_a_branch_begins_its_card(said):
    made = read(draw(RESULTS.replace("Chi đoàn: Khóm", said)))
    assert facts(made) == ALL
    assert codes(made) == []


def test_values_of_cards_keep_their_addresses():
    made = read(draw(RESULTS))
    assert {(s["branch"], s["cell"]) for s in made.sources if s["field"] == "members"} == {
        ("Khóm 1", "B4"),
        ("Khóm 2", "B9"),
        ("Khóm 3", "B14"),
    }


def test_bare_names_begin_cards_where_the_same_headers_follow_each():
    drawn = RESULTS
    for n in (1, 2, 3):
        drawn = drawn.replace(f"Chi đoàn: Khóm {n}", f"Khóm {n}\n    | Nội dung | Kết quả")
    assert facts(read(draw(drawn))) == ALL


def test_a_blank_in_a_card_is_not_filled_from_another():
    made = read(draw(RESULTS.replace("đoàn viên | 14", "đoàn viên |")))
    assert facts(made) == ALL | {"Khóm 2": {"admissions": 6, "meetings": 8}}


def test_a_card_of_an_unknown_branch_is_asked_about_and_the_others_are_read():
    made = read(draw(RESULTS.replace("Khóm 2", "Khóm 22")))
    assert facts(made) == {"Khóm 1": FIRST, "Khóm 3": THIRD}
    assert [(f["code"], f["severity"], f["raw"]) for f in made.findings()] == [("branch_unknown", "blocking", "Khóm 22")]


def test_a_card_without_a_name_is_nobodys():
    made = read(draw(RESULTS.replace("Khóm 2", "………"), name="Khóm 4"))
    assert facts(made) == {"Khóm 1": FIRST, "Khóm 3": THIRD}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("table_unread", "B9:B11")]


def test_a_card_that_nobody_filled_in_is_told():
    made = read(draw(RESULTS.replace("| 14", "|").replace("viên | 6", "viên |").replace("hoạt | 8", "hoạt |")))
    assert facts(made) == {"Khóm 1": FIRST, "Khóm 3": THIRD}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("form_blank", "A8")]


def test_the_head_of_a_later_card_is_its_own():
    made = read(draw(RESULTS.replace("|\n", "|\n    | ĐOÀN PHƯỜNG 2\n    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2020\n", 1)))
    told = {(record.of.unit, record.of.year): record.facts for record in made.records["results"]}
    assert told == {("Phường 3", 2021): FIRST, ("Phường 2", 2020): SECOND}
    assert "table_unread" not in codes(made)


def test_a_title_that_may_be_of_the_next_card_makes_it_unsure():
    made = read(draw(RESULTS.replace("|\n", "|\n    | BÁO CÁO KẾT QUẢ NĂM 2020\n", 1)))
    assert facts(made) == {"Khóm 1": FIRST, "Khóm 3": THIRD}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("table_unread", "B10:B12")]


BELOW = f"""{HEAD}
    | Tổng số đoàn viên | 12
    | Kết nạp đoàn viên | 5
    | Số lần sinh hoạt | 9
    | Chi đoàn: Khóm 1
    |
    | Tổng số đoàn viên | 14
    | Kết nạp đoàn viên | 6
    | Số lần sinh hoạt | 8
    | Chi đoàn: Khóm 2
""".replace("\n\n", "\n")


def test_the_name_may_stand_below_each_card():
    assert facts(read(draw(BELOW))) == {"Khóm 1": FIRST, "Khóm 2": SECOND}


@pytest.mark.parametrize("last", ["9", "8"])
def test_where_a_name_may_belong_to_the_answers_above_or_below_nothing_is_taken(last):
    made = read(draw(BELOW.replace(f"hoạt | {last}", f"hoạt | {last}\n    | Số hoạt động thể thao | 3")))
    assert facts(made) == {}
    assert "table_unread" in codes(made)


def test_a_table_of_all_branches_below_the_cards_is_not_mixed_with_the_last():
    table = "|\n| STT | Chi đoàn | Tổng số đoàn viên | Kết nạp đoàn viên\n| 1 | Khóm 1 | 12 | 5\n| 2 | Khóm 2 | 24 | 6\n"
    made = read(draw(RESULTS + table))
    assert facts(made) == {"Khóm 1": FIRST, "Khóm 2": SECOND}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("table_unread", "B14:B16;C19:D20")]


APPRAISED = """
    | ĐOÀN TP SA ĐÉC
    | BCH ĐOÀN PHƯỜNG 3
    | PHIẾU THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN NĂM 2021
    |
    | Chi đoàn: Khóm 1
    | Ngày thẩm định: 12/11/2021
    | Tiêu chí | Nội dung | Đạt | Không đạt | Ghi chú
    | 1 | Nội dung tiêu chí 1 | x | |
    | 2 | Nội dung tiêu chí 2 | x | |
    | 3 | Nội dung tiêu chí 3 | | x |
    | 4 | Nội dung tiêu chí 4 | x | |
    | Kết luận: Đạt
    | | | | TỔ TRƯỞNG
    | | | | Trần Minh Khang
    |
    | Chi đoàn: Khóm 2
    | Ngày thẩm định: 14/11/2021
    | Tiêu chí | Nội dung | Đạt | Không đạt | Ghi chú
    | 1 | Nội dung tiêu chí 1 | | x |
    | 2 | Nội dung tiêu chí 2 | x | |
    | 3 | Nội dung tiêu chí 3 | | | x
    | 4 | Nội dung tiêu chí 4 | | x |
"""
VERDICTS = {
    "Khóm 1": {"criterion_1": True, "criterion_2": True, "criterion_3": False, "criterion_4": True, "appraised_on": dt.date(2021, 11, 12)},
    "Khóm 2": {"criterion_1": False, "criterion_2": True, "criterion_4": False, "appraised_on": dt.date(2021, 11, 14)},
}


@pytest.mark.parametrize("title", ["", "    | PHIẾU THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN NĂM 2021\n"])
def test_marks_and_days_of_each_card_are_of_its_branch(title):
    made = read(draw(APPRAISED.replace("    | Chi đoàn: Khóm 2", f"{title}    | Chi đoàn: Khóm 2")), path="2021/phieu.xlsx")
    assert facts(made, "appraisal") == VERDICTS


def test_a_day_typed_as_text_says_as_what_it_was_taken():
    repaired = [f for f in read(draw(APPRAISED), path="2021/phieu.xlsx").findings() if f["code"] == "date_as_text"]
    assert [(f["cell"], f["taken_as"]) for f in repaired] == [("A6;A17", "12/11/2021")]
    assert "hiểu là 12/11/2021" in repaired[0]["message"]


ROWS = f"""{HEAD}
    | Chi đoàn | Tổng số đoàn viên | Kết nạp đoàn viên | Số lần sinh hoạt
    | Chi đoàn: Khóm 1 | 12 | 5 | 6
    | Chi đoàn: Khóm 2 | | |
    | Chi đoàn: Khóm 3 | 14 | 4 | 6
""".replace("\n\n", "\n")
LIST = f"{HEAD}| Chi đoàn: Khóm 1\n| Chi đoàn: Khóm 2\n| Chi đoàn: Khóm 3\n"
GROUPS = """
    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021
    | STT | Chi đoàn | Tổng số đoàn viên | Kết nạp đoàn viên
    | I | Phường 3 | |
    | 1 | Khóm 1 | 12 | 5
    | II | Phường 1 | |
    | 1 | Khóm 2 | 14 | 6
"""
BESIDE = f"""{HEAD}
    | Chi đoàn: Khóm 1 | | | Chi đoàn: Khóm 2 |
    | Tổng số đoàn viên | 12 | | Tổng số đoàn viên | 14
    | Kết nạp đoàn viên | 5 | | Kết nạp đoàn viên | 6
"""
ACROSS = f"""{HEAD}
    | Chi đoàn | Khóm 1 | Khóm 2
    | Tổng số đoàn viên | 12 | 14
    | Chi đoàn | Khóm 3 | Khóm 4
    | Tổng số đoàn viên | 15 | 16
"""
ONE = RESULTS[: RESULTS.index("    | Chi đoàn: Khóm 2")]
BARE_GROUPS = f"{HEAD}| STT | Nội dung | Kết quả\n| Khóm 1\n| 1 | Tổng số đoàn viên | 12\n| Khóm 2\n| 1 | Tổng số đoàn viên | 13\n"


@pytest.mark.parametrize(
    "drawn",
    [ROWS, LIST, GROUPS, BESIDE, ACROSS, ONE, BARE_GROUPS],
    ids=["rows of a table", "a list", "group rows", "side by side", "across", "one card", "names among labels"],
)
def test_other_sheets_have_no_cards(drawn):
    assert cards(draw(drawn), NAMES) == []


def test_rows_whose_names_say_chi_doan_are_still_read():
    assert facts(read(draw(ROWS)))["Khóm 3"] == {"members": 14, "admissions": 4, "meetings": 6}
