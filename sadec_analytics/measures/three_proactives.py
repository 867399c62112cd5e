"""Programme A, unit by unit: registered, self-assessed by item and group, proposed, recognised (II.A, III.1).

The unit's own assessment and the city's recognition are two measures and stay two columns; a unit that sent nothing has its row.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan
from .kleene import MET, NAMES, NOT_MET, UNKNOWN, all_of, any_of, as_answers, codes_of
from .population import grassroots_units

UNIT_YEAR = ["year", "unit"]
STEPS = {"registered": "III.1.2", "all_groups": "III.1.3", "proposed": "III.1.3", "recognised": "III.1.3"}


def programme_a(unit_items: pd.DataFrame, recognitions: pd.DataFrame, units: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit of programme A and year: registered, items_met, items_not_met, items_unknown, a verdict a group, and what follows.

    Each group's verdict stands under its id; `all_groups` is what the unit says of itself, `recognised` what the city decided
    (unknown until decisions of that year are recorded), `verdict` both together: "three proactives". Yes, no and unknown are True,
    False and missing; a unit (A.1) is registered where it registered any item. Pilots are shown with their date, never judged (IV.1.3).
    """
    rows = _population(unit_items, recognitions, units, plan)
    met, registered = (_said(unit_items, rows, plan, aspect) for aspect in ("met", "registered"))
    groups = {group: NAMES[all_of(list(met[:, columns].T))] for group, columns in _columns(plan).items()}
    all_groups = all_of(list(met.T))
    counts = {f"items_{name}": (met == code).sum(axis=1) for name, code in (("met", MET), ("not_met", NOT_MET), ("unknown", UNKNOWN))}
    rows = rows.assign(
        registered=as_answers(any_of(list(registered.T))),
        **counts,
        **groups,
        all_groups=NAMES[all_groups],
        proposed=_proposed(unit_items, rows),
    )
    rows = _with_recognitions(rows, recognitions)
    verdict = NAMES[all_of([all_groups, codes_of(rows["recognised"])])]
    return _with_pilots(rows.assign(verdict=verdict), plan)


def programme_a_items(unit_items: pd.DataFrame, recognitions: pd.DataFrame, units: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per unit of programme A, year and item: group, item (its clause), registered, verdict of the self-assessment (A.2)."""
    rows = _population(unit_items, recognitions, units, plan)[UNIT_YEAR]
    met, registered = (_said(unit_items, rows, plan, aspect).ravel() for aspect in ("met", "registered"))
    pairs = [(group.id, item.clause) for group in plan.item_groups for item in group.items]
    made = rows.loc[rows.index.repeat(len(pairs))].reset_index(drop=True)
    group, item = (np.tile([pair[n] for pair in pairs], len(rows)) for n in (0, 1))
    return made.assign(group=group, item=item, registered=as_answers(registered), verdict=NAMES[met])


def items_by_group(items: pd.DataFrame) -> pd.DataFrame:
    """One row per unit, year and group: items, met, not_met, unknown, and the group's verdict (met when all its items are; A.2).

    `items` are the rows of `programme_a_items`.
    """
    states = {name: (items["verdict"] == name).astype(int) for name in ("met", "not_met", "unknown")}
    counts = items[[*UNIT_YEAR, "group"]].assign(items=1, **states)
    counts = counts.groupby([*UNIT_YEAR, "group"], sort=False)[["items", *states]].sum().reset_index()
    verdict = np.select([counts["not_met"] > 0, counts["unknown"] > 0], ["not_met", "unknown"], "met")
    return counts.assign(verdict=verdict)


def programme_a_funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per year and step (registered, all_groups, proposed, recognised): units, and how many yes, no and unknown (III.1.3).

    Each step is counted by itself: a unit whose registration never arrived may still be recognised. `rows` are those of `programme_a`.
    """
    frames = []
    for n, (step, clause) in enumerate(STEPS.items()):
        said = (rows[step] == "met").where(rows[step] != "unknown").astype("boolean") if step == "all_groups" else rows[step]
        counted = rows[["year"]].assign(units=1, yes=said.fillna(False), no=~said.fillna(True), unknown=said.isna())
        frames.append(counted.astype("Int64").groupby("year").sum().reset_index().assign(step=step, clause=clause, rank=n))
    funnel = pd.concat(frames).sort_values(["year", "rank"], ignore_index=True)
    return funnel[["year", "step", "units", "yes", "no", "unknown", "clause"]]


def asked_from(plan: Plan) -> int:
    """The first year for which programme A asks anything of a unit (III.1.1-2)."""
    return min((duty.first_year for duty in plan.duties if duty.form == "three_proactives"), default=plan.first_year)


def _population(unit_items: pd.DataFrame, recognitions: pd.DataFrame, units: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Every unit of the programme in every year from the first asked or told of to the last told of: year, unit, kind."""
    told = pd.concat([unit_items["year"], recognitions.loc[recognitions["programme"] == "A", "year"]])
    first, last = min([asked_from(plan), *told]), max(told, default=0)
    years = pd.DataFrame({"year": [year for year in plan.years if first <= year <= last]}, dtype="Int64")
    return years.merge(grassroots_units(units, plan)[["unit", "kind"]], how="cross")


def _columns(plan: Plan) -> dict[str, list[int]]:
    """Which of the items, numbered through, belong to each group."""
    of_group = [group.id for group in plan.item_groups for _ in group.items]
    return {group.id: [n for n, owner in enumerate(of_group) if owner == group.id] for group in plan.item_groups}


def _said(unit_items: pd.DataFrame, rows: pd.DataFrame, plan: Plan, aspect: str) -> np.ndarray:
    """Verdict codes of one aspect: a line for each of `rows`, a column an item; unknown where nothing is said."""
    items = pd.Index([item.clause for group in plan.item_groups for item in group.items])
    said = unit_items[unit_items["item"].isin(items)].merge(rows[UNIT_YEAR].assign(at=np.arange(len(rows))), on=UNIT_YEAR)
    codes = np.full((len(rows), len(items)), UNKNOWN)
    codes[said["at"].to_numpy(), items.get_indexer(said["item"])] = codes_of(said[aspect])
    return codes


def _proposed(unit_items: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Whether the unit proposes itself: what its items say of it, unknown where they contradict each other or say nothing."""
    said = unit_items.groupby(UNIT_YEAR)["proposed"].agg(["min", "max"]).reset_index()
    said = rows[UNIT_YEAR].merge(said.assign(proposed=said["max"].where(said["min"] == said["max"])), on=UNIT_YEAR, how="left")
    return said["proposed"].astype("boolean").set_axis(rows.index)


def _with_recognitions(rows: pd.DataFrame, recognitions: pd.DataFrame) -> pd.DataFrame:
    """recognised, decision, decided_on and commended; who is not on the lists of a year of which there are any was not recognised."""
    lists = recognitions[recognitions["programme"] == "A"].sort_values("decided_on", kind="stable")
    newest = lists.drop_duplicates(UNIT_YEAR, keep="last")[[*UNIT_YEAR, "decision", "decided_on", "commended"]]
    rows = rows.merge(newest.assign(recognised=True), on=UNIT_YEAR, how="left")
    recorded = rows["year"].isin(lists["year"])
    return rows.assign(recognised=rows["recognised"].astype("boolean").mask(rows["recognised"].isna() & recorded, False))


def _with_pilots(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """is_pilot while the unit's time as a pilot runs, and until when."""
    until = {unit: pilot.until for pilot in plan.pilots if pilot.programme == "A" for unit in pilot.units}
    rows = rows.assign(pilot_until=pd.to_datetime(rows["unit"].map(until)).astype("datetime64[s]"))
    return rows.assign(is_pilot=(rows["year"] <= rows["pilot_until"].dt.year).fillna(False).astype(bool))
