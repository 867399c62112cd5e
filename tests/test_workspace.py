"""Runs are whole or not there; the plan of a workspace follows its decisions; tables come back as they went."""

import datetime as dt
import json
import os

import pandas as pd
import pytest
from openpyxl import load_workbook

from sadec_analytics import files, load
from sadec_analytics.build import build
from sadec_analytics.files import WorkspaceError, held_lock, publish_folder, write_atomically
from sadec_analytics.sheets import CELL_LIMIT, safe_text, workbook_bytes
from sadec_analytics.tables import declared
from sadec_analytics.workspace import RUNS_KEPT, Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "sa-dec")


def roster(plan, branch="Khóm 1"):
    day = dt.date(2019, 1, 1)
    return declared(plan)["roster"].frame([{"unit": "Phường 1", "branch": branch, "valid_from": day, "unit_order": 1, "branch_order": 1}])


def test_tables_come_back_with_their_dtypes(workspace):
    plan = workspace.plan()
    frames = {
        "roster": roster(plan),
        "branch_years": declared(plan)["branch_years"].frame([{"year": 2019, "meetings": None, "has_congress": True}]),
    }
    run = workspace.publish_run(frames, plan, dt.date(2021, 12, 31))
    tables = load(workspace.root)
    assert (tables.run, tables.built_on, tables.is_practice) == (run, dt.date(2021, 12, 31), False)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(getattr(tables, name), frame)
    assert {"roster", "branch_years", "plan"} <= set(dir(tables))
    with pytest.raises(AttributeError, match="roster"):
        getattr(tables, "rooster")  # noqa: B009


def test_the_last_runs_are_kept_and_one_is_in_force(workspace):
    plan = workspace.plan()
    ids = [workspace.publish_run({"roster": roster(plan, f"Khóm {n}")}, plan) for n in range(RUNS_KEPT + 2)]
    assert workspace.runs == ids[-RUNS_KEPT:]
    assert workspace.current_run == ids[-1]
    assert workspace.read_tables(ids[-2]).roster["branch"].tolist() == [f"Khóm {RUNS_KEPT}"]
    with pytest.raises(WorkspaceError, match=ids[-1]):
        workspace.read_tables(ids[0])


@pytest.mark.parametrize("call", range(1, 14))
def test_an_error_at_any_write_leaves_the_run_before_in_force(workspace, monkeypatch, call):
    plan = workspace.plan()
    before = workspace.publish_run({"roster": roster(plan)}, plan)
    calls = {"n": 0}

    def torn(real):
        def failing(*args, **kwargs):
            calls["n"] += 1
            if calls["n"] == call:
                raise OSError("no space left")
            return real(*args, **kwargs)

        return failing

    for name in ("replace", "fsync"):
        monkeypatch.setattr(files.os, name, torn(getattr(os, name)))
    try:
        workspace.publish_run({"roster": roster(plan, "Khóm 2")}, plan)
        assert calls["n"] < call or call > 10
    except OSError:
        monkeypatch.undo()
        tables = workspace.read_tables()
        assert tables.roster["branch"].tolist() in (["Khóm 1"], ["Khóm 2"])
        assert tables.run in (before, workspace.current_run)
    monkeypatch.undo()
    workspace.publish_run({"roster": roster(plan, "Khóm 3")}, plan)
    assert workspace.read_tables().roster["branch"].tolist() == ["Khóm 3"]


def test_two_writers_do_not_meet(workspace, tmp_path):
    workspace.processed.mkdir(parents=True, exist_ok=True)
    plan = workspace.plan()
    with held_lock(workspace.processed / ".lock"), pytest.raises(WorkspaceError, match="đang ghi"):
        workspace.publish_run({"roster": roster(plan)}, plan)


def test_a_table_or_column_that_nobody_declared_is_refused(workspace):
    plan = workspace.plan()
    with pytest.raises(ValueError, match="rooster"):
        workspace.publish_run({"rooster": roster(plan)}, plan)
    with pytest.raises(ValueError, match="colour"):
        workspace.publish_run({"roster": roster(plan).assign(colour="x")}, plan)


def test_a_chosen_reading_is_in_force_recorded_and_asks_to_build_again(workspace):
    build(workspace)
    (workspace.decisions / "readings.toml").write_text('[plan]\npartial_year = "reachable_is_unknown"\n', encoding="utf-8")
    assert workspace.plan().reading("partial_year") == "reachable_is_unknown"
    with pytest.raises(WorkspaceError, match="sadec build"):
        workspace.read_tables()
    run = build(workspace).run
    manifest = json.loads((workspace.processed / "runs" / run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["readings"]["partial_year"] == "reachable_is_unknown"
    assert workspace.read_tables().plan.reading("partial_year") == "reachable_is_unknown"


@pytest.mark.parametrize(("text", "said"), [("practice = 1\n", "practice"), ("practise = true\n", "practi"), ("practice = tru\n", "TOML")])
def test_wrong_settings_are_named(tmp_path, text, said):
    (tmp_path / "sadec.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        Workspace.open(tmp_path)


def test_a_written_file_is_the_old_or_the_new(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    monkeypatch.setattr(files.os, "replace", lambda *_: (_ for _ in ()).throw(OSError("torn")))
    with pytest.raises(OSError, match="torn"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_is_replaced_whole_and_a_killed_exchange_is_mended(tmp_path):
    target, made = tmp_path / "bao-cao", tmp_path / "made"
    for folder, text in ((target, "old"), (made, "new")):
        folder.mkdir()
        (folder / "a").write_text(text, encoding="utf-8")
    publish_folder(made, target)
    assert (target / "a").read_text(encoding="utf-8") == "new"
    target.rename(tmp_path / ".bao-cao.old")
    made.mkdir()
    (made / "a").write_text("newer", encoding="utf-8")
    publish_folder(made, target)
    assert (target / "a").read_text(encoding="utf-8") == "newer"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bao-cao"]


def test_text_in_a_workbook_is_never_a_formula(tmp_path):
    texts = ["=1+1", "+1", "-1", "@x", "#REF!", "=HYPERLINK(0)", "bình thường", "a\x07b", "dài" * 20_000]
    (tmp_path / "a.xlsx").write_bytes(
        workbook_bytes({"Một": pd.DataFrame({"raw": texts, "có": [True] * 9, "ngày": [dt.datetime(2021, 3, 1)] * 9})})
    )
    sheet = load_workbook(tmp_path / "a.xlsx")["Một"]
    cells = [sheet.cell(row, 1) for row in range(2, 11)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:7]] == texts[:7]
    assert cells[7].value == "ab"
    assert len(cells[8].value) == CELL_LIMIT
    assert (sheet["B2"].value, sheet["C2"].number_format) == ("có", "dd/mm/yyyy")


def test_long_text_is_cut_with_a_mark():
    assert safe_text("x" * (CELL_LIMIT + 1)).endswith("(đã cắt bớt)")


def test_the_summary_workbook_holds_every_table_and_says_what_it_is(workspace):
    built = build(workspace)
    book = load_workbook(workspace.processed / "runs" / built.run / "tong_hop.xlsx")
    assert book.sheetnames[0] == "Đọc trước"
    assert set(built.tables) <= set(book.sheetnames)
    assert "Số liệu thật" in [cell.value for row in book["Đọc trước"] for cell in row]
