"""Every page can be read by all: no violation of WCAG 2.1 AA by axe-core in Chromium, at the width of a desk and of a phone."""

import base64
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from publish.shown import html_of, words_of

from sadec_analytics.publish.index import write_index
from sadec_analytics.publish.pages import annual_review, phase_review, submission_check, summary_2018_2022, unit_profile
from sadec_analytics.publish.paper import EDITIONS
from sadec_analytics.publish.pdf import browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
ASKS = """<script>{axe}</script><script>
axe.run(document, {{runOnly: {levels}, resultTypes: ["violations"]}}).then(found => {{
  const told = {{
    violations: found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.target.join(" "))]),
    passes: found.passes.length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }};
  document.documentElement.setAttribute("data-told", btoa(JSON.stringify(told)));
}});
</script></body>"""
COLLECTS = """<script>setInterval(() => {
  const told = Array.from(frames).map(one => one.document.documentElement.dataset.told);
  if (told.every(Boolean)) document.title = told.join(" ");
}, 50)</script>"""
WIDTHS = {"desk": 1200, "phone": 390}


@pytest.fixture(scope="module")
def pages(workspace, page_of):
    unit = workspace.plan().residential_units[2].name
    both = [page for edition in EDITIONS for page in (page_of(annual_review, 2021, edition), page_of(summary_2018_2022, edition))]
    of_unit = [page_of(unit_profile, unit, 2021), page_of(unit_profile, unit, 2020, "public"), page_of(submission_check, unit, 2020)]
    return [*both, page_of(phase_review, 1), *of_unit]


def told_by_axe(pages: list[str], width: int, folder: Path) -> list[dict]:
    """What axe says of each page at that width. Chromium's own windows are never as narrow as a phone, so pages stand in frames."""
    program = browser()
    if program is None or not AXE.exists():
        pytest.skip("needs Chromium, and axe-core: npm install --prefix tests/publish")
    asks = ASKS.format(axe=AXE.read_text(encoding="utf-8"), levels=json.dumps(LEVELS))
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(page.replace("</body>", asks), encoding="utf-8")
    shown = "".join(f'<iframe src="{number}.html" style="width:{width}px;height:3000px;border:0"></iframe>' for number in range(len(pages)))
    (folder / "frame.html").write_text(f"{shown}{COLLECTS}", encoding="utf-8")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", f"--user-data-dir={folder / 'profile'}"]
    quick = ["--virtual-time-budget=60000", "--window-size=1300,3000", "--dump-dom", (folder / "frame.html").as_uri()]
    said = subprocess.run([program, *flags, *quick], capture_output=True, encoding="utf-8", timeout=120, check=True)
    told = re.search(r"<title>(.*?)</title>", said.stdout)[1].split()
    assert len(told) == len(pages)
    return [json.loads(base64.b64decode(one)) for one in told]


PUBLISHED = cache(html_of)
SHOWN = [
    pytest.param(words_of, "phone", id="blank pictures-phone"),
    *(pytest.param(*how, marks=pytest.mark.slow) for how in ((words_of, "desk"), (PUBLISHED, "phone"), (PUBLISHED, "desk"))),
]


@pytest.mark.parametrize(("made", "width"), SHOWN)
def test_no_page_violates_wcag_2_1_aa_nor_scrolls_sideways_as_a_whole(pages, width, made, tmp_path):
    for page, told in zip(pages, told_by_axe([made(page) for page in pages], WIDTHS[width], tmp_path), strict=True):
        assert told["violations"] == [], page.title
        assert told["passes"] > 10
        assert told["wide"] <= 0, page.title


def test_the_index_violates_nothing_either(workspace, tmp_path):
    workspace.reports.mkdir(exist_ok=True)
    [told] = told_by_axe([write_index(workspace).read_text(encoding="utf-8")], WIDTHS["phone"], tmp_path)
    assert told["violations"] == []


def test_the_check_would_see_a_violation(pages, tmp_path):
    """A picture without a text, a page without a language and one that is too wide are found, and in that page alone."""
    whole = words_of(pages[0])
    broken = re.sub(r' alt="[^"]*"', "", whole).replace('lang="vi"', "").replace("<header>", '<header><p style="min-width:2000px">x</p>')
    first, second = told_by_axe([broken, whole], WIDTHS["desk"], tmp_path)
    assert {name for name, _ in first["violations"]} >= {"image-alt", "html-has-lang"}
    assert first["wide"] > 0
    assert second["violations"] == []
