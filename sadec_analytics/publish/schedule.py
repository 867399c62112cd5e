"""`sadec schedule`: the three texts that start `sadec run` every day (cron, systemd, Windows), ready to paste, and checked."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..files import WorkspaceError
from ..workspace import Workspace
from .reports import slug

LONGEST_TASK = 261  # characters of schtasks /TR
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
OK = "đúng"


@dataclass(frozen=True)
class Schedule:
    """The texts: a line for crontab, two units of systemd by file name, a command for Windows."""

    cron: str
    units: dict[str, str]
    task: str

    @property
    def lines(self) -> list[str]:
        """What is printed, with where each text goes."""
        units = [line for name, text in self.units.items() for line in (f"# ~/.config/systemd/user/{name}", *text.splitlines(), "")]
        timer = list(self.units)[-1]
        return [
            "== Linux, macOS: thêm dòng này bằng lệnh crontab -e ==",
            self.cron,
            "",
            f"== Linux có systemd: ghi hai tệp, rồi chạy systemctl --user enable --now {timer} ==",
            *units,
            "== Windows: dán vào Command Prompt ==",
            self.task,
        ]


def schedule(workspace: Workspace, at: str, try_later: int) -> Schedule:
    """The texts for a daily run at `at` (HH:MM) of this installation on that workspace; WorkspaceError for a time that is none.

    `try_later` is the exit code that says no more than that another run was at work.
    """
    hour, minute = _time(at)
    root = workspace.root.resolve()
    words = [sys.executable, "-X", "utf8", "-m", "sadec_analytics", "run", "--workspace", str(root)]
    if any(not character.isprintable() for word in words for character in word):
        raise WorkspaceError(f"Đường dẫn {str(root)!r} có ký tự không in được. Hãy đổi tên thư mục.")
    name = f"sadec-{slug(root.name) or 'run'}"
    cron = f"{minute} {hour} * * * {shlex.join(words)}".replace("%", r"\%")
    service = (
        f"[Unit]\nDescription=sadec run\n\n[Service]\nType=oneshot\nExecStart={' '.join(map(_unit_word, words))}\n"
        f"SuccessExitStatus={try_later}\n"
    )
    timer = (
        f"[Unit]\nDescription=sadec run\n\n[Timer]\nOnCalendar=*-*-* {hour:02}:{minute:02}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    inner = " ".join(word if re.fullmatch(r"[\w.-]+", word) else rf"\"{word}\"" for word in words)
    task = f'schtasks /Create /F /SC DAILY /ST {hour:02}:{minute:02} /TN "{name}" /TR "{inner}"'
    return Schedule(cron, {f"{name}.service": service, f"{name}.timer": timer}, task)


def checks(made: Schedule) -> Iterator[tuple[str, str]]:
    """What was checked, and the verdict in Vietnamese: "đúng", why it is wrong, or why it could not be checked here."""
    yield "cron", cron_fault(made.cron) or OK
    yield "systemd", _systemd_verdict(made.units)
    yield "Windows", task_fault(made.task) or OK


def cron_fault(line: str) -> str | None:
    """What is wrong with a line of a crontab, or None: five fields in their ranges, one line, no bare %, words that the shell can read."""
    *fields, command = (line.split(None, 5) + [""] * 6)[:6]
    for said, (low, high) in zip(fields, FIELDS, strict=True):
        if said != "*" and not (said.isdigit() and low <= int(said) <= high):
            return f"“{said}” không phải * hoặc số từ {low} đến {high}"
    if "\n" in line or re.search(r"(?<!\\)%", command):
        return "lệnh bị ngắt dòng hoặc có dấu % chưa thoát"
    try:
        words = shlex.split(command.replace(r"\%", "%"))
    except ValueError as error:
        return f"dấu nháy không khớp ({error})"
    return None if words and Path(words[0]).is_absolute() and Path(words[0]).exists() else "không tìm thấy chương trình Python"


def task_fault(task: str) -> str | None:
    """What is wrong with a command of schtasks, or None."""
    found = re.search(r'/ST (\d\d):(\d\d) /TN "[^"]+" /TR "((?:[^"\\]|\\.)*)"$', task)
    if not found:
        return "dấu nháy hoặc giờ chưa đúng"
    long = len(found[3].replace(r"\"", '"'))
    return (
        f"lệnh dài {long} ký tự, Windows nhận đến {LONGEST_TASK}: hãy đặt thư mục ở nơi có đường dẫn ngắn hơn"
        if long > LONGEST_TASK
        else None
    )


def _systemd_verdict(units: dict[str, str]) -> str:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return "máy này không có systemd-analyze nên chưa kiểm tra"
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in units]
        for path in paths:
            path.write_text(units[path.name], encoding="utf-8")
        alone = os.environ | {"XDG_RUNTIME_DIR": folder}  # nobody need be logged in
        command = [analyze, "--user", "verify", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", env=alone)
    faults = [line for line in done.stderr.splitlines() if any(name in line for name in units)]
    if faults:
        return f"chưa đúng: {'; '.join(faults)}"
    return OK if done.returncode == 0 else f"systemd-analyze không chạy được nên chưa kiểm tra: {done.stderr.strip()}"


def _time(at: str) -> tuple[int, int]:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at.strip())
    if not found:
        raise WorkspaceError(f"Giờ {at!r} chưa đúng. Hãy ghi giờ:phút từ 00:00 đến 23:59, ví dụ 06:30.")
    return int(found[1]), int(found[2])


def _unit_word(word: str) -> str:
    """A word of ExecStart: quoted, with what systemd would read as something else escaped."""
    escaped = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
