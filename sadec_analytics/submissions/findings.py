"""Findings as they are collected, and as rows of the `findings` table: problems of one cause are one row with one extent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as made_by

from .catalogue import BLOCKING, CATALOGUE

OF_A_SHEET = ("told_in_words", "told_unclear", "cell_struck")  # one finding for all of them, whichever fields they stand in


@dataclass
class Problem:
    """One problem at one place or extent; `joined` puts those of one cause together."""

    code: str
    sheet: str | None = None
    cells: list[tuple[int, int]] = made_by(default_factory=list)
    cell: str | None = None
    field: str | None = None
    raw: str | None = None
    taken_as: str | None = None
    unit: str | None = None
    year: int | None = None
    branch: str | None = None
    said: dict[str, str] = made_by(default_factory=dict)

    @property
    def severity(self) -> str:
        return CATALOGUE[self.code].severity


def joined(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems of one cause together: one code, column, unit and year; blocking ones only where the raw value is the same too."""
    groups: dict[tuple, list[Problem]] = {}
    for n, problem in enumerate(problems):
        cause = problem.raw if problem.severity == BLOCKING and problem.code not in OF_A_SHEET else None
        apart = n if (problem.field is None and problem.code not in OF_A_SHEET) or problem.code == "total_differs" else None
        groups.setdefault((problem.sheet, problem.code, problem.field, problem.unit, problem.year, cause, apart), []).append(problem)
    return list(groups.values())


def finding(group: list[Problem], submission: str | None, cell: str | None) -> dict:
    """One row of the `findings` table for problems of one cause at the extent `cell`."""
    first = group[0]
    several = len({(p.raw, p.taken_as) for p in group}) > 1
    kind = CATALOGUE[first.code]
    said = {"raw": first.raw, "taken": first.taken_as, "unit": first.unit, "year": first.year, "label": first.field, "what": ""}
    message = kind.message.format(**said | first.said)
    return {
        "submission": submission,
        "sheet": first.sheet,
        "cell": cell,
        "cells": sum(max(len(p.cells), 1) for p in group) if cell else None,
        "code": first.code,
        "severity": kind.severity,
        "unit": first.unit,
        "year": first.year,
        "branch": first.branch if len({p.branch for p in group}) == 1 else None,
        "field": first.field,
        "raw": first.raw,
        "taken_as": first.taken_as,
        "message": f"{message} Ô đầu trong {len(group)} ô cùng loại." if several else message,
    }


def problem_finding(code: str, submission: str | None = None, raw: str | None = None, what: str = "") -> dict:
    """One row of the `findings` table for a problem of a whole file or run."""
    return finding([Problem(code, raw=raw, said={"what": what})], submission, None)
