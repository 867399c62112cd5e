"""How many branches meet the standard (B.1, B.3): by unit against a target, by measure, year by year, and in a schematic map."""

from __future__ import annotations

from functools import partial
from math import ceil, sqrt

import pandas as pd

from ...measures import attainment_by_measure, by_measure
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import COUNTS_VI, nothing_yet
from .wording import shown

STATES = ("met", "unknown", "not_met")
PANELS = 20  # a page of small multiples
TILES = 20
FEWEST_COLUMNS = 4
ROWS_OF_THREE = 12  # units a page where each has three marks
WIDEST_MAP = (6, 6)  # rows and columns that can be read on a page
MEASURES_VI = {"computed": "Tính từ số liệu", "claimed": "Đơn vị tự đánh giá", "recognised": "Thành phố công nhận"}


def attainment(view: View) -> Exhibit:
    """Units against the target, with what is unknown."""
    rows, alt = view.of_year, "Biểu đồ thanh: tỷ lệ chi đoàn đạt chuẩn của từng đơn vị."
    if rows.empty:
        return nothing_yet(view, "dat-chuan", "chi đoàn đạt chuẩn", alt)
    caption = sentences.attainment(rows, view.year, view.stage)
    title = sentences.attainment_title(rows, view.year, view.stage)
    paints = [partial(charts.attainment_by_unit, counts=page, stage=view.stage) for page in charts.pages_of(rows)]
    table = shown(rows.assign(share=_percents(rows, view)), COUNTS_VI | {"share": "Tỷ lệ đạt"})
    columns = tuple(COUNTS_VI[state] for state in STATES)
    chart = ChartData("share", "Tỷ lệ chi đoàn đạt chuẩn (tính từ số liệu báo cáo)", columns, STATES, view.stage.target)
    return view.exhibit("dat-chuan", title, caption, alt, paints, table, what="standard", chart=chart)


def measures(view: View) -> Exhibit:
    """What figures, units and the city say of the same branches, side by side and never merged (law 6, III.2.4)."""
    tables, alt = view.tables, "Biểu đồ điểm: tỷ lệ chi đoàn đạt chuẩn của từng đơn vị theo số liệu, tự đánh giá và công nhận."
    told = by_measure(tables.verdicts, tables.branch_years, tables.recognitions, tables.roster, view.plan)
    rows = attainment_by_measure(told, view.stage, view.plan)
    rows = rows[rows["year"] == view.year]
    if rows.empty:
        return nothing_yet(view, "ba-cach-ghi-nhan", "chi đoàn đạt chuẩn", alt)
    title, caption = _measures_said(rows[rows["scope"] == "city"].set_index("measure"), view)
    paints = [partial(charts.measures_by_unit, rows=page, stage=view.stage) for page in charts.pages_of(rows, ROWS_OF_THREE)]
    chart = ChartData("bars", "Số chi đoàn đạt chuẩn theo từng cách ghi nhận", tuple(MEASURES_VI.values()))
    return view.exhibit("ba-cach-ghi-nhan", title, caption, alt, paints, _measures_table(rows), what="claimed", chart=chart)


def course(view: View, judged: int | None = None) -> Exhibit:
    """Every unit year by year up to the year of the view against the marks of the stages, a panel a unit.

    The title compares the first year with the one that is `judged`, if that is another one; what came later is said to be so far.
    """
    counts, alt = view.counts[view.counts["year"] <= view.year], "Biểu đồ đường: diễn biến từng đơn vị qua các năm."
    units = counts[counts["scope"] == "unit"]
    if units.empty:
        return nothing_yet(view, "dien-bien", "chi đoàn đạt chuẩn", alt)
    pages = charts.pages_of(units, PANELS)
    names = [list(dict.fromkeys(page["unit"])) for page in pages]
    columns = len(names[0]) if len(names[0]) <= 3 else ceil(sqrt(len(names[0])))
    shape = (ceil(len(names[0]) / columns), columns)
    paints = [partial(_course, units=page, names=own, view=view) for page, own in zip(pages, names, strict=True)]
    table = _course_table(counts)
    chart = ChartData("by_column", "Số chi đoàn đạt chuẩn toàn thành phố qua các năm (tính từ số liệu báo cáo)", tuple(table.columns[1:]))
    title, caption = (say(counts, judged or view.year) for say in (sentences.course_title, sentences.course))
    return view.exhibit("dien-bien", title, caption, alt, paints, table, shape, what="standard", chart=chart)


def tile_map(view: View) -> Exhibit:
    """Units in a schematic map by how they stand against the target; in their order where the plan gives no places."""
    rows, alt = view.of_year, "Sơ đồ ô: mỗi ô một đơn vị, với số chi đoàn đạt chuẩn và kết quả so với mục tiêu."
    if rows.empty:
        return nothing_yet(view, "so-do-o", "chi đoàn đạt chuẩn", alt)
    units = rows[rows["scope"] == "unit"]
    title, caption = sentences.tiles(units, view.year, view.stage)
    places = {unit.name: unit.tile for unit in view.plan.units if unit.tile}
    pages, is_map = _placed(units, places)
    paints = [partial(charts.tile_map, tiles=page, stage=view.stage, is_map=is_map) for page in pages]
    return view.exhibit("so-do-o", title, caption, alt, paints, shown(units, COUNTS_VI), what="standard")


def _course_table(counts: pd.DataFrame) -> pd.DataFrame:
    """A row a unit and the city's last, a column a year: how many of how many branches meet the standard."""
    rows = counts.assign(unit=counts["unit"].where(counts["scope"] == "unit", charts.CITY))
    rows = rows.assign(shown=[f"{m}/{n}" for m, n in zip(rows["met"], rows["branches"], strict=True)])
    order = [*dict.fromkeys(rows.loc[rows["scope"] == "unit", "unit"]), charts.CITY]
    table = rows.pivot(index="unit", columns="year", values="shown").reindex(order).reset_index()
    return table.rename(columns={"unit": "Đơn vị"}).rename_axis(None, axis=1)


def _course(axes: object, units: pd.DataFrame, names: list[str], view: View) -> None:
    panels = list(axes.flat) if hasattr(axes, "flat") else [axes]
    for panel, unit in zip(panels, names, strict=False):
        charts.course_of_unit(panel, units[units["unit"] == unit], view.plan, unit)
        panel.label_outer()
    columns = axes.shape[-1] if hasattr(axes, "shape") else 1
    for place in range(len(names), len(panels)):
        panels[place].set_visible(False)
        panels[place - columns].tick_params(labelbottom=True)
    charts.course_legend(panels[0].figure)


def _placed(units: pd.DataFrame, places: dict[str, tuple[int, int]]) -> tuple[list[pd.DataFrame], bool]:
    """Pages of tiles with row and column, and whether these are the plan's: where it places every unit, on a map that can be read."""
    own = [places.get(unit) for unit in units["unit"]]
    if all(own) and all(max(place[axis] for place in own) <= WIDEST_MAP[axis] for axis in (0, 1)):
        return [units.assign(row=[row for row, _ in own], column=[column for _, column in own])], True
    pages = charts.pages_of(units, TILES)
    columns = max(ceil(sqrt(len(pages[0]))), FEWEST_COLUMNS)
    return [
        page.assign(row=[n // columns + 1 for n in range(len(page))], column=[n % columns + 1 for n in range(len(page))]) for page in pages
    ], False


def _percents(rows: pd.DataFrame, view: View) -> list[str]:
    return [sentences.percent(met, of, view.stage.target) for met, of in zip(rows["met"], rows["branches"], strict=True)]


def _measures_said(city: pd.DataFrame, view: View) -> tuple[str, str]:
    """Title and caption from the city's rows, a row a measure."""
    told = {measure: row for measure, row in city.iterrows() if row["met"] + row["not_met"]}
    words = {"computed": "số liệu", "claimed": "tự đánh giá", "recognised": "công nhận"}
    parts = [f"{name} {told[m]['met']}/{told[m]['branches']}" if m in told else f"{name} chưa có" for m, name in words.items()]
    clauses = {"computed": "tính từ số liệu", "claimed": "đơn vị tự đánh giá (III.2.4.a)", "recognised": "thành phố công nhận (III.2.4.b)"}
    full = [
        f"{name}: {sentences.of(*told[m][['met', 'branches']], view.stage.target) if m in told else 'chưa có'}"
        for m, name in clauses.items()
    ]
    kept_apart = "Ba cách ghi nhận đứng cạnh nhau, không thay cho nhau; mục tiêu xét theo số liệu."
    return f"Số chi đoàn đạt chuẩn năm {view.year}: {', '.join(parts)}", f"Đạt chuẩn {'; '.join(full)}. {kept_apart}"


def _measures_table(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a scope: how many branches meet by each measure, and of how many nothing is said."""
    parts = [shown(rows[rows["measure"] == "computed"], {"unit": "Đơn vị", "branches": "Chi đoàn"})]
    for measure, name in MEASURES_VI.items():
        parts.append(shown(rows[rows["measure"] == measure], {"met": name, "unknown": f"{name}: chưa rõ"}))
    return pd.concat(parts, axis=1)
