"""Programme A, "three proactives": groups by unit, the way to recognition, and one brings in one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .. import style
from ..sentences import decimal
from .base import city_last
from .cells import VERDICT_LOOKS, state_cells
from .parts import SKY, Part, legend_below, no_scale, quiet_axis, stacked_bars, words_beside

SAID = (Part("yes", "có", style.MET), Part("unknown", "chưa rõ", style.UNKNOWN, style.HATCH), Part("no", "không", style.NOT_MET))
BROUGHT = (Part("union", "vào Đoàn", style.MET), Part("association", "vào Hội", SKY, "....", style.INK))
JUST_BELOW = 0.99
AT_LEAST = Part("at_least", "ít nhất, còn phần chưa báo", style.UNKNOWN, style.HATCH)


def groups_by_unit(axes: Axes, rows: pd.DataFrame, heads: Mapping[str, str]) -> Axes:
    """A cell a unit and step or group: yes, no or unknown by glyph and colour, with items met of all; `rows`: unit, column, state, note."""
    return state_cells(axes, rows, heads, VERDICT_LOOKS)


def steps_of_programme(axes: Axes, rows: pd.DataFrame, names: Mapping[str, str]) -> Axes:
    """A bar a step: units of which it says yes, nothing, or no; `rows` of `programme_a_funnel`, one year."""
    stacked_bars(axes, rows, [names[step] for step in rows["step"]], SAID)
    words_beside(axes, [_step_words(row) for row in rows.to_dict("records")])
    no_scale(axes)
    if len(rows):
        axes.set_xlim(0, rows["units"].max())
        legend_below(axes, [part.patch() for part in SAID])
    return axes


def one_plus_one_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Young people brought into Union and Association for each member, beside the one that "1+1" means; `rows` of `one_plus_one`."""
    rows = city_last(rows)
    members = rows["members"].to_numpy(dtype=float, na_value=np.nan)
    union, association = (
        rows[f"brought_into_{name}"].to_numpy(dtype=float, na_value=np.nan) / np.where(members > 0, members, np.nan)
        for name in ("union", "association")
    )
    low = rows["ratio_low"].where(rows["ratio"].isna()).to_numpy(dtype=float, na_value=0.0)
    parts = (*BROUGHT, AT_LEAST)
    stacked_bars(axes, rows.assign(union=union, association=association, at_least=low), rows["unit"].tolist(), parts)
    words_beside(axes, [_ratio_words(row) for row in rows.to_dict("records")])
    axes.axvline(1.0, color=style.TARGET, linewidth=1.5, linestyle="--")
    highest = np.nanmax(np.concatenate([rows["ratio"].to_numpy(dtype=float, na_value=0.0), low, [1.0]]))
    quiet_axis(axes, highest * 1.05)
    axes.set_xlabel("thanh niên được vận động trên một đoàn viên")
    line = Line2D([], [], color=style.TARGET, linewidth=1.5, linestyle="--", label="1+1 (A.2.2.d)")
    legend_below(axes, [*(part.patch() for part in parts), line])
    return axes


def _step_words(row: dict) -> str:
    said = f"{row['yes']}/{row['units']} đơn vị"
    return f"{said}, {row['unknown']} chưa rõ" if row["unknown"] else said


def _ratio_words(row: dict) -> str:
    if pd.notna(row["ratio"]):
        missing = f", thiếu {row['units'] - row['units_known']} đơn vị" if row["units_known"] < row["units"] else ""
        return f"{ratio_text(row['ratio'])} ({decimal(row['brought'], 0)}/{decimal(row['members'], 0)} đoàn viên{missing})"
    return f"ít nhất {ratio_text(row['ratio_low'])}" if pd.notna(row["ratio_low"]) else style.NO_DATA


def ratio_text(ratio: float) -> str:
    """A ratio with two decimals, which never rounds up to one for one."""
    return decimal(min(round(ratio, 2), JUST_BELOW) if ratio < 1 else ratio, 2)
