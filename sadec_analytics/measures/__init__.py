"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .cross_checks import cross_checks
from .duties import duties, timeliness
from .population import branches_of, reported_years
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .three_proactives import items_by_group, programme_a, programme_a_funnel, programme_a_items
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting
from .youth import one_plus_one, youth_indicators

__all__ = [
    "admission_counts",
    "against",
    "attainment",
    "branches_met",
    "branches_of",
    "criteria_met",
    "cross_checks",
    "duties",
    "fee_collection",
    "items_by_group",
    "judge",
    "lapsed",
    "not_reported",
    "one_plus_one",
    "programme_a",
    "programme_a_funnel",
    "programme_a_items",
    "reported_years",
    "standing",
    "timeliness",
    "wanting",
    "youth_indicators",
]
