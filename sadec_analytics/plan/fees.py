"""Membership fees as plan data: what a member owes a month, and what each level keeps of what reaches it (B.2.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .checked import Checked, PlanError

WITHOUT_SALARY, WITH_SALARY = PAYERS = ("without_salary", "with_salary")
MONTHS = range(1, 13)


@dataclass(frozen=True)
class FeeTariff:
    """What a member owes a month, for whom, and between which days, both included.

    `exempt_months`: how many months a year a member in hardship may be exempt at most.
    """

    payer: str
    clause: str
    vnd_per_month: int
    exempt_months: int
    valid_from: dt.date
    valid_to: dt.date | None
    vi: str
    en: str
    source: str

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class FeeShares:
    """Of `of` parts that reach it, each level keeps `keep` and passes `pass_up` to the one above.

    `levels` names them from the branch upwards: the first is the branch, the second its unit, the others stand above all units.
    """

    clause: str
    keep: int
    pass_up: int
    of: int
    levels: tuple[str, ...]
    vi: str
    en: str
    source: str


def fee_a_year_vnd(tariffs: tuple[FeeTariff, ...], year: int, payer: str, *, exempt: bool = False) -> int:
    """What one member owes for a year by the tariffs in force on the first of each month; `exempt`: exempt for as long as may be."""
    months = [next(t for t in tariffs if t.payer == payer and t.is_in_force(dt.date(year, month, 1))) for month in MONTHS]
    free = max(t.exempt_months for t in months) if exempt else 0
    return sum(sorted(t.vnd_per_month for t in months)[: len(months) - free])


def checked_tariffs(tables: list[Checked], path: str, years: range) -> tuple[FeeTariff, ...]:
    """The tariffs; PlanError unless each payer has exactly one on the first day of every month of `years`."""
    tariffs = tuple(_tariff(table) for table in tables)
    for payer in PAYERS:
        for first in (dt.date(year, month, 1) for year in years for month in MONTHS):
            found = [t.vnd_per_month for t in tariffs if t.payer == payer and t.is_in_force(first)]
            if len(found) != 1:
                remedy = (
                    f"Ngày {first:%d/%m/%Y} phải có đúng một mức cho {payer}: hãy sửa valid_from, valid_to hoặc thêm, bớt mức đoàn phí."
                )
                raise PlanError(f"{path}[{payer}]", found, remedy)
    return tariffs


def _tariff(table: Checked) -> FeeTariff:
    with table as t:
        tariff = FeeTariff(
            t.choice("payer", PAYERS),
            t.text("clause"),
            t.whole("vnd_per_month", 1, 10**6),
            t.whole("exempt_months", 0, len(MONTHS), 0),
            t.day("valid_from"),
            t.day("valid_to", None),
            t.text("vi"),
            t.text("en"),
            t.text("source"),
        )
        if tariff.valid_to is not None and tariff.valid_to < tariff.valid_from:
            raise t.wrong("valid_to", tariff.valid_to, "Hãy ghi một ngày không trước valid_from, hoặc bỏ khóa này nếu còn hiệu lực.")
        return tariff


def checked_shares(table: Checked) -> FeeShares:
    """The shares; PlanError unless what is kept and what is passed up make the whole."""
    with table as t:
        of = t.whole("of", 1, 10**6)
        keep, pass_up = t.whole("keep", 0, of), t.whole("pass_up", 0, of)
        if keep + pass_up != of:
            raise t.wrong("pass_up", pass_up, f"keep và pass_up phải cộng đúng bằng of: hãy ghi {of - keep}, hoặc sửa keep hay of.")
        levels = t.texts("levels")
        if len(set(levels)) != len(levels) or not levels:
            raise t.wrong("levels", list(levels), "Hãy ghi tên các cấp, từ chi đoàn trở lên, mỗi cấp một lần.")
        return FeeShares(t.text("clause"), keep, pass_up, of, levels, t.text("vi"), t.text("en"), t.text("source"))
