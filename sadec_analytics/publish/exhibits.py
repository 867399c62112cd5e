"""What a page shows: charts with caption, alternative text and the figures behind them; listings; sentences."""

from __future__ import annotations

import base64
import datetime as dt
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from numbers import Number

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from . import pictures, style

FEW = 2  # pictures of an exhibit that a page shows; the others lie beside it
SCREEN_DPI, MANY_DPI = 160, 96  # of an exhibit of few pictures, and of one of more
RIGHT = ' class="so"'
STATES = {
    "chưa đạt": "chua",
    "chưa đạt mục tiêu": "chua",
    "chưa rõ": "mo",
    "chưa xác định": "mo",
    "chưa có số liệu": "mo",
}  # shaded, and said in words all the same
YEARS = (1900, 2100)
TITLE_LINE = 80  # letters that fit over a picture


@dataclass(frozen=True)
class Headline:
    """The heading of a page, and the marks of what kind of paper it is."""

    text: str
    marks: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        marks = "".join(f"<li>{escape(mark)}</li>" for mark in self.marks)
        return f'<h1>{escape(self.text)}</h1><ul class="dau-hieu">{marks}</ul>' if marks else f"<h1>{escape(self.text)}</h1>"


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
    """A table for people; the columns already have their Vietnamese names. Without rows its caption says all."""

    caption: str
    table: pd.DataFrame

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", years_as_names(self.table))

    def __repr__(self) -> str:
        return self.caption

    def _repr_html_(self) -> str:
        return table_html(self.table, self.caption) if len(self.table) else f"<p>{escape(self.caption)}</p>"


@dataclass(frozen=True)
class Withheld:
    """In the place of a piece that an edition does not show: nothing."""

    def _repr_html_(self) -> str:
        return ""


@dataclass(frozen=True)
class ChartData:
    """How another program draws the table of an exhibit; `columns` are columns of that table, so that no number stands twice.

    `kind`: share (bars of the parts of a whole), bars (side by side), stacked (one after the other), within (each bar inside the one
    before it) and heat (cells "4/5" or "3/5, 1 chưa rõ") have the rows of the table as rows, named by their first column or by
    those of `names`; by_column (a bar of the last row for each column, of counts or cells "part/all") and lines (a line for each row)
    have the columns across. `measure` says what is shown and which measure it is (law 6); `states` (met, unknown, not_met; those of
    duties) colour the columns; `target` is a share.
    """

    kind: str
    measure: str
    columns: tuple[object, ...]
    states: tuple[str, ...] = ()
    target: float | None = None
    names: tuple[object, ...] = ()


@dataclass(frozen=True, repr=False)
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", years_as_names(self.table))

    def __repr__(self) -> str:
        return self.caption

    def figure(self, number: int = 0, size: str = "page", titled: bool = True) -> Figure:
        """One of the pictures as a figure of its own; a page writes the title over it, where it breaks as the screen is wide."""
        with style.drawn(self.is_practice, self.source, *self.shape, size=size) as (body, axes):
            self.paints[number](axes)
            if titled:
                body.suptitle(textwrap.fill(self.title, TITLE_LINE), x=0.008, ha="left", fontsize=13, fontweight="bold")
        return body.get_figure(root=True)

    def render(self, kind: str, dpi: int = style.DPI, number: int = 0, titled: bool = True) -> bytes:
        """One of the pictures as png or svg bytes; the same numbers give the same bytes."""
        return self.renders((kind,), dpi, number, titled)[kind]

    def renders(self, kinds: tuple[str, ...], dpi: int = style.DPI, number: int = 0, titled: bool = True) -> dict[str, bytes]:
        """One of the pictures, drawn and laid out once, as bytes of each kind (png, svg)."""
        with mpl.rc_context(style.RC):
            canvas = pictures.laid_out(self.figure(number, "page" if titled else "column", titled), dpi)
            return {kind: pictures.saved(canvas.figure, kind, dpi) for kind in kinds}

    def files(self) -> dict[str, int]:
        """The name of each picture's file, without ending, and its number."""
        names = [self.name] if len(self.paints) == 1 else [f"{self.name}-{n}" for n in range(1, len(self.paints) + 1)]
        return {name: number for number, name in enumerate(names)}

    def _repr_html_(self) -> str:
        count = len(self.paints)
        dpi = SCREEN_DPI if count <= FEW else MANY_DPI
        shown = "".join(self._image(n, dpi, f" Hình {n + 1}/{count}." if count > 1 else "") for n in range(min(count, FEW)))
        box = f'<div class="hinh" role="group" tabindex="0" aria-label="{escape(self.title, quote=True)}">{shown}</div>'
        said = f"{escape(self.caption)}{self._beyond()}"
        numbers = f"<details><summary>Số liệu của biểu đồ</summary>{table_html(self.table, self.title)}</details>"
        return f'<figure><p class="ten">{escape(self.title)}</p>{box}<figcaption>{said}</figcaption>{numbers}</figure>'

    def _beyond(self) -> str:
        """Where the pictures are that would make the page too heavy for e-mail."""
        beyond = [*self.files()][FEW:]
        if not beyond:
            return ""
        return f" Còn {len(beyond)} hình ở thư mục hinh ({beyond[0]} đến {beyond[-1]}); số liệu của mọi đơn vị ở bảng dưới đây."

    def _image(self, number: int, dpi: int, which: str) -> str:
        with mpl.rc_context(style.RC):
            picture = pictures.small_png(pictures.laid_out(self.figure(number, "column", titled=False), dpi))
        return f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}" alt="{escape(self.alt + which, quote=True)}">'


Piece = Exhibit | Listing | Prose | Withheld


@dataclass(frozen=True)
class Several:
    """Pieces that answer one question together, in order."""

    pieces: tuple[Piece, ...]

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.pieces))

    def _repr_html_(self) -> str:
        return "".join(piece._repr_html_() for piece in self.pieces)


def table_html(table: pd.DataFrame, caption: str = "") -> str:
    """A plain table in a box that scrolls by itself on a narrow screen; the first column names its row, what is missing is a dash."""
    right = [_is_of_numbers(table[name]) for name in table.columns]
    head = "".join(
        f'<th scope="col"{RIGHT * is_right}>{escape(str(name))}</th>' for name, is_right in zip(table.columns, right, strict=True)
    )
    body = "".join(f"<tr>{_row(row, right)}</tr>" for row in table.itertuples(index=False))
    said = f"<caption><span>{escape(caption)}</span></caption>" if caption else ""
    box = f'<div class="bang" role="group" tabindex="0" aria-label="{escape(caption or "Bảng", quote=True)}">'
    return f'{box}<table style="--cot:{len(table.columns)}">{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _is_of_numbers(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _row(row: tuple, right: list[bool]) -> str:
    cells = "".join(_cell(value, is_right) for value, is_right in zip(row[1:], right[1:], strict=True))
    return f'<th scope="row"{RIGHT * right[0]}>{escape(text_of(row[0]))}</th>{cells}'


def _cell(value: object, is_right: bool) -> str:
    text = text_of(value)
    kind = "so" if is_right or is_number(value) else STATES.get(text)
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def years_as_names(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its years as texts: 2021 is the name of a year, and no quantity that is read 2.021."""
    integers = [name for name in table.columns if "năm" in str(name).casefold() and pd.api.types.is_integer_dtype(table[name])]
    years = [name for name in integers if table[name].dropna().between(*YEARS).all()]
    return table.assign(**{name: table[name].astype("string") for name in years}) if years else table


def text_of(value: object) -> str:
    """A value as people read it: 1.234, 31/12/2021, có, không; what is missing as a dash."""
    if pd.isna(value):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "có" if value else "không"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"{value:,}".translate(str.maketrans(",.", ".,")) if is_number(value) else str(value)


def is_number(value: object) -> bool:
    """Whether a cell of a printed table holds a quantity."""
    return isinstance(value, Number) and not isinstance(value, bool | np.bool_) and not pd.isna(value)
