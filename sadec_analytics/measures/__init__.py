"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .admissions import admission_counts, admission_courses
from .fees import branch_fees, fee_collection, fee_shares
from .funnel import funnel, funnel_branches
from .population import branches_of, reported_years
from .registration import pilot_share, registration_rate
from .standing import against, attainment, standing
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, nearest_to_standard, not_reported, wanting

__all__ = [
    "admission_counts",
    "admission_courses",
    "against",
    "attainment",
    "branch_fees",
    "branches_met",
    "branches_of",
    "criteria_met",
    "fee_collection",
    "fee_shares",
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
