"""Files read in processes of their own: one that hangs, dies or swallows memory costs itself, and the rest of the run goes on."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as TookTooLongError
from pathlib import Path, PureWindowsPath

from pebble import ProcessExpired, ProcessPool

from .decisions import Agreed, Decisions
from .plan import Plan
from .submissions import MAX_INFLATED, Lexicon, Member, Submission, identity, members_of, read_member, refused, renames

MAX_SECONDS = 60
MAX_MEMORY = 3 * 2**30
FILES_A_WORKER = 30  # a new worker takes about as long to learn the plan's words as to read so many
COLLECT_SELDOM = (100_000, 50, 100)  # a workbook is many small objects and hardly a cycle
Names = Mapping[str, object]
_known: Lexicon


def read_files(
    raw: Path,
    files: Iterable[str],
    plan: Plan,
    decisions: Decisions,
    read: Callable[[Path, str], list[Submission]] | None = None,
    seconds: float = MAX_SECONDS,
) -> Iterator[tuple[str, list[Submission]]]:
    """Each file (a path relative to `raw`, with forward slashes), in the order given, and what its members gave.

    `read` stands for `read_file` in tests. Memory is bounded on Linux alone; elsewhere the limits of the reader's own look bound it.
    """
    files = list(files)
    workers = min(os.cpu_count() or 1, 1 + len(files) // FILES_A_WORKER)
    renamed = renames(decisions.roster, plan.years)
    known = (plan, decisions.unit_names, decisions.branch_names, decisions.agreed, renamed)
    with ProcessPool(workers, initializer=_prepare, initargs=known, context=_context()) as pool:
        futures = [pool.schedule(read or read_file, args=(raw, file), timeout=seconds) for file in files]
        for file, future in zip(files, futures, strict=True):
            try:
                yield file, future.result()
            except BrokenExecutor:
                raise  # no worker can start at all: no file's fault
            except (TookTooLongError, ProcessExpired, Exception) as error:
                yield file, [_failed(raw, file, error)]


def read_file(raw: Path, file: str) -> list[Submission]:
    """What every member of one file gave; runs in a worker."""
    if (raw / file).stat().st_size > MAX_INFLATED:
        return [read_member(Member(file, b"", refused="file_too_large"), _known)]
    try:
        content = (raw / file).read_bytes()
    except OSError as error:
        return [refused(file, identity(file.encode()), "file_out_of_reach", type(error).__name__)]
    return [read_member(member, _known) for member in members_of(file, content)]


def _context() -> multiprocessing.context.BaseContext:
    """Workers that inherit no threads; where the platform can, from a server that has imported this package once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _prepare(plan: Plan, units: Names, branches: Names, agreed: Agreed, renamed: Mapping) -> None:
    global _known
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    gc.set_threshold(*COLLECT_SELDOM)
    _known = Lexicon(plan, units, branches, agreed, renamed)


def _failed(raw: Path, file: str, error: BaseException) -> Submission:
    """A file that no reader survived: refused, with what happened and where in the code, never with what the file holds."""
    name = identity((raw / file).read_bytes())
    if isinstance(error, TookTooLongError):
        return refused(file, name, "file_took_too_long", f"{MAX_SECONDS} giây")
    if isinstance(error, ProcessExpired | MemoryError):
        return refused(file, name, "file_broke_reader", type(error).__name__)
    return refused(file, name, "file_failed", f"{type(error).__name__}, {_place(error)}")


def _place(error: BaseException) -> str:
    """Module and line where the worker failed, out of its traceback, which comes as the text of the cause."""
    places = re.findall(r'File "(.*?)", line (\d+)', str(error.__cause__))
    return f"{PureWindowsPath(places[-1][0]).name}:{places[-1][1]}" if places else "?"
