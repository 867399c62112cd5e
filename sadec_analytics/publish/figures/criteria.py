"""Which criteria are met where."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import criteria_met
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import trace


def criteria(view: View) -> Exhibit:
    """Units by criteria."""
    met = criteria_met(view.tables.verdicts, view.plan)
    met = met[met["year"] == view.year]
    table = _counts(met)
    chart = ChartData("heat", "Số chi đoàn đạt từng tiêu chí (tính từ số liệu báo cáo)", tuple(table.columns[1:]))
    paint = partial(charts.criteria_heatmap, met=met, plan=view.plan)
    title, alt = sentences.criteria_title(met, view.plan), "Bảng màu: số chi đoàn đạt từng tiêu chí ở từng đơn vị."
    return view.exhibit(
        "tieu-chi", title, sentences.criteria(met, view.plan), alt, [paint], table, trace=trace(view.year, "standard"), chart=chart
    )


def _counts(met: pd.DataFrame) -> pd.DataFrame:
    """One row per unit, a column a criterion: branches that meet it of all, and how many are unknown: 3/5 (+1)."""
    marked = met.assign(met=met["verdict"] == "met", unknown=met["verdict"] == "unknown", branches=1)
    counts = marked.groupby(["unit", "criterion"], sort=False)[["met", "branches", "unknown"]].sum()
    cells = [f"{m}/{n}" + (f" (+{u})" if u else "") for m, n, u in counts.itertuples(index=False)]
    table = pd.Series(cells, counts.index).unstack(sort=False)
    return table.rename(columns=lambda n: f"TC{n}").rename_axis("Đơn vị", axis=0).rename_axis(None, axis=1).reset_index()
