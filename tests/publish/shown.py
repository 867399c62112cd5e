"""A page as its readers get it, without a kernel: the cells of its notebook evaluated here, then the page made of them."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import nbformat
from nbformat import NotebookNode
from PIL import Image

from sadec_analytics.publish import exhibits, style
from sadec_analytics.publish.page_html import page_html
from sadec_analytics.publish.pages import AnnualReview, Page, PhaseReview, SubmissionCheck, Summary, UnitProfile
from sadec_analytics.publish.reports import REPORTS, notebook_of

NOTEBOOKS = {
    AnnualReview: "annual_review.ipynb",
    PhaseReview: "phase_review.ipynb",
    Summary: "summary_2018_2022.ipynb",
    UnitProfile: "unit_profile.ipynb",
    SubmissionCheck: "submission_check.ipynb",
}
assert {kind.notebook for kind in REPORTS.values()} == set(NOTEBOOKS.values())


def book_of(page: Page) -> NotebookNode:
    return nbformat.read(notebook_of(NOTEBOOKS[type(page)]), as_version=4)


@contextmanager
def undrawn() -> Iterator[None]:
    """Pictures of their size and alternative text, and nothing on them: where a test is about the words and tables around them."""

    def blank(figure: None, dpi: int) -> bytes:
        out = io.BytesIO()
        Image.new("1", tuple(round(inches * dpi) for inches in style.SIZES["column"])).save(out, "PNG")
        return out.getvalue()

    with (
        patch.object(exhibits.Exhibit, "figure", lambda *_, **__: None),
        patch.object(exhibits.pictures, "laid_out", blank),
        patch.object(exhibits.pictures, "small_png", lambda picture: picture),
    ):
        yield


def html_of(page: Page) -> str:
    """The page of an object, as `make_report` would write it."""
    book = book_of(page)
    for cell in book.cells:
        if cell.cell_type == "code" and re.fullmatch(r"page\.\w+", cell.source):
            shown = getattr(page, cell.source.removeprefix("page."))
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/html": shown._repr_html_(), "text/plain": repr(shown)})]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NOTEBOOKS[type(page)]
        nbformat.write(book, path)
        return page_html(path, page)


@cache
def words_of(page: Page) -> str:
    """The same as a draft, with blank pictures; made once."""
    assert page.status == "draft"
    with undrawn():
        return html_of(page)


class Reader(HTMLParser):
    """Tags with their attributes, and tables as lists of rows of cell texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.tables: list[list[list[str]]] = []
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.tables[-1][-1][-1] += data
