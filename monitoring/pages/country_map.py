"""The map of a country: its seizures as exactly as they are known, and the legs that begin or end there."""

from functools import cache

import pandas as pd
from dash import html

from ..components.country.found import Country
from ..components.map import map_host
from ..components.map import spec as map_spec
from ..components.map_legend import families_of, legend_of_groups
from ..components.map_legend import sign as sign_of
from ..components.nodes import country_points, nodes
from ..components.publisher import boundary_note
from ..figures import cell_words, routes, seizure_cells, seizures
from ..figures.basemap import Command, Layer, changes, focus_commands, style, unlabelled_commands, with_data
from ..figures.theme import FAMILIES, Theme, colours, family_colours
from ..language import _, direction, language
from ..vocabulary.country_shapes import Countries
from ..vocabulary.view import View
from .explore_drawing import Drawing

MAP = "country-map"
_SHAPES = cache(Countries)
LEAST = 3.0  # degrees from side to side: an island alone in the sea says nothing of where it is
MARGIN = 0.12  # of the country's height and width, on each side
MOST = 12  # legs that are drawn, the busiest: the table holds all


def label() -> str:
    return _("Map of the country, its seizures and the legs that touch it. The tables beside it hold the same.")


def bounds(iso3: str) -> list[float]:
    """West, south, east, north of the largest part of a country with a margin; of its node where it has no outline."""
    box = _SHAPES().box(iso3)
    if box is None:
        lon, lat = country_points().get(iso3, (54.0, 35.0))
        return [lon - 4, max(lat - 3, -85), lon + 4, min(lat + 3, 85)]
    west, south, east, north = box
    wide, tall = (max(LEAST / 2, part * (0.5 + MARGIN)) - part / 2 for part in (east - west, north - south))
    return [west - wide, max(south - tall, -85), east + wide, min(north + tall, 85)]


def legs(country: Country) -> pd.DataFrame:
    """The busiest legs in and out that the map draws."""
    both = pd.concat([country.into, country.out])
    return both.sort_values(["seizures", "leg"], ascending=[False, True]).head(MOST)


def stage(country: Country, drawn: Drawing, view: View) -> list:
    """The map as it is mounted, its legend, and the note under it."""
    host = map_host(MAP, label())
    stores = {getattr(part, "id", ""): part for part in host.children}
    stores[f"{MAP}-spec"].data = spec(country, drawn, view.theme or "light")
    return [
        html.Div(host, className="country-stage"),
        html.Div(legend(country, drawn, view), id="country-legend", className="country-legend"),
        html.P(boundary_note(), className="note"),
    ]


def spec(country: Country, drawn: Drawing, theme: Theme) -> dict:
    found = _routes(country)
    base = with_data(style(theme, language()), _sources(drawn, found), _layers(drawn, theme))
    for _method, layer, value in [*focus_commands([country.iso3]), *unlabelled_commands(routes.node_iso3s(found))]:
        next(one for one in base["layers"] if one["id"] == layer)["filter"] = value
    clicks = {**seizure_cells.INTERACTIVE, **seizures.INTERACTIVE, **routes.ALL_INTERACTIVE}
    foot = {"foot": "start" if direction() == "rtl" else "end"}
    tips = dict.fromkeys(seizure_cells.INTERACTIVE, cell_words.tip_words())
    return map_spec(label(), base, {"bounds": bounds(country.iso3)}, clicks, foot, tips)


def commands(country: Country, drawn: Drawing, view: View) -> list[Command]:
    """What leads the map that is up to this link: its data and its colours."""
    theme: Theme = view.theme or "light"
    other: Theme = "light" if theme == "dark" else "dark"
    found = _routes(country)
    return [
        ["setData", seizures.SOURCE, drawn.collection()],
        *seizure_cells.commands(theme, view.size, drawn.scales, False, drawn.in_cells, drawn.address),
        *changes(_whole(drawn, other), _whole(drawn, theme)),
        *routes.commands(found),
        *focus_commands([country.iso3]),
        *unlabelled_commands(routes.node_iso3s(found)),
    ]


def _routes(country: Country) -> dict[str, dict]:
    return routes.collections(legs(country), None, nodes(country.current.version.id))


def _sources(drawn: Drawing, found: dict[str, dict]) -> dict[str, dict]:
    return {
        **seizures.sources(drawn.collection()), **seizure_cells.sources(drawn.address), **routes.sources(found),
    }  # fmt: skip


def _layers(drawn: Drawing, theme: Theme) -> list[Layer]:
    return [
        *routes.layers(theme, language()), *seizures.layers(theme),
        *seizure_cells.layers(theme, drawn.view.size, drawn.scales, False, drawn.in_cells),
    ]  # fmt: skip


def _whole(drawn: Drawing, theme: Theme) -> dict:
    return with_data(style(theme, language()), {}, _layers(drawn, theme))


def legend(country: Country, drawn: Drawing, view: View) -> list:
    """The substances on the map in one line, and sizes, shapes and lines folded under it."""
    theme: Theme = view.theme or "light"
    ink, names = family_colours(theme), seizures.family_names()
    families = families_of(country.current, drawn.selection) if len(drawn.selection.rows) else []
    chips = [
        html.Li(
            [sign_of({"sign": "dot", "diameter_px": 12, "colour": ink[family], "label": ""}, colours(theme)["ink2"]), names[family]]
        )
        for family in FAMILIES
        if family in families
    ]  # fmt: skip
    groups = [*seizures.legend(theme, view.size), *routes.legend_of(theme, _routes(country))]
    more = legend_of_groups(groups, theme, opened=False)
    return [html.Ul(chips, className="country-chips"), more]
