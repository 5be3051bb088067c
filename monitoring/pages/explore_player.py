"""The player of years: its button by the time brush, and the year that stands large on the map with its controls.

assets/clientside/play.js plays; monitoring/pages/explore_years.py gives it the years.
"""

from dash import html

from ..components.icons import icon
from ..figures.theme import COUNT_RAMP
from ..language import _
from ..vocabulary.view import View


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
