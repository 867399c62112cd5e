"""Membership fees, admissions and recommendations to the Party, by unit and over the years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..sentences import decimal, percent
from .base import city_last, unit_axis
from .parts import (
    FEW_ROWS,
    FINE,
    SKY,
    SMALL,
    Part,
    first_panel_names,
    legend_below,
    legend_under,
    no_scale,
    quiet_axis,
    stacked_bars,
    words_at,
    words_beside,
)

BASES = (
    Part("branches_by_amounts", "số tiền", style.MET),
    Part("branches_by_head_count", "số đoàn viên đã đóng", SKY),
    Part("branches_by_stated_rate", "tỷ lệ đơn vị ghi", SKY, "....", style.INK),
    Part("branches_by_stated_verdict", "chỉ ghi “đạt”", "#FFFFFF", "\\\\\\\\", style.MET),
    Part("branches_by_none", "chưa có căn cứ", style.UNKNOWN, style.HATCH, style.INK),
)
COLLECTED = (Part("known", "đã thu (trong số phải thu)", style.MET), Part("open", "có thể đã thu, chưa báo rõ", style.UNKNOWN, style.HATCH))
PROCEDURE = (
    Part("proper", "kết nạp đúng quy trình", style.MET),
    Part("other", "kết nạp chưa rõ hoặc chưa đúng quy trình", style.UNKNOWN, style.HATCH),
)
RECOMMENDED = (Part("party_recommendations", "giới thiệu cho Đảng", SKY),)
RESOLUTION = (
    Part("recommendations_with_resolution", "giới thiệu có số nghị quyết", SKY),
    Part("recommendations_without_resolution", "giới thiệu chưa ghi số nghị quyết", "#FFFFFF", "....", style.INK),
)
WHOLE, PARTIAL, UNDATED = (
    Part("whole_year", "số cả năm", style.MET),
    Part("partial_year", "số chưa hết năm", "#FFFFFF", style.HATCH),
    Part("undated", "không rõ ngày chốt", style.UNKNOWN, "....", style.INK),
)


def fees_by_unit(panels: Sequence[Axes], rows: pd.DataFrame) -> Sequence[Axes]:
    """Fees collected as a share of those due with its bounds, and beside it on what that rests; `rows` of `fee_collection`."""
    rows = city_last(rows)
    left, right = panels
    low, high = rows["rate_low"].fillna(0), rows["rate_high"].fillna(0)
    stacked_bars(left, rows.assign(known=low, open=high - low), rows["unit"].tolist(), COLLECTED)
    words_beside(left, [_fee_words(row) for row in rows.to_dict("records")])
    left.set_xlim(0, max(1.0, high.max() if len(rows) else 1.0) * 1.02)
    style.percent_axis(left.xaxis)
    left.axvline(1.0, color=style.TARGET, linewidth=1.5, linestyle="--")
    left.set_title("Đã thu so với phải thu")
    units = rows[rows["scope"] == "unit"]
    stacked_bars(right, units, units["unit"].tolist(), BASES)
    right.set_ylim(left.get_ylim())
    right.set_yticks(left.get_yticks(), [])
    words_at(right, units["branches"], [f"{n}" if pd.notna(n) else None for n in units["branches"]])
    no_scale(right)
    right.set_title("Căn cứ (số chi đoàn)")
    line = Line2D([], [], color=style.TARGET, linewidth=1.5, linestyle="--", label="thu đủ 100% (B.2.5)")
    legend_under(left, [*(part.patch() for part in COLLECTED), line])
    legend_under(right, [part.patch() for part in BASES], side="right")
    return panels


def expected_fees_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """What units state as due beside what their members would owe by the tariff, with its bounds, in millions of đồng; units alone."""
    rows = rows[rows["scope"] == "unit"].reset_index(drop=True)
    low, high, expected, stated = (
        rows[name].to_numpy(dtype=float, na_value=np.nan) / 1e6
        for name in ("expected_low_vnd", "expected_high_vnd", "expected_due_vnd", "stated_due_vnd")
    )
    axes.barh(rows.index, high - low, left=low, height=0.4 * min(max(len(rows), 3) / FEW_ROWS, 1), color=style.UNKNOWN)
    axes.plot(expected, rows.index, linestyle="", marker="|", markersize=13, markeredgewidth=2, color=style.INK)
    axes.plot(stated, rows.index, linestyle="", marker="o", markersize=6, color=style.MET)
    unit_axis(axes, rows["unit"].tolist())
    words_beside(axes, [_expected_words(row) for row in rows.to_dict("records")])
    quiet_axis(axes, np.nanmax(high) * 1.03 if np.isfinite(high).any() else 1.0)
    axes.set_xlabel("triệu đồng")
    if not np.isfinite(stated).any():
        style.say_no_data(axes)
        axes.set_xticks([])
    marks = [
        Line2D([], [], linestyle="", marker="o", markersize=6, color=style.MET, label="đơn vị báo phải thu"),
        Line2D([], [], linestyle="", marker="|", markersize=11, markeredgewidth=2, color=style.INK, label="tính theo số đoàn viên"),
        Patch(color=style.UNKNOWN, label="khoảng có thể (miễn, giảm đến hưởng lương)"),
    ]
    legend_below(axes, marks)
    return axes


def admissions_by_unit(panels: Sequence[Axes], rows: pd.DataFrame) -> Sequence[Axes]:
    """Admissions and recommendations of each unit, and admissions per 100 members and young people; `rows` of `admission_counts`.

    `party_recommendations_words` says how many; a count that must not be read is missing, and then its parts by resolution are too.
    """
    rows = rows[rows["scope"] == "unit"].reset_index(drop=True)
    admitted, party, rates = panels
    total = rows["admissions"].to_numpy(dtype=float, na_value=0.0)
    proper = np.minimum(rows["admissions_by_procedure"].to_numpy(dtype=float, na_value=0.0), total)
    stacked_bars(admitted, rows.assign(proper=proper, other=total - proper), rows["unit"].tolist(), PROCEDURE)
    words_at(admitted, total, [_day_words(row) for row in rows.to_dict("records")])
    parts = RESOLUTION if "recommendations_with_resolution" in rows else RECOMMENDED
    stacked_bars(party, rows, rows["unit"].tolist(), parts)
    words_at(party, rows["party_recommendations"].to_numpy(dtype=float, na_value=0.0), rows["party_recommendations_words"])
    _rates(rates, rows)
    for axes, most, title in (
        (admitted, total, "Kết nạp (đoàn viên)"),
        (party, rows["party_recommendations"].to_numpy(dtype=float, na_value=0.0), "Giới thiệu cho Đảng"),
    ):
        no_scale(axes)
        axes.set_xlim(0, max(most.max(initial=0), 1) * 1.8)
        axes.set_title(title)
    first_panel_names(panels)
    legend_below(admitted, [*(p.patch() for p in (*PROCEDURE, *parts)), *_rate_marks()], 3)
    return panels


def admissions_over_years(panels: Axes | Sequence[Axes], rows: pd.DataFrame, years: Sequence[int]) -> Sequence[Axes]:
    """A panel a year with a bar a unit on one scale: whole years solid, years not yet over hatched, the undated dotted."""
    units = list(dict.fromkeys(rows.loc[rows["scope"] == "unit", "unit"]))
    panels = np.atleast_1d(panels)
    most = rows.loc[rows["scope"] == "unit", "admissions"].to_numpy(dtype=float, na_value=0.0).max(initial=1)
    for axes, year in zip(panels, years, strict=True):
        of_year = rows[(rows["year"] == year) & (rows["scope"] == "unit")].set_index("unit").reindex(units).reset_index()
        total, partial = of_year["admissions"].to_numpy(dtype=float, na_value=0.0), of_year["is_partial"].astype("boolean")
        kinds = {
            "partial_year": partial.fillna(False),
            "whole_year": ~partial.fillna(True),
            "undated": partial.isna(),
        }
        parts = of_year.assign(**{name: np.where(is_kind, total, 0.0) for name, is_kind in kinds.items()})
        stacked_bars(axes, parts, units, (WHOLE, PARTIAL, UNDATED))
        words_at(axes, total, [f"{n}" if pd.notna(n) else "–" for n in of_year["admissions"]])
        axes.set_xlim(0, most * 1.35)
        no_scale(axes)
        city = rows.loc[(rows["year"] == year) & (rows["scope"] == "city"), "admissions"]
        axes.set_title(f"{year}: {decimal(city.iloc[0], 0) if len(city) and pd.notna(city.iloc[0]) else style.NO_DATA}", fontsize=SMALL)
    first_panel_names(panels)
    legend_below(panels[0], [part.patch() for part in (WHOLE, PARTIAL, UNDATED)])
    return panels


def _fee_words(row: dict) -> str:
    if pd.isna(row["branches_known"]) or not row["branches_known"]:
        return style.NO_DATA
    rate = percent(row["fees_collected_vnd"], row["fees_due_vnd"], 1.0)
    return f"{rate} ({row['branches_known']}/{row['branches']} chi đoàn)"


def _expected_words(row: dict) -> str:
    if pd.isna(row["stated_due_vnd"]):
        return style.NO_DATA
    said = f"báo {decimal(row['stated_due_vnd'] / 1e6, 1)}, tính {decimal(row['expected_due_vnd'] / 1e6, 1)}"
    return f"{said} ({row['branches_unusual']} chi đoàn cần hỏi)" if row["branches_unusual"] else said


def _day_words(row: dict) -> str:
    """How many, and until when where the year was not over."""
    if pd.isna(row["admissions"]):
        return style.NO_DATA
    if pd.isna(row["is_partial"]):
        return f"{row['admissions']} (không rõ ngày)"
    return f"{row['admissions']} (đến {row['as_of']:%d/%m})" if row["is_partial"] else f"{row['admissions']}"


def _rates(axes: Axes, rows: pd.DataFrame) -> None:
    """Two dots a unit: of 100 members, of 100 young people."""
    members, young = (rows[name].to_numpy(dtype=float, na_value=np.nan) for name in ("per_100_members", "per_100_young_people"))
    axes.plot(members, rows.index, linestyle="", marker="o", color=style.MET, markersize=5)
    axes.plot(young, rows.index, linestyle="", marker="D", color=style.INK, markerfacecolor="white", markersize=5)
    unit_axis(axes, rows["unit"].tolist())
    known = [each for each in (members, young) if np.isfinite(each).any()]
    quiet_axis(axes, max((np.nanmax(each) for each in known), default=1.0) * 1.08)
    axes.tick_params(axis="x", labelsize=FINE)
    axes.set_title("Kết nạp trên 100 người")
    if not known:
        style.say_no_data(axes)
        axes.set_xticks([])


def _rate_marks() -> list[Line2D]:
    return [
        Line2D([], [], linestyle="", marker="o", color=style.MET, markersize=5, label="trên 100 đoàn viên"),
        Line2D([], [], linestyle="", marker="D", color=style.INK, markerfacecolor="white", markersize=5, label="trên 100 thanh niên"),
    ]
