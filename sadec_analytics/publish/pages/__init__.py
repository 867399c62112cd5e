"""The pages that notebooks show, one module each; every piece of a page is one attribute of it."""

from .annual import AnnualReview, annual_review
from .base import Page
from .phase import PhaseReview, phase_review

__all__ = ["AnnualReview", "Page", "PhaseReview", "annual_review", "phase_review"]
