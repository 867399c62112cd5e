"""What reports cost: papermill against the same code in one plain process, the profiles of nine units, 140 reports in one batch.

Run: python benchmarks/reports.py [--rounds 7] [--batch 140] [--write]

Prints Markdown; --write puts it into docs/performance.md. Practice data with a fixed seed, in a temporary folder. Every measured run is
forked from this process, which has imported everything: the machine is warm for both sides of a ratio, and the sides take turns.
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
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import nbformat

from sadec_analytics.build import build
from sadec_analytics.publish.kernels import CAN_FORK, ForkedKernel, import_all
from sadec_analytics.publish.reports import REPORTS, Job, jobs_of, notebook_of
from sadec_analytics.publish.run import make_report, run_notebook
from sadec_analytics.publish.workers import Mother, make_reports
from sadec_analytics.practice import make_practice
from sadec_analytics.workspace import Workspace

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
SEED, TARGET_RATIO, TARGET_SECONDS, UNITS = 53, 1.5, 60, 9


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
    notebook, year = notebook_of(REPORTS["annual"]), jobs_of(workspace.read_tables(), ("annual",))[-1].parameters["year"]
    told, root = {"workspace": ".", "year": year}, workspace.root.resolve()
    out = root / "thu.ipynb"
    ways = {
        "the same code in one plain process": lambda: plainly(notebook, told, root),
        "papermill, kernel forked warm": lambda: run_notebook(notebook, out, told, root, ForkedKernel()),
        "papermill, ordinary kernel": lambda: run_notebook(notebook, out, told, root),
        "the whole report: papermill warm, page, 10 pictures": lambda: make_report(workspace, "annual", {"year": year}, ForkedKernel()),
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
    yield f"\nMedians of {rounds} rounds; a ratio is the median of each round's own. Target: papermill warm at most {TARGET_RATIO}."


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batch", type=int, default=140)
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    import_all()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path("/tmp/wt/runs-demo"))
        for line in ratios(workspace, told.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
