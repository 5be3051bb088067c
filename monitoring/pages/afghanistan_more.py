"""What lies under the year in the panel: the crossings by neighbour with every spelling, the prices, and what has no rows."""

from dash import html

from ..components.afghanistan_of import capacity_of
from ..components.afghanistan_places import crossings_of
from ..components.current import Data
from ..language import _, number
from ..vocabulary.countries import country_name
from .afghanistan_outwards import prices_section


def more(current: Data) -> list[html.Details]:
    return [
        _folded(_("Border crossings by neighbour"), _crossings(current)),
        _folded(_("Prices of opium in Afghanistan"), [prices_section(current)]),
        _folded(_("Treatment and destroyed laboratories"), _capacity(current)),
    ]


def _folded(title: str, content: list) -> html.Details:
    return html.Details([html.Summary(title), *content], className="af-more")


def _crossings(current: Data) -> list:
    frame = crossings_of(current)
    if frame.empty:
        return [html.P(_("No crossing in this data version."), className="note")]
    made: list = []
    for iso3, rows in frame.groupby("neighbour"):
        made.append(html.H3(_("{country} ({n})", country=country_name(str(iso3)), n=number(len(rows)))))
        made.append(html.Ul([html.Li(_crossing(row)) for row in rows.itertuples()]))
    return made


def _crossing(row) -> list:
    others = row.other_names.replace("|", " · ")
    where = "" if row.lon == row.lon else _("no place on the map")
    said = [part for part in (row.mode, where) if isinstance(part, str) and part]
    return [
        html.Bdi(row.name), *([f" ({', '.join(said)})"] if said else []),
        *([html.Span(others, className="af-step-note", dir="auto")] if others else []),
    ]  # fmt: skip


def _capacity(current: Data) -> list:
    frame = capacity_of(current)
    if frame.empty:
        return [html.P(_("No rows. Such numbers are shown by province or country, never by site."), className="note")]
    return [
        html.Ul([html.Li(f"{row.year}: {row.indicator} {number(row.value)} {row.unit}") for row in frame.itertuples()])
    ]
