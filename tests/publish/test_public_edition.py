"""Names and small sensitive facts are planted in raw workbooks, and every output of both editions is searched for them."""

import io
import re
import zipfile
from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from publish.shown import Reader, words_of
from test_templates import YEAR, filled

from sadec_analytics.build import build
from sadec_analytics.publish.office import office_files
from sadec_analytics.publish.pages import (
    AnnualReview,
    PhaseReview,
    SubmissionCheck,
    Summary,
    UnitProfile,
    annual_review,
    phase_review,
    submission_check,
    summary_2018_2022,
    unit_profile,
)
from sadec_analytics.publish.paper import EDITIONS, INTERNAL, PUBLIC
from sadec_analytics.publish.privacy import FEW, sensitive
from sadec_analytics.publish.run import make_report
from sadec_analytics.templates import template_bytes
from sadec_analytics.workspace import Workspace

NAME, NOTE = "Nguyễn Thị Kim Thoa ZZ", "nhà bị giải tỏa QQ"
MARKERS = ("Thoa ZZ", "giải tỏa QQ")
SECRETARY = "Bí thư chi đoàn"
FORMS = ("results", "registration", "youth")


def cell_of(sheet, label: str):
    """The cell that holds a label, the first from above."""
    return next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.strip() == label)


def beside(sheet, label: str, value: object, right: int = 1) -> None:
    """Write in the row of a label, so many cells to the right of it."""
    cell = cell_of(sheet, label)
    sheet.cell(cell.row, cell.column + right, value)


def planted(content: bytes, form) -> bytes:
    """A filled workbook with a secretary's name, a note, a signatory, a name in the cell of a number, and small sensitive counts."""
    book = load_workbook(io.BytesIO(content))
    sheet, labels, last = book.worksheets[0], {field.name: field.vi for field in form.fields}, book.worksheets[0].max_row
    note = cell_of(sheet, "Ghi chú")
    first = next(row for row in range(note.row + 1, last) if not isinstance(sheet.cell(row, note.column), MergedCell))
    for row in range(first, first + 3):
        sheet.cell(row, note.column, NOTE)
    if form.id == "results":
        sheet.cell(last + 1, 3, SECRETARY)
        beside(sheet, SECRETARY, NAME, 2)
        beside(sheet, labels["violations"], 1, 2)
        beside(sheet, labels["meetings"], f"8 lần, {NAME} ghi", 3)
    elif form.id == "registration":
        sheet.cell(note.row, note.column + 1, SECRETARY)
        sheet.cell(first, note.column + 1, NAME)
    else:
        for name, count in (("in_hardship", 2), ("religious", 3), ("young_people", 400), ("members", 90)):
            beside(sheet, labels[name], count, 2)
    sheet.cell(last + 4, 2, "TM. BAN THƯỜNG VỤ")
    sheet.cell(last + 6, 2, NAME)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("town"))
    plan, folder = workspace.plan(), workspace.raw / str(YEAR)
    folder.mkdir()
    for number, unit in enumerate(plan.residential_units[:3]):
        for form in map(plan.form, FORMS):
            content, _ = filled(template_bytes(plan, form, unit.name, unit.branches, YEAR), 0)
            (folder / f"{form.id}-{number}.xlsx").write_bytes(planted(content, form) if number == 0 else content)
    build(workspace)
    return workspace


@cache
def pages_of(town, edition):
    """Its pages, made once."""
    unit = town.plan().residential_units[0].name
    made = [annual_review(town, YEAR, edition), phase_review(town, 3, edition), summary_2018_2022(town, edition)]
    made.append(unit_profile(town, unit, YEAR, edition))
    return made if edition == "public" else [*made, submission_check(town, unit, YEAR)]


def said_in(name: str, content: bytes) -> str:
    """All text of a file: the parts of an office file, or the file itself without its pictures."""
    if name.endswith((".docx", ".pptx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(one).decode("utf-8", "ignore") for one in parts.namelist())
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "", content.decode("utf-8", "ignore"))


def test_the_plants_reached_the_tables(town):
    tables, unit = town.read_tables(), town.plan().residential_units[0].name
    assert any(MARKERS[0] in str(raw) for raw in tables.findings["raw"])
    assert 1 in set(tables.branch_years.loc[tables.branch_years["unit"] == unit, "violations"].dropna())
    youth = tables.youth_situation.set_index(["unit", "indicator"])["value"]
    assert (youth[unit, "in_hardship"], youth[unit, "religious"]) == (2, 3)


SLOW = pytest.mark.slow
SEARCHED = [
    *((INTERNAL, UnitProfile), (INTERNAL, SubmissionCheck), (PUBLIC, UnitProfile)),
    *(pytest.param(edition, kind, marks=SLOW) for edition in EDITIONS for kind in (AnnualReview, PhaseReview, Summary)),
]


@pytest.mark.parametrize(("edition", "kind"), SEARCHED)
def test_no_page_picture_or_office_file_names_a_person_or_repeats_a_note(town, edition, kind):
    [page] = [page for page in pages_of(town, edition) if isinstance(page, kind)]
    outputs = {"bao-cao.html": words_of(page).encode(), **office_files(page)}
    for exhibit in page.exhibits:
        outputs |= {f"{name}.svg": exhibit.render("svg", number=number) for name, number in exhibit.files().items()}
    for name, content in outputs.items():
        said = said_in(name, content)
        assert [marker for marker in MARKERS if marker in said] == [], (page.title, name)


@pytest.mark.parametrize(("report", "edition"), [pytest.param("submissions", "internal", marks=SLOW), ("unit", "public")])
def test_no_file_of_a_published_folder_names_a_person_or_a_path_of_the_machine(town, report, edition):
    unit = town.plan().residential_units[0].name
    folder = make_report(town, report, {"unit": unit, "year": YEAR}, edition=edition)
    for path in (path for path in folder.rglob("*") if path.is_file()):
        said = said_in(path.name, path.read_bytes())
        assert [marker for marker in (*MARKERS, str(town.root)) if marker in said] == [], path.name


def test_no_small_sensitive_count_can_be_read_in_the_public_edition(town):
    plan = town.plan()
    labels = {field.vi for form in plan.forms for field in form.fields if field.name in sensitive(plan)}
    labels |= {"Giới thiệu cho Đảng", "vi phạm"}
    few = 0
    for page in pages_of(town, "public"):
        html = words_of(page)
        few += html.count("&lt;5")
        for head, *rows in Reader(html).tables:
            for row in rows:
                about = [any(label in row[0] or label in column for label in labels) for column in head]
                shown = [cell for cell, is_about in zip(row[1:], about[1:], strict=False) if is_about]
                assert [cell for cell in shown if cell in ("1", "2", "3", "4")] == [], (page.title, head, row)
        assert not re.search(r"\b[1-4] (?:đoàn viên|thanh niên)[^.;<]*(?:vi phạm|tôn giáo|khó khăn|dân tộc|cho Đảng)", html)
    assert few
    assert FEW == "<5"


def test_the_internal_edition_shows_the_very_counts(town):
    said = words_of(unit_profile(town, town.plan().residential_units[0].name, YEAR))
    assert "&lt;5" not in said
    assert '<th scope="row">Thanh niên có hoàn cảnh khó khăn</th><td class="so">2</td>' in said


def test_no_public_table_shows_a_branch_beside_a_criterion(town):
    branches = set(town.read_tables().roster["branch"])
    for page in pages_of(town, "public"):
        for head, *rows in Reader(words_of(page)).tables:
            if any(cell in branches for row in rows for cell in row):
                assert not re.search(r"[Tt]iêu chí|TC\d|vi phạm|Bí thư|[Đđ]iều kiện|Việc phải làm", " ".join(head)), (page.title, head)
