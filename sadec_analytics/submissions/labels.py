"""Labels left, values right: which lines of such a sheet are labels, where their list ends, what bare numbers stand for.

In a flipped sheet a line is a column of the sheet as sent, and a column one of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from ..plan import Field
from .cells import Sheet
from .rows import SURELY_DATA, is_footer
from .text import plain
from .vocabulary import Match, Path, Vocabulary
from .words import is_mark, yes_no_of

HEADINGS = frozenset(("noi dung", "noi dung tieu chi", "tieu chi", "cac tieu chi", "chi tieu", "chi so", "noi dung thuc hien", "danh muc"))
LONG_HEADING = 6  # words
LEAST_ACROSS = 2  # so many names of branches in one row of the sheet stand over columns of answers
_TITLE = re.compile(r"(?:19|20)\d{2}")
_COUNTED = re.compile(r"\d[\d.,/\-]*(?![.)]\s)[^\W\d]?\D{0,12}")  # 12; 03 MH; 576.000 đ; 16.2.2020: a number with what it counts


def answer_lines(sheet: Sheet, is_branch: Callable[[str], bool]) -> set[int]:
    """The lines that surely hold answers: numbers, ticks, yes and no for the most part, or one of several that branches head."""
    if "answer_lines" not in sheet.found:
        across = [
            [line for line, raw in enumerate(cells) if isinstance(raw, str) and is_branch(sheet.said.get(raw, ""))]
            for cells in sheet.columns
        ]
        named = {line for lines in across if len(lines) >= LEAST_ACROSS for line in lines}
        sheet.found["answer_lines"] = named | {line for line, cells in enumerate(sheet.rows) if _are_answers(cells)}
    return sheet.found["answer_lines"]


def _are_answers(cells: list) -> bool:
    said = [cell for cell in cells if cell != ""]
    numbers = [cell for cell in said if isinstance(cell, float)]
    if len(numbers) > 1 and all(later > earlier for earlier, later in pairwise(numbers)):
        return False  # a running number
    return 2 * sum(map(is_answer, said)) > len(said)


def is_answer(cell: object) -> bool:
    """Whether a cell says how many, when, or yes or no, and not what is asked."""
    if not isinstance(cell, str):
        return True
    return is_mark(cell.strip()) or yes_no_of(cell, ()) is not None or _COUNTED.fullmatch(cell.strip()) is not None


def is_heading(path: Path) -> bool:
    """Whether a label heads the list of labels: Nội dung, Tiêu chí / Chi đoàn."""
    words = plain(path[-1])
    return words in HEADINGS or (
        not any(map(str.isdigit, words)) and len(words.split()) <= LONG_HEADING and any(h in words for h in HEADINGS)
    )


def asks_by_number(text: str) -> bool:
    """Whether what stands below a heading may be named by its number alone: Tiêu chí."""
    return "tieu chi" in (words := plain(text)) and words in HEADINGS


def under_sections(sheet: Sheet, first: int, paths: Mapping[int, Path], vocabulary: Vocabulary) -> dict[int, Path]:
    """Down a list of labels, a label without values heads those that follow it ("I. Đoàn viên", "- Tổng số"): they need its help."""
    section: Path = ()
    under = {}
    for column, path in sorted(paths.items()):
        if all(sheet.rows[row][column] == "" for row in range(first, len(sheet.rows))):
            section = () if _TITLE.search(path[-1]) else path
        elif plain(path[-1]) in HEADINGS:
            section = ()
        elif section and _names_no_fact(path, vocabulary) and vocabulary.match((*section, *path)).field:
            path = (*section, *path)
        under[column] = path
    return under


def _names_no_fact(path: Path, vocabulary: Vocabulary) -> bool:
    """Whether a label says nothing by itself: among labels, TT is no running number."""
    one = vocabulary.match(path).field
    return one is None or one.kind == "order"


def numbered(sheet: Sheet, start: int, depth: int, paths: dict[int, Path], vocabulary: Vocabulary) -> dict[int, Path]:
    """The paths with criteria that only a number names: a bare one under Tiêu chí, or the running numbers beside a list of all criteria.

    Running numbers stand for criteria where no label says otherwise.
    """
    for line in range(start, start + depth):
        head = next((c for c, text in enumerate(sheet.texts[line]) if asks_by_number(text)), None)
        if head is None:
            continue
        if found := _numbers(sheet, line, head, vocabulary):
            return dict(sorted((paths | {c: (*paths.get(c, ()), text) for c, text in found.items()}).items()))
        running = _numbers(sheet, line - 1, head, vocabulary) if line else {}
        said = {c: vocabulary.match(path).field for c, path in paths.items() if c in running}
        if len(running) == _criteria(vocabulary) and all(_agrees(one, running[c], vocabulary) for c, one in said.items()):
            return paths | {c: (running[c],) for c in said}
    return paths


def _agrees(said: Field | None, number: str, vocabulary: Vocabulary) -> bool:
    """Whether a label says nothing else than its running number."""
    return said is None or said.kind == "aside" or said == vocabulary.match((number,)).field


def _criteria(vocabulary: Vocabulary) -> int:
    """How many criteria the form asks by number."""
    return sum(vocabulary.match((f"Tiêu chí {n}",)).field is not None for n in range(1, 10))


def _numbers(sheet: Sheet, line: int, head: int, vocabulary: Vocabulary) -> dict[int, str]:
    """The bare numbers below a heading that name a criterion each; none where one of them comes again."""
    shown = ((c, str(raw).removesuffix(".0").strip(" .")) for c, raw in enumerate(sheet.rows[line][head + 1 :], head + 1))
    found = {c: f"Tiêu chí {n}" for c, n in shown if n.isdigit() and len(n) == 1 and vocabulary.match((f"Tiêu chí {n}",)).field}
    return found if len(set(found.values())) == len(found) else {}


def end_of_list(sheet: Sheet, facts: set[int], paths: Mapping[int, Path], matches: Mapping[int, Match]) -> int:
    """Where the list of labels ends: at the signature block below it, beyond which names of people stand."""
    for column in range(min(facts, default=sheet.width) + 1, sheet.width):
        beyond = sum(fact > column for fact in facts)
        if beyond < SURELY_DATA and column not in facts and _closes(sheet, column, paths.get(column), matches):
            return column
    return sheet.width


def _closes(sheet: Sheet, column: int, path: Path | None, matches: Mapping[int, Match]) -> bool:
    if path:
        return is_footer(plain(path[-1])) and not matches[column].field
    return any(is_footer(plain(text)) for text in {row[column] for row in sheet.texts} if text)
