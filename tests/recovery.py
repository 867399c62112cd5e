"""What was recovered against what is known: every difference, and whether a finding stands at its very cell."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from sadec_analytics.workspace import Workspace

KEY = ["year", "unit", "branch"]
PLACE = ["submission", "sheet", "row"]
WHOLE_TABLE = ("unit_unknown", "year_unknown", "year_outside", "form_conflict")


class Difference(NamedTuple):
    """One field of one record; `codes` are the findings that stand at its cell (none: a silent difference)."""

    table: str
    year: int
    unit: str
    branch: str
    field: str
    known: object
    recovered: object
    codes: tuple[str, ...]


def differences(workspace: Workspace, tables: dict[str, pd.DataFrame]) -> list[Difference]:
    """Every cell of the known truth that was recovered otherwise, and every recovered one that the truth does not know."""
    found = []
    for name in ("branch_years", "registrations"):
        known = pd.read_parquet(workspace.root / "truth" / f"{name}.parquet")
        fields = [c for c in known.columns if c not in KEY + PLACE]
        both = known.merge(tables[name], on=KEY, how="outer", suffixes=("_known", ""), indicator=True)
        for row in both.to_dict("records"):
            for field in fields:
                if not _same(row[f"{field}_known"], row[field]):
                    codes = _codes(tables, name, row, field)
                    found.append(Difference(name, row["year"], row["unit"], row["branch"], field, row[f"{field}_known"], row[field], codes))
    return found + _long_differences(workspace, tables) + _statement_differences(workspace, tables)


# table: (what tells its rows apart, what they say, the name of the field that a row was read from)
LONG = {
    "youth_situation": (("indicator",), ("value",), lambda row: row["indicator"]),
    "unit_items": (("item",), ("registered", "met", "proposed"), lambda row: row["item"]),
    "appraisals": (("branch", "criterion"), ("met", "appraised_on"), lambda row: f"criterion_{row['criterion']}"),
    "recognitions": (("branch", "programme"), ("decision", "decided_on", "commended"), lambda row: None),
}


def _long_differences(workspace: Workspace, tables: dict[str, pd.DataFrame]) -> list[Difference]:
    """Of the tables with a row a thing said: rows and values that differ; a finding of the field, unit and year accounts for one."""
    found = []
    for name, (apart, said, field_of) in LONG.items():
        known = pd.read_parquet(workspace.root / "truth" / f"{name}.parquet")
        key = ["year", "unit", *apart]
        both = known[[*key, *said]].merge(tables[name][[*key, *said]], on=key, how="outer", suffixes=("_known", ""), indicator=True)
        for row in both.to_dict("records"):
            for field in said:
                if not _same(row[f"{field}_known"], row[field]):
                    codes = _codes_of_field(tables["findings"], row, {field_of(row), field, None})
                    branch = row.get("branch") or ""
                    found.append(Difference(name, row["year"], row["unit"], branch, field, row[f"{field}_known"], row[field], codes))
    return found


def _codes_of_field(findings: pd.DataFrame, row: dict, fields: set[str | None]) -> tuple[str, ...]:
    mine = findings[(findings["unit"] == row["unit"]) & (findings["year"] == row["year"]) & (findings["severity"] == "blocking")]
    return tuple(code for code, field in zip(mine["code"], mine["field"], strict=True) if (None if pd.isna(field) else field) in fields)


def _statement_differences(workspace: Workspace, tables: dict[str, pd.DataFrame]) -> list[Difference]:
    columns = [*KEY, "field", "kind", "low", "high"]
    known = pd.read_parquet(workspace.root / "truth" / "statements.parquet")[columns].astype({"year": "int64"})
    both = known.round(6).merge(tables["statements"][columns].astype({"year": "int64"}).round(6), how="outer", indicator=True)
    odd = both[both["_merge"] != "both"]
    rows = tables["findings"]
    lost = {(u, y) for u, y, code in zip(rows["unit"], rows["year"], rows["code"], strict=True) if code == "branch_unknown"}
    return [
        Difference(
            "statements",
            r["year"],
            r["unit"],
            r["branch"],
            r["field"],
            r["kind"],
            r["_merge"],
            ("branch_unknown",) * ((r["unit"], r["year"]) in lost),
        )
        for r in odd.to_dict("records")
    ]


def _same(known: object, recovered: object) -> bool:
    if pd.isna(known) or pd.isna(recovered):
        return bool(pd.isna(known) and pd.isna(recovered))
    return known == recovered


def _codes(tables: dict[str, pd.DataFrame], table: str, row: dict, field: str) -> tuple[str, ...]:
    """The codes of findings at the cell of a recovered record's field; of its unit and year where no record was recovered."""
    findings = tables["findings"]
    of_year = findings[(findings["unit"] == row["unit"]) & (findings["year"] == row["year"])]
    if row["_merge"] == "left_only":
        return tuple(of_year.loc[of_year["code"].isin(("branch_unknown", *WHOLE_TABLE)), "code"])
    cell = _cell(tables["sources"], row, field)
    if cell is None:
        columns = findings[(findings["submission"] == row["submission"]) & (findings["sheet"] == row["sheet"])]
        return tuple(columns.loc[columns["code"].isin(("header_unknown", "header_ambiguous", "header_duplicate")), "code"])
    at = of_year[(of_year["submission"] == row["submission"]) & (of_year["sheet"] == row["sheet"])]
    return tuple(code for code, extent in zip(at["code"], at["cell"], strict=True) if isinstance(extent, str) and _covers(extent, cell))


def _cell(sources: pd.DataFrame, row: dict, field: str) -> str | None:
    """The address of a field: by its column and the record's row, or by its own cell."""
    mine = sources[(sources["submission"] == row["submission"]) & (sources["sheet"] == row["sheet"])]
    for name in (field, {"congress_on": "has_congress", "secretary_trained_year": "secretary_trained"}.get(field, field)):
        of_field = mine[mine["field"] == name]
        own = of_field[of_field["branch"] == row["branch"]]
        if not own.empty:
            return own["cell"].iloc[0]
        if not of_field.empty and of_field["column"].notna().any():
            return f"{of_field['column'].iloc[0]}{int(row['row'])}"
    return None


def _covers(extent: str, cell: str) -> bool:
    ends = ((_place(part.split(":")[0]), _place(part.split(":")[-1])) for part in extent.split(";"))
    row, column = _place(cell)
    return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in ends)


def _place(cell: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column
