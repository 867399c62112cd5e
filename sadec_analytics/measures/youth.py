"""The state of youth that units report on 10 October (B.4.1.e): figures, changes and shares; and "1+1" (A.2.2.d)."""

from __future__ import annotations

import pandas as pd

from ..plan import Plan
from .population import SCOPE, reported_years, residential_units, sums_by_scope

UNIT_YEAR = ["year", "unit"]
CELL = [*UNIT_YEAR, "indicator"]
BROUGHT = ["brought_into_union", "brought_into_association"]


def youth_indicators(youth_situation: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope (unit, city) and indicator of the youth form: value, units_reported of units, is_complete (B.4.1.e).

    `value` sums what was reported. `change` is against the year before, over the `units_compared` that reported the indicator in both
    years (`before`: what they reported then). `share` is of the indicator's whole (`whole`: the form's at_most pair), over the
    `units_in_share` that reported both. All are missing where no unit gives them; shares are 0 to 1.
    """
    wholes = dict(reversed(plan.form("youth").at_most))
    marked = _compared(_cells(youth_situation, roster, plan), wholes)
    sums = sums_by_scope(marked, [*marked.columns[3:]], min_count=1, by=("indicator",))
    sums["is_complete"] = sums["units_reported"] == sums["units"]
    sums["whole"] = sums["indicator"].map(wholes).astype("str")
    return sums.assign(share=_ratio(sums["part"], sums["of_whole"])).drop(columns=["part", "of_whole"])


def one_plus_one(youth_situation: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): young people brought into the Union and the Association for each member (A.2.2.d).

    Members are those of the youth form itself (`members`: the same day, the same sender). `ratio` is over the `units_known` of
    `units` that state all three figures. `ratio_low` holds whatever the missing parts are, over the `units_with_members`, once
    any part is known; `ratio_high` is missing while any of their parts is, for nothing bounds it.
    """
    wide = _cells(youth_situation, roster, plan).pivot(index=UNIT_YEAR, columns="indicator", values="value")
    wide = wide.reindex(columns=["members", *BROUGHT]).astype("Int64")
    rows = residential_units(roster, reported_years(youth_situation, plan)).merge(wide.reset_index(), on=UNIT_YEAR, how="left")
    parts = rows[BROUGHT]
    members, known = rows["members"], rows["members"].notna() & parts.notna().all(axis=1)
    marked = rows[UNIT_YEAR].assign(
        units=1,
        units_known=known.astype(int),
        units_with_members=members.notna().astype(int),
        members=members.where(known),
        **{part: parts[part].where(known) for part in parts},
        all_members=members,
        at_least=parts.sum(axis=1).where(members.notna()),
        parts_known=parts.notna().sum(axis=1).where(members.notna()),
    )
    sums = sums_by_scope(marked, [*marked.columns[2:]], min_count=1)
    sums["brought"] = sums["brought_into_union"] + sums["brought_into_association"]
    sums["ratio"] = _ratio(sums["brought"], sums["members"])
    sums["ratio_low"] = _ratio(sums["at_least"], sums["all_members"]).where((sums["parts_known"] > 0).fillna(False))
    sums["ratio_high"] = sums["ratio"].where(sums["units_known"] == sums["units_with_members"])
    return sums[[*SCOPE, "units", "units_known", "units_with_members", "members", *parts, "brought", "ratio", "ratio_low", "ratio_high"]]


def _cells(youth_situation: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit expected, year and indicator of the form, with its value or none, in the form's order."""
    owing = residential_units(roster, reported_years(youth_situation, plan))
    indicators = pd.DataFrame({"indicator": [field.name for field in plan.form("youth").facts]})
    return owing.merge(indicators, how="cross").merge(youth_situation[[*CELL, "value"]], on=CELL, how="left", validate="one_to_one")


def _compared(cells: pd.DataFrame, wholes: dict[str, str]) -> pd.DataFrame:
    """The cells with what each adds to the sums: beside the year before, and beside its whole, only where both are known."""
    cells = cells.assign(whole=cells["indicator"].map(wholes).astype("str"))
    before = cells[[*CELL, "value"]].assign(year=cells["year"] + 1).rename(columns={"value": "before"})
    of_whole = cells[[*CELL, "value"]].rename(columns={"indicator": "whole", "value": "of_whole"})
    cells = cells.merge(before, on=CELL, how="left").merge(of_whole, on=[*UNIT_YEAR, "whole"], how="left")
    value, told = cells["value"], cells["value"].notna()
    compared, shared = told & cells["before"].notna(), told & cells["of_whole"].notna()
    return cells[CELL].assign(
        value=value,
        units=1,
        units_reported=told.astype(int),
        before=cells["before"].where(compared),
        change=value - cells["before"],
        units_compared=compared.astype(int),
        part=value.where(shared),
        of_whole=cells["of_whole"].where(shared),
        units_in_share=shared.astype(int),
    )


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole > 0)).astype("Float64").astype("float64")
