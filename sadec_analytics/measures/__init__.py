"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .funnel import funnel, funnel_branches
from .population import branches_of, reported_years
from .registration import pilot_share, registration_rate
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, nearest_to_standard, not_reported, wanting

__all__ = [
    "admission_counts",
    "against",
    "attainment",
    "branches_met",
    "branches_of",
    "criteria_met",
    "fee_collection",
    "funnel",
    "funnel_branches",
    "judge",
    "lapsed",
    "nearest_to_standard",
    "not_reported",
    "pilot_share",
    "registration_rate",
    "reported_years",
    "standing",
    "wanting",
]
