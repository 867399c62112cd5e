"""What `sadec readings` says: each named reading, its options, the one in force, and which verdicts turn under the others."""

from __future__ import annotations

import pandas as pd

from ..measures import reading_counts, reading_effects
from ..plan import Plan, Reading
from ..versions import VERDICTS as OF_BRANCHES
from ..workspace import Tables
from .sentences import VERDICTS as OF_STAGES
from .sentences import named

SHOWN = 3
WORDS = OF_BRANCHES | OF_STAGES
LEVELS = {
    "criterion": "kết quả tiêu chí",
    "branch": "kết quả chi đoàn (từng năm)",
    "unit": "kết luận giai đoạn của đơn vị",
    "city": "kết luận giai đoạn của toàn thành phố",
}
BEARING = {
    "duties": "Chỉ đổi thời hạn báo cáo, không đổi kết quả xét chi đoàn.",
    "programme_a": "Chỉ đổi đối tượng của chương trình “3 chủ động”, không đổi kết quả xét chi đoàn.",
    "review": "Chỉ đổi ngày tổng kết, không đổi kết quả xét chi đoàn.",
}


def reading_lines(tables: Tables, plan: Plan) -> list[str]:
    """The lines for the tables of one run, in Vietnamese: a paragraph a reading, the first few verdicts that turn by name."""
    effects = reading_effects(tables.branch_years, tables.statements, tables.roster, plan)
    counts = reading_counts(effects, plan)
    lines = [f"Các cách hiểu kế hoạch {plan.number}, và kết quả nào đổi theo từng lựa chọn:"]
    for reading in plan.readings:
        lines += ["", *_of_reading(reading, effects, counts, plan)]
    example = next(f'{row.reading} = "{row.option}"' for row in counts.itertuples())
    return [*lines, "", f"Muốn đổi: ghi dưới mục [plan] của data/decisions/readings.toml, ví dụ {example}, rồi chạy: sadec build"]


def _of_reading(reading: Reading, effects: pd.DataFrame, counts: pd.DataFrame, plan: Plan) -> list[str]:
    chosen = plan.reading(reading.id)
    lines = [f"{reading.clause}  {reading.vi} ({reading.id})", f"  đang dùng: {reading.options[chosen]} ({chosen})"]
    for row in counts[counts["reading"] == reading.id].to_dict("records"):
        turned = effects[(effects["reading"] == reading.id) & (effects["option"] == row["option"])]
        lines.append(f"  nếu chọn: {reading.options[row['option']]} ({row['option']})")
        lines += [f"    {line}" for line in _turned(turned, row, reading)]
    return lines


def _turned(turned: pd.DataFrame, counts: dict, reading: Reading) -> list[str]:
    """How many verdicts turn, and of whole branches and of stages the first few of each."""
    if turned.empty:
        return [BEARING.get(reading.bears_on, "Không đổi kết quả nào.")]
    lines = [f"Đổi {named([f'{counts[level]} {said}' for level, said in LEVELS.items() if counts[level]])}."]
    for level in (level for level in LEVELS if level != "criterion"):
        of_level = turned[turned["level"] == level]
        lines += [_line(row) for row in of_level.head(SHOWN).to_dict("records")]
        if len(of_level) > SHOWN:
            lines.append(f"… và {len(of_level) - SHOWN} {LEVELS[level]} nữa")
    return lines


def _line(row: dict) -> str:
    before, after = (WORDS[row[end]] if pd.notna(row[end]) else "không xét" for end in ("before", "after"))
    unit = row["unit"] if pd.notna(row["unit"]) else "Toàn thành phố"
    what = f"giai đoạn {row['stage']}" if pd.notna(row["stage"]) else row["branch"]
    return f"Năm {row['year']}, {unit}, {what}: {before} → {after}"
