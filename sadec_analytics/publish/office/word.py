"""The report as a Word document in the Youth Union's form, its text made from the numbers, to be numbered, dated and signed."""

from __future__ import annotations

from docx.document import Document as Paper
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ...sheets import safe_text
from ..exhibits import text_of
from ..pages import Page
from . import ANNEX
from .cells import middle_columns
from .contents import SOURCES, Block, blocks
from .paper import CELL_MARGIN, TEXT_WIDTH, body_of, centred, grid, heading, letterhead, new_paper, prose, saved, signature, title

NO_BREAK = "\u00a0"
ROWS_SHOWN = 40
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)  # points, the largest at which no word is broken is taken
LETTER, BOLD = 0.19, 1.15  # mm a letter and point (digits and capitals are wide), how much wider bold is
PADDING = 2 * CELL_MARGIN + 0.4  # mm beside a text
SHORTEST = 4.6  # letters of a header's word: “Thẩm” is wider than four usual ones
TALLEST, TALLEST_NAME = 5, 2  # lines of a cell, and of one that names its row, where the letters can be made smaller
WIDEN = 1.3  # how much a narrow table may be stretched
LONGEST_CELL = 40  # letters beyond which a column is not made wider


def word(page: Page) -> bytes:
    """The document; the same page gives the same bytes."""
    plan, is_practice = page.plan, page.tables.is_practice
    document = new_paper(page.title, f"Kế hoạch {plan.number}, lần chạy {page.tables.run}")
    letterhead(document, plan, "BC")
    title(document, "BÁO CÁO", (page.title.replace(plan.city_vi, plan.city_vi.replace(" ", NO_BREAK)),), is_practice)
    prose(
        document,
        f"Thực hiện Kế hoạch số {plan.number} ngày {plan.signed_on:%d/%m/%Y} của {plan.issuer_vi} ({plan.vi}), "
        f"Ban Thường vụ {body_of(plan)} báo cáo kết quả như sau:",
    )
    for number, block in enumerate(blocks(page), 1):
        _section(document, number, block)
    _sources(document, page, 1 + len(page.pieces))
    prose(document, f"Trên đây là báo cáo của Ban Thường vụ {body_of(plan)}./.")
    signature(document, plan)
    return saved(document)


def _section(document: Paper, number: int, block: Block) -> None:
    if not (block.said or block.label):
        prose(document, f"{number}. {block.message}.")  # nothing stands below it that it could head
        return
    heading(document, f"{number}. {block.message}")
    for line in filter(None, block.said.split("\n")):
        prose(document, line)
    if block.label:
        about = f". {block.chart.measure}" if block.chart else ""
        centred(document.add_paragraph(), f"{block.label}{about}", italic=True, size=12)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _table(document, block)


def _table(document: Paper, block: Block) -> None:
    rows = block.table.head(ROWS_SHOWN)
    lines = [[str(name) for name in rows.columns], *([text_of(cell) for cell in row] for row in rows.itertuples(index=False))]
    size, widths = _laid(lines)
    in_the_middle = middle_columns(block.table)

    def write(paragraph: Paragraph, column: int, text: str) -> None:
        if in_the_middle[column]:
            centred(paragraph, text, size=size)
        else:
            paragraph.add_run(safe_text(text)).font.size = Pt(size)

    grid(document, lines, widths, write, size)
    after = document.add_paragraph()
    if len(block.table) > len(rows):
        after.add_run(f"Còn {len(block.table) - len(rows)} dòng ở phụ lục ({ANNEX}, trang {block.label}).").italic = True


def _laid(lines: list[list[str]]) -> tuple[float, list[float]]:
    """Points of the letters, and widths in mm that hold every word and, within reason, the longest cell; never wider than the text."""
    tallest = (TALLEST_NAME, *[TALLEST] * (len(lines[0]) - 1))
    laid = ((size, _least(lines, size, most)) for most in (tallest, None) for size in SIZES)
    size, least = next((one for one in laid if sum(one[1]) <= TEXT_WIDTH), (SIZES[-1], _least(lines, SIZES[-1])))
    cells = [min(max(len(head) * BOLD / 2, *map(len, column), 1), LONGEST_CELL) for head, *column in zip(*lines, strict=True)]
    wanted = [max(letters * size * LETTER + PADDING, few) for letters, few in zip(cells, least, strict=True)]
    if sum(wanted) <= TEXT_WIDTH:
        return size, [width * min(TEXT_WIDTH / sum(wanted), WIDEN) for width in wanted]
    spare, short = max(TEXT_WIDTH - sum(least), 0), sum(wanted) - sum(least) or 1
    scale = min(TEXT_WIDTH / sum(least), 1)
    return size, [(few + spare * (many - few) / short) * scale for few, many in zip(least, wanted, strict=True)]


def _least(lines: list[list[str]], size: float, tallest: tuple[int, ...] | None = None) -> list[float]:
    """The width in mm that the longest word of each column needs, and its longest cell to be no taller than so many lines."""
    columns = [(head, *column) for head, *column in zip(*lines, strict=True)]
    words = [max(max(_longest(head), SHORTEST) * BOLD, *map(_longest, column), 1) for head, *column in columns]
    texts = [max(map(len, column)) / most for column, most in zip(columns, tallest, strict=True)] if tallest else [0] * len(columns)
    return [max(word, text) * size * LETTER + PADDING for word, text in zip(words, texts, strict=True)]


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=1)


def _sources(document: Paper, page: Page, number: int) -> None:
    heading(document, f"{number}. {SOURCES}")
    for line in str(page.provenance).split("\n"):
        prose(document, line)
    prose(document, f"Cách hiểu kế hoạch, và lệnh truy vết từng bảng đến ô số liệu gốc: xem trang “{SOURCES}” của {ANNEX}.")
