"""Every page can be read by all: no violation of WCAG 2.1 AA by axe-core in Chromium, at the width of a desk and of a phone."""

import base64
import json
import re
import subprocess
from pathlib import Path

import pytest
from publish.shown import html_of, words_of

from sadec_analytics.publish.index import write_index
from sadec_analytics.publish.pages import annual_review, phase_review, submission_check, summary_2018_2022, unit_profile
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
WIDTHS = {"desk": 1200, "phone": 390}


@pytest.fixture(scope="module")
def pages(workspace):
    unit = workspace.plan().residential_units[2].name
    made = {edition: [annual_review(workspace, 2021, edition), summary_2018_2022(workspace, edition)] for edition in ("internal", "public")}
    of_units = [unit_profile(workspace, unit, 2021), unit_profile(workspace, unit, 2020, "public"), submission_check(workspace, unit, 2020)]
    return [*made["internal"], *made["public"], phase_review(workspace, 1), *of_units]


def told_by_axe(page: str, width: int, folder: Path) -> dict:
    program = browser()
    if program is None or not AXE.exists():
        pytest.skip("needs Chromium, and axe-core: npm install --prefix tests/publish")
    asks = ASKS.format(axe=AXE.read_text(encoding="utf-8"), levels=json.dumps(LEVELS))
    frame, inner = folder / "frame.html", folder / "page.html"
    inner.write_text(page.replace("</body>", asks), encoding="utf-8")
    frame.write_text(  # Chromium's own windows are never as narrow as a phone
        f'<iframe src="page.html" style="width:{width}px;height:3000px;border:0"></iframe><script>'
        "setInterval(() => { const told = frames[0].document.documentElement.dataset.told; if (told) document.title = told }, 50)</script>",
        encoding="utf-8",
    )
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", f"--user-data-dir={folder / 'profile'}"]
    quick = ["--virtual-time-budget=20000", "--window-size=1300,3000", "--dump-dom", frame.as_uri()]
    shown = subprocess.run([program, *flags, *quick], capture_output=True, encoding="utf-8", timeout=120, check=True)
    return json.loads(base64.b64decode(re.search(r"<title>(.*?)</title>", shown.stdout)[1]))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_violates_wcag_2_1_aa_nor_scrolls_sideways_as_a_whole(pages, width, tmp_path):
    for page in pages:
        told = told_by_axe(html_of(page, tmp_path), WIDTHS[width], tmp_path)
        assert told["violations"] == [], page.title
        assert told["passes"] > 10
        assert told["wide"] <= 0, page.title


def test_the_index_violates_nothing_either(workspace, tmp_path):
    workspace.reports.mkdir(exist_ok=True)
    assert told_by_axe(write_index(workspace).read_text(encoding="utf-8"), WIDTHS["phone"], tmp_path)["violations"] == []


def test_the_check_would_see_a_violation(pages, tmp_path):
    """A picture without a text and a page without a language are found."""
    broken = re.sub(r' alt="[^"]*"', "", html_of(pages[0], tmp_path)).replace('lang="vi"', "")
    assert {name for name, _ in told_by_axe(broken, WIDTHS["desk"], tmp_path)["violations"]} >= {"image-alt", "html-has-lang"}
