"""Acts that units report in single words, and who may be commended."""

import pandas as pd
from measures.facts import PLAN, TABLES, units

from sadec_analytics.measures import commendation_candidates, programme_a, unit_acts

FIRST, SECOND = "Phường 3", "Phường 4"
ITEMS = [item.clause for group in PLAN.item_groups for item in group.items]


def items(*rows: dict) -> pd.DataFrame:
    return TABLES["unit_items"].frame(rows)


def test_an_act_is_done_not_done_or_not_reported_for_every_unit():
    told = items(
        {"year": 2020, "unit": FIRST, "item": "B.4.1.c", "met": True}, {"year": 2020, "unit": SECOND, "item": "B.4.1.c", "met": False}
    )
    rows = unit_acts(told, units(FIRST, SECOND), PLAN).set_index(["unit", "act"])["done"]
    assert rows[FIRST, "B.4.1.c"]
    assert not rows[SECOND, "B.4.1.c"]
    assert rows[[(FIRST, "IV.2.4"), (SECOND, "IV.2.4")]].isna().all()


def test_acts_are_no_items_of_programme_a():
    whole = items(*({"year": 2020, "unit": FIRST, "item": item, "met": True} for item in ITEMS))
    with_act = pd.concat([whole, items({"year": 2020, "unit": FIRST, "item": "IV.2.4", "met": False})], ignore_index=True)
    none = TABLES["recognitions"].frame()
    a, b = (programme_a(rows, none, units(FIRST), PLAN) for rows in (whole, with_act))
    pd.testing.assert_frame_equal(a, b)


def test_candidates_are_the_units_that_hold_longest_first_and_of_equal_ones_those_commended_least():
    def row(unit: str, year: int, verdict: str, commended: bool | None = None) -> dict:
        return {"unit": unit, "year": year, "verdict": verdict, "commended": commended}

    rows = pd.DataFrame(
        [
            *(row(FIRST, year, verdict) for year, verdict in ((2019, "met"), (2020, "unknown"), (2021, "met"))),
            *(row(SECOND, year, "met", year == 2019) for year in (2019, 2020, 2021)),
            row("Phường 1", 2021, "not_met"),
        ]
    ).astype({"commended": "boolean"})
    found = commendation_candidates(rows)
    of_2021 = found[found["year"] == 2021]
    assert of_2021[["unit", "years_running", "commended_before"]].to_numpy().tolist() == [[SECOND, 3, 1], [FIRST, 1, 0]]
    assert found[found["year"] == 2020]["unit"].tolist() == [SECOND]
    assert found[found["year"] == 2019]["unit"].tolist() == [FIRST, SECOND]
