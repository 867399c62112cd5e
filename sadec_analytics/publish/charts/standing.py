"""How many branches meet the standard: by unit against a target, by measure, year by year, and in a schematic map."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ...plan import Plan, Target
from .. import style
from ..sentences import target_name
from .base import beside, city_last, head, legend, mark_target, said_of, share_bars, unit_axis

TITLE_PAD = 20  # room for the name of a target under the title of the axes
COLUMN = 66  # points for each column of counts beside the axes
MEASURES = {  # law 6: each with a mark and a colour of its own
    "computed": ("tính từ số liệu", "số liệu", {"marker": "o", "color": style.MET}),
    "claimed": ("đơn vị tự đánh giá", "tự đánh giá", {"marker": "D", "color": style.NOT_MET}),
    "recognised": ("thành phố công nhận", "công nhận", {"marker": "s", "color": style.INK, "markerfacecolor": "white"}),
}


def attainment_by_unit(axes: Axes, counts: pd.DataFrame, stage: Target) -> Axes:
    """Share of branches that meet the standard, units in the plan's order and the city last; what is unknown is hatched.

    `counts` has a row a scope: unit, branches, met, unknown (counts).
    """
    rows = city_last(counts)
    known, open_ = rows["met"] / rows["branches"], rows["unknown"] / rows["branches"]
    share_bars(axes, rows, known, open_, "đạt chuẩn", "chưa đủ số liệu")
    for place, row in enumerate(rows.to_dict("records")):
        beside(axes, place, said_of(row, stage.target))
    mark_target(axes, stage.target, target_name(stage))
    axes.set_title("Tỷ lệ chi đoàn đạt chuẩn, tính từ số liệu báo cáo", pad=TITLE_PAD)
    return axes


def measures_by_unit(axes: Axes, rows: pd.DataFrame, stage: Target) -> Axes:
    """What figures, units and the city say of the same branches: a mark each, with a line to what blanks would still allow.

    `rows` has a row a scope and measure (computed, claimed, recognised): unit, branches, met, not_met, unknown, shares.
    """
    units = city_last(rows[rows["measure"] == "computed"])["unit"].tolist()
    for number, (measure, (label, short, mark)) in enumerate(MEASURES.items()):
        of_measure = city_last(rows[rows["measure"] == measure]).to_dict("records")
        head(axes, short, COLUMN * number)
        for place, row in enumerate(of_measure):
            is_told = row["met"] + row["not_met"] > 0
            beside(axes, place, f"{row['met']}/{row['branches']}" if is_told else "chưa có", COLUMN * number)
            if is_told:
                height = place + (number - 1) * 0.25
                axes.plot([row["share_low"], row["share_high"]], [height, height], color=mark["color"], linewidth=1)
                axes.plot(row["share_low"], height, markersize=5, **mark)
        axes.plot([], [], linestyle="", markersize=5, label=label, **mark)
    unit_axis(axes, units)
    axes.hlines(np.arange(len(units) - 1) + 0.5, 0, 1.02, color=style.UNKNOWN, linewidth=0.5)
    axes.set_xlim(-0.02, 1.02)
    style.percent_axis(axes.xaxis)
    mark_target(axes, stage.target, target_name(stage))
    axes.set_title("Tỷ lệ chi đoàn đạt chuẩn theo ba cách ghi nhận; vạch ngang: khoảng có thể khi còn ô trống", pad=TITLE_PAD)
    legend(axes)
    return axes


def course_of_unit(axes: Axes, rows: pd.DataFrame, plan: Plan, unit: str) -> Axes:
    """One unit's share of branches at the standard year by year, with its bounds, against the marks of the stages for units."""
    years = list(plan.years)
    rows = rows.set_index("year").reindex(years)
    is_told = (rows["met"] + rows["not_met"] > 0).fillna(False)
    low = (rows["met"] / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    high = ((rows["met"] + rows["unknown"]) / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    since = years[0] - 0.4
    for stage in (s for s in plan.stages if s.scope == "unit"):
        axes.hlines(stage.target, since, stage.due_on.year + 0.4, color=style.TARGET, linewidth=1, linestyle="--")
        since = stage.due_on.year + 0.4
    axes.fill_between(years, low, high, facecolor=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0)
    axes.plot(years, np.where(is_told, low, np.nan), color=style.MET, marker="o", markersize=4)
    last = rows[is_told]
    if last.empty:
        style.say_no_data(axes)
    if not last.empty:
        row, year = last.iloc[-1], last.index[-1]
        place = (year + 0.15, row["met"] / row["branches"])
        axes.annotate(f"{row['met']}/{row['branches']}", place, ha="left", va="center", fontsize=8)
    axes.set_title(unit, fontsize=9)
    axes.set_ylim(0, 1.08)
    axes.set_xlim(years[0] - 0.5, years[-1] + 1.2)
    axes.set_xticks(years, [f"{year}" if n % 2 == 0 else "" for n, year in enumerate(years)], fontsize=8)
    style.percent_axis(axes.yaxis)
    axes.set_yticks([0, 0.5, 1])
    axes.tick_params(axis="y", labelsize=8)
    return axes


def course_legend(figure: Figure) -> None:
    """What lines and areas of the small multiples mean, once below all of them."""
    marks = [
        Line2D([], [], color=style.MET, marker="o", markersize=4, label="đã đạt chuẩn (tính từ số liệu)"),
        Patch(facecolor=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label="chưa đủ số liệu"),
        Line2D([], [], color=style.TARGET, linewidth=1, linestyle="--", label="mục tiêu từng giai đoạn"),
    ]
    figure.legend(handles=marks, loc="outside lower center", ncols=3, fontsize=9)
