"""The commands that make reports: `sadec report …`, `sadec run`, `sadec schedule`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_vi import DIFFERS, FAILED, TRY_LATER, AsOf, Folder, VietnameseCommand, VietnameseGroup, progress, whole

if TYPE_CHECKING:
    from .publish.reports import Job
    from .publish.workers import Outcome
    from .workspace import Workspace

report_app = typer.Typer(cls=VietnameseGroup, help="Làm báo cáo từ lần chạy gần nhất.", no_args_is_help=True, rich_markup_mode=None)
OneYear = Annotated[int, typer.Option("--year", parser=whole, metavar="NĂM", help="Năm cần báo cáo, ví dụ 2021.")]
OneUnit = Annotated[str | None, typer.Option("--unit", metavar="ĐƠN_VỊ", help="Tên đơn vị như trong danh sách; mặc định là mọi đơn vị.")]
Public = Annotated[bool, typer.Option("--public", help="Bản công khai: không có gì chỉ đến một người.")]
NoPublic = Annotated[bool, typer.Option("--public", hidden=True)]
Final = Annotated[bool, typer.Option("--final", help="Bản chính thức; nếu không ghi thì là bản thảo.")]
AnyYear = Annotated[int | None, typer.Option("--year", parser=whole, metavar="NĂM", help="Chỉ một năm; mặc định là mọi năm.")]


def add_report_commands(app: typer.Typer) -> None:
    """Put the commands of this module under `sadec`."""
    app.add_typer(report_app, name="report")
    app.command("run", cls=VietnameseCommand, help="Đọc bảng tính rồi làm lại các báo cáo có số liệu đổi; dùng để chạy theo lịch.")(run)
    app.command("schedule", cls=VietnameseCommand, help="In và kiểm tra lệnh hẹn giờ chạy sadec run mỗi ngày.")(schedule)


@report_app.command(cls=VietnameseCommand, help="Báo cáo sơ kết một năm.")
def annual(year: OneYear, public: Public = False, final: Final = False, workspace: Folder = Path()) -> None:
    """The annual review."""
    _one("annual", {"year": year}, public, final, workspace)


@report_app.command(cls=VietnameseCommand, help="Báo cáo sơ kết một giai đoạn.")
def phase(
    stage: Annotated[int, typer.Option("--stage", parser=whole, metavar="SỐ", help="Giai đoạn 1, 2 hoặc 3.")],
    public: Public = False,
    final: Final = False,
    workspace: Folder = Path(),
) -> None:
    """The review of a stage."""
    _one("phase", {"stage": stage}, public, final, workspace)


@report_app.command(cls=VietnameseCommand, help="Báo cáo của hội nghị tổng kết.")
def summary(public: Public = False, final: Final = False, workspace: Folder = Path()) -> None:
    """The summary conference."""
    _one("summary", {}, public, final, workspace)


@report_app.command(cls=VietnameseCommand, help="Hồ sơ một năm của từng đơn vị, để gửi lại cơ sở.")
def unit(year: OneYear, unit: OneUnit = None, public: Public = False, final: Final = False, workspace: Folder = Path()) -> None:
    """One profile, or that of every unit."""
    _of_units("unit", year, unit, public, final, workspace)


@report_app.command(cls=VietnameseCommand, help="Từng đơn vị đã gửi gì, chỗ nào chưa đọc được.")
def submissions(year: OneYear, unit: OneUnit = None, public: NoPublic = False, final: Final = False, workspace: Folder = Path()) -> None:
    """What one unit sent, or every one; there is no public edition."""
    _of_units("submissions", year, unit, public, final, workspace)


@report_app.command("all", cls=VietnameseCommand, help="Mọi báo cáo đã có số liệu.")
def every(year: AnyYear = None, public: Public = False, workspace: Folder = Path()) -> None:
    """Every report of which there is data, in one edition; what stands there as final is left."""
    from dataclasses import replace

    from .publish.paper import NO_PUBLIC_EDITION
    from .publish.reports import REPORTS, jobs_of
    from .workspace import Workspace

    opened, edition = Workspace.open(workspace), _edition(public)
    for kind in REPORTS.values():
        if edition not in kind.editions:
            typer.echo(NO_PUBLIC_EDITION.format(title=kind.vi))
    kinds = tuple(name for name, kind in REPORTS.items() if edition in kind.editions)
    jobs = jobs_of(opened.read_tables(), kinds, **({} if year is None else {"year": year}))
    make(opened, [replace(job, edition=edition, keeps_final=True) for job in jobs])


def _edition(public: bool) -> str:
    from .publish.paper import INTERNAL, PUBLIC

    return PUBLIC if public else INTERNAL


def _one(report: str, parameters: dict[str, int | str], public: bool, final: bool, workspace: Path) -> None:
    from .publish.reports import Job
    from .workspace import Workspace

    make(Workspace.open(workspace), [Job(report, parameters, _edition(public), final)])


def _of_units(report: str, year: int, unit: str | None, public: bool, final: bool, workspace: Path) -> None:
    from dataclasses import replace

    from .publish.paper import NO_PUBLIC_EDITION
    from .publish.reports import Job, ReportError, jobs_of, report_of
    from .workspace import Workspace

    opened, kind = Workspace.open(workspace), report_of(report)
    if _edition(public) not in kind.editions:
        raise ReportError(NO_PUBLIC_EDITION.format(title=kind.vi))
    jobs = [Job(report, {"unit": unit, "year": year})] if unit else jobs_of(opened.read_tables(), (report,), year=year)
    make(opened, [replace(job, edition=_edition(public), is_final=final) for job in jobs])


def run(year: AnyYear = None, as_of: AsOf = None, workspace: Folder = Path()) -> None:
    """Build, then the reports whose inputs changed; what was done stands in reports/nhat-ky.txt."""
    from .publish.scheduled import scheduled_run
    from .workspace import Workspace

    record = scheduled_run(Workspace.open(workspace), year, as_of, progress)
    for line in record.lines:
        typer.echo(line)
    if record.failed or record.outdated:
        raise typer.Exit(FAILED if record.failed else DIFFERS)


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


def make(workspace: Workspace, jobs: Sequence[Job]) -> None:
    """Make reports and say what became of each; exit code 1 where one failed, else 4 where a final one is outdated; the others are made."""
    from .publish.index import INDEX
    from .publish.workers import OUTDATED, make_reports, report_lock

    typer.echo("Đang làm báo cáo …" if jobs else "Chưa có số liệu để làm báo cáo. Hãy chạy sadec build sau khi nhận bảng tính.")
    with report_lock(workspace):
        outcomes = [_said(outcome, is_one=len(jobs) == 1) for outcome in make_reports(workspace, jobs)]
    for note in dict.fromkeys(note for outcome in outcomes for note in outcome.notes):
        typer.echo(note)
    if any(outcome.error is None for outcome in outcomes):
        typer.echo(f"Danh sách báo cáo: {workspace.reports / INDEX}")
    if codes := [DIFFERS if outcome.became == OUTDATED else FAILED for outcome in outcomes if outcome.error]:
        raise typer.Exit(min(codes))


def _said(outcome: Outcome, is_one: bool) -> Outcome:
    """Tell at once what became of a report."""
    from .publish.run import PAGE
    from .publish.workers import LEFT, OUTDATED

    if outcome.error is None:
        typer.echo(f"{'Giữ nguyên bản chính thức' if outcome.became == LEFT else 'Báo cáo'}: {outcome.folder / PAGE}")
    elif is_one or outcome.became == OUTDATED:
        typer.echo(outcome.error, err=True)
    else:
        typer.echo(f"Không làm được {outcome.job.vi}: {outcome.error}", err=True)
    return outcome
