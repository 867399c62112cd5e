"""The shapes in which units send a form: a row a branch, the branches across, a sheet a branch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from ..canvas import Canvas
from ..plan import Field, Form, Plan
from . import wordings as w
from .mess import Mess, line_broken
from .names import spoken_branch, spoken_unit
from .saying import Column, Said


@dataclass
class Return:
    """One workbook about to be drawn: whose, which form and year, and the facts of every branch in order.

    `act` names what is done with the form where there are several acts: its titles and file names.
    """

    plan: Plan
    form: Form
    unit: str
    year: int
    facts: dict[str, dict[str, object]]
    sent: dt.date
    as_of: dt.date | None
    mess: Mess
    act: str

    def __post_init__(self) -> None:
        self.columns = [Column(field, self.mess) for field in self._fields()]
        self.said = {branch: {c.field.name: c.say(facts) for c in self.columns} for branch, facts in self.facts.items()}
        self.unit_name = spoken_unit(self.unit, self.mess)
        self.lists_units = self.form.grain == "any" and set(self.facts) <= {unit.name for unit in self.plan.units}
        spoken = spoken_unit if self.form.grain == "unit" or self.lists_units else spoken_branch
        self.names = {name: spoken(name, self.mess) for name in self.facts} if self.form.id != "three_proactives" else {}
        self.money_unit = "nghìn đồng" if "thousand_dong" in self.mess.kinds else "đồng"
        self.has_unit_line = False

    def _fields(self) -> list[Field]:
        """The columns of this unit's sheet: now and then one that nobody asked about is left out."""
        if self.form.id == "three_proactives":
            return [aspect for aspect in self.form.aspects if any(aspect.name in facts for facts in self.facts.values())]
        asked = [f for f in self.form.fields if f.kind != "aside"]
        fields = [f for f in asked if f.in_template or (f.kind == "stated_rate" and "percent_as_text" in self.mess.kinds)]
        return [f for f in fields if not (f.name in LEFT_OUT and self.pick((True, False, False)))]

    def pick(self, options: tuple) -> object:
        return options[int(self.mess.rng.integers(len(options)))]

    def header(self, field: Field, in_group: bool) -> str:
        text = str(self.pick(w.headers_of(field.name, field.vi, in_group)))
        if field.kind == "money" and "thousand_dong" in self.mess.kinds and not self.has_unit_line:
            text += f" ({self.money_unit})"
        return line_broken(self.mess.roughen(text), self.mess)

    def title(self) -> str:
        text = str(self.pick(w.TITLES[self.act]))
        return text.format(unit=self.unit_name.upper(), year=self.year, first=self.plan.first_year, last=self.plan.last_year)

    def date_line(self) -> str | None:
        if "undated" in self.mess.kinds:
            return None
        return f"{self.unit}, ngày {self.sent:%d} tháng {self.sent:%m} năm {self.sent.year}"


LEFT_OUT = ("cooperative_groups_compliant", "party_resolution", "self_assessed", "female_members")


def letterhead(what: Return, canvas: Canvas, width: int, subtitle: str | None = None) -> None:
    """Who sends, the title, to which day the figures run."""
    half = max(width // 2, 2)
    canvas.merge(1, 1, 1, half, w.MARK, boxed=False)
    canvas.merge(1, half + 1, 1, max(width, half + 2), "ĐOÀN TNCS HỒ CHÍ MINH", boxed=False)
    canvas.merge(2, 1, 2, half, what.mess.roughen(f"BCH ĐOÀN {what.unit_name.upper()}"), boxed=False)
    line = what.date_line() if what.pick((True, False)) else None
    what.dated_above = line is not None
    if line:
        canvas.merge(2, half + 1, 2, max(width, half + 2), line, bold=False, boxed=False)
    canvas.merge(4, 1, 4, max(width, half + 2), what.mess.roughen(what.title()), boxed=False)
    canvas.sheet.row_dimensions[4].height = 34
    canvas.row = 5
    for text in (subtitle, f"(Tính đến ngày {what.as_of.day}/{what.as_of.month}/{what.as_of.year})" if what.as_of else None):
        if text:
            canvas.merge(canvas.row, 1, canvas.row, max(width, half + 2), text, bold=False, boxed=False)
            canvas.row += 1
    canvas.row += 1


def signatures(what: Return, canvas: Canvas, width: int) -> None:
    """Place and date, who drew the table up, who signs, and that all of it is practice."""
    right = max(width - 3, 3)
    canvas.row += 1
    if not what.dated_above and (line := what.date_line()):
        canvas.put(canvas.row, right, line)
    canvas.row += 1
    canvas.put(canvas.row, 2, "NGƯỜI LẬP BIỂU", bold=True)
    canvas.put(canvas.row, right, "TM. BAN CHẤP HÀNH", bold=True)
    canvas.put(canvas.row + 1, 2, "(Ký, họ tên)")
    canvas.put(canvas.row + 1, right, "BÍ THƯ")
    canvas.put(canvas.row + 5, 2, w.MARK_LINE)


# ---------------------------------------------------------------- a row a branch


def _row_a_branch(depth: int) -> Callable:
    def drawn(what: Return, book: object) -> None:
        canvas = Canvas(book.create_sheet(str(what.pick((f"{what.year}", "Sheet1", "Tong hop")))))
        with_secretary = what.form.id == "results" and what.pick((True, False))
        lead = 3 if with_secretary else 2
        added = w.ADDED[:1] if "added_column" in what.mess.kinds else ()
        width = lead + len(what.columns) + len(added) + 1
        letterhead(what, canvas, width)
        _unit_line(what, canvas, width)
        _header_rows(what, canvas, depth, with_secretary, added)
        if what.pick((True, False)):
            canvas.line(["A", "B", *(["C"] if with_secretary else []), *range(1, width - lead + 1)])
        if "group_rows" in what.mess.kinds:
            canvas.line(["I", "Các chi đoàn trên địa bàn dân cư", *[None] * (width - 2)], bold=True)
        _data_rows(what, canvas, with_secretary, len(added))
        _total_row(what, canvas, lead, len(added))
        signatures(what, canvas, width)
        canvas.widths([5, 24, *([18] if with_secretary else []), *[11] * (width - lead)])

    return drawn


def _unit_line(what: Return, canvas: Canvas, width: int) -> None:
    """What the sums are counted in, in the blank row above the table; without it the headers of money say so where they must."""
    what.has_unit_line = bool(any(c.field.kind == "money" for c in what.columns) and what.pick((True, False)))
    if what.has_unit_line:
        canvas.put(canvas.row - 1, width - 1, what.mess.roughen(f"{what.pick(w.UNIT_LINES)}: {what.money_unit}"))


def _header_rows(what: Return, canvas: Canvas, depth: int, with_secretary: bool, added: tuple[str, ...]) -> None:
    top, bottom, column = canvas.row, canvas.row + depth - 1, 1
    canvas.tall(top, bottom)
    for options in (w.ORDER, w.BRANCH, *([w.SECRETARY] if with_secretary else [])):
        canvas.merge(top, column, bottom, column, what.mess.roughen(str(what.pick(options))))
        column += 1
    lead = column
    for group, columns in groupby(what.columns, key=lambda c: c.field.group_vi):
        fields = [c.field for c in columns]
        _group(what, canvas, group, fields, top + (depth == 3 and _is_criterion(group)), bottom, column)
        column += len(fields)
    under = [lead + n for n, c in enumerate(what.columns) if depth == 3 and _is_criterion(c.field.group_vi)]
    if under:
        canvas.merge(top, under[0], top, under[-1], str(what.pick(w.ALL_CRITERIA)))
    for text in (*added, w.NOTE[0]):
        canvas.merge(top, column, bottom, column, text)
        column += 1
    canvas.row = bottom + 1


def _is_criterion(group: str | None) -> bool:
    return (group or "").startswith("TC")


def _group(what: Return, canvas: Canvas, group: str | None, fields: list[Field], top: int, bottom: int, column: int) -> None:
    """The header of one group: its name over its columns where there is a row for it, else each column by itself."""
    if group is None or top == bottom or len(fields) < 2:
        for n, field in enumerate(fields):
            canvas.merge(top, column + n, bottom, column + n, what.header(field, in_group=False))
        return
    canvas.merge(top, column, top, column + len(fields) - 1, what.mess.roughen(str(what.pick(w.GROUPS.get(group, (group,))))))
    for n, field in enumerate(fields):
        canvas.merge(top + 1, column + n, bottom, column + n, what.header(field, in_group=True))


def _data_rows(what: Return, canvas: Canvas, with_secretary: bool, added: int) -> None:
    for number, branch in enumerate(what.facts, 1):
        lead = [number, what.names[branch], *([f"Đồng chí mẫu {number}"] if with_secretary else [])]
        cells = [roughened(what, what.said[branch][c.field.name]) for c in what.columns]
        canvas.line([*lead, *cells, *[number] * added, None])
        if what.mess.hits("blank_row"):
            canvas.row += 1
    if "unknown_branch" in what.mess.kinds:
        canvas.line(
            [len(what.facts) + 1, "Chi đoàn Khóm 19", *([None] if with_secretary else []), *[5] * len(what.columns), *[None] * (added + 1)]
        )


def _total_row(what: Return, canvas: Canvas, lead: int, added: int) -> None:
    if not what.pick((True, True, False)):
        return
    sums = []
    for column in what.columns:
        values = [what.said[branch][column.field.name].facts.get(column.field.name) for branch in what.facts]
        shown = sum(v for v in values if v is not None) if column.field.kind in ("count", "money") else None
        scaled = shown / 1_000 if shown is not None and column.field.kind == "money" and "thousand_dong" in what.mess.kinds else shown
        sums.append(scaled + 1 if scaled is not None and what.mess.hits("wrong_total") else scaled)
    canvas.line([None, str(what.pick(("Tổng cộng", "CỘNG", "Tổng"))), *[None] * (lead - 2), *sums, *[None] * (added + 1)], bold=True)
    if "within_rows" in what.mess.kinds:
        canvas.line([None, "Trong đó: ở nơi khác đến", *[None] * (lead - 2), 2, *[None] * (len(sums) + added)])


def roughened(what: Return, said: Said) -> object:
    """A cell's value, its text as it might be typed."""
    return what.mess.roughen(said.cell) if isinstance(said.cell, str) else said.cell


# ---------------------------------------------------------------- the branches across, and a sheet a branch


def _branches_across(what: Return, book: object) -> None:
    canvas = Canvas(book.create_sheet(str(what.pick((f"{what.year}", "Bieu tong hop")))))
    width = 4 + len(what.facts)
    letterhead(what, canvas, width)
    canvas.line([what.pick(w.ORDER), "Tiêu chí", what.pick(w.LABELS), "ĐVT", *what.names.values()], bold=True, tall=True)
    number = 0
    for group, columns in groupby(what.columns, key=lambda c: c.field.group_vi):
        top, fields = canvas.row, [c.field for c in columns]
        for field in fields:
            number += 1
            cells = [roughened(what, what.said[branch][field.name]) for branch in what.facts]
            canvas.line([number, None, what.header(field, in_group=False), _measure(what, field), *cells], left=3)
        if group:
            canvas.merge(top, 2, canvas.row - 1, 2, what.pick(w.GROUPS.get(group, (group,))))
    signatures(what, canvas, width)
    canvas.widths([5, 20, 40, 11, *[14] * len(what.facts)])


def _sheet_a_branch(what: Return, book: object) -> None:
    for branch, name in what.names.items():
        title = name.strip().replace("/", "-")[:31]
        canvas = Canvas(book.create_sheet(title if title not in book.sheetnames else f"{title[:28]} 2"))
        letterhead(what, canvas, 4, subtitle=f"Chi đoàn: {name}")
        canvas.line([what.pick(w.ORDER), what.pick(w.LABELS), "ĐVT", what.pick(w.RESULT)], bold=True)
        for number, column in enumerate(what.columns, 1):
            cell = roughened(what, what.said[branch][column.field.name])
            canvas.line([number, what.header(column.field, in_group=False), _measure(what, column.field), cell])
        signatures(what, canvas, 4)
        canvas.widths([6, 56, 12, 26])


def _measure(what: Return, field: Field) -> str | None:
    if field.kind == "money":
        return what.money_unit
    return field.unit


SHAPES: dict[str, Callable] = {
    "one_header_row": _row_a_branch(1),
    "two_header_rows": _row_a_branch(2),
    "three_header_rows": _row_a_branch(3),
    "branches_across": _branches_across,
    "sheet_a_branch": _sheet_a_branch,
}
