"""Which name of a branch is in force in a year, where the roster says that it was renamed and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Renames = dict[tuple[str, str, int], str]


def renames(roster: pd.DataFrame, years: Iterable[int]) -> Renames:
    """By unit, name and year: the name that the branch has on 31 December of that year, where that is another one.

    A branch was renamed where it ended, became one other branch of its unit, and that one began then and continues no second one.
    Merges and splits are for a person to settle.
    """
    rows = roster.astype(object).where(roster.notna(), None).to_dict("records")
    by_name = {(row["unit"], row["branch"]): row for row in rows}
    of_name = Counter((row["unit"], row["branch"]) for row in rows)
    heirs = Counter((row["unit"], name) for row in rows for name in _names(row))
    later = {}
    for row in rows:
        for name in _names(row)[:1] if len(_names(row)) == 1 else ():
            here, there = (row["unit"], row["branch"]), (row["unit"], name)
            heir = by_name.get(there)
            if (
                heir
                and of_name[here] == of_name[there] == heirs[there] == 1
                and heir["valid_from"]
                and heir["valid_from"] >= row["valid_to"]
            ):
                later[here] = there
    chains = [_chain(first, later) for first in later if first not in later.values()]
    return {
        (unit, name, year): in_force[1]
        for chain in chains
        for year in years
        if (in_force := next((one for one in chain if _exists(by_name[one], year)), None))
        for unit, name in chain
        if name != in_force[1]
    }


def _names(row: dict) -> list[str]:
    """The branches that one which ended became."""
    return [name for name in re.split(r"\s*[;|]\s*", row["became"] or "") if name] if row["valid_to"] else []


def _chain(first: tuple[str, str], later: dict) -> list[tuple[str, str]]:
    chain = [first]
    while chain[-1] in later:
        chain.append(later[chain[-1]])
    return chain


def _exists(row: dict, year: int) -> bool:
    day = dt.datetime(year, 12, 31)
    return (row["valid_from"] is None or row["valid_from"] <= day) and (row["valid_to"] is None or row["valid_to"] >= day)
