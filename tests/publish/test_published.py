"""Whether a report is a draft, final or corrected; the list of all reports; and the PDF."""

import datetime as dt
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from publish.shown import Reader

from sadec_analytics import annual_review
from sadec_analytics.files import WorkspaceError
from sadec_analytics.publish import pdf
from sadec_analytics.publish.index import INDEX, write_index
from sadec_analytics.publish.paper import PageError
from sadec_analytics.publish.record import RECORD, Publication, read_record, record_of, status_of
from sadec_analytics.publish.reports import ReportError
from sadec_analytics.publish.run import NOTEBOOK, PAGE, PDF, make_report

DAY = dt.date(2021, 11, 5)


@pytest.fixture
def page(page_of):
    shared = page_of(annual_review, 2021, "internal")
    yield shared
    shared.status = "draft"


def published(page, before, is_final, day=DAY):
    page.status = status_of(page.content, before, is_final)
    return record_of(page, page.content, before, day)


def test_a_report_is_a_draft_until_someone_says_it_is_final(page):
    draft = published(page, None, is_final=False)
    assert (draft.status, draft.published) == ("draft", ())
    final = published(page, draft, is_final=True)
    assert final.status == "final"
    assert final.published == (Publication("2021-11-05", "final", page.tables.run, page.content, f"{page.tables.built_on}"),)


def test_what_was_published_stays_so_while_it_says_the_same(page):
    final = published(page, None, is_final=True)
    again = published(page, final, is_final=False, day=DAY.replace(day=20))
    assert (again.status, again.published) == ("final", final.published)
    assert published(page, final, is_final=True).published == final.published


def test_a_final_report_with_other_content_is_a_correction_and_a_draft_of_it_is_a_draft(page):
    final = published(page, None, is_final=True)
    before = replace(final, published=(replace(final.published[0], content="khác"),))
    draft = published(page, before, is_final=False)
    assert (draft.status, draft.published) == ("draft", before.published)
    corrected = published(page, draft, is_final=True, day=DAY.replace(day=20))
    assert [one.status for one in corrected.published] == ["final", "corrected"]
    assert published(page, corrected, is_final=False).status == "corrected"


def test_the_record_is_read_as_it_was_written_and_a_spoilt_one_is_said(page, tmp_path):
    record = published(page, None, is_final=True)
    assert read_record(tmp_path) is None
    (tmp_path / RECORD).write_text(record.json(), encoding="utf-8")
    assert read_record(tmp_path) == record
    (tmp_path / RECORD).write_text("{}", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=RECORD):
        read_record(tmp_path)


@pytest.fixture(scope="module")
def made(workspace):
    return make_report(workspace, "unit", {"unit": "Phường 3", "year": 2021}, edition="public", is_final=True)


@pytest.mark.slow
def test_a_public_final_report_lies_in_a_folder_of_its_own_and_says_so_everywhere(made, workspace):
    assert made.name == "don-vi-phuong-3-2021-cong-khai"
    assert json.loads((made / RECORD).read_text(encoding="utf-8"))["published"][0]["status"] == "final"
    for name in (PAGE, NOTEBOOK):
        said = (made / name).read_text(encoding="utf-8")
        assert "Bản công khai" in said
        assert "Chính thức" in said
        assert "Từng chi đoàn còn thiếu gì" not in said or name == NOTEBOOK
    again = make_report(workspace, "unit", {"unit": "Phường 3", "year": 2021}, edition="public")
    assert read_record(again).status == "final"


def test_a_report_without_a_public_edition_is_refused_before_anything_runs(workspace):
    with pytest.raises(ReportError, match="chỉ có bản nội bộ"):
        make_report(workspace, "submissions", {"unit": "Phường 3", "year": 2021}, edition="public")
    with pytest.raises(PageError, match="Hãy chọn một trong: internal, public"):
        annual_review(workspace, 2021, "web")


def test_the_index_lists_every_report_with_links_to_the_files_that_are_there(made, workspace):
    (workspace.reports / "tham-dinh-2021").mkdir(exist_ok=True)
    (workspace.reports / "tham-dinh-2021" / "bien-ban-boc-tham.docx").write_bytes(b"")
    (workspace.reports / ".dang-lam-1").mkdir(exist_ok=True)
    page = write_index(workspace).read_text(encoding="utf-8")
    (workspace.reports / ".dang-lam-1").rmdir()
    reader = Reader(page)
    rows = {row[0]: row[1:] for table in reader.tables for row in table[1:]}
    title = "Phường 3: chi đoàn trên địa bàn dân cư đạt chuẩn năm 2021"
    assert rows[title][:2] == ["Bản công khai", f"Chính thức; công bố ngày {dt.date.today():%d/%m/%Y}"]
    assert rows[title][2].startswith("đến ")
    links = [attrs["href"] for tag, attrs in reader.tags if tag == "a" and "#" not in attrs["href"]]
    assert all((workspace.reports / link).is_file() for link in links)
    assert {f"{made.name}/{PAGE}", f"{made.name}/{NOTEBOOK}", "tham-dinh-2021/bien-ban-boc-tham.docx"} <= set(links)
    assert not any("dang-lam" in link for link in links)


def test_the_index_of_no_report_says_what_to_do(workspace, tmp_path):
    empty = type(workspace).create(tmp_path)
    assert "Chưa có báo cáo nào" in write_index(empty).read_text(encoding="utf-8")
    assert [path.name for path in empty.reports.iterdir()] == [INDEX]


def test_a_pdf_is_printed_on_a4_where_a_browser_is_found(made):
    if pdf.browser() is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    said = (made / PDF).read_bytes()
    assert said.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in said or b"/MediaBox [0 0 595" in said


def test_libreoffice_serves_where_no_browser_is_found(tmp_path, monkeypatch):
    asked = []

    def convert(command, **_):
        asked.extend(command)
        made = Path(command[command.index("--outdir") + 1]) / f"{Path(command[-1]).stem}.pdf"
        made.write_bytes(b"%PDF-1.7")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(pdf, "browser", lambda: None)
    monkeypatch.setattr(pdf, "office", lambda: "soffice")
    monkeypatch.setattr(pdf.subprocess, "run", convert)
    assert pdf.make_pdf(tmp_path / "trang.html", tmp_path / "bao-cao.pdf") is None
    assert (tmp_path / "bao-cao.pdf").read_bytes() == b"%PDF-1.7"
    assert asked[:2] == ["soffice", "--headless"]
    assert str(tmp_path / "trang.html") in asked


def test_without_a_program_or_when_it_fails_the_message_says_what_to_do(tmp_path, monkeypatch):
    for name in ("browser", "office"):
        monkeypatch.setattr(pdf, name, lambda: None)
    assert "không có Chrome, Edge, Chromium hay LibreOffice" in pdf.make_pdf(tmp_path / "a.html", tmp_path / "a.pdf")
    monkeypatch.setattr(pdf, "browser", lambda: "chromium")
    for failing in (lambda *_, **__: subprocess.CompletedProcess([], 1), _too_long, _missing):
        monkeypatch.setattr(pdf.subprocess, "run", failing)
        assert pdf.make_pdf(tmp_path / "a.html", tmp_path / "a.pdf").startswith("Chưa làm PDF: chromium có trên máy")
    assert not (tmp_path / "a.pdf").exists()


def _too_long(*_, **__):
    raise subprocess.TimeoutExpired("chromium", 1)


def _missing(*_, **__):
    raise FileNotFoundError("chromium")


def test_programs_of_windows_are_looked_for_where_they_are_put(tmp_path, monkeypatch):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.write_text("", encoding="utf-8")
    edge.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    assert pdf.browser() == str(edge)
