"""At what pace the stages are approached, and where the pilot units stand against their dates (B.1, B.3, IV.1.2, IV.1.3)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan, Target
from .population import SCOPE
from .standing import STATES, against

PILOT = ["programme", "clause", "until_clause", "until", "year", "unit"]
COUNTS = ["branches", *STATES, "needed", "wanting", "share_low", "share_high", "target"]
FIRST = ["first_year", "first_low", "first_high"]


def pace(counts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope and stage, up to the year in which the stage ends: what is wanting and how fast it came (B.1, B.3).

    `counts` is what `counts_of` makes of one measure. `first_year` is the first year in which anything of that measure is known, or
    the scope's own first year where it came later; `years_run` and `years_left` are years since then and to the end of the stage.
    `gained_low` and `gained_high` bound the branches gained since then by what the unknown ones of both years allow, and `pace_low`
    and `pace_high` are they by `years_run`, `pace_needed` is `wanting` by `years_left` (branches a year; missing where no year has
    run or is left). `would_reach` is yes where the branches that meet now and the pace so far, kept up, give what is needed; no where
    even the unknown ones could not; missing where they decide, or no year has run. Whole numbers decide.
    """
    first = _first_known(counts)
    judged = pd.concat([_spoken_of(against(counts, stage), stage) for stage in plan.stages])
    rows = judged.merge(first, on=["scope", "unit"], how="left").sort_values("year", kind="stable", ignore_index=True)
    rows["years_left"] = rows["due"] - rows["year"]
    rows["years_run"] = (rows["year"] - rows["first_year"]).where(rows["year"] >= rows["first_year"])
    has_run = rows["years_run"] > 0
    for end, gained in _gained(rows).items():
        rows[f"gained_{end}"] = gained.where(has_run)
        rows[f"pace_{end}"] = _ratio(rows[f"gained_{end}"], rows["years_run"])
    rows["pace_needed"] = _ratio(rows["wanting"], rows["years_left"])
    rows["would_reach"] = _would_reach(rows)
    columns = ["years_left", "years_run", "first_year", "gained_low", "gained_high", "pace_low", "pace_high", "pace_needed", "would_reach"]
    whole = dict.fromkeys(["years_left", "years_run", "first_year", "gained_low", "gained_high"], "Int64")
    return rows[[*SCOPE, "stage", "due", "branches", "met", "unknown", "needed", "wanting", *columns, "clause"]].astype(whole)


def pilots(counts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per pilot unit of the plan and year up to its date: programme, clauses, until, year, unit, and for programme B counts.

    `counts` is what `counts_of` makes of one measure. A pilot of programme B (IV.1.2) has a date and no percentage: its counts stand
    beside the unit target of the stage then running, without a verdict; missing where that stage has none or nothing is counted.
    A pilot of programme A (IV.1.3, IV.2.3) has flag and date only.
    """
    entries = [
        (pilot.programme, pilot.clause, pilot.until_clause, pilot.until, year, unit)
        for pilot in plan.pilots
        for unit in pilot.units
        for year in plan.years
        if year <= pilot.until.year
    ]
    rows = pd.DataFrame(entries, columns=PILOT).astype({"until": "datetime64[s]", "year": "Int64"})
    units = counts[counts["scope"] == "unit"]
    judged = [against(units[units["year"] == year], plan.stage_running_in(year)) for year in plan.years]
    told = pd.concat(judged).assign(programme="B")
    is_of_city = told["stage"].map({stage.id: stage.scope == "city" for stage in plan.stages}).astype(bool)
    of_stage = ["stage", "needed", "wanting", "target"]
    told[of_stage] = told[of_stage].mask(is_of_city)
    rows = rows.merge(told[["programme", "year", "unit", "stage", *COUNTS]], on=["programme", "year", "unit"], how="left")
    return rows.astype(dict.fromkeys(["stage", "branches", *STATES, "needed", "wanting"], "Int64"))


def _first_known(counts: pd.DataFrame) -> pd.DataFrame:
    """One row per scope: its first year in which the measure says anything, and the least and most branches that met then."""
    known = counts.loc[counts["met"] + counts["not_met"] > 0, "year"]
    rows = counts[counts["year"] >= known.min()] if len(known) else counts.head(0)
    rows = rows.sort_values("year", kind="stable").drop_duplicates(["scope", "unit"])
    bounds = rows.assign(first_low=rows["met"], first_high=rows["met"] + rows["unknown"], first_year=rows["year"])
    return bounds[["scope", "unit", *FIRST]].astype(dict.fromkeys(FIRST, "Int64"))


def _spoken_of(judged: pd.DataFrame, stage: Target) -> pd.DataFrame:
    """The rows of which a stage speaks: up to its year, and those of units only where it sets them a target."""
    return judged[(judged["year"] <= stage.due_on.year) & ((stage.scope == "unit") | (judged["scope"] == "city"))]


def _gained(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The least and the most branches gained since the first year."""
    return {"low": rows["met"] - rows["first_high"], "high": rows["met"] + rows["unknown"] - rows["first_low"]}


def _would_reach(rows: pd.DataFrame) -> pd.Series:
    """In whole numbers: met * years_run + gained * years_left against needed * years_run; at the end of the stage met against needed."""
    ended = rows["years_left"] == 0
    run, left = rows["years_run"].mask(ended, 1), rows["years_left"]
    least = rows["met"] * run + rows["gained_low"].mask(ended, 0) * left
    most = (rows["met"] + rows["unknown"]) * run + rows["gained_high"].mask(ended, 0) * left
    surely, possibly = least >= rows["needed"] * run, most >= rows["needed"] * run
    decided = (surely.fillna(False) | ~possibly.fillna(True)) & (rows["branches"] > 0)
    return surely.where(decided).astype("boolean")


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole > 0)).astype("Float64").astype("float64")
