"""From a table to typed records: every cell under a known header becomes a value, a statement, a blank, blocked, or kept aside.

The conservation law (house law 2) is asserted for every table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from ..plan import Field
from .cells import address
from .columns import asked_by, column_problems, scale_of, tick_blanks
from .doubts import merged_over, turned_days
from .findings import OF_A_SHEET, Problem
from .layouts import Table
from .lexicon import Lexicon
from .narrative import criterion_of, told
from .readers import Reader, Unsaid, reader_for
from .reading import Reading, shown
from .record import Places, Record, taken_as
from .rows import GROUP, ORPHAN, PART, RECORD, WITHIN, Row
from .text import tidy
from .whom import Of, whom
from .words import yes_no_of

IN_WORDS = ("count_unreadable", "yes_no_unreadable", "money_unreadable", "rate_unreadable", "count_of_other")


@dataclass
class Cleaned:
    """What one table gave; `ledger` counts its cells by what became of them."""

    form: str
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ledger: Counter = field(default_factory=Counter)


class TableCleaner:
    """Reads one table whose unit and year are known."""

    def __init__(self, table: Table, unit: str | None, year: int, known: Lexicon, path: str) -> None:
        self.table, self.sheet, self.unit, self.year = table, table.sheet, unit, year
        self.known = known
        self.cleaned = Cleaned(table.form.id)
        blanks = [place for found in tick_blanks(table) for place in found.places]
        self.blank_is_no = {at for at in blanks if known.blank_means_no(path, unit, table.form, table.columns[at[1]].name)}
        self.readers = {c: reader_for(asked_by(table, c, one), year, scale_of(table, c, one)) for c, one in table.columns.items()}

    def clean(self) -> Cleaned:
        """Who each row tells of, then what it says, then what only whole columns tell."""
        unit = self.unit
        told: list[tuple[Row, Record]] = []
        for row in self.table.rows:
            if row.kind == GROUP:
                unit = self.known.unit_named(row.name) or unit
            unit = self._unit_of(row) or unit
            if row.kind != RECORD:
                self._no_record(row)
            elif record := self._record(row, unit):
                told.append((row, record))
        self._cells(told)
        self._count_others([row for row, _ in told], of_records=True)
        self.cleaned.records += [record for _, record in told]
        self._note_cells()
        for problem in column_problems(self.table, self.readers, self.cleaned.records, self.known, self.blank_is_no):
            problem.unit, problem.year = self.unit, self.year
            self.cleaned.problems.append(problem)
        self._assert_conserved()
        return self.cleaned

    def _note_cells(self) -> None:
        """One finding for the values of records that a file hides, or that it calls out of date."""
        if not self.sheet.noted:
            return
        table = self.table
        filled = {(row.index, c) for row in table.records for c in table.columns if table.is_filled(row.index, c)}
        for code, places in self.sheet.noted.items():
            if at := sorted(filled & places):
                origins = [self.sheet.origin(*place) for place in at]
                self.cleaned.problems.append(
                    Problem(code, self.sheet.name, origins, unit=self.unit, year=self.year, said={"what": str(len(at))})
                )

    # ------------------------------------------------------------ rows

    def _record(self, row: Row, unit: str | None) -> Record | None:
        """The record of a row, with nothing in it yet; None where nobody knows whom it tells of."""
        of, code = whom(self.table, row, unit, self.year, self.known)
        if of is None:
            self._block_row(row, unit)
            return None
        if code:
            self._problem(code, row.index, self.table.branch, None, raw=row.name, taken=of.branch, of=of)
        sheet, line, branch = self.sheet, row.index, self.table.branch
        if sheet.origins:
            places = Places({one.name: sheet.origin(line, column) for column, one in self.table.columns.items()})
        else:
            places = Places(None, self._columns_of, line, sheet.flipped)
        named = None if branch is None else sheet.origin(line, branch)
        return Record(of, sheet.name, line + 1 if sheet.is_as_sent else None, places=places, named=named)

    @cached_property
    def _columns_of(self) -> dict[str, int]:
        return {one.name: column for column, one in self.table.columns.items()}

    def _cells(self, told: list[tuple[Row, Record]]) -> None:
        """The cells of all records. Most say a value or nothing and are read a column at a time; the others one by one, in their order."""
        special = self._special_rows
        left = self._at_once([one for one in told if one[0].index not in special])
        for row, record in told:
            for column in left.get(row.index, self.table.columns):
                self._cell(row, column, self.table.columns[column], record)
            for column in self.table.unknown:
                if isinstance(raw := self.sheet.rows[row.index][column], str):
                    self._in_words(row, column, raw, record)

    def _at_once(self, told: list[tuple[Row, Record]]) -> dict[int, list[int]]:
        """Give the records what their cells plainly say; returns, for each row, the columns whose cell wants more of a look."""
        left: dict[int, list[int]] = {row.index: [] for row, _ in told}
        rows = list(left)
        run = range(rows[0], rows[-1] + 1) if rows else range(0)
        pick = itemgetter(slice(run.start, run.stop)) if rows == list(run) else itemgetter(*rows)
        names, columns, are_all_said = [one.name for _, one, _ in self._plain_columns], [], True
        for column, _, reader in self._plain_columns:
            plain = reader.plain
            columns.append(said := list(map(plain.__getitem__, pick(self.sheet.columns[column]))))
            if plain.has_unsaid and Unsaid in set(map(type, said)):
                are_all_said = False
                self.cleaned.ledger["blank"] += said.count(Unsaid.NOTHING)
                for row, what in zip(left, said, strict=True):
                    left[row] += [column] if what is Unsaid.MORE else []
        for (_, record), values in zip(told, zip(*columns, strict=True), strict=bool(columns)):
            stated = zip(names, values, strict=True)
            record.facts = dict(stated if are_all_said else (one for one in stated if one[1].__class__ is not Unsaid))
        return {row: [*columns, *self._odd_columns] for row, columns in left.items()}

    @cached_property
    def _plain_columns(self) -> list[tuple[int, Field, Reader]]:
        odd = set(self._odd_columns)
        return [(column, one, self.readers[column]) for column, one in self.table.columns.items() if column not in odd]

    @cached_property
    def _odd_columns(self) -> list[int]:
        decided = {column for _, column in self.blank_is_no}
        return [column for column in self.table.columns if column in self.table.no_columns or column in decided]

    @cached_property
    def _special_rows(self) -> set[int]:
        """Rows with a cell whose value is not all there is to it."""
        places = (*self.sheet.unreadable, *self.sheet.percents, *self._merged_over, *self._turned)
        return {row for row, _ in places} | self.table.no_rows

    def _cell(self, row: Row, column: int, one: Field, record: Record) -> None:
        raw = self.sheet.rows[row.index][column]
        paired = column in self.table.no_columns
        reading = self._yes_or_no_column(row, column) if paired else self._reading(row.index, column, one, raw)
        if paired and reading.value is False and not self.table.is_filled(row.index, column):
            record.places[one.name] = self.sheet.origin(row.index, self.table.no_columns[column])
        if reading.state == "blank" and (row.index, column) in self.blank_is_no:
            reading = Reading("value", False, "blank_as_no")
        if row.index in self.table.no_rows and reading.state == "value":
            reading = Reading("value", False) if reading.value is True else Reading("blocked", code="yes_no_unreadable")
        self.cleaned.ledger[reading.state] += 1
        text = self._shown(row.index, column, raw)
        if reading.state == "blocked" and reading.code in IN_WORDS and self._in_words(row, column, str(raw), record):
            record.places.drop(one.name)
            return
        if reading.code:
            of_field = None if reading.code in OF_A_SHEET else one
            self._problem(reading.code, row.index, column, of_field, raw=text, taken=taken_as(reading), of=record.of)
        if reading.state == "statement":
            record.statements[one.name] = (reading, text)
        elif reading.state == "value":
            record.facts[one.name] = reading.value
            if reading.extra is not None:
                record.facts[one.date_into or one.year_into] = reading.extra

    def _in_words(self, row: Row, column: int, text: str, record: Record) -> bool:
        """Take what a cell tells in words, clause by clause; False where nothing of it is understood."""
        header = self.table.band.paths[column][-1]
        vocabulary = self.known.vocabulary[self.table.form.id]
        said, left = told(text, self.table.form, vocabulary, self.year, header)
        if not said or (not criterion_of(header) and len(said) + len(left) < 2):
            return False
        place = self.sheet.origin(row.index, column)
        record.told += [(one, place) for one in said]
        taken = "; ".join(f"{one.field.vi}: {taken_as(one.reading) or one.text}" for one in said)
        self._problem("told_in_words", row.index, column, None, raw=tidy(text), taken=taken, of=record.of)
        if left:
            self._problem("told_unclear", row.index, column, None, raw="; ".join(left), of=record.of)
        return True

    def _yes_or_no_column(self, row: Row, yes: int) -> Reading:
        """A mark under Có says yes, one under Không says no, one under both nothing; the second cell is counted here."""
        no = self.table.no_columns[yes]
        marks = [self.sheet.rows[row.index][column] for column in (yes, no)]
        filled = [self.table.is_filled(row.index, column) for column in (yes, no)]
        says_yes = [(isinstance(mark, str) and yes_no_of(mark, ()) is True) or mark in (1.0, True) for mark in marks]
        if filled == [False, False] or filled == [True, False]:
            self.cleaned.ledger["blank"] += 1
            return self.readers[yes](marks[0])
        if filled == [False, True] and says_yes[1]:
            self.cleaned.ledger["blank"] += 1
            return Reading("value", False)
        self.cleaned.ledger["blocked"] += 1
        return Reading("blocked", code="yes_and_no")

    def _reading(self, row: int, column: int, one: Field, raw: object) -> Reading:
        if (row, column) in self.sheet.unreadable:
            return Reading("blocked", code=self.sheet.unreadable[row, column][0])
        if (row, column) in self._merged_over:
            return Reading("blocked", code="merged_over_records")
        if (row, column) in self._turned:
            return Reading("value", True, "date_turned") if one.date_into else Reading("blocked", code="date_turned")
        if (row, column) in self.sheet.percents and isinstance(raw, float) and one.kind not in ("stated_rate", "yes_no"):
            raw = f"{raw * 100:g}%"
        elif (row, column) in self.sheet.percents and isinstance(raw, float) and one.kind == "stated_rate":
            return reader_for(one, self.year, 1)(raw)
        return self.readers[column](raw)

    @cached_property
    def _merged_over(self) -> set[tuple[int, int]]:
        return merged_over(self.table)

    @cached_property
    def _turned(self) -> set[tuple[int, int]]:
        return turned_days(self.table)

    def _block_row(self, row: Row, unit: str | None) -> None:
        """A row of nobody known: its cells are blocked, with the nearest names as proposals."""
        places = self._count_row(row, "blocked")
        near = self.known.branches[unit].proposals(row.name) if unit in self.known.branches else []
        what = f" (có phải là {' hoặc '.join(near)}?)" if near else ""
        column = self.table.branch if self.table.branch is not None else min(self.table.columns, default=0)
        place = self.sheet.origin(row.index, column)
        problem = Problem(
            "branch_unknown", self.sheet.name, [place, *places], address(*place), raw=row.name or None, unit=unit, year=self.year
        )
        problem.said = {"what": what, "unit": unit or "đơn vị"}
        self.cleaned.problems.append(problem)

    def _no_record(self, row: Row) -> None:
        places = self._count_row(row, "blocked" if row.kind in (ORPHAN, PART) else "aside")
        code = {ORPHAN: "row_without_branch", WITHIN: "row_within_row", PART: "row_of_part_year"}.get(row.kind)
        if code and places:
            self.cleaned.problems.append(Problem(code, self.sheet.name, places, unit=self.unit, year=self.year))

    def _count_row(self, row: Row, state: str) -> list[tuple[int, int]]:
        """Count the cells of a row that gives no record; returns the places of its filled fact cells."""
        filled = [c for c in self.table.columns if self.table.is_filled(row.index, c)]
        self.cleaned.ledger[state] += len(filled)
        self.cleaned.ledger["blank"] += len(self.table.columns) - len(filled)
        self._count_others([row], of_records=False)
        return [self.sheet.origin(row.index, c) for c in filled]

    def _count_others(self, rows: list[Row], of_records: bool) -> None:
        """Cells under known headers that are no facts: kept aside, or blocked where the header of a record's cell is doubtful."""
        table, ledger = self.table, self.cleaned.ledger
        for column in self._other_columns - (self._no_columns if of_records else set()):
            cells = self.sheet.columns[column]
            blank = sum(cells[row.index] in self.sheet.blanks for row in rows)
            ledger["blank"] += blank
            ledger["blocked" if of_records and (column in table.doubtful or column in table.doubled) else "aside"] += len(rows) - blank

    @cached_property
    def _other_columns(self) -> set[int]:
        return set(self.table.known) - set(self.table.columns)

    @cached_property
    def _no_columns(self) -> set[int]:
        return set(self.table.no_columns.values())

    # ------------------------------------------------------------ helpers

    def _unit_of(self, row: Row) -> str | None:
        if self.table.unit is None:
            return None
        return self.known.unit_named(self.sheet.texts[row.index][self.table.unit])

    def _shown(self, row: int, column: int, raw: object) -> str:
        if (row, column) in self.sheet.unreadable:
            return self.sheet.unreadable[row, column][1]
        if (row, column) in self._merged_over:
            top, left = self.sheet.merged_into[row, column]
            raw = self.sheet.rows[top][left]
        return shown(raw)

    def _problem(
        self,
        code: str,
        row: int,
        column: int,
        one: Field | None,
        raw: str,
        taken: str | None = None,
        of: Of | None = None,
        said: dict | None = None,
    ) -> None:
        label = {"label": one.vi} if one else {}
        if one and one.plausible and code == "implausible":
            label["what"] = f"{one.plausible[0]} đến {one.plausible[1]}"
        problem = Problem(code, self.sheet.name, [self.sheet.origin(row, column)], raw=raw, taken_as=taken, said=label | (said or {}))
        problem.field = one.name if one else None
        problem.unit, problem.year, problem.branch = (of.unit, of.year, of.branch) if of else (self.unit, self.year, None)
        self.cleaned.problems.append(problem)

    def _assert_conserved(self) -> None:
        ledger, own = self.cleaned.ledger, {one.name for one in self.table.columns.values()}
        cells = len(self.table.known) * len(self.table.rows)
        beside = [name for one in self.table.columns.values() for name in (one.date_into, one.year_into) if name and name not in own]
        values = sum(len(record.facts) for record in self.cleaned.records)
        values -= sum(name in record.facts for name in beside for record in self.cleaned.records)
        statements = sum(len(record.statements) for record in self.cleaned.records)
        if cells != values + statements + ledger["blank"] + ledger["blocked"] + ledger["aside"]:
            raise AssertionError(f"cells not conserved in sheet {self.sheet.name!r}: {cells} cells, {values} values, {dict(ledger)}")
