"""Many reports: each in a process of its own, as many at a time as there are processors; one that fails costs itself.

On Linux every worker is forked from one process that has imported everything once, and forks its kernel before it does anything else;
so memory stays flat and no state passes from one report to the next. Elsewhere a pool of ordinary processes does the same work.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLongError
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ..files import WorkspaceError, held_lock, remove_folder
from ..plan.checked import PlanError
from ..workspace import Workspace
from .finals import day_of_final, folder_of
from .index import write_index
from .kernels import CAN_FORK, ForkedKernel, import_all
from .record import read_record
from .reports import PACKAGE, Job, ReportError
from .run import UNFINISHED, FinalError, leave_final, make_report

MADE, LEFT, OUTDATED, BROKEN = "made", "left", "outdated", "failed"
MAX_SECONDS = 600
DIED = "Tiến trình làm báo cáo dừng đột ngột; có thể do thiếu bộ nhớ."
TOO_LONG = f"Báo cáo chưa xong sau {MAX_SECONDS} giây nên đã dừng."


@dataclass(frozen=True)
class Outcome:
    """What became of one report: the folder in which it is published, or why it is not, in Vietnamese.

    `notes` is what of it could not be made. `became`: made, failed, or of one that stands there as final: left, because it says what the
    figures say, or outdated, because it does not any more, as `error` says.
    """

    job: Job
    folder: Path | None
    error: str | None
    notes: tuple[str, ...] = ()
    became: str = MADE

    @classmethod
    def of(cls, job: Job, said: Mapping[str, Any]) -> Outcome:
        """What a worker said of a job: the answer of `attempt`."""
        folder = Path(said["folder"]) if "folder" in said else None
        became = said.get("became", MADE if folder else BROKEN)
        return cls(job, folder, said.get("error"), tuple(said.get("notes", ())), became)


def make_reports(workspace: Workspace, jobs: Sequence[Job], workers: int | None = None) -> Iterator[Outcome]:
    """Make the reports, several at a time; what became of each, in the order given. The caller holds `report_lock`."""
    if not jobs:
        return
    workspace.reports.mkdir(parents=True, exist_ok=True)
    for left in workspace.reports.glob(f"{UNFINISHED}*"):  # of a run that was killed
        remove_folder(left)
    at_once = min(workers or os.cpu_count() or 1, len(jobs))
    make = _forked if CAN_FORK else _pooled
    for job, said in zip(jobs, make(workspace.root.resolve(), jobs, at_once), strict=True):
        yield Outcome.of(job, said)
    write_index(workspace)


def report_lock(workspace: Workspace) -> object:
    """The one lock under which reports are made; a context manager."""
    workspace.processed.mkdir(parents=True, exist_ok=True)
    return held_lock(workspace.processed / ".reports.lock")


def attempt(root: Path, job: Job, kernel: ForkedKernel | None = None) -> dict[str, Any]:
    """One report, and the folder that it made or why it did not; a fault of the program is told whole on stderr."""
    workspace = Workspace(root)
    try:
        if job.keeps_final and day_of_final(read_record(folder_of(job, workspace, workspace.read_tables()))):
            return {"folder": str(leave_final(workspace, job)), "became": LEFT}
        folder = make_report(workspace, job.report, job.parameters, kernel, job.edition, job.is_final)
        return {"folder": str(folder), "notes": read_record(folder).notes}
    except FinalError as error:
        return {"error": str(error), "became": OUTDATED}
    except (ReportError, WorkspaceError, PlanError, OSError) as error:
        return {"error": str(error)}
    except Exception as error:
        traceback.print_exc()
        return {"error": f"Lỗi của phần mềm: {type(error).__name__}: {error}"}


def _pooled(root: Path, jobs: Sequence[Job], at_once: int) -> Iterator[dict[str, Any]]:
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(at_once, context=multiprocessing.get_context("spawn")) as pool:
        futures = [pool.schedule(attempt, args=(root, job), timeout=MAX_SECONDS) for job in jobs]
        for future in futures:
            try:
                yield future.result()
            except TookTooLongError:
                yield {"error": TOO_LONG}
            except ProcessExpired:
                yield {"error": DIED}


def _forked(root: Path, jobs: Sequence[Job], at_once: int) -> Iterator[dict[str, Any]]:
    with Mother() as mother, ThreadPoolExecutor(at_once) as threads:
        try:
            yield from threads.map(lambda job: mother.make(root, job), jobs)
        finally:
            threads.shutdown(cancel_futures=True)


class Mother:
    """The process from which workers are forked: it ends, and they with it, when the one that started it does."""

    def __enter__(self) -> Mother:
        self._asks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        home = str(PACKAGE.parent)
        found = f"import sys; {home!r} in sys.path or sys.path.insert(0, {home!r}); "
        start = f"{found}from {__name__} import serve; serve({theirs.fileno()})"
        self.process = subprocess.Popen([sys.executable, "-P", "-c", start], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._asks.close()
        self.process.wait()

    def make(self, root: Path, job: Job) -> dict[str, Any]:
        """Have one report made by a worker of its own."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                order = json.dumps({"root": str(root), **vars(job), "parameters": dict(job.parameters)})
                try:
                    socket.send_fds(self._asks, [order.encode()], [theirs.fileno()])
                except ConnectionError:  # it ended, and has said why on stderr
                    return {"error": DIED}
            ours.settimeout(MAX_SECONDS)
            try:
                said = b"".join(iter(lambda: ours.recv(65536), b""))
            except TimeoutError:
                return {"error": TOO_LONG}
        return json.loads(said) if said else {"error": DIED}


def serve(handle: int) -> None:
    """Fork a worker for each order that comes, until the one who orders is gone."""
    import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the one who orders, and so everything
    gc.collect()
    gc.freeze()  # what is shared stays shared
    with socket.socket(fileno=handle) as asks:
        while True:
            order, handles, _, _ = socket.recv_fds(asks, 65536, 1)
            if not handles:
                return
            if not os.fork():
                asks.close()
                _work(socket.socket(fileno=handles[0]), **json.loads(order))
            os.close(handles[0])


def _work(answer: socket.socket, root: str, **job: Any) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        kernel = ForkedKernel()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        threading.Thread(target=_end_with, args=(answer,), daemon=True).start()
        answer.sendall(json.dumps(attempt(Path(root), Job(**job), kernel)).encode())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _end_with(answer: socket.socket) -> None:
    """End this process when nobody waits for its answer any more."""
    answer.recv(1)
    os._exit(1)
