"""From the files of a run to its tables: several files of a unit, form and year add up branch by branch, the newest in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..plan import Form, Plan
from ..tables import declared
from .findings import Problem, finding
from .long_tables import ROWS, Newest, of_record, rows_as_stated
from .received import Received
from .record import Places, Record, source_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Succession:
    """A later file speaks of the branch, year and form of an earlier one; `after` is what is in force then."""

    form: str
    older: Received
    before: Record
    newer: Received
    after: Record

    @property
    def differs(self) -> bool:
        return _said(self.before) != _said(self.after)


def combine(received: Sequence[Received], others: Sequence[dict], plan: Plan) -> dict[str, pd.DataFrame]:
    """The tables of what was received: submissions, findings, sources, statements, and one for each form. Pure.

    `others` are findings about files that were not read as workbooks.
    """
    tables = declared(plan)
    rows: dict[str, list[dict]] = {name: [] for name in ("submissions", "sources", "statements")}
    findings = list(others)
    for form in plan.forms:
        newest, _ = _newest(received, form)
        rows[form.table] = ROWS.get(form.table, rows_as_stated)(newest)
        rows["statements"] += statement_rows(newest)
        rows["sources"] += [row for one, record in newest for row in _carried_sources(one, record, form)] + _sources_apart(newest, form)
    for one in sorted(received, key=lambda r: r.made.path):
        rows["submissions"].append(_submission(one))
        rows["sources"] += one.made.sources
        findings += one.made.findings()
    findings += _succession_findings(successions(received, plan))
    sources = tables["sources"].frame(rows.pop("sources"))
    frames = {name: _in_plan_order(tables[name].frame(given), plan) for name, given in rows.items()}
    return frames | {"sources": sources, "findings": tables["findings"].frame(findings)}


def successions(received: Sequence[Received], plan: Plan) -> list[Succession]:
    """Every case of a file that speaks of what an earlier one spoke of, in the order of receipt."""
    return [one for form in plan.forms for one in _newest(received, form)[1]]


def _newest(received: Sequence[Received], form: Form) -> tuple[Newest, list[Succession]]:
    """The newest record of each branch and year, completed from the one before where its sheet has no such column."""
    newest: dict[object, tuple[Received, Record]] = {}
    superseded = []
    for one in sorted(received, key=lambda r: (r.on, r.made.path)):
        for record in one.made.records.get(form.id, ()):
            if older := newest.get(record.of):
                record = _completed(record, *older, form)
                superseded.append(Succession(form.id, *older, one, record))
            newest[record.of] = (one, record)
    return list(newest.values()), superseded


def _completed(record: Record, older: Received, before: Record, form: Form) -> Record:
    """The record with what only the older one has a column for; a cell left blank under a column of its own stays blank."""
    made = replace(record, facts=dict(record.facts), statements=dict(record.statements), carried=dict(record.carried))
    for name in dict.fromkeys((*before.places, *before.carried)):
        one = form.by_name.get(name)
        beside = [n for n in (one.date_into, one.year_into) if n] if one else []
        if name not in record.places and name not in record.carried:
            made.facts |= {n: before.facts[n] for n in (name, *beside) if n in before.facts}
            made.statements |= {name: before.statements[name]} if name in before.statements else {}
            made.carried[name] = before.carried.get(name) or (older.made.submission, before.sheet, before.cell_of(name))
    made.places = Places({**before.places, **record.places})
    return made


def _carried_sources(one: Received, record: Record, form: Form) -> list[dict]:
    """Where the values taken over from an older file, or from another sheet of the file, stand in it."""
    place = {"submission": one.made.submission, "sheet": record.sheet, "form": form.id}
    return [
        place | source_of(record, name) | {"told_in": submission, "told_sheet": sheet}
        for name, (submission, sheet, _) in record.carried.items()
        if name in record.facts or name in record.statements
    ]


def _sources_apart(newest: Newest, form: Form) -> list[dict]:
    """Where a row is of several records (an item registered in one file and met in another), the cells of those beside its first.

    What is said of the unit as a whole stands on the row of each item.
    """
    if not form.aspects or form.grain != "unit":
        return []
    first: dict[tuple, tuple] = {}
    for one, record in newest:
        for name in record.facts:
            first.setdefault((record.of.unit, record.of.year, name), (one.made.submission, record.sheet))
    rows = []
    for one, record in newest:
        for name in record.facts:
            told_in, told_sheet = record.carried.get(name, (one.made.submission, record.sheet))[:2]
            told = source_of(record, name) | {"form": form.id, "told_in": told_in, "told_sheet": told_sheet}
            own, whole = first[record.of.unit, record.of.year, name], name == "proposed"
            rows_of = {place for (unit, year, _), place in first.items() if (unit, year) == record.of[:2]} if whole else {own}
            for submission, sheet in rows_of - {(one.made.submission, record.sheet)}:
                rows.append(told | {"submission": submission, "sheet": sheet})
    return rows


def _said(record: Record) -> tuple:
    return record.facts, {name: reading for name, (reading, _) in record.statements.items()}


def _succession_findings(found: list[Succession]) -> list[dict]:
    """One finding for each older file that said something else than a newer one, and one where a newer one left columns to it."""
    pairs: dict[tuple, list[Succession]] = {}
    for one in found:
        pairs.setdefault((one.older.made.path, one.newer.made.path), []).append(one)
    rows = []
    for same in pairs.values():
        of, older, newer = same[0].after.of, same[0].older, same[0].newer
        if changed := [one for one in same if one.differs]:
            code = "superseded_same_day" if older.on == newer.on else "superseded"
            said = {"what": str(len(changed))}
            rows.append(
                finding([Problem(code, unit=of.unit, year=of.year, taken_as=newer.made.path, said=said)], older.made.submission, None)
            )
        if carried := [one for one in same if any(s == older.made.submission for s, *_ in one.after.carried.values())]:
            said = {"what": str(len(carried))}
            problem = Problem("completed_from_older", unit=of.unit, year=of.year, taken_as=older.made.path, said=said)
            rows.append(finding([problem], newer.made.submission, None))
    return rows


def statement_rows(newest: Newest) -> list[dict]:
    """Rows of the `statements` table."""
    return [
        of_record(one, record) | {"field": name, "kind": said.kind, "low": said.low, "high": said.high, "text": text}
        for one, record in newest
        for name, (said, text) in record.statements.items()
    ]


def _submission(one: Received) -> dict:
    """A row of `submissions`; `holds` (unit|form|year;…) where not every form of the file speaks of every unit and year of it."""
    made = one.made
    records = [record for of_form in made.records.values() for record in of_form]
    holds = dict.fromkeys((record.of.unit, form, record.of.year) for form, of_form in made.records.items() for record in of_form)
    return {
        "submission": made.submission,
        "path": made.path,
        "unit": _listed(record.of.unit for record in records),
        "form": _listed(made.forms),
        "year": _listed(str(record.of.year) for record in records),
        "received_on": one.on,
        "received_from": one.known_from,
        "status": made.status,
        "holds": None if _all_go_together(holds, made.forms) else ";".join("|".join(map(str, one)) for one in holds),
    }


def _all_go_together(holds: Collection[tuple], forms: Iterable[str]) -> bool:
    """Whether a file holds every form that it names of every unit and year that it names."""
    units, _, years = (set(of) for of in zip(*holds, strict=True)) if holds else ((), (), ())
    return len(holds) == len(units) * len(set(forms)) * len(years)


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
