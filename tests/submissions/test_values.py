"""One-cell readers: sentences of the form "a cell with this, in a column of that, says so"."""

import datetime as dt

import pytest

from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.readers import reader_for

PLAN = load_plan()
FIELDS = PLAN.form("results").by_name


def said(field: str, raw: object, year: int = 2021, scale: int = 1) -> tuple:
    reading = reader_for(FIELDS[field], year, scale)(raw)
    if reading.state == "value":
        return reading.value, reading.code
    if reading.state == "statement":
        return reading.kind, reading.low, reading.high, reading.code
    return reading.state, reading.code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (8.0, (8, None)),
        ("8", (8, "number_as_text")),
        (" 08\u00a0", (8, "number_as_text")),
        ("8.0", (8, "number_as_text")),
        ("8 lần", (8, "number_with_words")),
        ("05 kỳ", (5, "number_with_words")),
        ("Có 09 lần", (9, "number_with_words")),
        ("09 (chín) lần", (9, "number_with_words")),
        ("09 (tám) lần", ("blocked", "count_unreadable")),
        ("có trên 8", ("bound", 9, None, "bound")),
        ("25-NQ/ĐTN", ("blocked", "count_unreadable")),
        ("12/QĐ", ("blocked", "count_unreadable")),
        ("03-NQ", ("blocked", "count_unreadable")),
        ("03 NQ", ("blocked", "count_unreadable")),
        ("8 biên bản", ("blocked", "count_unreadable")),
        ("05 đ/c", ("blocked", "count_unreadable")),
        ("15 (nữ 7)", (15, "number_with_words")),
        ("8/8", (8, "count_of_same")),
        ("8/12", ("blocked", "count_of_other")),
        ("trên 8", ("bound", 9, None, "bound")),
        (">8", ("bound", 9, None, "bound")),
        ("≥ 8", ("bound", 8, None, "bound")),
        ("8 lần trở lên", ("bound", 8, None, "bound")),
        ("từ 8 trở lên", ("bound", 8, None, "bound")),
        ("ít nhất 8 lần", ("bound", 8, None, "bound")),
        ("dưới 8", ("bound", None, 7, "bound")),
        ("khoảng 10", ("bound", None, None, "bound")),
        ("5-8", ("bound", 5, 8, "bound")),
        ("8-5", ("blocked", "count_unreadable")),
        ("không", (0, "word_as_zero")),
        ("Chưa có", (0, "word_as_zero")),
        ("có", ("bound", 1, None, "yes_in_count")),
        ("Đạt", ("stated_verdict", 1, 1, "verdict_in_count")),
        ("chưa đạt", ("stated_verdict", 0, 0, "verdict_in_count")),
        ("Dat", ("stated_verdict", 1, 1, "verdict_in_count")),
        ("nhiều", ("blocked", "count_unreadable")),
        ("sinh hoạt 08", (8, "number_with_words")),
        ("biên bản 08", ("blocked", "count_unreadable")),
        ("08/8 lần", (8, "number_with_words")),
        ("08/8 đ/c", ("blocked", "count_unreadable")),
        ("08 lần (đạt 100%)", (8, "number_with_words")),
        ("08 lần (đạt 75%)", ("blocked", "rate_in_count")),
        ("x", ("blocked", "count_unreadable")),
        ("K", ("blocked", "count_unreadable")),
        ("-", ("blocked", "count_unreadable")),
        ("100%", ("blocked", "rate_in_count")),
        ("2 mô hình, 1 tổ", ("blocked", "count_unreadable")),
        ("tháng 8", ("blocked", "count_unreadable")),
        ("8 chưa đủ", ("blocked", "count_unreadable")),
        ("", ("blank", None)),
        (" \n", ("blank", None)),
        ("…", ("blank", "placeholder")),
        (-1.0, ("blocked", "count_negative")),
        (8.5, ("blocked", "count_fraction")),
        ("TRUE", ("blocked", "count_unreadable")),
        (dt.date(2021, 8, 8), ("blocked", "date_in_count")),
        (99.0, (99, "implausible")),
    ],
)
def test_a_count_says(raw, expected):
    assert said("meetings", raw) == expected


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("members", "05 đ/c", (5, "number_with_words")),
        ("members", "Có 08 đ/c", (8, "number_with_words")),
        ("members", "12 (mười hai) ĐV", (12, "number_with_words")),
        ("livelihood_models", "Có 01 mô hình", (1, "number_with_words")),
        ("livelihood_models", "01 THT", (1, "number_with_words")),
        ("livelihood_models", "3 đ/c", ("blocked", "count_unreadable")),
        ("youth_works_completed", "02 phần việc", (2, "number_with_words")),
        ("largest_team_members", "12TV", (12, "number_with_words")),
        ("largest_team_members", "01 đội", ("blocked", "count_unreadable")),
        ("largest_team_members", "9 đội viên", (9, "number_with_words")),
        ("volunteer_teams", "9 đội viên", ("blocked", "count_unreadable")),
        ("livelihood_models", "02 hộ", ("blocked", "count_unreadable")),
        ("admissions", "kết nạp 08", (8, "number_with_words")),
        ("admissions", "05/5 đ/c", (5, "number_with_words")),
        ("admissions", "đoàn viên 15", ("blocked", "count_unreadable")),
        ("volunteer_teams", "1 (12 thành viên)", (1, "number_with_words")),
    ],
)
def test_a_count_is_of_what_its_column_counts(field, raw, expected):
    assert said(field, raw) == expected


@pytest.mark.parametrize(
    ("raw", "scale", "expected"),
    [
        ("0,432", 1_000_000, (432_000, "money_unit")),
        ("1,248", 1_000_000, (1_248_000, "money_unit")),
        ("1.248", 1_000, (1_248_000, "money_unit")),
        ("360.000", 1_000, (360_000, "money_unit")),
        ("360.000", 1_000_000, (360_000, "money_unit")),
        ("24.000", 1_000, ((24_000, "money_unit"))),
        ("5.000", 1_000, ("blocked", "money_scale")),
        (1_200_000.0, 1, (1_200_000, None)),
        (0.0, 1, (0, None)),
        ("1.200.000", 1, (1_200_000, "money_as_text")),
        ("1,200,000", 1, (1_200_000, "money_as_text")),
        ("1 200 000", 1, (1_200_000, "money_as_text")),
        ("1.200.000đ", 1, (1_200_000, "money_as_text")),
        ("360.000", 1, (360_000, "money_as_text")),
        ("384.000.", 1, (384_000, "money_as_text")),
        ("Đã thu 360.000đ", 1, (360_000, "money_as_text")),
        ("360.000đ (đủ)", 1, (360_000, "money_as_text")),
        ("360,000.00", 1, (360_000, "money_as_text")),
        ("360.000đ/500.000đ", 1, ("blocked", "money_unreadable")),
        ("1,2 triệu", 1, (1_200_000, "money_as_text")),
        ("1tr2", 1, (1_200_000, "money_as_text")),
        ("1 triệu 200 nghìn", 1, (1_200_000, "money_as_text")),
        ("360 nghìn", 1, (360_000, "money_as_text")),
        ("360k", 1, (360_000, "money_as_text")),
        (15.344, 1, (15_344, "money_point")),
        (360.0, 1_000, (360_000, "money_unit")),
        (0.36, 1_000_000, (360_000, "money_unit")),
        (0.0, 1_000, (0, None)),
        (360.0, 1, ("blocked", "money_scale")),
        (0.36, 1, ("blocked", "money_scale")),
        (360_000_000.0, 1, ("blocked", "money_scale")),
        (360_000.0, 1_000, ("blocked", "money_scale")),
        ("1.200.00", 1, ("blocked", "money_unreadable")),
        ("100%", 1, ("stated_rate", 1, 1, "rate_in_money")),
        ("12/15 đoàn viên", 1, ("head_count", 0.8, 0.8, "heads_in_money")),
        ("15/12", 1, ("blocked", "money_unreadable")),
        ("Đạt", 1, ("stated_verdict", 1, 1, "verdict_in_money")),
        ("không", 1, (0, "word_as_zero")),
        (-5.0, 1, ("blocked", "money_negative")),
        ("x", 1, ("blocked", "money_unreadable")),
    ],
)
def test_money_says(raw, scale, expected):
    assert said("fees_collected_vnd", raw, scale=scale) == expected


@pytest.mark.parametrize(
    "raw", ["x", "X", "Có", "có", "Đạt", "đ", "C", "✓", "đã", "Rồi", "đủ", 1.0, "1", "TRUE", "có biên bản đầy đủ", "Co", "Dat", "da dat"]
)
def test_yes_is_said_by(raw):
    assert said("has_full_minutes", raw) == (True, None)


@pytest.mark.parametrize(
    "raw",
    [
        "không",
        "Không đạt",
        "chưa",
        "CHƯA ĐẠT",
        0.0,
        "0",
        False,
        "ko",
        "chưa có biên bản",
        "không đầy đủ",
        "Chưa tốt",
        "ko đạt",
        "Chưa đạt yêu cầu",
        "Khong",
        "Chua dat",
        "KHONG DAT",
    ],
)
def test_no_is_said_by(raw):
    assert said("has_full_minutes", raw) == (False, None)


@pytest.mark.parametrize("raw", ["K", "o", "O", "-", "–", "/"])
def test_marks_of_two_meanings_are_never_guessed(raw):
    assert said("has_full_minutes", raw) == ("blocked", "yes_no_ambiguous")


@pytest.mark.parametrize("raw", ["khá", "không thiếu", "đang làm", "dung", "du", "☐", 7.0, dt.date(2021, 3, 1)])
def test_what_is_no_word_of_the_vocabulary_is_blocked(raw):
    assert said("has_full_minutes", raw) == ("blocked", "yes_no_unreadable")


@pytest.mark.parametrize(
    ("raw", "day", "code"),
    [
        (dt.date(2021, 3, 25), dt.date(2021, 3, 25), None),
        ("25/03/2021", dt.date(2021, 3, 25), "date_as_text"),
        ("25-3-21", dt.date(2021, 3, 25), "date_as_text"),
        ("25.3.2021", dt.date(2021, 3, 25), "date_as_text"),
        ("05/10/2021", dt.date(2021, 10, 5), "date_as_text"),
        ("ngày 09 tháng 02 năm 2021", dt.date(2021, 2, 9), "date_as_text"),
        (44280.0, dt.date(2021, 3, 25), "date_serial"),
        ("25/3", dt.date(2021, 3, 25), "date_without_year"),
        ("Đã ĐH ngày 25/03/2021", dt.date(2021, 3, 25), "date_as_text"),
        ("Sáng 25/03/2021", dt.date(2021, 3, 25), "date_as_text"),
        ("25/03/2021 (Thứ năm)", dt.date(2021, 3, 25), "date_as_text"),
        ("tháng 7/2021", None, "date_without_day"),
        ("quý III/2021", None, "date_without_day"),
        ("có", None, None),
    ],
)
def test_a_congress_is_held_when_its_date_is_given(raw, day, code):
    reading = reader_for(FIELDS["has_congress"], 2021, 1)(raw)
    assert (reading.value, reading.extra, reading.code) == (True, day, code)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("25/3/2020", "date_other_year"),
        ("31/2/2021", "yes_no_unreadable"),
        ("sắp", "yes_no_unreadable"),
        ("Chưa ĐH ngày 25/3/2021", "yes_no_unreadable"),
    ],
)
def test_a_date_of_another_year_or_of_no_calendar_is_blocked(raw, code):
    assert said("has_congress", raw) == ("blocked", code)


@pytest.mark.parametrize(("raw", "year"), [("2019", 2019), (2019.0, 2019), ("đã học năm 2019", 2019), ("15/6/2021", 2021)])
def test_a_year_says_that_the_secretary_was_trained(raw, year):
    reading = reader_for(FIELDS["secretary_trained"], 2021, 1)(raw)
    assert (reading.value, reading.extra, reading.code) == (True, year, "year_says_yes")


def test_a_course_of_a_later_year_or_one_not_held_yet_says_nothing():
    assert said("secretary_trained", "2022") == ("blocked", "yes_no_unreadable")
    assert said("secretary_trained", "chưa, dự kiến 2021") == ("blocked", "yes_no_unreadable")


@pytest.mark.parametrize(
    ("raw", "scale", "low", "high"),
    [
        ("100%", 100, 1, 1),
        ("100 %", 1, 1, 1),
        (100.0, 100, 1, 1),
        (1.0, 1, 1, 1),
        ("99,5", 100, 0.995, 0.995),
        ("đạt 100%", 100, 1, 1),
        ("trên 80%", 100, 0.8, None),
        ("dưới 80%", 100, None, 0.8),
        ("80-90%", 100, 0.8, 0.9),
        ("12/15", 100, 0.8, 0.8),
    ],
)
def test_a_rate_is_taken_as_0_to_1(raw, scale, low, high):
    reading = reader_for(FIELDS["fees_rate"], 2021, scale)(raw)
    assert (reading.state, reading.value) == ("statement", None)
    assert (reading.low, reading.high) == (
        pytest.approx(low) if low is not None else None,
        pytest.approx(high) if high is not None else None,
    )


def test_readers_keep_the_number_and_the_text_1_apart():
    read = reader_for(FIELDS["meetings"], 2021, 1)
    assert read("1").code == "number_as_text"
    assert read(1.0).code is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Đạt 7/7", (True, None)),
        ("Đạt 6/7 tiêu chí", (False, None)),
        ("Đã đạt chuẩn năm 2021", (True, None)),
        ("Đã đạt chuẩn năm 2019", ("blocked", "yes_no_unreadable")),
    ],
)
def test_what_is_met_of_seven_and_when_answers_whether_the_standard_is_met(raw, expected):
    assert said("self_assessed", raw) == expected


@pytest.mark.parametrize("raw", [1.0, 0.0, "1", "0"])
def test_a_bare_number_under_a_criterion_is_no_verdict_of_it(raw):
    assert said("criterion_6", raw) == ("blocked", "yes_no_unreadable")
    assert said("criterion_6", "Đạt") == ("stated_verdict", 1, 1, None)
