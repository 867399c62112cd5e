"""The state of youth (B.4.1.e) and offences (B.2.1) as published figures; the public edition says no small sensitive count."""

from __future__ import annotations

import textwrap
from functools import partial

import numpy as np
import pandas as pd

from ...measures import offences as offence_counts
from ...measures import youth_indicators
from ..charts import pages_of
from ..charts import youth as charts
from ..exhibits import ChartData, Exhibit
from ..privacy import PUBLIC_NOTE, sensitive, suppressed
from ..sentences import decimal, of
from ..view import View
from .wording import city_of, every_unit, of_year, sentence, shown

HEAD_LINE, PANELS = 16, (3, 3)
PART_OF, PARTLY = "Trong đó: ", "*"  # the second marks a share over fewer units than the count beside it
OFFENCES_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "branches_without": "Không có vi phạm",
    "branches_with": "Có vi phạm",
    "branches_unknown": "Chưa báo",
    "violations": "Đoàn viên vi phạm",
}


def situation(view: View) -> Exhibit:
    """The state of youth of the year by unit: every indicator that is a part of the young people as a share, with its count."""
    rows = of_year(_indicators(view), view.year)
    city = rows[rows["scope"] == "city"].set_index("indicator")
    names = _names(view, only_parts=True)
    rows = rows[rows["indicator"].isin(names)].reset_index(drop=True)
    heads = {name: textwrap.fill(vi, HEAD_LINE) for name, vi in names.items()}
    drawn = rows if len(rows) else every_unit(rows, view).assign(words=None)
    paints = [partial(charts.indicators_by_unit, rows=page, names=heads) for page in pages_of(drawn)]
    title, caption = _situation_title(city, view), _situation_caption(city, view)
    alt = "Các biểu đồ thanh cạnh nhau, mỗi ô một chỉ tiêu: số người và tỷ lệ trong tổng số thanh niên của từng đơn vị."
    columns = (names["young_people"], names["members"])
    chart, table = ChartData("within", "Số thanh niên, trong đó đoàn viên (đơn vị báo cáo)", columns), _wide(rows, names)
    return view.exhibit("thuc-trang-thanh-nien", title, caption, alt, paints, table, (1, len(heads)), what="young_people", chart=chart)


def situation_course(view: View) -> Exhibit:
    """Every indicator of the state of youth in the whole city year by year, with the change on the same units."""
    rows = _indicators(view)
    rows = rows[(rows["scope"] == "city") & (rows["year"] <= view.year)]
    names, years = _names(view), sorted(rows["year"].unique().tolist()) or [view.year]
    heads = {name: textwrap.shorten(vi, 40, placeholder="…") for name, vi in names.items()}
    drawn = rows.assign(
        words=[w if isinstance(w, str) else charts.count_words(v) for w, v in zip(rows["value_said"], rows["value"], strict=True)]
    )
    table = drawn.assign(indicator=drawn["indicator"].map(names))
    table = table[["year", "indicator", "words", "change", "units_compared", "units_reported", "units"]]
    table.columns = ["Năm", "Chỉ tiêu", "Số người", "Tăng, giảm so với năm trước", "Đơn vị so được", "Đơn vị báo cáo", "Đơn vị"]
    city = rows[rows["year"] == view.year].set_index("indicator")
    alt = "Các biểu đồ cột, mỗi ô một chỉ tiêu, mỗi cột một năm của toàn thành phố."
    paints = [partial(charts.indicators_over_years, rows=drawn, names=heads, years=years)]
    title, caption = _course_title(city, view), _course_caption(city, view)
    return view.exhibit("thanh-nien-qua-cac-nam", title, caption, alt, paints, table.reset_index(drop=True), PANELS, what="young_people")


def offences(view: View) -> Exhibit:
    """Members who broke the law in the year by unit, over the branches that told; the public edition says no small count, nor where."""
    rows = of_year(offence_counts(view.tables.branch_years, view.tables.roster, view.plan), view.year)
    names = dict(OFFENCES_VI)
    if view.is_public:
        rows = suppressed(rows, "violations").drop(columns=["branches_with", "branches_without"])
        rows = rows.assign(branches_told=rows["branches"] - rows["branches_unknown"])
        names = {
            "unit": "Đơn vị",
            "branches": "Chi đoàn",
            "branches_told": "Đã báo",
            "branches_unknown": "Chưa báo",
            "violations": "Đoàn viên vi phạm",
        }
    said = rows.get("violations_said", pd.Series(None, index=rows.index, dtype="object"))
    rows = rows.assign(words=[s if isinstance(s, str) else charts.count_words(v) for s, v in zip(said, rows["violations"], strict=True)])
    city = city_of(rows)
    paints = [partial(charts.offences_by_unit, rows=page) for page in pages_of(every_unit(rows, view))]
    title, caption = (
        _offences_title(city, view),
        sentence("Tính từ số liệu chi đoàn báo cáo (B.2.1).", PUBLIC_NOTE if view.is_public else ""),
    )
    states = {"branches_without": "met", "branches_told": "met", "branches_unknown": "unknown", "branches_with": "not_met"}
    columns = [name for name in states if name in names]
    parts = (tuple(names[name] for name in columns), tuple(states[name] for name in columns))
    chart = ChartData("share", "Chi đoàn báo và chưa báo về vi phạm pháp luật (chi đoàn báo cáo)", *parts)
    alt = "Biểu đồ thanh: chi đoàn đã báo và chưa báo về vi phạm pháp luật của từng đơn vị, kèm số đoàn viên."
    return view.exhibit("vi-pham-phap-luat", title, caption, alt, paints, shown(rows, names), what="violations", chart=chart)


def _indicators(view: View) -> pd.DataFrame:
    """The rows of `youth_indicators` with what is printed; in the public edition without small sensitive counts and what tells them."""
    rows = youth_indicators(view.tables.youth_situation, view.tables.roster, view.plan).assign(value_said=None)
    if view.is_public:
        is_sensitive = rows["indicator"].isin(sensitive(view.plan))
        careful = suppressed(rows[is_sensitive], "value", by=("year", "indicator"), beside=("share",))
        partly = (careful["scope"] == "city") & (careful["units_in_share"] != careful["units_reported"])
        careful = careful.assign(change=careful["change"].mask(careful["change"].notna()), share=careful["share"].mask(partly))
        rows = pd.concat([rows[~is_sensitive], careful.set_axis(rows.index[is_sensitive])]).sort_index()
    stars = np.where(rows["units_in_share"] < rows["units_reported"], PARTLY, "")
    told = zip(rows["value_said"], rows["value"], rows["share"], stars, strict=True)
    words = [said if isinstance(said, str) else charts.count_words(value, share, star) for said, value, share, star in told]
    return rows.assign(words=words)


def _names(view: View, *, only_parts: bool = False) -> dict[str, str]:
    """The indicators of the form in its order; only the parts of a whole and that whole, or all."""
    form = view.plan.form("youth")
    parts = {name for pair in form.at_most for name in pair}
    said = {field.name: field.vi.removeprefix(PART_OF) for field in form.facts if not only_parts or field.name in parts}
    return {name: vi[0].upper() + vi[1:] for name, vi in said.items()}


def _wide(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """A row a unit and the city's last, a column an indicator."""
    units = [*dict.fromkeys(rows.loc[rows["scope"] == "unit", "unit"])]
    wide = rows.assign(unit=rows["unit"].fillna("")).pivot(index="unit", columns="indicator", values="words").reindex([*units, ""])
    wide = wide.reindex(columns=list(names)).reset_index().assign(unit=[*units, None])
    return shown(wide if len(rows) else wide.head(0), {"unit": "Đơn vị"} | names)


def _total(city: pd.DataFrame, name: str) -> pd.Series | None:
    """The city's figure of an indicator, or None where nobody reported it."""
    return city.loc[name] if name in city.index and pd.notna(city.loc[name, "value"]) else None


def _situation_title(city: pd.DataFrame, view: View) -> str:
    young, members = _total(city, "young_people"), _total(city, "members")
    if young is None:
        return f"Năm {view.year} chưa có báo cáo thực trạng tình hình thanh niên"
    said = f"Năm {view.year} có {decimal(young['value'], 0)} thanh niên ({young['units_reported']}/{young['units']} đơn vị báo cáo)"
    return f"{said}, {members['words']} là đoàn viên" if members is not None else said


def _situation_caption(city: pd.DataFrame, view: View) -> str:
    if _total(city, "young_people") is None:
        return "Chưa đơn vị nào gửi số liệu thanh niên (B.4.1.e)."
    missing = city[~city["is_complete"].astype(bool)].index.tolist()
    gaps = (
        f"{len(missing)} chỉ tiêu còn đơn vị chưa báo cáo; tỷ lệ có dấu {PARTLY} chỉ tính trên đơn vị báo đủ cả hai số." if missing else ""
    )
    return sentence("Tỷ lệ trong tổng số thanh niên, theo báo cáo của đơn vị.", gaps, PUBLIC_NOTE if view.is_public else "")


def _course_title(city: pd.DataFrame, view: View) -> str:
    young = _total(city, "young_people")
    if young is None:
        return f"Năm {view.year} chưa có số liệu thanh niên để so với năm trước"
    said = f"Năm {view.year} có {decimal(young['value'], 0)} thanh niên"
    if pd.isna(young["change"]):
        return f"{said} ({young['units_reported']}/{young['units']} đơn vị báo cáo)"
    way = "tăng" if young["change"] > 0 else "giảm" if young["change"] < 0 else "không đổi,"
    counted = decimal(abs(young["change"]), 0)
    return f"{said}; {way} {counted} so với {view.year - 1} ở {young['units_compared']}/{young['units']} đơn vị báo cáo cả hai năm"


def _course_caption(city: pd.DataFrame, view: View) -> str:
    if _total(city, "young_people") is None:
        return "Chưa đơn vị nào gửi số liệu thanh niên (B.4.1.e)."
    said = "Số liệu toàn thành phố; tăng, giảm chỉ tính trên đơn vị báo cáo cả hai năm."
    return sentence(said, PUBLIC_NOTE if view.is_public else "")


def _offences_title(city: pd.Series | None, view: View) -> str:
    if city is None or not isinstance(city["words"], str):
        return f"Năm {view.year} chưa có chi đoàn nào báo về vi phạm pháp luật"
    if view.is_public:
        return (
            f"Năm {view.year}: {city['words']} đoàn viên vi phạm pháp luật, theo {city['branches_told']}/{city['branches']} chi đoàn đã báo"
        )
    return (
        f"Năm {view.year}: {of(city['branches_without'], city['branches'])} không có vi phạm; {city['words']} đoàn viên vi phạm pháp luật"
    )
