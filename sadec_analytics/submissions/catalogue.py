"""The catalogue of findings: how grave each is, and its message in Vietnamese: where, what, and what to write instead.

`blocking`: the value stays unknown. `repaired`: taken as shown in `taken_as`. `noted`: nothing changed, a person should look.
"""

from __future__ import annotations

from typing import NamedTuple

BLOCKING, REPAIRED, NOTED = "blocking", "repaired", "noted"


class Kind(NamedTuple):
    """`message` may use {raw}, {taken}, {label} (the column's Vietnamese name), {unit} and {what}."""

    severity: str
    message: str


CATALOGUE: dict[str, Kind] = {
    # files
    "file_empty": Kind(BLOCKING, "Tệp rỗng (0 byte). Hãy đề nghị đơn vị gửi lại."),
    "file_too_large": Kind(BLOCKING, "Tệp quá lớn ({what}) nên không đọc. Hãy xóa các trang, dòng thừa rồi gửi lại."),
    "file_encrypted": Kind(BLOCKING, "Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại."),
    "file_picture": Kind(NOTED, "Tệp là ảnh hoặc PDF nên không đọc được thành bảng. Nếu có số liệu, hãy xin đơn vị bản Excel."),
    "sheets_of_one_name": Kind(BLOCKING, "Tệp có hai trang tính trùng tên nên không rõ trang nào đúng. Hãy đổi tên một trang rồi gửi lại."),
    "sheet_hidden": Kind(NOTED, "Trang tính “{raw}” đang bị ẩn nên không tính. Nếu là số liệu đúng, hãy bỏ ẩn rồi gửi lại."),
    "file_not_workbook": Kind(BLOCKING, "Nội dung tệp không phải bảng tính. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."),
    "file_damaged": Kind(BLOCKING, "Tệp hỏng hoặc tải thiếu ({what}). Hãy mở thử bằng Excel, lưu lại rồi gửi lại."),
    "file_suspicious": Kind(BLOCKING, "Tệp có cấu trúc bất thường ({what}) nên không đọc. Hãy chép số liệu sang tệp mới rồi gửi lại."),
    "file_out_of_reach": Kind(
        BLOCKING, "Không mở được tệp ({what}): tệp đang mở ở máy khác hoặc chưa đồng bộ xong. Hãy đóng tệp, chờ đồng bộ rồi chạy lại."
    ),
    "file_took_too_long": Kind(BLOCKING, "Đọc tệp quá {what} chưa xong nên bỏ qua. Hãy chép số liệu sang tệp mới rồi gửi lại."),
    "file_broke_reader": Kind(BLOCKING, "Tệp làm chương trình đọc phải dừng ({what}). Hãy chép số liệu sang tệp mới rồi gửi lại."),
    "file_failed": Kind(
        BLOCKING, "Lỗi phần mềm khi đọc tệp này ({what}); các tệp khác vẫn được đọc. Hãy báo người phụ trách phần mềm, kèm dòng này."
    ),
    "file_lock": Kind(NOTED, "Đây là tệp khóa tạm của Excel (~$), không có số liệu. Có thể xóa."),
    "file_twice": Kind(NOTED, "Tệp giống hệt {what}; chỉ tính một lần. Có thể xóa một trong hai."),
    "roster_unconfirmed": Kind(
        NOTED, "Chưa có danh sách chi đoàn đã xác nhận (roster.csv); dùng danh sách kèm kế hoạch. Hãy chạy sadec init rồi kiểm tra tệp này."
    ),
    "became_unknown": Kind(
        NOTED,
        "roster.csv ghi {what} nay là “{raw}”, nhưng không có chi đoàn tên ấy hoạt động sau đó nên kết quả cũ chưa được nối tiếp. "
        "Hãy ghi đúng tên như ở cột branch (khác đơn vị thì “Đơn vị / Chi đoàn”), hoặc thêm dòng của chi đoàn mới.",
    ),
    "superseded": Kind(NOTED, "{what} chi đoàn của {unit} năm {year} đã có số liệu khác, mới hơn, trong {taken}; tính theo bản mới."),
    "superseded_same_day": Kind(
        NOTED,
        "{what} chi đoàn của {unit} năm {year} có số liệu khác nhau trong hai tệp nhận cùng ngày; tính theo {taken}. "
        "Hãy ghi ngày nhận của bản đúng vào received.csv.",
    ),
    "completed_from_older": Kind(
        NOTED,
        "{what} chi đoàn của {unit} năm {year}: cột nào tệp này không có thì vẫn tính theo {taken}. Nếu không đúng, hãy gửi lại đủ cột.",
    ),
    "sheet_too_far": Kind(BLOCKING, "Trang tính có ô ở quá xa ({what}) nên không đọc. Hãy xóa các dòng, cột thừa rồi gửi lại."),
    "sheet_long": Kind(
        NOTED, "Trang tính có {what} dòng; chỉ tìm tiêu đề bảng trong {taken} dòng đầu. Bảng nằm dưới nữa thì hãy chép sang trang riêng."
    ),
    "no_table": Kind(
        BLOCKING, "Không tìm thấy bảng số liệu có tiêu đề cột quen thuộc trong tệp. Hãy dùng biểu mẫu, hoặc ghi tiêu đề như trong biểu mẫu."
    ),
    "table_unread": Kind(
        BLOCKING, "Chỗ này có tên chi đoàn và số liệu nhưng không rõ tiêu đề của các cột nên chưa đọc. Hãy ghi tiêu đề như trong biểu mẫu."
    ),
    "table_continued": Kind(
        REPAIRED,
        "Trang này không có tiêu đề cột; hiểu là phần tiếp theo của bảng ở trang “{taken}”. Hãy ghi lại tiêu đề cột trên mỗi trang.",
    ),
    "form_blank": Kind(NOTED, "Trang này có tiêu đề biểu mẫu nhưng chưa ghi số liệu nào. Hãy đề nghị đơn vị ghi rồi gửi lại."),
    # unit, form, year
    "unit_unknown": Kind(BLOCKING, "Không rõ bảng này của đơn vị nào{what}. Hãy ghi tên xã, phường trong tiêu đề hoặc tên tệp."),
    "unit_conflict": Kind(NOTED, "Tên đơn vị không khớp nhau ({what}); tính cho {taken}. Hãy kiểm tra rồi sửa nơi ghi sai."),
    "unit_from_branches": Kind(NOTED, "Bảng không ghi tên đơn vị; nhận ra {taken} qua tên các chi đoàn. Hãy ghi tên đơn vị trong tiêu đề."),
    "year_unknown": Kind(BLOCKING, "Không rõ bảng này của năm nào{what}. Hãy ghi “năm …” trong tiêu đề hoặc để tệp vào thư mục của năm."),
    "year_conflict": Kind(NOTED, "Năm không khớp nhau ({what}); tính cho năm {taken}. Hãy kiểm tra rồi sửa nơi ghi sai."),
    "year_outside": Kind(BLOCKING, "Năm {raw} nằm ngoài kế hoạch ({what}). Hãy kiểm tra năm ghi trong tiêu đề."),
    "year_aside": Kind(NOTED, "Các cột của năm {raw} được để riêng, không tính ({what})."),
    "targets_not_results": Kind(
        BLOCKING, "“{raw}”: bảng này ghi chỉ tiêu hoặc dự kiến nên không tính. Hãy sửa tiêu đề nếu đó là kết quả đã làm."
    ),
    "quarter_not_year": Kind(
        BLOCKING, "“{raw}”: số liệu một phần của năm (quý, 6 tháng) không phải của cả năm nên không tính. Hãy gửi số cộng dồn từ đầu năm."
    ),
    "own_judgement": Kind(
        BLOCKING, "“{raw}”: đây là tự đánh giá, không phải thẩm định của thành phố nên không tính. Hãy ghi vào biểu kết quả của đơn vị."
    ),
    "list_of_left_out": Kind(
        BLOCKING, "“{raw}”: danh sách này nêu những nơi không có trong biểu cần đọc nên không tính. Hãy gửi danh sách những nơi có."
    ),
    "form_conflict": Kind(NOTED, "Tiêu đề và các cột chỉ hai loại biểu khác nhau ({what}); đọc theo {taken}. Hãy kiểm tra lại tiêu đề."),
    "as_of_other_year": Kind(NOTED, "Ngày chốt số liệu {raw} không thuộc năm của bảng ({what}). Hãy kiểm tra lại."),
    # headers
    "header_unknown": Kind(
        NOTED, "Cột “{raw}” không khớp với thông tin nào cần đọc nên để riêng{what}. Nếu cần tính, hãy đổi tiêu đề như trong biểu mẫu."
    ),
    "recognition_denied": Kind(
        REPAIRED,
        "Dòng này trong danh sách công nhận ghi “{raw}” nên hiểu là không được công nhận. Hãy chỉ ghi chi đoàn được công nhận.",
    ),
    "row_of_part_year": Kind(
        BLOCKING, "Dòng chỉ là số liệu một phần của năm (6 tháng, quý) nên không tính. Hãy ghi một dòng cả năm cho mỗi chi đoàn."
    ),
    "registration_unsaid": Kind(
        BLOCKING,
        "Bảng đăng ký không có cột nào nói chi đoàn có đăng ký hay không. Hãy thêm cột “Đăng ký” và ghi có hoặc không.",
    ),
    "header_ambiguous": Kind(BLOCKING, "Cột “{raw}” có thể là {what}. Hãy ghi rõ tiêu đề như trong biểu mẫu."),
    "header_duplicate": Kind(BLOCKING, "Hai cột cùng có nghĩa “{label}” ({what}). Hãy giữ một cột hoặc ghi rõ tiêu đề."),
    # rows
    "branch_unknown": Kind(
        BLOCKING,
        "Không có chi đoàn “{raw}” trong danh sách của {unit}{what}. Hãy sửa tên trong bảng, hoặc ghi tên gọi này vào aliases.csv.",
    ),
    "branch_outside_dates": Kind(
        BLOCKING,
        "Theo danh sách (roster.csv), chi đoàn này {what} nên không tính cho năm {year}. Hãy ghi tên đúng, hoặc sửa roster.csv.",
    ),
    "branch_twice": Kind(BLOCKING, "Chi đoàn này có nhiều dòng khác nhau cho “{label}” trong cùng một tệp. Hãy giữ một dòng đúng."),
    "summed_over_branches": Kind(REPAIRED, "Bảng ghi theo từng chi đoàn ({what} dòng); số của {taken} là tổng các dòng này."),
    "branch_renamed": Kind(
        REPAIRED, "“{raw}” là tên khác của chi đoàn này trong thời gian khác; năm {year} mang tên {taken} (roster.csv)."
    ),
    "name_without_marks": Kind(REPAIRED, "Tên “{raw}” viết không đúng dấu; hiểu là {taken}. Hãy ghi đúng dấu."),
    "row_without_branch": Kind(BLOCKING, "Dòng có số liệu nhưng không ghi chi đoàn nào. Hãy ghi tên chi đoàn, hoặc xóa dòng."),
    "row_within_row": Kind(NOTED, "Dòng “Trong đó …” không tính thêm, vì đã có trong dòng trên."),
    "merged_over_records": Kind(
        BLOCKING, "Ô gộp qua nhiều chi đoàn hoặc nhiều cột nên không rõ số của từng nơi. Hãy bỏ gộp và ghi riêng từng ô."
    ),
    "more_than_whole": Kind(NOTED, "“{label}” ({raw}) lớn hơn {what}. Hãy kiểm tra lại hai số; vẫn tính như đã ghi."),
    "fees_above_due": Kind(NOTED, "Đoàn phí đã thu ({raw}) nhiều hơn phải thu ({what}). Nếu có thu nợ năm trước, hãy ghi rõ ở Ghi chú."),
    "claimed_not_registered": Kind(
        NOTED, "Tự đánh giá đạt chuẩn nhưng không có trong danh sách đăng ký năm {year} (III.2.4.a). Hãy kiểm tra lại danh sách đăng ký."
    ),
    "same_as_last_year": Kind(
        NOTED, "Mọi số liệu của chi đoàn giống hệt năm {what}: có thể chép lại bảng cũ. Hãy hỏi lại đơn vị; vẫn tính như đã ghi."
    ),
    "far_from_its_past": Kind(
        NOTED, "{raw} ở “{label}” khác xa các năm trước của chính chi đoàn ({what}). Hãy kiểm tra lại; vẫn tính như đã ghi."
    ),
    "total_differs": Kind(NOTED, "Dòng tổng ghi {raw} ở “{label}”, cộng các dòng được {what}. Hãy kiểm tra lại các số."),
    # what people decided
    "corrected": Kind(REPAIRED, "Ô này đã được sửa từ “{raw}” thành “{taken}” theo corrections.csv ({what})."),
    "correction_stale": Kind(
        NOTED, "Lần sửa ô này không còn đúng: trước là “{raw}”, {what}. Hãy kiểm tra rồi sửa hoặc xóa dòng đó trong corrections.csv."
    ),
    "layout_fits_nothing": Kind(
        NOTED, "Cách bố trí khai trong layouts.toml cho trang này không cho bảng nào. Hãy kiểm tra lại số dòng, tên cột."
    ),
    "blank_as_no": Kind(REPAIRED, "Ô trống ở “{label}” hiểu là không, theo readings.toml."),
    # cells
    "cell_error": Kind(BLOCKING, "Ô báo lỗi công thức {raw} ở “{label}”. Hãy ghi lại số đúng."),
    "cell_struck": Kind(
        BLOCKING, "Ô ghi “{raw}” bị gạch ngang nên không rõ còn tính hay không. Hãy xóa nội dung đã bỏ, hoặc bỏ gạch ngang nếu vẫn đúng."
    ),
    "formula_without_value": Kind(
        BLOCKING, "Ô ở “{label}” là công thức chưa được tính ({raw}). Hãy mở tệp bằng Excel, lưu lại rồi gửi lại."
    ),
    "formula_stale": Kind(
        NOTED,
        "{what} ô là công thức mà tệp tự ghi là cần tính lại: số đọc được có thể là số cũ. Hãy mở tệp bằng Excel, lưu lại rồi gửi lại.",
    ),
    "cell_hidden": Kind(
        NOTED, "{what} ô nằm trong dòng, cột bị ẩn hoặc bị lọc; vẫn tính. Nếu không tính, hãy xóa dòng, cột đó rồi gửi lại."
    ),
    "row_shifted": Kind(
        BLOCKING, "Dòng có nhiều ô hơn các dòng khác (dấu ngăn cột nằm trong giá trị?) nên không đọc “{label}”. Hãy gửi bản Excel."
    ),
    "font_decoded": Kind(REPAIRED, "Chữ gõ bằng phông cũ (TCVN3 hoặc VNI): “{raw}” hiểu là “{taken}”. Hãy gõ bằng phông Unicode."),
    "font_doubtful": Kind(
        BLOCKING, "“{raw}” ở “{label}” có thể là chữ phông cũ (TCVN3, VNI) hoặc Unicode nên không rõ. Hãy gõ lại bằng phông Unicode."
    ),
    "told_in_words": Kind(REPAIRED, "Ô ghi nhiều nội dung bằng lời, ví dụ “{raw}”: hiểu là {taken}. Hãy ghi mỗi số vào một cột."),
    "told_unclear": Kind(
        BLOCKING, "Ô ghi bằng lời có chỗ không rõ là số liệu nào: “{raw}”. Hãy ghi mỗi số vào một cột như trong biểu mẫu."
    ),
    "placeholder": Kind(NOTED, "Ô chỉ có “{raw}” ở “{label}”: coi như để trống. Hãy ghi số, hoặc 0 nếu không có."),
    "count_unreadable": Kind(BLOCKING, "Không đọc được “{raw}” ở “{label}”. Hãy ghi một số nguyên, ghi 0 nếu không có."),
    "count_negative": Kind(BLOCKING, "Số âm {raw} ở “{label}”. Hãy ghi một số nguyên từ 0 trở lên."),
    "count_fraction": Kind(BLOCKING, "Số lẻ {raw} ở “{label}”. Hãy ghi một số nguyên."),
    "count_of_other": Kind(BLOCKING, "“{raw}” ở “{label}” có hai số khác nhau. Hãy ghi riêng số đã làm được."),
    "count_of_same": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là {taken}. Hãy ghi một số."),
    "rate_in_count": Kind(BLOCKING, "Ghi tỷ lệ “{raw}” ở “{label}”, nơi cần số lượng. Hãy ghi một số nguyên."),
    "date_in_count": Kind(BLOCKING, "Ô ở “{label}” là ngày tháng ({raw}), có thể do Excel tự đổi. Hãy ghi một số nguyên."),
    "number_as_text": Kind(REPAIRED, "Số ghi dạng chữ “{raw}” ở “{label}”, hiểu là {taken}. Hãy để ô dạng số."),
    "number_as_date": Kind(REPAIRED, "Ô số ở “{label}” đang hiện thành ngày {raw}: hiểu là {taken}. Hãy đổi định dạng ô về số."),
    "number_with_words": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là {taken}. Hãy chỉ ghi số."),
    "word_as_zero": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là 0. Hãy ghi số 0."),
    "implausible": Kind(NOTED, "{raw} ở “{label}” khác thường (thường từ {what}); vẫn tính như đã ghi. Hãy kiểm tra lại."),
    "bound": Kind(BLOCKING, "“{raw}” ở “{label}” không phải con số cụ thể; chỉ dùng để xét ngưỡng. Hãy ghi một số nguyên."),
    "yes_in_count": Kind(BLOCKING, "“{raw}” ở “{label}” chỉ cho biết là có; chỉ dùng để xét ngưỡng. Hãy ghi một số nguyên."),
    "verdict_in_count": Kind(BLOCKING, "“{raw}” ở “{label}” là lời đánh giá, không phải số. Hãy ghi một số nguyên."),
    "money_unreadable": Kind(BLOCKING, "Không đọc được số tiền “{raw}” ở “{label}”. Hãy ghi số đồng, ví dụ 360000."),
    "money_negative": Kind(BLOCKING, "Số tiền âm {raw} ở “{label}”. Hãy ghi số đồng từ 0 trở lên."),
    "money_scale": Kind(BLOCKING, "“{raw}” ở “{label}” không rõ là đồng, nghìn đồng hay triệu đồng. Hãy ghi đủ số đồng, ví dụ 360000."),
    "money_as_text": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là {taken} đồng. Hãy ghi số đồng, không kèm chữ."),
    "money_unit": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là {taken} đồng theo đơn vị tính của bảng."),
    "money_point": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là {taken} đồng (dấu chấm ngăn nghìn bị Excel đổi). Hãy ghi số đồng."),
    "rate_in_money": Kind(BLOCKING, "Ghi tỷ lệ “{raw}” ở “{label}”, nơi cần số tiền; chỉ dùng để xét đã thu đủ hay chưa. Hãy ghi số đồng."),
    "heads_in_money": Kind(
        BLOCKING, "Ghi số người “{raw}” ở “{label}”, nơi cần số tiền; chỉ dùng để xét đã thu đủ hay chưa. Hãy ghi số đồng."
    ),
    "verdict_in_money": Kind(BLOCKING, "“{raw}” ở “{label}” là lời đánh giá, không phải số tiền. Hãy ghi số đồng."),
    "rate_unreadable": Kind(BLOCKING, "Không đọc được tỷ lệ “{raw}” ở “{label}”. Hãy ghi dạng 100%."),
    "rate_scale": Kind(NOTED, "Cột “{label}” không ghi dấu %: hiểu là {what}."),
    "yes_no_unreadable": Kind(BLOCKING, "Không rõ “{raw}” ở “{label}” là có hay không. Hãy ghi “có” hoặc “không”."),
    "yes_no_ambiguous": Kind(BLOCKING, "“{raw}” ở “{label}” có thể hiểu nhiều cách. Hãy ghi “có” hoặc “không”."),
    "yes_and_no": Kind(
        BLOCKING, "Không rõ “{label}” là có hay không: đánh dấu ở cả hai cột hoặc ghi khác dấu x. Hãy chỉ đánh dấu một cột."
    ),
    "blank_among_ticks": Kind(
        BLOCKING, "Cột “{label}” chỉ đánh dấu chỗ có, các ô trống chưa rõ là không hay chưa ghi. Hãy ghi “không” vào ô trống nếu là không."
    ),
    "year_says_yes": Kind(REPAIRED, "“{raw}” ở “{label}” hiểu là có, năm {taken}."),
    "date_unreadable": Kind(BLOCKING, "Không đọc được ngày “{raw}” ở “{label}”. Hãy ghi dạng ngày/tháng/năm."),
    "date_other_year": Kind(BLOCKING, "Ngày “{raw}” ở “{label}” không thuộc năm của bảng. Hãy kiểm tra lại ngày."),
    "date_turned": Kind(
        BLOCKING,
        "Ngày {raw} ở “{label}” có thể bị máy đảo ngày và tháng: trong cột, ngày nào máy hiểu được thì ngày không quá 12, còn lại là chữ. "
        "Hãy ghi lại ngày/tháng/năm.",
    ),
    "date_after_close": Kind(NOTED, "Ngày {raw} ở “{label}” sau ngày chốt số liệu ({what}): có thể đảo ngày và tháng. Hãy kiểm tra lại."),
    "date_as_text": Kind(REPAIRED, "Ngày ghi dạng chữ “{raw}” ở “{label}”, hiểu là {taken}."),
    "date_serial": Kind(REPAIRED, "Số {raw} ở “{label}” là ngày của Excel, hiểu là {taken}."),
    "date_without_day": Kind(REPAIRED, "“{raw}” ở “{label}” chưa có ngày cụ thể; hiểu là có, để trống ngày. Hãy ghi đủ ngày/tháng/năm."),
    "date_without_year": Kind(REPAIRED, "“{raw}” ở “{label}” không ghi năm; hiểu là {taken}. Hãy ghi đủ ngày/tháng/năm."),
}
