"""An executed notebook as one self-contained page: no code, no script, nothing from outside; read by eye, ear, phone and paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from .pages import Page

TEMPLATES = Path(__file__).resolve().parent / "template"
NOTEBOOK_ONLY, INTERNAL_ONLY = "notebook-only", "internal"
HEADING = "## "


@dataclass(frozen=True)
class Section:
    """A heading of the notebook and all that stands below it."""

    heading: str
    body: Markup


def page_html(notebook: Path, page: Page) -> str:
    """The page of an executed notebook: its markdown and outputs under a contents list, without the cells that are not for its readers."""
    import nbformat

    shown = [cell for cell in nbformat.read(notebook, as_version=4).cells if _is_shown(cell, page.view.is_public)]
    opening, sections = _sections(shown)
    headline = Markup(page.headline._repr_html_())
    return rendered("page.html.j2", title=page.title, headline=headline, opening=opening, sections=sections, foot=page.view.source)


def rendered(template: str, **said: object) -> str:
    """A template of this folder filled in; what is not Markup is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined).get_template(template).render(**said)


def _is_shown(cell: NotebookNode, is_public: bool) -> bool:
    tags = cell.metadata.get("tags", [])
    return NOTEBOOK_ONLY not in tags and not (is_public and INTERNAL_ONLY in tags)


def _sections(cells: list[NotebookNode]) -> tuple[Markup, list[Section]]:
    """What stands before the first heading, and the sections."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for cell in cells:
        if cell.cell_type == "code":
            parts[-1][1].extend(_outputs(cell))
            continue
        first, _, rest = cell.source.partition("\n")
        if first.startswith(HEADING):
            parts.append((first.removeprefix(HEADING).strip(), []))
        parts[-1][1].append(_html(rest if first.startswith(HEADING) else cell.source))
    (_, opening), *sections = parts
    return Markup("\n".join(opening)), [Section(heading, Markup("\n".join(body))) for heading, body in sections]


def _html(markdown: str) -> str:
    from nbconvert.filters import markdown2html

    return markdown2html(markdown) if markdown.strip() else ""


def _outputs(cell: NotebookNode) -> list[str]:
    shown = [out.data for out in cell.outputs if out.output_type in ("execute_result", "display_data")]
    return [str(data["text/html"]) if "text/html" in data else f"<pre>{Markup.escape(data.get('text/plain', ''))}</pre>" for data in shown]
