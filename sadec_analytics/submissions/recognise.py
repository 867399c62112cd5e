"""Which unit, year and day a table is of: said by title, sheet name, file name and folder, in this order of trust."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from .dates import read_date
from .text import plain, tidy

_PERIOD = re.compile(r"\b(?:19|20)\d{2}\s*(?:-|–|đến|tới)\s*(?:19|20)\d{2}\b")
_DAY = r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}|ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})"
_DAY_ANYWHERE = re.compile(_DAY, re.IGNORECASE)
_NUMBERED = re.compile(r"\d+\s*/\s*(?:19|20)\d{2}\s*/\s*\w+|\d+\s*-\s*[^\W\d_]{2,}/[^\W\d_]+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_AS_OF = re.compile(
    rf"(?:tính|số liệu|cập nhật|chốt|kể|mốc)\s*(?:số liệu\s*)?(?:tính\s*)?(?:từ\s*(?:đầu năm|(?:ngày\s*)?{_DAY})\s*)?"
    rf"(?:đến|tới|:)\s*(?:hết\s*)?(?:ngày\s*)?({_DAY})",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"^(?:[^\d,;:]{2,40}\d{0,2}\s*,\s*)?ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\.?$", re.IGNORECASE)

_DECISION = re.compile(
    rf"(?:quyết định|QĐ)\s*số\s*:?\s*(\d+\s*-?\s*/?\s*QĐ[\w/-]*|\d+[\w/-]*)(?:\s*,?\s*(?:ký\s*)?(?:ngày\s*(?=\d+\s*[/.\-]))?({_DAY}))?",
    re.IGNORECASE,
)
SENT = "ngày lập"  # the day of sending: programme A's forms fall due in the year before the one that they serve (III.1.1)


@dataclass(frozen=True)
class Said:
    """What the places of one kind say, in order of trust: the value and where it stands."""

    what: object
    where: str


@dataclass(frozen=True)
class Settled:
    """The answer in force (None where nothing or nothing certain is said) and all that was said, for the finding."""

    value: object
    said: tuple[Said, ...]

    @property
    def in_conflict(self) -> bool:
        return self.value is not None and any(s.what != self.value for s in self.said)

    def is_outvoted(self, explained: set) -> bool:
        """Whether one place alone says so and two or more others, the day of sending apart, agree on something that is not explained."""
        others = Counter(s.what for s in self.said if s.what not in (self.value, *explained) and s.where != SENT)
        return sum(s.what == self.value for s in self.said) == 1 and max(others.values(), default=0) > 1

    def differs_only_where(self, where: str, allowed: set) -> bool:
        """Whether only one place says otherwise, and nothing but what is allowed there."""
        return all(s.where == where and s.what in allowed for s in self.said if s.what != self.value)

    def account(self) -> str:
        """What was said where, for a person: tiêu đề: Phường 1; thư mục: Phường 2."""
        return "; ".join(f"{s.where}: {s.what}" for s in self.said)


def settle(places: Iterable[tuple[str, Iterable[str]]], find: Callable[[str], Set]) -> Settled:
    """The first place that says one thing decides; a place that says several decides only with the help of the next."""
    said, open_between = [], None
    value = None
    for where, texts in places:
        found = set().union(*(find(text) for text in texts))
        said += [Said(what, where) for what in sorted(found, key=str)]
        if value is None and open_between is not None:
            found = found & open_between or open_between
        if value is None and len(found) == 1:
            value = next(iter(found))
        elif value is None and found:
            open_between = found
    return Settled(value, tuple(said))


def places_of(above: list[str], below: list[str], sheet: str, path: str) -> list[tuple[str, list[str]]]:
    """The places that may name a unit or a year, most trusted first."""
    file = PurePosixPath(path)
    return [("tiêu đề", above), ("tên trang", [sheet]), ("tên tệp", [file.stem]), ("thư mục", list(file.parts[:-1])), ("cuối trang", below)]


@lru_cache(maxsize=4096)
def years_in(text: str) -> frozenset[int]:
    """The years that a text names, apart from periods (2018-2022), days, and numbers of documents.

    >>> sorted(years_in("Kết quả năm 2019 (Kế hoạch số 53-KH/ĐTN ngày 31/7/2018, giai đoạn 2018 - 2022)"))
    [2019]
    """
    text = tidy(text)
    for pattern in (_PERIOD, _DAY_ANYWHERE, _NUMBERED):
        text = pattern.sub(" ", text)
    return frozenset(map(int, _YEAR.findall(text)))


def as_of_in(texts: Iterable[str]) -> dt.date | None:
    """The day to which the figures run: "(Tính đến ngày 20/9/2019)"; None where none or several are named."""
    days = {day for text in texts for day in _as_of_days(text)}
    return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=4096)
def _as_of_days(text: str) -> tuple[dt.date, ...]:
    return tuple(found.day for day in _AS_OF.findall(tidy(text)) if (found := read_date(day, None)) and found.day)


def dated_in(texts: Iterable[str]) -> dt.date | None:
    """The day of the place-and-date line: "Phường 1, ngày 22 tháng 9 năm 2021"; the latest where there are several."""
    return max((day for text in texts if (day := _dated(text))), default=None)


@lru_cache(maxsize=4096)
def _dated(text: str) -> dt.date | None:
    found = read_date(re.search(_DAY, text, re.IGNORECASE)[0], None) if _DATE_LINE.match(tidy(text)) else None
    return found.day if found else None


def decision_in(texts: Iterable[str]) -> dict[str, object]:
    """Number and day of the one decision that a text cites: "(Kèm theo Quyết định số 15-QĐ/ĐTN ngày 20/12/2021)".

    >>> decision_in(["(Kèm theo Quyết định số 15-QĐ/ĐTN ngày 20/12/2021)"])
    {'decision': '15-QĐ/ĐTN', 'decided_on': datetime.date(2021, 12, 20)}
    >>> decision_in(["(Theo Quyết định số 12 -QĐ/TĐTN, ngày 05 tháng 01 năm 2022 của BTV)"])
    {'decision': '12-QĐ/TĐTN', 'decided_on': datetime.date(2022, 1, 5)}
    """
    cited = {found for text in texts for found in _DECISION.findall(tidy(text))}
    if len(cited) != 1:
        return {}
    number, day = cited.pop()
    found = read_date(day, None) if day else None
    return {"decision": re.sub(r"\s*([-/])\s*", r"\1", number)} | ({"decided_on": found.day} if found and found.day else {})


def branch_texts(above: list[str], sheet: str) -> list[str]:
    """What may name the branch that a whole sheet tells of: after "Chi đoàn" in the title, or the sheet's own name."""
    after = [tidy(m[1]) for text in above for m in re.finditer(r"chi đoàn\s*:?\s*([^,;(\n]+)", tidy(text), re.IGNORECASE)]
    return [*after, *(text for text in above if plain(text).startswith(("khom", "ap "))), sheet]
