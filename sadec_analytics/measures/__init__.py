"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .duties import duties, timeliness
from .population import branches_of, reported_years
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting

__all__ = [
    "admission_counts",
    "against",
    "attainment",
    "branches_met",
    "branches_of",
    "criteria_met",
    "duties",
    "fee_collection",
    "judge",
    "lapsed",
    "not_reported",
    "reported_years",
    "standing",
    "timeliness",
    "wanting",
]
