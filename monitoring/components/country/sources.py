"""Whose figures stand on a country's page: a letter for each source of a headline, and what stands behind the letter."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ...language import BASES, _, language
from ..pillar_values import is_span
from .found import Country

_LETTERS: Mapping[str, str] = {"ar": "أبجدهوزحط", "fa": "الف ب پ ت ث ج چ ح خ", "ru": "абвгдежзи"}


@dataclass(frozen=True)
class Source:
    """`letter` stands at the figures; `words` say publisher or estimator, edition, how sure, and where we have it from."""

    letter: str
    words: str


def letters() -> list[str]:
    """The first nine letters that lists are numbered with in the reader's language."""
    own = _LETTERS.get(BASES.get(language(), language()), "abcdefghi")
    return own.split() if " " in own else list(own)


def sources_of(country: Country) -> tuple[dict[str, str], list[Source]]:
    """Indicator of a headline -> its letter, for the first four headlines; and the sources in the order of their letters."""
    free, at, listed_ = iter(letters()), {}, {}
    for row in country.headlines.head(4).itertuples():
        words = source_words(values_behind(country, row))
        if words not in listed_:
            listed_[words] = next(free)
        at[row.indicator_id] = listed_[words]
    return at, [Source(letter, words) for words, letter in listed_.items()]


def values_behind(country: Country, row) -> pd.DataFrame:
    """The rows of indicator_values behind a headline."""
    values = country.values
    mine = (values["indicator_id"] == row.indicator_id) & (values["year"] == row.year)
    return values[mine & (values["estimator"].fillna("") == row.estimator)]


def span_behind(country: Country, row) -> bool:
    """Whether a low and a high of a headline are one range that its source gives, not two figures."""
    return is_span(values_behind(country, row))


def source_words(values: pd.DataFrame) -> str:
    """Estimator, edition, how sure, and the source of values, each once; it is said where no edition is named."""
    found = []
    for name in ("estimator", "edition", "confidence", "source"):
        said = [one for one in dict.fromkeys(values[name].dropna()) if one]
        if name == "edition" and not said:
            said = [_("edition not stated")]
        found += said
    return "; ".join(dict.fromkeys(found))
