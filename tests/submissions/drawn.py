"""Sheets drawn as text: one line a row, cells between bars; "<" belongs to the cell on the left, "^" to the one above (merged)."""

from __future__ import annotations

from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.cells import Sheet
from sadec_analytics.submissions.lexicon import Lexicon
from sadec_analytics.submissions.submission import Submission, read_sheets

PLAN = load_plan()
NAMES = Lexicon(
    PLAN,
    {unit.name: unit.aliases for unit in PLAN.units},
    {unit.name: dict.fromkeys(unit.branches, ()) for unit in PLAN.residential_units},
)


def draw(text: str, name: str = "Sheet1", **more: object) -> Sheet:
    """The sheet that the text draws; numbers become numbers, 'quoted ones stay text."""
    rows = [[_value(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    merges = [m for r, row in enumerate(rows) for c, cell in enumerate(row) if cell not in ("<", "^") and (m := _merge(rows, r, c))]
    return Sheet(name, [["" if cell in ("<", "^") else cell for cell in row] for row in rows], tuple(merges), **more)


def read(*sheets: Sheet, path: str = "2021/bang.xlsx", known: Lexicon = NAMES) -> Submission:
    """What the suite makes of drawn sheets."""
    return read_sheets(list(sheets), "0" * 12, path, known)


def facts(made: Submission, form: str = "results") -> dict[str, dict]:
    """The facts of each branch."""
    return {record.of.branch: record.facts for record in made.records.get(form, ())}


def codes(made: Submission) -> list[str]:
    """The codes of all findings."""
    return [row["code"] for row in made.findings()]


def _value(cell: str) -> object:
    if cell.startswith("'"):
        return cell[1:]
    try:
        return float(cell)
    except ValueError:
        return cell.replace("\\n", "\n")


def _merge(rows: list[list], r: int, c: int) -> tuple[int, int, int, int] | None:
    right = c
    while right + 1 < len(rows[r]) and rows[r][right + 1] == "<":
        right += 1
    bottom = r
    while bottom + 1 < len(rows) and rows[bottom + 1][c] == "^":
        bottom += 1
    return (r, c, bottom, right) if (bottom, right) != (r, c) else None
