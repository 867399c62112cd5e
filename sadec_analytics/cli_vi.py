"""The command line's own words in Vietnamese: typer's help and usage errors, translated where they are shown."""

from __future__ import annotations

import re

import typer
from typer.core import TyperCommand, TyperGroup

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
