"""Brute force over all fillings of the blanks equals the bounds: for conditions, criteria, branches, and the shares of a unit."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measures.facts import MEETING_ALL, PLAN, branch_years, roster, statements

from sadec_analytics.measures import attainment, branches_met, criteria_met, judge

# For each blank field, values on either side of every threshold that it can touch.
FILLINGS = {
    "violations": (0, 1),
    "livelihood_models": (0, 1, 2),
    "cooperative_groups_compliant": (0, 1),
    "jobs_placed": (4, 5),
    "largest_team_members": (4, 5),
    "youth_works_completed": (0, 1),
    "admissions": (0, 4, 5, 6, 7),
    "admissions_by_procedure": (0, 4, 5, 6, 7),
    "meetings": (7, 8),
    "has_full_minutes": (False, True),
    "fees_collected_vnd": (0, 359_999, 360_000),
    "cultural_activities": (0, 1, 2),
    "sports_activities": (0, 1, 2),
    "secretary_trained": (False, True),
}
KNOWN = {"admissions": (0, 4, 5, 6), "admissions_by_procedure": (0, 4, 5, 6)}  # a blank beside them may be more
STATES = {frozenset(["met"]): "met", frozenset(["not_met"]): "not_met", frozenset(["met", "not_met"]): "unknown"}


def is_possible(facts: dict) -> bool:
    """Cooperative groups are among the models, and those under the decree among the groups: no filling may contradict it."""
    parts = (("cooperative_groups", "livelihood_models"), ("cooperative_groups_compliant", "cooperative_groups"))
    return all(facts[part] <= facts[whole] for part, whole in parts)


def fillings(changes: dict) -> list[dict]:
    blanks = [name for name, value in changes.items() if value is None]
    filled = [changes | dict(zip(blanks, values, strict=True)) for values in itertools.product(*(FILLINGS[name] for name in blanks))]
    return [facts for facts in filled if is_possible(MEETING_ALL | facts)]


@st.composite
def branches(draw, blanks=3):
    known = draw(st.dictionaries(st.sampled_from(sorted(FILLINGS)), st.none(), max_size=blanks))
    for name in draw(st.sets(st.sampled_from(sorted(set(FILLINGS) - set(known))), max_size=3)):
        known[name] = draw(st.sampled_from(KNOWN.get(name, FILLINGS[name])))
    return known


def verdicts_of(rows: list[dict]):
    return judge(branch_years(*rows), statements(), roster(len(rows)), PLAN)


def joined(frame, key: str) -> dict:
    return {name: STATES[frozenset(group["verdict"])] for name, group in frame.groupby(key)}


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(branches())
def test_a_branch_is_what_all_its_fillings_say(changes):
    filled = fillings(changes)
    if not filled:
        return
    open_, closed = verdicts_of([changes]), verdicts_of(filled)
    assert dict(zip(open_["condition"], open_["verdict"], strict=True)) == joined(closed, "condition")
    said, sure = criteria_met(open_, PLAN).set_index("criterion")["verdict"].to_dict(), joined(criteria_met(closed, PLAN), "criterion")
    if shares_a_blank(changes):
        assert said[4] in (sure.pop(4), "unknown")
        assert branches_met(open_, PLAN)["verdict"].tolist()[0] in ("unknown", *branches_met(closed, PLAN)["verdict"])
        del said[4]
    else:
        assert branches_met(open_, PLAN)["verdict"].tolist() == [STATES[frozenset(branches_met(closed, PLAN)["verdict"])]]
    assert said == sure


def shares_a_blank(changes: dict) -> bool:
    """Conditions 4.1 and 4.2 both look at admissions: where it is blank, Kleene logic may say unknown of what no filling can meet."""
    return "admissions" in changes and changes["admissions"] is None


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(branches(blanks=2), min_size=3, max_size=3))
def test_the_shares_of_a_unit_are_the_least_and_greatest_over_all_fillings(unit):
    per_branch = [fillings(changes) for changes in unit]
    if not all(per_branch) or any(map(shares_a_blank, unit)):
        return
    met = [[v == "met" for v in branches_met(verdicts_of(filled), PLAN)["verdict"]] for filled in per_branch]
    counts = [sum(choice) for choice in itertools.product(*met)]
    stage = PLAN.stages[0]
    row = attainment(verdicts_of(unit), stage, PLAN).iloc[0]
    assert (row["share_low"] * 3, row["share_high"] * 3) == (min(counts), max(counts))
    assert (row["verdict"] == "reached") == (min(counts) >= stage.needed(3))


def test_every_pair_of_blanks_in_one_criterion_exhaustively():
    for pair in itertools.combinations(
        ("admissions", "admissions_by_procedure", "cultural_activities", "sports_activities", "jobs_placed"), 2
    ):
        changes = dict.fromkeys(pair)
        open_, closed = verdicts_of([changes]), verdicts_of(fillings(changes))
        assert dict(zip(open_["condition"], open_["verdict"], strict=True)) == joined(closed, "condition"), pair
