"""The recognition procedure as published figures: funnel, registration, pilots (III.2, IV.2.2)."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import funnel as funnel_counts
from ...measures import funnel_branches, registration_rate
from ...measures import pilot_share as pilot_rate
from ...plan import Target
from ..charts import pages_of
from ..charts import procedure as charts
from ..exhibits import ChartData, Exhibit, Listing
from ..sentences import VERDICTS, of
from ..view import View
from .wording import city_of, every_unit, of_year, sentence, shown

STEPS = list(charts.STEPS_VI)
RATE_VI = {"unit": "Đơn vị", "branches": "Chi đoàn", "no": "Không", "unknown": "Chưa rõ", "needed": "Cần có", "wanting": "Còn thiếu"}
AGAINST = {"reached": "đạt", "missed": "chưa đạt", "undecided": "chưa rõ có đạt"}
ODD_VI = {
    "claimed_unregistered": "xác nhận đạt mà không đăng ký",
    "recognised_despite_no": "được công nhận dù một bước trước ghi không",
}


def funnel(view: View) -> Exhibit:
    """How many branches of the city came how far through the procedure in the year, and who falls out; a row a unit in the table."""
    rows = of_year(funnel_counts(_branches(view)), view.year)
    city = rows[rows["scope"] == "city"].reset_index(drop=True)
    title = f"Năm {view.year} chưa có số liệu về đăng ký, thẩm định và công nhận"
    caption = "Chưa có danh sách đăng ký, báo cáo, thẩm định hay quyết định nào (III.2)."
    if len(city):
        title, caption = _funnel_title(city, view.year), _funnel_caption(city)
    alt = "Biểu đồ thanh ngang: số chi đoàn đi đến từng bước, chưa rõ và dừng lại ở từng bước."
    columns = ("Chi đoàn", *(charts.STEPS_VI[step] for step in STEPS[1:]))
    chart = ChartData("by_column", "Số chi đoàn toàn thành phố đi đến từng bước của quy trình", columns)
    paints, table = [partial(charts.funnel_of_city, rows=city)], _funnel_table(rows)
    return view.exhibit("quy-trinh", title, caption, alt, paints, table, what="recognised", chart=chart)


def fallen_out(view: View) -> Listing:
    """The branches that a step of the procedure stopped in the year, and those whose answers contradict the order of the steps."""
    rows = of_year(_branches(view), view.year)
    odd = {name: rows[name].fillna(False).astype(bool) for name in ODD_VI}
    notes = ["; ".join(said for name, said in ODD_VI.items() if odd[name].iloc[n]) or None for n in range(len(rows))]
    steps = rows["falls_out_at"].map(charts.STEPS_VI)
    table = pd.DataFrame({"Đơn vị": rows["unit"], "Chi đoàn": rows["branch"], "Dừng ở bước": steps, "Cần xem lại": notes})
    table = table[rows["falls_out_at"].notna() | pd.Series(notes, dtype="object").notna()].reset_index(drop=True)
    stopped, asked = int(rows["falls_out_at"].notna().sum()), sum(note is not None for note in notes)
    said = f"Năm {view.year}: {stopped or 'không'} chi đoàn{'' if stopped else ' nào'} dừng lại ở một bước của quy trình"
    said += f"; {asked} chi đoàn có các bước ghi trái nhau." if asked else "."
    return Listing(said if len(rows) else f"Năm {view.year} chưa có số liệu về quy trình công nhận.", table)


def registration(view: View) -> Exhibit:
    """How many branches of each unit are registered in the year, against the share asked of the city (III.2.2.a)."""
    rows = of_year(registration_rate(view.tables.registrations, view.tables.roster, view.plan), view.year)
    rows = rows.rename(columns={"registered": "yes", "not_registered": "no"})
    return _rate(view, rows, view.plan.share("registration"), view.year, "dang-ky", "đăng ký phấn đấu đạt chuẩn", "registered")


def pilot_share(view: View) -> Exhibit:
    """How many branches of each unit are picked as pilots, in the year or in the last one in which the plan asks for them (IV.2.2)."""
    share = view.plan.share("pilot")
    year = min(view.year, share.due_on.year)
    rows = of_year(pilot_rate(view.tables.registrations, view.tables.roster, view.plan), year)
    rows = rows.rename(columns={"pilots": "yes", "not_pilots": "no"})
    return _rate(view, rows, share, year, "chi-doan-diem", "được chọn làm điểm", "is_pilot")


def _branches(view: View) -> pd.DataFrame:
    t = view.tables
    return funnel_branches(t.registrations, t.branch_years, t.appraisals, t.recognitions, t.roster, view.plan)


def _lower(step: str) -> str:
    """The name of a step inside a sentence."""
    return step[0].lower() + step[1:]


def _funnel_title(city: pd.DataFrame, year: int) -> str:
    by_step = city.set_index("step")
    last = by_step.loc[STEPS[-1]]
    said = f"Năm {year}: {of(last['yes'], last['branches'])} được công nhận"
    if not last["yes"] + last["no"]:
        said = f"Năm {year}: {of(by_step.loc[STEPS[1], 'yes'], last['branches'])} đăng ký, chưa có quyết định công nhận"
    worst = by_step["fell_out"].idxmax()
    most = by_step.loc[worst, "fell_out"]
    return f"{said}; dừng nhiều nhất ở bước “{_lower(charts.STEPS_VI[worst])}” ({most})" if most else said


def _funnel_caption(city: pd.DataFrame) -> str:
    steps = "; ".join(f"{_lower(charts.STEPS_VI[row['step']])} {row['yes']}/{row['branches']}" for row in city.iloc[1:].to_dict("records"))
    odd = int(city["yes_after_no"].sum())
    late = f"{odd} lần một bước ghi có sau khi bước trước ghi không." if odd else ""
    return sentence(
        f"Từng bước ghi có: {steps} chi đoàn.",
        "Phần xanh chỉ tính chi đoàn có đủ các bước trước; chi đoàn không bốc trúng thẩm định vẫn đi tiếp, nên ghi chưa rõ.",
        late,
    )


def _funnel_table(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a unit: how many each step lets through along the way, and how many it stops."""
    table = rows.loc[rows["step"] == STEPS[0], ["unit", "branches"]].reset_index(drop=True)
    names = {"unit": "Đơn vị", "branches": "Chi đoàn"}
    for step in STEPS[1:]:
        at = rows[rows["step"] == step].reset_index(drop=True)
        table = table.assign(**{f"{step}_passed": at["passed"], f"{step}_open": at["open"], f"{step}_out": at["fell_out"]})
        said = charts.STEPS_VI[step]
        names |= {f"{step}_passed": said, f"{step}_open": f"{said}: chưa rõ", f"{step}_out": f"{said}: dừng"}
    return shown(table, names)


def _rate(view: View, rows: pd.DataFrame, share: Target, year: int, name: str, said: str, what: str) -> Exhibit:
    """A share of branches by unit against a target of the plan."""
    city, rows = city_of(rows), every_unit(rows, view)
    whom = "mỗi xã, phường" if share.scope == "unit" else "toàn thành phố"
    target_vi = f"mục tiêu {share.target_percent}% {whom} ({share.clause})"
    pages = pages_of(rows)
    paints = [partial(charts.shares_by_unit, rows=page, target=share.target, target_vi=target_vi, yes_vi=said) for page in pages]
    title, caption = f"Năm {year} chưa có danh sách đăng ký nào", f"Chưa có số liệu để so với {target_vi}."
    if city is not None:
        title, caption = _rate_title(rows, city, share, year, said), _rate_caption(rows, city, target_vi)
    verdicts = [VERDICTS.get(verdict) for verdict in rows["verdict"]]
    yes_vi = said[0].upper() + said[1:]
    table = shown(rows.assign(verdict_vi=verdicts), RATE_VI | {"yes": yes_vi, "verdict_vi": "So với mục tiêu"})
    states = {"met": yes_vi, "unknown": RATE_VI["unknown"], "not_met": RATE_VI["no"]}
    chart = ChartData("share", f"Tỷ lệ chi đoàn {said} (danh sách đơn vị gửi)", tuple(states.values()), tuple(states), share.target)
    alt = f"Biểu đồ thanh: tỷ lệ chi đoàn {said} của từng đơn vị."
    return view.exhibit(name, title, caption, alt, paints, table, what=what, year=year, chart=chart)


def _rate_title(rows: pd.DataFrame, city: pd.Series, share: Target, year: int, said: str) -> str:
    counted = f"Năm {year}: {of(city['yes'], city['branches'], share.target)} {said}"
    if share.scope == "city":
        return f"{counted}, {AGAINST[city['verdict']]} mục tiêu {share.target_percent}%"
    units = rows[rows["scope"] == "unit"]
    return f"{counted}; {int((units['verdict'] == 'reached').sum())}/{len(units)} đơn vị đạt {share.target_percent}%"


def _rate_caption(rows: pd.DataFrame, city: pd.Series, target_vi: str) -> str:
    units = rows[rows["scope"] == "unit"]
    counts = ", ".join(
        f"{int((units['verdict'] == key).sum())} đơn vị {vi}" for key, vi in VERDICTS.items() if (units["verdict"] == key).any()
    )
    unknown = f"{city['unknown']} chi đoàn chưa rõ, vì danh sách không có hoặc để trống." if city["unknown"] else ""
    return sentence(f"So với {target_vi}: {counts}.", unknown)
