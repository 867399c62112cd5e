"""Whether branches keep the standard from year to year, and what makes them lapse (III.2.5); by whichever measure is given."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from ..plan import Plan
from .kleene import MET, NAMES, NOT_MET, UNKNOWN, codes
from .lineage import lineage
from .population import SCOPE, branches_of, sums_by_scope
from .quantities import KEY

ABSENT = -1
FLOWS = {
    "met": ("kept", "regained", "new", "met_after_unknown"),
    "not_met": ("lapsed", "lapsed_earlier", "never", "not_met_after_unknown"),
    "unknown": ("unknown_after_met", "unknown"),
    "gone": ("gone",),
}
BALANCE = ["met_before", "met_gone", "moved", "split", "merged"]


def flows_by_branch(branches: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """One row per branch and year: year, unit, branch, before, earlier, now, predecessors, flow (III.2.5).

    `branches` has the `verdict` of each branch and year by one measure (computed, claimed, recognised); a roster branch without a row
    in a year from its first to its last is unknown. `before` is the state of the year before (missing where the branch did not exist,
    and in the first year), `earlier` whether it met in any year before this one, `predecessors` how many branches of the year before
    it continues (lineage). What continues several has the state on which all agree, and is unknown where they differ.

    | now | flow | when |
    | --- | --- | --- |
    | met | `kept` | met the year before |
    | met | `regained` | met in an earlier year, not the year before |
    | met | `new` | met in no earlier year |
    | met | `met_after_unknown` | what is unknown of earlier years leaves open which of the three |
    | not_met | `lapsed` | met the year before |
    | not_met | `lapsed_earlier` | met in an earlier year, not the year before |
    | not_met | `never` | met in no earlier year |
    | not_met | `not_met_after_unknown` | what is unknown of earlier years leaves open which of the three |
    | unknown | `unknown_after_met` | met the year before: kept or lapsed |
    | unknown | `unknown` | did not surely meet the year before |
    | missing | `gone` | on the roster the year before, and nothing of this year continues it |
    """
    return _by_branch(_history(branches, roster))


def flows(branches: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope (unit, city): how many branches took each flow of `flows_by_branch`, and what they balance with.

    `branches` and `met` count this year, `met_before` the branches that met the year before, `met_gone` those of them that have gone.
    `split` counts the parts beyond the first of those that were split; `merged` those that a merge took up: all but one where
    all that were merged had met, all where they differ; `moved` is what came from other units less what went to them.

    branches == met + (lapsed + lapsed_earlier + never + not_met_after_unknown) + (unknown_after_met + unknown)
    met == kept + regained + new + met_after_unknown
    met_before - met_gone + moved + split - merged == kept + lapsed + unknown_after_met
    """
    history = _history(branches, roster)
    rows = _by_branch(history)
    counted = [flow for of_state in FLOWS.values() for flow in of_state]
    marked = rows[["year", "unit"]].assign(branches=rows["now"].notna(), met=rows["now"] == "met")
    marked = pd.concat([marked, *((rows["flow"] == flow).rename(flow) for flow in counted)], axis=1)
    marked = pd.concat([marked.astype(dict.fromkeys(["branches", "met", *counted], "int64")), _balance(history)])
    sums = sums_by_scope(marked, ["branches", "met", *BALANCE, *counted])
    return sums.astype({name: "int64" for name in sums.columns if name not in SCOPE})


def lapse_causes(flowed: pd.DataFrame, criteria: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope and criterion: of the `lapsed` branches, how many failed it, failed it alone, or have it unknown.

    `flowed` is what `flows_by_branch` gives, `criteria` what `criteria_met` does. `failed_alone`: every other criterion is met;
    `failed_alone_high` allows what is unknown to be met.
    """
    lapsed = flowed.loc[flowed["flow"] == "lapsed", KEY].reset_index(drop=True)
    state = _states(lapsed, criteria, [c.id for c in plan.criteria])
    failed = state == NOT_MET
    alone_high = failed & (failed.sum(axis=1, keepdims=True) == 1)
    marks = {
        "failed": failed,
        "failed_alone": alone_high & ~(state == UNKNOWN).any(axis=1, keepdims=True),
        "failed_alone_high": alone_high,
        "unknown": state == UNKNOWN,
    }
    wide = {(name, c.id): mark[:, n].astype("int64") for name, mark in marks.items() for n, c in enumerate(plan.criteria)}
    counts = sums_by_scope(flowed[["year", "unit"]].assign(lapsed=(flowed["flow"] == "lapsed").astype("int64")), ["lapsed"])
    sums = sums_by_scope(lapsed.assign(**{f"{name} {c}": mark for (name, c), mark in wide.items()}), [f"{n} {c}" for n, c in wide])
    sums = counts[SCOPE].merge(sums, on=SCOPE, how="left").drop(columns=SCOPE).fillna(0).astype("int64")
    rows = [counts.assign(criterion=c.id, clause=c.clause, **{name: sums[f"{name} {c.id}"] for name in marks}) for c in plan.criteria]
    return pd.concat(rows).sort_index(kind="stable").reset_index(drop=True)


class _History(NamedTuple):
    """Branch-years (`nodes`, states as codes), and as positions among them which (`after`) continues which of the year before."""

    years: list[int]
    nodes: pd.DataFrame
    after: np.ndarray
    before: np.ndarray


def _history(branches: pd.DataFrame, roster: pd.DataFrame) -> _History:
    years = list(range(branches["year"].min(), branches["year"].max() + 1)) if len(branches) else []
    nodes = branches_of(roster, years).merge(branches[[*KEY, "verdict"]], on=KEY, how="left", validate="one_to_one")
    now = codes(nodes["verdict"].fillna("unknown"))
    edges = lineage(roster, years)
    place = nodes[KEY].assign(node=range(len(nodes)))
    after = edges.merge(place, on=KEY, how="left")["node"].to_numpy()
    before = edges.merge(place.add_prefix("before_"), on=[f"before_{name}" for name in KEY], how="left")["before_node"].to_numpy()
    adjoining = (edges["before_year"] == edges["year"] - 1).to_numpy()
    last_year = _agreed(after[adjoining], now[before[adjoining]], len(nodes))
    earlier = np.full(len(nodes), NOT_MET, dtype=np.int8)
    for year in years:
        of_year = (edges["year"] == year).to_numpy()
        agreed = _agreed(after[of_year], np.maximum(now, earlier)[before[of_year]], len(nodes))
        earlier = np.select([agreed == ABSENT, last_year == MET], [earlier, MET], agreed).astype(np.int8)
    after, before = after[adjoining], before[adjoining]
    states = {"before": last_year, "earlier": earlier, "now": now}
    return _History(years, nodes[KEY].assign(**states, predecessors=np.bincount(after, minlength=len(nodes))), after, before)


def _agreed(after: np.ndarray, states: np.ndarray, count: int) -> np.ndarray:
    """For each branch-year the state on which all that it continues agree: unknown where they differ, ABSENT where there are none."""
    least, greatest = np.full(count, MET, dtype=np.int8), np.full(count, ABSENT, dtype=np.int8)
    np.minimum.at(least, after, states)
    np.maximum.at(greatest, after, states)
    return np.where((least == greatest) | (greatest == ABSENT), greatest, UNKNOWN).astype(np.int8)


def _by_branch(history: _History) -> pd.DataFrame:
    told = history.nodes.assign(flow=_flow(history.nodes))
    gone = _next_year(history, ~np.isin(np.arange(len(told)), history.before))
    gone = gone.assign(earlier=np.maximum(gone["earlier"], gone["now"]), before=gone["now"], now=ABSENT, predecessors=1, flow="gone")
    rows = pd.concat([told, gone]).sort_values("year", kind="stable", ignore_index=True)
    names = {name: pd.Series(NAMES[rows[name]], dtype="str").where(rows[name] != ABSENT) for name in ("before", "earlier", "now")}
    return rows.assign(**names)[[*KEY, *names, "predecessors", "flow"]].astype({"flow": "str"})


def _flow(nodes: pd.DataFrame) -> np.ndarray:
    before, earlier, now = (nodes[name].to_numpy() for name in ("before", "earlier", "now"))
    after_met, is_open = before == MET, (before == UNKNOWN) | (earlier == UNKNOWN)
    flow = np.empty(len(nodes), dtype=object)
    for state in (MET, NOT_MET):
        kept, regained, new, open_ = FLOWS[str(NAMES[state])]
        flow[now == state] = np.select([after_met, is_open, earlier == MET], [kept, open_, regained], new)[now == state]
    flow[now == UNKNOWN] = np.where(after_met, *FLOWS["unknown"])[now == UNKNOWN]
    return flow


def _next_year(history: _History, which: np.ndarray) -> pd.DataFrame:
    """Those branch-years that are not of the last year, told of in the year after theirs."""
    nodes = history.nodes
    return nodes[which & nodes["year"].isin(history.years[:-1]).to_numpy()].assign(year=lambda rows: rows["year"] + 1)


def _balance(history: _History) -> pd.DataFrame:
    """Rows of year and unit that sum to the columns BALANCE; of several heirs the first of the own unit carries the branch on."""
    nodes, met = history.nodes, (history.nodes["now"] == MET).to_numpy()
    year_unit = nodes[["year", "unit"]]
    links = pd.DataFrame({"after": history.after, "before": history.before})[met[history.before]]
    units = nodes["unit"].to_numpy()
    links["away"] = units[links["after"]] != units[links["before"]]
    links = links.sort_values(["before", "away", "after"])
    beyond = links.duplicated("before").to_numpy()
    moved = links[links["away"].to_numpy() & ~beyond]
    came = np.bincount(links["after"], minlength=len(nodes)) - (nodes["before"] == MET).to_numpy()
    frames = [
        _next_year(history, met)[["year", "unit"]].assign(met_before=1),
        _next_year(history, met & ~np.isin(np.arange(len(nodes)), history.before))[["year", "unit"]].assign(met_gone=1),
        year_unit.iloc[moved["after"]].assign(moved=1),
        year_unit.iloc[moved["before"]].assign(moved=-1, year=lambda rows: rows["year"] + 1),
        year_unit.iloc[links["after"][beyond]].assign(split=1),
        year_unit[came > 0].assign(merged=came[came > 0]),
    ]
    return pd.concat(frames)


def _states(lapsed: pd.DataFrame, criteria: pd.DataFrame, ids: list[int]) -> np.ndarray:
    """The state of each criterion (columns) for each lapsed branch (rows); unknown where nothing is said."""
    said = lapsed.assign(row=range(len(lapsed))).merge(criteria, on=KEY)
    said = said[said["criterion"].isin(ids)]
    state = np.full((len(lapsed), len(ids)), UNKNOWN, dtype=np.int8)
    state[said["row"], pd.Index(ids).get_indexer(said["criterion"])] = codes(said["verdict"])
    return state
