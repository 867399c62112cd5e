"""What a report is and what was published of it, kept beside its page: draft, final, or corrected after publication."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import WorkspaceError
from .paper import CORRECTED, DRAFT, FINAL

if TYPE_CHECKING:
    from .pages import Page

RECORD = "cong-bo.json"


@dataclass(frozen=True)
class Publication:
    """One time that a person said the report is final: when, from which run, the hash of all that it says, and as of which day."""

    on: str
    status: str
    run: str
    content: str
    built_on: str = ""


@dataclass(frozen=True)
class Record:
    """What the folder of a report holds, every publication of it so far, oldest first, and what could not be made (`notes`)."""

    title: str
    group: str
    edition: str
    status: str
    data_day: str
    run: str
    made_on: str
    published: tuple[Publication, ...] = ()
    notes: tuple[str, ...] = ()

    def json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_record(folder: Path) -> Record | None:
    """The record of a report's folder, or None where none was made. WorkspaceError where the file is no longer what was written."""
    path = folder / RECORD
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        parts = {"published": tuple(Publication(**one) for one in said["published"]), "notes": tuple(said.get("notes", ()))}
        return Record(**said | parts)
    except (ValueError, TypeError, KeyError) as error:
        raise WorkspaceError(
            f"{path}: không đọc được ({error}). Hãy lấy lại tệp từ bản sao lưu, hoặc xóa tệp này nếu chưa công bố."
        ) from None


def status_of(content: str, before: Record | None, is_final: bool) -> str:
    """The status of a report that says `content`: what it was published as, where nothing of it changed since; else as asked.

    A final report after another final one with other content is a corrected one.
    """
    last = before.published[-1] if before and before.published else None
    if last and last.content == content:
        return last.status
    if not is_final:
        return DRAFT
    return CORRECTED if last else FINAL


def record_of(page: Page, content: str, before: Record | None, today: dt.date, notes: tuple[str, ...] = ()) -> Record:
    """The record of a page that is about to be published with its status; `content` is the hash of what it says."""
    published = before.published if before else ()
    if page.status != DRAFT and not (published and published[-1].content == content):
        built_on = page.tables.built_on.isoformat()
        published = (*published, Publication(today.isoformat(), page.status, page.tables.run, content, built_on))
    made = (page.title, page.group, page.edition, page.status, page.data_day, page.tables.run, today.isoformat())
    return Record(*made, published, notes)
