"""Which tests run in one worker. Skips are for machines that lack a browser; where SADEC_NO_SKIPS is set (CI), one is a failure."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

SHARING = {  # modules whose tests share something costly: one worker makes it once
    *("practice/test_practice", "test_golden", "publish/test_access", "publish/test_charts", "publish/test_charts_criteria"),
    *("publish/test_charts_standing", "publish/test_kernels", "publish/test_office", "publish/test_pages"),
    *("publish/test_public_edition", "publish/test_published", "publish/test_report"),
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`: the tests of such a module one after the other in one worker, those modules first; any other test where there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class BySharing(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            module = nodeid.partition(".py::")[0].removeprefix("tests/")
            return module if module in SHARING else nodeid

    return BySharing(config, log)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SADEC_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
