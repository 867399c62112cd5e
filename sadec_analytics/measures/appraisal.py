"""What the city's random appraisal found, and what it proves of the claimed list (III.2.4.b)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..plan import Plan, Target
from .kleene import MET, NAMES, NOT_MET, UNKNOWN
from .population import SCOPE, branches_of, sums_by_scope
from .quantities import KEY
from .sampling import CONFIDENCE, clean_visits, proportion_bounds
from .verdicts import criteria_met

AGREEMENT = ("appraised", "agreed", "claimed_not_confirmed", "confirmed_not_reported", "undecided")
FEWEST = 4  # no verdict on a unit from a sample of 2 or 3: three clean of seven prove four
NOT_APPRAISED = "Chưa có chi đoàn nào trong danh sách được thẩm định."
NOT_RANDOM = "Chi đoàn được thẩm định không do bốc thăm: kết quả không nói gì về các chi đoàn khác."
TOO_FEW = f"Mới thẩm định dưới {FEWEST} chi đoàn bốc trúng: quá ít để kết luận cho cả danh sách."
BY_UNIT = "Bốc thăm riêng từng đơn vị: chỉ kết luận được cho từng đơn vị, không gộp lại cho cả danh sách."
NOTHING_CLAIMED = "Không có chi đoàn nào được xác nhận đạt chuẩn."


def visits_needed(branch_years: pd.DataFrame, roster: pd.DataFrame, target: Target, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """One row per year and scope (unit, city): branches, claimed, needed, visits.

    `visits`: how many of the claimed branches to draw so that, all confirmed, `needed` branches are proven to meet; missing where
    fewer are claimed than needed (not even a census could prove it).
    """
    counts = sums_by_scope(_claims(branch_years, roster, None), ["branches", "claimed"])
    needed = target.needed(counts["branches"])
    visits = pd.Series(clean_visits(counts["claimed"], needed, confidence), index=counts.index, dtype="Int64")
    return counts.assign(needed=needed, visits=visits.mask(visits < 0))


def appraised_verdicts(appraisals: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per branch and year that was appraised: year, unit, branch, verdict; met when every criterion of the plan was."""
    rows = appraisals[appraisals["criterion"].isin([c.id for c in plan.criteria])]
    met = rows["met"].astype("boolean")
    marked = rows[KEY].assign(yes=met.fillna(False).astype(int), no=(~met).fillna(False).astype(int))
    counts = marked.groupby(KEY, sort=False)[["yes", "no"]].sum().reset_index()
    verdict = np.select([counts["no"] > 0, counts["yes"] == len(plan.criteria)], [NOT_MET, MET], UNKNOWN)
    return counts[KEY].assign(verdict=NAMES[verdict])


def appraisal_agreement(verdicts: pd.DataFrame, branch_years: pd.DataFrame, appraisals: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """One row per year, scope (unit, city) and criterion, and one for the branch as a whole: how far reports and appraisal agree.

    `measure` says what the appraisal is held against: `computed` (the verdict on each criterion from reported facts) or, where
    `criterion` is missing, `claimed` (the unit's own statement on the branch, III.2.4.a). Counts of branches: appraised (with a
    verdict), agreed, claimed_not_confirmed, confirmed_not_reported, undecided (the report says neither). Shares of those compared
    (appraised less undecided): `gross` of all disagreements, `net` of reported less confirmed (the two kinds cancel out in it).
    """
    found = appraisals[[*KEY, "criterion"]].assign(appraised=_state(appraisals["met"]))
    computed = criteria_met(verdicts, plan).rename(columns={"verdict": "reported"}).merge(found, on=[*KEY, "criterion"])
    claims = branch_years[KEY].assign(reported=_state(branch_years["self_assessed"]))
    branches = verdicts[KEY].drop_duplicates().merge(appraised_verdicts(appraisals, plan), on=KEY).merge(claims, on=KEY, how="left")
    branches = branches.rename(columns={"verdict": "appraised"}).fillna({"reported": "unknown"})
    rows = [_agreement(computed[computed["criterion"] == c.id]).assign(criterion=c.id, measure="computed") for c in plan.criteria]
    rows.append(_agreement(branches).assign(criterion=None, measure="claimed"))
    both = pd.concat([part.astype({"criterion": "Int64"}) for part in rows], ignore_index=True)
    return both.sort_values(["year"], kind="stable", ignore_index=True)[[*SCOPE, "criterion", "measure", *AGREEMENT, "gross", "net"]]


def appraised_bounds(
    branch_years: pd.DataFrame,
    appraisals: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    draws: pd.DataFrame | None = None,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """One row per year and scope (unit, city): what the appraisal proves of how many claimed branches truly meet (III.2.4.b).

    `draws` holds the rows of `draw` for the years that were drawn; elsewhere the sample is not random (`is_random` is no). The
    sample is what was drawn from the frozen list: a drawn branch without a verdict is `unknown` and widens the bounds; a
    replacement does not stand in for it. Branches claimed late lie outside the draw and count by their own verdicts alone. Counts:
    branches, claimed, sampled, confirmed, refused, unknown (of the sample); at_least and at_most (one-sided), low and high
    (two-sided), and share_at_least, share_low, share_high of all branches of the roster. A census has the exact value. Where the
    sample carries no bound they are missing, and `reason` says why in Vietnamese.
    """
    rows = _sampled(_claims(branch_years, roster, draws), appraised_verdicts(appraisals, plan))
    sums = sums_by_scope(rows, [c for c in rows.columns if c not in KEY])
    sums["is_random"] = sums["frozen"] > 0
    census = (sums["claimed"] > 0) & (sums["claimed"] == sums["all_confirmed"] + sums["all_refused"])
    sums["reason"] = _reasons(sums, census)
    found = proportion_bounds(sums["frozen"], sums["drawn"], sums["confirmed"], confidence, sums["unknown"])
    outside_low, outside_high = sums["late_confirmed"], sums["claimed"] - sums["frozen"] - sums["late_refused"]
    for name, bound in found._asdict().items():
        outside = outside_low if name in ("at_least", "low") else outside_high
        bound = (outside + bound).clip(sums["all_confirmed"], sums["claimed"] - sums["all_refused"])
        sums[name] = bound.where(~census, sums["all_confirmed"]).astype("Int64").mask(sums["reason"].notna())
    for name in ("at_least", "low", "high"):
        sums[f"share_{name}"] = _share(sums[name], sums["branches"])
    return _shown(sums, census)


def _state(said: pd.Series) -> np.ndarray:
    """From yes, no and missing to met, not_met and unknown."""
    return NAMES[np.select([said.isna(), said.fillna(False).astype(bool)], [UNKNOWN, MET], NOT_MET)]


def _agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per year and scope: how often `reported` and `appraised` agree, where the appraisal came to a verdict."""
    rows = rows[rows["appraised"] != "unknown"]
    reported, appraised = rows["reported"], rows["appraised"]
    marks = (
        reported.notna(),
        reported == appraised,
        (reported == "met") & (appraised == "not_met"),
        (reported == "not_met") & (appraised == "met"),
        reported == "unknown",
    )
    counts = sums_by_scope(rows.assign(**{name: mark.astype(int) for name, mark in zip(AGREEMENT, marks, strict=True)}), [*AGREEMENT])
    compared = counts["appraised"] - counts["undecided"]
    more, less = counts["claimed_not_confirmed"], counts["confirmed_not_reported"]
    return counts.assign(gross=_share(more + less, compared), net=_share(more - less, compared))


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole != 0)).astype("Float64").astype("float64")


def _claims(branch_years: pd.DataFrame, roster: pd.DataFrame, draws: pd.DataFrame | None) -> pd.DataFrame:
    """One row per branch of the roster and year: whether it is claimed, on the frozen list, drawn from it, and by unit; as 0 and 1."""
    years = sorted(branch_years["year"].unique())
    rows = branches_of(roster, years).merge(branch_years[[*KEY, "self_assessed"]], on=KEY, how="left", validate="one_to_one")
    claimed = rows.pop("self_assessed").astype("boolean").fillna(False)
    rows = rows.assign(branches=1, claimed=claimed.astype(int), frozen=0, drawn=0, by_unit=0)
    if draws is None or draws.empty:
        return rows
    listed = rows[KEY].merge(draws, on=KEY, how="left", validate="one_to_one")
    flags = listed[["is_late", "is_drawn", "by_unit"]].astype("boolean").fillna(False).to_numpy(dtype=bool)
    on_list = listed["ticket"].notna().to_numpy()
    frozen = on_list & ~flags[:, 0]
    return rows.assign(
        claimed=(claimed.to_numpy(dtype=bool) | on_list).astype(int),
        frozen=frozen.astype(int),
        drawn=(frozen & flags[:, 1]).astype(int),
        by_unit=(on_list & flags[:, 2]).astype(int),
    )


def _sampled(rows: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The branches with what the appraisal says of each, as 0 and 1: of all claimed ones, of the sample, and of those outside the list."""
    verdict = rows[KEY].merge(verdicts, on=KEY, how="left", validate="one_to_one")["verdict"]
    claimed, frozen, drawn = (rows[name] == 1 for name in ("claimed", "frozen", "drawn"))
    met, refused = verdict == "met", verdict == "not_met"
    marks = {
        "all_confirmed": claimed & met,
        "all_refused": claimed & refused,
        "all_unknown": claimed & (verdict == "unknown"),
        "confirmed": drawn & met,
        "refused": drawn & refused,
        "unknown": drawn & ~met & ~refused,
        "late_confirmed": claimed & ~frozen & met,
        "late_refused": claimed & ~frozen & refused,
    }
    return rows.assign(**{name: mark.astype(int) for name, mark in marks.items()})


def _reasons(sums: pd.DataFrame, census: pd.Series) -> pd.Series:
    """Why a scope has no bound, in Vietnamese; missing where it has one."""
    seen = sums["confirmed"] + sums["refused"]
    causes = {
        NOTHING_CLAIMED: sums["claimed"] == 0,
        NOT_APPRAISED: sums["all_confirmed"] + sums["all_refused"] + sums["all_unknown"] == 0,
        NOT_RANDOM: ~sums["is_random"],
        BY_UNIT: (sums["scope"] == "city") & (sums["by_unit"] > 0),
        TOO_FEW: seen < FEWEST,
    }
    reason = np.select([(cause & ~census).to_numpy(dtype=bool) for cause in causes.values()], list(causes), "")
    return pd.Series(reason, index=sums.index, dtype="str").mask(reason == "")


def _shown(sums: pd.DataFrame, census: pd.Series) -> pd.DataFrame:
    """In a census, and without a draw, the sample is what was appraised of the claimed list."""
    for name in ("confirmed", "refused", "unknown"):
        sums[name] = sums[name].where(sums["is_random"] & ~census, sums[f"all_{name}"])
    sums["sampled"] = sums["confirmed"] + sums["refused"] + sums["unknown"]
    counts = ["branches", "claimed", "sampled", "confirmed", "refused", "unknown"]
    bounds = ["at_least", "at_most", "low", "high", "share_at_least", "share_low", "share_high"]
    return sums[["year", "scope", "unit", *counts, "is_random", *bounds, "reason"]]
