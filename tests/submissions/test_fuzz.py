"""Whatever a sender writes: readers answer with a reading, the decoder with Vietnamese or nothing, the layout finder without a crash."""

import datetime as dt
import io
import zipfile

import pytest
from drawn import NAMES, PLAN, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_formats import xlsx

from sadec_analytics.submissions import members_of, read_member
from sadec_analytics.submissions.catalogue import BLOCKING, CATALOGUE
from sadec_analytics.submissions.cells import Sheet
from sadec_analytics.submissions.legacy import decode, encode, is_vietnamese
from sadec_analytics.submissions.readers import reader_for
from sadec_analytics.submissions.text import tidy

FIELDS = [*PLAN.form("results").fields, *PLAN.form("appraisal").fields]
KINDS = {one.kind: one for one in FIELDS if one.kind not in ("aside", "order", "name")}
SAID = st.sampled_from(
    [
        "8",
        "08",
        "8 lần",
        "trên 8",
        "8/12",
        "8/8",
        "90%",
        "100",
        "có",
        "không",
        "chưa",
        "x",
        "K",
        "o",
        "-",
        "…",
        "đạt",
        "chưa đạt",
        "360.000đ",
        "360k",
        "1,2 triệu",
        "15/15 đv",
        "31/2/2021",
        "25/3/2021",
        "2019",
        "tám",
        "15 (nữ 7)",
        "#N/A",
        "=1+1",
        "1E5",
        "NA",
        "0012",
        "Khóm 1",
        "Tổng cộng",
        "Phường 1",
        "KẾT QUẢ NĂM 2021",
        "STT",
        "Chi đoàn",
        "Số đoàn viên",
        "Số lần sinh hoạt",
        "Đoàn phí",
        "Tiêu chí 4",
    ]
)
TEXT = st.one_of(SAID, st.text(max_size=30), st.text("0123456789.,/%-+()đ kxX≥<>", max_size=12))
NUMBER = st.one_of(st.floats(), st.integers(-10, 400).map(float))
DAYS = st.one_of(st.dates(), st.datetimes())
CELL = st.one_of(TEXT, NUMBER, st.booleans(), DAYS, st.just(""), st.just(""))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHORT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", KINDS)
@QUICK
@given(raw=CELL, year=st.sampled_from([None, 2018, 2021]), scale=st.sampled_from([1, 100, 1000]))
def test_every_cell_is_a_value_a_statement_a_blank_or_asked_about(kind, raw, year, scale):
    reading = reader_for(KINDS[kind], year, scale)(raw)
    assert reading.state in ("value", "statement", "blank", "blocked")
    assert reading.code is None or reading.code in CATALOGUE
    if reading.state == "blocked":
        assert CATALOGUE[reading.code].severity == BLOCKING
    if reading.state == "value":
        assert reading.value is not None
    if kind == "count" and reading.state == "value":
        assert reading.value >= 0
        assert isinstance(reading.value, int)
    if isinstance(raw, str) and tidy(raw):
        assert reading.state != "blank" or reading.code  # a text is never taken for a blank without a word


@QUICK
@given(
    number=st.integers(0, 300),
    before=st.sampled_from(["", " ", "0", "00"]),
    after=st.sampled_from(["", " ", " lượt", " (đã kiểm)", ".0", ",00"]),
)
def test_a_whole_number_is_that_number_however_it_is_typed(number, before, after):
    reading = reader_for(KINDS["count"], 2021, 1)(f"{before}{number}{after}")
    assert (reading.state, reading.value) == ("value", number)


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
SYLLABLES = st.sampled_from(
    [
        "đoàn",
        "viên",
        "khóm",
        "hoà",
        "nghiệp",
        "tỷ",
        "lệ",
        "đại",
        "hội",
        "kết",
        "nạp",
        "giới",
        "thiệu",
        "ưu",
        "tú",
        "phường",
        "xã",
        "thực",
        "hiện",
        "đầy",
        "đủ",
    ]
)


@QUICK
@given(words=st.lists(SYLLABLES, min_size=1, max_size=6), encoding=st.sampled_from(["TCVN3", "VNI"]))
def test_what_an_old_font_holds_is_decoded_or_left_as_it_stands(words, encoding):
    text = " ".join(words)
    found = decode(encode(text, encoding))
    assert found is None or found[0] == text


@QUICK
@given(text=st.one_of(st.text(max_size=40), st.text(LETTERS + " ", max_size=40)))
def test_the_decoder_gives_vietnamese_or_nothing(text):
    found = decode(text)
    assert found is None or (is_vietnamese(found[0]) and found[0] != text)


ROWS = st.integers(1, 8).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=12))


@SHORT
@given(rows=ROWS, merge=st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)))
def test_any_sheet_is_read_without_a_crash_and_every_cell_is_accounted_for(rows, merge):
    top, left, down, across = merge
    clean = [[float(c) if isinstance(c, int) and not isinstance(c, bool) else c for c in row] for row in rows]
    inside = rows and top + down < len(rows) and left + across < len(rows[0]) and down + across
    merges = ((top, left, top + down, left + across),) if inside else ()
    made = read(Sheet("Sheet1", clean, merges))
    for found in made.findings():
        assert found["message"]
        assert found["code"] in CATALOGUE


HEAD = [["KẾT QUẢ PHƯỜNG 1 NĂM 2021", "", "", ""], ["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt"]]


@SHORT
@given(cells=st.lists(st.tuples(CELL, CELL), min_size=5, max_size=5))
def test_under_a_known_header_no_filled_cell_is_lost_without_a_word(cells):
    rows = [[float(n), f"Khóm {n}", *_numbers(pair)] for n, pair in enumerate(cells, 1)]
    made = read(Sheet("Sheet1", [*map(list, HEAD), *rows]))
    told = {record.of.branch: record for record in made.records.get("results", ())}
    asked = {(f["cell"] or "").partition(":")[0][:1] for f in made.findings()}
    for n, pair in enumerate(rows, 1):
        for column, name in ((2, "members"), (3, "meetings")):
            raw = pair[column]
            if isinstance(raw, float) and raw.is_integer() and 3 <= raw <= 24:
                record = told.get(f"Khóm {n}")
                assert (record and record.facts.get(name) == raw) or asked


def _numbers(pair: tuple) -> list:
    return [float(c) if isinstance(c, int) and not isinstance(c, bool) else c for c in pair]


@SHORT
@given(data=st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(data):
    content = bytearray(xlsx())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    for member in members_of("2021/x.xlsx", bytes(content)):
        made = read_member(member, NAMES)
        assert made.findings() or made.records


@SHORT
@given(data=st.data())
def test_a_sheet_part_with_xml_changed_is_read_or_refused(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                at = data.draw(st.integers(200, len(part) - 1))
                part = part[:at] + data.draw(st.binary(max_size=6)) + part[at + data.draw(st.integers(0, 8)) :]
            new.writestr(name, part)
    for member in members_of("2021/x.xlsx", out.getvalue()):
        made = read_member(member, NAMES)
        assert made.findings() or made.records
        assert isinstance(made.as_of, dict)


@QUICK
@given(raw=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(raw):
    for member in members_of("2021/x.bin", raw):
        assert read_member(member, NAMES).findings()


@QUICK
@given(day=st.dates(dt.date(2018, 1, 1), dt.date(2022, 12, 31)), separator=st.sampled_from("/-."))
def test_a_day_typed_day_first_is_that_day(day, separator):
    reading = reader_for(KINDS["date"], day.year, 1)(f"{day.day}{separator}{day.month:02}{separator}{day.year}")
    assert reading.value == day
