"""Small made-up cities for tests of figures: 3, 9 or 140 units, some of it missing, or nothing reported at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
from measures.facts import MEETING_ALL, PLAN, TABLES

from sadec_analytics.measures import claimed_list, draw, duties, judge
from sadec_analytics.plan import Plan
from sadec_analytics.plan.model import Unit
from sadec_analytics.publish.view import INTERNAL, View
from sadec_analytics.workspace import Tables

YEARS = (2019, 2020, 2021)
INSTITUTION = "Đoàn ủy Bệnh viện Đa khoa khu vực"
FORM_OF = {"registration": "registrations", "results": "branch_years", "youth": "youth_situation", "three_proactives": "unit_items"}


def plan_of(units: int) -> Plan:
    """The plan with other units: wards with names of different lengths, one institution; the pilots are the first of them."""
    names = [f"{'Xã Tân Khánh Trung' if n % 3 else 'Phường'} {n}" for n in range(1, units + 1)]
    wards = tuple(Unit(name, "ward", None, (), (), ()) for name in names)
    pilots = tuple(replace(pilot, units=(names[0], INSTITUTION)) for pilot in PLAN.pilots)
    return replace(PLAN, units=(*wards, Unit(INSTITUTION, "institution", None, (), (), ())), pilots=pilots)


def town(units: int = 9, seed: int = 1, silent: bool = False) -> Tables:
    """The tables of a city of `units` with 2 to 6 branches each, of which nothing is known where `silent`."""
    rng, plan = np.random.default_rng(seed), plan_of(units)
    frames = {name: table.frame() for name, table in TABLES.items()}
    sizes = [int(rng.integers(2, 7)) for _ in plan.residential_units]
    frames["roster"] = TABLES["roster"].frame(
        {"unit": unit.name, "branch": f"Khóm {b}", "unit_order": n, "branch_order": b}
        for n, (unit, size) in enumerate(zip(plan.residential_units, sizes, strict=True), 1)
        for b in range(1, size + 1)
    )
    frames["units"] = TABLES["units"].frame({"unit": u.name, "kind": u.kind, "unit_order": n} for n, u in enumerate(plan.units, 1))
    if not silent:
        frames |= _told(frames, plan, rng)
    frames["verdicts"] = judge(frames["branch_years"], frames["statements"], frames["roster"], plan)
    frames["duties"] = duties(frames, plan, pd.Timestamp(YEARS[-1], 11, 1).date())
    return Tables(frames, plan, {"practice": True, "run": "20211101T000000Z-abcdef01", "built_on": "2021-11-01"})


def view(tables: Tables, year: int = YEARS[-1], edition: str = INTERNAL) -> View:
    return View(tables, year, tables.plan.stage_running_in(year), edition)


def drawn_of(tables: Tables, year: int = YEARS[-1]) -> pd.DataFrame:
    """A draw of the year in which exactly the claimed branches that were appraised were drawn."""
    listed = claimed_list(tables.branch_years, tables.roster, year)
    rows = draw(listed, "482913", 1)
    found = tables.appraisals[["year", "unit", "branch"]].drop_duplicates().assign(found=True)
    return rows.assign(is_drawn=rows.merge(found, on=["year", "unit", "branch"], how="left")["found"].notna())


def _told(frames: dict[str, pd.DataFrame], plan: Plan, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """What the units sent: most of it, late at times, and the city's appraisals and decisions."""
    branches = [(y, r.unit, r.branch) for y in YEARS for r in frames["roster"].itertuples()]
    keys = [dict(zip(("year", "unit", "branch"), key, strict=True)) for key in branches]
    pick = lambda of, p=None: rng.choice(np.array(of, dtype=object), p=p)  # noqa: E731
    facts = [key | MEETING_ALL | _facts(key["year"], pick, rng) for key in keys if rng.random() > 0.1]
    appraised = [key for key in keys if rng.random() < 0.4]
    items = [(y, u, i.clause) for y in YEARS for u in plan.units for g in plan.item_groups for i in g.items if rng.random() > 0.05]
    recognised = [key | {"programme": "B"} for key in keys if rng.random() < 0.7]
    recognised += [{"year": y, "unit": u.name, "programme": "A"} for y in YEARS for u in plan.units if rng.random() < 0.6]
    made = {
        "branch_years": facts,
        "registrations": [
            key | {"registered": pick([True, False, None], [0.8, 0.1, 0.1]), "is_pilot": pick([True, False], [0.7, 0.3])} for key in keys
        ],
        "appraisals": [key | {"criterion": c, "met": pick([True, False], [0.95, 0.05])} for key in appraised for c in range(1, 8)],
        "recognitions": recognised,
        "youth_situation": _youth(plan, rng),
        "unit_items": [
            {
                "year": y,
                "unit": u.name,
                "item": i,
                "registered": True,
                "met": pick([True, False, None], [0.9, 0.06, 0.04]),
                "proposed": True,
            }
            for y, u, i in items
        ],
        "submissions": [
            {
                "unit": u.name,
                "form": form,
                "year": str(y),
                "received_on": _day(form, y, rng),
                "received_from": "message",
                "path": f"{form}{y}{n}",
            }
            for (n, u), form, y in product(enumerate(plan.units), FORM_OF, YEARS)
            if rng.random() > 0.1
        ],
        "statements": [keys[n] | {"field": "fees_rate", "kind": "stated_rate", "low": 1.0, "high": 1.0} for n in range(0, len(keys), 11)],
    }
    return {name: TABLES[name].frame(rows) for name, rows in made.items()}


def _facts(year: int, pick, rng: np.random.Generator) -> dict:
    admissions, due = int(rng.integers(2, 9)), int(rng.integers(10, 30)) * 24_000
    told = {"admissions": admissions, "admissions_by_procedure": admissions - int(rng.random() < 0.2)}
    return {
        "as_of": pick([f"{year}-09-20", f"{year}-12-31", None], [0.6, 0.3, 0.1]),
        "members": due // 24_000,
        **(told if rng.random() > 0.1 else dict.fromkeys(told)),
        "party_recommendations": pick([0, 1, 2, None], [0.3, 0.4, 0.2, 0.1]),
        "party_resolution": pick(["12-NQ/ĐTN", None]),
        "fees_due_vnd": pick([due, None], [0.9, 0.1]),
        "fees_collected_vnd": pick([due, due - 24_000, None], [0.7, 0.15, 0.15]),
        "meetings": pick([8, 7, None], [0.8, 0.1, 0.1]),
        "violations": pick([0, 1, None], [0.9, 0.05, 0.05]),
        "self_assessed": pick([True, False, None], [0.75, 0.1, 0.15]),
    }


def _youth(plan: Plan, rng: np.random.Generator) -> list[dict]:
    """The state of youth; the sensitive counts are small in some units."""
    shares = {"members": 0.15, "female": 0.48, "ethnic_minority": 0.01, "religious": 0.1, "in_hardship": 0.04, "working_away": 0.25}
    rows = []
    for year, unit in product(YEARS, plan.residential_units):
        young = int(rng.integers(200, 900))
        values = {"young_people": young} | {name: round(young * share * rng.uniform(0.6, 1.4)) for name, share in shares.items()}
        values |= {"brought_into_union": int(rng.integers(10, 40)), "brought_into_association": int(rng.integers(10, 50))}
        rows += [{"year": year, "unit": unit.name, "indicator": k, "value": v} for k, v in values.items() if rng.random() > 0.05]
    return rows


def _day(form: str, year: int, rng: np.random.Generator) -> pd.Timestamp:
    day = {"registration": (year, 2, 10), "results": (year, 9, 28), "youth": (year, 10, 9), "three_proactives": (year - 1, 10, 8)}[form]
    return pd.Timestamp(*day) + pd.Timedelta(days=int(rng.integers(-10, 8)))
