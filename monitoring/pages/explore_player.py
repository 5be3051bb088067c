"""The player of years: its button by the time brush, and the year that stands large on the map with its controls.

assets/clientside/play.js plays; monitoring/pages/explore_years.py gives it the years.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date

from dash import html

from ..components.icons import icon
from ..figures import cell_words, playing
from ..figures.legends import LegendGroup
from ..figures.theme import COUNT_RAMP
from ..language import _
from ..measures.positions import FINEST
from ..vocabulary.filters import Filter
from ..vocabulary.view import View


@dataclass(frozen=True)
class Played:
    """The year that a map shows while it plays, and by which scale: that of its cells, or the breaks of its countries."""

    year: int
    scale: float = 1.0
    level: int = FINEST
    breaks: tuple[int, ...] = ()

    def of(self, chosen: Filter) -> Filter:
        """The filter, of this year alone: days that it leaves out stay left out."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return replace(chosen, from_=max(first, chosen.from_ or first), to=min(last, chosen.to or last))

    def legend(self, view: View, lat: float) -> LegendGroup:
        if self.breaks:
            return playing.countries_legend(self.breaks, view.theme or "light")
        return cell_words.scale_legend(view.size, self.scale, self.level, lat)


def played(said: object) -> Played | None:
    """What the browser says that it plays; None where it plays nothing, or says what cannot be."""
    known: Mapping = said if isinstance(said, Mapping) else {}
    year, scale, level, breaks = (known.get(name) for name in ("year", "scale", "level", "breaks"))
    if not isinstance(year, int) or not MINYEAR <= year <= MAXYEAR:
        return None
    if isinstance(breaks, list) and len(breaks) == 3 and all(isinstance(each, int) for each in breaks):
        return Played(year, breaks=tuple(breaks))
    if isinstance(scale, int | float) and 1 <= scale < 1e12 and isinstance(level, int) and 0 < level <= FINEST:
        return Played(year, float(scale), level)
    return Played(year)


def play_button() -> html.Button:
    return html.Button(
        [icon("play"), _("Play the years")],
        type="button",
        className="play-start",
        **{"data-play": "start", "aria-pressed": "false"},
    )


def year_box(view: View) -> html.Div:
    """Hidden until years are played. For a reader who wants no motion there is no button that starts it: only steps."""
    play, pause = _("Play on"), _("Pause")
    return html.Div(
        [
            html.Div(className="map-year-number"),
            html.Div(className="map-year-count"),
            html.Div(
                [
                    _control("back", "previous", _("Year before")),
                    html.Button(
                        icon("pause"),
                        type="button",
                        **{"data-play": "toggle", "data-go": play, "data-pause": pause, "aria-label": pause},
                    ),
                    _control("on", "next", _("Next year")),
                    html.Button(_("All years"), type="button", **{"data-play": "stop"}),
                ],
                className="map-year-controls",
                role="group",
                **{"aria-label": _("Player of years")},
            ),
            _classes(view),
        ],
        id="map-year",
        className="map-year",
        hidden=True,
        **{"data-nothing": _("No seizure in this view has a year.")},
    )


def _control(action: str, sign: str, name: str) -> html.Button:
    return html.Button(icon(sign), type="button", **{"data-play": action, "aria-label": name})


def _classes(view: View) -> html.Div:
    """The legend of countries; the words come with the years."""
    swatches = [
        html.Li([html.Span(className="swatch", style={"background": colour}), html.Span()])
        for colour in COUNT_RAMP[view.theme or "light"]
    ]
    return html.Div([html.P(), html.Ul(swatches)], className="map-year-classes", hidden=True)
