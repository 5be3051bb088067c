"""Where a text of somebody's file lies: `gazetteer().place(iso3, province, place)`, offline, with what remains open.

The words of a person win (`own`), then coordinates in the text, then names. Country and province are the context in which
a name is understood; a name that several places bear there is left to a person, with its candidates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from .country_shapes import Countries
from .folding import fold
from .gazetteer_answer import Matcher
from .gazetteer_table import Table
from .placed import Candidate, Placed, PointCheck

__all__ = ["Candidate", "Gazetteer", "Placed", "PointCheck", "gazetteer"]
DECIDED = "decided by a person"


@dataclass(frozen=True)
class Gazetteer:
    """The shipped places and the operator's decisions, which win. Answers are remembered per distinct text.

    own: (iso3 or "", folded province, folded place) -> key of a place, "lon,lat", or "" for no place on purpose.
    """

    own: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    _seen: dict[tuple[str, str, str], Placed] = field(default_factory=dict, compare=False, repr=False)

    def place(self, iso3: str | None, province: str, place: str) -> Placed:
        """Where `place` in `province` of the country `iso3` (None: not stated) lies. Never raises, whatever the text."""
        asked = (iso3 or "", province, place)
        found = self._seen.get(asked)
        if found is None:
            found = self._seen[asked] = self._decided(*asked) or matcher().place(*asked)
        return found

    def check_point(self, lon: float, lat: float, iso3: str | None) -> PointCheck:
        """Whether a point as reported can be in the country `iso3` (None: whether it is a point of the world)."""
        return countries().check(lon, lat, iso3)

    def _decided(self, iso3: str, province: str, place: str) -> Placed | None:
        decision = self.own.get((iso3, fold(province), fold(place))) if self.own else None
        if decision is None:
            return None
        around = matcher().place(iso3, province, "")
        if not decision:
            return Placed(
                "missing", around.precision, around.lon, around.lat, around.admin1, around.sea_area, DECIDED, 1.0
            )
        return matcher().told(decision, around, DECIDED)


def gazetteer(own: Mapping[tuple[str, str, str], str] | None = None) -> Gazetteer:
    """The gazetteer with decisions `own`; the tables are read at the first question and shared."""
    return Gazetteer({(iso3, fold(province), fold(place)): key for (iso3, province, place), key in (own or {}).items()})


@cache
def matcher() -> Matcher:
    return Matcher(Table(), countries())


@cache
def countries() -> Countries:
    return Countries()
