"""The catalogue: every source whose rows are in the record, with its edition, licence, and what it does not say."""

import pandas as pd
from dash import html

from ...language import _, day, number
from ...settings import settings
from ...store.sources import source_releases
from ..current import engine
from .controls import card


def catalogue() -> html.Section:
    with engine().connect() as db:
        releases = source_releases(db, settings().audience)
    if releases.empty:
        return card(_("Sources"), [html.P(_("The record holds nothing yet."), className="note")], id="sources")
    heads = (
        _("Data set"),
        _("Producer"),
        _("Edition"),
        _("Licence"),
        _("Published"),
        _("Retrieved"),
        _("Rows"),
        _("What it does not say"),
    )
    rows = [
        html.Tr(
            [
                html.Th(_title(row), scope="row", dir="auto"),
                html.Td(row.producer, dir="auto"),
                html.Td(row.edition, dir="auto"),
                html.Td(row.licence, dir="auto"),
                html.Td(day(row.published) if pd.notna(row.published) else ""),
                html.Td(day(row.retrieved) if pd.notna(row.retrieved) else ""),
                html.Td(number(row.accepted), className="number"),
                html.Td(row.limits if pd.notna(row.limits) else "", dir="auto"),
            ]
        )
        for row in releases.itertuples()
    ]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    caption = html.Caption(_("All sources in the record"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table catalogue-table")
    return card(
        _("Where the data comes from"),
        [html.Div(table, className="scroll-x", tabIndex=0)],
        _("Every source in the record, under the licence and with the limits that its producer or we have stated."),
        id="sources",
    )


def _title(row) -> object:
    """The title, linked to where the source was found; only an address of the web is one."""
    link = row.link if pd.notna(row.link) else ""
    if str(link).startswith(("https://", "http://")):
        return html.A(row.title, href=link, rel="noopener noreferrer", target="_blank")
    return row.title
