"""Which column of a table names what its rows tell of; in a flipped sheet, which line does."""

from __future__ import annotations

from ..plan import Field, Form
from .cells import Sheet
from .headers import Band, is_fact
from .labels import is_heading
from .lexicon import Lexicon
from .named import branch_rows


def filled(sheet: Sheet, column: int, start: int, stop: int) -> bool:
    """Whether a column holds anything in these rows."""
    return any(sheet.rows[row][column] != "" for row in range(start, stop))


def branch_column(sheet: Sheet, form: Form, band: Band, fields: dict[int, Field], stop: int, known: Lexicon) -> int | None:
    """The column under a branch header with most names; without such a header the column in which two or more names stand."""
    if sheet.flipped:
        return _heading_row(sheet, form, band, fields, stop, known)
    hits = {c: names_in(sheet, form, c, range(band.end, stop), known) for c in range(sheet.width)}
    of_units = [c for c, f in fields.items() if f.name == "unit"]
    headed = [c for c, f in fields.items() if f.name == "branch"] or [c for c in of_units if hits[c] > (form.grain == "branch")]
    free = [c for c in hits if hits[c] > 1 and (c not in fields or not is_fact(fields[c]))]
    if headed and (any(hits[c] for c in headed) or not free):
        return max(headed, key=lambda c: (hits[c], -c))
    return max(free, key=lambda c: hits[c], default=None)


def unit_column(sheet: Sheet, band: Band, fields: dict[int, Field], stop: int, branch: int | None, known: Lexicon) -> int | None:
    """The column under a header of units; without such a header a column beside the names that holds nothing but names of units."""
    headed = next((c for c, one in fields.items() if one.name == "unit" and c != branch), None)
    if headed is not None or branch is None or sheet.flipped:
        return headed
    names = sheet.texts_down(branch)
    rows = [row for row in range(band.end, stop) if known.is_branch(names[row])]
    return next((c for c in band.paths if c < branch and _holds_units([sheet.rows[row][c] for row in rows], known)), None)


def _holds_units(cells: list, known: Lexicon) -> bool:
    """Whether names of units are all that a column holds, most of them as the unit is called."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    exact = sum(map(known.is_unit, texts))
    return exact > 1 and 2 * exact > len(texts) and all(cell == "" or (isinstance(cell, str) and known.unit_named(cell)) for cell in cells)


def _heading_row(sheet: Sheet, form: Form, band: Band, fields: dict[int, Field], stop: int, known: Lexicon) -> int | None:
    """In a flipped sheet: the line that heads the value columns with names, all of them where none is known; None for a single record.

    It stands above the labels; a label that nobody understood is none.
    """
    facts = [c for c, f in fields.items() if is_fact(f)]
    shown = [(r, [sheet.rows[r][c] for c in facts if sheet.rows[r][c] != ""]) for r in range(band.end, stop)]
    values = [r for r, cells in shown if any(form.aspects or not isinstance(cell, str) for cell in cells)]
    values = values or [r for r, cells in shown if len(cells) > 1 and sum(any(map(str.isdigit, cell)) for cell in cells) > len(cells) / 2]
    free = [c for c in range(min(facts, default=0)) if _may_head(sheet, band, c, values, known)]
    lines = {c: (names_in(sheet, form, c, values, known), sum(_says(sheet.rows[r][c]) for r in values)) for c in free}
    best = max(lines, key=lambda c: (*lines[c], c), default=None)
    if best is None:
        return None
    names, texts = lines[best]
    return best if names or (len(values) > 1 and texts == len(values)) else None


def _may_head(sheet: Sheet, band: Band, line: int, values: list[int], known: Lexicon) -> bool:
    """Whether a line has no label of its own, one that heads the labels, or names of branches and units."""
    path = band.paths.get(line)
    if path is None or is_heading(path) or ((one := band.matches[line].field) and not is_fact(one)):
        return True
    return any(known.is_branch(sheet.texts[row][line]) or known.is_unit(sheet.texts[row][line]) for row in values)


def names_in(sheet: Sheet, form: Form, column: int, rows: range | list[int], known: Lexicon) -> int:
    """How many cells of a column name what a record can tell of; bare numbers are no evidence."""
    if form.grain == "branch" and not sheet.flipped:
        named = branch_rows(sheet, known.is_branch).get(column)
        return sum(row in rows for row in named) if named else 0
    names, cells = _names(sheet, form, known), sheet.columns[column]
    return 0 if names.isdisjoint(sheet.distinct[column]) else sum(cells[row] in names for row in rows)


def _names(sheet: Sheet, form: Form, known: Lexicon) -> set[str]:
    """The texts of a sheet that name what a record of the form can tell of; in a flipped sheet also what its answers are about."""
    if ("names", form.id) not in sheet.found:
        sheet.found["names", form.id] = {
            raw
            for raw, text in sheet.said.items()
            if _says(raw) and (known.is_name(form, text) or (sheet.flipped and known.aspect(form, text).field is not None))
        }
    return sheet.found["names", form.id]


def _says(raw: object) -> bool:
    return isinstance(raw, str) and any(map(str.isalpha, raw))
