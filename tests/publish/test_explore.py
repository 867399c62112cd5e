"""The notebook for exploring: every line answers its question on a practice workspace."""

import ast

import nbformat
import pandas as pd

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
    assert len(frames) == 5
    assert all(len(frame) for frame in frames)
