"""What people decided, read from data/decisions: which branches and units exist, their other names, and when files arrived.

Small CSV files that Excel opens: UTF-8, with commas or semicolons between the columns; names in one cell are separated by ";" or "|".
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .files import WorkspaceError
from .plan import UNIT_KINDS, Plan
from .plan.checked import Checked
from .tables import declared

if TYPE_CHECKING:
    import pandas as pd

ROSTER_COLUMNS = ("unit", "branch", "aliases", "valid_from", "valid_to", "became")
UNIT_COLUMNS = ("unit", "kind", "code", "aliases")
RECEIVED_COLUMNS = ("file", "received_on")
ALIAS_COLUMNS = ("unit", "written", "means")
CORRECTION_COLUMNS = ("file", "sheet", "cell", "expected", "value", "reason", "by", "on")


@dataclass(frozen=True)
class Correction:
    """One signed change of one cell: valid as long as the cell holds `expected`. `line` is that of corrections.csv."""

    file: str
    sheet: str
    cell: str
    expected: str
    value: str
    line: int


@dataclass(frozen=True)
class BlankRule:
    """Blanks among ticks mean no in the columns to which all that is given applies (`file` is a path pattern)."""

    file: str | None = None
    unit: str | None = None
    form: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class Layout:
    """How one odd sheet is laid out: where its header stands, and which field some of its columns are (letter: field)."""

    file: str
    sheet: str | None
    form: str
    header_row: int
    header_rows: int
    columns: Mapping[str, str]
    unit: str | None
    year: int | None


@dataclass(frozen=True)
class Agreed:
    """What people decided about reading single files."""

    corrections: tuple[Correction, ...] = ()
    blank_means_no: tuple[BlankRule, ...] = ()
    layouts: tuple[Layout, ...] = ()


@dataclass(frozen=True)
class Decisions:
    """`roster` and `units` are the tables of those names; `branch_names` and `unit_names` give every name by which each is known."""

    roster: pd.DataFrame
    branch_names: Mapping[str, Mapping[str, tuple[str, ...]]]
    unit_names: Mapping[str, tuple[str, ...]]
    received: Mapping[str, dt.date]
    is_confirmed: bool
    units: pd.DataFrame
    agreed: Agreed = Agreed()


def read_decisions(folder: Path, plan: Plan) -> Decisions:
    """The decisions in `folder`; the plan's own lists serve where a file does not exist yet. WorkspaceError says line and remedy."""
    roster_file = folder / "roster.csv"
    roster = _read(roster_file, ROSTER_COLUMNS, plan) if roster_file.exists() else roster_rows(plan)
    units = {unit.name: unit.aliases for unit in plan.units}
    added = _read_where_there(folder / "units.csv", UNIT_COLUMNS, plan)
    for row in added:
        units[row["unit"]] = (*units.get(row["unit"], ()), *_names(row["aliases"]))
    received = _read_where_there(folder / "received.csv", RECEIVED_COLUMNS, plan)
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in roster:
        of_unit = names.setdefault(row["unit"], {})
        of_unit[row["branch"]] = (*of_unit.get(row["branch"], ()), *_names(row["aliases"]))
    _add_aliases(_read_where_there(folder / "aliases.csv", ALIAS_COLUMNS, plan), units, names)
    return Decisions(
        _roster_frame(roster, plan, roster_file.name),
        names,
        units,
        {row["file"].replace("\\", "/"): _day(row["received_on"], "received.csv", n) for n, row in enumerate(received, 2)},
        roster_file.exists(),
        _units_frame(added, roster, plan),
        Agreed(
            _corrections(_read_where_there(folder / "corrections.csv", CORRECTION_COLUMNS, plan)),
            _blank_rules(folder / "readings.toml", plan),
            _layouts(folder / "layouts.toml", plan),
        ),
    )


def roster_rows(plan: Plan) -> list[dict[str, str]]:
    """The roster that the plan starts with, a row a branch, as roster.csv holds it."""
    blank = dict.fromkeys(ROSTER_COLUMNS, "")
    return [blank | {"unit": unit.name, "branch": branch} for unit in plan.residential_units for branch in unit.branches]


def unit_rows(plan: Plan) -> list[dict[str, str]]:
    """The units that the plan starts with, as units.csv holds them."""
    return [{"unit": u.name, "kind": u.kind, "code": u.code or "", "aliases": ";".join(u.aliases)} for u in plan.units]


def csv_bytes(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV that Excel opens with its Vietnamese letters whole: UTF-8 with a byte-order mark."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _read(path: Path, columns: tuple[str, ...], plan: Plan) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WorkspaceError(f"{path.name}: không phải UTF-8. Hãy lưu lại bằng “CSV UTF-8” trong Excel.") from None
    header = text.partition("\n")[0]
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ","))
    if missing := [column for column in columns[:2] if column not in (rows[0] if rows else header.split(","))]:
        raise WorkspaceError(f"{path.name}: thiếu cột {', '.join(missing)}. Hãy ghi đủ các cột: {', '.join(columns)}.")
    return [{column: (row.get(column) or "").strip() for column in columns} for row in rows if any(row.values())]


def _read_where_there(path: Path, columns: tuple[str, ...], plan: Plan) -> list[dict[str, str]]:
    return _read(path, columns, plan) if path.exists() else []


def _add_aliases(rows: list[dict[str, str]], units: dict[str, tuple], names: dict[str, dict[str, tuple]]) -> None:
    """What a person confirmed of names: those of a branch with its unit, those of a unit with an empty first column."""
    for line, row in enumerate(rows, 2):
        known = names.get(row["unit"], {}) if row["unit"] else units
        if row["means"] not in known or not row["written"]:
            options = ", ".join(known) or ", ".join(names)
            raise WorkspaceError(f"aliases.csv, dòng {line}: không có “{row['means']}” ở “{row['unit']}”. Hãy ghi một trong: {options}.")
        known[row["means"]] = (*known[row["means"]], row["written"])


def _corrections(rows: list[dict[str, str]]) -> tuple[Correction, ...]:
    made = []
    for line, row in enumerate(rows, 2):
        if missing := [column for column in CORRECTION_COLUMNS if not row[column] and column not in ("expected", "value")]:
            raise WorkspaceError(
                f"corrections.csv, dòng {line}: thiếu {', '.join(missing)}. Hãy ghi đủ tệp, trang, ô, lý do, người sửa, ngày."
            )
        _day(row["on"], "corrections.csv", line)
        cell = row["cell"].replace("$", "").upper()
        if not re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", cell):
            raise WorkspaceError(f"corrections.csv, dòng {line}: “{row['cell']}” không phải địa chỉ ô. Hãy ghi dạng C12.")
        made.append(Correction(row["file"].replace("\\", "/"), row["sheet"], cell, row["expected"], row["value"], line))
    return tuple(made)


def _blank_rules(path: Path, plan: Plan) -> tuple[BlankRule, ...]:
    if not path.exists():
        return ()
    rules = []
    with Checked(_toml(path), path.name) as top:
        top.table("plan")
        for table in top.tables("blank_means_no", []):
            with table as t:
                forms = [form.id for form in plan.forms]
                rules.append(BlankRule(t.text("file", None), t.text("unit", None), t.choice("form", forms, None), t.text("field", None)))
    return tuple(rules)


def _layouts(path: Path, plan: Plan) -> tuple[Layout, ...]:
    if not path.exists():
        return ()
    with Checked(_toml(path), path.name) as top:
        return tuple(_layout(table, plan) for table in top.tables("layouts"))


def _layout(table: Checked, plan: Plan) -> Layout:
    with table as t:
        form = t.choice("form", [form.id for form in plan.forms])
        columns = t.table("columns")
        known = [field.name for field in (*plan.common, *plan.form(form).fields)]
        for letters, name in columns.items():
            if name not in known or not re.fullmatch("[A-Z]{1,3}", letters):
                raise t.wrong(f"columns.{letters}", name, f"Hãy ghi chữ cái của cột và một trong: {', '.join(known)}.")
        return Layout(
            t.text("file"),
            t.text("sheet", None),
            form,
            t.whole("header_row", 1, 10_000),
            t.whole("header_rows", 1, 9, 1),
            columns,
            t.text("unit", None),
            t.whole("year", 1990, 2100, None),
        )


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path.name}: không phải TOML hợp lệ (UTF-8): {error}. Hãy sửa đúng dòng nêu trên.") from None


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.replace("|", ";").split(";") if name.strip())


def _day(text: str, file: str, line: int) -> dt.date | None:
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise WorkspaceError(f"{file}, dòng {line}: không đọc được ngày {text!r}. Hãy ghi dạng ngày/tháng/năm, ví dụ 31/12/2019.")


def _units_frame(added: list[dict[str, str]], roster: list[dict[str, str]], plan: Plan) -> pd.DataFrame:
    """The `units` table: those of the plan, then those that the roster or units.csv adds; what units.csv says of a kind holds."""
    kinds = {u.name: u.kind for u in plan.units} | {row["unit"]: None for row in roster if row["unit"] not in {u.name for u in plan.units}}
    for line, row in enumerate(added, 2):
        if row["kind"] not in ("", *UNIT_KINDS):
            raise WorkspaceError(f"units.csv, dòng {line}: không có loại “{row['kind']}”. Hãy ghi một trong: {', '.join(UNIT_KINDS)}.")
        kinds[row["unit"]] = row["kind"] or kinds.get(row["unit"])
    rows = [{"unit": unit, "kind": kind, "unit_order": n} for n, (unit, kind) in enumerate(kinds.items(), 1)]
    return declared(plan)["units"].frame(rows)


def _roster_frame(rows: list[dict[str, str]], plan: Plan, file: str) -> pd.DataFrame:
    """The `roster` table; units and branches that the plan does not list come after those that it does."""
    units = list(dict.fromkeys([*(u.name for u in plan.units), *(row["unit"] for row in rows)]))
    listed = {u.name: list(u.branches) for u in plan.units}
    made = []
    for line, row in enumerate(rows, 2):
        if not row["unit"] or not row["branch"]:
            raise WorkspaceError(f"{file}, dòng {line}: thiếu tên đơn vị hoặc chi đoàn. Hãy ghi đủ hai cột unit và branch.")
        order = listed.setdefault(row["unit"], [])
        order += [row["branch"]] if row["branch"] not in order else []
        days = {end: _day(row[end], file, line) for end in ("valid_from", "valid_to")}
        made.append(row | days | {"unit_order": units.index(row["unit"]) + 1, "branch_order": order.index(row["branch"]) + 1})
    return declared(plan)["roster"].frame([row | {"became": row["became"] or None} for row in made])
