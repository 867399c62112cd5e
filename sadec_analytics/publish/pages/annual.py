"""The annual review (IV.1.7): who meets the standard, what is wanting where, and why."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...workspace import Workspace
from ..exhibits import Exhibit, Listing
from ..figures import criteria, members, standing
from ..listings import progress, received, support
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import Page, internal, tables_of


def annual_review(workspace: Workspace | Path | str, year: int, edition: str = INTERNAL, status: str = DRAFT) -> AnnualReview:
    """The annual review of a workspace; `year` is one of the plan's."""
    tables = tables_of(workspace)
    return AnnualReview(View(tables, year, tables.plan.stage_running_in(year), edition), status)


class AnnualReview(Page):
    """The annual review of the year of the view, against the stage then running."""

    order = (
        "attainment",
        "criteria",
        "wanting",
        "repairs",
        "to_ask",
        "fees",
        "admissions",
        "programme_a",
        "course",
        "not_received",
        "questions",
    )

    @property
    def title(self) -> str:
        return f"Sơ kết năm {self.year}: chi đoàn trên địa bàn dân cư đạt chuẩn, {self.plan.city_vi}"

    @cached_property
    def attainment(self) -> Exhibit:
        """Units against the target, with what is unknown."""
        return standing.attainment(self.view)

    @cached_property
    def criteria(self) -> Exhibit:
        """Units by criteria."""
        return criteria.criteria(self.view)

    @internal
    def wanting(self) -> Listing:
        """Branches that do not surely meet the standard, and what each lacks."""
        return support.wanting_branches(self.view)

    @internal
    def repairs(self) -> Listing:
        """The least that brings units to the target."""
        return support.repairs(self.view)

    @internal
    def to_ask(self) -> Listing:
        """Which blank cells decide, and whom to ask."""
        return support.to_ask(self.view)

    @cached_property
    def fees(self) -> Exhibit:
        """Membership fees by unit."""
        return members.fees(self.view)

    @cached_property
    def admissions(self) -> Exhibit:
        """Admissions by unit."""
        return members.admissions(self.view)

    @cached_property
    def programme_a(self) -> Listing:
        """Programme A, unit by unit."""
        return progress.programme_a_units(self.view)

    @cached_property
    def course(self) -> Exhibit:
        """Every unit year by year against the marks of the stages."""
        return standing.course(self.view)

    @cached_property
    def not_received(self) -> Listing:
        """Branches of which nothing was received for the year."""
        return received.not_received(self.view)

    @internal
    def questions(self) -> Listing:
        """How many findings keep a value unknown, by unit."""
        return received.questions(self.view)
