"""The commands that make reports: `sadec report …`, `sadec run`, `sadec schedule`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_vi import FAILED, TRY_LATER, AsOf, Folder, VietnameseCommand, VietnameseGroup, progress, whole

if TYPE_CHECKING:
    from .workspace import Workspace

report_app = typer.Typer(cls=VietnameseGroup, help="Làm báo cáo từ lần chạy gần nhất.", no_args_is_help=True, rich_markup_mode=None)
AnyYear = Annotated[int | None, typer.Option("--year", parser=whole, metavar="NĂM", help="Chỉ một năm; mặc định là mọi năm.")]


def add_report_commands(app: typer.Typer) -> None:
    """Put the commands of this module under `sadec`."""
    app.add_typer(report_app, name="report")
    app.command("run", cls=VietnameseCommand, help="Đọc bảng tính rồi làm lại các báo cáo có số liệu đổi; dùng để chạy theo lịch.")(run)
    app.command("schedule", cls=VietnameseCommand, help="In và kiểm tra lệnh hẹn giờ chạy sadec run mỗi ngày.")(schedule)


@report_app.command(cls=VietnameseCommand, help="Báo cáo sơ kết một năm.")
def annual(
    year: Annotated[int, typer.Option("--year", parser=whole, metavar="NĂM", help="Năm cần sơ kết, ví dụ 2021.")],
    workspace: Folder = Path(),
) -> None:
    """The annual review."""
    from .workspace import Workspace

    make(Workspace.open(workspace), ("annual", {"year": year}))


@report_app.command(cls=VietnameseCommand, help="Báo cáo sơ kết một giai đoạn.")
def phase(
    stage: Annotated[int, typer.Option("--stage", parser=whole, metavar="SỐ", help="Giai đoạn 1, 2 hoặc 3.")], workspace: Folder = Path()
) -> None:
    """The review of a stage."""
    from .workspace import Workspace

    make(Workspace.open(workspace), ("phase", {"stage": stage}))


@report_app.command("all", cls=VietnameseCommand, help="Mọi báo cáo đã có số liệu.")
def every(year: AnyYear = None, workspace: Folder = Path()) -> None:
    """Every report of which there is data."""
    from .publish.reports import jobs_of
    from .workspace import Workspace

    opened = Workspace.open(workspace)
    fixed = {} if year is None else {"year": year}
    make(opened, *((job.report, dict(job.parameters)) for job in jobs_of(opened.read_tables(), **fixed)))


def run(year: AnyYear = None, as_of: AsOf = None, workspace: Folder = Path()) -> None:
    """Build, then the reports whose inputs changed; what was done stands in reports/nhat-ky.txt."""
    from .publish.scheduled import scheduled_run
    from .workspace import Workspace

    record = scheduled_run(Workspace.open(workspace), year, as_of, progress)
    for line in record.lines:
        typer.echo(line)
    if record.failed:
        raise typer.Exit(FAILED)


def schedule(
    at: Annotated[str, typer.Option("--at", metavar="GIỜ:PHÚT", help="Giờ chạy mỗi ngày, ví dụ 06:30.")] = "06:30",
    workspace: Folder = Path(),
) -> None:
    """Print the texts and what checking them gave; nothing is installed."""
    from .publish.schedule import checks
    from .publish.schedule import schedule as texts
    from .workspace import Workspace

    made = texts(Workspace.open(workspace), at, TRY_LATER)
    for line in made.lines:
        typer.echo(line)
    typer.echo("\nKết quả kiểm tra:")
    for what, verdict in checks(made):
        typer.echo(f"  {what}: {verdict}")


def make(workspace: Workspace, *wanted: tuple[str, dict[str, int | str]]) -> None:
    """Make reports and say what became of each; exit code 1 where one failed, the others are published."""
    from .publish.reports import Job
    from .publish.run import PAGE
    from .publish.workers import make_reports, report_lock

    typer.echo("Đang làm báo cáo …" if wanted else "Chưa có số liệu để làm báo cáo. Hãy chạy sadec build sau khi nhận bảng tính.")
    failed = 0
    with report_lock(workspace):
        for outcome in make_reports(workspace, [Job(*one) for one in wanted]):
            if outcome.error is None:
                typer.echo(f"Báo cáo: {outcome.folder / PAGE}")
            else:
                failed += 1
                typer.echo(f"Không làm được {outcome.job.vi}: {outcome.error}" if len(wanted) > 1 else outcome.error, err=True)
    if failed:
        raise typer.Exit(FAILED)
