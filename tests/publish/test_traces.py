"""From every figure of every page a command leads back to the cells; the deck carries it in its notes."""

import io
import re
import shlex

import pytest
import typer
from pptx import Presentation
from publish.towns import town, view

from sadec_analytics.cli import app
from sadec_analytics.publish.office import DECK, office_files
from sadec_analytics.publish.pages import AnnualReview, PhaseReview, Summary, UnitProfile, annual_review, phase_review, summary_2018_2022

COMMAND = typer.main.get_command(app)


def parsed(command):
    """The name of the command and its options, as the command line understands them."""
    words = shlex.split(command)
    assert words[0] == "sadec"
    name, sub, rest = COMMAND.resolve_command(COMMAND.make_context("sadec", words[1:], resilient_parsing=True), words[1:])
    return name, sub.make_context(name, rest).params


@pytest.fixture(scope="module")
def pages(workspace):
    return [
        annual_review(workspace, 2021),
        annual_review(workspace, 2018, "public"),
        phase_review(workspace, 1),
        summary_2018_2022(workspace),
    ]


def silent_pages():
    seen = view(town(3, silent=True))
    return [AnnualReview(seen), PhaseReview(seen), Summary(seen), UnitProfile(seen, seen.plan.residential_units[0].name)]


def test_every_figure_has_a_command_that_the_command_line_understands(pages):
    for page in [*pages, *silent_pages()]:
        for figure in page.exhibits:
            name, told = parsed(figure.trace)
            assert name == "trace"
            assert told["year"] in page.plan.years
            assert (told["unit"], told["out"]) == (None, None)


@pytest.mark.slow
def test_every_command_leads_to_cells(pages, workspace, capsys):
    commands = {figure.trace for page in pages for figure in page.exhibits if page.year == 2021}
    assert len(commands) >= 8
    for command in commands:
        assert COMMAND.main([*shlex.split(command)[1:], "--workspace", str(workspace.root)], standalone_mode=False) in (None, 0)
        assert re.search(r"^      20\d\d/.+, nhận \d\d/\d\d/\d{4}", capsys.readouterr().out, re.MULTILINE), command


def test_the_notes_of_the_deck_carry_it(pages):
    page = pages[0]
    notes = [
        one.notes_slide.notes_text_frame.text for one in Presentation(io.BytesIO(office_files(page)[DECK])).slides if one.has_notes_slide
    ]
    assert all(any(f"Truy vết: {figure.trace}" in note for note in notes) for figure in page.exhibits)
