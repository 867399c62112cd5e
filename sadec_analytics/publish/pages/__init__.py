"""The pages that notebooks show, one module each; every piece of a page is one attribute of it."""

from .annual import AnnualReview, annual_review
from .base import Page
from .phase import PhaseReview, phase_review
from .submissions import SubmissionCheck, submission_check
from .summary import Summary, summary_2018_2022
from .unit import UnitProfile, unit_profile

__all__ = [
    "AnnualReview",
    "Page",
    "PhaseReview",
    "SubmissionCheck",
    "Summary",
    "UnitProfile",
    "annual_review",
    "phase_review",
    "submission_check",
    "summary_2018_2022",
    "unit_profile",
]
