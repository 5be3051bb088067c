"""Texts of a drawing as text of the document over it, for scripts whose letters join.

WeasyPrint 70 lays out the text of an SVG letter by letter, so that Arabic falls apart (seen); the document's own text is
shaped as a whole. A halo, which is a second copy of a text under it, becomes the ground of the first.
"""

import re
from dataclasses import replace

from ..vocabulary.report import Block, Picture, Report

PAGE_MM = 174  # the width of a picture on the page: A4 without its margins
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_SAID = re.compile(r'([a-z-]+)="([^"]*)"')
_SIZE = re.compile(r'<svg [^>]*? width="(\d+)" height="(\d+)"')
_SHIFT = {"start": "0", "middle": "-50%", "end": "-100%"}


def with_text_layer(report: Report) -> Report:
    """The report with the texts of its pictures beside their drawings."""
    chapters = tuple(replace(one, blocks=tuple(map(_layered, one.blocks))) for one in report.chapters)
    return replace(report, chapters=chapters)


def _layered(block: Block) -> Block:
    return replace(block, svg=text_layer(block.svg)) if isinstance(block, Picture) else block


def text_layer(svg: str, page_mm: float = PAGE_MM) -> str:
    """The drawing without its texts, and they as spans at their places; a text with a stroke is the halo of the next one.

    page_mm: how wide the drawing is on paper.
    """
    wide, tall = (int(each) for each in _SIZE.findall(svg)[0])
    spans, ground = [], ""
    for said, words in ((dict(_SAID.findall(each)), words) for each, words in _TEXT.findall(svg)):
        if "stroke" in said:
            ground = said["fill"]
            continue
        spans.append(_span(said, words, wide, tall, ground, page_mm))
        ground = ""
    return f'<div class="drawn">{_TEXT.sub("", svg)}{"".join(spans)}</div>'


def _span(said: dict[str, str], words: str, wide: int, tall: int, ground: str, page_mm: float) -> str:
    left, top = 100 * float(said["x"]) / wide, 100 * float(said["y"]) / tall
    size = float(said["font-size"]) * page_mm / wide
    look = (
        f"left:{left:.2f}%;top:{top:.2f}%;font-size:{size:.2f}mm;color:{said['fill']};"
        f"font-weight:{said.get('font-weight', '400')};transform:translate({_SHIFT[said['text-anchor']]},-85%)"
    )
    return f'<span style="{look}{f";background:{ground}" if ground else ""}">{words}</span>'
