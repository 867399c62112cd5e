"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .admissions import admission_counts, admission_courses
from .appraisal import appraisal_agreement, appraised_bounds, appraised_verdicts, visits_needed
from .distance import distance, shortfalls
from .draw import DrawError, claimed_list, draw, list_text, ticket_texts
from .fees import branch_fees, fee_collection, fee_shares
from .funnel import funnel, funnel_branches
from .population import branches_of, reported_years
from .readings import reading_counts, reading_effects
from .registration import pilot_share, registration_rate
from .repairs import blocking, blocking_pairs, repair_costs, smallest_repairs
from .sampling import CONFIDENCE, clean_visits, proportion_bounds
from .standing import against, attainment, standing
from .telephone import telephone_list
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, nearest_to_standard, not_reported, wanting

__all__ = [
    "CONFIDENCE",
    "DrawError",
    "admission_counts",
    "admission_courses",
    "against",
    "appraisal_agreement",
    "appraised_bounds",
    "appraised_verdicts",
    "attainment",
    "blocking",
    "blocking_pairs",
    "branch_fees",
    "branches_met",
    "branches_of",
    "claimed_list",
    "clean_visits",
    "criteria_met",
    "distance",
    "draw",
    "fee_collection",
    "fee_shares",
    "funnel",
    "funnel_branches",
    "judge",
    "lapsed",
    "list_text",
    "nearest_to_standard",
    "not_reported",
    "pilot_share",
    "proportion_bounds",
    "reading_counts",
    "reading_effects",
    "registration_rate",
    "repair_costs",
    "reported_years",
    "shortfalls",
    "smallest_repairs",
    "standing",
    "telephone_list",
    "ticket_texts",
    "visits_needed",
    "wanting",
]
