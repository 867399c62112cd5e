"""Which criteria are met where."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ...plan import Plan
from .. import style
from .base import wrapped


def criteria_heatmap(axes: Axes, met: pd.DataFrame, plan: Plan) -> Axes:
    """Units by criteria in three states, with the count of branches that meet each; `met` has a row a branch and criterion."""
    import seaborn as sns
    from matplotlib.colors import ListedColormap

    units = list(dict.fromkeys(met["unit"]))
    grouped = met.groupby(["unit", "criterion"])["verdict"]
    states = grouped.agg(_state).unstack().reindex(units)
    text = grouped.agg(lambda verdicts: f"{sum(verdicts == 'met')}/{len(verdicts)}").unstack().reindex(units)
    codes = states.replace({"not_met": 0, "unknown": 1, "met": 2}).astype(int)
    colours = ListedColormap([style.NOT_MET, style.UNKNOWN, style.MET])
    sns.heatmap(codes, ax=axes, cmap=colours, vmin=-0.5, vmax=2.5, cbar=False, linewidths=2, annot=text, fmt="", annot_kws={"fontsize": 10})
    axes.set_xticklabels([wrapped(f"{c.id}. {c.short_vi}") for c in plan.criteria], rotation=0, fontsize=8)
    axes.tick_params(left=False, bottom=False)
    axes.set_yticklabels(units, rotation=0)
    axes.set(xlabel="", ylabel="")
    axes.set_title("Số chi đoàn đạt từng tiêu chí")
    states_vi = {style.MET: "mọi chi đoàn đạt", style.NOT_MET: "có chi đoàn chưa đạt", style.UNKNOWN: "chưa đủ số liệu"}
    patches = [Patch(color=colour, label=label) for colour, label in states_vi.items()]
    axes.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncol=3)
    return axes


def _state(verdicts: pd.Series) -> str:
    """Not met where any branch misses the criterion, unknown where any is unknown, met otherwise."""
    present = set(verdicts)
    return next(state for state in ("not_met", "unknown", "met") if state in present)
