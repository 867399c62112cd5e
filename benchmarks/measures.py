"""What measuring costs on a simulated country: 11,000 units, 90,000 branches, 5 years. Prints seconds and memory at 1%, 10% and 100%.

Run: python benchmarks/measures.py [--shares 1 10 100]

Each share runs in a process of its own. The tables are drawn with a fixed seed, with blanks, statements and renamed branches among
them; pandas' own sum of the same rows, in the same run, is the measure of the machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

import sadec_analytics.measures as m
from sadec_analytics.plan import Plan, load_plan
from sadec_analytics.plan.model import Unit
from sadec_analytics.tables import declared

UNITS, BRANCHES, SEED, BLANK = 11_000, 90_000, 53, 0.03
TARGET_SECONDS, TARGET_GIB = 60, 4


def country(plan: Plan, percent: float) -> tuple[Plan, dict[str, pd.DataFrame]]:
    """The plan with so much of a country's units, and every table that measures read."""
    rng = np.random.default_rng(SEED)
    units, branches = max(int(UNITS * percent / 100), 1), max(int(BRANCHES * percent / 100), 1)
    names = [f"Xã {n}" for n in range(units)]
    of_plan = replace(plan, units=tuple(Unit(name, "commune", None, (), (), ()) for name in names), pilots=())
    tables = declared(of_plan)
    at = np.arange(branches)
    unit, branch = np.array(names)[at % units], np.char.add("Ấp ", (at // units + 1).astype(str))
    roster = tables["roster"].frame(
        pd.DataFrame({"unit": unit, "branch": branch, "unit_order": at % units + 1, "branch_order": at // units + 1})
    )
    key = pd.DataFrame({"year": np.repeat(list(plan.years), branches), "unit": np.tile(unit, 5), "branch": np.tile(branch, 5)})
    listed = pd.DataFrame({"unit": names, "kind": "commune", "unit_order": range(1, units + 1)})
    made = {"roster": roster, "units": tables["units"].frame(listed)}
    made |= {"branch_years": tables["branch_years"].frame(key.assign(**_facts(of_plan, len(key), rng)))}
    said = key.sample(frac=0.02, random_state=SEED).assign(field="fees_rate", kind="stated_rate", low=0.9, high=1.0, text="90-100%")
    made["statements"] = tables["statements"].frame(said)
    answers = {name: _blanked(rng.random(len(key)) < 0.9, rng) for name in ("registered", "meets_now", "is_pilot")}
    made["registrations"] = tables["registrations"].frame(key.assign(**answers))
    made["appraisals"] = _appraisals(of_plan, key, rng, tables)
    some = key.sample(frac=0.7, random_state=SEED)
    made["recognitions"] = tables["recognitions"].frame(some.assign(programme="B", decision="1-QĐ", commended=False))
    return of_plan, made | _of_units(of_plan, names, rng, tables)


def _facts(plan: Plan, rows: int, rng: np.random.Generator) -> dict[str, object]:
    facts: dict[str, object] = {"as_of": pd.Timestamp(2021, 9, 15)}
    for one in plan.form("results").facts:
        if one.kind in ("yes_no", "yes_no_or_date"):
            facts[one.name] = _blanked(rng.random(rows) < 0.95, rng)
        elif one.kind in ("count", "money"):
            facts[one.name] = _blanked(rng.integers(1, 13, rows) * (24_000 if one.kind == "money" else 1), rng)
    facts["fees_collected_vnd"] = facts["fees_due_vnd"]
    facts["admissions_by_procedure"] = facts["admissions"]
    return facts


def _blanked(values: np.ndarray, rng: np.random.Generator) -> pd.Series:
    known = pd.Series(values, dtype="boolean" if values.dtype == bool else "Int64")
    return known.mask(rng.random(len(values)) < BLANK)


def _appraisals(plan: Plan, key: pd.DataFrame, rng: np.random.Generator, tables: dict) -> pd.DataFrame:
    """The city's team saw a fifth of the branches, all criteria."""
    seen = key.sample(frac=0.2, random_state=SEED)
    rows = seen.loc[seen.index.repeat(len(plan.criteria))].assign(criterion=np.tile([c.id for c in plan.criteria], len(seen)))
    return tables["appraisals"].frame(rows.assign(met=rng.random(len(rows)) < 0.95, appraised_on=pd.Timestamp(2021, 11, 5)))


def _of_units(plan: Plan, names: list[str], rng: np.random.Generator, tables: dict) -> dict[str, pd.DataFrame]:
    years = list(plan.years)
    of_unit = pd.DataFrame({"year": np.repeat(years, len(names)), "unit": np.tile(names, len(years))})
    items = [item.clause for group in plan.item_groups for item in group.items]
    rows = of_unit.loc[of_unit.index.repeat(len(items))].assign(item=np.tile(items, len(of_unit)), registered=True, proposed=True)
    made = {"unit_items": tables["unit_items"].frame(rows.assign(met=_blanked(rng.random(len(rows)) < 0.95, rng).to_numpy()))}
    indicators = [one.name for one in plan.form("youth").facts]
    rows = of_unit.loc[of_unit.index.repeat(len(indicators))].assign(indicator=np.tile(indicators, len(of_unit)))
    made["youth_situation"] = tables["youth_situation"].frame(rows.assign(value=rng.integers(1, 300, len(rows))))
    forms = [form.id for form in plan.forms]
    rows = of_unit.loc[of_unit.index.repeat(len(forms))].assign(form=np.tile(forms, len(of_unit)))
    sent = [dt.date(year, 9, 25) for year in rows["year"]]
    rows = rows.assign(submission=np.arange(len(rows)).astype(str), path="x", received_on=sent, received_from="message", status="read")
    return made | {"submissions": tables["submissions"].frame(rows.astype({"year": "str"}))}


def measures(plan: Plan, t: dict[str, pd.DataFrame]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every measure of the suite by name; those that follow another take its result from `t`, where it is put."""

    def kept(name: str, made: pd.DataFrame) -> pd.DataFrame:
        t[name] = made
        return made

    stage, facts = plan.stages[1], (t["branch_years"], t["statements"], t["roster"], plan)
    yield "judge", lambda: kept("verdicts", m.judge(*facts))
    yield "criteria_met", lambda: kept("criteria", m.criteria_met(t["verdicts"], plan))
    yield "branches_met", lambda: kept("met", m.branches_met(t["verdicts"], plan))
    yield "standing", lambda: m.standing(t["verdicts"], t["branch_years"], t["recognitions"], t["roster"], plan)
    yield "registration_rate", lambda: m.registration_rate(t["registrations"], t["roster"], plan)
    yield "pilot_share", lambda: m.pilot_share(t["registrations"], t["roster"], plan)
    steps = (t["registrations"], t["branch_years"], t["appraisals"], t["recognitions"], t["roster"], plan)
    yield "funnel", lambda: m.funnel(m.funnel_branches(*steps))
    yield "nearest_to_standard", lambda: m.nearest_to_standard(t["verdicts"], plan)
    yield "flows", lambda: m.flows(t["met"], t["roster"])
    yield "lapse_causes", lambda: m.lapse_causes(m.flows_by_branch(t["met"], t["roster"]), t["criteria"], plan)
    yield "pace", lambda: m.pace(m.attainment(t["verdicts"], stage, plan), plan)
    yield "shortfalls", lambda: m.shortfalls(t["verdicts"], plan)
    yield "distance", lambda: m.distance(t["verdicts"], plan)
    yield "smallest_repairs", lambda: m.smallest_repairs(t["verdicts"], stage, plan)
    yield "blocking", lambda: (m.blocking(t["verdicts"], plan), m.blocking_pairs(t["verdicts"], plan))
    yield "telephone_list", lambda: m.telephone_list(t["verdicts"], t["branch_years"], stage, plan)
    yield "fees", lambda: (m.branch_fees(*facts), m.fee_collection(*facts), m.fee_shares(t["branch_years"], t["roster"], plan))
    people = (t["branch_years"], t["youth_situation"], t["roster"], plan)
    yield "admissions", lambda: (m.admission_counts(*people), m.admission_courses(*people))
    yield "appraisal_agreement", lambda: m.appraisal_agreement(t["verdicts"], t["branch_years"], t["appraisals"], plan)
    yield "appraised_bounds", lambda: m.appraised_bounds(t["branch_years"], t["appraisals"], t["roster"], plan)
    yield "draw", lambda: m.draw(m.claimed_list(t["branch_years"], t["roster"], plan.years[3]), "482913", 30)
    yield "duties", lambda: m.timeliness(m.duties(t, plan, dt.date(2023, 1, 1)), plan)
    of_units = (t["unit_items"], t["recognitions"], t["units"], plan)
    yield "programme_a", lambda: m.programme_a_funnel(m.programme_a(*of_units))
    yield "acts", lambda: (m.unit_acts(t["unit_items"], t["units"], plan), m.commendation_candidates(m.programme_a(*of_units)))
    yield "items_by_group", lambda: m.items_by_group(m.programme_a_items(*of_units))
    yield "cross_checks", lambda: m.cross_checks(t["unit_items"], t["verdicts"], plan)
    young = (t["youth_situation"], t["roster"], plan)
    yield "youth", lambda: (m.youth_indicators(*young), m.one_plus_one(*young))


def run(percent: float) -> None:
    """Measure everything once, in this process; prints a row a measure and the sums."""
    plan, tables = country(load_plan(), percent)
    start = time.perf_counter()
    tables["branch_years"].groupby(["year", "unit"])[["members", "meetings", "admissions"]].sum()
    peer, whole = time.perf_counter() - start, 0.0
    print(f"{percent:g}% of the country: {len(tables['branch_years']):,} branch-years, {len(plan.units):,} units")
    for name, measure in measures(plan, tables):
        start = time.perf_counter()
        measure()
        seconds = time.perf_counter() - start
        whole += seconds
        print(f"  {name:22}{seconds:8.2f} s {seconds / peer:8.1f} x pandas' own sum of three columns")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  all measures: {whole:.1f} s, at most {peak:.2f} GiB (target at 100%: {TARGET_SECONDS} s, {TARGET_GIB} GiB)")


def main() -> None:
    """Each share in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shares", type=float, nargs="+", default=[1, 10, 100])
    parser.add_argument("--one", type=float)
    told = parser.parse_args()
    if told.one:
        run(told.one)
        return
    for share in told.shares:
        subprocess.run([sys.executable, __file__, "--one", str(share)], check=True)


if __name__ == "__main__":
    main()
