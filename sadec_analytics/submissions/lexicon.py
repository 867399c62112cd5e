"""Everything by which the texts of submissions are understood: the plan's words for columns, and the names of units and branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from operator import itemgetter

from rapidfuzz import fuzz, process

from ..decisions import Agreed, Layout
from ..plan import Form, Plan
from .names import LEAST_LIKE, PROPOSALS, BranchNames, UnitNames
from .renames import Renames
from .text import plain
from .vocabulary import NO_COLUMN, Match, Vocabulary

_PARTS = re.compile(r"\s*[,;()–]\s*|\s+-\s+|\s*[-/]\s*(?=(?:xã|phường|[pf]\.?\s?\d))|\s+(?=(?:xã|phường)\s|[pf]\.?\s?\d)", re.IGNORECASE)


class Lexicon:
    """Made once a run. `units` and `branches` give every name by which each is known, `renamed` the names in force of those renamed."""

    def __init__(
        self,
        plan: Plan,
        units: Mapping[str, Iterable[str]],
        branches: Mapping[str, Mapping[str, Iterable[str]]],
        agreed: Agreed | None = None,
        renamed: Renames | None = None,
    ) -> None:
        self.plan, self.agreed, self.renamed = plan, agreed or Agreed(), renamed or {}
        self.vocabulary = {form.id: Vocabulary((*plan.common, *form.fields), plan.abbreviations) for form in plan.forms}
        self.aspects = {form.id: Vocabulary(form.aspects, plan.abbreviations) for form in plan.forms if form.aspects}
        self.units = UnitNames(units)
        self.branches = {unit: BranchNames(of_unit) for unit, of_unit in branches.items()}
        self.is_branch = lru_cache(maxsize=65536)(self._is_branch)
        self.is_unit = lru_cache(maxsize=65536)(self._is_unit)
        self.branch_in = lru_cache(maxsize=65536)(self._branch_in)
        self.titles = [(f" {plain(phrase)} ", form) for form in plan.forms for phrase in form.titles]
        self.form_titled = lru_cache(maxsize=4096)(self._form_titled)

    def _is_branch(self, text: str) -> bool:
        """Whether a text names some branch of some unit."""
        return bool(text) and any(of_unit.find(text) for of_unit in self.branches.values())

    def _is_unit(self, text: str) -> bool:
        """Whether a text is the name of a unit and nothing else."""
        return bool(text) and self.units.exactly(text) is not None

    def _form_titled(self, text: str) -> Form | None:
        """The form whose title stands in a text; the longest phrase decides, of equally long ones that of the first form."""
        title = f" {plain(text)} "
        return max(((len(phrase), form) for phrase, form in self.titles if phrase in title), key=itemgetter(0), default=(0, None))[1]

    def _branch_in(self, unit: str | None, year: int, text: str) -> tuple[str, str, str | None] | None:
        """Unit, branch under its name of that year, and code of a finding, for a text that names one, with its unit or without."""
        branch = self._branch_named(unit, text) if text else None
        named = branch and self.renamed.get((*branch[:2], year))
        return (branch[0], named, "branch_renamed") if named else branch

    def _branch_named(self, unit: str | None, text: str) -> tuple[str, str, str | None] | None:
        """As in the roster: "Ấp Phú Long", "Ấp Phú Long, xã Tân Phú Đông"."""
        parts = [part for part in _PARTS.split(text) if part]
        units = {found for part in parts if (found := self.units.exactly(part))} if len(parts) > 1 else set()
        if units <= {unit} and unit in self.branches and (found := self.branches[unit].find(text)):
            return unit, found.name, found.code
        if len(units) == 1:
            of_unit = units.pop()
            found = next((f for part in parts if of_unit in self.branches and (f := self.branches[of_unit].find(part))), None)
            return (of_unit, found.name, found.code) if found else None
        return None

    def is_known(self, text: str) -> bool:
        """Whether a text names a branch, a unit, or a column of some form."""
        return self.is_branch(text) or self.is_unit(text) or any(words.match((text,)).field for words in self.vocabulary.values())

    def is_name(self, form: Form, text: str) -> bool:
        """Whether a text names what a record of this form tells of."""
        return self.is_branch(text) or (form.grain != "branch" and self.is_unit(text))

    def aspect(self, form: Form, text: str) -> Match:
        """What the head of a column of answers asks (registered, met), for a form whose fields stand in rows."""
        if form.id not in self.aspects or not text:
            return Match(None)
        if f" {plain(text)} " in NO_COLUMN:
            return Match(form.aspects[0], says_no=True)
        return self.aspects[form.id].match((text,))

    def fields_like(self, form: Form, header: str) -> list[str]:
        """The Vietnamese names of the fields whose headers are most like one that names none, for a person to choose from."""
        phrases = {plain(phrase.replace("+", " ")): one.vi for one in form.fields for phrase in one.headers}
        near = process.extract(plain(header), list(phrases), scorer=fuzz.token_set_ratio, limit=9, score_cutoff=LEAST_LIKE)
        return list(dict.fromkeys(phrases[phrase] for phrase, *_ in near))[:PROPOSALS]

    def layout_of(self, path: str, sheet: str) -> Layout | None:
        """How a person described this sheet's layout."""
        return next((one for one in self.agreed.layouts if fnmatch(path, one.file) and one.sheet in (None, sheet)), None)

    def blank_means_no(self, path: str, unit: str | None, form: Form, field: str) -> bool:
        """Whether a person confirmed that a blank among ticks means no in this column."""
        return any(
            (rule.file is None or fnmatch(path, rule.file))
            and rule.unit in (None, unit)
            and rule.form in (None, form.id)
            and rule.field in (None, field)
            for rule in self.agreed.blank_means_no
        )

    def unit_named(self, text: str) -> str | None:
        """The one unit that a text names."""
        found = self.units.inside(text)
        return next(iter(found)) if len(found) == 1 else None

    def units_with(self, branches: Iterable[str]) -> set[str]:
        """The units in which every one of the branch names stands."""
        names = [name for name in branches if name]
        return {unit for unit, of_unit in self.branches.items() if names and all(of_unit.find(name) for name in names)}
