"""The golden year: what the practice workspace gives for 2021, end to end, as CSV that a person can read and a diff can show.

Run from the repository: python tests/golden_year.py (writes tests/golden/*.csv anew, to be read before it is committed).
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

import pandas as pd

import sadec_analytics.measures as m
from sadec_analytics.build import build
from sadec_analytics.practice import make_practice
from sadec_analytics.workspace import Tables

YEAR, STAGE, AS_OF = 2021, 2, dt.date(2022, 1, 31)
FOLDER = Path(__file__).parent / "golden"
NOT_OF_THE_RUN = ["submission", "sheet", "row"]  # ids follow the bytes of workbooks, which follow the writer's version


def golden(folder: Path) -> dict[str, str]:
    """Each table's name and its CSV."""
    workspace = make_practice(folder)
    build(workspace, AS_OF)
    frames = tables_of(workspace.read_tables())
    return {name: text_of(frame) for name, frame in frames.items()}


def tables_of(t: Tables) -> dict[str, pd.DataFrame]:
    """The tables of the run, and every measure made from them."""
    plan, stage = t.plan, t.plan.stage(STAGE)
    met, criteria = m.branches_met(t.verdicts, plan), m.criteria_met(t.verdicts, plan)
    facts = (t.branch_years, t.statements, t.roster, plan)
    people = (t.branch_years, t.youth_situation, t.roster, plan)
    funnelled = m.funnel_branches(t.registrations, t.branch_years, t.appraisals, t.recognitions, t.roster, plan)
    flowed = m.flows_by_branch(met, t.roster)
    units = m.programme_a(t.unit_items, t.recognitions, t.units, plan)
    conditions = t.verdicts.pivot(index=["year", "unit", "branch"], columns="condition", values="verdict").reset_index()
    return {
        "submissions": t.submissions[t.submissions["year"] == str(YEAR)].drop(columns="submission"),
        "findings": t.findings.groupby(["year", "severity", "code"]).size().rename("findings").reset_index(),
        "branch_years": t.branch_years,
        "registrations": t.registrations,
        "youth_situation": t.youth_situation,
        "conditions": conditions,
        "standing": t.standing,
        "duties": t.duties,
        "registration_rate": m.registration_rate(t.registrations, t.roster, plan),
        "funnel": m.funnel(funnelled),
        "funnel_branches": funnelled,
        "nearest_to_standard": m.nearest_to_standard(t.verdicts, plan),
        "flows": m.flows(met, t.roster),
        "lapse_causes": m.lapse_causes(flowed, criteria, plan),
        "pace": m.pace(m.attainment(t.verdicts, stage, plan), plan),
        "smallest_repairs": m.smallest_repairs(t.verdicts, stage, plan),
        "blocking": m.blocking(t.verdicts, plan),
        "telephone_list": m.telephone_list(t.verdicts, t.branch_years, stage, plan),
        "fee_collection": m.fee_collection(*facts),
        "fee_shares": m.fee_shares(t.branch_years, t.roster, plan),
        "admission_counts": m.admission_counts(*people),
        "appraisal_agreement": m.appraisal_agreement(t.verdicts, t.branch_years, t.appraisals, plan),
        "timeliness": m.timeliness(t.duties, plan),
        "programme_a": units,
        "programme_a_funnel": m.programme_a_funnel(units),
        "cross_checks": m.cross_checks(t.unit_items, t.verdicts, plan),
        "unit_acts": m.unit_acts(t.unit_items, t.units, plan),
        "candidates": m.commendation_candidates(units),
        "youth_indicators": m.youth_indicators(t.youth_situation, t.roster, plan),
        "one_plus_one": m.one_plus_one(t.youth_situation, t.roster, plan),
    }


def text_of(frame: pd.DataFrame) -> str:
    """The rows of the golden year; columns that are empty throughout are left out."""
    rows = frame[frame["year"].astype(str) == str(YEAR)] if "year" in frame else frame
    rows = rows.drop(columns=[name for name in (*NOT_OF_THE_RUN, "year") if name in rows])
    rows = rows.dropna(axis=1, how="all") if len(rows) else rows
    return rows.to_csv(index=False, lineterminator="\n", float_format="%.4f")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        for name, text in golden(Path(made)).items():
            (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
            print(name, text.count("\n") - 1)
