"""The deck for the conference: one message a slide, charts that PowerPoint edits, and notes that lead each figure back to its cells."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from pptx.util import Inches

from .. import style
from ..charts import CITY
from ..exhibits import ChartData
from ..pages import Page
from . import ANNEX
from .contents import SOURCES, Block, blocks
from .fit import fit
from .native import add_chart, inner_box
from .plot import plot_of
from .slides import BELOW, BODY_BOTTOM, BODY_TOP, HEAT_VI, INNER, LEFT, Slides, put_table, statement, target_line

ROOM = BODY_BOTTOM - BODY_TOP - BELOW - 0.05  # inches for a table
UNITS_A_SLIDE = {"lines": 7}  # more lines cannot be told apart; of bars as many as are read from the last row of seats:
BARS_A_SLIDE = 15
BESIDE_A_SLIDE = {1: 15, 2: 10, 3: 6}  # units with so many bars beside each other
SLIDES_A_TABLE = 2


def deck(page: Page) -> bytes:
    """The presentation; the same page gives the same bytes."""
    slides = Slides(page.title, page.view.source, page.tables.is_practice)
    slides.opening(
        page.title, [page.plan.issuer_vi, f"Kế hoạch {page.plan.number}", " · ".join(page.headline.marks[:-1]), page.headline.marks[-1]]
    )
    for block in blocks(page):
        _block(slides, page, block)
    last = slides.slide(SOURCES, _notes(page, "", "", ""))
    statement(last, f"{page.provenance}\nSố liệu đầy đủ và lệnh truy vết từng bảng: {ANNEX}.", size=20)
    return slides.bytes()


def _block(slides: Slides, page: Page, block: Block) -> None:
    notes = _notes(page, block.said, block.trace, block.label, _pictures(block))
    if block.table.empty:
        slide = slides.slide(block.message, notes)
        if block.said:
            statement(slide, block.said)
        else:
            slides.centre(slide)
    elif block.chart and block.chart.kind != "heat" and not plot_of(block.chart, block.table).is_flat:
        parts = _pages(block.table, block.chart)
        for number, part in enumerate(parts, 1):
            _chart(slides.slide(_numbered(block.message, number, len(parts)), notes), block, block.chart, part)
    else:
        _tables(slides, block, notes)


def _chart(slide: object, block: Block, chart: ChartData, table: pd.DataFrame) -> None:
    plot = plot_of(chart, table)
    if plot.is_empty:
        statement(slide, f"{chart.measure}: {style.NO_DATA}.")
        return
    height = BODY_BOTTOM - BODY_TOP
    add_chart(slide.shapes, (Inches(LEFT), Inches(BODY_TOP), Inches(INNER), Inches(height)), chart, plot, block.alt)
    if chart.target is not None:
        left, top, width, tall = inner_box(plot)
        x, start = LEFT + INNER * (left + width * chart.target), BODY_TOP + height * top
        target_line(slide, x, start, start + height * tall, f"mục tiêu {round(chart.target * 100)}%")


def _pages(table: pd.DataFrame, chart: ChartData) -> list[pd.DataFrame]:
    """The rows in as few even slides as can be read, the city on every one; a chart of one row is one."""
    if chart.kind == "by_column":
        return [table]
    each = UNITS_A_SLIDE.get(chart.kind) or (BESIDE_A_SLIDE.get(len(chart.columns), 5) if chart.kind == "bars" else BARS_A_SLIDE)
    is_city = table.iloc[:, 0] == CITY
    units = [place for place, city in enumerate(is_city) if not city]
    count = max(-(-len(units) // each), 1)
    size = max(-(-len(units) // count), 1)
    city = [place for place, one in enumerate(is_city) if one]
    return [table.iloc[units[start : start + size] + city] for start in range(0, count * size, size)]


def _tables(slides: Slides, block: Block, notes: str) -> None:
    """A table over a few slides at most; the last one says how many rows only the annex has."""
    heat = frozenset(block.chart.columns if block.chart and block.chart.kind == "heat" else ())
    laid = fit(block.table, INNER, ROOM)
    pages = laid.pages(ROOM, SLIDES_A_TABLE)
    rest = len(block.table) - pages[-1].stop
    for number, rows in enumerate(pages, 1):
        said = [HEAT_VI] if heat else []
        if rest and number == len(pages):
            said.append(f"Còn {rest} dòng ở phụ lục ({ANNEX}, trang {block.label}).")
        slide = slides.slide(_numbered(block.message, number, len(pages)), notes)
        shown = replace(laid, heights=laid.heights[rows.start : rows.stop])
        put_table(slide, block.table.iloc[rows.start : rows.stop], shown, heat, "  ".join(said))


def _numbered(message: str, number: int, of: int) -> str:
    return message if of == 1 else f"{message} ({number}/{of})"


def _pictures(block: Block) -> str:
    """Where the picture is that a native chart would stand in for."""
    if block.chart or not block.pictures:
        return ""
    why = f" ({block.picture_vi})" if block.picture_vi else ""
    return f"Hình{why}: hinh/{', hinh/'.join(f'{name}.png' for name in block.pictures)}."


def _notes(page: Page, said: str, trace: str, label: str, pictures: str = "") -> str:
    """What the speaker says, and how to come from the figure to the cells it comes from."""
    lines = [
        said,
        f"Truy vết: {trace}" if trace else "",
        f"Số liệu: {ANNEX}, trang {label}." if label else "",
        pictures,
        f"{page.view.source}.",
        f"Lần chạy: {page.tables.run}; lập ngày {page.tables.built_on:%d/%m/%Y}; {page.data_day}.",
    ]
    return "\n".join(line for line in lines if line)
