"""Which of the seven criteria (B.2) are met where, and which hold branches back, alone and together (III.2.3)."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import blocking, blocking_pairs, criteria_met
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import left_out, nothing_yet, told_of_city
from .wording import shown

UNITS = 15  # a page of the heat map: its column heads take three lines
BLOCKED_VI = {
    "criterion": "Tiêu chí",
    "branches": "Chi đoàn",
    "not_met": "Chưa đạt",
    "not_met_alone": "Chỉ vướng tiêu chí này",
    "unknown": "Chưa rõ",
}
TITLE = "Số chi đoàn chưa đạt từng tiêu chí, toàn thành phố, tính từ số liệu báo cáo"


def criteria(view: View) -> Exhibit:
    """Units by criteria; a public edition leaves out the criteria that speak of a person."""
    alt = "Bảng màu: số chi đoàn đạt từng tiêu chí ở từng đơn vị."
    told = [criterion for criterion in view.plan.criteria if not (view.is_public and criterion.is_personal)]
    rows = _of_year(blocking(view.tables.verdicts, view.plan), view, told)
    if rows.empty:
        return nothing_yet(view, "tieu-chi", "các tiêu chí", alt)
    rows = rows.assign(met=rows["branches"] - rows["not_met"] - rows["unknown"])
    met = _of_year(criteria_met(view.tables.verdicts, view.plan), view, told)
    unsaid = left_out([criterion for criterion in view.plan.criteria if criterion not in told], "theo đơn vị")
    title, caption = sentences.criteria_title(met, view.plan), sentences.criteria(met, view.plan) + unsaid
    paints = [partial(charts.criteria_heatmap, counts=page, criteria=told) for page in charts.pages_of(rows, UNITS)]
    table = _table(rows)
    chart = ChartData("heat", "Số chi đoàn đạt từng tiêu chí (tính từ số liệu báo cáo)", tuple(table.columns[1:]))
    return view.exhibit("tieu-chi", title, caption, alt, paints, table, what="standard", chart=chart)


def blocked(view: View) -> Exhibit:
    """Two pictures: how many branches each criterion holds back in the city, and how many it holds back alone or with one other."""
    alt = "Biểu đồ thanh và bảng: số chi đoàn vướng từng tiêu chí, chỉ tiêu chí đó hoặc cùng một tiêu chí khác."
    rows = _of_year(blocking(view.tables.verdicts, view.plan), view, view.plan.criteria)
    rows = rows[rows["scope"] == "city"]
    if rows.empty:
        return nothing_yet(view, "tieu-chi-vuong", "các tiêu chí", alt)
    told, hidden = told_of_city(rows, ["not_met", "not_met_alone"], view)
    rows = _of_year(rows, view, told)
    paired = tuple(c for c in told if not (view.is_public and c.is_personal))
    pairs = _of_year(blocking_pairs(view.tables.verdicts, view.plan), view, paired)
    pairs = pairs[(pairs["scope"] == "city") & pairs["with_criterion"].isin([c.id for c in paired])]
    alone = dict(zip(rows["criterion"], rows["not_met_alone"], strict=True))
    together = {(a, b): n for a, b, n in zip(pairs["criterion"], pairs["with_criterion"], pairs["branches"], strict=True)}
    title, caption = _blocked_said(alone, together, rows, view)
    paints = [
        partial(charts.criteria_that_block, rows=rows, plan=view.plan, title=TITLE),
        partial(charts.criteria_together, alone=alone, pairs=together, criteria=paired),
    ]
    table = _blocked_table(rows, pairs)
    return view.exhibit("tieu-chi-vuong", title, caption + left_out(hidden), alt, paints, table, what="standard")


def _of_year(rows: pd.DataFrame, view: View, told: object) -> pd.DataFrame:
    return rows[(rows["year"] == view.year) & rows["criterion"].isin([criterion.id for criterion in told])]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a scope, a column a criterion: how many of how many branches meet it, and of how many it is unknown."""
    said = [
        f"{met}/{of}" + (f", {unknown} chưa rõ" if unknown else "")
        for met, of, unknown in zip(rows["met"], rows["branches"], rows["unknown"], strict=True)
    ]
    wide = rows.assign(said=said, unit=rows["unit"].fillna("")).pivot(index=["scope", "unit"], columns="criterion", values="said")
    order = rows.assign(unit=rows["unit"].fillna(""))[["scope", "unit"]].drop_duplicates()
    wide = wide.reindex(pd.MultiIndex.from_frame(order)).reset_index().rename_axis(None, axis=1)
    return shown(wide, {"unit": "Đơn vị"} | {number: f"TC{number}" for number in rows["criterion"].unique()})


def _blocked_said(alone: dict[int, int], together: dict[tuple[int, int], int], rows: pd.DataFrame, view: View) -> tuple[str, str]:
    whole, one, two = int(rows["branches"].max()), sum(alone.values()), sum(together.values())
    if (rows["unknown"] == whole).all():
        return f"Năm {view.year}: chưa đủ số liệu của chi đoàn nào về các tiêu chí", f"Chưa đủ số liệu của {whole} chi đoàn."
    if not rows["not_met"].any():
        return (
            f"Năm {view.year}: chưa thấy chi đoàn nào vướng tiêu chí nào",
            f"Không chi đoàn nào trong {whole} bị xét chưa đạt một tiêu chí.",
        )
    names = {c.id: f"tiêu chí {c.id} ({c.short_vi[0].lower()}{c.short_vi[1:]})" for c in view.plan.criteria}
    said = []
    if one:
        worst = max(alone, key=alone.get)
        said.append(f"Nhiều nhất là {names[worst]}: {alone[worst]} chi đoàn chỉ vướng tiêu chí này, sửa xong là đạt chuẩn.")
    if two:
        (a, b), most = max(together.items(), key=lambda pair: pair[1])
        said.append(f"Cặp thường gặp nhất: {names[a]} và {names[b]}, {most} chi đoàn.")
    caption = " ".join(said) or "Các chi đoàn chưa đạt đều vướng từ ba tiêu chí trở lên hoặc còn chỗ chưa rõ."
    only_one = f"{one}/{whole} chi đoàn" if one else "không chi đoàn nào"
    return f"Năm {view.year}: {only_one} chỉ vướng một tiêu chí, {two}/{whole} chi đoàn vướng đúng hai", caption


def _blocked_table(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    both = [f"{a} và {b}" for a, b in zip(pairs["criterion"], pairs["with_criterion"], strict=True)]
    pairs = pd.DataFrame({"Tiêu chí": both, "Vướng đúng hai tiêu chí này": pairs["branches"].tolist()})
    table = pd.concat([rows[list(BLOCKED_VI)].rename(columns=BLOCKED_VI), pairs], ignore_index=True)
    return table.astype(dict.fromkeys(table.columns[1:], "Int64"))
