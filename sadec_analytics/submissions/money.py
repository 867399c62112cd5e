"""What a cell says of money: whole đồng, whatever the unit line, the words and the thousands marks; a sum of doubtful scale is blocked."""

from __future__ import annotations

import re
from math import isfinite

from ..plan import Field
from .dates import number_shown_as_date
from .reading import Raw, Reading, blocked, statement, value
from .words import is_verdict, yes_no_of

SMALLEST_SUM_VND = 1_000
SCALES = {"triệu": 1_000_000, "tr": 1_000_000, "trđ": 1_000_000, "nghìn": 1_000, "ngàn": 1_000, "ng": 1_000, "k": 1_000}
_GROUPS = re.compile(r"(\d{1,3})((?:([., ])\d{3})(?:\3\d{3})*)")
_OF = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_PEOPLE_AFTER = re.compile(r"\s*(?:đoàn viên|đv|đ/c|người)$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:đã\s+)?(?:thu|nộp|đóng)(?:\s+(?:được|đủ))?\s*:?\s*(?=\d)", re.IGNORECASE)
_BESIDE = re.compile(r"\s*\((?:(?:đã\s+)?(?:thu\s+|nộp\s+|đóng\s+)?(?:đủ|đầy đủ)|(?:đạt\s+)?100\s*%)\)$|\s*/\s*năm$", re.IGNORECASE)
_CENTS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,]00")
_DIGITS = re.compile(r"\d+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_SCALED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(triệu|trđ|tr|nghìn|ngàn|ng|k)\s*(\d{0,3})\s*(?:nghìn|ngàn|k)?\s*(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE
)
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|d)\.?$", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def read_money(raw: Raw, field: Field, year: int | None, scale: int) -> Reading:
    """Whole đồng; groups of three are thousands, words and the sheet's unit line multiply; a sum of doubtful scale is blocked."""
    if (number := number_shown_as_date(raw)) is not None:
        return _dong(number * scale, field, "number_as_date")
    if not isinstance(raw, str | int | float):
        return blocked("money_unreadable")
    if isinstance(raw, str):
        return _money_in_text(raw, field, scale)
    if raw < 0:
        return blocked("money_negative")
    if raw == int(raw) or scale > 1:
        return _dong(raw * scale, field, "money_unit" if scale > 1 and raw else None)
    return _dong(raw * 1_000, field, "money_point") if round(raw * 1_000, 6) == round(raw * 1_000) else blocked("money_scale")


def _money_in_text(text: str, field: Field, scale: int) -> Reading:
    text = _BESIDE.sub("", text[opening.end() :] if (opening := _BEFORE.match(text)) else text).removesuffix(".")
    if percent := _PERCENT.fullmatch(text):
        share = float(percent[1].replace(",", ".")) / 100
        return statement("stated_rate", share, share, "rate_in_money")
    if of := _OF.fullmatch(_PEOPLE_AFTER.sub("", text)):
        done, whole = int(of[1]), int(of[2])
        return statement("head_count", done / whole, done / whole, "heads_in_money") if 0 < whole >= done else blocked("money_unreadable")
    if scaled := _SCALED.fullmatch(text):
        return _scaled(scaled, field)
    bare = _CURRENCY.sub("", text)
    if cents := _CENTS.fullmatch(bare):
        bare = text = cents[1]
    if groups := _GROUPS.fullmatch(bare):
        digits = re.sub(r"\D", "", groups[2])
        if scale > 1 and bare == text and len(digits) == 3:
            return _grouped_under_unit(int(groups[1]), int(digits), field, scale)
        return _dong(int(groups[1] + digits), field, "money_as_text")
    if _DIGITS.fullmatch(bare):
        in_dong = bare != text
        return _dong(int(bare) * (1 if in_dong else scale), field, "money_as_text")
    if (decimal := _DECIMAL.fullmatch(bare)) and scale > 1 and bare == text:
        return _dong(float(f"{decimal[1]}.{decimal[2]}") * scale, field, "money_unit")
    if yes_no_of(text, ()) is False and not is_verdict(text):
        return value(0, "word_as_zero")
    if is_verdict(text) or text.casefold() in ("đủ", "đầy đủ", "thu đủ", "đã thu đủ"):
        share = 1.0 if yes_no_of(text, ()) is not False else None
        return statement("stated_verdict", share, share, "verdict_in_money")
    return blocked("money_unreadable")


def _grouped_under_unit(whole: int, rest: int, field: Field, scale: int) -> Reading:
    """0,432 under "triệu đồng", 1.248 under "nghìn đồng": a decimal, whole đồng, thousands of it; only one may be a sum of fees."""
    readings = {(whole * 1_000 + rest) * scale // 1_000, whole * 1_000 + rest, (whole * 1_000 + rest) * scale}
    low, high = field.plausible or (0, SMALLEST_SUM_VND * scale)
    sums = [dong for dong in readings if dong % SMALLEST_SUM_VND == 0 and (dong == 0 or max(low, SMALLEST_SUM_VND) <= dong <= high)]
    return value(sums[0], "money_unit") if len(sums) == 1 else blocked("money_scale")


def _scaled(match: re.Match, field: Field) -> Reading:
    """1,2 triệu; 1tr2; 1 triệu 200 nghìn; 360k."""
    scale = SCALES[match[2].casefold()]
    whole = float(match[1].replace(",", "."))
    if match[3] and (scale == 1_000 or whole != int(whole)):
        return blocked("money_unreadable")
    rest = int(match[3].ljust(3, "0")) * 1_000 if match[3] else 0
    return _dong(whole * scale + rest, field, "money_as_text")


def _dong(amount: float, field: Field, code: str | None) -> Reading:
    if not isfinite(amount):
        return blocked("money_scale")
    dong = round(amount)
    if abs(amount - dong) > 1e-6 or 0 < dong < SMALLEST_SUM_VND:
        return blocked("money_scale")
    if field.plausible and dong and not field.plausible[0] <= dong <= field.plausible[1]:
        return blocked("money_scale")
    return value(dong, code)
