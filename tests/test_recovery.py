"""What is recovered equals the known truth, or a finding stands at the very cell: zero silent differences."""

import numpy as np
import pandas as pd
import pytest
from recovery import differences

from sadec_analytics.build import process
from sadec_analytics.decisions import read_decisions
from sadec_analytics.plan import load_plan
from sadec_analytics.practice import make_practice

PLAN = load_plan()
UNITS = [unit.name for unit in PLAN.residential_units]
SEEDS = [*range(8), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(8, 24))]
YEARS = [pytest.param([2020, 2021], id="two years"), pytest.param(list(PLAN.years), id="all years", marks=pytest.mark.slow)]


def silent_or_wrong(found):
    """Differences without a finding, and values that are not those of the truth even where a finding speaks of them."""
    return [d for d in found if not d.codes or (d.table != "statements" and not pd.isna(d.recovered))]


def recovered(folder, **chosen):
    workspace = make_practice(folder / "demo", **chosen)
    tables = process(workspace.raw, read_decisions(workspace.decisions, PLAN), PLAN)
    return tables, differences(workspace, tables)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_unit_and_year_come_back_or_are_asked_about(tmp_path, seed):
    rng = np.random.default_rng([7, seed])
    unit, year = str(rng.choice(UNITS)), int(rng.choice(list(PLAN.years)))
    _, found = recovered(tmp_path, seed=seed, units=[unit], years=[year], mess=2.0)
    assert silent_or_wrong(found) == []


@pytest.mark.parametrize("years", YEARS)
def test_clean_workbooks_come_back_whole_and_nothing_is_asked_about_them(tmp_path, years):
    tables, found = recovered(tmp_path, seed=3, years=years, mess=0.0)
    assert found == []
    assert set(tables["findings"]["code"]) <= {"fees_above_due"}  # arrears are paid in clean workbooks too


@pytest.mark.parametrize("years", YEARS)
def test_most_cells_come_back_at_the_usual_dose_of_mess(tmp_path, years):
    tables, found = recovered(tmp_path, seed=53, years=years)
    cells = int(tables["branch_years"].notna().to_numpy().sum())
    assert silent_or_wrong(found) == []
    assert len(found) < 0.05 * cells


def test_the_comparison_can_fail(tmp_path):
    workspace = make_practice(tmp_path / "demo", seed=3, units=["Phường 3"], years=[2021], mess=0.0)
    tables = process(workspace.raw, read_decisions(workspace.decisions, PLAN), PLAN)
    tables["branch_years"].loc[0, "meetings"] += 1
    [difference] = differences(workspace, tables)
    assert (difference.field, difference.codes) == ("meetings", ())
    assert silent_or_wrong([difference]) == [difference]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 112))
@pytest.mark.parametrize("mess", [1.0, 3.0])
def test_the_whole_city_comes_back_or_is_asked_about(tmp_path, seed, mess):
    _, found = recovered(tmp_path, seed=seed, mess=mess)
    assert silent_or_wrong(found) == []
