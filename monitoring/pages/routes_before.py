"""The lens of before and after: two maps with one camera, and the difference of every leg and corridor."""

from datetime import date

import numpy as np
import pandas as pd
from dash import html

from ..components.corridors_of import assigned_of
from ..components.current import Data
from ..components.halves_of import BAN, day_of, halves_of
from ..components.leg_words import leg_name
from ..components.routes_of import ends_of
from ..language import _, day, ngettext, number
from ..measures.before_after import Halves, Periods, compare, legs_compared
from ..measures.corridors import by_corridor
from ..measures.paths import path_sums, paths
from ..measures.routes import ways
from ..vocabulary.corridors import corridor_name
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .routes_form import form

SHOWN = 200


def before_panel(current: Data, chosen: Filter, view: View) -> list:
    around, found = halves_of(current, chosen, view)
    fields = [{"label": _("Day"), "type": "date"}]
    day_of_ban = BAN.isoformat()
    presets = {
        _("Ban of opium poppy in Afghanistan, April 2022"): day_of_ban,
        _("The same, opiates only"): f"{day_of_ban}&drug=heroin,morphine,opium",
    }
    head = [
        html.H2(_("Before and after"), className="section-title"),
        *form("on", fields, [day_of(view).isoformat()], presets),
        html.P(period_words(around), className="section-subtitle"),
        html.P(
            _("Seizures reflect enforcement and reporting as well as flow: a difference may be more of any of them."),
            className="caveat",
        ),
    ]
    if not around.days or not (found.before.seizures or found.after.seizures):
        nothing = _(
            "There is nothing on one side of this day to compare. Choose a day within the data, or widen the period of the filter."
        )
        return [html.Section([*head, html.P(nothing, role="status", className="empty-title")])]
    legs = legs_compared(current.columns, paths(current.columns), found, ends_of(view))
    mixed = _("Weights add up all substances of the filter: choose one to compare like with like.")
    return [
        html.Section([*head, html.P(_counts(found)), html.P(_on_legs(current, found, view))]),
        html.Section(
            [
                html.H2(_("Difference by leg"), className="section-title"),
                *([] if len(chosen.drug) == 1 else [html.P(mixed, className="caveat")]),
                *_legs_table(legs),
            ]
        ),
        html.Section(
            [html.H2(_("Difference by corridor"), className="section-title"), _corridor_table(current, found)]
        ),
    ]


def period_words(around: Periods) -> str:
    """Which days are compared, and why no more."""
    if not around.days:
        return _("No period: the data and the filter hold no day on one side of {day}.", day=day(around.on))
    said = _(
        "{n} days each: {first} to the day before {on}, and {on} to {last}.",
        n=number(around.days), first=day(around.first), on=day(around.on), last=day(around.last),
    )  # fmt: skip
    limits = {
        "data_start": _("The data begin there."), "data_end": _("The data end there."),
        "from": _("The filter begins there."), "to": _("The filter ends there."),
    }  # fmt: skip
    if around.shorter is None:
        return said
    return f"{said} {limits[around.before_limit if around.shorter == 'before' else around.after_limit]}"


def _on_legs(current: Data, found: Halves, view: View) -> str:
    """How many of each period the table of legs is about."""
    known, legs = paths(current.columns), ways(paths(current.columns), ends_of(view))
    states_one = np.zeros(len(known), dtype=bool)
    states_one[legs.path[legs.is_leg[legs.pair]]] = True
    n = [
        int(path_sums(current.columns, known, half).seizures[states_one].sum()) for half in (found.before, found.after)
    ]
    return _("Of these {before} and {after} state both ends of a leg.", before=number(n[0]), after=number(n[1]))


def _counts(found: Halves) -> str:
    said = _(
        "{before} before, {after} after.",
        before=ngettext("{n} seizure", "{n} seizures", found.before.seizures),
        after=ngettext("{n} seizure", "{n} seizures", found.after.seizures),
    )
    if found.across:
        said += " " + ngettext(
            "{n} more is dated so roughly that nobody can say.",
            "{n} more are dated so roughly that nobody can say.",
            found.across,
        )
    if found.partly:
        said += " " + ngettext("{n} more lies partly outside.", "{n} more lie partly outside.", found.partly)
    return said


def _legs_table(legs: pd.DataFrame) -> list:
    if legs.empty:
        return [html.P(_("No seizure of the two periods states a leg."))]
    rows = [
        (
            html.Button(leg_name(row.leg), type="button", className="plain-link", **{"data-leg": row.leg}),
            number(row.before),
            number(row.after),
            signed(row.difference),
            _weight(row.before_kg),
            _weight(row.after_kg),
        )
        for row in legs.head(SHOWN).itertuples()
    ]
    heads = (_("Leg"), _("Before"), _("After"), _("Difference"), _("Weight before"), _("Weight after"))
    left = len(legs) - len(rows)
    more = ngettext(
        "{n} leg with a smaller difference is in the file.", "{n} legs with smaller differences are in the file.", left
    )
    return [_table(heads, rows), *([html.P(more, className="note")] if left > 0 else [])]


def _corridor_table(current: Data, found: Halves) -> html.Div:
    assigned = assigned_of(current)
    sums = [
        by_corridor(current.columns, half, assigned).groupby("corridor", sort=False)["seizures"].sum()
        for half in (found.before, found.after)
    ]
    rows = [
        (corridor_name(str(name)), number(int(row.before)), number(int(row.after)), signed(int(row.difference)))
        for name, row in zip(compare(*sums).index, compare(*sums).itertuples(), strict=True)
    ]
    return _table((_("Corridor"), _("Before"), _("After"), _("Difference")), rows)


def _table(heads: tuple[str, ...], rows: list) -> html.Div:
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if at else None) for at, word in enumerate(heads)])
    )
    body = html.Tbody(
        [
            html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell, className="number") for cell in row[1:])])
            for row in rows
        ]
    )
    return html.Div(html.Table([head, body], className="legs-list"), className="matrix-scroll", tabIndex=0)


def signed(difference: int) -> str:
    return ("+" if difference > 0 else "−" if difference < 0 else "") + number(abs(difference))


def _weight(mass_kg: float) -> str:
    return (
        amount_words(mass_kg, "mass") if pd.notna(mass_kg) and mass_kg else "" if pd.notna(mass_kg) else _("not stated")
    )


def titles(around: Periods) -> tuple[str, str]:
    """What stands over the two maps."""
    if not around.days:
        return _("Before"), _("After")
    eve = date.fromordinal(around.on.toordinal() - 1)
    before = _("Before: {first} to {last}", first=day(around.first), last=day(eve))
    return before, _("After: {first} to {last}", first=day(around.on), last=day(around.last))
