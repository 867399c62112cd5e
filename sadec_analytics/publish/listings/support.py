"""Which branches still need support, of what kind, and whom to ask for what (III.2.2.a, III.2.3)."""

from __future__ import annotations

import pandas as pd

from ...measures import nearest_to_standard, not_reported, shortfalls, telephone_list
from ...plan import Condition, Plan
from ..exhibits import Listing, text_of
from ..sentences import named
from ..view import View
from .words import of_unit

BRANCH = ["unit", "branch"]
UNKNOWN_VI, LACKING_VI = "chưa có số liệu", "chưa đạt"


def wanting_branches(view: View) -> Listing:
    """Branches that do not surely meet the standard: the criteria that each misses or that are open, and how near it is."""
    rows = nearest_to_standard(view.tables.verdicts, view.plan)
    rows = rows[rows["year"] == view.year]
    table = pd.DataFrame({"Đơn vị": rows["unit"], "Chi đoàn": rows["branch"]})
    for state, name in (("not_met", "Tiêu chí chưa đạt"), ("unknown", "Tiêu chí chưa đủ số liệu")):
        table[name] = [", ".join(map(str, numbers)) or None for numbers in rows[state]]
    table["Thứ tự gần đạt"] = rows["place_in_city"]
    said = f"Còn {len(rows)} chi đoàn chưa đạt hoặc chưa đủ số liệu để kết luận năm {view.year}, gần đạt nhất đứng trước."
    return Listing(said if len(rows) else f"Mọi chi đoàn đều đạt chuẩn năm {view.year} theo số liệu báo cáo.", table)


def lacking(view: View, unit: str) -> Listing:
    """Every condition that stands between a branch of a unit and the standard, with what it has and what it needs (B.2)."""
    silent = of_unit(not_reported(view.tables.branch_years, view.tables.roster, view.year), view.year, unit)["branch"].tolist()
    rows = of_unit(shortfalls(view.tables.verdicts, view.plan).query("must_repair"), view.year, unit)
    rows = rows[~rows["branch"].isin(silent)].reset_index(drop=True)
    conditions = _conditions(view.plan)
    table = pd.DataFrame(
        {
            "Chi đoàn": rows["branch"],
            "Tiêu chí": rows["criterion"],
            "Điều kiện": [_sentence_case(conditions[c].vi) for c in rows["condition"]],
            "Hiện có": [_amount(value, conditions[c]) for value, c in zip(rows["value"], rows["condition"], strict=True)],
            "Cần": [_need(conditions[c]) for c in rows["condition"]],
            "Tình trạng": rows["verdict"].map({"not_met": LACKING_VI, "unknown": UNKNOWN_VI}),
            "Mục": rows["clause"],
        }
    )
    branches = rows["branch"].nunique()
    said = f"Còn {len(rows)} điều kiện của {branches} chi đoàn chưa đạt hoặc chưa có số liệu năm {view.year}."
    said = said if len(rows) else f"Năm {view.year} mọi chi đoàn đã báo cáo của đơn vị đạt đủ các điều kiện."
    return Listing(f"{said} Chưa gửi báo cáo: {named(silent)}." if silent else said, table)


def to_ask(view: View) -> Listing:
    """The telephone list: the blank cells that decide whether a scope reaches its target, the most helpful first (III.2.3)."""
    rows = telephone_list(view.tables.verdicts, view.tables.branch_years, view.stage, view.plan)
    rows = rows[(rows["year"] == view.year) & rows["is_first"]]
    labels = rows.groupby(BRANCH, sort=False)["labels"].agg("; ".join).reset_index()
    table = labels.set_axis(["Đơn vị", "Chi đoàn", "Số liệu cần hỏi"], axis=1)
    said = f"Hỏi {len(table)} chi đoàn sau thì biết có đạt mục tiêu {view.stage.target_percent}% hay không; dễ hỏi nhất đứng trước."
    return Listing(said if len(table) else "Không có số liệu trống nào còn quyết định việc đạt mục tiêu.", table)


def _conditions(plan: Plan) -> dict[str, Condition]:
    return {condition.id: condition for criterion in plan.criteria for condition in plan.conditions(criterion)}


def _need(condition: Condition) -> str:
    if condition.test == "is":
        return "có"
    return f"{'ít nhất' if condition.test == 'at_least' else 'không quá'} {text_of(condition.threshold)}"


def _amount(value: float, condition: Condition) -> str | None:
    if pd.isna(value):
        return None
    return text_of(bool(value)) if condition.test == "is" else text_of(int(value))


def _sentence_case(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
