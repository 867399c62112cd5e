"""One run of a report: papermill in a temporary folder, page and pictures; published whole, or not at all."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import publish_folder, write_atomically
from ..workspace import Workspace
from .finals import content_since, folder_of, published_day, still_holds, tables_on
from .kernels import ForkedKernel, manager_of, papermill
from .office import office_files
from .page_html import page_html
from .paper import INTERNAL, PageError
from .pdf import make_pdf
from .record import RECORD, read_record, record_of, status_of
from .reports import Job, Report, ReportError, notebook_of, report_of

PAGE, NOTEBOOK, PDF, PICTURES, STAMP = "bao-cao.html", "bao-cao.ipynb", "bao-cao.pdf", "hinh", "dau-vao.json"
UNFINISHED = ".dang-lam-"


class FinalError(ReportError):
    """A report that was published as final and is left as it is, although the figures are others now."""


def make_report(
    workspace: Workspace,
    report: str,
    parameters: Mapping[str, object],
    kernel: ForkedKernel | None = None,
    edition: str = INTERNAL,
    is_final: bool = False,
) -> Path:
    """Run the notebook of a report and publish reports/<name>/ whole: page, notebook, PDF, charts, what it was made from, its record.

    ReportError, before anything runs, for a report, parameter name, type, value or edition that does not exist; and after, saying
    which cell failed, in which case nothing is published. Where a PDF cannot be made the report is published without it.
    """
    kind, tables = report_of(report), workspace.read_tables()
    chosen = kind.checked(parameters, tables)
    said = {**chosen, "edition": edition}
    page = _page(kind, workspace, said)
    target = workspace.reports / kind.folder_of(chosen, tables, edition)
    before = read_record(target)
    content = content_since(kind, workspace, said, before, page.content)
    page.status = status_of(content, before, is_final)
    workspace.reports.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=workspace.reports))
    try:
        told = {"workspace": ".", **said, "status": page.status}
        run_notebook(notebook_of(kind.notebook), made / NOTEBOOK, told, workspace.root, kernel)
        notes = _fill(made, page)
        inputs = kind.inputs(chosen, tables, edition, workspace.decisions)
        (made / STAMP).write_bytes(_stamp(Job(report, chosen, edition), page.status, tables.run, inputs))
        (made / RECORD).write_text(record_of(page, content, before, dt.date.today(), notes).json(), encoding="utf-8", newline="\n")
        made.chmod(0o755)
        publish_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


def leave_final(workspace: Workspace, job: Job) -> Path:
    """The folder of a report that stands there as final, left as it is; FinalError where it no longer says what the figures say.

    Where it does, its stamp says from now on that the present inputs have been looked at.
    """
    tables = workspace.read_tables()
    folder = folder_of(job, workspace, tables)
    record = read_record(folder)
    if not (folder / PAGE).is_file():
        raise FinalError(f"Bản chính thức {folder.name} thiếu tệp {PAGE}: hãy lấy lại từ bản sao lưu, hoặc chạy `{job.command}`.")
    if not still_holds(job, workspace):
        raise FinalError(f"Bản chính thức {folder.name} đã khác số liệu; chạy `{job.command}` để phát hành bản đính chính.")
    inputs = report_of(job.report).inputs(job.parameters, tables_on(tables, published_day(record)), job.edition, workspace.decisions)
    write_atomically(folder / STAMP, _stamp(job, record.status, record.run, inputs))
    return folder


def _fill(made: Path, page: Any) -> tuple[str, ...]:
    """Put all that is made from the executed notebook and its page beside it; what could not be made, in Vietnamese."""
    (made / PAGE).write_text(page_html(made / NOTEBOOK, page), encoding="utf-8", newline="\n")
    _forget_paths(made / NOTEBOOK)
    without_pdf = make_pdf(made / PAGE, made / PDF)
    for name, content in office_files(page).items():
        (made / name).write_bytes(content)
    _draw(page, made / PICTURES)
    return (without_pdf,) if without_pdf else ()


def _page(kind: Report, workspace: Workspace, said: Mapping[str, object]) -> Any:
    """The page of a report as a draft; what it refuses (an edition that it does not have) is a ReportError."""
    try:
        return kind.page_of(workspace, said)
    except PageError as error:
        raise ReportError(str(error)) from None


def run_notebook(notebook: Path, out: Path, parameters: dict[str, Any], folder: Path, kernel: ForkedKernel | None = None) -> None:
    """Execute a notebook by papermill with `folder` as its own, on the warm kernel or else on one of its own."""
    engine = papermill()
    from nbclient.exceptions import DeadKernelError
    from traitlets.config import Config

    quiet = Config(  # ipykernel 7.3 warns at each start, and says so when it is interrupted to end
        {"KernelManager": {"transport_encryption": "auto"}, "NotebookClient": {"extra_arguments": ["--log-level=50"]}}
    )
    options = {"kernel_manager_class": manager_of(kernel)} if kernel else {}
    try:
        engine.execute_notebook(
            str(notebook),
            str(out),
            parameters,
            kernel_name="python3",
            cwd=str(folder),
            progress_bar=False,
            request_save_on_cell_execute=False,
            config=quiet,
            shutdown_kernel="immediate",
            **options,
        )
    except engine.exceptions.PapermillExecutionError as error:
        raise ReportError(f"Báo cáo dừng ở ô {error.exec_count} của {notebook.name}: {error.ename}: {error.evalue}") from error
    except DeadKernelError as error:
        raise ReportError(f"Tiến trình tính {notebook.name} dừng đột ngột; có thể do thiếu bộ nhớ.") from error


def _forget_paths(notebook: Path) -> None:
    """Take out where the notebook lay when papermill ran it: a path may name a person, and a public edition leaves the house."""
    book = json.loads(notebook.read_text(encoding="utf-8"))
    for name in ("input_path", "output_path"):
        book["metadata"].get("papermill", {}).pop(name, None)
    notebook.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _stamp(job: Job, status: str, run: str, inputs: str) -> bytes:
    """What a report was made from, as the next run compares it; its edition and status are for people."""
    said = {
        "report": job.report,
        "parameters": dict(job.parameters),
        "edition": job.edition,
        "status": status,
        "run": run,
        "inputs": inputs,
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _draw(page: object, folder: Path) -> None:
    folder.mkdir()
    for exhibit in page.exhibits:
        for name, number in exhibit.files().items():
            for kind, content in exhibit.renders(("png", "svg"), number=number).items():
                (folder / f"{name}.{kind}").write_bytes(content)
