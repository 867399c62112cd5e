"""What has not come, and what came but could not be read."""

from __future__ import annotations

from ...measures import not_reported
from ..exhibits import Listing
from ..view import View

NO_UNIT = "(chưa rõ đơn vị)"


def not_received(view: View) -> Listing:
    """How many branches of each unit sent nothing for the year."""
    rows = not_reported(view.tables.branch_years, view.tables.roster, view.year)
    counts = rows.groupby("unit", sort=False).size().rename("Chi đoàn chưa có báo cáo").rename_axis("Đơn vị").reset_index()
    if rows.empty:
        return Listing(f"Mọi chi đoàn đều có báo cáo kết quả năm {view.year}.", counts)
    return Listing(f"{len(rows)} chi đoàn chưa có báo cáo kết quả năm {view.year}.", counts)


def questions(view: View) -> Listing:
    """How many findings keep a value unknown, by unit."""
    found = view.tables.findings
    rows = found[(found["severity"] == "blocking") & ((found["year"] == view.year) | found["year"].isna())]
    counts = rows.assign(unit=rows["unit"].fillna(NO_UNIT)).groupby("unit").size()
    order = [unit.name for unit in view.plan.units if unit.name in counts.index]
    counts = counts.reindex([*order, *(unit for unit in counts.index if unit not in order)])
    said = f"{len(rows)} chỗ trong bảng tính chưa đọc được thành số liệu; chi tiết ở trang findings của tong_hop.xlsx."
    table = counts.rename("Chỗ cần hỏi lại").rename_axis("Đơn vị").reset_index()
    return Listing(said if len(rows) else "Mọi ô có số liệu đều đọc được.", table)
