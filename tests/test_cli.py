"""The command line as staff use it: Vietnamese help and errors, and exit codes that a schedule can rely on."""

import re
import subprocess
import sys

import pytest
from openpyxl import Workbook
from test_build import write_results

from sadec_analytics import cli
from sadec_analytics.cli_vi import in_vietnamese
from sadec_analytics.workspace import Workspace

ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Missing",
    "Invalid",
    "No such",
    "Error",
    "Traceback",
    "Show this",
    "unexpected",
    "required",
    "default:",
)


@pytest.fixture
def sadec(monkeypatch, capsys, tmp_path):
    """Run `sadec` with words in a folder of its own; returns exit code and everything said."""

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["sadec", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        return end.value.code or 0, said.out + said.err

    return run


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["build", "--help"],
        ["demo", "--help"],
        ["report", "--help"],
        ["report", "annual", "--help"],
        ["report", "all", "--help"],
        ["run", "--help"],
        ["schedule", "--help"],
        ["plan", "--help"],
        ["draw", "--help"],
        ["readings", "--help"],
    ],
)
def test_help_is_in_vietnamese(sadec, words):
    code, said = sadec(*words)
    assert code == 0
    assert said.startswith("Cách dùng: sadec")
    assert [word for word in ENGLISH if word in said] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Cách dùng"),
        (["bild"], "Không có lệnh “bild”. Có phải “build”?"),
        (["report"], "Cách dùng"),
        (["report", "anual"], "Không có lệnh “anual”."),
        (["report", "annual"], "Thiếu tùy chọn “--year”"),
        (["report", "annual", "--year"], "Tùy chọn “--year” cần một giá trị"),
        (["report", "annual", "--year", "hai"], "Giá trị của “--year” chưa đúng: 'hai' không phải số nguyên"),
        (["build", "--as-of", "31/2/2021"], "không đọc được ngày '31/2/2021'"),
        (["build", "--wrkspace", "x"], "Không có tùy chọn “--wrkspace”. Có phải: --workspace?"),
        (["demo", "a", "b"], "Thừa trong lệnh: b."),
        (["draw", "--seed", "482913"], "Thiếu tùy chọn “--year”"),
        (["draw", "--year", "2021", "--seed", "482913"], "hãy ghi số chi đoàn cần bốc, ví dụ --visits 10"),
    ],
)
def test_a_usage_error_is_in_vietnamese_and_exits_with_2(sadec, words, said):
    code, shown = sadec(*words)
    assert code == 2
    assert said in shown
    assert [word for word in ENGLISH if word in shown] == []


def test_a_message_that_typer_may_invent_is_introduced_in_vietnamese():
    assert in_vietnamese("Some new complaint.") == "Lệnh chưa đúng: Some new complaint."


@pytest.mark.parametrize(
    "words",
    [
        ["build"],
        ["readings"],
        ["report", "annual", "--year", "2021"],
        ["report", "phase", "--stage", "2"],
        ["report", "all"],
        ["run"],
        ["schedule"],
    ],
)
def test_outside_a_workspace_it_says_what_to_do_and_exits_with_1(sadec, words):
    code, said = sadec(*words)
    assert code == 1
    assert "sadec init" in said


def test_init_build_and_strict(sadec, tmp_path):
    code, said = sadec("init")
    assert code == 0
    assert "Cần xác nhận: Xã Tân Quy Tây: Ấp Tân Lợi, Ấp Tân Hưng." in said
    roster = (tmp_path / "data" / "decisions" / "roster.csv").read_text(encoding="utf-8-sig")
    assert len(roster.splitlines()) == 38
    write_results(tmp_path / "data" / "raw" / "2021" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2021")
    assert sadec("build", "--strict", "--as-of", "31/12/2021")[0] == 0
    assert '"built_on": "2021-12-31"' in next((tmp_path / "data" / "processed" / "runs").glob("*/manifest.json")).read_text(
        encoding="utf-8"
    )
    write_results(tmp_path / "data" / "raw" / "2021" / "P1.xlsx", "KẾT QUẢ PHƯỜNG 1 NĂM 2021", [("Khóm 9", 15, 9, 360_000, 360_000)])
    assert sadec("build")[0] == 0
    code, said = sadec("build", "--strict")
    assert code == 3
    assert "1 cần hỏi lại" in said


def test_init_keeps_what_a_person_wrote(sadec, tmp_path):
    sadec("init")
    roster = tmp_path / "data" / "decisions" / "roster.csv"
    roster.write_text("unit,branch\nPhường 1,Khóm 1\n", encoding="utf-8")
    code, said = sadec("init")
    assert code == 0
    assert "Giữ nguyên" in said
    assert roster.read_text(encoding="utf-8") == "unit,branch\nPhường 1,Khóm 1\n"


def test_practice_and_real_data_never_share_a_folder(sadec, tmp_path):
    Workspace.create(tmp_path / "minh-hoa", practice=True)
    assert sadec("init", "--workspace", "minh-hoa")[0] == 1
    sadec("init", "--workspace", "that")
    code, said = sadec("demo", "that")
    assert code == 1
    assert "số liệu thật" in said


def test_plan_says_what_the_plan_holds(sadec):
    code, said = sadec("plan")
    assert code == 0
    assert "7 tiêu chí, 18 điều kiện, 3 giai đoạn" in said
    assert "37 chi đoàn" in said


def test_a_draw_is_announced_held_and_not_held_again_with_other_digits(sadec, tmp_path):
    sadec("init")
    book = Workbook()
    book.active.append(["KẾT QUẢ PHƯỜNG 3 NĂM 2021"])
    book.active.append(["STT", "Chi đoàn", "Số đoàn viên", "Số lần sinh hoạt", "Tự đánh giá"])
    for n, (branch, said) in enumerate([("Khóm 1", "Đạt"), ("Khóm 2", "Chưa đạt"), ("Khóm 3", "Đạt")], 1):
        book.active.append([n, branch, 15, 9, said])
    (tmp_path / "data" / "raw" / "2021").mkdir()
    book.save(tmp_path / "data" / "raw" / "2021" / "P3.xlsx")
    sadec("build")
    code, said = sadec("draw", "--year", "2021")
    assert code == 0
    assert "2 chi đoàn của 1 đơn vị" in said
    assert not (tmp_path / "data" / "decisions" / "draws").exists()
    code, said = sadec("draw", "--year", "2021", "--seed", "482913", "--visits", "1")
    assert code == 0
    assert re.search(r"^Phường 3: Khóm [13]$", said, re.MULTILINE)
    folder = tmp_path / "reports" / "tham-dinh-2021"
    assert sorted(p.name for p in folder.iterdir()) == ["bien-ban-boc-tham.docx", "bien-ban-boc-tham.xlsx", "danh-sach.txt"]
    assert (folder / "danh-sach.txt").read_text(encoding="utf-8") == "2021|Phường 3|Khóm 1\n2021|Phường 3|Khóm 3\n"
    assert sadec("draw", "--year", "2021", "--seed", "482913", "--visits", "1")[0] == 0
    code, said = sadec("draw", "--year", "2021", "--seed", "999999", "--visits", "1")
    assert code == 1
    assert "đã bốc thăm với --seed 482913 --visits 1" in said
    for words, why in (
        (["--seed", "12"], "từ 6 đến 40 chữ số"),
        (["--seed", "123456", "--visits", "9"], "hãy ghi từ 1 đến 2"),
        (["--year", "2019"], "Chưa có chi đoàn nào"),
        (["--year", "2022"], "Hãy chọn một trong: 2018"),
    ):
        (tmp_path / "data" / "decisions" / "draws" / "2021.json").unlink(missing_ok=True)
        code, said = sadec("draw", "--year", "2021", "--seed", "482913", "--visits", "1", *words)
        assert code == 1
        assert why in said


def test_readings_says_which_results_turn_under_each_option(sadec, tmp_path):
    sadec("init")
    code, said = sadec("readings")
    assert code == 1
    assert "sadec build" in said
    write_results(tmp_path / "data" / "raw" / "2019" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2019 (Tính đến ngày 20/9/2019)")
    sadec("build")
    code, said = sadec("readings")
    assert code == 0
    assert "đang dùng: đánh giá theo số đã báo (as_reported)" in said
    assert "nếu chọn: chỗ còn kịp làm thì chưa rõ (reachable_is_unknown)" in said
    assert "Đổi 1 kết quả tiêu chí, 1 kết quả chi đoàn (từng năm)" in said
    assert "Năm 2019, Phường 3, Khóm 3: chưa đạt → chưa rõ" in said
    assert "Năm 2018, Phường 1, giai đoạn 1: chưa xác định → không xét" in said
    assert "… và 33 kết luận giai đoạn của đơn vị nữa" in said
    assert "Chỉ đổi thời hạn báo cáo, không đổi kết quả xét chi đoàn." in said
    assert [word for word in ENGLISH if word in said] == []


def test_a_reading_chosen_in_the_decisions_is_the_one_in_force(sadec, tmp_path):
    sadec("init")
    (tmp_path / "data" / "decisions" / "readings.toml").write_text('[plan]\ntarget_scope = "city"\n', encoding="utf-8")
    write_results(tmp_path / "data" / "raw" / "2019" / "P3.xlsx", "KẾT QUẢ PHƯỜNG 3 NĂM 2019")
    assert sadec("build")[0] == 0
    code, said = sadec("readings")
    assert code == 0
    assert "đang dùng: toàn thành phố (city)" in said
    assert "Năm 2018, Phường 1, giai đoạn 1: không xét → chưa xác định" in said


def test_every_report_of_a_workspace_without_data_is_none(sadec):
    sadec("init")
    sadec("build")
    code, said = sadec("report", "all")
    assert code == 0
    assert "Chưa có số liệu" in said


def test_the_schedule_is_printed_with_its_verdicts_and_a_wrong_time_is_refused(sadec, tmp_path):
    sadec("init")
    code, said = sadec("schedule", "--at", "5:45")
    assert code == 0
    assert re.search(rf"^45 5 \* \* \* .* {re.escape(str(tmp_path))}$", said, re.MULTILINE)
    assert "cron: đúng" in said
    assert sadec("schedule", "--at", "25:00")[0] == 1


def test_a_wrong_plan_of_a_workspace_is_named(sadec, tmp_path):
    Workspace.create(tmp_path)
    (tmp_path / "sadec.toml").write_text('practice = false\nplan = "khong-co.toml"\n', encoding="utf-8")
    code, said = sadec("plan", "--workspace", ".")
    assert code == 1
    assert "khong-co.toml" in said


def test_a_program_error_is_not_swallowed(sadec, monkeypatch, tmp_path):
    Workspace.create(tmp_path)
    monkeypatch.setattr("sadec_analytics.build.process", lambda *_: 1 / 0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["sadec", "build"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


@pytest.mark.slow
def test_the_demo_from_start_to_end(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "sadec_analytics", "demo", "thu"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=170,
        check=True,
    )
    assert "so-ket-2021" in done.stdout
    assert done.stderr == ""
    assert (tmp_path / "thu" / "reports" / "giai-doan-2" / "bao-cao.html").is_file()
