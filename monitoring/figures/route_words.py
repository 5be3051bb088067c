"""The words of the route map: names of nodes, what a line rests on, and what is said when one is pointed at."""

from functools import cache
from typing import Any

from ..language import LANGUAGES, N_, RIGHT_TO_LEFT, _, ngettext, use_language
from ..vocabulary.choices import choices
from ..vocabulary.countries import COUNTRIES, country_label, country_name
from ..vocabulary.folding import slug
from ..vocabulary.units import amount_words
from .seizures import family_names

BASES = {  # drawn over one another in this order; a pair is drawn once, by the strongest basis, the last here
    "interpreted": N_("Our reading of a published list"),
    "published": N_("Published pair of countries, no volume"),
    "reported": N_("Reported in seizure records"),
}
_ALSO = {
    "interpreted": N_("Also in our reading of a published list"),
    "published": N_("Also published as a pair of countries"),
    "reported": N_("Also reported in seizure records"),
}


def node_name(node: str) -> str:
    """A country or sea area by its id, in the reader's language; an id that nobody knows is its own name."""
    return country_name(node) if node in COUNTRIES else _sea_area(node) or node


def is_sea_area(node: str) -> bool:
    return _sea_area(node) is not None


def _sea_area(node: str) -> str | None:
    areas = choices("sea_area")
    return areas.get(node) or areas.get(_sea_area_ids().get(node, f"sea-area/{node}"))


@cache
def _sea_area_ids() -> dict[str, str]:
    """Node of a way, made of the English name, -> id of the place: they differ where a name says more than its id."""
    with use_language("en"):
        return {slug(name): place for place, name in choices("sea_area").items()}


@cache
def label_names(node: str) -> dict[str, str]:
    """Short names for the map, by the property that holds them, so that a change of language needs no data.

    MapLibre 6.17 turns the brackets of a long Arabic name the wrong way round (seen), so they are left out.
    """
    names = {}
    for language in LANGUAGES:
        with use_language(language):
            name = country_label(node) if node in COUNTRIES else node_name(node)
            names[f"name_{language}"] = name.partition(" (")[0] if language in RIGHT_TO_LEFT else name
    return names


def leg_tip(row: Any, lane: bool) -> str:
    """The lines of a leg's tip: who to whom, what it rests on, how much, what else names it. row: of a LEGS frame.

    lane: the line follows a sea lane. `note`, where the frame has it, is added as it is.
    """
    lines = [_way(row.start, row.end), _(BASES[row.basis])]
    if row.basis == "reported":
        weight = row.mass_kg
        stated = weight is not None and weight == weight
        lines.append(ngettext("{n} seizure", "{n} seizures", int(row.seizures)))
        lines.append(
            _("Weight stated: {amount}", amount=amount_words(weight, "mass")) if stated else _("No weight stated")
        )
    if isinstance(row.family, str):
        lines.append(_("Most often: {family}", family=family_names().get(row.family, row.family)))
    if isinstance(row.also, str):
        lines += [_(_ALSO[basis]) for basis in reversed(BASES) if basis in row.also.split(";")]
    lines.append(_("Sea lane drawn by rule, not the ship's course") if lane else "")
    lines.append(getattr(row, "note", None) or "")
    return "\n".join(line for line in lines if line)


def _way(start: str, end: str) -> str:
    if start == end:
        return _("Inside {country}", country=node_name(start))
    return _("{start} to {end}", start=node_name(start), end=node_name(end))


def stub_tip(row: Any) -> str:
    """The lines of a stub's tip. row: of a STUBS frame."""
    words = _("Where it went is not stated") if row.way == "to" else _("Where it left is not stated")
    return "\n".join((node_name(row.node), words, ngettext("{n} seizure", "{n} seizures", int(row.seizures))))
