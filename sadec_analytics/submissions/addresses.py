"""From a row of a table back to the cell in which a field of it stands, by the `sources` table (law 2)."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


class Source(NamedTuple):
    """Where a fact stands: its submission and sheet, and its cell, or several where it is their sum."""

    submission: str
    sheet: str
    cells: tuple[str, ...]

    @property
    def shown(self) -> str:
        return ";".join(self.cells)


class Cells:
    """The place of any field of any record of one form."""

    def __init__(self, sources: pd.DataFrame, form: str) -> None:
        rows = sources[sources["form"] == form]
        rows = rows.astype(object).where(rows.notna(), None).to_dict("records")
        self.columns = {(r["submission"], r["sheet"], r["field"]): r["column"] for r in rows if r["column"]}
        self.own: dict[tuple, dict[str | None, Source]] = {}
        for r in rows:
            if r["cell"]:
                place = (r["submission"], r["sheet"], r["field"], r["year"], r["unit"], r["branch"] or "")
                source = Source(r["told_in"] or r["submission"], r["told_sheet"] or r["sheet"], tuple(r["cell"].split(";")))
                self.own.setdefault(place, {})[r["aspect"]] = source

    def of(self, row: Mapping, field: str, aspect: str | None = None) -> Source | None:
        """The place of a field of one record (of one aspect of it); None where it was read from no cell."""
        place = (row["submission"], row["sheet"], field)
        of_record = self.own.get((*place, row["year"], row["unit"], row.get("branch") or ""), {})
        if source := of_record.get(aspect) if aspect else next(iter(of_record.values()), None):
            return source
        if (column := self.columns.get(place)) and isinstance(row["row"], Integral):
            return Source(row["submission"], row["sheet"], (f"{column}{int(row['row'])}",))
        return None
