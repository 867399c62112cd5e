"""The way through the recognition procedure: the funnel, and how many branches are registered or picked as pilots."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .. import style
from ..sentences import of
from .base import city_last
from .parts import PALE, Part, legend_below, no_scale, stacked_bars, words_beside

STEPS_VI = {
    "roster": "Có trong danh sách",
    "registered": "Đăng ký phấn đấu",
    "claimed": "Đơn vị xác nhận đạt",
    "appraised": "Thẩm định đạt",
    "recognised": "Được Thành Đoàn công nhận",
}
WAY = (
    Part("passed", "có đủ các bước đến đây", style.MET),
    Part("open", "chưa rõ", style.UNKNOWN, style.HATCH),
    Part("fell_out", "dừng ở bước này", style.NOT_MET),
    Part("gone", "đã dừng trước đó", PALE, "....", style.INK),
)
SAID = (Part("yes", "{}", style.MET), Part("unknown", "chưa rõ", style.UNKNOWN, style.HATCH), Part("no", "không", style.NOT_MET))


def funnel_of_city(axes: Axes, rows: pd.DataFrame) -> Axes:
    """A bar a step: how many branches came this far, are open, stop here, or stopped before; `rows` of `funnel`, the city's alone."""
    gone = rows["branches"] - rows["passed"] - rows["open"] - rows["fell_out"]
    stacked_bars(axes, rows.assign(gone=gone), [STEPS_VI[step] for step in rows["step"]], WAY)
    words_beside(axes, [_step_words(row) for row in rows.to_dict("records")])
    no_scale(axes)
    if len(rows):
        axes.set_xlim(0, rows["branches"].max())
        legend_below(axes, [part.patch() for part in WAY])
    return axes


def shares_by_unit(axes: Axes, rows: pd.DataFrame, target: float, target_vi: str, yes_vi: str) -> Axes:
    """Branches of which something is said as a share of all of a scope, against a target; `rows`: unit, branches, yes, unknown, no."""
    rows = city_last(rows)
    parts = (Part("yes", yes_vi, style.MET), *SAID[1:])
    shares = rows.assign(**{part.column: rows[part.column] / rows["branches"] for part in parts})
    stacked_bars(axes, shares, rows["unit"].tolist(), parts)
    words_beside(axes, [_share_words(row, target) for row in rows.to_dict("records")])
    axes.set_xlim(0, 1.01)
    style.percent_axis(axes.xaxis)
    axes.axvline(target, color=style.TARGET, linewidth=1.5, linestyle="--")
    line = Line2D([], [], color=style.TARGET, linewidth=1.5, linestyle="--", label=target_vi)
    legend_below(axes, [*(part.patch() for part in parts), line])
    return axes


def _step_words(row: dict) -> str:
    said = of(row["passed"], row["branches"])
    said = f"{said}; dừng {row['fell_out']}" if row["fell_out"] else said
    return said if row["yes"] == row["passed"] else f"{said}\nriêng bước này ghi có {row['yes']}"


def _share_words(row: dict, target: float) -> str:
    if pd.isna(row["branches"]):
        return style.NO_DATA
    said = of(row["yes"], row["branches"], target)
    return f"{said}, {row['unknown']} chưa rõ" if row["unknown"] else said
