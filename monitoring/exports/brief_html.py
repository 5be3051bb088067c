"""A handout as one HTML document: a file that needs nothing beside itself, and what the PDF is laid out from."""

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape

from ..language import _, ngettext
from ..vocabulary.brief import Brief, Number, Section, Trend
from ..vocabulary.report import Cell, Picture, Table
from .brief_charts import trend_picture
from .brief_style import MIRRORED, STYLE
from .report_html import document, faces_inside
from .report_text_layer import text_layer

EVERY_ROW = 10_000
# How a handout is made to fit: rows less in each table, and whether the type is smaller. Tried in this order.
LEVELS = ((0, False), (1, False), (2, False), (3, False), (2, True), (3, True), (4, True), (6, True))
FRONT = 2.5  # width to height of the map
PAGE_MM = 178.0  # A4 without its margins
CHART_MM = PAGE_MM / 4 - 2.2
Rows = Mapping[str, int]  # key of a section -> how many rows of its table are there


def html_file(brief: Brief, fonts: Mapping[str, bytes]) -> bytes:
    """The handout with its style, pictures and fonts inside, every row of every table in it. fonts: name -> content."""
    whole = body(brief)
    return document(brief, whole, faces_inside(whole, fonts), style_of(brief)).encode()


def style_of(brief: Brief) -> str:
    return STYLE + (MIRRORED if brief.direction == "rtl" else "")


def body(brief: Brief, level: int | None = None, layered: bool = False) -> str:
    """Front and back. level: a place in LEVELS; None: every row is there.

    layered: texts of pictures lie over them as text of the document, see report_text_layer.
    """
    rows = rows_of(brief, level)
    parts = {one.key: section_html(one, rows[one.key]) for one in brief.sections}
    made = [_head(brief), _numbers(brief.numbers), _map(brief.map, layered), _trends(brief, layered), parts.get("totals", ""),
        parts.get("pillars", ""), _pair(parts, "routes", "prices"), parts.get("promises", ""),
        _pair(parts, "assistance", "records"), parts.get("groups", ""), _unknown(brief.unknown), _sources(brief, rows),
    ]  # fmt: skip
    tight = ' class="tight"' if level is not None and LEVELS[level][1] else ""
    return f"{_foot(brief)}<main{tight}>{''.join(made)}</main>"


def rows_of(brief: Brief, level: int | None) -> Rows:
    """How many rows of each section there are, see `body`."""
    if level is None:
        return {one.key: EVERY_ROW for one in brief.sections}
    return {one.key: max(one.least, one.most - LEVELS[level][0]) for one in brief.sections}


def _foot(brief: Brief) -> str:
    """First in the document, so that every page of it has it at its foot."""
    by = f'<p class="publisher">{escape(brief.publisher)}</p>' if brief.publisher else ""
    return (
        f'<footer class="foot"><p class="sentence"><span class="page"></span>{escape(brief.sentence)}</p>'
        f'<p class="running">{escape(brief.running)}. {escape(brief.short_sources)}.</p>{by}</footer>'
    )


def _head(brief: Brief) -> str:
    notes = "".join(f"<p>{escape(one)}</p>" for one in brief.notes)
    return (
        f'<header><div class="bar"></div><p class="kind">{escape(brief.kind)}</p><h1>{escape(brief.name)}</h1>'
        f'<div class="notes">{notes}</div><p class="summary">{escape(" ".join(brief.summary))}</p></header>'
    )


def _numbers(numbers: Sequence[Number]) -> str:
    if not numbers:
        return ""
    return f'<div class="cards">{"".join(map(_number, numbers))}</div>'


def _number(each: Number) -> str:
    unit = f" <span>{escape(each.unit)}</span>" if each.unit else ""
    rank = f"<p>{escape(each.rank)}</p>" if each.rank else ""
    return (
        f'<div class="card"><h2>{escape(each.label)}</h2><p class="value">{escape(each.value)}{unit}{letter(each.letter)}</p>'
        f"<p>{escape(each.said)}</p>{rank}</div>"
    )


def letter(one: str) -> str:
    """The mark of a source."""
    return f"<sup>{escape(one)}</sup>" if one else ""


def _map(picture: Picture, layered: bool) -> str:
    drawn = text_layer(picture.svg, PAGE_MM) if layered else picture.svg
    return (
        f'<figure class="map"><figcaption>{escape(picture.title)}</figcaption>{drawn}{_notes(picture.notes)}</figure>'
    )


def _notes(notes: Sequence[str]) -> str:
    return f'<p class="note">{escape(" ".join(notes))}</p>' if notes else ""


def _trends(brief: Brief, layered: bool) -> str:
    charts = "".join(
        f"<div><h3>{escape(each.name)}{letter(each.letter)}</h3>{_chart(each, layered)}</div>" for each in brief.trends
    )
    drawn = f'<div class="trends">{charts}</div>' if charts else ""
    said = f'<p class="said">{escape(brief.trends_said)}</p>'
    return f'<section class="trend"><h2>{escape(brief.trends_title)}</h2>{said}{drawn}</section>'


def _chart(trend: Trend, layered: bool) -> str:
    svg = trend_picture(trend).svg
    return text_layer(svg, CHART_MM) if layered else svg


def _pair(parts: Mapping[str, str], *keys: str) -> str:
    found = "".join(parts.get(key, "") for key in keys)
    return f'<div class="pair">{found}</div>' if found else ""


def section_html(section: Section, most: int) -> str:
    """A part of the handout with the first rows of its table, and how many more there are."""
    said = f'<p class="said">{escape(section.said)}</p>' if section.said else ""
    items = (
        f'<ul class="inline">{"".join(f"<li>{escape(one)}</li>" for one in section.items)}</ul>'
        if section.items
        else ""
    )
    table, left_out = "", []
    if section.table is not None:
        table = table_html(section.table, most)
        left_out = [left_out_words(len(section.table.rows) - most)] if len(section.table.rows) > most else []
    notes = _notes((*left_out, *section.notes))
    return f'<section class="{section.key}"><h2>{escape(section.title)}</h2>{said}{table}{items}{notes}</section>'


def left_out_words(n: int) -> str:
    """How many rows a table of a handout has no room for."""
    return ngettext("{n} more row in the dashboard.", "{n} more rows in the dashboard.", n)


def table_html(table: Table, most: int) -> str:
    shares = sum(column.share for column in table.columns)
    widths = "".join(f'<col style="width:{100 * each.share / shares:.4g}%">' for each in table.columns)
    heads = "".join(f'<th scope="col"{_look(each.number)}>{escape(each.title)}</th>' for each in table.columns)
    rows = "".join(f"<tr>{_row(table, row)}</tr>" for row in table.rows[:most])
    label = escape(table.caption)
    return f'<table aria-label="{label}"><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _look(number: bool, none: bool = False) -> str:
    names = " ".join(name for name, is_so in (("number", number), ("none", none)) if is_so)
    return f' class="{names}"' if names else ""


def _row(table: Table, row: Sequence[Cell]) -> str:
    parts = []
    for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        kind, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
        under = f'<span class="under">{escape(cell.under)}</span>' if cell.under else ""
        parts.append(
            f"<{kind}{scope}{_look(column.number, cell.none)}>{escape(cell.text)}{letter(cell.beside)}{under}</{kind}>"
        )
    return "".join(parts)


def _unknown(unknown: Sequence[str]) -> str:
    parts = [f"<li>{escape(one)}</li>" for one in unknown]
    return f'<section class="unknown"><h2>{escape(_("What is not known"))}</h2>{_halves(parts, "ul", "")}</section>'


def used(brief: Brief, rows: Rows) -> set[str]:
    """The letters of sources that stand at a figure, with so many rows."""
    tables = [(one.table, rows[one.key]) for one in brief.sections if one.table is not None]
    found = {cell.beside for table, most in tables for row in table.rows[:most] for cell in row}
    return found | {one.letter for one in brief.numbers} | {one.letter for one in brief.trends}


def _sources(brief: Brief, rows: Rows) -> str:
    here = used(brief, rows)
    lines = [_source(mark, words) for mark, words in brief.sources if mark in here]
    if not lines:
        return ""
    return f'<section class="source"><h2>{escape(_("Sources"))}</h2>{_halves(lines, "dl", "sources")}</section>'


def _source(mark: str, words: str) -> str:
    """A source runs in the direction of its own words, which are mostly English and an address."""
    first = next((unicodedata.bidirectional(one) for one in words if one.isalpha()), "L")
    way = "rtl" if first in ("R", "AL") else "ltr"
    return f'<div dir="{way}"><dt>{escape(mark)}</dt> <dd>{escape(words)}</dd></div>'


def _halves(parts: Sequence[str], kind: str, name: str) -> str:
    """A list in two columns of about equal length. Balanced columns of CSS take WeasyPrint half a second."""
    sizes = [len(part) + 30 for part in parts]
    at = min(range(1, len(parts) + 1), key=lambda n: abs(2 * sum(sizes[:n]) - sum(sizes)), default=0)
    said = f' class="{name}"' if name else ""
    columns = "".join(f"<{kind}{said}>{''.join(part)}</{kind}>" for part in (parts[:at], parts[at:]) if part)
    return f'<div class="pair">{columns}</div>'
