"""The panel beside the map: what is in this view by substance, the linked charts, and the largest seizures."""

import pandas as pd
from dash import dcc, html

from ..figures import charts
from ..language import _, day, digits, listed, ngettext, number
from ..measures.kernels import Selection
from ..measures.kernels import largest as heaviest
from ..measures.linked import by_drug
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.modes import mode_name
from ..vocabulary.units import amount_words
from .current import Data
from .records import SHOWN, cards
from .said import empty, left_out

CHARTS = ("country", "mode")
CHART_OPTIONS = {"displayModeBar": False, "scrollZoom": False}


def panel() -> html.Aside:
    """The panel's places; the update callback fills them. The record view covers the summary when a seizure is chosen."""
    return html.Aside(
        [
            html.Div(
                [
                    html.Section(id="summary", **{"aria-live": "polite"}),
                    *(chart_section(name) for name in CHARTS),
                    html.Section(id="largest"),
                ],
                id="panel-summary",
            ),
            html.Section(id="record", className="record-panel", tabIndex="-1", **{"aria-label": _("Chosen seizures")}),
        ],
        className="panel",
        tabIndex=0,
        **{"aria-label": _("In this view")},
    )


def chart_section(name: str) -> html.Section:
    titles = {"country": _("Countries of seizure"), "mode": _("Means of transport")}
    return html.Section(
        [
            html.H2(titles[name], className="section-title"),
            dcc.Graph(id=f"chart-{name}", config=CHART_OPTIONS, className="chart"),
            html.Div(id=f"chart-{name}-twin"),
        ],
        className="panel-section",
    )


def summary(chosen: Filter, current: Data, selection: Selection) -> list:
    """The table by substance: never a total over substances, litres apart."""
    title = html.H2(_("In this view"), className="section-title")
    limits = (
        _("An illustration, not a sample: never compare countries by it.")
        if current.only_shipped
        else _("What was reported, which is work done and not the size of the flow.")
    )
    caveat = html.P(limits, className="section-subtitle")
    if not selection.seizures:
        return [title, empty(chosen, current), left_out(selection)]
    table = by_drug(current.ask, chosen)
    return [title, caveat, drug_table(table, chosen), kinds_note(table), left_out(selection)]


def drug_table(table: pd.DataFrame, chosen: Filter) -> html.Table:
    heads = (_("Substance"), _("Seizures"), _("Weight"), "")
    most = table["mass_kg"].max()
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads[:3]] + [html.Td(className="bar-cell")]))
    return html.Table(
        [
            html.Caption(_("Seizures and weight by substance"), className="visually-hidden"),
            head,
            html.Tbody([drug_row(row, most, row.drug in chosen.drug) for row in table.itertuples()]),
        ],
        className="drug-table",
    )


def drug_row(row, most: float, is_chosen: bool) -> html.Tr:
    known = pd.notna(row.mass_kg)
    share = row.mass_kg / most * 100 if known and most else 0
    family = drug(row.drug).family
    name = html.Button(
        [html.Span(className=f"chip family-{family}"), drug_name(row.drug)],
        type="button",
        className="row-button",
        **{"data-toggle": f"drug={row.drug}", "aria-pressed": str(is_chosen).lower(), "data-dim": family},
    )
    bar = html.Span(className=f"bar family-{family}", style={"width": f"{max(share, 1.5):.1f}%"}) if known else None
    weight = amount_words(row.mass_kg, "mass") if known else ""
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(number(row.seizures)),
            html.Td(weight),
            html.Td(bar, className="bar-cell"),
        ],
        className="is-chosen" if is_chosen else "",
    )


# Column of linked.by_drug -> kind of quantity, for what is not mass.
APART = {"volume_l": "volume", "count_units": "count", "plants": "plants", "area_m2": "area"}


def kinds_note(table: pd.DataFrame) -> html.P:
    """What is not mass, listed apart."""
    apart = [
        _("{amount} of {drug}", amount=amount_words(amount, kind), drug=drug_name(slug).lower())
        for column, kind in APART.items()
        for slug, amount in zip(table["drug"], table[column])
        if pd.notna(amount)
    ]
    words = _("Weights of different substances are never added.")
    if apart:
        words += " " + _("Listed apart: {amounts}.", amounts=listed(apart))
    return html.P(words, className="note")


def largest(current: Data, selection: Selection) -> list:
    """The seizures of the view, heaviest item first."""
    if not selection.seizures:
        return []
    frame = current.rows(heaviest(current.columns, selection, SHOWN))
    return [html.H2(_("Largest first"), className="section-title"), cards(frame, selection.seizures)]


def twin(title: str, counts: pd.DataFrame, name: str) -> html.Details | html.P:
    """The chart's numbers as a table, every value of it; words where there is nothing to draw."""
    if counts.empty:
        return html.P(_("{title}: none.", title=title), className="note")
    naming = {"country": country_name, "mode": mode_name, "year": lambda year: digits(str(year))}[name]
    nothing = _("At sea, or country not stated") if name == "country" else _("Not stated")
    rows = [
        html.Tr(
            [
                html.Th(naming(row.value) if pd.notna(row.value) else nothing, scope="row"),
                html.Td(number(row.seizures), className="number"),
            ]
        )
        for row in counts.itertuples()
    ]
    head = html.Thead(html.Tr([html.Th(title, scope="col"), html.Th(_("Seizures"), scope="col", className="number")]))
    hidden = 0 if name == "year" else charts.hidden(counts)
    words = ngettext("Table, with {n} more", "Table, with {n} more", hidden) if hidden else _("Table")
    return html.Details(
        [html.Summary(words), html.Table([head, html.Tbody(rows)], className="facts-table")], className="twin"
    )


def brush_note(current: Data, yearly: pd.DataFrame) -> str:
    """What the bars leave out: the year that is not over, and pale bars."""
    last = current.version.data_date
    words = _("Pale bars are outside the filter.")
    if not yearly.empty and (last.month, last.day) != (12, 31):
        words += " " + _("{year} to {date}.", year=last.year, date=day(last))
    return words
