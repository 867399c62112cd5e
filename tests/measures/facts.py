"""Small frames for tests of measures: complete facts that meet the standard, changed where a test says so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sadec_analytics.measures import judge
from sadec_analytics.plan import load_plan
from sadec_analytics.tables import declared

PLAN = load_plan()
TABLES = declared(PLAN)
UNIT = "Phường 3"
MEETING_ALL = {
    "members": 15,
    "violations": 0,
    "livelihood_models": 1,
    "cooperative_groups": 0,
    "cooperative_groups_compliant": 0,
    "jobs_placed": 0,
    "largest_team_members": 5,
    "youth_works_registered": 1,
    "youth_works_completed": 1,
    "admissions": 5,
    "admissions_by_procedure": 5,
    "party_recommendations": 1,
    "meetings": 8,
    "has_full_minutes": True,
    "has_records_in_order": True,
    "fees_due_vnd": 360_000,
    "fees_collected_vnd": 360_000,
    "has_congress": True,
    "cultural_activities": 1,
    "sports_activities": 1,
    "secretary_economy_stable": True,
    "secretary_trained": True,
    "secretary_knows_policy": True,
}


def roster(branches: int = 1, unit: str = UNIT, order: int = 1, **more: object) -> pd.DataFrame:
    rows = [{"unit": unit, "branch": f"Khóm {n}", "unit_order": order, "branch_order": n} | more for n in range(1, branches + 1)]
    return TABLES["roster"].frame(rows)


def branch_years(*changes: dict, year: int = 2018, unit: str = UNIT) -> pd.DataFrame:
    """A row a branch; each differs from a branch that meets everything by its changes (None: the cell is blank)."""
    rows = [{"year": year, "unit": unit, "branch": f"Khóm {n}"} | MEETING_ALL | change for n, change in enumerate(changes, 1)]
    return TABLES["branch_years"].frame(rows)


def statements(*rows: dict) -> pd.DataFrame:
    of = {"year": 2018, "unit": UNIT, "branch": "Khóm 1"}
    return TABLES["statements"].frame([of | row for row in rows])


def registrations(*answers: bool | None, year: int = 2019, unit: str = UNIT, field: str = "registered") -> pd.DataFrame:
    """The registration list of a unit: one answer a branch (None: the cell is blank)."""
    return TABLES["registrations"].frame([{"year": year, "unit": unit, "branch": f"Khóm {n}", field: a} for n, a in enumerate(answers, 1)])


def recognitions(*numbers: int, year: int = 2018, unit: str = UNIT, programme: str = "B") -> pd.DataFrame:
    """The city's decisions on the branches of these numbers."""
    rows = [{"year": year, "unit": unit, "branch": f"Khóm {n}", "programme": programme} for n in numbers]
    return TABLES["recognitions"].frame(rows)


def appraisals(found: dict[int, dict[int, bool | None]], year: int = 2018, unit: str = UNIT) -> pd.DataFrame:
    """What the city's team found: by branch number, the criteria that it judged."""
    rows = [
        {"year": year, "unit": unit, "branch": f"Khóm {n}", "criterion": criterion, "met": met}
        for n, criteria in found.items()
        for criterion, met in criteria.items()
    ]
    return TABLES["appraisals"].frame(rows)


def youth(**young_people: int | None) -> pd.DataFrame:
    """How many young people units report for 2018, each unit by its name with _ for a blank."""
    of = {"year": 2018, "indicator": "young_people"}
    return TABLES["youth_situation"].frame([of | {"unit": unit.replace("_", " "), "value": n} for unit, n in young_people.items()])


def drawn(branches: int, seed: int, plan=PLAN, open_share: float = 0.3) -> pd.DataFrame:
    """Verdicts of any kind for each condition, a share of them not met or unknown: more mixtures than facts would give."""
    verdicts = judge(branch_years(*[{}] * branches), statements(), roster(branches), plan)
    words = np.random.default_rng(seed).choice(
        ["met", "not_met", "unknown"], size=len(verdicts), p=[1 - open_share, open_share / 2, open_share / 2]
    )
    return verdicts.assign(verdict=words)


def units(*names: str, kind: str = "ward") -> pd.DataFrame:
    rows = [{"unit": name, "kind": kind, "unit_order": n} for n, name in enumerate(names or (UNIT,), 1)]
    return TABLES["units"].frame(rows)


def rows_of(table: str, *rows: dict, year: int = 2019, unit: str = UNIT) -> pd.DataFrame:
    """Rows of any declared table, of one year and unit unless a row says otherwise."""
    return TABLES[table].frame([{"year": year, "unit": unit} | row for row in rows])
