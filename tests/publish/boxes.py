"""What a drawn figure says and where: for tests that no text is cut and none lies over another."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sadec_analytics.publish.exhibits import Exhibit


def drawn(exhibit: Exhibit, number: int = 0) -> Figure:
    """One picture of an exhibit, laid out."""
    figure = exhibit.figure(number)
    FigureCanvasAgg(figure).draw()
    return figure


def texts_of(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn and says something; tick labels of an axis that is off or beyond its limits are not."""
    axis = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    beyond = [
        label
        for one in axis
        for place, label in zip(one.get_majorticklocs(), one.get_majorticklabels(), strict=False)
        if not (one.axes.axison and min(one.get_view_interval()) <= place <= max(one.get_view_interval()))
    ]
    hidden = [text for axes in figure.axes if not axes.get_visible() for text in axes.findobj(Text)]
    unseen = {id(text) for text in (*beyond, *hidden)}
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in unseen]
    boxes = [t.get_window_extent() for t in found]
    return [(t.get_text(), box) for t, box in zip(found, boxes, strict=True) if box.width and box.height]


def cut(figure: Figure) -> list[str]:
    """Texts that the edge of the picture cuts, or that lie beyond it."""
    width, height = figure.canvas.get_width_height()
    return [text for text, box in texts_of(figure) if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies over the other."""
    shown = texts_of(figure)
    return [
        (a, b)
        for i, (a, one) in enumerate(shown)
        for b, other in shown[i + 1 :]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    ]
