"""Whom a row tells of: a branch of the table's unit, a unit, or, where the fields stand in rows, one aspect of them."""

from __future__ import annotations

from typing import NamedTuple

from ..plan import Form
from .layouts import Table
from .lexicon import Lexicon
from .rows import Row
from .text import plain


class Of(NamedTuple):
    """Whom a record tells of; `branch` is empty for a unit, `aspect` names what the form's answers are about."""

    unit: str
    year: int
    branch: str
    aspect: str | None = None


def whom(table: Table, row: Row, unit: str | None, year: int, known: Lexicon) -> tuple[Of | None, str | None]:
    """Whom a record row tells of, and the code of a finding where more than spelling style was folded; None where nobody known is named."""
    aspect = table.aspects.get(row.index, table.aspect)
    if branch := known.branch_in(unit, year, row.name):
        of_unit, found, code = branch
        return Of(of_unit, year, found, aspect), code
    if table.form.grain == "branch":
        return None, None
    named = known.units.exactly(row.name) or known.unit_named(row.name) if row.name else unit
    return (Of(named, year, "", aspect) if named else None), None


def title_aspect(form: Form, above: list[str]) -> str | None:
    """What the answers of a table are about where no column says it: the only aspect that the title names, else the first."""
    title = f" {plain(' '.join(above))} "
    fields = form.by_name
    said = [a.name for a in form.aspects if a.name not in fields and any(f" {plain(phrase)} " in title for phrase in a.headers)]
    return said[0] if len(said) == 1 else next((a.name for a in form.aspects), None)
