"""Files that another program holds open, a clock that goes back, what a killed run leaves: the run in force survives them."""

import re
import sys

import pytest

from sadec_analytics import cli, files, workspace
from sadec_analytics.files import WorkspaceError, publish_folder, remove_folder, write_atomically
from sadec_analytics.tables import declared
from sadec_analytics.workspace import RUNS_KEPT, Workspace


def refuse(*_args, **_kwargs):
    raise PermissionError(13, "in use")


def filled(folder, text):
    folder.mkdir()
    (folder / "a").write_text(text, encoding="utf-8")
    return folder


def test_a_file_open_in_excel_is_named_with_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "tong_hop.xlsx"
    write_atomically(path, b"old")
    monkeypatch.setattr(files.os, "replace", refuse)
    with pytest.raises(WorkspaceError, match=re.escape(str(path))):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["tong_hop.xlsx"]


def test_a_folder_open_elsewhere_is_put_back(tmp_path, monkeypatch):
    target, made = filled(tmp_path / "bao-cao", "old"), filled(tmp_path / "made", "new")
    rename = type(target).rename
    monkeypatch.setattr(type(target), "rename", lambda self, to: refuse() if self == made else rename(self, to))
    with pytest.raises(WorkspaceError, match="bao-cao"):
        publish_folder(made, target)
    assert (target / "a").read_text(encoding="utf-8") == "old"


def test_removing_a_folder_in_use_says_so_and_a_missing_one_is_no_matter(tmp_path, monkeypatch):
    remove_folder(tmp_path / "none")
    monkeypatch.setattr(files.shutil, "rmtree", refuse)
    with pytest.raises(WorkspaceError, match="chạy lại"):
        remove_folder(filled(tmp_path / "run", "x"))


@pytest.fixture
def publish(tmp_path):
    """Publish a run whose roster holds one branch of the given name."""
    made = Workspace.create(tmp_path / "sa-dec")
    plan = made.plan()

    def run(branch="Khóm 1"):
        return made.publish_run({"roster": declared(plan)["roster"].frame([{"unit": "Phường 1", "branch": branch}])}, plan)

    run.workspace = made
    return run


def test_a_clock_that_goes_back_loses_no_new_run(publish, monkeypatch):
    for _ in range(RUNS_KEPT):
        publish()
    monkeypatch.setattr(workspace, "_run_id", lambda _: "20010101T000000000000Z-0")
    run = publish("Khóm 2")
    assert publish.workspace.current_run == run
    assert publish.workspace.read_tables().roster["branch"].tolist() == ["Khóm 2"]
    assert len(publish.workspace.runs) == RUNS_KEPT


def test_an_old_run_open_in_excel_stops_the_new_one_before_anything_is_published(publish, monkeypatch):
    ids = [publish() for _ in range(RUNS_KEPT)]
    monkeypatch.setattr(files.shutil, "rmtree", refuse)
    with pytest.raises(WorkspaceError, match=ids[0]):
        publish("Khóm 2")
    assert publish.workspace.runs == ids
    assert publish.workspace.current_run == ids[-1]


def test_what_a_killed_run_left_is_cleared_and_a_stray_file_is_left_alone(publish):
    runs = publish.workspace.processed / "runs"
    first = publish()
    filled(runs / f".{first}", "half")
    (runs / ".DS_Store").write_bytes(b"")
    second = publish()
    assert publish.workspace.runs == [first, second]
    assert sorted(p.name for p in runs.glob(".*")) == [".DS_Store"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["init", "--workspace", "tep/moi"], 1, "Không đọc hoặc ghi được tep"),
        (["build", "--strict=1"], 2, "Tùy chọn “--strict” không nhận giá trị."),
    ],
)
def test_what_the_file_system_or_the_parser_refuses_is_one_message(tmp_path, monkeypatch, capsys, words, code, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tep").write_bytes(b"")
    monkeypatch.setattr(sys, "argv", ["sadec", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == code
    assert said in capsys.readouterr().err
