"""Facts rebuilt from what a trace shows of the raw cells, by the one-cell readers alone: no table of the run is asked."""

from __future__ import annotations

import pandas as pd

from sadec_analytics.plan import Field, Plan
from sadec_analytics.submissions.readers import reader_for
from sadec_analytics.submissions.reading import BLANK, Reading
from sadec_analytics.submissions.recognise import as_of_in, decision_in
from sadec_analytics.tables import declared

PLACE_CODES = ("merged_over_records", "date_turned", "yes_and_no", "font_doubtful", "branch_twice", "row_shifted")
SCALES = (1, 1_000, 1_000_000)


def retraced(facts: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The rows of a trace with `read`, what their raw texts say: a Reading each."""
    return facts.assign(read=[_read(row, plan) for row in facts.astype(object).where(facts.notna(), None).to_dict("records")])


def branch_years(facts: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The `branch_years` and `statements` tables as the raw texts of a trace give them."""
    rows: dict[tuple, dict] = {}
    statements = []
    for row in retraced(facts, plan).itertuples():
        if row.form != "results" or row.file is None:
            continue
        of = {"year": row.year, "unit": row.unit, "branch": row.branch}
        held = rows.setdefault(tuple(of.values()), dict(of))
        if row.read.state == "value":
            held[row.field] = row.read.value
        elif row.read.state == "statement":
            statements.append(of | {"field": row.field, "kind": row.read.kind, "low": row.read.low, "high": row.read.high})
    tables = declared(plan)
    return tables["branch_years"].frame(rows.values()), tables["statements"].frame(statements)


def _read(row: dict, plan: Plan) -> Reading:
    if row["file"] is None or row["cell"] is None:
        return BLANK
    codes = (row["codes"] or "").split(";")
    if "blank_as_no" in codes:
        return Reading("value", False)
    if row["corrected_to"] is None and any(code in PLACE_CODES for code in codes):
        return Reading("blocked")
    text = row["corrected_to"] or row["raw"]
    if row["field"] == "as_of":
        return Reading("value", pd.Timestamp(as_of_in([text])))
    if row["field"] == "recognised":
        return Reading("value", True)  # who stands on the list was recognised
    one = _field(row, plan)
    if row["note"] == "lấy từ dòng tiêu đề":
        return Reading("value", decision_in([text])[row["field"]])
    parts = [_said(one, part, row) for part in (text.split("; ") if ";" in row["cell"] else [text])]
    if len(parts) > 1:
        return Reading("value", sum(part.value for part in parts))
    [said] = parts
    if row["field"] in (one.date_into, one.year_into):
        return BLANK if said.extra is None else Reading("value", said.extra)
    return said


def _field(row: dict, plan: Plan) -> Field:
    """The field of a row's cell; a second column (congress_on) is read from the cell of the first."""
    form = plan.form(row["form"])
    if row["form"] == "three_proactives":
        return form.by_name[row["of"]]
    if row["field"] in form.by_name:
        return form.by_name[row["field"]]
    return next(one for one in form.fields if row["field"] in (one.date_into, one.year_into))


def _said(one: Field, text: str, row: dict) -> Reading:
    """What the text says at the scale that the finding of its money or rate names."""
    if one.kind == "stated_rate":
        return reader_for(one, row["year"], 1 if "từ 0 đến 1" in (row["messages"] or "") else 100)(text)
    if one.kind != "money" or not row["taken_as"]:
        return reader_for(one, row["year"], 1)(text)
    named = [reader_for(one, row["year"], scale)(text) for scale in SCALES]
    return next((said for said in named if str(said.value) in row["taken_as"].split("; ")), named[0])
