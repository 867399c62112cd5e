"""What each condition of the plan compares, as bounds: `low == high` where the value is known, `0 .. inf` where nothing is.

A blank cell, a bound ("trên 8") and a sum with one part missing are then one thing, and a threshold is decided as soon as the
bounds allow it. A derived quantity is a function of this module named like the quantity; any other quantity is a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..plan import Plan
from ..tables import declared

KEY = ["year", "unit", "branch"]
FEE_RATE_FIELDS = ("fees_rate", "fees_collected_vnd")


class Bounds(NamedTuple):
    """The least and the greatest that a quantity can be, one entry a branch."""

    low: np.ndarray
    high: np.ndarray

    def value(self) -> np.ndarray:
        """The quantity where it is known, NaN elsewhere."""
        return np.where(self.low == self.high, self.low, np.nan)


@dataclass(frozen=True)
class Facts:
    """One row per roster branch and year, with what the sheets state without a value beside it."""

    rows: pd.DataFrame
    statements: pd.DataFrame
    plan: Plan

    def bounds(self, field: str) -> Bounds:
        """Bounds of one reported field; a field that no sheet carries is unknown throughout."""
        column = self.rows[field] if field in self.rows else pd.Series(pd.NA, index=self.rows.index)
        yes_no = column.dtype == "boolean"
        value = column.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        low, high = self.stated("bound", field)
        missing = np.isnan(value)
        highest = 1.0 if yes_no else np.inf
        return Bounds(np.where(missing, np.fmax(low, 0.0), value), np.where(missing, np.fmin(high, highest), value))

    def stated_share(self, *fields: str) -> Bounds:
        """Bounds (0 to 1) that stated rates and head counts of any of the fields give; open where none or contradicting ones do."""
        said = [self.stated(kind, field) for field in fields for kind in ("stated_rate", "head_count")]
        low = np.nan_to_num(np.fmax.reduce([low for low, _ in said]), nan=0.0)
        high = np.nan_to_num(np.fmin.reduce([high for _, high in said]), nan=np.inf)
        agree = low <= high
        return Bounds(np.where(agree, low, 0.0), np.where(agree, high, np.inf))

    def is_stated(self, kind: str, *fields: str) -> np.ndarray:
        """Whether any of the fields carries a statement of this kind, whatever it says."""
        said = np.zeros(len(self.rows), dtype=bool)
        said[self._placed.loc[self._placed["field"].isin(fields) & (self._placed["kind"] == kind), "place"]] = True
        return said

    def stated(self, kind: str, field: str) -> Bounds:
        """What the statements of this kind about one field say, NaN where they leave an end open or none is."""
        said = self._placed[(self._placed["field"] == field) & (self._placed["kind"] == kind)]
        low, high = np.full(len(self.rows), np.nan), np.full(len(self.rows), np.nan)
        low[said["place"]], high[said["place"]] = said["low"], said["high"]
        return Bounds(low, high)

    @cached_property
    def _placed(self) -> pd.DataFrame:
        """The statements, each with the place of the row that it tells of; of two about one field the later stands."""
        placed = self.statements.merge(self.rows[KEY].assign(place=np.arange(len(self.rows))), on=KEY)
        return placed.drop_duplicates(["place", "field", "kind"], keep="last")


def livelihood_models_in_order(facts: Facts) -> Bounds:
    """Models less the cooperative groups that do not run under the decree (B.2.2, reading cooperative_not_declared)."""
    models, groups, compliant = (facts.bounds(f) for f in ("livelihood_models", "cooperative_groups", "cooperative_groups_compliant"))
    if facts.plan.reading("cooperative_not_declared") == "none":
        undeclared = facts.rows["cooperative_groups"].isna().to_numpy() & (groups.low == 0)
        groups = Bounds(groups.low, np.where(undeclared, 0.0, groups.high))
    models = Bounds(np.where(np.isinf(models.high), np.maximum(models.low, groups.low), models.low), models.high)
    groups = Bounds(*(np.minimum(end, models.high) for end in groups))
    compliant = Bounds(*(np.minimum(end, groups.high) for end in compliant))
    out_of_order = Bounds(np.maximum(groups.low - compliant.high, 0), groups.high - compliant.low)
    return Bounds(np.maximum(models.low - out_of_order.high, 0), models.high - out_of_order.low)


def admissions_outside_procedure(facts: Facts) -> Bounds:
    """Admissions less those by the proper procedure (B.2.4)."""
    admissions, by_procedure = facts.bounds("admissions"), facts.bounds("admissions_by_procedure")
    return Bounds(admissions.low - by_procedure.high, admissions.high - by_procedure.low)


def fees_missing_by_amounts_vnd(facts: Facts) -> Bounds:
    """Fees due less fees collected as the amounts alone say, in đồng (B.2.5)."""
    due, collected = facts.bounds("fees_due_vnd"), facts.bounds("fees_collected_vnd")
    return Bounds(due.low - collected.high, due.high - collected.low)


def fees_missing_vnd(facts: Facts) -> Bounds:
    """Fees due less fees collected, in đồng; a stated rate or head count decides where the amounts do not (B.2.5)."""
    (low, high), stated = fees_missing_by_amounts_vnd(facts), facts.stated_share(*FEE_RATE_FIELDS)
    undecided = (low <= 0) & (high > 0)
    return Bounds(
        np.where(undecided & (stated.high < 1), np.maximum(low, 1.0), low),
        np.where(undecided & (stated.low >= 1), 0.0, high),
    )


def cultural_and_sports_activities(facts: Facts) -> Bounds:
    """Cultural and sports activities together; one kind alone may settle it, and so may a count of both in one column (B.2.6)."""
    cultural, sports, total = (facts.bounds(f) for f in ("cultural_activities", "sports_activities", "cultural_and_sports_total"))
    low, high = np.maximum(cultural.low + sports.low, total.low), np.minimum(cultural.high + sports.high, total.high)
    return Bounds(np.minimum(low, high), np.maximum(low, high))


def secretary_trained(facts: Facts) -> Bounds:
    """Whether the secretary was trained (B.2.7); under training_counts = same_year only a course of the year itself says yes."""
    trained = facts.bounds("secretary_trained")
    if facts.plan.reading("training_counts") == "any_year":
        return trained
    course = facts.rows["secretary_trained_year"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    year = facts.rows["year"].to_numpy(dtype=float)
    low = np.where((trained.low == 1) & (course == year), 1.0, 0.0)
    high = np.where((trained.high == 0) | (~np.isnan(course) & (course != year)), 0.0, 1.0)
    return Bounds(low, high)


DERIVED: dict[str, Callable[[Facts], Bounds]] = {
    f.__name__: f
    for f in (livelihood_models_in_order, admissions_outside_procedure, fees_missing_vnd, cultural_and_sports_activities, secretary_trained)
}


def measure(quantity: str, facts: Facts) -> Bounds:
    """Bounds of any quantity that a plan's condition names."""
    return DERIVED[quantity](facts) if quantity in DERIVED else facts.bounds(quantity)


@dataclass(frozen=True)
class _Noting(Facts):
    """Facts of no branch, which note the fields that they are asked for."""

    asked: list[str]

    def bounds(self, field: str) -> Bounds:
        self.asked.append(field)
        return super().bounds(field)

    def stated_share(self, *fields: str) -> Bounds:
        self.asked.extend(fields)
        return super().stated_share(*fields)


def fields_of(quantity: str, plan: Plan) -> tuple[str, ...]:
    """The reported fields that a quantity is made of, in the order in which it asks for them."""
    return fields_by_quantity([quantity], plan)[quantity]


def fields_by_quantity(quantities: Iterable[str], plan: Plan) -> dict[str, tuple[str, ...]]:
    """For each quantity its `fields_of`, all found by measuring no branch at all."""
    tables = declared(plan)
    noting, found = _Noting(tables["branch_years"].frame(), tables["statements"].frame(), plan, []), {}
    for quantity in quantities:
        noting.asked.clear()
        measure(quantity, noting)
        found[quantity] = tuple(dict.fromkeys(noting.asked))
    return found
