"""Imported areas of a data version: read once, drawn on Explore from an address of their own, listed on /about."""

from functools import lru_cache

import geopandas as gpd
import pandas as pd
from dash import html

from ..figures.areas import KINDS, collection, valid
from ..language import _, language, ngettext
from ..store.areas import areas
from ..vocabulary.countries import COUNTRIES, country_name
from .current import Data, engine

LAYER = "areas"  # the switchable layer's name in a link
ADDRESS = "/map/areas.json"


def imported_areas(current: Data) -> gpd.GeoDataFrame:
    """The areas of a data version; columns of store.areas."""
    return _read(current.version.id, current.version.number)


@lru_cache(maxsize=4)
def _read(_version: str, number: int) -> gpd.GeoDataFrame:
    with engine().connect() as db:
        return areas(db, number)


def areas_json(current: Data) -> dict:
    """What the map draws, in the language in use."""
    return _drawn(current.version.id, current.version.number, language())


@lru_cache(maxsize=4)
def _drawn(version: str, number: int, _spoken: str) -> dict:
    return collection(_read(version, number))


def address(current: Data) -> str:
    """Where the browser gets them: the data version and the language are part of it, so that it may keep them."""
    return f"{ADDRESS}?v={current.version.id}&lang={language()}"


def areas_list(current: Data) -> html.Div:
    """The table twin of the layer: every area with who has drawn it; words where there are none."""
    frame = imported_areas(current)
    if frame.empty:
        return html.Div(html.P(_("No areas have been imported."), className="note"))
    return html.Div([_of_source(rows) for _key, rows in frame.groupby("source_key", sort=False)])


def _of_source(rows: gpd.GeoDataFrame) -> html.Details:
    first = rows.iloc[0]
    said = ngettext("{n} area", "{n} areas", len(rows))
    heads = (_("Name"), _("Code"), _("Kind"), _("Country"), _("Valid"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    body = html.Tbody([_row(row) for row in rows.itertuples()])
    return html.Details(
        [
            html.Summary(
                _("{title}, {producer}, {licence}: {areas}", title=first["source_title"], producer=first["producer"],
                  licence=first["licence"], areas=said)
            ),
            html.Div(html.Table([head, body], className="facts-table"), className="scroll-x", tabIndex=0),
        ],
        className="twin",
    )  # fmt: skip


def _row(row) -> html.Tr:
    iso3 = row.country_iso3 if pd.notna(row.country_iso3) else ""
    name = row.name if pd.notna(row.name) else _("no name")
    return html.Tr(
        [
            html.Th(name, scope="row", dir="auto"),
            html.Td(row.code if pd.notna(row.code) else ""),
            html.Td(_(KINDS[row.kind])),
            html.Td(country_name(iso3) if iso3 in COUNTRIES else iso3),
            html.Td(valid(row)),
        ]
    )
