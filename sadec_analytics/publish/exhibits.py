"""What a page shows: charts with caption, alternative text and the figures behind them; listings; sentences."""

from __future__ import annotations

import base64
import datetime as dt
import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from numbers import Number

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from . import style
from .sentences import decimal

SCREEN_DPI = 110
TITLE_LINE = 88  # letters that fit over a picture


@dataclass(frozen=True)
class Title:
    """The heading of a page."""

    text: str

    def _repr_html_(self) -> str:
        return f"<h1>{escape(self.text)}</h1>"


@dataclass(frozen=True)
class Prose:
    """Sentences made from numbers, one paragraph a line."""

    text: str

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in self.text.split("\n"))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Listing:
    """A table for people; the columns already have their Vietnamese names."""

    caption: str
    table: pd.DataFrame

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.caption)}</p>{table_html(self.table)}" if len(self.table) else f"<p>{escape(self.caption)}</p>"


@dataclass(frozen=True)
class ChartData:
    """How another program draws the table of an exhibit; `columns` are columns of that table, so that no number stands twice.

    `kind`: share (bars of the parts of a whole), bars (side by side), within (each bar inside the one before it) and heat (cells
    "met/all" or "met/all (+unknown)") have the rows of the table as rows; by_column (a bar of the last row for each column, of cells
    "part/all") and lines (a line for each row) have the columns across.
    `measure` says what is shown and which measure it is (law 6); `states` (met, unknown, not_met) colour the columns; `target` is a share.
    """

    kind: str
    measure: str
    columns: tuple[object, ...]
    states: tuple[str, ...] = ()
    target: float | None = None


@dataclass(frozen=True)
class Exhibit:
    """One published figure: as many pictures as its units need (`paints`, each drawing on the axes of one), and the numbers shown.

    `title` says the finding and stands over the picture, `caption` says it in full, `alt` is for those who do not see it;
    `source` stands at its foot; `trace` is the command that leads back to the cells; `chart` says how a deck draws the table.
    """

    name: str
    title: str
    caption: str
    alt: str
    paints: tuple[Callable[[object], object], ...]
    table: pd.DataFrame
    source: str
    is_practice: bool
    shape: tuple[int, int] = field(default=(1, 1))
    trace: str = ""
    chart: ChartData | None = None

    def figure(self, number: int = 0, size: str = "page") -> Figure:
        """One of the pictures as a figure of its own."""
        with style.drawn(self.is_practice, self.source, *self.shape, size=size) as (body, axes):
            self.paints[number](axes)
            title = textwrap.fill(self.title, TITLE_LINE)
            body.suptitle(title, x=0.008, ha="left", fontsize=13, fontweight="bold")
        return body.get_figure(root=True)

    def render(self, kind: str, dpi: int = style.DPI, number: int = 0) -> bytes:
        """One of the pictures as png or svg bytes; the same numbers give the same bytes."""
        out = io.BytesIO()
        with mpl.rc_context(style.RC):
            self.figure(number).savefig(out, format=kind, dpi=dpi, metadata={"Date": None} if kind == "svg" else {"Software": None})
        return out.getvalue()

    def files(self) -> dict[str, int]:
        """The name of each picture's file, without ending, and its number."""
        names = [self.name] if len(self.paints) == 1 else [f"{self.name}-{n}" for n in range(1, len(self.paints) + 1)]
        return {name: number for number, name in enumerate(names)}

    def _repr_html_(self) -> str:
        pictures = [base64.b64encode(self.render("png", SCREEN_DPI, n)).decode("ascii") for n in range(len(self.paints))]
        shown = "".join(f'<img src="data:image/png;base64,{one}" alt="{escape(self.alt, quote=True)}">' for one in pictures)
        numbers = f"<details><summary>Số liệu của biểu đồ</summary>{table_html(self.table)}</details>"
        return f"<figure>{shown}<figcaption>{escape(self.caption)}</figcaption>{numbers}</figure>"


def table_html(table: pd.DataFrame) -> str:
    """A plain table; numbers on the right, what is missing as a dash."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in table.itertuples(index=False))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    return f'<td class="so">{escape(shown(value))}</td>' if is_number(value) else f"<td>{escape(shown(value))}</td>"


def is_number(value: object) -> bool:
    """Whether a cell of a printed table holds a quantity."""
    return isinstance(value, Number) and not isinstance(value, bool) and not pd.isna(value)


def shown(value: object) -> str:
    """A cell as page, deck and document print it: 1.234; 0,5; 31/12/2021; có; what is missing as a dash."""
    if pd.isna(value):
        return "–"
    if is_number(value):
        return decimal(value, 0 if value == int(value) else 1)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "có" if value else "không"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
