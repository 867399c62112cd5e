"""Which branches still need support, and of what kind (III.2.2.a, III.2.3)."""

from __future__ import annotations

import pandas as pd

from ...measures import wanting
from ..exhibits import Listing
from ..view import View


def wanting_branches(view: View) -> Listing:
    """Branches that do not surely meet the standard, with the criteria that each misses or that are open."""
    rows = wanting(view.tables.verdicts, view.plan)
    rows = rows[rows["year"] == view.year]
    table = pd.DataFrame({"Đơn vị": rows["unit"], "Chi đoàn": rows["branch"]})
    for state, name in (("not_met", "Tiêu chí chưa đạt"), ("unknown", "Tiêu chí chưa đủ số liệu")):
        table[name] = [", ".join(map(str, numbers)) or None for numbers in rows[state]]
    return Listing(f"{len(rows)} chi đoàn chưa đạt hoặc chưa đủ số liệu để kết luận năm {view.year}.", table)
