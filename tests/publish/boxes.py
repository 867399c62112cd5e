"""Where the texts of a drawn figure lie: none cut, none over another."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text


def drawn(figure: Figure) -> Figure:
    """The figure after its layout has been made."""
    FigureCanvasAgg(figure).draw()
    return figure


def texts_of(figure: Figure) -> list[tuple[str, object]]:
    """Every text that is drawn and says something; tick labels beyond the limits of an axis are not drawn."""
    axis = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    beyond = {
        id(label)
        for one in axis
        for place, label in zip(one.get_majorticklocs(), one.get_majorticklabels(), strict=False)
        if not min(one.get_view_interval()) <= place <= max(one.get_view_interval())
    }
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in beyond]
    boxes = [t.get_window_extent() for t in found]
    return [(t.get_text(), box) for t, box in zip(found, boxes, strict=True) if box.width and box.height]


def cut(figure: Figure) -> list[str]:
    """Texts that reach beyond the picture."""
    width, height = figure.canvas.get_width_height()
    shown = _shown(figure)
    return [text for text, box in shown if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies over the other."""
    shown = _shown(figure)
    return [
        (a, b)
        for i, (a, one) in enumerate(shown)
        for b, other in shown[i + 1 :]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    ]


def _shown(figure: Figure) -> list[tuple[str, object]]:
    width, height = figure.canvas.get_width_height()
    return [(t, box) for t, box in texts_of(figure) if box.x1 > 0 and box.x0 < width and box.y1 > 0 and box.y0 < height]
