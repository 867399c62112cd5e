"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .admissions import admission_counts, admission_courses
from .appraisal import appraisal_agreement, appraised_bounds, appraised_verdicts, visits_needed
from .draw import DrawError, claimed_list, draw, list_text, ticket_texts
from .fees import branch_fees, fee_collection, fee_shares
from .funnel import funnel, funnel_branches
from .population import branches_of, reported_years
from .registration import pilot_share, registration_rate
from .sampling import CONFIDENCE, clean_visits, proportion_bounds
from .standing import against, attainment, standing
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
    "branch_fees",
    "branches_met",
    "branches_of",
    "claimed_list",
    "clean_visits",
    "criteria_met",
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
    "registration_rate",
    "reported_years",
    "standing",
    "ticket_texts",
    "visits_needed",
    "wanting",
]
