"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .population import branches_of, reported_years
from .standing import attainment, judge_counts, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting

__all__ = [
    "admission_counts",
    "attainment",
    "branches_met",
    "branches_of",
    "criteria_met",
    "fee_collection",
    "judge",
    "judge_counts",
    "lapsed",
    "not_reported",
    "reported_years",
    "standing",
    "wanting",
]
