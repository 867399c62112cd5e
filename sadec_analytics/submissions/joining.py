"""What several tables of one file, and words in its cells, say of one branch and year, joined in one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..plan import Plan
from .findings import Problem
from .record import Record
from .whom import Of

if TYPE_CHECKING:
    from .submission import Submission


def one_record_a_branch(made: Submission, plan: Plan) -> None:
    """Join what several tables of one file say of a branch and year; where they differ the value is blocked."""
    for form_id, records in made.records.items():
        by_branch: dict[Of, list[Record]] = {}
        for record in records:
            by_branch.setdefault(record.of, []).append(record)
        fields = plan.form(form_id).by_name
        made.records[form_id] = [_join(made, same, fields) if len(same) > 1 else same[0] for same in by_branch.values()]


def take_told(made: Submission, record: Record) -> None:
    """What cells tell in words joins what the columns say; where they differ, neither is taken."""
    for one, place in record.told:
        name, reading = one.field.name, one.reading
        says = record.facts.get(name, record.statements.get(name))
        if says is not None and says != reading.value:
            record.facts.pop(name, None)
            record.statements.pop(name, None)
            of, places = record.of, [record.places[name], place]
            said = {"label": one.field.vi}
            made.problems.append(Problem("branch_twice", record.sheet, places, None, name, None, None, of.unit, of.year, of.branch, said))
            continue
        record.places[name] = place
        if reading.state == "statement":
            record.statements[name] = (reading, one.text)
            continue
        record.facts[name] = reading.value
        if reading.extra is not None:
            record.facts[one.field.date_into or one.field.year_into] = reading.extra


def _join(made: Submission, same: list[Record], fields: Mapping) -> Record:
    first = same[0]
    for name in dict.fromkeys(name for record in same[1:] for name in (*record.facts, *record.statements)):
        values = {record.facts[name] for record in same if name in record.facts}
        stated = {record.statements[name][0][3:6] for record in same if name in record.statements}
        if len(values) + len(stated) > 1:
            first.facts.pop(name, None)
            first.statements.pop(name, None)
            places = [record.places[name] for record in same if name in record.places]
            problem = Problem(
                "branch_twice", first.sheet, places, field=name, unit=first.of.unit, year=first.of.year, branch=first.of.branch
            )
            problem.said = {"label": fields[name].vi if name in fields else name}
            made.problems.append(problem)
            made.ledger["blocked"] += len(places)
        elif values or stated:
            _take_from(first, next(r for r in same if name in (r.facts if values else r.statements)), name, made.submission)
    return first


def _take_from(first: Record, told: Record, name: str, submission: str) -> None:
    """What another table of the file says of the same branch, with its place there."""
    if told is first:
        return
    first.facts |= {name: told.facts[name]} if name in told.facts else {}
    first.statements |= {name: told.statements[name]} if name in told.statements else {}
    if name in told.places:
        first.carried[name] = (submission, told.sheet, told.cell_of(name))
