"""Offences are counted over the branches that told of them; silence is not a zero."""

import pandas as pd
from measures.facts import PLAN, branch_years, roster

from sadec_analytics.measures import offences

COUNTS = ["branches", "branches_with", "branches_without", "branches_unknown", "violations"]


def counted(*violations, branches=None):
    rows = offences(branch_years(*[{"violations": n} for n in violations]), roster(branches or len(violations)), PLAN)
    return rows.loc[rows["scope"] == "city", COUNTS].iloc[0].tolist()


def test_none_one_and_several():
    assert counted(0, 1, 3) == [3, 2, 1, 0, 4]


def test_a_blank_and_a_silent_branch_are_unknown():
    assert counted(0, None, branches=3) == [3, 0, 1, 2, 0]


def test_where_nobody_told_the_sum_is_missing():
    [*counts, violations] = counted(None)
    assert counts == [1, 0, 0, 1]
    assert pd.isna(violations)
