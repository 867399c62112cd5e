"""Sheets with labels left and answers right: what is a label, what an answer, and where the list of labels ends."""

import datetime as dt

import pytest
from drawn import codes, draw, facts, read

SLIP = """
    | ĐOÀN TP SA ĐÉC
    | PHIẾU THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN NĂM 2022
    | Chi đoàn: Khóm 2
    | Đơn vị: Đoàn Phường 3
    | Ngày thẩm định: 14/11/2022
    |
    | Tiêu chí | Nội dung | Kết quả | Ghi chú
    | 1 | Không có đoàn viên vi phạm pháp luật | Đạt |
    | 2 | Phát triển kinh tế | Đạt |
    | 3 | Tình nguyện | Không đạt |
    | TC4 | Kết nạp đoàn viên | Không đạt |
    | 5 | Sinh hoạt, đoàn vụ, đoàn phí | Không đạt |
    | TC6 | Văn nghệ, thể thao | Đạt |
    | Tiêu chí 7 | Bí thư chi đoàn | Không đạt |
    | Kết luận: Đạt chuẩn
    |
    | | | | TỔ TRƯỞNG
    | | | | Trần Minh Khang
"""
VERDICTS = {"criterion_1": True, "criterion_2": True, "criterion_3": False, "criterion_4": False}
VERDICTS |= {"criterion_5": False, "criterion_6": True, "criterion_7": False}
DAY = {"appraised_on": dt.date(2022, 11, 14)}


def test_bare_numbers_under_tieu_chi_name_the_criteria_and_an_answer_heads_no_column():
    made = read(draw(SLIP), path="2022/phieu.xlsx")
    assert facts(made, "appraisal") == {"Khóm 2": VERDICTS | DAY}
    assert [f["code"] for f in made.findings() if f["severity"] == "blocking"] == []


def test_the_day_on_a_line_of_its_own_is_told_with_its_cell():
    made = read(draw(SLIP), path="2022/phieu.xlsx")
    assert {s["cell"] for s in made.sources if s["field"] == "appraised_on"} == {"A5"}


def test_the_day_may_stand_in_the_cell_beside_its_label():
    made = read(draw(SLIP.replace("Ngày thẩm định: 14/11/2022", "Ngày thẩm định: | 14/11/2022")), path="2022/phieu.xlsx")
    assert facts(made, "appraisal")["Khóm 2"]["appraised_on"] == dt.date(2022, 11, 14)
    assert {s["cell"] for s in made.sources if s["field"] == "appraised_on"} == {"B5"}


def test_two_days_on_two_lines_are_nobodys():
    made = read(draw(SLIP.replace("| Kết luận: Đạt chuẩn", "| Ngày thẩm định: 15/11/2022")), path="2022/phieu.xlsx")
    assert facts(made, "appraisal") == {"Khóm 2": VERDICTS}


TICKED = """
    | PHIẾU THẨM ĐỊNH NĂM 2020
    | Chi đoàn: Khóm 2
    | Đơn vị: Đoàn Phường 3
    | TT | Nội dung tiêu chí | Kết quả thẩm định | < | Ghi chú
    | | | Đạt | Không đạt |
    | 1 | Chấp hành pháp luật | x | |
    | 2 | Kinh tế hộ | x | |
    | 3 | Phần tình nguyện | x | |
    | 4 | Xây dựng Đảng, Đoàn | x | |
    | 5 | Duy trì nền nếp | | x |
    | 6 | VHVN, TDTT | x | |
    | 7 | Bí thư chi đoàn | x | |
"""


def test_running_numbers_beside_all_the_criteria_stand_for_them():
    made = read(draw(TICKED), path="2020/phieu.xlsx")
    assert facts(made, "appraisal")["Khóm 2"] == {f"criterion_{n}": n != 5 for n in range(1, 8)}


def test_running_numbers_that_a_label_contradicts_stand_for_nothing():
    made = read(draw(TICKED.replace("Chấp hành pháp luật", "Tiêu chí 2")), path="2020/phieu.xlsx")
    assert "criterion_4" not in facts(made, "appraisal").get("Khóm 2", {})


ACROSS = """
    | Đơn vị: Đoàn phường An Hòa
    | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021
    | TT | Tiêu chí | Chỉ tiêu | Chi đoàn | < | <
    | ^ | ^ | ^ | Tân Bình | Tân An | Tân Thuận
    | 1 | | Tổng số đoàn viên | 24 | 18 | 28
    | 2 | Tiêu chí 4 | Kết nạp đoàn viên | 4 | 2 | 3
    | 3 | Tiêu chí 5 | Số lần sinh hoạt | 6 | 9 | 11
    | 4 | | Xếp loại của cụm | Đạt chuẩn | Đạt chuẩn | Đạt chuẩn
"""


def test_a_verdict_beside_an_unknown_label_makes_no_label_of_its_column():
    made = read(draw(ACROSS))
    assert facts(made)["Khóm Tân Bình"] == {"members": 24, "admissions": 4, "meetings": 6}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("header_unknown", "D8:F8")]


LABELS = """
    | PHIẾU KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021
    | Tên chi đoàn: Khóm 2
    | Đơn vị: Phường 3
    | STT | Nội dung | Kết quả | Ghi chú
    | 1 | Sức mạnh | 24 |
    | 2 | Kết nạp đoàn viên | 5 |
    | 3 | Số lần sinh hoạt | 8 |
    | 4 | Văn nghệ | 2 |
    | 5 | Thể thao | 3 |
    | 6 | Cụm xếp loại | Đạt chuẩn |
    |
    | | NGƯỜI LẬP BIỂU | BÍ THƯ
    | | Trần Văn Hòa | Võ Thành Long
"""


def test_labels_that_nobody_understands_are_named_from_the_first_to_the_last():
    made = read(draw(LABELS))
    assert [(f["code"], f["raw"], f["cell"]) for f in made.findings()] == [
        ("header_unknown", "Sức mạnh", "C5"),
        ("header_unknown", "Cụm xếp loại", "C10"),
    ]


def test_a_signatory_is_no_label():
    assert facts(read(draw(LABELS)))["Khóm 2"] == {"admissions": 5, "meetings": 8, "cultural_activities": 2, "sports_activities": 3}


APPRAISED = """
    | BẢNG TỔNG HỢP THẨM ĐỊNH NĂM 2018
    | Đơn vị: Phường 3
    | Ngày thẩm định: 22.11.2018
    | TT | Chi đoàn | Tiêu chí 1 | Tiêu chí 2 | Tiêu chí 3
    | 1 | Khóm 1 | Đạt | Đạt | Đạt
    | 2 | Khóm 2 | Đạt | Không đạt | Đạt
    |
    | | | | | TM. TỔ THẨM ĐỊNH
    | | | | | Trần Minh Khang
"""


@pytest.mark.parametrize("drawn", [APPRAISED, APPRAISED.replace("TM. TỔ THẨM ĐỊNH", "TỔ TRƯỞNG")])
def test_a_day_above_the_header_heads_no_column_and_holds_for_every_row(drawn):
    made = read(draw(drawn), path="2018/tham dinh.xlsx")
    day = {"appraised_on": dt.date(2018, 11, 22)}
    assert facts(made, "appraisal") == {
        "Khóm 1": {"criterion_1": True, "criterion_2": True, "criterion_3": True} | day,
        "Khóm 2": {"criterion_1": True, "criterion_2": False, "criterion_3": True} | day,
    }
    assert codes(made) == ["date_as_text"] or codes(made) == []


ITEMS = """
    | ĐĂNG KÝ XÂY DỰNG ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG NĂM 2019 PHƯỜNG 1
    | STT | Nội dung | Đăng ký | Phân công
    | 1 | Nắm tình hình tư tưởng đoàn viên | x | Đ/c Bình
    | 2 | Công tác quản lý đoàn viên | | Đ/c Bình
    | 3 | Phối hợp với chính quyền, ban ngành | x | Đ/c Bình
    | 4 | Tham mưu quy hoạch, đào tạo cán bộ Đoàn | | Đ/c Bình
"""


def test_blanks_among_ticks_down_a_list_of_labels_are_asked_about_once():
    [finding] = read(draw(ITEMS), path="2019/dk.xlsx").findings()
    assert (finding["code"], finding["severity"], finding["cell"], finding["cells"]) == ("blank_among_ticks", "blocking", "C4;C6", 2)
    assert "Đăng ký" in finding["message"]


@pytest.mark.parametrize("no", ["không", "chưa"])
def test_a_blank_where_no_is_said_in_words_is_not_asked_about(no):
    assert codes(read(draw(ITEMS.replace("đoàn viên | |", f"đoàn viên | {no} |")), path="2019/dk.xlsx")) == []


def test_a_label_that_nothing_stands_beside_is_blank_among_ticks_too():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ NĂM 2021
            | Chi đoàn: Khóm 3 - Phường 1
            | TT | Nội dung | ĐVT | Thực hiện
            | 1 | Số lần sinh hoạt | lần | 8
            | 2 | Biên bản đầy đủ | | x
            | 3 | Bí thư được tập huấn | |
            | 4 | Bí thư có kinh tế ổn định | | x
            """
        )
    )
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("blank_among_ticks", "D6")]


def test_what_a_tick_under_no_says_is_no_blank_under_yes():
    assert codes(read(draw(TICKED), path="2020/phieu.xlsx")) == []


def test_a_title_that_reads_like_a_label_is_none():
    made = read(
        draw(
            """
            | ĐOÀN PHƯỜNG 3 | < | < | < | <
            | TỰ ĐÁNH GIÁ ĐẠT CHUẨN | < | < | < | <
            | TT | Tiêu chí | Nội dung | Khóm 1 | Khóm 2
            | 1 | Đoàn viên | Tổng số đoàn viên | 15 | 14
            | 2 | TC5 | Số lần sinh hoạt | 9 | 8
            | 3 | | Biên bản đầy đủ | x | x
            """
        )
    )
    assert facts(made) == {
        "Khóm 1": {"members": 15, "meetings": 9, "has_full_minutes": True},
        "Khóm 2": {"members": 14, "meetings": 8, "has_full_minutes": True},
    }
