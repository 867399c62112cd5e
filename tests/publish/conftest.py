"""One practice city for all tests of pages, charts and reports, and each of its pages made once."""

from functools import cache

import pytest

from sadec_analytics.build import build
from sadec_analytics.practice import make_practice
from sadec_analytics.publish.pages import AnnualReview, PhaseReview


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    made = make_practice(tmp_path_factory.mktemp("publish") / "demo", seed=53)
    build(made)
    return made


@pytest.fixture(scope="session")
def page_of(workspace):
    """A page by its function and what it is asked for, made once: `page_of(annual_review, 2021, "public")`. Tests leave it as it was."""
    return cache(lambda function, *said: function(workspace, *said))


@pytest.fixture
def short_pages(monkeypatch):
    """Reviews of a few pieces that change when facts do: where a test is about which reports are made, not about what they say."""
    monkeypatch.setattr(AnnualReview, "order", ("attainment", "criteria", "needs", "support", "calendar"))
    monkeypatch.setattr(PhaseReview, "order", ("summary", "standing"))
