"""How every chart looks, in one place: sizes, colours that colour-blind readers can tell apart, and the mark of practice data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from .sentences import decimal

PAGE = (10.0, 5.625)  # inches, 16:9
DPI = 200
MET, UNKNOWN, NOT_MET, TARGET, INK = "#0072B2", "#D9D9D9", "#E69F00", "#B2182B", "#222222"
STATES = {"met": MET, "unknown": UNKNOWN, "not_met": NOT_MET}
HATCH = "////"
PRACTICE_MARK = "Dữ liệu minh họa"
NO_DATA = "chưa có số liệu"
RC = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
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


@contextmanager
def drawn(is_practice: bool, rows: int = 1, columns: int = 1) -> Iterator[tuple[Figure, object]]:
    """A page-sized figure with its axes, in the house style; practice data is marked. Nothing global is touched."""
    with mpl.rc_context(RC):
        figure = Figure(figsize=PAGE, layout="constrained")
        axes = figure.subplots(rows, columns, sharex=rows > 1, sharey=rows > 1)
        if is_practice:
            figure.suptitle(PRACTICE_MARK, x=0.995, ha="right", fontsize=9, color=TARGET, style="italic")
        yield figure, axes


def percent_axis(axis: object) -> None:
    """Ticks of shares 0 to 1 as 0%, 25%, ..."""
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{decimal(share * 100, 0)}%"))


def say_no_data(axes: Axes) -> None:
    """An empty panel says that it is empty."""
    axes.text(0.5, 0.5, NO_DATA, transform=axes.transAxes, ha="center", va="center", style="italic")
