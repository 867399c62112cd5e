"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .appraisal import appraisal_agreement, appraised_bounds, appraised_verdicts, visits_needed
from .draw import DrawError, claimed_list, draw, list_text, ticket_texts
from .population import branches_of, reported_years
from .sampling import CONFIDENCE, clean_visits, proportion_bounds
from .standing import against, attainment, standing
from .sums import admission_counts, fee_collection
from .verdicts import branches_met, criteria_met, judge
from .wanting import lapsed, not_reported, wanting

__all__ = [
    "CONFIDENCE",
    "DrawError",
    "admission_counts",
    "against",
    "appraisal_agreement",
    "appraised_bounds",
    "appraised_verdicts",
    "attainment",
    "branches_met",
    "branches_of",
    "claimed_list",
    "clean_visits",
    "criteria_met",
    "draw",
    "fee_collection",
    "judge",
    "lapsed",
    "list_text",
    "not_reported",
    "proportion_bounds",
    "reported_years",
    "standing",
    "ticket_texts",
    "visits_needed",
    "wanting",
]
