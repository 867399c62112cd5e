"""Whether branches keep the standard (III.2.5): kept, lost, regained and new, year by year and by unit, and what made them lose it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import branches_met, criteria_met, flows_by_branch
from ...measures import flows as flows_of
from ...measures import lapse_causes as lapse_causes_of
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit, Withheld
from ..view import View
from .base import left_out, nothing_yet, told_of_city
from .wording import shown

FLOWS_VI = {
    "branches": "Chi đoàn",
    "met": "Đạt",
    "kept": "Giữ vững",
    "regained": "Đạt lại",
    "new": "Đạt lần đầu",
    "met_after_unknown": "Đạt, năm trước chưa rõ",
    "lapsed": "Không giữ được",
    "unknown_after_met": "Năm trước đạt, nay chưa rõ",
    "met_gone": "Năm trước đạt, nay không còn",
}
CAUSES_VI = {
    "name": "Tiêu chí",
    "branches": "Chi đoàn không giữ được",
    "not_met": "Vướng tiêu chí này",
    "not_met_alone": "Chỉ vướng tiêu chí này",
    "unknown": "Chưa rõ",
}
FEW_NAMES = 3  # units that a caption names
FLOWS_SHOWN = ("kept", "lapsed", "new", "regained", "met_after_unknown", "unknown_after_met")
CHART = ChartData(
    "stacked",
    "Chi đoàn đạt chuẩn, kể cả năm trước đạt mà nay không (tính từ số liệu)",
    tuple(FLOWS_VI[flow] for flow in FLOWS_SHOWN),
)
SUBJECT = "chi đoàn giữ vững chuẩn"


def flows(view: View) -> Exhibit:
    """The city's branches year by year, up to the year of the view."""
    alt = "Biểu đồ thanh hai phía theo năm: chi đoàn giữ vững, đạt lại, đạt lần đầu, và không giữ được chuẩn."
    rows = _flows(view)
    rows = rows[(rows["scope"] == "city") & (rows["year"] <= view.year)]
    if rows.empty:
        return nothing_yet(view, "giu-vung", SUBJECT, alt)
    title, caption = _said(rows.iloc[-1], view)
    years = [f"{year}" for year in rows["year"]]
    chart_title = "Toàn thành phố theo năm, tính từ số liệu báo cáo"
    paint = partial(charts.flow_bars, rows=rows, labels=years, title=chart_title)
    table = rows.assign(year=years)[["year", *FLOWS_VI]].rename(columns={"year": "Năm"} | FLOWS_VI)
    return view.exhibit("giu-vung", title, caption, alt, [paint], table, what="standard", chart=CHART)


def flows_by_unit(view: View) -> Exhibit:
    """Each unit's branches in the year of the view."""
    alt = "Biểu đồ thanh hai phía theo đơn vị: chi đoàn giữ vững, đạt lại, đạt lần đầu, và không giữ được chuẩn."
    rows = _flows(view)
    rows = rows[rows["year"] == view.year]
    if rows.empty:
        return nothing_yet(view, "giu-vung-don-vi", SUBJECT, alt)
    units = rows[rows["scope"] == "unit"]
    title, caption = _title_by_unit(units, view), _caption_by_unit(units)
    chart_title = f"Từng đơn vị, năm {view.year} so với năm {view.year - 1}, tính từ số liệu báo cáo"
    paints = [partial(charts.flow_bars, rows=page, labels=page["unit"].tolist(), title=chart_title) for page in charts.pages_of(units)]
    table = shown(rows, {"unit": "Đơn vị"} | FLOWS_VI)
    return view.exhibit("giu-vung-don-vi", title, caption, alt, paints, table, what="standard", chart=CHART)


def lapse_causes(view: View) -> Exhibit | Withheld:
    """Which criteria the branches fail that met the standard the year before and do not now; where there are none, nothing is drawn."""
    alt = "Biểu đồ thanh: tiêu chí mà các chi đoàn không giữ được chuẩn bị vướng."
    verdicts, plan = view.tables.verdicts, view.plan
    if verdicts.empty:
        return nothing_yet(view, "vi-sao-khong-giu", SUBJECT, alt)
    flowed = flows_by_branch(branches_met(verdicts, plan), view.tables.roster)
    rows = lapse_causes_of(flowed, criteria_met(verdicts, plan), plan)
    rows = rows[(rows["year"] == view.year) & (rows["scope"] == "city")]
    lapsed = int(((flowed["year"] == view.year) & (flowed["flow"] == "lapsed")).sum())
    if not lapsed:
        return Withheld()
    rows = rows.rename(columns={"failed": "not_met", "failed_alone": "not_met_alone"}).assign(branches=lapsed)
    told, hidden = told_of_city(rows, ["not_met", "not_met_alone"], view)
    rows = rows[rows["criterion"].isin([criterion.id for criterion in told])]
    title, caption = _causes_said(rows, lapsed, view)
    paint = partial(
        charts.criteria_that_block, rows=rows, plan=plan, title=f"Các chi đoàn đạt năm {view.year - 1} mà năm {view.year} không giữ được"
    )
    names = {c.id: f"{c.id}. {c.short_vi}" for c in plan.criteria}
    table = rows.assign(name=rows["criterion"].map(names))[list(CAUSES_VI)].rename(columns=CAUSES_VI)
    shown_of = (CAUSES_VI["not_met"], CAUSES_VI["not_met_alone"])
    chart = ChartData("within", f"Chi đoàn không giữ được chuẩn năm {view.year}, theo tiêu chí (tính từ số liệu báo cáo)", shown_of)
    return view.exhibit("vi-sao-khong-giu", title, caption + left_out(hidden), alt, [paint], table, what="standard", chart=chart)


def _flows(view: View) -> pd.DataFrame:
    return flows_of(branches_met(view.tables.verdicts, view.plan), view.tables.roster)


def _said(row: pd.Series, view: View) -> tuple[str, str]:
    """Title and caption from the city's flows of the year of the view."""
    before = row["met_before"]
    if row["year"] == view.plan.first_year:
        return (
            f"Năm {view.year}: {row['met']}/{row['branches']} chi đoàn đạt chuẩn, năm đầu nên chưa có gì để giữ",
            f"Năm {view.year} là năm đầu của kế hoạch: {row['met']} chi đoàn đạt chuẩn lần đầu.",
        )
    if not before and not row["met"]:
        return (
            f"Năm {view.year}: chưa đủ số liệu để biết chi đoàn nào giữ vững chuẩn",
            "Hai năm liền chưa có chi đoàn nào chắc chắn đạt chuẩn.",
        )
    lost_too = f", không giữ được {row['lapsed']}" if row["lapsed"] else ""
    title = f"Năm {view.year}: giữ vững {row['kept']}/{before} chi đoàn đã đạt{lost_too}, đạt lần đầu {row['new']}"
    lost = {"kept": "giữ vững", "lapsed": "không giữ được", "unknown_after_met": "chưa rõ", "met_gone": "không còn"}
    came = {"regained": "đạt lại", "new": "đạt lần đầu", "met_after_unknown": "chưa rõ năm trước có đạt không"}
    stayed, added = (sentences.named([f"{row[flow]} {said}" for flow, said in words.items() if row[flow]]) for words in (lost, came))
    caption = f"Trong {before} chi đoàn đạt chuẩn năm {view.year - 1}: {stayed or 'không có'} (III.2.5)."
    caption += f" Đạt thêm: {added}." if added else ""
    return title, caption


def _title_by_unit(units: pd.DataFrame, view: View) -> str:
    lost = units[units["lapsed"] > 0]
    if lost.empty:
        return f"Năm {view.year}: không đơn vị nào trong {len(units)} có chi đoàn mất chuẩn"
    worst = lost.loc[lost["lapsed"].idxmax()]
    return f"Năm {view.year}: {len(lost)}/{len(units)} đơn vị có chi đoàn không giữ được, nhiều nhất {worst['unit']} ({worst['lapsed']})"


def _caption_by_unit(units: pd.DataFrame) -> str:
    """Which units lost branches, and which gained most."""
    said = []
    for flow, name in (("lapsed", "Không giữ được"), ("new", "Đạt lần đầu")):
        rows = units[units[flow] > 0].sort_values(flow, ascending=False, kind="stable").head(FEW_NAMES)
        counted = [f"{unit} ({count})" for unit, count in zip(rows["unit"], rows[flow], strict=True)]
        more = "nhiều nhất ở " if (units[flow] > 0).sum() > FEW_NAMES else ""
        said += [f"{name}: {more}{sentences.named(counted)}."] if counted else []
    return " ".join(said) or "Không đơn vị nào có chi đoàn đạt thêm hay không giữ được."


def _causes_said(rows: pd.DataFrame, lapsed: int, view: View) -> tuple[str, str]:
    head = f"{lapsed} chi đoàn không giữ được chuẩn năm {view.year}"
    if not rows["not_met"].any():
        return head, f"{head}."
    worst = rows.loc[rows["not_met"].idxmax()]
    name = next(criterion.short_vi for criterion in view.plan.criteria if criterion.id == worst["criterion"])
    caption = f"{worst['not_met']}/{lapsed} vướng tiêu chí {worst['criterion']}; {worst['not_met_alone']} chỉ vướng tiêu chí này (III.2.5)."
    return f"{head}, nhiều nhất vì tiêu chí {worst['criterion']} ({name}): {worst['not_met']}", f"{head}. {caption}"
