"""Sheets with a row for each branch and criterion, brought to a row a branch; every cell keeps its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from .cells import Sheet
from .labels import HEADINGS
from .text import plain

LEAST_BRANCHES = 2
HEADER_WITHIN = 30  # rows from the top in which such a header is looked for
JUDGEMENTS = ("danh gia", "tu danh gia", "ket luan", "xep loai", "dat chua dat")
BRANCH_HEADS = ("chi doan", "ten chi doan", "khom ap", "chi doan khom ap", "khom", "ap", "don vi")


def pivoted(sheet: Sheet, is_branch: Callable[[str], bool]) -> Sheet | None:
    """The sheet with a column for each thing asked, under its label; None where it is not laid out that way.

    Such a sheet has, below one header row, names of branches (merged, repeated, or written once), to their right labels that come
    again for each branch (Tiêu chí, Nội dung), and to the right of these what is answered.
    """
    if HEADINGS.isdisjoint(map(plain, sheet.said)):
        return None
    for header in range(min(len(sheet.rows), HEADER_WITHIN)):
        heads = [plain(text) for text in sheet.texts[header]]
        labelled = next((c for c, text in enumerate(heads) if text in HEADINGS), None)
        named = next((c for c, text in enumerate(heads[:labelled]) if text in BRANCH_HEADS), None) if labelled else None
        if labelled is not None and named is not None:
            blocks = _blocks(sheet, header + 1, named, labelled, is_branch)
            return _turned(sheet, header, labelled, blocks) if _comes_again(sheet, blocks, labelled) else None
    return None


def _blocks(sheet: Sheet, start: int, named: int, labelled: int, is_branch: Callable[[str], bool]) -> dict[str, list[int]]:
    """The rows of each branch that have a label."""
    blocks: dict[str, list[int]] = {}
    branch = ""
    for row in range(start, len(sheet.rows)):
        text = sheet.texts[row][named]
        branch = text if is_branch(text) else branch if not text else ""
        if branch and sheet.texts[row][labelled]:
            blocks.setdefault(branch, []).append(row)
    return blocks


def _comes_again(sheet: Sheet, blocks: dict[str, list[int]], labelled: int) -> bool:
    seen = Counter(plain(sheet.texts[row][labelled]) for rows in blocks.values() for row in rows)
    apart = all(len({plain(sheet.texts[row][labelled]) for row in rows}) == len(rows) > 1 for rows in blocks.values())
    return len(blocks) >= LEAST_BRANCHES and apart and 2 * sum(count > 1 for count in seen.values()) > len(seen)


def _turned(sheet: Sheet, header: int, labelled: int, blocks: dict[str, list[int]]) -> Sheet:
    """Titles above, a header row, a row a branch, and what stands below the table."""
    labels = list(dict.fromkeys(sheet.texts[row][labelled] for rows in blocks.values() for row in rows))
    answers = [c for c in range(labelled + 1, sheet.width) if any(sheet.rows[r][c] != "" for rows in blocks.values() for r in rows)]
    columns = {(plain(label), c): 1 + n for n, (label, c) in enumerate((label, c) for label in labels for c in answers)}
    width = max(1 + len(columns), sheet.width)
    made: list[list] = []
    origins: dict[tuple[int, int], tuple[int, int]] = {}

    def add(cells: dict[int, tuple[object, tuple[int, int]]]) -> None:
        origins.update({(len(made), column): place for column, (_, place) in cells.items()})
        made.append([cells[column][0] if column in cells else "" for column in range(width)])

    def as_it_stands(row: int) -> dict:
        return {c: (value, (row, c)) for c, value in enumerate(sheet.rows[row])}

    for row in range(header):
        add(as_it_stands(row))
    heads = {columns[plain(label), c]: (_head(sheet, header, label, c, answers), (header, c)) for label in labels for c in answers}
    add({0: ("Chi đoàn", (header, 0))} | heads)
    for branch, rows in blocks.items():
        told = {columns[plain(sheet.texts[row][labelled]), c]: (sheet.rows[row][c], (row, c)) for row in rows for c in answers}
        add({0: (branch, (rows[0], 0))} | told)
    last = max(row for rows in blocks.values() for row in rows)
    for row in range(last + 1, len(sheet.rows)):
        add(as_it_stands(row))
    back = {place: here for here, place in origins.items()}
    merges = tuple(merge for merge in sheet.merges if merge[2] < header)
    moved = {
        "unreadable": {back[place]: why for place, why in sheet.unreadable.items() if place in back},
        "percents": frozenset(back[place] for place in sheet.percents if place in back),
        "noted": {code: frozenset(back[place] for place in places if place in back) for code, places in sheet.noted.items()},
    }
    return replace(sheet, rows=made, merges=merges, origins=origins, **moved)


def _head(sheet: Sheet, header: int, label: str, column: int, answers: list[int]) -> str:
    """The label over the first column of answers; over a judgement of it the criterion's number; over others what stands there."""
    head = sheet.texts[header][column]
    if column == answers[0]:
        return label
    number = re.match(r"\s*(?:tiêu chí\s*)?(\d)\b", label, re.IGNORECASE)
    return f"Tiêu chí {number[1]}" if number and plain(head) in JUDGEMENTS else head
