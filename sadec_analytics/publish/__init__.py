"""Tables become pages: charts, sentences, and notebooks run whole."""

from importlib import import_module

__all__ = [
    "AnnualReview",
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


def __getattr__(name: str) -> object:
    """Import the pages when one is first asked for: what only starts and watches the making of reports needs no pandas."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(".pages", __name__), name)
