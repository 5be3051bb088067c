"""Corridors: the named routes, their branches, and what one branch is made of.

A branch is a centre line with a width and the pairs of places that count as steps on it. All of it is an interpretation
drawn by people; nothing here is measured.
"""

import csv
from collections.abc import Mapping
from functools import cache

from ..language import N_, _
from ..paths import GEODATA
from .countries import COUNTRIES
from .folding import slug

CORRIDORS: Mapping[str, str] = {
    "balkan": N_("Balkan route"), "northern": N_("Northern route"), "southern": N_("Southern route"),
}  # fmt: skip
# The names of the branches that ship, as geodata/hand/corridors.geojson writes them; here so that they are translated.
BRANCHES = (
    N_("Balkan route, trunk"), N_("Balkan route, southern branch"), N_("Balkan route, central branch"),
    N_("Balkan route, northern branch"), N_("Balkan route, Southern Caucasus offshoot"),
    N_("Balkan route, Syria and Iraq offshoot"), N_("Northern route, via Tajikistan"),
    N_("Northern route, via Uzbekistan"), N_("Northern route, onward to eastern Europe"),
    N_("Southern route, to the Makran coast"), N_("Southern route, by sea to East Africa"),
    N_("Southern route, to the Gulf and the Arabian Peninsula"), N_("Southern route, east to South Asia"),
)  # fmt: skip
SEVERAL, NONE = "several", "none"  # stand where a slug would: more than one fits equally; not assigned
WIDTH_KM = (1, 1500)  # of the whole band, half on each side of the centre line
MOST_VERTICES = 5_000
MOST_LAT = 80  # a band nearer to a pole would go round it


def corridor_name(corridor: str) -> str:
    """The name of a corridor in the reader's language; also of SEVERAL and NONE."""
    named = {**CORRIDORS, SEVERAL: N_("Several corridors fit"), NONE: N_("Not assigned")}
    return _(named[corridor]) if corridor in named else corridor


def branch_name(name: str) -> str:
    """The name of a branch in the reader's language: those that ship are translated, others stand as they were written."""
    return _("Several branches fit") if name == SEVERAL else _(name)


@cache
def seas() -> Mapping[str, str]:
    """Sea area as a node of a way -> its English name."""
    with (GEODATA / "sea_areas.csv").open(encoding="utf-8", newline="") as file:
        return {slug(line["name"]): line["name"] for line in csv.DictReader(file)}


def is_node(word: str) -> bool:
    """Whether a pair may begin or end at `word`: an ISO 3166-1 alpha-3 code, or a sea area."""
    return word in COUNTRIES or word in seas()


def parted(text: str | None) -> tuple[str, ...]:
    """The parts of a list that semicolons separate, each once, in their order."""
    return tuple(dict.fromkeys(part for piece in (text or "").split(";") if (part := piece.strip())))
