"""A map in a page: the place MapLibre draws in, and the stores through which Python drives it and hears from it.

`map_host(id, label)` puts it in a layout, `register(app, id)` wires it once. Then, all by `dcc.Store`:
- `<id>-spec` (in): `spec(...)`, once. A second one for a map that is up is ignored: send commands.
- `<id>-commands` (in): a list of `[method, *arguments]`, done in order as soon as the map is up. Methods:
  setData(source, GeoJSON or same-origin address), setLines(source of lines, source of their heads,
  figures.route_pack.packed), setTiles(source, path with {z}, {x} and {y}), setFilter, setPaintProperty,
  setLayoutProperty, setFeatureState, easeTo, jumpTo,
  fitBounds, select(seizure ids, or whatever `ids` hold), exportPng(`picture(...)`), draw("line" | [[lon, lat], [lon, lat]] |
  None), edit(a GeoJSON LineString or Polygon | None). Anything else is refused.
- `<id>-view` (out): `{lon, lat, zoom, bounds: [west, south, east, north]}` when the map is up and after each move.
- `<id>-click` (out): `{layer, ids, all: {name: ids}, lngLat: {lon, lat}, props, n}`: the topmost of `interactive` in an
  8 px box, all its features there, and the ids of the other layers hit. A feature of a tile is "source layer:id".
- `<id>-drawn` (out): after draw("line") `{line: [[lon, lat], [lon, lat]], n}` once a line is drawn, which stays until another
  draw; while edit lasts `{geometry, n}` after each change of a corner. A longitude may pass 180 where the line does.
- `<id>-status` (out): `{state, text}`, state one of ready, failed, exported, export-failed, draw-stopped (by Escape). A failed
  map says so in its place; the rest of the page, the table above all, works on.
The camera stays where the reader put it: nothing but a camera command moves it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from ..figures.cell_words import TipWords
from ..figures.icons import ICONS
from ..figures.legends import LegendGroup
from ..figures.theme import Theme, colours
from ..language import RIGHT_TO_LEFT, _, digits, direction, language

# `fill-pattern` of areas of which nothing, or no figure, is known: theme, token of the colour, and which way the lines lean.
HATCHES: dict[str, tuple[Theme, str, int]] = {
    "hatch": ("light", "nothing_no_figure_hatch", 1),
    "hatch-dark": ("dark", "nothing_no_figure_hatch", 1),
    "hatch-grown": ("light", "nothing_grown_hatch", -1),
}
# Letters that make the browser load each subset of the fonts before the first name is drawn: MapLibre keeps its glyphs.
_LATIN, _ARABIC = ["IBM Plex Sans", "Aāş"], ["IBM Plex Sans Arabic", "ابتپچگ"]
_SAMPLES = {
    **{key: [_LATIN] for key in ("en", "fr", "es", "zh")}, "ru": [_LATIN, ["IBM Plex Sans", "Жяѳ"]],
    **{key: [_LATIN, _ARABIC] for key in RIGHT_TO_LEFT},
}  # fmt: skip


def map_host(id: str, label: str) -> html.Div:
    """The map's place and its stores. `label` names the map for a screen reader; pass the same to `spec`."""
    named: dict[str, Any] = {"aria-label": label}
    stores = ("spec", "commands", "view", "click", "drawn", "status")
    return html.Div(
        [
            html.Div(id=f"{id}-canvas", className="map-canvas", role="region", **named),
            html.P(id=f"{id}-message", className="map-message", role="status", hidden=True),
            *(dcc.Store(id=f"{id}-{store}") for store in stores),
        ],
        id=id,
        className="map-host",
    )


def register(app: Dash, id: str) -> None:
    """Wires the stores of one map to the host in the browser."""
    # With an output, so that they are called for what comes with the page as well.
    app.clientside_callback(ClientsideFunction("map", "mount"), Output(id, "data-map"), Input(f"{id}-spec", "data"))
    app.clientside_callback(ClientsideFunction("map", "run"), Output(id, "data-ran"), Input(f"{id}-commands", "data"))


def spec(
    label: str,
    style: dict,
    camera: Mapping[str, object],
    interactive: Mapping[str, str],
    controls: Mapping[str, object] | None = None,
    tips: Mapping[str, TipWords] | None = None,
    sync: str | None = None,
) -> dict:
    """What a map is mounted with.

    style: a whole style with its data (figures.basemap.with_data). camera: {"center": [lon, lat], "zoom": z} or
    {"bounds": [w, s, e, n]}. interactive: layer id -> the name that clicks report, topmost first; one name may stand for several
    layers. controls: navigation (bool) and foot ("start", "end" or None: scale bar and attribution, at that side). tips:
    layer id -> the words for tips of its features, where these bring numbers and no tip of their own. sync: a name; maps of
    one name have one camera, whichever of them is moved. Icons of figures.icons and the patterns HATCHES are there by name.
    """
    return {
        "style": style,
        "camera": dict(camera),
        "interactive": dict(interactive),
        "tips": dict(tips or {}),
        "controls": {"navigation": True, "foot": "end"} | dict(controls or {}),
        "icons": ICONS,
        "hatches": {
            name: {"colour": colours(theme)[ink], "lean": lean} for name, (theme, ink, lean) in HATCHES.items()
        },
        "sync": sync,
        "fonts": _SAMPLES.get(language(), _SAMPLES["en"]),
        "locale": _locale(label),
        "strings": _strings(),
        "language": language(),
        "rtl": direction() == "rtl",
        "digits": digits("0123456789"),
    }


def _locale(label: str) -> dict[str, str]:
    return {
        "Map.Title": label,
        "NavigationControl.ZoomIn": _("Zoom in"),
        "NavigationControl.ZoomOut": _("Zoom out"),
        "NavigationControl.ResetBearing": _("Turn north up"),
        "ScaleControl.Meters": _("m"),
        "ScaleControl.Kilometers": _("km"),
    }


def _strings() -> dict[str, str]:
    return {
        "failed": _(
            "The map cannot be drawn: this browser gives no WebGL, or it was lost. The table shows the same rows. "
            "To get the map, turn on hardware acceleration or try another browser, then load the page again."
        ),
        "exportFailed": _("The picture could not be made. Try a smaller window, then export again."),
        "scaleNote": _("at map centre"),
        "attribution": _("Map data: Natural Earth, changed by this project"),
        "more": _("and {n} more here", n="{n}"),
    }


def picture(
    theme: Theme,
    title: str,
    legend: Sequence[LegendGroup],
    notes: Sequence[str],
    filename: str,
) -> dict:
    """The argument of exportPng: what is written round the map as it is on the screen.

    title: the filter sentence. legend: as figures.*.legend give it. notes: lines at the foot, for example the boundary
    disclaimer, then the data version and date. filename: ends in .png.
    """
    token = colours(theme)
    inks = {name: token[name] for name in ("surface", "ink", "ink2")} | {"halo": token["map_halo"]}
    return {
        "title": title, "legend": list(legend), "notes": list(notes), "filename": filename,
        "colours": inks, "rtl": direction() == "rtl", "language": language(), "north": _("N"), "icons": ICONS,
    }  # fmt: skip


def select_commands(ids: Sequence[str], place: tuple[float, float] | None = None, zoom: float | None = None) -> list:
    """Outlines the symbols that hold one of `ids`, and brings (lon, lat) into the middle when it is given."""
    commands: list = [["select", list(ids)]]
    if place:
        commands.append(["easeTo", {"center": list(place)} | ({"zoom": zoom} if zoom is not None else {})])
    return commands
