"""Seizures as short cards: largest first in the panel, or the ones at a place that was clicked."""

from typing import Any

import pandas as pd
from dash import html

from ..language import _, day, listed, ngettext
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.units import amount_words

SHOWN = 40
_NEEDED = [
    "seizure_id", "title", "source_name", "drug", "quantity", "kind", "quantity_relation", "seized_on", "date_precision",
    "place_reported", "country", "admin1_name",
]  # fmt: skip
Item = dict[str, Any]


def cards(frame: pd.DataFrame, seizures: int) -> html.Div:
    """At most SHOWN seizures, one card each, in the order of the frame's items; says how many more there are."""
    shown = list(dict.fromkeys(frame["seizure_id"]))[:SHOWN]
    items: dict[str, list[Item]] = {seizure: [] for seizure in shown}
    # Plain dictionaries: a frame for each card took ten times as long as all the rest of the page.
    for item in pd.DataFrame(frame.loc[frame["seizure_id"].isin(shown), _NEEDED]).to_dict("records"):
        items[item["seizure_id"]].append(item)
    more = seizures - len(shown)
    end = html.P(ngettext("{n} more is in the table.", "{n} more are in the table.", more), className="note")
    return html.Div([*(card(one) for one in items.values()), end if more > 0 else None])


def card(items: list[Item]) -> html.Button:
    first = items[0]
    lines = [
        html.Span(
            [
                html.Span(className=f"chip family-{drug(item['drug']).family}"),
                html.Strong(reported_amount(item)),
                " ",
                drug_name(item["drug"]),
            ],
            className="card-amount",
        )
        for item in items
    ]
    return html.Button(
        [
            html.Span(lines, className="card-amounts"),
            html.Span(f"{when(first)} · {where(first)}", className="card-where"),
            html.Span(first["title"], className="card-title", dir="auto"),
            html.Span(first["source_name"], className="card-source", dir="auto"),
        ],
        type="button",
        className="card-record",
        **{"data-seizure": first["seizure_id"]},
    )


def reported_amount(item: Item) -> str:
    """The quantity with the source's own caution: about 33 kg, over 44 kg."""
    if pd.isna(item["quantity"]):
        return _("amount not stated")
    return with_relation(amount_words(item["quantity"], item["kind"]), item["quantity_relation"])


def with_relation(amount: str, relation: str) -> str:
    """An amount with the caution of its source; exact needs no word."""
    forms = {
        "about": _("about {amount}", amount=amount),
        "over": _("over {amount}", amount=amount),
        "under": _("under {amount}", amount=amount),
    }
    return forms.get(relation, amount)


def when(item: Item | pd.Series) -> str:
    return day(item["seized_on"].date(), item["date_precision"])


def where(item: Item) -> str:
    """Place and country as far as they are known."""
    known = [item["place_reported"], item["country"]]
    if pd.isna(item["place_reported"]) and not pd.isna(item["admin1_name"]):
        known[0] = item["admin1_name"]
    words = [word for word in known if not pd.isna(word)]
    return listed(words) or _("place not stated")


def countries(codes: object) -> str:
    """Names of the countries of a `;`-joined cell."""
    return listed(country_name(code) for code in codes.split(";")) if isinstance(codes, str) else ""
