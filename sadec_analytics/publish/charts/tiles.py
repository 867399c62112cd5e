"""Units as tiles: beside whom each lies, not how large it is."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from ...plan import Target
from .. import style
from ..sentences import VERDICTS
from .base import said_of, wrapped

GAP = 0.06
LONGEST_NAME = 22
LEAST = (3, 4)  # rows and columns: few tiles are no larger than many
FACES = {  # verdict: face, hatch, colour of the words
    "reached": (style.MET, None, "white"),
    "undecided": (style.UNKNOWN, style.HATCH, style.INK),
    "missed": (style.NOT_MET, "..", style.INK),
}


def tile_map(axes: Axes, tiles: pd.DataFrame, stage: Target, is_map: bool) -> Axes:
    """A tile a unit with its counts, by how it stands against the target; `tiles` are rows of `attainment` with row and column from 1.

    `is_map` says whether places of tiles follow the plan's schematic layout, or only the order of units.
    """
    rows, columns = (max(int(tiles[side].max()), least) for side, least in zip(("row", "column"), LEAST, strict=True))
    for tile in tiles.to_dict("records"):
        face, hatch, ink = FACES[tile["verdict"]]
        corner = (tile["column"] - 1 + GAP / 2, tile["row"] - 1 + GAP / 2)
        axes.add_patch(Rectangle(corner, 1 - GAP, 1 - GAP, facecolor=face, hatch=hatch, edgecolor="white", linewidth=0))
        said = "\n".join([wrapped(tile["unit"], LONGEST_NAME), *said_of(tile, stage.target).split(", ")])
        behind = {"facecolor": face, "edgecolor": "none", "boxstyle": "square,pad=0.2"}
        axes.text(
            tile["column"] - 0.5, tile["row"] - 0.5, said, ha="center", va="center", fontsize=9, color=ink, bbox=behind, linespacing=1.3
        )
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    layout = "Sơ đồ ô, không theo tỷ lệ" if is_map else "Các ô xếp theo thứ tự đơn vị, không theo vị trí"
    axes.set_title(f"{layout}. Số chi đoàn đạt chuẩn tính từ số liệu báo cáo, so với {stage.target_percent}%")
    names = {"reached": VERDICTS["reached"], "undecided": VERDICTS["undecided"], "missed": VERDICTS["missed"]}
    handles = [Patch(facecolor=FACES[v][0], hatch=FACES[v][1], edgecolor="white", linewidth=0, label=name) for v, name in names.items()]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.01), ncol=3)
    return axes
