"""Which branches count in which year: the roster on 31 December, whether or not they reported (reading "Unknown")."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from ..plan.model import DIRECT_BRANCH

SCOPE = ["year", "scope", "unit"]


def reported_years(branch_years: pd.DataFrame, plan: Plan) -> list[int]:
    """Every year of the plan up to the last one of which anything was reported."""
    last = branch_years["year"].max()
    return [] if pd.isna(last) else [year for year in plan.years if year <= last]


def branches_of(roster: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """One row per branch of the roster on 31 December of each year: year, unit, branch, in the plan's order."""
    frames = [roster[_exists_on(roster, pd.Timestamp(year, 12, 31))].assign(year=year) for year in years]
    rows = pd.concat(frames) if frames else roster.head(0).assign(year=pd.Series(dtype="Int64"))
    rows = rows.sort_values(["year", "unit_order", "branch_order"], kind="stable").reset_index(drop=True)
    return rows[["year", "unit", "branch"]].astype({"year": "Int64"})


def with_facts(roster: pd.DataFrame, branch_years: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The branches of every reported year with their facts; missing where a branch reported nothing."""
    population = branches_of(roster, reported_years(branch_years, plan))
    return population.merge(branch_years, on=["year", "unit", "branch"], how="left", validate="one_to_one")


def grassroots_units(units: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit of programme A's population, institutions included, in order: the `units` table (A.1).

    The branches directly under the city are among them only under the reading directly_under_city = included.
    """
    counts = (units["kind"] != DIRECT_BRANCH) | (plan.reading("directly_under_city") == "included")
    return units[counts].sort_values("unit_order", kind="stable", ignore_index=True)


def residential_units(roster: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """One row per unit that has a residential branch on 31 December of each year: year, unit, in the plan's order."""
    return branches_of(roster, years)[["year", "unit"]].drop_duplicates(ignore_index=True)


def sums_by_scope(rows: pd.DataFrame, columns: list[str], min_count: int = 0, by: tuple[str, ...] = ()) -> pd.DataFrame:
    """One row per year and scope (and value of `by`): year, scope, unit and the sums of `columns`; units first, then the city (law 5).

    Missing values are left out; a sum of fewer than `min_count` values is missing.
    """
    units = rows.groupby(["year", "unit", *by], sort=False)[columns].sum(min_count=min_count).reset_index().assign(scope="unit")
    city = rows.groupby(["year", *by], sort=False)[columns].sum(min_count=min_count).reset_index().assign(scope="city", unit=None)
    both = pd.concat([units.astype({"unit": "str"}), city.astype({"unit": "str"})], ignore_index=True)
    return both.sort_values("year", kind="stable", ignore_index=True)[[*SCOPE, *by, *columns]].astype({"year": "Int64", "scope": "str"})


def ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Sums divided, as floats; NaN where the whole is nothing or missing."""
    return (part / whole.where(whole != 0)).astype("Float64").astype("float64")


def _exists_on(roster: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    began = roster["valid_from"].isna() | (roster["valid_from"] <= day)
    return began & (roster["valid_to"].isna() | (roster["valid_to"] >= day))
