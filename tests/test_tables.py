"""Every table is declared once; the names that other people's scripts read stay."""

import pandas as pd
import pytest

from sadec_analytics.plan import load_plan
from sadec_analytics.tables import DTYPES, declared

TABLES = declared(load_plan())
STAY = {
    "branch_years": """year unit branch as_of members female_members violations livelihood_models cooperative_groups
        cooperative_groups_compliant
        jobs_placed volunteer_teams largest_team_members youth_works_registered youth_works_completed admissions admissions_by_procedure
        party_recommendations party_resolution meetings has_full_minutes has_records_in_order fees_due_vnd fees_collected_vnd has_congress
        congress_on cultural_activities sports_activities secretary_economy_stable secretary_trained secretary_knows_policy self_assessed
        submission sheet row""",
    "registrations": "year unit branch members meets_now registered is_pilot submission sheet row",
    "submissions": "submission path unit form year received_on received_from status",
    "findings": "submission sheet cell cells code severity unit year branch field raw taken_as message",
    "sources": "submission sheet field column unit branch cell",
    "statements": "submission year unit branch field kind low high text",
    "roster": "unit branch valid_from valid_to became unit_order branch_order",
    "duties": "year unit duty clause due_on inclusive received_on state days_late complete",
    "verdicts": "year unit branch criterion condition value threshold verdict clause",
    "standing": """year scope unit stage measure branches met not_met unknown needed wanting share_low share_high target due units
        units_reached verdict clause""",
}


@pytest.mark.parametrize("name", STAY)
def test_the_columns_that_stay(name):
    assert set(STAY[name].split()) <= set(TABLES[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_frame_has_the_declared_dtypes_and_the_key_is_among_the_columns(name):
    table = TABLES[name]
    frame = table.frame()
    assert [str(dtype) for dtype in frame.dtypes] == [DTYPES[kind] for kind in table.columns.values()]
    assert set(table.key) <= set(table.columns)


def test_blank_stays_missing_and_is_never_zero_or_no():
    frame = TABLES["branch_years"].frame([{"year": 2018, "meetings": None, "has_full_minutes": None}])
    assert frame["meetings"].isna().all()
    assert frame["has_full_minutes"].isna().all()


def test_columns_not_given_are_missing_and_those_not_declared_are_left_out():
    frame = TABLES["roster"].frame(pd.DataFrame({"unit": ["Phường 1"], "other": [1]}))
    assert frame["branch"].isna().all()
    assert "other" not in frame
