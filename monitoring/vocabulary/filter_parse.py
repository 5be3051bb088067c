"""Reading a filter that a stranger typed, pasted or broke: a Filter, or one sentence that says what to do.

Nothing but FilterError leaves this module for any input (and VersionGone, for a data version that is not here).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import FilterError, VersionGone
from ..language import _
from .admin1 import ADMIN1
from .countries import COUNTRIES, find_country
from .dates import Period, parse_period
from .drugs import DRUG_GROUPS, DRUGS, find_drug
from .filter_values import LISTS, NO_COUNTRY, Box, Filter
from .folding import fold, slug
from .markings import MARKINGS
from .modes import MODES
from .precisions import PRECISIONS
from .query_text import VIEW_NAMES, decoded, did_you_mean, number_of, split_query
from .source_kinds import SOURCE_KINDS

LONGEST_VALUE, MOST_VALUES = 200, 250
MOST_TEXTS, MOST_WORDS = 10, 12  # each is searched for in all names and notes
_FREE = ("place", "text")  # values are anybody's words: a comma in them is written %2C


@dataclass(frozen=True)
class Known:
    """What the data on hand knows. groups: slug to published name; admin1: codes; None means only the shape is checked.

    version: the one data version that this server holds.
    """

    groups: Mapping[str, str] | None = None
    admin1: Collection[str] | None = None
    version: str | None = None


def parse_filter(query: str, known: Known | None = None) -> Filter:
    """The filter of a query string, with or without "?". Names of views are left to view.parse_link.

    Raises FilterError for an unknown, repeated or empty name, for a value that nothing here knows, and for text that no
    browser would send; VersionGone when `known` holds another data version than `v` asks for.
    """
    known = known or Known()
    values = {name: value for name, value in split_query(query).items() if name not in VIEW_NAMES}
    read: dict[str, Any] = {name: _read_list(name, raw, known) for name, raw in values.items() if name in LISTS}
    if "from" in values:
        read["from_"] = _day(values["from"], "from").first
    if "to" in values:
        read["to"] = _day(values["to"], "to").last
    if "min_kg" in values:
        read["min_kg"] = _mass(values["min_kg"])
    if "bbox" in values:
        read["bbox"] = _bbox(values["bbox"])
    if "v" in values:
        read["v"] = _version(values["v"], known)
    _in_turn(read.get("from_"), read.get("to"), values)
    return Filter(**read)


def _read_list(name: str, raw: str, known: Known) -> tuple[str, ...]:
    if name in _FREE:
        values = [decoded(part, name) for part in raw.split(",")]
    else:
        # Some tools encode the commas between values as well; no code or public name has a comma of its own.
        values = [part.strip() for part in decoded(raw, name).split(",")]
    if "" in values:
        raise FilterError(name, decoded(raw, name)[:60], _("There is nothing between two commas. Take one comma out."))
    if len(values) > MOST_VALUES:
        raise FilterError(name, values[0] + ",…", _("Too many values: at most {most}.", most=MOST_VALUES))
    if name in _FREE and (len(values) > MOST_TEXTS or sum(len(value.split()) for value in values) > MOST_WORDS):
        remedy = _("Too many words: at most {most}, in at most {texts} values.", most=MOST_WORDS, texts=MOST_TEXTS)
        raise FilterError(name, values[0][:40] + "…", remedy)
    for value in values:
        if len(value) > LONGEST_VALUE:
            raise FilterError(name, value[:40] + "…", _("A value is at most {most} characters.", most=LONGEST_VALUE))
    read = _READERS[name]
    return tuple(read(name, value, known) for value in values)


def _drug(name: str, value: str, known: Known) -> str:
    if found := find_drug(value):
        return found.slug
    hint = _("Write it as heroin, opium, hashish, methamphetamine or acetic_anhydride.")
    raise FilterError(name, value, did_you_mean(_("No drug of this name."), value, tuple(DRUGS), hint))


def _country(name: str, value: str, known: Known) -> str:
    if name == "country" and value.casefold() == NO_COUNTRY:
        return NO_COUNTRY
    if found := find_country(value):
        return found
    names = {country.short_en: f"{country.short_en} ({iso3})" for iso3, country in COUNTRIES.items()}
    hint = _("Write an English or Arabic name, or a code as IRN.")
    raise FilterError(name, value, did_you_mean(_("No country of this name or code."), value, names, hint))


def _group(name: str, value: str, known: Known) -> str:
    found = slug(value)
    if known.groups is not None and found not in known.groups:
        by_name = {slug(published): group for group, published in known.groups.items()}
        if found not in by_name:
            raise FilterError(
                name, value, did_you_mean(_("No group of countries of this name."), found, tuple(known.groups))
            )
        return by_name[found]
    return found


def _admin1(name: str, value: str, known: Known) -> str:
    code = value.upper()
    codes = known.admin1 if known.admin1 is not None else ADMIN1
    if code not in codes:
        raise FilterError(
            name, value, did_you_mean(_("No province of this code (ISO 3166-2, as AF-HEL)."), code, tuple(codes))
        )
    return code


def _words(name: str, value: str, known: Known) -> str:
    if not fold(value):
        raise FilterError(name, value, _("There is nothing to look for. Write a letter or a digit."))
    return value


def _one_of(codes: Iterable[str]) -> Callable[[str, str, Known], str]:
    """A reader for a short list of codes, whatever the case."""
    listed = tuple(codes)

    def read(name: str, value: str, known: Known) -> str:
        found = value.casefold().replace(" ", "_").replace("-", "_")
        if found not in listed:
            raise FilterError(name, value, _("Choose among: {values}.", values=", ".join(listed)))
        return found

    return read


_READERS: Mapping[str, Callable[[str, str, Known], str]] = {
    "drug": _drug, "drug_group": _one_of(DRUG_GROUPS),
    "country": _country, "origin": _country, "departure": _country, "transit": _country, "destination": _country,
    "group": _group, "admin1": _admin1, "place": _words, "text": _words,
    "mode": _one_of(MODES), "source_kind": _one_of(SOURCE_KINDS), "precision": _one_of(PRECISIONS),
    "marking": _one_of(MARKINGS),
}  # fmt: skip


def _day(raw: str, name: str) -> Period:
    value = decoded(raw, name)
    try:
        return parse_period(value)
    except ValueError:
        remedy = _("There is no such date. Write 2021, 2021-09 or 2021-09-17.")
        raise FilterError(name, value[:40], remedy) from None


def _in_turn(first: date | None, last: date | None, values: Mapping[str, str]) -> None:
    if first and last and first > last:
        remedy = _("It is after the last day, {to}. Exchange the two.", to=last.isoformat())
        raise FilterError("from", decoded(values["from"], "from"), remedy)


def _mass(raw: str) -> float:
    value = decoded(raw, "min_kg")
    found = number_of("min_kg", value)
    if not 0 <= found <= 1e12:
        raise FilterError("min_kg", value, _("A least weight in kilograms is a number from 0 up."))
    return found


def _bbox(raw: str) -> Box:
    value = decoded(raw, "bbox")
    remedy = _("Write west,south,east,north in degrees, south below north, as 60,29,75,39.")
    edges = value.split(",")
    if len(edges) != 4:
        raise FilterError("bbox", value[:60], remedy)
    west, south, east, north = (round(number_of("bbox", edge.strip()), 6) for edge in edges)
    if max(abs(west), abs(east)) > 180 or not -90 <= south < north <= 90 or west == east:
        raise FilterError("bbox", value[:60], remedy)
    return west, south, east, north


def _version(raw: str, known: Known) -> str:
    value = decoded(raw, "v").lower()
    if not re.fullmatch(r"[0-9a-f]{12}", value):
        raise FilterError(
            "v", value[:40], _("A data version has twelve letters a to f and digits. Leave it out for the newest.")
        )
    if known.version is not None and value != known.version:
        raise VersionGone(
            _("The link asks for data version {asked}; this server holds {held}. Take v out of the link to see that one.",
              asked=value, held=known.version)
        )  # fmt: skip
    return value
