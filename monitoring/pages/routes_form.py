"""Fields of a lens that write the link: plain inputs that the browser's code makes, so that they work by keyboard."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from ..language import _


def form(name: str, fields: Sequence[dict[str, Any]], value: Sequence[object] | None, presets: dict[str, str]) -> list:
    """A form for the view name `name`: its fields (label, type, step, min, max) joined with commas; presets: words -> value."""
    given = list(value) if value else [""] * len(fields)
    spec = {
        "name": name,
        "fields": [{**field, "value": one} for field, one in zip(fields, given, strict=True)],
        "apply": _("Apply"),
        "clear": _("Clear"),
    }
    return [
        html.Div(id="lens-form", className="lens-form"),
        dcc.Store("lens-form-data", data=spec),
        html.Div(
            [
                html.Button(words, type="button", className="preset", **{"data-view": f"{name}={chosen}"})
                for words, chosen in presets.items()
            ],
            className="presets",
            role="group",
            **{"aria-label": _("Examples")},
        ),
    ]


def place_fields(second: bool) -> list[dict[str, Any]]:
    """Longitude and latitude, once or twice."""
    lon, lat = (
        {"type": "number", "step": "any", "min": -180, "max": 180},
        {"type": "number", "step": "any", "min": -86, "max": 86},
    )
    if not second:
        return [{"label": _("Longitude"), **lon}, {"label": _("Latitude"), **lat}]
    return [
        {"label": _("Start, longitude"), **lon}, {"label": _("Start, latitude"), **lat},
        {"label": _("End, longitude"), **lon}, {"label": _("End, latitude"), **lat},
    ]  # fmt: skip
