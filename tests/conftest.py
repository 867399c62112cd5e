"""Which tests run in one worker. Skips are for machines that lack a browser; where SADEC_NO_SKIPS is set (CI), one is a failure."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

CITY = "the practice city of tests/publish/conftest.py and its pages"
SHARING = {  # modules whose tests share something costly: one worker makes it once
    **dict.fromkeys(("access", "charts", "explore", "kernels", "looked_at", "office", "pages"), CITY),
    **dict.fromkeys(("parameters", "published", "report", "traces"), CITY),
    **{name: name for name in ("charts_criteria", "charts_standing", "public_edition")},
}
SHARING = {f"publish/test_{name}": what for name, what in SHARING.items()}
SHARING |= {name: name for name in ("practice/test_practice", "test_golden", "test_tracing")}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`: tests that share run one after the other in one worker, the most of them first; any other test where there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class BySharing(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            module = nodeid.partition(".py::")[0].removeprefix("tests/")
            return SHARING.get(module, nodeid)

    return BySharing(config, log)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SADEC_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
