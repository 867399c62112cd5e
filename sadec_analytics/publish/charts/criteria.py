"""Which criteria are met where, and which hold branches back."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from ...plan import Criterion, Plan
from .. import style
from .base import bar_height, beside, city_last, legend, unit_axis, whole_numbers, wrapped

GAP = 0.04
FAINT = "#767676"  # of what is nothing, still read on white
TOGETHER = "#F3CF8E"  # the colour of what is not met, lighter
CELLS = {  # state: face, hatch, ink, glyph after the count, meaning
    "met": (style.MET, None, "white", "", "mọi chi đoàn đạt"),
    "not_met": (style.NOT_MET, None, style.INK, " ×", "× có chi đoàn chưa đạt"),
    "unknown": (style.UNKNOWN, style.HATCH, style.INK, " ?", "? chưa đủ số liệu"),
}


def criteria_heatmap(axes: Axes, counts: pd.DataFrame, criteria: Sequence[Criterion]) -> Axes:
    """Units by criteria in three states with the count of branches that meet each, the city last.

    `counts` has a row a scope and criterion: unit, criterion, branches, met, not_met, unknown; a cell without a row is not shown.
    """
    rows = city_last(counts)
    units = list(dict.fromkeys(rows["unit"]))
    places = {criterion.id: n for n, criterion in enumerate(criteria)}
    for cell in rows.to_dict("records"):
        state = "not_met" if cell["not_met"] else "unknown" if cell["unknown"] else "met"
        face, hatch, ink, glyph, _ = CELLS[state]
        x, y = places[cell["criterion"]], units.index(cell["unit"])
        corner = (x - 0.5 + GAP / 2, y - 0.5 + GAP)
        axes.add_patch(Rectangle(corner, 1 - GAP, 1 - 2 * GAP, facecolor=face, hatch=hatch, edgecolor=style.MET, linewidth=0))
        behind = {"facecolor": face, "edgecolor": "none", "boxstyle": "square,pad=0.1"}
        said = "chưa rõ" if cell["unknown"] == cell["branches"] else f"{cell['met']}/{cell['branches']}{glyph}"
        axes.text(x, y, said, ha="center", va="center", fontsize=9, color=ink, bbox=behind)
    unit_axis(axes, units)
    axes.set_xlim(-0.5, len(places) - 0.5)
    axes.set_xticks(range(len(places)), [wrapped(f"{c.id}. {c.short_vi}") for c in criteria], fontsize=8)
    axes.tick_params(axis="x", length=0)
    axes.spines[:].set_visible(False)
    axes.set_title("Số chi đoàn đạt từng tiêu chí trên tổng số, tính từ số liệu báo cáo")
    patches = [Patch(facecolor=face, hatch=hatch, edgecolor=style.MET, linewidth=0, label=vi) for face, hatch, _, _, vi in CELLS.values()]
    axes.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncol=3)
    return axes


def criteria_that_block(axes: Axes, rows: pd.DataFrame, plan: Plan, title: str) -> Axes:
    """Branches that fail each criterion: it alone, with others, and hatched those of which it is unknown; `title` says of which.

    `rows` has a row a criterion: criterion, branches, not_met, not_met_alone, unknown.
    """
    rows = rows.reset_index(drop=True)
    thick, alone = bar_height(len(rows)), rows["not_met_alone"]
    together = rows["not_met"] - alone
    axes.barh(rows.index, alone, thick, color=style.NOT_MET, label="chỉ vướng tiêu chí này")
    axes.barh(rows.index, together, thick, alone, color="white", edgecolor=style.NOT_MET, hatch="..", label="vướng cùng chỗ khác")
    axes.barh(
        rows.index, rows["unknown"], thick, rows["not_met"],
        color=style.UNKNOWN, edgecolor=style.MET, hatch=style.HATCH, linewidth=0, label="chưa đủ số liệu",
    )  # fmt: skip
    for place, row in enumerate(rows.to_dict("records")):
        unknown = f", {row['unknown']} chưa rõ" if row["unknown"] else ""
        beside(axes, place, f"{row['not_met']}/{row['branches']} chưa đạt{_only(row)}{unknown}")
    names = {criterion.id: f"{criterion.id}. {criterion.short_vi}" for criterion in plan.criteria}
    unit_axis(axes, [names[criterion] for criterion in rows["criterion"]])
    whole_numbers(axes, int((rows["not_met"] + rows["unknown"]).max()))
    axes.set_title(title)
    axes.set_xlabel("chi đoàn")
    legend(axes)
    return axes


def _only(row: dict) -> str:
    return f", {row['not_met_alone']} chỉ vướng ở đây" if row["not_met_alone"] else ""


def criteria_together(axes: Axes, alone: dict[int, int], pairs: dict[tuple[int, int], int], criteria: Sequence[Criterion]) -> Axes:
    """Branches that exactly one criterion holds back (on the diagonal), or exactly two (where row and column meet)."""
    numbers = [criterion.id for criterion in criteria]
    for y, row in enumerate(numbers):
        for x, column in enumerate(numbers[: y + 1]):
            count = alone.get(row, 0) if x == y else pairs.get((column, row), 0)
            face = (style.NOT_MET if x == y else TOGETHER) if count else "white"
            edge = style.INK if x == y else style.UNKNOWN
            axes.add_patch(Rectangle((x - 0.5 + GAP, y - 0.5 + GAP), 1 - 2 * GAP, 1 - 2 * GAP, facecolor=face, edgecolor=edge, linewidth=1))
            weight, ink = ("bold", style.INK) if count else ("normal", FAINT)
            axes.text(x, y, f"{count}", ha="center", va="center", fontsize=10 if count else 8, fontweight=weight, color=ink)
    unit_axis(axes, [f"{criterion.id}. {criterion.short_vi}" for criterion in criteria])
    axes.set_xlim(-0.5, len(numbers) - 0.5)
    axes.set_xticks(range(len(numbers)), [f"TC{number}" for number in numbers])
    axes.tick_params(axis="x", length=0)
    axes.spines[:].set_visible(False)
    axes.set_title("Số chi đoàn chỉ vướng một tiêu chí (ô viền đậm) và vướng đúng hai tiêu chí (ô của hàng và cột)")
    return axes
