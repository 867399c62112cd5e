"""The programme as data: criteria, stages, deadlines, pilots, units and forms, each entry with its clause."""

from .checked import PlanError
from .fields import Field, Form
from .load import DEFAULT_PLAN, UNIT_KINDS, load_plan
from .model import Condition, Criterion, Duty, Plan, Reading, Target, Unit

__all__ = [
    "DEFAULT_PLAN",
    "UNIT_KINDS",
    "Condition",
    "Criterion",
    "Duty",
    "Field",
    "Form",
    "Plan",
    "PlanError",
    "Reading",
    "Target",
    "Unit",
    "load_plan",
]
