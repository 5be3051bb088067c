"""Where a seizure of a filled-in workbook was made: the point as written where it can be, else what the words name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...vocabulary.blocks import PlaceText
from ...vocabulary.gazetteer import Gazetteer
from ...vocabulary.placed import Placed

OPEN = ("ambiguous", "not_found")
BESIDE = {
    "swapped": "fits the country only with longitude and latitude exchanged: the point is not taken",
    "impossible": "is no longitude and latitude of a place: the point is not taken",
    "elsewhere": "lies outside the country that is stated",
}
NOWHERE = {"lon": None, "lat": None, "location_method": None}


@dataclass(frozen=True)
class Located:
    """Columns of the seizure that become other ones; a doubt about the point; the text that a person has to settle."""

    columns: Mapping[str, object] = field(default_factory=dict)
    doubt: str | None = None
    suggestion: str | None = None
    open: tuple[PlaceText, Placed] | None = None


def locate(row: Mapping[str, object], said: object, places: Gazetteer) -> Located:
    """`row`: the seizure as its cells make it; `said`: what the column location_precision says, None when it is empty.

    Whoever wrote the precision, a point or a sea area has placed the seizure; its words are not read once more.
    """
    country = row["country_iso3"]
    iso3 = str(country) if country else None
    lon, lat = row["lon"], row["lat"]
    doubt = suggestion = None
    if isinstance(lon, float) and isinstance(lat, float):
        check = places.check_point(lon, lat, iso3)
        doubt = BESIDE.get(check.verdict)
        suggestion = "{}, {}".format(*reversed(check.suggestion)) if check.suggestion else None
        if check.verdict not in ("swapped", "impossible"):
            return Located({}, doubt, suggestion)
        said = None
    elif said is not None or row["sea_area"]:
        return Located()
    text = PlaceText(iso3, str(row["admin1_reported"] or ""), str(row["place_reported"] or ""))
    found = places.place(text.iso3, text.province, text.place)
    at_sea = found.precision == "sea_area"
    columns = NOWHERE | {
        "location_precision": found.precision, "location_method": found.method or None,
        "admin1": row["admin1"] or found.admin1, "sea_area": f"sea-area/{found.sea_area}" if at_sea else None,
        "lon": None if at_sea else found.lon, "lat": None if at_sea else found.lat,
    }  # fmt: skip
    return Located(columns, doubt, suggestion, (text, found) if found.outcome in OPEN else None)
