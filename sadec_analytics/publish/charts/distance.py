"""How far units are from a target, and whether they come nearer fast enough."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ...plan import Target
from .. import style
from .base import bar_height, beside, city_last, legend, unit_axis, whole_numbers

OUTCOMES = {True: "kịp", False: "không kịp"}


def needs_by_unit(axes: Axes, rows: pd.DataFrame, stage: Target) -> Axes:
    """What must be done (solid) and asked (hatched) in each unit to reach the target; no bar where nothing is wanting.

    `rows` has a row a unit: unit, wanted (branches), conditions_to_repair, answers_to_obtain.
    """
    rows = rows.reset_index(drop=True)
    thick, repairs, answers = bar_height(len(rows)), rows["conditions_to_repair"], rows["answers_to_obtain"]
    axes.barh(rows.index, repairs, thick, color=style.NOT_MET, label="việc phải làm")
    axes.barh(
        rows.index, answers, thick, repairs,
        color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label="số liệu phải hỏi",
    )  # fmt: skip
    for place, row in enumerate(rows.to_dict("records")):
        done, asked = row["conditions_to_repair"], row["answers_to_obtain"]
        parts = [f"{done} việc"] * (done > 0) + [f"hỏi {asked} chỗ"] * (asked > 0)
        beside(axes, place, f"{row['wanted']} chi đoàn: {', '.join(parts)}" if row["wanted"] else "không thiếu")
    unit_axis(axes, rows["unit"].tolist())
    whole_numbers(axes, int((repairs + answers).max()))
    axes.set_xlabel("điều kiện")
    axes.set_title(f"Ít nhất phải làm và hỏi bao nhiêu điều kiện để chắc chắn đạt {stage.target_percent}%, tính từ số liệu báo cáo")
    legend(axes)
    return axes


def pace_by_scope(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Branches gained a year so far (a line from the least to the most), and those needed a year (a diamond), the city last.

    `rows` are those of `pace` for one year and stage.
    """
    rows = city_last(rows)
    for place, row in enumerate(rows.to_dict("records")):
        if pd.notna(row["pace_low"]):
            axes.plot([row["pace_low"], row["pace_high"]], [place, place], color=style.MET, linewidth=3, solid_capstyle="butt")
            axes.plot([row["pace_low"], row["pace_high"]], [place, place], color=style.MET, marker="|", markersize=9, linestyle="")
        if pd.notna(row["pace_needed"]):
            axes.plot(row["pace_needed"], place, color=style.TARGET, marker="D", markersize=6, linestyle="")
        beside(axes, place, _pace_said(row))
    axes.plot([], [], color=style.MET, linewidth=3, label="nhịp đến nay (từ ít nhất đến nhiều nhất)")
    axes.plot([], [], color=style.TARGET, marker="D", markersize=6, linestyle="", label="nhịp cần có")
    axes.axvline(0, color=style.INK, linewidth=0.8)
    unit_axis(axes, rows["unit"].tolist())
    axes.margins(x=0.05)
    axes.xaxis.set_major_formatter(lambda tick, _: f"{tick:g}".replace(".", ","))
    axes.set_xlabel("chi đoàn đạt chuẩn thêm mỗi năm")
    axes.set_title("Nhịp cần có và nhịp đến nay, tính từ số liệu báo cáo")
    legend(axes)
    return axes


def _pace_said(row: dict) -> str:
    """Counts, what is wanting, and whether the pace so far is enough."""
    counts = f"{row['met']}/{row['branches']}"
    if not row["wanting"]:
        return f"{counts}, đủ"
    outcome = OUTCOMES[row["would_reach"]] if pd.notna(row["would_reach"]) else "chưa rõ"
    return f"{counts}, thiếu {row['wanting']}: {outcome}"
