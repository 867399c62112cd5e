"""reports/index.html: every report with its edition, status and day of data, and links to its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from ..files import write_atomically
from ..workspace import Workspace
from .exhibits import Headline
from .page_html import Section, rendered
from .paper import EDITIONS, STATUSES
from .record import Record, read_record

INDEX = "index.html"
FILES_VI = {
    ".html": "Trang",
    ".pdf": "PDF",
    ".docx": "Word",
    ".pptx": "PowerPoint",
    ".xlsx": "Excel",
    ".txt": "Văn bản",
    ".ipynb": "Sổ tính",
}
OTHERS = "Tài liệu khác"
HEADS = ("Báo cáo", "Bản", "Tình trạng", "Số liệu", "Tệp")


def write_index(workspace: Workspace) -> Path:
    """Write reports/index.html anew from the folders that are there, whole or not at all."""
    folders = sorted(path for path in workspace.reports.iterdir() if path.is_dir() and not path.name.startswith("."))
    groups: dict[str, list[Markup]] = {}
    for folder, record in sorted(((folder, read_record(folder)) for folder in folders), key=_order):
        if links := _links(folder):
            groups.setdefault(record.group if record else OTHERS, []).append(_row(folder, record, links))
    title = f"Báo cáo, {workspace.plan().city_vi}"
    marks = ("Dữ liệu minh họa", "Trang nội bộ") if workspace.is_practice else ("Trang nội bộ",)
    page = rendered(
        "page.html.j2",
        title=title,
        headline=Markup(Headline(title, marks)._repr_html_()),
        opening=Markup("" if groups else "<p>Chưa có báo cáo nào: hãy chạy sadec report all.</p>"),
        sections=[Section(group, _table(group, rows)) for group, rows in groups.items()],
        foot=f"Lập ngày {dt.date.today():%d/%m/%Y}. Chỉ bản công khai được gửi ra ngoài Thành Đoàn.",
    )
    path = workspace.reports / INDEX
    write_atomically(path, page.encode("utf-8"))
    return path


def _order(of: tuple[Path, Record | None]) -> tuple:
    """Reports with a record first, by group and title; other folders by name."""
    folder, record = of
    return (record is None, record.group if record else "", record.title if record else "", folder.name)


def _links(folder: Path) -> list[Markup]:
    files = [path for suffix in FILES_VI for path in sorted(folder.glob(f"*{suffix}"))]
    count = {suffix: sum(path.suffix == suffix for path in files) for suffix in FILES_VI}
    return [
        Markup('<a href="{}">{}</a>').format(
            f"{quote(folder.name)}/{quote(path.name)}", FILES_VI[path.suffix] if count[path.suffix] == 1 else path.name
        )
        for path in files
    ]


def _row(folder: Path, record: Record | None, links: list[Markup]) -> Markup:
    said = (EDITIONS[record.edition], _status(record), record.data_day.removeprefix("số liệu ")) if record else ("–", "–", "–")
    cells = Markup("").join(Markup("<td>{}</td>").format(text) for text in (*said, Markup(", ").join(links)))
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(record.title if record else folder.name, cells)


def _status(record: Record) -> str:
    if not record.published:
        return STATUSES[record.status]
    return f"{STATUSES[record.status]}; công bố ngày {', '.join(f'{dt.date.fromisoformat(one.on):%d/%m/%Y}' for one in record.published)}"


def _table(group: str, rows: list[Markup]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in HEADS)
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, Markup("").join(rows))
    return Markup('<div class="bang chi-muc" role="group" tabindex="0" aria-label="{}">{}</div>').format(group, table)
