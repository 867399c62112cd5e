"""The cells of a sheet that name branches: found once, for all who look for headers, for columns of names, and for what was left unread."""

from __future__ import annotations

from collections.abc import Callable

from .cells import Sheet


def branch_texts(sheet: Sheet, is_branch: Callable[[str], bool]) -> set[str]:
    """The texts, as sent, that name a branch; a bare number is no evidence."""
    if "branch_texts" not in sheet.found:
        sheet.found["branch_texts"] = {raw for raw, text in sheet.said.items() if is_branch(text) and any(map(str.isalpha, text))}
    return sheet.found["branch_texts"]


def branch_rows(sheet: Sheet, is_branch: Callable[[str], bool]) -> dict[int, list[int]]:
    """The rows in which a column names branches, for every column with any."""
    if "branch_rows" not in sheet.found:
        names = branch_texts(sheet, is_branch)
        columns = [column for column, cells in enumerate(sheet.distinct) if not names.isdisjoint(cells)]
        sheet.found["branch_rows"] = {c: [row for row, raw in enumerate(sheet.columns[c]) if raw in names] for c in columns}
    return sheet.found["branch_rows"]
