"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .admissions import admission_counts, admission_courses
from .fees import branch_fees, fee_collection, fee_shares
from .population import branches_of, reported_years
from .standing import against, attainment, standing
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting

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
    "judge",
    "lapsed",
    "not_reported",
    "reported_years",
    "standing",
    "wanting",
]
