"""What charts share: rows in the order of the plan with the city last, bars of shares with what is open, axes, legends, pages."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from .. import style

CITY = "Toàn thành phố"
LONGEST_LINE = 16
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
    axes.barh(rows.index, known, color=style.MET, label=known_vi)
    axes.barh(rows.index, open_, left=known, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label=open_vi)
    unit_axis(axes, rows["unit"].tolist())
    axes.set_xlim(0, 1.02)
    style.percent_axis(axes.xaxis)
    legend(axes)


def unit_axis(axes: Axes, units: list[str]) -> None:
    """Units from top to bottom."""
    axes.set_yticks(range(len(units)), units)
    axes.set_ylim(len(units) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def legend(axes: Axes) -> None:
    """The legend below the axes."""
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=3)


def target_line(axes: Axes, target: float, label: str) -> None:
    """A dashed line at a target, named in the legend."""
    axes.axvline(target, color=style.TARGET, linewidth=1.5, linestyle="--", label=label)
    legend(axes)


def wrapped(text: str) -> str:
    """Words over lines no longer than a column of the heat map."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LONGEST_LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
