"""docs/clause-map.md: every clause of the plan, and what of this suite serves it, or why nothing computes it.

Run: python docs/clause_map.py > docs/clause-map.md

What the plan file says comes from the plan; functions and report lines are those whose docstring cites the clause or one that holds it
(B.2 holds B.2.5); tests are the modules of tests/ that call these functions.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sadec_analytics.plan import Plan, load_plan

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sadec_analytics"
CLAUSE = re.compile(r"\b(?:A|B|III|IV)\.\d(?:\.\d+)*(?:\.[a-z]\b)?")
COMPUTING, SHOWING = ("measures", "submissions", "templates.py", "versions.py", "tracing"), ("publish",)


@dataclass(frozen=True)
class Function:
    """A public function, method or class of the package, with the clauses that its docstring cites."""

    path: str
    name: str
    cites: frozenset[str]

    def serves(self, clause: str) -> bool:
        return any(clause == cited or clause.startswith(f"{cited}.") for cited in self.cites)


def functions(rooms: tuple[str, ...]) -> list[Function]:
    """Everything public in these rooms that cites a clause."""
    files = [path for room in rooms for path in ([PACKAGE / room] if room.endswith(".py") else sorted((PACKAGE / room).rglob("*.py")))]
    return [one for path in files if path.exists() for one in _in_file(path) if one.cites]


def _in_file(path: Path) -> Iterator[Function]:
    place = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield Function(place, node.name, frozenset(CLAUSE.findall(ast.get_docstring(node) or "")))


def entries(plan: Plan) -> dict[str, list[str]]:
    """What of the plan file cites each clause."""
    found: dict[str, list[str]] = {}

    def note(clause: str | None, what: str) -> None:
        if clause:
            found.setdefault(clause, []).append(what)

    for one in plan.criteria:
        note(one.clause, f"criterion {one.id}")
    for one in plan.stages:
        note(one.clause, f"stage {one.id}")
        note(one.target_clause, f"target of stage {one.id}")
    for one in plan.shares:
        note(one.clause, f"share `{one.id}`")
    for one in plan.duties:
        note(one.clause, f"duty `{one.id}`")
    for one in plan.pilots:
        note(one.clause, f"pilots of programme {one.programme}")
        note(one.until_clause, f"until when pilots of programme {one.programme} go")
    for group in plan.item_groups:
        for one in group.items:
            note(one.clause, f"item of group {group.id}")
    for one in plan.rules:
        note(one.clause, "rule")
    for one in plan.readings:
        note(one.clause, f"reading `{one.id}`")
    for form in plan.forms:
        note(form.clause, f"form `{form.id}`")
    for one in plan.fee_tariffs:
        note(one.clause, "fee tariff")
    return {clause: list(dict.fromkeys(said)) for clause, said in found.items()}


def tests_of(names: set[str]) -> list[str]:
    """The test modules that name one of these functions."""
    calls = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names))) + r")\b") if names else None
    paths = sorted((ROOT / "tests").rglob("test_*.py")) if calls else []
    return [path.relative_to(ROOT).as_posix() for path in paths if calls.search(path.read_text(encoding="utf-8"))]


def rows(plan: Plan) -> Iterator[dict[str, list[str]]]:
    """A row a clause, in the order of the plan's text."""
    said, computing, showing = entries(plan), functions(COMPUTING), functions(SHOWING)
    for clause in sorted(said, key=_order):
        serving = [one for one in computing if one.serves(clause)]
        yield {
            "clause": [clause],
            "rule": said[clause],
            "function": [f"`{one.path}:{one.name}`" for one in serving],
            "test": [f"`{test}`" for test in tests_of({one.name for one in serving})],
            "report": [f"`{one.path}:{one.name}`" for one in showing if one.serves(clause)],
        }


def _order(clause: str) -> tuple:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in clause.split("."))


def page(plan: Plan) -> str:
    """The whole page."""
    lines = [
        "# Clause map",
        "",
        f"Plan {plan.number}, clause by clause: what of the plan file states it, what computes it, what tests that, where reports show it.",
        "Written by `python docs/clause_map.py > docs/clause-map.md`; a test holds it to the code.",
        "",
        "| clause | plan file | computed by | tested in | shown by |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += ["| " + " | ".join("<br>".join(cell) or "–" for cell in row.values()) + " |" for row in rows(plan)]
    lines += ["", "## Not computed", "", "| clause | what it asks | why |", "| --- | --- | --- |"]
    lines += [f"| {one.clause} | {one.en} | {one.why} |" for one in plan.not_computed]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(page(load_plan()))
