"""Membership fees, admissions and recommendations to the Party (B.2.4, B.2.5) as published figures."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import admission_courses, fee_collection, fee_shares
from ..charts import members as charts
from ..charts import pages_of
from ..exhibits import ChartData, Exhibit, Listing
from ..privacy import PUBLIC_NOTE, suppressed
from ..sentences import decimal, dong, named, percent
from ..view import View
from .wording import bounds_text, city_of, every_unit, is_no, is_yes, number, of_year, sentence, shown

FEES_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "branches_known": "Báo cả phải thu và đã thu",
    "fees_due_vnd": "Phải thu (đ)",
    "fees_collected_vnd": "Đã thu (đ)",
    "rate_said": "Tỷ lệ thu",
    "bounds_said": "Khoảng có thể",
    **{part.column: f"Căn cứ: {part.vi}" for part in charts.BASES},
}
EXPECTED_VI = {
    "unit": "Đơn vị",
    "branches_expected_known": "Chi đoàn báo cả đoàn viên và phải thu",
    "stated_due_vnd": "Đơn vị báo phải thu (đ)",
    "expected_due_vnd": "Tính theo đoàn viên (đ)",
    "expected_low_vnd": "Ít nhất (đ)",
    "expected_high_vnd": "Nhiều nhất (đ)",
    "branches_unusual": "Chi đoàn cần hỏi lại",
}
SHARES_VI = {
    "unit": "Đơn vị",
    "level": "Cấp",
    "received_vnd": "Nhận được (đ)",
    "kept_vnd": "Giữ lại (đ)",
    "passed_vnd": "Nộp lên trên (đ)",
    "branches_known": "Chi đoàn báo số đã thu",
    "branches": "Chi đoàn",
}
ADMISSIONS_VI = {
    "unit": "Đơn vị",
    "branches_reported": "Chi đoàn báo cáo",
    "branches": "Chi đoàn",
    "admissions": "Kết nạp",
    "admissions_by_procedure": "Đúng quy trình",
    "party_recommendations": "Giới thiệu cho Đảng",
    "members_said": "Kết nạp trên 100 đoàn viên",
    "young_said": "Kết nạp trên 100 thanh niên",
    "until_said": "Số liệu đến",
}


def fees(view: View) -> Exhibit:
    """Membership fees of the year by unit: the rate with its bounds, and on what it rests."""
    rows = of_year(_fee_rows(view), view.year)
    city, rows = city_of(rows), every_unit(rows, view)
    rates = [percent(c, d, 1.0) if pd.notna(d) else None for c, d in zip(rows["fees_collected_vnd"], rows["fees_due_vnd"], strict=True)]
    table = shown(rows.assign(rate_said=rates, bounds_said=bounds_text(rows["rate_low"], rows["rate_high"])), FEES_VI)
    paints = [partial(charts.fees_by_unit, rows=page) for page in pages_of(rows)]
    title, caption = _fees_title(city, view.year), _fees_caption(city, rows)
    alt = "Hai biểu đồ thanh cạnh nhau: tỷ lệ thu đoàn phí của từng đơn vị, và căn cứ của tỷ lệ ấy theo số chi đoàn."
    columns = (FEES_VI["fees_due_vnd"], FEES_VI["fees_collected_vnd"])
    chart = ChartData("within", "Đoàn phí phải thu và đã thu, đồng (đơn vị báo cáo)", columns)
    return view.exhibit("doan-phi", title, caption, alt, paints, table, (1, 2), what="fees", chart=chart)


def expected_fees(view: View) -> Exhibit:
    """What units state as due beside what their members would owe by the tariff in force."""
    rows = of_year(_fee_rows(view), view.year)
    city, rows = city_of(rows), every_unit(rows, view)
    table = shown(rows, EXPECTED_VI)
    paints = [partial(charts.expected_fees_by_unit, rows=page) for page in pages_of(rows)]
    title = f"Năm {view.year} chưa đủ số liệu để đối chiếu đoàn phí phải thu với số đoàn viên"
    caption = "Chưa có chi đoàn nào báo cả số đoàn viên và đoàn phí phải thu."
    if city is not None and city["branches_expected_known"]:
        n, rate = city["branches_expected_known"], percent(city["stated_due_vnd"], city["expected_due_vnd"])
        title = f"Đoàn phí phải thu được báo bằng {rate} mức tính theo số đoàn viên ({n}/{city['branches']} chi đoàn)"
        caption = (
            f"Đơn vị báo phải thu {dong(city['stated_due_vnd'])}; tính theo số đoàn viên không hưởng lương là "
            f"{dong(city['expected_due_vnd'])}. {_unusual(city['branches_unusual'])}"
        )
    alt = "Biểu đồ chấm: số phải thu đơn vị báo, mức tính theo số đoàn viên và khoảng có thể, triệu đồng."
    columns = (EXPECTED_VI["stated_due_vnd"], EXPECTED_VI["expected_due_vnd"])
    chart = ChartData("bars", "Đoàn phí phải thu, đồng: đơn vị báo, và tính theo số đoàn viên", columns)
    return view.exhibit("doan-phi-doi-chieu", title, caption, alt, paints, table, what="fees_due_vnd", chart=chart)


def _unusual(branches: int) -> str:
    who = f"{branches} chi đoàn báo" if branches else "Không chi đoàn nào báo"
    return f"{who} ngoài khoảng có thể{', cần hỏi lại' if branches else ''}."


def fees_kept(view: View) -> Listing:
    """What each level keeps of the fees collected in the year and passes up, by the Union's rules."""
    rows = of_year(fee_shares(view.tables.branch_years, view.tables.roster, view.plan), view.year)
    return Listing(f"Đoàn phí đã thu năm {view.year} chia theo cấp. {view.plan.fee_shares.vi}.", shown(rows, SHARES_VI))


def admissions(view: View) -> Exhibit:
    """Admissions and recommendations to the Party of the year by unit; the public edition says no small count of the latter."""
    rows = _readable(of_year(_admission_rows(view), view.year), view)
    city, rows = city_of(rows), every_unit(rows, view)
    paints = [partial(charts.admissions_by_unit, rows=page) for page in pages_of(rows)]
    told = rows.assign(
        members_said=[number(rate) for rate in rows["per_100_members"]],
        young_said=[number(rate) for rate in rows["per_100_young_people"]],
        until_said=[None if pd.isna(day) else f"{day:%d/%m/%Y}" for day in rows["as_of"]],
    )
    title, caption = _admissions_title(city, view.year), _admissions_caption(city, view)
    alt = "Ba biểu đồ cạnh nhau: số kết nạp, số giới thiệu cho Đảng, và kết nạp trên 100 người của từng đơn vị."
    columns = (ADMISSIONS_VI["admissions"], ADMISSIONS_VI["admissions_by_procedure"])
    chart = ChartData("within", "Đoàn viên kết nạp, trong đó đúng quy trình (đơn vị báo cáo)", columns)
    return view.exhibit("ket-nap", title, caption, alt, paints, shown(told, ADMISSIONS_VI), (1, 3), what="admissions", chart=chart)


def admissions_course(view: View) -> Exhibit:
    """Admissions of every unit year by year; years whose figures were taken before they ended are told apart."""
    rows = _admission_rows(view)
    rows = rows[rows["year"] <= view.year]
    years = sorted(rows["year"].unique().tolist()) or [view.year]
    table = rows.assign(said=[_marked(n, partial_year) for n, partial_year in _told(rows)])
    units = every_unit(rows, view)
    paints = [partial(charts.admissions_over_years, rows=page, years=years) for page in pages_of(units)]
    names = [*dict.fromkeys(units.loc[units["scope"] == "unit", "unit"])]
    wide = table.assign(unit=table["unit"].fillna("")).pivot(index="unit", columns="year", values="said").reindex([*names, ""])
    wide = wide.rename(columns=str).reset_index().assign(unit=[*names, None])
    title, caption = _course_title(of_year(rows, view.year), view.year), _course_caption(of_year(rows, view.year))
    alt = "Biểu đồ thanh cạnh nhau, mỗi năm một ô: số kết nạp của từng đơn vị."
    told = tuple(str(year) for year in years if str(year) in wide)
    table = shown(wide, {"unit": "Đơn vị"} | {year: year for year in told})
    chart = ChartData("by_column", "Số đoàn viên kết nạp toàn thành phố qua các năm (đơn vị báo cáo)", told)
    return view.exhibit("ket-nap-qua-cac-nam", title, caption, alt, paints, table, (1, len(years)), what="admissions", chart=chart)


def _fee_rows(view: View) -> pd.DataFrame:
    return fee_collection(view.tables.branch_years, view.tables.statements, view.tables.roster, view.plan)


def _admission_rows(view: View) -> pd.DataFrame:
    return admission_courses(view.tables.branch_years, view.tables.youth_situation, view.tables.roster, view.plan)


def _readable(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The recommendations with their words; in the public edition without small counts, and without the parts that would add up to them."""
    if view.is_public:
        rows = suppressed(rows, "party_recommendations", beside=("recommendations_with_resolution", "recommendations_without_resolution"))
        rows = rows.drop(columns=["recommendations_with_resolution", "recommendations_without_resolution"])
    numbers = [None if pd.isna(n) else decimal(n, 0) for n in rows["party_recommendations"]]
    words = pd.Series(numbers, index=rows.index, dtype="object")
    if "party_recommendations_said" in rows:
        words = words.where(rows["party_recommendations_said"].isna(), rows["party_recommendations_said"])
    return rows.assign(party_recommendations_words=words)


def _marked(count: object, is_partial: object) -> str | None:
    """The count, with a star where the year was not over or may not have been."""
    return None if pd.isna(count) else f"{count}{'' if is_no(is_partial) else '*'}"


def _told(rows: pd.DataFrame) -> zip:
    return zip(rows["admissions"], rows["is_partial"], strict=True)


def _fees_title(city: pd.Series | None, year: int) -> str:
    if city is None or not city["branches_known"]:
        return f"Năm {year} chưa có chi đoàn nào báo đủ đoàn phí phải thu và đã thu"
    rate = percent(city["fees_collected_vnd"], city["fees_due_vnd"], 1.0)
    return f"Năm {year} đã thu {rate} đoàn phí phải thu, theo {city['branches_known']}/{city['branches']} chi đoàn có đủ số liệu"


def _fees_caption(city: pd.Series | None, rows: pd.DataFrame) -> str:
    if city is None or not city["branches_known"]:
        return "Chưa có số liệu để tính tỷ lệ thu đoàn phí (B.2.5)."
    bounds = bounds_text([city["rate_low"]], [city["rate_high"]])[0]
    said = f"Đã thu {dong(city['fees_collected_vnd'])} trong {dong(city['fees_due_vnd'])} phải thu, tính từ số liệu đơn vị báo cáo."
    doubt = f"Kể cả chi đoàn chưa báo số đã thu, tỷ lệ là {bounds}." if city["rate_low"] != city["rate_high"] else ""
    short = rows.loc[(rows["scope"] == "unit") & (rows["rate_high"] < 1), "unit"].tolist()
    listed = named(short) if len(short) <= 5 else f"{len(short)} đơn vị"
    return sentence(said, doubt, f"Chưa thu đủ: {listed}." if short else "")


def _admissions_title(city: pd.Series | None, year: int) -> str:
    if city is None or pd.isna(city["admissions"]):
        return f"Năm {year} chưa có chi đoàn nào báo cáo số đoàn viên kết nạp"
    partial_year = ", số chưa hết năm" if is_yes(city["is_partial"]) else ""
    reported = f"{city['branches_reported']}/{city['branches']} chi đoàn báo cáo{partial_year}"
    return f"Năm {year} kết nạp {decimal(city['admissions'], 0)} đoàn viên ({reported})"


def _admissions_caption(city: pd.Series | None, view: View) -> str:
    if city is None or pd.isna(city["admissions"]):
        return "Chưa có số liệu kết nạp và giới thiệu cho Đảng (B.2.4)."
    days = f"Số liệu chốt từ {city['as_of']:%d/%m/%Y} đến {city['as_of_latest']:%d/%m/%Y}." if pd.notna(city["as_of"]) else ""
    rates = []
    for column, of, counted in (("per_100_members", "đoàn viên", "branches_per_members"), ("per_100_young_people", "thanh niên", None)):
        if pd.notna(city[column]):
            over = f"{city[counted]}/{city['branches']} chi đoàn" if counted else f"{city['units_per_young_people']} đơn vị có đủ số liệu"
            rates.append(f"{decimal(city[column], 1)} trên 100 {of} ({over})")
    party = (
        f"Giới thiệu {city['party_recommendations_words']} đoàn viên ưu tú cho Đảng."
        if pd.notna(city["party_recommendations_words"])
        else ""
    )
    hidden = PUBLIC_NOTE if view.is_public else ""
    return sentence(f"Kết nạp {named(rates)}." if rates else "", party, days, hidden)


def _course_title(rows: pd.DataFrame, year: int) -> str:
    city = city_of(rows)
    if city is None or pd.isna(city["admissions"]):
        return f"Đến năm {year} chưa có đủ số liệu kết nạp để so các năm"
    said = f"Năm {year} kết nạp {decimal(city['admissions'], 0)} đoàn viên"
    if pd.isna(city["admissions_change"]):
        return f"{said} ({city['branches_reported']}/{city['branches']} chi đoàn báo cáo)"
    return f"{said}; {_change(city['admissions_change'])} ở {city['branches_in_both']} chi đoàn báo cáo cả hai năm {year - 1} và {year}"


def _course_caption(rows: pd.DataFrame) -> str:
    city = city_of(rows)
    said = "Số kết nạp theo báo cáo; năm có số chốt trước 31/12 hoặc không rõ ngày chốt được đánh dấu * trong bảng và gạch chéo trên hình."
    if city is None or pd.isna(city["admissions_change"]) or is_yes(city["is_same_branches"]):
        return said
    return f"{said} Phần so sánh chỉ tính chi đoàn báo cáo cả hai năm."


def _change(change: int) -> str:
    return f"tăng {decimal(change, 0)}" if change > 0 else f"giảm {decimal(-change, 0)}" if change < 0 else "không đổi"
