"""Fees and admissions of units and of the city: numerators and denominators are summed, rates never averaged (law 5)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import by_scope, with_facts


def fee_collection(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): fees due and collected in đồng, and the rate as 0 to 1 or more (B.2.5).

    `fees_due_vnd`, `fees_collected_vnd` and `rate` sum the `branches_known` branches that state both amounts. `rate_low` and
    `rate_high` allow the branches that state only what was due anything from nothing to all of it; a branch that states no
    amount due bounds nothing and is only counted (`branches` less `branches_due_known`). NaN where nothing is due.
    """
    columns = ("branches", "branches_due_known", "branches_known", "fees_due_vnd", "fees_collected_vnd", "rate", "rate_low", "rate_high")
    return _by_scope(with_facts(roster, branch_years, plan), _fees, columns)


def _fees(rows: pd.DataFrame) -> tuple:
    due_known = rows["fees_due_vnd"].notna()
    known = due_known & rows["fees_collected_vnd"].notna()
    due, collected = rows.loc[known, "fees_due_vnd"].sum(), rows.loc[known, "fees_collected_vnd"].sum()
    open_due = rows.loc[due_known & ~known, "fees_due_vnd"].sum()
    low, high = _share(collected, due + open_due), _share(collected + open_due, due + open_due)
    return len(rows), due_known.sum(), known.sum(), due, collected, _share(collected, due), low, high


def admission_counts(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope: admissions and recommendations to the Party of the branches that reported them (B.2.4).

    `as_of` is the earliest date of the figures summed; sums are missing where no branch reported.
    """
    columns = ("branches", "branches_reported", "members", "admissions", "admissions_by_procedure", "party_recommendations", "as_of")
    return _by_scope(with_facts(roster, branch_years, plan), _admissions, columns)


def _admissions(rows: pd.DataFrame) -> tuple:
    sums = [rows[c].sum(min_count=1) for c in ("members", "admissions", "admissions_by_procedure", "party_recommendations")]
    return len(rows), rows["admissions"].notna().sum(), *sums, rows["as_of"].min()


def _by_scope(rows: pd.DataFrame, sums: object, columns: tuple[str, ...]) -> pd.DataFrame:
    made = pd.DataFrame([(*scope, *sums(group)) for scope, group in by_scope(rows)], columns=["year", "scope", "unit", *columns])
    kinds = {c: "float64" if c.startswith("rate") else "datetime64[s]" if c == "as_of" else "Int64" for c in columns}
    return made.astype({"year": "Int64", "scope": "str", "unit": "str"} | kinds)


def _share(part: int, whole: int) -> float:
    return float(part) / float(whole) if whole else float("nan")
