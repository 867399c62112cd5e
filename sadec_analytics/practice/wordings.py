"""How communes word their headers, titles and names; written by hand from what such sheets look like, never from the reader's list."""

from __future__ import annotations

# field: (how it reads in one line, how it reads under the heading of its group)
HEADERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "members": (("Tổng số đoàn viên", "Số ĐV", "Tổng số ĐV của chi đoàn"), ("Tổng số", "TS")),
    "female_members": (("Trong đó: nữ", "Số đoàn viên nữ", "ĐV nữ"), ("Nữ", "Trong đó nữ")),
    "violations": (
        ("Số đoàn viên vi phạm pháp luật", "ĐV vi phạm pháp luật", "Đoàn viên vi phạm"),
        ("Số ĐV vi phạm", "Vi phạm pháp luật (người)"),
    ),
    "livelihood_models": (
        ("Số mô hình hỗ trợ phát triển kinh tế", "Mô hình hỗ trợ ĐVTN phát triển kinh tế", "Số mô hình kinh tế"),
        ("Số mô hình", "Mô hình kinh tế"),
    ),
    "cooperative_groups": (("Trong đó: tổ hợp tác", "Số tổ hợp tác"), ("Trong đó tổ hợp tác", "Trong đó THT")),
    "cooperative_groups_compliant": (
        ("Tổ hợp tác hoạt động đúng Nghị định 151", "Số THT hoạt động theo Nghị định 151"),
        ("THT đúng Nghị định", "Tổ hợp tác hoạt động đúng quy định"),
    ),
    "jobs_placed": (
        ("Số ĐVTN được giới thiệu việc làm ổn định", "Giới thiệu việc làm (người)", "Giới thiệu việc làm ổn định"),
        ("Giới thiệu việc làm", "Số người có việc làm ổn định"),
    ),
    "volunteer_teams": (("Số đội hình thanh niên tình nguyện", "Đội hình tình nguyện", "Số đội TNTN"), ("Số đội hình", "Số đội")),
    "largest_team_members": (
        ("Số thành viên của đội tình nguyện đông nhất", "Thành viên đội đông nhất"),
        ("Số thành viên đội đông nhất", "Đội đông nhất (người)"),
    ),
    "youth_works_registered": (
        ("Công trình, phần việc thanh niên đăng ký", "Số công trình TN đăng ký"),
        ("Công trình, phần việc đăng ký", "CTTN đăng ký"),
    ),
    "youth_works_completed": (
        ("Công trình, phần việc thanh niên đã hoàn thành", "Số công trình TN hoàn thành"),
        ("Công trình, phần việc hoàn thành", "CTTN hoàn thành"),
    ),
    "admissions": (("Kết nạp đoàn viên mới", "Số đoàn viên mới kết nạp trong năm", "Kết nạp ĐV"), ("Kết nạp", "Kết nạp mới")),
    "admissions_by_procedure": (("Trong đó kết nạp đúng quy trình", "Kết nạp đúng quy trình"), ("Đúng quy trình", "Trong đó đúng QT")),
    "party_recommendations": (
        ("Đoàn viên ưu tú giới thiệu cho Đảng", "Số ĐVƯT giới thiệu cho Đảng"),
        ("Giới thiệu cho Đảng", "Đoàn viên ưu tú giới thiệu cho Đảng"),
    ),
    "party_resolution": (("Số Nghị quyết giới thiệu", "Số, ký hiệu Nghị quyết"), ("Số Nghị quyết", "Nghị quyết số")),
    "meetings": (("Số lần sinh hoạt chi đoàn trong năm", "Số lần sinh hoạt", "Số kỳ SHCĐ"), ("Số lần sinh hoạt", "Sinh hoạt (lần)")),
    "has_full_minutes": (("Có biên bản họp đầy đủ", "Biên bản đầy đủ"), ("Biên bản đầy đủ", "Biên bản")),
    "has_records_in_order": (("Đoàn vụ, đoàn tịch đúng quy định", "Thực hiện đoàn vụ, đoàn tịch"), ("Đoàn vụ, đoàn tịch", "Sổ đoàn vụ")),
    "fees_due_vnd": (
        ("Đoàn phí phải thu", "Số tiền đoàn phí phải thu", "Đoàn phí phải nộp trong năm"),
        ("Đoàn phí phải thu", "ĐP phải thu"),
    ),
    "fees_collected_vnd": (("Đoàn phí đã thu", "Số tiền đoàn phí đã thu", "Đoàn phí thực thu"), ("Đoàn phí đã thu", "ĐP đã thu")),
    "fees_rate": (("Tỷ lệ thu đoàn phí (%)",), ("Tỷ lệ thu đoàn phí",)),
    "has_congress": (("Ngày tổ chức Đại hội chi đoàn", "Đại hội chi đoàn"), ("Đại hội chi đoàn", "Ngày Đại hội")),
    "cultural_activities": (("Số hoạt động văn hóa, văn nghệ", "Hoạt động VHVN"), ("Văn hóa, văn nghệ", "VHVN")),
    "sports_activities": (("Số hoạt động thể dục, thể thao", "Hoạt động TDTT"), ("Thể dục, thể thao", "TDTT")),
    "secretary_economy_stable": (
        ("Bí thư có kinh tế gia đình ổn định", "Kinh tế gia đình bí thư ổn định"),
        ("Kinh tế gia đình ổn định", "Kinh tế ổn định"),
    ),
    "secretary_trained": (("Bí thư được tập huấn nghiệp vụ", "Bí thư đã qua tập huấn"), ("Được tập huấn", "Tập huấn nghiệp vụ")),
    "secretary_knows_policy": (
        ("Bí thư nắm chính sách hỗ trợ thanh niên", "Bí thư nắm bắt chính sách"),
        ("Nắm chính sách hỗ trợ TN", "Nắm bắt chính sách"),
    ),
    "self_assessed": (("Đơn vị tự đánh giá", "Tự đánh giá đạt chuẩn"), ("Tự đánh giá",)),
    "meets_now": (("Hiện trạng đạt chuẩn", "Đã đạt chuẩn"), ("Đã đạt chuẩn",)),
    "registered": (("Đăng ký đạt chuẩn trong năm", "Đăng ký đạt chuẩn"), ("Đăng ký đạt chuẩn",)),
    "is_pilot": (("Chọn làm điểm", "Chi đoàn điểm"), ("Làm điểm",)),
    "young_people": (("Tổng số thanh niên (16 - 30 tuổi)", "Số thanh niên trên địa bàn"), ("Tổng số",)),
    "female": (("Trong đó: nữ", "Thanh niên là nữ"), ("Nữ",)),
    "ethnic_minority": (("Thanh niên dân tộc thiểu số", "Là người dân tộc thiểu số"), ("Dân tộc thiểu số",)),
    "religious": (("Thanh niên có đạo", "Thanh niên tôn giáo"), ("Tôn giáo",)),
    "in_hardship": (("Thanh niên có hoàn cảnh khó khăn", "TN thuộc diện khó khăn"), ("Hoàn cảnh khó khăn",)),
    "working_away": (("Thanh niên đi làm ăn xa", "Số TN đi làm xa"), ("Đi làm ăn xa",)),
    "brought_into_union": (("Số thanh niên được kết nạp vào Đoàn trong năm", "Kết nạp đoàn viên mới"), ("Vào Đoàn",)),
    "brought_into_association": (("Số thanh niên được kết nạp vào Hội trong năm", "Kết nạp hội viên mới"), ("Vào Hội",)),
    "A.2.1.a": (("Nắm chắc tình hình tư tưởng của đoàn viên, thanh niên", "Nắm tâm tư, nguyện vọng đoàn viên"), ("Nắm tư tưởng",)),
    "A.2.1.b": (("Công tác quản lý đoàn viên", "Quản lý đoàn viên, cập nhật danh sách"), ("Quản lý đoàn viên",)),
    "A.2.1.c": (("Rà soát, lập danh sách thanh niên có hoàn cảnh khó khăn", "Rà soát thanh niên yếu thế"), ("Rà soát",)),
    "A.2.1.d": (("Phổ biến, tuyên truyền chủ trương, pháp luật", "Tuyên truyền chính sách pháp luật mới"), ("Tuyên truyền",)),
    "A.2.1.e": (("Chăm lo, bảo vệ quyền lợi của đoàn viên", "Bảo vệ quyền lợi hợp pháp của đoàn viên"), ("Bảo vệ quyền lợi",)),
    "A.2.2.a": (("Xây dựng chương trình hành động, kế hoạch công tác", "Xây dựng kế hoạch công tác năm"), ("Chương trình hành động",)),
    "A.2.2.b": (("Thực hiện chương trình công tác năm, công trình thanh niên", "Triển khai chương trình công tác"), ("Chương trình năm",)),
    "A.2.2.c": (("Chỉ đạo các chi đoàn sinh hoạt định kỳ", "Chi đoàn trực thuộc sinh hoạt định kỳ"), ("Sinh hoạt định kỳ",)),
    "A.2.2.d": (("Xây dựng, phát triển tổ chức; chủ trương 1+1", "Thực hiện chủ trương 1+1"), ("Chủ trương 1+1",)),
    "A.2.2.e": (("Kiểm tra, tự phê bình và phê bình", "Tự phê bình, nhân rộng mô hình"), ("Tự phê bình",)),
    "A.2.3.a": (("Tham mưu cấp ủy về công tác Đoàn", "Tham mưu cấp ủy về công tác Đoàn và phong trào"), ("Tham mưu công tác Đoàn",)),
    "A.2.3.b": (("Tham mưu quy hoạch, đào tạo cán bộ Đoàn", "Tham mưu công tác cán bộ Đoàn"), ("Tham mưu quy hoạch",)),
    "A.2.3.c": (("Phối hợp với chính quyền và các ban ngành", "Phối hợp chính quyền, đoàn thể"), ("Phối hợp chính quyền",)),
    "B.4.1.c": (
        ("Đưa vào chỉ tiêu thi đua của đơn vị", "Cụ thể hóa thành chỉ tiêu trong chương trình thi đua"),
        ("Đưa vào chương trình thi đua",),
    ),
    "IV.2.4": (("Đăng ký với cấp ủy là nhiệm vụ trọng tâm", "Đăng ký cấp ủy nhiệm vụ trọng tâm năm"), ("Đăng ký với cấp ủy",)),
    "officer": (("Cán bộ phụ trách",), ("Cán bộ phụ trách",)),
    "evidence": (("Minh chứng",), ("Minh chứng",)),
    "proposed": (("Đề nghị công nhận",), ("Đề nghị công nhận",)),
    "appraised_on": (("Ngày thẩm định",), ("Ngày thẩm định",)),
    "conclusion": (("Kết luận chung",), ("Kết luận chung",)),
    "decision": (("Số quyết định", "Quyết định số"), ("Số quyết định",)),
    "decided_on": (("Ngày quyết định", "Ngày ký quyết định"), ("Ngày quyết định",)),
    "commended": (("Khen thưởng", "Được khen thưởng"), ("Khen thưởng",)),
} | {f"criterion_{n}": ((f"Tiêu chí {n}", f"TC{n}"), (f"TC {n}",)) for n in range(1, 10)}
ASPECTS = {"registered": ("Đăng ký", "Đăng ký thực hiện"), "met": ("Tự đánh giá", "Kết quả tự đánh giá"), "proposed": ("Đề nghị",)}
GROUPS = {
    "Đoàn viên": ("Đoàn viên", "ĐOÀN VIÊN"),
    "TC1": ("TC1", "Tiêu chí 1", "Tiêu chí 1: Chấp hành pháp luật"),
    "TC2": ("TC2", "Tiêu chí 2", "Tiêu chí 2: Hỗ trợ phát triển kinh tế"),
    "TC3": ("TC3", "Tiêu chí 3", "Tiêu chí 3: Thanh niên tình nguyện"),
    "TC4": ("TC4", "Tiêu chí 4", "Tiêu chí 4: Phát triển Đoàn, Đảng"),
    "TC5": ("TC5", "Tiêu chí 5", "Tiêu chí 5: Sinh hoạt, đoàn phí"),
    "TC6": ("TC6", "Tiêu chí 6", "Tiêu chí 6: Văn hóa, thể thao"),
    "TC7": ("TC7", "Tiêu chí 7", "Tiêu chí 7: Bí thư chi đoàn"),
    "Hiện trạng": ("Hiện trạng", "Kết quả rà soát"),
}
ORDER, BRANCH, NOTE, SECRETARY = (
    ("STT", "TT"),
    ("Chi đoàn khóm, ấp", "Tên chi đoàn", "Chi đoàn"),
    ("Ghi chú",),
    ("Họ và tên bí thư", "Bí thư"),
)
ALL_CRITERIA = ("KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ", "CÁC TIÊU CHÍ CHI ĐOÀN ĐẠT CHUẨN")
LABELS = ("Nội dung", "Nội dung tiêu chí", "Tiêu chí")
RESULT = ("Kết quả", "Kết quả thực hiện", "Số liệu")
ADDED = ("Xếp hạng thi đua", "Người báo cáo", "Số ký hiệu hồ sơ")
TITLES = {
    "results": (
        "KẾT QUẢ THỰC HIỆN 7 TIÊU CHÍ CHI ĐOÀN ĐẠT CHUẨN NĂM {year}",
        "BẢNG TỔNG HỢP KẾT QUẢ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN NĂM {year}",
        "KẾT QUẢ XÂY DỰNG CHI ĐOÀN ĐẠT CHUẨN {unit} NĂM {year}",
        "BÁO CÁO KẾT QUẢ XÂY DỰNG CHI ĐOÀN TRÊN ĐỊA BÀN DÂN CƯ ĐẠT CHUẨN\nNĂM {year} (GIAI ĐOẠN {first}-{last})",
    ),
    "registration": (
        "DANH SÁCH ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN NĂM {year}",
        "DANH SÁCH CHI ĐOÀN ĐĂNG KÝ ĐẠT CHUẨN {unit} NĂM {year}",
        "ĐĂNG KÝ XÂY DỰNG CHI ĐOÀN TRÊN ĐỊA BÀN DÂN CƯ ĐẠT CHUẨN NĂM {year}",
        "RÀ SOÁT VÀ ĐĂNG KÝ CHI ĐOÀN ĐẠT CHUẨN NĂM {year} (GIAI ĐOẠN {first} - {last})",
    ),
    "youth": (
        "BÁO CÁO THỰC TRẠNG TÌNH HÌNH THANH NIÊN NĂM {year}",
        "SỐ LIỆU TÌNH HÌNH THANH NIÊN {unit} NĂM {year}",
        "THỐNG KÊ THANH NIÊN TRÊN ĐỊA BÀN NĂM {year}",
    ),
    "three_proactives": (
        'TỰ ĐÁNH GIÁ ĐOÀN CƠ SỞ "3 CHỦ ĐỘNG" NĂM {year}',
        "KẾT QUẢ THỰC HIỆN ĐOÀN CƠ SỞ “3 CHỦ ĐỘNG” {unit} NĂM {year}",
    ),
    "registration_a": (
        'ĐĂNG KÝ XÂY DỰNG ĐOÀN CƠ SỞ "3 CHỦ ĐỘNG" NĂM {year}',
        "ĐĂNG KÝ ĐOÀN CƠ SỞ “3 CHỦ ĐỘNG” {unit} NĂM {year}",
    ),
    "recognition_a": (
        'DANH SÁCH CÔNG NHẬN ĐOÀN CƠ SỞ "3 CHỦ ĐỘNG" NĂM {year}',
        "CÔNG NHẬN ĐOÀN CƠ SỞ “3 CHỦ ĐỘNG” NĂM {year}",
    ),
    "appraisal": (
        "KẾT QUẢ THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN NĂM {year}",
        "BIÊN BẢN THẨM ĐỊNH CHI ĐOÀN ĐẠT CHUẨN {unit} NĂM {year}",
    ),
    "recognition": (
        "DANH SÁCH CHI ĐOÀN ĐƯỢC CÔNG NHẬN ĐẠT CHUẨN NĂM {year}",
        "CÔNG NHẬN CHI ĐOÀN TRÊN ĐỊA BÀN DÂN CƯ ĐẠT CHUẨN {unit} NĂM {year}",
    ),
}
FILES = {
    "results": (
        "{unit}_KQ {year}.xlsx",
        "Bao cao ket qua {unit} nam {year}.xlsx",
        "{unit} - kết quả 7 tiêu chí {year}.xlsx",
        "bieu 7 tieu chi.xlsx",
    ),
    "registration": (
        "{unit}_DK {year}.xlsx",
        "Dang ky chi doan dat chuan {year} - {unit}.xlsx",
        "{unit} đăng ký {year}.xlsx",
        "danh sach dang ky.xlsx",
    ),
    "youth": ("{unit}_TN {year}.xlsx", "Tinh hinh thanh nien {unit} {year}.xlsx"),
    "three_proactives": ("{unit}_3 chu dong {year}.xlsx", "3CD {unit} {year}.xlsx"),
    "registration_a": ("{unit} dang ky 3 chu dong {year}.xlsx", "DK 3CD {unit} {year}.xlsx"),
    "recognition_a": ("Cong nhan 3 chu dong {year}.xlsx", "QĐ công nhận Đoàn cơ sở 3 chủ động năm {year}.xlsx"),
    "appraisal": ("Tham dinh {unit} {year}.xlsx",),
    "recognition": ("Cong nhan {unit} {year}.xlsx", "QD cong nhan {unit} nam {year}.xlsx"),
}
UNIT_LINES = ("Đơn vị tính", "ĐVT")
FOLDERS = ("", "{unit}", "Nhận qua thư")
MARK = "DỮ LIỆU MINH HỌA"
MARK_LINE = "DỮ LIỆU MINH HỌA: số liệu do máy tạo để tập dùng phần mềm, không phải số thật"


def headers_of(field: str, vi: str, in_group: bool) -> tuple[str, ...]:
    """The wordings of a field's header; a field that nobody worded yet is called by its own Vietnamese name."""
    return HEADERS[field][in_group] if field in HEADERS else (vi,)
