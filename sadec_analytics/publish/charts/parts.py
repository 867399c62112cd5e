"""What charts by unit are made of: bars in parts told apart by colour and hatch, the words at their ends, panels side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from .. import style
from .base import unit_axis

SKY, PALE, AMBER = "#8EC3E6", "#F4F4F4", "#F8D58C"  # lighter than the three states, for what stands between them
SMALL = 8.5
FINE = 7.5
BAR, FEW_ROWS = 0.72, 8  # of the room of a row, and below how many rows bars grow no thicker
GRID = "#E6E6E6"


@dataclass(frozen=True)
class Part:
    """One part of a bar: its column, name, colour, hatch, and the colour of hatch and edge."""

    column: str
    vi: str
    colour: str
    hatch: str = ""
    edge: str = style.MET

    def patch(self) -> Patch:
        """The part in a legend."""
        return Patch(
            facecolor=self.colour, hatch=self.hatch, edgecolor=self.edge if self.hatch else self.colour, linewidth=0, label=self.vi
        )


def stacked_bars(axes: Axes, rows: pd.DataFrame, names: list[str], parts: Iterable[Part]) -> Axes:
    """A bar a row from top to bottom, its parts side by side; what is missing has no length."""
    if rows.empty:
        return empty(axes)
    start, height = pd.Series(0.0, index=range(len(rows))), BAR * min(max(len(rows), 3) / FEW_ROWS, 1)
    for part in parts:
        length = pd.Series(rows[part.column].to_numpy(dtype=float, na_value=0.0))
        edge = part.edge if part.hatch else part.colour
        axes.barh(length.index, length, left=start, height=height, color=part.colour, hatch=part.hatch, edgecolor=edge, linewidth=0)
        start = start + length
    unit_axis(axes, names)
    return axes


def empty(axes: Axes) -> Axes:
    """A panel without rows says so and has neither scale nor frame."""
    style.say_no_data(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def words_beside(axes: Axes, words: Iterable[str], size: float = SMALL) -> None:
    """A few words to the right of the axes, a line each."""
    for place, said in enumerate(words):
        axes.text(1.015, place, said, va="center", transform=axes.get_yaxis_transform(), fontsize=size)


def words_at(axes: Axes, ends: Iterable[float], words: Iterable[str], size: float = FINE) -> None:
    """A few words just after the end of each bar."""
    for place, (end, said) in enumerate(zip(ends, words, strict=True)):
        axes.annotate(
            said if isinstance(said, str) else "–",
            (0 if pd.isna(end) else end, place),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=size,
        )


def first_panel_names(panels: Iterable[Axes]) -> None:
    """Only the first of the panels side by side names the rows."""
    for axes in list(panels)[1:]:
        axes.set_yticklabels([])


def no_scale(axes: Axes) -> None:
    """Bars whose numbers are written need no scale."""
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def legend_below(axes: Axes, handles: list, columns: int | None = None) -> None:
    """What the marks mean, once below all panels."""
    axes.figure.legend(handles=handles, loc="outside lower center", ncols=columns or min(len(handles), 5), fontsize=SMALL)


def legend_under(axes: Axes, handles: list, columns: int = 2, drop: float = -0.07, side: str = "left") -> None:
    """What the marks of one panel mean, below it, from its left or right end."""
    axes.legend(
        handles=handles, loc=f"upper {side}", bbox_to_anchor=(float(side == "right"), drop), ncols=columns, fontsize=SMALL, borderaxespad=0
    )


def quiet_axis(axes: Axes, top: float = 0.0) -> None:
    """A light grid across the bars, no left spine."""
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.6g}".replace(".", ",")))
    if top:
        axes.set_xlim(0, top)
