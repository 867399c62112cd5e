r"""Cells that tell several things in words: "- Kết nạp: 8 ĐV; giới thiệu 1 ĐVƯT". Each clause names its own field.

>>> clauses("- Mô hình: 2\n- Đoàn phí: 360.000đ, ĐH ngày 25/3/2018; có biên bản")
['Mô hình: 2', 'Đoàn phí: 360.000đ', 'ĐH ngày 25/3/2018', 'có biên bản']
>>> clauses("a) Kết nạp 5 (tháng 3, 4)\nb) Giới thiệu 1")
['a) Kết nạp 5 (tháng 3, 4)', 'b) Giới thiệu 1']
>>> clauses("01 đội TNXK 06 thành viên")
['01 đội TNXK', '06 thành viên']
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..plan import Field, Form
from .readers import reader_for
from .reading import Reading
from .text import plain, tidy
from .vocabulary import BARE, Vocabulary
from .words import counts_other

_BREAKS = re.compile(r"\s*(?:[\n;•]|(?:(?<!\d),|,(?!\d))|(?:^|(?<=\n))\s*[-+*])\s*")
_DAY = r"(?:ngày\s*)?\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?(?![\d.,]*\s*(?:đ|đồng|%))"
_VALUE = re.compile(rf"{_DAY}|\d[\d.,]*\s*(?:đồng|đ\b(?!/\s*c\b)|%|triệu|nghìn)?", re.IGNORECASE)
_ANSWER = re.compile(r"(có|đã|đạt|được|không|chưa)\b\s*", re.IGNORECASE)
_OPENING = re.compile(r"^(?:có|đã|được)\b\s*", re.IGNORECASE)
_TURNS = re.compile(
    r"chỉ tiêu|thiếu|kế hoạch|dự kiến|năm trước|cùng kỳ|so với|ít nhất|trở lên|phấn đấu|"
    r"\d\s*(?:[^\W\d_]+\s*)?[x×*]\s*\d|"
    r"\d\s*(?:đv|đvtn|đvưt|tn|đoàn viên|thanh niên|người|bạn|em)\s*/\s*\d",  # a product, a ratio: "15 đv x 24.000đ", "7 ĐV/8 TN"
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OF_THESE = re.compile(r"(?:trong đó|tr\.?\s*đó|gồm)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO = ("không", "chưa")


class Told(NamedTuple):
    """One clause that was understood: its field and what it says of it."""

    field: Field
    reading: Reading
    text: str


def clauses(text: str) -> list[str]:
    """The clauses of a cell; one that counts two things is two."""
    breaks = [found.span() for found in _BREAKS.finditer(_outside_brackets(text))]
    ends = zip([0, *(stop for _, stop in breaks)], [*(start for start, _ in breaks), len(text)], strict=True)
    parts = [tidy(text[start:stop]).strip(" -+*.") for start, stop in ends]
    return [one for part in parts if part for one in _counts(part)]


def _outside_brackets(text: str) -> str:
    """The text with dots for all that stands in brackets, every other place as it was."""
    return _IN_BRACKETS.sub(lambda beside: "·" * len(beside[0]), text)


def _counts(part: str) -> list[str]:
    starts = [found.start() for found in _VALUE.finditer(_outside_brackets(part))]
    if ":" in part or len(starts) < 2 or starts[0] > 0:
        return [part]
    ends = [*starts[1:], len(part)]
    return [part[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def told(text: str, form: Form, vocabulary: Vocabulary, year: int, header: str) -> tuple[list[Told], list[str]]:
    """What a text says of the form's fields, of one criterion's where its header names one; and the clauses not understood."""
    if _TURNS.search(text) or not _WORD.search(text):
        return [], clauses(text)
    understood, left = [], []
    for clause in clauses(text):
        found = _told(clause, form, vocabulary, year, header)
        if again := [one for one in understood if found and one.field is found.field]:  # "1 CT, 2 PV": which of them, or both?
            left += [*(one.text for one in again), clause]
            understood = [one for one in understood if one not in again]
        elif found and not _is_of_others(found, understood, vocabulary):
            understood.append(found)
        else:
            left.append(clause)
    return understood, left


def _told(clause: str, form: Form, vocabulary: Vocabulary, year: int, header: str) -> Told | None:
    label, value = _label_and_value(clause)
    criterion = criterion_of(header)
    one = vocabulary.match((label,)).field or _by_unit(label, form, criterion) or vocabulary.match((header, label)).field
    if one is None or one.name not in form.by_name or (criterion and one.group_vi != criterion) or one.kind in ("aside", "stated_verdict"):
        return None
    if one.kind == "count" and counts_other(_behind(clause), one.unit):
        return None
    if (own := vocabulary.match((header,)).field) and own.is_fact and own.group_vi and own.group_vi != one.group_vi:
        return None  # the column asks for something else
    reading = reader_for(one, year, 100 if one.kind == "stated_rate" else 1)(value)
    return Told(one, reading, clause) if reading.state in ("value", "statement") else None


def _is_of_others(found: Told, before: list[Told], vocabulary: Vocabulary) -> bool:
    """Whether a part ("trong đó 1 nữ", "nữ 2") is one of what the clause before it counts, and that is not what the field is part of."""
    is_part = _OF_THESE.match(found.text) or vocabulary.whose((_label_and_value(found.text)[0],)) == BARE
    return bool(is_part and before and before[-1].field.group_vi != found.field.group_vi)


def _label_and_value(clause: str) -> tuple[str, str]:
    if ":" in clause:
        label, _, value = clause.partition(":")
        return label.strip(), value.strip()
    if number := _VALUE.search(clause):
        label = (clause[: number.start()] + " " + clause[number.end() :]).strip()
        return _OPENING.sub("", label), number[0].removeprefix("ngày").strip()
    if answer := _ANSWER.match(clause):
        return clause[answer.end() :], "không" if answer[1].casefold() in _NO else "có"
    return clause, "có"


def _behind(clause: str) -> str:
    """What stands behind the number of a clause: what it counts."""
    return clause[number.end() :] if (number := _VALUE.search(clause)) else ""


def _by_unit(label: str, form: Form, criterion: str | None) -> Field | None:
    """The one field of a criterion that is counted in the label's first words: "mô hình nuôi lươn"."""
    words = f"{plain(label)} "
    fits = [f for f in form.fields if criterion and f.group_vi == criterion and f.unit and words.startswith(f"{plain(f.unit)} ")]
    return fits[0] if len(fits) == 1 else None


def criterion_of(header: str) -> str | None:
    """The criterion that a header is numbered after: "Tiêu chí 4", "TC4", "4. Mỗi năm kết nạp"."""
    found = re.match(r"(?:tieu chi (?:so )?|tc )(\d)\b|(\d) \w", plain(header))
    return f"TC{found[1] or found[2]}" if found else None
