"""What the screen shows, in plain words: written by rules from the same frame as the map, so that it cannot say otherwise."""

import pandas as pd

from ..components.current import Data
from ..components.leg_words import leg_name
from ..components.routes_of import names_opiates
from ..language import _, day, listed, ngettext, number
from ..measures.routes import Routes
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View

NAMED = 3  # legs that are named


def story(current: Data, chosen: Filter, view: View, found: Routes) -> str:
    """Three to five sentences; a filter without legs says so."""
    drawn = found.drawn
    reported = drawn[drawn["basis"] == "reported"]
    said = [_counted(found, reported), _hidden(found)]
    if len(reported):
        said += [_busiest(reported), _period(reported)]
    said.append(_documents(chosen, drawn))
    if view.width == "mass" and len(chosen.drug) != 1:
        said.append(_("Weights add up all substances of the filter: choose one to compare like with like."))
    return " ".join(sentence for sentence in said if sentence)


def _counted(found: Routes, reported: pd.DataFrame) -> str:
    seizures = found.fates.seizures
    if not len(reported):
        return ngettext(
            "The filter holds {n} seizure, and none is on a line.",
            "The filter holds {n} seizures, and none is on a line.", seizures,
        )  # fmt: skip
    legs = ngettext("{n} line", "{n} lines", len(reported))
    return _(
        "Of {all} seizures, {n} state both ends of a leg that is drawn, on {legs}.",
        all=number(seizures), n=number(found.fates.drawn), legs=legs,
    )  # fmt: skip


def _hidden(found: Routes) -> str:
    """The heaviest leg that is not drawn, where it outweighs every drawn one: hiding it must not hide that."""
    hidden, drawn = found.legs[found.legs["hidden"]], found.drawn
    heaviest = hidden["mass_kg"].max() if len(hidden) else float("nan")
    if pd.isna(heaviest) or (drawn["mass_kg"].notna().any() and heaviest <= drawn["mass_kg"].max()):
        return ""
    leg = hidden.loc[hidden["mass_kg"].idxmax(), "leg"]
    amount = amount_words(float(heaviest), "mass")
    return _("A hidden leg is the heaviest: {leg} ({amount}).", leg=leg_name(str(leg)), amount=amount)


def _busiest(reported: pd.DataFrame) -> str:
    """The largest legs between two countries or seas, then what stays inside one."""
    inside = reported["start"] == reported["end"]
    across, said = reported[~inside], []
    top = [_("{leg} ({n})", leg=leg_name(row.leg), n=number(row.seizures)) for row in across.head(NAMED).itertuples()]
    if top:
        said.append(_("The largest: {legs}.", legs=listed(top)))
    heaviest = across.loc[across["mass_kg"].idxmax()] if across["mass_kg"].notna().any() else None
    if heaviest is not None and heaviest["leg"] not in set(across.head(1)["leg"]):
        amount = amount_words(float(heaviest["mass_kg"]), "mass")
        said.append(
            _("The heaviest of the drawn ones is {leg} ({amount}).", leg=leg_name(str(heaviest["leg"])), amount=amount)
        )
    if inside.any():
        words = ngettext("{n} line stays inside one country.", "{n} lines stay inside one country.", int(inside.sum()))
        said.append(words)
    return " ".join(said)


def _period(reported: pd.DataFrame) -> str:
    first, last = reported["first_day"].min(), reported["last_day"].max()
    if pd.isna(first):
        return ""
    return _(
        "Of the drawn ones the first was made on or after {first}, the last by {last}.",
        first=day(first.date()), last=day(last.date()),
    )  # fmt: skip


def _documents(chosen: Filter, drawn: pd.DataFrame) -> str:
    if not names_opiates(chosen):
        return _("Our documents name routes of opiates only; none is drawn for this filter.")
    only = int((drawn["basis"] != "reported").sum())
    if not only:
        return ""
    return ngettext(
        "{n} more line is drawn from documents; it follows no filter of seizures.",
        "{n} more lines are drawn from documents; they follow no filter of seizures.", only,
    )  # fmt: skip
