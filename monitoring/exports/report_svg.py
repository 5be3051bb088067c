"""A drawing that stands alone on a page: an image of its own sees no font of the page, so it brings the letters that it draws."""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from .report_html import needed_fonts

_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
_WEIGHTS = (400, 600)  # of the drawings


def with_letters(svg: str, fonts: Mapping[str, Path]) -> bytes:
    """The drawing with its fonts inside, cut down to the letters in it; equal drawings give equal bytes."""
    letters = "".join(sorted(set("".join(unescape(text) for text in _TEXT.findall(svg)))))
    faces = []
    for part, weight, name in needed_fonts(letters):
        if weight not in _WEIGHTS or (weight == 600 and 'font-weight="600"' not in svg):
            continue
        cut = b64encode(_cut(fonts[name], letters, part == "arabic")).decode("ascii")
        family = "IBM Plex Sans Arabic" if part == "arabic" else "IBM Plex Sans"
        faces.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("data:font/woff2;base64,{cut}")}}'
        )
    return svg.replace("<defs>", f"<style>{''.join(faces)}</style><defs>", 1).encode()


def _cut(file: Path, letters: str, joined: bool) -> bytes:
    """The font with these letters only; of a script whose letters join, with every form that they take."""
    options = subset.Options(
        flavor="woff2", layout_features=["*"] if joined else ["kern"], notdef_outline=True, hinting=False
    )
    font = TTFont(file, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()
