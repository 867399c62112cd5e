"""Who kept the standard, who lost it, who came anew: stacked bars to both sides of nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .. import style
from .base import bar_height, beside, head, legend, unit_axis

LIGHT = "#56B4E9"
MARKS = {  # flow: side, face, hatch, edge, meaning
    "kept": (1, style.MET, None, style.MET, "giữ vững"),
    "regained": (1, LIGHT, "\\\\\\\\", style.INK, "đạt lại"),
    "new": (1, LIGHT, None, style.MET, "đạt lần đầu"),
    "met_after_unknown": (1, style.UNKNOWN, "..", style.INK, "đạt, năm trước chưa rõ"),
    "lapsed": (-1, style.NOT_MET, None, style.NOT_MET, "không giữ được"),
    "unknown_after_met": (-1, style.UNKNOWN, style.HATCH, style.MET, "năm trước đạt, nay chưa rõ"),
    "met_gone": (-1, "white", "xx", style.INK, "năm trước đạt, nay không còn"),
}
COLUMNS = {"kept": "giữ vững", "regained": "đạt lại", "new": "lần đầu", "lapsed": "không giữ"}
COLUMN = 52  # points


def flow_bars(axes: Axes, rows: pd.DataFrame, labels: list[str], title: str) -> Axes:
    """Branches that meet the standard to the right, by where they come from; those that met the year before and do not to the left.

    `rows` has a row a label (years of the city, or units of a year) and the columns of `flows`.
    """
    rows = rows.reset_index(drop=True)
    thick, ends = bar_height(len(rows)), {1: np.zeros(len(rows)), -1: np.zeros(len(rows))}
    for flow, (side, face, hatch, edge, meaning) in MARKS.items():
        widths = side * rows[flow].to_numpy(dtype=float)
        if flow in COLUMNS or widths.any():
            axes.barh(rows.index, widths, thick, ends[side], color=face, hatch=hatch, edgecolor=edge, linewidth=0, label=meaning)
        ends[side] = ends[side] + widths
    for number, (flow, name) in enumerate(COLUMNS.items()):
        head(axes, name, COLUMN * number)
        for place, count in enumerate(rows[flow]):
            beside(axes, place, f"{count}", COLUMN * number)
    axes.axvline(0, color=style.INK, linewidth=0.8)
    axes.set_xlim(min(ends[-1].min(), 0) * 1.05 - 0.2, max(ends[1].max(), 1) * 1.05)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: f"{abs(tick):.0f}"))
    unit_axis(axes, labels)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("chi đoàn: bên trái không còn đạt, bên phải đạt chuẩn")
    axes.set_title(title)
    legend(axes)
    return axes
