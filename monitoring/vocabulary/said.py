"""Running text as words to be searched: letters and digits, folded, one space between words."""

import re
from collections.abc import Mapping

import numpy as np

from .folding import fold

_BETWEEN = re.compile(r"[\W_]+")


def words(text: str) -> str:
    """The words of a text for searching; "" where it has none."""
    return _BETWEEN.sub(" ", fold(text)).strip()


class SaidTexts:
    """Texts in memory, by seizure number: what the search of a copy that was not written to a folder goes through."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = {number: f" {words(text)}" for number, text in texts.items() if words(text)}

    def seizures(self, phrase: str) -> np.ndarray:
        """See vocabulary.columns.Said."""
        wanted = words(phrase)
        found = [number for number, text in self._texts.items() if wanted and f" {wanted}" in text]
        return np.array(sorted(found), dtype=np.uint32)
