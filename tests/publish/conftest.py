"""One practice city for all tests of pages, charts and reports."""

import pytest

from sadec_analytics.build import build
from sadec_analytics.practice import make_practice


@pytest.fixture(scope="package")
def workspace(tmp_path_factory):
    made = make_practice(tmp_path_factory.mktemp("publish") / "demo", seed=53)
    build(made)
    return made
