"""What reports cost: papermill against the same code in one plain process, the profiles of nine units, 140 reports in one batch.

Run: python benchmarks/reports.py [--rounds 7] [--batch 140] [--write]

Linux. Prints Markdown; --write puts it into docs/performance.md. Practice data with a fixed seed, in a temporary folder. Every measured
run is forked from this process, which has imported everything: both sides of a ratio are warm, and they take turns.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil

from sadec_analytics.build import build
from sadec_analytics.practice import make_practice
from sadec_analytics.publish.kernels import ForkedKernel, import_all
from sadec_analytics.publish.reports import REPORTS, jobs_of, notebook_of
from sadec_analytics.publish.run import make_report, run_notebook
from sadec_analytics.publish.workers import make_reports
from sadec_analytics.workspace import Workspace

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
SEED, TARGET_RATIO, TARGET_SECONDS, UNITS, WORKERS = 53, 1.5, 60, 9, 2


class Cost(NamedTuple):
    """Seconds by the clock, and of processors in this process and in those that it started."""

    clock: float
    processor: float


def forked(way: Callable[[], object]) -> Cost:
    """What `way` costs in a process forked for it."""
    read, write = os.pipe()
    if not os.fork():
        start = time.perf_counter()
        way()
        clock = time.perf_counter() - start
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        os.write(write, json.dumps([clock, sum(one.ru_utime + one.ru_stime for one in used)]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        cost = Cost(*json.load(pipe))
    os.wait()
    return cost


def plainly(notebook: Path, parameters: dict[str, object], folder: Path) -> None:
    """The code of a notebook in this very process; what a cell ends with is shown as HTML, as Jupyter does."""
    os.chdir(folder)
    names: dict[str, object] = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        *before, last = ast.parse(cell.source).body
        exec(compile(ast.Module(before, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            eval(compile(ast.Expression(last.value), "cell", "eval"), names)._repr_html_()
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(parameters)


def ratios(workspace: Workspace, rounds: int) -> Iterator[str]:
    """The annual review four ways, in turns."""
    notebook, year = notebook_of(REPORTS["annual"].notebook), jobs_of(workspace.read_tables(), ("annual",))[-1].parameters["year"]
    told, root = {"workspace": ".", "year": year}, workspace.root.resolve()
    out = root / "thu.ipynb"
    ways = {
        "the same code in one plain process": lambda: plainly(notebook, told, root),
        "papermill, kernel forked warm": lambda: run_notebook(notebook, out, told, root, ForkedKernel()),
        "papermill, ordinary kernel": lambda: run_notebook(notebook, out, told, root),
        "whole report: papermill warm, page, pictures": lambda: make_report(workspace, "annual", {"year": year}, ForkedKernel()),
    }
    seen: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            seen[name].append(forked(way))
    plain, *_ = seen.values()
    yield "| the annual review | seconds | ratio | processor seconds | ratio |\n| --- | --- | --- | --- | --- |"
    for name, costs in seen.items():
        clock, processor = (statistics.median(c[i] for c in costs) for i in (0, 1))
        by = [statistics.median(c[i] / p[i] for c, p in zip(costs, plain, strict=True)) for i in (0, 1)]
        yield f"| {name} | {clock:.2f} | {by[0]:.2f} | {processor:.2f} | {by[1]:.2f} |"
    yield f"\nMedians of {rounds} rounds; a ratio is the median of each round's own. Target: papermill warm at most {TARGET_RATIO}.\n"


def batches(workspace: Workspace, many: int) -> Iterator[str]:
    """Nine profiles of units and one large batch, the start of their processes included."""
    kind = "unit" if "unit" in REPORTS else "annual"
    jobs = jobs_of(workspace.read_tables(), (kind,))
    yield "| batch | seconds | processor seconds | a report | MiB early | MiB late |\n| --- | --- | --- | --- | --- | --- |"
    for count in (UNITS, many):
        start = time.perf_counter()
        with Watch() as watch:
            made = list(make_reports(workspace, list(islice(cycle(jobs), count)), WORKERS))
        seconds, processor = time.perf_counter() - start, sum(watch.processor.values())
        assert [one.error for one in made if one.error] == []
        early, late = watch.thirds()
        yield f"| {count} of kind {kind} | {seconds:.0f} | {processor:.0f} | {processor / count:.2f} | {early:.0f} | {late:.0f} |"
    yield (
        f"\n{WORKERS} workers, two processes each; the start of everything is included. Target: {UNITS} profiles in under "
        f"{TARGET_SECONDS} s on 2 processors,\nand memory that does not grow: the middle of the proportional memory (PSS) of all processes "
        "of the batch, in its second third and in its last."
    )


class Watch:
    """Looks at the processes that this one started: their processor time five times in a second, their memory once."""

    def __enter__(self) -> Watch:
        self.memory: list[float] = []
        self.processor: dict[tuple[int, float], float] = {}
        self.done, self.thread = threading.Event(), threading.Thread(target=self._look)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def thirds(self) -> tuple[float, float]:
        """MiB, middle of the second third (the first has the start in it) and of the last."""
        third = max(len(self.memory) // 3, 1)
        return statistics.median(self.memory[third : 2 * third]), statistics.median(self.memory[-third:])

    def _look(self) -> None:
        looks = 0
        while not self.done.wait(0.2):
            total = 0
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    times = process.cpu_times()
                    self.processor[process.pid, process.create_time()] = times.user + times.system
                    total += process.memory_full_info().pss if looks % 5 == 0 else 0
            if looks % 5 == 0:
                self.memory.append(total / 2**20)
            looks += 1


def page(rounds: int, many: int) -> Iterator[str]:
    """The lines of docs/performance.md."""
    yield (
        "# What reports cost\n\nPrinted by `python benchmarks/reports.py --write`; every figure is of that one run. Practice data, seed "
        f"{SEED}.\nPython {platform.python_version()} on {platform.system()}, {os.cpu_count()} processors, load when it began "
        f"{os.getloadavg()[0]:.1f}: where that is above 0.5, other work slowed the clock,\nand the ratios and processor seconds say more "
        "than the seconds.\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_practice(Path(folder) / "demo", seed=SEED)
        build(workspace)
        yield from ratios(workspace, rounds)
        yield from batches(workspace, many)


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batch", type=int, default=140)
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    import_all()
    lines = []
    for line in page(told.rounds, told.batch):
        print(line, flush=True)
        lines.append(line)
    if told.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
