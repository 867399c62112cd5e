"""One run of a report: papermill in a temporary folder, page and pictures; published whole, or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import publish_folder
from ..workspace import Tables, Workspace
from .kernels import ForkedKernel, manager_of, papermill
from .reports import Report, ReportError, Value, notebook_of, report_of

TEMPLATES = Path(__file__).resolve().parent
PAGE, NOTEBOOK, PICTURES, STAMP = "bao-cao.html", "bao-cao.ipynb", "hinh", "dau-vao.json"
UNFINISHED = ".dang-lam-"


def make_report(workspace: Workspace, report: str, parameters: Mapping[str, object], kernel: ForkedKernel | None = None) -> Path:
    """Run the notebook of a report and publish reports/<name>/ whole: page, notebook, charts as PNG and SVG, and what it was made from.

    ReportError, before anything runs, for a report, parameter name, type or value that does not exist; and after, saying which
    cell failed, in which case nothing is published.
    """
    kind, tables = report_of(report), workspace.read_tables()
    chosen = kind.checked(parameters, tables)
    workspace.reports.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=workspace.reports))
    try:
        page = kind.page_of(workspace, chosen)
        run_notebook(notebook_of(kind.notebook), made / NOTEBOOK, {"workspace": ".", **chosen}, workspace.root, kernel)
        (made / PAGE).write_text(_html(made / NOTEBOOK, page.title), encoding="utf-8", newline="\n")
        _draw(page, made / PICTURES)
        (made / STAMP).write_text(_stamp(kind, report, chosen, tables), encoding="utf-8", newline="\n")
        made.chmod(0o755)
        target = workspace.reports / kind.folder_of(chosen, tables)
        publish_folder(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


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


def _stamp(kind: Report, report: str, chosen: Mapping[str, Value], tables: Tables) -> str:
    said = {"report": report, "parameters": dict(chosen), "run": tables.run, "inputs": kind.inputs(chosen, tables)}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _html(notebook: Path, title: str) -> str:
    """The executed notebook as one self-contained page, without code."""
    import nbformat
    from nbconvert import HTMLExporter

    book = nbformat.read(notebook, as_version=4)
    book.metadata["title"] = title
    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True)
    page, _ = exporter.from_notebook_node(book)
    return page


def _draw(page: object, folder: Path) -> None:
    folder.mkdir()
    for exhibit in page.exhibits:
        for name, number in exhibit.files().items():
            for kind in ("png", "svg"):
                (folder / f"{name}.{kind}").write_bytes(exhibit.render(kind, number=number))
