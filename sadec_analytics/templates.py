"""The workbooks that make next year easy: blank, one a unit and form, drawn from the declarations that read it when it comes back.

Every header is the Vietnamese name of its field, every drop-down holds words that its reader takes, and a sheet that no menu
shows says which form of which plan it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .canvas import Canvas, new_workbook, saved
from .decisions import read_decisions
from .files import WorkspaceError, write_atomically
from .plan import Field, Form, Plan
from .submissions import SMALLEST_SUM_VND, TEMPLATE_SHEET
from .workspace import Workspace

ENTRY = PatternFill("solid", fgColor="FFF2CC")
FREE_ROWS, MOST = 40, 1_000_000
ROWS_A_PAGE = 45  # more would be too small on one page
MANY_FIELDS = 12  # more do not fit across a page
TICKS, VERDICTS = ("có", "không"), ("đạt", "chưa đạt")
NOTE = "Ghi chú"
HINTS = {
    "count": "Ghi một số nguyên; không có thì ghi 0; chưa biết thì để trống. Ví dụ: {example}",
    "money": "Ghi số đồng, không kèm chữ. Ví dụ: 360000",
    "yes_no": "Chọn có hoặc không; chưa biết thì để trống.",
    "yes_no_or_date": "Ghi ngày/tháng/năm đã làm, ví dụ 25/3/{year}; chưa làm thì ghi không.",
    "date": "Ghi ngày/tháng/năm. Ví dụ: 25/3/{year}",
    "stated_verdict": "Chọn đạt hoặc chưa đạt; chưa biết thì để trống.",
    "stated_rate": "Ghi phần trăm, kèm dấu %. Ví dụ: 95%",
    "text": "Ghi bằng chữ; không có thì để trống.",
}


def write_templates(workspace: Workspace, year: int, unit: str | None = None, form: str | None = None) -> tuple[Path, int]:
    """Write the blank workbooks of a year, of one unit or form where named, into reports/; returns the folder and how many.

    The branches are those of the roster that exist in that year. WorkspaceError names the units, forms and years to choose from.
    """
    plan = workspace.plan()
    for said, known, what in (
        (year, list(plan.years), "năm"),
        (unit, [one.name for one in plan.units], "đơn vị"),
        (form, [one.id for one in plan.forms], "biểu"),
    ):
        if said is not None and said not in known:
            raise WorkspaceError(f"Không có {what} “{said}”. Hãy chọn một trong: {', '.join(map(str, known))}.")
    roster = read_decisions(workspace.decisions, plan).roster
    roster = roster[~(roster["valid_from"] > f"{year}-12-31") & ~(roster["valid_to"] < f"{year}-01-01")]
    folder, count = workspace.reports / f"bieu-mau-{year}", 0
    folder.mkdir(parents=True, exist_ok=True)
    for one in plan.units if unit is None else [u for u in plan.units if u.name == unit]:
        branches = list(roster.loc[roster["unit"] == one.name, "branch"])
        for made in templates_of(plan, one.name):
            if form in (None, made.id):
                name = f"{made.vi} - {one.name} - {year}.xlsx".replace("/", "-")
                write_atomically(folder / name, template_bytes(plan, made, one.name, branches, year))
                count += 1
    return folder, count


def templates_of(plan: Plan, unit: str) -> list[Form]:
    """The forms that a unit is sent: those by branches only where it has branches."""
    is_residential = unit in {one.name for one in plan.residential_units}
    return [form for form in plan.forms if form.grain != "branch" or is_residential]


def template_bytes(plan: Plan, form: Form, unit: str, branches: Sequence[str], year: int) -> bytes:
    """The blank .xlsx of one unit, form and year."""
    title = f"{form.vi} {unit} năm {year}"
    book = new_workbook("sadec_analytics", title, f"Kế hoạch {plan.number}, {form.clause}")
    template = _Template(plan, form, unit, list(branches), year, book, Canvas(book.create_sheet(str(year))))
    template.draw()
    template.signatures()
    template.hidden_sheet()
    return saved(book)


def version_of(form: Form) -> str:
    """Which fields the form held when a template was made: 8 hex digits."""
    said = [(one.name, one.kind, one.vi) for one in (*form.fields, *form.aspects)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:8]


@dataclass
class _Template:
    plan: Plan
    form: Form
    unit: str
    branches: list[str]
    year: int
    book: Workbook
    canvas: Canvas
    names: list[str] = field(default_factory=list)

    def draw(self) -> None:
        """The shape that suits what the form's rows tell of."""
        if self.form.grain == "branch":
            (self.branches_across if len(self._fields()) > MANY_FIELDS else self.branches_in_rows)()
        elif self.form.grain == "any":
            self.names_in_rows()
        else:
            (self.items_in_rows if self.form.aspects else self.figures_in_rows)()

    # ------------------------------------------------------------ the shapes

    def branches_across(self) -> None:
        """A row a field, a column a branch: for forms of many fields."""
        fields = self._fields()
        top = self._head(5 + len(self.branches))
        self._leads(top, top, "STT", "Tiêu chí", "Nội dung", "ĐVT", *self.branches, NOTE)
        self.canvas.tall(top, top)
        self.canvas.row = top + 1
        for number, one in enumerate(fields, 1):
            row = self.canvas.row
            self.canvas.line([number, None, one.vi, one.unit, *[None] * (len(self.branches) + 1)], left=3)
            self._comment(one, row, 3)
            self._entries(one, (row, 5, row, 4 + len(self.branches)))
        row = top + 1
        for group, same in groupby(fields, key=lambda one: one.group_vi):
            count = len(list(same))
            if group:
                self.canvas.merge(row, 2, row + count - 1, 2, group.replace("TC", "Tiêu chí "))
            row += count
        self._finish([5, 12, 40, 10, *[11] * len(self.branches), 16], top + 1, 5)

    def branches_in_rows(self) -> None:
        """A row a branch, a column a field, the columns of one criterion under one header."""
        fields = self._fields()
        top = self._head(3 + len(fields))
        self._leads(top, top + 1, "STT", "Chi đoàn")
        column = 3
        for group, same in groupby(fields, key=lambda one: one.group_vi):
            of_group = list(same)
            if group and len(of_group) > 1:
                self.canvas.merge(top, column, top, column + len(of_group) - 1, group)
            for one in of_group:
                self._header(one, top + bool(group and len(of_group) > 1), top + 1, column)
                column += 1
        self._leads(top, top + 1, NOTE, first=column)
        self.canvas.tall(top + 1, top + 1)
        self.canvas.row = top + 2
        for number, branch in enumerate(self.branches, 1):
            self.canvas.line([number, branch, *[None] * (len(fields) + 1)])
        for column, one in enumerate(fields, 3):
            self._entries(one, (top + 2, column, self.canvas.row - 1, column))
        self._finish([5, 24, *[11] * len(fields), 18], top + 2, 3)

    def figures_in_rows(self) -> None:
        """A row a field, with one column for the figures of the unit."""
        top = self._head(5)
        self._leads(top, top, "STT", "Nội dung", "ĐVT", "Số lượng", NOTE)
        self.canvas.row = top + 1
        for number, one in enumerate(self._fields(), 1):
            self.canvas.line([number, one.vi, one.unit, None, None])
            self._comment(one, top + number, 2)
            self._entries(one, (top + number, 4, top + number, 4))
        self._finish([5, 52, 10, 14, 24], top + 1, 4)

    def items_in_rows(self) -> None:
        """A row an item, a column for each thing said about it."""
        in_rows = self._fields()
        aspects = [one for one in self.form.aspects if one.name not in self.form.by_name]
        asides = [one for one in self.form.fields if one.kind == "aside"]
        top = self._head(3 + len(aspects) + len(asides))
        self._leads(top, top, "STT", "Nội dung")
        for column, one in enumerate((*aspects, *asides), 3):
            self._header(one, top, top, column)
        self._leads(top, top, NOTE, first=3 + len(aspects) + len(asides))
        self.canvas.row = top + 1
        for number, one in enumerate(in_rows, 1):
            self.canvas.line([number, one.vi, *[None] * (len(aspects) + len(asides) + 1)])
        last = self.canvas.row - 1
        for column, one in enumerate(aspects, 3):
            self._entries(one, (top + 1, column, last, column))
        self._finish([5, 52, *[14] * len(aspects), *[24] * len(asides), 18], top + 1, 3)

    def names_in_rows(self) -> None:
        """Blank rows for the names of a list, chosen from the unit and its branches."""
        fields = self._fields()
        self.names = [self.unit, *self.branches]
        top = self._head(3 + len(fields))
        self._leads(top, top, "STT", "Đơn vị, chi đoàn")
        for column, one in enumerate(fields, 3):
            self._header(one, top, top, column)
        self._leads(top, top, NOTE, first=3 + len(fields))
        self.canvas.row = top + 1
        for _ in range(FREE_ROWS):
            self.canvas.line([None] * (3 + len(fields)))
        names = self._fill((top + 1, 2, top + FREE_ROWS, 2))
        self._validate(names, type="list", formula1=f"{TEMPLATE_SHEET}!$B$1:$B${len(self.names)}")
        for column, one in enumerate(fields, 3):
            self._entries(one, (top + 1, column, top + FREE_ROWS, column))
        self._finish([5, 34, *[18] * len(fields), 24], top + 1, 3)

    # ------------------------------------------------------------ parts

    def _fields(self) -> list[Field]:
        return [one for one in self.form.fields if one.in_template and one.kind != "aside"]

    def _head(self, width: int) -> int:
        """Who sends, the title, how to fill it in; returns the first row of the header."""
        half = max(width // 2, 2)
        self.canvas.merge(1, 1, 1, half, "ĐOÀN TNCS HỒ CHÍ MINH", boxed=False)
        self.canvas.merge(2, 1, 2, half, f"BCH ĐOÀN {self.unit.upper()}", boxed=False)
        self.canvas.merge(4, 1, 4, width, f"{self.form.vi} {self.unit} năm {self.year}".upper(), boxed=False)
        how = "Ghi vào các ô màu vàng. Không có thì ghi 0, chưa biết thì để trống. Cách ghi: xem lời nhắn ở tên cột, tên dòng."
        self.canvas.merge(5, 1, 5, width, how, bold=False, boxed=False)
        self.canvas.sheet.row_dimensions[4].height = self.canvas.sheet.row_dimensions[5].height = 32
        return 7

    def _leads(self, top: int, bottom: int, *texts: str, first: int = 1) -> None:
        for column, text in enumerate(texts, first):
            self.canvas.merge(top, column, bottom, column, text)

    def _header(self, one: Field, top: int, bottom: int, column: int) -> None:
        self.canvas.merge(top, column, bottom, column, one.vi)
        self._comment(one, top, column)

    def _comment(self, one: Field, row: int, column: int) -> None:
        example = min(one.plausible[1], 8) if one.plausible else 8
        text = HINTS[one.kind].format(example=example, year=self.year) if one.kind in HINTS else ""
        if text:
            self.canvas.sheet.cell(row, column).comment = Comment(text, "sadec", width=260, height=84)

    def _entries(self, one: Field, area: tuple[int, int, int, int]) -> None:
        """Cells to fill in, from the first to the last row and column, with what they take."""
        cells = self._fill(area, {"date": "dd/mm/yyyy", "yes_no_or_date": "dd/mm/yyyy", "text": "@"}.get(one.kind, "General"))
        if rule := self._rule(one, cells.partition(":")[0]):
            self._validate(cells, **rule)

    def _fill(self, area: tuple[int, int, int, int], shown_as: str = "General") -> str:
        top, left, bottom, right = area
        for row in self.canvas.sheet.iter_rows(top, bottom, left, right):
            for cell in row:
                cell.fill, cell.number_format = ENTRY, shown_as
        return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"

    def _rule(self, one: Field, cell: str) -> dict | None:
        if one.kind in ("yes_no", "stated_verdict"):
            return {"type": "list", "formula1": f'"{",".join(TICKS if one.kind == "yes_no" else VERDICTS)}"'}
        if one.kind == "money":
            return {"type": "custom", "formula1": f"OR({cell}=0,AND({cell}>={SMALLEST_SUM_VND},{cell}=INT({cell})))"}
        if one.kind == "count":
            low, high = one.plausible or (0, MOST)
            style = "warning" if one.plausible else "stop"
            return {"type": "whole", "operator": "between", "formula1": str(low), "formula2": str(high), "errorStyle": style}
        if one.kind == "date":
            first, last = (dt.date(year, month, day) for year, month, day in ((self.year, 1, 1), (self.year + 1, 12, 31)))
            serials = [str((day - dt.date(1899, 12, 30)).days) for day in (first, last)]
            return {"type": "date", "operator": "between", "formula1": serials[0], "formula2": serials[1], "errorStyle": "warning"}
        return None

    def _validate(self, cells: str, **rule: str) -> None:
        check = DataValidation(allow_blank=True, **rule)
        check.errorTitle, check.error = "Xem lại ô này", "Giá trị khác với cách ghi thường dùng. Xem lời nhắn ở tên cột, tên dòng."
        check.showErrorMessage = True
        check.add(cells)
        self.canvas.sheet.add_data_validation(check)

    def _finish(self, widths: Iterable[float], row: int, column: int) -> None:
        self.canvas.widths(list(widths))
        self.canvas.sheet.freeze_panes = f"{get_column_letter(column)}{row}"
        self.canvas.sheet.print_title_rows = f"{row - 1}:{row - 1}"

    def signatures(self) -> None:
        """Place and date for the clerk to write, who drew the table up, who signs."""
        canvas = self.canvas
        canvas.sheet.page_setup.fitToHeight = int(canvas.row <= ROWS_A_PAGE)  # 0 is as many pages as it takes
        right = max(canvas.sheet.max_column - 2, 3)
        canvas.put(canvas.row + 1, right, f"{self.unit}, ngày      tháng      năm {self.year}")
        canvas.put(canvas.row + 2, 2, "NGƯỜI LẬP BIỂU", bold=True)
        canvas.put(canvas.row + 2, right, "TM. BAN CHẤP HÀNH", bold=True)

    def hidden_sheet(self) -> None:
        """What this workbook is, in column A, and the names of its drop-down in column B."""
        sheet = self.book.create_sheet(TEMPLATE_SHEET)
        sheet.sheet_state = "veryHidden"
        said = (
            f"form={self.form.id}",
            f"version={version_of(self.form)}",
            f"plan={self.plan.number}",
            f"unit={self.unit}",
            f"year={self.year}",
        )
        for row, text in enumerate(said, 1):
            sheet.cell(row, 1, text)
        for row, name in enumerate(self.names, 1):
            sheet.cell(row, 2, name)
