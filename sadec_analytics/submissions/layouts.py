"""From a sheet to its tables, whichever way it is laid out: a row a branch, the branches across, or a sheet a branch.

A table with the branches across, or with labels left and values right, is read by the same code on the flipped sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..decisions import Layout
from ..plan import Field, Form
from .cells import Sheet, column_of
from .headers import NAMES, SEARCHED_ROWS, Band, band_at, fields_of, find_bands, is_fact
from .labels import HEADINGS, is_answer, is_heading
from .lexicon import Lexicon
from .naming import branch_column, filled, names_in, unit_column
from .panes import panes
from .pivot import pivoted
from .rows import (
    CAPTION,
    EMPTY,
    FOOTER,
    GROUP,
    NO_RECORD,
    ORPHAN,
    PART,
    RECORD,
    Columns,
    Row,
    classify,
    is_codes,
    is_footer,
    parts_apart,
)
from .single import only_total, single_record
from .subheads import deepened, with_parts
from .text import plain
from .ticks import has_ticks
from .vocabulary import Match

TITLE_BONUS = 3
LEAST_OF_FORM = 3  # so many known headers make a form, were it blank
SURE = 1_000  # the score of a column that a person named


class BlankFormError(Exception):
    """The sheet is a form that nobody filled in."""


@dataclass
class Table:
    """One table as found: its form, the field of each column, and the kind of each row.

    `columns` carry facts or statements; `asides` are kept aside on purpose; `doubtful` columns fit several fields or double one;
    `unknown` ones fit none. `above` and `below` are the texts around the table as sent, `letterhead` those above the
    first table of its sheet; `title_form` is what the title says. `no_columns` gives, for a column of marks that
    mean yes, the column beside it in which they mean no. Where the fields stand in rows, `aspects` gives what each line of
    answers is about, and `no_rows` the lines in which a mark means no; `aspect` holds for lines that do not say. `year` is what the
    headers of its columns say (Năm 2018 | Năm 2019).
    """

    sheet: Sheet
    form: Form
    band: Band
    columns: dict[int, Field]
    asides: dict[int, Field]
    doubtful: dict[int, Match]
    doubled: dict[int, Field]
    unknown: dict[int, str]
    branch: int | None
    unit: int | None
    rows: list[Row]
    no_columns: dict[int, int]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    title_form: Form | None = None
    aspects: dict[int, str] = field(default_factory=dict)
    no_rows: frozenset[int] = frozenset()
    aspect: str | None = None
    layout: Layout | None = None
    year: int | None = None

    @property
    def known(self) -> list[int]:
        """Every column under a known header: what the conservation law counts."""
        own = {self.branch} if self.branch is not None else set()
        return sorted(own.union(self.columns, self.no_columns.values(), self.asides, self.doubtful, self.doubled))

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell holds more than blanks."""
        return self.sheet.rows[row][column] not in self.sheet.blanks

    @property
    def records(self) -> list[Row]:
        return [row for row in self.rows if row.kind == RECORD]

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.records]


def find_tables(sheet: Sheet, known: Lexicon, layout: Layout | None = None) -> list[Table]:
    """The tables of one sheet: the form and the direction that explain most columns, the title weighing in.

    `layout`: what a person said of this sheet stands for what would be found. BlankFormError where the headers of a form stand
    above nothing.
    """
    if layout:
        return _as_described(sheet, known, layout)
    sheet = pivoted(sheet, known.is_branch) or sheet
    best: list[Table] = []
    best_score, most_blank = (0, 0, 0), 0
    for flipped in (False, True) if sheet.rows else ():
        if flipped and (len(sheet.rows) > SEARCHED_ROWS or any(_lists_branches(table, known) for table in best)):
            break
        seen = sheet.flip() if flipped else sheet
        for most, place, form, bands in _by_promise(seen, known):
            if most + TITLE_BONUS < best_score[0]:
                break
            tables = _side_by_side(seen, form, bands, known)
            if not tables:
                most_blank = max(most_blank, *(band.facts for band in bands if _is_blank(seen, band)), 0)
            said = max((len(t.columns) + TITLE_BONUS * (known.form_titled(" ".join(t.above)) is form) for t in tables), default=0)
            if (score := (said, -flipped, -place)) > best_score and said:
                best, best_score = tables, score
    if most_blank >= max((2 * len(table.columns) + 1 for table in best), default=0) and most_blank >= LEAST_OF_FORM:
        raise BlankFormError
    for table in best:
        table.title_form = known.form_titled(" ".join(table.above))
        table.letterhead = best[0].above
    return best


def _is_blank(sheet: Sheet, band: Band) -> bool:
    """Whether no answer stands below the headers of facts; column codes and totals of nothing are none."""
    common = {c for c, one in fields_of(band).items() if not is_fact(one)}
    rows = (row for row in range(band.end, len(sheet.rows)) if not is_codes(sheet, row))
    cells = (sheet.rows[row][c] for row in rows for c in band.paths if c not in common)
    return not any(cell not in ("", 0.0) and is_answer(cell) for cell in cells)


def _side_by_side(sheet: Sheet, form: Form, bands: list[Band], known: Lexicon) -> list[Table]:
    """The tables under the bands, and those beside them."""
    heads = [c for c, one in fields_of(bands[0]).items() if one.name in NAMES] if bands else []
    names = {c: _branches_in(sheet, form, c, bands[0], known) for c in heads} if len(heads) > 1 else {}
    seen = panes(sheet, bands, names)
    if len(seen) == 1:
        return tables_under(sheet, form, bands, known)
    words, may_be_list = known.vocabulary[form.id], form.grain == "any"
    return [table for one in seen for table in tables_under(one, form, find_bands(one, words, known.is_branch, may_be_list), known)]


def _branches_in(sheet: Sheet, form: Form, column: int, band: Band, known: Lexicon) -> int:
    """How many names a column holds; under the header of units only those of branches count ("Đơn vị chi đoàn")."""
    rows = range(band.end, len(sheet.rows))
    if band.matches[column].field.name == "branch":
        return names_in(sheet, form, column, rows, known)
    return sum(known.is_branch(sheet.texts[row][column]) for row in rows)


def _by_promise(sheet: Sheet, known: Lexicon) -> list[tuple[int, int, Form, list[Band]]]:
    """The forms with their header bands, those first whose headers know most columns."""
    found = []
    for place, form in enumerate(known.plan.forms):
        bands = find_bands(sheet, known.vocabulary[form.id], known.is_branch, form.grain == "any")
        most = max((sum(is_fact(one) for one in fields_of(band).values()) for band in bands), default=0)
        found.append((most, place, form, bands))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _lists_branches(table: Table, known: Lexicon) -> bool:
    """Whether a table surely has a row a branch: then nobody need look for its branches across."""
    return len(table.columns) >= LEAST_OF_FORM and sum(known.is_branch(row.name) for row in table.records) > 1


def _as_described(sheet: Sheet, known: Lexicon, layout: Layout) -> list[Table]:
    form = known.plan.form(layout.form)
    fields = {f.name: f for f in (*known.plan.common, *form.fields)}
    if layout.header_row + layout.header_rows > len(sheet.rows) + 1:
        return []
    band = band_at(sheet, known.vocabulary[form.id], layout.header_row - 1, layout.header_rows)
    said = {column_of(letters): Match(fields[name], SURE) for letters, name in layout.columns.items()}
    paths = dict.fromkeys(said, ("",)) | band.paths
    tables = tables_under(sheet, form, [replace(band, matches=band.matches | said, paths=paths)], known)
    for table in tables:
        table.layout, table.letterhead = layout, table.above
    return tables


def tables_under(sheet: Sheet, form: Form, bands: list[Band], known: Lexicon) -> list[Table]:
    """The tables under the bands; the texts between two tables stand above the later one."""
    tables, since = [], 0
    for n, band in enumerate(bands):
        stop = bands[n + 1].start if n + 1 < len(bands) else len(sheet.rows)
        if table := _table(sheet, form, band, stop, known):
            last = max(row.index for row in table.rows if row.kind not in (FOOTER, EMPTY, CAPTION, GROUP))
            table.above, table.below = _around(table, since, last)
            table.below = table.below if n + 1 == len(bands) else []
            tables, since = [*tables, table], last + 1
    return tables


def _table(sheet: Sheet, form: Form, band: Band, stop: int, known: Lexicon) -> Table | None:
    band = with_parts(deepened(sheet, band, stop, known.vocabulary[form.id]), form, known.vocabulary[form.id])
    fields = {c: f for c, f in fields_of(band).items() if filled(sheet, c, band.end, stop)}
    branch = branch_column(sheet, form, band, fields, stop, known)
    fields |= _unanswered(sheet, band, fields) if sheet.flipped or has_ticks(sheet, fields.items()) else {}
    unit = unit_column(sheet, band, fields, stop, branch, known)
    fields = {c: f for c, f in fields.items() if c != unit or not is_fact(f)}
    says_no = {c for c in fields if band.matches[c].says_no}
    columns, doubled = _resolve({c: f for c, f in fields.items() if c != branch and is_fact(f) and c not in says_no}, band)
    no_columns = {yes: no for yes, f in columns.items() for no in says_no if fields[no] == f}
    if not columns and (form.grain != "any" or branch is None):
        return None
    order = next((c for c, f in fields.items() if f.kind == "order"), None)
    asides = {c: f for c, f in fields.items() if not is_fact(f) and c != branch}
    aspects = _aspects(sheet, form, branch, range(band.end, stop), known)
    places = Columns(None if sheet.flipped else order, branch, tuple(columns), form.grain == "any")
    rows = classify(sheet, band.end, stop, places, lambda name: known.is_name(form, name) or known.aspect(form, name).field, known.is_unit)
    if aspects:
        rows = [Row(r.index, NO_RECORD) if r.kind in (RECORD, ORPHAN) and r.index not in aspects else r for r in rows]
    elif branch is None:
        rows = single_record(rows, sheet, columns)
    elif sheet.flipped and (whole := only_total(rows, sheet, columns)):
        branch, rows = None, [Row(r.index, RECORD) if r is whole else r for r in rows]
    elif form.grain == "any" and any(known.is_branch(row.name) for row in rows):
        groups = {r.index for r in rows if known.is_unit(r.name) and all(sheet.rows[r.index][c] == "" for c in columns)}
        rows = [Row(r.index, GROUP, r.name) if r.kind == RECORD and r.index in groups else r for r in rows]
    table = Table(sheet, form, band, columns, asides, _doubtful(sheet, band, stop), doubled, {}, branch, unit, rows, no_columns)
    table.aspects = {row: match.field.name for row, match in aspects.items()}
    table.no_rows = frozenset(row for row, match in aspects.items() if match.says_no)
    table.unknown = _unknown(table)
    table.rows = rows = parts_apart(rows, sheet, table.unknown)
    told = any(table.is_filled(row.index, c) for row in rows if row.kind in (RECORD, ORPHAN, PART) for c in columns)
    return table if told or (form.grain == "any" and table.records) else None


def _unanswered(sheet: Sheet, band: Band, fields: dict[int, Field]) -> dict[int, Field]:
    """The labels that ask yes or no and that nothing stands beside: among ticks, such a blank may mean no. A title is no label."""
    first = min((c for c, f in fields.items() if is_fact(f)), default=sheet.width)
    asked = {c: f for c, f in fields_of(band).items() if c > first and (band.end, c) not in sheet.merged_into}
    blank = {c: f for c, f in asked.items() if c not in fields and f.kind == "yes_no" and f not in fields.values()}
    return {c: f for c, f in blank.items() if not band.matches[c].says_no and list(blank.values()).count(f) == 1}


def _aspects(sheet: Sheet, form: Form, heading: int | None, rows: range, known: Lexicon) -> dict[int, Match]:
    """In a flipped sheet: the lines of answers whose head names an aspect of the form."""
    if not sheet.flipped or heading is None or not form.aspects:
        return {}
    return {row: match for row in rows if (match := known.aspect(form, sheet.texts[row][heading])).field}


def _resolve(fields: dict[int, Field], band: Band) -> tuple[dict[int, Field], dict[int, Field]]:
    """One column for each field: of several the clearest header; the others, and equally clear ones, are doubled."""
    columns, doubled = {}, {}
    named: dict[Field, list[int]] = {}
    for column, one in fields.items():
        named.setdefault(one, []).append(column)
    for one, rivals in named.items():
        rivals.sort(key=lambda c: -band.matches[c].score)
        clear = len(rivals) == 1 or band.matches[rivals[0]].score > band.matches[rivals[1]].score
        columns |= {rivals[0]: one} if clear else {}
        doubled |= dict.fromkeys(rivals[clear:], one)
    return columns, doubled


def _doubtful(sheet: Sheet, band: Band, stop: int) -> dict[int, Match]:
    return {c: m for c, m in band.matches.items() if m.rivals and any(is_fact(f) for f in m.rivals) and filled(sheet, c, band.end, stop)}


def _unknown(table: Table) -> dict[int, str]:
    """Headed and filled columns that name nothing, among or right beside the known ones; of a list of labels, all below its heading."""
    known, band = set(table.known), table.band
    nameless = [
        c
        for c in band.paths
        if c not in known and (band.matches[c].field is None or band.matches[c].says_no) and not band.matches[c].rivals
    ]
    free = [c for c in nameless if _has_values(table, c) and not is_footer(plain(" ".join(band.paths[c])))]
    first = _first_label(table) if table.sheet.flipped else min(known)
    last = max(known) + 2 if not table.sheet.flipped else table.sheet.width
    while last + 1 in band.paths:
        last += 1
    return {c: " / ".join(band.paths[c]) for c in free if first < c <= last}


def _first_label(table: Table) -> int:
    """The line above the labels: the one that heads them, or the last without a label above the first that is known."""
    first = min(table.columns, default=0)
    heading = max((c for c, path in table.band.paths.items() if c < first and is_heading(path)), default=table.branch)
    return heading if heading is not None else next((c for c in range(first - 1, -1, -1) if c not in table.band.paths), -1)


def _has_values(table: Table, column: int) -> bool:
    """Whether records fill the column; footers and titles in it do not count."""
    return any(table.sheet.rows[row.index][column] != "" for row in table.rows if row.kind in (RECORD, ORPHAN))


def _around(table: Table, since: int, last: int) -> tuple[list[str], list[str]]:
    """The texts above and below the table in the sheet as sent, from the end of the table before on."""
    sheet = table.sheet
    if sheet.flipped:
        headings = [c for c, path in table.band.paths.items() if plain(path[-1]) in HEADINGS]
        cut = [*table.columns, *table.asides, *headings, *([table.branch] if table.branch is not None else [])]
        texts = sheet.flip().texts
        return _lines(texts[: min(cut)]), _lines(texts[max(cut) + 1 :])
    return _lines(sheet.texts[since : table.band.start]), _lines(sheet.texts[last + 1 :])


def _lines(rows: list[list[str]]) -> list[str]:
    """Each text once a row: merged ranges repeat theirs."""
    return [text for row in rows for text in dict.fromkeys(row) if text]
