"""What figures share: printed tables with Vietnamese names, and an empty picture."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ...plan import Criterion
from .. import sentences, style
from ..charts import CITY
from ..exhibits import Exhibit
from ..view import View

SMALL = 5  # a public edition gives no smaller count of what points at persons
COUNTS_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "unknown": "Chưa rõ",
    "needed": "Cần đạt",
    "wanting": "Còn thiếu",
}


def shown(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The named columns under their Vietnamese names, units first and the city's row, called so, last."""
    ordered = pd.concat([rows[rows["scope"] == "unit"], rows[rows["scope"] == "city"]])
    unit = ordered["unit"].where(ordered["scope"] == "unit", CITY)
    return ordered.assign(unit=unit)[list(names)].rename(columns=dict(names)).reset_index(drop=True)


def told_of_city(rows: pd.DataFrame, counts: list[str], view: View) -> tuple[list[Criterion], list[Criterion]]:
    """The criteria that may be shown for the city, and those that a public edition hides: personal ones with a count from 1 to 4.

    `rows` has a row a criterion.
    """
    few = set(rows.loc[rows[counts].isin(range(1, SMALL)).any(axis=1), "criterion"])
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
