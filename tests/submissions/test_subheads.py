"""What a header means by the row below it and by the column before it."""

import pytest
from drawn import codes, draw, facts, read


def told(columns: str, below: str = "", first: str = "9 | 8") -> tuple[dict, list[str]]:
    extra = f"| | | | {below}" if below else ""
    head = f"| KẾT QUẢ PHƯỜNG 1 NĂM 2021\n| STT | Chi đoàn | Số lần sinh hoạt | {columns}\n{extra}\n"
    made = read(draw(f"{head}| 1 | Khóm 1 | 7 | {first}\n| 2 | Khóm 2 | 8 | 9 | 5"))
    return facts(made)["Khóm 1"], codes(made)


def test_a_row_below_the_header_narrows_what_stands_above_though_nobody_merged_them():
    said, found = told("Đội hình tình nguyện | Kết nạp đoàn viên", "Số lượt ra quân | Số hồ sơ đang làm")
    assert said == {"meetings": 7}
    assert found == ["header_unknown", "header_unknown"]


def test_a_row_of_measures_below_the_header_narrows_nothing():
    said, found = told("Đội hình tình nguyện | Kết nạp đoàn viên", "(đội) | người")
    assert said == {"meetings": 7, "volunteer_teams": 9, "admissions": 8}
    assert found == []


def test_a_row_of_measures_and_narrower_words_is_told_apart_column_by_column():
    said, found = told("Đội hình tình nguyện | Kết nạp đoàn viên", "đội | Số hồ sơ đang làm")
    assert said == {"meetings": 7, "volunteer_teams": 9}
    assert found == ["header_unknown"]


def test_a_first_record_without_its_name_is_no_header():
    said, found = told("Đội hình tình nguyện | Kết nạp đoàn viên", "2 | 5")
    assert said["volunteer_teams"] == 9
    assert found == ["row_without_branch"]


@pytest.mark.parametrize("part", ["Nữ", "Trong đó nữ", "Trong đó: Nữ"])
def test_women_after_the_members_are_members(part):
    assert told(f"Tổng số đoàn viên | {part}", first="15 | 7") == ({"meetings": 7, "members": 15, "female_members": 7}, [])


@pytest.mark.parametrize("before", ["Kết nạp đoàn viên", "Giới thiệu đoàn viên ưu tú cho Đảng"])
def test_women_after_anything_else_are_asked_about(before):
    said, found = told(f"{before} | Trong đó nữ", first="15 | 7")
    assert "female_members" not in said
    assert "header_ambiguous" in found


def test_women_who_are_said_to_be_members_need_no_place():
    said, found = told("Kết nạp đoàn viên | Đoàn viên nữ", first="15 | 7")
    assert said == {"meetings": 7, "admissions": 15, "female_members": 7}
    assert found == []


def test_columns_that_nobody_understands_are_told_as_far_as_the_header_goes():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2021
            | STT | Chi đoàn | Số lần sinh hoạt | Kết nạp đoàn viên | Số cuộc tư vấn | Số người dự | Ý khác
            | 1 | Khóm 1 | 7 | 5 | 3 | 4 | 2
            """
        )
    )
    assert [f["cell"] for f in made.findings() if f["code"] == "header_unknown"] == ["E3", "F3", "G3"]
