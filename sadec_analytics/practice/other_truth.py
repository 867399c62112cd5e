"""The truth behind the other four forms: the state of youth, programme A, the city's appraisals and recognitions."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ..plan import Plan
from .course import Course
from .truth import Facts, duty_of

APPRAISED_ON, DECIDED_ON, ASSESSED_ON = (11, 8), (12, 18), (12, 5)
BOUND_LATEST = 15
ALL_MET_AT_FIRST, PROPOSES_ANYWAY, RECOGNISED, LATE_IN_A = 0.2, 0.1, 0.85, 0.1


def draw_youth(plan: Plan, unit: str, results: dict[str, Facts], rng: np.random.Generator) -> Facts:
    """One unit's young people in a year, in accord with the members that its branches report."""
    members = sum(int(facts["members"]) for facts in results.values())
    young = members * int(rng.integers(5, 9)) + int(rng.integers(0, 40))
    admitted = sum(int(facts["admissions"]) for facts in results.values())
    return {
        "young_people": young,
        "members": members,
        "female": int(rng.binomial(young, 0.48)),
        "ethnic_minority": int(rng.binomial(young, 0.01)),
        "religious": int(rng.binomial(young, 0.12)),
        "in_hardship": int(rng.binomial(young, 0.04)),
        "working_away": int(rng.binomial(young, 0.25)),
        "brought_into_union": admitted,
        "brought_into_association": int(rng.poisson(admitted * 1.2)),
    }


def draw_items(plan: Plan, year: int, rng: np.random.Generator) -> dict[str, Facts]:
    """What a unit registers and says of itself, for each item of programme A, and whether it proposes itself; better each year."""
    items = [item.clause for group in plan.item_groups for item in group.items]
    chance = ALL_MET_AT_FIRST + (1 - ALL_MET_AT_FIRST) * (year - plan.first_year) / len(plan.years)
    failing = [] if rng.random() < chance else rng.choice(items, int(rng.integers(1, 5)), replace=False).tolist()
    proposed = bool(rng.random() < (PROPOSES_ANYWAY if failing else 1 - PROPOSES_ANYWAY))
    drawn = {item: {"registered": bool(rng.random() < 0.95), "met": item not in failing} for item in items}
    acts = {act.name: {"met": bool(rng.random() < 0.92)} for act in plan.acts}
    return drawn | acts | {"proposed": {"met": proposed}}


def draw_unit_recognitions(plan: Plan, items: dict[str, dict[str, Facts]], year: int, rng: np.random.Generator) -> dict[str, Facts]:
    """The units that the city recognises under programme A: those that met every item and proposed themselves, but for a few."""
    decision = {"decision": f"{200 + year % 100}-QĐ/ĐTN", "decided_on": dt.date(year, *DECIDED_ON)}
    acts = {act.name for act in plan.acts}
    worthy = [unit for unit, said in items.items() if all(one["met"] for name, one in said.items() if name not in acts)]
    return {unit: decision | {"commended": bool(rng.random() < 0.2)} for unit in worthy if rng.random() < RECOGNISED}


def draw_appraisals(plan: Plan, results: dict[str, Facts], unit: str, year: int, course: Course, rng: np.random.Generator) -> dict:
    """A verdict a criterion for the branches drawn out of those that the unit claims; the team finds what the facts are."""
    claimed = [branch for branch, facts in results.items() if facts["self_assessed"]]
    drawn = [branch for branch in claimed if rng.random() < 0.6] or claimed[:1]
    day = dt.date(year, *APPRAISED_ON) + dt.timedelta(days=int(rng.integers(0, 14)))
    found = {}
    for branch in drawn:
        failing = None if (unit, branch, year) in course.meets else int(rng.choice([c.id for c in plan.criteria]))
        found[branch] = {f"criterion_{c.id}": c.id != failing for c in plan.criteria} | {"appraised_on": day}
    return found


def draw_recognitions(results: dict[str, Facts], unit: str, year: int, course: Course, rng: np.random.Generator) -> dict[str, Facts]:
    """The branches that the city recognises: those that claim the standard and meet it; a few are commended."""
    decision = {"decision": f"{100 + year % 100}-QĐ/ĐTN", "decided_on": dt.date(year, *DECIDED_ON)}
    meets = [b for b, facts in results.items() if facts["self_assessed"] and (unit, b, year) in course.meets]
    return {branch: decision | {"commended": bool(rng.random() < 0.2)} for branch in meets}


def sent_on(plan: Plan, form: str, year: int, rng: np.random.Generator) -> dt.date | None:
    """The day on which a form that no other module times is sent; None where the plan asks for none in that year."""
    early = dt.timedelta(days=int(rng.integers(1, BOUND_LATEST)))
    if form == "youth":
        duty = duty_of(plan, form, year)
        return duty.due_on(year) - early if duty else None
    if form == "registration_a":
        duty = duty_of(plan, "three_proactives", year)
        return duty and duty.due_on(year) + (early if rng.random() < LATE_IN_A else -early)
    if form == "three_proactives":
        return dt.date(year, *ASSESSED_ON) if year > plan.first_year else None
    return dt.date(year, *DECIDED_ON) + dt.timedelta(days=2) if form == "recognition" else dt.date(year, *APPRAISED_ON) + early
