"""What a page shows: charts with caption, alternative text and the figures behind them; listings; sentences."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from numbers import Number

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from . import style

SCREEN_DPI = 110


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


@dataclass(frozen=True, repr=False)
class Listing:
    """A table for people; the columns already have their Vietnamese names."""

    caption: str
    table: pd.DataFrame

    def __repr__(self) -> str:
        return self.caption

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.caption)}</p>{table_html(self.table)}" if len(self.table) else f"<p>{escape(self.caption)}</p>"


@dataclass(frozen=True, repr=False)
class Exhibit:
    """One chart. `paint` draws on the axes of a page-sized figure; `table` holds the numbers shown."""

    name: str
    caption: str
    alt: str
    paint: Callable[[object], object]
    table: pd.DataFrame
    is_practice: bool
    shape: tuple[int, int] = field(default=(1, 1))

    def __repr__(self) -> str:
        return self.caption

    def figure(self) -> Figure:
        """The chart as a figure of its own."""
        with style.drawn(self.is_practice, *self.shape) as (figure, axes):
            self.paint(axes)
        return figure

    def render(self, kind: str, dpi: int = style.DPI) -> bytes:
        """The chart as png or svg bytes; the same numbers give the same bytes."""
        out = io.BytesIO()
        with mpl.rc_context(style.RC):
            self.figure().savefig(out, format=kind, dpi=dpi, metadata={"Date": None} if kind == "svg" else {"Software": None})
        return out.getvalue()

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.render("png", SCREEN_DPI)).decode("ascii")
        shown = f'<img src="data:image/png;base64,{picture}" alt="{escape(self.alt, quote=True)}">'
        numbers = f"<details><summary>Số liệu của biểu đồ</summary>{table_html(self.table)}</details>"
        return f"<figure>{shown}<figcaption>{escape(self.caption)}</figcaption>{numbers}</figure>"


def table_html(table: pd.DataFrame) -> str:
    """A plain table; numbers on the right, what is missing as a dash."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in table.itertuples(index=False))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if pd.isna(value):
        return "<td>–</td>"
    number = isinstance(value, Number) and not isinstance(value, bool)
    shown = f"{value:,}".replace(",", ".") if number else str(value)
    return f'<td class="so">{escape(shown)}</td>' if number else f"<td>{escape(shown)}</td>"
