"""Crossings and ports on the routes, as wide as seizures nearby are many; those without any stay small and pale."""

import json
from collections.abc import Collection, Sequence
from math import sqrt

import geopandas as gpd

from ..language import N_, _, ngettext, number
from ..vocabulary.countries import country_name
from .basemap import Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

SOURCE = "gateways"
KINDS = {"crossing": N_("Border crossing"), "port": N_("Port")}
INTERACTIVE = {"gateway-port": "gateways", "gateway-crossing": "gateways"}
LEAST_PX, MOST_PX, MOST_AT = 5.0, 26.0, 50  # diameter without a seizure, and from MOST_AT seizures on
NOTHING: dict = {"type": "FeatureCollection", "features": []}


def diameter_px(seizures: int) -> float:
    """The area grows with the number, to a limit."""
    return LEAST_PX + (MOST_PX - LEAST_PX) * sqrt(min(seizures, MOST_AT) / MOST_AT)


def points(frame: gpd.GeoDataFrame, near: Sequence[int], km: float) -> dict:
    """A FeatureCollection of store.places.places (with a point each) and the seizures near each, fewest last drawn first."""
    made = []
    for row, n in sorted(zip(frame.itertuples(), near, strict=True), key=lambda one: -one[1]):
        sides = [country_name(iso3) for iso3 in (row.country_a, row.country_b) if isinstance(iso3, str)]
        within = ngettext("{n} seizure within {km} km", "{n} seizures within {km} km", int(n), km=number(km))
        tip = [row.name, _(KINDS[row.kind]), " / ".join(sides), within]
        properties = {"id": row.place_id, "ids": json.dumps([row.place_id]), "kind": row.kind, "name": row.name,
                      "seizures": int(n), "width": diameter_px(int(n)), "tip": "\n".join(filter(None, tip))}  # fmt: skip
        geometry = {"type": "Point", "coordinates": [round(float(row.lon), 4), round(float(row.lat), 4)]}
        made.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return {"type": "FeatureCollection", "features": made}


def sources(collection: dict = NOTHING) -> dict[str, dict]:
    return {SOURCE: {"type": "geojson", "promoteId": "id", "data": collection}}


def layers(theme: Theme) -> list[Layer]:
    """A circle a kind: crossings hollow, ports filled; names from near."""
    token = colours(theme)
    some = [">", ["get", "seizures"], 0]
    made: list[Layer] = []
    for kind in KINDS:
        filled = token["ink2"] if kind == "port" else token["map_halo"]
        made.append(
            {"id": f"gateway-{kind}", "type": "circle", "source": SOURCE, "minzoom": 3, "metadata": {"slot": "points"},
             "filter": ["==", ["get", "kind"], kind], "layout": {"visibility": "none"},
             "paint": {"circle-radius": ["/", ["get", "width"], 2], "circle-color": filled,
                       "circle-opacity": ["case", some, 0.75, 0.5], "circle-stroke-width": 1.4,
                       "circle-stroke-color": ["case", some, token["ink"], token["ink3"]]}}
        )  # fmt: skip
    layout = {"text-field": ["get", "name"], "text-font": MAP_FONTS, "text-size": TEXT_PX,
              "text-optional": True, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9,
              "visibility": "none"}  # fmt: skip
    paint = {"text-color": token["map_city_label"], "text-halo-color": token["map_halo"], "text-halo-width": 1.4}
    made.append({"id": "gateway-names", "type": "symbol", "source": SOURCE, "minzoom": 6, "metadata": {"slot": "points"},
                 "layout": layout, "paint": paint})  # fmt: skip
    return made


def commands(collection: dict, shown: Collection[str]) -> list[Command]:
    """New data, and which kinds are seen."""
    seen = {f"gateway-{kind}": kind in shown for kind in KINDS} | {"gateway-names": bool(shown)}
    named = ["in", ["get", "kind"], ["literal", sorted(shown)]]
    return [
        ["setData", SOURCE, collection], ["setFilter", "gateway-names", named],
        *(["setLayoutProperty", layer, "visibility", "visible" if on else "none"] for layer, on in seen.items()),
    ]  # fmt: skip


def legend(theme: Theme, shown: Collection[str], km: float) -> list[LegendGroup]:
    if not shown:
        return []
    ink = colours(theme)["ink"]
    sizes: list[LegendEntry] = [
        {"sign": "ring", "label": number(n), "diameter_px": diameter_px(n), "ring_px": 1.4, "colour": ink}
        for n in (0, 5, 50)
    ]
    kinds = [_(KINDS[kind]) for kind in KINDS if kind in shown]
    title = _("{kinds}, by seizures within {km} km", kinds=" / ".join(kinds), km=number(km))
    return [{"title": title, "entries": sizes}]
