"""What people decided, read from data/decisions: which branches and units exist, their other names, and when files arrived.

Small CSV files that Excel opens: UTF-8, with commas or semicolons between the columns; names in one cell are separated by ";" or "|".
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .files import WorkspaceError
from .plan import Plan
from .tables import declared

if TYPE_CHECKING:
    import pandas as pd

ROSTER_COLUMNS = ("unit", "branch", "aliases", "valid_from", "valid_to", "became")
UNIT_COLUMNS = ("unit", "kind", "code", "aliases")
RECEIVED_COLUMNS = ("file", "received_on")


@dataclass(frozen=True)
class Decisions:
    """`roster` is the table of that name; `branch_names` and `unit_names` give every name by which each is known."""

    roster: pd.DataFrame
    branch_names: Mapping[str, Mapping[str, tuple[str, ...]]]
    unit_names: Mapping[str, tuple[str, ...]]
    received: Mapping[str, dt.date]
    is_confirmed: bool


def read_decisions(folder: Path, plan: Plan) -> Decisions:
    """The decisions in `folder`; the plan's own lists serve where a file does not exist yet. WorkspaceError says line and remedy."""
    roster_file = folder / "roster.csv"
    roster = _read(roster_file, ROSTER_COLUMNS, plan) if roster_file.exists() else roster_rows(plan)
    units = {unit.name: unit.aliases for unit in plan.units}
    for row in _read(folder / "units.csv", UNIT_COLUMNS, plan) if (folder / "units.csv").exists() else ():
        units[row["unit"]] = (*units.get(row["unit"], ()), *_names(row["aliases"]))
    received = _read(folder / "received.csv", RECEIVED_COLUMNS, plan) if (folder / "received.csv").exists() else ()
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in roster:
        of_unit = names.setdefault(row["unit"], {})
        of_unit[row["branch"]] = (*of_unit.get(row["branch"], ()), *_names(row["aliases"]))
    return Decisions(
        _roster_frame(roster, plan, roster_file.name),
        names,
        units,
        {row["file"].replace("\\", "/"): _day(row["received_on"], "received.csv", n) for n, row in enumerate(received, 2)},
        roster_file.exists(),
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
