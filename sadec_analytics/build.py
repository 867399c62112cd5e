"""The corridor end to end: the raw folder read, cleaned, judged, and published as one run of tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .decisions import Decisions, read_decisions
from .measures import duties, in_order_of_weight, judge, standing, unresolved
from .plan import Plan
from .receiving import read_files
from .submissions import Received, Submission, combine, problem_finding, successions, table_findings
from .tables import declared
from .versions import versions
from .workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

NOT_SUBMISSIONS = ("README.md", ".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini")
Progress = Callable[[Iterable, str, int], Iterable]


@dataclass(frozen=True)
class Built:
    """A published run: its id, its tables, and how many findings keep a value unknown."""

    run: str
    tables: dict[str, pd.DataFrame]
    blocking: int


def build(workspace: Workspace, as_of: dt.date | None = None, progress: Progress | None = None) -> Built:
    """Read data/raw into tables, judge them, and put the run in force. `as_of` stands for today; data/raw is never written."""
    plan = workspace.plan()
    decisions = read_decisions(workspace.decisions, plan)
    as_of = as_of or dt.date.today()
    tables = process(workspace.raw, decisions, plan, progress, as_of)
    run = workspace.publish_run(tables, plan, as_of)
    return Built(run, tables, int((tables["findings"]["severity"] == "blocking").sum()))


def process(
    raw: Path, decisions: Decisions, plan: Plan, progress: Progress | None = None, as_of: dt.date | None = None
) -> dict[str, pd.DataFrame]:
    """Every table of a run, from the files under `raw`, as they stand on the day `as_of` (today)."""
    received, findings = _receive(raw, decisions, plan, progress or (lambda read, label, count: read))
    paths = {one.made.path for one in received}
    findings += [
        problem_finding("correction_stale", raw=one.expected, what=f"không có tệp {one.file}; corrections.csv dòng {one.line}")
        for one in decisions.agreed.corrections
        if one.file not in paths
    ]
    if not decisions.is_confirmed:
        findings.append(problem_finding("roster_unconfirmed"))
    findings += [
        problem_finding("became_unknown", raw=one.became, what=f"{one.branch} ({one.unit})")
        for one in unresolved(decisions.roster).itertuples()
    ]
    tables = combine(received, findings, plan) | {"roster": decisions.roster, "units": decisions.units}
    known = declared(plan)["findings"]
    tables["findings"] = known.frame([*tables["findings"].to_dict("records"), *table_findings(tables, plan)])
    tables["versions"] = versions(successions(received, plan), decisions.roster, plan)
    verdicts = judge(tables["branch_years"], tables["statements"], tables["roster"], plan)
    tables["findings"] = in_order_of_weight(tables["findings"], verdicts, plan)
    standing_of = standing(verdicts, tables["branch_years"], tables["recognitions"], tables["roster"], plan)
    judged = {"verdicts": verdicts, "standing": standing_of}
    return tables | judged | {"duties": duties(tables, plan, as_of or dt.date.today())}


def check_corrections(workspace: Workspace) -> list[dict]:
    """Rows of the `findings` table about the corrections alone: which were applied, which are stale. Writes nothing."""
    plan = workspace.plan()
    findings = process(workspace.raw, read_decisions(workspace.decisions, plan), plan)["findings"]
    rows = findings[findings["code"].isin(("corrected", "correction_stale"))]
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _receive(raw: Path, decisions: Decisions, plan: Plan, progress: Progress) -> tuple[list[Received], list[dict]]:
    received: dict[str, Received] = {}
    findings: list[dict] = []
    files = [path.relative_to(raw).as_posix() for path in _files(raw)]
    locks = [file for file in files if PurePosixPath(file).name.startswith("~$")]
    findings += [problem_finding("file_lock", raw=file) for file in locks]
    files = [file for file in files if file not in locks]
    read = read_files(raw, files, plan, decisions)
    for file, members in progress(read, "Đọc bảng tính", len(files)):
        for made in members:
            if made.submission in received:
                findings.append(problem_finding("file_twice", made.submission, raw=made.path, what=received[made.submission].made.path))
            else:
                received[made.submission] = _dated(made, raw / file, decisions)
    return list(received.values()), findings


def _files(raw: Path) -> list[Path]:
    return sorted((p for p in raw.rglob("*") if p.is_file() and p.name not in NOT_SUBMISSIONS), key=lambda p: p.relative_to(raw).as_posix())


def _dated(made: Submission, path: Path, decisions: Decisions) -> Received:
    """The day of receipt: as a person decided, else that of the message, else the date line of the sheet, else the time of the file."""
    if decided := decisions.received.get(made.path):
        return Received(made, decided, "decision")
    if made.sent_on:
        return Received(made, made.sent_on, "message")
    if made.dated:
        return Received(made, max(made.dated), "date_line")
    return Received(made, dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(), "file_time")
