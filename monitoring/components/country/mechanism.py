"""What a country is measured by, what it is asked for, what it receives and gives, and what it belongs to."""

import pandas as pd
from dash import dcc, html

from ...language import _, day, digits, listed, ngettext, number
from ...vocabulary.countries import country_label
from ...vocabulary.filters import Filter
from ...vocabulary.indicators import why_words
from ...vocabulary.life_cycle import CLOSED, pillar_number, pillars_words
from ...vocabulary.view import View
from ..life_marks import mark
from ..link import link
from ..pillar_marks import status_mark
from ..pillar_values import figure, year_words
from . import gaps, words
from .found import Country
from .limits import newest_value
from .tables import box, folded, table

SHOWN = 6  # rows that stand on the page; the others are folded away


def pillars(country: Country, view: View) -> html.Section:
    """Each indicator that has a value: at the baseline, the latest, and the status that follows by the printed formula."""
    keep = View(lang=view.lang, theme=view.theme, area=country.iso3)
    doors = html.P(html.A(_("Open in Pillars"), href=link("/pillars", Filter(v=country.chosen.v), keep)))
    title = _("Four pillars: what can be measured today")
    said = gaps.coverage(len(country.indicators), country.values["indicator_id"].nunique(), newest_value(country))
    if country.standing.empty:
        return box(
            title, said, [html.P(_("That there is no value here is not a zero."), className="empty"), doors], "pillars"
        )
    names = dict(zip(country.indicators["indicator_id"], country.indicators["name"]))
    ordered = country.standing.sort_values(["pillar", "latest_year"], ascending=[True, False], kind="stable")
    rows = [_stand(row, names[row.indicator_id]) for row in ordered.itertuples()]
    heads = [_("Pillar"), _("Measure"), _("Baseline"), _("Latest"), _("Status")]
    parts: list = [table(title, heads, rows[:SHOWN], (2, 3), "country-standing")]
    if len(rows) > SHOWN:
        n = ngettext("{n} more measure", "{n} more measures", len(rows) - SHOWN)
        parts.append(folded(n, table(n, heads, rows[SHOWN:], (2, 3))))
    return box(title, said, [*parts, doors], "pillars")


def _stand(row, name: str) -> list:
    return [
        pillar_number(row.pillar),
        [html.Span(name, dir="auto"), *_small(row.estimator)],
        _end(row.baseline_low, row.baseline_high, row.baseline_year, row),
        _end(row.latest_low, row.latest_high, row.latest_year, row),
        [status_mark(row.status, row.overridden), *_small(why_words(row.why))],
    ]  # fmt: skip


def _small(said: str) -> list[html.Span]:
    return [html.Span(said, className="country-whose", dir="auto")] if said else []


def _end(low: float, high: float, year: object, row) -> list | str:
    """A figure over its year; nothing where there is none, which the head of the column says."""
    if pd.isna(year) or (pd.isna(low) and pd.isna(high)):
        return "" if pd.isna(year) else year_words(year)
    said = figure(low, high, row.kind) if row.kind in ("yes_no", "interval") else words.amount(low, high, row.unit)
    return [said, html.Span(year_words(year), className="country-whose")]


def promises(country: Country, view: View) -> html.Section:
    """Recommendations and commitments that are addressed to the country or to a group of it, those still open first."""
    title = _("What was promised")
    frame = country.promises.assign(closed=country.promises["status"].isin(CLOSED))
    if frame.empty:
        return box(
            title,
            "",
            [html.P(_("No recommendation or commitment here is addressed to it."), className="empty")],
            "promises",
        )
    open_ = int((~frame["closed"]).sum())
    sub = ngettext(
        "{n} row addressed to it or to a group of it", "{n} rows addressed to it or to a group of it", len(frame)
    )
    sub = _("{rows}; {n} neither done nor dropped", rows=sub, n=number(open_))
    by_name = frame["addressed"].fillna("").map(lambda said: country.iso3 in said.split(";"))
    ordered = frame.assign(far=~by_name).sort_values(
        ["far", "closed", "year"], ascending=[True, True, False], kind="stable"
    )
    rows = [_promise(row, country, view) for row in ordered.itertuples()]
    heads = [_("No."), _("What"), _("Status")]
    few = SHOWN - 2
    parts: list = [table(title, heads, rows[:few], (), "country-promises-table")]
    if len(rows) > few:
        n = ngettext("{n} more row", "{n} more rows", len(rows) - few)
        parts.append(folded(n, table(n, heads, rows[few:])))
    return box(title, sub, parts, "promises")


def _promise(row, country: Country, view: View) -> list:
    there = link(
        f"/recommendations/{row.recommendation_id}", Filter(v=country.chosen.v), View(lang=view.lang, theme=view.theme)
    )
    return [html.Bdi(row.recommendation_id), dcc.Link(row.gist, href=there), mark(row.status)]


def assistance(country: Country) -> html.Section:
    """Projects received and given, as the shipped list has them; budgets stand each alone and are never summed."""
    title = _("Assistance received and given")
    if country.received.empty and country.given.empty:
        return box(title, "", [html.P(_("No project here names it."), className="empty")], "assistance")
    sub = listed(
        [
            ngettext("{n} project received", "{n} projects received", len(country.received)),
            ngettext("{n} project given", "{n} projects given", len(country.given)),
        ]
    )
    both = pd.concat([country.received, country.given])
    newest = both.sort_values("started", ascending=False, kind="stable", na_position="last").head(SHOWN - 1)
    rows = [[html.Span(row.title, dir="auto"), _budget(row), _span(row)] for row in newest.itertuples()]
    parts = [table(_("The newest"), [_("Project"), _("Budget"), _("From, to")], rows, (1,), "country-projects")]
    for frame, way in ((country.received, _("Received")), (country.given, _("Given"))):
        if len(frame):
            parts.append(folded(f"{way}: {number(len(frame))}", _projects(frame, way)))
    return box(title, f"{sub}. {_('Budgets stand each alone, never summed.')}", parts, "assistance")


def _projects(frame: pd.DataFrame, way: str) -> html.Div:
    heads = [_("Project"), _("Agency"), _("Donors"), _("Budget"), _("From, to"), _("Pillar"), _("Status")]
    rows = [
        [
            html.Span(row.title, dir="auto"), *(html.Span(_text(each), dir="auto") for each in (row.agency, row.donors)),
            _budget(row), _span(row), pillars_words(row.pillars), html.Span(_text(row.status_reported), dir="auto"),
        ]
        for row in frame.itertuples()
    ]  # fmt: skip
    return table(way, heads, rows, (3,))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _budget(row) -> str:
    if pd.isna(row.budget):
        return _("no public total")
    return f"{number(row.budget)}\N{NO-BREAK SPACE}{_text(row.currency)}"


def _span(row) -> str:
    first, last = digits(_text(row.started)), digits(_text(row.ended))
    if not first and not last:
        return _("not stated")
    return _("{first} to {last}", first=first or "?", last=last or "?")


def memberships(country: Country) -> html.Section:
    """The groups that it is in on the day of the data, and the offices there."""
    name = country_label(country.iso3)
    title = _("Groups and offices")
    groups = [
        html.Li([_(row.name), "" if row.dated else f" ({_('no dates stated')})"]) for row in country.groups.itertuples()
    ]
    offices = [html.Li(html.Span(_office(row), dir="auto")) for row in country.offices.itertuples(index=False)]
    parts = [
        html.Ul(groups, className="country-list")
        if groups
        else html.P(_("In no group of this data set."), className="empty"),
        *(
            [html.H3(_("Offices there"), className="country-small"), html.Ul(offices, className="country-list")]
            if offices
            else []
        ),
    ]
    return box(title, _("{country} on {day}", country=name, day=day(country.day)), parts, "groups")


def _office(row) -> str:
    return f"{_text(row.organization)}, {_text(row.name)}, {_text(row.city)}"
