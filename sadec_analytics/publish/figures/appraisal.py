"""The random appraisal (III.2.4.b) as published figures: agreement with the reports, and what it proves."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import CONFIDENCE, appraisal_agreement, appraised_bounds
from ..charts import appraisal as charts
from ..charts import pages_of
from ..exhibits import ChartData, Exhibit
from ..sentences import of, percent
from ..view import View
from .wording import bounds_text, city_of, every_unit, number, of_year, sentence, shown

WHOLE = "Cả chi đoàn (tự đánh giá)"
AGREEMENT_VI = {
    "name": "So với thẩm định",
    "appraised": "Chi đoàn được thẩm định",
    "agreed": "Khớp",
    "claimed_not_confirmed": "Báo cáo đạt, thẩm định không",
    "confirmed_not_reported": "Thẩm định đạt, báo cáo không",
    "undecided": "Báo cáo chưa đủ để so",
    "gross_said": "Lệch gộp (%)",
    "net_said": "Lệch ròng (%)",
}
BOUNDS_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "claimed": "Xác nhận đạt",
    "sampled": "Trong mẫu",
    "confirmed": "Thẩm định đạt",
    "refused": "Thẩm định không đạt",
    "unknown": "Chưa có kết luận",
    "at_least": "Chắc chắn ít nhất",
    "low": "Khoảng: thấp",
    "high": "Khoảng: cao",
    "reason": "Vì sao không kết luận",
}


def agreement(view: View) -> Exhibit:
    """How far the reports of the year agree with the appraisal, criterion by criterion, in the whole city: no branch is pointed at."""
    t = view.tables
    rows = of_year(appraisal_agreement(t.verdicts, t.branch_years, t.appraisals, view.plan), view.year)
    rows = rows[rows["scope"] == "city"].reset_index(drop=True)
    names = {c.id: f"{c.id}. {c.short_vi}" for c in view.plan.criteria}
    rows = rows.assign(name=[names[n] if pd.notna(n) else WHOLE for n in rows["criterion"]])
    table = rows.assign(gross_said=[number(100 * g) for g in rows["gross"]], net_said=[number(100 * n) for n in rows["net"]])
    table = table[list(AGREEMENT_VI)].rename(columns=AGREEMENT_VI)
    alt = "Biểu đồ thanh: với từng tiêu chí, bao nhiêu chi đoàn được thẩm định khớp với báo cáo."
    paints = [partial(charts.agreement_by_criterion, rows=rows)]
    title, caption = _agreement_title(rows, view.year), _agreement_caption(rows)
    columns = (AGREEMENT_VI["appraised"], AGREEMENT_VI["agreed"])
    chart = ChartData("within", "Chi đoàn được thẩm định, trong đó thẩm định khớp với báo cáo", columns)
    return view.exhibit("tham-dinh-khop", title, caption, alt, paints, table, what="appraised", chart=chart)


def proven(view: View, draws: pd.DataFrame | None = None) -> Exhibit:
    """Between which bounds the branches that truly meet lie, by unit and for the city; `draws` are those of `draws.drawn_branches`."""
    t = view.tables
    rows = of_year(appraised_bounds(t.branch_years, t.appraisals, t.roster, view.plan, draws), view.year)
    city, rows = city_of(rows), every_unit(rows, view)
    notes = {reason: n for n, reason in enumerate(dict.fromkeys(rows["reason"].dropna()), 1)}
    target_vi = f"mục tiêu {view.stage.target_percent}%"
    paint = partial(charts.bounds_by_unit, target=view.stage.target, target_vi=target_vi, notes=notes)
    paints = [partial(paint, rows=page) for page in pages_of(rows)]
    alt = "Biểu đồ khoảng: tỷ lệ đơn vị xác nhận, tỷ lệ thẩm định xác nhận và khoảng tin cậy của từng đơn vị."
    title, caption = _proven_title(city, view.year), _proven_caption(city)
    return view.exhibit("tham-dinh-ket-luan", title, caption, alt, paints, shown(rows, BOUNDS_VI), what="appraised")


def _agreement_title(rows: pd.DataFrame, year: int) -> str:
    seen = rows[rows["appraised"] > 0]
    if seen.empty:
        return f"Năm {year} chưa có chi đoàn nào được thẩm định"
    most = seen.loc[seen["claimed_not_confirmed"].idxmax()]
    if not most["claimed_not_confirmed"]:
        return f"Năm {year}: thẩm định {seen['appraised'].max()} chi đoàn, không bác kết quả nào đơn vị đã báo đạt"
    where = most["name"].split("(")[0].strip()
    return (
        f"Năm {year}: báo cáo đạt mà thẩm định không, nhiều nhất ở “{where}”: {most['claimed_not_confirmed']}/{most['appraised']} chi đoàn"
    )


def _agreement_caption(rows: pd.DataFrame) -> str:
    whole = rows[rows["criterion"].isna()]
    if whole.empty or not whole.iloc[0]["appraised"]:
        return "Chưa có kết quả thẩm định để so với báo cáo (III.2.4.b)."
    row = whole.iloc[0]
    same = of(row["agreed"], row["appraised"])
    said = f"Cả chi đoàn: {same} có thẩm định khớp với đơn vị tự đánh giá; từng tiêu chí thì so với số liệu báo cáo."
    return sentence(said, "Lệch gộp đếm mọi chỗ khác nhau; lệch ròng là phần báo cáo cao hơn (+) hay thấp hơn (-) thẩm định.")


def _proven_title(city: pd.Series | None, year: int) -> str:
    if city is None or not city["claimed"]:
        return f"Năm {year} chưa có chi đoàn nào được đơn vị xác nhận đạt chuẩn"
    said = f"Năm {year}: đơn vị xác nhận {city['claimed']}/{city['branches']} chi đoàn đạt"
    if pd.notna(city["reason"]):
        return f"{said}; thẩm định {city['sampled']} trong số đó, chưa kết luận được cho toàn thành phố"
    return f"{said}; thẩm định chứng minh ít nhất {city['at_least']}/{city['branches']}"


def _proven_caption(city: pd.Series | None) -> str:
    if city is None or not city["claimed"]:
        return "Chưa có danh sách để thẩm định (III.2.4.b)."
    sampled = f"Trong {city['claimed']} chi đoàn đơn vị xác nhận, {city['sampled']} được thẩm định"
    found = f"{sampled}: {city['confirmed']} đạt, {city['refused']} không đạt."
    if pd.notna(city["reason"]):
        return sentence(found, f"Toàn thành phố: {city['reason']}")
    shares = bounds_text([city["share_low"]], [city["share_high"]])[0]
    sure = percent(city["at_least"], city["branches"])
    exact = (
        ""
        if city["low"] == city["high"]
        else f"Khoảng tin cậy {round(100 * CONFIDENCE)}% là {city['low']} đến {city['high']} chi đoàn ({shares})."
    )
    return sentence(found, exact, f"Chắc chắn ít nhất {city['at_least']}/{city['branches']} chi đoàn ({sure}).")
