"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .population import branches_of, reported_years
from .standing import judge_counts, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge

__all__ = [
    "admission_counts",
    "branches_met",
    "branches_of",
    "criteria_met",
    "fee_collection",
    "judge",
    "judge_counts",
    "reported_years",
    "standing",
]
