"""What the reviews of a year, of a stage and of the whole course show alike."""

from __future__ import annotations

from functools import cached_property

from ..exhibits import Exhibit, Several
from ..figures import distance, standing
from ..listings import support
from .base import Page, internal


class Review(Page):
    """A page about every unit in the year of the view; which pieces it shows, `order` says."""

    @cached_property
    def measures(self) -> Exhibit:
        """Computed, claimed and recognised side by side."""
        return standing.measures(self.view)

    @cached_property
    def course(self) -> Exhibit:
        """Every unit year by year against the marks of the stages."""
        return standing.course(self.view)

    @cached_property
    def needs(self) -> Several:
        """The least that brings units to the target, and the branches nearest to the standard."""
        return Several((distance.to_target(self.view), distance.nearest(self.view)))

    @internal
    def support(self) -> Several:
        """What each branch still lacks, and which blank cells decide."""
        return Several((support.wanting_branches(self.view), support.to_ask(self.view)))


class CityReview(Review):
    """A review that shows where the units lie, too."""

    @cached_property
    def attainment(self) -> Several:
        """Units against the target in the year of the view, with what is unknown; where they lie."""
        return Several((standing.attainment(self.view), standing.tile_map(self.view)))
