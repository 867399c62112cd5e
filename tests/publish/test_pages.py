"""Pages: every notebook shows its page's pieces in order; two editions; light, self-contained, readable without a script."""

import re

import pandas as pd
import pytest
from publish.shown import NOTEBOOKS, Reader, book_of, html_of, words_of
from publish.views import view_of

from sadec_analytics.publish.exhibits import FEW, Listing, Several, Withheld, table_html, text_of
from sadec_analytics.publish.pages import (
    AnnualReview,
    PhaseReview,
    Summary,
    annual_review,
    phase_review,
    submission_check,
    summary_2018_2022,
    unit_profile,
)
from sadec_analytics.publish.pages.base import internal
from sadec_analytics.publish.paper import PageError

UNIT = "Xã Tân Phú Đông"
LIGHT = 2_000_000  # bytes that go by e-mail


@pytest.fixture(scope="module", params=["internal", "public"])
def pages(request, page_of):
    edition = request.param
    made = [page_of(annual_review, 2021, edition), page_of(phase_review, 2, edition), page_of(summary_2018_2022, edition)]
    made.append(page_of(unit_profile, UNIT, 2021, edition))
    return made if edition == "public" else [*made, page_of(submission_check, UNIT, 2021)]


@pytest.mark.parametrize("kind", NOTEBOOKS, ids=lambda kind: kind.__name__)
def test_a_notebook_shows_every_piece_of_its_page_in_order_and_marks_what_is_internal(kind):
    book = book_of(kind.__new__(kind))
    shown = [(cell.source.removeprefix("page."), cell) for cell in book.cells if re.fullmatch(r"page\.\w+", cell.source)]
    assert [name for name, _ in shown] == ["headline", *kind.order, "provenance"]
    marked = {name for name, cell in shown if "internal" in cell.metadata.get("tags", [])}
    assert marked == {name for name in kind.order if isinstance(getattr(kind, name), internal)}
    for before, after in zip(book.cells, book.cells[1:], strict=False):
        if before.cell_type == "markdown" and "internal" in before.metadata.get("tags", []):
            assert "internal" in after.metadata.tags


def test_a_page_is_vietnamese_self_contained_and_in_sections(pages):
    for page in pages:
        html = words_of(page)
        tags = Reader(html).tags
        assert ("html", {"lang": "vi"}) in tags
        assert "<script" not in html
        assert not re.search(r"""(?:href|src)=["'](?!#|data:)|@import|url\(""", html)
        assert re.findall(r"<h[1-6]", html).count("<h1") == 1
        targets = [attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs["href"].startswith("#")]
        ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
        assert set(targets) <= set(ids)
        assert len(ids) == len(set(ids))
        assert targets[0] == "noi-dung"
        assert all(len(attrs["alt"]) > 40 for tag, attrs in tags if tag == "img")
        assert html.count("<table") == html.count("<caption")
        assert "Sổ tính của" not in html
        assert "nan" not in re.sub(r"base64,[^\"]*", "", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).split()


def test_the_head_says_what_kind_of_paper_it_is(pages):
    for page in pages:
        head = re.search(r"<header>.*?</header>", words_of(page), re.DOTALL)[0]
        for said in (
            "DỮ LIỆU MINH HỌA",
            "Dự thảo",
            "Bản công khai" if page.view.is_public else "Bản nội bộ",
            "số liệu đến",
            page.tables.run,
        ):
            assert said in head
        page.status = "corrected"
        assert "Bản sửa sau khi công bố" in page.headline.marks
        assert "Bản sửa sau khi công bố" in str(page.provenance)
        page.status = "draft"


def test_pieces_are_what_the_edition_shows(pages):
    for page in pages:
        hidden = {name for name in page.order if isinstance(getattr(page, name), Withheld)}
        assert not hidden & set(page.pieces)
        assert bool(hidden) == page.view.is_public
        assert len(page.exhibits) + len(page.listings) + len(page.proses) == len(page.pieces)
        assert list(dict.fromkeys(name.partition("-")[0] for name in page.pieces)) == [name for name in page.order if name not in hidden]


def test_the_check_of_submissions_has_no_public_edition(workspace):
    with pytest.raises(PageError, match="chỉ có bản nội bộ"):
        submission_check(workspace, UNIT, 2021, "public")


@pytest.mark.parametrize(("edition", "status", "said"), [("secret", "draft", "internal, public"), ("internal", "done", "draft, final")])
def test_another_edition_or_status_is_refused_with_what_to_write(workspace, edition, status, said):
    with pytest.raises(PageError, match=said):
        annual_review(workspace, 2021, edition, status)


DRAWN = [PhaseReview, *(pytest.param(kind, marks=pytest.mark.slow) for kind in (AnnualReview, Summary))]


@pytest.mark.slow
@pytest.mark.parametrize("kind", [AnnualReview, PhaseReview, Summary])
def test_a_page_of_140_units_is_light_and_says_where_the_other_pictures_lie(kind):
    page = kind(view_of(140))
    html = html_of(page)
    assert len(html.encode()) < LIGHT
    many = [exhibit for exhibit in page.exhibits if len(exhibit.paints) > 2]
    assert many
    for exhibit in many:
        assert f"Còn {len(exhibit.paints) - 2} hình ở thư mục hinh ({exhibit.name}-3 đến {exhibit.name}-{len(exhibit.paints)})" in html


@pytest.mark.parametrize("reported", ["later", "never"])
@pytest.mark.parametrize("kind", [AnnualReview, PhaseReview, Summary])
def test_a_page_of_nothing_reported_still_reads(kind, reported):
    assert "<h1>" in words_of(kind(view_of(3, reported=reported)))


@pytest.mark.parametrize("reported", [pytest.param("later", marks=pytest.mark.slow), "never"])
@pytest.mark.parametrize("kind", DRAWN)
def test_a_page_of_nothing_reported_can_be_drawn(kind, reported):
    page = kind(view_of(3, reported=reported))
    assert html_of(page).count("data:image/png") == sum(min(len(exhibit.paints), FEW) for exhibit in page.exhibits)


def test_a_table_names_rows_and_columns_and_is_read_as_people_write():
    table = pd.DataFrame(
        {"Đơn vị": ["Phường 1"], "Chi đoàn": [1234], "Đạt": ["chưa đạt"], "Có": [True], "Ngày": [pd.Timestamp(2021, 9, 5)]}
    )
    html = table_html(table, "Bảng thử <1>")
    assert "<caption><span>Bảng thử &lt;1&gt;</span></caption>" in html
    assert '<th scope="row">Phường 1</th><td class="so">1.234</td><td class="chua">chưa đạt</td><td>có</td><td>05/09/2021</td>' in html
    assert html.count('scope="col"') == 5
    assert [text_of(value) for value in (None, pd.NA, False, 0.5, 1234567)] == ["–", "–", "không", "0,5", "1.234.567"]


def test_pieces_that_stand_together_are_shown_in_order_without_what_is_withheld():
    one, two = Listing("một", pd.DataFrame()), Listing("hai", pd.DataFrame())
    assert Several((one, Withheld(), two))._repr_html_() == "<p>một</p><p>hai</p>"


def test_the_summary_judges_the_latest_complete_year_and_shows_the_year_of_the_conference(page_of):
    page = page_of(summary_2018_2022, "internal")
    assert (page.year, page.now.year, page.now.stage.id) == (2021, 2022, 3)
    assert "kết luận theo năm 2021" in str(page.summary)
    assert str(page.to_date).startswith("Năm 2022")


def test_content_is_what_is_said_and_neither_status_nor_run(page_of):
    page, again, other = (
        page_of(annual_review, 2021, "internal"),
        page_of(annual_review, 2021, "internal", "final"),
        page_of(annual_review, 2020, "internal"),
    )
    assert page.content == again.content != other.content
    assert page.content != page_of(annual_review, 2021, "public").content
