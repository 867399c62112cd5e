"""How many branches meet the standard: by unit against a target, and year by year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ...plan import Plan, Target
from .. import style
from .base import city_last, share_bars, target_line


def attainment_by_unit(axes: Axes, counts: pd.DataFrame, stage: Target) -> Axes:
    """Share of branches that meet the standard, units in the plan's order and the city last; what is unknown is hatched.

    `counts` has a row a scope: unit, branches, met, unknown (counts).
    """
    rows = city_last(counts)
    known, open_ = rows["met"] / rows["branches"], rows["unknown"] / rows["branches"]
    share_bars(axes, rows, known, open_, "đạt chuẩn", "chưa đủ số liệu")
    for place, row in enumerate(rows.to_dict("records")):
        label = f"{row['met']}/{row['branches']}" + (f" (+{row['unknown']} chưa rõ)" if row["unknown"] else "")
        axes.text(1.02, place, label, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    target_line(axes, stage.target, f"mục tiêu {stage.target_percent}%")
    axes.set_title("Tỷ lệ chi đoàn đạt chuẩn (tính từ số liệu báo cáo)")
    return axes


def course_of_unit(axes: Axes, rows: pd.DataFrame, plan: Plan, unit: str) -> Axes:
    """One unit's share of branches at the standard year by year, with its bounds, against the marks of the stages for units."""
    years = list(plan.years)
    rows = rows.set_index("year").reindex(years)
    low = (rows["met"] / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    high = ((rows["met"] + rows["unknown"]) / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    since = years[0] - 0.4
    for stage in (s for s in plan.stages if s.scope == "unit"):
        axes.hlines(stage.target, since, stage.due_on.year + 0.4, color=style.TARGET, linewidth=1, linestyle="--")
        since = stage.due_on.year + 0.4
    if np.isnan(low).all():
        style.say_no_data(axes)
    axes.fill_between(years, low, high, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0)
    axes.plot(years, low, color=style.MET, marker="o", markersize=4)
    last = rows.dropna(subset="met")
    if not last.empty:
        row, year = last.iloc[-1], last.index[-1]
        place = (year + 0.15, row["met"] / row["branches"])
        axes.annotate(f"{row['met']}/{row['branches']}", place, ha="left", va="center", fontsize=8)
    axes.set_title(unit, fontsize=9)
    axes.set_ylim(0, 1.08)
    axes.set_xlim(years[0] - 0.5, years[-1] + 1)
    axes.set_xticks(years)
    axes.set_xticklabels([f"{year}" for year in years], fontsize=8)
    style.percent_axis(axes.yaxis)
    axes.set_yticks([0, 0.5, 1])
    return axes


def course_legend(figure: Figure) -> None:
    """What lines and areas of the small multiples mean, once below all of them."""
    marks = [
        Line2D([], [], color=style.MET, marker="o", markersize=4, label="đã đạt chuẩn"),
        Patch(facecolor=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label="chưa đủ số liệu"),
        Line2D([], [], color=style.TARGET, linewidth=1, linestyle="--", label="mục tiêu từng giai đoạn"),
    ]
    figure.legend(handles=marks, loc="outside lower center", ncols=3, fontsize=9)
