"""Sentences made from numbers, in Vietnamese. Counts come first; a printed percentage never rounds up across its target (law 4)."""

from __future__ import annotations

import math

import pandas as pd

from ..plan import Plan, Target

FEW_NAMES = 3  # units that a title names
VERDICTS = {"reached": "đạt", "missed": "chưa đạt", "undecided": "chưa xác định"}


def decimal(number: float, places: int) -> str:
    """1234.5 as 1.234,5."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(part: float, whole: float, target: float | None = None) -> str:
    """A share as a percentage with one decimal, rounded down where rounding would lift it to its target.

    >>> percent(28, 37), percent(8999, 10000, 0.9), percent(9, 10, 0.9), percent(26, 29, 0.9)
    ('75,7%', '89,9%', '90,0%', '89,7%')
    """
    if not whole:
        return "không tính"
    share = part / whole * 100
    shown = round(share, 1)
    if target is not None and share < target * 100 <= shown:
        shown = math.floor(share * 10) / 10
    return f"{decimal(shown, 1)}%"


def dong(amount: float) -> str:
    """An amount of money: 12.345.000 đ."""
    return f"{decimal(amount, 0)} đ"


def of(part: int, whole: int, target: float | None = None) -> str:
    """28/37 chi đoàn (75,7%)."""
    return f"{part}/{whole} chi đoàn ({percent(part, whole, target)})"


def named(names: list[str]) -> str:
    """A list as a person would say it."""
    return " và ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def stage_name(stage: Target) -> str:
    """Which target a stage sets, and for whom."""
    scope = "mỗi xã, phường" if stage.scope == "unit" else "toàn thành phố"
    return f"mục tiêu {stage.target_percent}% {scope} đến hết năm {stage.due_on.year}"


def target_name(stage: Target) -> str:
    """What stands at the line of a target: mục tiêu 90% (B.3.2)."""
    return f"mục tiêu {stage.target_percent}% ({stage.target_clause or stage.clause})"


def attainment(counts: pd.DataFrame, year: int, stage: Target) -> str:
    """How many branches meet the standard in a year, and how the units stand against the stage; `counts` has a row a scope."""
    city = counts[counts["scope"] == "city"].iloc[0]
    said = [f"Năm {year}, {of(city['met'], city['branches'], stage.target)} của thành phố đạt chuẩn theo số liệu đã báo cáo"]
    if city["unknown"]:
        said.append(f"; {city['unknown']} chi đoàn chưa đủ số liệu để kết luận")
    units = counts[counts["scope"] == "unit"]
    if stage.scope == "unit":
        by_verdict = [
            f"{sum(units['verdict'] == verdict)} đơn vị {VERDICTS[verdict]}" for verdict in VERDICTS if any(units["verdict"] == verdict)
        ]
        said.append(f". So với {stage_name(stage)}: {named(by_verdict)}")
        wanting = int(units["wanting"].sum())
        said.append(f"; còn cần thêm {wanting} chi đoàn ở các đơn vị chưa đạt hoặc chưa xác định." if wanting else ".")
    else:
        said.append(f". So với {stage_name(stage)}: {VERDICTS[city['verdict']]}")
        said.append(f", còn cần thêm {city['wanting']} chi đoàn." if city["wanting"] else ".")
    return "".join(said)


def attainment_title(counts: pd.DataFrame, year: int, stage: Target) -> str:
    """The finding in one line."""
    city, units = counts[counts["scope"] == "city"].iloc[0], counts[counts["scope"] == "unit"]
    if city["unknown"] == city["branches"]:
        return f"Năm {year}: chưa đủ số liệu của chi đoàn nào ({city['branches']} chi đoàn)"
    said = f"Năm {year}: {of(city['met'], city['branches'], stage.target)} đạt chuẩn"
    if stage.scope == "city":
        return f"{said}, {VERDICTS[city['verdict']]} mục tiêu {stage.target_percent}%"
    return f"{said}; {sum(units['verdict'] == 'reached')}/{len(units)} đơn vị đạt mục tiêu {stage.target_percent}%"


def tiles(units: pd.DataFrame, year: int, stage: Target) -> tuple[str, str]:
    """Title and caption of the map: which units fall short of the target, by name where they are few; `units` has a row a unit."""
    reached = int((units["verdict"] == "reached").sum())
    title = f"Năm {year}: {reached}/{len(units)} đơn vị đạt {stage.target_percent}%"
    for verdict in ("missed", "undecided"):
        names = units.loc[units["verdict"] == verdict, "unit"].tolist()
        if names:
            title += f"; {VERDICTS[verdict]}: {named(names) if len(names) <= FEW_NAMES else f'{len(names)} đơn vị'}"
    caption = f"Mỗi ô một đơn vị, màu theo kết quả so với {stage_name(stage)}."
    if stage.scope == "city":
        caption += " Mục tiêu này tính cho toàn thành phố; màu của từng ô chỉ để tham khảo."
    return title, caption


def course_title(counts: pd.DataFrame, judged: int) -> str:
    """How the city's count went up to the year that is judged, in one line, and where it stands since."""
    first, last = _ends(counts[counts["year"] <= judged])
    if first is None:
        return "Chưa đủ số liệu của chi đoàn nào để xét đạt chuẩn"
    if first["year"] == last["year"]:
        return f"Năm {first['year']}: {of(first['met'], first['branches'])} đạt chuẩn; các năm khác chưa đủ số liệu"
    way = "tăng" if last["met"] > first["met"] else "giảm" if last["met"] < first["met"] else "không đổi"
    said = f"Số chi đoàn đạt chuẩn {way}: {first['met']} năm {first['year']}, {last['met']} năm {last['year']}"
    later = _later(counts, judged)
    return said if later is None else f"{said}; năm {later['year']} đến nay {later['met']}"


def criteria_title(met: pd.DataFrame, plan: Plan) -> str:
    """The criterion that most branches miss, in one line."""
    missed = met[met["verdict"] == "not_met"].groupby("criterion").size()
    if missed.empty:
        of_all = met.groupby("criterion").size().max()
        is_met = (met["verdict"] == "met").all()
        return f"{of_all}/{of_all} chi đoàn đạt mọi tiêu chí nêu ở đây" if is_met else "Chưa thấy chi đoàn nào không đạt, còn chỗ chưa rõ"
    worst = next(c for c in plan.criteria if c.id == missed.idxmax())
    counted = of(missed.max(), met.groupby("criterion").size().max())
    return f"Vướng nhiều nhất ở tiêu chí {worst.id} ({worst.short_vi[0].lower()}{worst.short_vi[1:]}): {counted}"


def criteria(met: pd.DataFrame, plan: Plan) -> str:
    """Which criterion most branches miss, and on which most is unknown; `met` has a row a branch and criterion."""
    names = {c.id: f"tiêu chí {c.id} ({c.short_vi[0].lower()}{c.short_vi[1:]})" for c in plan.criteria}
    missed = met[met["verdict"] == "not_met"].groupby("criterion").size()
    unknown = met[met["verdict"] == "unknown"].groupby("criterion").size()
    if missed.empty and unknown.empty:
        return "Mọi chi đoàn đều đạt cả các tiêu chí."
    said = []
    if not missed.empty:
        said.append(f"Nhiều chi đoàn chưa đạt nhất ở {names[missed.idxmax()]}: {missed.max()} chi đoàn.")
    if not unknown.empty:
        said.append(f"Thiếu số liệu nhiều nhất ở {names[unknown.idxmax()]}: {unknown.max()} chi đoàn.")
    return " ".join(said)


def fees(rows: pd.DataFrame) -> str:
    """What was collected of what was due, over the branches that state both; `rows` has a row a scope."""
    city = rows[rows["scope"] == "city"].iloc[0]
    if not city["branches_known"]:
        return "Chưa có chi đoàn nào báo cáo đủ số đoàn phí phải thu và đã thu."
    said = f"Đã thu {dong(city['fees_collected_vnd'])} trong {dong(city['fees_due_vnd'])} phải thu"
    rate = percent(city["fees_collected_vnd"], city["fees_due_vnd"], 1.0)
    said += f" ({rate}), tính trên {city['branches_known']}/{city['branches']} chi đoàn có đủ số liệu."
    short = rows[(rows["scope"] == "unit") & (rows["rate_high"] < 1)]["unit"].tolist()
    return f"{said} Chưa thu đủ: {named(short)}." if short else said


def admissions(rows: pd.DataFrame) -> str:
    """How many were admitted and recommended to the Party, by the branches that reported."""
    city = rows[rows["scope"] == "city"].iloc[0]
    if pd.isna(city["admissions"]):
        return "Chưa có chi đoàn nào báo cáo số đoàn viên kết nạp."
    said = f"{city['branches_reported']}/{city['branches']} chi đoàn báo cáo đã kết nạp {decimal(city['admissions'], 0)} đoàn viên"
    if pd.notna(city["party_recommendations"]):
        said += f" và giới thiệu {decimal(city['party_recommendations'], 0)} đoàn viên ưu tú cho Đảng"
    return f"{said} (số liệu tính đến {city['as_of']:%d/%m/%Y})." if pd.notna(city["as_of"]) else f"{said}."


def course(counts: pd.DataFrame, judged: int) -> str:
    """How the city's count went from the first year to the one that is judged, and since; `counts` has a row a year and scope."""
    first, last = _ends(counts[counts["year"] <= judged])
    if first is None:
        return "Chưa có năm nào đủ số liệu để xét chi đoàn đạt chuẩn."
    said = [f"{row['met']}/{row['branches']} năm {row['year']}" for row in (first, last)]
    later = _later(counts, judged)
    since = "" if later is None else f" Năm {later['year']} đến nay {later['met']}/{later['branches']}, chưa kết luận."
    return f"Số chi đoàn đạt chuẩn: từ {said[0]} đến {said[1]}.{since}"


def _ends(counts: pd.DataFrame) -> tuple[pd.Series | None, pd.Series | None]:
    """The city's rows of the first and last year of which anything is known."""
    known = counts[(counts["scope"] == "city") & (counts["met"] + counts["not_met"] > 0)].sort_values("year")
    return (known.iloc[0], known.iloc[-1]) if len(known) else (None, None)


def _later(counts: pd.DataFrame, judged: int) -> pd.Series | None:
    """The city's last row after the year that is judged, where one is known."""
    return _ends(counts[counts["year"] > judged])[1]


def standing(rows: pd.DataFrame, stage: Target) -> str:
    """Where the units and the city stand at a stage's year; `rows` are the standing of that stage and year."""
    city = rows[rows["scope"] == "city"].iloc[0]
    name, count = stage_name(stage), of(city["met"], city["branches"], stage.target)
    said = f"{name[0].upper()}{name[1:]}: toàn thành phố {count}, cần {city['needed']}."
    units = rows[rows["scope"] == "unit"]
    parts = [
        f"{VERDICTS[verdict]}: {named(units.loc[units['verdict'] == verdict, 'unit'].tolist())}"
        for verdict in VERDICTS
        if any(units["verdict"] == verdict)
    ]
    return f"{said} Các đơn vị {'; '.join(parts)}." if parts else said


def lapsed(rows: pd.DataFrame, year: int) -> str:
    """Branches that met the standard before and do not now; `rows` has a row a branch."""
    if rows.empty:
        return f"Không có chi đoàn nào đạt chuẩn năm {year - 1} mà năm {year} không giữ được."
    return f"{len(rows)} chi đoàn đạt chuẩn năm {year - 1} nhưng năm {year} không giữ được."
