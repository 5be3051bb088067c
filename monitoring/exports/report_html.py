"""A report as one HTML file that needs nothing beside itself; the PDF is made of the same document."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Protocol

from ..language import _
from ..vocabulary.report import Block, Cell, Chapter, Figures, Heading, Items, Picture, Prose, Report, Table
from .report_style import STYLE

# Letters that a part of the font family draws, so that a file carries the parts that it needs.
_RANGES = {
    "latin": ((0x0000, 0x00FF), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2212, 0x2212)),
    "latin-ext": ((0x0100, 0x02FF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF)),
    "cyrillic": ((0x0400, 0x045F), (0x0490, 0x0491), (0x04B0, 0x04B1), (0x2116, 0x2116)),
    "cyrillic-ext": ((0x0460, 0x048F), (0x0492, 0x04AF), (0x04B2, 0x052F)),
    "arabic": ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
}
WEIGHTS = (400, 500, 600)


class Paper(Protocol):
    """What the head of a document says of it: a report's or a handout's."""

    @property
    def language(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def running(self) -> str: ...
    @property
    def stated_on(self) -> str: ...


def html_file(report: Report, fonts: Mapping[str, bytes]) -> bytes:
    """The report with its style, pictures and fonts inside. fonts: file name (files.FONTS) -> content."""
    whole = body(report)
    return document(report, whole, faces_inside(whole, fonts), STYLE).encode()


def faces_inside(whole: str, fonts: Mapping[str, bytes]) -> str:
    """The fonts that the text needs, as styles with their content."""
    return "".join(
        font_face(part, weight, f"data:font/woff2;base64,{b64encode(fonts[name]).decode('ascii')}")
        for part, weight, name in needed_fonts(whole)
    )


def document(paper: Paper, whole: str, faces: str, style: str) -> str:
    """The document around `whole`; its only date is that of the data."""
    author = f'<meta name="author" content="{escape(paper.publisher)}">\n' if paper.publisher else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{paper.language}" dir="{paper.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n{author}"
        f'<meta name="description" content="{escape(paper.running)}">\n'
        f'<meta name="dcterms.created" content="{paper.stated_on}">\n'
        f'<meta name="dcterms.modified" content="{paper.stated_on}">\n'
        f"<style>{faces}{style}</style>\n</head>\n<body>{whole}</body>\n</html>\n"
    )


def needed_fonts(text: str) -> list[tuple[str, int, str]]:
    """Part, weight and file name of the fonts that draw the letters of `text`, always the Latin ones."""
    codes = {ord(letter) for letter in set(text)}
    return [
        (part, weight, f"ibm-plex-sans-{part}-{weight}.woff2")
        for part, ranges in _RANGES.items()
        if part == "latin" or any(first <= code <= last for code in codes for first, last in ranges)
        for weight in WEIGHTS
    ]


def font_faces(text: str, address: str) -> str:
    """The font faces of `text`, each file at `address` followed by its name."""
    return "".join(font_face(part, weight, f"{address}{name}") for part, weight, name in needed_fonts(text))


def font_face(part: str, weight: int, source: str) -> str:
    """One font of needed_fonts as a style; source: its address."""
    family = "IBM Plex Sans Arabic" if part == "arabic" else "IBM Plex Sans"
    ranges = ",".join(f"U+{first:X}-{last:X}" for first, last in _RANGES[part])
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;unicode-range:{ranges};'
        f'src:url("{source}") format("woff2")}}'
    )


def body(report: Report) -> str:
    """Cover, contents and chapters."""
    return "".join([_cover(report), _contents(report), *map(_chapter, report.chapters)])


def _cover(report: Report) -> str:
    notes = "".join(f"<p>{escape(line)}</p>" for line in report.disclaimers)
    by = f'<p class="publisher">{escape(report.publisher)}</p>' if report.publisher else ""
    return (
        f'<header class="cover"><div class="bar"></div><h1>{escape(report.title)}</h1>'
        f'<p class="subtitle">{escape(report.subtitle)}</p>{by}<p class="version">{escape(report.running)}</p>'
        f'<div class="disclaimers">{notes}</div></header>'
    )


def _contents(report: Report) -> str:
    lines = "".join(f'<li><a href="#{each.key}">{escape(each.title)}</a></li>' for each in report.chapters)
    return f'<nav class="contents"><h2 class="plain">{escape(_("Contents"))}</h2><ol>{lines}</ol></nav>'


def _chapter(chapter: Chapter) -> str:
    words = f'<div class="words">{chapter.words}</div>' if chapter.words else ""
    blocks = "".join(map(block_html, chapter.blocks))
    return f'<section class="chapter" id="{chapter.key}"><h2>{escape(chapter.title)}</h2>{words}{blocks}</section>'


def block_html(block: Block) -> str:
    """One block, every text in it escaped; a picture's drawing is ours and goes in as it is."""
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Prose):
        return f'<p class="note">{escape(block.text)}</p>' if block.note else f"<p>{escape(block.text)}</p>"
    if isinstance(block, Items):
        return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in block.texts)}</ul>"
    if isinstance(block, Figures):
        return _figures(block)
    if isinstance(block, Table):
        return _table(block)
    return _picture(block)


def _figures(block: Figures) -> str:
    parts = "".join(
        f'<div class="figure"><p class="label">{escape(each.label)}</p><p class="value">{escape(each.value)}</p>'
        f'<p class="said">{escape(each.said)}</p></div>'
        for each in block.figures
    )
    return f'<div class="figures">{parts}</div>'


def _table(block: Table) -> str:
    shares = sum(column.share for column in block.columns)
    widths = (
        "".join(f'<col style="width:{100 * each.share / shares:.4g}%">' for each in block.columns) if shares else ""
    )
    heads = "".join(
        f'<th scope="col"{" class=number" if each.number else ""}>{escape(each.title)}</th>' for each in block.columns
    )
    rows = "".join(f"<tr>{_row(block, row)}</tr>" for row in block.rows)
    # Two columns across a whole page would part a number from its name.
    narrow = len(block.columns) == 2 and block.columns[1].number
    looks = " ".join(name for name, is_so in (("fixed", shares), ("narrow", narrow)) if is_so)
    said = f' class="{looks}"' if looks else ""
    return (
        f"<table{said}><caption>{escape(block.caption)}</caption>"
        f"{f'<colgroup>{widths}</colgroup>' if widths else ''}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(block: Table, row: tuple[Cell, ...]) -> str:
    parts = []
    for at, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
        look = " ".join(name for name, is_so in (("number", column.number), ("none", cell.none)) if is_so)
        kind, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
        words = escape(cell.text)
        if cell.href:
            words = f'<a href="{escape(cell.href)}" rel="noopener noreferrer">{words}</a>'
        under = f'<span class="under">{escape(cell.under)}</span>' if cell.under else ""
        beside = f' <span class="beside">{escape(cell.beside)}</span>' if cell.beside else ""
        said = f' class="{look}"' if look else ""
        parts.append(f"<{kind}{scope}{said}>{words}{beside}{under}</{kind}>")
    return "".join(parts)


def _picture(block: Picture) -> str:
    notes = "".join(f'<p class="note">{escape(line)}</p>' for line in block.notes)
    return f"<figure><figcaption>{escape(block.title)}</figcaption>{block.svg}{notes}</figure>"
