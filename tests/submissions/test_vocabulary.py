"""Headers are known by meaning: the lowest telling level names the field, and turning words rule it out."""

import pytest

from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.vocabulary import Vocabulary, money_scale

PLAN = load_plan()
WORDS = Vocabulary((*PLAN.common, *PLAN.form("results").fields), PLAN.abbreviations)


def field_of(*path: str) -> str | None:
    found = WORDS.match(path).field
    return found.name if found else None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("STT",), "order"),
        (("TT",), "order"),
        (("Tên CĐ khóm, ấp",), "branch"),
        (("Họ và tên BT",), "secretary"),
        (("Đoàn viên", "Tổng số"), "members"),
        (("Đoàn viên", "Nữ"), "female_members"),
        (("TC1", "ĐV vi phạm PL"), "violations"),
        (("TC1: ĐOÀN VIÊN VI PHẠM PHÁP LUẬT (người)",), "violations"),
        (("TC2", "Số mô hình"), "livelihood_models"),
        (("TC2", "Mô hình", "Trong đó THT"), "cooperative_groups"),
        (("TC2", "THT đúng NĐ 151"), "cooperative_groups_compliant"),
        (("TC2", "GTVL ổn định (người)"), "jobs_placed"),
        (("Đội hình TNTN", "Số đội"), "volunteer_teams"),
        (("Đội hình TNTN", "Số TV đội đông nhất"), "largest_team_members"),
        (("Công trình, phần việc", "Đăng ký"), "youth_works_registered"),
        (("CTTN", "Hoàn thành"), "youth_works_completed"),
        (("TC4", "Kết nạp", "SL"), "admissions"),
        (("TC4", "Kết nạp ĐV mới", "Đúng QT"), "admissions_by_procedure"),
        (("ĐVƯT giới thiệu cho Đảng",), "party_recommendations"),
        (("Số NQ",), "party_resolution"),
        (("Số lần SH",), "meetings"),
        (("Đoàn phí (đồng)", "Phải thu"), "fees_due_vnd"),
        (("Đoàn phí (đồng)", "Đã thu"), "fees_collected_vnd"),
        (("Đoàn phí", "Tỷ lệ %"), "fees_rate"),
        (("Ngày\nĐại hội",), "has_congress"),
        (("TC6", "VHVN"), "cultural_activities"),
        (("TC6", "TDTT"), "sports_activities"),
        (("Bí thư", "KT ổn định"), "secretary_economy_stable"),
        (("Bí thư", "Tập huấn"), "secretary_trained"),
        (("Tiêu chí 5",), "criterion_5"),
        (("Tự đánh giá",), "self_assessed"),
    ],
)
def test_a_header_names_its_field(path, field):
    assert field_of(*path) == field


@pytest.mark.parametrize(
    "path",
    [
        ("Chỉ tiêu kết nạp",),
        ("Chỉ tiêu năm 2021", "Kết nạp"),
        ("Kết nạp đoàn viên năm trước",),
        ("Không vi phạm pháp luật",),
        ("Tỷ lệ kết nạp (%)",),
        ("Số lần sinh hoạt còn thiếu",),
        ("Tổng cộng",),
        ("Xếp hạng thi đua cụm",),
        ("",),
    ],
)
def test_what_turns_the_meaning_or_is_not_known_names_nothing(path):
    assert field_of(*path) is None


def test_headers_are_read_without_marks_capitals_or_tone_styles():
    assert field_of("SO LAN SINH HOAT") == field_of("số lần sinh hoạt") == "meetings"


@pytest.mark.parametrize(
    ("text", "scale"), [("Đã thu (nghìn đồng)", 1000), ("ĐVT: 1.000đ", 1000), ("triệu đồng", 1_000_000), ("đồng", 1), ("người", None)]
)
def test_a_unit_line_says_what_money_is_multiplied_by(text, scale):
    assert money_scale(text) == scale
