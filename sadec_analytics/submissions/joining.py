"""What several tables of one file say of one branch and year, joined in one record."""

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
        elif values:
            first.facts[name] = values.pop()
        elif stated:
            first.statements[name] = next(record.statements[name] for record in same if name in record.statements)
    return first
