"""The annual review (IV.1.7): who meets the standard, what is wanting where, and why."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from ...workspace import Workspace
from ..draws import drawn_branches
from ..exhibits import Exhibit, Listing, Several
from ..figures import appraisal, criteria, duties, members, procedure, programme_a, standing, youth
from ..listings import received
from ..paper import DRAFT, INTERNAL
from ..view import View
from .base import internal, opened
from .review import Review


def annual_review(workspace: Workspace | Path | str, year: int, edition: str = INTERNAL, status: str = DRAFT) -> AnnualReview:
    """The annual review of a workspace; `year` is one of the plan's."""
    workspace = opened(workspace)
    tables = workspace.read_tables()
    view = View(tables, year, tables.plan.stage_running_in(year), edition)
    return AnnualReview(view, status, drawn_branches(workspace))


class AnnualReview(Review):
    """The annual review of the year of the view, against the stage then running; `draws` are the draws held for appraisal."""

    order = (
        "attainment",
        "measures",
        "criteria",
        "blocked",
        "needs",
        "support",
        "procedure",
        "fallen_out",
        "appraisal",
        "fees",
        "admissions",
        "programme_a",
        "youth",
        "course",
        "calendar",
        "received",
    )

    def __init__(self, view: View, status: str = DRAFT, draws: pd.DataFrame | None = None) -> None:
        super().__init__(view, status)
        self.draws = draws

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

    @cached_property
    def blocked(self) -> Exhibit:
        """Which criteria hold branches back, alone and with one other."""
        return criteria.blocked(self.view)

    @cached_property
    def procedure(self) -> Several:
        """Branches registered, and through the steps of the procedure."""
        return Several((procedure.registration(self.view), procedure.funnel(self.view)))

    @internal
    def fallen_out(self) -> Listing:
        """Branches that stopped at a step."""
        return procedure.fallen_out(self.view)

    @cached_property
    def appraisal(self) -> Several:
        """How far appraisal agrees with what units say, and what it proves."""
        return Several((appraisal.agreement(self.view), appraisal.proven(self.view, self.draws)))

    @cached_property
    def fees(self) -> Several:
        """Membership fees by unit, and what members would owe."""
        return Several((members.fees(self.view), members.expected_fees(self.view), members.fees_kept(self.view)))

    @cached_property
    def admissions(self) -> Several:
        """Admissions by unit, and over the years."""
        return Several((members.admissions(self.view), members.admissions_course(self.view)))

    @cached_property
    def programme_a(self) -> Several:
        """Programme A by unit and group, 1+1, and what branches say beside it."""
        return Several((programme_a.groups(self.view), programme_a.one_plus_one(self.view), programme_a.cross_checks(self.view)))

    @cached_property
    def youth(self) -> Several:
        """The state of youth, and offences."""
        return Several((youth.situation(self.view), youth.offences(self.view)))

    @cached_property
    def calendar(self) -> Exhibit:
        """What was due and when it came."""
        return duties.calendar(self.view)

    @cached_property
    def received(self) -> Several:
        """Branches of which nothing was received, and what could not be read."""
        return Several((received.not_received(self.view), self.questions))

    @internal
    def questions(self) -> Listing:
        """How many findings keep a value unknown, by unit."""
        return received.questions(self.view)
