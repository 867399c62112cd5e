"""Sentences are made from the numbers, counts first, and never round up across a target."""

import doctest

import pandas as pd
import pytest
from measures.facts import PLAN, branch_years, roster, statements, youth

from sadec_analytics.measures import admission_counts, attainment, criteria_met, fee_collection, judge
from sadec_analytics.publish import sentences


def test_the_examples_hold():
    assert doctest.testmod(sentences).failed == 0


@pytest.mark.parametrize(
    ("part", "whole", "target", "shown"),
    [
        (26, 29, 0.9, "89,7%"),
        (8999, 10000, 0.9, "89,9%"),
        (89999, 100000, 0.9, "89,9%"),
        (9, 10, 0.9, "90,0%"),
        (7499, 10000, 0.75, "74,9%"),
        (999_999, 1_000_000, 1.0, "99,9%"),
        (1, 3, None, "33,3%"),
        (0, 0, 0.9, "không tính"),
    ],
)
def test_a_percentage_never_rounds_up_across_its_target(part, whole, target, shown):
    assert sentences.percent(part, whole, target) == shown


def test_no_pair_up_to_a_hundred_looks_better_than_it_is():
    for target in (0.75, 0.9):
        for n in range(1, 101):
            for k in range(n + 1):
                shown = float(sentences.percent(k, n, target).rstrip("%").replace(",", "."))
                assert (shown >= target * 100) == (k >= next(s for s in PLAN.stages if s.target == target).needed(n)), (k, n)


def judged(*changes, year=2021):
    return judge(branch_years(*changes, year=year), statements(), roster(len(changes)), PLAN)


def test_attainment_says_counts_shares_and_what_is_unknown():
    counts = attainment(judged({}, {"meetings": 7}, {"has_full_minutes": None}), PLAN.stages[1], PLAN)
    said = sentences.attainment(counts[counts["year"] == 2021], 2021, PLAN.stages[1])
    assert said.startswith("Năm 2021, 1/3 chi đoàn (33,3%) của thành phố đạt chuẩn")
    assert "1 chi đoàn chưa đủ số liệu" in said
    assert "1 đơn vị chưa đạt" in said
    assert "còn cần thêm 2 chi đoàn" in said


def test_the_weakest_criterion_is_named_and_none_when_all_are_met():
    met = criteria_met(judged({"meetings": 7}, {"meetings": 7}, {"violations": 1}), PLAN)
    assert "tiêu chí 5 (sinh hoạt, đoàn phí, Đại hội): 2 chi đoàn" in sentences.criteria(met[met["year"] == 2021], PLAN)
    met = criteria_met(judged({}), PLAN)
    assert sentences.criteria(met[met["year"] == 2021], PLAN) == "Mọi chi đoàn đều đạt cả các tiêu chí."


def test_fees_and_admissions_say_over_how_many_branches():
    facts = branch_years({}, {"fees_collected_vnd": 300_000}, {"fees_collected_vnd": None})
    said = sentences.fees(fee_collection(facts, statements(), roster(3), PLAN))
    assert said.startswith("Đã thu 660.000 đ trong 720.000 đ phải thu (91,7%), tính trên 2/3 chi đoàn")
    facts = branch_years({"admissions": None, "party_recommendations": None})
    assert "Chưa có chi đoàn nào" in sentences.admissions(admission_counts(facts, youth(), roster(), PLAN))
    assert "Chưa có chi đoàn nào" in sentences.fees(fee_collection(branch_years({"fees_due_vnd": None}), statements(), roster(), PLAN))


def test_lists_are_said_as_people_say_them():
    assert [sentences.named(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a và b", "a, b và c"]


def test_lapses():
    assert sentences.lapsed(pd.DataFrame({"unit": []}), 2021).startswith("Không có chi đoàn nào")
