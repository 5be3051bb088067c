"""Two to six countries beside one another, like with like: each value with its year and edition, the group's range, and what
must not be compared."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..language import _, digits, number
from ..measures.countries import SEIZED, compared
from ..vocabulary.countries import country_label
from ..vocabulary.drugs import drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import pillar_number
from ..vocabulary.view import View
from .countries_of import PATH, Rows
from .country.tables import table
from .country.ways import LEVELS, latest, price_words
from .country.words import amount as amount_said
from .country.words import label, not_to_compare, ranged
from .link import link
from .pillar_values import figure

_STATES = ("yes_no", "interval")


def comparison(rows: Rows, group: Sequence[str], group_name: str, chosen: Filter, view: View) -> list:
    """The section of a link with `compare`; asks for a second country where there is one."""
    if not view.compare:
        return []
    names = [country_label(iso3) for iso3 in view.compare]
    clear = dcc.Link(_("Clear the comparison"), href=link(PATH, chosen, replace(view, compare=())))
    if len(names) == 1:
        said = _("{country} is chosen. Add from one to five more in the table to compare.", country=names[0])
        return [
            html.Section([html.P([said, " ", clear], role="status")], className="country-card", id="countries-compared")
        ]
    title = _("{first} and {last} compared", first=_(", ").join(names[:-1]), last=names[-1])
    indicators = rows.known.indicators
    seized = [name for name in SEIZED if name in set(indicators["indicator_id"])]
    others = [name for name in indicators["indicator_id"] if name not in SEIZED]
    range_title = _("Range in: {group}", group=group_name)
    parts = [
        _figures(rows, seized, view, group, range_title, _("National totals"), "totals"),
        _figures(rows, others, view, group, range_title, _("Indicators of the pillars"), "indicators"),
        _prices(rows, view),
        _records(rows, view),
    ]
    return [
        html.Section(
            [html.Div([html.H2(title), clear], className="compared-head"), *(part for part in parts if part is not None)],
            className="country-card", id="countries-compared",
        )
    ]  # fmt: skip


def _figures(
    rows: Rows, names: Sequence[str], view: View, group: Sequence[str], range_title: str, title: str, what: str
) -> html.Div | None:
    """A row an indicator that any of the countries has a value of; a column a country, and the group's range."""
    frame = compared(rows.known.cells, view.compare, group, names)
    have = set(frame.loc[frame["year"].notna(), "indicator_id"])
    shown = [name for name in names if name in have]
    if not shown:
        return None
    of = rows.known.indicators.set_index("indicator_id")
    made = []
    for name in shown:
        mine = frame[frame["indicator_id"] == name]
        unit, kind = of["unit"][name], of["kind"][name]
        first = next(mine.itertuples())
        head = [
            label(name, of["name"][name]),
            html.Span(_whose(first.estimator, of["pillar"][name]), className="country-whose"),
        ]
        cells = [_value(row, rows, unit, kind) for row in mine.itertuples()]
        made.append([head, *cells, "" if kind in _STATES else ranged(first, unit)])
    heads = [title, *(country_label(iso3) for iso3 in view.compare), range_title]
    return html.Div(
        [html.H3(title), table(title, heads, made, tuple(range(1, len(view.compare) + 1)), f"compared-{what}"),
         html.P(not_to_compare(what), className="note")],
        className="compared",
    )  # fmt: skip


def _whose(estimator: str, pillar: str) -> str:
    whose = estimator or _("estimator not named")
    return _("pillar {pillar}; {whose}", pillar=pillar_number(pillar), whose=whose)


def _value(row, rows: Rows, unit: str, kind: str) -> object:
    """A value over its year and edition; that there is none."""
    if pd.isna(row.year):
        return html.Span(_("no value"), className="nothing-words")
    said = figure(row.low, row.high, kind) if kind in _STATES else amount_said(row.low, row.high, unit)
    return [said, html.Span(_edition(row, rows), className="country-whose")]


def _edition(row, rows: Rows) -> str:
    values = rows.known.values
    mine = (values["indicator_id"] == row.indicator_id) & (values["area"] == row.area) & (values["year"] == row.year)
    editions = [one for one in dict.fromkeys(values.loc[mine, "edition"].dropna()) if one]
    return "; ".join([digits(str(int(row.year))), *(editions or [_("edition not stated")])])


def _prices(rows: Rows, view: View) -> html.Div | None:
    """The newest price of each drug, level, form and unit that at least two of the countries have."""
    mine = rows.prices[rows.prices["country_iso3"].isin(view.compare) & (rows.prices["level"] != "mark_up")]
    newest = pd.concat([latest(part) for _iso3, part in mine.groupby("country_iso3")]) if len(mine) else mine
    keys = ["drug", "level", "form", "unit", "currency"]
    made = []
    for key, part in newest.groupby(keys, dropna=False, sort=True):
        if part["country_iso3"].nunique() < 2:
            continue
        form = f", {_(key[2])}" if isinstance(key[2], str) and key[2] else ""
        head = f"{drug_name(str(key[0]))}, {_(LEVELS.get(str(key[1]), str(key[1])))}{form}"
        made.append([head, *(_price(part[part["country_iso3"] == iso3]) for iso3 in view.compare)])
    if not made:
        return None
    title = _("Prices")
    heads = [title, *(country_label(iso3) for iso3 in view.compare)]
    return html.Div(
        [html.H3(title), table(title, heads, made, tuple(range(1, len(heads))), "compared-prices"),
         html.P(not_to_compare("prices"), className="note")],
        className="compared",
    )  # fmt: skip


def _price(part: pd.DataFrame) -> object:
    if part.empty:
        return html.Span(_("no value"), className="nothing-words")
    said = [price_words(row.value, row.value_low, row.value_high, row.currency, row.unit) for row in part.itertuples()]
    return [" / ".join(dict.fromkeys(said)), html.Span(digits(str(part["year"].iloc[0])), className="country-whose")]


def _records(rows: Rows, view: View) -> html.Div:
    """How many seizures of each the record holds, and that they must not be compared."""
    title = _("Seizures in the record")
    frame = rows.frame.set_index("iso3")
    counts = [
        number(int(frame["records"][iso3])) if iso3 in frame.index else _("not in this table") for iso3 in view.compare
    ]
    heads = [title, *(country_label(iso3) for iso3 in view.compare)]
    return html.Div(
        [html.H3(title), table(title, heads, [[_("Count"), *counts]], tuple(range(1, len(heads))), "compared-records"),
         html.P(not_to_compare("records"), className="note")],
        className="compared",
    )  # fmt: skip
