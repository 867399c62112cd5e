"""What charts share: rows in the order of the plan with the city last, bars of shares with what is open, axes, legends, pages."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from .. import style
from ..sentences import percent

CITY = "Toàn thành phố"
LONGEST_LINE = 16
BESIDE = 6  # points between axes and the texts beside them
FEW_ROWS = 8
RIGHTMOST = 0.8  # beyond this the name of a target ends at its line, for texts stand to the right of the axes
UNITS_A_PAGE = 20  # more would be too small to read on A4


def pages_of(rows: pd.DataFrame, each: int = UNITS_A_PAGE) -> list[pd.DataFrame]:
    """The rows (a unit or several rows a unit, and those of the city) in as few even pages as hold `each` units, the city on every one."""
    units = list(dict.fromkeys(rows.loc[rows["scope"] == "unit", "unit"]))
    pages = max(-(-len(units) // each), 1)
    size = max(-(-len(units) // pages), 1)
    is_city = rows["scope"] == "city"
    return [rows[is_city | rows["unit"].isin(units[start : start + size])] for start in range(0, pages * size, size)]


def city_last(rows: pd.DataFrame) -> pd.DataFrame:
    """The units in their order, the city after them under its name."""
    ordered = pd.concat([rows[rows["scope"] == "unit"], rows[rows["scope"] == "city"]], ignore_index=True)
    return ordered.assign(unit=ordered["unit"].where(ordered["scope"] == "unit", CITY))


def share_bars(axes: Axes, rows: pd.DataFrame, known: pd.Series, open_: pd.Series, known_vi: str, open_vi: str) -> None:
    """Bars of shares 0 to 1: what is known, and hatched beside it what may still be."""
    known, open_ = (part.to_numpy(dtype=float, na_value=0.0) for part in (known, open_))
    thick = bar_height(len(rows))
    axes.barh(rows.index, known, thick, color=style.MET, label=known_vi)
    axes.barh(rows.index, open_, thick, known, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label=open_vi)
    unit_axis(axes, rows["unit"].tolist())
    axes.set_xlim(0, 1.02)
    style.percent_axis(axes.xaxis)
    legend(axes)


def bar_height(rows: int) -> float:
    """How much of its row a bar takes: few bars are no thicker than many."""
    return 0.8 * min(1, rows / FEW_ROWS)


def unit_axis(axes: Axes, units: list[str]) -> None:
    """Units from top to bottom."""
    axes.set_yticks(range(len(units)), units)
    axes.set_ylim(len(units) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def whole_numbers(axes: Axes, most: int) -> None:
    """The x axis counts: from nothing to a little more than the most, in whole steps."""
    axes.set_xlim(0, max(most, 1) * 1.05)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def legend(axes: Axes) -> None:
    """The legend below the axes."""
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=3)


def target_line(axes: Axes, target: float, label: str) -> None:
    """A dashed line at a target, named in the legend."""
    axes.axvline(target, color=style.TARGET, linewidth=1.5, linestyle="--", label=label)
    legend(axes)


def mark_target(axes: Axes, target: float, label: str) -> None:
    """A dashed line at a target with its name over it, between the axes and their title."""
    axes.axvline(target, color=style.TARGET, linewidth=1.5, linestyle="--")
    side = "right" if target > RIGHTMOST else "center"
    _note(axes, label, (target, 1), (0, 3), ("data", "axes fraction"), color=style.TARGET, ha=side, va="bottom")


def head(axes: Axes, text: str, points: int = 0) -> None:
    """The name of a column of texts to the right of the axes, in points from the first."""
    _note(axes, text, (1, 1), (BESIDE + points, 3), "axes fraction", va="bottom")


def beside(axes: Axes, place: float, text: str, points: int = 0) -> None:
    """A text to the right of the axes at the height of a row, in points from the first column of such texts."""
    _note(axes, text, (1, place), (BESIDE + points, 0), ("axes fraction", "data"), va="center")


def _note(axes: Axes, text: str, place: tuple[float, float], shift: tuple[int, int], coordinates: object, **how: object) -> None:
    axes.annotate(text, place, shift, xycoords=coordinates, textcoords="offset points", annotation_clip=False, fontsize=9, **how)


def said_of(row: dict, target: float) -> str:
    """A row of counts in words: 4/5 (80,0%), 1 chưa rõ; or that nothing is known of its branches."""
    if row["unknown"] == row["branches"]:
        return f"{style.NO_DATA} ({row['branches']} chi đoàn)"
    unknown = f", {row['unknown']} chưa rõ" if row["unknown"] else ""
    return f"{row['met']}/{row['branches']} ({percent(row['met'], row['branches'], target)}){unknown}"


def wrapped(text: str, longest: int = LONGEST_LINE) -> str:
    """Words over lines no longer than a column of the heat map, or than `longest` letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
