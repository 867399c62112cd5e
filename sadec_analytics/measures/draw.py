"""A random draw that anyone can repeat (III.2.4.b): a frozen list, digits called in the meeting, and one SHA-256 ticket a branch.

The ticket of a branch is the SHA-256, in hexadecimal, of the text `seed|year|unit|branch` (UTF-8, NFC, no blank around the bars).
Tickets in rising order are the order of the draw: the first are visited, the others replace in that order. A ticket depends on
the seed and its own branch alone, so a branch that comes late gets one without moving any other.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

import numpy as np
import pandas as pd

from .population import branches_of
from .quantities import KEY

SEED = re.compile("[0-9]{6,40}")
DRAWN_COLUMNS = [*KEY, "ticket", "place", "is_drawn", "is_late", "by_unit"]


class DrawError(ValueError):
    """A draw that cannot be held: what is wrong and what to write instead, in Vietnamese."""


def claimed_list(branch_years: pd.DataFrame, roster: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row per branch of the year's roster that its unit reports as meeting the standard: year, unit, branch (III.2.4.a)."""
    claims = branch_years.loc[branch_years["self_assessed"].fillna(False).astype(bool), KEY]
    return branches_of(roster, [year]).merge(claims, on=KEY)


def lines_of(rows: pd.DataFrame) -> list[str]:
    """One line `year|unit|branch` for each row, in the order of the rows (NFC)."""
    return [unicodedata.normalize("NFC", f"{y}|{u}|{b}") for y, u, b in zip(rows["year"], rows["unit"], rows["branch"], strict=True)]


def list_text(claimed: pd.DataFrame) -> str:
    """The list as it is frozen: a line `year|unit|branch` for each branch, sorted by code points, each ended by a line feed (NFC)."""
    return "".join(f"{line}\n" for line in sorted(lines_of(claimed)))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def ticket_texts(claimed: pd.DataFrame, seed: str) -> list[str]:
    """What the ticket of each branch is the SHA-256 of: `seed|year|unit|branch`."""
    return [f"{checked_seed(seed)}|{line}" for line in lines_of(claimed)]


def checked_seed(seed: str) -> str:
    """The digits called in the meeting, leading zeros kept; DrawError where they are not six digits or more."""
    if not SEED.fullmatch(seed):
        raise DrawError(f"Số gọi tại hội nghị là {seed!r}. Hãy ghi từ 6 đến 40 chữ số 0-9, viết liền, ví dụ 482913.")
    return seed


def draw(claimed: pd.DataFrame, seed: str, visits: int, by_unit: bool = False, late: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per branch of the frozen list and of the late ones: year, unit, branch, ticket, place, is_drawn, is_late, by_unit.

    `place` is the place in the order: of the whole list, or within the unit where `by_unit`. `visits` branches are drawn. By unit,
    every unit of the list has at least one (each unit's report is to be appraised, III.2.4.b) and the others are shared out by
    largest remainder over the branches left. Late branches stand after the frozen ones and move none of them; one whose ticket
    is below the last one drawn is drawn as well, so that coming late escapes nothing (all are, where the frozen ones all were).
    """
    _check(claimed, visits)
    late = claimed.head(0) if late is None else late
    _check_once(pd.concat([claimed, late]))
    rows = pd.concat([claimed.assign(is_late=False), late.assign(is_late=True)], ignore_index=True)
    rows = rows.assign(ticket=[sha256(text) for text in ticket_texts(rows, seed)], by_unit=by_unit)
    rows["stratum"] = rows["unit"] if by_unit else ""
    rows = rows.sort_values(["is_late", "ticket"], kind="stable", ignore_index=True)
    rows["place"] = rows.groupby("stratum").cumcount() + 1
    frozen = rows[~rows["is_late"]]
    share = _shares(frozen, visits)
    rows["is_drawn"] = np.where(rows["is_late"], _late_drawn(rows, share), rows["place"] <= rows["stratum"].map(share).fillna(0))
    if by_unit:
        order = {unit: place for place, unit in enumerate(dict.fromkeys([*claimed["unit"], *late["unit"]]))}
        rows = rows.sort_values("unit", key=lambda units: units.map(order), kind="stable", ignore_index=True)
    return rows[DRAWN_COLUMNS].astype({"year": "Int64", "place": "Int64", "is_drawn": "bool"})


def _check(claimed: pd.DataFrame, visits: int) -> None:
    if claimed.empty:
        raise DrawError("Chưa có chi đoàn nào được đơn vị xác nhận đạt chuẩn trong năm này, nên không có gì để bốc thăm.")
    if not 1 <= visits <= len(claimed):
        raise DrawError(f"Số chi đoàn cần bốc là {visits}. Danh sách có {len(claimed)} chi đoàn: hãy ghi từ 1 đến {len(claimed)}.")


def _check_once(rows: pd.DataFrame) -> None:
    """Each branch stands on the list once, under a name that the bars of a ticket's text cannot confuse."""
    names = pd.concat([rows["unit"], rows["branch"]])
    if (odd := names[names.str.contains(r"[|\r\n]")]).size:
        raise DrawError(f"Tên {odd.iloc[0]!r} có dấu “|” hoặc dấu xuống dòng. Hãy sửa tên trong roster.csv.")
    lines = pd.Series(lines_of(rows), dtype="str")
    if (twice := lines[lines.duplicated()]).size:
        raise DrawError(f"{twice.iloc[0]!r} có hai lần trong danh sách. Mỗi chi đoàn chỉ được một phiếu.")


def _shares(frozen: pd.DataFrame, visits: int) -> pd.Series:
    """How many are drawn in each stratum; of equal remainders the one with the smaller first ticket is served first."""
    strata = frozen.groupby("stratum").agg(branches=("ticket", "size"), first=("ticket", "min")).sort_values("first")
    if visits < len(strata):
        raise DrawError(f"Danh sách có {len(strata)} đơn vị: bốc thăm theo đơn vị cần ít nhất {len(strata)} chi đoàn, đang ghi {visits}.")
    left, over = strata["branches"] - 1, visits - len(strata)
    whole, remainder = over * left // max(left.sum(), 1), over * left % max(left.sum(), 1)
    served = remainder.sort_values(ascending=False, kind="stable").index[: over - whole.sum()]
    return 1 + whole + whole.index.isin(served)


def _late_drawn(rows: pd.DataFrame, share: pd.Series) -> pd.Series:
    """Whether a ticket lies below the last one drawn of its stratum; a stratum drawn whole, or new, has no such line."""
    frozen = rows[~rows["is_late"]]
    last = frozen[frozen["place"] == frozen["stratum"].map(share)].set_index("stratum")["ticket"]
    drawn_whole = share.index[share == frozen.groupby("stratum").size().reindex(share.index)]
    line = rows["stratum"].map(last.drop(drawn_whole)).astype("str")
    return line.isna() | (rows["ticket"] < line.fillna(""))
