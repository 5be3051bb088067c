"""National totals by drug and the single records of a country: two products side by side, their disagreement in words."""

import pandas as pd
from dash import dcc, html

from ...figures.countries import trend, trend_words
from ...language import _, digits, listed, ngettext, number
from ...vocabulary.countries import country_name
from ...vocabulary.drugs import drug, drug_name
from ...vocabulary.units import amount_words
from ...vocabulary.view import View
from ..link import link
from . import gaps, words
from .found import Country
from .tables import box, folded, table

ORDER = ("heroin", "opium", "acetic_anhydride", "morphine")  # of the charts, as of the headlines above them


def trends(country: Country, view: View) -> html.Section:
    """A small chart a drug, each with a scale of its own; the table below it holds every year."""
    drugs = [slug for slug in ORDER if (country.totals["drug"] == slug).any()]
    title = words.finding(country.totals)
    if not drugs:
        said = [words.no_totals(country_name(country.iso3)), words.held(country.seizures, country.current.only_shipped)]
        return box(title, "", [html.P(one, className="empty") for one in said], "trends")
    sub = _("National totals, a year. The scales differ.") if len(drugs) > 1 else _("National totals, a year.")
    charts = html.Div(
        [_chart(country, slug, view, len(drugs)) for slug in drugs], className=f"trends-{min(len(drugs), 3)}"
    )
    return box(title, sub, [charts], "trends")


def _chart(country: Country, slug: str, view: View, n: int) -> html.Div:
    mine = country.beside[country.beside["drug"] == slug]
    with_records = not country.current.only_shipped
    graph = dcc.Graph(
        figure=trend(mine, view.theme or "light", with_records, 136 if n < 3 else 140),
        config={"displayModeBar": False, "responsive": True}, id=f"country-trend-{slug}",
    )  # fmt: skip
    said = trend_words(mine, drug_name(slug))
    return html.Div(
        [
            html.H3(drug_name(slug), className=f"trend-name family-{drug(slug).family}"),
            html.Div(graph, role="img", className="trend-chart", **{"aria-label": said}),
        ]
    )


def two_products(country: Country, view: View) -> html.Section:
    """Every year of both, and what they come to beside each other; what to import where the records are an illustration."""
    shipped = country.current.only_shipped
    said = [words.side_by_side_sentence(country.beside), words.import_hint(shipped)]
    parts: list = [html.P(one) for one in said if one]
    if len(country.beside):
        n = ngettext("Table of {n} drug and year", "Table of {n} drugs and years", len(country.beside))
        parts.append(folded(n, _beside(country)))
    parts += _records(country, view)
    return box(_("National totals and single records"), gaps.totals_coverage(country.totals), parts, "products")


def _beside(country: Country) -> html.Div:
    heads = [_("Drug"), _("Year"), _("National total, kg"), _("Single records here, kg")]
    rows = [
        [
            drug_name(row.drug), digits(str(row.year)), _both(row.national_low, row.national_high),
            number(row.records_kg) if not pd.isna(row.records_kg) else "",
        ]
        for row in country.beside.sort_values(["drug", "year"], ascending=[True, False], kind="stable").itertuples()
    ]  # fmt: skip
    return table(_("National totals beside single records"), heads, rows, (1, 2, 3), "country-beside")


def _both(low: float, high: float) -> str:
    if pd.isna(low):
        return ""
    return number(low) if low == high else _("{low} and {high}", low=number(low), high=number(high))


def _records(country: Country, view: View) -> list:
    """The record's seizures by drug: how many, and the amounts that they state, each kind apart; of an illustration only how
    many, because its sums would be read as the country's."""
    shipped = country.current.only_shipped
    if not country.seizures:
        return [html.P(words.held(0, shipped), className="note")]
    by_drug = {str(slug): part for slug, part in country.drugs.groupby("drug", sort=False)}
    most = sorted(by_drug, key=lambda slug: -int(by_drug[slug]["seizures"].max()))
    rows = [_record(slug, by_drug[slug], shipped) for slug in most]
    heads = [_("In the record"), _("Seizures"), *([] if shipped else [_("Amounts stated")])]
    keep = View(lang=view.lang, theme=view.theme)
    return [
        html.H3(words.held(country.seizures, shipped), className="country-small"),
        table(_("Seizures in the record by drug"), heads, rows, (1,), "country-records"),
        html.P(html.A(_("These seizures on the map of Explore"), href=link("/", country.chosen, keep))),
    ]


def _record(slug: str, part: pd.DataFrame, shipped: bool) -> list:
    amounts = [
        amount_words(row.quantity, row.kind)
        for row in part.itertuples()
        if isinstance(row.kind, str) and not pd.isna(row.quantity)
    ]
    return [drug_name(slug), number(int(part["seizures"].max())), *([] if shipped else [listed(amounts)])]
