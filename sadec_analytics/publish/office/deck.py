"""The deck for the conference: one message a slide, charts that PowerPoint edits, and notes that lead each figure back to its cells."""

from __future__ import annotations

import pandas as pd
from pptx.util import Inches

from .. import style
from ..charts import CITY
from ..exhibits import ChartData
from ..pages import Page
from . import ANNEX
from .contents import SOURCES, Block, blocks
from .native import add_chart, inner_box, plot_of
from .slides import BODY_BOTTOM, BODY_TOP, INNER, LEFT, Slides, put_table, statement, target_line

ROWS_A_SLIDE = 10
UNITS_A_SLIDE = {"lines": 7}  # more lines cannot be told apart; of bars as many as are read from the last row of seats:
BARS_A_SLIDE = 15
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
    chart = block.chart if block.chart and block.chart.kind != "heat" else None
    parts = [(part, "") for part in _pages(block.table, chart)] if chart else _cut(block)
    notes = _notes(page, block.said, block.trace, block.label, () if block.chart else block.pictures)
    for number, (part, rest) in enumerate(parts, 1):
        title = block.message if len(parts) == 1 else f"{block.message} ({number}/{len(parts)})"
        slide = slides.slide(title, notes)
        if part.empty and not block.said:
            slides.centre(slide)
        elif part.empty:
            statement(slide, block.said)
        elif chart:
            _chart(slide, block, chart, part)
        else:
            put_table(slide, part, frozenset(block.chart.columns if block.chart else ()), rest)


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
    each = UNITS_A_SLIDE.get(chart.kind, BARS_A_SLIDE)
    is_city = table.iloc[:, 0] == CITY
    units = [place for place, city in enumerate(is_city) if not city]
    count = max(-(-len(units) // each), 1)
    size = max(-(-len(units) // count), 1)
    city = [place for place, one in enumerate(is_city) if one]
    return [table.iloc[units[start : start + size] + city] for start in range(0, count * size, size)]


def _cut(block: Block) -> list[tuple[pd.DataFrame, str]]:
    """A table over a few slides at most; the last one says how many rows only the annex has."""
    shown = block.table.head(ROWS_A_SLIDE * SLIDES_A_TABLE)
    if len(shown) - ROWS_A_SLIDE <= 2:  # a city's row and one more do not start a slide
        shown = block.table.head(max(len(shown), ROWS_A_SLIDE))
        parts = [shown]
    else:
        parts = [shown.iloc[start : start + ROWS_A_SLIDE] for start in range(0, len(shown), ROWS_A_SLIDE)]
    rest = len(block.table) - len(shown)
    said = f"Còn {rest} dòng ở phụ lục ({ANNEX}, trang {block.label})." if rest else ""
    return [(part, said if number == len(parts) else "") for number, part in enumerate(parts, 1)]


def _notes(page: Page, said: str, trace: str, label: str, pictures: tuple[str, ...] = ()) -> str:
    """What the speaker says, and how to come from the figure to the cells it comes from."""
    lines = [
        said,
        f"Truy vết: {trace}" if trace else "",
        f"Số liệu: {ANNEX}, trang {label}." if label else "",
        f"Hình: hinh/{', hinh/'.join(f'{name}.png' for name in pictures)}." if pictures else "",
        f"{page.view.source}.",
        f"Lần chạy: {page.tables.run}; lập ngày {page.tables.built_on:%d/%m/%Y}; {page.data_day}.",
    ]
    return "\n".join(line for line in lines if line)
