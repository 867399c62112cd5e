"""Membership fees and admissions by unit."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .. import style
from ..sentences import percent
from .base import city_last, legend, share_bars, target_line, unit_axis


def fees_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Membership fees collected as a share of those due, with its bounds; `rows` are those of `fee_collection`."""
    rows = city_last(rows)
    low, high = rows["rate_low"].fillna(0), rows["rate_high"].fillna(0)
    share_bars(axes, rows, low, high - low, "đã thu", "chưa báo số đã thu")
    for place, row in enumerate(rows.to_dict("records")):
        rate = percent(row["fees_collected_vnd"], row["fees_due_vnd"], 1.0) if row["branches_known"] else style.NO_DATA
        missing = row["branches"] - row["branches_known"]
        label = rate + (f" (thiếu {missing} chi đoàn)" if missing and row["branches_known"] else "")
        axes.text(1.02, place, label, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    axes.set_xlim(0, max(1.0, float(high.max())) * 1.02)
    target_line(axes, 1.0, "thu đủ 100%")
    axes.set_title("Thu đoàn phí (số đã thu so với số phải thu)")
    return axes


def admissions_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Admissions of each unit, those by the proper procedure solid; `rows` are those of `admission_counts`, units only."""
    rows = rows[rows["scope"] == "unit"].reset_index(drop=True)
    total = rows["admissions"].astype("Float64").fillna(0).to_numpy(dtype=float)
    proper = np.minimum(rows["admissions_by_procedure"].astype("Float64").fillna(0).to_numpy(dtype=float), total)
    axes.barh(rows.index, proper, color=style.MET, label="đúng quy trình")
    axes.barh(
        rows.index, total - proper, left=proper, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, label="chưa rõ hoặc chưa đúng"
    )
    for place, row in enumerate(rows.to_dict("records")):
        party = f", giới thiệu Đảng {row['party_recommendations']}" if pd.notna(row["party_recommendations"]) else ""
        shown = f"{row['admissions']}{party}" if pd.notna(row["admissions"]) else style.NO_DATA
        axes.text(1.02, place, shown, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    unit_axis(axes, rows["unit"].tolist())
    axes.set_xlabel("đoàn viên")
    axes.set_title("Kết nạp đoàn viên trong năm")
    legend(axes)
    return axes
