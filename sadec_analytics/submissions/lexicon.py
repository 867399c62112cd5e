"""Everything by which the texts of submissions are understood: the plan's words for columns, and the names of units and branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..plan import Plan
from .names import BranchNames, UnitNames
from .vocabulary import Vocabulary


class Lexicon:
    """Made once a run. `units` and `branches` give every name by which each is known."""

    def __init__(self, plan: Plan, units: Mapping[str, Iterable[str]], branches: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.plan = plan
        self.vocabulary = {form.id: Vocabulary((*plan.common, *form.fields), plan.abbreviations) for form in plan.forms}
        self.units = UnitNames(units)
        self.branches = {unit: BranchNames(of_unit) for unit, of_unit in branches.items()}
        self.is_branch = lru_cache(maxsize=65536)(self._is_branch)
        self.is_unit = lru_cache(maxsize=65536)(self._is_unit)

    def _is_branch(self, text: str) -> bool:
        """Whether a text names some branch of some unit."""
        return bool(text) and any(of_unit.find(text) for of_unit in self.branches.values())

    def _is_unit(self, text: str) -> bool:
        """Whether a text is the name of a unit and nothing else."""
        return bool(text) and self.units.exactly(text) is not None

    def unit_named(self, text: str) -> str | None:
        """The one unit that a text names."""
        found = self.units.inside(text)
        return found.pop() if len(found) == 1 else None

    def units_with(self, branches: Iterable[str]) -> set[str]:
        """The units in which every one of the branch names stands."""
        names = [name for name in branches if name]
        return {unit for unit, of_unit in self.branches.items() if names and all(of_unit.find(name) for name in names)}
