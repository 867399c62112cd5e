"""What later files changed: cell by cell, with the verdicts that turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .measures import judge
from .plan import Plan
from .submissions import Succession, rows_as_stated, statement_rows
from .tables import declared

if TYPE_CHECKING:
    import pandas as pd

    from .workspace import Tables

JUDGED = "results"
VERDICTS = {"met": "đạt", "not_met": "chưa đạt", "unknown": "chưa rõ"}


def versions(successions: Sequence[Succession], roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The `versions` table: one row per cell that a later file states otherwise, in the order of receipt.

    `turned` names the conditions whose verdict turned with the whole record: "5.1: chưa đạt → đạt".
    """
    changed = [one for one in successions if one.differs]
    turned = _turned([one for one in changed if one.form == JUDGED], roster, plan)
    rows = [row | {"turned": turned.get(id(one))} for one in changed for row in _cells(one, plan)]
    return declared(plan)["versions"].frame(rows)


def account(tables: Tables, plan: Plan, unit: str | None = None, year: int | None = None) -> list[str]:
    """What the `versions` table of a run says, in Vietnamese: a heading for each branch, file and form, a line for each cell."""
    paths = dict(zip(tables.submissions["submission"], tables.submissions["path"], strict=True))
    labels = {one.name: one.vi for form in plan.forms for one in form.fields}
    rows = tables.versions.astype(object).where(tables.versions.notna(), None).to_dict("records")
    lines, heading = [], None
    for row in rows:
        if unit not in (None, row["unit"]) or year not in (None, row["year"]):
            continue
        of = (row["unit"], row["branch"] or "", row["year"], row["replaced"], row["submission"])
        if of != heading:
            heading = of
            who = ", ".join(part for part in (row["branch"], row["unit"]) if part)
            lines.append(f"{who}, năm {row['year']}: {paths[row['replaced']]} → {paths[row['submission']]}")
            lines += [f"  điều kiện đổi kết quả: {row['turned']}"] if row["turned"] else []
        before, after = (f"{text or 'trống'} ({cell})" if cell else text or "trống" for text, cell in _ends(row))
        lines.append(f"  {labels.get(row['field'], row['field'])}: {before} → {after}")
    return lines or ["Chưa có bản gửi sau nào khác bản gửi trước."]


def _ends(row: dict) -> tuple[tuple, tuple]:
    return (row["before"], row["cell_before"]), (row["after"], row["cell"])


def _cells(one: Succession, plan: Plan) -> list[dict]:
    of, before, after = one.after.of, one.before.said, one.after.said
    place = {"year": of.year, "unit": of.unit, "branch": of.branch, "form": one.form}
    files = {"replaced": one.older.made.submission, "submission": one.newer.made.submission}
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    return [
        place
        | files
        | {"field": name, "before": before.get(name), "after": after.get(name)}
        | {"cell_before": one.before.cell_of(name), "cell": one.after.cell_of(name)}
        for name in names
    ]


def _turned(changed: list[Succession], roster: pd.DataFrame, plan: Plan) -> dict[int, str]:
    """For each succession the conditions that turned; those of one branch and year are judged in rounds, one after the other."""
    rounds: list[dict[object, Succession]] = []
    for one in changed:
        free = next((held for held in rounds if one.after.of not in held), None)
        if free is None:
            rounds.append(free := {})
        free[one.after.of] = one
    turned = {}
    for held in rounds:
        before, after = (_verdicts(stated, roster, plan) for stated in _pairs(held.values()))
        for of, one in held.items():
            key = (of.year, of.unit, of.branch)
            was, now = before.get(key, {}), after.get(key, {})
            parts = [f"{name}: {VERDICTS[was[name]]} → {VERDICTS[now[name]]}" for name in now if name in was and was[name] != now[name]]
            turned[id(one)] = "; ".join(parts) or None
    return turned


def _pairs(held: Sequence[Succession]) -> tuple[list, list]:
    return [(one.older, one.before) for one in held], [(one.newer, one.after) for one in held]


def _verdicts(stated: list, roster: pd.DataFrame, plan: Plan) -> dict[tuple, dict[str, str]]:
    tables = declared(plan)
    frame, statements = tables[plan.form(JUDGED).table].frame(rows_as_stated(stated)), tables["statements"].frame(statement_rows(stated))
    found: dict[tuple, dict[str, str]] = {}
    for year, unit, branch, condition, verdict in judge(frame, statements, roster, plan)[
        ["year", "unit", "branch", "condition", "verdict"]
    ].itertuples(index=False):
        found.setdefault((year, unit, branch), {})[condition] = verdict
    return found
