"""Rows that sum up others: never taken beside their parts, and held against them."""

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from ...language import _, number
from ...vocabulary.drugs import find_drug
from ...vocabulary.folding import fold
from ..mapping.understand.lines import total_word

_TOLERATED = 0.005  # parts are printed rounded
_EXCLUDING = re.compile(r"excluding ([^);]*)")


def is_sum(text: str) -> bool:
    """Whether a cell names a sum of other rows (lookups/totals.csv), and not a thing."""
    return total_word(text) is not None


def complete(text: str) -> bool:
    """Whether a sum is of the rows beside it and nothing else; `including the above` may hold more than they say."""
    return "including the above" not in fold(text)


@cache
def left_outside(text: str) -> frozenset[str]:
    """The codes of drugs that a sum says it excludes: "... but excluding coca leaf and coca bush"."""
    found = _EXCLUDING.search(fold(text))
    words = re.split(r",| and | or ", found[1]) if found else []
    drugs = [find_drug(word.strip()) for word in words]
    return frozenset(drug.code for drug in drugs if drug is not None)


def held_against_parts(sums: pd.DataFrame, parts: pd.DataFrame) -> Mapping[int, str]:
    """row -> why a person should look at a sum: of `sums` (row, place, year, group, text, kg) and `parts` (also code).

    A sum is of the parts of its place, year and group. Where there is none, nothing of it is taken, and that is said.
    """
    if sums.empty:
        return {}
    key = ["place", "year", "group"]
    beside = sums[[*key]].drop_duplicates().merge(parts, on=key)
    by_key = dict(iter(beside.groupby(key)))
    doubts = {}
    for row, place, year, group, text, kg in sums[["row", *key, "text", "kg"]].itertuples(index=False):
        found = by_key.get((place, year, group))
        if found is None:
            doubts[row] = _("a sum without its parts beside it: nothing of it was taken")
            continue
        counted = found[~found["code"].isin(left_outside(text))]
        said = _difference(float(kg), float(counted["kg"].sum()), complete(text))
        if said:
            doubts[row] = said
    return doubts


def _difference(printed: float, summed: float, complete: bool) -> str | None:
    if np.isnan(printed) or abs(printed - summed) <= max(1.0, _TOLERATED * max(printed, summed)):
        return None
    figures = {"printed": number(printed), "summed": number(round(summed, 3))}
    if printed > summed and not complete:
        return _(
            "the sum says {printed} kg, its parts come to {summed} kg: the rest is of drugs that no row names",
            **figures,
        )
    return _("the printed sum is {printed} kg, its parts come to {summed} kg", **figures)
