"""Blank workbooks: filled in with anything that they allow, they come back whole and without a finding."""

import datetime as dt
import io
import subprocess
import sys

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from sadec_analytics.decisions import csv_bytes
from sadec_analytics.plan import load_plan
from sadec_analytics.submissions import Lexicon, members_of, read_member
from sadec_analytics.templates import ENTRY, TEMPLATE_SHEET, template_bytes, templates_of, write_templates
from sadec_analytics.workspace import Workspace, WorkspaceError

PLAN = load_plan()
YEAR = 2022
NAMES = Lexicon(
    PLAN,
    {unit.name: unit.aliases for unit in PLAN.units},
    {unit.name: dict.fromkeys(unit.branches, ()) for unit in PLAN.residential_units},
)
WARD, INSTITUTION = PLAN.residential_units[0], next(unit for unit in PLAN.units if not unit.is_residential)
CASES = [pytest.param(unit, form, id=f"{unit.code}-{form.id}") for unit in PLAN.units for form in templates_of(PLAN, unit.name)]


def blank(unit, form) -> bytes:
    return template_bytes(PLAN, form, unit.name, unit.branches, YEAR)


def read(content: bytes):
    [member] = members_of(f"{YEAR}/bang.xlsx", content)
    return read_member(member, NAMES)


def choices(book, formula: str) -> list[str]:
    """What a drop-down allows: words between quotes, or the cells of a range."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    sheet, _, cells = formula.partition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    return [row[0] for row in book[sheet].iter_rows(top, bottom, left, right, values_only=True)]


def filled(content: bytes, turn: int) -> tuple[bytes, dict[str, object]]:
    """Every yellow cell answered, by turns with each choice of its drop-down; how many cells that is."""
    book = load_workbook(io.BytesIO(content))
    sheet, given = book.worksheets[0], {}
    names = [check for check in sheet.data_validations.dataValidation if check.formula1 and TEMPLATE_SHEET in check.formula1]
    last = sheet.max_row
    for check in names:
        listed, [cells] = choices(book, check.formula1), check.sqref.ranges
        last = cells.min_row + len(listed) - 1
        for n, name in enumerate(listed):
            sheet.cell(cells.min_row + n, cells.min_col, name)
    for row in sheet.iter_rows(max_row=last):
        for cell in row:
            if cell.fill == ENTRY and cell.value is None:
                check = next((c for c in sheet.data_validations.dataValidation if cell.coordinate in c.sqref), None)
                cell.value = given[cell.coordinate] = _answer(book, cell, check, turn)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), given


def _answer(book, cell, check, turn: int) -> object:
    if check is None:
        return "15-NQ/ĐU" if cell.number_format == "@" else dt.date(YEAR, 3, 25)
    if check.type == "list":
        options = choices(book, check.formula1)
        return options[turn % len(options)]
    return {"date": dt.date(YEAR, 3, 25), "custom": 360_000}.get(check.type) or int(check.formula1)


@pytest.mark.parametrize(("unit", "form"), CASES)
@pytest.mark.parametrize("turn", [0, 1])
def test_a_filled_template_comes_back_whole_and_without_a_finding(unit, form, turn):
    content, given = filled(blank(unit, form), turn)
    made = read(content)
    assert made.findings() == []
    assert made.forms == [form.id]
    records = made.records[form.id]
    assert {record.of.unit for record in records} == {unit.name}
    assert {record.of.year for record in records} == {YEAR}
    if form.grain == "branch":
        assert [record.of.branch for record in records] == list(unit.branches)
    told = sum(len(record.places.keys() & (record.facts.keys() | record.statements.keys())) for record in records)
    assert told == len(given)


@pytest.mark.parametrize(("unit", "form"), [case for case in CASES if case.values[0] in (WARD, INSTITUTION)])
def test_a_template_that_nobody_filled_in_says_so(unit, form):
    made = read(blank(unit, form))
    assert [(f["code"], f["severity"]) for f in made.findings()] == [("form_blank", "noted")]
    assert not any(made.records.values())


def test_what_the_template_is_stands_in_a_sheet_that_no_menu_shows():
    book = load_workbook(io.BytesIO(blank(WARD, PLAN.form("results"))))
    sheet = book[TEMPLATE_SHEET]
    assert sheet.sheet_state == "veryHidden"
    said = dict(row[0].split("=", 1) for row in sheet.iter_rows(max_col=1, values_only=True) if row[0])
    assert (said["form"], said["plan"], said["unit"], said["year"]) == ("results", PLAN.number, WARD.name, str(YEAR))
    assert len(said["version"]) == 8


def test_every_header_with_a_rule_carries_an_example():
    sheet = load_workbook(io.BytesIO(blank(WARD, PLAN.form("results")))).worksheets[0]
    asked = {one.vi for one in PLAN.form("results").fields if one.in_template and one.kind != "aside"}
    noted = {cell.value for row in sheet.iter_rows() for cell in row if cell.comment}
    assert noted == asked, noted ^ asked


def test_the_templates_of_a_year_are_written_with_the_branches_of_that_year(tmp_path):
    workspace = Workspace.create(tmp_path)
    rows = [
        {"unit": WARD.name, "branch": "Khóm 1", "valid_from": "", "valid_to": "31/12/2020"},
        {"unit": WARD.name, "branch": "Khóm 2", "valid_from": "1/1/2021", "valid_to": ""},
    ]
    (workspace.decisions / "roster.csv").write_bytes(csv_bytes(["unit", "branch", "valid_from", "valid_to"], rows))
    folder, count = write_templates(workspace, YEAR, WARD.name, "results")
    assert (folder.name, count) == ("bieu-mau-2022", 1)
    [path] = folder.iterdir()
    sheet = load_workbook(path).worksheets[0]
    assert [sheet.cell(7, column).value for column in range(5, 7)] == ["Khóm 2", "Ghi chú"]


@pytest.mark.parametrize("wrong", [{"year": 2012}, {"unit": "Phường 99"}, {"form": "xyz"}])
def test_what_does_not_exist_is_answered_with_what_does(tmp_path, wrong):
    with pytest.raises(WorkspaceError, match="Hãy chọn một trong"):
        write_templates(Workspace.create(tmp_path), **({"year": YEAR} | wrong))


def test_the_command_writes_every_unit_and_form(tmp_path):
    Workspace.create(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "sadec_analytics", "template", "--year", "2022"], cwd=tmp_path, capture_output=True, check=True
    )
    assert f"Đã ghi {len(CASES)} biểu mẫu" in done.stdout.decode()
    assert len(list((tmp_path / "reports" / "bieu-mau-2022").glob("*.xlsx"))) == len(CASES)
