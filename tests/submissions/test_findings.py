"""Every code in the catalogue can be shown; folded text round-trips in the module examples."""

import doctest
import importlib
import re
import string
from pathlib import Path

import pytest

import sadec_analytics
from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.catalogue import BLOCKING, CATALOGUE, NOTED, REPAIRED
from sadec_analytics.submissions.catalogue_page import CELLS, OTHERS, page, year_of
from sadec_analytics.submissions.readers import reader_for

KNOWN = {"raw", "taken", "label", "unit", "year", "what"}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_says_what_to_do_in_vietnamese_and_uses_known_particulars(code):
    kind = CATALOGUE[code]
    assert kind.severity in (BLOCKING, REPAIRED, NOTED)
    assert {name for _, name, _, _ in string.Formatter().parse(kind.message) if name} <= KNOWN
    if kind.severity == BLOCKING:
        assert re.search(r"Hãy ", kind.message)


@pytest.mark.parametrize("name", ["text", "words", "dates", "names", "recognise"])
def test_the_examples_in_the_modules_hold(name):
    module = importlib.import_module(f"sadec_analytics.submissions.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_catalogue_and_the_code_know_the_same_codes():
    package = Path(sadec_analytics.__file__).parent
    sources = [
        path.read_text(encoding="utf-8")
        for path in (*package.glob("submissions/*.py"), package / "build.py", package / "receiving.py")
        if path.name not in ("catalogue.py", "catalogue_page.py")
    ]
    assert [code for code in CATALOGUE if not any(f'"{code}"' in source for source in sources)] == []
    used = {code for source in sources for code in re.findall(r'(?:Problem|problem_finding|blocked|RefusedError|_unsaid)\("(\w+)"', source)}
    assert used - set(CATALOGUE) == set()


def test_the_page_of_findings_is_what_the_catalogue_says():
    written = (Path(__file__).resolve().parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    assert written == page(load_plan())


@pytest.mark.parametrize("code", CELLS)
def test_the_example_of_a_cell_is_what_the_reader_makes_of_it(code):
    name, raw = CELLS[code]
    plan = load_plan()
    one = plan.form("results").by_name[name]
    assert code in {reader_for(one, year_of(plan), scale)(raw).code for scale in (1, 100)}


def test_every_message_with_particulars_has_an_example():
    asking = {code for code, kind in CATALOGUE.items() if "{raw}" in kind.message or "{label}" in kind.message or "{what}" in kind.message}
    assert asking - set(CELLS) - set(OTHERS) == set()
