"""One golden year end to end: practice workbooks in, every table and measure of 2021 out, as written in tests/golden/."""

import pytest
from golden_year import FOLDER, golden

NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return golden(tmp_path_factory.mktemp("golden"))


def test_every_table_of_the_golden_year_is_kept(made):
    assert sorted(made) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_year_is_as_it_was(made, name):
    assert made[name] == (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
