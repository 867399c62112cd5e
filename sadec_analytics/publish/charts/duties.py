"""Who kept which deadline: a calendar of a year, and a summary over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .. import style
from .cells import DUTY_LOOKS, state_cells
from .parts import AMBER, PALE, SMALL, Part, first_panel_names, legend_below, no_scale, stacked_bars, words_at

KEPT = (
    Part("on_time", "đúng hạn", style.MET),
    Part("late", "trễ", AMBER, "....", style.INK),
    Part("missing", "quá hạn, chưa nhận", style.NOT_MET),
    Part("not_due", "chưa đến hạn", PALE, style.HATCH, style.UNKNOWN),
)


def duties_calendar(axes: Axes, rows: pd.DataFrame, heads: Mapping[str, str]) -> Axes:
    """A cell a unit and duty: on time, late and by how many days, missing, not due, not judged; empty where the unit owes none.

    `rows`: unit, column (the duty), state, note; `heads` names the duties with their days.
    """
    return state_cells(axes, rows, heads, DUTY_LOOKS)


def timeliness_over_years(
    panels: Axes | Sequence[Axes], rows: pd.DataFrame, years: Sequence[int], names: Mapping[str, str]
) -> Sequence[Axes]:
    """A panel a year with a bar a duty: the units that kept it in time, late, not at all, or need not yet; `rows` of `timeliness`."""
    panels = np.atleast_1d(panels)
    for axes, year in zip(panels, years, strict=True):
        found = rows[rows["year"] == year].set_index("duty").reindex(list(names)).reset_index()
        stacked_bars(axes, found, list(names.values()), KEPT)
        words_at(axes, found["expected"], [_kept_words(row) for row in found.to_dict("records")], SMALL)
        axes.set_xlim(0, max(rows["expected"].max(), 1) * 1.5 if len(rows) else 1)
        no_scale(axes)
        axes.set_title(f"{year}")
    first_panel_names(panels)
    if len(names):
        legend_below(panels[0], [part.patch() for part in KEPT])
    return panels


def _kept_words(row: dict) -> str:
    """How many in time of those of whom it can be said."""
    if pd.isna(row["expected"]):
        return "không có"
    return f"{row['on_time']:.0f}/{row['judged']:.0f}" if row["judged"] else "chưa đến hạn"
