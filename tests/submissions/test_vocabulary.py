"""Headers are known by meaning: the lowest telling level names the field, and turning words rule it out."""

import pytest

from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.vocabulary import Vocabulary, money_scale

PLAN = load_plan()
FORMS = {form.id: Vocabulary((*PLAN.common, *form.fields), PLAN.abbreviations) for form in PLAN.forms}
WORDS = FORMS["results"]
SENTENCES = {  # as the plan puts its criteria (II.B.2): clerks copy them above their columns
    1: "Tiêu chí 1: Không có đoàn viên vi phạm pháp luật",
    4: "Tiêu chí 4: Hàng năm đều có kết nạp ít nhất 05 đoàn viên trở lên đảm bảo đúng quy trình, có giới thiệu ít nhất 01 đoàn viên "
    "ưu tú cho Đảng xem xét kết nạp",
    5: "Tiêu chí 5: Duy trì sinh hoạt ít nhất 08 lần trên năm, có biên bản họp đầy đủ, đoàn vụ, đoàn tịch thực hiện đảm bảo theo quy "
    "định, thu đoàn phí đạt 100%, có tổ chức Đại hội Chi đoàn",
    6: "Tiêu chí 6: Tổ chức cho Đoàn viên tham gia ít nhất 02 hoạt động văn hóa văn nghệ hoặc thể dục thể thao",
}


def field_of(*path: str, form: str = "results") -> str | None:
    found = FORMS[form].match(path).field
    return found.name if found else None


def rivals_of(*path: str, form: str = "results") -> set[str]:
    found = FORMS[form].match(path)
    assert found.field is None
    return {one.name for one in found.rivals}


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


@pytest.mark.parametrize(
    ("criterion", "leaf", "field"),
    [
        (1, "Số ĐV vi phạm pháp luật", "violations"),
        (1, "ĐV vi phạm PL", "violations"),
        (4, "Kết nạp", "admissions"),
        (4, "KN", "admissions"),
        (4, "Đúng quy trình", "admissions_by_procedure"),
        (4, "Số NQ", "party_resolution"),
        (5, "Sinh hoạt", "meetings"),
        (5, "SH (lần)", "meetings"),
        (5, "BB đầy đủ", "has_full_minutes"),
        (5, "ĐV, ĐT đúng QĐ", "has_records_in_order"),
        (5, "Phải thu", "fees_due_vnd"),
        (5, "Đoàn phí đã nộp", "fees_collected_vnd"),
        (5, "Đại hội CĐ (ngày)", "has_congress"),
        (6, "Thể thao", "sports_activities"),
        (6, "VN", "cultural_activities"),
        (6, "TT", "sports_activities"),
        (6, "Số hoạt động", "cultural_and_sports_total"),
    ],
)
def test_under_the_plans_own_sentence_the_lowest_level_decides(criterion, leaf, field):
    assert field_of(SENTENCES[criterion], leaf) == field


@pytest.mark.parametrize("group", ["6. VN-TT", "TC 6\nVHVN, TDTT", "TC6", "Văn nghệ, thể thao"])
@pytest.mark.parametrize(("leaf", "field"), [("Thể thao", "sports_activities"), ("TT", "sports_activities"), ("VN", "cultural_activities")])
def test_one_kind_of_activity_is_never_the_sum_of_both(group, leaf, field):
    assert field_of(group, leaf) == field


@pytest.mark.parametrize("path", [("TT",), ("TC5", "TT"), ("TC6", "STT")])
def test_a_running_number_is_never_a_verdict(path):
    assert field_of(*path) == "order"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("NQ giới thiệu ĐVƯT",), "party_resolution"),
        (("Số NQ giới thiệu ĐVƯT cho Đảng",), "party_resolution"),
        (("ĐVƯT giới thiệu cho Đảng", "NQ"), "party_resolution"),
        (("Số ĐVƯT giới thiệu cho Đảng được Đoàn cấp trên ra NQ",), "party_recommendations"),
    ],
)
def test_what_a_header_begins_with_is_what_it_counts(path, field):
    assert field_of(*path) == field


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Vi phạm pháp luật", "Số ĐV"), "violations"),
        (("Kết nạp", "Đoàn viên"), "admissions"),
        (("2. Đoàn viên", "Nữ"), "female_members"),
        (("Thông tin chung", "Số ĐV"), "members"),
        (("Số ĐV (trong đó nữ)",), "members"),
    ],
)
def test_people_are_those_of_the_level_above(path, field):
    assert field_of(*path) == field


@pytest.mark.parametrize(
    ("path", "rivals"),
    [
        (("Kết nạp đoàn viên", "Nữ"), {"female_members"}),
        (("Bí thư", "Nữ"), {"female_members"}),
        (("TC1", "Số ĐV"), {"members"}),
        (("Mô hình", "Đoàn viên"), {"members"}),
        (("Đối thoại", "Số ĐV"), {"members"}),
        (("Số ĐV (nữ)",), {"members", "female_members"}),
        (("TC5", "Tự đánh giá"), {"self_assessed", "criterion_5"}),
    ],
)
def test_people_of_something_that_is_no_field_are_asked_about(path, rivals):
    assert rivals_of(*path) == rivals


@pytest.mark.parametrize(
    "path",
    [
        ("Phát triển Đảng", "Kết nạp"),
        ("Kết nạp Hội",),
        ("Đại hội Đảng",),
        ("ĐV dự bị",),
        ("ĐV yếu",),
        ("Biên bản thiếu",),
        ("Đoàn viên", "Nam"),
        ("Đề nghị khen thưởng",),
        ("ĐV là đảng viên",),
        ("Số ĐV được kết nạp Đảng",),
        ("Số ĐV đóng đoàn phí",),
        ("ĐV đã nộp đoàn phí",),
        ("Số lớp tập huấn",),
        ("Chưa đạt chuẩn",),
        ("Chưa có biên bản",),
        ("Đánh giá của Thành Đoàn",),
        ("Đề nghị, kiến nghị",),
        ("Không vi phạm pháp luật", "Số ĐV"),
        ("Kế hoạch thực hiện", "Kết nạp"),
        ("Thanh niên vi phạm pháp luật",),
        ("Số TN vi phạm PL",),
        ("Thanh niên", "Vi phạm pháp luật"),
        ("Tư vấn nghề",),
        ("Số nghị quyết chi đoàn",),
        ("Số NQ ban hành",),
    ],
)
def test_a_word_more_that_changes_the_meaning_names_nothing(path):
    assert field_of(*path) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("TSĐV", "members"),
        ("T.số đoàn viên", "members"),
        ("Tr.đó: nữ", "female_members"),
        ("K/nạp ĐV", "admissions"),
        ("Tự ĐG", "self_assessed"),
        ("Đề nghị (Đạt/Chưa đạt chuẩn)", "self_assessed"),
        ("Đề nghị công nhận", "self_assessed"),
        ("Sổ ĐV", "has_records_in_order"),
        ("Hồ sơ đoàn viên", "has_records_in_order"),
        ("Số ĐH TNTN", "volunteer_teams"),
        ("Đội TNXK", "volunteer_teams"),
        ("Số TV nhiều nhất", "largest_team_members"),
        ("THT có đăng ký theo NĐ 151", "cooperative_groups_compliant"),
        ("Số ĐV mới", "admissions"),
        ("Số, ngày NQ", "party_resolution"),
        ("Duy trì SH (lần)", "meetings"),
        ("BB các cuộc họp", "has_full_minutes"),
        ("ĐP thực nộp", "fees_collected_vnd"),
        ("VH-VN", "cultural_activities"),
        ("TD-TT", "sports_activities"),
        ("VHVN-TT", "cultural_and_sports_total"),
        ("BT được TH nghiệp vụ", "secretary_trained"),
        ("Nắm chủ trương, chính sách", "secretary_knows_policy"),
        ("Đạt/Chưa đạt", "self_assessed"),
        ("Đoàn vụ, đoàn tịch (Đúng/Chưa đúng)", "has_records_in_order"),
        ("Duy trì sinh hoạt ít nhất 08 lần trên năm", "meetings"),
        ("Công trình, phần việc đăng kí", "youth_works_registered"),
        ("TC 2 (số mô hình)", "livelihood_models"),
        ("TC 4.2 (số ĐV giới thiệu Đảng)", "party_recommendations"),
        ("Không có đoàn viên vi phạm pháp luật", None),
    ],
)
def test_short_forms_of_clerks_are_known(text, field):
    assert field_of(text) == field


@pytest.mark.parametrize(
    ("path", "field", "says_no"),
    [
        (("Thực trạng hiện nay", "Đạt chuẩn"), "meets_now", False),
        (("Thực trạng hiện nay", "Chưa đạt chuẩn"), "meets_now", True),
        (("Hiện nay đạt chuẩn",), "meets_now", False),
        (("Đạt chuẩn hiện có (x)",), "meets_now", False),
        (("Đánh giá hiện tại",), "meets_now", False),
        (("Đăng ký năm 2019", "Không"), "registered", True),
        (("Tự đánh giá", "Đạt chuẩn"), "self_assessed", False),
        (("Tự đánh giá", "Không đạt chuẩn"), "self_assessed", True),
        (("Tự đánh giá", "Đạt/Chưa đạt"), "self_assessed", False),
        (("Biên bản", "Đầy đủ"), "has_full_minutes", False),
        (("Biên bản", "Không đầy đủ"), "has_full_minutes", True),
        (("Bí thư", "Kinh tế", "Chưa ổn định"), "secretary_economy_stable", True),
    ],
)
def test_answers_below_a_question_are_its_two_columns(path, field, says_no):
    form = "registration" if field in ("meets_now", "registered") else "results"
    found = FORMS[form].match(path)
    assert (found.field.name, found.says_no) == (field, says_no)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("TSTN (16-30 tuổi)",), "young_people"),
        (("TN HCKK",), "in_hardship"),
        (("TN DTTS",), "ethnic_minority"),
        (("TN thuộc diện khó khăn",), "in_hardship"),
        (("Tổng số thanh niên", "Đoàn viên"), "members"),
        (("Dân tộc", "Đoàn viên"), "ethnic_minority"),
        (("TN thất nghiệp",), None),
        (("TN tín ngưỡng",), None),
        (("Tổng số TN (16-30 tuổi)", "Nam"), None),
    ],
)
def test_young_people_of_one_kind_are_never_all_young_people(path, field):
    assert field_of(*path, form="youth") == field


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("1", "Không có đoàn viên vi phạm pháp luật"), "criterion_1"),
        (("TC1", "Chấp hành pháp luật"), "criterion_1"),
        (("2", "Phát triển kinh tế, việc làm"), "criterion_2"),
        (("TC4", "Phát triển Đoàn, xây dựng Đảng"), "criterion_4"),
        (("5", SENTENCES[5].removeprefix("Tiêu chí 5: ")), "criterion_5"),
        (("7", "Bí thư chi đoàn"), "criterion_7"),
        (("7. Bí thư CĐ",), "criterion_7"),
        (("2", "Sinh hoạt, đoàn vụ, đoàn phí"), None),
        (("TC2", "Lý do"), None),
        (("Kết nạp đoàn viên",), None),
        (("TC1", "Thẩm định"), "criterion_1"),
        (("TC2", "Tổ thẩm định đánh giá"), "criterion_2"),
        (("TC1", "Tự đánh giá"), None),
        (("TC1", "Đơn vị tự chấm", "Đạt"), None),
        (("Tự xếp loại", "TC2"), None),
        (("Tự đánh giá chung",), None),
    ],
)
def test_in_an_appraisal_a_number_beside_its_own_words_names_the_criterion(path, field):
    found = FORMS["appraisal"].match(path)
    assert (found.field.name if found.field else None, found.says_no) == (field, False)


def test_headers_are_read_without_marks_capitals_or_tone_styles():
    assert field_of("SO LAN SINH HOAT") == field_of("số lần sinh hoạt") == "meetings"


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Đã thu (nghìn đồng)", 1000),
        ("ĐVT: 1.000đ", 1000),
        ("triệu đồng", 1_000_000),
        ("Đã thu (tr.đ)", 1_000_000),
        ("Tr.đó: đã thu", None),
        ("đồng", 1),
        ("người", None),
    ],
)
def test_a_unit_line_says_what_money_is_multiplied_by(text, scale):
    assert money_scale(text) == scale
