"""The minutes of a draw as a Word file, in the form of a Youth Union document, to be completed by hand and signed.

Names of persons are never written: places are left for them.
"""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from ..canvas import FONT, NO_TIME, without_times
from ..sheets import safe_text
from .minutes import CLAUSE, HOW_TICKETS, Minutes, recipe

MONOSPACED = "Courier New"
ROWS_SHOWN = 60
TEXT_WIDTH = 165  # mm, between the margins of 30 and 15
COLUMNS = {"TT": 12, "Đơn vị": 50, "Chi đoàn": 40, "Phiếu": 63}  # widths in mm


def minutes_docx(minutes: Minutes) -> bytes:
    """The minutes as a Word file, A4, to be completed by hand and signed; the same draw gives the same bytes."""
    document = Document()
    _page(document)
    properties = document.core_properties
    properties.author, properties.title = "sadec_analytics", f"Biên bản bốc thăm thẩm định năm {minutes.year}"
    properties.created = properties.modified = dt.datetime(*NO_TIME)
    properties.comments = f"Kế hoạch {minutes.plan.number}, {CLAUSE}"
    _letterhead(document, minutes)
    _who_and_where(document)
    _list_and_seed(document, minutes)
    _results(document, minutes)
    _how_to_check(document, minutes)
    _signatures(document)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


# ---------------------------------------------------------------- parts of the Word file


def _page(document: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(4), 1.1


def _letterhead(document: Paper, minutes: Minutes) -> None:
    place = minutes.plan.city_vi.removeprefix("Thành phố ")
    table = document.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(72), Mm(93)
    _centred(left.paragraphs[0], f"BCH {minutes.plan.issuer_vi}".upper(), bold=True)
    _centred(left.add_paragraph(), "***")
    _centred(left.add_paragraph(), "Số: ……-BB/ĐTN")
    _centred(right.paragraphs[0], "ĐOÀN TNCS HỒ CHÍ MINH", bold=True, underline=True)
    _centred(right.add_paragraph(), "")
    _centred(right.add_paragraph(), f"{place}, ngày ….. tháng ….. năm ……", italic=True)
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(14)
    _centred(title, "BIÊN BẢN", bold=True, size=16)
    _centred(document.add_paragraph(), f"bốc thăm chọn chi đoàn thẩm định năm {minutes.year}", bold=True)
    _centred(document.add_paragraph(), f"(Kế hoạch số {minutes.plan.number}, mục {CLAUSE})", italic=True)
    if minutes.is_practice:
        _centred(document.add_paragraph(), "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT", bold=True)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _who_and_where(document: Paper) -> None:
    for label in ("Thời gian", "Địa điểm", "Chủ trì", "Thư ký", "Người gọi số", "Đại diện các đơn vị chứng kiến"):
        _to_fill(document.add_paragraph(f"{label}: \t"))


def _list_and_seed(document: Paper, minutes: Minutes) -> None:
    _heading(document, "I. Danh sách chốt và số gọi tại hội nghị")
    units = minutes.frozen["unit"].nunique()
    document.add_paragraph(
        f"1. Danh sách chốt trước khi gọi số: {len(minutes.frozen)} chi đoàn do {units} đơn vị xác nhận đạt chuẩn (tệp danh-sach.txt). "
        "Mã SHA-256 của danh sách:"
    )
    _code(document.add_paragraph(), minutes.list_sha256, 10)
    seed = document.add_paragraph("2. Các chữ số được gọi tại hội nghị: ")
    seed.add_run(minutes.seed).bold = True
    document.add_paragraph(f"3. {minutes.how_drawn()}")
    document.add_paragraph(f"4. {minutes.visits_text}")
    document.add_paragraph(f"5. {minutes.what_it_proves()}")


def _results(document: Paper, minutes: Minutes) -> None:
    _heading(document, f"II. Chi đoàn được bốc trúng ({len(minutes.drawn)})")
    _branches(document, minutes.drawn)
    _heading(document, f"III. Thứ tự dự phòng ({len(minutes.replacements)})")
    if minutes.replacements.empty:
        document.add_paragraph("Không có: cả danh sách đã được bốc.")
    else:
        within = " trong cùng đơn vị" if minutes.by_unit else ""
        document.add_paragraph(
            f"Chi đoàn bốc trúng mà không thẩm định được thì thay bằng chi đoàn dự phòng đầu tiên còn lại{within} và ghi rõ lý do; "
            "khi kết luận, chi đoàn đó vẫn tính là chưa rõ."
        )
        _branches(document, minutes.replacements)
    if len(minutes.late):
        _heading(document, f"IV. Chi đoàn báo bổ sung sau khi chốt ({len(minutes.late)})")
        document.add_paragraph(
            "Chi đoàn báo sau có phiếu riêng, không làm đổi thứ tự đã chốt; chi đoàn có phiếu nhỏ hơn phiếu bốc trúng cuối cùng thì cũng "
            "được thẩm định (đánh dấu *)."
        )
        _branches(document, minutes.late, starred=True)


def _how_to_check(document: Paper, minutes: Minutes) -> None:
    text, ticket = minutes.example()
    _heading(document, f"{'V' if len(minutes.late) else 'IV'}. Cách kiểm tra lại một phiếu")
    document.add_paragraph(HOW_TICKETS)
    document.add_paragraph("Ví dụ, chi đoàn bốc trúng đầu tiên có dòng chữ:")
    _code(document.add_paragraph(), text, 11)
    document.add_paragraph("Gõ một trong các lệnh sau:")
    for system, line in recipe(text):
        document.add_paragraph(f"{system}:").paragraph_format.keep_with_next = True
        _code(document.add_paragraph(), line, 10)
    document.add_paragraph("Kết quả phải là phiếu của chi đoàn đó:").paragraph_format.keep_with_next = True
    _code(document.add_paragraph(), ticket, 10)
    document.add_paragraph("Kiểm tra mã của cả danh sách trong tệp danh-sach.txt, bằng PowerShell hoặc Linux:")
    _code(document.add_paragraph(), "Get-FileHash danh-sach.txt -Algorithm SHA256", 10)
    _code(document.add_paragraph(), "sha256sum danh-sach.txt", 10)


def _signatures(document: Paper) -> None:
    last = document.add_paragraph("Biên bản lập xong lúc ……… giờ ……… phút, đã đọc lại và các bên thống nhất.")
    last.paragraph_format.space_before, last.paragraph_format.keep_with_next = Pt(10), True
    table = document.add_table(2, 3)
    for cell, who in zip(table.rows[0].cells, ("THƯ KÝ", "ĐẠI DIỆN ĐƠN VỊ", "CHỦ TRÌ"), strict=True):
        _centred(cell.paragraphs[0], who, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cell in table.rows[1].cells:
        _centred(cell.paragraphs[0], "(Ký, ghi rõ họ tên)", italic=True)
        for _ in range(3):
            cell.add_paragraph()


def _branches(document: Paper, rows: pd.DataFrame, starred: bool = False) -> None:
    """A table of branches with their whole tickets; its header repeats on every page."""
    shown = rows.head(ROWS_SHOWN)
    places = [f"{place}{'*' if starred and drawn else ''}" for place, drawn in zip(shown["place"], shown["is_drawn"], strict=True)]
    lines = [tuple(COLUMNS), *zip(places, shown["unit"], shown["branch"], shown["ticket"], strict=True)]
    table = document.add_table(len(lines), len(COLUMNS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, COLUMNS.values(), strict=True):
        column.width = Mm(width)
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        _row_rule(row, "w:cantSplit" if number else "w:tblHeader")
        for cell, (column, width), text in zip(row.cells, COLUMNS.items(), line, strict=True):
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
            if not number or column == "TT":
                _centred(paragraph, text, bold=not number, size=12)
            elif column == "Phiếu":
                _code(paragraph, text, 8.5)
            else:
                paragraph.add_run(safe_text(text)).font.size = Pt(12)
    if len(rows) > len(shown):
        document.add_paragraph(f"Còn {len(rows) - len(shown)} chi đoàn: xem bảng tính kèm theo.")


def _row_rule(row: _Row, rule: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(rule))


def _to_fill(paragraph: Paragraph) -> None:
    """Dots to the right margin, to be written over by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _heading(document: Paper, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(10), True


def _centred(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: int = 14) -> None:
    run = paragraph.add_run(safe_text(text))
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)


def _code(paragraph: Paragraph, text: str, size: float) -> None:
    """Text to be typed or compared letter by letter."""
    run = paragraph.add_run(safe_text(text))
    run.font.name, run.font.size = MONOSPACED, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), MONOSPACED)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
