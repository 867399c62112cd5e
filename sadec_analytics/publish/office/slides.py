"""Slides in the house style on which a deck is put: 16:9, Arial, titles as titles, a foot with source, practice mark and number, notes."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re

import pandas as pd
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from ...canvas import NO_TIME, without_times
from ...sheets import safe_text
from .. import style
from ..exhibits import text_of
from .cells import middle_columns, state_in
from .fit import Fit
from .native import FONT
from .package import drop_preview

WIDTH, HEIGHT = 13.333, 7.5  # inches
LEFT, RIGHT = 0.6, 0.6
BODY_TOP, BODY_BOTTOM = 1.6, 6.8
INNER = WIDTH - LEFT - RIGHT
BELOW = 0.4  # inches of a line below a table
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
HEAT_VI = "Xanh: mọi chi đoàn đạt.  Cam: có chi đoàn chưa đạt.  Xám: có chi đoàn chưa rõ, không chi đoàn nào chưa đạt."
GREY = "#595959"
ON_STATE = {"met": "#FFFFFF", "unknown": style.INK, "not_met": style.INK}


class Slides:
    """A presentation with two layouts; `foot` is the line of the source."""

    def __init__(self, title: str, foot: str, is_practice: bool) -> None:
        self.deck, self.foot, self.is_practice = Presentation(), foot, is_practice
        properties = self.deck.core_properties
        properties.author, properties.title, properties.language, properties.last_modified_by = "sadec_analytics", title, "vi-VN", ""
        properties.created = properties.modified = dt.datetime(*NO_TIME)
        for layout in [one for one in self.deck.slide_layouts if one.name not in ("Title Slide", "Title Only")]:
            self.deck.slide_layouts.remove(layout)
        drop_preview(self.deck.part.package)
        self._widen()
        self._theme()

    def bytes(self) -> bytes:
        """The presentation without the times of saving."""
        out = io.BytesIO()
        self.deck.save(out)
        return without_times(out.getvalue())

    def opening(self, title: str, lines: list[str]) -> Slide:
        """The title slide."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[0])
        write(slide.shapes.title, title, 36, bold=True)
        write(slide.placeholders[1], "\n".join(lines), 20, colour=GREY)
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.25), Inches(HEIGHT))
        band.fill.solid()
        band.fill.fore_color.rgb = rgb(style.MET)
        band.line.fill.background()
        self._mark(slide)
        return slide

    def slide(self, title: str, notes: str) -> Slide:
        """A slide with its message as title, its foot and the speaker's notes."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[1])
        write(slide.shapes.title, title, 28 if len(title) <= 100 else 24, bold=True)
        for kind in ("ftr", "sldNum"):
            element = copy.deepcopy(self._placeholder(slide.slide_layout, kind)._element)
            element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
            slide.shapes._spTree.append(element)
        foot = next(shape for shape in slide.placeholders if shape._element.xpath('.//p:ph[@type="ftr"]'))
        write(foot, self.foot, 11, colour=GREY)
        self._mark(slide)
        slide.notes_slide.notes_text_frame.text = safe_text(notes)
        return slide

    @staticmethod
    def centre(slide: Slide) -> None:
        """A slide that has nothing but its message shows it at large, in the middle."""
        _place(slide.shapes.title, LEFT, BODY_TOP, INNER, BODY_BOTTOM - BODY_TOP - 1, MSO_ANCHOR.MIDDLE)
        for run in slide.shapes.title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(36)

    @staticmethod
    def _placeholder(layout: object, kind: str) -> object:
        return next(shape for shape in layout.placeholders if shape._element.xpath(f'.//p:ph[@type="{kind}"]'))

    def _mark(self, slide: Slide) -> None:
        if self.is_practice:
            box = slide.shapes.add_textbox(Inches(WIDTH - 3.4), Inches(6.93), Inches(2.2), Inches(0.35))
            write(box, style.PRACTICE_MARK, 12, colour=style.TARGET, italic=True, align=PP_ALIGN.RIGHT)

    def _widen(self) -> None:
        """The template's 4:3 to 16:9, and its parts to their places."""
        factor = WIDTH / 10
        self.deck.slide_width, self.deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        master = self.deck.slide_master
        for part in (master, *self.deck.slide_layouts):
            for shape in part.placeholders:
                shape.left, shape.width, shape.top, shape.height = (
                    int(shape.left * factor),
                    int(shape.width * factor),
                    shape.top,
                    shape.height,
                )
        opening, plain = self.deck.slide_layouts
        for part in (master, plain):
            _place(part.placeholders[0], LEFT, 0.4, INNER, 1.1, MSO_ANCHOR.TOP)
        _place(opening.placeholders[0], LEFT, 1.7, INNER, 1.9, MSO_ANCHOR.BOTTOM)
        _place(opening.placeholders[1], LEFT, 3.8, INNER, 2.4, MSO_ANCHOR.TOP)
        for part in (master, opening, plain):
            _place(self._placeholder(part, "ftr"), LEFT, 6.93, WIDTH - 4.2, 0.35, MSO_ANCHOR.MIDDLE)
            _place(self._placeholder(part, "sldNum"), WIDTH - 1.2, 6.93, 0.6, 0.35, MSO_ANCHOR.MIDDLE)

    def _theme(self) -> None:
        """Fonts and colours of the house, so that what people add looks alike; texts start at the left."""
        theme = self.deck.slide_master.part.part_related_by(RT.THEME)
        blob = re.sub(rb'(<a:latin typeface=")Calibri"', rb"\g<1>" + FONT.encode() + b'"', theme.blob)
        for place, colour in enumerate((style.MET, style.NOT_MET, style.UNKNOWN, style.TARGET), 1):
            pattern = rb"(<a:accent%d><a:srgbClr val=\")[0-9A-F]{6}" % place
            blob = re.sub(pattern, rb"\g<1>" + colour.lstrip("#").encode(), blob)
        theme._blob = blob
        for name in ("titleStyle", "bodyStyle"):
            for level in self.deck.slide_master.element.find(f".//{{*}}{name}"):
                level.set("algn", "l")
        for paragraph in self.deck.slide_layouts[0].placeholders[1]._element.findall(".//{*}lvl1pPr"):
            paragraph.set("algn", "l")


def _place(shape: object, left: float, top: float, width: float, height: float, anchor: MSO_ANCHOR) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(width), Inches(height)
    shape.text_frame.vertical_anchor = anchor
    shape.text_frame.margin_left = shape.text_frame.margin_right = 0


def write(
    shape: object,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = style.INK,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    """Text into a shape or cell, in Vietnamese for the spelling."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = safe_text(text)
    for paragraph in frame.paragraphs:
        paragraph.alignment = align
        for run in paragraph.runs:
            font = run.font
            font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(size), bold, italic, rgb(colour)
            font.language_id = MSO_LANGUAGE_ID.VIETNAMESE


def statement(slide: Slide, text: str, top: float = BODY_TOP, size: float = 24) -> None:
    """Sentences at large in the body."""
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(INNER), Inches(BODY_BOTTOM - top))
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    write(box, text, size)
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(12)


def target_line(slide: Slide, x: float, top: float, bottom: float, text: str) -> None:
    """The dashed line of a target, named above; all in inches."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Inches(x), Inches(top), Inches(x), Inches(bottom))
    line.line.color.rgb, line.line.width = rgb(style.TARGET), Pt(2)
    line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    box = slide.shapes.add_textbox(Inches(x - 2.6), Inches(top - 0.36), Inches(2.6), Inches(0.34))
    write(box, text, 14, colour=style.TARGET, align=PP_ALIGN.RIGHT)


def put_table(slide: Slide, table: pd.DataFrame, laid: Fit, heat: frozenset[object], below: str = "") -> None:
    """A table as it is laid out, with lines between its rows and its cells coloured by state; `heat` are the columns of counts that are."""
    heights = (laid.head, *laid.heights)
    box = (Inches(LEFT), Inches(BODY_TOP), Inches(sum(laid.widths)), Inches(sum(heights)))
    made = slide.shapes.add_table(len(heights), len(laid.widths), *box).table
    made._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_TABLE
    made.horz_banding = False
    for column, width in zip(made.columns, laid.widths, strict=True):
        column.width = Inches(width)
    middle = middle_columns(table)
    for row, height in enumerate(heights):
        made.rows[row].height = Inches(height)
        for column, name in enumerate(table.columns):
            value = table.iloc[row - 1, column] if row else None
            state = state_in(name, value, name in heat) if row else None
            text, colour = text_of(value) if row else str(name), ON_STATE.get(state, style.INK)
            align = PP_ALIGN.CENTER if middle[column] else PP_ALIGN.LEFT
            write(made.cell(row, column), text, laid.size, bold=not row, colour=colour, align=align)
            _dress(made.cell(row, column), state, is_head=not row)
    if below:
        statement(slide, below, BODY_BOTTOM - BELOW, 14)


def _dress(cell: _Cell, state: str | None, is_head: bool) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    colour, width = (style.INK, 19050) if is_head else ("#BFBFBF", 6350)
    properties = cell._tc.get_or_add_tcPr()
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    properties.append(parse_xml(f'<a:lnB {nsdecls("a")} w="{width}">{fill}</a:lnB>'))
    if state:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(style.STATES[state])


def rgb(colour: str) -> RGBColor:
    """A colour of style.py for PowerPoint."""
    return RGBColor.from_string(colour.lstrip("#"))
