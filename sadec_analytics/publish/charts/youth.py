"""The state of youth: indicators by unit, their course over the years, and offences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .. import style
from ..sentences import decimal, percent
from .base import city_last, unit_axis
from .parts import FINE, SMALL, Part, empty, first_panel_names, legend_below, no_scale, stacked_bars, words_at, words_beside

KNOWN = Part("value", "số người", style.MET)
COMPLETE, INCOMPLETE = (
    Part("complete", "mọi đơn vị báo cáo", style.MET),
    Part("incomplete", "có đơn vị chưa báo cáo", "#FFFFFF", style.HATCH),
)
WITHOUT, WITH, UNKNOWN, TOLD = (
    Part("branches_without", "không có vi phạm", style.MET),
    Part("branches_with", "có vi phạm", style.NOT_MET),
    Part("branches_unknown", "chưa báo", style.UNKNOWN, style.HATCH),
    Part("branches_told", "đã báo", style.MET),
)
ROOM = 2.6  # times the longest bar, so that the words beside it have room


def indicators_by_unit(panels: Sequence[Axes], rows: pd.DataFrame, names: Mapping[str, str]) -> Sequence[Axes]:
    """A panel an indicator: its share of the young people as a bar with the count beside it; without a whole the count is the bar.

    `rows`: unit, scope, indicator, value, share, words (what is printed); the city's bar of a count is left out, it would dwarf the units.
    """
    units = city_last(rows.drop_duplicates(["scope", "unit"]))
    for axes, (indicator, name) in zip(np.atleast_1d(panels), names.items(), strict=True):
        of = city_last(rows[rows["indicator"] == indicator])
        found = units[["unit"]].merge(of, on="unit", how="left")
        has_share = found["share"].notna().any() or found["whole"].notna().any()
        length = found["share"] if has_share else found["value"].where(found["scope"] == "unit")
        stacked_bars(axes, found.assign(value=length), units["unit"].tolist(), [KNOWN])
        words_at(axes, length, found["words"])
        longest = length.to_numpy(dtype=float, na_value=0.0).max(initial=0)
        axes.set_xlim(0, (longest or 1) * ROOM)
        no_scale(axes)
        axes.set_title(name, fontsize=FINE)
    first_panel_names(panels)
    return panels


def indicators_over_years(panels: np.ndarray, rows: pd.DataFrame, names: Mapping[str, str], years: Sequence[int]) -> np.ndarray:
    """A panel an indicator with a column a year of the city's figure; years of which a unit is missing are hatched."""
    flat = list(np.atleast_1d(panels).flat)
    for axes, (indicator, name) in zip(flat, names.items(), strict=False):
        found = rows[rows["indicator"] == indicator].set_index("year").reindex(list(years))
        value = found["value"].to_numpy(dtype=float, na_value=0.0)
        whole = found["is_complete"].astype("boolean").fillna(False).to_numpy(dtype=bool)
        for part, shown in ((COMPLETE, whole), (INCOMPLETE, ~whole)):
            axes.bar(range(len(years)), np.where(shown, value, 0), width=0.6, **_face(part))
        for place, (height, said) in enumerate(zip(value, found["words"], strict=True)):
            words = said if isinstance(said, str) else "–"
            axes.annotate(words, (place, height), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=FINE)
        axes.set_ylim(0, (value.max(initial=0) or 1) * 1.3)
        axes.set_xticks(range(len(years)), [f"{year}" for year in years], fontsize=FINE)
        axes.tick_params(labelbottom=True, length=0)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_title(name, fontsize=SMALL)
    for axes in flat[len(names) :]:
        axes.set_visible(False)
    legend_below(flat[0], [part.patch() for part in (COMPLETE, INCOMPLETE)])
    return panels


def offences_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Branches of each unit that told of offences, without, with, or said nothing; beside them how many members (`words`).

    Where the parts with and without are not given (the public edition), only told and not told are drawn.
    """
    if rows.empty:
        return empty(axes)
    rows = city_last(rows)
    parts = (WITHOUT, WITH, UNKNOWN) if "branches_with" in rows else (TOLD, UNKNOWN)
    shares = rows.assign(**{part.column: rows[part.column] / rows["branches"] for part in parts})
    stacked_bars(axes, shares, rows["unit"].tolist(), parts)
    words_beside(axes, [_offence_words(row, parts) for row in rows.to_dict("records")])
    unit_axis(axes, rows["unit"].tolist())
    axes.set_xlim(0, 1.01)
    style.percent_axis(axes.xaxis)
    axes.set_xlabel("chi đoàn")
    legend_below(axes, [part.patch() for part in parts])
    return axes


def count_words(value: float, share: float | None = None, star: str = "") -> str | None:
    """130 (13,8%), and a star where the share is over fewer units than the count; None where nothing was told."""
    if pd.isna(value):
        return None
    return decimal(value, 0) if pd.isna(share) else f"{decimal(value, 0)} ({percent(share, 1)}{star})"


def _face(part: Part) -> dict:
    return {"color": part.colour, "hatch": part.hatch, "edgecolor": part.edge if part.hatch else part.colour, "linewidth": 0}


def _offence_words(row: dict, parts: Sequence[Part]) -> str:
    if pd.isna(row["branches"]) or not isinstance(row["words"], str):
        return style.NO_DATA
    told = row["branches"] - row["branches_unknown"]
    return f"{row['words']} người ({told}/{row['branches']} chi đoàn báo)"
