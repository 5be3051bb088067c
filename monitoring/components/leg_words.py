"""Legs in words: their name, what they mean, and what they rest on."""

from collections.abc import Sequence

from ..figures.route_words import node_name
from ..language import _, listed, ngettext
from ..measures.routes import Ends
from ..vocabulary.countries import COUNTRIES, country_label


def leg_name(leg: str) -> str:
    """ "Iran to Azerbaijan"; a stub says which end is not stated, a loop that it stays in one country."""
    start, _dash, end = leg.partition("-")
    names = _name(start), _name(end)
    if not start:
        return _("To {end}, from where is not stated", end=names[1])
    if not end:
        return _("From {start}, to where is not stated", start=names[0])
    if start == end:
        return _("Within {country}", country=names[0])
    return _("{start} to {end}", start=names[0], end=names[1])


def _name(node: str) -> str:
    """Short, for a sentence names several."""
    return country_label(node) if node in COUNTRIES else node_name(node) if node else ""


def leg_sense(leg: str, ends: Ends) -> str:
    """What a seizure must state to be on the leg."""
    start, _dash, end = leg.partition("-")
    names = {"start": _name(start), "end": _name(end)}
    if ends == "seizure":
        if not start:
            return _("Seized in {end}; where it left is not stated.", **names)
        if not end:
            return _("Left {start}; where it was seized is not stated.", **names)
        return _("Left {start}, seized in {end}.", **names)
    if not start:
        return _("Bound for {end}; where it left is not stated.", **names)
    if not end:
        return _("Left {start}; where it was bound for is not stated.", **names)
    return _("Left {start}, bound for {end}, wherever it was seized.", **names)


def basis_words(seizures: int, documents: Sequence[str]) -> str:
    """What the leg rests on, the strongest first. documents: basis of each published leg of the same pair."""
    said = []
    if seizures:
        said.append(ngettext("reported in {n} seizure record", "reported in {n} seizure records", seizures))
    if "published" in documents:
        said.append(_("published as a pair of countries"))
    if "interpreted" in documents:
        said.append(_("our reading of a published list"))
    return _("Rests on: {what}.", what=listed(said))


def definition(ends: Ends) -> str:
    """What a leg is on the page, printed beside every number of legs."""
    if ends == "seizure":
        return _("A leg is where it left and where it was seized.")
    return _("A leg is where it left and where it was bound for, wherever it was seized.")
