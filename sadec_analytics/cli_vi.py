"""What all commands share: typer's help and usage errors in Vietnamese, options, exit codes, a progress bar."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

FAILED, DIFFERS, TRY_LATER = 1, 4, 64 + 11  # the last is that of sysexits.h: EX__BASE + 11, EX_TEMPFAIL
DAY_STYLES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
WORDS = (
    (r"^Usage: ", "Cách dùng: "),
    (r"^Options:$", "Tùy chọn:"),
    (r"^Arguments:$", "Tham số:"),
    (r"^Commands:$", "Lệnh:"),
    (r"\[OPTIONS\]", "[TÙY CHỌN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "LỆNH …"),
    (r"Show this message and exit\.", "Hiện hướng dẫn này rồi thoát."),
    (r"\[default: ([^\]]*)\]", r"[mặc định: \1]"),
    (r"(?<=[^\s-]) <path>", ""),
    (r"\[required\]", "[bắt buộc]"),
    (r"Missing command\.", "Thiếu tên lệnh. Hãy xem: sadec --help"),
    (r"No such command ['\"]?([^'\"\s]+?)['\"]?\.", r"Không có lệnh “\1”."),
    (r"No such option:? ['\"]?([^'\"\s]+?)['\"]?(?:\.|$|\s)", r"Không có tùy chọn “\1”."),
    (r"Did you mean ['\"]?([^'\"?]+?)['\"]?\?", r"Có phải “\1”?"),
    (r" ?\(Possible options: ([^)]*)\)", r" Có phải: \1?"),
    (r"Missing option ['\"]?([^'\"]+?)['\"]?\.", r"Thiếu tùy chọn “\1”. Hãy thêm vào lệnh; xem thêm --help."),
    (r"Missing argument ['\"]?([^'\"]+?)['\"]?\.", r"Thiếu tham số “\1”."),
    (r"Invalid value for ['\"]?([^:]+?)['\"]?: ", r"Giá trị của “\1” chưa đúng: "),
    (r"Option ['\"]?([^'\"\s]+?)['\"]? requires an argument\.", r"Tùy chọn “\1” cần một giá trị."),
    (r"Option ['\"]?([^'\"\s]+?)['\"]? does not take a value\.", r"Tùy chọn “\1” không nhận giá trị."),
    (r"Got unexpected extra arguments?(?:\(s\))? \(([^)]*)\)\.?", r"Thừa trong lệnh: \1."),
)


def in_vietnamese(text: str) -> str:
    """What typer says, in Vietnamese; a message that it newly invented stays as it is, after a Vietnamese introduction."""
    said = text
    for pattern, words in WORDS:
        said = re.sub(pattern, words, said, flags=re.MULTILINE)
    return said if said != text or not text.isascii() else f"Lệnh chưa đúng: {text}"


class VietnameseCommand(TyperCommand):
    """A command whose help is in Vietnamese."""

    def get_help(self, ctx: typer.Context) -> str:
        return in_vietnamese(super().get_help(ctx))


class VietnameseGroup(TyperGroup):
    """A group of commands whose help is in Vietnamese."""

    def get_help(self, ctx: typer.Context) -> str:
        return in_vietnamese(super().get_help(ctx))


def day(text: str) -> dt.date:
    """The day that an option names."""
    for style in DAY_STYLES:
        try:
            return dt.datetime.strptime(text, style).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"không đọc được ngày {text!r}; hãy ghi dạng 2021-12-31 hoặc 31/12/2021")


def whole(text: str) -> int:
    """The whole number that an option names."""
    if not text.strip().isdigit():
        raise typer.BadParameter(f"{text!r} không phải số nguyên")
    return int(text)


Folder = Annotated[
    Path, typer.Option("--workspace", metavar="THƯ_MỤC", show_default=False, help="Thư mục làm việc; mặc định là thư mục hiện tại.")
]
AsOf = Annotated[dt.date | None, typer.Option("--as-of", parser=day, metavar="NGÀY", help="Ngày dùng thay cho hôm nay, ví dụ 31/12/2021.")]
Strict = Annotated[bool, typer.Option("--strict", help="Thoát với mã 3 nếu có chỗ chưa đọc được thành số liệu.")]


def progress(items: Iterable, label: str, count: int) -> Iterable:
    """A bar on a terminal, nothing in a log."""
    if not sys.stderr.isatty():
        yield from items
        return
    with typer.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar
