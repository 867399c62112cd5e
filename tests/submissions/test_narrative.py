"""Cells that tell several things in words are taken clause by clause, or asked about; never half and silently."""

import pytest
from drawn import codes, draw, facts, read

TABLE = """
    | KẾT QUẢ PHƯỜNG 3 NĂM 2021
    | STT | Chi đoàn | Đoàn viên | Tiêu chí 1 | Tiêu chí 2 | Tiêu chí 4 | Tiêu chí 5 | Tiêu chí 7
    | 1 | Khóm 1 | 15 | {first} | {second} | {fourth} | {fifth} | {seventh}
"""
SAID = {
    "first": "Không có ĐV vi phạm pháp luật",
    "second": "- Mô hình kinh tế: 2\\n- Giới thiệu việc làm: 7 người",
    "fourth": "Kết nạp 07 đoàn viên, chưa giới thiệu ĐVƯT",
    "fifth": "SH 09 lần; có biên bản đầy đủ; đoàn phí đã thu 360.000đ; ĐH chi đoàn ngày 25/3/2021",
    "seventh": "Kinh tế ổn định, đã tập huấn, chưa nắm chính sách",
}


def one(**said):
    made = read(draw(TABLE.format(**SAID | said)))
    return made, facts(made)["Khóm 1"]


def test_every_clause_names_its_field():
    made, found = one()
    assert found["violations"] == 0
    assert (found["livelihood_models"], found["jobs_placed"]) == (2, 7)
    assert (found["admissions"], found["party_recommendations"]) == (7, 0)
    assert (found["meetings"], found["has_full_minutes"], found["fees_collected_vnd"]) == (9, True, 360_000)
    assert f"{found['congress_on']:%d/%m}" == "25/03"
    assert (found["secretary_economy_stable"], found["secretary_trained"], found["secretary_knows_policy"]) == (True, True, False)
    assert set(codes(made)) == {"told_in_words"}


@pytest.mark.parametrize("second", ["Mô hình: 2; nhiều việc khác 3", "Có 01 mô hình nuôi lươn; 06 bạn"])
def test_a_clause_that_names_nothing_is_asked_about(second):
    made, found = one(second=second)
    assert "told_unclear" in codes(made)
    assert found["livelihood_models"] in (1, 2)
    assert "jobs_placed" not in found


def test_a_verdict_alone_stays_a_statement():
    made, found = one(fourth="Đạt", fifth="Chưa đạt")
    assert "admissions" not in found
    assert {"criterion_4", "criterion_5"} <= set(made.records["results"][0].statements)


def test_words_that_contradict_a_column_block_both():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 3 NĂM 2021
            | STT | Chi đoàn | Số đoàn viên | Kết nạp đoàn viên | Tiêu chí 4
            | 1 | Khóm 1 | 15 | 5 | Kết nạp 6; giới thiệu 1 ĐVƯT
            """
        )
    )
    assert "admissions" not in facts(made)["Khóm 1"]
    assert facts(made)["Khóm 1"]["party_recommendations"] == 1
    assert "branch_twice" in codes(made)


@pytest.mark.parametrize("said", ["4 ĐV (chỉ tiêu 05)", "Kết nạp 4, phấn đấu kết nạp thêm 3"])
def test_a_text_that_speaks_of_a_target_too_is_not_taken(said):
    _, found = one(fourth=said)
    assert "admissions" not in found


@pytest.mark.parametrize(
    ("header", "said", "left"),
    [
        ("Tiêu chí 3", "Đội TNTN 15 đ/c, 02 công trình hoàn thành", "volunteer_teams"),
        ("Tiêu chí 2", "Mô hình trồng hoa (02 hộ), giới thiệu việc làm 10 thanh niên", "livelihood_models"),
        ("Đoàn phí đã thu", "15 đv x 24.000đ", "members"),
        ("Kết nạp đoàn viên", "7 ĐV/8 TN", "members"),
        ("Giới thiệu ĐVƯT cho Đảng", "2, trong đó 1 nữ", "female_members"),
        ("Kết quả", "kết nạp 5, 2 nữ", "female_members"),
    ],
)
def test_a_number_that_counts_something_else_is_not_the_fields_value(header, said, left):
    made = read(draw(f"| KẾT QUẢ PHƯỜNG 3 NĂM 2021\n| STT | Chi đoàn | Số lần sinh hoạt | {header}\n| 1 | Khóm 1 | 8 | {said}"))
    assert left not in facts(made)["Khóm 1"]
    assert {"told_unclear", "count_unreadable", "money_unreadable"} & set(codes(made))


ALONE = """
    | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021 | < | < | <
    | STT | Chi đoàn | Số lần sinh hoạt | {head}
    | 1 | Khóm 1 | 9 | {cell}
"""


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Biên bản đầy đủ", "có, thiếu 2"),
        ("Kết nạp đoàn viên mới", "3 (thiếu 2)"),
        ("Công trình thanh niên hoàn thành", "1 đang làm"),
        ("Công trình thanh niên đăng ký", "1 CT, 2 PV"),
        ("Giới thiệu đoàn viên ưu tú", "9 (tháng 4, 8 nghỉ dịch)"),
    ],
)
def test_what_is_lacking_under_way_or_said_twice_is_asked_about(head, cell):
    made = read(draw(ALONE.format(head=head, cell=cell)))
    assert facts(made)["Khóm 1"] == {"meetings": 9}
    assert [f["cell"] for f in made.findings() if f["severity"] == "blocking"] == ["D3"]
