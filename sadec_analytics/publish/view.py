"""What a figure is made for: one run's tables, a year, a stage, and the edition that will be shown to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..measures import attainment
from ..plan import Plan, Target
from ..tracing import trace_command
from ..workspace import Tables
from .exhibits import ChartData, Exhibit
from .paper import INTERNAL, PUBLIC


@dataclass(frozen=True)
class View:
    """`edition` is internal (the Standing Committee) or public (conference, web, press), in which no figure points at a person."""

    tables: Tables
    year: int
    stage: Target
    edition: str = INTERNAL

    @property
    def plan(self) -> Plan:
        return self.tables.plan

    @property
    def is_public(self) -> bool:
        return self.edition == PUBLIC

    @cached_property
    def counts(self) -> pd.DataFrame:
        """One row per year and scope against the stage: the rows of `attainment`."""
        return attainment(self.tables.verdicts, self.stage, self.plan)

    @cached_property
    def of_year(self) -> pd.DataFrame:
        """The rows of `counts` of the year of the view."""
        return self.counts[self.counts["year"] == self.year]

    @cached_property
    def source(self) -> str:
        """The line at the foot of every picture: who reported, up to which day, and which run it comes from."""
        days = self.tables.branch_years.loc[self.tables.branch_years["year"] == self.year, "as_of"].dropna()
        until = f", số liệu đến {days.max():%d/%m/%Y}" if len(days) else ""
        return f"Nguồn: báo cáo của các đơn vị{until}; {self.plan.number}; lần chạy {self.tables.run}"

    def exhibit(
        self,
        name: str,
        title: str,
        caption: str,
        alt: str,
        paints: Iterable[Callable],
        table: pd.DataFrame,
        shape: tuple[int, int] = (1, 1),
        *,
        what: str,
        year: int | None = None,
        chart: ChartData | None = None,
    ) -> Exhibit:
        """A published figure of this view; the text alternative says what kind of chart it is, and then the finding.

        `what` is that which `sadec trace` leads back to its cells, in the year of the view or in another.
        """
        said, trace = f"{alt} {caption}", trace_command(what, year or self.year)
        practice = self.tables.is_practice
        return Exhibit(name, title, caption, said, tuple(paints), table, self.source, practice, shape, trace, chart)
