"""The draw of a year held, kept as a decision, and its minutes written (III.2.4.b).

data/decisions/draws/<year>.json holds the frozen list with its hash, the digits called, and the late additions: the tickets
and their order follow from these alone, so nothing else is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..files import WorkspaceError, write_atomically
from ..measures import branches_of, claimed_list, draw, list_text, reported_years, visits_needed
from ..measures.draw import lines_of, sha256
from ..measures.quantities import KEY
from ..workspace import Tables, Workspace
from .minutes import Minutes, minutes_xlsx
from .minutes_docx import minutes_docx

DOCX, XLSX, LIST = "bien-ban-boc-tham.docx", "bien-ban-boc-tham.xlsx", "danh-sach.txt"
HELD = {"year": int, "seed": str, "visits": int, "by_unit": bool, "list_sha256": str, "list": list, "late": list}


@dataclass(frozen=True)
class Held:
    """A draw as it was held: the frozen list and the late additions (year, unit, branch), and what was called in the meeting."""

    year: int
    seed: str
    visits: int
    by_unit: bool
    frozen: pd.DataFrame
    late: pd.DataFrame

    def rows(self) -> pd.DataFrame:
        """One row per branch of the list: the table of `measures.draw`."""
        return draw(self.frozen, self.seed, self.visits, self.by_unit, self.late)

    def json(self) -> bytes:
        """The file of the decision."""
        said = {
            "year": self.year,
            "seed": self.seed,
            "visits": self.visits,
            "by_unit": self.by_unit,
            "list_sha256": sha256(list_text(self.frozen)),
            "list": lines_of(self.frozen),
            "late": lines_of(self.late),
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def hold_draw(workspace: Workspace, year: int, seed: str, visits: int, by_unit: bool = False) -> tuple[Path, Minutes]:
    """Draw, or draw again what was drawn; write the decision and reports/tham-dinh-<year>/; returns the folder and the minutes.

    Branches claimed since the list was frozen are appended as late. WorkspaceError where the year was drawn with other digits.
    """
    tables = workspace.read_tables()
    claimed = _claimed(tables, year)
    before = read_draw(workspace, year)
    held = _with_late(before, claimed) if before else Held(year, seed, visits, by_unit, claimed, claimed.head(0))
    if (held.seed, held.visits, held.by_unit) != (seed, visits, by_unit):
        raise WorkspaceError(
            f"Năm {year} đã bốc thăm với --seed {held.seed} --visits {held.visits}{' --by-unit' if held.by_unit else ''}. Mỗi năm chỉ bốc "
            f"một lần: hãy chạy lại đúng như vậy; cần thêm chi đoàn thì lấy theo thứ tự dự phòng trong biên bản."
        )
    minutes = _minutes(workspace, tables, held)
    documents = {DOCX: minutes_docx(minutes), XLSX: minutes_xlsx(minutes), LIST: list_text(held.frozen).encode("utf-8")}
    if before is None or before.json() != held.json():
        _write(_path(workspace, year), held.json())
    folder = workspace.reports / f"tham-dinh-{year}"
    for name, content in documents.items():
        _write(folder / name, content)
    return folder, minutes


def announced(workspace: Workspace, year: int) -> list[str]:
    """What is read out before the digits are called: the size and hash of the list, and how many to visit. Nothing is written."""
    tables = workspace.read_tables()
    claimed = _claimed(tables, year)
    units = claimed["unit"].nunique()
    if held := read_draw(workspace, year):
        return [f"Năm {year} đã bốc thăm với số {held.seed}; SHA-256 của danh sách đã chốt: {sha256(list_text(held.frozen))}"]
    return [
        f"Danh sách năm {year}: {len(claimed)} chi đoàn của {units} đơn vị được xác nhận đạt chuẩn.",
        f"SHA-256 của danh sách: {sha256(list_text(claimed))}",
        _visits_text(tables, year),
        f"Sau khi gọi số tại hội nghị, hãy chạy: sadec draw --year {year} --seed <các chữ số> --visits <số chi đoàn>",
    ]


def read_draw(workspace: Workspace, year: int) -> Held | None:
    """The draw that was held for a year, or None. WorkspaceError where its file is no longer what was frozen."""
    path = _path(workspace, year)
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        if {key: type(value) for key, value in said.items()} != HELD:
            raise WorkspaceError(f"{path.name}: cần đúng các mục {', '.join(HELD)}. Hãy lấy lại tệp từ bản sao lưu.")
        held = Held(year, said["seed"], said["visits"], said["by_unit"], _frame(said["list"]), _frame(said["late"]))
    except (ValueError, AttributeError) as error:
        if isinstance(error, WorkspaceError):
            raise
        raise WorkspaceError(f"{path.name}: không đọc được ({error}). Hãy lấy lại tệp từ bản sao lưu.") from None
    if said["year"] != year or sha256(list_text(held.frozen)) != said["list_sha256"]:
        raise WorkspaceError(f"{path.name}: danh sách không còn khớp mã SHA-256 đã chốt. Hãy lấy lại tệp từ bản sao lưu.")
    return held


def drawn_branches(workspace: Workspace) -> pd.DataFrame | None:
    """One row per branch of every draw held in the workspace, for `measures.appraised_bounds`; None where none was held."""
    years = sorted(int(path.stem) for path in _path(workspace, 0).parent.glob("*.json") if path.stem.isdigit())
    held = [read_draw(workspace, year).rows() for year in years]
    return pd.concat(held, ignore_index=True) if held else None


def _claimed(tables: Tables, year: int) -> pd.DataFrame:
    if year not in (years := reported_years(tables.branch_years, tables.plan)):
        raise WorkspaceError(f"Năm {year} không có số liệu. Hãy chọn một trong: {', '.join(map(str, years)) or 'chưa có năm nào'}.")
    return claimed_list(tables.branch_years, tables.roster, year)


def _with_late(held: Held, claimed: pd.DataFrame) -> Held:
    """The draw with the branches that stand on neither of its lists yet; none is ever taken off."""
    listed = pd.concat([held.frozen, held.late])
    marked = claimed.merge(listed, on=KEY, how="left", indicator=True)
    new = marked.loc[marked["_merge"] == "left_only", KEY]
    return Held(held.year, held.seed, held.visits, held.by_unit, held.frozen, pd.concat([held.late, new], ignore_index=True))


def _minutes(workspace: Workspace, tables: Tables, held: Held) -> Minutes:
    return Minutes(
        held.rows(),
        held.year,
        held.seed,
        held.visits,
        held.by_unit,
        sha256(list_text(held.frozen)),
        len(branches_of(tables.roster, [held.year])),
        _visits_text(tables, held.year),
        tables.plan,
        workspace.is_practice,
    )


def _visits_text(tables: Tables, year: int) -> str:
    """How many to visit to be able to prove the target of the stage that runs in the year."""
    stage = tables.plan.stage_running_in(year)
    counts = visits_needed(tables.branch_years, tables.roster, stage)
    row = counts[(counts["year"] == year) & (counts["scope"] == "city")].iloc[0]
    aim = f"{stage.target_percent}% ({row['needed']}/{row['branches']} chi đoàn toàn thành phố)"
    if pd.isna(row["visits"]):
        return f"Danh sách có {row['claimed']} chi đoàn, chưa đủ {aim}: dù thẩm định hết cũng chưa chứng minh được mục tiêu."
    return f"Muốn chứng minh {aim}: cần thẩm định ít nhất {row['visits']} chi đoàn bốc từ cả danh sách, tất cả đều được xác nhận."


def _frame(lines: list[str]) -> pd.DataFrame:
    parts = [line.split("|") for line in lines]
    if wrong := [line for line, names in zip(lines, parts, strict=True) if len(names) != len(KEY)]:
        raise ValueError(f"{wrong[0]!r}: cần đúng dạng năm|đơn vị|chi đoàn")
    rows = pd.DataFrame(parts, columns=KEY, dtype="str")
    return rows.astype({"year": "Int64"})


def _path(workspace: Workspace, year: int) -> Path:
    return workspace.decisions / "draws" / f"{year}.json"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
