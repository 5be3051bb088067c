"""From a text to the places that it may name: the whole text first, then its pieces, then what is spelt nearly so.

A street, a ward or an office of police is no place of this gazetteer, and a name inside an address is not read as a town:
"Calle Guayaquil" is not found. What is not found may still lie in a known province.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, product

from .admin1 import ADMIN1, find_admin1
from .countries import find_country, fold
from .gazetteer_choice import Choice, Hit, choose
from .gazetteer_nearly import called, nearly
from .gazetteer_table import Table
from .lookup import country_names
from .place_words import Piece, is_missing, is_only_kind, is_unit, pieces, seats_of, tokens_of

_PARTS = re.compile(r"[,;:/\\()\[\]|\"«»\n]|\s[-–—]+\s|\s&\s")
_AND = re.compile(r"\s(?:и|and|und|et)\s")
_ARTICLES = frozenset("el la los las lo le les l a o os as de".split())  # noqa: SIM905
_SAINTS = {
    "st": "saint", "sta": "santa", "sto": "santo", "pto": "puerto", "gral": "general", "cd": "ciudad", "mcal": "mariscal",
}  # fmt: skip
# Words beside a name -> the kind of gazetteer row that they ask for.
_ASKED = {"province": "admin1", "airport": "airport", "crossing": "crossing", "town": "town", "district": "town"}
_WELL_KNOWN = 15_000  # people
NOWHERE: frozenset[int] = frozenset()


class Names:
    """Reads texts against a table; one for all countries."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.areas = lru_cache(20_000)(self._areas)

    def _areas(self, iso3: str, province: str) -> tuple[frozenset[int], Choice]:
        """The provinces that a text in the column of provinces means, and the choice that was made.

        Several areas come back where the text names several ("Saint Petersburg and Leningrad region"); none where it names
        no place, or one in doubt. A town stands for the province around it.
        """
        tokens = tokens_of(province)
        if not iso3 or is_missing(tokens) or is_unit(tokens):
            return NOWHERE, Choice()
        known = find_admin1(iso3, province)
        row = self.table.row(f"admin1:{known}") if known else -1
        if row >= 0:
            return frozenset((row,)), Choice(Hit(row, 1.0))
        named = [hit for hit in self.hits(iso3, tokens) if self.table.kind[hit.row] == "admin1"]
        choice = choose(self.table, named, NOWHERE) if named else self.choice(iso3, province, NOWHERE, "admin1")
        if choice.best is None and choice.around is not None and not choice.outside:  # "Shan (North)"
            choice = Choice(Hit(choice.around, 0.9))
        if choice.best is not None:
            return frozenset(self._around(choice.best.row)), choice
        several = [self._areas(iso3, part)[0] for part in _AND.split(province)] if _AND.search(province) else []
        return (frozenset(chain.from_iterable(several)) if all(several) else NOWHERE), choice

    def _around(self, row: int) -> set[int]:
        """An area itself, or the areas with a code (else all) that a point lies in."""
        lies = self.table.lies_in(row)
        return {row} if self.table.kind[row] == "admin1" else {one for one in lies if self.table.code[one]} or lies

    def hits(self, iso3: str, tokens: list[str], score: float = 1.0) -> list[Hit]:
        """The places of the country, and the sea areas, that bear exactly this name; of all countries without `iso3`."""
        return [hit for key in _spellings(tokens) for hit in called(self.table, iso3, key, score, "by name")]

    def choice(self, iso3: str, text: str, within: frozenset[int], prefer: str = "") -> Choice:
        """What `text` names in the areas `within` of a country; nothing at all is a Choice without others."""
        tokens = tokens_of(text)
        whole = self.hits(iso3, tokens)
        if whole or find_country(text) or fold(text) in country_names():
            return choose(self.table, whole, within, prefer)
        split = [(part, tokens_of(part)) for part in _PARTS.split(text)]
        parts = [(part, piece) for part, words in split if not is_only_kind(words) for piece in pieces(words)]
        said = [(part, piece) for part, piece in parts if piece.kind != "street" and any(map(str.isalpha, piece.key))]
        named = [piece for _, piece in said]
        if not named:
            return Choice()
        areas, saying = self._named_areas(iso3, said)
        narrow = self._both(within, areas)
        if narrow is None:
            return Choice(others=tuple(Hit(row, 0.5) for row in sorted(areas)), outside=True)
        beside = [piece for piece in named if piece is not saying]
        choice = self._of_pieces(iso3, beside, len(named) == 1, narrow, prefer)
        nothing = choice.best is None and not choice.others
        if nothing and len(beside) == 1 and len(named) == len(parts) and not is_unit(tokens):
            choice = nearly(self.table, iso3, beside[0].key, narrow, _ASKED.get(beside[0].kind, prefer))
        return choice if choice.best or len(areas) != 1 else replace(choice, around=min(areas))

    def _of_pieces(self, iso3: str, named: list[Piece], whole: bool, within: frozenset[int], prefer: str) -> Choice:
        """The first of the pieces that is a place of the context; those that are said to be places come first."""
        seen, ordered = Choice(), sorted(named, key=lambda one: one.kind not in ("town", "airport", "crossing"))
        for strict, piece in product((True, False) if within else (False,), ordered):
            hits = self._hits_of(iso3, piece, 0.98 if whole else 0.9)
            choice = choose(self.table, hits, within, _ASKED.get(piece.kind, prefer), strict)
            if choice.best is not None and (whole or within or self._known_far(choice.best.row)):
                return choice
            if choice.best is not None:
                choice = Choice(others=(choice.best, *choice.others))
            seen = choice if choice.others and not seen.others else seen
        return seen

    def _known_far(self, row: int) -> bool:
        """Whether a name among others that nobody knows means this place, without a province: a hamlet's would not."""
        return self.table.population[row] >= _WELL_KNOWN or self.table.kind[row] not in ("town", "hand")

    def _hits_of(self, iso3: str, piece: Piece, score: float) -> list[Hit]:
        hits = self.hits(iso3, list(piece.tokens), score)
        if piece.kind == "airport":
            hits += called(self.table, iso3, f"{piece.key}airport", score, "airport of the city")
        if piece.kind == "province":
            return [hit for hit in hits if self.table.kind[hit.row] == "admin1"]
        if piece.kind == "town":
            return [hit for hit in hits if self.table.kind[hit.row] != "admin1"]
        if piece.kind == "district" and not hits and iso3:
            return [hit for key in seats_of(piece.key) for hit in called(self.table, iso3, key, score - 0.1, "seat of the district")
                    if self.table.kind[hit.row] == "town"]  # fmt: skip
        return hits

    def _named_areas(self, iso3: str, said: list[tuple[str, Piece]]) -> tuple[frozenset[int], Piece | None]:
        """The provinces that one of several (part, piece) names, and which piece: one, or those that share the name."""
        if not iso3 or len(said) < 2:
            return NOWHERE, None
        for part, piece in sorted(said, key=lambda one: one[1].kind != "province"):
            if piece.kind not in ("province", ""):
                continue
            known = find_admin1(iso3, part)
            rows = {self.table.row(f"admin1:{known}")} - {-1} if known else set()
            rows = rows or {hit.row for hit in self._hits_of(iso3, piece, 1.0) if self.table.kind[hit.row] == "admin1"}
            if rows:
                return frozenset(rows), piece
        return NOWHERE, None

    def _both(self, within: frozenset[int], areas: frozenset[int]) -> frozenset[int] | None:
        """The narrower of two contexts; None where they contradict one another."""
        if not within or not areas:
            return within or areas
        inner = {row for row in areas if self.table.lies_in(row) & within}
        outer = {row for row in within if self.table.lies_in(row) & areas}
        return frozenset(inner or outer) or None


def _spellings(tokens: list[str]) -> Iterator[str]:
    """The key of a name, else with words written out and a trailing article in front: "prat de llobregat el"."""
    key = "".join(tokens)
    yield key
    full = [_SAINTS.get(token, token) for token in tokens]
    if full != tokens:
        yield "".join(full)
    if len(tokens) > 1 and tokens[-1] in _ARTICLES:
        yield "".join([tokens[-1], *tokens[:-1]])
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        yield "".join(tokens[1:])


def label_of(table: Table, row: int) -> str:
    """The name and the province, as a person reads it: "Herat, Herat"."""
    unit = ADMIN1.get(table.code[row])
    name = table.name(row)
    return name if unit is None or table.kind[row] == "admin1" else f"{name}, {unit.name_en}"
