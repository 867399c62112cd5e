"""How a fact is written into a cell, and what can be known from the cell afterwards: the truth that stands beside the workbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..plan import Field
from .mess import Mess

YES_NO = (("có", "không"), ("đạt", "chưa đạt"), ("Đ", "không đạt"), (1, 0), ("✓", "không"), ("rồi", "chưa"), ("đủ", "chưa"))
TICKS = ("x", "không")
AMBIGUOUS = ("K", "o", "-")
DATE_STYLES = (
    "{0:%d/%m/%Y}",
    "{0.day}/{0.month}/{0:%Y}",
    "{0.day}-{0.month}-{0:%y}",
    "ngày {0:%d} tháng {0:%m} năm {0:%Y}",
    "{0:%d.%m.%Y}",
)
REMAINDERS = {"lần": "{} lần", "người": "{:02d} đ/c"}


@dataclass(frozen=True)
class Said:
    """What stands in a cell; `facts` are what it says exactly, `statement` is (kind, low, high) where it says something else."""

    cell: object
    facts: dict[str, object]
    statement: tuple[str, float | None, float | None] | None = None


class Column:
    """One column of a workbook: its field, and the habits of the person who fills it."""

    def __init__(self, field: Field, mess: Mess) -> None:
        self.field, self.mess, rng = field, mess, mess.rng
        self.yes_no = TICKS if mess.hits("x_marks") else YES_NO[0]
        if "other_marks" in mess.kinds:
            self.yes_no = YES_NO[int(rng.integers(len(YES_NO)))]
        self.dates_as_text = mess.hits("dates_as_text")
        self.date_style = DATE_STYLES[int(rng.integers(len(DATE_STYLES)))]

    def say(self, facts: dict[str, object]) -> Said:
        """The cell for one branch."""
        value = facts.get(self.field.name)
        if value is None or self.mess.hits("missing"):
            return Said(None, {})
        return _SAY[self.field.kind](self, value, facts)

    def _count(self, value: int, facts: dict) -> Said:
        known = {self.field.name: value}
        mess = self.mess
        if value == 0 and mess.hits("zero_as_word"):
            return Said(("không", "chưa có", "Không")[int(mess.rng.integers(3))], known)
        if value and mess.hits("bound"):
            return Said(f"trên {value - 1}", {}, ("bound", float(value), None))
        if self.field.unit in REMAINDERS and mess.hits("remainder"):
            return Said(REMAINDERS[self.field.unit].format(value), known)
        if self.field.name == "members" and facts.get("female_members") and mess.hits("of_them_female"):
            return Said(f"{value} (nữ {facts['female_members']})", known)
        return Said(f"{value:02d}" if mess.hits("numbers_as_text") else value, known)

    def _money(self, value: int, facts: dict) -> Said:
        known = {self.field.name: value}
        if "thousand_dong" in self.mess.kinds:
            return Said(value / 1_000, known)
        if not self.mess.hits("money_as_text"):
            return Said(value, known)
        dotted = f"{value:,}".replace(",", ".")
        ways = [dotted, f"{dotted}đ", f"{dotted} đ", f"{value:,}", dotted.replace(".", " ")]
        ways += [f"{value // 1_000} nghìn"] if value and value % 1_000 == 0 else []
        ways += [f"{value / 1_000_000:g} triệu".replace(".", ",")] if value and value % 1_000 == 0 else []
        return Said(ways[int(self.mess.rng.integers(len(ways)))], known)

    def _yes_no(self, value: bool, facts: dict) -> Said:
        known: dict[str, object] = {self.field.name: value}
        if self.mess.hits("ambiguous_mark"):
            return Said(AMBIGUOUS[int(self.mess.rng.integers(len(AMBIGUOUS)))], known)
        if value and self.field.year_into and facts.get(self.field.year_into) and self.mess.hits("year_of_course"):
            return Said(facts[self.field.year_into], known | {self.field.year_into: facts[self.field.year_into]})
        return Said(self.yes_no[not value], known)

    def _yes_no_or_date(self, value: bool, facts: dict) -> Said:
        day = facts.get(self.field.date_into)
        if not value or not isinstance(day, dt.date):
            return self._yes_no(value, facts)
        if self.mess.hits("month_only"):
            return Said(f"tháng {day.month}/{day.year}", {self.field.name: True})
        if self.mess.hits("congress_as_word"):
            return Said("đã tổ chức", {self.field.name: True})
        known = {self.field.name: True, self.field.date_into: day}
        return Said(self.date_style.format(day) if self.dates_as_text else day, known)

    def _text(self, value: str, facts: dict) -> Said:
        return Said(value, {self.field.name: value})

    def _date(self, value: dt.date, facts: dict) -> Said:
        return Said(self.date_style.format(value) if self.dates_as_text else value, {self.field.name: value})

    def _rate(self, value: float, facts: dict) -> Said:
        shown = int(value * 1_000) / 1_000
        return Said(f"{shown * 100:g}%".replace(".", ","), {}, ("stated_rate", shown, shown))


_SAY = {
    "count": Column._count,
    "money": Column._money,
    "yes_no": Column._yes_no,
    "yes_no_or_date": Column._yes_no_or_date,
    "date": Column._date,
    "text": Column._text,
    "stated_rate": Column._rate,
}
