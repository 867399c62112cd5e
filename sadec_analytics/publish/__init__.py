"""Tables become pages: charts, sentences, and notebooks run whole."""

from .pages import AnnualReview, PhaseReview, annual_review, phase_review

__all__ = ["AnnualReview", "PhaseReview", "annual_review", "phase_review"]
