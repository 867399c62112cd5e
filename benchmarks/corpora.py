"""Any folder of workbooks through the readers: opened, refused with a finding, hung, crashed. None may hang or crash.

Run: python benchmarks/corpora.py FOLDER [--list]

FOLDER may hold the test files of other projects (pandas, Apache POI, calamine, readxl, LibreOffice). Nothing in it is written.
A file counts as opened where its sheets came through, whether or not they hold a table of this plan.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from sadec_analytics.decisions import read_decisions
from sadec_analytics.plan import load_plan
from sadec_analytics.receiving import read_files

SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".zip", ".eml", ".xml", ".xlt", ".xltx"}
NOT_OPENED = {"file_took_too_long": "hung", "file_broke_reader": "crashed", "file_failed": "crashed"}
READ_BUT_NO_TABLE = {"no_table", "form_blank"}


def outcome(codes: set[str]) -> str:
    """What became of one member, by the codes of its findings."""
    for code, said in NOT_OPENED.items():
        if code in codes:
            return said
    refused = {code for code in codes if code.startswith(("file_", "sheet_too", "sheets_of"))}
    return "refused" if refused else "opened"


def main() -> int:
    """Print the counts, and the files that hung or crashed; exit code 1 where there are any."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="one line a file")
    told = parser.parse_args()
    plan = load_plan()
    files = sorted(path.relative_to(told.folder).as_posix() for path in told.folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    counts, why, bad, begun = Counter(), Counter(), [], time.perf_counter()
    for file, members in read_files(told.folder, files, plan, read_decisions(told.folder, plan)):
        for made in members:
            codes = {problem.code for problem in made.problems}
            said = outcome(codes)
            counts[said] += 1
            why.update(codes - READ_BUT_NO_TABLE if said == "refused" else ())
            if told.list:
                print(f"{said:8} {made.path}: {', '.join(sorted(codes))}")
            if said in NOT_OPENED.values():
                bad.append(f"{said}: {file}: {[problem.said for problem in made.problems]}")
    print(f"{len(files)} files, {sum(counts.values())} members, {time.perf_counter() - begun:.0f} s")
    for said in ("opened", "refused", "hung", "crashed"):
        print(f"{said:8} {counts[said]}")
    print("refused for: " + ", ".join(f"{code} {count}" for code, count in why.most_common()))
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
