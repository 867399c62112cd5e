"""How every chart looks, in one place: sizes, colours that colour-blind readers can tell apart, and the mark of practice data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter

from .sentences import decimal

SIZES = {
    "page": (9.28, 5.22),
    "column": (9.28, 4.82),
    "slide": (13.333, 7.5),
    "screen": (16.0, 9.0),
}  # inches, 16:9; a column's picture has its title outside
DPI = 200
FOOT = 0.045  # share of the height that the source line keeps
MET, UNKNOWN, NOT_MET, TARGET, INK = "#0072B2", "#D9D9D9", "#E69F00", "#B2182B", "#222222"
STATES = {"met": MET, "unknown": UNKNOWN, "not_met": NOT_MET}
HATCH = "////"
PRACTICE_MARK = "Dữ liệu minh họa"
NO_DATA = "chưa có số liệu"
RC = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.titleweight": "normal",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "text.color": INK,
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "sadec",
    "legend.frameon": False,
}


def style() -> dict[str, str]:
    """Put explorers' own charts into the house style, for the rest of their session; returns the colours of the three states."""
    mpl.rcParams.update(RC)
    return dict(STATES)


@contextmanager
def drawn(is_practice: bool, source: str, rows: int = 1, columns: int = 1, size: str = "page") -> Iterator[tuple[SubFigure, object]]:
    """The body of a figure with its axes, the source line at its foot; practice data is marked. Nothing global is touched."""
    with mpl.rc_context(RC):
        figure = Figure(figsize=SIZES[size], layout="constrained")
        body, _ = figure.subfigures(2, 1, height_ratios=[1 - FOOT, FOOT])
        axes = body.subplots(rows, columns)
        figure.text(0.008, 0.012, source, fontsize=8, color=INK, ha="left", va="bottom")
        if is_practice:
            figure.text(0.992, 0.012, PRACTICE_MARK, fontsize=9, color=TARGET, style="italic", ha="right", va="bottom")
        yield body, axes


def percent_axis(axis: object) -> None:
    """Ticks of shares 0 to 1 as 0%, 25%, ..."""
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{decimal(share * 100, 0)}%"))


def say_no_data(axes: Axes) -> None:
    """An empty panel says that it is empty."""
    axes.text(0.5, 0.5, NO_DATA, transform=axes.transAxes, ha="center", va="center", style="italic")
