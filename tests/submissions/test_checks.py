"""What several cells, forms or years contradict is noted with its cell, and nothing is changed."""

import datetime as dt

import pandas as pd
import pytest
from drawn import PLAN, codes, draw, facts, read

from sadec_analytics.submissions import Received, combine, table_findings
from sadec_analytics.tables import declared


@pytest.mark.parametrize(
    ("heads", "cells", "code"),
    [
        ("Số đoàn viên | Trong đó nữ", "15 | 15", None),
        ("Số đoàn viên | Trong đó nữ", "15 | 16", "more_than_whole"),
        ("Công trình đăng ký | Công trình hoàn thành", "1 | 2", "more_than_whole"),
        ("Công trình đăng ký | Công trình hoàn thành", " | 2", None),
        ("Kết nạp đoàn viên | Kết nạp đúng quy trình", "5 | 6", "more_than_whole"),
        ("Đoàn phí phải thu | Đoàn phí đã thu", "360000 | 360000", None),
        ("Đoàn phí phải thu | Đoàn phí đã thu", "360000 | 384000", "fees_above_due"),
    ],
)
def test_a_part_larger_than_its_whole_is_noted(heads, cells, code):
    made = read(draw(f"| KẾT QUẢ PHƯỜNG 3 NĂM 2021\n| STT | Chi đoàn | {heads}\n| 1 | Khóm 1 | {cells}\n| 2 | Khóm 2 | |"))
    assert codes(made) == ([code] if code else [])
    if code:
        assert made.findings()[0]["cell"] == "C3:D3"
        assert len(facts(made)["Khóm 1"]) == 2


ROSTER = {"roster": declared(PLAN)["roster"].frame([])}
RESULTS = """
    | KẾT QUẢ PHƯỜNG 3 NĂM {year}
    | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | Kết nạp đoàn viên | Số đội | Việc làm | Mô hình | Văn nghệ | Tự đánh giá
    | 1 | Khóm 1 | {members} | 9 | 5 | 1 | 5 | 1 | 2 | Đạt
"""
LIST = """
    | ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN PHƯỜNG 3 NĂM 2021
    | STT | Chi đoàn | Số đoàn viên | Đăng ký
    | 1 | {name} | 15 | {said}
"""


def findings(*sheets, year=2021):
    received = [
        Received(read(sheet, path=f"{n}.xlsx"), dt.date(year, 9, 1) + dt.timedelta(days=n), "decision") for n, sheet in enumerate(sheets)
    ]
    for n, one in enumerate(received):
        one.made.submission = f"{n:012}"
    for one in received:
        one.made.sources = [source | {"submission": one.made.submission} for source in one.made.sources]
    return [(row["code"], row["cell"], row["year"]) for row in table_findings(combine(received, [], PLAN) | ROSTER, PLAN)]


def results(year=2021, members=15):
    return draw(RESULTS.format(year=year, members=members))


@pytest.mark.parametrize(
    ("said", "name", "expected"),
    [
        ("có", "Khóm 1", []),
        ("không", "Khóm 1", [("claimed_not_registered", "J3", 2021)]),
        ("có", "Khóm 2", [("claimed_not_registered", "J3", 2021)]),
        ("K", "Khóm 1", []),
        ("có", "Khóm 11", []),
    ],
)
def test_a_claim_without_registration_is_noted_where_the_list_is_sure(said, name, expected):
    assert findings(draw(LIST.format(said=said, name=name)), results()) == expected


def test_a_claim_is_not_held_against_a_list_that_never_came():
    assert findings(results()) == []


@pytest.mark.parametrize(("members", "expected"), [(15, [("same_as_last_year", None, 2021)]), (16, [])])
def test_a_row_copied_unchanged_from_last_year_is_noted(members, expected):
    assert findings(results(2020), results(2021, members)) == expected


@pytest.mark.parametrize(
    ("past", "now", "noted"),
    [((15, 16, 15, 14), 90, False), ((15, 16, 15, 14, 15), 90, True), ((15, 16, 15, 14, 15), 18, False), ((15,) * 5, 15, False)],
)
def test_a_jump_is_noted_from_five_earlier_years_on(past, now, noted):
    years = range(2030 - len(past), 2031)
    frame = pd.DataFrame({"year": list(years), "members": [*past, now]})
    frame = frame.assign(unit="Phường 3", branch="Khóm 1", submission="a", sheet="b", row=frame.index + 3, self_assessed=pd.NA)
    frame["self_assessed"] = frame["self_assessed"].astype("boolean")
    empty = combine([], [], PLAN)
    rows = table_findings(empty | ROSTER | {"branch_years": frame}, PLAN)
    assert [row["code"] for row in rows] == (["far_from_its_past"] if noted else [])


def test_a_day_after_the_close_of_the_figures_is_noted():
    made = read(
        draw(
            """
            | KẾT QUẢ PHƯỜNG 1 NĂM 2021 (Tính đến ngày 20/9/2021)
            | STT | Chi đoàn | Tổng số đoàn viên | Đại hội chi đoàn
            | 1 | Khóm 1 | 15 | 03/12/2021
            | 2 | Khóm 2 | 12 | 25/3/2021
            """
        )
    )
    [noted] = [f for f in made.findings() if f["code"] == "date_after_close"]
    assert (noted["cell"], noted["raw"], noted["branch"]) == ("D3", "03/12/2021", "Khóm 1")
