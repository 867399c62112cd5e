"""Views of made-up cities of any number of units, complete or with nothing reported: small frames, no practice build."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from measures.facts import MEETING_ALL, PLAN, TABLES

from sadec_analytics.measures import judge, standing
from sadec_analytics.plan import Plan, Unit
from sadec_analytics.publish.view import INTERNAL, View
from sadec_analytics.workspace import Tables

CHANGES = (
    {"meetings": 7},
    {"admissions": 3, "admissions_by_procedure": 3},
    {"violations": 1},
    {"secretary_trained": False},
    {"has_full_minutes": None},
    {"fees_collected_vnd": None},
    {"meetings": 6, "cultural_activities": 0},
    dict.fromkeys(MEETING_ALL),
)
LONG_NAMES = ("Phường Tân Quy Đông", "Xã Tân Khánh Đông")


def plan_of(units: int) -> Plan:
    """The plan with its own units where they are nine, and with as many others, some of long names, where they are not."""
    if units == len(PLAN.residential_units):
        return PLAN
    names = [f"Phường {n}" if n % 4 else f"{LONG_NAMES[n // 4 % 2]} {n}" for n in range(1, units + 1)]
    branches = [tuple(f"Khóm {b}" for b in range(1, 4 + n % 4)) for n in range(units)]
    return replace(PLAN, units=tuple(Unit(name, "ward", None, (), own, ()) for name, own in zip(names, branches, strict=True)))


@cache
def view_of(units: int = 9, year: int = 2021, stage: int | None = None, reported: str = "up to now", edition: str = INTERNAL) -> View:
    """A city of which ever more branches meet the standard, `reported` in all years up to that of the view, only "later", or "never"."""
    plan = plan_of(units)
    roster = TABLES["roster"].frame(
        [
            {"unit": unit.name, "branch": branch, "unit_order": u, "branch_order": b}
            for u, unit in enumerate(plan.residential_units, 1)
            for b, branch in enumerate(unit.branches, 1)
        ]
    )
    years = {"up to now": [one for one in plan.years if one <= year], "later": [year + 1], "never": []}[reported]
    draw = np.random.default_rng(units)
    rows = [_facts(draw, row, one, plan) for one in years for row in roster[["unit", "branch"]].to_dict("records")]
    facts, none = TABLES["branch_years"].frame(rows), TABLES["statements"].frame()
    listed = [row | {"programme": "B"} for row in rows if row["self_assessed"] and draw.random() < 0.7 and row["year"] >= 2019]
    recognitions = TABLES["recognitions"].frame(listed)
    verdicts = judge(facts, none, roster, plan)
    frames = {name: table.frame() for name, table in TABLES.items()} | {
        "branch_years": facts,
        "roster": roster,
        "recognitions": recognitions,
        "verdicts": verdicts,
        "standing": standing(verdicts, facts, recognitions, roster, plan),
    }
    tables = Tables(frames, plan, {"practice": True, "run": "thu", "plan_digest": "thu", "built_on": f"{year}-10-20"})
    return View(tables, year, plan.stage(stage) if stage else plan.stage_running_in(year), edition)


def _facts(draw: np.random.Generator, row: dict, year: int, plan: Plan) -> dict:
    meets = draw.random() < 0.5 + 0.1 * (year - plan.first_year)
    change = {} if meets else CHANGES[draw.integers(len(CHANGES))]
    claimed = [None, meets or draw.random() < 0.5][int(draw.random() < 0.9)]
    return {"year": year, "as_of": f"{year}-09-25", "self_assessed": claimed} | row | MEETING_ALL | change
