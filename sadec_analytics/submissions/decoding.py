"""Sheets typed in the fonts of before Unicode: each cell decoded by itself.

A word that is Vietnamese in both alphabets is taken as decoded where no cell of the sheet is in Unicode, or where it answers
yes or no, or names a branch or a column only so; elsewhere a single such word is asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from .cells import Sheet
from .findings import Problem
from .legacy import decode, decode_sign, is_vietnamese, readings
from .words import yes_no_of

Place = tuple[int, int]


def decoded(sheet: Sheet, is_known: Callable[[str], bool]) -> tuple[Sheet, list[Problem]]:
    """The sheet in Unicode and a finding for each column that was repaired; a word of two readings is blocked.

    `is_known`: a name or a header that only one reading gives decides for it.
    """
    distinct = {value for value in sheet.said if not value.isascii()}
    if not any(map(decode, distinct)):
        return sheet, []
    texts = {(r, c): value for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if value in distinct}
    sure = {place: found for place, text in texts.items() if (found := decode(text))}
    encodings = {name for _, name in sure.values()}
    said, doubtful = {place: text for place, (text, _) in sure.items()}, {}
    is_whole = len(encodings) == 1 and not any(map(_is_unicode, texts.values()))
    for place, text in texts.items():
        found = readings(text) if place not in sure else {}
        other = found.get(next(iter(encodings))) if len(encodings) == 1 else None
        if sign := decode_sign(text, next(iter(encodings))) if len(encodings) == 1 and place not in sure else None:
            said[place] = sign
        elif other and (is_whole or not is_vietnamese(text) or _answers(other) > _answers(text) or is_known(other) > is_known(text)):
            said[place] = other
        elif found and not _answers(text) and len(text.split()) == 1:
            doubtful[place] = ("font_doubtful", text)
    rows = [[said.get((r, c), value) for c, value in enumerate(row)] for r, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows, unreadable=sheet.unreadable | doubtful), _repairs(sheet, said)


def _is_unicode(text: str) -> bool:
    """Whether a text holds a Vietnamese letter that no old font has: none stands among a whole sheet of theirs."""
    return any(c.isalpha() and c > "\u00ff" for c in text)


def _answers(text: str) -> bool:
    return yes_no_of(text, ()) is not None


def _repairs(sheet: Sheet, said: dict[Place, str]) -> list[Problem]:
    by_column: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(said):
        by_column[place[1]].append(place)
    return [
        Problem("font_decoded", sheet.name, places, raw=sheet.rows[places[0][0]][column], taken_as=said[places[0]])
        for column, places in by_column.items()
    ]
