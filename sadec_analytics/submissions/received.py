"""A file as it arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .submission import Submission


@dataclass(frozen=True)
class Received:
    """A file that was read, the day on which it arrived, and how that day is known (decision, message, date line, file time)."""

    made: Submission
    on: dt.date
    known_from: str
