"""What the minutes of a draw tell (III.2.4.b), and the workbook that tells it; `minutes_docx` writes the paper that people sign."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..measures import CONFIDENCE, proportion_bounds, ticket_texts
from ..plan import Plan
from ..sheets import workbook_bytes
from .sentences import of

CLAUSE = "III.2.4.b"
HOW_TICKETS = (
    "Phiếu của mỗi chi đoàn là mã SHA-256 (64 ký tự) của dòng chữ “số đã gọi|năm|đơn vị|chi đoàn” (UTF-8, Unicode dựng sẵn, không có dấu "
    "cách quanh dấu “|”). Xếp phiếu từ nhỏ đến lớn (0-9 rồi a-f) được thứ tự bốc thăm. Ai có biên bản này cũng tính lại được, không cần "
    "phần mềm riêng, không cần mạng."
)


@dataclass(frozen=True)
class Minutes:
    """What the minutes tell: the rows of `measures.draw`, what was called, the hash of the list, and how many visits prove what."""

    rows: pd.DataFrame
    year: int
    seed: str
    visits: int
    by_unit: bool
    list_sha256: str
    branches: int
    visits_text: str
    plan: Plan
    is_practice: bool

    @property
    def frozen(self) -> pd.DataFrame:
        return self.rows[~self.rows["is_late"]]

    @property
    def drawn(self) -> pd.DataFrame:
        return self.frozen[self.frozen["is_drawn"]]

    @property
    def replacements(self) -> pd.DataFrame:
        return self.frozen[~self.frozen["is_drawn"]]

    @property
    def to_visit(self) -> pd.DataFrame:
        return self.rows[self.rows["is_drawn"]]

    @property
    def late(self) -> pd.DataFrame:
        return self.rows[self.rows["is_late"]]

    def how_drawn(self) -> str:
        """How the branches to visit follow from the order."""
        if not self.by_unit:
            return f"Bốc chung cả danh sách: {self.visits} chi đoàn có phiếu nhỏ nhất được thẩm định."
        return (
            f"Bốc theo đơn vị, tổng cộng {self.visits} chi đoàn: mỗi đơn vị ít nhất 01, phần còn lại chia theo số chi đoàn còn lại của "
            "từng đơn vị (số dư lớn nhất lấy trước); trong mỗi đơn vị lấy phiếu nhỏ nhất trước."
        )

    def what_it_proves(self) -> str:
        """What the draw can prove at best; a draw by unit proves nothing of the whole list."""
        if self.by_unit:
            return "Bốc theo đơn vị chỉ cho kết luận về từng đơn vị có đủ chi đoàn được thẩm định, không gộp lại cho cả danh sách."
        count, target = len(self.frozen), self.plan.stage_running_in(self.year).target
        proven = int(proportion_bounds(count, self.visits, self.visits).at_least)
        return (
            f"Nếu cả {self.visits} chi đoàn bốc trúng đều được xác nhận thì với độ tin cậy {CONFIDENCE:.0%} có ít nhất {proven} trong "
            f"{count} chi đoàn của danh sách thật sự đạt chuẩn, bằng {of(proven, self.branches, target)} của toàn thành phố."
        )

    def example(self) -> tuple[str, str]:
        """The text and the ticket of the first branch drawn."""
        first = self.drawn.head(1)
        return ticket_texts(first, self.seed)[0], first["ticket"].iloc[0]


def recipe(text: str) -> tuple[tuple[str, str], ...]:
    """How to work out the ticket of a text by hand: the system, and the line to type there."""
    quoted = text.replace("'", "''")
    return (
        (
            "Windows (PowerShell)",
            f"$t = '{quoted}'.Normalize(); "
            "[BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($t)))"
            ".Replace('-','').ToLower()",
        ),
        ("Linux", "printf '%s' '{}' | sha256sum".format(text.replace("'", "'\\''"))),
        ("macOS", "printf '%s' '{}' | shasum -a 256".format(text.replace("'", "'\\''"))),
    )


def minutes_xlsx(minutes: Minutes) -> bytes:
    """The minutes as a workbook: what was called, the branches drawn, the replacement order, late ones, and how to check."""
    text, ticket = minutes.example()
    practice = [("Loại số liệu", "Dữ liệu minh họa")] if minutes.is_practice else []
    lines = [
        *practice,
        ("Biên bản", f"Bốc thăm chọn chi đoàn thẩm định năm {minutes.year}"),
        ("Căn cứ", f"Kế hoạch {minutes.plan.number}, {CLAUSE}"),
        ("Danh sách chốt", f"{len(minutes.frozen)} chi đoàn của {minutes.frozen['unit'].nunique()} đơn vị"),
        ("SHA-256 của danh sách", minutes.list_sha256),
        ("Số gọi tại hội nghị", minutes.seed),
        ("Cách bốc", minutes.how_drawn()),
        ("Số chi đoàn cần thẩm định", minutes.visits_text),
        ("Kết luận được gì", minutes.what_it_proves()),
        ("Phiếu", HOW_TICKETS),
        ("Ví dụ: dòng chữ", text),
        ("Ví dụ: phiếu", ticket),
        *((f"Kiểm tra bằng {system}", line) for system, line in recipe(text)),
    ]
    sheets = {
        "Biên bản": pd.DataFrame(lines, columns=["Mục", "Nội dung"]),
        "Bốc trúng": _table(minutes.drawn, minutes),
        "Dự phòng": _table(minutes.replacements, minutes),
    }
    if len(minutes.late):
        sheets["Bổ sung sau"] = _table(minutes.late, minutes).assign(**{"Được bốc": minutes.late["is_drawn"].to_list()})
    return workbook_bytes(sheets)


def _table(rows: pd.DataFrame, minutes: Minutes) -> pd.DataFrame:
    names = {"place": "Thứ tự trong đơn vị" if minutes.by_unit else "Thứ tự", "unit": "Đơn vị", "branch": "Chi đoàn", "ticket": "Phiếu"}
    return rows[[*names]].rename(columns=names).assign(**{"Dòng chữ": ticket_texts(rows, minutes.seed)})
