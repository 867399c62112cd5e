"""Cards of several branches under one another on one sheet: Chi đoàn: Khóm 1, labels and answers, Chi đoàn: Khóm 2, labels and answers.

Such a sheet is read once for each card, as if the others were not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from .cells import Sheet
from .labels import is_answer
from .layouts import BlankFormError, Table, find_tables
from .lexicon import Lexicon
from .named import branch_rows
from .names import core
from .text import plain

LONGEST = 120  # characters of a text that introduces a card
LEAST_HEADERS = 2  # so many headers stand below each of the bare names that introduce cards
ALIKE_WORDS = 2  # lines above two cards are the same where so many words are
_NUMBER = r"(?:\(?(?:\d{1,2}|[ivx]{1,4})[.)/]\s*|[-+*•]\s*)?"
_INTRODUCED = re.compile(
    rf"{_NUMBER}(?:tên\s+)?(?:(?:bch|ban chấp hành)\s+)?(?:"
    r"(?:chi đoàn|cđ)\s*(?:dân cư|cơ sở|\(khóm,? ấp\)|khóm\s*[,/]\s*ấp|(?P<kind>khóm|ấp))?\s*:|đơn vị\s*:\s*(?=chi đoàn\s))(?P<name>.*)",
    re.IGNORECASE,
)
_SAID = re.compile("oàn|OÀN|Oàn|cđ|CĐ")  # one of them stands in every introduction
_BESIDE = frozenset(("chi doan", "ten chi doan"))
_AFTER_NAME = re.compile(r"\s*[,;(\n]|\s+(?:đơn vị|năm)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–]\s+")
_TITLE = re.compile(r"(?:phieu|bien ban|bang|ban|bieu|bao cao|ket qua|danh sach)\b")
Place = tuple[int, int]


@dataclass(frozen=True)
class Card:
    """One card: what names its branch ("" where nothing does), where, and the sheet with its rows and those that hold for all.

    `answers` are the places beside its labels; `is_sure` is False where rows of it may belong to another card.
    """

    name: str
    place: Place
    sheet: Sheet
    answers: list[Place]
    is_sure: bool


@dataclass(frozen=True)
class _Span:
    """The rows of a card: the lines above its introduction from `start` on, up to `stop`; the rows `shared` hold for it too."""

    name: str
    place: Place
    shared: frozenset[int]
    start: int
    stop: int


def cards(sheet: Sheet, known: Lexicon) -> list[Card]:
    """The cards of a sheet on which two or more rows each introduce a branch; none of other sheets."""
    found = _labelled(sheet, known) or _bare(sheet, known)
    spans = _spans(sheet, found)
    told = [bool(_answered(sheet, range(one.start, one.stop))) for one in spans]
    if not any(told) or sum(told) + bool(_answered(sheet, spans[0].shared)) < 2:
        return []
    bodies = {label for one in spans for _, label, _ in _answered(sheet, range(one.place[0] + 1, one.stop))}
    return [_card(sheet, spans, n, bodies, known) for n in range(len(spans))]


def tables_of(several: list[Card], known: Lexicon) -> list[tuple[Card, list[Table]]]:
    """The tables of each card; none of a card that is not sure, is blank, or is another form than most."""
    found = [_tables(card, known) for card in several]
    usual = Counter(tables[0].form.id for tables in found if tables).most_common(1)
    return [
        (card, tables if {t.form.id for t in tables} == {form for form, _ in usual} else [])
        for card, tables in zip(several, found, strict=True)
    ]


def _tables(card: Card, known: Lexicon) -> list[Table]:
    try:
        return find_tables(card.sheet, known) if card.is_sure and card.answers else []
    except BlankFormError:
        return []


def _labelled(sheet: Sheet, known: Lexicon) -> dict[Place, str]:
    """The places that introduce a branch by a label, with its name; none where such texts stand in rows of a table, or all side by side."""
    labels = {raw for raw, text in sheet.said.items() if len(text) <= LONGEST and _introduces(text)}
    if not labels:
        return {}
    found: dict[Place, str] = {}
    columns = [column for column, cells in enumerate(sheet.distinct) if not labels.isdisjoint(cells)]
    for row, column in sorted((row, c) for c in columns for row, raw in enumerate(sheet.columns[c]) if raw in labels):
        name = _introduced(sheet, row, column, known)
        if name is None and plain(sheet.said[sheet.rows[row][column]]) not in _BESIDE:
            return {}
        found |= {(row, column): name} if name is not None else {}
    names = [name for name in found.values() if any(map(str.isalpha, name)) and any(map(known.is_branch, _PARTS.split(name)))]
    return found if names and len({row for row, _ in found}) > 1 else {}


@lru_cache(maxsize=65536)
def _introduces(text: str) -> bool:
    if _SAID.search(text) is None:
        return False
    return plain(text) in _BESIDE or (":" in text and _INTRODUCED.fullmatch(text) is not None)


def _introduced(sheet: Sheet, row: int, column: int, known: Lexicon) -> str | None:
    """The name that a label introduces; None where the row is one of a table."""
    cells = [(c, raw) for c, raw in enumerate(sheet.rows[row]) if raw not in sheet.blanks]
    text = sheet.said[sheet.rows[row][column]]
    said = _INTRODUCED.fullmatch(text)
    name = _AFTER_NAME.split(said["name"].strip())[0].strip(" .…_-–") if said else ""
    right = next((raw for c, raw in cells if c > column), "")
    name = f"{said['kind']} {name}" if name and said["kind"] else name
    beside = [(raw, nearest) for (_, nearest), (c, raw) in pairwise(cells) if c > column]
    if not name and (said or known.is_branch(sheet.said.get(right, ""))):
        name = f"{right:g}" if isinstance(right, float) else sheet.said.get(right, "")
        beside = beside[1:]
    elif not said:
        return None
    if cells[0][0] != column and not _introduces(sheet.said.get(cells[0][1], "")):
        return None
    is_answered = any(is_answer(raw) and not (isinstance(label, str) and label.strip().endswith(":")) for raw, label in beside)
    return None if is_answered or (not said and any(known.is_branch(sheet.said.get(raw, "")) for raw, _ in beside)) else name


def _bare(sheet: Sheet, known: Lexicon) -> dict[Place, str]:
    """The names of branches that stand each alone in a row, if every name of the sheet does, and the same headers below each."""
    found: dict[Place, str] = {}
    for column, rows in branch_rows(sheet, known.is_branch).items():
        for row in rows:
            if sum(raw not in sheet.blanks for raw in sheet.rows[row]) > 1:
                return {}
            found[row, column] = sheet.said[sheet.rows[row][column]]
    below = {tuple(map(plain, _texts(sheet, _next_row(sheet, row)))) for row, _ in found}
    heads = next(iter(below)) if len(below) == 1 else ()
    return dict(sorted(found.items())) if len(found) > 1 and len(heads) >= LEAST_HEADERS else {}


def _next_row(sheet: Sheet, row: int) -> int:
    return next((r for r in range(row + 1, len(sheet.rows)) if not sheet.blanks.issuperset(sheet.rows[r])), row)


def _texts(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row of nothing but texts."""
    told = [raw for raw in sheet.rows[row] if raw not in sheet.blanks]
    return [sheet.said[raw] for raw in told] if all(isinstance(raw, str) for raw in told) else []


def _spans(sheet: Sheet, found: dict[Place, str]) -> list[_Span]:
    """The rows of each card; of those above the first card, what no later card has of its own holds for all."""
    places = sorted(found)
    if not places:
        return []
    above = frozenset(range(places[0][0]))
    leads = [_lead(sheet, places[0][0], before, row) for (before, _), (row, _) in pairwise(places)]
    shared = above.difference(*(own for own, _ in leads))
    starts = [min(above - shared, default=places[0][0]), *(start for _, start in leads)]
    stops = [*starts[1:], len(sheet.rows)]
    return [_Span(found[place], place, shared, start, stop) for place, start, stop in zip(places, starts, stops, strict=True)]


def _lead(sheet: Sheet, first: int, before: int, row: int) -> tuple[set[int], int]:
    """Where the lines of a card begin above its introduction, and the lines above the first card that are like them."""
    like: set[int] = set()
    head, start = [r for r in range(first - 1, -1, -1) if not sheet.blanks.issuperset(sheet.rows[r])], row
    for other in (r for r in range(row - 1, before, -1) if not sheet.blanks.issuperset(sheet.rows[r])):
        passed = list(takewhile(lambda one, other=other: not _is_like(sheet, one, other), head))
        if len(passed) == len(head) or any(_answered(sheet, (one,)) for one in passed):
            break
        like.add(head[len(passed)])
        head, start = head[len(passed) + 1 :], other
    return like, start


def _is_like(sheet: Sheet, row: int, other: int) -> bool:
    """Whether two lines begin with the same words; xã and phường, and any two numbers, are the same."""
    begun = []
    for r in (row, other):
        text = next((sheet.said[raw] for raw in sheet.rows[r] if sheet.said.get(raw)), "")
        words = ["phuong" if word == "xa" else "0" if word.isdigit() else word for word in plain(text).split()]
        begun.append(words[:ALIKE_WORDS])
    return bool(begun[0]) and begun[0] == begun[1]


def _answered(sheet: Sheet, rows: Iterable[int]) -> list[tuple[int, str, list[int]]]:
    """The rows with answers beside a label: the row, the label folded, and the columns of the answers."""
    found = []
    for row in rows:
        told = [c for c, raw in enumerate(sheet.rows[row]) if raw not in sheet.blanks]
        label = next((c for c in told if not is_answer(sheet.rows[row][c])), told[0] if told else 0)
        if answers := [c for c in told if c > label and is_answer(sheet.rows[row][c])]:
            found.append((row, plain(str(sheet.rows[row][label])), answers))
    return found


def _card(sheet: Sheet, spans: list[_Span], nth: int, bodies: Collection[str], known: Lexicon) -> Card:
    span = spans[nth]
    kept = {*span.shared, *range(span.start, span.stop)}
    blank = [""] * sheet.width
    rows = [cells if row in kept else blank for row, cells in enumerate(sheet.rows)]
    seen = replace(sheet, rows=rows, merges=tuple(m for m in sheet.merges if m[0] in kept))
    is_sure = (
        bool(span.name)
        and sum(one.place[0] == span.place[0] for one in spans) == 1
        and not any(label in bodies for _, label, _ in _answered(sheet, span.shared))
        and not _names_others(seen, span, known)
        and (nth == 0 or not _has_title(sheet, spans[nth - 1], known))
    )
    own = range(span.start, span.stop) if is_sure or nth else sorted({*span.shared, *range(span.start, span.stop)})
    return Card(span.name, span.place, seen, [(row, c) for row, _, columns in _answered(sheet, own) for c in columns], is_sure)


def _names_others(seen: Sheet, span: _Span, known: Lexicon) -> bool:
    """Whether names of other branches stand among the rows of a card."""
    rows = {(row, column) for column, rows in branch_rows(seen, known.is_branch).items() for row in rows}
    return any(core(seen.said[seen.rows[row][column]]) != core(span.name) for row, column in rows if row != span.place[0])


def _has_title(sheet: Sheet, span: _Span, known: Lexicon) -> bool:
    """Whether below the answers of a card stands a title or a unit that was not said above it: of which card, nobody knows."""
    last = max((row for row, *_ in _answered(sheet, range(span.start, span.stop))), default=span.place[0])
    above = [text for row in (*span.shared, *range(span.start, last)) for text in sheet.texts[row] if text]
    below = [text for row in range(last + 1, span.stop) for text in sheet.texts[row] if text]
    units = {unit for text in above for unit in known.units.inside(text)}
    titled = [f" {words} " for text in below if ":" not in text and _TITLE.match(words := plain(text))]
    said = any(units and not known.units.inside(text) <= units for text in below)
    return said or any(phrase in text for text in titled for phrase, _ in known.titles)
