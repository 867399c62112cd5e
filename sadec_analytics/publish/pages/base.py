"""What every page is: a view, a status, and pieces in order: exhibits, listings and prose."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import pandas as pd

from ...plan import Plan, Target
from ...workspace import Tables, Workspace
from ..exhibits import Exhibit, Headline, Listing, Piece, Prose, Several, Withheld
from ..paper import DRAFT, EDITIONS, NO_PUBLIC_EDITION, STATUSES, PageError
from ..view import View

PRACTICE = "DỮ LIỆU MINH HỌA, không phải số thật"


class internal(cached_property):  # noqa: N801 - used as cached_property is
    """A piece that only the Standing Committee sees; in the public edition nothing of it is made."""

    def __get__(self, page: Page | None, owner: type | None = None) -> object:
        if page is None:
            return self
        return Withheld() if page.view.is_public else super().__get__(page, owner)


class Page:
    """`order` names its pieces as the notebook shows them, between `headline` and `provenance`; `year` is that of its view."""

    order: ClassVar[tuple[str, ...]] = ()
    has_public_edition: ClassVar[bool] = True
    group: ClassVar[str] = "Báo cáo của thành phố"
    title: str

    def __init__(self, view: View, status: str = DRAFT) -> None:
        if view.edition not in EDITIONS:
            raise PageError(f"edition = {view.edition!r}: không có bản này. Hãy chọn một trong: {', '.join(EDITIONS)}.")
        if status not in STATUSES:
            raise PageError(f"status = {status!r}: không có tình trạng này. Hãy chọn một trong: {', '.join(STATUSES)}.")
        self.view, self.status = view, status
        if view.is_public and not self.has_public_edition:
            raise PageError(NO_PUBLIC_EDITION.format(title=self.title))

    @property
    def tables(self) -> Tables:
        return self.view.tables

    @property
    def plan(self) -> Plan:
        return self.view.plan

    @property
    def stage(self) -> Target:
        return self.view.stage

    @property
    def of_year(self) -> pd.DataFrame:
        """Every scope of the year against the stage."""
        return self.view.of_year

    @property
    def year(self) -> int:
        return self.view.year

    @property
    def edition(self) -> str:
        return self.view.edition

    @cached_property
    def pieces(self) -> dict[str, Piece]:
        """What this edition shows, by name, in order; pieces that stand together are numbered: fees, fees-2."""
        made = {}
        for name in self.order:
            piece = getattr(self, name)
            for number, one in enumerate(piece.pieces if isinstance(piece, Several) else (piece,), 1):
                made[name if number == 1 else f"{name}-{number}"] = one
        return {name: piece for name, piece in made.items() if not isinstance(piece, Withheld)}

    @property
    def exhibits(self) -> list[Exhibit]:
        return [piece for piece in self.pieces.values() if isinstance(piece, Exhibit)]

    @property
    def listings(self) -> list[Listing]:
        return [piece for piece in self.pieces.values() if isinstance(piece, Listing)]

    @property
    def proses(self) -> list[Prose]:
        return [piece for piece in self.pieces.values() if isinstance(piece, Prose)]

    @property
    def content(self) -> str:
        """SHA-256 of all that this edition says, whatever its status, its run and the day on which it was made."""
        said = [self.edition, self.title]
        for name, piece in self.pieces.items():
            texts = [getattr(piece, part) for part in ("title", "caption", "text") if hasattr(piece, part)]
            said += [name, *texts, piece.table.to_csv(index=False) if isinstance(piece, Exhibit | Listing) else ""]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    @property
    def headline(self) -> Headline:
        """The title, and below it what kind of paper this is: practice or not, edition, status, date of data, run."""
        marks = [PRACTICE] if self.tables.is_practice else []
        return Headline(self.title, (*marks, STATUSES[self.status], EDITIONS[self.edition], self.data_day, f"lần chạy {self.tables.run}"))

    @property
    def data_day(self) -> str:
        """To which day the figures of the year were counted, or when they were put together where no unit says."""
        days = self._days
        return f"số liệu đến {days.max():%d/%m/%Y}" if len(days) else f"tổng hợp ngày {self.tables.built_on:%d/%m/%Y}"

    @property
    def _days(self) -> pd.Series:
        facts = self.tables.branch_years
        return facts.loc[facts["year"] == self.year, "as_of"].dropna()

    @property
    def provenance(self) -> Prose:
        """Which run, plan and readings the page rests on, and what this edition leaves out."""
        chosen = [f"{r.vi}: {r.options[self.plan.reading(r.id)]}" for r in self.plan.readings if self.plan.reading(r.id) != r.default]
        days = self._days
        counted = f" Số liệu các đơn vị chốt từ {days.min():%d/%m/%Y} đến {days.max():%d/%m/%Y}." if len(days) else ""
        practice = f"{PRACTICE}. " if self.tables.is_practice else ""
        lines = [
            f"{practice}{STATUSES[self.status]}. Tính từ số liệu đơn vị báo cáo theo Kế hoạch {self.plan.number}; "
            f"chưa thay cho thẩm định và công nhận. Lần chạy {self.tables.run}, lập ngày {self.tables.built_on:%d/%m/%Y}.{counted}"
        ]
        if chosen:
            lines.append(f"Cách hiểu khác mặc định: {'; '.join(chosen)}.")
        if self.view.is_public:
            lines.append(
                "Bản công khai không nêu kết quả từng tiêu chí của từng chi đoàn; "
                "số người từ 1 đến 4 ở nội dung nhạy cảm ghi là “<5”; không nêu tên cá nhân."
            )
        else:
            lines.append("Bản nội bộ, dành cho Ban Thường vụ; khi trình chiếu hoặc đăng, hãy dùng bản công khai.")
        return Prose("\n".join(lines))


def opened(workspace: Workspace | Path | str) -> Workspace:
    """The workspace, or the one in a folder."""
    return workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)
