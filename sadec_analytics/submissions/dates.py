"""Dates as people write them: day first, precision kept.

>>> read_date("25-3-19", 2019).day, read_date("ngày 09 tháng 02 năm 2019", 2019).day
(datetime.date(2019, 3, 25), datetime.date(2019, 2, 9))
>>> read_date("quý III/2018", 2018), read_date("25/3", 2019).code, read_date("31/2/2019", 2019)
(DateParts(year=2018, day=None, code='date_without_day'), 'date_without_year', None)
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from .text import tidy

EXCEL_EPOCH = dt.date(1899, 12, 30)
SERIALS = range(36_526, 73_051)  # the years 2000 to 2099
_FULL = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_SPOKEN = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|,)?\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
_DAY_MONTH = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})")
_MONTH = re.compile(r"(?:(?:trong\s*)?tháng\s*)?(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})")
_QUARTER = re.compile(r"quý\s*(?:iv|i{1,3}|[1-4])\s*(?:[/.\-]|năm)?\s*(\d{4})")
_YEAR = re.compile(r"(?:năm\s*)?((?:19|20)\d{2})")
_YEAR_INSIDE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


_WEEKDAY = r"(?:chủ nhật|cn|thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7]))"
_BEFORE = re.compile(rf"(?:sáng|chiều|tối|{_WEEKDAY})\s*,?\s*(?=ngày|\d)")
_BEHIND = re.compile(rf"\s*(?:,\s*{_WEEKDAY}|\({_WEEKDAY}\))$")


class DateParts(NamedTuple):
    """`day` is None where only the year is sure; `code` names the finding of a repair."""

    year: int
    day: dt.date | None
    code: str | None


def read_date(raw: object, year: int | None) -> DateParts | None:
    """What a cell says as a date; None where it is none. `year` completes a day and month."""
    if isinstance(raw, dt.datetime):
        return DateParts(raw.year, raw.date(), None)
    if isinstance(raw, dt.date):
        return DateParts(raw.year, raw, None)
    if isinstance(raw, int | float):
        return _from_number(raw)
    return _from_text(tidy(raw).casefold(), year) if isinstance(raw, str) else None


def read_year(raw: object) -> int | None:
    """The one year that a cell names: 2019, "năm 2019", "đã học 15/6/2019"; None where it names none or several."""
    if isinstance(raw, dt.date):
        typed = (raw - EXCEL_EPOCH).days if type(raw) is dt.date else (raw.date() - EXCEL_EPOCH).days
        return typed if 1990 <= typed <= 2099 else raw.year  # 2019 typed into a date cell shows as a day of 1905
    if isinstance(raw, int | float):
        return int(raw) if 1990 <= raw <= 2099 and raw == int(raw) else None
    years = set(_YEAR_INSIDE.findall(raw)) if isinstance(raw, str) else set()
    turned = isinstance(raw, str) and re.search(r"không|chưa|dự kiến", raw.casefold())
    return int(years.pop()) if len(years) == 1 and not turned else None


def number_shown_as_date(raw: object) -> int | None:
    """The number that a cell holds whose format shows it as a day: 9 as 9 January 1900; None for a day that anybody may mean.

    28 February 1900 stands for 59 and 60. Sums of money show as days after 2200 and are told only where they are whole hundreds:
    in the other epoch of Excel they would not be.
    """
    if not isinstance(raw, dt.date):
        return None
    day = raw.date() if isinstance(raw, dt.datetime) else raw
    number = (day - EXCEL_EPOCH).days - (day < dt.date(1900, 3, 1))
    if EXCEL_EPOCH < day < dt.date(1904, 1, 1):
        return number if (day.month, day.day, day.year) != (2, 28, 1900) else None
    return number if day.year > 2200 and number % 100 == 0 else None


def _from_number(number: float) -> DateParts | None:
    if number == int(number) and int(number) in SERIALS:
        day = EXCEL_EPOCH + dt.timedelta(days=int(number))
        return DateParts(day.year, day, "date_serial")
    return DateParts(int(number), None, "date_without_day") if number == int(number) and 1990 <= number <= 2099 else None


def _from_text(text: str, year: int | None) -> DateParts | None:
    text = _BEHIND.sub("", text[before.end() :] if (before := _BEFORE.match(text)) else text)
    for pattern in (_FULL, _SPOKEN):
        if found := pattern.fullmatch(text):
            day, month, of_year = map(int, found.groups())
            return _dated(of_year + 2000 if of_year < 100 else of_year, month, day, "date_as_text")
    if found := _ISO.fullmatch(text):
        return _dated(*map(int, found.groups()), "date_as_text")
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        return DateParts(int(found[2]), None, "date_without_day")
    if found := _QUARTER.fullmatch(text) or _YEAR.fullmatch(text):
        return DateParts(int(found[1]), None, "date_without_day")
    if (found := _DAY_MONTH.fullmatch(text)) and year is not None:
        return _dated(year, int(found[2]), int(found[1]), "date_without_year")
    return None


def _dated(year: int, month: int, day: int, code: str) -> DateParts | None:
    try:
        return DateParts(year, dt.date(year, month, day), code)
    except ValueError:
        return None
