"""The lens of corridors: the share of each over time, and how far shares moved between branches."""

from datetime import date

import pandas as pd
from dash import dcc, html

from ..components.corridors_of import assigned_of, corridors_of
from ..components.current import Data
from ..components.link import link
from ..components.panel import CHART_OPTIONS
from ..figures import corridor_charts as charts
from ..language import _, digits, ngettext, number
from ..measures.corridor_shares import Measure, displacement, halves, shares
from ..measures.corridors import by_corridor, by_how
from ..vocabulary.corridors import corridor_name
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View


def shares_panel(current: Data, chosen: Filter, view: View) -> list:
    selection, assigned = current.select(chosen), assigned_of(current)
    frame = by_corridor(current.columns, selection, assigned)
    measure: Measure = "mass_kg" if view.width == "mass" else "seizures"
    found = shares(frame)
    theme = view.theme or "light"
    keep = View(lang=view.lang, theme=view.theme)
    title = _("Share of weight by corridor") if measure == "mass_kg" else _("Share of seizures by corridor")
    chart = dcc.Graph(figure=charts.share_chart(found, measure, current.version.data_date, theme), config=CHART_OPTIONS)
    return [
        html.Section(
            [
                html.H2(title, className="section-title"),
                html.P(_assignment(by_how(current.columns, selection, assigned)), className="section-subtitle"),
                html.Div(chart, role="img", **{"aria-label": charts.share_words(found, measure)}),
                html.P(_("Pale: few seizures, or a year that is not over. Weight or number: see Lines."), className="note"),
                *_mixed(chosen, measure),
                _table(found),
            ]
        ),
        *_moved(current, view, frame, measure),
        html.Section(html.P(dcc.Link(_("Corridors, their rule and their lines"), href=link("/corridors", view=keep)))),
    ]  # fmt: skip


def _mixed(chosen: Filter, measure: Measure) -> list:
    """Kilograms of heroin and of hashish are one sum only for who has been told so."""
    if measure == "seizures" or len(chosen.drug) == 1:
        return []
    words = _("Weights add up all substances of the filter: choose one to compare like with like.")
    return [html.P(words, className="caveat")]


def _assignment(how: dict[str, int]) -> str:
    """What decided, for each seizure once; the four add up to the filter."""
    return _(
        "By the legs stated: {legs}; by place: {place}; several corridors fit: {several}; not assigned: {none}.",
        **{name: number(n) for name, n in how.items()},
    )


def _table(found: pd.DataFrame) -> html.Details:
    heads = (_("Corridor"), _("Year"), _("Seizures"), _("Share"), _("Weight"), _("Share"))
    body = [
        html.Tr(
            [
                html.Th(corridor_name(row.corridor), scope="row"),
                html.Td(digits(str(int(row.period)))),
                html.Td(number(row.seizures), className="number"),
                html.Td(_percent(row.seizures_pct), className="number"),
                html.Td(amount_words(row.mass_kg, "mass") if pd.notna(row.mass_kg) else "", className="number"),
                html.Td(_percent(row.mass_pct), className="number"),
            ]
        )
        for row in found[found["seizures"] > 0].itertuples()
    ]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    table = html.Table(
        [html.Caption(_("Shares by year"), className="visually-hidden"), head, html.Tbody(body)], className="legs-list"
    )
    return html.Details(
        [html.Summary(_("The same as a table")), html.Div(table, className="matrix-scroll", tabIndex=0)],
        className="twin",
    )


def _percent(value: float) -> str:
    return _("{n} %", n=number(value, 1)) if pd.notna(value) else ""


def _moved(current: Data, view: View, frame: pd.DataFrame, measure: Measure) -> list:
    """Before and after the link's day (its year), or the middle of the years."""
    split = date.fromisoformat(view.on).year if view.on else None
    before, after, year = halves(frame, split)
    title = html.H2(_("How shares moved between branches"), className="section-title")
    if year is None or before.empty or after.empty:
        return [
            html.Section(
                [title, html.P(_("The filter's seizures fall on one side of the year: there is nothing to compare."))]
            )
        ]
    found = displacement(before, after, measure)
    names = dict(zip(corridors_of(current)["branch_id"], corridors_of(current)["name"], strict=True))
    names |= {branch.partition("/")[2]: name for branch, name in names.items()}
    chart = dcc.Graph(figure=charts.displacement_chart(found, names, view.theme or "light"), config=CHART_OPTIONS)
    said = _(
        "Percentage points of all that belongs to one corridor, before {year} and from {year} on.",
        year=digits(str(year)),
    )
    caveat = _("A share also moves when others seize more, or report more.")
    words = _moved_words(found, names)
    return [
        html.Section(
            [
                title,
                html.P([said, " ", caveat], className="section-subtitle"),
                html.Div(chart, role="img", **{"aria-label": words}),
                _moved_table(found, names, measure),
            ]
        )
    ]


def _moved_words(found: pd.DataFrame, names: dict[str, str]) -> str:
    first = found.dropna(subset=["change_points"]).head(3)
    said = [
        f"{charts.row_name(row.corridor, row.branch, names)} {charts.signed(row.change_points)}"
        for row in first.itertuples()
    ]
    return _("Largest changes in percentage points: {list}.", list="; ".join(said))


def _moved_table(found: pd.DataFrame, names: dict[str, str], measure: Measure) -> html.Details:
    heads = (_("Branch"), _("Before"), _("Share"), _("After"), _("Share"), _("Points"))

    def amount(value: float) -> str:
        return amount_words(value, "mass") if measure == "mass_kg" else number(int(value))

    body = [
        html.Tr(
            [
                html.Th(charts.row_name(row.corridor, row.branch, names), scope="row"),
                html.Td(amount(row.before), className="number"),
                html.Td(_percent(row.before_pct), className="number"),
                html.Td(amount(row.after), className="number"),
                html.Td(_percent(row.after_pct), className="number"),
                html.Td(charts.signed(row.change_points) if pd.notna(row.change_points) else "", className="number"),
            ]
        )
        for row in found.itertuples()
    ]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    count = ngettext("Table of {n} branch", "Table of {n} branches", len(found))
    return html.Details(
        [
            html.Summary(count),
            html.Div(
                html.Table([head, html.Tbody(body)], className="legs-list"), className="matrix-scroll", tabIndex=0
            ),
        ],
        className="twin",
    )
