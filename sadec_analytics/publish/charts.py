"""The charts: each draws on the Axes it is given and returns it. They show; what they show is computed elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..plan import Plan, Target
from . import style
from .sentences import percent

CITY = "Toàn thành phố"
LONGEST_LINE = 16


def attainment_by_unit(axes: Axes, counts: pd.DataFrame, stage: Target) -> Axes:
    """Share of branches that meet the standard, units in the plan's order and the city last; what is unknown is hatched.

    `counts` has a row a scope: unit, branches, met, unknown (counts).
    """
    rows = _city_last(counts)
    known, open_ = rows["met"] / rows["branches"], rows["unknown"] / rows["branches"]
    _share_bars(axes, rows, known, open_, "đạt chuẩn", "chưa đủ số liệu")
    for place, row in enumerate(rows.to_dict("records")):
        label = f"{row['met']}/{row['branches']}" + (f" (+{row['unknown']} chưa rõ)" if row["unknown"] else "")
        axes.text(1.02, place, label, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    _target_line(axes, stage.target, f"mục tiêu {stage.target_percent}%")
    axes.set_title("Tỷ lệ chi đoàn đạt chuẩn (tính từ số liệu báo cáo)")
    return axes


def fees_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Membership fees collected as a share of those due, with its bounds; `rows` are those of `fee_collection`."""
    rows = _city_last(rows)
    low, high = rows["rate_low"].fillna(0), rows["rate_high"].fillna(0)
    _share_bars(axes, rows, low, high - low, "đã thu", "chưa báo số đã thu")
    for place, row in enumerate(rows.to_dict("records")):
        rate = percent(row["fees_collected_vnd"], row["fees_due_vnd"], 1.0) if row["branches_known"] else style.NO_DATA
        missing = row["branches"] - row["branches_known"]
        label = rate + (f" (thiếu {missing} chi đoàn)" if missing and row["branches_known"] else "")
        axes.text(1.02, place, label, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    axes.set_xlim(0, max(1.0, float(high.max())) * 1.02)
    _target_line(axes, 1.0, "thu đủ 100%")
    axes.set_title("Thu đoàn phí (số đã thu so với số phải thu)")
    return axes


def admissions_by_unit(axes: Axes, rows: pd.DataFrame) -> Axes:
    """Admissions of each unit, those by the proper procedure solid; `rows` are those of `admission_counts`, units only."""
    rows = rows[rows["scope"] == "unit"].reset_index(drop=True)
    total = rows["admissions"].astype("Float64").fillna(0).to_numpy(dtype=float)
    proper = np.minimum(rows["admissions_by_procedure"].astype("Float64").fillna(0).to_numpy(dtype=float), total)
    axes.barh(rows.index, proper, color=style.MET, label="đúng quy trình")
    axes.barh(
        rows.index, total - proper, left=proper, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, label="chưa rõ hoặc chưa đúng"
    )
    for place, row in enumerate(rows.to_dict("records")):
        party = f", giới thiệu Đảng {row['party_recommendations']}" if pd.notna(row["party_recommendations"]) else ""
        shown = f"{row['admissions']}{party}" if pd.notna(row["admissions"]) else style.NO_DATA
        axes.text(1.02, place, shown, va="center", transform=axes.get_yaxis_transform(), fontsize=9)
    _unit_axis(axes, rows["unit"].tolist())
    axes.set_xlabel("đoàn viên")
    axes.set_title("Kết nạp đoàn viên trong năm")
    _legend(axes)
    return axes


def criteria_heatmap(axes: Axes, met: pd.DataFrame, plan: Plan) -> Axes:
    """Units by criteria in three states, with the count of branches that meet each; `met` has a row a branch and criterion."""
    import seaborn as sns
    from matplotlib.colors import ListedColormap

    units = list(dict.fromkeys(met["unit"]))
    grouped = met.groupby(["unit", "criterion"])["verdict"]
    states = grouped.agg(_state).unstack().reindex(units)
    text = grouped.agg(lambda verdicts: f"{sum(verdicts == 'met')}/{len(verdicts)}").unstack().reindex(units)
    codes = states.replace({"not_met": 0, "unknown": 1, "met": 2}).astype(int)
    colours = ListedColormap([style.NOT_MET, style.UNKNOWN, style.MET])
    sns.heatmap(codes, ax=axes, cmap=colours, vmin=-0.5, vmax=2.5, cbar=False, linewidths=2, annot=text, fmt="", annot_kws={"fontsize": 10})
    axes.set_xticklabels([_wrapped(f"{c.id}. {c.short_vi}") for c in plan.criteria], rotation=0, fontsize=8)
    axes.tick_params(left=False, bottom=False)
    axes.set_yticklabels(units, rotation=0)
    axes.set(xlabel="", ylabel="")
    axes.set_title("Số chi đoàn đạt từng tiêu chí")
    states_vi = {style.MET: "mọi chi đoàn đạt", style.NOT_MET: "có chi đoàn chưa đạt", style.UNKNOWN: "chưa đủ số liệu"}
    patches = [Patch(color=colour, label=label) for colour, label in states_vi.items()]
    axes.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncol=3)
    return axes


def course_of_unit(axes: Axes, rows: pd.DataFrame, plan: Plan, unit: str) -> Axes:
    """One unit's share of branches at the standard year by year, with its bounds, against the marks of the stages for units."""
    years = list(plan.years)
    rows = rows.set_index("year").reindex(years)
    low = (rows["met"] / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    high = ((rows["met"] + rows["unknown"]) / rows["branches"]).to_numpy(dtype=float, na_value=np.nan)
    since = years[0] - 0.4
    for stage in (s for s in plan.stages if s.scope == "unit"):
        axes.hlines(stage.target, since, stage.due_on.year + 0.4, color=style.TARGET, linewidth=1, linestyle="--")
        since = stage.due_on.year + 0.4
    if np.isnan(low).all():
        style.say_no_data(axes)
    axes.fill_between(years, low, high, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0)
    axes.plot(years, low, color=style.MET, marker="o", markersize=4)
    last = rows.dropna(subset="met")
    if not last.empty:
        row, year = last.iloc[-1], last.index[-1]
        place = (year + 0.15, row["met"] / row["branches"])
        axes.annotate(f"{row['met']}/{row['branches']}", place, ha="left", va="center", fontsize=8)
    axes.set_title(unit, fontsize=9)
    axes.set_ylim(0, 1.08)
    axes.set_xlim(years[0] - 0.5, years[-1] + 1)
    axes.set_xticks(years)
    axes.set_xticklabels([f"{year}" for year in years], fontsize=8)
    style.percent_axis(axes.yaxis)
    axes.set_yticks([0, 0.5, 1])
    return axes


def _city_last(rows: pd.DataFrame) -> pd.DataFrame:
    ordered = pd.concat([rows[rows["scope"] == "unit"], rows[rows["scope"] == "city"]], ignore_index=True)
    return ordered.assign(unit=ordered["unit"].where(ordered["scope"] == "unit", CITY))


def _share_bars(axes: Axes, rows: pd.DataFrame, known: pd.Series, open_: pd.Series, known_vi: str, open_vi: str) -> None:
    known, open_ = (part.to_numpy(dtype=float, na_value=0.0) for part in (known, open_))
    axes.barh(rows.index, known, color=style.MET, label=known_vi)
    axes.barh(rows.index, open_, left=known, color=style.UNKNOWN, hatch=style.HATCH, edgecolor=style.MET, linewidth=0, label=open_vi)
    _unit_axis(axes, rows["unit"].tolist())
    axes.set_xlim(0, 1.02)
    style.percent_axis(axes.xaxis)
    _legend(axes)


def _unit_axis(axes: Axes, units: list[str]) -> None:
    axes.set_yticks(range(len(units)), units)
    axes.set_ylim(len(units) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _legend(axes: Axes) -> None:
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=3)


def _target_line(axes: Axes, target: float, label: str) -> None:
    axes.axvline(target, color=style.TARGET, linewidth=1.5, linestyle="--", label=label)
    _legend(axes)


def _state(verdicts: pd.Series) -> str:
    """Not met where any branch misses the criterion, unknown where any is unknown, met otherwise."""
    present = set(verdicts)
    return next(state for state in ("not_met", "unknown", "met") if state in present)


def _wrapped(text: str) -> str:
    """Words over lines no longer than a column of the heat map."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LONGEST_LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
