"""How far each unit is from its target: which branches are nearest, and what must be done or asked (III.2.2.a, III.2.3)."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import smallest_repairs
from ...plan import Condition
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit, Listing
from ..view import View
from .base import nothing_yet

NEEDS_VI = {
    "unit": "Đơn vị",
    "wanted": "Chi đoàn cần thêm",
    "conditions_to_repair": "Việc phải làm",
    "answers_to_obtain": "Số liệu phải hỏi",
}


def to_target(view: View) -> Exhibit:
    """What each unit must do and ask so that the target is surely reached; of a city's target, in which units that is easiest."""
    alt = "Biểu đồ thanh: số việc phải làm và số liệu phải hỏi ở từng đơn vị để đạt mục tiêu."
    if view.of_year.empty:
        return nothing_yet(view, "con-thieu", "chi đoàn đạt chuẩn", alt)
    rows = _by_unit(view)
    wanted, done, asked = (int(rows[name].sum()) for name in ("wanted", "conditions_to_repair", "answers_to_obtain"))
    goal = sentences.stage_name(view.stage)
    if wanted:
        title = f"Để đạt {view.stage.target_percent}% năm {view.year} còn thiếu {wanted} chi đoàn: ít nhất phải {_to_do(done, asked)}"
        short = rows[rows["wanted"] > 0].sort_values(["conditions_to_repair", "answers_to_obtain"], kind="stable")
        nearest = short.iloc[0]
        caption = (
            f"So với {goal}, còn thiếu {wanted} chi đoàn ở {len(short)}/{len(rows)} đơn vị; chọn những chi đoàn gần chuẩn nhất thì ít nhất "
            f"phải {_to_do(done, asked)}. Dễ nhất là {nearest['unit']}: "
            f"{_to_do(nearest['conditions_to_repair'], nearest['answers_to_obtain'])}."
        )
    else:
        title = f"Năm {view.year}: không còn thiếu chi đoàn nào để đạt {view.stage.target_percent}%"
        caption = f"Số liệu năm {view.year} đủ để đạt {goal}."
    paints = [partial(charts.needs_by_unit, rows=page, stage=view.stage) for page in charts.pages_of(rows.assign(scope="unit"))]
    table = rows[list(NEEDS_VI)].rename(columns=NEEDS_VI)
    shown_of = (NEEDS_VI["conditions_to_repair"], NEEDS_VI["answers_to_obtain"])
    chart = ChartData(
        "stacked", f"Việc phải làm và số liệu phải hỏi để đạt {view.stage.target_percent}% (tính từ số liệu báo cáo)", shown_of
    )
    return view.exhibit("con-thieu", title, caption, alt, paints, table, what="standard", chart=chart)


def _to_do(done: int, asked: int) -> str:
    return sentences.named([*([f"làm thêm {done} việc"] if done else []), *([f"hỏi rõ {asked} chỗ"] if asked else [])])


def nearest(view: View) -> Listing:
    """The branches nearest to the standard that bring each unit, or the city, to the target, and what each needs.

    A public edition lists no branches: it says how many in which unit.
    """
    rows = _needs(view)
    goal = sentences.stage_name(view.stage)
    if rows.empty:
        said = "không còn thiếu chi đoàn nào" if len(view.of_year) else "chưa có số liệu"
        return Listing(f"Năm {view.year}, so với {goal}: {said}.", pd.DataFrame())
    if view.is_public:
        table = _by_unit(view)
        return Listing(f"Số chi đoàn cần thêm để đạt {goal}.", table[list(NEEDS_VI)].rename(columns=NEEDS_VI))
    table = _by_branch(rows, view)
    names = {"unit": "Đơn vị", "branch": "Chi đoàn", "turn": "Thứ tự", "done": "Việc phải làm", "asked": "Số liệu phải hỏi"}
    said = f"Chọn {len(table)} chi đoàn gần chuẩn nhất là đủ để đạt {goal}; thứ tự 1 là gần nhất."
    return Listing(said, table.rename(columns=names))


def _needs(view: View) -> pd.DataFrame:
    rows = smallest_repairs(view.tables.verdicts, view.stage, view.plan)
    return rows[rows["year"] == view.year]


def _by_unit(view: View) -> pd.DataFrame:
    """One row per unit of the year, in order: unit, wanted, conditions_to_repair, answers_to_obtain."""
    needs = _needs(view)
    counts = pd.DataFrame(
        {
            "wanted": needs.drop_duplicates(["unit", "branch"]).groupby("unit").size(),
            "conditions_to_repair": (needs["verdict"] == "not_met").groupby(needs["unit"]).sum(),
            "answers_to_obtain": (needs["verdict"] == "unknown").groupby(needs["unit"]).sum(),
        }
    )
    units = view.of_year.loc[view.of_year["scope"] == "unit", "unit"].tolist()
    return counts.reindex(units).fillna(0).astype(int).rename_axis("unit").reset_index()


def _by_branch(needs: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row per branch: unit, branch, turn, and in words what it must do and what must be asked of it."""
    conditions = {c.id: c for criterion in view.plan.criteria for c in view.plan.conditions(criterion)}
    texts = pd.Series([_need(row, conditions[row["condition"]]) for row in needs.to_dict("records")], index=needs.index, dtype=object)
    told = needs.assign(done=texts.where(needs["verdict"] == "not_met"), asked=texts.where(needs["verdict"] == "unknown"))
    groups = told.groupby(["unit", "branch", "turn"], sort=False)
    table = groups[["done", "asked"]].agg(lambda column: "; ".join(column.dropna()) or None)
    asked = needs[needs["verdict"] == "unknown"].groupby(["unit", "branch", "turn"], sort=False)["criterion"].nunique().reindex(table.index)
    table["asked"] = table["asked"].mask((asked == len(view.plan.criteria)).to_numpy(), "cả báo cáo kết quả")
    return table.reset_index()


def _need(row: dict, condition: Condition) -> str:
    """A condition and what is missing of it: lần sinh hoạt trong năm: 7, cần ít nhất 8."""
    if row["verdict"] == "unknown" or condition.test == "is":
        return condition.vi if row["verdict"] == "unknown" else f"chưa có: {condition.vi}"
    value = sentences.decimal(row["value"], 0) if pd.notna(row["value"]) else "chưa đủ"
    if condition.test == "at_most" and not condition.threshold and pd.notna(row["value"]):
        return f"{condition.vi}: {value}"
    bound = "cần ít nhất" if condition.test == "at_least" else "không được quá"
    return f"{condition.vi}: {value}, {bound} {sentences.decimal(condition.threshold, 0)}"
