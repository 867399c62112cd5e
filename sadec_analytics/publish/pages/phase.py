"""The review of one stage (B.3): which units reached it, which did not, and what was lost on the way."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...measures import reported_years
from ...workspace import Workspace
from ..exhibits import Exhibit, Listing, Prose
from ..figures import standing
from ..listings import progress, received, support
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import Page, internal, tables_of


def phase_review(workspace: Workspace | Path | str, stage: int, edition: str = INTERNAL, status: str = DRAFT) -> PhaseReview:
    """The review of a stage of a workspace, in the year in which it ends, or in the latest reported year before."""
    tables = tables_of(workspace)
    chosen = tables.plan.stage(stage)
    years = [year for year in reported_years(tables.branch_years, tables.plan) if year <= chosen.due_on.year]
    return PhaseReview(View(tables, years[-1], chosen, edition), status)


class PhaseReview(Page):
    """The review of the stage of the view."""

    order = (
        "summary",
        "attainment",
        "standing",
        "pilots",
        "course",
        "flows",
        "lapsed",
        "wanting",
        "repairs",
        "to_ask",
        "not_received",
    )

    @property
    def title(self) -> str:
        return f"{self.view.stage.vi} (số liệu năm {self.year})"

    @cached_property
    def summary(self) -> Prose:
        """Where units and city stand, by name."""
        return progress.summary_of_stage(self.view)

    @cached_property
    def attainment(self) -> Exhibit:
        """Units against the target, with what is unknown."""
        return standing.attainment(self.view)

    @cached_property
    def standing(self) -> Listing:
        """The stage's own rows, and what the city recognised beside them."""
        return progress.standing_of_stage(self.view)

    @cached_property
    def pilots(self) -> Listing:
        """The pilot units of programme B."""
        return progress.pilot_units(self.view)

    @cached_property
    def course(self) -> Exhibit:
        """Every unit year by year against the marks of the stages."""
        return standing.course(self.view)

    @cached_property
    def flows(self) -> Listing:
        """What was kept and what was not, year by year."""
        return progress.yearly_flows(self.view)

    @internal
    def lapsed(self) -> Listing:
        """Branches that met the standard the year before and do not now."""
        return progress.lapsed_branches(self.view)

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
    def not_received(self) -> Listing:
        """Branches of which nothing was received for the year."""
        return received.not_received(self.view)
