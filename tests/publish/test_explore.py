"""The notebook for exploring: every line answers its question on a practice workspace."""

import ast

import nbformat
import pandas as pd
import pytest

from sadec_analytics.publish.explorer import ALL, choose
from sadec_analytics.publish.reports import notebook_of


def test_every_question_has_an_answer(workspace, monkeypatch):
    beside = workspace.root.parent / "notebooks"
    beside.mkdir()
    monkeypatch.chdir(beside)
    names, answers = {}, []
    for cell in nbformat.read(notebook_of("explore.ipynb"), as_version=4).cells:
        if cell.cell_type == "code":
            *before, last = ast.parse(cell.source).body
            exec(compile(ast.Module(before, []), "cell", "exec"), names)
            if isinstance(last, ast.Expr):
                answers.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
            else:
                exec(compile(ast.Module([last], []), "cell", "exec"), names)
    frames = [answer for answer in answers if isinstance(answer, pd.DataFrame | pd.Series)]
    assert len(frames) == 9
    assert all(len(frame) for frame in frames)


@pytest.fixture
def choice(workspace):
    return choose(workspace.read_tables())


def shown(choice) -> str:
    return choice.widget.children[1].value


def test_the_table_follows_what_is_chosen(choice, workspace):
    assert shown(choice).count("<tr>") == 1 + 37
    assert "/37 chi đoàn đạt" in shown(choice)
    choice.unit = workspace.plan().residential_units[0].name
    choice.criterion = 5
    assert shown(choice).count("<tr>") == 1 + 5
    assert set(choice.verdicts["criterion"]) == {5}
    choice.year = None
    assert set(choice.verdicts["year"]) == set(workspace.plan().years)


def test_any_table_is_narrowed_to_the_choice_as_far_as_it_has_the_columns(choice, workspace):
    tables, unit = workspace.read_tables(), workspace.plan().residential_units[1].name
    choice.year, choice.unit = 2019, unit
    assert set(zip(choice.of(tables.branch_years)["year"], choice.of(tables.branch_years)["unit"], strict=True)) == {(2019, unit)}
    assert set(choice.of(tables.roster)["unit"]) == {unit}
    choice.year = choice.unit = None
    assert choice.of(tables.branch_years) is tables.branch_years


def test_the_lists_offer_all_and_every_value_with_data(choice, workspace):
    year, unit, criterion = choice.widget.children[0].children
    assert [label for label, _ in year.options] == [ALL, "2018", "2019", "2020", "2021", "2022"]
    assert [value for _, value in unit.options] == [None, *(u.name for u in workspace.plan().residential_units)]
    assert len(criterion.options) == 1 + len(workspace.plan().criteria)
