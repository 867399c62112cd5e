"""Unit, year and days: said by several places, in order of trust."""

import datetime as dt

import pytest

from sadec_analytics.submissions.recognise import as_of_in, dated_in, decision_in, settle, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("KẾT QUẢ NĂM 2019", {2019}),
        ("giai đoạn 2018-2022", set()),
        ("giai đoạn 2018 – 2022, năm 2021", {2021}),
        ("Kèm theo Kế hoạch số 53-KH/ĐTN ngày 31/7/2018", set()),
        ("Nghị định số 151/2007/NĐ-CP", set()),
        ("P1_KQ 2021", {2021}),
        ("Phường 1, ngày 22 tháng 9 năm 2021", set()),
        ("12021", set()),
    ],
)
def test_years_are_those_that_a_title_means(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize("text", ["(Tính đến ngày 20/9/2019)", "Số liệu tính đến 20.9.2019", "tính đến hết ngày 20 tháng 9 năm 2019"])
def test_the_day_of_the_figures_is_read(text):
    assert as_of_in([text]) == dt.date(2019, 9, 20)


def test_two_days_of_figures_are_none():
    assert as_of_in(["tính đến 20/9/2019", "tính đến 21/9/2019"]) is None


def test_the_date_line_is_the_day_of_signing():
    assert dated_in(["Phường 1, ngày 22 tháng 9 năm 2021"]) == dt.date(2021, 9, 22)
    assert dated_in(["Kèm theo Kế hoạch số 53 ngày 31 tháng 7 năm 2018"]) is None
    assert dated_in(["Sa Đéc, ngày … tháng … năm 2021"]) is None


def test_the_first_place_that_says_one_thing_decides_and_the_others_are_reported():
    settled = settle([("tiêu đề", ["a"]), ("tên tệp", ["b"])], lambda text: {text})
    assert (settled.value, settled.in_conflict, settled.account()) == ("a", True, "tiêu đề: a; tên tệp: b")


def test_a_place_that_says_two_things_needs_the_next_to_decide():
    def found(text):
        return set(text)

    assert settle([("tiêu đề", ["ab"]), ("tên tệp", ["b"])], found).value == "b"
    assert settle([("tiêu đề", ["ab"]), ("tên tệp", ["c"])], found).value is None
    assert settle([("tiêu đề", ["ab"])], found).value is None


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("(Kèm theo Quyết định số 77-QĐ/ĐTN ngày 20 tháng 12 năm 2020)", "77-QĐ/ĐTN", dt.date(2020, 12, 20)),
        ("(Ban hành kèm theo QUYẾT ĐỊNH SỐ 12 -QĐ/TĐTN, ngày 5/1/2022 của BTV)", "12-QĐ/TĐTN", dt.date(2022, 1, 5)),
        ("Quyết định số 140 - QĐ/ĐTN ký ngày 25/12/2021", "140-QĐ/ĐTN", dt.date(2021, 12, 25)),
        ("Quyết định số 140-QĐ/ĐTN ngày ... tháng 12 năm 2021", "140-QĐ/ĐTN", None),
    ],
)
def test_a_decision_is_cited_by_number_and_day(text, number, day):
    assert decision_in([text]) == {"decision": number} | ({"decided_on": day} if day else {})
