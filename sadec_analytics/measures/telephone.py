"""Whom to ring and what to ask: the blank cells that decide whether a unit or the city reaches a target (III.2.3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Field, Plan, Target
from .distance import needs_of, spread
from .quantities import KEY, fields_by_quantity
from .repairs import chosen_branches, scopes_of

COLUMNS = [
    "scope",
    "unit",
    "branch",
    "wanting",
    "answers_to_reach",
    "turn",
    "criterion",
    "condition",
    "is_first",
    "fields",
    "labels",
    "clause",
]


def telephone_list(verdicts: pd.DataFrame, branch_years: pd.DataFrame, stage: Target, plan: Plan) -> pd.DataFrame:
    """One row per year, branch and blank condition whose answer can decide whether its scope reaches the stage's target.

    Listed are the scopes (each unit, or the city, as the stage says) that do not reach the target yet and would if enough unknown
    branches met the standard; of these the branches that are unknown and fail nothing. The most helpful answers stand first within a
    year: scopes that the fewest answers can bring there (`answers_to_reach`), then branches with the fewest blanks (`turn`).
    `is_first`: the condition stands in the way of its criterion that needs least; the others matter where one of these is a no.
    `fields` names what is blank and to be asked for (several, separated by `;`), `labels` the same as the results form does.
    """
    needs = needs_of(verdicts, plan)
    asked = _asked(chosen_branches(needs, stage), stage)
    number = spread(verdicts, {c: np.where(open_ & asked["is_asked"], asked.index + 1, 0) for c, open_ in needs.deciding.items()}, plan)
    first = spread(verdicts, needs.needed, plan)
    rows = verdicts[number > 0].reset_index(drop=True).assign(is_first=first[number > 0], scope=stage.scope)
    of_branch = asked.loc[number[number > 0] - 1, ["wanting", "answers_to_reach", "turn", "place"]].reset_index(drop=True)
    rows = pd.concat([rows, of_branch], axis=1)
    rows = pd.concat([rows, _fields(rows, branch_years, plan)], axis=1)
    order = np.lexsort((rows["turn"], rows["place"], rows["answers_to_reach"], rows["year"].to_numpy(dtype=int)))
    return rows.iloc[order].reset_index(drop=True)[["year", *COLUMNS]]


def _asked(branches: pd.DataFrame, stage: Target) -> pd.DataFrame:
    """The branches with `is_asked`, their turn among the unknown ones, the place of their scope and the answers that bring it there."""
    unknown = branches["verdict"] == "unknown"
    can_reach = (branches["met"] < branches["needed"]) & (branches["needed"] <= branches["met"] + branches["unknown"])
    least = branches["answers"].where(unknown & (branches["turn"] <= branches["wanting"]), 0)
    scopes = scopes_of(branches.assign(least=least), stage)
    return branches.assign(is_asked=unknown & can_reach, place=scopes.ngroup(), answers_to_reach=scopes["least"].transform("sum"))


def _fields(rows: pd.DataFrame, branch_years: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """For each row the fields to ask for and their labels: those of the condition that are blank, or all where none is."""
    facts = rows[KEY].merge(branch_years, on=KEY, how="left", validate="many_to_one")
    conditions = [condition for criterion in plan.criteria for condition in plan.conditions(criterion)]
    fields_of = fields_by_quantity({condition.quantity for condition in conditions}, plan)
    found = np.full((len(rows), 2), "", dtype=object)
    for condition in conditions:
        mine = np.flatnonzero(rows["condition"] == condition.id)
        fields = _to_ask(fields_of[condition.quantity], plan)
        blank = {field: facts[field.name].isna().to_numpy()[mine] for field in fields}
        none_is = ~np.logical_or.reduce([np.zeros(mine.size, dtype=bool), *blank.values()])
        for field, is_blank in blank.items():
            found[mine] += np.where((is_blank | none_is)[:, None], np.array([f"{field.name};", f"{field.vi}; "], dtype=object), "")
    texts = pd.DataFrame(found, columns=["fields", "labels"], index=rows.index).astype("str")
    return pd.DataFrame({"fields": texts["fields"].str.removesuffix(";"), "labels": texts["labels"].str.removesuffix("; ")})


def _to_ask(fields: tuple[str, ...], plan: Plan) -> list[Field]:
    """The columns of the results form among the fields of a quantity: those of the suite's own template, where it has any."""
    form = plan.form("results")
    known = [form.by_name[name] for name in fields if name in form.by_name and form.by_name[name].is_fact]
    return [field for field in known if field.in_template] or known
