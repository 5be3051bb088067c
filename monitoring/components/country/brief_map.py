"""The map of a handout: a country among its neighbours, its seizures as the screen draws them, and the legs that touch it."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from ...exports.about import KOSOVO
from ...exports.report_map_parts import Class, Line, Map, Point, Sign, named
from ...exports.report_maps import drawing
from ...figures.route_words import BASES
from ...figures.seizures import SHAPES, family_names, points
from ...figures.theme import FAMILIES, Theme, colours, family_colours
from ...language import _, direction, ngettext, number
from ...measures.at_points import drawn_rows
from ...vocabulary.countries import COUNTRIES, country_label
from ...vocabulary.country_shapes import Countries
from ...vocabulary.report import Picture
from ..nodes import country_points, nodes
from ..publisher import boundary_note
from ..report.maps import token
from . import words
from .found import Country
from .limits import placed

RATIO = 2.5  # width to height of the map, in degrees as long as those at its middle
LEAST = 7.0  # degrees of latitude: no country stands alone on its map
ALONE = 24.0  # where we have no outline of it
MARGIN = 0.35  # of a country's height and width, on each side, so that its neighbours are there
ASIDE = 0.14  # of the map's width, that the country stands beside its middle
LEGS = 12  # that are drawn, the busiest: the tables count the rest
SYMBOLS = 1_500  # that a page of paper can bear; beyond it the largest are drawn
_LOOKS = {"reported": "solid", "published": "dashed", "interpreted": "dotted"}
_SHAPES = cache(Countries)


def bounds(iso3: str) -> tuple[float, float, float, float]:
    """West, south, east, north: the largest part of a country and what surrounds it, in the map's shape."""
    lon, lat = country_points().get(iso3, (54.0, 35.0))
    box = _SHAPES().box(iso3)
    west, south, east, north = box or (lon, lat, lon, lat)
    least = LEAST if box else ALONE
    middle = min(max((south + north) / 2, -60.0), 72.0)
    shrink = float(np.cos(np.radians(middle)))
    tall = max((north - south) * (1 + 2 * MARGIN), (east - west) * (1 + 2 * MARGIN) * shrink / RATIO, least)
    tall = min(tall, 70.0)
    wide = min(tall * RATIO / shrink, 150.0)
    # The legend stands where reading starts, so the country makes room for it.
    at = (west + east) / 2 + (ASIDE * wide if direction() == "rtl" else -ASIDE * wide)
    return at - wide / 2, max(middle - tall / 2, -85.0), at + wide / 2, min(middle + tall / 2, 85.0)


def legs(country: Country) -> pd.DataFrame:
    """The busiest legs in and out that the map draws, the busiest first."""
    both = pd.concat([country.into, country.out])
    return both.sort_values(["seizures", "leg"], ascending=[False, True], kind="stable").head(LEGS)


def brief_map(country: Country, theme: Theme = "print") -> Picture:
    """The map with its legend, a scale, and under it what is drawn, what is not, and the disclaimer."""
    features, drawn, symbols = _symbols(country)
    token_, ink = colours(theme), family_colours(theme)
    dots = [_dot(each, ink) for each in features]
    shown = legs(country)
    lines = _lines(shown, nodes(country.current.version.id))
    families = {each["properties"]["family"] for each in features}
    shapes = {each["properties"]["shape"] for each in features}
    signs = [Sign(family_names()[family], "dot", ink[family]) for family in FAMILIES if family in families]
    known = {"ring": _("province only"), "sea": _("at sea, a point of ours")}
    signs += [Sign(label, look, token_["ink2"]) for look, label in known.items() if look in shapes]
    signs += [Sign(_(BASES[basis]), _LOOKS[basis]) for basis in reversed(BASES) if (shown["basis"] == basis).any()]
    focus = {
        "focus": Class(token_["map_focus"], country_label(country.iso3), outline=token_["map_focus_outline"], rim=2.0)
    }
    what = Map(
        bounds(country.iso3),
        focus,
        {country.iso3: "focus"},
        _names(country),
        points=dots,
        lines=lines,
        signs=signs,
        scale=True,
        level="mid",
    )
    title = _("{country}: seizures in the record, and routes", country=country_label(country.iso3))
    said = _picture_words(country, drawn, symbols, len(shown))
    notes = (said, boundary_note(), *([_(KOSOVO)] if _on_it("XKX", what.bounds) and country.iso3 != "XKX" else []))
    return Picture("brief-map", title, f"{title}. {said}", drawing(what, "brief-map", token(theme), title), notes)


def _dot(feature: Mapping, ink: Mapping[str, str]) -> Point:
    (lon, lat), said = feature["geometry"]["coordinates"], feature["properties"]
    return Point(lon, lat, said["d"] / 2, said["shape"], ink[said["family"]])


def _on_it(iso3: str, bounds_: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds_
    lon, lat = country_points()[iso3]
    return west < lon < east and south < lat < north


def _symbols(country: Country) -> tuple[list[dict], int, int]:
    """The features of figures.seizures, the largest first; how many items they stand for, and how many there are."""
    columns = country.current.columns
    rows = drawn_rows(columns, country.current.select(country.chosen), SHAPES)
    every = len(rows)
    if every > SYMBOLS:
        heaviest = np.argsort(-np.nan_to_num(columns.mass_kg(rows)), kind="stable")[:SYMBOLS]
        rows = np.sort(rows[heaviest])
    if not every:
        return [], 0, 0
    found = points(country.current.rows(rows))["features"]
    return [each for each in found if each["properties"]["part"] == "disc"], len(rows), every


def _lines(shown: pd.DataFrame, at: Mapping[str, tuple[float, float]]) -> list[Line]:
    """The quietest first, so that the busiest lie on top; a leg without a place at one end cannot be drawn."""
    return [
        Line(at[row.start], end, _width(row.seizures) if row.basis == "reported" else 1.5, _LOOKS[row.basis])
        for row in shown.iloc[::-1].itertuples()
        if row.start in at and (end := at.get(row.end)) is not None
    ]


def _width(seizures: int) -> float:
    """As on screen: 1 seizure, 2 to 4, 5 to 9, 10 and more."""
    return 1.5 if seizures < 2 else 2.8 if seizures < 5 else 4.8 if seizures < 10 else 7.5


def _names(country: Country) -> dict[str, tuple[str, float, float]]:
    """Ends of legs first, their names above the arrows, then whoever else is on the map; its own name is in the legend."""
    west, south, east, north = bounds(country.iso3)
    at = country_points()
    near = [code for code, (lon, lat) in at.items() if west < lon < east and south < lat < north]
    near.sort(key=_room)  # of two names that would overlap the smaller country's gives way
    ends = {code: 0.035 * (north - south) for code in (*country.into["start"], *country.out["end"]) if code in near}
    wanted = dict.fromkeys((*ends, *near))
    return named(
        (code, country_label(code), at[code][0], at[code][1] + ends.get(code, 0.0))
        for code in wanted
        if code in COUNTRIES and code != country.iso3
    )


def _room(iso3: str) -> float:
    """How large the box around a country is, negative so that the largest is first; 0 without an outline."""
    west, south, east, north = _SHAPES().box(iso3) or (0.0, 0.0, 0.0, 0.0)
    return -(east - west) * (north - south)


def _picture_words(country: Country, drawn: int, symbols: int, legs_: int) -> str:
    said = [words.placed_sentence(country.seizures, placed(country)) + "."]
    if drawn < symbols:
        said.append(_("The {n} heaviest of {all} items are drawn.", n=number(drawn), all=number(symbols)))
    touching = len(country.into) + len(country.out)
    if touching:
        legs_said = ngettext("{n} leg begins or ends here", "{n} legs begin or end here", touching)
        said.append(_("{legs}; {n} drawn.", legs=legs_said, n=number(legs_)))
    return " ".join(said)
