"""One practice city for all tests of pages, charts and reports, and each of its pages made once."""

from functools import cache

import pytest

from sadec_analytics.build import build
from sadec_analytics.practice import make_practice


@pytest.fixture(scope="package")
def workspace(tmp_path_factory):
    made = make_practice(tmp_path_factory.mktemp("publish") / "demo", seed=53)
    build(made)
    return made


@pytest.fixture(scope="package")
def page_of(workspace):
    """A page by its function and what it is asked for, made once: `page_of(annual_review, 2021, "public")`. Tests leave it as it was."""
    return cache(lambda function, *said: function(workspace, *said))
