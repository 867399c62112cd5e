"""Members who broke the law, by unit (B.2.1)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import sums_by_scope, with_facts


def offences(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): branches, branches_with, branches_without, branches_unknown, violations (B.2.1).

    `violations` counts the members, over the branches that reported how many (all but the `branches_unknown`); missing where none did.
    """
    rows = with_facts(roster, branch_years, plan)
    told = rows["violations"]
    marked = rows[["year", "unit"]].assign(
        branches=1,
        branches_with=(told > 0).fillna(False).astype(int),
        branches_without=(told == 0).fillna(False).astype(int),
        branches_unknown=told.isna().astype(int),
        violations=told,
    )
    return sums_by_scope(marked, [*marked.columns[2:]], min_count=1)
