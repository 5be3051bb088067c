"""The sources of a handout: a letter for each, given as it is first used, the headlines' first; numbers when letters run out."""

from ...language import number
from .found import Country
from .sources import letters, source_words, sources_of


class Letters:
    """Gives letters, and lists what stands behind them in the order in which they were given."""

    def __init__(self, country: Country):
        self._values = country.values
        _at, sources = sources_of(country)
        self._given = {one.words: one.letter for one in sources}

    def of(self, words: str) -> str:
        """The letter of a source; "" where no source is named."""
        if not words:
            return ""
        if words not in self._given:
            own, n = letters(), len(self._given)
            self._given[words] = own[n] if n < len(own) else number(n + 1)
        return self._given[words]

    def of_indicator(self, indicator_id: str, estimator: str | None = None) -> str:
        """The letter of all values of an indicator, those of one estimator where one is named."""
        mine = self._values[self._values["indicator_id"] == indicator_id]
        if estimator is not None:
            mine = mine[mine["estimator"].fillna("") == estimator]
        return self.of(source_words(mine)) if len(mine) else ""

    def listed(self) -> list[tuple[str, str]]:
        return [(letter, words) for words, letter in self._given.items()]
