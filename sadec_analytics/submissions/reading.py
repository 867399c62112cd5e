"""What a cell says: a value, a statement without a value, a blank, or nothing that can be taken."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Raw = str | float | int | dt.date | dt.datetime | dt.time | dt.timedelta


class Reading(NamedTuple):
    """`state` is value, statement, blank or blocked; `code` names a finding; `extra` holds what goes to the field's second column."""

    state: str
    value: object = None
    code: str | None = None
    kind: str | None = None
    low: float | None = None
    high: float | None = None
    extra: object = None


BLANK = Reading("blank")


def shown(raw: Raw) -> str:
    """A cell's raw value as a finding shows it."""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else f"{raw:g}"
    return f"{raw:%d/%m/%Y}" if isinstance(raw, dt.date) else str(raw)


def value(what: object, code: str | None = None, extra: object = None) -> Reading:
    """The cell gives a value, repaired where `code` says so."""
    return Reading("value", what, code, extra=extra)


def blocked(code: str) -> Reading:
    """The cell gives nothing that can be taken."""
    return Reading("blocked", code=code)


def statement(kind: str, low: float | None, high: float | None, code: str | None = None) -> Reading:
    """The cell says something without a value."""
    return Reading("statement", None, code, kind, low, high)
