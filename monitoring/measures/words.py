"""The search for words: in names of substances and places by their short lists, in running text by what the copy keeps."""

from collections.abc import Callable, Sequence

import numpy as np

from ..vocabulary.admin1 import ADMIN1, admin1_name
from ..vocabulary.columns import Columns
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.drugs import drug_name
from ..vocabulary.folding import fold


def word_test(columns: Columns, wanted: Sequence[str]) -> Callable[[slice], np.ndarray]:
    """Rows of which one of the `wanted` texts is true: each of its words is found, in any order.

    A word is found anywhere in the substance as reported or by name, the place, province, sea area or country (names in the
    language in use), or at the beginning of a word of the title, note, concealment, agency or operation.
    """
    texts = [fold(value).split() for value in wanted]
    tests = {word: _one_word(columns, word) for words in texts for word in words}

    def mentioned(block: slice) -> np.ndarray:
        found = np.zeros(block.stop - block.start, dtype=bool)
        for words in texts:
            found |= np.logical_and.reduce([tests[word](block) for word in words])
        return found

    return mentioned


def _one_word(columns: Columns, word: str) -> Callable[[slice], np.ndarray]:
    substances, locations = _substances(columns, word), _locations(columns, word)
    numbers = columns.said.seizures(word)
    said = np.zeros(int(columns.seizure.max(initial=0)) + 1, dtype=bool) if len(numbers) else None
    if said is not None:
        said[numbers[numbers < len(said)]] = True

    def found(block: slice) -> np.ndarray:
        mask = substances.take(columns.substance[block])
        if locations.any():
            mask |= locations.take(columns.location[block])
        return mask | said.take(columns.seizure[block]) if said is not None else mask

    return found


def _substances(columns: Columns, word: str) -> np.ndarray:
    s = columns.substances
    by_name = _holding(columns.names["drug"], drug_name, word).take(s.drug)
    return by_name | _holding(columns.names["reported"], str, word).take(s.reported)


def _locations(columns: Columns, word: str) -> np.ndarray:
    places = columns.locations
    found = columns.places.holding(word).take(places.place)
    found |= _holding(columns.names["sea_area"], str, word).take(places.sea_area)
    provinces = [name if name in ADMIN1 else None for name in columns.names["admin1"]]
    countries = [name if name in COUNTRIES else None for name in columns.names["country"]]
    found |= _holding(provinces, admin1_name, word).take(places.admin1)
    return found | _holding(countries, country_name, word).take(places.country)


def _holding(names: Sequence[str | None], spoken: Callable[[str], str], word: str) -> np.ndarray:
    """Which of the names hold the word as they are spoken; 0, not stated, never does."""
    return np.array([name is not None and word in fold(spoken(name)) for name in names], dtype=bool)
