"""The other four forms as units and the city lay them out, and the tables they become."""

import datetime as dt

import pandas as pd
import pytest
from drawn import PLAN, codes, draw, facts, read

from sadec_analytics.submissions import Received, combine


def table(made, name):
    return combine([Received(made, dt.date(2022, 1, 10), "decision")], [], PLAN)[name]


YOUTH_CITY = """
    | TỔNG HỢP THỰC TRẠNG TÌNH HÌNH THANH NIÊN NĂM 2021 | < | < | < | < | < | <
    | TT | Đơn vị | Tổng số thanh niên | Trong đó | < | Thanh niên tôn giáo | Kết nạp đoàn viên mới
    | ^ | ^ | ^ | Đoàn viên | Nữ | ^ | ^
    | 1 | Phường 1 | 812 | 120 | 400 | 12 | 25
    | 2 | Xã Tân Phú Đông | 1.050 | 160 | 520 | | 31
    |   | Tổng cộng | 1862 | 280 | 920 | 12 | 56
"""


def test_the_state_of_youth_a_row_a_unit():
    frame = table(read(draw(YOUTH_CITY)), "youth_situation").set_index(["unit", "indicator"])["value"]
    assert frame["Phường 1"].to_dict() == {"young_people": 812, "members": 120, "female": 400, "religious": 12, "brought_into_union": 25}
    assert "religious" not in frame["Xã Tân Phú Đông"]


def test_the_state_of_youth_a_sheet_a_unit_labels_left():
    made = read(
        draw(
            """
            | ĐOÀN XÃ TÂN QUY TÂY
            | BÁO CÁO THỰC TRẠNG TÌNH HÌNH THANH NIÊN NĂM 2020
            | Nội dung | ĐVT | Số liệu
            | Tổng số thanh niên trên địa bàn | người | 640
            | Trong đó: đoàn viên | người | 88
            | Thanh niên đi làm ăn xa | người | trên 100
            | Hội viên mới | người | 40
            """
        )
    )
    frame = table(made, "youth_situation")
    assert dict(zip(frame["indicator"], frame["value"], strict=True)) == {
        "young_people": 640,
        "members": 88,
        "brought_into_association": 40,
    }
    assert table(made, "statements")[["unit", "branch", "field", "low"]].to_numpy().tolist() == [
        ["Xã Tân Quy Tây", "", "working_away", 101]
    ]


def test_the_state_of_youth_by_hamlet_is_added_up_and_says_so():
    made = read(
        draw(
            """
            | SỐ LIỆU THANH NIÊN PHƯỜNG 3 NĂM 2021
            | STT | Khóm | Tổng số thanh niên | Đoàn viên | Nữ
            | 1 | Khóm 1 | 200 | 20 | 90
            | 2 | Khóm 2 | 210 | 22 |
            | 3 | Khóm 3 | 190 | 15 | 80
            """
        )
    )
    frame = table(made, "youth_situation")
    assert frame[["unit", "indicator", "value"]].to_numpy().tolist() == [
        ["Phường 3", "young_people", 600],
        ["Phường 3", "members", 57],
    ]
    assert "summed_over_branches" in codes(made)


ITEMS = """
    | ĐOÀN PHƯỜNG TÂN QUY ĐÔNG
    | TỰ ĐÁNH GIÁ ĐOÀN CƠ SỞ "3 CHỦ ĐỘNG" NĂM 2020
    | STT | Nội dung | Đăng ký | Tự đánh giá | Minh chứng
    | I | Quản lý đoàn viên, nắm tình hình thanh niên | | |
    | 1 | Chủ động nắm tình hình tư tưởng của đoàn viên | x | Đạt | Sổ theo dõi
    | 2 | Công tác quản lý đoàn viên | x | Đạt | Danh sách
    | 3 | Rà soát thanh niên có hoàn cảnh khó khăn | x | Chưa đạt |
    | II | Kế hoạch công tác | | |
    | 4 | Chỉ đạo các chi đoàn sinh hoạt định kỳ | x | Đạt | Biên bản
    | 5 | Thực hiện chủ trương 1+1 | | Đạt |
    | III | Tham mưu, phối hợp | | |
    | 6 | Tham mưu quy hoạch, đào tạo cán bộ Đoàn | x | Đạt |
    | 7 | Phối hợp với chính quyền, ban ngành | x | K |
"""


def test_programme_a_with_the_items_in_rows():
    made = read(draw(ITEMS))
    frame = table(made, "unit_items").set_index("item")
    met = {item: bool(value) for item, value in frame["met"].items() if not pd.isna(value)}
    assert met == {
        "A.2.1.a": True,
        "A.2.1.b": True,
        "A.2.1.c": False,
        "A.2.2.c": True,
        "A.2.2.d": True,
        "A.2.3.b": True,
    }
    assert frame["registered"].isna().to_dict() == {item: item == "A.2.2.d" for item in frame.index}
    assert set(frame["unit"]) == {"Phường Tân Quy Đông"}
    assert "yes_no_ambiguous" in codes(made)


def test_programme_a_with_yes_and_no_in_two_columns():
    made = read(
        draw(
            """
            | TỰ ĐÁNH GIÁ ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG BỆNH VIỆN ĐA KHOA SA ĐÉC NĂM 2021
            | TT | Nội dung | Đạt | Không đạt | Ghi chú
            | 1 | Nắm tình hình tư tưởng đoàn viên | x | |
            | 2 | Công tác quản lý đoàn viên | | x |
            | 3 | Kiểm tra, tự phê bình và phê bình | x | x |
            """
        )
    )
    frame = table(made, "unit_items").set_index("item")["met"]
    assert [frame["A.2.1.a"], frame["A.2.1.b"]] == [True, False]
    assert "A.2.2.e" not in frame
    assert set(table(made, "submissions")["unit"]) == {"Đoàn ủy Bệnh viện Đa khoa Sa Đéc"}


def test_programme_a_registered_by_the_city_a_row_a_unit():
    made = read(
        draw(
            """
            | ĐĂNG KÝ XÂY DỰNG ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG NĂM 2019
            | STT | Đơn vị | Nắm tư tưởng đoàn viên | Quản lý đoàn viên | Sinh hoạt định kỳ | Đề nghị công nhận
            | 1 | Phường 1 | x | x | x | có
            | 2 | BVĐK Sa Đéc | x | không | x | không
            """
        )
    )
    frame = table(made, "unit_items")
    assert frame[["unit", "item", "registered", "proposed"]].to_numpy().tolist() == [
        ["Phường 1", "A.2.1.a", True, True],
        ["Phường 1", "A.2.1.b", True, True],
        ["Phường 1", "A.2.2.c", True, True],
        ["Đoàn ủy Bệnh viện Đa khoa Sa Đéc", "A.2.1.a", True, False],
        ["Đoàn ủy Bệnh viện Đa khoa Sa Đéc", "A.2.1.b", False, False],
        ["Đoàn ủy Bệnh viện Đa khoa Sa Đéc", "A.2.2.c", True, False],
    ]
    assert frame["met"].isna().all()


def test_the_appraisal_of_several_branches():
    made = read(
        draw(
            """
            | KẾT QUẢ THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | TC1 | TC2 | TC3 | TC4 | TC5 | TC6 | TC7 | Ngày thẩm định
            | 1 | Khóm 1 | Đạt | Đạt | Đạt | Chưa đạt | Đạt | Đạt | Đạt | 5/11/2021
            | 2 | Khóm 3 | Đạt | Đạt | Đạt | Đạt | Đạt | Đạt | | 5/11/2021
            """
        )
    )
    frame = table(made, "appraisals")
    assert len(frame) == 13
    assert frame.loc[~frame["met"], ["branch", "criterion"]].to_numpy().tolist() == [["Khóm 1", 4]]
    assert set(frame["appraised_on"].dt.date) == {dt.date(2021, 11, 5)}
    assert table(made, "statements").empty


def test_the_appraisal_sheet_of_one_branch_with_yes_and_no_columns():
    made = read(
        draw(
            """
            | PHIẾU THẨM ĐỊNH NĂM 2021
            | Chi đoàn: Khóm 2, Phường 3
            | TT | Tiêu chí | Đạt | Không đạt | Ghi chú
            | 1 | Tiêu chí 1: Không có đoàn viên vi phạm pháp luật | x | |
            | 2 | Tiêu chí 2: Mô hình kinh tế, việc làm | x | |
            | 3 | Tiêu chí 3: Tình nguyện, công trình | | x | thiếu đội
            """
        )
    )
    frame = table(made, "appraisals")
    assert frame[["branch", "criterion", "met"]].to_numpy().tolist() == [["Khóm 2", 1, True], ["Khóm 2", 2, True], ["Khóm 2", 3, False]]


@pytest.mark.parametrize("heads", ["STT | Đơn vị | Chi đoàn", "STT | Xã, phường | Chi đoàn khóm, ấp"])
def test_recognised_branches_as_a_bare_list_with_the_units_written_once(heads):
    made = read(
        draw(
            f"""
            | DANH SÁCH CHI ĐOÀN ĐƯỢC CÔNG NHẬN ĐẠT CHUẨN NĂM 2021
            | (Kèm theo Quyết định số 125-QĐ/ĐTN ngày 20/12/2021)
            | {heads}
            | 1 | Phường 1 | Khóm 1
            | 2 | | Khóm 3
            | 3 | Phường 3 | Khóm 1
            """
        )
    )
    frame = table(made, "recognitions")
    assert frame[["unit", "branch", "programme", "decision"]].to_numpy().tolist() == [
        ["Phường 1", "Khóm 1", "B", "125-QĐ/ĐTN"],
        ["Phường 1", "Khóm 3", "B", "125-QĐ/ĐTN"],
        ["Phường 3", "Khóm 1", "B", "125-QĐ/ĐTN"],
    ]
    assert set(frame["decided_on"].dt.date) == {dt.date(2021, 12, 20)}


def test_recognised_units_of_programme_a_and_commendation():
    made = read(
        draw(
            """
            | CÔNG NHẬN ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG NĂM 2020
            | STT | Đơn vị | Số quyết định | Khen thưởng
            | 1 | Xã Tân Khánh Đông | 90-QĐ/ĐTN | có
            | 2 | BVĐK Sa Đéc | 90-QĐ/ĐTN | không
            """
        )
    )
    frame = table(made, "recognitions")
    assert frame[["unit", "branch", "programme", "decision", "commended"]].to_numpy().tolist() == [
        ["Xã Tân Khánh Đông", "", "A", "90-QĐ/ĐTN", True],
        ["Đoàn ủy Bệnh viện Đa khoa Sa Đéc", "", "A", "90-QĐ/ĐTN", False],
    ]


def test_a_list_proposed_for_recognition_is_a_claim_and_no_recognition():
    made = read(
        draw(
            """
            | DANH SÁCH CHI ĐOÀN ĐỀ NGHỊ CÔNG NHẬN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | Đoàn viên | Tự đánh giá
            | 1 | Khóm 1 | 15 | Đạt
            | 2 | Khóm 2 | 12 | Đạt
            """
        )
    )
    assert table(made, "recognitions").empty
    assert facts(made)["Khóm 1"]["self_assessed"] is True


def test_an_unknown_name_on_a_bare_list_is_asked_about():
    made = read(
        draw(
            """
            | DANH SÁCH CHI ĐOÀN ĐƯỢC CÔNG NHẬN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | Ghi chú
            | 1 | Khóm 1 |
            | 2 | Khóm 11 |
            | | NGƯỜI LẬP | |
            """
        )
    )
    assert table(made, "recognitions")["branch"].tolist() == ["Khóm 1"]
    assert codes(made) == ["branch_unknown"]


def test_the_heads_of_a_label_list_are_no_title():
    made = read(
        draw(
            """
            | KẾT QUẢ THẨM ĐỊNH PHƯỜNG 3 NĂM 2021
            | Chi đoàn: Khóm 2
            | TT | Tiêu chí | ĐVT | Kết quả thực hiện
            | 1 | Ngày thẩm định | |
            | 2 | Tiêu chí 1 | | Đ
            | 3 | Tiêu chí 2 | | Đ
            """
        )
    )
    assert table(made, "appraisals")["criterion"].tolist() == [1, 2]
    assert "results" not in made.records


def test_a_list_of_one_unit_whose_last_columns_look_like_headers_from_the_side():
    sheet = draw(
        """
        | TT | Đơn vị | Số quyết định | Ngày quyết định | Được khen thưởng
        | 7 | Đoàn ủy Bệnh viện Đa khoa Sa Đéc | 220-QĐ/ĐTN | | có
        """
    )
    sheet.rows[1][3] = dt.date(2020, 12, 18)
    [row] = table(read(sheet, path="2020/Cong nhan 3 chu dong 2020.xlsx"), "recognitions").to_dict("records")
    assert (row["unit"], row["programme"], row["year"], row["commended"]) == ("Đoàn ủy Bệnh viện Đa khoa Sa Đéc", "A", 2020, True)


@pytest.mark.parametrize(("year", "asks"), [(2018, False), (2019, False), (2020, True)])
def test_a_form_that_falls_due_in_the_year_before_may_be_dated_in_it(year, asks):
    made = read(
        draw(
            f"""
            | ĐĂNG KÝ ĐOÀN CƠ SỞ 3 CHỦ ĐỘNG PHƯỜNG 3 NĂM {year} | < | <
            | Phường 3, ngày 05 tháng 10 năm 2018 | < | <
            | STT | Nội dung | Đăng ký
            | 1 | Công tác quản lý đoàn viên | có
            | 2 | Thực hiện chủ trương 1+1 | có
            """
        ),
        path="don vi/bang.xlsx",
    )
    assert set(table(made, "unit_items")["year"]) == {year}
    assert ("year_conflict" in codes(made)) == asks
