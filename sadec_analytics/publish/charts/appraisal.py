"""What the city's random appraisal found, and what it proves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ...measures import CONFIDENCE
from .. import style
from ..sentences import decimal, of
from .base import city_last, unit_axis
from .parts import AMBER, Part, legend_below, no_scale, quiet_axis, stacked_bars, words_beside

FOUND = (
    Part("agreed", "khớp", style.MET),
    Part("undecided", "báo cáo chưa đủ để so", style.UNKNOWN, style.HATCH),
    Part("confirmed_not_reported", "thẩm định đạt, báo cáo không", AMBER, "....", style.INK),
    Part("claimed_not_confirmed", "báo cáo đạt, thẩm định không", style.NOT_MET),
)


def agreement_by_criterion(axes: Axes, rows: pd.DataFrame) -> Axes:
    """A bar a criterion and one for the branch as a whole: where appraisal and report agree; `rows`: name, counts, gross, net."""
    stacked_bars(axes, rows, rows["name"].tolist(), FOUND)
    words_beside(axes, [_found_words(row) for row in rows.to_dict("records")])
    no_scale(axes)
    if len(rows):
        axes.set_xlim(0, max(rows["appraised"].max(), 1))
    legend_below(axes, [part.patch() for part in FOUND])
    return axes


def bounds_by_unit(axes: Axes, rows: pd.DataFrame, target: float, target_vi: str, notes: Mapping[str, int]) -> Axes:
    """What was claimed and confirmed, and between which bounds the truth lies, as shares of all branches; `rows` of `appraised_bounds`.

    `notes` numbers the reasons why a scope has no bound; they stand below.
    """
    rows = city_last(rows)
    places, whole = rows.index.to_numpy(), rows["branches"].to_numpy(dtype=float, na_value=np.nan)
    low, high, sure = (rows[name].to_numpy(dtype=float, na_value=np.nan) for name in ("share_low", "share_high", "share_at_least"))
    claims = rows["claimed"].to_numpy(dtype=float, na_value=np.nan)
    claimed, confirmed = (
        np.where(claims > 0, part / whole, np.nan) for part in (claims, rows["confirmed"].to_numpy(float, na_value=np.nan))
    )
    axes.barh(places, np.nan_to_num(high - low), left=np.nan_to_num(low), height=0.3, color=style.MET, alpha=0.35)
    axes.plot(sure, places, linestyle="", marker="|", markersize=13, markeredgewidth=2.4, color=style.MET)
    axes.plot(confirmed, places, linestyle="", marker="o", markersize=5, color=style.INK)
    axes.plot(claimed, places, linestyle="", marker="D", markersize=7, color=style.INK, markerfacecolor="none")
    unit_axis(axes, rows["unit"].tolist())
    words_beside(axes, [_bound_words(row, notes) for row in rows.to_dict("records")])
    quiet_axis(axes, 1.02)
    axes.set_xlim(-0.01, 1.02)
    style.percent_axis(axes.xaxis)
    axes.axvline(target, color=style.TARGET, linewidth=1.2, linestyle="--")
    axes.set_xlabel("\n".join(f"({n}) {reason}" for reason, n in notes.items()) or " ", fontsize=8, loc="left")
    if np.isnan(whole).all():
        style.say_no_data(axes)
    legend_below(axes, _bound_marks(target_vi), 3)
    return axes


def _bound_marks(target_vi: str) -> list:
    return [
        Line2D([], [], linestyle="", marker="D", markersize=7, color=style.INK, markerfacecolor="none", label="đơn vị xác nhận đạt"),
        Line2D([], [], linestyle="", marker="o", markersize=5, color=style.INK, label="thẩm định xác nhận"),
        Patch(color=style.MET, alpha=0.35, label=f"khoảng tin cậy {round(100 * CONFIDENCE)}%"),
        Line2D(
            [],
            [],
            linestyle="",
            marker="|",
            markersize=12,
            markeredgewidth=2.4,
            color=style.MET,
            label=f"chắc chắn ít nhất ({round(100 * CONFIDENCE)}%)",
        ),
        Line2D([], [], color=style.TARGET, linewidth=1.2, linestyle="--", label=target_vi),
    ]


def _found_words(row: dict) -> str:
    if not row["appraised"]:
        return "chưa thẩm định"
    if pd.isna(row["gross"]):
        return of(row["agreed"], row["appraised"])
    return f"{row['agreed']}/{row['appraised']} khớp; lệch gộp {_points(row['gross'])}, lệch ròng {_points(row['net'], sign=True)}"


def _points(share: float, sign: bool = False) -> str:
    plus = "+" if sign and share > 0 else ""
    return f"{plus}{decimal(100 * share, 1)}%"


def _bound_words(row: dict, notes: Mapping[str, int]) -> str:
    if pd.isna(row["branches"]):
        return style.NO_DATA
    if pd.notna(row["reason"]):
        return f"không kết luận ({notes[row['reason']]})"
    ends = f"{row['low']}" if row["low"] == row["high"] else f"{row['low']} đến {row['high']}"
    return f"{ends}/{row['branches']} chi đoàn"
