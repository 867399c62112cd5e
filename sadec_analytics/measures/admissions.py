"""Admissions and recommendations to the Party (B.2.4): counts, per 100 members and young people, and their course over the years.

Figures of a year are mostly taken in September (IV.2.5): `as_of` and `is_partial` say so beside every count.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .population import SCOPE, ratio, sums_by_scope, with_facts
from .quantities import KEY

TOLD = ["members", "admissions", "admissions_by_procedure", "party_recommendations"]


def admission_counts(branch_years: pd.DataFrame, youth_situation: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): admissions and recommendations to the Party of the branches that reported them (B.2.4).

    Sums are missing where no branch reported. `per_100_members` is over the `members_counted` of the `branches_per_members` that state
    both; `per_100_young_people` over the `young_people_counted` of the `units_per_young_people` of which every branch reported and the
    state of youth is known (B.4.1.e tells of a unit as a whole). `recommendations_with_resolution` are those of branches that name the
    number of a resolution, `recommendations_without_resolution` the others: noted, not judged. `as_of` and `as_of_latest` are the
    first and the last day to which the `branches_reported` counted; `is_partial` where any counted before 31 December, missing where
    that is not known.
    """
    rows = with_facts(roster, branch_years, plan)
    counts = sums_by_scope(marked := _marked(rows), [*marked.columns[2:]], min_count=1)
    counts["per_100_members"] = 100 * ratio(counts.pop("admissions_of_members"), counts["members_counted"])
    counts = counts.merge(_days(rows), on=SCOPE)
    counts = counts.merge(_per_young_people(counts, youth_situation), on=SCOPE, how="left")
    return counts.assign(is_partial=_is_partial(counts)).drop(columns="branches_dated")


def admission_courses(branch_years: pd.DataFrame, youth_situation: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): the rows of `admission_counts` with the change against the year before (B.2.4).

    `admissions_change` is that of the `branches_in_both`, which reported in this year and in the one before: like is held against like.
    `is_same_branches`: they are all the branches there were in both years, so the change is that of the whole scope; missing where there
    was no year before. `is_partial_before` says of the year before what `is_partial` says of this one.
    """
    counts = admission_counts(branch_years, youth_situation, roster, plan)
    before = counts[[*SCOPE, "branches", "admissions", "is_partial"]].assign(year=counts["year"] + 1)
    before = before.rename(columns={name: f"{name}_before" for name in ("branches", "admissions", "is_partial")})
    changes = _changes(with_facts(roster, branch_years, plan))
    courses = counts.merge(before.astype({"branches_before": "Int64"}), on=SCOPE, how="left").merge(changes, on=SCOPE)
    is_all = (courses["branches_in_both"] == courses["branches"]) & (courses["branches_in_both"] == courses["branches_before"])
    return courses.assign(is_same_branches=is_all.where(courses["branches_before"].notna()))


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """What `admission_counts` sums over every branch, reported or not, a row a branch and year."""
    reported, has_both = rows["admissions"].notna(), rows["admissions"].notna() & rows["members"].notna()
    recommended = rows["party_recommendations"]
    has_number = rows["party_resolution"].str.contains(r"[1-9]", na=False)  # "chưa có" and "0" name none
    return rows[["year", "unit"]].assign(
        branches=1,
        branches_reported=reported.astype(int),
        branches_dated=(reported & rows["as_of"].notna()).astype(int),
        branches_per_members=has_both.astype(int),
        admissions_of_members=rows["admissions"].where(has_both),
        members_counted=rows["members"].where(has_both),
        **{name: rows[name] for name in TOLD},
        recommendations_with_resolution=recommended.where(has_number | recommended.isna(), 0),
        recommendations_without_resolution=recommended.mask(has_number & recommended.notna(), 0),
    )


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope: the earliest and the latest day to which its branches counted their admissions."""
    told = rows[["year", "unit"]].assign(as_of=rows["as_of"].where(rows["admissions"].notna()))
    wanted = {"as_of": ("as_of", "min"), "as_of_latest": ("as_of", "max")}
    units = told.groupby(["year", "unit"], sort=False).agg(**wanted).reset_index().assign(scope="unit")
    city = told.groupby("year").agg(**wanted).reset_index().assign(scope="city", unit=None)
    return pd.concat([units, city.astype({"unit": "str"})], ignore_index=True).astype({"scope": "str", "unit": "str"})


def _is_partial(counts: pd.DataFrame) -> pd.Series:
    """Whether any figure was taken before 31 December; an undated one may have been, and of no figure nothing can be said."""
    early = counts["as_of"] < pd.to_datetime(counts["year"].astype(str) + "-12-31")
    all_dated = (counts["branches_dated"] == counts["branches_reported"]) & (counts["branches_reported"] > 0)
    return pd.Series(pd.array(np.where(early, True, np.where(all_dated, False, None)), dtype="boolean"), index=counts.index)


def _per_young_people(counts: pd.DataFrame, youth_situation: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope: admissions per 100 young people, over the units of which both are wholly known."""
    young = youth_situation.loc[youth_situation["indicator"] == "young_people", ["year", "unit", "value"]]
    units = counts[counts["scope"] == "unit"].merge(young, on=["year", "unit"], how="left", validate="one_to_one")
    is_known = (units["branches_reported"] == units["branches"]) & units["value"].notna()
    marked = units[["year", "unit"]].assign(
        units_per_young_people=is_known.astype(int),
        admitted=units["admissions"].where(is_known),
        young_people_counted=units["value"].where(is_known),
    )
    sums = sums_by_scope(marked, [*marked.columns[2:]], min_count=1)
    sums["per_100_young_people"] = 100 * ratio(sums.pop("admitted"), sums["young_people_counted"])
    return sums


def _changes(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope: how many branches reported admissions in this year and the one before, and how theirs changed."""
    now = rows[[*KEY, "admissions"]]
    pairs = now.merge(now.assign(year=now["year"] + 1), on=KEY, how="left", suffixes=("", "_before"))
    change = pairs["admissions"] - pairs["admissions_before"]
    marked = pairs[KEY].assign(branches_in_both=change.notna().astype(int), admissions_change=change)
    return sums_by_scope(marked, ["branches_in_both", "admissions_change"], min_count=1)
