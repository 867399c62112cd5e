"""Whose a table is, of which year, and whether it is what its columns look like: said by all places together, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..plan import Plan
from .findings import Problem
from .layouts import Table
from .lexicon import Lexicon
from .purpose import not_meant
from .recognise import SENT, Settled, as_of_in, dated_in, places_of, settle, years_in

if TYPE_CHECKING:
    from .submission import Submission


def unit_of(made: Submission, table: Table, known: Lexicon) -> str | None:
    """The unit that the table is of; None where nothing says it, and every row must say it itself."""
    if table.layout and table.layout.unit:
        return table.layout.unit
    settled = settle(_places(made, table, known.units.inside), known.units.inside)
    unit = settled.value
    if unit is None and not settled.said and len(table.records) > 1 and len(with_branches := known.units_with(table.names)) == 1:
        unit = with_branches.pop()
        made.problems.append(Problem("unit_from_branches", table.sheet.name, taken_as=unit, unit=unit))
    elif unit is not None and settled.in_conflict:
        made.problems.append(Problem("unit_conflict", table.sheet.name, taken_as=unit, unit=unit, said={"what": settled.account()}))
    elif unit is None and table.unit is None and not any(known.unit_named(row.name) for row in table.rows):
        made.problems.append(_blocked("unit_unknown", table, what=_account(settled)))
    return unit


def year_of(made: Submission, table: Table, plan: Plan) -> int | None:
    """The year that the table is of; None, with a finding that blocks every filled cell, where it is not sure."""
    if table.layout and table.layout.year:
        return table.layout.year
    if table.year:
        return table.year
    as_of = as_of_in([*table.above, *table.letterhead, *table.below])
    dated = dated_in([*table.above, *table.letterhead, *table.below])
    places = [place for place in _places(made, table, years_in) if place[0] != "cuối trang"]
    places[1:1] = [("ngày chốt số liệu", [f"{as_of:%Y}"] if as_of else [])]
    places.append((SENT, [f"{dated:%Y}"] if dated else []))
    settled = settle(places, years_in)
    if settled.value is None:
        made.problems.append(_blocked("year_unknown", table, what=_account(settled)))
        return None
    if settled.value not in plan.years:
        what = f"{plan.first_year}-{plan.last_year}"
        made.problems.append(_blocked("year_outside", table, str(settled.value), what=what))
        return None
    due_in = {settled.value + duty.year_offset for duty in plan.duties if duty.form == table.form.id}
    if settled.is_outvoted(explained=due_in):
        made.problems.append(_blocked("year_unknown", table, what=_account(settled)))
        return None
    if settled.in_conflict and not settled.differs_only_where(SENT, due_in):
        taken, what = str(settled.value), settled.account()
        made.problems.append(Problem("year_conflict", table.sheet.name, taken_as=taken, year=settled.value, said={"what": what}))
    return settled.value


def is_ruled_out(made: Submission, table: Table, unit: str | None, year: int, plan: Plan) -> bool:
    """Whether the title says that the table is something else than its columns look like: then every filled cell is blocked."""
    if ruled_out := not_meant(table, year == plan.last_year):
        problem = _blocked(ruled_out[0], table, ruled_out[1])
        problem.unit, problem.year = unit, year
        made.problems.append(problem)
    return ruled_out is not None


def other_years_aside(made: Submission, table: Table, unit: str | None, year: int) -> None:
    """Set aside the numbers of results whose header names another year alone: "Kết nạp năm 2020" in a table of 2021."""
    for column, one in list(table.columns.items()) if table.form.id == "results" and not table.layout else ():
        years = years_in(" ".join(table.band.paths[column]))
        if one.kind in ("count", "money", "stated_rate") and years and year not in years:
            table.asides[column] = table.columns.pop(column)
            places = [table.sheet.origin(row.index, column) for row in table.records if table.is_filled(row.index, column)]
            raw, said = ", ".join(map(str, sorted(years))), {"what": f"bảng của năm {year}"}
            made.problems += [Problem("year_aside", table.sheet.name, places, raw=raw, unit=unit, year=year, said=said)] if places else []


def _places(made: Submission, table: Table, find: Callable[[str], set]) -> list[tuple[str, list[str]]]:
    """The places that may say something of a table; the head of the sheet speaks for a later table whose own title is silent."""
    places = places_of(table.above, table.below, table.sheet.name, made.path)
    if not any(map(find, table.above)):
        places.insert(1, ("đầu trang", table.letterhead))
    return places


def _account(settled: Settled) -> str:
    return f" ({settled.account()})" if settled.said else ""


def _blocked(code: str, table: Table, raw: str | None = None, what: str = "") -> Problem:
    """What is not known of a whole table blocks every filled cell of its records; of a bare list the names."""
    sheet = table.sheet
    columns = table.columns or ([] if table.branch is None else [table.branch])
    cells = [sheet.origin(row.index, c) for row in table.records for c in columns if sheet.rows[row.index][c] != ""]
    return Problem(code, sheet.name, cells, raw=raw, said={"what": what})
