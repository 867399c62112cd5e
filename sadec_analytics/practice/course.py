"""Which practice branch meets the standard in which year: growth towards the plan's targets, some units that miss, some lapses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..plan import Plan, Unit

FIRST_SHARE = (0.25, 0.55)
MISSES_ONE_IN = 4
LAPSES = 3


@dataclass(frozen=True)
class Course:
    """`meets` holds (unit, branch, year) of every branch that meets the standard; `silent` and `late` hold (unit, year)."""

    meets: frozenset[tuple[str, str, int]]
    silent: tuple[str, int]
    late: tuple[str, int]


def draw_course(plan: Plan, rng: np.random.Generator) -> Course:
    """Draw the whole city's course. Units silent or late are so in years in which no unit target falls due, where there are such."""
    units = plan.residential_units
    counts = _counts(plan, rng)
    meets = set()
    for unit in units:
        strongest_first = list(rng.permutation(unit.branches))
        for year in plan.years:
            meets |= {(unit.name, str(branch), year) for branch in strongest_first[: counts[unit.name, year]]}
    quiet = _quiet_years(plan)
    silent, late, *others = (units[i] for i in rng.permutation(len(units))) if len(units) > 1 else (units[0], units[0])
    for unit in others[:LAPSES]:
        _lapse(meets, unit, quiet[-1], rng)
    late_year = int(rng.choice([year for year in plan.years if year != quiet[-1]] or quiet))
    return Course(frozenset(meets), (silent.name, quiet[-1]), (late.name, late_year))


def _quiet_years(plan: Plan) -> list[int]:
    """Years between two others in which no stage ends, or all the years of a plan that has none."""
    ends = {stage.due_on.year for stage in plan.stages if stage.due_on}
    return [year for year in plan.years[1:-1] if year not in ends] or list(plan.years)


def _counts(plan: Plan, rng: np.random.Generator) -> dict[tuple[str, int], int]:
    """How many branches of each unit meet the standard in each year: straight lines between the stages, never falling."""
    units = plan.residential_units
    anchors = {unit.name: {plan.first_year: rng.uniform(*FIRST_SHARE) * len(unit.branches)} for unit in units}
    for stage in plan.stages:
        if not stage.due_on or stage.due_on.year not in plan.years:
            continue
        missing = rng.choice(len(units), max(1, len(units) // MISSES_ONE_IN), replace=False) if len(units) > 1 else []
        for i, unit in enumerate(units):
            needed = stage.needed(len(unit.branches))
            anchors[unit.name][stage.due_on.year] = needed - 1 if i in missing else needed
    counts = {}
    for unit in units:
        years, marks = zip(*sorted(anchors[unit.name].items()), strict=True)
        line = np.floor(np.interp(list(plan.years), years, marks) + 0.25)
        counts |= {(unit.name, year): int(n) for year, n in zip(plan.years, line, strict=True)}
    return counts


def _lapse(meets: set[tuple[str, str, int]], unit: Unit, year: int, rng: np.random.Generator) -> None:
    """Let one branch that meets the standard before and after `year` miss it in that year."""
    steady = [b for b in unit.branches if all((unit.name, b, y) in meets for y in (year - 1, year, year + 1))]
    if steady:
        meets.remove((unit.name, str(rng.choice(steady)), year))
