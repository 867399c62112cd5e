"""A report is run by papermill, published whole or not at all, and opens in a browser without an error."""

import re
import subprocess
from html.parser import HTMLParser

import nbformat
import pytest

from sadec_analytics import annual_review, phase_review
from sadec_analytics.publish import run
from sadec_analytics.publish.office import ANNEX, DECK, REPORT
from sadec_analytics.publish.pdf import browser, office
from sadec_analytics.publish.record import RECORD
from sadec_analytics.publish.reports import ReportError
from sadec_analytics.publish.run import NOTEBOOK, PAGE, PDF, PICTURES, STAMP, make_report

REPORTS = {"phase": (phase_review, {"stage": 2}), "annual": (annual_review, {"year": 2021})}


@pytest.fixture(scope="module", params=["phase", pytest.param("annual", marks=pytest.mark.slow)])
def name(request):
    return request.param


@pytest.fixture(scope="module")
def parameters(name):
    return REPORTS[name][1]


@pytest.fixture(scope="module")
def page(name, parameters, page_of):
    return page_of(REPORTS[name][0], *parameters.values(), "internal")


@pytest.fixture(scope="module")
def report(workspace, name, parameters):
    return make_report(workspace, name, parameters)


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_folder_holds_page_notebook_record_and_every_chart_twice(report, page):
    names = [name for exhibit in page.exhibits for name in exhibit.files()]
    made = {PAGE, NOTEBOOK, PICTURES, STAMP, RECORD, ANNEX, DECK, REPORT} | ({PDF} if browser() or office() else set())
    assert {p.name for p in report.iterdir()} == made
    assert {p.name for p in (report / PICTURES).iterdir()} == {f"{name}.{kind}" for name in names for kind in ("png", "svg")}
    assert [p.name for p in report.parent.iterdir() if p.name.startswith(".")] == []


def test_the_page_is_vietnamese_self_contained_and_every_picture_has_a_text(report, page):
    html = (report / PAGE).read_text(encoding="utf-8")
    tags = Tags(html).tags
    assert ("html", {"lang": "vi"}) in tags
    images = [attrs for tag, attrs in tags if tag == "img"]
    assert len(images) == sum(len(exhibit.paints) for exhibit in page.exhibits)
    assert all(len(image["alt"]) > 40 and image["src"].startswith("data:image/png;base64,") for image in images)
    assert not re.search(r"""(?:href|src)=["'](?:https?:)?//|@import|url\(""", html)
    assert "<script" not in html
    assert "29/37" in html or "chi đoàn (" in html
    assert html.index(f"<h1>{page.title}") < html.index("Trang này trả lời")
    assert "Sổ tính của báo cáo" not in html
    assert '<td class="so">' in html


def test_the_executed_notebook_is_kept_without_warnings(report, parameters):
    book = nbformat.read(report / NOTEBOOK, as_version=4)
    outputs = [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs]
    assert {out.output_type for out in outputs} == {"execute_result"}
    [(name, value)] = parameters.items()
    assert any(f"{name} = {value}" in cell.source for cell in book.cells)


def test_chromium_opens_the_page_without_an_error_and_loads_every_picture(report, tmp_path):
    program = browser()
    if program is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    asks = (
        "<script>document.title = JSON.stringify([...document.images].map(i => i.complete && i.naturalWidth > 0 && i.alt !== ''))</script>"
    )
    copy = tmp_path / "page.html"
    copy.write_text((report / PAGE).read_text(encoding="utf-8").replace("</body>", f"{asks}</body>"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0", f"--user-data-dir={tmp_path / 'profile'}"]
    shown = subprocess.run([program, *flags, "--dump-dom", copy.as_uri()], capture_output=True, encoding="utf-8", timeout=60, check=True)
    pictures = (report / PAGE).read_text(encoding="utf-8").count("<img")
    assert re.search(r"<title>\[(.*?)\]</title>", shown.stdout)[1] == ",".join(["true"] * pictures)
    assert '<html lang="vi">' in shown.stdout
    assert [line for line in shown.stderr.splitlines() if "CONSOLE" in line] == []


@pytest.mark.parametrize(
    ("report", "parameters", "said"),
    [
        ("anual", {"year": 2021}, "annual"),
        ("annual", {"yaer": 2021}, "year"),
        ("annual", {"year": 2021, "stage": 2}, "stage"),
        ("annual", {"year": "2021"}, "số nguyên"),
        ("annual", {"year": True}, "số nguyên"),
        ("annual", {"year": 2031}, "2018, 2019"),
        ("phase", {"stage": 4}, "1, 2, 3"),
        ("unit", {"unit": "Phường 12", "year": 2021}, "Phường 1, Phường 2"),
        ("summary", {"year": 2021}, "year"),
    ],
)
def test_a_wrong_name_type_or_value_is_refused_before_anything_runs(workspace, report, parameters, said, monkeypatch):
    monkeypatch.setattr(run, "run_notebook", lambda *_: pytest.fail("ran"))
    with pytest.raises(ReportError, match=said):
        make_report(workspace, report, parameters)


def test_a_failed_run_publishes_nothing_leaves_the_old_report_and_names_the_cell(
    workspace, report, name, parameters, tmp_path, monkeypatch
):
    broken = tmp_path / f"{name}_review.ipynb"
    book = nbformat.read(run.notebook_of(broken.name), as_version=4)
    book.cells[3].source = "page.no_such_thing"
    nbformat.write(book, broken)
    before = (report / PAGE).read_bytes()
    monkeypatch.setattr(run, "notebook_of", lambda name: broken)
    with pytest.raises(ReportError, match=rf"{name}_review\.ipynb: AttributeError"):
        make_report(workspace, name, parameters)
    assert (report / PAGE).read_bytes() == before
    assert [p.name for p in report.parent.iterdir() if p.name.startswith(".")] == []
