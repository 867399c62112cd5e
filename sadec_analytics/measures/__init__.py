"""What the plan asks, measured: pure functions from tidy tables to tidy tables."""

from .acts import commendation_candidates, unit_acts
from .admissions import admission_counts, admission_courses
from .appraisal import appraisal_agreement, appraised_bounds, appraised_verdicts, visits_needed
from .cross_checks import cross_checks
from .distance import distance, shortfalls
from .draw import DrawError, claimed_list, draw, list_text, ticket_texts
from .duties import duties, timeliness
from .fees import branch_fees, fee_collection, fee_shares
from .funnel import funnel, funnel_branches
from .lineage import lineage, unresolved
from .maintenance import flows, flows_by_branch, lapse_causes
from .offences import offences
from .pace import pace, pilots
from .population import branches_of, reported_years, residential_units
from .readings import reading_counts, reading_effects
from .registration import pilot_share, registration_rate
from .repairs import blocking, blocking_pairs, repair_costs, smallest_repairs
from .sampling import CONFIDENCE, clean_visits, proportion_bounds
from .standing import against, attainment, attainment_by_measure, by_measure, counts_of, standing
from .telephone import telephone_list
from .three_proactives import items_by_group, programme_a, programme_a_funnel, programme_a_items
from .verdicts import branches_met, criteria_met, judge
from .wanting import nearest_to_standard, not_reported, wanting
from .weight import in_order_of_weight
from .youth import one_plus_one, youth_indicators

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
    "attainment_by_measure",
    "blocking",
    "blocking_pairs",
    "branch_fees",
    "branches_met",
    "branches_of",
    "by_measure",
    "claimed_list",
    "clean_visits",
    "commendation_candidates",
    "counts_of",
    "criteria_met",
    "cross_checks",
    "distance",
    "draw",
    "duties",
    "fee_collection",
    "fee_shares",
    "flows",
    "flows_by_branch",
    "funnel",
    "funnel_branches",
    "in_order_of_weight",
    "items_by_group",
    "judge",
    "lapse_causes",
    "lineage",
    "list_text",
    "nearest_to_standard",
    "not_reported",
    "offences",
    "one_plus_one",
    "pace",
    "pilot_share",
    "pilots",
    "programme_a",
    "programme_a_funnel",
    "programme_a_items",
    "proportion_bounds",
    "reading_counts",
    "reading_effects",
    "registration_rate",
    "repair_costs",
    "reported_years",
    "residential_units",
    "shortfalls",
    "smallest_repairs",
    "standing",
    "telephone_list",
    "ticket_texts",
    "timeliness",
    "unit_acts",
    "unresolved",
    "visits_needed",
    "wanting",
    "youth_indicators",
]
