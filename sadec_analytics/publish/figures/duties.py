"""Deadlines (III, IV) as published figures: the calendar of a year, and the years side by side."""

from __future__ import annotations

import textwrap
from functools import partial

import pandas as pd

from ...measures import timeliness as timeliness_counts
from ..charts import UNITS_A_PAGE, pages_of
from ..charts import duties as charts
from ..charts.cells import DUTY_LOOKS
from ..exhibits import ChartData, Exhibit
from ..sentences import named, percent
from ..view import View
from .wording import of_year, sentence

HEAD_LINE = 15
KEPT_VI = {
    "year": "Năm",
    "duty": "Nhiệm vụ",
    "expected": "Đơn vị phải nộp",
    "on_time": "Đúng hạn",
    "late": "Trễ",
    "missing": "Quá hạn, chưa nhận",
    "not_due": "Chưa đến hạn",
    "by_file_time": "Ngày nhận theo ngày của tệp",
}


def calendar(view: View) -> Exhibit:
    """Every unit and every duty of the year: kept, late by how many days, missing, not due yet, or only noted."""
    rows = of_year(view.tables.duties, view.year)
    rows = rows.sort_values("unit", key=lambda units: units == view.plan.issuer_vi, kind="stable", ignore_index=True)
    rows = rows.assign(column=rows["duty"], scope="unit", note=[_note(row) for row in rows.to_dict("records")])
    heads = {duty.id: _head(duty.vi, rows, duty.id) for duty in view.plan.duties if duty.id in set(rows["duty"])}
    paints = [partial(charts.duties_calendar, rows=page, heads=heads) for page in pages_of(rows, UNITS_A_PAGE + 1)]
    said = [
        f"{DUTY_LOOKS[s].vi.split(' (')[0]}{f' {note} ngày' if note else ''}" for s, note in zip(rows["state"], rows["note"], strict=True)
    ]
    wide = rows.assign(said=said).pivot(index="unit", columns="duty", values="said").reindex(list(dict.fromkeys(rows["unit"])))
    names = {duty.id: duty.vi for duty in view.plan.duties if duty.id in heads}
    table = wide.reindex(columns=list(names)).rename(columns=names).rename_axis("Đơn vị").rename_axis(None, axis=1).reset_index()
    title, caption = _calendar_title(rows, view.year), _calendar_caption(rows, view)
    alt = "Bảng: mỗi dòng một đơn vị, mỗi cột một nhiệm vụ có hạn; ô ghi đúng hạn, trễ, thiếu hay chưa đến hạn."
    return view.exhibit("thoi-han", title, caption, alt, paints, table, what=_what(view, rows))


def timeliness(view: View) -> Exhibit:
    """For every duty that can be judged, how many units kept it in time, year by year up to the year of the view."""
    rows = timeliness_counts(view.tables.duties, view.plan)
    rows = rows[(rows["scope"] == "city") & (rows["year"] <= view.year) & (rows["not_judged"] == 0)].reset_index(drop=True)
    names = {duty.id: textwrap.fill(duty.vi, 28) for duty in view.plan.duties if duty.id in set(rows["duty"])}
    years = sorted(rows["year"].unique().tolist()) or [view.year]
    vi = {duty.id: duty.vi for duty in view.plan.duties}
    table = rows.assign(duty=rows["duty"].map(vi))[list(KEPT_VI)].rename(columns=KEPT_VI)
    alt = "Biểu đồ thanh, mỗi năm một ô: số đơn vị nộp đúng hạn, trễ hay chưa nộp từng nhiệm vụ."
    paints = [partial(charts.timeliness_over_years, rows=rows, years=years, names=names)]
    title, caption, what = _years_title(rows, years), _years_caption(rows), _what(view, of_year(rows, view.year))
    states = ("on_time", "late", "missing", "not_due")
    shown_of = tuple(KEPT_VI[state] for state in states)
    chart = ChartData("share", "Tỷ lệ đơn vị theo từng nhiệm vụ và năm", shown_of, states, names=(KEPT_VI["year"], KEPT_VI["duty"]))
    return view.exhibit("thoi-han-qua-cac-nam", title, caption, alt, paints, table, (1, len(years)), what=what, chart=chart)


def _note(row: dict) -> str:
    """How many days late, where it is late or missing."""
    return f"{row['days_late']}" if row["state"] in ("late", "missing") else ""


def _head(vi: str, rows: pd.DataFrame, duty: str) -> str:
    """The duty and its day, over a column."""
    row = rows[rows["duty"] == duty].iloc[0]
    day = f"{'đến' if row['inclusive'] else 'trước'} {row['due_on']:%d/%m/%Y}"
    return "\n".join([*textwrap.wrap(vi, HEAD_LINE), day])


def _what(view: View, rows: pd.DataFrame) -> str:
    """The first of the duties that can be traced: one that asks for a form, and that somebody owes if there is one."""
    told = [duty.id for duty in view.plan.duties if duty.form]
    return next((duty for duty in told if duty in set(rows["duty"])), told[0])


def _calendar_title(rows: pd.DataFrame, year: int) -> str:
    judged = rows[rows["state"].isin(["on_time", "late", "missing"])]
    if judged.empty:
        return f"Năm {year} chưa có nhiệm vụ nào đến hạn để xét"
    kept, late, missing = (int((judged["state"] == state).sum()) for state in ("on_time", "late", "missing"))
    return f"Năm {year}: {kept}/{len(judged)} lượt báo cáo đúng hạn ({percent(kept, len(judged))}), {late} trễ, {missing} chưa nhận"


def _calendar_caption(rows: pd.DataFrame, view: View) -> str:
    missing = rows[rows["state"] == "missing"]
    counts = missing.groupby("unit", sort=False).size().sort_values(ascending=False, kind="stable")
    worst = [f"{unit} ({n})" for unit, n in counts.head(3).items()]
    said = f"Còn thiếu nhiều nhất: {named(worst)}." if worst else "Không đơn vị nào quá hạn mà chưa gửi."
    file_time = int((rows["received_from"] == "file_time").sum())
    by_file = f"{file_time} lượt tính theo ngày của tệp, chưa có ngày nhận được ghi lại." if file_time else ""
    return sentence(f"Ngày nhận so với hạn của kế hoạch, tính đến {view.tables.built_on:%d/%m/%Y}.", said, by_file)


def _years_title(rows: pd.DataFrame, years: list[int]) -> str:
    judged = rows.groupby("year")[["on_time", "judged"]].sum()
    judged = judged[judged["judged"] > 0]
    if judged.empty:
        return f"Đến năm {years[-1]} chưa có nhiệm vụ nào đến hạn để xét"
    ends = [f"{row.on_time}/{row.judged} năm {row.Index}" for row in judged.iloc[[0, -1]].itertuples()]
    return f"Báo cáo đúng hạn: {' và '.join(dict.fromkeys(ends))}"


def _years_caption(rows: pd.DataFrame) -> str:
    judged = rows.groupby("duty", sort=False)[["on_time", "judged"]].sum().query("judged > 0")
    if judged.empty:
        return "Chưa có số liệu về ngày nhận báo cáo."
    said = f"Tính chung các năm: {int(judged['on_time'].sum())}/{int(judged['judged'].sum())} lượt đúng hạn"
    return f"{said}; số bên phải mỗi thanh là đúng hạn trên số đơn vị đã đến hạn."
