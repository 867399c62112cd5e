"""Which reports there are: their notebooks, parameters, folders, editions, and the tables that they read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..workspace import Tables, Workspace
from .paper import EDITIONS, FOLDER_ENDS, INTERNAL, PUBLIC
from .parameters import STAGE, UNIT, YEAR, Parameter, ReportError, Value, years_with_data

PACKAGE = Path(__file__).resolve().parents[1]
DRAWN_BY = ("sadec-analytics", "matplotlib", "pandas", "seaborn", "papermill")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Report:
    """One kind of report. `page` ("module.function" of publish/) takes the workspace and the parameters and gives what the notebook shows.

    `reads` names the tables behind it and `decided` the files of data/decisions that it reads beside them (a pattern); a report is made
    again when one of them, its notebook, a parameter, the edition or the software changes.
    Of `narrowed_by` (names of parameters that are columns too) it reads only the rows with that value, or with none.
    """

    vi: str
    notebook: str
    parameters: tuple[Parameter, ...]
    page: str
    folder: str
    reads: tuple[str, ...]
    narrowed_by: tuple[str, ...] = ()
    decided: str = ""
    editions: tuple[str, ...] = tuple(EDITIONS)

    def checked(self, given: Mapping[str, object], tables: Tables) -> dict[str, Value]:
        """The parameters in their order, each of the right name, type and range."""
        names = [parameter.name for parameter in self.parameters]
        if set(given) != set(names):
            wrong = ", ".join(sorted(set(given) ^ set(names)))
            raise ReportError(f"Tham số không đúng: {wrong}. Báo cáo này cần đúng các tham số: {', '.join(names)}.")
        chosen: dict[str, Value] = {}
        for parameter in self.parameters:
            chosen[parameter.name] = parameter.checked(given[parameter.name], tables, chosen)
        return chosen

    def each(self, tables: Tables, fixed: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
        """Every choice of parameters of which there is data; those of `fixed` that the report has keep that value."""
        chosen: list[dict[str, Value]] = [{}] if years_with_data(tables, {}) else []
        for parameter in self.parameters:
            chosen = [
                before | {parameter.name: value}
                for before in chosen
                for value in parameter.values(tables, before)
                if fixed.get(parameter.name, value) == value
            ]
        yield from chosen

    def folder_of(self, chosen: Mapping[str, Value], tables: Tables, edition: str = INTERNAL) -> str:
        """The name of its folder under reports/: plain letters, digits and hyphens, its own for every choice of parameters and edition."""
        said: dict[str, Value] = {}
        for parameter in self.parameters:
            value = chosen[parameter.name]
            alike = [v for v in parameter.values(tables, chosen) if slug(v) == slug(value)]
            said[parameter.name] = f"{slug(value)}-{_short(value)}" if len(alike) > 1 else slug(value)
        return self.folder.format(**said) + FOLDER_ENDS[edition]

    def page_of(self, workspace: Workspace, chosen: Mapping[str, Value]) -> Any:
        """The page behind the report."""
        module, function = self.page.split(".")
        return getattr(import_module(f".{module}", __package__), function)(workspace, **chosen)

    def inputs(self, chosen: Mapping[str, Value], tables: Tables, edition: str, decisions: Path) -> str:
        """SHA-256 of all that the report is made from; `decisions` is the folder of what people decided."""
        import pandas as pd

        whole = hashlib.sha256()
        told = {name: chosen[name] for name in sorted(chosen)}
        whole.update(
            json.dumps([self.notebook, told, edition, tables.plan_digest, tables.is_practice, _software()], ensure_ascii=False).encode()
        )
        whole.update(notebook_of(self.notebook).read_bytes())
        for name in sorted(self.reads):
            frame = getattr(tables, name)
            for column in self.narrowed_by:
                if column in frame and pd.api.types.is_integer_dtype(frame[column]) == isinstance(chosen[column], int):
                    frame = frame[frame[column].isna() | (frame[column] == chosen[column])]
            whole.update(json.dumps([name, *frame.columns]).encode())
            whole.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
        for path in sorted(decisions.glob(self.decided)) if self.decided else ():
            whole.update(json.dumps([path.name, hashlib.sha256(path.read_bytes()).hexdigest()]).encode())
        return whole.hexdigest()


@dataclass(frozen=True)
class Job:
    """One report to make: its kind, its parameters, for whom (`edition`), and whether it is said to be final.

    With `keeps_final` what stands there as final is not made again, only looked at.
    """

    report: str
    parameters: Mapping[str, Value]
    edition: str = INTERNAL
    is_final: bool = False
    keeps_final: bool = False

    @property
    def vi(self) -> str:
        """What people call it."""
        kind = REPORTS.get(self.report)
        return f"{kind.vi if kind else self.report} ({', '.join(map(str, self.parameters.values()))})"

    @property
    def command(self) -> str:
        """What a person types to make it final."""
        said = [f'--{name} "{value}"' if isinstance(value, str) else f"--{name} {value}" for name, value in self.parameters.items()]
        return " ".join(["sadec report", self.report, *said, *(["--public"] if self.edition == PUBLIC else []), "--final"])


def report_of(name: str) -> Report:
    """The kind of report of that name; ReportError lists those that there are."""
    if name not in REPORTS:
        raise ReportError(f"Không có báo cáo “{name}”. Hãy chọn: {', '.join(REPORTS)}.")
    return REPORTS[name]


def jobs_of(tables: Tables, kinds: tuple[str, ...] = (), **fixed: Value) -> list[Job]:
    """Every report of which there is data: of all kinds or those named, and with the parameters that `fixed` names at that value."""
    return [Job(name, chosen) for name in kinds or REPORTS for chosen in report_of(name).each(tables, fixed)]


def notebook_of(name: str) -> Path:
    """The notebook in the source tree, or in the installed package."""
    for folder in (PACKAGE.parent / "notebooks", PACKAGE / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise ReportError(f"Không tìm thấy sổ tính {name}: hãy cài lại phần mềm.")


@cache
def slug(value: Value) -> str:
    """Safe in a file name of any system: letters without marks, digits, hyphens."""
    from ..submissions.text import plain

    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain(str(value)).lower()).split())[:LONGEST_NAME]


def _short(value: Value) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:6]


@cache
def _software() -> str:
    """The versions and the very code that make a report."""
    whole = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in DRAWN_BY).encode())
    for path in sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".toml", ".j2", ".json")):
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


REPORTS = {
    "annual": Report(
        "Sơ kết năm",
        "annual_review.ipynb",
        (YEAR,),
        "pages.annual_review",
        "so-ket-{year}",
        (
            *("appraisals", "branch_years", "duties", "findings", "recognitions", "registrations", "roster", "statements"),
            *("unit_items", "units", "verdicts", "youth_situation"),
        ),
        decided="draws/*.json",
    ),
    "phase": Report(
        "Sơ kết giai đoạn",
        "phase_review.ipynb",
        (STAGE,),
        "pages.phase_review",
        "giai-doan-{stage}",
        ("branch_years", "recognitions", "registrations", "roster", "standing", "verdicts"),
    ),
    "summary": Report(
        "Tổng kết",
        "summary_2018_2022.ipynb",
        (),
        "pages.summary_2018_2022",
        "tong-ket",
        (
            *("branch_years", "duties", "recognitions", "roster", "standing", "statements"),
            *("unit_items", "units", "verdicts", "youth_situation"),
        ),
    ),
    "unit": Report(
        "Hồ sơ đơn vị",
        "unit_profile.ipynb",
        (UNIT, YEAR),
        "pages.unit_profile",
        "don-vi-{unit}-{year}",
        (
            *("appraisals", "branch_years", "duties", "findings", "recognitions", "registrations", "roster", "standing"),
            *("statements", "submissions", "unit_items", "units", "verdicts", "youth_situation"),
        ),
    ),
    "submissions": Report(
        "Kiểm tra báo cáo đã gửi",
        "submission_check.ipynb",
        (UNIT, YEAR),
        "pages.submission_check",
        "da-gui-{unit}-{year}",
        ("branch_years", "duties", "findings", "roster", "submissions"),
        editions=(INTERNAL,),
    ),
}
