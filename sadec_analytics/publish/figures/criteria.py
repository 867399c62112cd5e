"""Which criteria are met where."""

from __future__ import annotations

from functools import partial

from ...measures import criteria_met
from .. import charts, sentences
from ..exhibits import Exhibit
from ..view import View
from .base import trace


def criteria(view: View) -> Exhibit:
    """Units by criteria."""
    met = criteria_met(view.tables.verdicts, view.plan)
    met = met[met["year"] == view.year]
    counts = met.assign(met=met["verdict"] == "met").groupby(["unit", "criterion"], sort=False)["met"].sum().unstack(sort=False)
    table = counts.rename(columns=lambda n: f"TC{n}").rename_axis("Đơn vị", axis=0).rename_axis(None, axis=1).reset_index()
    paint = partial(charts.criteria_heatmap, met=met, plan=view.plan)
    title, alt = sentences.criteria_title(met, view.plan), "Bảng màu: số chi đoàn đạt từng tiêu chí ở từng đơn vị."
    return view.exhibit("tieu-chi", title, sentences.criteria(met, view.plan), alt, [paint], table, trace=trace(view.year, "standard"))
