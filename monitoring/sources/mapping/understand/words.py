"""Words of a column as codes: what the mapping says of them wins, then the operator's decisions, then the shipped tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ....vocabulary.choices import choice
from ....vocabulary.folding import fold
from ....vocabulary.lookup import Lookups, Meaning, says_nothing
from ...distinct import Distinct
from ..codes import code_of
from ..fields import FIELDS
from ..model import FileMapping
from .cells import spread
from .findings import Findings


@dataclass
class Words:
    """`look` remembers nothing itself: Lookups does."""

    mapping: FileMapping
    lookups: Lookups
    _own: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def look(self, name: str, word: str) -> Meaning:
        """What a word means in a column that is the field `name`."""
        own = self._own.get(name)
        if own is None:
            own = self._own[name] = {fold(each): code for each, code in self.mapping.values.get(name, {}).items()}
        code = own.get(fold(word)) if own else None
        if code is not None:
            return Meaning(code_of(name, code), True, "said in the mapping", "mapping")
        if name in self.mapping.defaults and word == self.mapping.defaults[name]:
            return Meaning(code_of(name, word), True, "said in the mapping", "mapping")
        if name == "marking":
            code = choice("marking", word)
            return Meaning(code, code is not None or says_nothing(name, word), "", "word")
        return self.lookups.look(FIELDS[name].words, word)

    def codes(self, name: str, column: tuple[str, Distinct] | None, rows: int, findings: Findings) -> np.ndarray:
        """The code of each row, None for what has none; words that nobody has read are counted in `findings`."""
        if column is None:
            return np.full(rows, None, dtype=object)
        cells = column[1]
        found = [self.look(name, word.strip()) for word in cells.words]
        findings.unknown_words(FIELDS[name].words, cells, (at for at, each in enumerate(found) if not each.known))
        return spread(cells.codes, [each.code for each in found])
