"""The summary conference (B.3.3): the whole course, pilots, programme A, what worked, what lapsed.

By the reading `mid_2022` it judges the latest complete year and shows the year of the conference to date.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path

from ...measures import reported_years
from ...workspace import Workspace
from .. import sentences
from ..exhibits import Exhibit, Listing, Prose, Several
from ..figures import duties, flows, members, programme_a, standing, youth
from ..listings import progress
from ..paper import DRAFT, INTERNAL, PageError
from ..view import View
from .base import internal, opened
from .review import CityReview


def summary_2018_2022(workspace: Workspace | Path | str, edition: str = INTERNAL, status: str = DRAFT) -> Summary:
    """The page of the summary conference of a workspace."""
    tables = opened(workspace).read_tables()
    held_on = dt.date.fromisoformat(tables.plan.reading("mid_2022"))
    years = reported_years(tables.branch_years, tables.plan)
    if not years:
        raise PageError("Chưa có năm nào có số liệu; hãy chạy sadec build rồi làm lại báo cáo tổng kết.")
    judged = max((year for year in years if year < held_on.year), default=years[0])
    return Summary(View(tables, judged, tables.plan.stage_running_in(judged), edition), status)


class Summary(CityReview):
    """The whole course of the programme; the year of the view is the one that is judged."""

    order = (
        "summary",
        "stages",
        "course",
        "attainment",
        "measures",
        "to_date",
        "pilots",
        "programme_a",
        "gains",
        "members",
        "youth",
        "flows",
        "setbacks",
        "timeliness",
    )

    @property
    def title(self) -> str:
        first, last = self.plan.first_year, self.plan.last_year
        return f"Tổng kết {first}-{last}: chi đoàn trên địa bàn dân cư đạt chuẩn và Đoàn cơ sở “3 chủ động”, {self.plan.city_vi}"

    @property
    def held_on(self) -> dt.date:
        """The day of the conference (reading mid_2022)."""
        return dt.date.fromisoformat(self.plan.reading("mid_2022"))

    @cached_property
    def now(self) -> View:
        """The year of the conference, or the latest reported, against the stage that ends in it."""
        years = reported_years(self.tables.branch_years, self.plan)
        year = min(self.held_on.year, years[-1]) if years else self.year
        return View(self.tables, year, self.plan.stage_running_in(year), self.edition)

    @cached_property
    def summary(self) -> Prose:
        """The course in three sentences: from where to where, the year judged, and what is not judged yet."""
        if self.of_year.empty:
            return Prose(f"Chưa có số liệu năm {self.year}.")
        later = f"Số liệu năm {self.now.year} chỉ để xem diễn biến, chưa kết luận." if self.now.year > self.year else ""
        said = [
            sentences.course(self.view.counts[self.view.counts["year"] <= self.year], self.year),
            sentences.attainment(self.of_year, self.year, self.stage),
            f"Mốc tổng kết {self.held_on:%d/%m/%Y} (mục B.3.3): kết luận theo năm {self.year}, năm trọn vẹn gần nhất. {later}".strip(),
        ]
        return Prose("\n".join(said))

    @cached_property
    def stages(self) -> Listing:
        """Every stage: where the city stood when it ended."""
        return progress.stages(self.view)

    @cached_property
    def to_date(self) -> Prose:
        """The year of the conference so far."""
        if self.now.year == self.year:
            return Prose(f"Chưa có số liệu sau năm {self.year}.")
        return Prose(sentences.attainment(self.now.of_year, self.now.year, self.now.stage))

    @cached_property
    def course(self) -> Exhibit:
        """Every unit year by year against the marks of the stages."""
        return standing.course(self.now, self.year)

    @cached_property
    def pilots(self) -> Listing:
        """The pilot units of programme B."""
        return progress.pilot_units(self.view)

    @cached_property
    def programme_a(self) -> Several:
        """Programme A in the year judged: by unit and group, and its steps over the years."""
        return Several((programme_a.groups(self.view), programme_a.programme_funnel(self.view)))

    @cached_property
    def gains(self) -> Listing:
        """What worked: criteria by how many branches meet them, first and now."""
        return progress.gains(self.view)

    @cached_property
    def members(self) -> Several:
        """Membership fees, and admissions over the years."""
        return Several((members.fees(self.view), members.admissions_course(self.view)))

    @cached_property
    def youth(self) -> Exhibit:
        """The state of youth over the years."""
        return youth.situation_course(self.view)

    @cached_property
    def flows(self) -> Several:
        """What was kept and what lapsed, year by year."""
        return Several((flows.flows(self.view), progress.yearly_flows(self.view)))

    @internal
    def setbacks(self) -> Several:
        """Why branches lapsed over the years, and which did in the year judged."""
        return Several((progress.causes_of_lapse(self.view), progress.lapsed_branches(self.view)))

    @cached_property
    def timeliness(self) -> Exhibit:
        """Reports on time, year by year."""
        return duties.timeliness(self.view)
