"""A list of those recognised counts nobody of whom it says the opposite."""

import pytest
from drawn import draw, facts, read

LIST = """
    | DANH SÁCH CHI ĐOÀN ĐƯỢC CÔNG NHẬN ĐẠT CHUẨN NĂM 2021 PHƯỜNG 3 | < | < | <
    | (Kèm theo Quyết định số 88-QĐ/ĐTN ngày 15/12/2021) | < | < | <
    | STT | Chi đoàn | {head} | Khen thưởng
    | 1 | Khóm 1 | {yes} | Không
    | 2 | Khóm 2 | {no} | Không
"""


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    [
        ("Ghi chú", "", "Không công nhận"),
        ("Kết quả xét", "Công nhận", "Chưa công nhận"),
        ("Kết luận", "Đạt", "Không đạt"),
        ("Ý kiến BTV", "Đồng ý", "không"),
        ("Đạt chuẩn", "có", "không"),
        ("Ghi chú", "", "Chưa đủ điều kiện"),
    ],
)
def test_a_no_beside_a_name_is_taken_and_shown(head, yes, no):
    made = read(draw(LIST.format(head=head, yes=yes, no=no)), path="2021/cong nhan.xlsx")
    said = facts(made, "recognition")
    assert (said["Khóm 1"].get("recognised"), said["Khóm 2"]["recognised"]) == (None, False)
    assert [(f["cell"], f["raw"], f["taken_as"]) for f in made.findings() if f["code"] == "recognition_denied"] == [("C5", no, "không")]


@pytest.mark.parametrize(("yes", "no"), [("Công nhận", "Không công nhận"), ("có", "không"), ("được công nhận", "chưa được công nhận")])
def test_under_a_column_of_its_own_the_same_words_are_plain_answers(yes, no):
    made = read(draw(LIST.format(head="Công nhận", yes=yes, no=no)), path="2021/cong nhan.xlsx")
    said = facts(made, "recognition")
    assert (said["Khóm 1"]["recognised"], said["Khóm 2"]["recognised"]) == (True, False)
    assert "recognition_denied" not in [f["code"] for f in made.findings()]


def test_no_reward_and_a_dash_deny_nothing():
    made = read(draw(LIST.format(head="Số quyết định", yes="88-QĐ/ĐTN", no="-")), path="2021/cong nhan.xlsx")
    said = facts(made, "recognition")
    assert [one.get("recognised") for one in said.values()] == [None, None]
    assert said["Khóm 2"]["decision"] == "88-QĐ/ĐTN"  # of the line above the list: the dash says nothing
