"""Border crossings, ports, airports and offices as small quiet symbols; their names come with the zoom."""

import json
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from ..language import N_, _
from ..vocabulary.countries import country_name
from .basemap import Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

SOURCE = "places"
KINDS: Mapping[str, str] = {
    "crossing": N_("Border crossing"), "port": N_("Port"), "airport": N_("Airport"), "office": N_("Office"),
}  # fmt: skip
ICON_PX = 13.0
NAMES_FROM_ZOOM = 6
CROWDED_BELOW_ZOOM = 5  # until here a symbol gives way to another instead of covering it
INTERACTIVE = {f"place-{kind}": "places" for kind in KINDS}


def points(frame: gpd.GeoDataFrame) -> dict:
    """A GeoJSON FeatureCollection of `place_id, name, kind, country_a, country_b, coordinate_kind, lon, lat`.

    Places without a coordinate are left out. Properties: id, ids (JSON text), kind, name, tip.
    """
    placed = frame[frame["lon"].notna() & frame["lat"].notna() & frame["kind"].isin(list(KINDS))]
    return {"type": "FeatureCollection", "features": [_feature(row) for row in placed.itertuples()]}


def _feature(row) -> dict:
    geometry = {"type": "Point", "coordinates": [round(float(row.lon), 5), round(float(row.lat), 5)]}
    properties = {"id": row.place_id, "ids": json.dumps([row.place_id]), "kind": row.kind, "name": row.name}
    return {"type": "Feature", "geometry": geometry, "properties": properties | {"tip": _tip(row)}}


def _tip(row) -> str:
    sides = [country_name(iso3) for iso3 in (row.country_a, row.country_b) if pd.notna(iso3) and iso3]
    lines = [row.name, _(KINDS[row.kind]), " / ".join(sides)]
    if pd.notna(row.coordinate_kind) and row.coordinate_kind:
        lines.append(_("Point: {what}", what=row.coordinate_kind))
    return "\n".join(line for line in lines if line)


def sources(collection: dict | str) -> dict[str, dict]:
    """`collection`: GeoJSON, or the address of it on our own server."""
    return {SOURCE: {"type": "geojson", "data": collection, "promoteId": "id"}}


def layers(theme: Theme, shown: tuple[str, ...] = ()) -> list[Layer]:
    """One layer a kind, so that each has its switch; `shown` are the kinds switched on."""
    token = colours(theme)
    hovered = ["boolean", ["feature-state", "hover"], False]
    paint = {
        "icon-color": ["case", hovered, token["flag"], token["ink2"]], "icon-halo-color": token["map_halo"],
        "icon-halo-width": 1.2, "text-color": token["map_city_label"], "text-halo-color": token["map_halo"],
        "text-halo-width": 1.4,
    }  # fmt: skip
    return [
        {"id": f"place-{kind}", "type": "symbol", "source": SOURCE, "minzoom": 3, "metadata": {"slot": "points"},
         "filter": ["==", ["get", "kind"], kind], "layout": _layout(kind, kind in shown), "paint": paint}
        for kind in KINDS
    ]  # fmt: skip


def _layout(kind: str, shown: bool) -> dict:
    return {
        "icon-image": kind, "icon-size": ICON_PX / 24, "icon-padding": 1,
        "icon-allow-overlap": ["step", ["zoom"], False, CROWDED_BELOW_ZOOM, True],
        "text-field": ["step", ["zoom"], "", NAMES_FROM_ZOOM, ["get", "name"]], "text-font": MAP_FONTS,
        "text-size": TEXT_PX, "text-optional": True, "text-max-width": 9, "text-justify": "auto",
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.8,
        "visibility": "visible" if shown else "none",
    }  # fmt: skip


def visible_commands(shown: tuple[str, ...]) -> list[Command]:
    """The switches of all kinds at once."""
    return [
        ["setLayoutProperty", f"place-{kind}", "visibility", "visible" if kind in shown else "none"] for kind in KINDS
    ]


def legend(theme: Theme, shown: tuple[str, ...]) -> list[LegendGroup]:
    """The kinds that are switched on; nothing when none is."""
    ink = colours(theme)["ink2"]
    entries: list[LegendEntry] = [
        {"sign": kind, "label": _(KINDS[kind]), "diameter_px": ICON_PX, "colour": ink}
        for kind in KINDS
        if kind in shown
    ]
    return [{"title": _("Places"), "entries": entries}] if entries else []
