"""What a link says beside the filter: where the map stands, what is drawn, in which order and language.

A view never changes what is counted. Filter and view together reproduce a page in a fresh browser.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from ..errors import FilterError
from ..language import LANGUAGES, _
from .countries import COUNTRIES
from .fields import SORTABLE
from .filter_parse import Known, parse_filter
from .filter_values import Filter, plain_number
from .indicators import LEVELS
from .life_cycle import ALL_PILLARS, GROUPINGS, LATE, NOT_STATED, ORDERS, PILLARS, STATUSES, Grouping, Late
from .query_text import VIEW_NAMES, decoded, number_of, split_query

SIZES = ("mass", "count")
COMPARED = (1, 6)  # countries, at least and at most; one waits for another
# Columns of the table of countries.
RANKED = (
    "country", "heroin", "opium", "morphine", "acetic_anhydride", "records", "measures", "newest", "routes", "price", "promises",
    "projects",
)  # fmt: skip
THEMES = ("light", "dark")
NO_LAYERS = "none"
Lens = Literal["share", "before", "gate", "distance", "coverage"]
LENSES: tuple[Lens, ...] = ("share", "before", "gate", "distance", "coverage")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")
_LEG = re.compile(r"([A-Z]{3}|[a-z0-9_]{4,60})?-([A-Z]{3}|[a-z0-9_]{4,60})?")


@dataclass(frozen=True)
class View:
    """at: lon, lat, zoom. layers: None means the page's own choice, () none at all. sort: a column, "-" for descending.

    lang and theme None mean what the reader's browser asks for. Of routes: leg ("IRN-AZE"; "IRN-" where it went is not
    stated): the one whose evidence is open. ends: what a leg leads to. once: legs seen once are drawn too. top: only the
    largest so many are not faded. lens: what the panel looks at. on: the day before and after which are compared, ISO 8601.
    gate: lon,lat of both ends of a line. near: lon, lat, radius in km. twin: which table stands under the map.

    Of Afghanistan: year, show: what the provinces are coloured by, against: the year that is compared with.

    Of pillars: pillar and indicator: what is shown, level: of which areas, among: of every country that has a value, area: with
    the indicator, the cell that is open (ISO 3166-1 alpha-3, or words), year: of the map, against: the baseline, show: what the
    map is coloured by, once: measures that few of the areas have are there too.

    Of recommendations: status, pillar, addressee, words and late narrow the list; by: its groups, order: its order, "-" for
    descending.

    Of countries: compare: up to six of them (iso3), in the reader's order. ranked: the column that the table is ordered by, "-"
    for descending. among: those that border on Afghanistan, or all. on: the day of membership in a group.
    """

    at: tuple[float, float, float] | None = None
    layers: tuple[str, ...] | None = None
    size: Literal["mass", "count"] = "mass"
    sort: str | None = None
    year: int | None = None
    leg: str | None = None
    lens: Lens | None = None
    ends: Literal["seizure", "destination"] | None = None
    width: Literal["count", "mass"] | None = None
    ink: Literal["one", "group"] | None = None
    once: Literal["shown"] | None = None
    top: int | None = None
    on: str | None = None
    gate: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    twin: Literal["matrix", "flow", "legs"] | None = None
    show: str | None = None
    against: int | None = None
    status: str | None = None
    pillar: str | None = None
    indicator: str | None = None
    level: str | None = None
    area: str | None = None
    among: Literal["all", "neighbours"] | None = None
    addressee: str | None = None
    words: str | None = None
    late: Late | None = None
    by: Grouping | None = None
    order: str | None = None
    compare: tuple[str, ...] = ()
    ranked: str | None = None
    lang: str | None = None
    theme: Literal["light", "dark"] | None = None

    def query(self) -> str:
        """The canonical query string without "?"; what stands at its default is left out."""
        written: dict[str, object] = {
            "at": _numbers(self.at),
            "layers": None if self.layers is None else ",".join(sorted(self.layers)) or NO_LAYERS,
            "size": None if self.size == SIZES[0] else self.size,
            "gate": _numbers(self.gate),
            "near": _numbers(self.near),
            "compare": ",".join(self.compare) or None,
        }
        written = {name: written[name] if name in written else getattr(self, name) for name in VIEW_NAMES}
        return "&".join(
            f"{name}={quote(str(value), safe=',-.:')}" for name, value in written.items() if value is not None
        )


def _numbers(values: tuple[float, ...] | None) -> str | None:
    return ",".join(plain_number(round(value, 5)) for value in values) if values else None


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


def _place(name: str, lon: float, lat: float, value: str) -> tuple[float, float]:
    if abs(lon) > 180 or abs(lat) > 86:
        raise FilterError(name, value[:60], _("Longitudes run from -180 to 180, latitudes on the map from -86 to 86."))
    return lon, lat


def _gate(name: str, value: str) -> tuple[float, float, float, float]:
    parts = value.split(",")
    if len(parts) != 4:
        raise FilterError(name, value[:60], _("Write both ends of the line: longitude,latitude,longitude,latitude."))
    lon, lat, lon2, lat2 = (round(number_of(name, part.strip()), 5) + 0.0 for part in parts)
    ends = (*_place(name, lon, lat, value), *_place(name, lon2, lat2, value))
    if ends[:2] == ends[2:]:
        raise FilterError(name, value[:60], _("Both ends of the line are the same place. Draw it longer."))
    return ends


def _near(name: str, value: str) -> tuple[float, float, float]:
    parts = value.split(",")
    if len(parts) != 3:
        raise FilterError(name, value[:60], _("Write longitude,latitude,kilometres, as 69.2,34.5,500."))
    lon, lat, km = (round(number_of(name, part.strip()), 5) + 0.0 for part in parts)
    if not 1 <= km <= 10_000:
        raise FilterError(name, value[:60], _("The distance is from 1 to 10,000 km."))
    return (*_place(name, lon, lat, value), km)


def _leg(name: str, value: str) -> str:
    if value == "-" or not _LEG.fullmatch(value):
        raise FilterError(name, value[:40], _("Write where from and where to, as IRN-AZE."))
    return value


def _top(name: str, value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise FilterError(name, value[:40], _("Write a whole number from 1 to 9999."))
    return int(value)


def _on(name: str, value: str) -> str:
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise FilterError(name, value[:40], _("Write a day as 2022-04-03."))


def _year(name: str, value: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", value):
        raise FilterError(name, value[:40], _("Write a year of four digits."))
    return int(value)


def _compare(name: str, value: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(part.strip().upper() for part in value.split(",")))
    if not COMPARED[0] <= len(codes) <= COMPARED[1] or not all(code in COUNTRIES for code in codes):
        remedy = _("Write up to six codes of countries, as TJK,UZB.")
        raise FilterError(name, value[:60], remedy)
    return codes


def _said(name: str, value: str) -> str:
    if len(value) > 120:
        raise FilterError(name, value[:40], _("Write at most 120 letters."))
    return value


def _one_of(*codes: str):
    def read(name: str, value: str) -> str:
        if value not in codes:
            raise FilterError(name, value[:40], _("Choose among: {values}.", values=", ".join(codes)))
        return value

    return read


_READERS = {
    "at": _at, "layers": _layers, "size": _one_of(*SIZES), "sort": _sort, "year": _year, "leg": _leg, "lens": _one_of(*LENSES),
    "ends": _one_of("seizure", "destination"), "width": _one_of("count", "mass"), "ink": _one_of("one", "group"),
    "once": _one_of("shown"), "top": _top, "on": _on, "gate": _gate, "near": _near, "twin": _one_of("matrix", "flow", "legs"),
    "show": _word, "against": _year, "status": _one_of(*STATUSES, NOT_STATED), "pillar": _one_of(ALL_PILLARS, *PILLARS),
    "indicator": _word, "level": _one_of(*LEVELS), "area": _said, "among": _one_of("all", "neighbours"),
    "addressee": _said, "words": _said, "late": _one_of(*LATE), "by": _one_of(*GROUPINGS),
    "order": _one_of(*ORDERS, *(f"-{name}" for name in ORDERS)),
    "compare": _compare, "ranked": _one_of(*RANKED, *(f"-{name}" for name in RANKED)),
    "lang": _one_of(*LANGUAGES), "theme": _one_of(*THEMES),
}  # fmt: skip
