"""A report on the page: the same blocks as in the file, as headings, tables and pictures of the page itself."""

import re
from html.parser import HTMLParser

from dash import html

from ...language import language
from ...vocabulary.report import Block, Cell, Chapter, Figures, Heading, Items, Picture, Prose, Table
from ...vocabulary.view import View

PICTURES = "/picture/report"
_TAGS = {
    "p": html.P, "br": html.Br, "strong": html.Strong, "em": html.Em, "ul": html.Ul, "ol": html.Ol, "li": html.Li,
    "blockquote": html.Blockquote, "code": html.Code, "pre": html.Pre, "hr": html.Hr, "a": html.A, "h3": html.H3,
    "h4": html.H4, "h5": html.H5, "table": html.Table, "thead": html.Thead, "tbody": html.Tbody, "tr": html.Tr,
    "th": html.Th, "td": html.Td,
}  # fmt: skip
_EMPTY = ("br", "hr")
_SIZE = re.compile(r'<svg [^>]*? width="(\d+)" height="(\d+)"')


def chapter_parts(chapter: Chapter, year: int, version: str, view: View) -> list:
    """The editor's words and the blocks of a chapter."""
    words = [html.Div(words_parts(chapter.words), className="report-words", dir="auto")] if chapter.words else []
    return [*words, *(block(each, year, version, view) for each in chapter.blocks)]


def block(each: Block, year: int, version: str, view: View) -> object:
    if isinstance(each, Heading):
        return html.H3(each.text)
    if isinstance(each, Prose):
        return html.P(each.text, className="note" if each.note else None)
    if isinstance(each, Items):
        return html.Ul([html.Li(text) for text in each.texts])
    if isinstance(each, Figures):
        return _figures(each)
    if isinstance(each, Table):
        return _table(each)
    return _picture(each, year, version, view)


def _figures(each: Figures) -> html.Dl:
    parts = [
        html.Div(
            [html.Dt(one.label), html.Dd(one.value, className="report-number"), html.Dd(one.said, className="note")]
        )
        for one in each.figures
    ]
    return html.Dl(parts, className="report-figures")


def _table(each: Table) -> html.Div:
    heads = [html.Th(one.title, scope="col", className="number" if one.number else None) for one in each.columns]
    rows = [
        html.Tr([_cell(cell, each.columns[at].number, at == 0) for at, cell in enumerate(row)]) for row in each.rows
    ]
    made = html.Table(
        [html.Caption(each.caption), html.Thead(html.Tr(heads)), html.Tbody(rows)], className="facts-table report-table"
    )
    return html.Div(made, className="scroll-x", tabIndex=0)


def _cell(cell: Cell, number: bool, head: bool) -> html.Th | html.Td:
    words = html.A(cell.text, href=cell.href, rel="noopener noreferrer", target="_blank") if cell.href else cell.text
    parts: list = [words]
    parts += [" ", html.Span(cell.beside, className="report-beside")] if cell.beside else []
    parts += [html.Span(cell.under, className="report-under", dir="auto")] if cell.under else []
    look = " ".join(name for name, is_so in (("number", number), ("report-none", cell.none)) if is_so) or None
    return html.Th(parts, scope="row", className=look) if head else html.Td(parts, className=look)


def _picture(each: Picture, year: int, version: str, view: View) -> html.Figure:
    said = f"v={version}&lang={language()}&theme={view.theme or 'light'}"
    wide, tall = _SIZE.findall(each.svg)[0]  # known before it comes, so that nothing moves when it does
    image = html.Img(
        src=f"{PICTURES}/{year}/{each.name}.svg?{said}",
        alt=each.said,
        width=wide,
        height=tall,
        className="report-picture",
    )
    notes = [html.P(line, className="note") for line in each.notes]
    return html.Figure([html.Figcaption(each.title), image, *notes], className="report-figure")


def words_parts(safe: str) -> list:
    """What report_markdown.safe_html made, as parts of the page; an element that it does not make is its text alone."""
    reader = _Words()
    reader.feed(safe)
    reader.close()
    return reader.parts()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, str], list]] = [("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = {name: value for name, value in attrs if value is not None}
        if tag in _EMPTY:
            self._open[-1][2].append(_TAGS[tag]())
        elif tag in _TAGS:
            self._open.append((tag, said, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _TAGS and tag not in _EMPTY and self._open[-1][0] == tag:
            name, said, children = self._open.pop()
            more = {"href": said["href"], "rel": "noopener noreferrer", "target": "_blank"} if "href" in said else {}
            more |= {"start": said["start"]} if "start" in said else {}
            self._open[-1][2].append(_TAGS[name](children, **more))

    def handle_data(self, data: str) -> None:
        if data.strip() or self._open[-1][0]:
            self._open[-1][2].append(data)

    def parts(self) -> list:
        return self._open[0][2]
