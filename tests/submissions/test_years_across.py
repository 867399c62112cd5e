"""Years as headers beside each other, and sheets that only look blank."""

import pytest
from drawn import codes, draw, facts, read


def by_year(made, form="results"):
    return {(r.of.year, r.of.branch): r.facts for r in made.records.get(form, ())}


COMPARED = """
    | ĐOÀN PHƯỜNG 1
    | KẾT QUẢ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN 2018 - 2019
    |
    | TT | Chi đoàn | Tổng số đoàn viên | < | Số lần sinh hoạt | < | Tự đánh giá | <
    | ^ | ^ | 2018 | Năm 2019 | Năm 2018 | Năm 2019 | Năm 2018 | Năm 2019
    | 1 | Khóm 1 | 15 | 16 | 8 | 9 | Đạt | Chưa đạt
    | 2 | Khóm 2 | 12 | 13 | 7 | 10 | Đạt | Đạt
"""
TOLD = {
    (2018, "Khóm 1"): {"members": 15, "meetings": 8, "self_assessed": True},
    (2018, "Khóm 2"): {"members": 12, "meetings": 7, "self_assessed": True},
    (2019, "Khóm 1"): {"members": 16, "meetings": 9, "self_assessed": False},
    (2019, "Khóm 2"): {"members": 13, "meetings": 10, "self_assessed": True},
}
UNMERGED = COMPARED.replace("| <", "| ").replace("| ^ | ^", "| | ")
ABOVE = """
    | KẾT QUẢ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 1
    | TT | Chi đoàn | Năm 2018 | | | Năm 2019 | |
    | | | Tổng số đoàn viên | Số lần sinh hoạt | Tự đánh giá | Tổng số đoàn viên | Số lần sinh hoạt | Tự đánh giá
    | 1 | Khóm 1 | 15 | 8 | Đạt | 16 | 9 | Chưa đạt
    | 2 | Khóm 2 | 12 | 7 | Đạt | 13 | 10 | Đạt
"""


@pytest.mark.parametrize("drawn", [COMPARED, UNMERGED, ABOVE, COMPARED.replace("Năm 20", "Thực hiện 20")])
def test_each_year_is_a_record_of_its_own(drawn):
    made = read(draw(drawn), path="2019/so sanh.xlsx")
    assert by_year(made) == TOLD
    assert codes(made) == []
    cells = {(s["branch"], s["field"], s["cell"]) for s in made.sources}
    assert len(cells) == 12
    assert drawn is ABOVE or ("Khóm 2", "meetings", "F7") in cells


def test_a_year_outside_the_plan_is_kept_aside_and_told():
    made = read(draw(COMPARED.replace("2018", "2017")), path="2019/so sanh.xlsx")
    assert {year for year, _ in by_year(made)} == {2019}
    assert [(f["code"], f["severity"], f["raw"], f["cell"]) for f in made.findings()] == [
        ("year_aside", "noted", "2017", "C6:C7;E6:E7;G6:G7")
    ]


def test_beside_the_year_of_the_title_another_year_only_compares():
    made = read(draw(COMPARED.replace("2018 - 2019", "NĂM 2019")), path="2019/so sanh.xlsx")
    assert by_year(made) == {key: told for key, told in TOLD.items() if key[0] == 2019}
    assert [(f["code"], f["raw"]) for f in made.findings()] == [("year_aside", "2018")]


def test_a_column_of_no_year_is_of_the_year_of_the_title():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021 - PHƯỜNG 1
            | TT | Chi đoàn | Kết nạp đoàn viên | < | Số lần sinh hoạt | < | Tự đánh giá
            | ^ | ^ | Năm 2020 | Năm 2021 | Năm 2020 | Năm 2021 | ^
            | 1 | Khóm 1 | 2 | 7 | 10 | 8 | Chưa đạt
            """
        )
    )
    assert by_year(made) == {(2021, "Khóm 1"): {"admissions": 7, "meetings": 8, "self_assessed": False}}


def test_a_column_of_no_year_goes_to_no_year_where_nothing_says_it():
    made = read(
        draw(
            """
            | ĐOÀN PHƯỜNG 1
            | STT | Chi đoàn | Số lượng đoàn viên | Đăng ký đạt chuẩn | <
            | ^ | ^ | ^ | Năm 2018 | Năm 2019
            | 1 | Khóm 1 | 15 | Có | Không
            """
        ),
        path="dk.xlsx",
    )
    assert by_year(made, "registration") == {(2018, "Khóm 1"): {"registered": True}, (2019, "Khóm 1"): {"registered": False}}
    assert "year_unknown" in codes(made)


def test_a_registration_says_every_year_that_it_names():
    made = read(
        draw(
            """
            | ĐĂNG KÝ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN NĂM 2018 - PHƯỜNG 1
            | STT | Tên chi đoàn | Số đoàn viên | Đăng ký đạt chuẩn | < | <
            | ^ | ^ | ^ | Năm 2018 | Năm 2019 | Năm 2021
            | 1 | Khóm 1 | 15 | Có | Có | Không
            | 2 | Khóm 2 | 12 | Không | Có | Có
            """
        ),
        path="2018/dk.xlsx",
    )
    assert by_year(made, "registration") == {
        (2018, "Khóm 1"): {"members": 15, "registered": True},
        (2018, "Khóm 2"): {"members": 12, "registered": False},
        (2019, "Khóm 1"): {"registered": True},
        (2019, "Khóm 2"): {"registered": True},
        (2021, "Khóm 1"): {"registered": False},
        (2021, "Khóm 2"): {"registered": True},
    }


def test_years_over_the_answers_of_labels_are_no_branches():
    made = read(
        draw(
            """
            | Đơn vị: Đoàn Phường An Hòa
            | BÁO CÁO SỐ LIỆU THỰC TRẠNG TÌNH HÌNH THANH NIÊN
            | TT | Nội dung | Năm 2018 | Năm 2019 | Ghi chú
            | 1 | Tổng số thanh niên | 975 | '2.251 |
            | 2 | Trong đó: Đoàn viên | 162 | 375 |
            | 3 | Nữ | 479 | '1.124 |
            """
        ),
        path="2019/tn.xlsx",
    )
    told = {r.of.year: r.facts for r in made.records["youth"]}
    assert told == {
        2018: {"young_people": 975, "members": 162, "female": 479},
        2019: {"young_people": 2251, "members": 375, "female": 1124},
    }


def test_a_row_of_years_among_the_answers_heads_nothing():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN TIÊU CHÍ PHƯỜNG 3 NĂM 2021
            | TT | Tiêu chí | Khóm 1 | Khóm 2
            | 1 | Số lần sinh hoạt | 9 | 8
            | 2 | Năm bí thư được tập huấn | 2018 | 2019
            | 3 | Tổng số đoàn viên | 15 | 12
            """
        )
    )
    assert {branch: told["meetings"] for branch, told in facts(made).items()} == {"Khóm 1": 9, "Khóm 2": 8}


def test_parts_beside_a_total_are_not_taken_for_it():
    made = read(
        draw(
            """
            | THỰC TRẠNG TÌNH HÌNH THANH NIÊN PHƯỜNG 2 NĂM 2018
            | STT | Nội dung | Tổng số | Trong đó nữ | Ghi chú
            | 1 | Tổng số thanh niên | 979 | 489 |
            | 2 | Trong đó: Đoàn viên | 163 | 81 |
            | 3 | Thanh niên tôn giáo | 113 | 56 |
            """
        ),
        path="2018/tn.xlsx",
    )
    [record] = made.records["youth"]
    assert record.facts == {"young_people": 979, "members": 163, "religious": 113}
    assert codes(made) == ["row_within_row"]


def test_tables_side_by_side_may_head_their_names_differently():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2019
            | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | | TT | Đơn vị chi đoàn | Số đoàn viên | Số lần sinh hoạt
            | 1 | Khóm 1 | 15 | 9 | | 1 | Khóm 3 | 11 | 7
            | 2 | Khóm 2 | 12 | 8 | | 2 | Khóm 4 | 14 | 6
            """
        ),
        path="2019/bang.xlsx",
    )
    assert {branch: told["members"] for branch, told in facts(made).items()} == {"Khóm 1": 15, "Khóm 2": 12, "Khóm 3": 11, "Khóm 4": 14}


def test_a_sheet_of_data_is_never_called_a_blank_form():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2019
            | STT | Chi đoàn | Số đoàn viên | Số đoàn viên | Số lần sinh hoạt | Số lần sinh hoạt | Kết nạp | Kết nạp
            | 1 | Khóm 1 | 15 | 9 | 11 | 7 | 1 | 2
            """
        ),
        path="2019/bang.xlsx",
    )
    assert codes(made) == ["table_unread", "no_table"]


def test_one_fact_beside_names_is_a_table():
    made = read(draw("| KẾT QUẢ PHƯỜNG 1 NĂM 2019\n| STT | Chi đoàn | Số lần sinh hoạt\n| 1 | Khóm 1 | 9"), path="2019/bang.xlsx")
    assert facts(made) == {"Khóm 1": {"meetings": 9}}
