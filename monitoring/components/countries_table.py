"""The table of countries: what is known of each, small lines of its totals, and the door to its page and to a comparison."""

from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..figures.countries import SPARK, sparkline
from ..figures.theme import family_colours
from ..language import N_, _, digits, ngettext, number
from ..vocabulary.countries import country_label
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.view import COMPARED, View
from .countries_of import DRUGS, PATH, Rows
from .country.ways import LEVELS, price_words
from .country.words import KG, amount
from .link import link

HEADS = {
    "country": N_("Country"), "heroin": "", "opium": "", "morphine": "", "acetic_anhydride": "",
    "records": N_("Seizures in the record"), "measures": N_("Measures with a value"), "newest": N_("Newest value"),
    "routes": N_("Legs"), "price": N_("Heroin price"), "promises": N_("Open promises"), "projects": N_("Projects"),
}  # fmt: skip


def head_words(name: str) -> str:
    return _(HEADS[name]) if HEADS[name] else drug_name(name)


def table(rows: Rows, chosen: Filter, view: View) -> html.Div:
    """A row a country, in the order of the link; every head but that of the comparison sorts."""
    first, *others = (_head(name, chosen, view) for name in HEADS)
    head = html.Tr([first, html.Th(_("Compare"), scope="col"), *others])
    body = [_row(row, rows, chosen, view) for row in rows.frame.itertuples(index=False)]
    caption = html.Caption(_("Countries"), className="visually-hidden")
    made = html.Table(
        [caption, html.Thead(head), html.Tbody(body)], className="facts-table countries-table", id="countries-table"
    )
    return html.Div(
        made,
        className="scroll-x countries-scroll",
        tabIndex=0,
        role="region",
        **{"aria-label": _("Table of countries")},
    )


def _head(name: str, chosen: Filter, view: View) -> html.Th:
    now = view.ranked or ""
    up, down = now == name, now == f"-{name}"
    # Numbers begin with the largest, names with the first.
    first, second = (name, f"-{name}") if name == "country" else (f"-{name}", name)
    there = replace(view, ranked=second if now == first else first)
    sort = {"aria-sort": "ascending" if up else "descending"} if up or down else {}
    look = None if name == "country" else "number"
    words = [head_words(name), html.Span(" ▴" if up else " ▾", **{"aria-hidden": "true"}) if up or down else ""]
    return html.Th(
        dcc.Link(words, href=link(PATH, chosen, there), className="sort"), scope="col", className=look, **sort
    )


def _row(row, rows: Rows, chosen: Filter, view: View) -> html.Tr:
    keep = View(lang=view.lang, theme=view.theme)
    name = dcc.Link(country_label(row.iso3), href=link(f"/country/{row.iso3}", Filter(v=chosen.v), keep))
    cells = [_total(rows.totals, row.iso3, slug, view) for slug in DRUGS]
    return html.Tr(
        [
            html.Th(name, scope="row", dir="auto"),
            html.Td(_toggle(row.iso3, chosen, view), className="toggle"),
            *cells,
            _n(row.records, "records"),
            _n(row.measures, "measures"),
            _td(digits(str(row.newest)) if not pd.isna(row.newest) else None, "newest"),
            _n(row.routes, "routes"),
            _price(row),
            _n(row.open, "promises"),
            _n(row.projects, "projects"),
        ]
    )


def _n(value: int, name: str) -> html.Td:
    return _td(number(int(value)), name)


def _td(said: object, name: str, under: str = "") -> html.Td:
    """A cell; hatched, and said in words, where there is no value: that is not a zero."""
    label = {"data-label": head_words(name)}
    if said is None:
        return html.Td(html.Span(_("no value"), className="nothing-words"), className="number none", **label)
    small = [html.Span(under, className="country-whose")] if under else []
    return html.Td([*(said if isinstance(said, list) else [said]), *small], className="number", **label)


def _total(totals: pd.DataFrame, iso3: str, slug: str, view: View) -> html.Td:
    """The newest national total, its year, what it was before, and a line of all years."""
    mine = totals[(totals["area"] == iso3) & (totals["drug"] == slug)]
    if mine.empty:
        return _td(None, slug)
    last = mine.iloc[-1]
    single = mine[mine["low"] == mine["high"]]
    picture = []
    if len(single) > 1:
        ink = family_colours(view.theme or "light")[drug(slug).family]
        points = [(int(row.year), float(row.low)) for row in single.itertuples()]
        words = ngettext("{drug}: {n} year, {first} to {last}", "{drug}: {n} years, {first} to {last}", len(points),
                         drug=drug_name(slug), first=digits(str(points[0][0])), last=digits(str(points[-1][0])))  # fmt: skip
        picture = [
            html.Img(
                src=sparkline(points, ink), alt=words, width=str(SPARK[0]), height=str(SPARK[1]), className="spark"
            )
        ]
    under = _("{year}; {before} in {before_year}", year=int(last["year"]), before=_words(mine.iloc[-2]),
              before_year=int(mine.iloc[-2]["year"])) if len(mine) > 1 else digits(str(int(last["year"])))  # fmt: skip
    return _td([*picture, html.Span(_words(last), className="total")], slug, under)


def _words(row: pd.Series) -> str:
    return amount(float(row["low"]), float(row["high"]), KG)


def _price(row) -> html.Td:
    if pd.isna(row.price_year):
        return _td(None, "price")
    level = _(LEVELS.get(row.price_level, row.price_level))
    said = price_words(row.price, row.price, row.price, row.price_currency, row.price_unit)
    return _td(said, "price", f"{level}, {digits(str(row.price_year))}")


def _toggle(iso3: str, chosen: Filter, view: View) -> object:
    """Adds the country to the comparison or takes it out; six at most."""
    among = iso3 in view.compare
    if not among and len(view.compare) >= COMPARED[1]:
        return html.Span(_("six at most"), className="nothing-words")
    codes = tuple(code for code in view.compare if code != iso3) if among else (*view.compare, iso3)
    words = [_("Take out") if among else _("Add"), html.Span(f" {country_label(iso3)}", className="visually-hidden")]
    look = "chip-link is-chosen" if among else "chip-link"
    return dcc.Link(words, href=link(PATH, chosen, replace(view, compare=codes)), className=look)
