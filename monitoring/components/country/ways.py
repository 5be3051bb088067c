"""What moves through a country: legs with their evidence, crossings and ports, and what drugs cost there."""

from urllib.parse import quote

import pandas as pd
from dash import dcc, html

from ...figures.places import KINDS
from ...figures.theme import colours
from ...language import N_, _, digits, ngettext, number
from ...vocabulary.countries import COUNTRIES, country_label, country_name
from ...vocabulary.drugs import drug_name
from ...vocabulary.filters import Filter
from ...vocabulary.modes import mode_name
from ...vocabulary.view import View
from ..leg_words import leg_name
from ..link import link
from . import gaps, words
from .found import Country
from .tables import box, folded, table

TOP = 3  # legs in and out that stand on the page; the others are folded away
LEVELS = {
    "farm_gate": N_("farm gate"), "local_market": N_("local market"), "wholesale": N_("wholesale"), "retail": N_("retail"),
    "not_stated": N_("level not stated"),
}  # fmt: skip


def routes(country: Country, view: View) -> html.Section:
    """The busiest legs in and out, each with the door to its evidence; the rest in a table of its own."""
    name = country_label(country.iso3)
    title = words.routes_title(country.into, country.out, name)
    keep = View(lang=view.lang, theme=view.theme)
    mine = Filter(v=country.chosen.v, country=(country.iso3,))
    doors = html.P(html.A(_("Open in Routes"), href=link("/routes", mine, keep)))
    if country.into.empty and country.out.empty:
        said = _("No seizure record and no document of ours names a leg that begins or ends here.")
        return box(title, "", [html.P(said, className="empty")], "routes")
    both = [*country.into.head(TOP).itertuples(), *country.out.head(TOP).itertuples()]
    rest = [*country.into.iloc[TOP:].itertuples(), *country.out.iloc[TOP:].itertuples()]
    heads = [_("Leg"), _("Seizures")]
    parts: list = [table(title, heads, [_leg(row, country, view) for row in both], (1,), "country-legs")]
    if rest:
        n = ngettext("{n} more leg", "{n} more legs", len(rest))
        parts.append(folded(n, table(n, heads, [_leg(row, country, view) for row in rest], (1,))))
    return box(title, words.routes_counts(country.into, country.out),
               [*parts, html.P(words.work_done(), className="note"), doors], "routes")  # fmt: skip


def _leg(row, country: Country, view: View) -> list:
    chosen = country.chosen.replace(country=())
    there = link(f"/route/{quote(row.leg)}", chosen, View(lang=view.lang, theme=view.theme))
    sample = html.Img(
        src=_sample(row.basis, view), alt=_basis(row.basis), width="30", height="8", className="leg-sample"
    )
    return [
        [sample, dcc.Link(leg_name(row.leg), href=there)],
        number(row.seizures) if row.seizures else _("in documents"),
    ]


def _basis(basis: str) -> str:
    return {"reported": _("Reported: "), "published": _("Published: ")}.get(basis, _("Our reading: "))


def _sample(basis: str, view: View) -> str:
    ink = colours(view.theme or "light")["accent" if basis == "reported" else "ink2"]
    dash = {"reported": "", "published": ' stroke-dasharray="6 4"'}.get(
        basis, ' stroke-dasharray="1 4" stroke-linecap="round"'
    )
    wide = 4 if basis == "reported" else 2.4
    line = f'<path d="M2 4h26" stroke="{ink}" stroke-width="{wide}"{dash}/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="8">{line}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def places(country: Country) -> html.Section:
    """Crossings, ports and airports with the other side; whether their point is known."""
    frame = country.places.sort_values(["kind", "name"], kind="stable")
    title = _("Crossings, ports and airports")
    if frame.empty:
        return box(
            title,
            "",
            [html.P(_("None in our list, which is not complete for any country."), className="empty")],
            "places",
        )
    rows = [
        [
            html.Span(row.name, dir="auto"), _(KINDS[row.kind]), _other_side(row, country.iso3), _mode(row.mode),
            _("known") if not pd.isna(row.lon) else _("not published"),
        ]
        for row in frame.itertuples(index=False)
    ]  # fmt: skip
    heads = [_("Name"), _("Kind"), _("Other side"), _("Transport"), _("Point")]
    kinds = frame["kind"].value_counts().sort_index()
    sub = " · ".join(f"{_(KINDS[str(kind)])}: {number(int(count))}" for kind, count in kinds.items())
    return box(title, sub, [table(title, heads, rows, (), "country-places-table")], "places")


def _other_side(row, iso3: str) -> str:
    others = [
        code for code in (row.country_a, row.country_b) if isinstance(code, str) and code != iso3 and code in COUNTRIES
    ]
    return ", ".join(country_name(code) for code in others)


def _mode(mode: object) -> str:
    return mode_name(mode) if isinstance(mode, str) and mode else ""


def latest(prices: pd.DataFrame) -> pd.DataFrame:
    """The newest price of each drug, level, form and unit, by drug and level; several of one year stay several."""
    keys = ["drug", "level", "form", "unit", "currency"]
    newest = prices.groupby(keys, dropna=False)["year"].transform("max")
    return prices[prices["year"] == newest].sort_values(["drug", "level", "form"], kind="stable", na_position="first")


def prices(country: Country) -> html.Section:
    """The newest price by drug, level and form; what was probably carried forward is marked."""
    title = _("Prices")
    frame = latest(country.prices[country.prices["level"] != "mark_up"])
    if frame.empty:
        return box(title, "", [html.P(gaps.missing_prices(frame, country.day), className="empty")], "prices")
    rows = [_price(row) for row in frame.itertuples()]
    heads = [_("Drug"), _("Level"), _("Year"), _("Price")]
    sub = _("The newest of each level and form; they must not be compared with one another.")
    behind = [
        [_what(row), digits(str(row.year)), html.Span(row.source, dir="auto", className="country-source")]
        for row in frame.itertuples()
    ]
    sources = table(_("Sources of the prices"), [_("Drug"), _("Year"), _("Source")], behind, (1,))
    shown = table(title, heads, rows, (2, 3), "country-prices-table")
    return box(title, sub, [shown, folded(_("Sources of the prices"), sources)], "prices")


def _price(row) -> list:
    said = price_words(row.value, row.value_low, row.value_high, row.currency, row.unit)
    mark = [html.Span(words.carried_forward(), className="country-whose")] if row.repeats_year_before else []
    return [_what(row), _(LEVELS.get(row.level, row.level)), digits(str(row.year)), [said, *mark]]


def _what(row) -> str:
    return f"{drug_name(row.drug)} ({_(row.form)})" if isinstance(row.form, str) and row.form else drug_name(row.drug)


def price_words(value: float, low: float, high: float, currency: object, unit: str) -> str:
    """A price with its currency and unit: "6.29 USD a gram"; a low and a high as a range, as published."""
    amount = number(value) if not pd.isna(value) else _("{low} to {high}", low=number(low), high=number(high))
    of = {"gram": _("a gram"), "kg": _("a kilogram")}.get(unit, unit)
    return f"{amount}\N{NO-BREAK SPACE}{currency if isinstance(currency, str) else ''} {of}"
