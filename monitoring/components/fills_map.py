"""A map of countries filled by class, with what is said of each under its name: as it is mounted."""

from collections.abc import Mapping

from dash import html

from ..figures import pillars as figures
from ..figures.basemap import style, with_data
from ..language import direction, language
from .map import map_host
from .map import spec as map_spec


def fills_map(
    id: str, label: str, looks: Mapping[str, str], said: Mapping[str, str], theme: figures.Theme, camera: dict
) -> html.Div:
    """The host of a map. looks: iso3 -> look of figures.pillars; said: iso3 -> words; camera: bounds, or center and zoom."""
    base = with_data(style(theme, language()), {}, figures.layers(theme, looks))
    for layer in base["layers"]:
        if layer["id"] == "country-labels":
            layer["layout"]["text-field"] = figures.labels(language(), said)
            layer["paint"] |= figures.label_paint(theme)
    made = map_host(id, label)
    store = next(part for part in made.children if getattr(part, "id", "") == f"{id}-spec")
    foot = {"foot": "start" if direction() == "rtl" else "end"}
    store.data = map_spec(label, base, camera, figures.INTERACTIVE, foot)
    return made
