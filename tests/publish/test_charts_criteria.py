"""Criteria by unit, and which hold branches back alone and together: cells, bars, words, and what the public edition leaves out."""

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from publish import boxes
from publish.views import view_of

from sadec_analytics.measures import blocking, blocking_pairs
from sadec_analytics.publish import style
from sadec_analytics.publish.charts import CITY
from sadec_analytics.publish.figures import criteria
from sadec_analytics.publish.view import PUBLIC

CASES = {
    "3": {"units": 3},
    "9": {"units": 9},
    "140": {"units": 140},
    "public": {"units": 9, "edition": PUBLIC},
    "all met": {"units": 9, "year": 2022},
    "silent year": {"units": 9, "reported": "later"},
    "nothing": {"units": 9, "reported": "never"},
}
FIGURES = (criteria.criteria, criteria.blocked)


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def view(request):
    return view_of(**CASES[request.param])


def texts(exhibit, number=0):
    return [text for text, _ in boxes.texts_of(boxes.drawn(exhibit, number))]


def city_rows(view):
    rows = blocking(view.tables.verdicts, view.plan)
    return rows[(rows["year"] == view.year) & (rows["scope"] == "city")]


@pytest.mark.parametrize("figure", FIGURES)
def test_no_text_is_cut_or_lies_over_another_on_any_page(figure, view):
    exhibit = figure(view)
    assert len(exhibit.title) <= 110
    for number in {0, len(exhibit.paints) - 1}:
        drawn = boxes.drawn(exhibit, number)
        assert boxes.cut(drawn) == []
        assert boxes.overlaps(drawn) == []


def test_cells_hold_counts_in_three_states_told_by_hatch_and_sign_as_well():
    view = view_of(9)
    [axes] = boxes.drawn(criteria.criteria(view)).axes
    cells = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert len(cells) == 10 * 7
    assert {to_hex(cell.get_facecolor()).upper() for cell in cells} == {style.MET, style.UNKNOWN, style.NOT_MET}
    rows = blocking(view.tables.verdicts, view.plan)
    row = rows[(rows["year"] == 2021) & (rows["unit"] == "Phường 2") & (rows["criterion"] == 5)].iloc[0]
    said = f"{row['branches'] - row['not_met'] - row['unknown']}/{row['branches']} ×"
    assert said in [text.get_text() for text in axes.texts if text.get_position() == (4, 1)]
    assert {cell.get_hatch() for cell in cells if to_hex(cell.get_facecolor()).upper() == style.UNKNOWN} == {style.HATCH}
    assert [label.get_text() for label in axes.get_yticklabels()] == [*(unit.name for unit in view.plan.residential_units), CITY]


def test_a_cell_of_which_nothing_is_known_says_so_and_not_nought():
    shown = texts(criteria.criteria(view_of(reported="later")))
    assert shown.count("chưa rõ") == 10 * 7
    assert not any(text.startswith("0/") for text in shown)


@pytest.mark.slow
def test_140_units_come_on_pages_with_the_city_on_each():
    exhibit = criteria.criteria(view_of(140))
    assert [CITY in texts(exhibit, number) for number in range(len(exhibit.paints))] == [True] * 10
    assert len(exhibit.table) == 141


def test_the_public_edition_names_no_personal_criterion_by_unit():
    view = view_of(9, edition=PUBLIC)
    exhibit = criteria.criteria(view)
    assert [name for name in exhibit.table.columns if name.startswith("TC")] == ["TC2", "TC3", "TC4", "TC5", "TC6"]
    heads = [text.split(".")[0] for text in texts(exhibit) if text[0].isdigit() and ". " in text]
    assert heads == ["2", "3", "4", "5", "6"]
    assert "không nêu tiêu chí 1 và 7 theo đơn vị" in exhibit.caption


def test_the_public_edition_gives_no_small_count_of_a_personal_criterion():
    few = view_of(3, year=2018, edition=PUBLIC)
    counts = city_rows(few).set_index("criterion")["not_met"]
    assert 0 < counts[7] < 5
    exhibit = criteria.blocked(few)
    assert 7 not in exhibit.table["Tiêu chí"].tolist()
    assert "không nêu tiêu chí" in exhibit.caption
    many = view_of(140, edition=PUBLIC)
    assert city_rows(many).set_index("criterion")["not_met"][7] >= 5
    assert 7 in criteria.blocked(many).table["Tiêu chí"].tolist()
    assert not any(text.startswith("7.") for text in texts(criteria.blocked(many), 1))


def test_bars_are_the_branches_held_back_alone_and_with_others():
    view = view_of(140)
    rows = city_rows(view)
    [axes] = boxes.drawn(criteria.blocked(view)).axes
    alone, together, unknown = axes.containers
    assert [bar.get_width() for bar in alone] == rows["not_met_alone"].tolist()
    assert [bar.get_x() + bar.get_width() for bar in together] == rows["not_met"].tolist()
    assert [bar.get_width() for bar in unknown] == rows["unknown"].tolist()
    assert {bar.get_hatch() for bar in unknown} == {style.HATCH}


def test_the_second_picture_counts_those_that_two_criteria_hold_back():
    view = view_of(140)
    pairs = blocking_pairs(view.tables.verdicts, view.plan).query("year == 2021 and scope == 'city'")
    [axes] = boxes.drawn(criteria.blocked(view), 1).axes
    found = {text.get_position(): int(text.get_text()) for text in axes.texts}
    for row in pairs.to_dict("records"):
        assert found[(row["criterion"] - 1, row["with_criterion"] - 1)] == row["branches"]
    assert [found[(n, n)] for n in range(7)] == city_rows(view)["not_met_alone"].tolist()
    assert sum(found.values()) == pairs["branches"].sum() + city_rows(view)["not_met_alone"].sum()
