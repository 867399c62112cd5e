"""What units say of single acts that the plan asks of them, and which units may be chosen for commendation."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import grassroots_units
from .three_proactives import UNIT_YEAR


def unit_acts(unit_items: pd.DataFrame, units: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit, year told of and act: act (its clause), done: yes, no, or missing where nothing was reported (B.4.1.c, IV.2.4).

    The acts are `plan.acts`, told in the three-proactives form.
    """
    acts = [act.name for act in plan.acts]
    years = pd.DataFrame({"year": sorted(unit_items["year"].dropna().unique())}, dtype="Int64")
    rows = years.merge(grassroots_units(units, plan)[["unit"]], how="cross").merge(pd.DataFrame({"act": acts}), how="cross")
    told = unit_items.rename(columns={"item": "act", "met": "done"})[[*UNIT_YEAR, "act", "done"]]
    return rows.merge(told, on=[*UNIT_YEAR, "act"], how="left", validate="one_to_one").astype({"done": "boolean"})


def commendation_candidates(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per year and unit that is "three proactives" in it: candidates for forums and commendation (III.1.n).

    `rows` are those of `programme_a`. `years_running` counts the years in a row up to this one, `commended_before` earlier
    commendations; the longest run stands first, of equal ones that commended least. It proposes; the city chooses.
    """
    rows = rows.sort_values([*UNIT_YEAR]).assign(holds=rows["verdict"] == "met", commended=rows["commended"].fillna(False).astype(bool))
    broken = (~rows["holds"]).groupby(rows["unit"]).cumsum()
    rows["years_running"] = rows.groupby(["unit", broken])["holds"].cumsum().astype("Int64")
    rows["commended_before"] = (rows.groupby("unit")["commended"].cumsum() - rows["commended"]).astype("Int64")
    found = rows[rows["holds"]].sort_values(
        ["year", "years_running", "commended_before"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    return found[[*UNIT_YEAR, "years_running", "commended_before"]]
