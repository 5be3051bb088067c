"""Seizures held against the totals that their countries report: more than the whole is a sign that something is wrong."""

from functools import lru_cache

import pandas as pd
from dash import dcc, html

from ...language import _, digits, language, ngettext, number
from ...measures.oracle import against_totals, cases
from ...settings import settings
from ...store.totals import reported_totals
from ...vocabulary.countries import COUNTRIES, country_name
from ...vocabulary.drugs import drug_group_name, drug_name
from ...vocabulary.filters import Filter
from ...vocabulary.view import View
from ..current import data, engine
from ..link import link
from .controls import card
from .place import Place

MOST = 50  # rows on the page; the largest differences come first


def national(place: Place) -> object:
    """The rows where cases come to more than the reported total; None while the record holds no totals or no seizures."""
    found = _compared(data().version.id, settings().audience, language())
    if found is None:
        return None
    compared, above = found[found["verdict"] != "no total"], found[found["verdict"] == "above"]
    said = ngettext(
        "{n} sum of seizures of a country, drug and year could be compared with a reported total.",
        "{n} sums of seizures of a country, drug and year could be compared with a reported total.",
        len(compared),
    )
    content: list[object] = [html.P(said)]
    if len(above):
        content.append(_table(above, place))
        if len(above) > MOST:
            content.append(html.P(_("{n} more are not listed here.", n=number(len(above) - MOST)), className="note"))
    elif len(compared):
        content.append(html.P(_("None of them is above it."), className="draft-good"))
    title = (
        ngettext(
            "{n} sum of seizures is above the national total",
            "{n} sums of seizures are above the national total",
            len(above),
        )
        if len(above)
        else _("Seizures against national totals")
    )
    subtitle = _(
        "Single seizures cannot come to more than all that a country reports: where they do, some are held twice or an amount "
        "is wrong. The two are never added."
    )
    return card(title, content, subtitle, id="national")


@lru_cache(maxsize=4)
def _compared(version: str, audience: str, language: str) -> pd.DataFrame | None:
    """The comparison of one data version, worked out once."""
    with engine().connect() as db:
        totals = reported_totals(db)
    columns = data().columns
    return against_totals(cases(columns), totals) if len(totals) and len(columns) else None


def _table(above: pd.DataFrame, place: Place) -> html.Div:
    heads = (
        _("Country"),
        _("Drug"),
        _("Year"),
        _("Seizures add up to"),
        _("The country reports"),
        _("Times"),
        _("Edition"),
    )
    rows = []
    for row in above.head(MOST).itertuples():
        name = country_name(row.country_iso3) if row.country_iso3 in COUNTRIES else row.country_iso3
        drug = drug_name(row.drug) if row.level == "drug" else drug_group_name(row.drug)
        rows.append(
            html.Tr(
                [
                    html.Th(dcc.Link(name, href=_on_the_map(row, place)), scope="row"),
                    html.Td(drug),
                    html.Td(digits(str(row.year))),
                    html.Td(_kg(row.cases_kg), className="number"),
                    html.Td(_kg(row.reported_kg), className="number"),
                    html.Td(number(row.ratio, 1) if pd.notna(row.ratio) else "", className="number"),
                    html.Td(html.Bdi(row.edition)),
                ]
            )
        )
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    caption = html.Caption(_("Seizures above the national total"), className="visually-hidden")
    return html.Div(
        html.Table([caption, head, html.Tbody(rows)], className="facts-table"),
        className="scroll-x details-list",
        tabIndex=0,
    )


def _on_the_map(row, place: Place) -> str:
    """The seizures of that row on the map."""
    named = f"country={row.country_iso3}&from={row.year}&to={row.year}"
    drug = f"&{row.level}={row.drug}"
    keep = link("", Filter(), View(lang=place.lang, theme=place.theme)).removeprefix("?")  # type: ignore[arg-type]
    return f"/?{named}{drug}{f'&{keep}' if keep else ''}"


def _kg(kg: float) -> str:
    return f"{number(round(kg))} kg"
