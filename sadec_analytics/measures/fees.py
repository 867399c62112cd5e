"""Membership fees (B.2.5): what was due, collected and to be expected, on what that rests, and what each level keeps.

Amounts are whole đồng and are summed before they are divided; rates are never averaged (law 5).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from ..plan import Plan
from ..plan.fees import WITH_SALARY, WITHOUT_SALARY, fee_a_year_vnd
from .population import SCOPE, ratio, sums_by_scope, with_facts
from .quantities import FEE_RATE_FIELDS, KEY, Facts, fees_missing_by_amounts_vnd, fees_missing_vnd

STATED_BASES = ("head_count", "stated_rate")
SPLIT = ("received_vnd", "kept_vnd", "passed_vnd", "residue_vnd")
THOUSANDTHS = 3  # of a đồng, below which a product of floats says nothing
BASES = ("amounts", *STATED_BASES, "stated_verdict", "none")


def branch_fees(branch_years: pd.DataFrame, statements: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per roster branch and year: its fees in đồng, the rate (0 to 1 or more), and on what the rate rests (B.2.5).

    `basis`: amounts where they settle whether all was collected; else head_count or stated_rate, whose share is then the rate; else
    stated_verdict, a claim that is shown (`stated_in_full`) and settles nothing (law 6); else none. `rate_low`, `rate_high`,
    `missing_low_vnd` and `missing_high_vnd` are bounds, missing where nothing bounds that side; `missing_*` are the quantity of
    condition 5.4, so `rate_low >= 1` where it is met and `rate_high < 1` where it is not. `has_no_fee_due`: 5.4 is met vacuously and
    no rate applies.

    `expected_due_vnd`: members x 12 months x the tariff of a member without salary. `expected_low_vnd`: only the members who
    were not admitted in the year, each exempt for as long as hardship allows; `expected_high_vnd`: every member with a salary, all the
    year. Members who left in the year are in none. `is_unusual` where the stated due lies outside: to be asked about, not changed.
    """
    facts = Facts(with_facts(roster, branch_years, plan), statements, plan)
    rows = facts.rows[[*KEY, "members", "fees_due_vnd", "fees_collected_vnd"]]
    rows = rows.assign(**_rates(facts), **_expected(facts, plan))
    due, expected = rows["fees_due_vnd"], rows["expected_due_vnd"]
    return rows.assign(
        stated_to_expected=ratio(due, expected),
        is_unusual=(due < rows["expected_low_vnd"]) | (due > rows["expected_high_vnd"]),
    )


def fee_collection(branch_years: pd.DataFrame, statements: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year and scope (unit, city): fees due and collected in đồng, and the rate as 0 to 1 or more (B.2.5).

    `fees_due_vnd`, `fees_collected_vnd` and `rate` sum the `branches_known` branches that state both amounts. `rate_low` and
    `rate_high` take in the others that state what was due (`branches_due_known` in all): a stated rate or head count says how much of
    it, otherwise it may be anything from nothing to all; a branch that states no amount due bounds nothing and is only counted.
    Rates are NaN where nothing is due, sums missing where nobody states them. `branches_by_*` count the branches by the basis of their
    rate (see `branch_fees`), `branches_no_fee_due` those to which no rate applies. `stated_due_vnd`, `expected_due_vnd`,
    `expected_low_vnd`, `expected_high_vnd` and `stated_to_expected` sum the `branches_expected_known` that state both members and what
    was due; `branches_unusual` counts those outside their own bounds.
    """
    fees = branch_fees(branch_years, statements, roster, plan)
    sums = sums_by_scope(marked := _marked(fees), [*marked.columns[2:]], min_count=1)
    due = sums.pop("known_due_vnd")
    sums["rate"] = ratio(sums["fees_collected_vnd"], sums["fees_due_vnd"])
    sums["rate_low"] = ratio(sums.pop("collected_low_vnd"), due)
    sums["rate_high"] = ratio(sums.pop("collected_high_vnd"), due)
    sums["stated_to_expected"] = ratio(sums["stated_due_vnd"], sums["expected_due_vnd"])
    return sums


def fee_shares(branch_years: pd.DataFrame, roster: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope (unit, city) and level of the plan: what reaches it, what it keeps and passes up, in đồng (B.2.5).

    Each level passes its share up rounded down to whole đồng, so `kept_vnd` + `passed_vnd` is `received_vnd` exactly; `residue_vnd` is
    what it keeps by that rounding. It is decided branch by branch, then unit by unit, and summed. The levels above the units have city
    rows alone. Over the `branches_known` of `branches` that state what was collected; missing where none does.
    """
    rows = with_facts(roster, branch_years, plan)
    known = rows["fees_collected_vnd"].notna().astype(int)
    counts = sums_by_scope(rows[KEY].assign(branches=1, branches_known=known), ["branches", "branches_known"])
    received, levels = rows[KEY].assign(received_vnd=rows["fees_collected_vnd"]), []
    for order, level in enumerate(plan.fee_shares.levels):
        split = _split(received, plan)
        levels.append(_by_scope(split).assign(level=level))
        above = ["year", "unit"] if order == 0 else ["year"]
        received = split.groupby(above, sort=False)["passed_vnd"].sum(min_count=1).rename("received_vnd").reset_index()
    return counts.merge(pd.concat(levels), on=SCOPE)[[*SCOPE, "level", "branches", "branches_known", *SPLIT]]


def _rates(facts: Facts) -> dict[str, object]:
    """The basis of the rate, the rate with its bounds, and what is missing with its bounds; see `branch_fees`."""
    due, collected = facts.bounds("fees_due_vnd"), facts.bounds("fees_collected_vnd")
    by_amounts, missing, share = fees_missing_by_amounts_vnd(facts), fees_missing_vnd(facts), facts.stated_share(*FEE_RATE_FIELDS)
    settled, in_full = (by_amounts.low > 0) | (by_amounts.high <= 0), _claimed_in_full(facts)
    says_share = (share.low > 0) | np.isfinite(share.high)
    heads = facts.is_stated("head_count", *FEE_RATE_FIELDS)
    basis = np.select([settled, says_share & heads, says_share, in_full.notna()], BASES[:-1], BASES[-1])
    stated, nothing_due = np.isin(basis, STATED_BASES), due.high == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(stated, share.low, collected.low / due.high)
        high = np.where(stated, share.high, collected.high / due.low)
    low, high = (np.where(nothing_due | ~np.isfinite(end), np.nan, end) for end in (low, high))
    return {
        "basis": pd.array(basis, dtype="str"),
        "stated_in_full": in_full,
        "has_no_fee_due": pd.array(np.where(nothing_due, True, np.where(due.low > 0, False, None)), dtype="boolean"),
        "rate": np.where(low == high, low, np.nan),
        "rate_low": low,
        "rate_high": high,
        "missing_low_vnd": _whole(missing.low),
        "missing_high_vnd": _whole(missing.high),
    }


def _claimed_in_full(facts: Facts) -> pd.Series:
    """What verdicts without a number say of the fees: "Đạt" of them, or of the criterion that asks for them; missing where none does.

    A criterion that is not met may fall short elsewhere, so it says nothing of the fees.
    """
    criteria = [f"criterion_{c.id}" for c in facts.plan.criteria if any(x.quantity == fees_missing_vnd.__name__ for x in c.conditions)]
    said = {field: facts.stated("stated_verdict", field).low == 1 for field in (*FEE_RATE_FIELDS, *criteria)}
    yes = np.logical_or.reduce(list(said.values()))
    no = np.logical_or.reduce([facts.is_stated("stated_verdict", field) & ~said[field] for field in FEE_RATE_FIELDS])
    return pd.Series(pd.array(np.where(yes == no, None, yes), dtype="boolean"))


def _expected(facts: Facts, plan: Plan) -> dict[str, object]:
    """What the members would owe by the tariffs in force, with bounds; see `branch_fees`."""
    members, admissions = facts.bounds("members"), facts.bounds("admissions")
    years = facts.rows["year"].unique()

    def owed(members: np.ndarray, payer: str, *, exempt: bool = False) -> ExtensionArray:
        a_year = facts.rows["year"].map({year: fee_a_year_vnd(plan.fee_tariffs, year, payer, exempt=exempt) for year in years})
        return _whole(members * a_year.to_numpy(dtype=float))

    return {
        "expected_due_vnd": owed(members.value(), WITHOUT_SALARY),
        "expected_low_vnd": owed(np.maximum(members.low - admissions.high, 0), WITHOUT_SALARY, exempt=True),
        "expected_high_vnd": owed(members.high, WITH_SALARY),
    }


def _marked(fees: pd.DataFrame) -> pd.DataFrame:
    """What `fee_collection` sums, a row a branch and year."""
    due, collected = fees["fees_due_vnd"], fees["fees_collected_vnd"]
    known = due.notna() & collected.notna()
    compared = due.notna() & fees["expected_due_vnd"].notna()
    low, high = _collected(fees)
    return fees[["year", "unit"]].assign(
        branches=1,
        branches_due_known=due.notna().astype(int),
        branches_known=known.astype(int),
        fees_due_vnd=due.where(known),
        fees_collected_vnd=collected.where(known),
        known_due_vnd=due,
        collected_low_vnd=low,
        collected_high_vnd=high,
        **{f"branches_by_{basis}": (fees["basis"] == basis).astype(int) for basis in BASES},
        branches_no_fee_due=fees["has_no_fee_due"].fillna(False).astype(int),
        branches_expected_known=compared.astype(int),
        stated_due_vnd=due.where(compared),
        **{name: fees[name].where(compared) for name in ("expected_due_vnd", "expected_low_vnd", "expected_high_vnd")},
        branches_unusual=fees["is_unusual"].fillna(False).astype(int),
    )


def _collected(fees: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Bounds in đồng of what was collected where what was due is known; nothing to all of it where nothing else is said."""
    due, missing_low, missing_high, rate_low, rate_high = (
        fees[name].to_numpy(dtype=float, na_value=np.nan)
        for name in ("fees_due_vnd", "missing_low_vnd", "missing_high_vnd", "rate_low", "rate_high")
    )
    stated = fees["basis"].isin(STATED_BASES).to_numpy()
    low, high = due - missing_high, due - missing_low
    low = np.where(stated, np.fmax(low, np.floor(np.round(rate_low * due, THOUSANDTHS))), low)
    high = np.where(stated, np.fmin(high, np.ceil(np.round(rate_high * due, THOUSANDTHS))), high)
    return pd.Series(_whole(low)), pd.Series(_whole(np.where(np.isnan(high), np.fmax(due, low), high)))


def _split(received: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Each row's `received_vnd` parted by the plan's shares, in whole đồng; what rounding leaves over stays here."""
    shares, vnd = plan.fee_shares, received["received_vnd"]
    passed = vnd * shares.pass_up // shares.of
    return received.assign(kept_vnd=vnd - passed, passed_vnd=passed, residue_vnd=vnd - passed - vnd * shares.keep // shares.of)


def _by_scope(split: pd.DataFrame) -> pd.DataFrame:
    if "unit" in split:
        return sums_by_scope(split, list(SPLIT), min_count=1)
    return split.assign(scope="city", unit=None).astype({"unit": "str", "scope": "str"})


def _whole(vnd: np.ndarray) -> ExtensionArray:
    """Whole đồng; missing where nothing bounds it."""
    return pd.array(np.where(np.isfinite(vnd), vnd, np.nan), dtype="Float64").astype("Int64")
