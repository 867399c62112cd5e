"""Writing so that a reader sees the old or the new, never a half: files, folders, and one writer at a time."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WorkspaceError(ValueError):
    """Something about the folders or files of a workspace: what it is and what to do, in Vietnamese."""


class LockedError(WorkspaceError):
    """Another run holds the lock: nothing is wrong, and it is worth trying again later."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write aside in the same folder, flush to the disk, then replace: `path` holds the old bytes or the new ones."""
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, 0o644)  # noqa: PTH101 - mkstemp makes it private
        os.replace(aside, path)  # noqa: PTH105
    except PermissionError as error:
        raise WorkspaceError(_in_use(path)) from error
    finally:
        Path(aside).unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` last through a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def publish_folder(made: Path, target: Path) -> None:
    """Put the finished folder `made` in the place of `target`, whole; both lie on one volume.

    The old folder waits as `.<name>.old` between the two renames: whoever is killed there leaves it, and the next call puts it back first.
    """
    old = target.with_name(f".{target.name}.old")
    _settle(target, old)
    try:
        if target.exists():
            target.rename(old)
        made.rename(target)
    except PermissionError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise WorkspaceError(_in_use(target)) from error
    sync_folder(target.parent)
    remove_folder(old)


def _settle(target: Path, old: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)
    remove_folder(old)


def remove_folder(folder: Path) -> None:
    """Remove a folder that may be there; WorkspaceError where another program holds a file of it open."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except PermissionError as error:
        raise WorkspaceError(_in_use(folder)) from error


def _in_use(path: Path) -> str:
    why = "tệp đang mở trong chương trình khác hoặc thiếu quyền ghi"
    return f"Không ghi được {path}: {why}. Hãy đóng tệp (Excel, Word, trình duyệt) rồi chạy lại."


@contextmanager
def held_lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; the system frees it when its holder ends, however it ends. LockedError names who else holds it."""
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            file.seek(0)
            holder = file.read().decode("utf-8", "replace")
            who = f" ({holder})" if holder else ""
            raise LockedError(f"Một lần chạy khác{who} đang ghi vào {path.parent}. Hãy đợi lần chạy đó xong rồi chạy lại.") from error
        file.truncate(0)
        file.write(f"tiến trình số {os.getpid()}, bắt đầu lúc {dt.datetime.now():%H:%M:%S ngày %d/%m/%Y}".encode())
        file.flush()
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    BEYOND = 1 << 30  # what is locked cannot be read by others: a byte after the text that names the holder

    def _lock(handle: int) -> None:
        os.lseek(handle, BEYOND, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, BEYOND, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
