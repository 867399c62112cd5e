"""Where things lie: the folders of a workspace, its plan, and its runs.

A run is one whole set of tables under data/processed/runs/<id>/; data/processed/current names the one in force and is replaced last.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import WorkspaceError, held_lock, publish_folder, remove_folder, sync_folder, write_atomically
from .plan import Plan, load_plan
from .plan.checked import Checked
from .tables import Table, declared

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Tables", "Workspace", "WorkspaceError", "load", "publish_folder", "write_atomically"]

SETTINGS = "sadec.toml"
RUNS_KEPT = 5
LIBRARIES = ("numpy", "pandas", "pyarrow", "openpyxl", "python-calamine")
READING_TABLES = ("plan", "blank_means_no")


@dataclass(frozen=True)
class Workspace:
    """One folder with `sadec.toml`, data/raw, data/decisions, data/processed and reports."""

    root: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", Path(self.root))

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def decisions(self) -> Path:
        return self.root / "data" / "decisions"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @classmethod
    def create(cls, root: Path | str, practice: bool = False) -> Workspace:
        """Make the folders and `sadec.toml`; what stands there stays. WorkspaceError where practice and real data would mix."""
        workspace = cls(Path(root))
        settings = workspace.root / SETTINGS
        if settings.exists() and workspace.is_practice != practice:
            kind = "dữ liệu minh họa" if workspace.is_practice else "số liệu thật"
            raise WorkspaceError(f"Thư mục {workspace.root} đang giữ {kind}. Hãy chọn một thư mục khác.")
        for folder in (workspace.raw, workspace.decisions, workspace.processed, workspace.reports):
            folder.mkdir(parents=True, exist_ok=True)
        if not settings.exists():
            write_atomically(settings, f"practice = {str(practice).lower()}\n".encode())
        return workspace

    @classmethod
    def open(cls, root: Path | str) -> Workspace:
        """The workspace at `root`; WorkspaceError where there is none."""
        workspace = cls(Path(root))
        if not (workspace.root / SETTINGS).is_file():
            raise WorkspaceError(
                f"Thư mục {workspace.root.absolute()} chưa phải là nơi làm việc: hãy chạy `sadec init` trong thư mục đó, "
                "hoặc `sadec demo` để xem thử bằng dữ liệu minh họa."
            )
        workspace._settings()
        return workspace

    def _settings(self) -> dict[str, Any]:
        with Checked(_toml(self.root / SETTINGS), SETTINGS) as top:
            return {"practice": top.flag("practice"), "plan": top.text("plan", None)}

    @property
    def is_practice(self) -> bool:
        return self._settings()["practice"]

    def plan(self) -> Plan:
        """The plan that `sadec.toml` names (the suite's own by default) with the options chosen in data/decisions/readings.toml."""
        named = self._settings()["plan"]
        plan = load_plan(self.root / named if named else None)
        for reading, option in self._chosen_readings().items():
            plan = plan.with_reading(reading, option)
        return plan

    def _chosen_readings(self) -> dict[str, str]:
        path = self.decisions / "readings.toml"
        if not path.exists():
            return {}
        with Checked(_toml(path), path.name) as top:
            for table in READING_TABLES[1:]:
                top.take(table, list, f"các bảng [[{table}]]", [])
            return top.table("plan")

    @property
    def runs(self) -> list[str]:
        """The ids of the runs kept, oldest first."""
        folder = self.processed / "runs"
        return sorted(run.name for run in folder.iterdir() if run.is_dir() and not run.name.startswith(".")) if folder.is_dir() else []

    @property
    def current_run(self) -> str | None:
        """The id of the run in force."""
        pointer = self.processed / "current"
        return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None

    def publish_run(self, tables: Mapping[str, pd.DataFrame], plan: Plan, built_on: dt.date | None = None) -> str:
        """Write the tables as one run and put it in force; returns its id. Killed at any moment, the run before stays in force."""
        frames = _typed(tables, plan)
        self.processed.mkdir(parents=True, exist_ok=True)
        with held_lock(self.processed / ".lock"):
            runs = self.processed / "runs"
            runs.mkdir(exist_ok=True)
            self._prune(runs)
            files = {f"{name}.parquet": _parquet(frame, declared(plan)[name]) for name, frame in frames.items()}
            run = _run_id(files)
            manifest = self._manifest(run, frames, plan, built_on or dt.date.today())
            files["tong_hop.xlsx"] = _summary(manifest, frames, plan)
            files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
            made = runs / f".{run}"
            made.mkdir()
            for name, content in files.items():
                write_atomically(made / name, content)
            made.rename(runs / run)
            sync_folder(runs)
            write_atomically(self.processed / "current", f"{run}\n".encode())
        return run

    def _prune(self, runs: Path) -> None:
        """Remove what a killed run left, and the oldest runs beyond those kept with the one to come; never the one in force."""
        for left in runs.glob(".*Z-*"):
            remove_folder(left)
        beside = [run for run in self.runs if run != self.current_run]
        for old in beside[: max(len(self.runs) - RUNS_KEPT + 1, 0)]:
            remove_folder(runs / old)

    def _manifest(self, run: str, frames: Mapping[str, pd.DataFrame], plan: Plan, built_on: dt.date) -> dict[str, Any]:
        return {
            "run": run,
            "built_on": built_on.isoformat(),
            "plan": plan.number,
            "plan_digest": _digest(plan),
            "practice": self.is_practice,
            "readings": {reading.id: plan.reading(reading.id) for reading in plan.readings},
            "rows": {name: len(frame) for name, frame in frames.items()},
            "python": platform.python_version(),
            "libraries": {name: version(name) for name in LIBRARIES},
        }

    def read_tables(self, run: str | None = None) -> Tables:
        """The tables of the run in force, or of a named run that is kept, with the declared dtypes."""
        chosen = run or self.current_run
        if chosen is None:
            raise WorkspaceError(f"Nơi làm việc {self.root} chưa có bảng số liệu: hãy chạy `sadec build --workspace {self.root}`.")
        if chosen not in self.runs:
            raise WorkspaceError(
                f"Không có lần chạy {chosen!r} trong {self.root}. Hãy chọn một trong: {', '.join(self.runs) or 'chưa có'}."
            )
        folder = self.processed / "runs" / chosen
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        plan = self.plan()
        if run is None and manifest["plan_digest"] != _digest(plan):
            raise WorkspaceError(
                f"Kế hoạch hoặc cách hiểu đã đổi từ lần chạy {chosen}: hãy chạy lại `sadec build --workspace {self.root}`."
            )
        for reading, option in manifest["readings"].items():
            plan = plan.with_reading(reading, option)
        frames = {name: _frame(folder / f"{name}.parquet", table) for name, table in declared(plan).items() if name in manifest["rows"]}
        return Tables(frames, plan, manifest)


class Tables:
    """The tables of one run: an attribute each (tab completion), with `plan`, `plan_digest`, `is_practice`, `run` (id) and `built_on`."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], plan: Plan, manifest: Mapping[str, Any]) -> None:
        self.plan = plan
        self.is_practice: bool = manifest["practice"]
        self.run: str = manifest["run"]
        self.plan_digest: str = manifest["plan_digest"]
        self.built_on = dt.date.fromisoformat(manifest["built_on"])
        self._frames = dict(frames)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name != "_frames" and name in self._frames:
            return self._frames[name]
        raise AttributeError(f"Không có bảng {name!r}. Các bảng: {', '.join(self.__dict__.get('_frames', ()))}.")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._frames]

    @cached_property
    def _contents(self) -> pd.DataFrame:
        import pandas as pd

        tables = declared(self.plan)
        rows = [(name, len(frame), tables[name].grain) for name, frame in self._frames.items()]
        return pd.DataFrame(rows, columns=["table", "rows", "grain"]).set_index("table")

    @property
    def _title(self) -> str:
        note = " · Dữ liệu minh họa" if self.is_practice else ""
        return f"{self.plan.city_vi} · {self.plan.number} · {self.run}{note}"

    def __repr__(self) -> str:
        return f"{self._title}\n{self._contents.to_string()}"

    def _repr_html_(self) -> str:
        return f"<p>{self._title}</p>{self._contents.to_html()}"


def load(folder: Path | str = ".", run: str | None = None) -> Tables:
    """The tables of the workspace at `folder`: of the run in force, or of a named one."""
    return Workspace.open(folder).read_tables(run)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: không phải TOML hợp lệ (UTF-8): {error}. Hãy sửa đúng dòng nêu trên.") from None


def _typed(tables: Mapping[str, pd.DataFrame], plan: Plan) -> dict[str, pd.DataFrame]:
    known = declared(plan)
    for name, frame in tables.items():
        if name not in known:
            raise ValueError(f"table {name!r} is not declared in tables.py; known: {', '.join(known)}")
        if unknown := set(frame.columns) - set(known[name].columns):
            raise ValueError(f"table {name!r} has columns that tables.py does not declare: {', '.join(sorted(unknown))}")
    return {name: known[name].frame(tables[name]) for name in known if name in tables}


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {"text": pa.string(), "count": pa.int64(), "yes_no": pa.bool_(), "date": pa.date32(), "number": pa.float64()}
    return pa.schema([(name, types[kind]) for name, kind in table.columns.items()])


def _parquet(frame: pd.DataFrame, table: Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(frame, _schema(table), preserve_index=False).replace_schema_metadata(None), out)
    return out.getvalue().to_pybytes()


def _frame(path: Path, table: Table) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    exact = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    return table.frame(pq.read_table(path).to_pandas(types_mapper=exact.get, date_as_object=False))


def _run_id(files: Mapping[str, bytes]) -> str:
    content = hashlib.sha256(b"".join(files.values())).hexdigest()[:8]
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}-{content}"


def _digest(plan: Plan) -> str:
    """Short hash of everything that the plan says under the readings in force."""
    readings = [(reading.id, plan.reading(reading.id)) for reading in plan.readings]
    said = [(name, value) for name, value in vars(plan).items() if name != "chosen"]
    return hashlib.sha256(repr((said, readings)).encode("utf-8")).hexdigest()[:12]


def _summary(manifest: Mapping[str, Any], frames: Mapping[str, pd.DataFrame], plan: Plan) -> bytes:
    import pandas as pd

    from .sheets import workbook_bytes

    lines = [
        ("Kế hoạch", f"{plan.number}: {plan.vi}"),
        ("Loại số liệu", "Dữ liệu minh họa" if manifest["practice"] else "Số liệu thật"),
        ("Ngày lập", dt.date.fromisoformat(manifest["built_on"])),
        ("Lần chạy", manifest["run"]),
        *((name, f"{rows} dòng") for name, rows in manifest["rows"].items()),
    ]
    labels = {field.name: field.vi for form in plan.forms for field in form.facts}
    return workbook_bytes({"Đọc trước": pd.DataFrame(lines, columns=["Mục", "Nội dung"]), **_with_files(frames)}, labels)


def _with_files(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables as people read them: a finding begins with the file that it is about."""
    if not {"findings", "submissions"} <= set(frames):
        return dict(frames)
    files = frames["submissions"][["submission", "path"]].drop_duplicates("submission")
    findings = frames["findings"].merge(files, on="submission", how="left")
    return dict(frames) | {"findings": findings[["path", *frames["findings"].columns]]}
