"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .distance import distance, shortfalls
from .population import branches_of, reported_years
from .readings import reading_counts, reading_effects
from .repairs import blocking, blocking_pairs, repair_costs, smallest_repairs
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .telephone import telephone_list
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting

__all__ = [
    "admission_counts",
    "against",
    "attainment",
    "blocking",
    "blocking_pairs",
    "branches_met",
    "branches_of",
    "criteria_met",
    "distance",
    "fee_collection",
    "judge",
    "lapsed",
    "not_reported",
    "reading_counts",
    "reading_effects",
    "repair_costs",
    "reported_years",
    "shortfalls",
    "smallest_repairs",
    "standing",
    "telephone_list",
    "wanting",
]
