"""Figures as bytes: laid out once, then written as files of full quality or as a small picture for a page."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

COLOURS = 64  # of a picture on a page
COMPRESSION = 8  # of zlib: 9 takes three times as long to save 3% of the bytes


def laid_out(figure: Figure, dpi: int) -> FigureCanvasAgg:
    """The canvas of a figure at so many dots per inch, every place settled: nothing is laid out again however often it is drawn."""
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")
    return canvas


def saved(figure: Figure, kind: str, dpi: int) -> bytes:
    """A figure as png or svg, without the day and the program that made it."""
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=dpi, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return out.getvalue()


def small_png(canvas: FigureCanvasAgg) -> bytes:
    """The figure drawn in a palette that keeps rare colours too (the target's red): a third of the size, so that a page goes by e-mail."""
    from PIL import Image

    canvas.draw()
    out = io.BytesIO()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", compress_level=COMPRESSION)
    return out.getvalue()
