"""Warm kernels: forked with everything imported, one a report, nothing left over; and reports that fail alone."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from sadec_analytics.publish import workers
from sadec_analytics.publish.kernels import CAN_FORK
from sadec_analytics.publish.reports import Job, ReportError
from sadec_analytics.publish.run import PAGE, UNFINISHED, run_notebook
from sadec_analytics.publish.workers import DIED, Mother, attempt, make_reports

forks = pytest.mark.skipif(not CAN_FORK, reason="needs Linux: elsewhere the ordinary kernel serves")
UNIT, YEAR = "Phường 3", 2021
SMALL = Job("unit", {"unit": UNIT, "year": YEAR})  # a report without pictures, in a few seconds
ASKS = """
import json, os, sys, pandas
json.dump({"warm": "seaborn" in sys.modules, "debugger": "pydevd" in sys.modules, "folder": os.getcwd(), "pid": os.getpid(),
           "left": hasattr(pandas, "left_by_another"), "told": told}, open(out, "w"))
pandas.left_by_another = True
"""
IN_A_PROCESS_OF_ITS_OWN = """
import sys
from pathlib import Path
from sadec_analytics.publish.kernels import ForkedKernel, import_all
from sadec_analytics.publish.reports import ReportError
from sadec_analytics.publish.run import run_notebook
import_all()
assert "rfc3987_syntax" not in sys.modules and "debugpy" not in sys.modules
folder = Path(sys.argv[1])
kernels = [ForkedKernel() for _ in range(3)]
for n, kernel in enumerate(kernels[:2]):
    run_notebook(folder / "asks.ipynb", folder / "done.ipynb", {"told": n, "out": f"{n}.json"}, folder, kernel)
    assert kernel.poll() is not None
try:
    run_notebook(folder / "dies.ipynb", folder / "done.ipynb", {"told": 2}, folder, kernels[2])
except ReportError as error:
    (folder / "said").write_text(str(error), encoding="utf-8")
"""


def write_notebook(path: Path, source: str) -> Path:
    import nbformat.v4 as v4

    told = v4.new_code_cell("told = 0\nout = ''", metadata={"tags": ["parameters"]})
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps(v4.new_notebook(cells=[told, v4.new_code_cell(source)], metadata=metadata)), encoding="utf-8")
    return path


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def ended_within(processes: list[psutil.Process], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while living(processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not living(processes)


@pytest.mark.slow
@forks
def test_a_warm_kernel_has_everything_imported_and_nothing_of_the_report_before(tmp_path):
    write_notebook(tmp_path / "asks.ipynb", ASKS)
    write_notebook(tmp_path / "dies.ipynb", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    subprocess.run([sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, str(tmp_path)], check=True, timeout=120)
    first, second = (json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8")) for n in (0, 1))
    assert (first["told"], second["told"]) == (0, 1)
    assert first["warm"]
    assert not first["debugger"]
    assert first["folder"] == str(tmp_path)
    assert not second["left"]
    assert first["pid"] != second["pid"]
    assert "dừng đột ngột" in (tmp_path / "said").read_text(encoding="utf-8")


def test_the_ordinary_kernel_serves_where_there_is_no_warm_one(tmp_path):
    asks = write_notebook(tmp_path / "asks.ipynb", ASKS)
    run_notebook(asks, tmp_path / "done.ipynb", {"told": 7, "out": "7.json"}, tmp_path)
    said = json.loads((tmp_path / "7.json").read_text(encoding="utf-8"))
    assert (said["told"], said["warm"], said["folder"]) == (7, False, str(tmp_path))


@pytest.mark.parametrize(("error", "said"), [(ReportError("Không có."), "Không có."), (TypeError("oh"), "Lỗi của phần mềm: TypeError: oh")])
def test_a_report_that_fails_is_told_and_does_not_raise(tmp_path, monkeypatch, capsys, error, said):
    def fails(*_):
        raise error

    monkeypatch.setattr(workers, "make_report", fails)
    assert attempt(tmp_path, Job("annual", {"year": 2021})) == {"error": said}
    assert ("Traceback" in capsys.readouterr().err) == isinstance(error, TypeError)


@pytest.fixture(scope="module")
def outcomes(workspace):
    """A report between two that cannot be made, two at a time; a folder of a killed run lies there."""
    (workspace.reports / f"{UNFINISHED}left").mkdir(parents=True)
    jobs = [Job("annual", {"year": 2031}), SMALL, Job("no-such", {})]
    return list(make_reports(workspace, jobs, 2))


def test_a_failing_report_costs_itself_and_the_others_are_published_in_order(workspace, outcomes):
    assert [outcome.job.report for outcome in outcomes] == ["annual", "unit", "no-such"]
    assert [outcome.folder and outcome.folder.name for outcome in outcomes] == [None, "don-vi-phuong-3-2021", None]
    assert (outcomes[1].folder / PAGE).is_file()
    assert "2031 (năm) không có số liệu" in outcomes[0].error
    assert "Hãy chọn: annual, phase" in outcomes[2].error
    assert list(workspace.reports.glob(f"{UNFINISHED}*")) == []


@pytest.fixture(scope="module")
def mother():
    with Mother() as mother:
        yield mother


def begun(mother, workspace):
    """A report that is being made: its thread, where its answer will stand, its worker and its kernel."""
    said = []
    thread = threading.Thread(target=lambda: said.append(mother.make(workspace.root.resolve(), SMALL)))
    thread.start()
    return thread, said, *worker_and_kernel(psutil.Process(mother.process.pid))


@pytest.mark.slow
@forks
def test_a_worker_asked_to_stop_leaves_no_unfinished_folder(workspace, mother):
    thread, said, worker, kernel = begun(mother, workspace)
    wait_for(lambda: list(workspace.reports.glob(f"{UNFINISHED}*")))
    worker.send_signal(signal.SIGINT)  # Ctrl-C
    thread.join(10)
    assert said == [{"error": DIED}]
    assert ended_within([worker, kernel], 10)
    assert list(workspace.reports.glob(f"{UNFINISHED}*")) == []


@forks
def test_a_worker_that_is_killed_costs_its_report_and_its_kernel_ends_with_it(workspace, mother):
    thread, said, worker, kernel = begun(mother, workspace)
    worker.send_signal(signal.SIGKILL)
    thread.join(10)
    assert said == [{"error": DIED}]
    assert ended_within([worker, kernel], 10)
    assert mother.make(workspace.root.resolve(), Job("phase", {"stage": 9}))["error"].startswith("stage = 9")
    forget_unfinished(workspace)


@forks
def test_a_mother_that_is_killed_answers_that_the_report_ended(workspace, mother):
    mother.process.kill()
    mother.process.wait()
    assert mother.make(workspace.root.resolve(), SMALL) == {"error": DIED}


@pytest.mark.slow
@forks
def test_nothing_runs_on_when_the_starter_is_killed(workspace):
    code = (
        "import sys; from pathlib import Path; from sadec_analytics.publish.workers import *\n"
        "list(make_reports(Workspace(Path(sys.argv[1])), [Job('unit', {'unit': sys.argv[2], 'year': int(y)}) for y in sys.argv[3:]], 1))"
    )
    started = subprocess.Popen([sys.executable, "-c", code, str(workspace.root), UNIT, "2020", "2021"])
    mother = wait_for(lambda: psutil.Process(started.pid).children())[0]
    family = [mother, *worker_and_kernel(mother)]
    started.kill()
    started.wait()
    assert ended_within(family, 10)
    forget_unfinished(workspace)


def forget_unfinished(workspace):
    for left in workspace.reports.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)


def worker_and_kernel(mother: psutil.Process) -> tuple[psutil.Process, psutil.Process]:
    [worker] = wait_for(mother.children, 60)
    return worker, wait_for(worker.children)[0]


def wait_for(look, seconds=20):
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, "never came"
        time.sleep(0.02)
    return found


@forks
def test_an_unanswered_worker_is_given_up_after_its_time(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "MAX_SECONDS", 0.1)
    mother = Mother()
    mother._asks, silent = socket.socketpair()
    with mother._asks, silent:
        assert "nên đã dừng" in mother.make(tmp_path, Job("annual", {"year": 2021}))["error"]


@pytest.mark.slow
def test_a_pool_of_ordinary_processes_does_the_same_elsewhere(workspace, monkeypatch):
    monkeypatch.setattr(workers, "CAN_FORK", False)
    good, bad = make_reports(workspace, [SMALL, Job("annual", {"year": 2031})], 2)
    assert (good.folder / PAGE).is_file()
    assert "không có số liệu" in bad.error
