"""The draw of a year as a decision and as paper: read again by python-docx and openpyxl, checked by hand, never redrawn."""

import hashlib
import io
import json
import subprocess

import pandas as pd
import pytest
from docx import Document
from docx.shared import Mm, Pt
from openpyxl import load_workbook

from sadec_analytics.measures import appraised_bounds, draw, proportion_bounds
from sadec_analytics.plan import load_plan
from sadec_analytics.publish.draws import DOCX, LIST, XLSX, announced, drawn_branches, hold_draw, read_draw
from sadec_analytics.publish.minutes import Minutes, minutes_xlsx, recipe
from sadec_analytics.publish.minutes_docx import ROWS_SHOWN, minutes_docx
from sadec_analytics.tables import declared
from sadec_analytics.workspace import Workspace, WorkspaceError

PLAN = load_plan()
TABLES = declared(PLAN)
SEED = "482913"


def publish(workspace: Workspace, claims: dict[str, int]) -> None:
    """A run in which the first branches of each unit are claimed and nothing else is known."""
    roster = TABLES["roster"].frame(
        [
            {"unit": unit.name, "branch": branch, "unit_order": n, "branch_order": m}
            for n, unit in enumerate(PLAN.residential_units, 1)
            for m, branch in enumerate(unit.branches, 1)
        ]
    )
    ranked = roster["branch_order"] <= roster["unit"].map(claims).fillna(0)
    facts = TABLES["branch_years"].frame(roster[["unit", "branch"]].assign(year=2021, self_assessed=ranked))
    workspace.publish_run({"branch_years": facts, "roster": roster, "appraisals": TABLES["appraisals"].frame()}, PLAN)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    made = Workspace.create(tmp_path / "sa-dec")
    publish(made, {"Phường 1": 5, "Phường 2": 4, "Xã Tân Khánh Đông": 6})
    return made


def made_up(branches: int = 8, visits: int = 3, late: int = 0, by_unit: bool = False, is_practice: bool = False) -> Minutes:
    names = pd.DataFrame({"year": 2021, "unit": "Xã A", "branch": [f"Ấp {n}" for n in range(branches + late)]}).astype({"year": "Int64"})
    rows = draw(names.head(branches), SEED, visits, by_unit, names.tail(late))
    return Minutes(rows, 2021, SEED, visits, by_unit, "0" * 64, 10, "Cần thẩm định 7 chi đoàn.", PLAN, is_practice)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def rows_of(content: bytes) -> list[list[list[str]]]:
    """The tables of branches, each with its header."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]
    return [table for table in tables if table[0][0] == "TT"]


# ---------------------------------------------------------------- the paper


def test_the_minutes_list_the_drawn_and_the_replacements_with_whole_tickets():
    minutes = made_up()
    drawn, replacing = rows_of(minutes_docx(minutes))
    rows = minutes.rows.astype({"place": str})[["place", "unit", "branch", "ticket"]].to_numpy().tolist()
    assert drawn[1:] == rows[:3]
    assert replacing[1:] == rows[3:]


def test_the_minutes_say_what_was_called_what_was_frozen_and_what_it_proves():
    said = text_of(minutes_docx(made_up()))
    proven = proportion_bounds(8, 3, 3).at_least
    for words in (
        "BIÊN BẢN",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "TỈNH ĐOÀN ĐỒNG THÁP",
        "BCH ĐOÀN TP. SA ĐÉC",
        "Kế hoạch số 53-KH/ĐTN, mục III.2.4.b",
        f"gọi tại hội nghị: {SEED}",
        "0" * 64,
        "Cần thẩm định 7 chi đoàn.",
        f"độ tin cậy 95% có ít nhất {proven} trong 8 chi đoàn",
        "Get-FileHash danh-sach.txt",
        "(Ký, ghi rõ họ tên)",
        "Chủ trì: ",
    ):
        assert words in said
    assert "MINH HỌA" not in said
    assert "MINH HỌA" in text_of(minutes_docx(made_up(is_practice=True)))


def test_the_minutes_are_a4_in_times_new_roman_14():
    document = Document(io.BytesIO(minutes_docx(made_up())))
    section, font = document.sections[0], document.styles["Normal"].font
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (font.name, font.size) == ("Times New Roman", Pt(14))
    width = sum(column.width for column in document.tables[1].columns)
    assert abs(width - (section.page_width - section.left_margin - section.right_margin)) < Mm(1)


def test_late_branches_have_a_part_of_their_own_in_which_the_drawn_are_starred():
    minutes = made_up(late=9)
    _, _, late = rows_of(minutes_docx(minutes))
    assert [line[2] for line in late[1:] if line[0].endswith("*")] == minutes.late.loc[minutes.late["is_drawn"], "branch"].tolist()
    assert len(late) == 10
    assert 0 < minutes.late["is_drawn"].sum() < 9
    assert "V. Cách kiểm tra" in text_of(minutes_docx(minutes))


def test_a_draw_by_unit_claims_to_prove_nothing_of_the_whole_list():
    said = text_of(minutes_docx(made_up(by_unit=True)))
    assert "mỗi đơn vị ít nhất 01" in said
    assert "không gộp lại cho cả danh sách" in said
    assert "độ tin cậy" not in said


def test_a_long_list_is_cut_on_paper_and_whole_in_the_workbook():
    minutes = made_up(200, 5)
    _, replacing = rows_of(minutes_docx(minutes))
    assert len(replacing) == ROWS_SHOWN + 1
    assert f"Còn {195 - ROWS_SHOWN} chi đoàn" in text_of(minutes_docx(minutes))
    assert load_workbook(io.BytesIO(minutes_xlsx(minutes)))["Dự phòng"].max_row == 196


def test_where_all_are_drawn_nothing_replaces():
    assert "Không có: cả danh sách đã được bốc." in text_of(minutes_docx(made_up(3, 3)))


def test_the_same_draw_gives_the_same_paper():
    assert minutes_docx(made_up()) == minutes_docx(made_up())


def test_the_workbook_holds_tickets_and_the_text_that_each_is_the_hash_of():
    book = load_workbook(io.BytesIO(minutes_xlsx(made_up(late=2))))
    assert book.sheetnames == ["Biên bản", "Bốc trúng", "Dự phòng", "Bổ sung sau"]
    lines = [row for sheet in book.sheetnames[1:] for row in book[sheet].iter_rows(min_row=2, max_col=5, values_only=True)]
    assert len(lines) == 10
    for _, unit, branch, ticket, text in lines:
        assert text == f"{SEED}|2021|{unit}|{branch}"
        assert hashlib.sha256(text.encode()).hexdigest() == ticket
    told = dict(book["Biên bản"].iter_rows(min_row=2, values_only=True))
    assert told["Số gọi tại hội nghị"] == SEED
    assert told["Kiểm tra bằng Linux"].endswith("| sha256sum")


@pytest.mark.parametrize("text", ["482913|2021|Phường 1|Khóm 1", "482913|2021|Xã Đ'Ran|Ấp 1"])
def test_the_recipe_gives_the_ticket(text):
    lines = dict(recipe(text))
    found = subprocess.run(["sh", "-c", lines["Linux"]], capture_output=True, text=True, check=True).stdout.split()[0]
    assert found == hashlib.sha256(text.encode()).hexdigest()
    assert text.replace("'", "''") in lines["Windows (PowerShell)"]


# ---------------------------------------------------------------- the decision


def test_the_hash_read_out_before_the_digits_are_called_is_the_one_that_is_kept(workspace):
    said = announced(workspace, 2021)
    assert said[1].endswith(hold_draw(workspace, 2021, SEED, 5)[1].list_sha256)
    assert "đã bốc thăm với số 482913" in announced(workspace, 2021)[0]


def test_a_draw_is_kept_with_its_list_and_hash_and_its_files_agree(workspace):
    folder, minutes = hold_draw(workspace, 2021, SEED, 5)
    kept = json.loads((workspace.decisions / "draws" / "2021.json").read_text(encoding="utf-8"))
    frozen = (folder / LIST).read_bytes()
    assert hashlib.sha256(frozen).hexdigest() == kept["list_sha256"] == minutes.list_sha256
    assert kept["list_sha256"] in announced(workspace, 2021)[0]
    assert (kept["seed"], kept["visits"], kept["by_unit"], len(kept["list"]), kept["late"]) == (SEED, 5, False, 15, [])
    assert kept["list_sha256"] in text_of((folder / DOCX).read_bytes())
    assert load_workbook(folder / XLSX)["Bốc trúng"].max_row == 6
    pd.testing.assert_frame_equal(read_draw(workspace, 2021).rows(), minutes.rows)


def test_drawing_again_changes_nothing_and_other_digits_counts_or_ways_are_refused(workspace):
    folder, _ = hold_draw(workspace, 2021, SEED, 5)
    before = {path: path.read_bytes() for path in (workspace.decisions / "draws" / "2021.json", folder / DOCX, folder / LIST)}
    hold_draw(workspace, 2021, SEED, 5)
    for other in (("482914", 5, False), (SEED, 6, False), (SEED, 5, True)):
        with pytest.raises(WorkspaceError, match="Mỗi năm chỉ bốc một lần"):
            hold_draw(workspace, 2021, *other)
    assert {path: path.read_bytes() for path in before} == before


def test_branches_claimed_later_are_appended_and_none_is_taken_off(workspace):
    _, before = hold_draw(workspace, 2021, SEED, 5)
    publish(workspace, {"Phường 1": 5, "Phường 2": 4, "Xã Tân Khánh Đông": 5, "Phường 3": 2})
    _, after = hold_draw(workspace, 2021, SEED, 5)
    publish(workspace, {"Phường 1": 5, "Phường 2": 4, "Xã Tân Khánh Đông": 6, "Phường 3": 3})
    _, last = hold_draw(workspace, 2021, SEED, 5)
    assert after.list_sha256 == last.list_sha256 == before.list_sha256
    pd.testing.assert_frame_equal(last.frozen.reset_index(drop=True), before.rows)
    assert sorted(after.late["branch"]) == ["Khóm 1", "Khóm 2"]
    assert sorted(last.late["branch"]) == ["Khóm 1", "Khóm 2", "Khóm 3"]


def test_a_list_that_somebody_changed_afterwards_is_refused(workspace):
    hold_draw(workspace, 2021, SEED, 5)
    path = workspace.decisions / "draws" / "2021.json"
    whole = path.read_text(encoding="utf-8")
    for changed, said in (
        (whole.replace("Khóm 5", "Khóm 6"), "không còn khớp mã SHA-256"),
        (whole.replace('"late"', '"muon"'), "cần đúng các mục"),
        (whole[:-30], "không đọc được"),
        ("[]", "không đọc được"),
        (whole.replace("|Khóm 5", ""), "không đọc được"),
    ):
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(WorkspaceError, match=said):
            hold_draw(workspace, 2021, SEED, 5)


def test_nothing_is_kept_of_a_draw_that_cannot_be_held(workspace):
    for wrong in (("12345", 5, False), (SEED, 99, False), (SEED, 2, True)):
        with pytest.raises(ValueError, match=r"[Hh]ãy ghi|cần ít nhất"):
            hold_draw(workspace, 2021, *wrong)
    assert not (workspace.decisions / "draws").exists()
    assert not (workspace.reports / "tham-dinh-2021").exists()


def test_the_draws_of_a_workspace_make_its_appraisals_random(workspace):
    assert drawn_branches(workspace) is None
    _, minutes = hold_draw(workspace, 2021, SEED, 5)
    tables = workspace.read_tables()
    found = minutes.to_visit[["year", "unit", "branch"]].merge(pd.DataFrame({"criterion": [c.id for c in PLAN.criteria]}), how="cross")
    appraisals = TABLES["appraisals"].frame(found.assign(met=True))
    rows = appraised_bounds(tables.branch_years, appraisals, tables.roster, PLAN, drawn_branches(workspace))
    city = rows[(rows["scope"] == "city") & (rows["year"] == 2021)].iloc[0]
    assert (city["sampled"], city["is_random"], city["at_least"]) == (5, True, proportion_bounds(15, 5, 5).at_least)


def test_before_the_digits_are_called_it_says_how_many_to_visit(workspace):
    assert "dù thẩm định hết cũng chưa chứng minh được" in announced(workspace, 2021)[2]
    publish(workspace, {unit.name: 9 for unit in PLAN.residential_units})
    # with 33 good of 37, 18 clean have the chance C(19,4)/C(37,4) = 5.9%, and 19 clean C(18,4)/C(37,4) = 4.6%
    assert "(34/37 chi đoàn toàn thành phố): cần thẩm định ít nhất 19 chi đoàn" in announced(workspace, 2021)[2]
