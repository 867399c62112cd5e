"""Membership fees and admissions (B.2.4, B.2.5) as published figures."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ...measures import admission_counts, fee_collection
from .. import charts, sentences
from ..exhibits import ChartData, Exhibit
from ..view import View
from .base import trace

FEES_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "branches_known": "Có số liệu",
    "fees_due_vnd": "Phải thu (đ)",
    "fees_collected_vnd": "Đã thu (đ)",
}
ADMISSIONS_VI = {
    "unit": "Đơn vị",
    "branches_reported": "Chi đoàn báo cáo",
    "admissions": "Kết nạp",
    "admissions_by_procedure": "Đúng quy trình",
    "party_recommendations": "Giới thiệu cho Đảng",
}


def fees(view: View) -> Exhibit:
    """Membership fees by unit."""
    rows = fee_collection(view.tables.branch_years, view.tables.statements, view.tables.roster, view.plan)
    rows = rows[rows["year"] == view.year]
    paints = [partial(charts.fees_by_unit, rows=page) for page in charts.pages_of(rows)]
    alt = "Biểu đồ thanh: tỷ lệ thu đoàn phí của từng đơn vị."
    chart = ChartData("within", "Đoàn phí phải thu và đã thu, đồng (đơn vị báo cáo)", ("Phải thu (đ)", "Đã thu (đ)"))
    return view.exhibit(
        "doan-phi",
        sentences.fees_title(rows),
        sentences.fees(rows),
        alt,
        paints,
        _shown(rows, FEES_VI),
        trace=trace(view.year, "fees"),
        chart=chart,
    )


def admissions(view: View) -> Exhibit:
    """Admissions by unit."""
    rows = admission_counts(view.tables.branch_years, view.tables.youth_situation, view.tables.roster, view.plan)
    rows = rows[rows["year"] == view.year]
    paints = [partial(charts.admissions_by_unit, rows=page) for page in charts.pages_of(rows)]
    title, alt = sentences.admissions_title(rows), "Biểu đồ thanh: số đoàn viên kết nạp của từng đơn vị."
    chart = ChartData("within", "Đoàn viên kết nạp, trong đó đúng quy trình (đơn vị báo cáo)", ("Kết nạp", "Đúng quy trình"))
    return view.exhibit(
        "ket-nap",
        title,
        sentences.admissions(rows),
        alt,
        paints,
        _shown(rows, ADMISSIONS_VI),
        trace=trace(view.year, "admissions"),
        chart=chart,
    )


def _shown(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The named columns in Vietnamese, the city's row called so."""
    return rows.assign(unit=rows["unit"].fillna(charts.CITY))[list(names)].rename(columns=names).reset_index(drop=True)
