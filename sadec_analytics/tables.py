"""Every table that the suite writes, declared once: its grain, key, and columns with dtype and meaning.

Column names are promises: other people's scripts read them (CONTRIBUTING.md, "Names that stay").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from .plan import Plan

DTYPES = {"text": "str", "count": "Int64", "yes_no": "boolean", "date": "datetime64[s]", "number": "float64"}
FIELD_DTYPES = {"count": "count", "money": "count", "yes_no": "yes_no", "yes_no_or_date": "yes_no", "date": "date", "text": "text"}


@dataclass(frozen=True)
class Table:
    """`columns` maps each column to text, count (nullable integer), yes_no (nullable boolean), date or number (float)."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: dict[str, str]

    def frame(self, rows: Iterable[Mapping] | pd.DataFrame = ()) -> pd.DataFrame:
        """The rows as a DataFrame with exactly the declared columns and dtypes; a column not given is missing throughout."""
        import pandas as pd

        given = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=None)
        columns = {}
        for name, kind in self.columns.items():
            if name in given:
                columns[name] = (pd.to_datetime(given[name]) if kind == "date" else given[name]).astype(DTYPES[kind])
            else:
                columns[name] = pd.Series(None, index=given.index, dtype=DTYPES[kind])
        return pd.DataFrame(columns, index=given.index).reset_index(drop=True)


PLACE = {"submission": "text", "sheet": "text", "row": "count"}

STATIC = (
    Table(
        "submissions",
        "one row per file received",
        ("path",),
        {
            "submission": "text",
            "path": "text",
            "unit": "text",
            "form": "text",
            "year": "text",
            "received_on": "date",
            "received_from": "text",
            "status": "text",
            "holds": "text",
        },
    ),
    Table(
        "findings",
        "one row per problem at one place",
        ("submission", "sheet", "cell", "code"),
        {
            "submission": "text",
            "sheet": "text",
            "cell": "text",
            "cells": "count",
            "code": "text",
            "severity": "text",
            "unit": "text",
            "year": "count",
            "branch": "text",
            "field": "text",
            "raw": "text",
            "taken_as": "text",
            "message": "text",
        },
    ),
    Table(
        "sources",
        "one row per submission, sheet and field (per record where it must be)",
        ("submission", "sheet", "form", "field", "year", "unit", "branch", "aspect"),
        {
            "submission": "text",
            "sheet": "text",
            "field": "text",
            "column": "text",
            "unit": "text",
            "branch": "text",
            "cell": "text",
            "told_in": "text",
            "told_sheet": "text",
            "form": "text",
            "year": "count",
            "aspect": "text",
        },
    ),
    Table(
        "versions",
        "one row per cell that a later file states otherwise; `turned` names the conditions whose verdict it helps to turn",
        ("year", "unit", "branch", "form", "field", "submission"),
        {
            "year": "count",
            "unit": "text",
            "branch": "text",
            "form": "text",
            "field": "text",
            "before": "text",
            "cell_before": "text",
            "replaced": "text",
            "after": "text",
            "cell": "text",
            "submission": "text",
            "turned": "text",
        },
    ),
    Table(
        "statements",
        "one row per field of a record that says something without a value",
        ("submission", "sheet", "row", "year", "unit", "branch", "field"),
        PLACE
        | {
            "year": "count",
            "unit": "text",
            "branch": "text",
            "field": "text",
            "kind": "text",
            "low": "number",
            "high": "number",
            "text": "text",
        },
    ),
    Table(
        "youth_situation",
        "one row per unit per year per indicator",
        ("year", "unit", "indicator"),
        PLACE | {"year": "count", "unit": "text", "indicator": "text", "value": "count"},
    ),
    Table(
        "unit_items",
        "one row per unit per year per item of programme A",
        ("year", "unit", "item"),
        PLACE | {"year": "count", "unit": "text", "item": "text", "registered": "yes_no", "met": "yes_no", "proposed": "yes_no"},
    ),
    Table(
        "appraisals",
        "one row per branch per year per criterion",
        ("year", "unit", "branch", "criterion"),
        PLACE | {"year": "count", "unit": "text", "branch": "text", "criterion": "count", "met": "yes_no", "appraised_on": "date"},
    ),
    Table(
        "recognitions",
        "one row per branch or unit per year",
        ("year", "unit", "branch", "programme"),
        PLACE
        | {
            "year": "count",
            "unit": "text",
            "branch": "text",
            "programme": "text",
            "decision": "text",
            "decided_on": "date",
            "commended": "yes_no",
        },
    ),
    Table(
        "roster",
        "one row per branch per period of existence",
        ("unit", "branch", "valid_from"),
        {
            "unit": "text",
            "branch": "text",
            "valid_from": "date",
            "valid_to": "date",
            "became": "text",
            "unit_order": "count",
            "branch_order": "count",
        },
    ),
    Table(
        "units",
        "one row per grassroots union",
        ("unit",),
        {"unit": "text", "kind": "text", "unit_order": "count"},
    ),
    Table(
        "duties",
        "one row per unit per year per duty of the plan",
        ("year", "unit", "duty"),
        {
            "year": "count",
            "unit": "text",
            "duty": "text",
            "clause": "text",
            "due_on": "date",
            "inclusive": "yes_no",
            "received_on": "date",
            "received_from": "text",
            "state": "text",
            "days_late": "count",
            "cells": "count",
            "answered": "count",
            "complete": "number",
        },
    ),
    Table(
        "verdicts",
        "one row per branch per year per condition",
        ("year", "unit", "branch", "condition"),
        {
            "year": "count",
            "unit": "text",
            "branch": "text",
            "criterion": "count",
            "condition": "text",
            "value": "number",
            "threshold": "number",
            "verdict": "text",
            "clause": "text",
        },
    ),
    Table(
        "standing",
        "one row per scope (unit or city) per year per stage per measure",
        ("year", "scope", "unit", "stage", "measure"),
        {
            "year": "count",
            "scope": "text",
            "unit": "text",
            "stage": "count",
            "measure": "text",
            "branches": "count",
            "met": "count",
            "not_met": "count",
            "unknown": "count",
            "needed": "count",
            "wanting": "count",
            "share_low": "number",
            "share_high": "number",
            "target": "number",
            "due": "count",
            "units": "count",
            "units_reached": "count",
            "verdict": "text",
            "clause": "text",
        },
    ),
)


def declared(plan: Plan) -> dict[str, Table]:
    """Every table by name; the tables of records follow the plan's forms, one column a fact."""
    known = {table.name for table in STATIC}
    records = [_records(plan, form.id) for form in plan.forms if form.table not in known]
    return {table.name: table for table in (*records, *STATIC)}


def _records(plan: Plan, form_id: str) -> Table:
    form = plan.form(form_id)
    columns = PLACE | {"year": "count", "unit": "text", "branch": "text"}
    if form.id == "results":
        columns["as_of"] = "date"
    for field in form.facts:
        columns[field.name] = FIELD_DTYPES[field.kind]
        if field.date_into:
            columns[field.date_into] = "date"
        if field.year_into:
            columns[field.year_into] = "count"
    return Table(form.table, "one row per residential branch per year", ("year", "unit", "branch"), columns)
