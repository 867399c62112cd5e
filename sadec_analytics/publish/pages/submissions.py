"""The check of what a unit sent for a year: what came, what has not, what could not be read, and what was read in a way of our own."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ...workspace import Workspace
from ..exhibits import Listing
from ..listings import received
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import Page, tables_of


def submission_check(
    workspace: Workspace | Path | str, unit: str, year: int, edition: str = INTERNAL, status: str = DRAFT
) -> SubmissionCheck:
    """The check of a unit's submissions of a workspace; there is no public edition."""
    tables = tables_of(workspace)
    return SubmissionCheck(View(tables, year, tables.plan.stage_running_in(year), edition), unit, status)


class SubmissionCheck(Page):
    """One unit's files for the year of the view."""

    has_public_edition = False
    group = "Kiểm tra báo cáo đã gửi"
    order = ("duties", "files", "silent", "unread", "repaired", "noted")

    def __init__(self, view: View, unit: str, status: str = DRAFT) -> None:
        self.unit = unit
        super().__init__(view, status)

    @property
    def title(self) -> str:
        return f"Kiểm tra báo cáo đã gửi: {self.unit}, năm {self.year}"

    @cached_property
    def duties(self) -> Listing:
        """What was due and when it came."""
        return received.duty_states(self.view, self.unit)

    @cached_property
    def files(self) -> Listing:
        """The files that came."""
        return received.files(self.view, self.unit)

    @cached_property
    def silent(self) -> Listing:
        """Branches that sent nothing."""
        return received.silent_branches(self.view, self.unit)

    @cached_property
    def unread(self) -> Listing:
        """What could not be read."""
        return received.unread(self.view, self.unit)

    @cached_property
    def repaired(self) -> Listing:
        """What was read in a way of our own."""
        return received.repaired(self.view, self.unit)

    @cached_property
    def noted(self) -> Listing:
        """What else should be looked at."""
        return received.noted(self.view, self.unit)
