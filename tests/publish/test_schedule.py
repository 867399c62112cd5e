"""The texts that start sadec run every day: ready to paste whatever the folder is called, and wrong ones are told."""

import shlex
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from sadec_analytics.files import WorkspaceError
from sadec_analytics.publish.schedule import OK, checks, cron_fault, schedule, task_fault
from sadec_analytics.workspace import Workspace

ODD = "Sa Đéc 100% $HOME 'số liệu' \"thật\" & con"


@pytest.fixture
def made(tmp_path):
    return schedule(Workspace.create(tmp_path / "sa-dec"), "6:05", 75)


def test_the_three_texts_name_this_python_and_the_workspace_in_full(made, tmp_path):
    assert made.cron.startswith(f"5 6 * * * {sys.executable} -X utf8 -m sadec_analytics run --workspace ")
    service, timer = made.units.values()
    assert list(made.units) == ["sadec-sa-dec.service", "sadec-sa-dec.timer"]
    assert f'"{tmp_path / "sa-dec"}"' in service
    assert "SuccessExitStatus=75" in service
    assert "OnCalendar=*-*-* 06:05:00" in timer
    assert '/SC DAILY /ST 06:05 /TN "sadec-sa-dec"' in made.task


def test_what_is_printed_is_checked_and_right(made):
    verdicts = dict(checks(made))
    assert verdicts["cron"] == OK
    assert verdicts["systemd"] == OK if shutil.which("systemd-analyze") else "chưa kiểm tra" in verdicts["systemd"]
    assert {made.cron, *made.units["sadec-sa-dec.timer"].splitlines(), made.task} <= set(made.lines)


def test_odd_folders_come_through_the_shell_of_cron_whole(tmp_path):
    made = schedule(Workspace.create(tmp_path / ODD), "06:30", 75)
    assert cron_fault(made.cron) is None
    command = made.cron.split(None, 5)[5].replace(r"\%", "%")  # as cron hands it on
    said = subprocess.run(["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, encoding="utf-8", check=True).stdout
    assert said.splitlines()[-1] == str(tmp_path / ODD)
    assert shlex.split(command)[0] == sys.executable


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze: apt-get install systemd")
def test_systemd_takes_odd_folders_and_refuses_a_wrong_unit(tmp_path):
    made = schedule(Workspace.create(tmp_path / ODD), "06:30", 75)
    assert dict(checks(made))["systemd"] == OK
    assert r"100%% $$HOME 'số liệu' \"thật\"" in next(iter(made.units.values()))
    for right, wrong in (("06:30:00", "26:30:00"), (sys.executable, "/no/such/python")):
        broken = {name: text.replace(right, wrong) for name, text in made.units.items()}
        assert dict(checks(replace(made, units=broken)))["systemd"].startswith("chưa đúng: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("60 6 * * * {}", "“60” không phải"),
        ("30 24 * * * {}", "“24” không phải"),
        ("30 6 * * {}", "không phải * hoặc số"),
        ("30 6 * * * {} --workspace 100%", "dấu %"),
        ("30 6 * * * {} 'a", "dấu nháy"),
        ("30 6 * * * python", "không tìm thấy"),
        ("30 6 * * *", "không tìm thấy"),
    ],
)
def test_a_wrong_line_of_cron_is_told(line, said):
    assert said in cron_fault(line.format(shlex.quote(sys.executable)))


def test_windows_is_told_of_quotes_and_of_what_is_too_long(made, tmp_path):
    assert task_fault(made.task) is None or "ký tự" in task_fault(made.task)
    assert "dấu nháy" in task_fault(made.task.replace('\\"', '"', 1))
    assert "Windows nhận đến 261" in task_fault(schedule(Workspace.create(tmp_path / ("x" * 200)), "06:30", 75).task)


@pytest.mark.parametrize("at", ["", "6", "24:00", "06:60", "6h30", "06:30:00", "-1:00"])
def test_a_time_that_is_none_is_refused(made, tmp_path, at):
    with pytest.raises(WorkspaceError, match="ví dụ 06:30"):
        schedule(Workspace.open(tmp_path / "sa-dec"), at, 75)
