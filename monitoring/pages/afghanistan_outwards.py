"""From the farm gate outwards: what is published on each step from a province to the markets, and where nothing is."""

import re
from itertools import groupby

from dash import html

from ..components.afghanistan_of import farm_gate_of, prices_of
from ..components.current import Data
from ..language import N_, _, number
from ..measures.afghanistan_prices import series_list
from ..measures.farm_gate import STAGES, Step
from ..vocabulary.drugs import drug_name

_ADDRESS = re.compile(r"(https?://\S+)")
MARKS = {
    "quoted": N_("quoted"), "doubted": N_("doubted"), "carried": N_("same as the year before"), "other_year": N_("other year"),
    "part_of_year": N_("part of a year"),
}  # fmt: skip
LEVELS = {
    "farm_gate": N_("farm gate"), "local_market": N_("local market"), "wholesale": N_("wholesale"), "retail": N_("retail"),
    "not_stated": N_("level not stated"), "mark_up": N_("mark-up"),
}  # fmt: skip
FORMS = {"dry": N_("dry"), "fresh": N_("fresh"), "not_stated": N_("form not stated")}


def outwards(current: Data, code: str, year: int) -> html.Ol:
    """The stages one after the other, each with its steps."""
    stages = groupby(farm_gate_of(current, code, year), key=lambda step: step.stage)
    return html.Ol(
        [html.Li([html.H3(_(STAGES[stage])), html.Ul([_step(step) for step in steps])]) for stage, steps in stages],
        className="af-outwards",
    )


def _step(step: Step) -> html.Li:
    marks = [html.Span(_(MARKS[mark]), className="af-quote") for mark in MARKS if mark in step.marks]
    amount = step.without or _amount(step.value, step.low, step.high, step.unit)
    period = [" ", html.Span(step.period, className="af-step-period", dir="auto")] if step.period else []
    more = [html.Span(step.note, className="af-step-note", dir="auto")] if step.note else []
    source = [html.Span(cited(step.source), className="address", dir="auto")] if step.source else []
    said = html.Span(amount, className="af-without" if step.without else "af-amount")
    return html.Li(
        [html.Span(step.title, className="af-step-title"), html.Span([said, *period, *marks]), *more, *source]
    )


def cited(source: str) -> list:
    """A source as it is stored, its addresses cut to their host: the whole is the title. No link: many are copies of copies."""
    parts: list = []
    for text, address in zip(*[iter([*_ADDRESS.split(source), ""])] * 2, strict=False):
        parts.append(text)
        if address:
            parts.append(html.Span(address.partition("://")[2].partition("/")[0], title=address))
    return parts


def _amount(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    if value is not None:
        return f"{number(value)}\N{NO-BREAK SPACE}{_(unit)}" if unit else number(value)
    if low is not None and high is not None:
        return _("{low} to {high} {unit}", low=number(low), high=number(high), unit=_(unit))
    return _("no number")


def prices_section(current: Data, place: str = "") -> html.Div:
    """Every price of Afghanistan, a table for each series: place, drug, level and form are never mixed.

    place: only series whose place is named so, or of the whole country.
    """
    frame = prices_of(current)
    frame = frame[frame["country_iso3"] == "AFG"]
    if place:
        frame = frame[frame["place"].str.contains(place, regex=False) | frame["place"].str.startswith("Afghanistan")]
    if frame.empty:
        return html.Div(html.P(_("No price in our sources."), className="note"))
    return html.Div([_series(frame[frame["series"] == row.series], row) for row in series_list(frame).itertuples()])


def _series(rows, named) -> html.Table:
    form = f", {_(FORMS[named.form])}" if named.form in FORMS else ""
    title = _("{drug}{form}, {level}, {place}: {unit}", drug=drug_name(named.drug), form=form, level=_(LEVELS[named.level]),
              place=named.place, unit=_(named.unit))  # fmt: skip
    return html.Table(
        [
            html.Caption(title),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(row.period or str(row.year), scope="row", dir="auto"),
                            html.Td(_price(row), className="number"),
                            html.Td([row.note, *_flags(row)], dir="auto"),
                        ]
                    )
                    for row in rows.itertuples()
                ]
            ),
        ],
        className="facts-table af-prices",
    )


def _price(row) -> str:
    low, high = (None if value != value else value for value in (row.low, row.high))
    return _amount(None if row.value != row.value else row.value, low, high, "")


def _flags(row) -> list:
    flags = {"carried": row.carried, "doubted": row.doubted, "part_of_year": not row.whole_year}
    return [html.Span(_(MARKS[name]), className="af-quote") for name, on in flags.items() if on]
