"""The charts, one function a published figure: each draws a tidy table on the Axes it is given and returns it. They compute nothing."""

from .base import CITY, pages_of
from .criteria import criteria_heatmap
from .members import admissions_by_unit, fees_by_unit
from .standing import attainment_by_unit, course_legend, course_of_unit

__all__ = [
    "CITY",
    "admissions_by_unit",
    "attainment_by_unit",
    "course_legend",
    "course_of_unit",
    "criteria_heatmap",
    "fees_by_unit",
    "pages_of",
]
