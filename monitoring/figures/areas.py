"""Imported areas under the seizures: quiet lines and fills in one ink, each with the name of who has drawn it.

They are not the map's own boundaries: what they say is their source's word, and the tip and the legend name it.
"""

import json

import geopandas as gpd
import pandas as pd
import shapely

from ..language import N_, _, day, ngettext
from ..vocabulary.countries import COUNTRIES, country_name
from .basemap import Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import Theme, colours

SOURCE = "imported-areas"
KINDS = {"boundary": N_("Boundary"), "corridor": N_("Corridor"), "point": N_("Point")}
LAYERS = ("area-fill", "area-line", "area-point")
INTERACTIVE = {"area-point": "areas", "area-line": "areas", "area-fill": "areas"}
NOTHING: dict = {"type": "FeatureCollection", "features": []}
MOST_VERTICES = 200_000  # about 1 MB compressed; beyond it outlines lose corners nearer than SIMPLER_DEG to their lines
SIMPLER_DEG = 0.002  # 200 m: a pixel at zoom 9
LINE_PX, POINT_PX = 1.4, 8.0
SOURCES_NAMED = 3


def collection(frame: gpd.GeoDataFrame) -> dict:
    """A GeoJSON FeatureCollection of areas (columns of store.areas). Properties: id, ids (JSON text), kind, tip."""
    shapes = frame.geometry.to_numpy()
    simpler = is_simplified(frame)
    if simpler:
        shapes = shapely.simplify(shapes, SIMPLER_DEG, preserve_topology=True)
    texts = shapely.to_geojson(shapely.set_precision(shapes, 1e-5, mode="pointwise"))
    features = [
        {"type": "Feature", "geometry": json.loads(text), "properties": _properties(row, simpler)}
        for row, text in zip(frame.itertuples(), texts)
    ]
    return {"type": "FeatureCollection", "features": features}


def is_simplified(frame: gpd.GeoDataFrame) -> bool:
    """Whether the outlines are drawn with fewer corners than their source gives."""
    return bool(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() > MOST_VERTICES)


def _properties(row, simpler: bool) -> dict:
    name = f"area-{row.area_id}"
    return {"id": name, "ids": json.dumps([name]), "kind": row.kind, "tip": "\n".join(_tip(row, simpler))}


def _tip(row, simpler: bool) -> list[str]:
    lines = [
        row.name if pd.notna(row.name) else row.code if pd.notna(row.code) else _(KINDS[row.kind]),
        _(KINDS[row.kind]),
    ]
    if pd.notna(row.country_iso3):
        lines.append(country_name(row.country_iso3) if row.country_iso3 in COUNTRIES else row.country_iso3)
    lines += [valid(row)] if valid(row) else []
    lines.append(_("Drawn by {producer}: {title}", producer=row.producer, title=row.source_title))
    return [*lines, _("outline simplified")] if simpler else lines


def valid(row) -> str:
    """Between which days an area holds; empty where nothing is said."""
    first = day(row.valid_from) if pd.notna(row.valid_from) else None
    last = day(row.valid_until) if pd.notna(row.valid_until) else None
    if first and last:
        return _("{first} to {last}", first=first, last=last)
    return _("from {first}", first=first) if first else _("until {last}", last=last) if last else ""


def sources(data: dict | str) -> dict[str, dict]:
    """`data`: a collection, or the address of one on our own server."""
    return {SOURCE: {"type": "geojson", "data": data, "promoteId": "id"}}


def layers(theme: Theme, shown: bool = False) -> list[Layer]:
    """Fill and outline of what has an extent, lines, and points; an area under the pointer is stronger."""
    token = colours(theme)
    hovered = ["boolean", ["feature-state", "hover"], False]
    fill = {"fill-color": token["accent"], "fill-opacity": ["case", hovered, 0.18, 0.06]}
    line = {
        "line-color": token["accent"], "line-width": ["case", hovered, LINE_PX + 1, LINE_PX], "line-opacity": 0.75,
    }  # fmt: skip
    point = {
        "circle-radius": POINT_PX / 2 - 1, "circle-color": token["map_halo"], "circle-stroke-width": 1.4,
        "circle-stroke-color": ["case", hovered, token["flag"], token["accent"]],
    }  # fmt: skip
    visible = {"visibility": "visible" if shown else "none"}
    is_point, is_polygon = (["==", ["geometry-type"], kind] for kind in ("Point", "Polygon"))
    common: Layer = {"source": SOURCE}
    return [
        {"id": "area-fill", "type": "fill", **common, "metadata": {"slot": "areas"}, "filter": is_polygon,
         "layout": visible, "paint": fill},
        {"id": "area-line", "type": "line", **common, "metadata": {"slot": "areas", "level": 1}, "filter": ["!", is_point],
         "layout": {**visible, "line-join": "round"}, "paint": line},
        {"id": "area-point", "type": "circle", **common, "metadata": {"slot": "points"}, "filter": is_point,
         "layout": visible, "paint": point},
    ]  # fmt: skip


def visible_commands(shown: bool) -> list[Command]:
    """The switch of all layers of imported areas."""
    return [["setLayoutProperty", layer, "visibility", "visible" if shown else "none"] for layer in LAYERS]


def legend(theme: Theme, frame: gpd.GeoDataFrame) -> list[LegendGroup]:
    """Who has drawn the areas on the map; nothing where there are none."""
    if frame.empty:
        return []
    ink = colours(theme)["accent"]
    drawn = frame.drop_duplicates("source_key")
    entries: list[LegendEntry] = [
        {"sign": "line", "label": _("{title}, {producer}", title=row.source_title, producer=row.producer),
         "colour": ink, "width_px": LINE_PX}
        for row in drawn.head(SOURCES_NAMED).itertuples()
    ]  # fmt: skip
    more = len(drawn) - SOURCES_NAMED
    if more > 0:
        entries.append({"sign": "line", "label": ngettext("{n} more source", "{n} more sources", more), "colour": ink,
                        "width_px": LINE_PX})  # fmt: skip
    return [{"title": _("Imported areas, as their sources draw them"), "entries": entries}]
