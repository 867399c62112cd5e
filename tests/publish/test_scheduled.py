"""sadec run: what changed is made again and nothing else, under one lock, with a journal; killed at any moment, reports stay whole."""

import datetime as dt
import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import openpyxl
import pytest
from measures.facts import TABLES

from sadec_analytics import cli
from sadec_analytics.build import build
from sadec_analytics.files import LockedError, WorkspaceError
from sadec_analytics.practice import make_practice
from sadec_analytics.publish import pages, reports, run, scheduled, workers
from sadec_analytics.publish.draws import Held
from sadec_analytics.publish.pdf import NONE_FOUND
from sadec_analytics.publish.record import RECORD, read_record
from sadec_analytics.publish.reports import REPORTS, UNIT, YEAR, Job, jobs_of, slug
from sadec_analytics.publish.run import NOTEBOOK, PAGE, STAMP
from sadec_analytics.publish.scheduled import JOURNAL, READABLE, due, scheduled_run
from sadec_analytics.publish.workers import Outcome, attempt, report_lock

HOLDS = """
import sys, time
from pathlib import Path
from sadec_analytics.files import held_lock
with held_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
ALL_2021 = ["so-ket-2021", "giai-doan-1", "giai-doan-2", "giai-doan-3"]


@pytest.fixture
def workspace(tmp_path):
    return make_practice(tmp_path / "demo", seed=53, units=["Phường 3"], years=[2020, 2021], mess=0.0)


@pytest.fixture
def quick(monkeypatch, short_pages):
    """Reports of a few pieces made in this process, without kernel and pictures; all else is real. The list says which were made."""
    made = []

    def make(workspace, jobs):
        for job in jobs:
            said = attempt(workspace.root, job)
            made.append(job)
            yield Outcome.of(job, said)

    monkeypatch.setattr(scheduled, "make_reports", make)
    monkeypatch.setattr(workers, "make_reports", make)
    monkeypatch.setattr(reports, "REPORTS", {name: reports.REPORTS[name] for name in ("annual", "phase")})
    monkeypatch.setattr(
        run, "run_notebook", lambda notebook, out, told, *_: out.write_text(json.dumps({"metadata": {}, **told}), encoding="utf-8")
    )
    monkeypatch.setattr(run, "page_html", lambda notebook, page: page.title)
    monkeypatch.setattr(run, "make_pdf", lambda page, pdf: None)
    monkeypatch.setattr(run, "office_files", lambda page: {})
    monkeypatch.setattr(run, "_draw", lambda page, folder: folder.mkdir())
    return made


def test_what_did_not_change_is_left_and_the_journal_says_so(workspace, quick):
    first, second = scheduled_run(workspace, 2021), scheduled_run(workspace, 2021)
    assert (first.made, first.unchanged) == (ALL_2021, [])
    assert (second.made, second.unchanged) == ([], ALL_2021)
    assert first.run != second.run
    told = [json.loads(line) for line in (workspace.reports / JOURNAL).read_text(encoding="utf-8").splitlines()]
    assert [one["made"] for one in told] == [ALL_2021, []]
    assert [one["error"] for one in told] == [None, None]
    assert told[0]["files"] > 0
    assert set(told[0]["findings"]) == {"blocking", "repaired", "noted"}
    readable = (workspace.reports / READABLE).read_text(encoding="utf-8")
    assert readable.count("Xong sau") == 2
    assert f"Giữ nguyên vì số liệu không đổi: {', '.join(ALL_2021)}." in readable


def test_a_changed_workbook_makes_the_reports_again(workspace, quick):
    scheduled_run(workspace, 2021)
    files = workspace.read_tables().submissions
    [results] = files.loc[(files["form"] == "results") & (files["year"] == "2020"), "path"].unique()
    (workspace.raw / results).unlink()
    assert "so-ket-2021" in scheduled_run(workspace, 2021).made


def test_only_the_report_of_the_unit_that_changed_is_made_again(workspace, quick, monkeypatch):
    of_year = replace(REPORTS["annual"], folder="nam-{year}", reads=("branch_years",), narrowed_by=("year",))
    monkeypatch.setattr("sadec_analytics.publish.reports.REPORTS", {"year": of_year})
    scheduled_run(workspace)
    tables = workspace.read_tables()
    facts = tables.branch_years.copy()
    facts.loc[facts["year"] == 2021, "meetings"] = 99
    workspace.publish_run({name: getattr(tables, name) for name in tables._frames} | {"branch_years": facts}, tables.plan)
    jobs = [Job("year", {"year": year}) for year in range(2018, 2022)]
    assert due(workspace, workspace.read_tables(), jobs) == jobs[-1:]


@pytest.mark.slow
def test_another_reading_of_the_plan_makes_every_report_again(workspace, quick):
    scheduled_run(workspace, 2021)
    (workspace.decisions / "readings.toml").write_text('[plan]\nfive_in_criterion_2 = "both"\n', encoding="utf-8")
    assert scheduled_run(workspace, 2021).made == ALL_2021


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage", [lambda folder: (folder / PAGE).unlink(), lambda folder: (folder / STAMP).write_text("{", encoding="utf-8")]
)
def test_a_report_that_somebody_damaged_is_made_again(workspace, quick, damage):
    scheduled_run(workspace, 2021)
    damage(workspace.reports / "giai-doan-2")
    assert scheduled_run(workspace, 2021).made == ["giai-doan-2"]
    assert json.loads((workspace.reports / "giai-doan-2" / STAMP).read_text(encoding="utf-8"))["parameters"] == {"stage": 2}


@pytest.mark.slow
def test_without_a_year_every_year_is_made(workspace, quick):
    assert scheduled_run(workspace).made == [*(f"so-ket-{year}" for year in range(2018, 2021)), *ALL_2021]


@pytest.mark.slow
def test_a_failing_report_is_told_tried_again_and_costs_itself(workspace, quick, monkeypatch, capsys):
    usual = run.run_notebook

    def fails(notebook, out, told, *rest):
        if told.get("stage") == 2:
            raise run.ReportError("Báo cáo dừng ở ô 3.")
        usual(notebook, out, told, *rest)

    monkeypatch.setattr(run, "run_notebook", fails)
    monkeypatch.chdir(workspace.root)
    monkeypatch.setattr(sys, "argv", ["sadec", "run", "--year", "2021"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert "Không làm được giai-doan-2: Báo cáo dừng ở ô 3." in capsys.readouterr().out
    [told] = [json.loads(line) for line in (workspace.reports / JOURNAL).read_text(encoding="utf-8").splitlines()]
    assert told["failed"] == {"giai-doan-2": "Báo cáo dừng ở ô 3."}
    assert told["made"] == ["so-ket-2021", "giai-doan-1", "giai-doan-3"]
    assert not (workspace.reports / "giai-doan-2").exists()
    monkeypatch.setattr(run, "run_notebook", usual)
    assert scheduled_run(workspace, 2021).made == ["giai-doan-2"]


def test_a_build_that_fails_is_in_the_journal_by_its_kind_alone(workspace, quick):
    row = "P3.xlsx,2021,Nguyễn Văn A,1,2,gõ nhầm,Nguyễn Văn A,2021-12-01"
    (workspace.decisions / "corrections.csv").write_text(f"file,sheet,cell,expected,value,reason,by,on\n{row}\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"corrections.csv, dòng 2: .Nguyễn Văn A"):
        scheduled_run(workspace, 2021)
    journal = (workspace.reports / JOURNAL).read_text(encoding="utf-8")
    assert json.loads(journal)["error"] == "WorkspaceError"
    assert "Nguyễn" not in journal + (workspace.reports / READABLE).read_text(encoding="utf-8")
    assert quick == []


@pytest.mark.slow
def test_a_line_that_a_killed_run_left_unfinished_is_closed_first(workspace, quick):
    workspace.reports.mkdir(exist_ok=True)
    (workspace.reports / JOURNAL).write_text('{"started": "2026-', encoding="utf-8")
    scheduled_run(workspace, 2021)
    _, whole = (workspace.reports / JOURNAL).read_text(encoding="utf-8").splitlines()
    assert json.loads(whole)["made"] == ALL_2021


def test_a_year_that_the_plan_does_not_know_is_refused(workspace, quick):
    with pytest.raises(WorkspaceError, match=r"Kế hoạch không có năm 2031\. Hãy chọn một trong: 2018,"):
        scheduled_run(workspace, 2031)


def test_the_second_run_exits_with_75_names_the_holder_and_runs_once_it_is_killed(workspace, quick, monkeypatch, capsys):
    with report_lock(workspace):
        pass
    [lock] = workspace.processed.glob(".*lock")
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(lock)], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    monkeypatch.chdir(workspace.root)
    for words in (["run", "--year", "2021"], ["report", "annual", "--year", "2021"]):
        monkeypatch.setattr(sys, "argv", ["sadec", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert end.value.code == 75
        assert re.search(
            rf"Một lần chạy khác \(tiến trình số {holder.pid}, bắt đầu lúc \d\d:\d\d:\d\d ngày \d\d/\d\d/\d{{4}}\)", capsys.readouterr().err
        )
    assert not (workspace.reports / JOURNAL).exists()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert scheduled_run(workspace, 2021).made == ALL_2021


def test_the_lock_is_held_while_reports_are_made(workspace, quick, monkeypatch):
    usual, seen = run.run_notebook, []

    def looks(*told):
        with pytest.raises(LockedError), report_lock(workspace):
            pass
        seen.append(usual(*told))

    monkeypatch.setattr(run, "run_notebook", looks)
    scheduled_run(workspace, 2021)
    assert len(seen) == len(ALL_2021)


EVERY = set(REPORTS)
DECIDED = {
    "draws": ({"annual"}, lambda workspace: hold(workspace, 2021)),
    "roster.csv": (EVERY, lambda workspace: rewrite(workspace, "roster.csv", "Phường 3,Khóm 2,", "Phường 3,Khóm Mới,")),
    "aliases.csv": (EVERY, lambda workspace: add(workspace, "aliases.csv", "unit,written,means", "Phường 3,Khóm 2,Khóm Mới")),
    "units.csv": (
        EVERY - {"phase"},
        lambda workspace: add(workspace, "units.csv", "unit,kind,code,aliases", "Đoàn trường Cao đẳng,institution,,"),
    ),
    "received.csv": (
        EVERY - {"phase"},
        lambda workspace: add(workspace, "received.csv", "file,received_on", f"{results_of(workspace, 2021)},2021-12-30"),
    ),
    "corrections.csv": (EVERY, lambda workspace: correct(workspace, "meetings", "3")),
    "readings.toml": (EVERY, lambda workspace: add(workspace, "readings.toml", "[plan]", 'five_in_criterion_2 = "both"')),
    "layouts.toml": (
        EVERY,
        lambda workspace: add(
            workspace, "layouts.toml", "[[layouts]]", f'file = "{results_of(workspace, 2020)}"\nform = "results"\nheader_row = 90'
        ),
    ),
}


def hold(workspace, year):
    """A draw of two of the branches."""
    branches = workspace.read_tables().roster[["unit", "branch"]]
    listed = TABLES["branch_years"].frame(branches.assign(year=year).to_dict("records"))[["year", "unit", "branch"]]
    (workspace.decisions / "draws").mkdir()
    (workspace.decisions / "draws" / f"{year}.json").write_bytes(Held(year, "482913", 2, False, listed, listed.head(0)).json())


def add(workspace, name, *lines):
    (workspace.decisions / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


def rewrite(workspace, name, was, now):
    text = (workspace.decisions / name).read_text(encoding="utf-8-sig")
    assert was in text
    (workspace.decisions / name).write_text(text.replace(was, now), encoding="utf-8")


def results_of(workspace, year):
    files = workspace.read_tables().submissions
    return files.loc[(files["form"] == "results") & (files["year"] == str(year)), "path"].iloc[0]


def correct(workspace, field, value):
    """A signed correction of the first cell of the field in the results of 2021."""
    tables = workspace.read_tables()
    cells = tables.sources.merge(tables.submissions[["submission", "path"]], on="submission")
    cell = cells[(cells["field"] == field) & (cells["form"] == "results") & (cells["year"] == 2021)].iloc[0]
    was = openpyxl.load_workbook(workspace.raw / cell["path"])[cell["sheet"]][cell["cell"]].value
    row = f"{cell['path']},{cell['sheet']},{cell['cell']},{was},{value},gõ nhầm,Bộ phận tổ chức,2021-12-01"
    add(workspace, "corrections.csv", "file,sheet,cell,expected,value,reason,by,on", row)


@pytest.mark.slow
def test_every_file_of_decisions_that_changes_makes_the_reports_that_rest_on_it_again(workspace):
    """`due` is what a run makes: here without making all of it each time, by the stamps that a run would have left."""
    day = dt.date(2021, 12, 31)
    build(workspace, day)
    stamps = stamped(workspace)
    build(workspace, day)
    assert stamped(workspace) == stamps
    for name, (kinds, decide) in DECIDED.items():
        decide(workspace)
        build(workspace, day)
        before, stamps = stamps, stamped(workspace)
        assert (name, {kind for kind in REPORTS if stamps[kind] != before[kind]}) == (name, kinds)


def stamped(workspace):
    """Of every kind of report, from what its last one would be made."""
    tables = workspace.read_tables()
    jobs = [jobs_of(tables, (kind,))[-1] for kind in REPORTS]
    return {job.report: REPORTS[job.report].inputs(job.parameters, tables, job.edition, workspace.decisions) for job in jobs}


@pytest.fixture
def annual(quick, monkeypatch):
    """The same, with the annual review alone."""
    monkeypatch.setattr(reports, "REPORTS", {"annual": REPORTS["annual"]})
    return quick


@pytest.fixture
def command(workspace, monkeypatch, capsys):
    """Run a command line in the workspace: its exit code and what it said."""

    def run_it(words):
        monkeypatch.chdir(workspace.root)
        monkeypatch.setattr(sys, "argv", ["sadec", *words.split()])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        return end.value.code, said.out + said.err

    return run_it


@pytest.mark.slow
def test_a_report_that_was_made_public_is_made_again_as_public(workspace, annual, command):
    assert command("run --year 2021")[0] == 0
    assert command("report annual --year 2021 --public")[0] == 0
    assert scheduled_run(workspace, 2021).unchanged == ["so-ket-2021", "so-ket-2021-cong-khai"]
    add(workspace, "readings.toml", "[plan]", 'five_in_criterion_2 = "both"')
    assert scheduled_run(workspace, 2021).made == ["so-ket-2021", "so-ket-2021-cong-khai"]
    stamp = json.loads((workspace.reports / "so-ket-2021-cong-khai" / STAMP).read_text(encoding="utf-8"))
    assert (stamp["edition"], stamp["status"]) == ("public", "draft")


def test_a_run_leaves_what_is_final_though_figures_changed_and_ends_with_4(workspace, annual, command):
    build(workspace, dt.date(2021, 10, 5))
    assert command("report annual --year 2021 --final")[0] == 0
    page = workspace.reports / "so-ket-2021" / PAGE
    before = page.stat().st_mtime_ns
    correct(workspace, "meetings", "3")
    code, said = command("run --year 2021 --as-of 2021-10-05")
    assert (code, "Bản chính thức so-ket-2021 đã khác số liệu" in said) == (4, True)
    assert page.stat().st_mtime_ns == before


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "folder"), [("", "so-ket-2021"), (" --public", "so-ket-2021-cong-khai")])
def test_a_final_report_is_never_made_a_draft_by_a_run_which_names_it_and_its_command(workspace, annual, command, edition, folder):
    as_command = f"report annual --year 2021{edition} --final"
    command("run --year 2021 --as-of 2021-10-05")
    assert command(as_command)[0] == 0
    page, record = ((workspace.reports / folder / name) for name in (PAGE, RECORD))
    before = page.stat().st_mtime_ns, record.read_bytes()
    code, said = command("run --year 2021 --as-of 2021-10-25")  # days go by: duties that nobody kept are later, which is no other figure
    assert (code, "đã khác số liệu" in said) == (0, False)
    correct(workspace, "meetings", "3")
    for _ in range(2):
        code, said = command("run --year 2021 --as-of 2021-10-25")
        assert code == 4
        assert f"Bản chính thức {folder} đã khác số liệu; chạy `sadec {as_command}` để phát hành bản đính chính." in said
    assert (page.stat().st_mtime_ns, record.read_bytes()) == before
    assert list(journal(workspace)[-1]["outdated"]) == [folder]
    assert (workspace.reports / READABLE).read_text(encoding="utf-8").count(f"`sadec {as_command}`") == 2
    code, said = command(f"report all --year 2021{edition}")
    assert (code, f"`sadec {as_command}`" in said) == (4, True)
    assert (page.stat().st_mtime_ns, record.read_bytes()) == before
    assert command(as_command)[0] == 0
    assert [one.status for one in read_record(workspace.reports / folder).published] == ["final", "corrected"]
    assert command("run --year 2021 --as-of 2021-10-25")[0] == 0


@pytest.mark.slow
def test_a_final_report_says_so_again_on_another_day_and_without_its_page_asks_for_it(workspace, annual, command):
    command("run --year 2021 --as-of 2021-10-05")
    command("report annual --year 2021 --final")
    command("run --year 2021 --as-of 2021-10-25")
    command("report annual --year 2021 --final")
    assert [one.status for one in read_record(workspace.reports / "so-ket-2021").published] == ["final"]
    (workspace.reports / "so-ket-2021" / PAGE).unlink()
    code, said = command("run --year 2021 --as-of 2021-10-25")
    assert code == 4
    assert "Bản chính thức so-ket-2021 thiếu tệp bao-cao.html" in said


@pytest.mark.slow
def test_other_software_alone_leaves_what_is_final_and_is_looked_at_once(workspace, annual, command, monkeypatch):
    command("run --year 2021")
    command("report annual --year 2021 --final")
    monkeypatch.setattr(reports, "_software", lambda: "khác")
    looked = []
    monkeypatch.setattr(workers, "leave_final", lambda *told: (looked.append(told), run.leave_final(*told))[1])
    first, second = scheduled_run(workspace, 2021), scheduled_run(workspace, 2021)
    assert (first.made, first.unchanged, first.outdated) == ([], ["so-ket-2021"], {})
    assert (second.made, len(looked)) == ([], 1)


def test_what_kept_a_pdf_from_being_made_reaches_the_person_the_record_and_the_journal(workspace, annual, command, monkeypatch):
    monkeypatch.setattr(run, "make_pdf", lambda page, pdf: NONE_FOUND)
    code, said = command("run --year 2021")
    assert (code, said.count(NONE_FOUND)) == (0, 1)
    assert journal(workspace)[-1]["notes"] == {NONE_FOUND: ["so-ket-2021"]}
    assert read_record(workspace.reports / "so-ket-2021").notes == (NONE_FOUND,)
    code, said = command("report all --year 2021")
    assert (code, said.count(NONE_FOUND)) == (0, 1)


@pytest.mark.slow
def test_of_units_and_of_all_there_are_public_editions_and_what_has_none_says_so(workspace, quick, command, monkeypatch):
    build(workspace)
    one = replace(REPORTS["unit"], parameters=(replace(UNIT, choices=lambda *_: ["Phường 3"]), YEAR))
    monkeypatch.setattr(reports, "REPORTS", {"summary": REPORTS["summary"], "unit": one, "submissions": REPORTS["submissions"]})
    code, said = command("report submissions --year 2021 --public")
    assert code == 1
    assert "“Kiểm tra báo cáo đã gửi” chỉ có bản nội bộ" in said
    code, said = command("report unit --year 2021 --public")
    assert (code, "don-vi-phuong-3-2021-cong-khai" in said) == (0, True)
    quick.clear()
    code, said = command("report all --year 2021 --public")
    assert code == 0
    assert "“Kiểm tra báo cáo đã gửi” chỉ có bản nội bộ" in said
    assert {job.edition for job in quick} == {"public"}
    assert [job.report for job in quick] == ["summary", "unit"]


@pytest.mark.parametrize("name", REPORTS)
def test_the_editions_of_a_report_are_those_of_its_page(name):
    function = getattr(pages, REPORTS[name].page.split(".")[1])
    page = getattr(pages, function.__annotations__["return"])
    assert ("public" in REPORTS[name].editions) == page.has_public_edition


def journal(workspace):
    return [json.loads(line) for line in (workspace.reports / JOURNAL).read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_every_kind_of_report_is_made_and_left_by_the_command_itself(workspace):
    words = [sys.executable, "-m", "sadec_analytics", "run", "--year", "2021", "--workspace", str(workspace.root)]
    for _ in range(2):
        subprocess.run(words, check=True, timeout=600)
    first, second = journal(workspace)
    units = [slug(unit.name) for unit in workspace.plan().residential_units]
    every = [*ALL_2021, "tong-ket", *(f"don-vi-{unit}-2021" for unit in units), *(f"da-gui-{unit}-2021" for unit in units)]
    assert (first["made"], first["unchanged"], first["failed"]) == (every, [], {})
    assert (second["made"], second["unchanged"]) == ([], every)
    assert all((workspace.reports / name / PAGE).is_file() for name in every)


@pytest.mark.slow
def test_killed_at_any_moment_every_report_is_whole_and_the_next_run_ends(workspace):
    def start():
        words = [sys.executable, "-m", "sadec_analytics", "run", "--year", "2021", "--workspace", str(workspace.root)]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL)

    assert start().wait(300) == 0
    for delay in (1, 3, 6, 9, 12, 15):
        for report in workspace.reports.glob("*/"):
            (report / STAMP).unlink(missing_ok=True)
        killed = start()
        time.sleep(delay)
        killed.kill()
        killed.wait()
        for folder in (workspace.reports / name for name in ALL_2021):
            assert {PAGE, NOTEBOOK, "hinh"} <= {path.name for path in folder.iterdir()}
            assert (folder / PAGE).read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert start().wait(300) == 0
    assert [path.name for path in workspace.reports.iterdir() if path.name.startswith(".")] == []
