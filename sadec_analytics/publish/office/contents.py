"""What deck, document and annex share: the sections of a page with the numbers of their tables, and where all of it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from ...plan import Plan
from ..exhibits import ChartData, Exhibit, Listing, Prose
from ..view import View

SOURCES = "Nguồn số liệu"


class Page(Protocol):
    """What the three writers need of a page."""

    title: str
    plan: Plan
    view: View
    sections: Sequence[Exhibit | Listing | Prose]


@dataclass(frozen=True)
class Block:
    """One section: its message in a sentence, what else is said, its table with the table's number in the annex."""

    message: str
    said: str
    table: pd.DataFrame
    number: int = 0
    alt: str = ""
    trace: str = ""
    chart: ChartData | None = None
    pictures: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the table is called in all three files; empty where there is none."""
        return f"Bảng {self.number}" if self.number else ""


def blocks(page: Page) -> list[Block]:
    """The sections of a page in order; tables with rows are numbered."""
    made: list[Block] = []
    for section in page.sections:
        number = 1 + max((block.number for block in made), default=0)
        made.append(_block(section, number))
    return made


def _block(section: Exhibit | Listing | Prose, number: int) -> Block:
    if isinstance(section, Exhibit):
        pictures = tuple(section.files())
        return Block(section.title, section.caption, section.table, number, section.alt, section.trace, section.chart, pictures)
    text = section.caption if isinstance(section, Listing) else section.text
    message, said = first_sentence(text)
    if isinstance(section, Listing) and len(section.table):
        return Block(message, said, section.table, number)
    return Block(message, said, pd.DataFrame())


def first_sentence(text: str) -> tuple[str, str]:
    """A text as its first sentence, without the full stop, and the rest."""
    first, *rest = re.split(r"\.\s+", text.strip(), maxsplit=1)
    return first.removesuffix("."), "".join(rest)


def facts_of(page: Page) -> list[tuple[str, str]]:
    """Where the numbers come from: plan, run, days and readings in force, as pairs of what and which."""
    tables, plan = page.view.tables, page.plan
    days = tables.branch_years.loc[tables.branch_years["year"] == page.view.year, "as_of"].dropna()
    until = f"{days.min():%d/%m/%Y} đến {days.max():%d/%m/%Y}" if len(days) else "các đơn vị không ghi ngày"
    practice = [("Loại số liệu", "Dữ liệu minh họa, không phải số liệu thật")] if tables.is_practice else []
    readings = [(f"Cách hiểu {r.clause}: {r.vi}", r.options[plan.reading(r.id)]) for r in plan.readings]
    return [
        *practice,
        ("Kế hoạch", f"{plan.number} ngày {plan.signed_on:%d/%m/%Y}"),
        ("Lần chạy", tables.run),
        ("Lập ngày", f"{tables.built_on:%d/%m/%Y}"),
        ("Số liệu chốt từ", until),
        *readings,
    ]
