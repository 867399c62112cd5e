"""What a title says that a table is not."""

import pytest
from drawn import codes, draw, facts, read

from sadec_analytics.submissions.recognise import settle, years_in

TABLE = """
    | {title} | < | < | <
    | STT | Chi đoàn | Kết nạp đoàn viên | Số lần sinh hoạt
    | 1 | Khóm 1 | 5 | 12
    | 2 | Khóm 2 | 6 |
"""


@pytest.mark.parametrize(
    "title",
    [
        "BẢNG GIAO CHỈ TIÊU CHO CÁC CHI ĐOÀN PHƯỜNG 1 NĂM 2021",
        "KẾ HOẠCH CHỈ TIÊU THỰC HIỆN CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 1 NĂM 2021",
        "CHỈ TIÊU PHẤN ĐẤU CÁC CHI ĐOÀN PHƯỜNG 1 NĂM 2021",
        "DỰ KIẾN KẾT QUẢ THỰC HIỆN PHƯỜNG 1 NĂM 2021",
        "DỰ KIẾN KẾT QUẢ THỰC HIỆN CHỈ TIÊU PHƯỜNG 1 NĂM 2021",
        "KẾ HOẠCH THỰC HIỆN CHỈ TIÊU NĂM 2021 PHƯỜNG 1",
    ],
)
def test_targets_are_no_results_and_each_of_their_cells_is_named(title):
    made = read(draw(TABLE.format(title=title)))
    assert facts(made) == {}
    assert [(f["code"], f["severity"], f["cell"]) for f in made.findings()] == [("targets_not_results", "blocking", "C3:C4;D3")]


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ THỰC HIỆN CHỈ TIÊU PHƯỜNG 1 NĂM 2021",
        "BÁO CÁO THỰC HIỆN CHỈ TIÊU NĂM 2021 PHƯỜNG 1",
        "KẾT QUẢ 7 TIÊU CHÍ PHƯỜNG 1 NĂM 2021 (Kế hoạch 53-KH/ĐTN)",
    ],
)
def test_results_of_targets_are_results(title):
    made = read(draw(TABLE.format(title=title)))
    assert facts(made)["Khóm 1"] == {"admissions": 5, "meetings": 12}
    assert codes(made) == []


def test_results_of_a_quarter_are_not_those_of_the_year():
    made = read(draw(TABLE.format(title="KẾT QUẢ QUÝ II NĂM 2021 PHƯỜNG 1")))
    assert facts(made) == {}
    assert codes(made) == ["quarter_not_year"]


def test_what_branches_say_of_themselves_is_no_appraisal():
    made = read(
        draw(
            """
            | PHƯỜNG 1
            | BẢN TỰ ĐÁNH GIÁ CHI ĐOÀN KHÓM 1 NĂM 2021
            | Ngày thẩm định: 12/11/2021
            | TT | Tiêu chí | Đạt | Không đạt
            | 1 | Tiêu chí 1: Không có đoàn viên vi phạm pháp luật | x |
            | 2 | Tiêu chí 2: Có ít nhất một mô hình hỗ trợ đoàn viên phát triển kinh tế | | x
            | 3 | Tiêu chí 3: Có ít nhất 01 đội hình thanh niên tình nguyện | x |
            """
        )
    )
    assert facts(made, "appraisal") == {}, "a day of appraisal in the form's own words is no appraisal"
    assert codes(made) == ["own_judgement"]


def test_a_list_of_those_not_recognised_recognises_nobody():
    made = read(
        draw(
            """
            | DANH SÁCH CHI ĐOÀN PHƯỜNG 1 KHÔNG ĐƯỢC CÔNG NHẬN ĐẠT CHUẨN NĂM 2021
            | STT | Chi đoàn | Lý do
            | 1 | Khóm 1 | Chưa đủ kết nạp
            | 2 | Khóm 2 | Thiếu đoàn phí
            """
        )
    )
    assert made.records.get("recognition", []) == []
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("list_of_left_out", "B3:B4")]


def test_a_title_of_last_year_against_file_and_folder_of_this_is_asked_about():
    made = read(draw(TABLE.format(title="KẾT QUẢ THỰC HIỆN PHƯỜNG 1 NĂM 2020")), path="2021/KQ Phường 1 2021.xlsx")
    assert facts(made) == {}
    assert codes(made) == ["year_unknown"]


def test_the_year_in_which_a_form_falls_due_outvotes_nobody():
    settled = settle([("tiêu đề", ["năm 2021"]), ("tên tệp", ["2020"]), ("thư mục", ["2020"])], years_in)
    assert (settled.is_outvoted(explained=set()), settled.is_outvoted(explained={2020})) == (True, False)


REGISTERED = """
    | DANH SÁCH CHI ĐOÀN {what} PHƯỜNG 3 NĂM 2022 | < | < | <
    | STT | Chi đoàn | Số đoàn viên | {head}
    | 1 | Khóm 1 | 15 | có
    | 2 | Khóm 2 | 12 |
"""


@pytest.mark.parametrize(
    ("what", "head", "found"),
    [
        ("ĐĂNG KÝ ĐẠT CHUẨN", "Chi đoàn điểm", [("registration_unsaid", "B3:B4")]),
        ("ĐĂNG KÝ ĐẠT CHUẨN", "Đăng ký", []),
        ("ĐĂNG KÝ ĐẠT CHUẨN", "Ngày hội", [("header_unknown", "D3")]),  # of that column a person decides
        ("RÀ SOÁT", "Chi đoàn điểm", []),
    ],
)
def test_a_list_of_registrations_in_which_nobody_registers_is_asked_about(what, head, found):
    made = read(draw(REGISTERED.format(what=what, head=head)), path="2022/rà soát.xlsx")
    assert [(f["code"], f["cell"]) for f in made.findings()] == found
    assert facts(made, "registration")["Khóm 1"]["members"] == 15


OF_YEARS = """
    | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021 | < | < | <
    | STT | Chi đoàn | Số lần sinh hoạt | {head}
    | 1 | Khóm 1 | 9 | 4
    | 2 | Khóm 2 | 8 | 5
"""


@pytest.mark.parametrize(
    ("head", "taken", "found"),
    [
        ("Kết nạp đoàn viên năm 2020", {}, ["year_aside"]),
        ("Kết nạp đoàn viên năm 2021", {"admissions": 4}, []),
        ("Kết nạp đoàn viên (tính đến 15/12/2021)", {"admissions": 4}, []),
        ("Kinh phí mô hình kinh tế", {}, ["header_ambiguous"]),
        ("Mô hình kinh tế: số hộ tham gia", {}, ["header_ambiguous"]),
        ("Mô hình kinh tế", {"livelihood_models": 4}, []),
        ("Văn nghệ (lượt người)", {}, ["header_ambiguous"]),
        ("Thể thao (triệu đồng)", {}, ["header_ambiguous"]),
        ("Biên bản (số trang)", {}, ["header_ambiguous"]),
        ("Đại hội (số lần)", {}, ["header_ambiguous"]),
        ("Nguồn kết nạp đoàn", {}, ["header_unknown"]),
    ],
)
def test_a_header_of_another_year_or_answered_in_something_else_names_no_field(head, taken, found):
    made = read(draw(OF_YEARS.format(head=head)))
    assert facts(made)["Khóm 1"] == {"meetings": 9} | taken
    assert [(f["code"], f["cell"]) for f in made.findings()] == [(code, "D3:D4") for code in found]


def test_half_a_year_is_not_taken_for_the_year():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021 | < | < | < | <
            | STT | Chi đoàn | Thời gian | Số đoàn viên | Kết nạp
            | 1 | Khóm 1 | 6 tháng đầu | 19 | 2
            | 2 | Khóm 2 | cả năm | 12 | 1
            """
        )
    )
    assert facts(made) == {"Khóm 2": {"members": 12, "admissions": 1}}
    assert ("row_of_part_year", "D3:E3") in [(f["code"], f["cell"]) for f in made.findings()]


def test_numbers_under_a_header_that_ends_like_that_of_names_are_asked_about():
    made = read(
        draw(
            """
            | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021 | | | |
            | STT | Tên chi đoàn | Số lần | Kết nạp | Đoàn viên
            |  |  | sinh hoạt | |
            |  |  | chi đoàn | |
            | 1 | Khóm 1 | 9 | 3 | 15
            | 2 | Khóm 2 | 8 | 2 | 12
            """
        )
    )
    assert facts(made)["Khóm 1"] == {"members": 15, "admissions": 3}
    assert [(f["code"], f["cell"]) for f in made.findings()] == [("header_unknown", "C5:C6")]


MONTHS = """
    | KẾT QUẢ THỰC HIỆN TIÊU CHÍ {months} NĂM {year} PHƯỜNG 3 | < | <
    | STT | Chi đoàn | Số lần sinh hoạt
    | 1 | Khóm 1 | 5
"""


@pytest.mark.parametrize(
    ("months", "year", "taken"),
    [("6 THÁNG ĐẦU", 2021, []), ("9 THÁNG", 2020, []), ("CẢ", 2021, ["Khóm 1"]), ("6 THÁNG ĐẦU", 2022, ["Khóm 1"])],
)
def test_months_of_a_year_are_no_year_but_in_that_of_the_conference(months, year, taken):
    made = read(draw(MONTHS.format(months=months, year=year)), path=f"{year}/bang.xlsx")
    assert list(facts(made)) == taken
    assert ("quarter_not_year" in codes(made)) == (not taken)
