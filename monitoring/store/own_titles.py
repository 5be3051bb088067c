"""Titles that we made ourselves, found again in a file of ours: they are no part of what a source says."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..language import LANGUAGES, use_language
from ..vocabulary.admin1 import ADMIN1, admin1_name
from ..vocabulary.titles import composed_titles, joined
from .identity import length


def without_made_titles(seizures: Mapping[str, Any], items: Mapping[str, Any]) -> Any:
    """The titles of the seizures, None where one is what store.items would make of it in any language of ours."""
    titles = pd.Series(seizures["title"], dtype=object)
    if not titles.notna().any() or not length(items):
        return seizures["title"]
    of = np.asarray(items["of"], dtype=np.int64)
    countries, places, provinces = (_column(seizures, name) for name in ("country_iso3", "place_reported", "admin1"))
    for language in LANGUAGES:
        with use_language(language):
            named = [
                place if isinstance(place, str) else admin1_name(code) if code in ADMIN1 else None
                for place, code in zip(places, provinces)
            ]
            made = composed_titles(
                items["drug"], _column(items, "quantity"), _column(items, "kind"), [named[at] for at in of],
                [countries[at] for at in of],
            )  # fmt: skip
            of_seizure = pd.Series(list(made)).groupby(of).agg(lambda each: joined(list(each)))
        titles = titles.where(titles != of_seizure.reindex(titles.index), None)
    return titles.to_numpy(dtype=object)


def _column(table: Mapping[str, Any], name: str) -> list[Any]:
    return list(table[name]) if name in table else [None] * length(table)
