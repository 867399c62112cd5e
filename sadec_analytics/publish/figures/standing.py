"""How many branches meet the standard: by unit against a target, and year by year."""

from __future__ import annotations

from functools import partial

from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import COUNTS_VI, shown, trace

STATES = ("met", "unknown", "not_met")


def attainment(view: View) -> Exhibit:
    """Units against the target, with what is unknown."""
    rows = view.of_year
    caption = sentences.attainment(rows, view.year, view.stage)
    title = sentences.attainment_title(rows, view.year, view.stage)
    paints = [partial(charts.attainment_by_unit, counts=page, stage=view.stage) for page in charts.pages_of(rows)]
    alt = "Biểu đồ thanh: tỷ lệ chi đoàn đạt chuẩn của từng đơn vị."
    columns = tuple(COUNTS_VI[state] for state in STATES)
    chart = ChartData("share", "Tỷ lệ chi đoàn đạt chuẩn (tính từ số liệu báo cáo)", columns, STATES, view.stage.target)
    return view.exhibit("dat-chuan", title, caption, alt, paints, shown(rows, COUNTS_VI), trace=trace(view.year, "standard"), chart=chart)


def course(view: View) -> Exhibit:
    """Every unit year by year against the marks of the stages."""
    units = view.counts[view.counts["scope"] == "unit"]
    names = list(dict.fromkeys(units["unit"]))
    columns = -(-(len(names) ** 0.5) // 1)
    shape = (-(-len(names) // int(columns)), int(columns))

    def paint(axes: object) -> None:
        flat = list(axes.flat) if len(names) > 1 else [axes]
        for one, unit in zip(flat, names, strict=False):
            charts.course_of_unit(one, units[units["unit"] == unit], view.plan, unit)
        for one in flat[len(names) :]:
            one.set_visible(False)
        charts.course_legend(flat[0].figure)

    table = shown(view.counts, {"unit": "Đơn vị", "year": "year", "met": "met", "branches": "branches"})
    table = table.assign(shown=[f"{m}/{n}" for m, n in zip(table["met"], table["branches"], strict=True)])
    table = table.pivot(index="Đơn vị", columns="year", values="shown").reindex([*names, charts.CITY])
    chart = ChartData("by_column", "Số chi đoàn đạt chuẩn toàn thành phố qua các năm (tính từ số liệu báo cáo)", tuple(table.columns))
    table = table.rename_axis(None, axis=1).reset_index()
    title, alt = sentences.course_title(view.counts), "Biểu đồ đường: diễn biến từng đơn vị qua các năm."
    return view.exhibit("dien-bien", title, sentences.course(view.counts), alt, [paint], table, shape, trace(view.year, "standard"), chart)
