"""Youth-union workbooks in, figures that a conference can trust out.

`t = load("demo")` gives the tables of a workspace; `annual_review` and `phase_review` give the pages that notebooks show; `trace` leads
from a figure to the cells behind it.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "Workspace": ".workspace",
    "load": ".workspace",
    "choose": ".publish.explorer",
    "annual_review": ".publish.pages",
    "phase_review": ".publish.pages",
    "submission_check": ".publish.pages",
    "summary_2018_2022": ".publish.pages",
    "unit_profile": ".publish.pages",
    "style": ".publish.style",
    "trace": ".tracing",
}
__all__ = ["Workspace", "annual_review", "load", "phase_review", "style", "trace"]


def __getattr__(name: str) -> object:
    """Import a public name's home when it is first asked for, so that the command line starts without pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sadec_analytics' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
