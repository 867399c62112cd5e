"""Where units and city stand against the stages, who goes first as a pilot, and who fell back (B.3, IV.1.2, III.2.5)."""

from __future__ import annotations

import pandas as pd

from ...measures import branches_met, flows_by_branch
from .. import sentences
from ..exhibits import Listing, Prose
from ..figures.base import COUNTS_VI, shown
from ..view import View


def summary_of_stage(view: View) -> Prose:
    """Where units and city stand against the stage of the view, by name."""
    return Prose(sentences.standing(_of_stage(view, "computed"), view.stage))


def standing_of_stage(view: View) -> Listing:
    """The rows of the `standing` table for the stage; the branches that the city recognised beside them, once it decided."""
    rows, recognised = _of_stage(view, "computed"), _of_stage(view, "recognised")
    table = shown(rows, COUNTS_VI).assign(
        **{
            "Kết luận": [sentences.VERDICTS[verdict] for verdict in rows["verdict"]],
            "Đã công nhận": recognised["met"].where(recognised["unknown"] == 0),
        }
    )
    clause = view.stage.target_clause or view.stage.clause
    return Listing(f"Kết quả so với mục tiêu ({view.stage.target_percent}%), theo mục {clause} của kế hoạch.", table)


def pilot_units(view: View) -> Listing:
    """The pilot units of programme B (IV.1.2): shown beside the stage, without a verdict of their own."""
    until = {unit: pilot.until for pilot in view.plan.pilots if pilot.programme == "B" for unit in pilot.units}
    rows = view.of_year[view.of_year["unit"].isin(until)]
    table = shown(rows, COUNTS_VI)
    table.insert(1, "Làm điểm đến", [f"{until[unit]:%d/%m/%Y}" for unit in rows["unit"]])
    return Listing("Các đơn vị được chọn làm điểm (IV.1.2).", table)


def lapsed_branches(view: View) -> Listing:
    """Branches that met the standard the year before and do not now, merged and renamed ones included (III.2.5)."""
    rows = flows_by_branch(branches_met(view.tables.verdicts, view.plan), view.tables.roster)
    rows = rows.loc[(rows["year"] == view.year) & (rows["flow"] == "lapsed"), ["unit", "branch"]].reset_index(drop=True)
    return Listing(sentences.lapsed(rows, view.year), rows.rename(columns={"unit": "Đơn vị", "branch": "Chi đoàn"}))


def _of_stage(view: View, measure: str) -> pd.DataFrame:
    rows = view.tables.standing
    of_stage = (rows["stage"] == view.stage.id) & (rows["year"] == view.year) & (rows["measure"] == measure)
    return rows[of_stage].reset_index(drop=True)
