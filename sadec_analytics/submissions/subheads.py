"""What a header means that is not said in its own words: by the row below it, and by the column before it."""

from __future__ import annotations

from dataclasses import replace

from ..plan import Form
from .cells import Sheet
from .headers import Band, fields_of, is_fact
from .labels import is_answer
from .rows import is_codes, is_footer
from .text import plain
from .vocabulary import BARE, OTHERS, OWN, Match, Vocabulary
from .words import is_measure


def deepened(sheet: Sheet, band: Band, stop: int, vocabulary: Vocabulary) -> Band:
    """The header with the row below it, where that row only says more of what stands above: texts under headers, and nobody's name.

    Of such a header the whole path counts, so that a column of "Đội hình tình nguyện | Số lượt ra quân" is no count of teams.
    """
    row, common = band.end, [c for c, one in fields_of(band).items() if not is_fact(one)]
    if sheet.flipped or row >= stop or not common or any(sheet.rows[row][c] not in sheet.blanks for c in common) or is_codes(sheet, row):
        return band
    cells = {c: raw for c, raw in enumerate(sheet.rows[row]) if raw not in sheet.blanks and c in band.paths}
    if not cells or any(map(is_answer, cells.values())) or any(is_footer(plain(raw)) for raw in cells.values()):
        return band
    paths = band.paths | {c: (*band.paths[c], sheet.said[raw]) for c, raw in cells.items()}
    matches = band.matches | {c: vocabulary.match(paths[c]) for c, raw in cells.items() if not is_measure(raw)}
    return replace(band, depth=band.depth + 1, matches=matches, paths=paths)


def with_parts(band: Band, form: Form, vocabulary: Vocabulary) -> Band:
    """The header with columns of bare parts ("Trong đó nữ") doubted where what stands before them is not the whole that they are part of.

    Women beside the admissions are women admitted, and no count of the members who are women.
    """
    whole = dict(form.at_most) if form.grain == "branch" else {}
    parts = {c: m.field for c, m in band.matches.items() if m.field and m.field.name in whole and vocabulary.whose(band.paths[c]) != OWN}
    doubted = {c: Match(None, 0, (one,)) for c, one in parts.items() if not _follows(band, c, whole[one.name], vocabulary)}
    return replace(band, matches=band.matches | doubted) if doubted else band


def _follows(band: Band, column: int, whole: str, vocabulary: Vocabulary) -> bool:
    """Whether the nearest header to the left, other parts apart, is the whole, or heads no fact."""
    if vocabulary.whose(band.paths[column]) == OTHERS:
        return False
    before = [c for c in band.paths if c < column and vocabulary.whose(band.paths[c]) != BARE]
    one = band.matches[max(before)].field if before else None
    return not before or (one is not None and (one.name == whole or not is_fact(one)))
