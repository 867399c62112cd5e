"""What deck, document and annex share: the sections of a page with the numbers of their tables, and where all of it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from ..exhibits import ChartData, Exhibit, Listing, Piece
from ..pages import Page

SOURCES = "Nguồn số liệu"
PICTURES_VI = {  # the figures of which there is no native chart in a deck, and why: it shows their tables, and names the picture
    "tieu-chi-vuong": "bảng cặp tiêu chí",
    "so-do-o": "sơ đồ ô",
    "thoi-han": "lịch thời hạn",
    "ba-chu-dong": "bảng ô",
    "tham-dinh-ket-luan": "khoảng tin cậy",
    "thanh-nien-qua-cac-nam": "mỗi chỉ tiêu một thước đo",
}


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
    picture_vi: str = ""

    @property
    def label(self) -> str:
        """What the table is called in all three files; empty where there is none."""
        return f"Bảng {self.number}" if self.number else ""


def blocks(page: Page) -> list[Block]:
    """The pieces of a page in order; tables with rows are numbered."""
    made: list[Block] = []
    for piece in page.pieces.values():
        made.append(_block(piece, 1 + max((block.number for block in made), default=0)))
    return made


def _block(piece: Piece, number: int) -> Block:
    if isinstance(piece, Exhibit):
        number = number if len(piece.table) else 0
        said = (piece.title, piece.caption, piece.table, number, piece.alt, piece.trace)
        return Block(*said, piece.chart, tuple(piece.files()), PICTURES_VI.get(piece.name, ""))
    message, said = first_sentence(piece.caption if isinstance(piece, Listing) else piece.text)
    if isinstance(piece, Listing) and len(piece.table):
        return Block(message, said, piece.table, number)
    return Block(message, said, pd.DataFrame())


def first_sentence(text: str) -> tuple[str, str]:
    """A text as its first sentence, without the full stop, and the rest."""
    first, *rest = re.split(r"\.\s+", text.strip(), maxsplit=1)
    return first.removesuffix("."), "".join(rest)


def facts_of(page: Page) -> list[tuple[str, str]]:
    """Where the numbers come from: plan, run, days and readings in force, as pairs of what and which."""
    plan = page.plan
    readings = [(f"Cách hiểu {r.clause}: {r.vi}", r.options[plan.reading(r.id)]) for r in plan.readings]
    return [
        ("Kế hoạch", f"{plan.number} ngày {plan.signed_on:%d/%m/%Y}"),
        ("Lần chạy", page.tables.run),
        ("Lập ngày", f"{page.tables.built_on:%d/%m/%Y}"),
        ("Loại bản", "; ".join(page.headline.marks)),
        *readings,
    ]
