"""A handout as slides that can be edited: native charts and tables, a map of shapes, sources and data version on every slide.

Three sizes of type, light only, and no more rows than can be read from the back of a room: the rest is counted.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from ..language import _, direction, number
from ..vocabulary.brief import Brief, Section
from ..vocabulary.report import Cell
from .brief_html import left_out_words
from .slides_map import add_map
from .slides_shapes import ACCENT, INK, INK2, Box, add_table, add_trend, box_text, colour, described, write

WIDE, TALL = Inches(13.333), Inches(7.5)
EDGE = Inches(0.55)
ROOM = WIDE - 2 * EDGE
TITLE, BODY, TABLE, FOOT = Pt(28), Pt(18), Pt(14), Pt(10)
ROWS_TALL = Inches(4.55)  # for the rows of a table
_STARTED = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip file can name


def pptx_file(brief: Brief) -> bytes:
    """The handout as a presentation; equal handouts give equal bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, TALL
    makers = [
        lambda: _first(deck, brief), lambda: _map(deck, brief), *([lambda: _trends(deck, brief)] if brief.trends else []),
        *((lambda one=one: _table(deck, brief, one)) for one in brief.sections if one.table is not None),
        lambda: _words(deck, brief),
        *((lambda part=part: _sources(deck, brief, part)) for part in _portions(brief.sources)),
    ]  # fmt: skip
    for at, make in enumerate(makers, start=1):
        _foot(make(), brief, at, len(makers))
    _properties(deck, brief)
    made = io.BytesIO()
    deck.save(made)
    return _fixed(made.getvalue(), brief.stated_on)


def _properties(deck, brief: Brief) -> None:
    own, day = deck.core_properties, datetime.fromisoformat(brief.stated_on)
    own.title, own.subject, own.language = brief.title, brief.sentence, brief.language
    own.author = own.last_modified_by = brief.publisher
    own.comments, own.created, own.modified, own.revision = brief.running, day, day, 1


def _slide(deck, title: str, said: str = ""):
    """A slide with a real title, which readers of slides list, and a line under it."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    holder = slide.shapes.title
    holder.left, holder.top, holder.width, holder.height = EDGE, Inches(0.4), ROOM, Inches(0.7)
    frame = holder.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame.paragraphs[0], title, size=TITLE, bold=True)
    bar = slide.shapes.add_shape(
        1, WIDE - EDGE - Inches(1.2) if direction() == "rtl" else EDGE, 0, Inches(1.2), Inches(0.1)
    )
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour(ACCENT)
    bar.line.fill.background()
    described(bar, "bar", "")
    if said:
        box_text(slide, said, (EDGE, Inches(1.1), ROOM, Inches(0.4)), size=BODY, ink=INK2, wrap=True)
    return slide


def _foot(slide, brief: Brief, at: int, n: int) -> None:
    """The filter, whose figures, of which data, who may see it, and where in the deck."""
    rule = slide.shapes.add_connector(1, EDGE, Inches(6.72), WIDE - EDGE, Inches(6.72))
    rule.line.color.rgb, rule.line.width = colour(ACCENT), Pt(1.5)
    described(rule, "rule", "")
    by = f" {brief.publisher}." if brief.publisher else ""
    lines = (brief.sentence, f"{brief.running}. {brief.short_sources}.{by}")
    made = slide.shapes.add_textbox(*_beside((EDGE, Inches(6.78), ROOM - Inches(2.4), Inches(0.6))))
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for paragraph, text in zip((frame.paragraphs[0], frame.add_paragraph()), lines, strict=True):
        write(paragraph, text, size=FOOT, ink=INK2)
    page = _("{at} of {n}", at=number(at), n=number(n))
    end = _beside((WIDE - EDGE - Inches(2.3), Inches(6.78), Inches(2.3), Inches(0.3)))
    box_text(
        slide, f"{brief.name}, {page}", end, size=FOOT, ink=INK, bold=True, align="l" if direction() == "rtl" else "r"
    )


def _beside(box: Box) -> Box:
    """A box where the reader's direction has it."""
    left, top, wide, tall = box
    return (WIDE - left - wide, top, wide, tall) if direction() == "rtl" else box


def _first(deck, brief: Brief):
    """Name, two sentences, and the figures that stand out."""
    slide = _slide(deck, brief.name, brief.kind)
    box_text(slide, " ".join(brief.summary), (EDGE, Inches(1.95), ROOM, Inches(1.4)), size=Pt(24), wrap=True)
    n, gap = max(len(brief.numbers), 1), Inches(0.2)
    wide = int((ROOM - gap * (n - 1)) / n)
    for at, each in enumerate(brief.numbers):
        left = EDGE + at * (wide + gap)
        value = f"{each.value} {each.unit}".strip()
        parts = ((each.label, BODY, INK2, False), (value, Pt(40 if len(value) < 12 else 28), INK, True),
                 (f"{each.said} [{each.letter}]", Pt(16), INK2, False), (each.rank, Pt(14), INK2, False))  # fmt: skip
        _stack(slide, [part for part in parts if part[0]], _beside((left, Inches(3.5), wide, Inches(2.4))))
    if brief.notes:
        box_text(
            slide, " ".join(brief.notes), (EDGE, Inches(6.05), ROOM, Inches(0.6)), size=Pt(14), ink=INK2, wrap=True
        )
    return slide


def _stack(slide, parts: Sequence[tuple[str, int, str, bool]], box: Box) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, (text, size, ink, bold) in enumerate(parts):
        write(frame.paragraphs[0] if at == 0 else frame.add_paragraph(), text, size=size, ink=ink, bold=bold)


def _map(deck, brief: Brief):
    slide = _slide(deck, brief.map.title)
    width = Inches(10.6)
    tall = add_map(slide, brief.map, int((WIDE - width) / 2), Inches(1.15), width)
    box_text(
        slide, " ".join(brief.map.notes), (EDGE, Inches(1.2) + tall, ROOM, Inches(0.5)), size=FOOT, ink=INK2, wrap=True
    )
    return slide


def _trends(deck, brief: Brief):
    slide = _slide(deck, brief.trends_title, brief.trends_said)
    wide, tall = int(ROOM / 2 - Inches(0.15)), Inches(2.15)
    for at, trend in enumerate(brief.trends):
        left = EDGE + (at % 2) * (wide + Inches(0.3))
        top = Inches(1.65) + (at // 2) * (tall + Inches(0.4))
        mark = f" [{trend.letter}]" if trend.letter else ""
        box_text(
            slide,
            f"{trend.name}, {trend.unit}{mark}",
            _beside((left, top, wide, Inches(0.3))),
            size=BODY,
            ink=trend.ink,
            bold=True,
        )
        add_trend(slide, trend, _beside((left, top + Inches(0.3), wide, tall)))
    return slide


def _table(deck, brief: Brief, section: Section):
    """A table with as many rows as fit; how many more there are is said below it."""
    slide = _slide(deck, section.title, section.said)
    table = section.table
    assert table is not None
    most = _rows_that_fit(section)
    add_table(slide, table, most, (EDGE, Inches(1.6), ROOM), TABLE)
    left_out = [left_out_words(len(table.rows) - most)] if len(table.rows) > most else []
    notes = " ".join((*left_out, *section.notes))
    if notes:
        box_text(slide, notes, (EDGE, Inches(6.25), ROOM, Inches(0.4)), size=Pt(12), ink=INK2, wrap=True)
    return slide


def _rows_that_fit(section: Section) -> int:
    """Rows until the room is used up, by how many lines their longest cell takes."""
    table = section.table
    assert table is not None
    shares, room, n = sum(column.share for column in table.columns), float(ROWS_TALL) - TABLE * 2.2, 0
    for row in table.rows:
        wides = [ROOM * column.share / shares for column in table.columns]
        taken = max(_cell_lines(cell, wide) for cell, wide in zip(row, wides, strict=True))
        room -= taken * TABLE * 1.25 + Pt(5)
        if room < 0:
            break
        n += 1
    return max(n, 1)


def _cell_lines(cell: Cell, wide: float) -> float:
    """What stands under the text is smaller."""
    return _lines(cell.text, wide, TABLE) + (0.8 * _lines(cell.under, wide, TABLE) if cell.under else 0)


def _lines(text: str, wide: float, size: int) -> int:
    """How many lines a text takes at most; Chinese letters are as wide as they are high."""
    ems = sum(1.0 if ord(letter) > 0x2E80 else 0.54 for letter in text)
    return max(1, -(-int(ems * size) // max(int(wide - Pt(8)), 1)))


def _words(deck, brief: Brief):
    """What is not known, and groups and offices."""
    slide = _slide(deck, _("What is not known"))
    parts = [(f"• {one}", BODY, INK, False) for one in brief.unknown]
    for section in brief.sections:
        if section.items:
            parts += [
                ("", Pt(8), INK, False),
                (section.title, BODY, INK, True),
                (" · ".join(section.items), Pt(14), INK2, False),
            ]
    _stack(slide, parts, (EDGE, Inches(1.3), ROOM, Inches(5.2)))
    return slide


def _portions(sources: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Sources for a slide each: as many as it has room for."""
    made: list[list[tuple[str, str]]] = []
    room = 0.0
    for letter, words in sources:
        need = _lines(f"{letter} {words}", float(ROOM), Pt(12)) + 0.2
        if not made or need > room:
            made.append([])
            room = 25.0
        made[-1].append((letter, words))
        room -= need
    return made


def _sources(deck, brief: Brief, part: Sequence[tuple[str, str]]):
    slide = _slide(deck, _("Sources"))
    _stack(
        slide,
        [(f"[{letter}] {words}", Pt(12), INK2, False) for letter, words in part],
        (EDGE, Inches(1.25), ROOM, Inches(5.3)),
    )
    return slide


_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def _fixed(content: bytes, day: str) -> bytes:
    """The file, and the workbooks of charts in it, without the moment at which they were made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith(".xlsx"):
                part = _fixed(part, day)
            elif name == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, _STARTED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return made.getvalue()
