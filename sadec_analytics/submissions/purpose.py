"""What a title says that a table is not, whatever its columns are called: targets, a judgement of one's own, those left out, a quarter."""

from __future__ import annotations

import re

from .layouts import Table
from .text import plain

_EXPECTED = re.compile(r"\bdu kien\b")
_DONE = re.compile(r"\b(?:ket qua|tinh hinh|bao cao|tong hop) (?:\w+ ){0,2}thuc hien (?:cac )?(?:ke hoach|chi tieu)\b|\bso voi chi tieu\b")
_TARGETS = re.compile(
    r"\b(?:giao|phan bo|bang|ke hoach|dang ky|muc tieu) (?:cac )?chi tieu\b|"
    r"\bchi tieu (?:phan dau|giao|duoc giao|ke hoach|dang ky|nam)\b"
)
_OWN = re.compile(r"\btu (?:danh gia|cham|xep loai|nhan xet|kiem tra)\b")
_OF_THE_CITY = re.compile(r"\b(?:phieu|ket qua|bien ban|bang|doan|to|bao cao) (?:\w+ ){0,3}(?:tham dinh|phuc tra|kiem tra)\b")
_LEFT_OUT = {
    "registration": re.compile(r"\b(?:khong|chua) (?:duoc )?dang ky\b"),
    "recognition": re.compile(r"\b(?:khong|chua) (?:duoc )?(?:cong nhan|de nghi|dat)\b"),
}
_QUARTER = re.compile(r"\bquy (?:i{1,3}|iv|[1-4]|mot|hai|ba|bon)\b")
_PART = r"(?:[369]|ba|sau|chin) thang\b(?! \d)"  # of a year; "ngày 3 tháng 9" is a day
_MONTHS = re.compile(rf"\b(?:ket qua|bao cao|so ket|tong hop|so lieu)\b.* {_PART}|^{_PART}")


def not_meant(table: Table, is_last: bool) -> tuple[str, str] | None:
    """The code of a finding and the text that says so, where a title rules out that the table is what its columns look like.

    `is_last`: in the year of the conference half a year is all that there is. A person who described the sheet (layouts.toml) knows better.
    """
    if table.layout:
        return None
    said = [*table.above, table.sheet.name]
    if table.form.id == "results":
        targets = _first(said, _EXPECTED, "targets_not_results") or _first(said, _TARGETS, "targets_not_results", but=_DONE)
        months = None if is_last else _first(said, _MONTHS, "quarter_not_year")
        return targets or months or _first(said, _QUARTER, "quarter_not_year")
    if table.form.id == "appraisal":
        return _first(said, _OWN, "own_judgement", but=_OF_THE_CITY)
    return _first(said, _LEFT_OUT[table.form.id], "list_of_left_out") if table.form.id in _LEFT_OUT else None


def _first(texts: list[str], pattern: re.Pattern, code: str, but: re.Pattern | None = None) -> tuple[str, str] | None:
    if but and any(but.search(plain(text)) for text in texts):
        return None
    return next(((code, text) for text in texts if pattern.search(plain(text))), None)
