"""What the practice branches really did: facts that fulfil or break the plan's conditions, and the registrations before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from ..plan import Condition, Criterion, Duty, Field, Plan
from ..plan.fees import WITHOUT_SALARY, fee_a_year_vnd
from .course import Course

HARD = {2: 2.0, 4: 3.0, 5: 3.0}
TRIES_ANYWAY = 0.8
OVERSTATES = 0.06
Facts = dict[str, object]


def duty_of(plan: Plan, form: str, year: int) -> Duty | None:
    """The duty under which residential units send a form in a year; None where the plan asks for none."""
    return next((d for d in plan.duties if d.form == form and d.first_year <= year <= d.last_year and d.owed_by != "city"), None)


def draw_sending(plan: Plan, form: str, unit: str, year: int, course: Course, rng: np.random.Generator) -> tuple[dt.date, dt.date] | None:
    """The day on which a unit sends a form, and the day to which its figures run; None where nothing is sent."""
    duty = duty_of(plan, form, year)
    if duty is None or (unit, year) == course.silent:
        return None
    late = form == "results" and (unit, year) == course.late
    sent = duty.due_on(year) + dt.timedelta(days=int(rng.integers(6, 20)) if late else -int(rng.integers(1, 9)))
    return sent, sent - dt.timedelta(days=int(rng.integers(1, 4)))


def draw_results(plan: Plan, unit: str, year: int, as_of: dt.date, course: Course, rng: np.random.Generator) -> dict[str, Facts]:
    """The complete facts of each branch of a unit in a year; as drawn, they meet the standard exactly where `course` says so."""
    branches = next(u.branches for u in plan.residential_units if u.name == unit)
    return {branch: _facts(plan, (unit, branch, year) in course.meets, year, as_of, rng) for branch in branches}


def draw_registrations(plan: Plan, unit: str, year: int, results: dict[str, Facts], course: Course, rng: np.random.Generator) -> dict:
    """The complete registration of each branch of a unit for a year; `results` are the facts that the year will bring."""
    records = {}
    for branch, pilot in zip(results, draw_pilots(plan, unit, rng), strict=True):
        will, did = ((unit, branch, y) in course.meets for y in (year, year - 1))
        started = did if year > plan.first_year else will and rng.random() < 0.5
        members = max(3, int(results[branch]["members"]) + int(rng.integers(-2, 2)))
        registered = bool(will or rng.random() < TRIES_ANYWAY)
        records[branch] = {"members": members, "meets_now": bool(started), "registered": registered, "is_pilot": pilot}
    return records


def draw_pilots(plan: Plan, unit: str, rng: np.random.Generator) -> list[bool]:
    """Whether each branch of a unit is a pilot: just as many as the plan's share asks (IV.2.2)."""
    count = len(next(u.branches for u in plan.residential_units if u.name == unit))
    wanted = next((share.needed(count) for share in plan.shares if share.id == "pilot"), 0)
    chosen = set(rng.permutation(count)[:wanted].tolist())
    return [i in chosen for i in range(count)]


def _facts(plan: Plan, meets: bool, year: int, as_of: dt.date, rng: np.random.Generator) -> Facts:
    passes, facts = _passes(plan, meets, rng), {}
    facts["members"] = members = int(rng.integers(9, 32))
    facts["female_members"] = int(rng.binomial(members, 0.45))
    for condition, passed in passes:
        _DERIVED.get(condition.quantity, _plain)(facts, condition, passed, plan, rng)
    for field in plan.form("results").facts:
        if field.name not in facts and field.kind in ("count", "yes_no"):
            facts[field.name] = int(rng.integers(0, 4)) if field.kind == "count" else bool(rng.random() < 0.8)
    _make_consistent(facts, {c.quantity: ok for c, ok in passes})
    _complete(facts, meets, year, as_of, rng)
    return facts


def _passes(plan: Plan, meets: bool, rng: np.random.Generator) -> list[tuple[Condition, bool]]:
    """Every condition in force, and whether it shall pass; a branch that misses the standard fails one or two criteria."""
    hard = np.array([HARD.get(c.id, 1.0) for c in plan.criteria])
    failing = set() if meets else set(rng.choice(len(hard), int(rng.integers(1, 3)), replace=False, p=hard / hard.sum()))
    chosen = [_criterion_passes(plan, criterion, i not in failing, rng) for i, criterion in enumerate(plan.criteria)]
    return [pair for pairs in chosen for pair in pairs]


def _criterion_passes(plan: Plan, criterion: Criterion, met: bool, rng: np.random.Generator) -> list[tuple[Condition, bool]]:
    ways = plan.ways(criterion)
    kept = int(rng.integers(len(ways))) if met else -1
    failed = {way[int(rng.integers(len(way)))] for i, way in enumerate(ways) if i != kept and (not met or rng.random() < 0.6)}
    return [(c, c.id not in failed or (met and c.id in ways[kept])) for c in plan.conditions(criterion)]


def _amount(condition: Condition, passed: bool, rng: np.random.Generator) -> int:
    """A whole number on the wanted side of the threshold, mostly close to it."""
    t = condition.threshold
    if condition.test == "at_least":
        return t + int(rng.poisson(max(t / 4, 0.5))) if passed else max(t - 1 - int(rng.poisson(0.7)), 0)
    if condition.test == "at_most":
        return t if passed else t + 1 + int(rng.poisson(0.2))
    return t if passed else 1 - t


def _plain(facts: Facts, condition: Condition, passed: bool, plan: Plan, rng: np.random.Generator) -> None:
    field: Field = plan.form("results").by_name[condition.quantity]
    value = _amount(condition, passed, rng)
    facts[field.name] = bool(value) if field.kind.startswith("yes_no") else min(value, (field.plausible or (0, value))[1])


def _livelihood(facts: Facts, condition: Condition, passed: bool, plan: Plan, rng: np.random.Generator) -> None:
    in_order = _amount(condition, passed, rng)
    compliant = int(rng.binomial(in_order, 0.4))
    out_of_order = int(rng.random() < (0.05 if passed else 0.4))
    facts["livelihood_models"] = in_order + out_of_order
    facts["cooperative_groups"], facts["cooperative_groups_compliant"] = compliant + out_of_order, compliant


def _outside_procedure(facts: Facts, condition: Condition, passed: bool, plan: Plan, rng: np.random.Generator) -> None:
    outside = _amount(condition, passed, rng)
    facts["admissions"] = max(int(facts.get("admissions", 0)), outside)
    facts["admissions_by_procedure"] = facts["admissions"] - outside


def _fees(facts: Facts, condition: Condition, passed: bool, plan: Plan, rng: np.random.Generator) -> None:
    a_year = fee_a_year_vnd(plan.fee_tariffs, plan.first_year, WITHOUT_SALARY)
    exempt = int(rng.integers(1, 3)) if rng.random() < 0.15 else 0
    due = (int(facts["members"]) - exempt) * a_year
    more = int(rng.integers(1, 4)) * a_year if rng.random() < 0.08 else 0
    less = int(rng.integers(1, 6)) * a_year // 2
    facts["fees_due_vnd"], facts["fees_collected_vnd"] = (
        due,
        due - condition.threshold + more if passed else due - condition.threshold - less,
    )


def _activities(facts: Facts, condition: Condition, passed: bool, plan: Plan, rng: np.random.Generator) -> None:
    both = _amount(condition, passed, rng)
    facts["cultural_activities"] = cultural = int(rng.binomial(both, 0.5))
    facts["sports_activities"] = both - cultural


_DERIVED = {
    "livelihood_models_in_order": _livelihood,
    "admissions_outside_procedure": _outside_procedure,
    "fees_missing_vnd": _fees,
    "cultural_and_sports_activities": _activities,
}


def _make_consistent(facts: Facts, passes: dict[str, bool]) -> None:
    """What no true return contradicts: works completed were registered, a team has members, a member is on the list."""
    if passes.get("youth_works_registered", True):
        facts["youth_works_registered"] = max(facts["youth_works_registered"], facts["youth_works_completed"])
    else:
        facts["youth_works_completed"] = min(facts["youth_works_registered"], facts["youth_works_completed"])
    facts["largest_team_members"] = largest = min(facts["largest_team_members"], facts["members"])
    facts["volunteer_teams"] = max(facts["volunteer_teams"], 1) if largest else 0


def _complete(facts: Facts, meets: bool, year: int, as_of: dt.date, rng: np.random.Generator) -> None:
    """What no condition asks for: the day of the congress, the resolution, the year of the course, the unit's own verdict."""
    days = (as_of - dt.date(year, 1, 10)).days
    facts["congress_on"] = dt.date(year, 1, 10) + dt.timedelta(days=int(rng.integers(days))) if facts["has_congress"] else None
    facts["party_resolution"] = f"{rng.integers(2, 60):02d}-NQ/ĐTN" if facts["party_recommendations"] else None
    facts["secretary_trained_year"] = year - int(rng.integers(0, 4)) if facts["secretary_trained"] else None
    facts["self_assessed"] = bool(meets or rng.random() < OVERSTATES)


def known(facts: Iterable[Facts], name: str) -> list:
    """One field of several records."""
    return [record.get(name) for record in facts]
