"""The Youth Union's own document form (29-HD/TWĐTN-VP of 2013) as Word parts: paper, letterhead, title, text, tables, signature.

A4, margins 20 (top), 20 (bottom), 30 (left) and 20 mm; Times New Roman; no national motto; number, place, day and names are left to
be written by hand. The same content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from ...canvas import FONT, NO_TIME, without_times
from ...plan import Plan
from ...sheets import safe_text
from .package import drop_preview

BODY = 14  # points
TEXT_WIDTH = 160  # mm, between the margins of 30 and 20
CELL_MARGIN = 1.0  # mm at the left and right of the text of a cell
SHORT = 16  # lines of a table that stays on one page
UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
PRACTICE = "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
MONOSPACED = "Courier New"


def new_paper(title: str, about: str) -> Paper:
    """An empty document on the union's paper; pages from the second on are numbered at the top."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(20), Mm(20), Mm(30), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(BODY), RGBColor(0, 0, 0)
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.append(_element("w:lang", val="vi-VN", eastAsia="vi-VN"))
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["Normal"].paragraph_format.line_spacing = 1.1
    _number_pages(section)
    drop_preview(document.part.package)
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "sadec_analytics", title, about, "vi-VN"
    properties.created = properties.modified = dt.datetime(*NO_TIME)
    return document


def saved(document: Paper) -> bytes:
    """The document as bytes, without the time of saving."""
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def letterhead(document: Paper, plan: Plan, symbol: str) -> None:
    """The body above, the issuing body and the number at the left (`symbol`: BC, BB); the union, place and day at the right."""
    left, right = _side_by_side(document, 76, 84)
    centred(left.paragraphs[0], plan.superior_vi.upper())
    centred(left.add_paragraph(), f"BCH ĐOÀN {plan.city_vi.replace('Thành phố', 'TP.')}".upper(), bold=True)
    centred(left.add_paragraph(), "***")
    centred(left.add_paragraph(), f"Số:      -{symbol}/ĐTN")
    centred(right.paragraphs[0], UNION, bold=True, underline=True, size=15)
    centred(right.add_paragraph(), "")
    centred(right.add_paragraph(), "………, ngày …. tháng …. năm ……", italic=True)


def title(document: Paper, kind: str, about: Sequence[str], is_practice: bool) -> None:
    """What the document is, and of what; practice data says so."""
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(BODY)
    centred(first, kind, bold=True, size=16)
    for number, line in enumerate(about):
        centred(document.add_paragraph(), line, bold=not number, italic=bool(number))
    if is_practice:
        centred(document.add_paragraph(), PRACTICE, bold=True)
    centred(document.add_paragraph(), "-----------")
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def heading(document: Paper, text: str) -> None:
    """The heading of a section, which Word's outline shows and which stays with what follows."""
    paragraph = document.add_paragraph(style="Heading 1")
    paragraph.add_run(safe_text(text)).bold = True
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(4)
    paragraph.paragraph_format.keep_with_next = True


def prose(document: Paper, text: str) -> None:
    """A paragraph of the text: justified, its first line indented."""
    paragraph = document.add_paragraph(safe_text(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)


def centred(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: int = BODY
) -> None:
    """One run in the middle of its line."""
    run = paragraph.add_run(safe_text(text))
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)


def code(paragraph: Paragraph, text: str, size: float) -> None:
    """Text to be typed or compared letter by letter."""
    run = paragraph.add_run(safe_text(text))
    run.font.name, run.font.size = MONOSPACED, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), MONOSPACED)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def grid(
    document: Paper,
    lines: Sequence[Sequence[str]],
    widths: Sequence[float],
    write: Callable[[Paragraph, int, str], None],
    size: float = 12,
) -> None:
    """A ruled table whose first line is the header, repeated on every page; widths in mm; `write` puts the texts below it."""
    table = document.add_table(len(lines), len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_cell_margins())
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        _rule(row, "w:cantSplit" if number else "w:tblHeader")
        for place, (cell, width, text) in enumerate(zip(row.cells, widths, line, strict=True)):
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.line_spacing = Pt(1.5), 1.0
            paragraph.paragraph_format.keep_with_next = len(lines) <= SHORT and number < len(lines) - 1
            if number:
                write(paragraph, place, text)
            else:
                centred(paragraph, text, bold=True, size=size)
            paragraph.paragraph_format.space_after = Pt(1.5)


def signature(document: Paper, plan: Plan) -> None:
    """To whom it goes at the left, who signs for the Standing Committee at the right; office and name are left to be written."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = _side_by_side(document, 58, 102)
    centred(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    left.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in (f"- {plan.superior_vi};", "- Các đơn vị trực thuộc;", "- Lưu VP."):
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(line).font.size = Pt(12)
    centred(right.paragraphs[0], f"TM. BAN THƯỜNG VỤ {body_of(plan)}".upper(), bold=True)
    centred(right.add_paragraph(), "(chức vụ, chữ ký, họ tên)", italic=True)
    for _ in range(4):
        right.add_paragraph()


def body_of(plan: Plan) -> str:
    """The body that signs, without its place: Thành Đoàn."""
    return plan.issuer_vi.removesuffix(plan.city_vi.removeprefix("Thành phố ")).strip()


def _side_by_side(document: Paper, *widths: float) -> tuple[_Cell, ...]:
    """Cells without lines beside each other, of widths in mm, never parted by the end of a page."""
    table = document.add_table(1, len(widths))
    table.autofit = False
    for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = Mm(width)
    _rule(table.rows[0], "w:cantSplit")
    return table.rows[0].cells


def _number_pages(section: object) -> None:
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("w:fldSimple", instr="PAGE"))


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _cell_margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=f"{round(Mm(CELL_MARGIN).pt * 20)}", type="dxa"))
    return margins


def _rule(row: _Row, rule: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(rule))
