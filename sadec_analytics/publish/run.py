"""Reports: a notebook run by papermill in a temporary folder, and published whole with its page and pictures, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files import publish_folder
from ..measures import reported_years
from ..workspace import Tables, Workspace
from .page_html import page_html
from .pages import annual_review, phase_review

PACKAGE = Path(__file__).resolve().parents[1]
PAGE, NOTEBOOK, PICTURES = "bao-cao.html", "bao-cao.ipynb", "hinh"


class ReportError(ValueError):
    """A report that cannot be made: what is wrong and what to write instead, in Vietnamese."""


@dataclass(frozen=True)
class Report:
    """One kind of report: its notebook, its one parameter besides the workspace, the page behind it and the folder it makes."""

    notebook: str
    parameter: str
    page: Any
    folder: str

    def choices(self, tables: Tables) -> list[int]:
        """The values that the parameter can take."""
        years = reported_years(tables.branch_years, tables.plan)
        if self.parameter == "year":
            return years
        return [stage.id for stage in tables.plan.stages if any(year <= stage.due_on.year for year in years)]


REPORTS = {
    "annual": Report("annual_review.ipynb", "year", annual_review, "so-ket-{}"),
    "phase": Report("phase_review.ipynb", "stage", phase_review, "giai-doan-{}"),
}


def make_report(workspace: Workspace, report: str, parameters: Mapping[str, object]) -> Path:
    """Run the notebook of a report and publish reports/<name>/ whole: page, notebook, charts as PNG and SVG.

    ReportError, before anything runs, for a report, parameter name, type or value that does not exist; and after, saying which
    cell failed, in which case nothing is published.
    """
    if report not in REPORTS:
        raise ReportError(f"Không có báo cáo “{report}”. Hãy chọn: {', '.join(REPORTS)}.")
    kind = REPORTS[report]
    value = _checked(kind, parameters, workspace.read_tables())
    workspace.reports.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".dang-lam-", dir=workspace.reports))
    try:
        page = kind.page(workspace, value)
        _run(_notebook(kind.notebook), made / NOTEBOOK, {"workspace": ".", kind.parameter: value}, workspace.root)
        (made / PAGE).write_text(page_html(made / NOTEBOOK, page), encoding="utf-8", newline="\n")
        _draw(page, made / PICTURES)
        made.chmod(0o755)
        target = workspace.reports / kind.folder.format(value)
        publish_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


def _checked(kind: Report, parameters: Mapping[str, object], tables: Tables) -> int:
    """The one parameter, of the right name, type and range; papermill itself would let any pass."""
    if set(parameters) != {kind.parameter}:
        wrong = ", ".join(sorted(set(parameters) ^ {kind.parameter}))
        raise ReportError(f"Tham số không đúng: {wrong}. Báo cáo này cần đúng một tham số: {kind.parameter}.")
    value, choices = parameters[kind.parameter], kind.choices(tables)
    if type(value) is not int:
        raise ReportError(f"{kind.parameter} = {value!r} không phải số nguyên. Hãy ghi một trong: {', '.join(map(str, choices))}.")
    if value not in choices:
        known = ", ".join(map(str, choices)) or "chưa có năm nào có số liệu; hãy chạy sadec build"
        raise ReportError(f"{kind.parameter} = {value} không có số liệu. Hãy chọn một trong: {known}.")
    return value


def _notebook(name: str) -> Path:
    """The notebook in the source tree, or in the installed package."""
    for folder in (PACKAGE.parent / "notebooks", PACKAGE / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise ReportError(f"Không tìm thấy sổ tính {name}: hãy cài lại phần mềm.")


def _run(notebook: Path, out: Path, parameters: dict[str, object], folder: Path) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    quiet = Config(  # ipykernel 7.3 warns at each start, and says so when it is interrupted to end
        {"KernelManager": {"transport_encryption": "auto"}, "NotebookClient": {"extra_arguments": ["--log-level=50"]}}
    )
    try:
        papermill.execute_notebook(
            str(notebook), str(out), parameters, kernel_name="python3", cwd=str(folder), progress_bar=False, config=quiet
        )
    except PapermillExecutionError as error:
        raise ReportError(f"Báo cáo dừng ở ô {error.exec_count} của {notebook.name}: {error.ename}: {error.evalue}") from error


def _draw(page: object, folder: Path) -> None:
    folder.mkdir()
    for exhibit in page.exhibits:
        for name, number in exhibit.files().items():
            for kind in ("png", "svg"):
                (folder / f"{name}.{kind}").write_bytes(exhibit.render(kind, number=number))
