"""Where the header of a table stands, and which field each column is: found by meaning, one to four levels deep."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..plan import Field
from .cells import Merge, Sheet
from .text import plain
from .vocabulary import Match, Path, Vocabulary

MAX_DEPTH = 4
COMMON_KINDS = ("order", "name", "aside")
LEAST_FACTS = 2
FLIPPED_BANDS_START_BEFORE = 6
SEARCHED_ROWS = 2_000  # no header is looked for below
HEADINGS = frozenset(("noi dung", "noi dung tieu chi", "tieu chi", "cac tieu chi", "chi tieu", "chi so", "noi dung thuc hien", "danh muc"))
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})\.?")
_TITLE = re.compile(r"(?:19|20)\d{2}")


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

    A row that names a branch, or that lies within a merged cell begun above it, is data and heads nothing.
    `may_be_list`: a bare list of names, with no fact beside them, is a table too.
    """
    rows = min(len(sheet.rows), FLIPPED_BANDS_START_BEFORE if sheet.flipped else SEARCHED_ROWS)
    data = set() if sheet.flipped else _data_rows(sheet, is_branch)
    no_starts = set() if sheet.flipped else data | _rows_within(sheet)
    starts = [row for row in range(rows) if row not in no_starts]
    best = {start: band for start in starts if (band := _best_at(sheet, vocabulary, start, data)) and band.facts >= LEAST_FACTS}
    if not best and may_be_list and not sheet.flipped:
        return [band for start in starts if (band := _list_at(sheet, vocabulary, start, data))][:1]
    most = max((band.facts for band in best.values()), default=0)
    bands, after = [], 0
    for start in sorted(best):
        if start < after or 2 * best[start].facts < most:
            continue
        near = [best[s] for s in range(start, start + MAX_DEPTH) if s in best]
        chosen = min(near, key=lambda band: (-band.facts, band.depth, band.start))
        bands.append(chosen)
        after = chosen.end
        if sheet.flipped:
            break
    return bands


def _data_rows(sheet: Sheet, is_branch: Callable[[str], bool]) -> set[int]:
    """The rows that are surely data; the same for every form, so the sheet remembers them."""
    if "data_rows" not in sheet.found:
        texts = set(sheet.said.values())
        named = {text for text in texts if any(map(str.isalpha, text)) and is_branch(text)}
        numerals = {text for text in texts if _ROMAN.fullmatch(text)}
        sheet.found["data_rows"] = {
            number
            for number, row in enumerate(sheet.texts[:SEARCHED_ROWS])
            if not named.isdisjoint(row) or (numerals and _opens_group(row, numerals))
        }
    return sheet.found["data_rows"]


def _opens_group(row: list[str], numerals: set[str]) -> bool:
    """Whether a row holds a roman numeral and one text."""
    texts = [text for text in dict.fromkeys(row) if text]
    return len(texts) == 2 and texts[0] in numerals


def _rows_within(sheet: Sheet) -> set[int]:
    """The rows that lie within a merged cell that begins above them."""
    return {place[0] for place, anchor in sheet.merged_into.items() if anchor[0] < place[0]}


def _best_at(sheet: Sheet, vocabulary: Vocabulary, start: int, data: set[int]) -> Band | None:
    """The best header from a row on."""
    return _remembered("best", sheet, vocabulary, start, _stop(sheet, start, data), _best_of)


def _list_at(sheet: Sheet, vocabulary: Vocabulary, start: int, data: set[int]) -> Band | None:
    """A header row that names a running number or a fact, and whose names stand below."""
    return _remembered("list", sheet, vocabulary, start, _stop(sheet, start, data), _list_of)


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
        sheet.found[start, stop] = (stop - start, merges, *map(tuple, sheet.texts[start : start + MAX_DEPTH]))
    band = vocabulary.remembered(what, sheet.found[start, stop], lambda: find(sheet, vocabulary, start, stop))
    return replace(band, start=start) if band else None


def _merges_from(sheet: Sheet) -> dict[int, list[Merge]]:
    """The merged ranges by the row in which they begin; their rows count from there."""
    if "merges_from" not in sheet.found:
        by_row: dict[int, list[Merge]] = {}
        for top, left, bottom, right in sheet.merges:
            by_row.setdefault(top, []).append((0, left, bottom - top, right))
        sheet.found["merges_from"] = by_row
    return sheet.found["merges_from"]


def _best_of(sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int) -> Band | None:
    below = {text for row in sheet.texts[start : start + MAX_DEPTH] for text in row if text}
    if not any(sheet.texts[start]) or len({f.name for text in below if (f := vocabulary.match((text,)).field) and is_fact(f)}) < 1:
        return None
    bands = [band_at(sheet, vocabulary, start, end - start) for end in range(start + 1, stop + 1)]
    return min(bands, key=lambda band: (-band.facts, band.depth), default=None)


def _list_of(sheet: Sheet, vocabulary: Vocabulary, start: int, stop: int) -> Band | None:
    band = band_at(sheet, vocabulary, start, 1)
    names = {match.field.name for match in band.matches.values() if match.field}
    return band if len(names) > 1 and names & {"branch", "unit"} else None


def band_at(sheet: Sheet, vocabulary: Vocabulary, start: int, depth: int) -> Band:
    """The header of so many rows from a row on, and what its columns name."""
    paths = header_paths(sheet, start, depth)
    if sheet.flipped:
        paths = _under_sections(sheet, start + depth, paths, vocabulary)
    matches = {column: vocabulary.match(path) for column, path in paths.items()}
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


def _under_sections(sheet: Sheet, first: int, paths: dict[int, Path], vocabulary: Vocabulary) -> dict[int, Path]:
    """Down a list of labels, a label without values heads those that follow it ("I. Đoàn viên", "- Tổng số"): they need its help."""
    section: Path = ()
    under = {}
    for column, path in sorted(paths.items()):
        if all(sheet.rows[row][column] == "" for row in range(first, len(sheet.rows))):
            section = () if _TITLE.search(path[-1]) else path
        elif plain(path[-1]) in HEADINGS:
            section = ()
        elif not vocabulary.match(path).field and section and vocabulary.match((*section, *path)).field:
            path = (*section, *path)
        under[column] = path
    return under


def _group_text(sheet: Sheet, row: int, column: int, end: int) -> str:
    """The group header typed once over the first of its columns, without merging: it holds until the next text of its row."""
    if row + 1 >= end or not sheet.texts[row + 1][column]:
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
