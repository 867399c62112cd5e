"""The shapes of the other forms: labels and figures of a unit, items in rows with what is said of them, a bare list of names."""

from __future__ import annotations

from ..canvas import Canvas
from . import wordings as w
from .drawing import Return, letterhead, roughened, signatures


def unit_figures(what: Return, book: object) -> None:
    """One sheet a unit: labels left, figures right."""
    canvas = Canvas(book.create_sheet(str(what.pick(("Sheet1", "Thanh nien", f"{what.year}")))))
    letterhead(what, canvas, 4)
    canvas.line([what.pick(w.ORDER), what.pick(w.LABELS), "ĐVT", what.pick(w.RESULT)], bold=True)
    for number, column in enumerate(what.columns, 1):
        cell = roughened(what, what.said[what.unit][column.field.name])
        canvas.line([number, what.header(column.field, in_group=False), column.field.unit, cell])
    signatures(what, canvas, 4)
    canvas.widths([6, 56, 12, 20])


def unit_rows(what: Return, book: object) -> None:
    """A row a unit under a header row."""
    canvas = Canvas(book.create_sheet("Sheet1"))
    width = 2 + len(what.columns)
    letterhead(what, canvas, width)
    canvas.line([what.pick(w.ORDER), "Đơn vị", *[what.header(c.field, in_group=False) for c in what.columns]], bold=True, tall=True)
    for number, unit in enumerate(what.facts, 1):
        canvas.line([number, what.names[unit], *[roughened(what, what.said[unit][c.field.name]) for c in what.columns]])
    signatures(what, canvas, width)
    canvas.widths([5, 26, *[14] * len(what.columns)])


def items_in_rows(what: Return, book: object) -> None:
    """Programme A: a row an item under a heading for each group; the columns say what is asked of it."""
    canvas = Canvas(book.create_sheet(str(what.pick(("Sheet1", "3 chu dong")))))
    aspects = list(dict.fromkeys(aspect for cells in what.said.values() for aspect in cells))
    letterhead(what, canvas, 4 + len(aspects))
    heads = [str(what.pick(w.ASPECTS[aspect])) for aspect in aspects]
    canvas.line([what.pick(w.ORDER), "Nội dung", *heads, "Minh chứng", w.NOTE[0]], bold=True)
    number = 0
    for roman, group in zip(("I", "II", "III", "IV"), what.plan.item_groups, strict=False):
        canvas.line([roman, group.vi, *[None] * (len(aspects) + 2)], bold=True)
        for item in group.items:
            number += 1
            cells = [roughened(what, what.said[item.clause][aspect]) for aspect in aspects]
            text = str(what.pick(w.headers_of(item.clause, item.vi, in_group=False)))
            canvas.line([number, what.mess.roughen(text), *cells, None, None])
    for name in (*(act.name for act in what.plan.acts), "proposed"):
        if name in what.said:
            cells = [roughened(what, what.said[name][aspect]) for aspect in aspects]
            canvas.line([None, str(what.pick(w.headers_of(name, "", in_group=False))), *cells, None, None], bold=True)
    signatures(what, canvas, 4 + len(aspects))
    canvas.widths([6, 60, *[14] * len(aspects), 24, 14])


def names_only(what: Return, book: object) -> None:
    """A bare list of names under a title that cites the decision."""
    canvas = Canvas(book.create_sheet("Danh sach"))
    any_fact = next(iter(what.facts.values()))
    letterhead(what, canvas, 3, f"(Kèm theo Quyết định số {any_fact['decision']} ngày {any_fact['decided_on']:%d/%m/%Y})")
    canvas.line([what.pick(w.ORDER), what.pick(w.BRANCH), w.NOTE[0]], bold=True)
    for number, branch in enumerate(what.facts, 1):
        canvas.line([number, what.names[branch], None])
    signatures(what, canvas, 3)
    canvas.widths([6, 40, 24])


LISTS = {"unit_figures": unit_figures, "unit_rows": unit_rows, "items_in_rows": items_in_rows, "names_only": names_only}
