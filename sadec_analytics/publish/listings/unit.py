"""One unit, to hand back to it: its branches by criterion and by step of the procedure, its course, fees, programme A and youth."""

from __future__ import annotations

import pandas as pd

from ...measures import branch_fees, branches_met, criteria_met, funnel_branches, one_plus_one, programme_a_items, youth_indicators
from .. import sentences
from ..exhibits import Listing, Prose
from ..privacy import sensitive, suppressed
from ..view import View
from .words import REACHED_VI, VERDICTS_VI, counted, of_unit

STEPS_VI = {"registered": "Đăng ký", "claimed": "Đơn vị tự đánh giá đạt", "appraised": "Thẩm định đạt", "recognised": "Công nhận"}


def summary_of_unit(view: View, unit: str) -> Prose:
    """Where the unit stands in the year: counts, what is open, and what is wanting to the target of the stage then running."""
    [row] = view.of_year[view.of_year["unit"] == unit].to_dict("records") or [None]
    if row is None:
        return Prose(f"Năm {view.year} {unit} không có chi đoàn nào trong danh sách.")
    lines = [f"Năm {view.year}, {sentences.of(row['met'], row['branches'], view.stage.target)} của {unit} đạt chuẩn theo số liệu báo cáo."]
    if row["unknown"]:
        lines.append(f"{row['unknown']} chi đoàn chưa đủ số liệu để kết luận.")
    if view.stage.scope == "unit":
        aim = (
            f"Mục tiêu đến hết năm {view.stage.due_on.year} là {view.stage.target_percent}%, tức {row['needed']}/{row['branches']} chi đoàn"
        )
        lines.append(f"{aim}: {REACHED_VI[row['verdict']]}" + (f", còn thiếu {row['wanting']} chi đoàn." if row["wanting"] else "."))
    return Prose(" ".join(lines))


def history(view: View, unit: str) -> Listing:
    """One row per year up to that of the view: computed, claimed and recognised side by side, never merged (law 6)."""
    rows = view.tables.standing
    rows = rows[(rows["unit"] == unit) & (rows["year"] <= view.year)]
    rows = rows.sort_values(["year", "stage"], kind="stable").drop_duplicates(["year", "measure"])
    wide = {name: rows[rows["measure"] == name].set_index("year") for name in ("computed", "claimed", "recognised")}
    computed = wide["computed"]
    table = pd.DataFrame({"Năm": [str(year) for year in computed.index]})
    for name, vi in (("computed", "Tính từ số liệu"), ("claimed", "Đơn vị tự đánh giá"), ("recognised", "Được công nhận")):
        told = wide[name].reindex(computed.index)
        table[vi] = counted(told["met"].where(told["unknown"] < told["branches"]), told["branches"])
    table["Cần đạt"] = computed["needed"].to_numpy()
    table["Kết luận (theo số liệu)"] = computed["verdict"].map(REACHED_VI).to_numpy()
    return Listing("Diễn biến qua các năm, so với mục tiêu của giai đoạn lúc đó.", table)


def branch_criteria(view: View, unit: str) -> Listing:
    """One row per branch of the unit: the verdict of each criterion and of the branch, from the reported facts (B.2)."""
    met = of_unit(criteria_met(view.tables.verdicts, view.plan), view.year, unit)
    whole = of_unit(branches_met(view.tables.verdicts, view.plan), view.year, unit)
    wide = met.pivot(index="branch", columns="criterion", values="verdict").reindex(whole["branch"])
    table = pd.DataFrame({"Chi đoàn": whole["branch"]})
    for criterion in view.plan.criteria:
        table[f"{criterion.id}. {criterion.short_vi}"] = wide[criterion.id].map(VERDICTS_VI).to_numpy() if criterion.id in wide else None
    table["Kết quả"] = whole["verdict"].map(VERDICTS_VI)
    return Listing(f"Kết quả từng tiêu chí của từng chi đoàn năm {view.year}, tính từ số liệu báo cáo.", table)


def criteria_counts(view: View, unit: str) -> Listing:
    """One row per criterion: how many branches of the unit meet it; criteria that speak of a person are left out of a public edition."""
    met = of_unit(criteria_met(view.tables.verdicts, view.plan), view.year, unit)
    states = met.groupby(["criterion", "verdict"]).size().unstack(fill_value=0)
    criteria = [c for c in view.plan.criteria if not (view.is_public and c.is_personal)]
    table = pd.DataFrame({"Tiêu chí": [f"{c.id}. {c.short_vi}" for c in criteria]})
    for state, vi in (("met", "Đạt"), ("not_met", "Chưa đạt"), ("unknown", "Chưa rõ")):
        counts = states[state] if state in states else pd.Series(dtype="int64")
        table[vi] = pd.array([int(counts.get(c.id, 0)) for c in criteria], dtype="Int64")
    return Listing(f"Số chi đoàn của đơn vị theo từng tiêu chí năm {view.year}, tính từ số liệu báo cáo.", table)


def branch_steps(view: View, unit: str) -> Listing:
    """One row per branch of the unit: registered, claimed, appraised, recognised, as each was said (III.2.2 to III.2.4)."""
    tables = view.tables
    rows = funnel_branches(tables.registrations, tables.branch_years, tables.appraisals, tables.recognitions, tables.roster, view.plan)
    rows = of_unit(rows, view.year, unit)
    table = rows[["branch", *STEPS_VI]].rename(columns={"branch": "Chi đoàn", **STEPS_VI})
    return Listing("Từng chi đoàn qua các bước; gạch ngang là chưa có thông tin, thẩm định chỉ bốc thăm một số chi đoàn.", table)


def fees(view: View, unit: str) -> Listing:
    """One row per branch of the unit: fees due and collected in đồng, and what would be due by the number of members (B.2.5)."""
    rows = of_unit(branch_fees(view.tables.branch_years, view.tables.statements, view.tables.roster, view.plan), view.year, unit)
    due, collected = rows["fees_due_vnd"], rows["fees_collected_vnd"]
    rates = [sentences.percent(c, d, 1.0) if pd.notna(c) and pd.notna(d) and d else None for c, d in zip(collected, due, strict=True)]
    table = pd.DataFrame(
        {
            "Chi đoàn": rows["branch"],
            "Đoàn viên": rows["members"],
            "Phải thu (đ)": due,
            "Đã thu (đ)": collected,
            "Tỷ lệ": rates,
            "Ước tính phải thu (đ)": rows["expected_due_vnd"].astype("Int64"),
            "Cần hỏi lại": rows["is_unusual"].map({True: "số phải thu khác xa số đoàn viên"}),
        }
    )
    return Listing(f"Đoàn phí từng chi đoàn năm {view.year}.", table)


def items(view: View, unit: str) -> Listing:
    """One row per item of programme A: registered, and met by the unit's own assessment (A.2)."""
    tables = view.tables
    rows = of_unit(programme_a_items(tables.unit_items, tables.recognitions, tables.units, view.plan), view.year, unit)
    names = {item.clause: item.vi for group in view.plan.item_groups for item in group.items}
    table = pd.DataFrame(
        {
            "Nội dung": rows["item"].map(names),
            "Mục": rows["item"],
            "Đăng ký": rows["registered"],
            "Đơn vị tự đánh giá": rows["verdict"].map(VERDICTS_VI),
        }
    )
    met = int((rows["verdict"] == "met").sum())
    said = f"Đơn vị tự đánh giá đạt {met}/{len(rows)} nội dung của Đoàn cơ sở “3 chủ động” năm {view.year}."
    return Listing(said if len(rows) else f"Chưa có số liệu “3 chủ động” năm {view.year}.", table)


def youth(view: View, unit: str) -> Listing:
    """One row per indicator of the state of youth, with the change from the year before (B.4.1.e).

    In the public edition small counts of what is sensitive read "<5", and its changes, which would tell of the year before, are left out.
    """
    rows = youth_indicators(view.tables.youth_situation, view.tables.roster, view.plan)
    rows = rows[rows["year"] == view.year]
    if view.is_public:
        rows = _without_small(rows, sensitive(view.plan))
    kept = rows.assign(value_said=rows.get("value_said"))
    kept = of_unit(kept, view.year, unit)
    names = {field.name: field.vi for field in view.plan.form("youth").facts}
    table = pd.DataFrame(
        {
            "Chỉ số": kept["indicator"].map(names),
            f"Năm {view.year}": kept["value"].astype("object").where(kept["value_said"].isna(), kept["value_said"]),
            "So với năm trước": [_signed(change) for change in kept["change"]],
        }
    )
    return Listing(f"Thực trạng thanh niên đơn vị báo cáo năm {view.year}.{_one_plus_one(view, unit)}", table)


def _signed(change: object) -> str | None:
    if pd.isna(change):
        return None
    return f"+{change}" if change > 0 else str(change).replace("-", "−")


def _without_small(rows: pd.DataFrame, fields: set[str]) -> pd.DataFrame:
    is_sensitive = rows["indicator"].isin(fields)
    hidden = suppressed(rows[is_sensitive], "value", ("indicator",)).assign(change=pd.NA)
    return (
        pd.concat([rows[~is_sensitive].assign(value_said=None), hidden])
        .set_axis([*rows.index[~is_sensitive], *rows.index[is_sensitive]])
        .sort_index()
    )


def _one_plus_one(view: View, unit: str) -> str:
    rows = of_unit(one_plus_one(view.tables.youth_situation, view.tables.roster, view.plan), view.year, unit)
    if rows.empty or pd.isna(rows["ratio"].iloc[0]):
        return ""
    row = rows.iloc[0]
    return f" “1+1”: {row['brought']} thanh niên được vận động trên {row['members']} đoàn viên ({sentences.decimal(row['ratio'], 2)})."
