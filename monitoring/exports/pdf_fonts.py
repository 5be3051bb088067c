"""The fonts of a PDF, one family for each part of ours; and whether all letters of a text can be drawn.

WeasyPrint 70 knows a font by its family, weight and style, so that parts of one family (Latin, Cyrillic ...) with one name are
mixed up and digits come out as letters (seen). Under names of their own Pango goes through them, letter by letter.
"""

import re
from collections.abc import Iterable

from ..language import _

PARTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "arabic")
_FACE = re.compile(
    r'@font-face\{font-family:"[^"]*"(?P<rest>[^}]*?/?ibm-plex-sans-(?P<part>[a-z-]+?)-\d+\.woff2"\)[^}]*\})'
)
_OURS = {'"IBM Plex Sans","IBM Plex Sans Arabic"': '"', "'IBM Plex Sans', 'IBM Plex Sans Arabic'": "'"}
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
FAMILY = "IBM Plex Sans"


def apart(document: str) -> str:
    """The document with a family for each part, in its faces and wherever it names the two families of ours together."""
    named = _FACE.sub(lambda found: f'@font-face{{font-family:"{FAMILY} {found["part"]}"{found["rest"]}', document)
    for together, quote in _OURS.items():
        named = named.replace(together, ",".join(f"{quote}{FAMILY} {part}{quote}" for part in PARTS))
    return named


def missing_letters(document: str, families: Iterable[str]) -> str | None:
    """What to install when a Chinese text was drawn with our families alone, which have no such letters; None where all is well."""
    if not _HAN.search(document) or any(not family.startswith(FAMILY) for family in families):
        return None
    return _("This system has no font with Chinese letters, and none ships with the program. Run: sudo apt install fonts-noto-cjk. "
             "The HTML file uses the reader’s own fonts.")  # fmt: skip
