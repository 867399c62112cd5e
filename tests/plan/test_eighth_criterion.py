"""An eighth criterion of the kind "at least n": one entry in the plan, one column in the forms, and its cases. No Python."""

import pytest
from plan.test_plan import changed_plan
from submissions.drawn import draw

from sadec_analytics.measures import criteria_met, judge
from sadec_analytics.submissions import Lexicon
from sadec_analytics.submissions.submission import read_sheets
from sadec_analytics.tables import declared

CRITERION = """
[[criteria]]
id = 8
clause = "X.1"
vi = "Trồng ít nhất 10 cây xanh"
en = "At least ten trees planted"
ways = [["8.1"]]
conditions = [{ id = "8.1", quantity = "trees_planted", at_least = 10, vi = "cây xanh đã trồng", en = "trees planted" }]
"""
COLUMN = """
[[forms.fields]]
name = "trees_planted"
kind = "count"
unit = "cây"
clause = "X.1"
vi = "Số cây xanh đã trồng"
headers = ["cây xanh", "số cây xanh đã trồng"]
"""


@pytest.fixture
def plan(tmp_path):
    return changed_plan(tmp_path, {}, COLUMN, CRITERION)


@pytest.mark.parametrize(("cell", "verdict"), [("9", "not_met"), ("10", "met"), ("", "unknown"), ("trên 9", "met"), ("trên 8", "unknown")])
def test_a_cell_under_the_new_column_decides_the_new_criterion(plan, cell, verdict):
    known = Lexicon(plan, {u.name: u.aliases for u in plan.units}, {"Phường 3": {"Khóm 1": (), "Khóm 2": ()}})
    sheet = draw(
        f"| KẾT QUẢ PHƯỜNG 3 NĂM 2021\n| Chi đoàn | Số lần sinh hoạt | Số cây xanh đã trồng\n| Khóm 1 | 8 | {cell}\n| Khóm 2 | 8 | 3"
    )
    made = read_sheets([sheet], "0" * 12, "2021/a.xlsx", known)
    [record, _] = made.records["results"]
    of = {"year": 2021, "unit": "Phường 3", "branch": "Khóm 1"}
    tables = declared(plan)
    facts = tables["branch_years"].frame([of | record.facts])
    said = [of | {"field": name, "kind": s.kind, "low": s.low, "high": s.high} for name, (s, _) in record.statements.items()]
    roster = tables["roster"].frame([{"unit": "Phường 3", "branch": "Khóm 1", "unit_order": 1, "branch_order": 1}])
    verdicts = judge(facts, tables["statements"].frame(said), roster, plan)
    met = criteria_met(verdicts, plan)
    assert met.loc[(met["criterion"] == 8) & (met["year"] == 2021), "verdict"].tolist() == [verdict]


def test_the_new_condition_stands_in_the_verdicts_with_its_clause(plan):
    tables = declared(plan)
    roster = tables["roster"].frame([{"unit": "Phường 3", "branch": "Khóm 1", "unit_order": 1, "branch_order": 1}])
    facts = tables["branch_years"].frame([{"year": 2018, "unit": "Phường 3", "branch": "Khóm 1", "trees_planted": 12}])
    verdicts = judge(facts, tables["statements"].frame(), roster, plan)
    row = verdicts[verdicts["condition"] == "8.1"].iloc[0]
    assert (row["value"], row["threshold"], row["verdict"], row["clause"]) == (12, 10, "met", "X.1")
