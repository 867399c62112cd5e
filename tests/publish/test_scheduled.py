"""sadec run: what changed is made again and nothing else, under one lock, with a journal; killed at any moment, reports stay whole."""

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from sadec_analytics import cli
from sadec_analytics.files import LockedError, WorkspaceError
from sadec_analytics.practice import make_practice
from sadec_analytics.publish import reports, run, scheduled
from sadec_analytics.publish.reports import REPORTS, Job
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

    def make(workspace, jobs, workers=None):
        for job in jobs:
            said = attempt(workspace.root, job)
            made.append(job)
            yield Outcome(job, workspace.reports / said["folder"] if "folder" in said else None, said.get("error"))

    monkeypatch.setattr(scheduled, "make_reports", make)
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


def test_another_reading_of_the_plan_makes_every_report_again(workspace, quick):
    scheduled_run(workspace, 2021)
    (workspace.decisions / "readings.toml").write_text('[plan]\nfive_in_criterion_2 = "both"\n', encoding="utf-8")
    assert scheduled_run(workspace, 2021).made == ALL_2021


@pytest.mark.parametrize(
    "damage", [lambda folder: (folder / PAGE).unlink(), lambda folder: (folder / STAMP).write_text("{", encoding="utf-8")]
)
def test_a_report_that_somebody_damaged_is_made_again(workspace, quick, damage):
    scheduled_run(workspace, 2021)
    damage(workspace.reports / "giai-doan-2")
    assert scheduled_run(workspace, 2021).made == ["giai-doan-2"]
    assert json.loads((workspace.reports / "giai-doan-2" / STAMP).read_text(encoding="utf-8"))["parameters"] == {"stage": 2}


def test_without_a_year_every_year_is_made(workspace, quick):
    assert scheduled_run(workspace).made == [*(f"so-ket-{year}" for year in range(2018, 2021)), *ALL_2021]


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
