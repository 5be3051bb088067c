"""What publications say of whole routes: shares and volumes, kept apart from anything that is counted here."""

import pandas as pd
from dash import html

from ..language import _, digits, number


def estimates(values: pd.DataFrame, opened: bool = False) -> html.Details:
    """A table of store.routes.route_values, each with its year and source."""
    heads = (_("Route"), _("What"), _("Year"), _("Published"), _("Source"))
    body = [
        html.Tr(
            [
                html.Th(_(row.route), scope="row"),
                html.Td(row.measure, dir="auto"),
                html.Td(digits(str(row.period))),
                html.Td(_amount(row), dir="auto"),
                html.Td(row.source, dir="auto", className="evidence-source"),
            ]
        )
        for row in values.itertuples()
    ]
    table = html.Table(
        [
            html.Caption(_("Estimates by route"), className="visually-hidden"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="evidence-rows",
    )
    note = _("Each number has its own method and year: they do not add up, and none is computed from seizures.")
    return html.Details(
        [
            html.Summary(_("Published estimates of whole routes"), className="section-title"),
            html.P(note, className="section-subtitle"),
            html.Div(table, className="scroll-x", tabIndex=0),
        ],
        open=opened,
    )


def _amount(row) -> str:
    if pd.notna(row.value):
        amount = number(row.value)
    elif pd.notna(row.value_low) and pd.notna(row.value_high):
        amount = _("{low} to {high}", low=number(row.value_low), high=number(row.value_high))
    else:
        amount = _("no figure")
    said = f"{amount} {row.unit}"
    return f"{said} ({row.qualifier})" if isinstance(row.qualifier, str) else said
