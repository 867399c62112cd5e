"""One file as received: read, recognised, cleaned. Whatever goes wrong is a finding of this file, and the rest of the run goes on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .cards import Card, cards, tables_of
from .catalogue import BLOCKING
from .cells import Sheet, address, column_letters, extent
from .checks import record_problems
from .clean import TableCleaner
from .continued import continued
from .corrections import corrected
from .decoding import decoded
from .denied import take_denials
from .findings import Problem, finding, joined
from .guard import RefusedError
from .headers import SEARCHED_ROWS
from .joining import one_record_a_branch, take_told
from .layouts import BlankFormError, Table, find_tables
from .leftovers import unread
from .lexicon import Lexicon
from .lines import take_lines
from .members import Member
from .names import BranchNames
from .recognise import as_of_in, branch_texts, dated_in, decision_in
from .record import Places, Record, source_of
from .rows import RECORD
from .text import tidy
from .whom import title_aspect
from .whose import is_ruled_out, other_years_aside, unit_of, year_of
from .workbook import read_workbook
from .years_across import Part, by_years


@dataclass
class Submission:
    """What one file gave: its own row, the records of each form, findings, and the cells by what became of them."""

    submission: str
    path: str
    records: dict[str, list[Record]] = field(default_factory=dict)
    as_of: dict[tuple[str, int], dt.date] = field(default_factory=dict)
    dated: list[dt.date] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ledger: Counter = field(default_factory=Counter)
    sources: list[dict] = field(default_factory=list)
    refused: bool = False
    sent_on: dt.date | None = None

    @property
    def status(self) -> str:
        if self.refused:
            return "refused"
        return "partly" if any(problem.severity == BLOCKING for problem in self.problems) else "read"

    def findings(self) -> list[dict]:
        """Rows of the `findings` table, one for each cause: what keeps values unknown first, the widest of it before the rest."""
        rows = []
        for group in joined(self.problems):
            cells = [place for problem in group for place in problem.cells]
            rows.append(finding(group, self.submission, group[0].cell or (extent(cells) if cells else None)))
        return sorted(rows, key=lambda row: (row["severity"] != BLOCKING, -(row["cells"] or 0) if row["severity"] == BLOCKING else 0))


def identity(content: bytes) -> str:
    """The id of a submission: the first 12 hex digits of the file's SHA-256."""
    return hashlib.sha256(content).hexdigest()[:12]


def refused(path: str, name: str, code: str, what: str = "") -> Submission:
    """A file that gave nothing, and why."""
    return Submission(name, path, problems=[Problem(code, said={"what": what})], refused=True)


def read_member(member: Member, known: Lexicon) -> Submission:
    """Read one file; its path is relative to data/raw, with forward slashes. Never raises for what a file may hold."""
    name = identity(member.content or member.path.encode())
    try:
        if member.refused:
            raise RefusedError(member.refused)
        sheets = read_workbook(member.content)
        corrections = corrected(sheets, [one for one in known.agreed.corrections if one.file == member.path])
    except RefusedError as refusal:
        return refused(member.path, name, refusal.code, refusal.what)
    made = read_sheets(sheets, name, member.path, known)
    made.problems += corrections
    made.sent_on = member.sent_on
    return made


def read_sheets(sheets: Iterable[Sheet], submission: str, path: str, known: Lexicon) -> Submission:
    """What the sheets of one workbook say."""
    made = Submission(submission, path)
    before: _Told | None = None
    for sheet in sheets:
        before = _read_sheet(made, sheet, before, known) or before
    if not made.forms:
        made.refused = True
        made.problems += [] if any(problem.code == "form_blank" for problem in made.problems) else [Problem("no_table")]
    one_record_a_branch(made, known.plan)
    for form_id, records in made.records.items():
        made.problems += record_problems(records, known.plan.form(form_id))
    return made


class _Told(NamedTuple):
    """A table that was read, and whom it is of."""

    table: Table
    unit: str | None
    year: int | None


def _read_sheet(made: Submission, sheet: Sheet, before: _Told | None, known: Lexicon) -> _Told | None:
    """Take what one sheet says; returns its last table, of which the next sheet may hold the rest."""
    if sheet.is_hidden:
        made.problems.append(Problem("sheet_hidden", sheet.name, raw=sheet.name))
    if len(sheet.rows) > SEARCHED_ROWS:
        made.problems.append(Problem("sheet_long", sheet.name, said={"what": f"{len(sheet.rows)}", "taken": f"{SEARCHED_ROWS}"}))
    sheet, repairs = decoded(sheet, known.is_known)
    made.problems += repairs
    layout = known.layout_of(made.path, sheet.name)
    if several := [] if layout else cards(sheet, known):
        return _take_cards(made, several, known)
    try:
        parts = [] if layout else by_years(sheet, known)
        tables = _of_years(made, sheet, parts, known) if parts else find_tables(sheet, known, layout)
    except BlankFormError:
        made.problems.append(Problem("form_blank", sheet.name))
        return None
    if layout and not tables:
        made.problems.append(Problem("layout_fits_nothing", sheet.name))
    if before and not tables and not parts and (rest := continued(sheet, *before, known)):
        made.problems.append(Problem("table_continued", sheet.name, taken_as=before.table.sheet.name))
        tables = [rest]
    told = [_take(made, table, len(tables) == 1, known) for table in tables]
    made.problems += unread(sheet, tables, known) if not parts else []
    return told[-1] if told else None


def _take_cards(made: Submission, several: list[Card], known: Lexicon) -> None:
    """Take what each card of a sheet says; one that is not sure is asked about as a whole."""
    for card, tables in tables_of(several, known):
        for table in tables:
            _take(made, table, False, known, card.name)
        if not tables:
            code = "table_unread" if card.answers else "form_blank"
            made.problems.append(Problem(code, card.sheet.name, card.answers or [card.place], raw=card.name))
        made.problems += unread(card.sheet, tables, known) if tables else ()


def _of_years(made: Submission, sheet: Sheet, parts: list[Part], known: Lexicon) -> list[Table]:
    """The tables of a sheet whose columns are headed by years: of years of the plan, and of those that the sheet is about."""
    tables, plan = [], known.plan
    for part in parts:
        found = find_tables(part.sheet, known) if part.year is None or part.year in plan.years else []
        is_aside = bool(part.year) and (part.year not in plan.years or (part.is_beside and all(t.form.id != "registration" for t in found)))
        if is_aside or not found:
            what = f"tiêu đề ghi năm {part.titled}" if part.is_beside else f"ngoài kế hoạch {plan.first_year}-{plan.last_year}"
            code = "year_aside" if is_aside else "table_unread"
            made.problems.append(Problem(code, sheet.name, part.places, raw=str(part.year or ""), said={"what": what}))
            continue
        for table in found:
            table.year = part.year
        tables += found
    return tables


def _take(made: Submission, table: Table, alone: bool, known: Lexicon, named: str | None = None) -> _Told:
    """`named`: the branch of the card that the table was found on."""
    made.forms.append(table.form.id)
    _note_form(made, table)
    unit, year = unit_of(made, table, known), year_of(made, table, known.plan)
    if year is None or is_ruled_out(made, table, unit, year, known.plan):
        return _Told(table, unit, None)
    other_years_aside(made, table, unit, year)
    table.aspect = title_aspect(table.form, table.above)
    if table.branch is None or table.aspects:
        _name_single_record(table, known.branches.get(unit), named)
    cleaned = TableCleaner(table, unit, year, known, made.path).clean()
    for record in (one for one in cleaned.records if one.told):
        take_told(made, record)
    made.problems += [*cleaned.problems, *take_lines(table, cleaned.records, year, known), *take_denials(table, cleaned.records)]
    made.ledger.update(cleaned.ledger)
    made.records.setdefault(table.form.id, []).extend(cleaned.records)
    texts = [*table.letterhead, *table.above, *table.below]
    if as_of := as_of_in(table.above) or as_of_in(texts):
        _note_as_of(made, table, as_of, unit, year)
        for record in cleaned.records if table.form.id == "results" else ():
            record.facts["as_of"] = as_of
    if table.form.grain == "any" and (cited := decision_in(texts)):
        for record in cleaned.records:
            record.facts = cited | record.facts
    made.dated += [day] if (day := dated_in(texts)) else []
    _note_sources(made, table, cleaned.records, alone and table.sheet.is_as_sent)
    if table.form.grain == "unit" and not table.form.aspects:
        summed = _summed(made, table, cleaned.records)
        made.records[table.form.id] += summed
        _note_sources(made, table, summed, by_column=False)
    return _Told(table, unit, year)


def _summed(made: Submission, table: Table, records: list[Record]) -> list[Record]:
    """A unit's figures from those of its branches, where every branch gives them: a repair."""
    by_unit: dict[str, list[Record]] = {}
    for record in records:
        if record.of.branch:
            by_unit.setdefault(record.of.unit, []).append(record)
    whole = []
    for unit, parts in by_unit.items():
        fields = [name for name in parts[0].facts if all(name in part.facts for part in parts)]
        one = Record(parts[0].of._replace(branch=""), parts[0].sheet, None, {n: sum(part.facts[n] for part in parts) for n in fields})
        one.places, one.parts = Places({name: parts[0].places[name] for name in fields}), tuple(parts)
        said = {"what": str(len(parts)), "taken": unit}
        made.problems.append(Problem("summed_over_branches", table.sheet.name, unit=unit, year=one.of.year, said=said))
        whole.append(one)
    return whole


def _note_form(made: Submission, table: Table) -> None:
    if table.title_form and table.title_form is not table.form:
        what = f"tiêu đề: {table.title_form.vi}; các cột: {table.form.vi}"
        made.problems.append(Problem("form_conflict", table.sheet.name, taken_as=table.form.vi, said={"what": what}))


def _name_single_record(table: Table, branches: BranchNames | None, named: str | None) -> None:
    """A sheet that tells of one branch names it in its title or is named after it, unless its card was named."""
    if table.form.grain != "branch":
        table.rows = [row._replace(name="") if row.kind == RECORD else row for row in table.rows]
        return
    if len(table.records) != 1 and not table.aspects:
        return
    texts = [tidy(text) for text in branch_texts(table.letterhead or table.above, table.sheet.name)]
    name = named or next((text for text in texts if branches and branches.find(text)), texts[0])
    table.rows = [row._replace(name=name) if row.kind == RECORD else row for row in table.rows]


def _note_as_of(made: Submission, table: Table, as_of: dt.date, unit: str | None, year: int) -> None:
    if as_of.year != year:
        said = {"what": f"năm {year}"}
        made.problems.append(Problem("as_of_other_year", table.sheet.name, raw=f"{as_of:%d/%m/%Y}", unit=unit, year=year, said=said))


def _note_sources(made: Submission, table: Table, records: list[Record], by_column: bool) -> None:
    """A row a column where the records share it; a row for each field that stands in a place of its own."""
    place = {"submission": made.submission, "sheet": table.sheet.name, "form": table.form.id}
    says_by_name = table.form.grain == "any" and table.branch is not None and "recognised" not in (f.name for f in table.columns.values())
    if by_column:
        shared = {one.name: column for column, one in table.columns.items()} | ({"recognised": table.branch} if says_by_name else {})
        made.sources += [place | {"field": name, "column": column_letters(column)} for name, column in shared.items()]
    for record in (one for one in records if one.places.own or not by_column):
        made.sources += [place | source_of(record, name) for name in (record.places.own if by_column else record.places)]
        if says_by_name and not by_column:
            made.sources.append(place | source_of(record, "recognised") | {"cell": address(*record.named)})
