"""The charts, one function a published figure: each draws a tidy table on the Axes it is given and returns it. They compute nothing."""

from .base import CITY, UNITS_A_PAGE, pages_of
from .criteria import criteria_heatmap, criteria_that_block, criteria_together
from .distance import needs_by_unit, pace_by_scope
from .flows import flow_bars
from .members import admissions_by_unit, fees_by_unit
from .standing import attainment_by_unit, course_legend, course_of_unit, measures_by_unit
from .tiles import tile_map

__all__ = [
    "CITY",
    "UNITS_A_PAGE",
    "admissions_by_unit",
    "attainment_by_unit",
    "course_legend",
    "course_of_unit",
    "criteria_heatmap",
    "criteria_that_block",
    "criteria_together",
    "fees_by_unit",
    "flow_bars",
    "measures_by_unit",
    "needs_by_unit",
    "pace_by_scope",
    "pages_of",
    "tile_map",
]
