"""Shapes, texts, tables and charts of slides, in the reader's direction; what python-pptx has no name for is written as XML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from ..language import _, digits, direction, language
from ..vocabulary.brief import Trend
from ..vocabulary.report import Table
from ..vocabulary.units import amount_words
from .brief_charts import FLAG, labelled

FONT = "Arial"  # on every machine that shows slides, with Cyrillic and Arabic; ours cannot be embedded
INK, INK2, LINE, ACCENT, NONE = "#16222C", "#2B3944", "#C3CAD0", "#0B5A78", "#5E6B76"
Box = tuple[int, int, int, int]  # left, top, width, height, EMU


class Paths(NamedTuple):
    """Runs of points in units of a drawing; closed: they are areas."""

    runs: Sequence[np.ndarray]
    closed: bool


@dataclass(frozen=True)
class Look:
    """Fill and stroke, #RRGGBB or none; width in units; dash: a preset of DrawingML; alpha: 1 hides what is beneath."""

    fill: str = "none"
    stroke: str = "none"
    width: float = 1.0
    dash: str = ""
    alpha: float = 1.0


def freeform(slide, paths: Paths, look: Look, place: tuple[int, int, float]) -> None:
    """One shape of several paths. place: left and top of the drawing in EMU, EMU a unit."""
    if not len(paths.runs):
        return
    left, top, unit = place
    every = np.vstack(paths.runs)
    low, high = every.min(axis=0), every.max(axis=0)
    wide, tall = (max(1, round(float(size) * unit)) for size in high - low)
    shape = slide.shapes.add_shape(
        1, Emu(round(left + low[0] * unit)), Emu(round(top + low[1] * unit)), Emu(wide), Emu(tall)
    )
    props = shape._element.spPr
    _no_style(shape)
    props.remove(props.find(qn("a:prstGeom")))
    points = [np.rint((run - low) * unit).astype(int).tolist() for run in paths.runs]
    props.append(etree.fromstring(_geometry(points, paths.closed, wide, tall)))
    props.append(etree.fromstring(_fill(look)))
    props.append(etree.fromstring(_stroke(look, unit)))


_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _geometry(runs: Sequence[list], closed: bool, wide: int, tall: int) -> str:
    drawn = "".join(
        f'<a:moveTo><a:pt x="{run[0][0]}" y="{run[0][1]}"/></a:moveTo>'
        + "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in run[1:])
        + ("<a:close/>" if closed else "")
        for run in runs
    )
    fill = "" if closed else ' fill="none"'
    return (
        f"<a:custGeom {_A}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{tall}"{fill}>{drawn}</a:path></a:pathLst></a:custGeom>'
    )


def _colour(ink: str, alpha: float) -> str:
    clear = f'<a:alpha val="{round(alpha * 100_000)}"/>' if alpha < 1 else ""
    return f'<a:solidFill {_A}><a:srgbClr val="{ink.removeprefix("#")}">{clear}</a:srgbClr></a:solidFill>'


def _fill(look: Look) -> str:
    return f"<a:noFill {_A}/>" if look.fill == "none" else _colour(look.fill, look.alpha)


def _stroke(look: Look, unit: float) -> str:
    if look.stroke == "none":
        return f"<a:ln {_A}><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{look.dash}"/>' if look.dash else ""
    return (
        f'<a:ln {_A} w="{round(look.width * unit)}" cap="rnd">{_colour(look.stroke, look.alpha)}{dash}<a:round/></a:ln>'
    )


def _no_style(shape) -> None:
    """Without the theme's own colours and shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def box_text(
    slide, text: str, box: Box, *, size: int, ink: str = INK, bold: bool = False, align: str = "", wrap: bool = False
) -> None:
    """A text in a box without margins. align: l, ctr or r; where reading starts when it is left out."""
    made = slide.shapes.add_textbox(*box)
    frame = made.text_frame
    frame.word_wrap = wrap
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame.paragraphs[0], text, size=size, ink=ink, bold=bold, align=align)


def write(paragraph, text: str, *, size: int, ink: str = INK, bold: bool = False, align: str = "") -> None:
    """Puts a text into a paragraph, in the direction, language and font of the slides."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = size, bold, FONT
    run.font.color.rgb = colour(ink)
    props = run._r.get_or_add_rPr()
    props.set("lang", language())
    script = etree.SubElement(props, qn("a:cs"))
    script.set("typeface", FONT)
    directed(paragraph, align)


def directed(paragraph, align: str = "") -> None:
    """Sets where a paragraph begins."""
    props = paragraph._p.get_or_add_pPr()
    mirrored = direction() == "rtl"
    if mirrored:
        props.set("rtl", "1")
    props.set("algn", align or ("r" if mirrored else "l"))


def colour(ink: str) -> RGBColor:
    return RGBColor.from_string(ink.removeprefix("#"))


def described(shape, name: str, said: str) -> None:
    """Gives a shape a name and a text for who cannot see it."""
    props = shape._element.xpath(".//p:cNvPr")[0]
    props.set("name", name)
    props.set("descr", said)


def add_table(slide, table: Table, most: int, box: tuple[int, int, int], size: int) -> None:
    """A table that can be edited, its first rows, at a left, top and width; from right to left where the language runs so."""
    rows = table.rows[:most]
    left, top, wide = box
    tall = Emu(int(size * 2.2) * (len(rows) + 1))
    made = slide.shapes.add_table(len(rows) + 1, len(table.columns), left, top, wide, tall)
    described(made, table.caption, table.caption)
    grid = made.table
    props = grid._tbl.tblPr
    if direction() == "rtl":
        props.set("rtl", "1")
    props.set("bandRow", "0")
    props.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    shares = sum(column.share for column in table.columns)
    for at, column in enumerate(table.columns):
        grid.columns[at].width = Emu(round(wide * column.share / shares))
        _cell(grid.cell(0, at), column.title, "", column.number, size, INK2, ACCENT)
    for down, row in enumerate(rows, start=1):
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            words = f"{cell.text} [{cell.beside}]" if cell.beside else cell.text
            _cell(grid.cell(down, at), words, cell.under, column.number, size, NONE if cell.none else INK, LINE)


def _cell(cell, text: str, under: str, number: bool, size: int, ink: str, rule: str) -> None:
    cell.margin_left = cell.margin_right = Pt(4)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    frame = cell.text_frame
    align = ("l" if direction() == "rtl" else "r") if number else ""
    write(frame.paragraphs[0], text, size=size, ink=ink, bold=rule == ACCENT, align=align)
    if under:
        write(frame.add_paragraph(), under, size=Emu(int(size * 0.8)), ink=INK2, align=align)
    line = f'<a:lnB {_A} w="{12700 if rule == ACCENT else 6350}">{_colour(rule, 1)}</a:lnB>'
    cell._tc.get_or_add_tcPr().append(etree.fromstring(line))


def add_trend(slide, trend: Trend, box: Box) -> None:
    """A line chart that can be edited: single totals joined, years without one left open, two that differ as points apart."""
    years = list(range(trend.totals[0][0], trend.totals[-1][0] + 1))
    known = {year: (low, high) for year, low, high in trend.totals}
    data = CategoryChartData(number_format="#,##0.###")
    data.categories = [digits(str(year)) for year in years]
    single = {year: low for year, (low, high) in known.items() if low == high}
    data.add_series(_("{drug}, {unit}", drug=trend.name, unit=trend.unit), [single.get(year) for year in years])
    pairs = {year: both for year, both in known.items() if both[0] != both[1]}
    if pairs:
        data.add_series(_("lower of two figures"), [pairs[year][0] if year in pairs else None for year in years])
        data.add_series(_("higher of two figures"), [pairs[year][1] if year in pairs else None for year in years])
    made = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, data)
    described(made, trend.name, trend.said)
    chart = made.chart
    chart.has_legend, chart.has_title, chart.font.size, chart.font.name = False, False, Pt(14), FONT
    chart.font.color.rgb = colour(INK2)
    _axes(chart, len(years))
    series = list(chart.plots[0].series)
    _line(series[0], trend.ink, True)
    for one in series[1:]:
        _line(one, FLAG, False)
    for year, kg, place in labelled(trend.totals):
        _label(series[0].points[years.index(year)], amount_words(kg, "mass"), place == "end")


def _axes(chart, n: int) -> None:
    value, category = chart.value_axis, chart.category_axis
    value.minimum_scale, value.has_major_gridlines, value.visible = 0, False, False
    category.major_tick_mark, category.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    category.format.line.color.rgb = colour(NONE)
    category.reverse_order = direction() == "rtl"
    every = etree.SubElement(category._element, qn("c:tickLblSkip"))
    every.set("val", str(max(1, -(-n // 4))))
    category._element.remove(every)
    # Its place among the others is fixed by the format.
    category._element.find(qn("c:noMultiLvlLbl")).addprevious(every)


def _line(series, ink: str, joined: bool) -> None:
    series.smooth = False
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7 if joined else 9
    series.marker.format.line.color.rgb = colour(ink)
    if joined:
        series.format.line.color.rgb, series.format.line.width = colour(ink), Pt(3)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(ink)
        return
    series.format.line.fill.background()
    series.marker.format.line.dash_style = MSO_LINE_DASH_STYLE.SOLID
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour("#FFFFFF")


def _label(point, words: str, strong: bool) -> None:
    label = point.data_label
    frame = label.text_frame
    write(frame.paragraphs[0], words, size=Pt(14), ink=INK if strong else INK2, bold=strong, align="ctr")
    label.position = XL_LABEL_POSITION.ABOVE
