"""The files of a report that people show, sign and print: a deck, a document and an annex, from the tables of one page.

Each is a pure function of a page: its headline, its pieces in order (exhibits, listings, prose) and its view. Every number in them
comes from the table of an exhibit or listing and every text from its title or caption, so that none can differ from the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..pages import Page

REPORT, DECK, ANNEX = "bao-cao.docx", "trinh-chieu.pptx", "phu-luc.xlsx"
__all__ = ["ANNEX", "DECK", "REPORT", "office_files"]


def office_files(page: Page) -> dict[str, bytes]:
    """The three files by their names; the same page gives the same bytes."""
    from .annex import annex
    from .deck import deck
    from .word import word

    return {REPORT: word(page), DECK: deck(page), ANNEX: annex(page)}
