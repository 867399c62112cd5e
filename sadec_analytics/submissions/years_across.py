"""Years as headers: Năm 2018 | Năm 2019 beside each other. Such a sheet is read once for each year, as if the others were not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from .cells import Sheet
from .headers import is_fact
from .lexicon import Lexicon
from .recognise import years_in
from .text import plain

HEADER_WITHIN = 30  # rows from the top in which years are looked for
LEVELS_ABOVE = 2  # rows of headers that may stand above the years
LONGEST = 60  # characters of a header that names a year
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_SAID = re.compile(r"(?:trong\s+)?(?:năm\s*)?(?:19|20)\d{2}", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """What a sheet says of one year, and where its answers stand.

    `year` is None for the columns of no year where the title names none either; `titled` is the year that the title names.
    """

    year: int | None
    titled: int | None
    sheet: Sheet
    places: list[tuple[int, int]]

    @property
    def is_beside(self) -> bool:
        """Whether the title speaks of another year: these figures stand there to compare with."""
        return None not in (self.year, self.titled) and self.year != self.titled


def by_years(sheet: Sheet, known: Lexicon) -> list[Part]:
    """The parts of a sheet whose columns are headed by years; none of other sheets."""

    def is_name(text: str) -> bool:
        return known.is_branch(text) or known.is_unit(text)

    def is_common(text: str) -> bool:
        return any((one := words.match((text,)).field) and not is_fact(one) for words in known.vocabulary.values())

    for row in range(min(len(sheet.rows), HEADER_WITHIN)) if _may_have_years(sheet) else ():
        if years := _years_of(sheet, row, is_name):
            return _parts(sheet, row, years, _common(sheet, row, years, is_name, is_common))
    return []


def _may_have_years(sheet: Sheet) -> bool:
    said = set(map(int, _YEAR.findall("\n".join(sheet.said)))) | {v for v in sheet.values if v.__class__ is float and 1990 <= v <= 2099}
    return len(said) > 1 and len({year for value in sheet.values if (year := _year(value)) is not None}) > 1


def _year(value: object) -> int | None:
    """The only year that a header names; that of a number between 1990 and 2099."""
    if isinstance(value, float):
        return int(value) if 1990 <= value <= 2099 and value.is_integer() else None
    if not isinstance(value, str) or len(value) > LONGEST or not _YEAR.search(value):
        return None
    years = years_in(value)
    return next(iter(years)) if len(years) == 1 else None


def _rest(value: object) -> str:
    """What a header says besides its year."""
    return " ".join(_YEAR_SAID.sub(" ", value).strip(" -–:()").split()) if isinstance(value, str) else ""


def _years_of(sheet: Sheet, row: int, is_name: Callable[[str], bool]) -> dict[int, int]:
    """The year of each column that this row heads with one; none where the row is no header, or the years come in no order."""
    shown = [sheet.rows[row][c] if isinstance(sheet.rows[row][c], float) else sheet.texts[row][c] for c in range(sheet.width)]
    if any(isinstance(value, float) and _year(value) is None for value in shown) or any(
        text and is_name(text) for text in sheet.texts[row]
    ):
        return {}
    years = {c: year for c, value in enumerate(shown) if (year := _year(value)) is not None}
    if len(set(years.values())) < 2 or not _in_order(list(years.values())) or len({plain(_rest(shown[c])) for c in years}) * 2 > len(years):
        return {}
    above = [sheet.rows[r][c] for r in range(row) for c in years if sheet.rows[r][c] != ""]
    if any(not isinstance(value, str) or is_name(value) for value in above):
        return {}
    return _spread(sheet, row, years)


def _in_order(years: list[int]) -> bool:
    """2018, 2019, 2018, 2019: the same years upwards, again and again."""
    said = [year for year, _ in groupby(years)]
    once = sorted(set(said))
    return said == once * (len(said) // len(once))


def _spread(sheet: Sheet, row: int, years: dict[int, int]) -> dict[int, int]:
    """A year typed once over several headers, without merging, holds for them all."""
    if row + 1 >= len(sheet.rows) or not all(sheet.texts[row + 1][c] for c in years) or len(set(years.values())) < len(years):
        return years
    spread, last = dict(years), None
    for column in range(min(years), sheet.width):
        last = years.get(column, last if sheet.texts[row + 1][column] and not sheet.texts[row][column] else None)
        spread |= {column: last} if last else {}
    return spread


def _common(sheet: Sheet, row: int, years: dict[int, int], is_name: Callable[[str], bool], is_common: Callable[[str], bool]) -> set[int]:
    """The columns that every year needs: names and what stands beside them; where none are named, the labels to the left."""
    others = [c for c in range(sheet.width) if c not in years]
    named = {c for c in others if any(text and is_name(text) for text in _texts(sheet, range(row + 1, len(sheet.rows)), c))}
    if not any(c < min(years) for c in named):
        return {c for c in others if c < min(years)}
    return named | {c for c in others if any(map(is_common, _texts(sheet, range(max(0, row - LEVELS_ABOVE), row + 1), c)))}


def _texts(sheet: Sheet, rows: range, column: int) -> list[str]:
    return [text for row in rows if (text := sheet.texts[row][column])]


def _parts(sheet: Sheet, row: int, years: dict[int, int], common: set[int]) -> list[Part]:
    """A part a year; the columns of no year go with the year of the title, and where it names none by themselves."""
    top = next((r + 1 for r in range(row - 1, row - 1 - LEVELS_ABOVE, -1) if r < 0 or not _heads(sheet, r, years)), row - LEVELS_ABOVE)
    said = {year for texts in sheet.texts[:top] for text in set(texts) if text for year in years_in(text)}
    titled = next(iter(said)) if len(said) == 1 and said <= set(years.values()) else None
    columns: dict[int | None, set[int]] = {}
    for column in range(sheet.width):
        if column not in common and _answers(sheet, row, {column}):
            columns.setdefault(years.get(column, titled), set()).add(column)
    return [Part(year, titled, _part(sheet, top, row, years, common | own), _answers(sheet, row, own)) for year, own in columns.items()]


def _answers(sheet: Sheet, row: int, columns: set[int]) -> list[tuple[int, int]]:
    cells = [(r, c) for r in range(row + 1, len(sheet.rows)) for c in sorted(columns)]
    return [(r, c) for r, c in cells if sheet.rows[r][c] not in sheet.blanks]


def _part(sheet: Sheet, top: int, row: int, years: dict[int, int], kept: set[int]) -> Sheet:
    """The sheet with these columns alone; headers that stood over several years stand over each, and the years are gone."""
    rows = [list(cells) for cells in sheet.rows]
    for r in range(top, len(rows)):
        for column in range(sheet.width):
            if column not in kept:
                rows[r][column] = ""
            elif column in years and r <= row:
                rows[r][column] = _rest(sheet.texts[r][column]) if r == row else _over(sheet, r, column, years)
    merges = tuple(m for m in sheet.merges if m[0] > row or m[2] < top or not any(m[1] <= c <= m[3] for c in years))
    return replace(sheet, rows=rows, merges=merges)


def _heads(sheet: Sheet, row: int, years: dict[int, int]) -> bool:
    """Whether a row above the years holds headers of theirs, and not a title that begins before them."""
    anchors = {sheet.merged_into.get((row, c), (row, c)) for c in years if sheet.texts[row][c]}
    return bool(anchors) and all(left >= min(years) for _, left in anchors)


def _over(sheet: Sheet, row: int, column: int, years: dict[int, int]) -> str:
    """The header over a column; one typed once over the first of its years holds for the next."""
    while not sheet.texts[row][column] and column - 1 in years and years[column - 1] < years[column]:
        column -= 1
    return sheet.texts[row][column]
