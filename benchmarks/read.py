"""What reading costs, side by side: this suite, python-calamine alone, pandas with openpyxl. Prints medians of ratios of one run.

Run: python benchmarks/read.py [--books 20] [--rounds 5]

Clean city-like workbooks: 4 sheets of 80 rows and 30 columns, drawn by the practice generator's own canvas with a fixed seed.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from sadec_analytics.canvas import Canvas, new_workbook, saved
from sadec_analytics.decisions import read_decisions
from sadec_analytics.plan import Field, Plan, load_plan
from sadec_analytics.receiving import COLLECT_SELDOM, read_files
from sadec_analytics.submissions import Lexicon, members_of, read_member
from sadec_analytics.submissions.guard import look

SHEETS, ROWS, COLUMNS = 4, 80, 30


def country(plan: Plan) -> dict[str, dict[str, tuple[str, ...]]]:
    """A unit with as many branches as a sheet has rows."""
    return {plan.residential_units[0].name: {f"Khóm {n}": () for n in range(1, ROWS + 1)}}


def workbook(plan: Plan, number: int) -> bytes:
    """Results of the four sheets' years, one row a branch, every cell as a careful clerk writes it."""
    rng = np.random.default_rng([53, number])
    form, unit = plan.form("results"), plan.residential_units[0].name
    fields = [one for one in form.fields if one.in_template and one.kind != "aside"]
    book = new_workbook("sadec_analytics benchmark", "Dữ liệu minh họa", "Synthetic, seed 53")
    for year in list(plan.years)[:SHEETS]:
        canvas = Canvas(book.create_sheet(str(year)))
        canvas.merge(1, 1, 1, COLUMNS, f"KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ {unit} NĂM {year}".upper())
        canvas.row = 3
        canvas.line(["STT", "Chi đoàn", *(one.vi for one in fields), "Ghi chú"][:COLUMNS])
        for row in range(1, ROWS + 1):
            said = {one.name: _value(one, rng) for one in fields}
            for lesser, greater in form.at_most:
                if lesser in said and greater in said:
                    said[lesser] = min(said[lesser], said[greater])
            canvas.line([row, f"Khóm {row}", *said.values(), ""][:COLUMNS])
    return saved(book)


def _value(one: Field, rng: np.random.Generator) -> object:
    if one.kind in ("yes_no", "yes_no_or_date", "stated_verdict"):
        return ("có", "không")[int(rng.integers(2))]
    if one.kind == "money":
        return int(rng.integers(10, 60)) * 24_000
    if one.kind == "count":
        low, high = one.plausible or (0, 20)
        return int(rng.integers(low, high + 1))
    return f"{int(rng.integers(1, 99))}-NQ/ĐU"


def median_times(ways: dict[str, Callable[[bytes], object]], books: list[bytes], rounds: int) -> dict[str, float]:
    """Seconds a workbook, median of the rounds; the ways take turns, each round in another order, and none pays for another's garbage."""
    seen: dict[str, list[float]] = {name: [] for name in ways}
    order = np.random.default_rng(53)
    for _ in range(rounds):
        for name in order.permutation(list(ways)):
            way = ways[name]
            gc.collect()
            start = time.perf_counter()
            for content in books:
                way(content)
            seen[name].append((time.perf_counter() - start) / len(books))
    return {name: statistics.median(times) for name, times in seen.items()}


def by_calamine(content: bytes) -> int:
    """python-calamine's bare read: every cell of every sheet."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return sum(len(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names)


def by_pandas(content: bytes) -> int:
    return sum(map(len, pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl").values()))


def by_openpyxl(content: bytes) -> int:
    """What the normal mode of openpyxl costs: what a fallback would cost."""
    return sum(len(list(sheet.values)) for sheet in load_workbook(io.BytesIO(content), data_only=True))


def main() -> None:
    """Print the table of ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--books", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    told = parser.parse_args()
    plan = load_plan()
    books = [workbook(plan, number) for number in range(told.books)]
    known = Lexicon(plan, {unit.name: unit.aliases for unit in plan.units}, country(plan))

    def by_suite(content: bytes) -> int:
        [member] = members_of("bang.xlsx", content)
        made = read_member(member, known)
        made.findings()
        return sum(len(records) for records in made.records.values())

    assert by_suite(books[0]) == SHEETS * ROWS, "the benchmark's own workbooks are not read whole"
    gc.set_threshold(*COLLECT_SELDOM)  # as in the workers
    ways = {"suite": by_suite, "look alone": look, "calamine": by_calamine, "openpyxl": by_openpyxl, "pandas+openpyxl": by_pandas}
    times = median_times(ways, books, told.rounds)
    without = times["suite"] - times["look alone"]
    print(f"{told.books} workbooks of {SHEETS} sheets x {ROWS} rows x {COLUMNS} columns, medians of {told.rounds} rounds, one process")
    for name, seconds in times.items():
        print(f"{name:16} {seconds * 1000:8.1f} ms a workbook {seconds / times['calamine']:6.2f} x calamine")
    whole, apart = times["suite"] / times["calamine"], without / times["calamine"]
    print(f"suite / calamine: {whole:.2f}; without the guard {apart:.2f} (target at most 2.5)")
    print(f"pandas+openpyxl / suite: {times['pandas+openpyxl'] / times['suite']:.2f} (target at least 5)")
    print(f"hand-over to workers included: {_by_workers(books, plan) * 1000:.1f} ms a workbook on {os.cpu_count()} processors")
    if sys.platform == "linux":
        peaks = [_peak(by_suite, books, times) for times in (1, 4, 16)]
        print("peak memory after reading 1, 4 and 16 times as many: " + ", ".join(f"{peak:.0f} MiB" for peak in peaks))


def _by_workers(books: list[bytes], plan: Plan) -> float:
    """Seconds a workbook through the pool of processes, once they are warm."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        for number, content in enumerate(3 * books):
            (raw / f"{number:05}.xlsx").write_bytes(content)
        read = read_files(raw, sorted(path.name for path in raw.iterdir()), plan, read_decisions(raw, plan))
        for _ in books:
            next(read)
        start = time.perf_counter()
        rest = sum(1 for _ in read)
        return (time.perf_counter() - start) / rest


def _peak(way: Callable[[bytes], object], books: list[bytes], times: int) -> float:
    import resource

    for _ in range(times):
        for content in books:
            way(content)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
