"""A draw that anyone can repeat: tickets by hand, order, shares of units, late branches, and what is refused."""

import hashlib
import unicodedata
from itertools import combinations_with_replacement

import pandas as pd
import pytest
from measures.facts import branch_years, roster

from sadec_analytics.measures import DrawError, claimed_list, draw, list_text, ticket_texts
from sadec_analytics.measures.draw import sha256

SEED = "482913"


def listed(**branches: int) -> pd.DataFrame:
    """A claimed list: so many branches of each unit."""
    rows = [(2021, unit, f"Khóm {n}") for unit, count in branches.items() for n in range(1, count + 1)]
    return pd.DataFrame(rows, columns=["year", "unit", "branch"]).astype({"year": "Int64"})


def names(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["unit"], rows["branch"], strict=True))


def test_a_ticket_is_the_sha256_of_seed_year_unit_and_branch_between_bars():
    rows = draw(listed(A=1), SEED, 1)
    assert rows["ticket"].tolist() == [hashlib.sha256("482913|2021|A|Khóm 1".encode()).hexdigest()]
    assert ticket_texts(rows, SEED) == ["482913|2021|A|Khóm 1"]


def test_how_letters_are_composed_changes_no_ticket():
    plain = listed(A=3)
    apart = plain.assign(branch=plain["branch"].map(lambda name: unicodedata.normalize("NFD", name)))
    assert apart["branch"].tolist() != plain["branch"].tolist()
    assert draw(apart, SEED, 1)["ticket"].tolist() == draw(plain, SEED, 1)["ticket"].tolist()
    assert list_text(apart) == list_text(plain)


def test_the_first_tickets_are_visited_and_the_others_replace_in_that_order():
    rows = draw(listed(A=5, B=5), SEED, 4)
    assert rows["ticket"].is_monotonic_increasing
    assert rows["place"].tolist() == list(range(1, 11))
    assert rows["is_drawn"].tolist() == [True] * 4 + [False] * 6
    assert not rows["is_late"].any()


def test_the_order_in_which_the_list_is_written_changes_nothing():
    claimed = listed(A=5, B=5)
    shuffled = claimed.sample(frac=1, random_state=3)
    assert list_text(shuffled) == list_text(claimed)
    pd.testing.assert_frame_equal(draw(shuffled, SEED, 4), draw(claimed, SEED, 4))


def test_the_frozen_list_is_a_line_a_branch_and_its_hash_changes_with_any_of_them():
    text = list_text(listed(B=1, A=2))
    assert text == "2021|A|Khóm 1\n2021|A|Khóm 2\n2021|B|Khóm 1\n"
    assert sha256(text) == hashlib.sha256(text.encode()).hexdigest()
    assert sha256(text) != sha256(list_text(listed(B=1, A=1)))


def test_another_seed_or_year_gives_another_order():
    claimed = listed(A=9)
    orders = {tuple(draw(claimed, seed, 1)["branch"]) for seed in (SEED, "482914", "0482913")}
    orders.add(tuple(draw(claimed.assign(year=2022), SEED, 1)["branch"]))
    assert len(orders) == 4


def test_every_branch_is_drawn_equally_often():
    """3,000 units of six branches, two drawn of each: a branch is drawn a thousand times, give or take four standard deviations."""
    rows = draw(listed(**{f"Xã {n}": 6 for n in range(3000)}), SEED, 6000, by_unit=True)
    times = rows[rows["is_drawn"]].groupby("branch").size()
    assert len(times) == 6
    assert (times - 1000).abs().max() < 4 * (3000 * (1 / 3) * (2 / 3)) ** 0.5


def test_by_unit_each_unit_has_at_least_one_and_the_others_follow_largest_remainders():
    rows = draw(listed(A=6, B=4, C=3, D=1), SEED, 7, by_unit=True)
    # beyond one each, three are shared over 5 + 3 + 2 + 0 branches left: 1.5, 0.9, 0.6, 0
    assert rows[rows["is_drawn"]].groupby("unit").size().to_dict() == {"A": 2, "B": 2, "C": 2, "D": 1}
    assert rows.groupby("unit")["place"].apply(list).to_dict() == {"A": [*range(1, 7)], "B": [1, 2, 3, 4], "C": [1, 2, 3], "D": [1]}
    assert list(dict.fromkeys(rows["unit"])) == ["A", "B", "C", "D"]


def test_by_unit_shares_add_up_and_never_exceed_a_unit():
    for a, b, c in combinations_with_replacement((1, 2, 5), 3):
        claimed = listed(A=a, B=b, C=c)
        for visits in range(3, a + b + c + 1):
            drawn = draw(claimed, SEED, visits, by_unit=True).query("is_drawn").groupby("unit").size()
            assert drawn.sum() == visits
            assert drawn.min() >= 1
            assert (drawn <= pd.Series({"A": a, "B": b, "C": c})).all()


@pytest.mark.parametrize("by_unit", [False, True])
@pytest.mark.parametrize("visits", [2, 4, 9])
def test_late_branches_move_no_other(by_unit, visits):
    claimed, late = listed(A=5, B=4), listed(A=8, C=3).iloc[5:]
    before, after = draw(claimed, SEED, visits, by_unit), draw(claimed, SEED, visits, by_unit, late)
    stayed = after[~after["is_late"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(stayed, before)
    assert names(after[after["is_late"]].sort_values(["unit", "branch"])) == names(late.sort_values(["unit", "branch"]))
    assert dict(zip(names(after), after["ticket"], strict=True)) == dict(
        zip(names(draw(pd.concat([claimed, late]), SEED, 6)), draw(pd.concat([claimed, late]), SEED, 6)["ticket"], strict=True)
    )


def test_a_late_branch_is_drawn_exactly_when_its_ticket_is_below_the_last_one_drawn():
    claimed, late = listed(A=6), listed(B=20)
    rows = draw(claimed, SEED, 3, late=late)
    line = rows.loc[rows["is_drawn"] & ~rows["is_late"], "ticket"].max()
    of_late = rows[rows["is_late"]]
    assert of_late["is_drawn"].tolist() == (of_late["ticket"] < line).tolist()
    assert of_late["is_drawn"].nunique() == 2


def test_where_all_were_drawn_or_a_unit_is_new_the_late_ones_are_drawn_too():
    assert draw(listed(A=3), SEED, 3, late=listed(B=2))["is_drawn"].all()
    by_unit = draw(listed(A=5), SEED, 1, by_unit=True, late=listed(B=2))
    assert by_unit.loc[by_unit["unit"] == "B", "is_drawn"].all()


@pytest.mark.parametrize("seed", ["", "12345", "12 3456", "48291a", "-482913", "٤٨٢٩١٣", "4" * 41, "482913\n"])
def test_a_seed_is_six_digits_or_more(seed):
    with pytest.raises(DrawError, match="Hãy ghi từ 6 đến 40 chữ số"):
        draw(listed(A=2), seed, 1)


@pytest.mark.parametrize(
    ("claimed", "visits", "by_unit", "said"),
    [
        (listed(), 1, False, "không có gì để bốc thăm"),
        (listed(A=3), 0, False, "hãy ghi từ 1 đến 3"),
        (listed(A=3), 4, False, "hãy ghi từ 1 đến 3"),
        (listed(A=3, B=3), 1, True, "cần ít nhất 2 chi đoàn"),
        (pd.concat([listed(A=2), listed(A=1)]), 1, False, "hai lần"),
        (listed(A=1).assign(branch="Khóm 1|2"), 1, False, "dấu “|”"),
        (listed(A=1).assign(unit="A\nB"), 1, False, "xuống dòng"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_remedy(claimed, visits, by_unit, said):
    with pytest.raises(DrawError, match=said.replace("|", r"\|")):
        draw(claimed, SEED, visits, by_unit)


def test_two_lists_cannot_give_one_text():
    """A bar inside a name would let another pair of names have the same ticket."""
    with pytest.raises(DrawError):
        draw(pd.concat([listed(A=1).assign(unit="A|B", branch="C"), listed(A=1).assign(unit="A", branch="B|C")]), SEED, 1)


def test_the_claimed_list_holds_what_units_claim_of_branches_on_the_roster():
    facts = branch_years({"self_assessed": True}, {"self_assessed": False}, {"self_assessed": None}, {"self_assessed": True}, year=2021)
    assert claimed_list(facts, roster(3), 2021)["branch"].tolist() == ["Khóm 1"]
    assert claimed_list(facts, roster(4), 2021)["branch"].tolist() == ["Khóm 1", "Khóm 4"]
    assert claimed_list(facts, roster(4), 2020).empty


def test_drawing_changes_none_of_its_inputs():
    claimed, late = listed(A=3), listed(B=1)
    copies = claimed.copy(), late.copy()
    draw(claimed, SEED, 2, True, late)
    pd.testing.assert_frame_equal(claimed, copies[0])
    pd.testing.assert_frame_equal(late, copies[1])
