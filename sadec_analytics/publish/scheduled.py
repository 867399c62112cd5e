"""`sadec run`: build, then every report whose inputs changed, under one lock; what was done is a line of a journal."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from ..build import Progress, build
from ..workspace import Tables, Workspace, WorkspaceError
from .finals import day_of_final, folder_of, tables_on
from .paper import PUBLIC
from .record import RECORD, read_record
from .reports import Job, jobs_of, report_of
from .run import PAGE, STAMP
from .workers import MADE, OUTDATED, make_reports, report_lock

JOURNAL, READABLE = "nhat-ky.jsonl", "nhat-ky.txt"
SEVERITIES = {"blocking": "cần hỏi lại", "repaired": "đã tự sửa", "noted": "ghi chú"}


@dataclass
class Record:
    """One run: what was read and found, and which reports (names of folders) were made, left as they are, or failed and why.

    `outdated` are final reports of which the figures are others now: left as they are, and said. `notes` say what could not be made
    of which reports. Counts and names of reports only. A build that failed has the kind of error; its words go to who ran it.
    """

    started: str
    pid: int
    version: str
    run: str | None = None
    files: int = 0
    branch_years: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    outdated: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    error: str | None = None
    seconds: float = 0.0

    @property
    def lines(self) -> list[str]:
        """The same for people."""
        if self.error:
            return [f"Dừng sau {self.seconds:.0f} giây, chưa có bảng số liệu hoặc báo cáo mới: {self.error}."]
        found = ", ".join(f"{self.findings.get(severity, 0)} {vi}" for severity, vi in SEVERITIES.items())
        lines = [
            f"Xong sau {self.seconds:.0f} giây. Đã đọc {self.files} tệp, {self.branch_years} dòng kết quả của chi đoàn theo năm; {found}."
        ]
        if self.made:
            lines.append(f"Báo cáo đã làm: {', '.join(self.made)}.")
        if self.unchanged:
            lines.append(f"Giữ nguyên vì số liệu không đổi: {', '.join(self.unchanged)}.")
        lines += [f"{note} ({', '.join(names)})" for note, names in self.notes.items()]
        return [*lines, *self.outdated.values(), *(f"Không làm được {name}: {why}" for name, why in self.failed.items())]


def scheduled_run(workspace: Workspace, year: int | None = None, as_of: dt.date | None = None, progress: Progress | None = None) -> Record:
    """Build, and make the reports whose inputs changed: of one year where it is named (reports without a year are made too), else all.

    Every report in the internal edition as a draft, and in the public one where that was made before. What is final is never made
    again: where its figures are others now, the record says so.

    LockedError where another run is at work. Killed at any moment, every report is whole: the new one or the one before.
    """
    years = list(workspace.plan().years)
    if year is not None and year not in years:
        raise WorkspaceError(f"Kế hoạch không có năm {year}. Hãy chọn một trong: {', '.join(map(str, years))}.")
    with report_lock(workspace):
        began = time.monotonic()
        record = Record(dt.datetime.now().astimezone().isoformat(timespec="seconds"), os.getpid(), version("sadec-analytics"))
        try:
            _build(workspace, as_of, progress, record)
            _report(workspace, year, record)
        except BaseException as error:
            record.error = type(error).__name__
            raise
        finally:
            record.seconds = round(time.monotonic() - began, 1)
            _note(workspace.reports, record)
    return record


def due(workspace: Workspace, tables: Tables, jobs: list[Job]) -> list[Job]:
    """The reports that are not published yet, or were made from other inputs."""
    return [job for job in jobs if not _is_current(job, workspace, tables)]


def jobs_in(workspace: Workspace, tables: Tables, year: int | None) -> list[Job]:
    """What a run looks at: the internal edition of every report of which there is data, each with its public one if there is one."""
    jobs = []
    for job in jobs_of(tables, **({} if year is None else {"year": year})):
        internal, public = replace(job, keeps_final=True), replace(job, edition=PUBLIC, keeps_final=True)
        jobs += [internal, *([public] if (folder_of(public, workspace, tables) / RECORD).exists() else [])]
    return jobs


def _build(workspace: Workspace, as_of: dt.date | None, progress: Progress | None, record: Record) -> None:
    built = build(workspace, as_of, progress)
    severities = built.tables["findings"]["severity"]
    record.run, record.files, record.branch_years = built.run, len(built.tables["submissions"]), len(built.tables["branch_years"])
    record.findings = {severity: int((severities == severity).sum()) for severity in SEVERITIES}


def _report(workspace: Workspace, year: int | None, record: Record) -> None:
    tables = workspace.read_tables()
    jobs = jobs_in(workspace, tables, year)
    wanted = due(workspace, tables, jobs)
    record.unchanged = [folder_of(job, workspace, tables).name for job in jobs if job not in wanted]
    for outcome in make_reports(workspace, wanted):
        name = folder_of(outcome.job, workspace, tables).name
        for note in outcome.notes:
            record.notes.setdefault(note, []).append(name)
        if outcome.error is None:
            (record.made if outcome.became == MADE else record.unchanged).append(name)
        else:
            (record.outdated if outcome.became == OUTDATED else record.failed)[name] = outcome.error


def _is_current(job: Job, workspace: Workspace, tables: Tables) -> bool:
    folder = folder_of(job, workspace, tables)
    stamp = folder / STAMP
    if not stamp.is_file() or not (folder / PAGE).is_file():
        return False
    try:
        made_from = json.loads(stamp.read_text(encoding="utf-8"))["inputs"]
        day = day_of_final(read_record(folder))
    except (ValueError, KeyError, TypeError):
        return False  # changed by hand: made again, or what cannot be read is told
    then = tables_on(tables, day) if day else tables
    return made_from == report_of(job.report).inputs(job.parameters, then, job.edition, workspace.decisions)


def _note(folder: Path, record: Record) -> None:
    """A line of JSON and a paragraph for people, appended by the holder of the lock."""
    folder.mkdir(parents=True, exist_ok=True)
    when = dt.datetime.fromisoformat(record.started)
    _append(folder / JOURNAL, json.dumps(asdict(record), ensure_ascii=False))
    _append(folder / READABLE, "\n  ".join([f"{when:%d/%m/%Y %H:%M:%S}", *record.lines]))


def _append(path: Path, text: str) -> None:
    """One write at the end of the file, on the disk before it returns; a line that a killed run left unfinished is closed first."""
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        torn = size and file.read(1) != b"\n"
        file.write(f"{chr(10) if torn else ''}{text}\n".encode())
        os.fsync(file.fileno())
