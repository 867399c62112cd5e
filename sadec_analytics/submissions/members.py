"""What a received file holds: itself, the files of a zip archive, or the attachments of a message. By its bytes, never by its name."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from .guard import DAMAGES, MAX_ENTRIES, MAX_FILE, RefusedError, check_entries

OFFICE_PARTS = ("xl/workbook.xml", "mimetype", "[Content_Types].xml", "word/document.xml", "ppt/presentation.xml")
PICTURES_AND_PRINTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
MESSAGE_STARTS = (
    b"from:",
    b"to:",
    b"date:",
    b"received:",
    b"return-path:",
    b"mime-version:",
    b"message-id:",
    b"subject:",
    b"delivered-to:",
    b"x-",
)
MAX_DEPTH = 3


@dataclass(frozen=True)
class Member:
    """One file: its path (`mail.eml!bang.xlsx` inside another), its bytes, and the day on which the message that brought it was sent.

    `refused` is the code of the finding where the member could not be taken out.
    """

    path: str
    content: bytes
    sent_on: dt.date | None = None
    refused: str | None = None


def members_of(path: str, content: bytes, sent_on: dt.date | None = None, depth: int = 0) -> Iterator[Member]:
    """The files to read in a received file; archives and messages inside are opened too, up to a depth."""
    try:
        if depth < MAX_DEPTH and _is_archive(content):
            for name, inside in _unzipped(content):
                yield from members_of(f"{path}!{name}", inside, sent_on, depth + 1)
        elif depth < MAX_DEPTH and _is_message(content):
            message = email.message_from_bytes(content, policy=email.policy.default)
            for name, inside in _attachments(message):
                yield from members_of(f"{path}!{name}", inside, _sent_on(message) or sent_on, depth + 1)
        else:
            yield Member(path, content, sent_on)
    except RefusedError as refusal:
        yield Member(path, b"", sent_on, refusal.code)


def is_picture_or_print(content: bytes) -> bool:
    """Whether the bytes are a picture or a PDF: nothing that can be read as a table."""
    return content.startswith(PICTURES_AND_PRINTS)


def _is_archive(content: bytes) -> bool:
    """Whether the bytes are a zip archive of files, and no office document."""
    if content[:4] != b"PK\x03\x04":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not set(OFFICE_PARTS) & set(archive.namelist())
    except DAMAGES:
        return False


def _unzipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            check_entries(entries)
            for entry in entries[:MAX_ENTRIES]:
                with archive.open(entry) as part:
                    yield entry.filename, part.read(MAX_FILE + 1)
    except DAMAGES as error:
        raise RefusedError("file_damaged", type(error).__name__) from error


def _is_message(content: bytes) -> bool:
    head = content[:4096].lstrip().lower()
    return head.startswith(MESSAGE_STARTS) and b"\n" in head and (b"\ncontent-type:" in head or b"\nmime-version:" in head)


def _attachments(message: email.message.EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.walk(), 1):
        if part.get_content_maintype() != "multipart" and part.get_filename():
            yield part.get_filename(f"tep-{number}"), part.get_payload(decode=True) or b""


def _sent_on(message: email.message.EmailMessage) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(message["date"]).date() if message["date"] else None
    except ValueError:
        return None
