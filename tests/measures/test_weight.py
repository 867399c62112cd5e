"""What keeps a verdict open is looked at first."""

from measures.facts import PLAN, TABLES, UNIT, branch_years, roster, statements

from sadec_analytics.measures import in_order_of_weight, judge

OPEN, SETTLED = {"meetings": None}, {"meetings": None, "violations": 1}


def finding(code: str, severity: str = "blocking", **of: object) -> dict:
    return {"code": code, "severity": severity, "year": 2018, "unit": UNIT} | of


def ordered(*rows: dict, facts: tuple[dict, ...] = (OPEN, SETTLED, {})) -> list[str]:
    verdicts = judge(branch_years(*facts), statements(), roster(len(facts)), PLAN)
    return in_order_of_weight(TABLES["findings"].frame(rows), verdicts, PLAN)["code"].tolist()


def test_a_finding_that_decides_stands_before_one_of_a_branch_that_has_its_verdict():
    a, b = finding("a", branch="Khóm 2", field="meetings"), finding("b", branch="Khóm 1", field="meetings")
    assert ordered(a, b) == ["b", "a"]


def test_a_field_that_no_open_condition_asks_for_decides_nothing():
    assert ordered(finding("a", branch="Khóm 1", field="members"), finding("b", branch="Khóm 1", field="meetings")) == ["b", "a"]


def test_a_row_of_nobody_known_decides_where_its_unit_has_an_open_branch_and_one_of_no_known_unit_anywhere():
    rows = [finding("elsewhere", unit="Phường 4"), finding("here"), finding("nowhere", unit=None)]
    assert ordered(*rows) == ["here", "nowhere", "elsewhere"]
    assert ordered(*rows, facts=({},)) == ["nowhere", "elsewhere", "here"]


def test_after_those_severity_decides_and_equal_ones_keep_their_order():
    rows = [finding("n", "noted"), finding("r1", "repaired"), finding("b", branch="Khóm 3", field="meetings"), finding("r2", "repaired")]
    assert ordered(*rows) == ["b", "r1", "r2", "n"]


def test_a_finding_over_several_branches_decides_by_its_field():
    assert ordered(finding("a", field="admissions"), finding("b", field="meetings")) == ["b", "a"]


def test_nothing_found_stays_nothing():
    assert ordered() == []
