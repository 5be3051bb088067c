"""One way to compare words that people typed: no case, no accents, no doubled spaces."""

import unicodedata

# Letters that Unicode does not take apart, written plainly by many newsrooms (Kapıkule, Đeneral Janković, Łódź), and the
# Persian and Urdu forms of two Arabic letters.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "’": "'", "‘": "'", "ـ": None, "ی": "ي", "ک": "ك"}
)


def fold(text: str) -> str:
    """`text` for comparison only: casefolded, accents and vowel marks removed, white space collapsed."""
    if text.isascii():  # nothing to take apart
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())


def slug(name: str) -> str:
    """A public name made of `name`: lower-case ASCII letters and digits joined by underscores, never empty."""
    letters = (letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name).replace("'", ""))
    return "_".join("".join(letters).split()) or "unnamed"
