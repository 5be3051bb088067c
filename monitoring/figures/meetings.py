"""Meetings on a line of time, one lane a kind, and on a map of their cities. What has no date or city is in the list only."""

import json

import pandas as pd

from ..language import _, digits, direction, ngettext, number
from ..vocabulary.countries import country_name
from ..vocabulary.life_cycle import MEETING_KINDS, kind_name
from .basemap import Layer
from .theme import MAP_FONTS, Figure, Theme, colours, mirrored, template

SOURCE = "meetings"
INTERACTIVE = {"meeting-cities": "meetings"}
LANE_PX = 34
NAME_PX = 6.2  # a letter of an Arabic name, on average
_SPARE_YEARS = 1


def timeline(frame: pd.DataFrame, theme: Theme) -> Figure:
    """One dot a meeting of store.meetings.meetings with a date, in the lane of its kind; a ring where only its month or year
    is known. `customdata` is the meeting_id.
    """
    token = colours(theme)
    dated = frame[frame["started_on"].notna()]
    kinds = [kind for kind in reversed(list(MEETING_KINDS)) if (dated["kind"] == kind).any()]
    exact = (dated["date_precision"] == "day").tolist()
    dots = {
        "type": "scatter", "mode": "markers", "x": [f"{moment:%Y-%m-%d}" for moment in dated["started_on"]],
        "y": [kinds.index(kind) for kind in dated["kind"]], "customdata": dated["meeting_id"].tolist(),
        "marker": {"size": 11, "color": token["accent"], "symbol": ["circle" if one else "circle-open" for one in exact],
                   "opacity": 0.9, "line": {"width": 1.5, "color": token["surface"]}},
        "hovertext": [_tip(row) for row in dated.itertuples()], "hoverinfo": "text", "cliponaxis": False,
    }  # fmt: skip
    dots["marker"]["line"]["color"] = [token["surface"] if one else token["accent"] for one in exact]
    years = dated["started_on"].dt.year
    first, last = (int(years.min()), int(years.max())) if len(dated) else (2000, 2001)
    ticks = list(range(first - first % 5 + 5 * bool(first % 5), last + 1, 5))
    layout = {
        "template": template(theme), "height": LANE_PX * len(kinds) + 40, "margin": {"l": _room(kinds), "r": 12, "t": 8, "b": 24},
        "xaxis": {"range": [f"{first - _SPARE_YEARS}-06-01", f"{last + _SPARE_YEARS}-06-01"], "type": "date", "showgrid": True,
                  "gridcolor": token["line"], "tickvals": [f"{year}-01-01" for year in ticks],
                  "ticktext": [digits(str(year)) for year in ticks]},
        "yaxis": {"tickvals": list(range(len(kinds))), "ticktext": [kind_name(kind) + "  " for kind in kinds],
                  "range": [-0.6, len(kinds) - 0.4], "showgrid": True, "gridcolor": token["line"]},
    }  # fmt: skip
    return mirrored({"data": [dots], "layout": layout})


def _room(kinds: list[str]) -> float:
    """Beside the lanes for their names: on the right, plotly makes no room by itself."""
    return 8 if direction() == "ltr" else max((len(kind_name(kind)) for kind in kinds), default=0) * NAME_PX + 12


def _tip(row) -> str:
    return "<br>".join(part for part in (row.name, row.city if isinstance(row.city, str) else "") if part)


def cities(frame: pd.DataFrame) -> dict:
    """A GeoJSON FeatureCollection: one point a city, with n meetings. Properties: id, ids (JSON text), n, label, tip."""
    placed = frame[frame["lon"].notna()]
    features = []
    for (city, iso3), part in placed.groupby(["city", "host_iso3"], sort=True):
        n = len(part)
        tip = [f"{city}, {country_name(str(iso3))}", ngettext("{n} meeting", "{n} meetings", n), *part["name"]]
        at = [round(float(part[name].iloc[0]), 4) for name in ("lon", "lat")]
        properties = {
            "id": city,
            "ids": json.dumps(part["meeting_id"].tolist()),
            "n": n,
            "label": number(n),
            "tip": "\n".join(tip),
        }
        features.append({"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def sources(collection: dict) -> dict[str, dict]:
    return {SOURCE: {"type": "geojson", "data": collection, "promoteId": "id"}}


def layers(theme: Theme) -> list[Layer]:
    """A circle a city, its area by the meetings held there, with their number in it."""
    token = colours(theme)
    hovered = ["boolean", ["feature-state", "hover"], False]
    circle = {
        "circle-radius": ["*", 7.5, ["sqrt", ["get", "n"]]], "circle-color": ["case", hovered, token["flag"], token["accent"]],
        "circle-stroke-color": token["map_halo"], "circle-stroke-width": 1.4, "circle-opacity": 0.92,
    }  # fmt: skip
    text = {"text-field": ["get", "label"], "text-font": MAP_FONTS, "text-size": 12, "text-allow-overlap": True}
    return [
        {"id": "meeting-cities", "type": "circle", "source": SOURCE, "metadata": {"slot": "points"},
         "layout": {"circle-sort-key": ["-", 0, ["get", "n"]]}, "paint": circle},
        {"id": "meeting-numbers", "type": "symbol", "source": SOURCE, "metadata": {"slot": "points"},
         "layout": text, "paint": {"text-color": token["surface"]}},
    ]  # fmt: skip


def timeline_words(frame: pd.DataFrame) -> str:
    """The chart for who cannot see it."""
    dated = frame[frame["started_on"].notna()]
    if dated.empty:
        return _("No meeting has a date.")
    years = dated["started_on"].dt.year
    words = ngettext("{n} meeting", "{n} meetings", len(dated))
    return _(
        "{meetings} from {first} to {last}, by kind and date. The list above holds the same.",
        meetings=words, first=digits(str(years.min())), last=digits(str(years.max())),
    )  # fmt: skip
