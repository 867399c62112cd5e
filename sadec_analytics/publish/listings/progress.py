"""Where units and city stand against the stages, who goes first as a pilot, and who fell back (B.3, IV.1.2, III.2.5)."""

from __future__ import annotations

import pandas as pd

from ...measures import branches_met, criteria_met, flows, flows_by_branch, lapse_causes, pilots
from .. import sentences
from ..exhibits import Listing, Prose
from ..figures.base import COUNTS_VI
from ..figures.wording import shown
from ..view import View
from .words import REACHED_VI, counted

FLOWS_VI = {
    "year": "Năm",
    "met": "Đạt chuẩn",
    "kept": "Giữ vững",
    "new": "Đạt lần đầu",
    "regained": "Đạt lại",
    "met_after_unknown": "Đạt, năm trước chưa rõ",
    "lapsed": "Không giữ được",
    "unknown_after_met": "Đã đạt, nay chưa rõ",
}


def summary_of_stage(view: View) -> Prose:
    """Where units and city stand against the stage of the view, by name."""
    rows = _of_stage(view, "computed")
    return Prose(sentences.standing(rows, view.stage) if len(rows) else f"Chưa có số liệu năm {view.year}.")


def standing_of_stage(view: View) -> Listing:
    """The rows of the `standing` table for the stage; the branches that the city recognised beside them, once it decided."""
    rows, recognised = _of_stage(view, "computed"), _of_stage(view, "recognised")
    table = shown(rows, COUNTS_VI).assign(
        **{
            "Kết luận": [sentences.VERDICTS[verdict] for verdict in rows["verdict"]],
            "Đã công nhận": recognised["met"].where(recognised["unknown"] == 0),
        }
    )
    clause = view.stage.target_clause or view.stage.clause
    return Listing(f"Kết quả so với mục tiêu ({view.stage.target_percent}%), theo mục {clause} của kế hoạch.", table)


def stages(view: View) -> Listing:
    """One row per stage: the city in the year in which it ended, or the latest before, and how many units reached its target."""
    rows = view.tables.standing
    city = rows[(rows["scope"] == "city") & (rows["measure"] == "computed") & (rows["year"] <= view.tables.standing["year"].max())]
    last = city.sort_values("year", kind="stable").drop_duplicates("stage", keep="last").sort_values("stage")
    by_id = {stage.id: stage for stage in view.plan.stages}
    of_units = [by_id[row["stage"]].scope == "unit" for row in last.to_dict("records")]
    table = pd.DataFrame(
        {
            "Giai đoạn": last["stage"].map(lambda stage: f"Giai đoạn {stage}"),
            "Đến hết năm": last["due"].astype("str"),
            "Mục tiêu": [f"{by_id[stage].target_percent}% {_for_whom(by_id[stage])}" for stage in last["stage"]],
            "Số liệu năm": last["year"].astype("str"),
            "Toàn thành phố": [sentences.of(row["met"], row["branches"], row["target"]) for row in last.to_dict("records")],
            "Đơn vị đạt": [
                text if each else None for text, each in zip(counted(last["units_reached"], last["units"]), of_units, strict=True)
            ],
            "Kết luận (toàn thành phố)": last["verdict"].map(REACHED_VI),
        }
    )
    return Listing("Kết quả từng giai đoạn, tính từ số liệu báo cáo (mục B.3 của kế hoạch).", table.reset_index(drop=True))


def pilot_units(view: View) -> Listing:
    """The pilot units of programme B (IV.1.2), each in its last year as a pilot or the latest told of: shown, without a verdict."""
    rows = pilots(view.counts, view.plan)
    rows = rows[(rows["programme"] == "B") & (rows["year"] <= view.year) & rows["branches"].notna()]
    rows = rows.sort_values("year", kind="stable").drop_duplicates("unit", keep="last")
    now = view.of_year.set_index("unit")
    table = pd.DataFrame(
        {
            "Đơn vị": rows["unit"],
            "Làm điểm đến": rows["until"].dt.strftime("%d/%m/%Y"),
            "Số liệu năm": rows["year"].astype("str"),
            "Đạt khi đó": counted(rows["met"], rows["branches"]),
            "Cần khi đó": rows["needed"],
            f"Đạt năm {view.year}": counted(*(rows["unit"].map(now[name]) for name in ("met", "branches"))),
        }
    )
    return Listing(
        "Các đơn vị được chọn làm điểm (mục IV.1.2): xem cùng mục tiêu lúc đó, không kết luận riêng.", table.reset_index(drop=True)
    )


def yearly_flows(view: View) -> Listing:
    """One row per year, the city: how many branches kept the standard, reached it, and did not keep it (III.2.5)."""
    rows = flows(branches_met(view.tables.verdicts, view.plan), view.tables.roster)
    city = rows[rows["scope"] == "city"]
    table = city[list(FLOWS_VI)].rename(columns=FLOWS_VI).astype({"Năm": "str"}).reset_index(drop=True)
    lapsed = int(city["lapsed"].sum())
    said = f"Có {lapsed} lượt chi đoàn không giữ được chuẩn của năm trước, tính cả các năm đã báo cáo (mục III.2.5)."
    return Listing(said if lapsed else "Chưa có chi đoàn nào đạt chuẩn rồi không giữ được.", table)


def lapsed_branches(view: View) -> Listing:
    """Branches that met the standard the year before and do not now, merged and renamed ones included (III.2.5)."""
    rows = flows_by_branch(branches_met(view.tables.verdicts, view.plan), view.tables.roster)
    rows = rows.loc[(rows["year"] == view.year) & (rows["flow"] == "lapsed"), ["unit", "branch"]].reset_index(drop=True)
    return Listing(sentences.lapsed(rows, view.year), rows.rename(columns={"unit": "Đơn vị", "branch": "Chi đoàn"}))


def causes_of_lapse(view: View) -> Listing:
    """One row per criterion, the city over all years: of the branches that lapsed, how many failed it, and how many failed it alone."""
    tables, plan = view.tables, view.plan
    flowed = flows_by_branch(branches_met(tables.verdicts, plan), tables.roster)
    rows = lapse_causes(flowed, criteria_met(tables.verdicts, plan), plan)
    sums = rows[rows["scope"] == "city"].groupby("criterion", sort=False)[["failed", "failed_alone"]].sum()
    table = pd.DataFrame(
        {
            "Tiêu chí": [f"{c.id}. {c.short_vi}" for c in plan.criteria],
            "Lượt chi đoàn chưa đạt tiêu chí": [sums["failed"].get(c.id) for c in plan.criteria],
            "Chỉ vướng tiêu chí này": [sums["failed_alone"].get(c.id) for c in plan.criteria],
        }
    )
    return Listing("Vì sao chi đoàn không giữ được chuẩn, tính cả các năm đã báo cáo.", table if sums["failed"].sum() else table.head(0))


def gains(view: View) -> Listing:
    """One row per criterion, the city: branches that met it in the first year told of and in the year of the view.

    In the public edition without the criteria that speak of a person.
    """
    met = criteria_met(view.tables.verdicts, view.plan)
    first = min(met["year"], default=view.year)
    counts = met.assign(met=(met["verdict"] == "met").astype(int), all=1).groupby(["criterion", "year"])[["met", "all"]].sum()
    criteria = [c for c in view.plan.criteria if not (view.is_public and c.is_personal)]
    table = pd.DataFrame({"Tiêu chí": [f"{c.id}. {c.short_vi}" for c in criteria]})
    for year in dict.fromkeys((first, view.year)):
        told = [counts.loc[(c.id, year)] if (c.id, year) in counts.index else None for c in criteria]
        table[f"Đạt năm {year}"] = [None if one is None else sentences.of(one["met"], one["all"]) for one in told]
    return Listing(f"Số chi đoàn đạt từng tiêu chí, năm {first} và năm {view.year} (tính từ số liệu báo cáo).", table)


def _for_whom(stage: object) -> str:
    return "mỗi xã, phường" if stage.scope == "unit" else "toàn thành phố"


def _of_stage(view: View, measure: str) -> pd.DataFrame:
    rows = view.tables.standing
    of_stage = (rows["stage"] == view.stage.id) & (rows["year"] == view.year) & (rows["measure"] == measure)
    return rows[of_stage].reset_index(drop=True)
