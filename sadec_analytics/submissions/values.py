"""One-cell readers: what a cell of a column says. A value, a statement without a value, a blank, or nothing that can be taken.

Each reader is a pure function of the cell's raw value. A repair is named by the code of its finding and shown in `taken_as`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..plan import Field
from .dates import DateParts, number_shown_as_date, read_date, read_year
from .money import read_money
from .reading import Raw, Reading, blocked, shown, statement, value
from .text import spelled, tidy
from .words import YES_NO_AMBIGUOUS, bound_of, counts_other, is_verdict, number_said, number_spelled, yes_no_of

HIGHEST_RATE = 3.0


# ---------------------------------------------------------------- counts

_WHOLE = re.compile(r"(\d{1,6})(?:[.,]0{1,2})?")
_GROUPS = re.compile(r"(\d{1,3})((?:([., ])\d{3})(?:\3\d{3})*)")
_A_YEAR = re.compile(r"\s*(?:/|trong|một|mỗi)\s*năm$", re.IGNORECASE)
_WORDS_AFTER = re.compile(r"(\d{1,6})\s*((?:\([^)]*\)|[^\d%]+(?:\([^)]*\))?))\s*")
_OPENING = re.compile(r"(?:(?:hiện|đã|đều)\s+)?(?:có|được)\s+(?=\d|trên|hơn|ít nhất|khoảng|từ)|đã\s+(?=\d)", re.IGNORECASE)
_SPELLED = re.compile(r"(\d{1,6})\s*\(([^\W\d_]+(?:\s+[^\W\d_]+)*)\)")
_DOCUMENT = re.compile(r"\d+\s*[-–/_.]\s*(?!đ/?c\b)[^\W\d_]")
_ALL_OF_THEM = re.compile(r"(?<=\S)\s*\((?:đạt\s*)?100\s*%\)$", re.IGNORECASE)
_LABELLED = re.compile(r"([^\d:]+?)\s*:?\s*(\d{1,6})")
_OF_SAME = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})\s*([^\W\d_][^\d%]*)")
_OF = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_TURNS = re.compile(
    r"không|chưa|trừ|thiếu|đang|dở|dự kiến|kế hoạch|chỉ tiêu|tháng|quý|năm|trở|trên|dưới|hơn|khoảng|gần|ít nhất|tối |[<>~≥≤+*]",
    re.IGNORECASE,
)


def read_count(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """A whole number; "08", "8 lần", "1.234" and "15 (nữ 7)" are repaired, "không" is 0, "trên 8" and "có" are bounds."""
    if (number := number_shown_as_date(raw)) is not None:
        return _plausible(number, field, "number_as_date")
    if not isinstance(raw, str | int | float):
        return blocked("date_in_count")
    if isinstance(raw, str):
        return _count_in_text(raw, field)
    if raw < 0:
        return blocked("count_negative")
    return _plausible(int(raw), field, None) if raw == int(raw) else blocked("count_fraction")


def _count_in_text(text: str, field: Field) -> Reading:
    text = _A_YEAR.sub("", text[opening.end() :] if (opening := _OPENING.match(text)) else text)
    text = _ALL_OF_THEM.sub("", text)
    if (said := _SPELLED.match(text)) and (number := number_spelled(said[2])) is not None:
        if number != int(said[1]):
            return blocked("count_unreadable")
        text = said[1] + text[said.end() :]
    if whole := _WHOLE.fullmatch(text):
        return _plausible(int(whole[1]), field, "number_as_text")
    if groups := _GROUPS.fullmatch(text):
        return _plausible(int(groups[1] + re.sub(r"\D", "", groups[2])), field, "number_as_text")
    if of := _OF.fullmatch(text):
        return _plausible(int(of[1]), field, "count_of_same") if int(of[1]) == int(of[2]) else blocked("count_of_other")
    if bound := bound_of(text):
        return statement("bound", *bound, "bound")
    if "%" in text:
        return blocked("rate_in_count")
    if _DOCUMENT.match(text):
        return blocked("count_unreadable")
    if (words := _WORDS_AFTER.fullmatch(text)) and not _TURNS.search(text) and not _counts_other(words[2], field):
        return _plausible(int(words[1]), field, "number_with_words")
    if (number := _named_or_same(text, field)) is not None:
        return _plausible(number, field, "number_with_words")
    if (said := number_said(text)) is not None:
        return _plausible(said, field, "number_with_words")
    if is_verdict(text):
        return statement("stated_verdict", *[float(yes_no_of(text, ()))] * 2, "verdict_in_count")
    said = yes_no_of(text, _words_of(field))
    if said is None or text.casefold() in ("x", "✓", "✔", "√", "v", "đ", "c", "true", "false"):
        return blocked("count_unreadable")
    return statement("bound", 1.0, None, "yes_in_count") if said else value(0, "word_as_zero")


def _named_or_same(text: str, field: Field) -> int | None:
    """The number behind the field's own name ("kết nạp 08"), or of all of them ("05/5 đ/c"); None where a text says neither."""
    if (labelled := _LABELLED.fullmatch(text)) and spelled(labelled[1]) in map(spelled, field.headers):
        return int(labelled[2])
    same = _OF_SAME.fullmatch(text)
    is_same = same and int(same[1]) == int(same[2]) and not _TURNS.search(text) and not _counts_other(same[3], field)
    return int(same[1]) if is_same else None


def _counts_other(words: str, field: Field) -> bool:
    """Whether something else is counted; what stands in brackets alone is beside the count ("1 (12 thành viên)")."""
    return not words.startswith("(") and counts_other(words, field.unit)


def _plausible(number: int, field: Field, code: str | None) -> Reading:
    if field.plausible and not field.plausible[0] <= number <= field.plausible[1]:
        return value(number, "implausible")
    return value(number, code)


# ---------------------------------------------------------------- yes and no, dates, rates, texts


_MET_OF = re.compile(r"đạt\s*(\d)\s*/\s*(\d)(?:\s*(?:tiêu chí|tc))?", re.IGNORECASE)
_MET_IN = re.compile(r"(?:đã\s*)?đạt(?:\s*chuẩn)?\s*(?:trong\s*)?năm\s*(\d{4})", re.IGNORECASE)


def read_yes_no(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """The explicit vocabulary of words.py; K, o and - are ambiguous. Where the field has a year column, a year says yes."""
    if isinstance(raw, int | float) and raw in (0, 1):
        return value(bool(raw))
    if isinstance(raw, str):
        if raw.casefold() in YES_NO_AMBIGUOUS:
            return blocked("yes_no_ambiguous")
        if raw in field.no:
            return value(False)
        if (said := yes_no_of(raw, _words_of(field))) is not None:
            return value(said)
        if (folded := spelled(raw)) in map(spelled, (*field.yes, *field.no)):
            return value(folded in map(spelled, field.yes))
        if of := _MET_OF.fullmatch(raw):
            return value(of[1] == of[2])
        if (met := _MET_IN.fullmatch(raw)) and year in (None, int(met[1])):
            return value(True)
    if field.year_into and (found := read_year(raw)) and (year is None or found <= year):
        return value(True, "year_says_yes", found)
    return blocked("yes_no_unreadable")


_HELD = re.compile(r"(?:đã\s+)?(?:tổ chức\s+)?(?:(?:đh|đại hội)\s*(?:cđ|chi đoàn)?\s*)?(?:vào\s*)?(?=\d|ngày|sáng|chiều)", re.IGNORECASE)


def read_yes_no_or_date(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """Yes or no, or the date that says yes: a date of the record's year (B.2.5, 5.5)."""
    said = read_yes_no(raw, field, year, scale)
    if said.state == "value" or said.code == "yes_no_ambiguous":
        return said
    found = read_date(raw[held.end() :] if isinstance(raw, str) and (held := _HELD.match(raw)) else raw, year)
    if found is None:
        return said
    if year is not None and found.year != year:
        return blocked("date_other_year")
    return value(True, found.code, found.day)


def read_day(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """A date with its day."""
    found: DateParts | None = read_date(raw, year)
    if found is None or found.day is None:
        return blocked("date_unreadable")
    return value(found.day, found.code)


_RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%?")
_REACHED = re.compile(r"(?:đã\s+)?(?:thu\s+)?(?:đạt|được)\s*:?\s*(?=\d+(?:[.,]\d+)?\s*%)", re.IGNORECASE)
_RATES = re.compile(r"(?:từ\s*)?(\d+(?:[.,]\d+)?)\s*%?\s*(?:-|–|đến)\s*(\d+(?:[.,]\d+)?)\s*%?", re.IGNORECASE)


def read_rate(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """A stated rate as 0 to 1: `scale` is 1 where the column holds shares, 100 where it holds percents."""
    if not isinstance(raw, str | int | float):
        return blocked("rate_unreadable")
    if not isinstance(raw, str):
        return _rate(raw / scale, raw / scale)
    raw = raw[reached.end() :] if (reached := _REACHED.match(raw)) else raw
    if one := _RATE.fullmatch(raw):
        share = float(one[1].replace(",", ".")) / (100 if "%" in raw else scale)
        return _rate(share, share)
    if two := _RATES.fullmatch(raw):
        by = 100 if "%" in raw else scale
        return _rate(*(float(n.replace(",", ".")) / by for n in two.groups()))
    if of := _OF.fullmatch(re.sub(r"\s*(đoàn viên|đv|đ/c|người)$", "", raw, flags=re.IGNORECASE)):
        return statement("head_count", int(of[1]) / int(of[2]), int(of[1]) / int(of[2])) if int(of[2]) else blocked("rate_unreadable")
    if bound := bound_of(raw.replace("%", " ")):
        return _bounded_rate(raw, bound, 100 if "%" in raw else scale)
    if (said := yes_no_of(raw, ())) is not None:
        return statement("stated_verdict", float(said), float(said))
    return blocked("rate_unreadable")


def _rate(low: float, high: float) -> Reading:
    """What lies far above 100% is no rate: an amount of money in the wrong column."""
    return statement("stated_rate", low, high) if 0 <= low <= high <= HIGHEST_RATE else blocked("rate_unreadable")


def _bounded_rate(raw: str, bound: tuple[float | None, float | None], by: int) -> Reading:
    """Counts step by one, rates do not: "trên 80%" is from 80% on."""
    strict = re.search(r"trên|hơn|>(?!=)", raw) is not None, re.search(r"dưới|<(?!=)", raw) is not None
    low = None if bound[0] is None else (bound[0] - strict[0]) / by
    high = None if bound[1] is None else (bound[1] + strict[1]) / by
    return statement("stated_rate", low, high)


def read_verdict(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """A stated verdict: đạt, chưa đạt, x. A bare 1 under "TC6" may be how many activities there were."""
    if (isinstance(raw, int | float) and not isinstance(raw, bool)) or (isinstance(raw, str) and raw.strip().isdigit()):
        return blocked("yes_no_unreadable")
    said = read_yes_no(raw, field, year, scale)
    return statement("stated_verdict", float(said.value), float(said.value)) if said.state == "value" else said


def read_words(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """Any text as it stands; a whole number without its ".0", a date day first. A dash alone says nothing."""
    text = shown(raw)
    return value(text) if any(map(str.isalnum, text)) else Reading("blank", code="placeholder")


@lru_cache(maxsize=1024)
def _words_of(field: Field) -> tuple[str, ...]:
    """The words of a field's own headers: they may follow có, đã, chưa or không in its cells."""
    return tuple({word for phrase in field.headers for word in tidy(phrase).casefold().replace("+", " ").split()})


READERS = {
    "count": read_count,
    "money": read_money,
    "yes_no": read_yes_no,
    "yes_no_or_date": read_yes_no_or_date,
    "date": read_day,
    "text": read_words,
    "stated_rate": read_rate,
    "stated_verdict": read_verdict,
}
