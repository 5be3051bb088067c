"""Where rows are: the stated point where it can be in the stated country, else what the gazetteer finds for the words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ....vocabulary.blocks import OpenPlace, PlaceText
from ....vocabulary.lookup import says_nothing
from ....vocabulary.place_points import written_point
from ....vocabulary.placed import Placed
from ...columns.numbers import NumberStyle
from ...columns.plain import plain
from ...distinct import Distinct
from .cells import Cells, spread, together_codes
from .findings import EXAMPLES, Findings, rows_of

if TYPE_CHECKING:
    from ....vocabulary.gazetteer import Gazetteer

STATED = "coordinates as reported"
OPEN = ("ambiguous", "not_found")
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]+)?", re.ASCII)
_BESIDE = {
    "swapped": "fits the country only with longitude and latitude exchanged: the point is not taken",
    "impossible": "is no longitude and latitude of a place: the point is not taken",
    "elsewhere": "lies outside the country that is stated",
}


@dataclass
class Places:
    """Of each row. `texts`: (code of each row, distinct texts, answers) for those whose place is open."""

    admin1: np.ndarray
    admin1_reported: np.ndarray
    place_reported: np.ndarray
    sea_area: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    precision: np.ndarray
    method: np.ndarray
    codes: np.ndarray
    texts: list[PlaceText] = field(default_factory=list)
    answers: list[Placed] = field(default_factory=list)

    def open(self, kept: np.ndarray, numbers: np.ndarray) -> dict[PlaceText, OpenPlace]:
        """What a person has to settle, with its rows among those kept; a stated point leaves nothing open."""
        wanted = [at for at, each in enumerate(self.answers) if each.outcome in OPEN]
        asked = kept & (self.method != STATED)
        found = {}
        for code, rows in rows_of(self.codes, wanted):
            standing = numbers[rows[asked[rows]]]
            if len(standing):
                each = self.answers[code]
                may_be = tuple((c.key, c.label, c.lon, c.lat, c.score) for c in each.candidates)
                first = tuple(int(row) for row in standing[:EXAMPLES])
                found[self.texts[code]] = OpenPlace(each.outcome, len(standing), first, may_be)
        return found


def places_of(
    cells: Cells, country: np.ndarray, decimals: dict[str, NumberStyle], places: Gazetteer, findings: Findings
) -> Places:
    """Every distinct text of country, province and place is asked for once."""
    texts = [_text(cells, name) for name in ("admin1", "place")]
    country_at, countries = pd.factorize(country, use_na_sentinel=False)
    columns = [(country_at, len(countries)), *((each.codes, len(each.words)) for each in texts)]
    codes, sets = together_codes(columns)
    asked, answers = [], []
    for at, province, place in sets:
        iso3 = countries[at] if isinstance(countries[at], str) else None
        said = PlaceText(iso3, texts[0].words[province], texts[1].words[place])
        asked.append(said)
        answers.append(places.place(said.iso3, said.province, said.place))
    at_sea = [each.precision == "sea_area" for each in answers]
    found = Places(
        admin1=spread(codes, [each.admin1 for each in answers]),
        admin1_reported=texts[0].each(lambda word: word or None), place_reported=texts[1].each(lambda word: word or None),
        sea_area=spread(codes, [f"sea-area/{each.sea_area}" if sea else None for each, sea in zip(answers, at_sea)]),
        lon=spread(codes, [math.nan if sea or each.lon is None else each.lon for each, sea in zip(answers, at_sea)], float),
        lat=spread(codes, [math.nan if sea or each.lat is None else each.lat for each, sea in zip(answers, at_sea)], float),
        precision=spread(codes, [each.precision for each in answers]),
        method=spread(codes, [each.method or None for each in answers]), codes=codes, texts=asked, answers=answers,
    )  # fmt: skip
    _stated(cells, country, decimals, places, findings, found)
    return found


def _text(cells: Cells, name: str) -> Distinct:
    column = cells.of(name)
    if column is None:
        return Distinct(np.zeros(len(cells), dtype=np.int32), ("",))
    return Distinct(column[1].codes, [word.strip() for word in column[1].words])


def _stated(
    cells: Cells,
    country: np.ndarray,
    decimals: dict[str, NumberStyle],
    places: Gazetteer,
    findings: Findings,
    found: Places,
) -> None:
    """Put the points that rows state over what the words gave."""
    points = list(_points(cells, decimals))
    if not points:
        return
    heading, name, lon, lat, written = points[0]
    filled = np.array([not says_nothing("number", word) for word in written.words], dtype=bool)[written.codes]
    for at in np.flatnonzero(filled & np.isnan(lon + lat)):
        text = "is not a longitude and latitude: the point is not taken"
        findings.doubt(int(at), heading, written.words[written.codes[at]], name, text)
    standing = np.flatnonzero(~np.isnan(lon + lat))
    frame = pd.DataFrame({"lon": lon[standing], "lat": lat[standing], "country": country[standing], "at": standing})
    for (x, y, iso3), rows in frame.groupby(["lon", "lat", "country"], sort=False, dropna=False)["at"]:
        check = places.check_point(float(x), float(y), iso3 if isinstance(iso3, str) else None)
        at = rows.to_numpy()
        if check.verdict in _BESIDE:
            fits = f"{check.suggestion[0]},{check.suggestion[1]}" if check.suggestion else None
            for row in at:
                findings.doubt(int(row), heading, f"{y}, {x}", name, _BESIDE[check.verdict], fits)
        if check.verdict in ("fits", "elsewhere"):
            found.lon[at], found.lat[at], found.precision[at] = x, y, "place"
            found.sea_area[at], found.method[at] = None, STATED


def _points(cells: Cells, decimals: dict[str, NumberStyle]):
    """(heading, field, lon, lat, the cells that say it): of two columns, or of one with both."""
    east, north, both = cells.of("lon"), cells.of("lat"), cells.of("coordinates")
    if east is not None and north is not None:
        lon = _axis(east[1], "lon", decimals.get("lon"))
        lat = _axis(north[1], "lat", decimals.get("lat"))
        yield north[0], "lat", lon, lat, north[1]
    elif both is not None:
        said = [
            written.points[0] if (written := written_point(word)) and written.points else None for word in both[1].words
        ]
        lon, lat = (spread(both[1].codes, [each[at] if each else math.nan for each in said], float) for at in (0, 1))
        yield both[0], "coordinates", lon, lat, both[1]


def _axis(column: Distinct, axis: str, style: NumberStyle | None) -> np.ndarray:
    return column.each(_degrees(axis, style.decimal if style else "."), float)


def _degrees(axis: str, decimal: str | None) -> Callable[[str], float]:
    """Reads decimal degrees, and degrees with minutes and a side; nan for what is neither."""

    def read(word: str) -> float:
        text = plain(word)
        if _DEGREES.fullmatch(text):
            return float(text.replace(",", ".")) if "." not in text or decimal != "," else math.nan
        other = "0° N, " if axis == "lon" else ""
        written = written_point(f"{other}{text}" if axis == "lon" else f"{text}, 0° E")
        return written.points[0][0 if axis == "lon" else 1] if written and written.points else math.nan

    return read
