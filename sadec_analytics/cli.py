"""The command line `sadec`. Exit codes: 0 done, 1 failed, 2 usage, 3 findings block a figure (under --strict), 75 try again later.

75 (EX_TEMPFAIL) says that another run holds the lock.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_reports import add_report_commands, make
from .cli_trace import show_trace
from .cli_vi import FAILED, TRY_LATER, AsOf, Folder, Strict, VietnameseCommand, VietnameseGroup, in_vietnamese, progress, whole

if TYPE_CHECKING:
    from .build import Built
    from .workspace import Workspace

BLOCKED = 3

app = typer.Typer(
    name="sadec",
    cls=VietnameseGroup,
    help="Đọc bảng tính của các xã, phường Đoàn, xét theo kế hoạch, làm báo cáo.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
add_report_commands(app)
corrections_app = typer.Typer(
    cls=VietnameseGroup, help="Các lần sửa ô đã ghi trong corrections.csv.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(corrections_app, name="corrections")
app.command("trace", cls=VietnameseCommand, help="Truy một số liệu về từng tệp, trang, ô và lời ghi đứng sau nó.")(show_trace)


@app.command(cls=VietnameseCommand, help="Tạo dữ liệu minh họa và báo cáo mẫu.")
def demo(folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Nơi đặt dữ liệu minh họa.")] = Path("demo")) -> None:
    """Make practice data where there is none yet, build it, and run the reports of the last stage for units."""
    from .workspace import Workspace, WorkspaceError

    if (folder / "sadec.toml").exists():
        workspace = Workspace.open(folder)
        if not workspace.is_practice:
            raise WorkspaceError(f"Thư mục {folder} đang giữ số liệu thật. Hãy chọn một thư mục khác cho dữ liệu minh họa.")
    else:
        from .practice import make_practice

        typer.echo(f"Đang tạo dữ liệu minh họa trong {folder} …")
        workspace = make_practice(folder)
    _say_built(_build(workspace, None), workspace)
    stages = workspace.plan().stages
    stage = next((s for s in reversed(stages) if s.scope == "unit"), stages[-1])
    make(workspace, ("annual", {"year": stage.due_on.year}), ("phase", {"stage": stage.id}))


@app.command(cls=VietnameseCommand, help="Đọc bảng tính trong data/raw và xét kết quả.")
def build(workspace: Folder = Path(), as_of: AsOf = None, strict: Strict = False) -> None:
    """Read data/raw, judge, and publish one run."""
    from .workspace import Workspace

    opened = Workspace.open(workspace)
    built = _build(opened, as_of)
    _say_built(built, opened)
    if strict and built.blocking:
        raise typer.Exit(BLOCKED)


@corrections_app.command(cls=VietnameseCommand, help="Xem lần sửa nào còn đúng, lần nào đã cũ.")
def check(workspace: Folder = Path(), strict: Strict = False) -> None:
    """Read data/raw and say of each correction whether its cell still holds what the person saw; nothing is written."""
    from .build import check_corrections
    from .workspace import Workspace

    found = check_corrections(Workspace.open(workspace))
    for row in found:
        typer.echo(f"{row['sheet'] or ''} {row['cell'] or ''}: {row['message']}".strip())
    stale = sum(row["code"] == "correction_stale" for row in found)
    typer.echo(f"{len(found) - stale} lần sửa còn đúng, {stale} lần đã cũ.")
    if strict and stale:
        raise typer.Exit(BLOCKED)


@app.command(cls=VietnameseCommand, help="Làm biểu mẫu trống cho từng đơn vị để gửi xuống cơ sở.")
def template(
    year: Annotated[int, typer.Option("--year", parser=whole, metavar="NĂM", help="Năm của biểu mẫu, ví dụ 2022.")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="ĐƠN_VỊ", help="Chỉ một đơn vị; mặc định là tất cả.")] = None,
    form: Annotated[str | None, typer.Option("--form", metavar="BIỂU", help="Chỉ một loại biểu, ví dụ results.")] = None,
    workspace: Folder = Path(),
) -> None:
    """Write a blank workbook a unit and form into reports/; its branches are those of the confirmed roster."""
    from .templates import write_templates
    from .workspace import Workspace

    folder, count = write_templates(Workspace.open(workspace), year, unit, form)
    typer.echo(f"Đã ghi {count} biểu mẫu vào {folder}")


@app.command(cls=VietnameseCommand, help="Xem các bản gửi sau đã đổi ô nào, kết quả nào đổi theo.")
def versions(
    unit: Annotated[str | None, typer.Option("--unit", metavar="ĐƠN_VỊ", help="Chỉ một đơn vị; mặc định là tất cả.")] = None,
    year: Annotated[int | None, typer.Option("--year", parser=whole, metavar="NĂM", help="Chỉ một năm; mặc định là tất cả.")] = None,
    workspace: Folder = Path(),
) -> None:
    """The table `versions` of the run in force, a line a cell, and below each branch the conditions that turned."""
    from .versions import account
    from .workspace import Workspace

    opened = Workspace.open(workspace)
    for line in account(opened.read_tables(), opened.plan(), unit, year):
        typer.echo(line)


@app.command("draw", cls=VietnameseCommand, help="Bốc thăm chi đoàn để thẩm định, lập biên bản.")
def hold_draw(
    year: Annotated[int, typer.Option("--year", parser=whole, metavar="NĂM", help="Năm cần thẩm định, ví dụ 2021.")],
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="SỐ", help="Các chữ số gọi tại hội nghị; bỏ trống để xem danh sách và mã trước khi gọi.")
    ] = None,
    visits: Annotated[
        int | None, typer.Option("--visits", parser=whole, metavar="SỐ", help="Số chi đoàn cần bốc; bắt buộc khi có --seed.")
    ] = None,
    by_unit: Annotated[bool, typer.Option("--by-unit", help="Bốc theo từng đơn vị, mỗi đơn vị ít nhất một chi đoàn.")] = False,
    workspace: Folder = Path(),
) -> None:
    """Without digits: the list, its hash and how many to visit. With digits: the draw held, its minutes in reports/."""
    from .publish.draws import announced, hold_draw
    from .workspace import Workspace

    if seed and visits is None:
        raise typer.BadParameter("hãy ghi số chi đoàn cần bốc, ví dụ --visits 10", param_hint="--visits")
    opened = Workspace.open(workspace)
    if seed is None or visits is None:
        for line in announced(opened, year):
            typer.echo(line)
        return
    folder, minutes = hold_draw(opened, year, seed, visits, by_unit)
    for unit, branch in zip(minutes.to_visit["unit"], minutes.to_visit["branch"], strict=True):
        typer.echo(f"{unit}: {branch}")
    typer.echo(f"SHA-256 của danh sách: {minutes.list_sha256}")
    typer.echo(f"Biên bản: {folder}")


@app.command(cls=VietnameseCommand, help="Xem các cách hiểu kế hoạch, kết quả nào đổi theo từng lựa chọn.")
def readings(workspace: Folder = Path()) -> None:
    """Each named reading with the option in force, and the verdicts of the run in force that turn under every other option."""
    from .publish.reading_lines import reading_lines
    from .workspace import Workspace

    opened = Workspace.open(workspace)
    for line in reading_lines(opened.read_tables(), opened.plan()):
        typer.echo(line)


@app.command(cls=VietnameseCommand, help="Lập nơi làm việc cho số liệu thật.")
def init(workspace: Folder = Path()) -> None:
    """Make the folders, and the roster and unit list for a person to confirm; what stands there stays."""
    from .decisions import ROSTER_COLUMNS, UNIT_COLUMNS, csv_bytes, roster_rows, unit_rows
    from .files import write_atomically
    from .workspace import Workspace

    made = Workspace.create(workspace)
    plan = made.plan()
    for name, columns, rows in (("roster.csv", ROSTER_COLUMNS, roster_rows(plan)), ("units.csv", UNIT_COLUMNS, unit_rows(plan))):
        path = made.decisions / name
        if path.exists():
            typer.echo(f"Giữ nguyên {path}")
        else:
            write_atomically(path, csv_bytes(columns, rows))
            typer.echo(f"Đã ghi {path}: hãy mở bằng Excel, kiểm tra và sửa cho đúng.")
    for unit in plan.residential_units:
        if unit.doubtful:
            typer.echo(f"Cần xác nhận: {unit.name}: {', '.join(unit.doubtful)}.")
    typer.echo(f"Hãy chép bảng tính đã nhận vào {made.raw / '<năm>'}, rồi chạy: sadec build")


@app.command(cls=VietnameseCommand, help="Kiểm tra tệp kế hoạch và tóm tắt nội dung.")
def plan(
    workspace: Annotated[
        Path | None, typer.Option("--workspace", metavar="THƯ_MỤC", help="Nơi làm việc có kế hoạch hoặc cách hiểu riêng.")
    ] = None,
) -> None:
    """Check the plan and say what it holds."""
    from .plan import load_plan
    from .workspace import Workspace

    checked = Workspace.open(workspace).plan() if workspace else load_plan()
    conditions = sum(len(checked.conditions(c)) for c in checked.criteria)
    branches = sum(len(unit.branches) for unit in checked.units)
    typer.echo(f"Kế hoạch {checked.number}: {checked.vi}")
    typer.echo(
        f"{len(checked.criteria)} tiêu chí, {conditions} điều kiện, {len(checked.stages)} giai đoạn, {len(checked.duties)} thời hạn,"
    )
    typer.echo(f"{len(checked.units)} đơn vị, {branches} chi đoàn. Cách hiểu đang dùng:")
    for reading in checked.readings:
        typer.echo(f"  {reading.clause}  {reading.vi}: {reading.options[checked.reading(reading.id)]}")


def _build(workspace: Workspace, as_of: dt.date | None) -> Built:
    from .build import build

    return build(workspace, as_of, progress)


def _say_built(built: Built, workspace: Workspace) -> None:
    findings = built.tables["findings"]
    counts = [
        f"{sum(findings['severity'] == s)} {vi}" for s, vi in (("blocking", "cần hỏi lại"), ("repaired", "đã tự sửa"), ("noted", "ghi chú"))
    ]
    typer.echo(f"Đã đọc {len(built.tables['submissions'])} tệp: {len(built.tables['branch_years'])} dòng kết quả của chi đoàn theo năm.")
    typer.echo(f"Nhận xét: {', '.join(counts)}.")
    typer.echo(f"Bảng số liệu: {workspace.processed / 'runs' / built.run / 'tong_hop.xlsx'}")


def main() -> None:
    """Run `sadec`; what staff can mend is said in one Vietnamese message, without a traceback."""
    from .files import LockedError, WorkspaceError
    from .plan.checked import PlanError

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(prog_name="sadec", standalone_mode=False) or 0
    except LockedError as error:
        code = _fail(error, TRY_LATER)
    except (WorkspaceError, PlanError) as error:
        code = _fail(error)
    except OSError as error:
        code = _fail(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}. Hãy kiểm tra quyền ghi và dung lượng đĩa.")
    except typer.Abort:
        code = _fail("Đã dừng.")
    except ValueError as error:
        if type(error).__name__ not in ("ReportError", "DrawError", "TraceError"):
            raise
        code = _fail(error)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        typer.echo(in_vietnamese(error.format_message()), err=True)
        code = error.exit_code
    sys.exit(code)


def _fail(message: object, code: int = FAILED) -> int:
    typer.echo(str(message), err=True)
    return code
