"""A file that hangs, dies, swallows memory or meets a mistake of ours costs itself alone; the rest is read, in order."""

import os
import sys
import time
from pathlib import Path

import pytest

from sadec_analytics.decisions import read_decisions
from sadec_analytics.plan import load_plan
from sadec_analytics.receiving import read_file, read_files
from sadec_analytics.submissions import Submission, identity

PLAN = load_plan()
DECISIONS = read_decisions(Path("none"), PLAN)


def bad_reader(raw, file):
    """Does to its process what the file's name says."""
    if file == "hang":
        time.sleep(60)
    if file == "die":
        os._exit(9)
    if file == "swallow":
        return [Submission("x" * 12, "x" * (20 * 2**30))]
    if file == "mistake":
        return [Submission(identity(b""), {}["Nguyễn Văn A"])]
    return [Submission(identity(file.encode()), file)]


def codes_of(folder, files, **how):
    for file in files:
        (folder / file).write_bytes(file.encode())
    made = dict(read_files(folder, files, PLAN, DECISIONS, **how))
    return {file: [problem.code for member in members for problem in member.problems] for file, members in made.items()}


def test_a_file_that_hangs_dies_or_meets_a_mistake_costs_itself_alone(tmp_path):
    found = codes_of(tmp_path, ["one", "hang", "two", "die", "mistake", "three"], read=bad_reader, seconds=5)
    assert found == {
        "one": [],
        "hang": ["file_took_too_long"],
        "two": [],
        "die": ["file_broke_reader"],
        "mistake": ["file_failed"],
        "three": [],
    }


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_a_file_that_swallows_memory_costs_itself_alone(tmp_path):
    assert codes_of(tmp_path, ["swallow", "one"], read=bad_reader) == {"swallow": ["file_broke_reader"], "one": []}


def test_a_mistake_of_ours_is_told_by_its_place_and_never_by_what_the_file_holds(tmp_path):
    (tmp_path / "mistake").write_bytes(b"x")
    [(_, [made])] = read_files(tmp_path, ["mistake"], PLAN, DECISIONS, read=bad_reader)
    [finding] = made.findings()
    assert "KeyError, test_receiving.py:" in finding["message"]
    assert "Nguyễn" not in finding["message"]


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path):
    (tmp_path / "thu muc.xlsx").mkdir()
    [made] = read_file(tmp_path, "thu muc.xlsx")
    assert [problem.code for problem in made.problems] == ["file_out_of_reach"]


def test_a_file_too_large_for_any_reader_is_refused_unread(tmp_path):
    with (tmp_path / "lon.xlsx").open("wb") as file:
        file.truncate(300 * 2**20)
    [(_, [made])] = read_files(tmp_path, ["lon.xlsx"], PLAN, DECISIONS)
    assert [problem.code for problem in made.problems] == ["file_too_large"]
