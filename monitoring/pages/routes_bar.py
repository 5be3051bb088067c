"""The bar of the routes: the filter in words, then what becomes of its seizures on the map, so that nothing is lost unsaid."""

import dash_mantine_components as dmc
from dash import html

from ..components.icons import icon
from ..components.leg_words import definition
from ..components.menu import download_menu
from ..components.routes_of import ends_of
from ..language import N_, _, ngettext, number
from ..measures.routes import Routes
from ..vocabulary.view import View

DOWNLOADS = {
    "gpkg": N_("GeoPackage with a style for QGIS"),
    "geojson": N_("GeoJSON"),
    "legs.csv": N_("Legs, their bases and sources"),
    "matrix.csv": N_("Matrix of origins and destinations"),
    "chains.csv": N_("Chains, stage by stage"),
}


def routes_bar() -> html.Div:
    return html.Div(
        [
            html.H1(id="routes-sentence", className="sentence"),
            html.Div(
                [
                    dmc.Button(
                        _("Filters"), variant="default", size="xs", **{"data-rail-switch": "1", "aria-expanded": "false"}
                    ),
                    dmc.Button(
                        _("Copy link"), id="copy-link", variant="default", size="xs", leftSection=icon("link"),
                        **{"data-done": _("Copied")},
                    ),
                    downloads(),
                ],
                className="sentence-actions",
            ),
        ],
        className="sentence-bar",
    )  # fmt: skip


def downloads() -> html.Details:
    """The legs on the screen as files."""
    files = [(_(label), suffix, f"/download/routes.{suffix}") for suffix, label in DOWNLOADS.items()]
    note = _("The legs on the screen, with bases, sources and this sentence.")
    return download_menu(files, "data-download-routes", "save-routes", note)


def route_words(found: Routes, view: View, faded: int) -> list:
    """The four fates of the filter's seizures, which add up to it, and how many legs there are of each kind."""
    reported = found.legs[found.legs["basis"] == "reported"]
    hidden = int(reported["hidden"].sum())
    legs = len(reported) - hidden
    drawn = ngettext("{n} leg drawn from records", "{n} legs drawn from records", legs)
    parts: list = [html.Span(_("{legs} hold {n}", legs=drawn, n=number(found.fates.drawn)))]
    if hidden:
        more = ngettext(
            "{n} leg seen once, and in no document, is hidden",
            "{n} legs seen once, and in no document, are hidden",
            hidden,
        )
        if found.fates.hidden != hidden:
            more = _("{hidden} ({n})", hidden=more, n=number(found.fates.hidden))
        parts += ["; ", _once(more, _("Show them"), "shown")]
    elif view.once == "shown":
        parts += ["; ", _once(_("legs seen once are shown"), _("Hide them"), "")]
    if found.fates.stub:
        parts += ["; ", ngettext("{n} states one end only", "{n} state one end only", found.fates.stub)]
    if found.fates.none:
        parts += ["; ", ngettext("{n} states no route", "{n} state no route", found.fates.none)]
    parts.append(". ")
    if faded:
        parts.append(ngettext("{n} smaller leg is faded. ", "{n} smaller legs are faded. ", faded))
    return [html.Span(parts, className="route-words", title=definition(ends_of(view)))]


def _once(words: str, hint: str, value: str) -> html.Button:
    return html.Button(words, type="button", className="sentence-part", title=hint, **{"data-once": value})
