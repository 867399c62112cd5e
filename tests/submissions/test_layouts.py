"""Sheets drawn as their authors see them, and what is made of them."""

import datetime as dt

import pytest
from drawn import codes, draw, facts, read

TABLE = """
    | ĐOÀN TNCS HỒ CHÍ MINH | < | < | ĐOÀN PHƯỜNG 1
    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021 | < | < | <
    | (Tính đến ngày 20/9/2021) | < | < | <
    | STT | Chi đoàn | Đoàn viên | < | Kết nạp | < | Số lần SH | Ghi chú
    | ^ | ^ | Tổng số | Nữ | SL | Đúng QT | ^ | ^
    | A | B | 1 | 2 | 3 | 4 | 5 | 6
    | 1 | Khóm 1 | 15 | 7 | 5 | 5 | 8 | tốt
    | 2 | Khóm 2 | 12 | 5 | 6 |  | 9 |
    |   | Tổng cộng | 27 | 12 | 11 | 5 | 17 |
    |   | Phường 1, ngày 22 tháng 9 năm 2021
    |   | NGƯỜI LẬP BIỂU | | | TM. BAN CHẤP HÀNH
"""


def test_a_row_a_branch_under_two_merged_header_rows():
    made = read(draw(TABLE))
    as_of = {"as_of": dt.date(2021, 9, 20)}
    assert facts(made) == {
        "Khóm 1": {"members": 15, "female_members": 7, "admissions": 5, "admissions_by_procedure": 5, "meetings": 8} | as_of,
        "Khóm 2": {"members": 12, "female_members": 5, "admissions": 6, "meetings": 9} | as_of,
    }
    assert made.findings() == []
    assert made.dated == [dt.date(2021, 9, 22)]


def test_every_value_leads_back_to_its_column_and_row():
    made = read(draw(TABLE))
    assert {s["field"]: s["column"] for s in made.sources} == {
        "members": "C",
        "female_members": "D",
        "admissions": "E",
        "admissions_by_procedure": "F",
        "meetings": "G",
    }
    assert [record.row for record in made.records["results"]] == [7, 8]


def test_one_sheet_a_branch_with_labels_left_and_values_right():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN TIÊU CHÍ | < | < | <
            | CHI ĐOÀN KHÓM 2 - PHƯỜNG 2 - NĂM 2020 | < | < | <
            | TT | Nội dung | ĐVT | Kết quả
            | 1 | Tổng số đoàn viên | người | 15
            | 2 | Số lần sinh hoạt | lần | 9
            | 3 | Đoàn phí phải thu | nghìn đồng | 360
            | 4 | Đại hội chi đoàn | | 25/3/2020
            """,
            "K2",
        )
    )
    day = dt.date(2020, 3, 25)
    assert facts(made) == {"Khóm 2": {"members": 15, "meetings": 9, "fees_due_vnd": 360_000, "has_congress": True, "congress_on": day}}
    assert {(s["field"], s["cell"]) for s in made.sources} >= {("members", "D4"), ("meetings", "D5")}


def test_branches_across_and_criteria_down():
    made = read(
        draw(
            """
            | ĐOÀN PHƯỜNG 3 | < | | |
            | TỔNG HỢP KẾT QUẢ THỰC HIỆN TIÊU CHÍ NĂM 2020 | < | < | < | <
            | TT | Tiêu chí | Nội dung | Khóm 1 | Khóm 2 | Khóm 3 | Tổng
            | 1 | Đoàn viên | Tổng số | 15 | 14 | 13 | 42
            | 2 | ^ | Nữ |  5 | 4 |  | 9
            | 3 | TC5 | Số lần sinh hoạt | 9 | 8 | 7 | 24
            | | | |  Phường 3, ngày 20 tháng 9 năm 2020
            | | Người lập | | | TM. BCH
            """
        ),
        path="2020/bang.xlsx",
    )
    assert facts(made) == {
        "Khóm 1": {"members": 15, "female_members": 5, "meetings": 9},
        "Khóm 2": {"members": 14, "female_members": 4, "meetings": 8},
        "Khóm 3": {"members": 13, "meetings": 7},
    }
    assert made.findings() == []
    assert {(s["branch"], s["field"]): s["cell"] for s in made.sources}["Khóm 3", "meetings"] == "F6"


def test_group_rows_name_the_unit_of_the_rows_below_them():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021 THÀNH PHỐ SA ĐÉC | < | < | <
            | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | I | Phường 1 | 27 |
            | 1 | Khóm 1 | 15 | 8
            | 2 | Khóm 2 | 12 | 9
            | II | Phường 3 | 10 |
            | 1 | Khóm 1 | 10 | 7
            """
        )
    )
    assert [(r.of.unit, r.of.branch, r.facts["members"]) for r in made.records["results"]] == [
        ("Phường 1", "Khóm 1", 15),
        ("Phường 1", "Khóm 2", 12),
        ("Phường 3", "Khóm 1", 10),
    ]


def test_a_column_of_units_names_the_unit_of_each_row_through_merges():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN NĂM 2021 TOÀN THÀNH PHỐ | < | < | <
            | TT | Đơn vị | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | 1 | Phường 1 | Khóm 1 | 15 | 8
            | 2 | ^ | Khóm 2 | 12 | 9
            | 3 | Phường 3 | Khóm 1 | 10 | 7
            """
        )
    )
    assert [(r.of.unit, r.of.branch, r.facts["members"]) for r in made.records["results"]] == [
        ("Phường 1", "Khóm 1", 15),
        ("Phường 1", "Khóm 2", 12),
        ("Phường 3", "Khóm 1", 10),
    ]


def test_tables_one_below_the_other_have_titles_of_their_own():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021 - PHƯỜNG 1 | < | < | <
            | TT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | 1 | Khóm 1 | 15 | 8
            | | Tổng | 15 | 8
            |
            | KẾT QUẢ NĂM 2021 - PHƯỜNG 3 | < | < | <
            | TT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | 1 | Khóm 1 | 11 | 9
            """
        )
    )
    assert [(r.of.unit, r.facts["members"]) for r in made.records["results"]] == [("Phường 1", 15), ("Phường 3", 11)]
    assert made.findings() == []


def test_a_mark_under_no_says_no_and_one_under_both_says_nothing():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021 - PHƯỜNG 1 | < | < | <
            | TT | Chi đoàn | Số đoàn viên | Biên bản đầy đủ | < | Số lần sinh hoạt
            | ^ | ^ | ^ | Có | Không | ^
            | 1 | Khóm 1 | 15 | x | | 9
            | 2 | Khóm 2 | 15 |  | x | 8
            | 3 | Khóm 3 | 15 | x | x | 8
            | 4 | Khóm 4 | 15 |   |  | 8
            """
        )
    )
    assert [f.get("has_full_minutes") for f in facts(made).values()] == [True, False, None, None]
    assert sorted(codes(made)) == ["blank_among_ticks", "yes_and_no"]


def test_targets_beside_results_are_not_taken_for_them():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021 - PHƯỜNG ĐOÀN 1 | < | < | <
            | TT | Chi đoàn | Số đoàn viên | Kết nạp | < | Đoàn phí | < | <
            | ^ | ^ | ^ | Chỉ tiêu | Thực hiện | Phải nộp | Đã nộp | Tỷ lệ
            | 1 | Khóm 1 | 15 | 5 | 6 | 360000 | 240000 | 66,7
            """
        )
    )
    assert facts(made)["Khóm 1"] == {"members": 15, "admissions": 6, "fees_due_vnd": 360_000, "fees_collected_vnd": 240_000}
    assert "header_unknown" in codes(made)


def test_a_label_without_values_heads_the_labels_below_it():
    made = read(
        draw(
            """
            | BIỂU TỔNG HỢP TIÊU CHÍ NĂM 2021 XÃ TÂN PHÚ ĐÔNG | < | < | <
            | | Chỉ tiêu | Ấp Phú Long | Ấp Phú Thành | Ấp Phú Hòa
            | I | Đoàn viên | | |
            | 1 | - Tổng số | 15 | 16 | 17
            | 2 | - Trong đó nữ | 5 | 6 | 7
            | II | Sinh hoạt | | |
            | 1 | Số lần sinh hoạt chi đoàn | 8 | 9 | 10
            """
        )
    )
    assert facts(made)["Ấp Phú Hòa"] == {"members": 17, "female_members": 7, "meetings": 10}
    assert made.findings() == []


def test_an_amount_in_a_column_of_rates_is_no_rate():
    made = read(draw("| KẾT QUẢ PHƯỜNG 2 NĂM 2021\n| Chi đoàn | Số lần họp | Tỷ lệ thu đoàn phí\n| K1 | 8 | 300000\n| K2 | 8 | 100"))
    assert "rate_unreadable" in codes(made)
    assert [name for r in made.records["results"] for name in r.statements] == ["fees_rate"]


def test_a_row_of_which_is_not_counted_twice():
    made = read(draw(TABLE.replace("    |   | Tổng cộng", "    |   | Trong đó: nữ | 3 | | | | |\n    |   | Tổng cộng")))
    assert "row_within_row" in codes(made)
    assert facts(made)["Khóm 2"]["members"] == 12


def test_a_wrong_total_is_noted_and_the_rows_stay():
    made = read(draw(TABLE.replace("| 27 | 12", "| 28 | 12")))
    [finding] = made.findings()
    assert (finding["code"], finding["cell"], finding["raw"]) == ("total_differs", "C9", "28")
    assert facts(made)["Khóm 1"]["members"] == 15


def test_a_branch_that_is_not_on_the_roster_is_asked_about_and_not_counted():
    made = read(draw(TABLE.replace("Khóm 2", "Khóm 22")))
    [finding] = [f for f in made.findings() if f["severity"] == "blocking"]
    assert (finding["code"], finding["cell"], finding["raw"]) == ("branch_unknown", "B8", "Khóm 22")
    assert "Khóm 2" not in facts(made)


def test_a_row_without_a_branch_is_blocked():
    made = read(draw(TABLE.replace("| 2 | Khóm 2", "| 2 |")))
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("row_without_branch", "C8:E8;G8")]


def test_a_merged_cell_over_two_branches_says_nothing_of_either():
    made = read(draw(TABLE.replace("| 12 | 5 | 6 |", "| ^ | 5 | 6 |").replace("| 27 | 12", "|  | 12")))
    assert [(f["code"], f["cell"], f["cells"]) for f in made.findings()] == [("merged_over_records", "C7:C8", 2)]
    assert "members" not in facts(made)["Khóm 1"]


def test_an_error_cell_is_blocked_with_its_text():
    made = read(
        draw(TABLE.replace("| 12 | 5 | 6", "|  | 5 | 6").replace("| 27 | 12", "|  | 12"), unreadable={(7, 2): ("cell_error", "#REF!")})
    )
    assert [(f["code"], f["cell"], f["raw"]) for f in made.findings()] == [("cell_error", "C8", "#REF!")]


def test_blanks_among_ticks_stay_unknown_with_one_finding_a_column():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2021 | < | < | <
            | STT | Chi đoàn | Số đoàn viên | Biên bản đầy đủ
            | 1 | Khóm 1 | 15 | x
            | 2 | Khóm 2 | 12 |
            | 3 | Khóm 3 | 12 | x
            | 4 | Khóm 4 | 12 |
            """
        )
    )
    [finding] = made.findings()
    assert (finding["code"], finding["cell"], finding["cells"], finding["severity"]) == ("blank_among_ticks", "D4;D6", 2, "blocking")
    assert facts(made)["Khóm 1"]["has_full_minutes"] is True
    assert "has_full_minutes" not in facts(made)["Khóm 2"]


@pytest.mark.parametrize(("tick", "codes_found"), [("x", [("blank_among_ticks", "D3:D4")]), ("Có", [])])
def test_a_column_wholly_blank_beside_ticks_is_asked_about_too(tick, codes_found):
    made = read(
        draw(
            f"""
            | KẾT QUẢ PHƯỜNG 1 NĂM 2021 | < | < | < | <
            | STT | Chi đoàn | Số lần sinh hoạt | Bí thư được tập huấn | Biên bản đầy đủ
            | 1 | Khóm 1 | 15 | | {tick}
            | 2 | Khóm 2 | 12 | | {tick}
            """
        )
    )
    assert [(f["code"], f["cell"]) for f in made.findings()] == codes_found


@pytest.mark.parametrize(("second", "said"), [("☑", False), ("☐", None)])
def test_an_empty_box_says_no_beside_a_ticked_one_alone(second, said):
    table = f"""
        | KẾT QUẢ PHƯỜNG 1 NĂM 2021 | < | < | <
        | STT | Chi đoàn | Số lần sinh hoạt | Biên bản đầy đủ
        | 1 | Khóm 1 | 15 | ☐
        | 2 | Khóm 2 | 12 | {second}
    """
    assert facts(read(draw(table)))["Khóm 1"].get("has_full_minutes") is said


def test_two_columns_of_one_meaning_are_both_blocked():
    made = read(draw(TABLE.replace("Ghi chú", "Số lần SH")))
    assert "header_duplicate" in codes(made)
    assert "meetings" not in facts(made)["Khóm 1"]


def test_an_unknown_column_is_kept_aside_and_named():
    made = read(draw(TABLE.replace("Ghi chú", "Xếp hạng cụm")))
    [finding] = made.findings()
    assert (finding["code"], finding["raw"], finding["cell"]) == ("header_unknown", "Xếp hạng cụm", "H7")


def test_a_group_header_typed_once_without_merging_holds_for_its_columns():
    made = read(draw(TABLE.replace("| Đoàn viên | < | Kết nạp | < |", "| Đoàn viên | | Kết nạp | |")))
    assert facts(made)["Khóm 1"]["female_members"] == 7
    assert facts(made)["Khóm 1"]["admissions_by_procedure"] == 5


@pytest.mark.parametrize(
    ("was", "now", "path", "code", "unit", "year"),
    [
        ("ĐOÀN PHƯỜNG 1", "", "2021/bang.xlsx", None, "Phường 1", 2021),
        ("ĐOÀN PHƯỜNG 1", "ĐOÀN PHƯỜNG 4", "2021/bang.xlsx", "unit_conflict", "Phường 4", 2021),
        ("ĐOÀN PHƯỜNG 1", "ĐOÀN PHƯỜNG 1", "2020/bang.xlsx", "year_conflict", "Phường 1", 2021),
        ("NĂM 2021", "(giai đoạn 2018-2022)", "bang.xlsx", None, "Phường 1", 2021),
    ],
)
def test_unit_and_year_are_settled_by_the_most_trusted_place_and_conflicts_are_told(was, now, path, code, unit, year):
    made = read(draw(TABLE.replace(was, now)), path=path)
    assert [code] * bool(code) == codes(made)
    assert {(r.of.unit, r.of.year) for r in made.records["results"]} == {(unit, year)}


def test_without_a_unit_every_cell_is_blocked_by_one_finding():
    text = TABLE.replace("ĐOÀN PHƯỜNG 1", "").replace("Phường 1, ngày", "Sa Đéc, ngày")
    made = read(draw(text))
    assert "unit_unknown" in codes(made)
    assert facts(made) == {}


def test_a_sheet_without_a_table_is_one_finding():
    made = read(draw("| Kính gửi Thành Đoàn | \n | Xin gửi số liệu sau | "))
    assert (codes(made), made.status) == (["no_table"], "refused")


def test_the_same_branch_said_differently_on_two_sheets_blocks_only_what_differs():
    made = read(draw(TABLE, "A"), draw(TABLE.replace("| 15 | 7", "| 16 | 7").replace("| 27 | 12", "|  | 12"), "B"))
    assert [(f["code"], f["field"], f["branch"]) for f in made.findings()] == [("branch_twice", "members", "Khóm 1")]
    assert "members" not in facts(made)["Khóm 1"]
    assert facts(made)["Khóm 1"]["meetings"] == 8
    assert facts(made)["Khóm 2"]["members"] == 12


def test_percent_formatted_numbers_show_as_percents():
    text = TABLE.replace("Ghi chú", "Đoàn phí đã thu").replace("| tốt", "| 1")
    made = read(draw(text, percents=frozenset({(6, 7)})))
    [statement] = [(name, said.kind, said.low) for name, (said, _) in made.records["results"][0].statements.items()]
    assert statement == ("fees_collected_vnd", "stated_rate", 1.0)


def test_a_registration_is_told_from_results():
    made = read(
        draw(
            """
            | ĐĂNG KÝ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN NĂM 2020 | < | < | < | <
            | Đơn vị: Phường 3 | | | |
            | TT | Tên chi đoàn | Số ĐV | Hiện trạng (đạt chuẩn) | Đăng ký năm 2020 | Chi đoàn điểm
            | 1 | Khóm 1 | 15 | đạt | x | x
            | 2 | Khóm 2 | 14 | chưa đạt | x | không
            """
        ),
        path="2020/dk.xlsx",
    )
    assert facts(made, "registration") == {
        "Khóm 1": {"members": 15, "meets_now": True, "registered": True, "is_pilot": True},
        "Khóm 2": {"members": 14, "meets_now": False, "registered": True, "is_pilot": False},
    }


def test_a_group_row_right_below_the_header_is_no_second_header_row():
    made = read(
        draw(
            """
            | RÀ SOÁT VÀ ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021
            | TT | Chi đoàn | Tổng ĐV | Tình trạng
            | I | Chi đoàn đăng ký đạt chuẩn | |
            | 1 | Chi đoàn khóm 1 | 15 | Đạt
            | 2 | Chi đoàn khóm 2 | 12 | Chưa đạt
            """
        )
    )
    assert facts(made, "registration") == {"Khóm 1": {"members": 15, "meets_now": True}, "Khóm 2": {"members": 12, "meets_now": False}}


def test_the_targets_beside_the_results_of_each_branch_are_not_taken():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN CHỈ TIÊU PHƯỜNG 3 NĂM 2021
            | TT | Tiêu chí | ĐVT | Khóm 1 | < | Khóm 2 | <
            | | | | Chỉ tiêu | Thực hiện | Chỉ tiêu | Thực hiện
            | 1 | Kết nạp đoàn viên | ĐV | 5 | 4 | 5 | 7
            | 2 | Số lần sinh hoạt | lần | 8 | 9 | 8 | 7
            | 3 | Số đoàn viên | ĐV | 15 | 16 | 15 | 12
            """
        )
    )
    assert facts(made) == {
        "Khóm 1": {"admissions": 4, "meetings": 9, "members": 16},
        "Khóm 2": {"admissions": 7, "meetings": 7, "members": 12},
    }


def test_a_merged_cell_that_reaches_into_a_record_from_above_is_asked_about():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | A | B | 1 | 2
            | 1 | Khóm 1 | ^ | 9
            | 2 | Khóm 2 | 12 | 8
            """
        )
    )
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("merged_over_records", "C4")]


def test_two_tables_side_by_side_are_two_tables():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2021
            | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | 1 | Khóm 1 | 15 | 9 | | 3 | Khóm 3 | 11 | 7
            | 2 | Khóm 2 | 12 | 8 | | 4 | Khóm 4 | 14 | 6
            """
        )
    )
    assert facts(made) == {
        "Khóm 1": {"members": 15, "meetings": 9},
        "Khóm 2": {"members": 12, "meetings": 8},
        "Khóm 3": {"members": 11, "meetings": 7},
        "Khóm 4": {"members": 14, "meetings": 6},
    }
    assert codes(made) == []


def test_tables_side_by_side_of_two_units_and_of_other_columns_keep_apart():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021
            | PHƯỜNG 1 | | | | PHƯỜNG 2
            | Chi đoàn | Số đoàn viên | Kết nạp | | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | Khóm 1 | 15 | 5 | | Khóm 1 | 11 | 7
            | Khóm 2 | 12 | 6 | | Khóm 2 | 14 |
            """
        )
    )
    told = {(r.of.unit, r.of.branch): r.facts for r in made.records["results"]}
    assert told == {
        ("Phường 1", "Khóm 1"): {"members": 15, "admissions": 5},
        ("Phường 1", "Khóm 2"): {"members": 12, "admissions": 6},
        ("Phường 2", "Khóm 1"): {"members": 11, "meetings": 7},
        ("Phường 2", "Khóm 2"): {"members": 14},
    }
    assert {s["cell"] for s in made.sources if s["field"] == "meetings"} == {"G4", "G5"}


def test_a_table_and_a_summary_beside_it_stay_one_table():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | | Chi đoàn đạt | Tỷ lệ
            | 1 | Khóm 1 | 15 | 9 | | 2 | 50%
            | 2 | Khóm 2 | 12 | 8 | | |
            """
        )
    )
    assert facts(made) == {"Khóm 1": {"members": 15, "meetings": 9}, "Khóm 2": {"members": 12, "meetings": 8}}


LONG = """
    | KẾT QUẢ PHƯỜNG 1 NĂM 2021
    | STT | Chi đoàn | Nội dung | Kết quả | Đánh giá
    | 1 | Khóm 1 | Số đoàn viên | 15 |
    | ^ | ^ | Số lần sinh hoạt | 9 | Đạt
    | ^ | ^ | 4. Kết nạp đoàn viên, giới thiệu ĐVƯT | Kết nạp 7, giới thiệu 1 ĐVƯT | Đạt
    | 2 | Khóm 2 | Số đoàn viên | 12 |
    |  |  | Số lần sinh hoạt | nhiều | Đạt
    |  |  | 4. Kết nạp đoàn viên, giới thiệu ĐVƯT | Kết nạp 5, giới thiệu 2 ĐVƯT | Đạt
    | Phường 1, ngày 22 tháng 9 năm 2021
"""


def test_a_row_for_each_branch_and_criterion_is_read_with_the_addresses_of_the_sheet():
    made = read(draw(LONG))
    assert facts(made) == {
        "Khóm 1": {"members": 15, "meetings": 9, "admissions": 7, "party_recommendations": 1},
        "Khóm 2": {"members": 12, "admissions": 5, "party_recommendations": 2},
    }
    assert ("count_unreadable", "D7") in [(f["code"], f["cell"]) for f in made.findings()]
    cells = {(s["branch"], s["field"]): s["cell"] for s in made.sources}
    assert (cells["Khóm 1", "meetings"], cells["Khóm 2", "admissions"]) == ("D4", "D8")
    assert made.dated == [dt.date(2021, 9, 22)]


@pytest.mark.parametrize("head", ["ĐV", "Nơi", "Số đoàn viên"])
def test_a_column_that_holds_nothing_but_names_of_units_names_them_whatever_its_header(head):
    made = read(
        draw(
            f"""
            | KẾT QUẢ THỰC HIỆN NĂM 2021 TOÀN THÀNH PHỐ | < | < | <
            | TT | {head} | Chi đoàn | Tổng số đoàn viên | Số lần sinh hoạt
            | A | B | 1 | 2 | 3
            | 1 | Phường 1 | Khóm 1 | 15 | 8
            | 2 | Đoàn phường 1 | Khóm 2 | 12 | 9
            | 3 | Phường 3 | Khóm 1 | 10 | 7
            |   | Tổng cộng | | 37 | 24
            """
        )
    )
    told = {(r.of.unit, r.of.branch): r.facts["members"] for r in made.records["results"]}
    assert told == {("Phường 1", "Khóm 1"): 15, ("Phường 1", "Khóm 2"): 12, ("Phường 3", "Khóm 1"): 10}


def test_remarks_that_speak_of_units_name_none():
    made = read(
        draw(
            """
            | KẾT QUẢ NĂM 2021 PHƯỜNG 1
            | TT | Hướng dẫn | Chi đoàn | Tổng số đoàn viên | Số lần sinh hoạt
            | 1 | cùng Phường 3 | Khóm 1 | 15 | 8
            | 2 | cùng Phường 2 | Khóm 2 | 12 | 9
            """
        )
    )
    assert {r.of.unit for r in made.records["results"]} == {"Phường 1"}


def test_a_title_that_speaks_of_the_standard_is_no_label_of_a_cross_table():
    made = read(
        draw("""
            | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ CHI ĐOÀN ĐẠT CHUẨN NĂM 2021
            | TT | Nội dung | Khóm 1 | Khóm 2
            | 1 | Số đoàn viên | 15 | 12
            | 2 | Số lần sinh hoạt | 9 | 8
            | 3 | Biên bản đầy đủ | có | không
        """),
        path="2021/Phường 3.xlsx",
    )
    assert facts(made)["Khóm 2"] == {"members": 12, "meetings": 8, "has_full_minutes": False}
