"""The text of a query string, taken apart: names once each, values decoded, numbers that are numbers.

Whatever a stranger sends, only FilterError leaves here.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from urllib.parse import unquote_to_bytes

from ..errors import FilterError
from ..language import _
from .filter_values import NAMES
from .folding import fold

VIEW_NAMES = (
    "at", "layers", "size", "sort", "year", "leg", "lens", "ends", "width", "ink", "once", "top", "on", "gate", "near",
    "twin", "show", "against", "status", "pillar", "indicator", "level", "area", "among", "addressee", "words", "late", "by",
    "order", "compare", "ranked", "lang", "theme",
)  # fmt: skip

LONGEST_QUERY = 8_000  # characters; longer ones break in mail programs and proxies anyway
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?", re.ASCII)
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # Persian and Pashto need them; every other unseen character is refused


def split_query(query: str) -> dict[str, str]:
    """Names with their values as typed (still percent-encoded), in order. An empty query gives none."""
    if len(query) > LONGEST_QUERY:
        raise FilterError("filter", query[:40] + "…", _("The filter is too long. Choose fewer values."))
    found: dict[str, str] = {}
    for pair in filter(None, query.removeprefix("?").split("&")):
        raw_name, equals, value = pair.partition("=")
        name = decoded(raw_name, "filter")
        if name not in NAMES and name not in VIEW_NAMES:
            remedy = did_you_mean(_("There is no filter of this name."), name, NAMES)
            raise FilterError(name[:40], decoded(value, "filter")[:60], remedy)
        if name in found:
            raise FilterError(
                name, decoded(value, name)[:60], _("It is given twice. Write its values once, with commas.")
            )
        if not equals or not decoded(value, name):
            raise FilterError(name, "", _("It has no value. Give one, or leave the name out."))
        found[name] = value
    return found


def decoded(raw: str, name: str) -> str:
    """The text of a percent-encoded value, spaces made single, composed as browsers compose it."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", raw):
        raise FilterError(name, _shown(raw), _("A % must be followed by two digits of its code; % itself is %25."))
    try:
        text = unquote_to_bytes(raw.replace("+", " ")).decode("utf-8")
    except UnicodeError:
        raise FilterError(name, _shown(raw), _("These bytes are not text in UTF-8.")) from None
    if any(unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS for letter in text):
        raise FilterError(name, _shown(text), _("It holds characters that cannot be seen. Type it again."))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _shown(text: str) -> str:
    return ascii(text[:60])[1:-1]


def number_of(name: str, value: str) -> float:
    """A finite number written in ASCII digits; FilterError for NaN, infinity and anything else."""
    found = float(value) if _NUMBER.fullmatch(value) else math.nan
    if not math.isfinite(found):
        raise FilterError(name, value[:40], _("This is not a number. Write it in plain digits, as 5 or 0.5."))
    return found


def did_you_mean(what: str, value: str, names: Iterable[str] | Mapping[str, str], hint: str = "") -> str:
    """`what`, and the names that come nearest. Of a mapping the keys are compared and the values are suggested.

    Where nothing is near and there are too many names to list, `hint` says what such a name looks like.
    """
    choices = {fold(name): names[name] if isinstance(names, Mapping) else name for name in names}
    near = [choices[key] for key in get_close_matches(fold(value)[:60], choices, n=3, cutoff=0.65)]
    if near:
        return _("{what} Did you mean {names}?", what=what, names=", ".join(dict.fromkeys(near)))
    if len(choices) > 30:
        return f"{what} {hint}".rstrip()
    return _("{what} Choose among: {names}.", what=what, names=", ".join(choices.values()))
