"""The review of one stage (B.3): which units reached it, which did not, and what was lost on the way."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...measures import reported_years
from ...workspace import Workspace
from ..exhibits import Exhibit, Listing, Prose, Several
from ..figures import flows, pace, procedure
from ..listings import progress, received
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import internal, opened
from .review import CityReview


def phase_review(workspace: Workspace | Path | str, stage: int, edition: str = INTERNAL, status: str = DRAFT) -> PhaseReview:
    """The review of a stage of a workspace, in the year in which it ends, or in the latest reported year before."""
    tables = opened(workspace).read_tables()
    chosen = tables.plan.stage(stage)
    years = [year for year in reported_years(tables.branch_years, tables.plan) if year <= chosen.due_on.year]
    return PhaseReview(View(tables, years[-1], chosen, edition), status)


class PhaseReview(CityReview):
    """The review of the stage of the view."""

    order = (
        "summary",
        "attainment",
        "standing",
        "measures",
        "pilots",
        "course",
        "pace",
        "flows",
        "lapsed",
        "needs",
        "support",
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
    def standing(self) -> Listing:
        """The stage's own rows, and what the city recognised beside them."""
        return progress.standing_of_stage(self.view)

    @cached_property
    def pilots(self) -> Several:
        """The pilot units of programme B, and the share of pilot branches."""
        return Several((progress.pilot_units(self.view), procedure.pilot_share(self.view)))

    @cached_property
    def pace(self) -> Exhibit:
        """How fast the stages are approached."""
        return pace.pace(self.view)

    @cached_property
    def flows(self) -> Several:
        """What was kept and what was not, and why not."""
        return Several((flows.flows(self.view), flows.flows_by_unit(self.view), flows.lapse_causes(self.view)))

    @internal
    def lapsed(self) -> Listing:
        """Branches that met the standard the year before and do not now."""
        return progress.lapsed_branches(self.view)

    @cached_property
    def not_received(self) -> Listing:
        """Branches of which nothing was received for the year."""
        return received.not_received(self.view)
