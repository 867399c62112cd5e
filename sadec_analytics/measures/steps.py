"""What each step of the recognition procedure says of a branch (III.2.2 to III.2.4): yes, no, or nothing.

Each function answers for the rows of a population (year, unit, branch) in their order, as a nullable boolean; what a table says of
branches outside the population is left out. The four steps are four statements: none is ever filled in from another (law 6).
"""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .kleene import MET, UNKNOWN, codes_of
from .population import reported_years
from .quantities import KEY

PROGRAMME = "B"


def years_told(plan: Plan, *tables: pd.DataFrame) -> list[int]:
    """Every year of the plan up to the last one of which any of the tables says something."""
    return reported_years(pd.concat([table[["year"]] for table in tables]), plan)


def answers(population: pd.DataFrame, table: pd.DataFrame, field: str) -> pd.Series:
    """A yes/no column of a table; missing where the branch has no row or its cell is blank."""
    rows = population[KEY].merge(table[[*KEY, field]], on=KEY, how="left", validate="many_to_one")
    return rows[field].astype("boolean").set_axis(population.index)


def appraised(population: pd.DataFrame, appraisals: pd.DataFrame) -> pd.Series:
    """Yes where the city's team found every criterion that it judged met, no where it found one not met (III.2.4.b).

    Missing where the branch was not drawn, or where a blank among its criteria leaves it open.
    """
    judged = appraisals[KEY].assign(code=codes_of(appraisals["met"])).groupby(KEY, as_index=False, sort=False)["code"].min()
    judged["appraised"] = (judged["code"] == MET).astype("boolean").mask(judged["code"] == UNKNOWN)
    return answers(population, judged, "appraised")


def recognised(population: pd.DataFrame, recognitions: pd.DataFrame) -> pd.Series:
    """Yes where the city decided so; once it decided on any branch of a year, the others of that year are not recognised (III.2.4.b).

    Missing throughout a year without a decision on programme B.
    """
    decided = of_branches(recognitions)
    listed = decided[KEY].drop_duplicates().assign(recognised=True)
    said = answers(population, listed, "recognised")
    return said.mask(said.isna() & population["year"].isin(decided["year"]), False)


def of_branches(recognitions: pd.DataFrame) -> pd.DataFrame:
    """The decisions on residential branches, without those on units of programme A."""
    return recognitions[recognitions["programme"] == PROGRAMME]
