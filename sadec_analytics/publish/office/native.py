"""Native charts of a deck, which PowerPoint edits: drawn from the table of an exhibit as its ChartData says."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import _BaseCategorySeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.util import Emu, Pt

from ...canvas import without_times
from ...sheets import safe_text, workbook_bytes
from .. import style
from ..charts.cells import DUTY_LOOKS
from ..exhibits import ChartData
from .cells import number_format
from .plot import Plot

FONT = "Arial"
KINDS = {
    "share": XL_CHART_TYPE.BAR_STACKED_100,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "within": XL_CHART_TYPE.BAR_CLUSTERED,
    "by_column": XL_CHART_TYPE.COLUMN_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
ROWS_DOWN = ("share", "bars", "stacked", "within")
COLOURS = style.STATES | {state: look.colour for state, look in DUTY_LOOKS.items()}
ON_DARK, HATCHED = ("met", "on_time"), ("unknown", "not_due")
PALETTE = (style.MET, style.NOT_MET, "#56B4E9", "#009E73", "#CC79A7", "#999999")
BARS_POINTS = 270  # of the height of a chart of a deck, for its bars
TOP, BOTTOM = 0.13, 0.15  # shares of the height for measure and legend
LONG = 40  # letters of a category that want smaller ones
LETTER = 0.0075  # of the chart's width, at 12 points


def add_chart(shapes: object, box: tuple[Emu, Emu, Emu, Emu], chart: ChartData, plot: Plot, alt: str) -> Chart:
    """The chart in its box, editable, with its measure above, its legend below and its alternative text."""
    data = CategoryChartData()
    data.categories = plot.categories
    for name, values in plot.series.items():
        data.add_series(name, values)
    frame = shapes.add_chart(KINDS[chart.kind], *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", safe_text(alt))
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(without_times(workbook_bytes({"Sheet1": plot.frame()})))
    made.font.name, made.font.size, made.font.color.rgb = FONT, Pt(_size(plot)), _rgb(style.INK)
    _measure(made, chart.measure)
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    made.legend.font.size = Pt(14)
    _paint(made, chart, plot)
    _axes(made, chart, plot)
    return made


def inner_box(plot: Plot) -> tuple[float, float, float, float]:
    """Left, top, width and height of the bars as shares of the chart: what the target line is placed by."""
    left = min(0.42, 0.02 + max(map(len, plot.categories)) * LETTER * _size(plot) / 12)
    return left, TOP, 0.97 - left, 1 - TOP - BOTTOM


def _size(plot: Plot) -> int:
    return 16 if len(plot.categories) <= 10 and max(map(len, plot.categories), default=0) <= LONG else 12


def _measure(made: Chart, measure: str) -> None:
    made.has_title = True
    made.chart_title.include_in_layout = False
    frame = made.chart_title.text_frame
    frame.text = safe_text(measure)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(16), False, FONT, _rgb(style.INK)
    _lay_out(made.chart_title._element, 1, _layout(0.0, 0.0))


def _paint(made: Chart, chart: ChartData, plot: Plot) -> None:
    drawn = made.plots[0]
    if chart.kind != "lines":
        drawn.gap_width = 45 if len(plot.categories) <= 10 else 25
        drawn.overlap = 0 if chart.kind == "bars" else 100
    usual = {"within": ("unknown", "met"), "by_column": ("met", "unknown"), "stacked": ("met", *("",) * len(plot.series))}
    states = chart.states or usual.get(chart.kind, ())
    for place, series in enumerate(drawn.series):
        if chart.kind == "lines":
            _line(series, place, plot, is_last=place == len(plot.series) - 1)
        elif states and states[place]:
            _fill(series.format.fill, states[place])
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(PALETTE[place % len(PALETTE)])
        if chart.kind != "lines":
            _labels(series, chart, states[place] if states else "", plot, list(plot.series.values())[place])
    if chart.kind == "within":
        whole, part = plot.series.values()
        _unlabelled(drawn.series[1], [place for place, value in enumerate(part) if value == whole[place]])


def _unlabelled(series: _BaseCategorySeries, points: Sequence[int]) -> None:
    """Take the labels off some points: where the part is the whole, one number is enough."""
    for place, point in enumerate(points):
        label = parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>')
        series.data_labels._element.insert(place, label)


def _line(series: _BaseCategorySeries, place: int, plot: Plot, is_last: bool) -> None:
    """A line named at its end, with what its last cell says; the last row (the city, where there is one) is drawn strongest."""
    colour = _rgb(style.MET if is_last else PALETTE[1 + place % (len(PALETTE) - 1)])
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(4 if is_last else 1.75)
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    label = series.points[len(plot.categories) - 1].data_label
    label.text_frame.text = plot.ends[place]
    font = label.text_frame.paragraphs[0].runs[0].font
    font.name, font.size, font.bold, font.color.rgb = FONT, Pt(12), is_last, colour
    label.position = XL_LABEL_POSITION.RIGHT


def _fill(fill: FillFormat, state: str) -> None:
    """The colours of the states; what is not known yet is hatched too."""
    if state in HATCHED:
        fill.patterned()
        fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(style.MET), _rgb(style.UNKNOWN)
    else:
        fill.solid()
        fill.fore_color.rgb = _rgb(COLOURS[state])


def _labels(series: _BaseCategorySeries, chart: ChartData, state: str, plot: Plot, values: Sequence[float | int | None]) -> None:
    """The numbers on the bars themselves, in Vietnamese grouping; no label where there is none or nothing."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = "0.0%" if plot.is_share else number_format(values, zero="#")
    labels.number_format_is_linked = False
    on_dark = state in ON_DARK
    room = BARS_POINTS / (len(plot.categories) * (len(plot.series) + 0.5)) if chart.kind == "bars" else _size(plot)
    labels.font.size, labels.font.bold = Pt(max(min(_size(plot) - 2, int(room)), 8)), on_dark
    labels.font.color.rgb = _rgb("#FFFFFF" if on_dark else style.INK)
    where = {"within": (XL_LABEL_POSITION.OUTSIDE_END, XL_LABEL_POSITION.INSIDE_BASE), "bars": (XL_LABEL_POSITION.OUTSIDE_END,) * 2}
    labels.position = where.get(chart.kind, (XL_LABEL_POSITION.CENTER,) * 2)[on_dark]


def _axes(made: Chart, chart: ChartData, plot: Plot) -> None:
    """Rows from top to bottom as in the table; an axis of shares from 0 to 100%, none where the labels say the numbers."""
    across, along = made.category_axis, made.value_axis
    across.has_major_gridlines = along.has_major_gridlines = False
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # no row without its name
    across._element.find("{*}noMultiLvlLbl").addprevious(every)
    across.major_tick_mark = along.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = _rgb("#BFBFBF")
    along.format.line.fill.background()
    along.minimum_scale = 0
    if chart.kind in ROWS_DOWN:
        across.reverse_order = True
    if chart.kind == "share":
        along.maximum_scale, along.major_unit = 1, 0.25
        along.tick_labels.number_format, along.tick_labels.number_format_is_linked = "0%", False
        along.tick_labels.font.size = Pt(12)
        along.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the rows run downwards: the far end is the foot
    elif chart.kind == "lines":
        _scale_of_lines(along, plot)
    else:
        along.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if chart.kind == "lines":
        _lay_out(made._chartSpace.chart.plotArea, 0, _layout(0.06, TOP, 0.72, 1 - TOP - BOTTOM))
    elif chart.kind != "by_column":
        _lay_out(made._chartSpace.chart.plotArea, 0, _layout(*inner_box(plot)))


def _scale_of_lines(along: ValueAxis, plot: Plot) -> None:
    """Light lines to read by; shares go up to the whole."""
    along.has_major_gridlines = True
    along.major_gridlines.format.line.color.rgb = _rgb("#E5E5E5")
    values = [value for row in plot.series.values() for value in row if value is not None]
    is_share = max(values) <= 1
    if is_share:
        along.maximum_scale, along.major_unit = 1, 0.25
    along.tick_labels.number_format, along.tick_labels.number_format_is_linked = "0%" if is_share else number_format(values), False


def _lay_out(part: BaseOxmlElement, place: int, layout: BaseOxmlElement) -> None:
    """Put a layout where the schema has it, in place of the one that may be there."""
    for old in part.findall("{*}layout"):
        part.remove(old)
    part.insert(place, layout)


def _layout(left: float, top: float, width: float | None = None, height: float | None = None) -> BaseOxmlElement:
    """A place in the chart, in shares of it; with a size that of the bars themselves, without axis labels."""
    inner = "" if width is None else '<c:layoutTarget val="inner"/>'
    size = "" if width is None else f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    place = f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/>'
    return parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inner}{modes}{place}{size}</c:manualLayout></c:layout>")


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
