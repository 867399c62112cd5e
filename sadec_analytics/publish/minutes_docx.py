"""The minutes of a draw as a Word file, in the form of a Youth Union document, to be completed by hand and signed.

Names of persons are never written: places are left for them.
"""

from __future__ import annotations

import pandas as pd
from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from ..sheets import safe_text
from .minutes import CLAUSE, HOW_TICKETS, Minutes, recipe
from .office.paper import TEXT_WIDTH, centred, code, grid, heading, letterhead, new_paper, saved, title

ROWS_SHOWN = 60
COLUMNS = {"TT": 12, "Đơn vị": 47, "Chi đoàn": 39, "Phiếu": 62}  # widths in mm


def minutes_docx(minutes: Minutes) -> bytes:
    """The minutes as a Word file, A4, to be completed by hand and signed; the same draw gives the same bytes."""
    document = new_paper(f"Biên bản bốc thăm thẩm định năm {minutes.year}", f"Kế hoạch {minutes.plan.number}, {CLAUSE}")
    letterhead(document, minutes.plan, "BB")
    about = (f"bốc thăm chọn chi đoàn thẩm định năm {minutes.year}", f"(Kế hoạch số {minutes.plan.number}, mục {CLAUSE})")
    title(document, "BIÊN BẢN", about, minutes.is_practice)
    _who_and_where(document)
    _list_and_seed(document, minutes)
    _results(document, minutes)
    _how_to_check(document, minutes)
    _signatures(document)
    return saved(document)


# ---------------------------------------------------------------- parts of the Word file


def _who_and_where(document: Paper) -> None:
    for label in ("Thời gian", "Địa điểm", "Chủ trì", "Thư ký", "Người gọi số", "Đại diện các đơn vị chứng kiến"):
        _to_fill(document.add_paragraph(f"{label}: \t"))


def _list_and_seed(document: Paper, minutes: Minutes) -> None:
    heading(document, "I. Danh sách chốt và số gọi tại hội nghị")
    units = minutes.frozen["unit"].nunique()
    document.add_paragraph(
        f"1. Danh sách chốt trước khi gọi số: {len(minutes.frozen)} chi đoàn do {units} đơn vị xác nhận đạt chuẩn (tệp danh-sach.txt). "
        "Mã SHA-256 của danh sách:"
    )
    code(document.add_paragraph(), minutes.list_sha256, 10)
    seed = document.add_paragraph("2. Các chữ số được gọi tại hội nghị: ")
    seed.add_run(minutes.seed).bold = True
    document.add_paragraph(f"3. {minutes.how_drawn()}")
    document.add_paragraph(f"4. {minutes.visits_text}")
    document.add_paragraph(f"5. {minutes.what_it_proves()}")


def _results(document: Paper, minutes: Minutes) -> None:
    heading(document, f"II. Chi đoàn được bốc trúng ({len(minutes.drawn)})")
    _branches(document, minutes.drawn)
    heading(document, f"III. Thứ tự dự phòng ({len(minutes.replacements)})")
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
        heading(document, f"IV. Chi đoàn báo bổ sung sau khi chốt ({len(minutes.late)})")
        document.add_paragraph(
            "Chi đoàn báo sau có phiếu riêng, không làm đổi thứ tự đã chốt; chi đoàn có phiếu nhỏ hơn phiếu bốc trúng cuối cùng thì cũng "
            "được thẩm định (đánh dấu *)."
        )
        _branches(document, minutes.late, starred=True)


def _how_to_check(document: Paper, minutes: Minutes) -> None:
    text, ticket = minutes.example()
    heading(document, f"{'V' if len(minutes.late) else 'IV'}. Cách kiểm tra lại một phiếu")
    document.add_paragraph(HOW_TICKETS)
    document.add_paragraph("Ví dụ, chi đoàn bốc trúng đầu tiên có dòng chữ:")
    code(document.add_paragraph(), text, 11)
    document.add_paragraph("Gõ một trong các lệnh sau:")
    for system, line in recipe(text):
        document.add_paragraph(f"{system}:").paragraph_format.keep_with_next = True
        code(document.add_paragraph(), line, 10)
    document.add_paragraph("Kết quả phải là phiếu của chi đoàn đó:").paragraph_format.keep_with_next = True
    code(document.add_paragraph(), ticket, 10)
    document.add_paragraph("Kiểm tra mã của cả danh sách trong tệp danh-sach.txt, bằng PowerShell hoặc Linux:")
    code(document.add_paragraph(), "Get-FileHash danh-sach.txt -Algorithm SHA256", 10)
    code(document.add_paragraph(), "sha256sum danh-sach.txt", 10)


def _signatures(document: Paper) -> None:
    last = document.add_paragraph("Biên bản lập xong lúc ……… giờ ……… phút, đã đọc lại và các bên thống nhất.")
    last.paragraph_format.space_before, last.paragraph_format.keep_with_next = Pt(10), True
    table = document.add_table(2, 3)
    for cell, who in zip(table.rows[0].cells, ("THƯ KÝ", "ĐẠI DIỆN ĐƠN VỊ", "CHỦ TRÌ"), strict=True):
        centred(cell.paragraphs[0], who, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cell in table.rows[1].cells:
        centred(cell.paragraphs[0], "(Ký, ghi rõ họ tên)", italic=True)
        for _ in range(3):
            cell.add_paragraph()


def _branches(document: Paper, rows: pd.DataFrame, starred: bool = False) -> None:
    """A table of branches with their whole tickets; its header repeats on every page."""
    shown = rows.head(ROWS_SHOWN)
    places = [f"{place}{'*' if starred and drawn else ''}" for place, drawn in zip(shown["place"], shown["is_drawn"], strict=True)]
    lines = [tuple(COLUMNS), *zip(places, shown["unit"], shown["branch"], shown["ticket"], strict=True)]
    grid(document, lines, list(COLUMNS.values()), _write)
    if len(rows) > len(shown):
        document.add_paragraph(f"Còn {len(rows) - len(shown)} chi đoàn: xem bảng tính kèm theo.")


def _write(paragraph: Paragraph, column: int, text: str) -> None:
    if list(COLUMNS)[column] == "TT":
        centred(paragraph, text, size=12)
    elif list(COLUMNS)[column] == "Phiếu":
        code(paragraph, text, 8.5)
    else:
        paragraph.add_run(safe_text(text)).font.size = Pt(12)


def _to_fill(paragraph: Paragraph) -> None:
    """Dots to the right margin, to be written over by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
