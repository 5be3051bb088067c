"""What a link says beside the filter: where the map stands, what is drawn, in which order and language.

A view never changes what is counted. Filter and view together reproduce a page in a fresh browser.
"""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from ..errors import FilterError
from ..language import LANGUAGES, _
from .fields import SORTABLE
from .filter_parse import Known, parse_filter
from .filter_values import Filter, plain_number
from .query_text import VIEW_NAMES, decoded, number_of, split_query

SIZES = ("mass", "count")
THEMES = ("light", "dark")
NO_LAYERS = "none"
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")


@dataclass(frozen=True)
class View:
    """at: lon, lat, zoom. layers: None means the page's own choice, () none at all. sort: a column, "-" for descending.

    lang and theme None mean what the reader's browser asks for.
    """

    at: tuple[float, float, float] | None = None
    layers: tuple[str, ...] | None = None
    size: Literal["mass", "count"] = "mass"
    sort: str | None = None
    year: int | None = None
    leg: str | None = None
    lens: str | None = None
    lang: str | None = None
    theme: Literal["light", "dark"] | None = None

    def query(self) -> str:
        """The canonical query string without "?"; what stands at its default is left out."""
        written = {
            "at": ",".join(plain_number(round(value, 5)) for value in self.at) if self.at else None,
            "layers": None if self.layers is None else ",".join(sorted(self.layers)) or NO_LAYERS,
            "size": None if self.size == SIZES[0] else self.size,
        } | {name: getattr(self, name) for name in VIEW_NAMES[3:]}
        return "&".join(
            f"{name}={quote(str(value), safe=',-.:')}" for name, value in written.items() if value is not None
        )


def parse_link(search: str, known: Known | None = None) -> tuple[Filter, View]:
    """The filter and the view of a page's query string, with or without "?"; FilterError names what cannot be read."""
    values = {name: decoded(raw, name) for name, raw in split_query(search).items() if name in VIEW_NAMES}
    return parse_filter(search, known), View(**{name: _READERS[name](name, value) for name, value in values.items()})


def link(filter: Filter, view: View) -> str:
    """The query string of both, with its "?"; "" when there is nothing to say."""
    said = "&".join(filter_or_view for filter_or_view in (filter.query(), view.query()) if filter_or_view)
    return f"?{said}" if said else ""


def _at(name: str, value: str) -> tuple[float, float, float]:
    parts = value.split(",")
    if len(parts) == 3:
        lon, lat, zoom = (round(number_of(name, part.strip()), 5) + 0.0 for part in parts)
        if abs(lon) <= 180 and abs(lat) <= 86 and 0 <= zoom <= 24:
            return lon, lat, zoom
    raise FilterError(name, value[:60], _("Write longitude,latitude,zoom, as 62.5,33,3.5."))


def _layers(name: str, value: str) -> tuple[str, ...]:
    if value == NO_LAYERS:
        return ()
    return tuple(sorted({_word(name, part.strip()) for part in value.split(",")}))


def _word(name: str, value: str) -> str:
    if not _WORD.fullmatch(value):
        raise FilterError(name, value[:40], _("Write a name of letters, digits, - and _."))
    return value


def _sort(name: str, value: str) -> str:
    if value.removeprefix("-") not in SORTABLE:
        remedy = _("Rows cannot be put in this order. Choose among: {values}.", values=", ".join(SORTABLE))
        raise FilterError(name, value[:40], remedy)
    return value


def _year(name: str, value: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", value):
        raise FilterError(name, value[:40], _("Write a year of four digits."))
    return int(value)


def _one_of(*codes: str):
    def read(name: str, value: str) -> str:
        if value not in codes:
            raise FilterError(name, value[:40], _("Choose among: {values}.", values=", ".join(codes)))
        return value

    return read


_READERS = {
    "at": _at, "layers": _layers, "size": _one_of(*SIZES), "sort": _sort, "year": _year, "leg": _word, "lens": _word,
    "lang": _one_of(*LANGUAGES), "theme": _one_of(*THEMES),
}  # fmt: skip
