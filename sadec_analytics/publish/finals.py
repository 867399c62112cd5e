"""What was published as final: whether it still says what the figures say, seen on the figures as they stood on its day.

A duty that nobody kept is a day later every day; that alone makes no published report wrong.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..workspace import Tables, Workspace
from .paper import DRAFT
from .record import Record, read_record
from .reports import Job, Report, report_of


@dataclass(frozen=True)
class OnDay(Workspace):
    """The same workspace, with the tables of its runs as they stood on a day."""

    day: dt.date

    def read_tables(self, run: str | None = None) -> Tables:
        """The tables of a run, with its duties judged on the day."""
        return tables_on(super().read_tables(run), self.day)


def tables_on(tables: Tables, day: dt.date) -> Tables:
    """The same tables with the duties judged on another day than the one on which they were built."""
    from ..measures import duties

    if day == tables.built_on:
        return tables
    then = copy.copy(tables)
    then.built_on, then._frames = day, tables._frames | {"duties": duties(tables._frames, tables.plan, day)}
    return then


def folder_of(job: Job, workspace: Workspace, tables: Tables) -> Path:
    """Where a report is published."""
    return workspace.reports / report_of(job.report).folder_of(job.parameters, tables, job.edition)


def day_of_final(record: Record | None) -> dt.date | None:
    """The day of whose figures a final report tells; None for a draft and where there is no report."""
    return published_day(record) if record and record.status != DRAFT else None


def published_day(record: Record) -> dt.date:
    """The day of whose figures the last publication tells."""
    last = record.published[-1]
    return dt.date.fromisoformat(last.built_on or last.on)


def content_since(kind: Report, workspace: Workspace, said: Mapping[str, object], before: Record | None, content: str) -> str:
    """The hash of what a report says, `content`; that of its last publication where nothing but the day is another since."""
    if before is None or not before.published or before.published[-1].content == content:
        return content
    then = kind.page_of(OnDay(workspace.root, published_day(before)), said).content
    return then if then == before.published[-1].content else content


def still_holds(job: Job, workspace: Workspace) -> bool:
    """Whether the final report in the folder of the job says what the figures of its day say now."""
    record = read_record(folder_of(job, workspace, workspace.read_tables()))
    said = {**job.parameters, "edition": job.edition}
    page = report_of(job.report).page_of(OnDay(workspace.root, published_day(record)), said)
    return page.content == record.published[-1].content
