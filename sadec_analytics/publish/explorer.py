"""Choosing year, unit and criterion while exploring: drop-down lists, a live table below them, and any table narrowed to the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..measures import branches_met, criteria_met, reported_years
from ..workspace import Tables
from .exhibits import table_html
from .listings.words import VERDICTS_VI

if TYPE_CHECKING:
    from ipywidgets import VBox

ALL = "(tất cả)"


def choose(tables: Tables) -> Choice:
    """The drop-down lists over the tables of a workspace: `c = sa.choose(t)`, then `c` alone on a line shows them."""
    return Choice(tables)


class Choice:
    """`year`, `unit` and `criterion` are what is chosen, None for all; they may be set by hand too."""

    def __init__(self, tables: Tables) -> None:
        import ipywidgets as widgets

        self._tables, plan = tables, tables.plan
        years = reported_years(tables.branch_years, plan)
        units = list(dict.fromkeys(tables.roster["unit"]))
        criteria = [(f"{c.id}. {c.short_vi}", c.id) for c in plan.criteria]
        self._lists = {
            "year": widgets.Dropdown(options=[(ALL, None), *((str(y), y) for y in years)], value=years[-1] if years else None),
            "unit": widgets.Dropdown(options=[(ALL, None), *((unit, unit) for unit in units)]),
            "criterion": widgets.Dropdown(options=[(ALL, None), *criteria]),
        }
        for name, said in (("year", "Năm"), ("unit", "Đơn vị"), ("criterion", "Tiêu chí")):
            self._lists[name].description = said
            self._lists[name].observe(self._show, names="value")
        self._table = widgets.HTML()
        self._box = widgets.VBox([widgets.HBox(list(self._lists.values())), self._table])
        self._show()

    @property
    def year(self) -> int | None:
        return self._lists["year"].value

    @year.setter
    def year(self, year: int | None) -> None:
        self._lists["year"].value = year

    @property
    def unit(self) -> str | None:
        return self._lists["unit"].value

    @unit.setter
    def unit(self, unit: str | None) -> None:
        self._lists["unit"].value = unit

    @property
    def criterion(self) -> int | None:
        return self._lists["criterion"].value

    @criterion.setter
    def criterion(self, criterion: int | None) -> None:
        self._lists["criterion"].value = criterion

    @property
    def widget(self) -> VBox:
        """The lists and the live table."""
        return self._box

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of any table with the chosen year, unit and criterion, as far as it has such columns."""
        for column in self._lists:
            if column in table and getattr(self, column) is not None:
                table = table[table[column] == getattr(self, column)]
        return table

    @property
    def verdicts(self) -> pd.DataFrame:
        """One row per chosen branch and year: met, not met or unknown in the chosen criterion, or in all of them."""
        judged = branches_met if self.criterion is None else criteria_met
        return self.of(judged(self._tables.verdicts, self._tables.plan)).reset_index(drop=True)

    def _show(self, _: object = None) -> None:
        rows = self.verdicts
        met = int((rows["verdict"] == "met").sum())
        shown = rows[["year", "unit", "branch", "verdict"]].assign(
            year=rows["year"].astype("str"), verdict=rows["verdict"].map(VERDICTS_VI)
        )
        shown = shown.set_axis(["Năm", "Đơn vị", "Chi đoàn", "Kết quả"], axis=1)
        self._table.value = table_html(shown, f"{met}/{len(rows)} chi đoàn đạt theo số liệu báo cáo.")

    def _repr_mimebundle_(self, **options: object) -> dict:
        return self._box._repr_mimebundle_(**options)
