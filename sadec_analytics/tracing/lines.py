"""A trace as staff read it: lines a branch, a workbook, and the command that gives it."""

from __future__ import annotations

import shlex

import pandas as pd

from ..sheets import workbook_bytes

VERDICTS = {"met": "đạt", "not_met": "chưa đạt", "unknown": "chưa rõ"}
STEPS = ("registered", "claimed", "appraised", "recognised")
SAID = {"met": "có", "not_met": "không", "unknown": "chưa rõ"}
COLUMNS_VI = {
    "year": "Năm",
    "unit": "Đơn vị",
    "branch": "Chi đoàn",
    "of": "Thuộc",
    "form": "Biểu",
    "field": "Trường",
    "label": "Nội dung",
    "value": "Giá trị đã lấy",
    "kind": "Cách nói không có giá trị",
    "low": "Ít nhất",
    "high": "Nhiều nhất",
    "text": "Lời ghi",
    "verdict": "Kết quả điều kiện",
    "outcome": "Kết quả",
    "file": "Tệp",
    "received_on": "Ngày nhận",
    "sheet": "Trang",
    "cell": "Ô",
    "raw": "Ghi trong ô",
    "codes": "Mã nhận xét",
    "taken_as": "Hiểu là",
    "messages": "Nhận xét",
    "corrected_to": "Đã sửa thành",
    "newest_file": "Bản gửi sau",
    "note": "Ghi chú",
}


def trace_command(what: str, year: int, unit: str | None = None, branch: str | None = None) -> str:
    """The command that traces a figure, as a person types it."""
    chosen = [f'--unit "{unit}"' if unit else "", f'--branch "{branch}"' if branch else ""]
    named = what if shlex.quote(what) == what else f'"{what}"'
    return " ".join(part for part in ("sadec trace", f"--year {year}", *chosen, f"--what {named}") if part)


def trace_lines(facts: pd.DataFrame) -> list[str]:
    """The rows of `trace` in Vietnamese: a heading a branch or unit with its verdict, then a line a fact, and below it what was found."""
    lines: list[str] = []
    rows = facts.astype(object).where(facts.notna(), None).to_dict("records")
    heading = None
    for row in rows:
        if (row["unit"], row["branch"]) != heading:
            heading = (row["unit"], row["branch"])
            lines.append(", ".join(part for part in (row["branch"], row["unit"], f"năm {row['year']}") if part) + _outcome(row))
        verdict = f" ({VERDICTS[row['verdict']]})" if row["verdict"] else ""
        lines.append(f"  {row['of']}{verdict} {row['label']}: {_value(row)}")
        lines += [f"      {line}" for line in _behind(row)]
    return lines or ["Không có số liệu nào."]


def trace_workbook(facts: pd.DataFrame) -> bytes:
    """The rows of `trace` as an .xlsx."""
    shown = facts.assign(verdict=facts["verdict"].map(VERDICTS), outcome=facts["outcome"].map(VERDICTS))
    return workbook_bytes({"Truy về từng ô": shown}, COLUMNS_VI)


def _outcome(row: dict) -> str:
    words = SAID if row["of"] in STEPS else VERDICTS
    return f": {words[row['outcome']]}" if row["outcome"] else ""


def _value(row: dict) -> str:
    value = row["value"]
    if value is None:
        return row["text"] or "chưa có"
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _behind(row: dict) -> list[str]:
    """Where a fact stands, what its cell shows, and why it was taken so."""
    if row["file"] is None:
        return [row["note"] or "", *(row["messages"] or "").splitlines()]
    places = [row["file"], f"trang “{row['sheet']}”" if row["sheet"] else "", f"ô {row['cell']}" if row["cell"] else ""]
    came = f"nhận {row['received_on']:%d/%m/%Y}" if row["received_on"] else ""
    shown = f"ghi “{row['raw']}”" if row["raw"] else ""
    lines = [", ".join(part for part in (*places, came, shown) if part)]
    lines += [f"{row['note']}"] if row["note"] else []
    lines += [f"bản gửi sau: {row['newest_file']}"] if row["newest_file"] else []
    lines += [f"đã sửa thành “{row['corrected_to']}”"] if row["corrected_to"] else []
    return [*lines, *(row["messages"] or "").splitlines()]
