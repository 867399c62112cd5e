"""Whether the stages are approached fast enough (B.1, B.3)."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import branches_met, counts_of
from ...measures import pace as pace_of
from ...plan import Target
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import nothing_yet
from .wording import shown

PACE_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "met": "Đạt",
    "unknown": "Chưa rõ",
    "needed": "Cần đạt",
    "wanting": "Còn thiếu",
    "years_left": "Số năm còn lại",
    "pace_needed": "Nhịp cần có",
    "pace_low": "Nhịp đến nay, ít nhất",
    "pace_high": "Nhịp đến nay, nhiều nhất",
    "reaches": "Giữ nhịp thì kịp",
}
PACES = ("pace_needed", "pace_low", "pace_high")


def pace(view: View) -> Exhibit:
    """Needed pace against pace so far, for the stage that is still ahead; once the last has come, for how it was approached."""
    alt = "Biểu đồ điểm: nhịp cần có và nhịp đến nay của từng đơn vị, tính bằng chi đoàn mỗi năm."
    stage = _ahead(view)
    rows = pace_of(counts_of(branches_met(view.tables.verdicts, view.plan)), view.plan)
    rows = rows[(rows["year"] == view.year) & (rows["stage"] == stage.id)]
    if rows.empty or not (rows["unknown"] < rows["branches"]).any():
        return nothing_yet(view, "nhip-do", "chi đoàn đạt chuẩn", alt)
    title, caption = _said(rows, stage, view)
    paints = [partial(charts.pace_by_scope, rows=page) for page in charts.pages_of(rows)]
    told = rows.assign(reaches=rows["would_reach"].map({True: "kịp", False: "không kịp"}).fillna("chưa rõ"))
    told[list(PACES)] = told[list(PACES)].astype("Float64").round(1)
    chart = ChartData("bars", "Chi đoàn đạt chuẩn thêm mỗi năm (tính từ số liệu báo cáo)", tuple(PACE_VI[name] for name in PACES))
    return view.exhibit("nhip-do", title, caption, alt, paints, shown(told, PACE_VI), what="standard", chart=chart)


def _ahead(view: View) -> Target:
    """The stage of the view, or the next one where that has come to its end."""
    return next((stage for stage in view.plan.stages if stage.due_on.year > view.year), view.stage)


def _said(rows: pd.DataFrame, stage: Target, view: View) -> tuple[str, str]:
    city, units = rows[rows["scope"] == "city"].iloc[0], rows[rows["scope"] == "unit"]
    of_whom = units if stage.scope == "unit" else rows[rows["scope"] == "city"]
    wanting, left = int(of_whom["wanting"].sum()), int(city["years_left"])
    so_far = ""
    if pd.notna(city["pace_low"]):
        gained = _between(city["pace_low"], city["pace_high"])
        so_far = f" Từ năm {city['first_year']} đến nay mỗi năm toàn thành phố thêm {gained} chi đoàn đạt chuẩn."
    goal = sentences.stage_name(stage)
    if not left:
        return f"{goal[0].upper()}{goal[1:]} đã đến hạn, còn thiếu {wanting} chi đoàn", f"Đến hạn còn thiếu {wanting} chi đoàn.{so_far}"
    if not wanting:
        title = f"Năm {view.year}: đã đủ số chi đoàn để đạt {stage.target_percent}%, hạn cuối năm {stage.due_on.year}"
        return title, f"Số liệu năm {view.year} đủ cho {goal}; còn {left} năm để giữ vững.{so_far}"
    enough, not_enough = (int((of_whom["would_reach"].fillna(not yes) == yes).sum()) for yes in (True, False))
    if stage.scope == "unit":
        outcome = f"giữ nhịp thì {enough}/{len(units)} đơn vị kịp"
        verdicts = f"Nếu giữ nhịp đến nay: {enough} đơn vị kịp, {not_enough} không kịp, {len(units) - enough - not_enough} chưa rõ."
    else:
        outcome = "giữ nhịp thì kịp" if enough else "giữ nhịp thì không kịp" if not_enough else "chưa rõ có kịp không"
        verdicts = f"Nhịp cần có là {_rate(city['pace_needed'])} chi đoàn mỗi năm: {outcome}."
    whom = "các đơn vị" if stage.scope == "unit" else "toàn thành phố"
    title = f"Đến hết năm {stage.due_on.year} {whom} cần thêm {wanting} chi đoàn để đạt {stage.target_percent}%; {outcome}"
    return title, f"So với {goal}, còn thiếu {wanting} chi đoàn, còn {left} năm.{so_far} {verdicts}"


def _rate(number: float) -> str | None:
    return None if pd.isna(number) else sentences.decimal(number, 1)


def _between(low: float, high: float) -> str:
    return _rate(low) if _rate(low) == _rate(high) else f"{_rate(low)} đến {_rate(high)}"
