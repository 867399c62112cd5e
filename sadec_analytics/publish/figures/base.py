"""What figures about the standard share: the words for counts, the criteria that an edition tells, and an empty picture."""

from __future__ import annotations

import pandas as pd

from ...plan import Criterion
from .. import sentences, style
from ..exhibits import Exhibit
from ..privacy import SMALL
from ..view import View

COUNTS_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "unknown": "Chưa rõ",
    "needed": "Cần đạt",
    "wanting": "Còn thiếu",
}


def told_of_city(rows: pd.DataFrame, counts: list[str], view: View) -> tuple[list[Criterion], list[Criterion]]:
    """The criteria that may be shown for the city, and those that a public edition hides: personal ones with a count from 1 to 4.

    `rows` has a row a criterion.
    """
    few = set(rows.loc[rows[counts].isin(SMALL).any(axis=1), "criterion"])
    hidden = [c for c in view.plan.criteria if view.is_public and c.is_personal and c.id in few]
    return [c for c in view.plan.criteria if c not in hidden], hidden


def left_out(hidden: list[Criterion], how: str = "") -> str:
    """What a public edition says of the criteria that it does not show, after the rest of a caption."""
    numbers = sentences.named([str(criterion.id) for criterion in hidden])
    return f" Bản công khai không nêu tiêu chí {numbers}{f' {how}' if how else ''}." if hidden else ""


def nothing_yet(view: View, name: str, what: str, alt: str) -> Exhibit:
    """The exhibit that says that nothing of it was reported yet; `what` is its subject."""
    said = f"Năm {view.year}: chưa có số liệu về {what}"
    return view.exhibit(name, said, f"{said}.", alt, [_blank], pd.DataFrame(), what="standard")


def _blank(axes: object) -> object:
    axes.set_axis_off()
    return style.say_no_data(axes)
