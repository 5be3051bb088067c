"""The Explore map: what it is mounted with, and the commands that make it follow the link."""

import geopandas as gpd

from ..components.current import Data
from ..components.imported_areas import LAYER as AREAS
from ..components.imported_areas import address, imported_areas
from ..components.map import picture
from ..components.map import spec as map_spec
from ..components.map_legend import LETTERS, families_of, groups
from ..components.map_legend import PLACES as KINDS
from ..components.publisher import boundary_note
from ..errors import FilterError
from ..figures import areas, cell_words, places, playing, routes, seizure_cells, seizures
from ..figures.basemap import Command, Layer, changes, focus_commands, style, unlabelled_commands, with_data
from ..figures.legends import LegendGroup
from ..figures.theme import FAMILIES, Theme
from ..language import _, day, direction, language
from ..vocabulary.filters import Filter
from ..vocabulary.view import NO_LAYERS, View
from .explore_drawing import Drawing
from .explore_fixed import fixed_addresses, legs
from .explore_player import Played

DEFAULT_AT = (54.0, 35.0, 3.45)  # lon, lat, zoom: Afghanistan with the ways to the Black Sea, the Gulf and Kazakhstan
DEFAULT_LAYERS = ("routes",)
COUNTRY_LAYERS = {f"land-{level}": "countries" for level in ("low", "mid", "high")}


def shown_layers(view: View) -> tuple[str, ...]:
    """The switchable layers of a view: its own, or the published routes when the link says nothing."""
    return DEFAULT_LAYERS if view.layers is None else view.layers


def check_layers(view: View) -> None:
    """Raises FilterError for a layer that this map does not have."""
    known = ("routes", *KINDS, AREAS, LETTERS)
    for name in view.layers or ():
        if name not in known:
            raise FilterError("layers", name[:40], _("Choose among: {values}.", values=", ".join((*known, NO_LAYERS))))


def shown_areas(view: View, current: Data) -> gpd.GeoDataFrame | None:
    """The imported areas where their layer is on; None where it is not."""
    return imported_areas(current) if AREAS in shown_layers(view) else None


def shown_kinds(view: View) -> tuple[str, ...]:
    return tuple(KINDS[name] for name in shown_layers(view) if name in KINDS)


def own_sources(drawn: Drawing) -> dict[str, dict]:
    """Our sources; what is the same for every filter is fetched by its address."""
    fixed = fixed_addresses(drawn.current.version.id, language())
    return {
        **areas.sources(areas.NOTHING),
        **seizures.sources(drawn.collection()),
        **seizure_cells.sources(drawn.address),
        **playing.sources(),
        **routes.sources({name: address for name, address in fixed.items() if name != places.SOURCE}),
        **places.sources(fixed[places.SOURCE]),
    }


def areas_data(view: View, current: Data) -> dict | str:
    """The address of the imported areas where their layer is on: a hidden layer would be fetched all the same."""
    return address(current) if AREAS in shown_layers(view) and len(imported_areas(current)) else areas.NOTHING


def own_layers(drawn: Drawing, theme: Theme) -> list[Layer]:
    view, shown = drawn.view, shown_layers(drawn.view)
    return [
        *areas.layers(theme, AREAS in shown),
        *routes.layers(theme, language(), "routes" in shown),
        *places.layers(theme, shown_kinds(view)),
        *seizures.layers(theme, LETTERS in shown),
        *seizure_cells.layers(theme, view.size, drawn.scales, LETTERS in shown, drawn.in_cells),
        *playing.layers(theme),
    ]


def spec(label: str, drawn: Drawing) -> dict:
    """The map as it is mounted, at the link's extent."""
    view = drawn.view
    theme = view.theme or "light"
    lon, lat, zoom = view.at or DEFAULT_AT
    return map_spec(
        label,
        with_data(style(theme, language()), own_sources(drawn), own_layers(drawn, theme)),
        {"center": [lon, lat], "zoom": zoom},
        {
            **playing.INTERACTIVE,
            **seizure_cells.INTERACTIVE,
            **seizures.INTERACTIVE,
            **places.INTERACTIVE,
            **routes.INTERACTIVE,
            **areas.INTERACTIVE,
            **COUNTRY_LAYERS,
        },
        # The map is not mirrored: its foot keeps to the right in every language, away from the legend.
        {"foot": "start" if direction() == "rtl" else "end"},
        dict.fromkeys((*playing.INTERACTIVE, *seizure_cells.INTERACTIVE), cell_words.tip_words()),
    )


def commands(chosen: Filter, drawn: Drawing) -> list[Command]:
    """Data, colours, layers and focus for a link; the camera stays where the reader put it."""
    view, current = drawn.view, drawn.current
    theme = view.theme or "light"
    shown = shown_layers(view)
    labelled = routes.node_iso3s(legs(current.version.id, language())) if "routes" in shown else []
    letters = LETTERS in shown
    cells = seizure_cells.commands(theme, view.size, drawn.scales, letters, drawn.in_cells, drawn.address)
    return [
        ["setData", seizures.SOURCE, drawn.collection()],
        *cells,
        *recolour(drawn, theme),
        *routes.visible_commands("routes" in shown),
        *unlabelled_commands(labelled),
        *places.visible_commands(shown_kinds(view)),
        *([["setData", areas.SOURCE, areas_data(view, current)]] if AREAS in shown else []),
        *areas.visible_commands(AREAS in shown),
        *seizures.code_commands(letters),
        *focus_commands([code for code in chosen.country if code != "none"]),
    ]


def dims() -> dict[str, list[Command]]:
    """Substance family -> the commands that fade all others on the map; "" brings them back."""
    both = (seizures.dim_commands, seizure_cells.dim_commands)
    return {family: [command for dim in both for command in dim(family or None)] for family in ("", *FAMILIES)}


def recolour(drawn: Drawing, theme: Theme) -> list[Command]:
    """Every colour that differs between the themes, whichever the map has now."""
    other: Theme = "light" if theme == "dark" else "dark"
    return changes(whole(drawn, other), whole(drawn, theme))


def whole(drawn: Drawing, theme: Theme) -> dict:
    """The style with our layers but no data, to compare themes."""
    return with_data(style(theme, language()), {}, own_layers(drawn, theme))


def sizes(drawn: Drawing, seen: dict | None = None, year: Played | None = None) -> LegendGroup | None:
    """What the width of a symbol is where the map stands (`seen`, as the map says; else as the link says)."""
    _lon, lat, zoom = drawn.view.at or DEFAULT_AT
    if isinstance(seen, dict) and all(isinstance(seen.get(name), int | float) for name in ("lat", "zoom")):
        lat, zoom = seen["lat"], seen["zoom"]
    lat = min(max(lat, -85.0), 85.0)
    return year.legend(drawn.view, lat) if year else drawn.sizes(min(max(zoom, 0.0), 24.0), lat)


def picture_command(
    chosen: Filter, drawn: Drawing, seen: dict | None = None, year: Played | None = None
) -> list[Command]:
    """The command that saves what is on the screen, with everything that a reader of the picture needs.

    year: the one that is shown, when years are played; the filter is narrowed to it.
    """
    view, current, selection = drawn.view, drawn.current, drawn.selection
    version = current.version
    notes = [
        boundary_note(),
        _("Data version {version}, data of {date}.", version=version.id, date=day(version.data_date)),
        _("Seizures show work done, not the size of the flow."),
    ]
    sentence = chosen.sentence(selection.seizures, current.known.groups, full=True)
    legend = groups(
        view, shown_layers(view), families_of(current, selection), sizes(drawn, seen, year), shown_areas(view, current)
    )
    return [["exportPng", picture(view.theme or "light", sentence, legend, notes, f"seizures-{version.id}.png")]]
