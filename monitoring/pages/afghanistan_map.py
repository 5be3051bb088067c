"""The map of Afghanistan: what it is mounted with, and the commands that make it follow the link. Years are the browser's."""

from dash import html

from ..components.afghanistan_places import crossings, seizure_points
from ..components.current import Data
from ..components.map import map_host, picture
from ..components.map import spec as map_spec
from ..components.publisher import boundary_note
from ..figures import afghanistan as figures
from ..figures import places, seizures
from ..figures.afghanistan_scale import Sign, fills, ramp, signs
from ..figures.basemap import Command, Layer, changes, style, with_data
from ..figures.legends import LegendEntry, LegendGroup
from ..figures.theme import Theme, colours
from ..language import _, day, direction, language
from ..vocabulary.view import View
from .afghanistan_years import title_of

MAP, OTHER = "af-map", "af-map-other"
LAYERS = ("seizures", "crossings", "rivers", "towns")
BESIDE_LEGEND = 55.6  # the western edge of the first view, so that the legend covers no province
DEFAULT_LAYERS = ("rivers",)
INTERACTIVE = {**seizures.INTERACTIVE, **places.INTERACTIVE, **figures.INTERACTIVE}


def shown_layers(view: View) -> tuple[str, ...]:
    return DEFAULT_LAYERS if view.layers is None else view.layers


def label() -> str:
    return _("Map of Afghanistan's provinces. The table below it holds the same values.")


def spec(view: View, foot: bool = True) -> dict:
    """The map as it is mounted; points come by command."""
    camera = (
        {"center": list(view.at[:2]), "zoom": view.at[2]}
        if view.at
        else {"bounds": [BESIDE_LEGEND, *figures.BOUNDS[1:]]}
    )
    at = ("start" if direction() == "rtl" else "end") if foot else None
    return map_spec(label(), _whole(view), camera, INTERACTIVE, {"foot": at}, sync=MAP)


def _whole(view: View, theme: Theme | None = None) -> dict:
    theme = theme or view.theme or "light"
    sources = {**figures.sources(), **seizures.sources(figures.NOTHING), **places.sources(figures.NOTHING)}
    whole = with_data(style(theme, language()), sources, _own_layers(view, theme))
    for layer in whole["layers"]:
        if layer["id"] in figures.TOWNS:
            layer.setdefault("layout", {})["visibility"] = "visible" if "towns" in shown_layers(view) else "none"
        if layer["id"].startswith("focus-outline"):
            layer["filter"] = ["==", ["get", "iso3"], figures.COUNTRY]
        if layer["id"] == "country-labels":
            layer["filter"] = ["all", layer["filter"], ["!=", ["get", "iso3"], figures.COUNTRY]]
    return whole


def _own_layers(view: View, theme: Theme) -> list[Layer]:
    shown = shown_layers(view)
    kinds = ("crossing",) if "crossings" in shown else ()
    return [
        *figures.layers(theme, view.show or "ha", shown),
        *places.layers(theme, kinds),
        *seizures.layers(theme, False),
    ]


def commands(current: Data, view: View) -> list[Command]:
    """Colours of the theme, switched layers and their points; the camera stays where the reader put it."""
    theme, shown = view.theme or "light", shown_layers(view)
    other: Theme = "light" if theme == "dark" else "dark"
    points = seizure_points(current, view.size) if "seizures" in shown else figures.NOTHING
    return [
        *changes(_whole(view, other), _whole(view, theme)),
        *figures.visible_commands(shown),
        *places.visible_commands(("crossing",) if "crossings" in shown else ()),
        ["setData", seizures.SOURCE, points],
        ["setData", places.SOURCE, crossings(current) if "crossings" in shown else figures.NOTHING],
    ]


def look(names: list[str], theme: Theme) -> dict[str, dict]:
    """For the browser: by `show`, the commands that colour the map and the colours of bars and cells."""
    return {
        show: {"paints": figures.paints(theme, show), "ramp": list(ramp(show, theme)),
               "fills": {str(step): colour for step, colour in fills(show, theme).items()}}
        for show in names
    }  # fmt: skip


def other_map(current: Data, view: View) -> list:
    """The second map, which moves with the first; nothing where the link compares with no other year."""
    if view.against is None:
        return []
    host = map_host(OTHER, _("The same map for the other year. The table below holds the same values."))
    stores = {getattr(part, "id", ""): part for part in host.children}
    stores[f"{OTHER}-spec"].data = spec(view, foot=False)
    stores[f"{OTHER}-commands"].data = commands(current, view)
    return [host, html.Div(id="af-title-other", className="map-box map-title")]


def legend_box(theme: Theme, names: list[str]) -> html.Details:
    """Every scale's legend; the browser shows the one in use."""
    return html.Details(
        [
            html.Summary(_("Legend")),
            *(
                html.Div(
                    [html.H3(title_of(show)), html.Ul([_entry(sign, show, theme) for sign in signs(show)])],
                    className="af-legend-one", hidden=True, **{"data-show": show},
                )
                for show in names
            ),
            html.P(id="af-legend-source", className="af-legend-source"),
        ],
        open=True,
    )  # fmt: skip


def _entry(sign: Sign, show: str, theme: Theme) -> html.Li:
    background = {"backgroundColor": fills(show, theme)[sign.step]}
    return html.Li([html.Span(className=f"af-swatch af-step{sign.step if sign.step < 0 else ''}", style=background),
                    html.Span(sign.label)])  # fmt: skip


def legend_groups(show: str, theme: Theme) -> list[LegendGroup]:
    """The same legend as data, for the saved picture: a picture's legend has no patterns, so stripes stand for hatches."""
    token = colours(theme)
    stripes = {-3: token["nothing_grown_hatch"], -4: token["nothing_no_figure_hatch"]}
    entries: list[LegendEntry] = []
    for sign in signs(show):
        if sign.step in stripes:
            entries.append(
                {
                    "sign": "line",
                    "width_px": 10,
                    "dash": [0.12, 0.38],
                    "colour": stripes[sign.step],
                    "label": sign.label,
                }
            )
        elif sign.step < 0:
            entries.append(
                {
                    "sign": "ring",
                    "diameter_px": 13,
                    "ring_px": 1.2,
                    "colour": token["nothing_free_outline"],
                    "label": sign.label,
                }
            )
        else:
            entries.append(
                {"sign": "dot", "diameter_px": 13, "colour": fills(show, theme)[sign.step], "label": sign.label}
            )
    return [{"title": title_of(show), "entries": entries}]


def picture_command(current: Data, view: View, year: int, said: str, editions: str) -> list[Command]:
    """The command that saves the map as it is on the screen, with what a reader of the picture needs."""
    version, theme = current.version, view.theme or "light"
    notes = [
        boundary_note(), _("Province figures: {editions}.", editions=editions) if editions else "",
        _("Data version {version}, data of {date}.", version=version.id, date=day(version.data_date)),
    ]  # fmt: skip
    legend = legend_groups(view.show or "ha", theme)
    name = f"afghanistan-{year}-{version.id}.png"
    return [["exportPng", picture(theme, said, legend, [note for note in notes if note], name)]]
