"""What the record holds by country and year, and which countries of the routes it says nothing about."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd
from dash import dcc, html

from ...language import N_, _, digits, listed, ngettext, number
from ...settings import settings
from ...store.coverage import coverage, route_region, without_place_or_day
from ...vocabulary.countries import COUNTRIES, country_label, country_name
from ..current import engine
from .controls import card
from .place import KINDS, Place, address

SINGLE_YEARS = 15  # the newest years one by one, the ones before by the decade: a page is no wider than that
TITLES = {"seizures": N_("Seizures"), "totals": N_("Reported totals"), "observations": N_("Other observations")}
STEPS = (1, 10, 100, 1000)  # the least count of each shade
RECENT = 5  # years

Span = tuple[int, int]  # first and last year, both included


def matrix(place: Place, today: int) -> html.Section:
    """A table of countries by years with the number of rows; hatched where there is none."""
    with engine().connect() as db:
        found = coverage(db, place.kind, settings().audience)
        region = route_region(db)
        nowhere = without_place_or_day(db, place.kind, settings().audience)
    spans = columns(found["year"], today)
    title = _("What the record holds, by country and year")
    subtitle = _("Rows in the record of this audience. Hatched: none; that is not a zero. Silence is not absence.")
    return card(
        title,
        [_tabs(place), _table(found, spans, region), _legend(nowhere), *missing(found, region, today)],
        subtitle,
        id="coverage",
    )


def _tabs(place: Place) -> html.Nav:
    def elsewhere(kind: str) -> str:
        return address(place, kind=kind, upload=place.upload, batch=place.batch)

    return html.Nav(
        [
            html.Span(_(words), className="coverage-tab", **{"aria-current": "true"})
            if kind == place.kind
            else dcc.Link(_(words), href=elsewhere(kind), className="coverage-tab")
            for kind, words in ((kind, TITLES[kind]) for kind in KINDS)
        ],
        className="coverage-tabs",
        **{"aria-label": _("What is counted")},
    )  # fmt: skip


def columns(years: Iterable[int], today: int) -> list[Span]:
    """The columns: decades for what is long ago, then single years to the newest of the data and today."""
    known = [int(year) for year in years]
    last = max([*known, today])
    first_single = last - SINGLE_YEARS + 1
    old = sorted({year // 10 * 10 for year in known if year < first_single})
    decades = [(year, min(year + 9, first_single - 1)) for year in old]
    return [*decades, *((year, year) for year in range(first_single, last + 1))]


def _table(found: pd.DataFrame, spans: Sequence[Span], region: frozenset[str]) -> html.Div:
    counts = {(row.country_iso3, row.year): row.rows for row in found.itertuples()}
    known = {code for code in found["country_iso3"] if code in COUNTRIES}
    groups = [
        (_("On the routes"), sorted(region, key=country_label)),
        (_("Elsewhere"), sorted(known - region, key=country_label)),
    ]
    heads = [
        html.Th(_("Country"), scope="col"),
        *(html.Th(_head(span), scope="col", className="year") for span in spans),
    ]
    heads.append(html.Th(_("All"), scope="col", className="number"))
    bodies = []
    for title, codes in groups:
        if codes:
            head = html.Tr(html.Th(title, colSpan=str(len(spans) + 2), scope="rowgroup", className="group"))
            bodies.append(html.Tbody([head, *(_row(code, spans, counts) for code in codes)]))
    caption = html.Caption(_("Rows in the record by country and year"), className="visually-hidden")
    table = html.Table([caption, html.Thead(html.Tr(heads)), *bodies], className="matrix")
    name = {"aria-label": _("Rows in the record by country and year")}
    return html.Div(table, className="scroll-x matrix-box", tabIndex=0, role="region", **name)


def _head(span: Span) -> object:
    first, last = span
    if first == last:
        return html.Span(digits(str(first)))
    return html.Span(digits(_("{first} to {last}", first=first, last=last)), className="decade")


def _row(code: str, spans: Sequence[Span], counts: dict[tuple[str, int], int]) -> html.Tr:
    cells, total = [], 0
    for first, last in spans:
        count = sum(counts.get((code, year), 0) for year in range(first, last + 1))
        total += count
        if count:
            cells.append(
                html.Td(_short(count), className=f"step-{step(count)}", title=number(count) if count > 9_999 else "")
            )
        else:
            cells.append(html.Td(html.Span(_("none"), className="visually-hidden"), className="hatch"))
    name = html.Th(country_label(code), scope="row", title=country_name(code))
    return html.Tr([name, *cells, html.Td(number(total) if total else _("none"), className="number all")])


def _short(count: int) -> str:
    return number(count) if count <= 9_999 else _("{n} k", n=number(count // 1000))


def step(count: int) -> int:
    """The shade of a count, 1 to 4."""
    return sum(count >= least for least in STEPS)


def _legend(nowhere: int) -> html.Div:
    ranges = [_("{first} to {last}", first=number(least), last=number(most - 1)) for least, most in pairwise(STEPS)]
    words = [*ranges, _("{n} and more", n=number(STEPS[-1]))]
    entries = [
        html.Li([html.Span(className=f"swatch step-{at}", **{"aria-hidden": "true"}), said])
        for at, said in enumerate(words, 1)
    ]
    entries.append(html.Li([html.Span(className="swatch hatch", **{"aria-hidden": "true"}), _("none in the record")]))
    told = ngettext(
        "{n} row has no country or no day and is in no cell.",
        "{n} rows have no country or no day and are in no cell.",
        nowhere,
    )
    return html.Div([html.Ul(entries, className="matrix-legend"), html.P(told, className="note") if nowhere else None])


def missing(found: pd.DataFrame, region: frozenset[str], today: int) -> list[object]:
    """The countries on the routes without any row, ever and in the newest years."""
    ever = region - set(found["country_iso3"])
    since = today - RECENT + 1
    lately = region - ever - set(found.loc[found["year"] >= since, "country_iso3"])
    lines = []
    if ever:
        lines.append(html.Li([html.Strong(_("Never:")), " ", _names(ever)]))
    if lately:
        lines.append(html.Li([html.Strong(_("Not since {year}:", year=since)), " ", _names(lately)]))
    if not lines:
        lines.append(html.Li(_("Every country on the routes has a row since {year}.", year=since)))
    return [
        html.H3(_("What is missing")),
        html.P(_(
                "Countries on the routes without any row of this kind. It says what nobody has brought, not what did not "
                "happen."
            ),
            className="note",
        ),
        html.Ul(lines, className="missing"),
    ]  # fmt: skip


def _names(codes: Iterable[str]) -> str:
    return listed(country_label(code) for code in sorted(codes, key=country_label))
