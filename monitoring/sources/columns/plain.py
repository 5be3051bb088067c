"""Text as typed, made plain for reading numbers and dates: one kind of digit, of space, of dash; no invisible marks."""

import re
import unicodedata
from functools import lru_cache

# Direction marks and joiners that right-to-left files are full of; a joiner inside a word stands where a space may.
_INVISIBLE = dict.fromkeys(
    (0x200B, 0x200D, 0x200E, 0x200F, 0x061C, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_ALIKE = {
    0x200C: " ", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2015: "-", 0x2212: "-", 0x2044: "/",
    0x2215: "/", 0x060C: ",", 0x066A: "%",
    # A raised digit is no digit of the number before it: 10² is not 102.
    0x00B2: "^2", 0x00B3: "^3", 0x00B9: "^1", **{0x2070 + n: f"^{n}" for n in (0, 4, 5, 6, 7, 8, 9)},
    **{0x2080 + n: f"_{n}" for n in range(10)},
}  # fmt: skip
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def plain(text: str) -> str:
    """`text` with ASCII digits, single spaces, `-` for every dash, and nothing invisible; the signs U+066B and U+066C stay.

    Nothing else changes: letters keep their case, accents and script.
    """
    if text.isascii():
        return " ".join(text.split())
    apart = unicodedata.normalize("NFKC", text.translate(_INVISIBLE).translate(_ALIKE)).translate(_ALIKE)
    return _SPACES.sub(" ", "".join(map(_letter, apart))).strip()
