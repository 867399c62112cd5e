"""Small rosters in which branches are renamed, merged, split, moved, end, appear and come back; with the truth of who continues whom."""

from __future__ import annotations

import numpy as np
import pandas as pd
from measures.facts import TABLES

YEARS = [2018, 2019, 2020, 2021]
UNITS = ("Xã A", "Xã B")
DAY = pd.Timedelta(days=1)


def roster_of(*rows: tuple) -> pd.DataFrame:
    """The roster of rows (unit, branch, valid_from, valid_to, became); dates as text, None where there is none."""
    units, names = list(dict.fromkeys(r[0] for r in rows)), list(dict.fromkeys(r[:2] for r in rows))
    columns = ("unit", "branch", "valid_from", "valid_to", "became")
    made = [dict(zip(columns, row, strict=True)) for row in rows]
    order = [{"unit_order": units.index(row[0]) + 1, "branch_order": names.index(row[:2]) + 1} for row in rows]
    return TABLES["roster"].frame([row | more for row, more in zip(made, order, strict=True)])


def verdicts_of(said: dict[tuple, str]) -> pd.DataFrame:
    """The frame of verdicts {(year, unit, branch): verdict}."""
    return pd.DataFrame([(*key, verdict) for key, verdict in said.items()], columns=["year", "unit", "branch", "verdict"])


class Story:
    """A roster as it came about: `rows` as of `roster_of`, and for each the positions of the rows that continue it (`heirs`)."""

    def __init__(self, rng: np.random.Generator, events: int = 7) -> None:
        self.rng, self.rows, self.heirs, self.fresh = rng, [], [], 0
        for unit in UNITS:
            for _ in range(3):
                self.add(unit, None)
        days = pd.date_range("2018-01-01", "2021-12-31")
        ends = [day for day in days if (day.month, day.day) in ((12, 30), (12, 31), (1, 1))]
        chosen = {days[n] for n in rng.choice(len(days), events, replace=False)} | {
            ends[n] for n in rng.choice(len(ends), 2, replace=False)
        }
        for day in sorted(chosen):
            live = [n for n, row in enumerate(self.rows) if row[3] is None and (row[2] is None or row[2] <= day)]
            if len(live) >= 2:
                self.happen(day, *(int(n) for n in rng.choice(live, 2, replace=False)))

    def add(self, unit: str, begins: pd.Timestamp | None, name: str | None = None) -> int:
        self.fresh += name is None
        self.rows.append([unit, name or f"Ấp {self.fresh}", begins, None, None])
        self.heirs.append([])
        return len(self.rows) - 1

    def name_for(self, unit: str) -> str | None:
        """A new name, or sometimes one that the unit does not use any more."""
        used = {row[1] for row in self.rows if row[0] == unit and row[3] is None}
        old = sorted({row[1] for row in self.rows if row[0] == unit} - used)
        return str(self.rng.choice(old)) if old and self.rng.random() < 0.3 else None

    def end(self, n: int, day: pd.Timestamp, heirs: list[int]) -> None:
        unit = self.rows[n][0]
        short = [self.rows[h][1] if self.rows[h][0] == unit and self.rng.random() < 0.8 else " / ".join(self.rows[h][:2]) for h in heirs]
        self.rows[n][3], self.rows[n][4] = day, str(self.rng.choice(["; ", ";", " | "])).join(short) or None
        self.heirs[n] = heirs

    def happen(self, day: pd.Timestamp, one: int, other: int) -> None:
        unit, name = self.rows[one][:2]
        begins = day + DAY * int(self.rng.choice([1, 1, 1, 60, 400]))
        match self.rng.choice(["rename", "merge", "absorb", "split", "split_keeping", "vanish", "appear"]):
            case "rename":
                unit = str(self.rng.choice([unit, unit, *UNITS]))
                self.end(one, day, [self.add(unit, begins, self.name_for(unit))])
            case "merge":
                made = self.add(unit, begins, self.name_for(unit))
                self.end(one, day, [made])
                self.end(other, day, [made])
            case "absorb":
                self.end(one, day, [other])
            case "split":
                self.end(one, day, [self.add(str(self.rng.choice(UNITS)), begins), self.add(unit, day + DAY)])
            case "split_keeping":
                self.end(one, day, [self.add(unit, day + DAY, name), self.add(unit, day + DAY)])
            case "vanish":
                self.end(one, day, [])
            case "appear":
                self.add(unit, begins, self.name_for(unit))

    @property
    def roster(self) -> pd.DataFrame:
        return roster_of(*map(tuple, self.rows))

    def exists(self, n: int, year: int) -> bool:
        _, _, begins, ends, _ = self.rows[n]
        last = pd.Timestamp(year, 12, 31)
        return (begins is None or begins <= last) and (ends is None or ends >= last)

    def heirs_of(self, n: int) -> list[int]:
        """Those of its `became`; without any, the next row of its name."""
        unit, name, _, ends, became = self.rows[n]
        if became or ends is None:
            return self.heirs[n]
        return [m for m, row in enumerate(self.rows) if row[:2] == [unit, name] and (row[3] is None or row[3] > ends)][:1]

    def edges(self) -> set[tuple]:
        """Who continues whom, (year, unit, branch, before_year, before_unit, before_branch), one row at a time."""
        found = set()
        for n in range(len(self.rows)):
            on = [year for year in YEARS if self.exists(n, year)]
            found |= {(year, n, year - 1, n) for year in on if year - 1 in on}
            waiting = [(n, m) for m in self.heirs_of(n)] if on else []
            for one, heir in waiting:
                later = [year for year in YEARS if year > on[-1] and self.exists(heir, year)]
                waiting += [(one, m) for m in self.heirs_of(heir)] if not later else []
                found |= {(later[0], heir, on[-1], one)} if later else set()
        return {(year, *self.rows[n][:2], before, *self.rows[m][:2]) for year, n, before, m in found}

    def verdicts(self) -> dict[tuple, str]:
        """A random verdict for most of the branch-years; the others have no row."""
        of = [(year, *row[:2]) for year in YEARS for n, row in enumerate(self.rows) if self.exists(n, year)]
        said = self.rng.choice(["met", "not_met", "unknown"], len(of), p=[0.6, 0.3, 0.1])
        first_and_last = (of[0], of[-1])
        return {key: str(verdict) for key, verdict in zip(of, said, strict=True) if key in first_and_last or self.rng.random() < 0.95}
