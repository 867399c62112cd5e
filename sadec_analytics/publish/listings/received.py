"""What came and when, what has not come, and what came but could not be read."""

from __future__ import annotations

import re

import pandas as pd

from ...measures import not_reported
from ..exhibits import Listing
from ..view import View
from .words import of_unit

NO_UNIT = "(chưa rõ đơn vị)"
STATES_VI = {
    "on_time": "đúng hạn",
    "late": "trễ hạn",
    "missing": "chưa nhận được",
    "not_due": "chưa đến hạn",
    "not_judged": "không xét hạn",
}
READ_VI = {"read": "đọc được", "partly": "đọc được một phần", "refused": "không đọc được"}
DAY_FROM_VI = {"decision": "received.csv", "message": "thư gửi", "date_line": "ngày ghi trong bảng", "file_time": "ngày của tệp"}
FILE, SHEET, PLACE, WHAT = "Tệp", "Trang tính", "Ô", "Vì sao, cần ghi thế nào"
QUOTED = "“…”"
WORDS = re.compile(r"[^\W\d_]+")


def not_received(view: View) -> Listing:
    """How many branches of each unit sent nothing for the year."""
    rows = not_reported(view.tables.branch_years, view.tables.roster, view.year)
    counts = rows.groupby("unit", sort=False).size().rename("Chi đoàn chưa có báo cáo").rename_axis("Đơn vị").reset_index()
    if rows.empty:
        return Listing(f"Mọi chi đoàn đều có báo cáo kết quả năm {view.year}.", counts)
    return Listing(f"Còn {len(rows)} chi đoàn chưa có báo cáo kết quả năm {view.year}.", counts)


def silent_branches(view: View, unit: str) -> Listing:
    """The branches of a unit that sent nothing for the year."""
    rows = of_unit(not_reported(view.tables.branch_years, view.tables.roster, view.year), view.year, unit)
    said = f"Còn {len(rows)} chi đoàn của đơn vị chưa có báo cáo kết quả năm {view.year}."
    table = rows[["branch"]].set_axis(["Chi đoàn"], axis=1)
    return Listing(said if len(rows) else f"Mọi chi đoàn của đơn vị đã có báo cáo kết quả năm {view.year}.", table)


def questions(view: View) -> Listing:
    """How many findings keep a value unknown, by unit."""
    rows = _findings(view, "blocking")
    rows = rows[(rows["year"] == view.year) | rows["year"].isna()]
    counts = rows.assign(unit=rows["unit"].fillna(NO_UNIT)).groupby("unit").size()
    order = [unit.name for unit in view.plan.units if unit.name in counts.index]
    counts = counts.reindex([*order, *(unit for unit in counts.index if unit not in order)])
    said = f"Còn {len(rows)} chỗ trong bảng tính chưa đọc được thành số liệu; chi tiết ở trang findings của tong_hop.xlsx."
    table = counts.rename("Chỗ cần hỏi lại").rename_axis("Đơn vị").reset_index()
    return Listing(said if len(rows) else "Mọi ô có số liệu đều đọc được.", table)


def files(view: View, unit: str) -> Listing:
    """The files of a unit that tell of the year, in the order of receipt."""
    rows = _files(view, unit).sort_values("received_on", kind="stable")
    forms = {form.id: form.vi for form in view.plan.forms}
    table = pd.DataFrame(
        {
            FILE: [path.rpartition("/")[2] for path in rows["path"]],
            "Biểu": [", ".join(forms.get(one, one) for one in str(form).split(";")) if pd.notna(form) else None for form in rows["form"]],
            "Ngày nhận": rows["received_on"].dt.strftime("%d/%m/%Y"),
            "Ngày này theo": rows["received_from"].map(DAY_FROM_VI),
            "Kết quả đọc": rows["status"].map(READ_VI),
        }
    )
    said = f"Đã nhận {len(rows)} tệp của đơn vị cho năm {view.year}."
    return Listing(said if len(rows) else f"Chưa nhận được tệp nào của đơn vị cho năm {view.year}.", table.reset_index(drop=True))


def duty_states(view: View, unit: str) -> Listing:
    """What the unit owed for the year, when it was due, when it came, and how complete it was (III, IV.2)."""
    rows = of_unit(view.tables.duties, view.year, unit)
    names = {duty.id: duty.vi for duty in view.plan.duties}
    inclusive = rows["inclusive"].fillna(True)
    table = pd.DataFrame(
        {
            "Việc phải gửi": rows["duty"].map(names),
            "Hạn": [f"{'đến hết' if on else 'trước'} {day:%d/%m/%Y}" for day, on in zip(rows["due_on"], inclusive, strict=True)],
            "Ngày nhận": rows["received_on"].dt.strftime("%d/%m/%Y"),
            "Tình trạng": rows["state"].map(STATES_VI),
            "Ô đã điền": [
                f"{a}/{n}" if pd.notna(a) and pd.notna(n) else None for a, n in zip(rows["answered"], rows["cells"], strict=True)
            ],
            "Mục": rows["clause"],
        }
    )
    late, missing = ((rows["state"] == state).sum() for state in ("late", "missing"))
    return Listing(f"Có {len(rows)} việc phải gửi cho năm {view.year}: {late} trễ hạn, {missing} chưa nhận được.", table)


def unread(view: View, unit: str) -> Listing:
    """Every place of the unit's files of the year that could not be read, and what to write there; what stood there is not repeated."""
    table = _places(view, unit, "blocking")
    said = f"Còn {len(table)} chỗ chưa đọc được thành số liệu, cần sửa rồi gửi lại."
    return Listing(said if len(table) else "Mọi ô của đơn vị đều đọc được.", table)


def repaired(view: View, unit: str) -> Listing:
    """Every place that was read in a way of our own, for the unit to confirm."""
    table = _places(view, unit, "repaired")
    said = f"Có {len(table)} chỗ phần mềm tự hiểu; đơn vị xem lại, đúng thì không cần gửi lại."
    return Listing(said if len(table) else "Không có chỗ nào phải tự hiểu.", table)


def noted(view: View, unit: str) -> Listing:
    """Every place that should be looked at."""
    table = _places(view, unit, "noted")
    return Listing(f"Có {len(table)} chỗ nên xem lại." if len(table) else "Không có chỗ nào khác cần xem lại.", table)


def _files(view: View, unit: str) -> pd.DataFrame:
    """The submissions of a unit that hold something of the year; a file may hold several units and years."""
    rows = view.tables.submissions
    ours = rows["unit"].fillna("").str.split(";").map(lambda units: unit in units)
    then = rows["year"].fillna("").str.split(";").map(lambda years: str(view.year) in years)
    return rows[ours & then]


def _places(view: View, unit: str, severity: str) -> pd.DataFrame:
    rows = _findings(view, severity)
    of_files = rows["submission"].isin(_files(view, unit)["submission"]) & rows["unit"].isna()
    ours = (rows["unit"] == unit) & ((rows["year"] == view.year) | rows["year"].isna())
    rows = rows[ours | of_files]
    names = dict(zip(view.tables.submissions["submission"], view.tables.submissions["path"], strict=True))
    return pd.DataFrame(
        {
            FILE: [str(names.get(one, "")).rpartition("/")[2] or None for one in rows["submission"]],
            SHEET: rows["sheet"],
            PLACE: rows["cell"],
            WHAT: [_unquoted(row["message"], row["raw"]) for row in rows[["message", "raw"]].to_dict("records")],
        }
    ).reset_index(drop=True)


def _findings(view: View, severity: str) -> pd.DataFrame:
    return view.tables.findings[view.tables.findings["severity"] == severity]


def _unquoted(message: str, raw: str) -> str:
    """The message without what stood in the cell, unless that is a number, a mark or one common word: a cell may name a person."""
    if pd.isna(raw) or not str(raw).strip() or _is_harmless(str(raw)):
        return message
    return message.replace(f"“{raw}”", QUOTED).replace(str(raw), "…")


def _is_harmless(raw: str) -> bool:
    words = WORDS.findall(raw)
    return len(words) <= 1 and all(len(word) == 1 or word.islower() for word in words)
