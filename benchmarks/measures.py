"""What measuring costs on a simulated country: 11,000 units, 90,000 branches, 5 years. Prints seconds and memory at 1%, 10% and 100%.

Run: python benchmarks/measures.py [--shares 1 10 100]

Each share runs in a process of its own. The tables are drawn with a fixed seed, with blanks, statements and renamed branches among
them; pandas' own sum of the same rows, in the same run, is the measure of the machine.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd

from sadec_analytics.plan import Plan
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
    made = {"roster": roster, "branch_years": tables["branch_years"].frame(key.assign(**_facts(of_plan, len(key), rng)))}
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
