"""Programme A (II.A, III.1) as published figures: the unit's own assessment and the city's recognition stay two things."""

from __future__ import annotations

import textwrap
from functools import partial

import pandas as pd

from ...measures import cross_checks as checked_items
from ...measures import items_by_group, programme_a, programme_a_funnel, programme_a_items
from ...measures import one_plus_one as brought_in
from ..charts import pages_of
from ..charts import programme_a as charts
from ..exhibits import ChartData, Exhibit, Listing
from ..sentences import decimal, named
from ..view import View
from .wording import STATES_VI, answers, city_of, every_unit, of_year, sentence, shown

STEPS_VI = {
    "registered": "Đăng ký",
    "all_groups": "Tự đánh giá đạt cả ba nhóm",
    "proposed": "Đề nghị công nhận",
    "recognised": "Được Thành Đoàn công nhận",
}
CHECKS_VI = {"contradicts": "trái nhau", "agrees": "khớp", "unknown": "chưa rõ"}
HEAD_LINE = 14
PILOT_MARK = " (điểm)"
ONE_VI = {
    "unit": "Đơn vị",
    "members": "Đoàn viên",
    "brought_into_union": "Vận động vào Đoàn",
    "brought_into_association": "Vận động vào Hội",
    "ratio_said": "Trên một đoàn viên",
    "low_said": "Ít nhất",
    "units_known": "Đơn vị có đủ số liệu",
    "units": "Đơn vị",
}


def groups(view: View) -> Exhibit:
    """Every unit of the programme: registered, the three groups by its own assessment, proposed, recognised; pilots are marked."""
    t = view.tables
    rows = of_year(programme_a(t.unit_items, t.recognitions, t.units, view.plan), view.year)
    rows = rows.assign(unit=rows["unit"] + rows["is_pilot"].map({True: PILOT_MARK, False: ""}), scope="unit")
    counts = of_year(items_by_group(programme_a_items(t.unit_items, t.recognitions, t.units, view.plan)), view.year)
    cells = _cells(rows, counts, view)
    short = {group.id: textwrap.fill(group.vi, HEAD_LINE) for group in view.plan.item_groups}
    heads = (
        {"registered": "Đăng ký"}
        | short
        | {"proposed": "Đề nghị\ncông nhận", "recognised": "Thành Đoàn\ncông nhận", "verdict": "3 chủ động"}
    )
    paints = [partial(charts.groups_by_unit, rows=page, heads=heads) for page in pages_of(cells)]
    alt = "Bảng: mỗi dòng một Đoàn cơ sở; ô ghi đạt, không đạt hay chưa rõ ở từng nhóm nội dung và từng bước."
    title, caption = _groups_title(rows, view.year), _groups_caption(rows)
    return view.exhibit("ba-chu-dong", title, caption, alt, paints, _groups_table(rows, view), what="three_proactives")


def programme_funnel(view: View) -> Exhibit:
    """How many units registered, assessed themselves as meeting all groups, were proposed and were recognised in the year."""
    t = view.tables
    rows = of_year(programme_a_funnel(programme_a(t.unit_items, t.recognitions, t.units, view.plan)), view.year)
    table = rows.assign(step=rows["step"].map(STEPS_VI))[["step", "units", "yes", "no", "unknown"]]
    table.columns = ["Bước", "Đơn vị", "Có", "Không", "Chưa rõ"]
    title = f"Năm {view.year} chưa có số liệu về Đoàn cơ sở “3 chủ động”"
    caption = "Chưa có đăng ký, tự đánh giá hay quyết định công nhận nào (III.1)."
    if len(rows):
        said = {row["step"]: f"{row['yes']}/{row['units']}" for row in rows.to_dict("records")}
        title = f"“3 chủ động” năm {view.year}: {said['proposed']} đơn vị được đề nghị, {said['recognised']} được công nhận"
        caption = f"Đăng ký {said['registered']}; tự đánh giá đạt cả ba nhóm {said['all_groups']} đơn vị. Mỗi bước đếm riêng."
    alt = "Biểu đồ thanh: số đơn vị có, không và chưa rõ ở từng bước."
    paints = [partial(charts.steps_of_programme, rows=rows, names=STEPS_VI)]
    states = {"met": "Có", "unknown": "Chưa rõ", "not_met": "Không"}
    chart = ChartData("share", "Tỷ lệ Đoàn cơ sở ở từng bước, mỗi bước đếm riêng", tuple(states.values()), tuple(states))
    return view.exhibit("ba-chu-dong-quy-trinh", title, caption, alt, paints, table, what="three_proactives", chart=chart)


def one_plus_one(view: View) -> Exhibit:
    """Young people brought in for each member, by unit (A.2.2.d): shown beside one for one, never judged."""
    rows = of_year(brought_in(view.tables.youth_situation, view.tables.roster, view.plan), view.year)
    city, rows = city_of(rows), every_unit(rows, view)
    told = rows.assign(ratio_said=_ratios(rows["ratio"]), low_said=_ratios(rows["ratio_low"]))
    names = {key: vi for key, vi in ONE_VI.items() if key != "units"} | {"units": "Số đơn vị"}
    paints = [partial(charts.one_plus_one_by_unit, rows=page) for page in pages_of(rows)]
    title, caption = (
        f"Năm {view.year} chưa đủ số liệu để tính “1+1”",
        "Chưa có đơn vị nào báo đủ số đoàn viên và số thanh niên được vận động (A.2.2.d).",
    )
    if city is not None and pd.notna(city["ratio"]):
        counts = f"{decimal(city['brought'], 0)}/{decimal(city['members'], 0)}"
        title = f"“1+1” năm {view.year}: mỗi đoàn viên vận động được {charts.ratio_text(city['ratio'])} thanh niên ({counts})"
        caption = (
            f"Tính trên {city['units_known']}/{city['units']} đơn vị báo đủ: vào Đoàn {decimal(city['brought_into_union'], 0)}, "
            f"vào Hội {decimal(city['brought_into_association'], 0)}. Kế hoạch không đặt mức, nên chỉ ghi nhận, không xét đạt."
        )
    alt = "Biểu đồ thanh: số thanh niên được vận động trên một đoàn viên của từng đơn vị."
    columns = tuple(ONE_VI[name] for name in ("members", "brought_into_union", "brought_into_association"))
    chart = ChartData("bars", "Số đoàn viên, và số thanh niên được vận động vào Đoàn, vào Hội (đơn vị báo cáo)", columns)
    return view.exhibit("mot-cong-mot", title, caption, alt, paints, shown(told, names), what="brought_into_union", chart=chart)


def cross_checks(view: View) -> Listing:
    """Where a unit's own assessment of an item and what its branches report speak against each other in the year."""
    rows = of_year(checked_items(view.tables.unit_items, view.tables.verdicts, view.plan), view.year)
    items = {item.clause: f"{item.clause} {item.vi}" for group in view.plan.item_groups for item in group.items}
    against = int((rows["state"] == "contradicts").sum())
    table = pd.DataFrame(
        {
            "Đơn vị": rows["unit"],
            "Nội dung": rows["item"].map(items),
            "Đơn vị tự đánh giá": answers(rows["self_assessed"]),
            "Chi đoàn trái lại": rows["contradicting"],
            "Chi đoàn khớp": rows["agreeing"],
            "Chi đoàn chưa rõ": rows["unknown"],
            "Đối chiếu": rows["state"].map(CHECKS_VI),
        }
    )
    said = f"Đối chiếu tự đánh giá “3 chủ động” với báo cáo của chi đoàn năm {view.year}: {against}/{len(rows)} chỗ trái nhau."
    return Listing(said if len(rows) else f"Năm {view.year} chưa có gì để đối chiếu.", table)


def _cells(rows: pd.DataFrame, counts: pd.DataFrame, view: View) -> pd.DataFrame:
    """A row a cell of the picture: unit, scope, column, state and note."""
    groups = [group.id for group in view.plan.item_groups]
    met = counts.assign(note=counts["met"].astype("str") + "/" + counts["items"].astype("str"))
    notes = met.pivot(index="unit", columns="group", values="note") if len(met) else met
    bare = rows["unit"].str.removesuffix(PILOT_MARK)
    frames = []
    for column in ("registered", *groups, "proposed", "recognised", "verdict"):
        state = rows[column] if column in (*groups, "verdict") else rows[column].map({True: "met", False: "not_met"}).fillna("unknown")
        note = bare.map(notes[column]) if column in groups and len(met) else ""
        frames.append(rows[["unit", "scope"]].assign(column=column, state=state, note=note))
    return pd.concat(frames, ignore_index=True)


def _ratios(ratios: pd.Series) -> list[str | None]:
    return [None if pd.isna(ratio) else charts.ratio_text(ratio) for ratio in ratios]


def _groups_table(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    table = pd.DataFrame({"Đoàn cơ sở": rows["unit"], "Đăng ký": answers(rows["registered"])})
    for group in view.plan.item_groups:
        table[group.vi] = rows[group.id].map(STATES_VI)
    table["Đề nghị công nhận"], table["Được công nhận"] = answers(rows["proposed"]), answers(rows["recognised"])
    return table.assign(**{"3 chủ động": rows["verdict"].map(STATES_VI), "Quyết định": rows["decision"]})


def _groups_title(rows: pd.DataFrame, year: int) -> str:
    if rows.empty:
        return f"Năm {year} chưa có số liệu về Đoàn cơ sở “3 chủ động”"
    met, own = int((rows["verdict"] == "met").sum()), int((rows["all_groups"] == "met").sum())
    return f"Năm {year}: {own}/{len(rows)} Đoàn cơ sở tự đánh giá đạt cả ba nhóm, {met}/{len(rows)} vừa đạt vừa được công nhận"


def _groups_caption(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Chưa có đăng ký, tự đánh giá hay quyết định công nhận nào (II.A)."
    pilots = rows.loc[rows["is_pilot"], "unit"].str.removesuffix(PILOT_MARK).tolist()
    said = "Ô nhóm ghi số nội dung đạt trên tổng số, do đơn vị tự đánh giá; “3 chủ động” là đạt cả ba nhóm và được Thành Đoàn công nhận."
    return sentence(said, f"Đơn vị làm điểm: {named(pilots)}." if pilots else "")
