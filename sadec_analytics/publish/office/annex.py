"""The tables of a page as a workbook to print and to filter: a sheet a table, coloured by state, and one that says where all comes from."""

from __future__ import annotations

import textwrap

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...canvas import FONT, Canvas, new_workbook, saved
from ...sheets import cell_value, column_width, inert, safe_text
from .. import style
from ..exhibits import is_number, text_of
from ..pages import Page
from .cells import COUNTED, STATES_VI, middle_columns, number_format
from .contents import SOURCES, Block, blocks, facts_of

HEAD = 4  # the row of the header: title, text and source stand above
LINE = 16  # points
HEAD_LINES, ARROW = 3, 3  # lines of a header that is longer than its cells, and letters that the arrow of the filter takes
FULL_WIDTH = 100  # letters across a landscape A4 page
HEADER_FILL = PatternFill("solid", fgColor="EFEFEF")
TINTS = {"met": "BFDDEE", "unknown": "D9D9D9", "not_met": "F7DDA8"}  # of the colours of style.STATES, to be read through
MET_ALL = (
    'VALUE(LEFT({c},FIND("/",{c})-1))+IFERROR(VALUE(MID({c},FIND(",",{c})+2,FIND(" chưa",{c})-FIND(",",{c})-2)),0)'
    '{sign}VALUE(MID({c},FIND("/",{c})+1,FIND(",",{c}&",")-FIND("/",{c})-1))'
)


def annex(page: Page) -> bytes:
    """The workbook; the same page gives the same bytes."""
    book = new_workbook("sadec_analytics", page.title, f"Kế hoạch {page.plan.number}, lần chạy {page.tables.run}")
    tables = [block for block in blocks(page) if block.label]
    _sources(book.create_sheet(SOURCES), page, tables)
    for block in tables:
        _table(book.create_sheet(block.label), page, block)
    return saved(book)


def _table(sheet: Worksheet, page: Page, block: Block) -> None:
    canvas, names = Canvas(sheet), [str(name) for name in block.table.columns]
    columns = [[None if cell is None else cell_value(cell) for cell in _cells(block, place)] for place in range(len(names))]
    widths = [_width(name, values) for name, values in zip(names, columns, strict=True)]
    last = _spread(widths)
    canvas.widths(widths)
    _text(sheet, 1, f"{block.label}. {block.message}", widths, last, Font(name=FONT, bold=True, size=14))
    _text(sheet, 2, block.said, widths, last, Font(name=FONT, size=12))
    _text(sheet, 3, _foot(page), widths, last, Font(name=FONT, size=10, italic=True))
    sheet.row_dimensions[HEAD].height = LINE * max(_lines(name, width) for name, width in zip(names, widths, strict=False))
    middle = middle_columns(block.table)
    for place, (name, values) in enumerate(zip(names, columns, strict=True), 1):
        _put(canvas, HEAD, place, name, bold=True)
        sheet.cell(HEAD, place).fill = HEADER_FILL
        form = number_format(values, "đ" if name.endswith("(đ)") else "")
        for row, value in enumerate(values, HEAD + 1):
            _put(canvas, row, place, value, centred=middle[place - 1])
            if is_number(value):
                sheet.cell(row, place).number_format = form
    for row, line in enumerate(zip(*columns, strict=True), HEAD + 1):
        lines = max(-(-len(text_of(value)) // int(width)) for value, width in zip(line, widths, strict=False))
        sheet.row_dimensions[row].height = LINE * lines
    _colours(sheet, block, names, HEAD + len(block.table))
    _print(sheet, page, len(names), last, HEAD + len(block.table))


def _width(name: str, values: list[object]) -> float:
    """Wide enough for the cells and the longest word of the header, which breaks over a few lines."""
    word = max(map(len, name.split()), default=1)
    return min(max(column_width("", values), word * 1.15 + ARROW, len(name) / HEAD_LINES + ARROW), 48)


def _lines(text: str, width: float) -> int:
    """Over how many lines a text breaks between its words, in bold letters beside the arrow of the filter."""
    return len(textwrap.wrap(text, max(int(width - 1), 1), break_long_words=False)) or 1


def _cells(block: Block, place: int) -> list[object]:
    column = block.table.iloc[:, place]
    return list(column.astype(object).where(column.notna(), None))


def _put(canvas: Canvas, row: int, column: int, value: object, *, bold: bool = False, centred: bool = False) -> None:
    """A boxed cell; texts are inert."""
    canvas.put(row, column, None if isinstance(value, str) else value, bold=bold, boxed=True, centred=bold or centred)
    if isinstance(value, str):
        inert(canvas.sheet.cell(row, column), safe_text(value))


def _spread(widths: list[float]) -> int:
    """Widen a narrow table to the width of the page, so that the lines above it have room; returns its last column."""
    while sum(widths) < FULL_WIDTH:
        widths.append(9.0)
    return len(widths)


def _text(sheet: Worksheet, row: int, text: str, widths: list[float], last: int, font: Font) -> None:
    """A line over the table, as high as its text needs."""
    cell = inert(sheet.cell(row, 1), safe_text(text))
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    letters = sum(widths) * 11 / font.size * (0.92 if font.bold else 1)
    lines = sum(-(-max(len(line), 1) // int(letters)) for line in text.split("\n"))
    sheet.row_dimensions[row].height = lines * font.size * 1.4


def _height(sheet: Worksheet, row: int, widths: list[float]) -> float:
    """Points for the cell of the row that breaks over most lines."""
    lengths = [len(str(sheet.cell(row, column).value or "")) for column in (1, 2, 3)]
    room = (sum(widths[:2]), widths[1], widths[2])
    return LINE * max(-(-length // int(letters)) for length, letters in zip(lengths, room, strict=True)) or LINE


def _foot(page: Page) -> str:
    return f"{page.view.source}. {style.PRACTICE_MARK}." if page.tables.is_practice else f"{page.view.source}."


def _colours(sheet: Worksheet, block: Block, names: list[str], last_row: int) -> None:
    """Conditional colours: they follow the cell when it is changed, and stand on what the cell says, never on colour alone."""
    for place, name in enumerate(names):
        letter = get_column_letter(place + 1)
        cell, where = f"{letter}{HEAD + 1}", f"{letter}{HEAD + 1}:{letter}{last_row}"
        if name in COUNTED:
            rules = {COUNTED[name]: f"AND(ISNUMBER({cell}),{cell}>0)"}
        elif block.chart and block.chart.kind == "heat" and block.table.columns[place] in block.chart.columns:
            below, all_ = (MET_ALL.format(c=cell, sign=sign) for sign in "<=")
            rules = {"not_met": below, "unknown": f'AND(ISNUMBER(FIND(",",{cell})),{all_})', "met": all_}
        else:
            said = {str(value).lower() for value in block.table.iloc[:, place].dropna()} & set(STATES_VI)
            rules = {state: _one_of(cell, [word for word in STATES_VI if STATES_VI[word] == state]) for state in TINTS} if said else {}
        for state, formula in rules.items():
            sheet.conditional_formatting.add(where, FormulaRule([formula], fill=_tint(state), stopIfTrue=True))


def _one_of(cell: str, words: list[str]) -> str:
    tests = [f'{cell}="{word}"' for word in words]
    return f"OR({','.join(tests)})"


def _tint(state: str) -> PatternFill:
    return PatternFill("solid", bgColor=TINTS[state], fgColor=TINTS[state])


def _print(sheet: Worksheet, page: Page, columns: int, last: int, last_row: int) -> None:
    """Frozen heads and filters for the screen; A4 landscape with the head on every page for paper."""
    sheet.freeze_panes = f"B{HEAD + 1}"
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(columns)}{last_row}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"A1:{get_column_letter(last)}{last_row}"
    _margins(sheet, page)


def _margins(sheet: Worksheet, page: Page) -> None:
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.6
    margins.bottom, margins.footer = 0.8, 0.4
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.oddFooter.left.text = sheet.title
    if page.tables.is_practice:
        sheet.oddFooter.right.text = style.PRACTICE_MARK


def _sources(sheet: Worksheet, page: Page, tables: list[Block]) -> None:
    """The contents of the workbook, with the command that leads each table back to its cells, and what all of them rest on."""
    canvas = Canvas(sheet)
    widths = [12.0, 66.0, 46.0]
    canvas.widths(widths)
    _text(sheet, 1, f"PHỤ LỤC. {page.title}", widths, 3, Font(name=FONT, bold=True, size=14))
    _text(sheet, 2, _foot(page), widths, 3, Font(name=FONT, size=10, italic=True))
    rows = [("Bảng", "Nội dung", "Lệnh truy vết đến ô số liệu gốc")]
    rows += [(block.label, block.message, block.trace or None) for block in tables]
    for row, line in enumerate(rows, HEAD):
        for column, value in enumerate(line, 1):
            _put(canvas, row, column, value, bold=row == HEAD)
    for row in range(HEAD + 1, HEAD + len(rows)):
        link = sheet.cell(row, 1)
        link.hyperlink = f"#'{link.value}'!A1"
        link.font = Font(name=FONT, color="0563C1", underline="single")
    for row, (what, which) in enumerate(facts_of(page), HEAD + len(rows) + 1):
        _put(canvas, row, 1, what)
        _put(canvas, row, 2, None)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        _put(canvas, row, 3, which)
    for row in range(HEAD + 1, HEAD + len(rows) + 1 + len(facts_of(page))):
        sheet.row_dimensions[row].height = _height(sheet, row, widths)
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    _margins(sheet, page)
