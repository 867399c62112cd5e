"""What people decided about single files: corrections, blanks that mean no, odd layouts, other names."""

import pytest
from drawn import NAMES, PLAN, codes, draw, facts

from sadec_analytics.decisions import Agreed, read_decisions
from sadec_analytics.files import WorkspaceError
from sadec_analytics.plan.checked import PlanError
from sadec_analytics.submissions import Lexicon
from sadec_analytics.submissions.corrections import corrected
from sadec_analytics.submissions.submission import read_sheets

PATH = "2021/P3.xlsx"
TABLE = """
    | KẾT QUẢ PHƯỜNG 3 NĂM 2021
    | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt | Biên bản đầy đủ
    | 1 | Khóm 1 | 15 | nhiều | x
    | 2 | Khóm 2 | 12 | 9 |
"""
CORRECTIONS = "file,sheet,cell,expected,value,reason,by,on\n"


def decided(folder, **files):
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return read_decisions(folder, PLAN)


def read(folder, drawing=TABLE, **files):
    decisions = decided(folder, **files)
    known = Lexicon(PLAN, decisions.unit_names, decisions.branch_names, decisions.agreed)
    sheets = [draw(drawing)]
    problems = corrected(sheets, decisions.agreed.corrections)
    made = read_sheets(sheets, "0" * 12, PATH, known)
    made.problems += problems
    return made


def test_a_correction_is_applied_and_shown_where_the_cell_holds_what_the_person_saw(tmp_path):
    made = read(tmp_path, corrections_csv=CORRECTIONS + f"{PATH},Sheet1,D3,nhiều,8,hỏi lại đơn vị,TA,1/11/2021\n")
    assert facts(made)["Khóm 1"]["meetings"] == 8
    [row] = [row for row in made.findings() if row["code"] == "corrected"]
    assert (row["cell"], row["raw"], row["taken_as"]) == ("D3", "nhiều", "8")


@pytest.mark.parametrize(("sheet", "cell"), [("Sheet1", "D4"), ("Sheet2", "D3"), ("Sheet1", "Z99")])
def test_a_correction_of_a_cell_that_changed_is_stale_and_changes_nothing(tmp_path, sheet, cell):
    made = read(tmp_path, corrections_csv=CORRECTIONS + f"{PATH},{sheet},{cell},nhiều,8,hỏi lại,TA,1/11/2021\n")
    assert "meetings" not in facts(made)["Khóm 1"]
    assert facts(made)["Khóm 2"]["meetings"] == 9
    assert "correction_stale" in codes(made)


@pytest.mark.parametrize(
    "line", [f"{PATH},Sheet1,,a,b,c,d,1/1/2021", f"{PATH},Sheet1,D3,a,b,,d,1/1/2021", f"{PATH},Sheet1,3D,a,b,c,d,1/1/2021"]
)
def test_a_correction_without_cell_reason_or_address_is_refused_with_its_line(tmp_path, line):
    with pytest.raises(WorkspaceError, match=r"corrections\.csv, dòng 2"):
        decided(tmp_path, corrections_csv=f"{CORRECTIONS}{PATH},{line}\n")


@pytest.mark.parametrize(
    ("rule", "applies"),
    [
        ('unit = "Phường 3"', True),
        ('file = "2021/*"', True),
        ('form = "results"\nfield = "has_full_minutes"', True),
        ('unit = "Phường 1"', False),
        ('field = "has_records_in_order"', False),
    ],
)
def test_a_blank_among_ticks_means_no_where_a_person_said_so(tmp_path, rule, applies):
    made = read(tmp_path, readings_toml=f"[[blank_means_no]]\n{rule}\n")
    assert facts(made)["Khóm 2"].get("has_full_minutes") is (False if applies else None)
    assert ("blank_as_no" in codes(made), "blank_among_ticks" in codes(made)) == (applies, not applies)


def test_another_name_that_a_person_confirmed_is_used(tmp_path):
    drawing = TABLE.replace("Khóm 2", "Tổ dân cư chợ")
    assert "branch_unknown" in codes(read(tmp_path, drawing))
    made = read(tmp_path, drawing, aliases_csv="unit,written,means\nPhường 3,Tổ dân cư chợ,Khóm 2\n,Phường Ba,Phường 3\n")
    assert set(facts(made)) == {"Khóm 1", "Khóm 2"}
    assert "branch_unknown" not in codes(made)


def test_an_alias_for_nobody_is_refused_with_the_names_there_are(tmp_path):
    with pytest.raises(WorkspaceError, match=r"aliases\.csv, dòng 2.*Khóm 1, Khóm 2, Khóm 3"):
        decided(tmp_path, aliases_csv="unit,written,means\nPhường 3,chợ,Khóm 9\n")


def test_an_unknown_name_proposes_the_nearest_ones():
    sheet = draw(TABLE.replace("Khóm 2", "Khóm Sa Nhienn").replace("PHƯỜNG 3", "PHƯỜNG TÂN QUY ĐÔNG").replace("Khóm 1", "Khóm Tân Mỹ"))
    [row] = [row for row in read_sheets([sheet], "0" * 12, PATH, NAMES).findings() if row["code"] == "branch_unknown"]
    assert "Khóm Sa Nhiên" in row["message"]


def test_an_unknown_header_proposes_the_nearest_columns():
    sheet = draw(TABLE.replace("Số lần sinh hoạt", "Sinh hoạt chuyên đề hằng quý của tuổi trẻ"))
    [row] = [row for row in read_sheets([sheet], "0" * 12, PATH, NAMES).findings() if row["code"] == "header_unknown"]
    assert "Số lần sinh hoạt" in row["message"]


ODD = """
    | x | y | z | t
    | a | b | c | d
    | Khóm 1 | 15 | 8 | có
    | Khóm 2 | 12 | 9 | không
"""
LAYOUT = """
[[layouts]]
file = "2021/P3*.xlsx"
form = "results"
header_row = 2
unit = "Phường 3"
year = 2020
columns = { A = "branch", B = "members", C = "meetings", D = "has_full_minutes" }
"""


def test_an_odd_layout_described_as_data_is_read(tmp_path):
    made = read(tmp_path, ODD, layouts_toml=LAYOUT)
    assert facts(made) == {
        "Khóm 1": {"members": 15, "meetings": 8, "has_full_minutes": True},
        "Khóm 2": {"members": 12, "meetings": 9, "has_full_minutes": False},
    }
    assert {(record.of.unit, record.of.year) for record in made.records["results"]} == {("Phường 3", 2020)}


def test_a_layout_that_fits_nothing_is_said(tmp_path):
    assert "layout_fits_nothing" in codes(read(tmp_path, ODD, layouts_toml=LAYOUT.replace("header_row = 2", "header_row = 40")))


@pytest.mark.parametrize(("was", "now"), [('"members"', '"menbers"'), ("header_row", "header_line"), ('"results"', '"result"')])
def test_a_wrong_layout_is_refused_with_its_path(tmp_path, was, now):
    with pytest.raises(PlanError, match=r"layouts\.toml"):
        decided(tmp_path, layouts_toml=LAYOUT.replace(was, now))


def test_nothing_decided_is_nothing_changed(tmp_path):
    assert decided(tmp_path).agreed == Agreed()
