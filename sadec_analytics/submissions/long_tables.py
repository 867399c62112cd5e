"""From records to the rows of their form's table: a row a record, or a row for each thing that a record answers."""

from __future__ import annotations

from collections.abc import Iterable

from .received import Received
from .record import Record

Newest = list[tuple[Received, Record]]


def of_record(one: Received, record: Record) -> dict:
    """Place, year, unit and branch of a record."""
    place = {"submission": one.made.submission, "sheet": record.sheet, "row": record.row}
    return place | {"year": record.of.year, "unit": record.of.unit, "branch": record.of.branch}


def rows_as_stated(newest: Newest) -> list[dict]:
    """One row a record, one column a fact."""
    return [of_record(one, record) | record.facts for one, record in newest]


def _indicators(newest: Newest) -> Iterable[dict]:
    """Only the unit's own figures; those of its branches are added up in it."""
    for one, record in newest:
        if not record.of.branch:
            yield from (of_record(one, record) | {"indicator": name, "value": value} for name, value in record.facts.items())


def _items(newest: Newest) -> Iterable[dict]:
    """One row an item, with all that is said about it; what is proposed for the unit stands on each of its items."""
    rows: dict[tuple, dict] = {}
    whole: dict[tuple, bool] = {}
    for one, record in newest:
        of = (record.of.unit, record.of.year)
        for name, value in record.facts.items():
            if name == "proposed":
                whole[of] = value
            else:
                rows.setdefault((*of, name), of_record(one, record) | {"item": name})[record.of.aspect] = value
    for (unit, year, _), row in rows.items():
        yield {"proposed": whole.get((unit, year))} | row


def _criteria(newest: Newest) -> Iterable[dict]:
    for one, record in newest:
        day = record.facts.get("appraised_on")
        for name, value in record.facts.items():
            if name.startswith("criterion_"):
                yield of_record(one, record) | {"criterion": int(name.removeprefix("criterion_")), "met": value, "appraised_on": day}


def _recognitions(newest: Newest) -> Iterable[dict]:
    """Who stands on the list was recognised, unless a column says no."""
    for one, record in newest:
        if record.facts.get("recognised", True):
            yield of_record(one, record) | {"programme": "B" if record.of.branch else "A"} | record.facts


ROWS = {"youth_situation": _indicators, "unit_items": _items, "appraisals": _criteria, "recognitions": _recognitions}
