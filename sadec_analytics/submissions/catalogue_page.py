"""docs/findings.md: every finding with an example and its remedy, made from the catalogue and from the readers themselves.

Run: python -m sadec_analytics.submissions.catalogue_page > docs/findings.md
"""

from __future__ import annotations

import datetime as dt
import sys

from ..plan import Plan, load_plan
from .catalogue import BLOCKING, CATALOGUE, NOTED, REPAIRED
from .readers import reader_for
from .reading import shown
from .record import taken_as

SEVERITIES = {
    BLOCKING: ("Cần hỏi lại", "Chưa có số: ô này coi như chưa biết cho đến khi đơn vị ghi lại."),
    REPAIRED: ("Đã hiểu", "Có số, nhưng được hiểu khác cách ghi; xem cột taken_as."),
    NOTED: ("Nên xem", "Không thay đổi gì; một người nên xem lại."),
}
# what a cell held, and under which column: the reader itself says what becomes of it
CELLS: dict[str, tuple[str, object]] = {
    "placeholder": ("meetings", "…"),
    "count_unreadable": ("meetings", "nhiều"),
    "count_negative": ("meetings", -8.0),
    "count_fraction": ("meetings", 8.5),
    "count_of_other": ("meetings", "8/12"),
    "count_of_same": ("meetings", "8/8"),
    "rate_in_count": ("meetings", "90%"),
    "number_as_text": ("meetings", "08"),
    "number_as_date": ("meetings", dt.date(1900, 1, 9)),
    "number_with_words": ("meetings", "8 lần"),
    "word_as_zero": ("admissions", "không"),
    "implausible": ("meetings", 80.0),
    "bound": ("meetings", "trên 8"),
    "yes_in_count": ("meetings", "có"),
    "verdict_in_count": ("meetings", "đạt"),
    "money_unreadable": ("fees_due_vnd", "ba trăm"),
    "money_negative": ("fees_due_vnd", -360000.0),
    "money_scale": ("fees_due_vnd", 360.0),
    "money_as_text": ("fees_due_vnd", "360.000đ"),
    "money_point": ("fees_due_vnd", 360.5),
    "rate_in_money": ("fees_collected_vnd", "100%"),
    "heads_in_money": ("fees_collected_vnd", "12/15 đoàn viên"),
    "verdict_in_money": ("fees_collected_vnd", "đạt"),
    "rate_unreadable": ("fees_rate", "khá"),
    "yes_no_unreadable": ("has_full_minutes", "tạm"),
    "yes_no_ambiguous": ("has_full_minutes", "K"),
    "year_says_yes": ("secretary_trained", "2019"),
    "date_other_year": ("has_congress", "15/3/2020"),
    "date_as_text": ("has_congress", "15-3-21"),
    "date_serial": ("has_congress", 44270.0),
    "date_without_day": ("has_congress", "tháng 3/2021"),
    "date_without_year": ("has_congress", "15/3"),
}
MEETINGS, MINUTES = "Số lần sinh hoạt", "Biên bản họp đầy đủ"
# what is said where no single cell decides
OTHERS: dict[str, dict[str, str]] = {
    "file_too_large": {"what": "41 MB"},
    "sheet_hidden": {"raw": "Sheet2"},
    "file_damaged": {"what": "BadZipFile"},
    "file_suspicious": {"what": "tỷ lệ nén bất thường"},
    "file_out_of_reach": {"what": "PermissionError"},
    "file_took_too_long": {"what": "60 giây"},
    "file_broke_reader": {"what": "ProcessExpired"},
    "file_failed": {"what": "KeyError, clean.py:120"},
    "file_twice": {"what": "2021/P3_KQ 2021.xlsx"},
    "superseded": {"what": "2", "taken": "2021/P3_KQ 2021 (sua).xlsx"},
    "superseded_same_day": {"what": "2", "taken": "2021/P3_KQ 2021 (sua).xlsx"},
    "completed_from_older": {"what": "3", "taken": "2021/P3_KQ 2021.xlsx"},
    "sheet_too_far": {"what": "ô xa nhất ở dòng 1048576, cột 16384"},
    "sheet_long": {"what": "20004", "taken": "2000"},
    "unit_unknown": {"what": ""},
    "unit_conflict": {"what": "tiêu đề: Phường A; thư mục: Phường B", "taken": "Phường A"},
    "unit_from_branches": {"taken": "Phường A"},
    "year_unknown": {"what": ""},
    "year_conflict": {"what": "tiêu đề: 2021; thư mục: 2020", "taken": "2021"},
    "year_outside": {"raw": "2012", "what": "2018-2022"},
    "year_aside": {"raw": "2017", "what": "ngoài kế hoạch 2018-2022"},
    "targets_not_results": {"raw": "BẢNG GIAO CHỈ TIÊU CHO CÁC CHI ĐOÀN NĂM 2022"},
    "quarter_not_year": {"raw": "KẾT QUẢ THỰC HIỆN TIÊU CHÍ QUÝ I NĂM 2020"},
    "own_judgement": {"raw": "BẢN TỰ ĐÁNH GIÁ CHI ĐOÀN ĐẠT CHUẨN NĂM 2020"},
    "list_of_left_out": {"raw": "DANH SÁCH CHI ĐOÀN KHÔNG ĐƯỢC CÔNG NHẬN NĂM 2020"},
    "form_conflict": {"what": "tiêu đề: Đăng ký; các cột: Kết quả", "taken": "Kết quả"},
    "as_of_other_year": {"raw": "20/9/2020", "what": "năm 2021"},
    "recognition_denied": {"raw": "Không công nhận"},
    "row_of_part_year": {},
    "registration_unsaid": {},
    "header_unknown": {"raw": "Sinh hoạt chuyên đề", "what": f" (gần giống: “{MEETINGS}”)"},
    "header_ambiguous": {"raw": "Số lượng", "what": "“Kết nạp đoàn viên” hoặc “Số đội hình tình nguyện”"},
    "header_duplicate": {"label": MEETINGS, "what": "Sinh hoạt, Số lần sinh hoạt"},
    "branch_unknown": {"raw": "Khóm 11", "what": " (có phải là Khóm 1?)"},
    "became_unknown": {"raw": "Khóm Mới", "what": "Khóm 1 (Phường A)"},
    "branch_outside_dates": {"what": "thôi từ 31/12/2019, nay là Khóm 1"},
    "branch_twice": {"label": MEETINGS},
    "summed_over_branches": {"what": "3", "taken": "Phường A"},
    "branch_renamed": {"raw": "Khóm An Đông", "taken": "Khóm Đông An"},
    "name_without_marks": {"raw": "Khom An Dong", "taken": "Khóm An Đông"},
    "more_than_whole": {"label": "Trong đó nữ", "raw": "16", "what": "“Tổng số đoàn viên” (15)"},
    "fees_above_due": {"raw": "384000", "what": "360000"},
    "same_as_last_year": {"what": "2020"},
    "far_from_its_past": {"raw": "90", "label": "Tổng số đoàn viên", "what": "15, 16, 15, 14, 15"},
    "total_differs": {"raw": "28", "label": MEETINGS, "what": "27"},
    "corrected": {"raw": "tám", "taken": "8", "what": "dòng 2"},
    "correction_stale": {"raw": "tám", "what": "nay là “8”; corrections.csv dòng 2"},
    "blank_as_no": {"label": MINUTES},
    "cell_error": {"raw": "#REF!", "label": MEETINGS},
    "cell_struck": {"raw": "12"},
    "formula_without_value": {"raw": "=SUM(C5:C9)", "label": MEETINGS},
    "formula_stale": {"what": "12"},
    "cell_hidden": {"what": "8"},
    "row_shifted": {"label": MEETINGS},
    "font_decoded": {"raw": "Chi ®oµn", "taken": "Chi đoàn"},
    "font_doubtful": {"raw": "khã", "label": MINUTES},
    "told_in_words": {"raw": "Kết nạp 5; giới thiệu 1 ĐVƯT", "taken": "Kết nạp đoàn viên: 5; Giới thiệu đoàn viên ưu tú cho Đảng: 1"},
    "told_unclear": {"raw": "06 thành viên"},
    "date_in_count": {"label": MEETINGS, "raw": "08/05/2021"},
    "money_unit": {"raw": "360", "label": "Đoàn phí phải thu", "taken": "360000"},
    "rate_scale": {"label": "Tỷ lệ thu đoàn phí", "what": "phần trăm"},
    "yes_and_no": {"label": MINUTES},
    "blank_among_ticks": {"label": MINUTES},
    "date_turned": {"raw": "05/03/2021", "label": "Đại hội, hội nghị chi đoàn"},
    "date_after_close": {"raw": "03/12/2021", "label": "Đại hội, hội nghị chi đoàn", "what": "20/09/2021"},
    "date_unreadable": {"raw": "30/2/2021", "label": "Ngày thẩm định"},
}


def year_of(plan: Plan) -> int:
    """The year that the examples above speak of: the last but one of the plan."""
    return plan.last_year - 1


def message_of(code: str, plan: Plan) -> str:
    """The message of a finding, filled with an example."""
    said = {"raw": "", "taken": "", "label": "", "what": "", "unit": "Phường A", "year": str(year_of(plan))} | OTHERS.get(code, {})
    if code in CELLS:
        name, raw = CELLS[code]
        one = plan.form("results").by_name[name]
        reading = reader_for(one, year_of(plan), 100 if one.kind == "stated_rate" else 1)(raw)
        said |= {"raw": shown(raw), "label": one.vi, "taken": taken_as(reading) or ""}
        said |= {"what": f"{one.plausible[0]} đến {one.plausible[1]}"} if one.plausible else {}
    return CATALOGUE[code].message.format(**said)


def page(plan: Plan) -> str:
    """The whole page, in Vietnamese."""
    lines = [
        "# Các lời nhắn khi đọc bảng tính",
        "",
        "Trang `findings` của `tong_hop.xlsx` ghi từng chỗ: tệp, trang, ô, mã, lời nhắn. Dưới đây là mọi mã, kèm một ví dụ.",
        "Trang này do máy viết từ danh mục lời nhắn; số và tên trong ví dụ không phải số thật.",
    ]
    for severity, (title, meaning) in SEVERITIES.items():
        lines += ["", f"## {title} (`{severity}`)", "", meaning, "", "| mã | ví dụ và cách ghi lại |", "| --- | --- |"]
        lines += [f"| `{code}` | {message_of(code, plan)} |" for code, kind in CATALOGUE.items() if kind.severity == severity]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(page(load_plan()), end="")
