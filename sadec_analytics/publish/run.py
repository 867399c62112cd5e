"""One run of a report: papermill in a temporary folder, page and pictures; published whole, or not at all."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import publish_folder
from ..workspace import Tables, Workspace
from .kernels import ForkedKernel, manager_of, papermill
from .office import office_files
from .page_html import page_html
from .paper import INTERNAL, PUBLIC, PageError
from .pdf import make_pdf
from .record import RECORD, read_record, record_of, status_of
from .reports import Report, ReportError, Value, notebook_of, report_of

PAGE, NOTEBOOK, PDF, PICTURES, STAMP = "bao-cao.html", "bao-cao.ipynb", "bao-cao.pdf", "hinh", "dau-vao.json"
FOLDER_ENDS = {INTERNAL: "", PUBLIC: "-cong-khai"}
UNFINISHED = ".dang-lam-"


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
    page = _page(kind, workspace, {**chosen, "edition": edition})
    target = workspace.reports / f"{kind.folder_of(chosen, tables)}{FOLDER_ENDS[edition]}"
    before = read_record(target)
    page.status = status_of(page.content, before, is_final)
    workspace.reports.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=workspace.reports))
    try:
        said = {"workspace": ".", **chosen, "edition": edition, "status": page.status}
        run_notebook(notebook_of(kind.notebook), made / NOTEBOOK, said, workspace.root, kernel)
        _forget_paths(made / NOTEBOOK)
        (made / PAGE).write_text(page_html(made / NOTEBOOK, page), encoding="utf-8", newline="\n")
        make_pdf(made / PAGE, made / PDF)
        for name, content in office_files(page).items():
            (made / name).write_bytes(content)
        _draw(page, made / PICTURES)
        (made / STAMP).write_text(_stamp(kind, report, chosen, tables), encoding="utf-8", newline="\n")
        (made / RECORD).write_text(record_of(page, before, dt.date.today()).json(), encoding="utf-8", newline="\n")
        made.chmod(0o755)
        publish_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


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


def _stamp(kind: Report, report: str, chosen: Mapping[str, Value], tables: Tables) -> str:
    said = {"report": report, "parameters": dict(chosen), "run": tables.run, "inputs": kind.inputs(chosen, tables)}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _draw(page: object, folder: Path) -> None:
    folder.mkdir()
    for exhibit in page.exhibits:
        for name, number in exhibit.files().items():
            for kind, content in exhibit.renders(("png", "svg"), number=number).items():
                (folder / f"{name}.{kind}").write_bytes(content)
