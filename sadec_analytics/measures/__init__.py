"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .lineage import lineage, unresolved
from .maintenance import flows, flows_by_branch, lapse_causes
from .pace import pace, pilots
from .population import branches_of, reported_years
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge
from .wanting import not_reported, wanting

__all__ = [
    "admission_counts",
    "against",
    "attainment",
    "branches_met",
    "branches_of",
    "criteria_met",
    "fee_collection",
    "flows",
    "flows_by_branch",
    "judge",
    "lapse_causes",
    "lineage",
    "not_reported",
    "pace",
    "pilots",
    "reported_years",
    "standing",
    "unresolved",
    "wanting",
]
