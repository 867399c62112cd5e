"""The command `sadec trace`: from a figure back to the cells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .cli_vi import Folder, whole


def show_trace(
    year: Annotated[int, typer.Option("--year", parser=whole, metavar="NĂM", help="Năm của số liệu, ví dụ 2021.")],
    what: Annotated[
        str,
        typer.Option(
            "--what",
            metavar="SỐ_LIỆU",
            help="standard, tiêu chí (5), điều kiện (5.4), tên trường hoặc tên cột (meetings, “Số lần sinh hoạt”), fees, admissions, "
            "registered, claimed, appraised, recognised, mục 3 chủ động (A.2.1.a), three_proactives, chỉ tiêu thanh niên, thời hạn.",
        ),
    ],
    unit: Annotated[str | None, typer.Option("--unit", metavar="ĐƠN_VỊ", help="Chỉ một đơn vị; mặc định là tất cả.")] = None,
    branch: Annotated[str | None, typer.Option("--branch", metavar="CHI_ĐOÀN", help="Chỉ một chi đoàn; mặc định là tất cả.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="TỆP.xlsx", help="Ghi ra tệp Excel thay cho màn hình.")] = None,
    workspace: Folder = Path(),
) -> None:
    """A line a fact behind the figure, grouped by branch; with --out the same as a workbook."""
    from .files import write_atomically
    from .tracing import trace, trace_lines, trace_workbook

    facts = trace(workspace, what, year, unit, branch)
    if out is None:
        for line in trace_lines(facts):
            typer.echo(line)
        return
    write_atomically(out, trace_workbook(facts))
    typer.echo(f"Đã ghi {len(facts)} dòng vào {out}")
