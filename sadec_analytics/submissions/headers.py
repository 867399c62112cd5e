"""Where the header of a table stands, and which field each column is: found by meaning, one to four levels deep."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ..plan import Field
from .cells import Merge, Sheet
from .labels import answer_lines, asks_by_number, end_of_list, numbered, under_sections
from .named import branch_rows, branch_texts
from .vocabulary import REMEMBERED, Match, Path, Vocabulary

MAX_DEPTH = 4
COMMON_KINDS = ("order", "name", "aside")
LEAST_FACTS = 2
NAMES = frozenset(("branch", "unit"))
FLIPPED_BANDS_START_BEFORE = 6
SEARCHED_ROWS = 2_000  # no header is looked for below
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})\.?")
_DAY_SAID = re.compile(r":\s*(?:ngày\s*)?\d{1,2}(?:\s*[/.\-]\s*\d|\s*tháng\s)", re.IGNORECASE)


@dataclass(frozen=True)
class Band:
    """The header rows of one table, and what its columns' header paths name.

    `facts` counts the fields of the form, less the columns that only share a merged header: such a header goes deeper.
    """

    start: int
    depth: int
    matches: dict[int, Match]
    paths: dict[int, Path]
    facts: int

    @property
    def end(self) -> int:
        return self.start + self.depth


def find_bands(sheet: Sheet, vocabulary: Vocabulary, is_branch: Callable[[str], bool], may_be_list: bool = False) -> list[Band]:
    """The header bands of a sheet, top to bottom; several where several tables stand one below the other.

    A row that names a branch, that only says a day ("Ngày thẩm định: 5/11/2021"), or that lies within a merged cell begun above it
    heads nothing; nor does, in a flipped sheet, a line of answers.
    `may_be_list`: a bare list of names, with no fact beside them, is a table too.
    """
    starts = _starts(sheet, is_branch)
    best = {one[0]: band for one in starts if (band := _remembered("best", sheet, vocabulary, *one, _best_of)) and _is_header(band)}
    if not best and may_be_list and not sheet.flipped:
        return [band for one in starts if (band := _remembered("list", sheet, vocabulary, *one, _list_of))][:1]
    most = max((band.facts for band in best.values()), default=0)
    if best and not sheet.flipped:
        first = min(best)
        best |= {one[0]: band for one in starts if one[0] > first and one[0] not in best and (band := _names_at(sheet, vocabulary, *one))}
    bands, after = [], 0
    for start in sorted(best):
        if start < after or (2 * best[start].facts < most and not (bands and _heads_names(best[start]))):
            continue
        near = [best[s] for s in range(start, start + MAX_DEPTH) if s in best]
        chosen = min(near, key=lambda band: (-band.facts, band.depth, band.start))
        bands.append(chosen)
        after = chosen.end
        if sheet.flipped:
            break
    return bands


def _starts(sheet: Sheet, is_branch: Callable[[str], bool]) -> list[tuple[int, int]]:
    """The rows in which a header may begin, each with the row before which it must end; the sheet remembers them for every form."""
    if "starts" not in sheet.found:
        data = answer_lines(sheet, is_branch) if sheet.flipped else _data_rows(sheet, is_branch)
        no_starts = data if sheet.flipped else data | _rows_within(sheet)
        rows = range(min(len(sheet.rows), FLIPPED_BANDS_START_BEFORE if sheet.flipped else SEARCHED_ROWS))
        sheet.found["starts"] = [(row, _stop(sheet, row, data)) for row in rows if row not in no_starts]
    return sheet.found["starts"]


def _data_rows(sheet: Sheet, is_branch: Callable[[str], bool]) -> set[int]:
    """The rows that are surely data."""
    texts, names = set(sheet.said.values()), branch_texts(sheet, is_branch)
    rows = {row for rows in branch_rows(sheet, is_branch).values() for row in rows}
    rows |= {row for (row, _), (top, left) in sheet.merged_into.items() if sheet.rows[top][left] in names}
    numerals = {text for text in texts if text[:1] in ("I", "V", "X") and _ROMAN.fullmatch(text)}
    days = {text for text in texts if ":" in text and _DAY_SAID.search(text)}
    for number, row in enumerate(sheet.texts[:SEARCHED_ROWS] if numerals or days else ()):
        rows |= {number} if _opens_group(row, numerals) or _only_says(row, days) else set()
    return rows


def _opens_group(row: list[str], numerals: set[str]) -> bool:
    """Whether a row holds a roman numeral and one text."""
    texts = [text for text in dict.fromkeys(row) if text]
    return len(texts) == 2 and texts[0] in numerals


def _only_says(row: list[str], days: set[str]) -> bool:
    """Whether a line of words is all that stands in a row."""
    return len(texts := {text for text in row if text}) == 1 and not texts.isdisjoint(days)


def _rows_within(sheet: Sheet) -> set[int]:
    """The rows that lie within a merged cell that begins above them."""
    return {place[0] for place, anchor in sheet.merged_into.items() if anchor[0] < place[0]}


def _names_at(sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int) -> Band | None:
    """Below a table, a row that heads names again begins another one, though nobody understands what else stands in it."""
    band = _remembered("list", sheet, vocabulary, start, stop, _list_of) if any(sheet.texts[start]) else None
    return band if band and _heads_names(band) else None


def _is_header(band: Band) -> bool:
    """Whether a band heads facts, or one fact of those who are named beside it."""
    return band.facts >= LEAST_FACTS or (band.facts > 0 and _heads_names(band))


def _heads_names(band: Band) -> bool:
    """Whether a band heads running numbers and the names beside them, as every table has them: STT, Chi đoàn."""
    names = {match.field.name for match in band.matches.values() if match.field}
    return "order" in names and not names.isdisjoint(NAMES)


def _stop(sheet: Sheet, start: int, data: set[int]) -> int:
    """The row before which a header that begins at `start` must end."""
    end = min(len(sheet.rows), start + MAX_DEPTH)
    return next((row for row in range(start + 1, end) if row in data), end)


def _remembered(what: str, sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int, find: Callable) -> Band | None:
    """What is found from a row on follows from the texts and merged ranges there alone, so the vocabulary remembers it."""
    if sheet.flipped:
        return find(sheet, vocabulary, start, stop)
    if (start, stop) not in sheet.found:
        merges = tuple((row - start, *one[1:]) for row in range(start, stop) for one in _merges_from(sheet).get(row, ()))
        sheet.found[start, stop] = _header_of(merges, *map(tuple, sheet.texts[start:stop]))
    band = vocabulary.remembered(what, sheet.found[start, stop], lambda: find(sheet, vocabulary, start, stop))
    return Band(start, band.depth, band.matches, band.paths, band.facts) if band else None


@lru_cache(maxsize=REMEMBERED)
def _header_of(merges: tuple[Merge, ...], *texts: tuple[str, ...]) -> object:
    """One and the same thing for all headers that say the same: compared at a glance, form by form."""
    return object()


def _merges_from(sheet: Sheet) -> dict[int, list[Merge]]:
    """The merged ranges by the row in which they begin; their rows count from there."""
    if "merges_from" not in sheet.found:
        by_row: dict[int, list[Merge]] = {}
        for top, left, bottom, right in sheet.merges:
            by_row.setdefault(top, []).append((0, left, bottom - top, right))
        sheet.found["merges_from"] = by_row
    return sheet.found["merges_from"]


def _best_of(sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int) -> Band | None:
    """The best header from a row on."""
    said = {text for row in sheet.texts[start:stop] for text in row if text}
    if not any(sheet.texts[start]) or not (any(map(asks_by_number, said)) or any(_names_fact(text, vocabulary) for text in said)):
        return None
    bands = [band_at(sheet, vocabulary, start, end - start) for end in range(start + 1, stop + 1)]
    return min(bands, key=lambda band: (-band.facts, not sheet.flipped and _is_cut(sheet, band), band.depth), default=None)


def _is_cut(sheet: Sheet, band: Band) -> bool:
    """Whether a merged cell that begins in the header ends below it."""
    merges = _merges_from(sheet)
    return any(row + bottom >= band.end for row in range(band.start, band.end) for _, _, bottom, _ in merges.get(row, ()))


def _names_fact(text: str, vocabulary: Vocabulary) -> bool:
    one = vocabulary.match((text,)).field
    return one is not None and is_fact(one)


def _list_of(sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int) -> Band | None:
    """A header row that names a running number or a fact, and whose names stand below."""
    band = band_at(sheet, vocabulary, start, 1)
    names = {match.field.name for match in band.matches.values() if match.field}
    return band if len(names) > 1 and names & NAMES else None


def band_at(sheet: Sheet, vocabulary: Vocabulary, start: int, depth: int) -> Band:
    """The header of so many rows from a row on, and what its columns name."""
    paths = header_paths(sheet, start, depth)
    if sheet.flipped:
        paths = numbered(sheet, start, depth, under_sections(sheet, start + depth, paths, vocabulary), vocabulary)
    matches = {column: vocabulary.match(path) for column, path in paths.items()}
    if sheet.flipped:
        end = end_of_list(sheet, {c for c, m in matches.items() if m.field and is_fact(m.field)}, paths, matches)
        paths, matches = ({c: one for c, one in found.items() if c < end} for found in (paths, matches))
    facts = {m.field.name for m in matches.values() if m.field and is_fact(m.field) and not m.says_no}
    last = start + depth - 1
    sharing = [c for c, m in matches.items() if m.field and is_fact(m.field) and sheet.merged_into.get((last, c), (last, c))[1] < c]
    return Band(start, depth, matches, paths, len(facts) - len(sharing))


def header_paths(sheet: Sheet, start: int, depth: int) -> dict[int, Path]:
    """The header path of every column that has one; the same for every form, so the sheet remembers them."""
    key = ("paths", start, depth)
    if key not in sheet.found:
        paths = ((column, header_path(sheet, start, depth, column)) for column in range(sheet.width))
        sheet.found[key] = {column: path for column, path in paths if path}
    return sheet.found[key]


def header_path(sheet: Sheet, start: int, depth: int, column: int) -> Path:
    """The texts of a column's header from top to bottom: merged ranges say the same in every place that they cover."""
    levels = [sheet.texts[row][column] or _group_text(sheet, row, column, start + depth) for row in range(start, start + depth)]
    return tuple(text for n, text in enumerate(levels) if text and (n == 0 or text != levels[n - 1]))


def _group_text(sheet: Sheet, row: int, column: int, end: int) -> str:
    """The group header typed once over the first of its columns, without merging: it holds until the next text of its row."""
    if row + 1 >= end or not sheet.texts[row + 1][column] or sheet.rows[row][column] != "":
        return ""
    left = next((c for c in range(column - 1, -1, -1) if sheet.texts[row][c]), None)
    if left is None or (row, left) in sheet.merged_into or not sheet.texts[row + 1][left]:
        return ""
    return sheet.texts[row][left]


def is_fact(one: Field) -> bool:
    """Whether a field tells something about a branch, other than who it is."""
    return one.kind not in COMMON_KINDS


def fields_of(band: Band) -> dict[int, Field]:
    """The columns that name one field."""
    return {column: match.field for column, match in band.matches.items() if match.field}
