"""Fonts of before Unicode: the whole alphabet there and back, phrases, what must stay as it is, and whole sheets."""

import itertools
import shutil
import subprocess
import unicodedata

import pytest
from drawn import draw, facts, read

from sadec_analytics.submissions.legacy import DECODERS, decode, encode, is_vietnamese, readings

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product("aăâeêioôơuưy", TONES)] + ["đ"]
PHRASES = """Tổng số đoàn viên|Kết nạp đoàn viên mới|Đoàn phí phải thu|Phường Tân Quy Đông|Xã Tân Khánh Đông|Ấp Phú Thuận|Khóm Hòa Khánh|
Người lập biểu|không đạt|chưa đạt|tập huấn nghiệp vụ|Đạt|Khóm Tân Huề|Ấp Khánh Nhơn|Ấp Đông Quới|Đơn vị tính: nghìn đồng|đã tổ chức|
Sinh hoạt định kỳ|Giới thiệu đoàn viên ưu tú cho Đảng|Nghị quyết số 12-NQ/ĐTN|Đại hội chi đoàn|Văn hóa, văn nghệ|thể dục thể thao|
Bí thư nắm chính sách hỗ trợ thanh niên|khuyến khích|giải quyết việc làm|lũy kế|trong đó: nữ|Phụ lục kèm theo"""
PHRASES = [phrase.strip() for phrase in PHRASES.split("|")]
STAY = """hoà|Đoàn|ôtô|cà phê|thành phố|đồng|100%|m²|x|✓|15/10|Nghị quyết số 12-NQ/ĐTN|Đ|K|º|°|±|§|©|®|≥8|µ|trên 8|café|Sa Đéc|½|3×4|
1.200.000đ|Ê-đê|hoá|Ô tô|cô|có|là|CÐ khóm 1|Ðoàn phường|Ðạt|KÐ|Kroông|Đăk Lăk|Zalo"""


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_every_letter_goes_there_and_back(encoding):
    lower = [letter for letter in LETTERS if DECODERS[encoding](encode(letter, encoding)) != letter]
    assert lower == []
    if encoding == "VNI":
        assert [letter for letter in LETTERS if DECODERS["VNI"](encode(letter.upper(), "VNI")) != letter.upper()] == []


def test_a_letter_that_an_encoding_lacks_is_refused():
    with pytest.raises(ValueError, match="TCVN3 cannot write"):
        encode("Ấ", "TCVN3")


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv here")
def test_the_table_of_tcvn3_is_that_of_glibc():
    for letter in [*LETTERS, *"ĂÂÊÔƠƯĐ"]:
        code = encode(letter, "TCVN3").encode("latin-1")
        told = subprocess.run(["iconv", "-f", "TCVN", "-t", "UTF-8"], input=code, capture_output=True, check=False)
        if told.returncode:
            pytest.skip("this iconv does not know TCVN")
        assert unicodedata.normalize("NFC", told.stdout.decode()) == letter


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_recognised_and_decoded(phrase):
    assert decode(encode(phrase, "VNI")) == (phrase, "VNI")
    small = phrase.replace("Ấ", "ấ")  # a capital that TCVN3 has only as a font
    assert decode(encode(small, "TCVN3")) == (small, "TCVN3")


@pytest.mark.parametrize(
    ("text", "said"),
    [("KÕT QU¶ THùC HIÖN", "KẾT QUẢ THỰC HIỆN"), ("§OµN PH¦êNG 3", "ĐOÀN PHƯỜNG 3"), ("X· T¢N KH¸NH §¤NG", "Xã TÂN KHÁNH ĐÔNG")],
)
def test_capitals_of_the_font_that_draws_small_codes_as_capitals(text, said):
    assert decode(text) == (said, "TCVN3")


@pytest.mark.parametrize("text", [text.strip() for text in STAY.split("|")])
def test_what_is_no_old_font_stays(text):
    assert decode(text) is None


def test_every_phrase_is_vietnamese():
    assert all(map(is_vietnamese, PHRASES))


def test_one_word_of_two_readings_is_not_decided_alone():
    assert readings("chöa") == {"TCVN3": "chửa", "VNI": "chưa"}
    assert decode("chöa") is None


TABLE = """
    | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021
    | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | Biên bản đầy đủ | Tập huấn
    | 1 | Khóm 1 | 15 | 8 lần | có | đã tập huấn
    | 2 | Khóm 2 | 12 | 9 lần | chưa | chưa tập huấn
"""


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_a_sheet_in_an_old_font_reads_like_the_same_in_unicode_with_one_finding_a_column(encoding):
    plain_title = TABLE.replace("KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021", "Kết quả thực hiện phường 3 năm 2021")
    coded = "\n".join(encode(line, encoding) for line in plain_title.splitlines())
    made = read(draw(coded))
    assert facts(made) == facts(read(draw(TABLE)))
    repaired = [row for row in made.findings() if row["code"] == "font_decoded"]
    assert [row["cell"] for row in repaired] == ["A1", "B2:B4", "C2", "D2:D4", "E2:E4", "F2:F4"]
    assert [row["taken_as"] for row in repaired][1] == "Chi đoàn"


MIXED = """
    | KẾT QUẢ THỰC HIỆN PHƯỜNG 3 NĂM 2021
    | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | Biên bản đầy đủ | Tập huấn
    | 1 | Khóm 1 | 15 | 8 lÇn | {said} | có
    | 2 | Khóm 2 | 12 | 9 | chưa | ch\u00ada
"""


def test_a_word_of_both_alphabets_that_answers_only_when_decoded_is_decoded_among_unicode():
    made = read(draw(MIXED.format(said="cã")))
    assert facts(made)["Khóm 1"]["has_full_minutes"] is True
    assert [(row["cell"], row["taken_as"]) for row in made.findings() if row["code"] == "font_decoded"][-2:] == [
        ("E3", "có"),
        ("F4", "chưa"),
    ]


def test_a_word_of_both_alphabets_that_answers_in_neither_is_asked_about():
    made = read(draw(MIXED.format(said="khã")))
    assert "has_full_minutes" not in facts(made)["Khóm 1"]
    assert [row["cell"] for row in made.findings() if row["code"] == "font_doubtful"] == ["E3"]


def test_an_answer_in_unicode_stays_beside_decoded_cells():
    assert facts(read(draw(MIXED.format(said="có"))))["Khóm 1"]["has_full_minutes"] is True


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_the_one_letter_of_a_mark_or_of_money_is_read_in_the_font_of_its_sheet(encoding):
    table = """
        | Kết quả thực hiện phường 3 năm 2021
        | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | Biên bản đầy đủ | Đoàn phí đã thu
        | 1 | Khóm 1 | 15 | 8 | Đ | 360.000đ
        | 2 | Khóm 2 | 12 | 9 | Đ | 288.000Đ
    """
    found = facts(read(draw("\n".join(encode(line, encoding) for line in table.splitlines()))))
    assert [found[f"Khóm {n}"]["has_full_minutes"] for n in (1, 2)] == [True, True]
    assert [found[f"Khóm {n}"]["fees_collected_vnd"] for n in (1, 2)] == [360_000, 288_000]
