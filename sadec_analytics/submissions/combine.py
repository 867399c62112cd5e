"""From the files of a run to its tables: several files of a unit, form and year add up branch by branch, the newest in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..plan import Plan
from ..tables import declared
from .clean import Record
from .findings import Problem, finding
from .long_tables import ROWS, of_record, rows_as_stated
from .received import Received

if TYPE_CHECKING:
    import pandas as pd


def combine(received: Sequence[Received], others: Sequence[dict], plan: Plan) -> dict[str, pd.DataFrame]:
    """The tables of what was received: submissions, findings, sources, statements, and one for each form. Pure.

    `others` are findings about files that were not read as workbooks.
    """
    in_order = sorted(received, key=lambda r: (r.on, r.made.path))
    tables = declared(plan)
    rows: dict[str, list[dict]] = {name: [] for name in ("submissions", "sources", "statements")}
    findings = list(others)
    for form in plan.forms:
        newest, replaced = _newest(in_order, form.id)
        rows[form.table] = ROWS.get(form.table, rows_as_stated)(newest)
        rows["statements"] += [row for r, record in newest for row in _statements(r, record)]
        findings += replaced
    for one in sorted(received, key=lambda r: r.made.path):
        rows["submissions"].append(_submission(one))
        rows["sources"] += one.made.sources
        findings += one.made.findings()
    frames = {name: tables[name].frame(given) for name, given in rows.items()}
    return {name: _in_plan_order(frame, plan) for name, frame in frames.items()} | {"findings": tables["findings"].frame(findings)}


def _newest(in_order: list[Received], form_id: str) -> tuple[list[tuple[Received, Record]], list[dict]]:
    """The newest record of each branch and year, and a finding for each older file that said something else."""
    newest: dict[object, tuple[Received, Record]] = {}
    findings = []
    for one in in_order:
        differing: dict[str, tuple[Received, list[Record]]] = {}
        for record in one.made.records.get(form_id, ()):
            if (older := newest.get(record.of)) and _said(older[1]) != _said(record):
                differing.setdefault(older[0].made.path, (older[0], []))[1].append(record)
            newest[record.of] = (one, record)
        findings += [_superseded(older, one, records) for older, records in differing.values()]
    return list(newest.values()), findings


def _said(record: Record) -> tuple:
    return record.facts, {name: reading for name, (reading, _) in record.statements.items()}


def _superseded(older: Received, newer: Received, records: list[Record]) -> dict:
    of = records[0].of
    code = "superseded_same_day" if older.on == newer.on else "superseded"
    problem = Problem(code, unit=of.unit, year=of.year, taken_as=newer.made.path, said={"what": str(len(records))})
    return finding([problem], older.made.submission, None)


def _statements(one: Received, record: Record) -> list[dict]:
    return [
        of_record(one, record) | {"field": name, "kind": said.kind, "low": said.low, "high": said.high, "text": text}
        for name, (said, text) in record.statements.items()
    ]


def _submission(one: Received) -> dict:
    made = one.made
    records = [record for of_form in made.records.values() for record in of_form]
    return {
        "submission": made.submission,
        "path": made.path,
        "unit": _listed(record.of.unit for record in records),
        "form": _listed(made.forms),
        "year": _listed(str(record.of.year) for record in records),
        "received_on": one.on,
        "received_from": one.known_from,
        "status": made.status,
    }


def _listed(values: object) -> str | None:
    return ";".join(dict.fromkeys(values)) or None


def _in_plan_order(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Records by year, then in the order in which the plan lists units and branches."""
    if not {"year", "unit", "branch"} <= set(frame.columns):
        return frame
    order = {(unit.name, branch): (u, b) for u, unit in enumerate(plan.units) for b, branch in enumerate(unit.branches)}
    last = (len(plan.units), 0)
    rank = [
        (year, *order.get((unit, branch), last)) for year, unit, branch in zip(frame["year"], frame["unit"], frame["branch"], strict=True)
    ]
    return frame.iloc[sorted(range(len(frame)), key=rank.__getitem__)].reset_index(drop=True)
