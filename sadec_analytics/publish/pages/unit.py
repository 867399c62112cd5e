"""The profile of one unit (III.2.3): what it reached, branch by branch, and what it still lacks, to hand back to it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...workspace import Workspace
from ..exhibits import Listing, Prose
from ..listings import received, support
from ..listings import unit as of_unit
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import Page, internal, tables_of


def unit_profile(
    workspace: Workspace | Path | str,
    unit: str,
    year: int,
    edition: str = INTERNAL,
    status: str = DRAFT,
) -> UnitProfile:
    """The profile of a unit of a workspace; `unit` is one with residential branches."""
    tables = tables_of(workspace)
    return UnitProfile(View(tables, year, tables.plan.stage_running_in(year), edition), unit, status)


class UnitProfile(Page):
    """One unit in the year of the view."""

    group = "Hồ sơ đơn vị"
    order = (
        "summary",
        "history",
        "criteria",
        "branches",
        "lacking",
        "steps",
        "fees",
        "items",
        "youth",
        "duties",
        "silent",
        "unread",
    )

    def __init__(self, view: View, unit_name: str, status: str = DRAFT) -> None:
        self.unit = unit_name
        super().__init__(view, status)

    @property
    def title(self) -> str:
        return f"{self.unit}: chi đoàn trên địa bàn dân cư đạt chuẩn năm {self.year}"

    @cached_property
    def summary(self) -> Prose:
        """Where the unit stands."""
        return of_unit.summary_of_unit(self.view, self.unit)

    @cached_property
    def history(self) -> Listing:
        """Year by year, three measures side by side."""
        return of_unit.history(self.view, self.unit)

    @cached_property
    def criteria(self) -> Listing:
        """How many branches meet each criterion."""
        return of_unit.criteria_counts(self.view, self.unit)

    @internal
    def branches(self) -> Listing:
        """Branches by criteria."""
        return of_unit.branch_criteria(self.view, self.unit)

    @internal
    def lacking(self) -> Listing:
        """What each branch still lacks."""
        return support.lacking(self.view, self.unit)

    @internal
    def steps(self) -> Listing:
        """Branches through the procedure."""
        return of_unit.branch_steps(self.view, self.unit)

    @internal
    def fees(self) -> Listing:
        """Fees of each branch."""
        return of_unit.fees(self.view, self.unit)

    @cached_property
    def items(self) -> Listing:
        """Programme A, item by item."""
        return of_unit.items(self.view, self.unit)

    @cached_property
    def youth(self) -> Listing:
        """The state of youth."""
        return of_unit.youth(self.view, self.unit)

    @cached_property
    def duties(self) -> Listing:
        """What was due and when it came."""
        return received.duty_states(self.view, self.unit)

    @internal
    def silent(self) -> Listing:
        """Branches that sent nothing."""
        return received.silent_branches(self.view, self.unit)

    @internal
    def unread(self) -> Listing:
        """What could not be read."""
        return received.unread(self.view, self.unit)
