"""In the public edition no count of 1 to 4 under a sensitive fact can be read, nor worked out from what is shown."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from measures.facts import PLAN

from sadec_analytics.publish.privacy import FEW, HIDDEN, sensitive, suppressed


def counted(*units, total=None, year=2021):
    """A row a unit with its count (None: not reported) and the city's sum."""
    known = [n for n in units if n is not None]
    total = (sum(known) if known else None) if total is None else total
    rows = [{"year": year, "scope": "unit", "unit": f"U{n}", "value": value} for n, value in enumerate(units)]
    rows.append({"year": year, "scope": "city", "unit": None, "value": total})
    return pd.DataFrame(rows).astype({"value": "Int64"}).assign(share=lambda r: r["value"] / 100)


def shown(*units):
    """What is printed of each unit and, last, of the city: the number, what stands for it, or None where nothing was reported."""
    rows = suppressed(counted(*units), "value")
    return [
        said if isinstance(said, str) else (None if pd.isna(n) else int(n))
        for n, said in zip(rows["value"], rows["value_said"], strict=True)
    ]


def could_be(printed):
    """For each "<5", every value that a reader who adds and subtracts cannot rule out; a hidden one is 0 or from 5 up to 60."""
    *units, total = printed
    few = [n for n, said in enumerate(units) if said == FEW]
    others = sum(said == HIDDEN for said in units)
    seen = sum(said for said in units if isinstance(said, int))
    rest = [sum(c) for c in product([0, *range(5, 61)], repeat=others)]
    found = {n: set() for n in few}
    for values in product(range(1, 5), repeat=len(few)):
        sums = {seen + sum(values) + other for other in rest}
        if total == HIDDEN or (total == FEW and any(1 <= s <= 4 for s in sums)) or total in sums:
            for n, value in zip(few, values, strict=True):
                found[n].add(value)
    return found


def test_the_sensitive_facts_are_offences_ethnicity_religion_hardship_and_party_matters():
    assert sensitive(PLAN) == {"violations", "ethnic_minority", "religious", "in_hardship", "party_recommendations"}


@pytest.mark.parametrize(("count", "said"), [(0, 0), (1, FEW), (4, FEW), (5, 5)])
def test_one_to_four_reads_less_than_five_and_nothing_and_five_are_shown(count, said):
    assert shown(count, 30, 40)[0] == said


def test_a_single_small_count_takes_a_second_one_with_it_so_that_the_total_does_not_tell():
    assert shown(2, 30, 40) == [FEW, HIDDEN, 40, 72]


def test_where_no_other_unit_can_hide_it_the_total_is_hidden():
    assert shown(3, 0, 0, 12, 0) == [FEW, 0, 0, HIDDEN, 0, 15]
    assert shown(3, 5, 0) == [FEW, 5, 0, HIDDEN]


def test_two_ones_are_not_betrayed_by_a_total_of_two():
    assert shown(1, 1, 0) == [FEW, FEW, 0, HIDDEN]
    assert shown(1, 1, 20) == [FEW, FEW, HIDDEN, 22]


def test_a_total_that_is_small_itself_reads_like_the_one_count_it_is():
    assert shown(3, 0) == [FEW, 0, FEW]
    assert shown(4) == [FEW, FEW]


def test_nothing_is_hidden_where_nothing_is_small_and_what_was_not_reported_stays_so():
    assert shown(0, 12, None) == [0, 12, None, 12]
    assert shown(None, None) == [None, None, None]
    assert shown(None, 2, 30) == [None, FEW, HIDDEN, 32]


def test_what_follows_from_a_count_is_hidden_with_it_and_nothing_else():
    rows = suppressed(counted(2, 30, 40), "value", beside=("share",))
    assert rows["share"].isna().tolist() == [True, True, False, False]
    assert counted(2, 30, 40)["value"].tolist() == [2, 30, 40, 72]


def test_groups_are_hidden_each_for_itself():
    rows = suppressed(pd.concat([counted(2, 30, 40), counted(6, 30, 40, year=2022)]), "value")
    assert rows.loc[rows["year"] == 2022, "value"].tolist() == [6, 30, 40, 76]


@pytest.mark.parametrize("seed", range(60))
def test_a_reader_who_adds_and_subtracts_cannot_rule_out_any_of_one_to_four(seed):
    rng = np.random.default_rng(seed)
    units = rng.choice([0, 1, 2, 3, 4, 5, 6, 7, 8, 20], size=rng.integers(1, 6)).tolist()
    printed = shown(*units)
    assert all(values == {1, 2, 3, 4} for values in could_be(printed).values()), (units, printed)
    assert all(said in (n, FEW, HIDDEN) for n, said in zip(units, printed, strict=False))
    assert [n for n, said in zip(units, printed, strict=False) if 1 <= n <= 4 and said != FEW] == []
