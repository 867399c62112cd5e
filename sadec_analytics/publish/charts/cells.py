"""Tables of states: rows by columns, each cell told by glyph, colour and a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from .. import style
from .base import unit_axis
from .parts import AMBER, GRID, PALE, SMALL, empty, legend_below


@dataclass(frozen=True)
class Look:
    """How a state looks: colour, glyph, the colour of its writing, and its name."""

    colour: str
    glyph: str
    ink: str
    vi: str


VERDICT_LOOKS = {
    "met": Look(style.MET, "✓", "white", "đạt / có"),
    "not_met": Look(style.NOT_MET, "✗", style.INK, "không đạt / không"),
    "unknown": Look(style.UNKNOWN, "?", style.INK, "chưa rõ"),
}
DUTY_LOOKS = {
    "on_time": Look(style.MET, "✓", "white", "đúng hạn"),
    "late": Look(AMBER, "▲", style.INK, "trễ (số ngày)"),
    "missing": Look(style.NOT_MET, "✗", style.INK, "quá hạn, chưa nhận (số ngày)"),
    "not_due": Look(PALE, "○", style.INK, "chưa đến hạn"),
    "not_judged": Look(style.UNKNOWN, "–", style.INK, "chỉ ghi nhận, không xét"),
}


def state_cells(axes: Axes, rows: pd.DataFrame, heads: Mapping[str, str], looks: Mapping[str, Look]) -> Axes:
    """A cell for each of `rows` (unit, column, state, note): units from top to bottom, the columns of `heads` under their headings."""
    if rows.empty:
        return empty(axes)
    units, columns = list(dict.fromkeys(rows["unit"])), list(heads)
    for row in rows.itertuples():
        x, y, look = columns.index(row.column), units.index(row.unit), looks[row.state]
        axes.add_patch(Rectangle((x - 0.48, y - 0.44), 0.96, 0.88, facecolor=look.colour, edgecolor=GRID, linewidth=0.5))
        axes.text(x, y, f"{look.glyph} {row.note}".strip(), ha="center", va="center", fontsize=SMALL, color=look.ink)
    unit_axis(axes, units)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(columns)), [heads[column] for column in columns], fontsize=SMALL)
    axes.tick_params(axis="both", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    handles = [Patch(facecolor=look.colour, edgecolor=GRID, label=f"{look.glyph} {look.vi}") for look in looks.values()]
    legend_below(axes, handles)
    return axes
