"""What a native chart of a deck shows: its categories and series, read from the cells of the printed table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ...sheets import safe_text
from .. import style
from ..charts import CITY
from ..exhibits import ChartData, text_of
from .cells import PERCENT, counts_of, number_of, share_of

REST_VI = "chưa đạt hoặc chưa rõ"


@dataclass(frozen=True)
class Plot:
    """What a native chart shows: its categories and series, as they also stand in the workbook behind it."""

    categories: tuple[str, ...]
    series: dict[str, tuple[float | int | None, ...]]
    ends: tuple[str, ...] = ()  # of lines: what their last points say
    is_share: bool = False

    @property
    def is_empty(self) -> bool:
        return all(value is None for values in self.series.values() for value in values)

    @property
    def is_flat(self) -> bool:
        """Whether there are numbers, and no bar to see."""
        return not self.is_empty and not any(value for values in self.series.values() for value in values)

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame({"": self.categories} | {name: pd.Series(values, dtype="object") for name, values in self.series.items()})


def plot_of(chart: ChartData, table: pd.DataFrame) -> Plot:
    """The numbers of a chart, read from the cells of the printed table."""
    named = table[list(chart.names)] if chart.names else table.iloc[:, :1]
    names = [safe_text(", ".join(map(text_of, row))) for row in named.itertuples(index=False)]
    columns = tuple(safe_text(str(column)) for column in chart.columns)
    if chart.kind == "by_column":
        cells = table[list(chart.columns)].iloc[-1]
        counts = [counts_of(cell) for cell in cells]
        if not any(counts):
            return Plot(columns, {names[-1]: tuple(number_of(cell) for cell in cells)})
        met = tuple(count[0] if count else None for count in counts)
        return Plot(columns, {"đạt": met, REST_VI: tuple(count[1] - count[0] if count else None for count in counts)})
    values = table[list(chart.columns)]
    if chart.kind == "lines":
        rows = [tuple(share_of(cell) for cell in row) for row in values.itertuples(index=False)]
        ends = tuple(f"{name}: {text_of(cell)}" for name, cell in zip(names, values.iloc[:, -1], strict=True))
        return Plot(columns, dict(zip(names, rows, strict=True)), ends)
    if chart.kind in ("bars", "stacked", "within"):  # a total beside its parts would dwarf them
        parts = [place for place, name in enumerate(names) if name != CITY]
        told = [place for place in parts if any(number_of(cell) is not None for cell in values.iloc[place])]
        parts = parts if told else [place for place, name in enumerate(names) if name == CITY] or parts
        names, values = [names[place] for place in parts], values.iloc[parts]
    series = {name: tuple(number_of(cell) for cell in values[column]) for name, column in zip(columns, chart.columns, strict=True)}
    shown = [_named(name, columns, row) for name, row in zip(names, values.itertuples(index=False), strict=True)]
    return Plot(tuple(shown), series, is_share=any(isinstance(cell, str) and PERCENT.fullmatch(cell) for cell in values.to_numpy().flat))


def _named(name: str, columns: Sequence[str], row: Sequence[object]) -> str:
    """A category that lacks a bar says why, for a blank is not zero: no data, or a number that is withheld."""
    lacking = {column: cell for column, cell in zip(columns, row, strict=True) if number_of(cell) is None}
    withheld = [safe_text(cell) for cell in lacking.values() if isinstance(cell, str)]
    if withheld:
        return f"{name} ({withheld[0]})"
    if len(lacking) == len(columns):
        return f"{name} ({style.NO_DATA})"
    return f"{name} (thiếu: {', '.join(lacking)})" if lacking else name
