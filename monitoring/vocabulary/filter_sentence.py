"""A filter in words: `All substances seized 2015 to 2026, in any country, of any quantity, from all sources.`

Every name that restricts is said. What does not restrict is said while there is room, because its words are the door to
that filter; on a screen long lists are shortened and say by how many. Each clause is a template of its own for gettext.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Literal, NamedTuple

from babel import Locale
from babel.lists import format_list

from ..language import N_, _, language, locale, ngettext, number
from .admin1 import admin1_name
from .countries import COUNTRIES, country_name
from .dates import period_words
from .drugs import drug_group_name, drug_name
from .markings import marking_name
from .modes import mode_name
from .precisions import precision_name
from .source_kinds import source_kind_name
from .units import amount_full

if TYPE_CHECKING:
    from .filter_values import Box, Filter

ROOM = 105  # characters: about one line of the sentence bar at 1440 px


class Part(NamedTuple):
    """A piece of the sentence; `name` is the filter that it opens (then it is set in bold), None for plain words."""

    text: str
    name: str | None = None


class _Clause(NamedTuple):
    parts: list[Part]
    restricts: bool = True


def parts_of(filter: Filter, seizures: int | None, groups: Mapping[str, str], full: bool) -> list[Part]:
    """The sentence in pieces, in order, with the count of `seizures` when given. `groups` has the groups' published names.

    Screen form (not `full`): about ROOM characters where the active filters allow; long lists are cut to three values,
    or fewer, and say how many more there are. The full form names every value.
    """
    parts: list[Part] = []
    for most in (None,) if full else (3, 2, 1):
        clauses = _clauses(filter, groups, most)
        parts = _joined(clauses, seizures)
        while not full and _length(parts) > ROOM and not all(clause.restricts for clause in clauses):
            clauses.remove([clause for clause in clauses if not clause.restricts][-1])
            parts = _joined(clauses, seizures)
        if _length(parts) <= ROOM:
            break
    return parts


def _length(parts: Sequence[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _joined(clauses: Sequence[_Clause], seizures: int | None) -> list[Part]:
    parts = clauses[0].parts
    for clause in clauses[1:]:
        parts = _fill(_("{first}, {next}"), first=parts, next=clause.parts)
    if seizures is None:
        return _merged(_fill(_("{sentence}."), sentence=parts))
    count = [Part(ngettext("{n} seizure", "{n} seizures", seizures))]
    return _merged(_fill(_("{sentence}. {count}."), sentence=parts, count=count))


def _fill(template: str, **fields: Sequence[Part]) -> list[Part]:
    """The template's words and fields, in the order that the language puts them."""
    parts: list[Part] = []
    for words, field, _spec, _conversion in Formatter().parse(template):
        parts += [Part(words)] if words else []
        parts += fields[field] if field else []
    return parts


def _merged(parts: Sequence[Part]) -> list[Part]:
    merged: list[Part] = []
    for part in parts:
        if merged and part.name is None and merged[-1].name is None:
            merged[-1] = Part(merged[-1].text + part.text)
        else:
            merged.append(part)
    return merged


_Listed = tuple[str, str, Callable[[str], str] | None]  # name, clause, how one value is said (None: a country)
_ROUTE: tuple[_Listed, ...] = (
    ("admin1", N_("in the province {value}"), admin1_name),
    ("place", N_("at {value}"), str),
    ("origin", N_("made in {value}"), None),
    ("departure", N_("left from {value}"), None),
    ("transit", N_("through {value}"), None),
    ("destination", N_("bound for {value}"), None),
    ("mode", N_("by {value}"), mode_name),
    ("text", N_("mentioning {value}"), lambda words: _("“{words}”", words=words)),
)
_PROVENANCE: tuple[_Listed, ...] = (
    ("precision", N_("located to {value}"), precision_name),
    ("marking", N_("marked {value}"), marking_name),
    ("v", N_("in data version {value}"), str),
)


def _clauses(filter: Filter, groups: Mapping[str, str], most: int | None) -> list[_Clause]:
    clauses = [*_subject(filter, most), *_where(filter, groups, most), *_listed(filter, _ROUTE, most)]
    if filter.bbox:
        clauses.append(_Clause(_fill(_("inside {value}"), value=[Part(_box(filter.bbox), "bbox")])))
    return [*clauses, _amount(filter), _sources(filter, most), *_listed(filter, _PROVENANCE, most)]


def _listed(filter: Filter, rules: Sequence[_Listed], most: int | None) -> list[_Clause]:
    clauses = []
    for name, template, say in rules:
        values = getattr(filter, name)
        if values:
            listed = (values,) if isinstance(values, str) else values
            said = _list([say(value) if say else _country(value, most) for value in listed], "or", most)
            clauses.append(_Clause(_fill(_(template), value=[Part(said, name)])))
    return clauses


def _subject(filter: Filter, most: int | None) -> list[_Clause]:
    """What was seized and when. A drug group beside chosen drugs is said apart, since both must hold."""
    drugs = [drug_name(value) for value in filter.drug]
    of_groups = [drug_group_name(value) for value in filter.drug_group]
    name, values = ("drug", drugs) if drugs or not of_groups else ("drug_group", of_groups)
    said = _list([values[0], *map(_inside, values[1:])], "standard", most) if values else _("All substances")
    when = Part(period_words(filter.from_, filter.to), "from")
    clauses = [_Clause(_fill(_("{what} seized {when}"), what=[Part(said, name)], when=[when]))]
    if drugs and of_groups:
        of_group = Part(_list([*map(_inside, of_groups)], "or", most), "drug_group")
        clauses.append(_Clause(_fill(_("of the group {value}"), value=[of_group])))
    return clauses


def _where(filter: Filter, groups: Mapping[str, str], most: int | None) -> list[_Clause]:
    clauses = []
    if filter.country:
        said = _list([_seized_in(value, most) for value in filter.country], "or", most)
        clauses.append(_Clause(_fill(_("in {value}"), value=[Part(said, "country")])))
    elif not filter.group:
        clauses.append(_Clause(_fill(_("in {value}"), value=[Part(_("any country"), "country")]), restricts=False))
    if filter.group:
        said = _list(
            [_(groups[value]) if value in groups else value.replace("_", " ") for value in filter.group], "or", most
        )
        clauses.append(_Clause(_fill(_("in a country of {value}"), value=[Part(said, "group")])))
    return clauses


def _seized_in(value: str, most: int | None) -> str:
    return _("no stated country (at sea)") if value == "none" else _country(value, most)


def _country(iso3: str, most: int | None) -> str:
    """The label of maps on screen, where the line is short; the full United Nations name in the full form."""
    short = most is not None and language() == "en" and iso3 != "XKX"
    return COUNTRIES[iso3].short_en if short else country_name(iso3)


def _amount(filter: Filter) -> _Clause:
    if filter.min_kg is None:
        return _Clause(_fill(_("of {value}"), value=[Part(_("any quantity"), "min_kg")]), restricts=False)
    least = Part(_("at least {amount}", amount=amount_full(filter.min_kg, "mass")), "min_kg")
    return _Clause(_fill(_("of {value}"), value=[least]))


def _sources(filter: Filter, most: int | None) -> _Clause:
    kinds = [source_kind_name(value) for value in filter.source_kind]
    said = _list(kinds, "or", most) if kinds else _("all sources")
    return _Clause(_fill(_("from {value}"), value=[Part(said, "source_kind")]), restricts=bool(kinds))


def _box(box: Box) -> str:
    west, south, east, north = (number(round(edge, 1)) for edge in box)
    return _("{west}° to {east}° E, {south}° to {north}° N", west=west, east=east, south=south, north=north)


def _list(values: Sequence[str], style: Literal["standard", "or"], most: int | None) -> str:
    """`A, B or C`; more than `most` are counted, not named, unless only one name would be saved."""
    if most is None or len(values) <= most + 1:
        return format_list(values, style=style, locale=_list_locale())
    named = values[0]
    for value in values[1:most]:
        named = _("{first}, {next}", first=named, next=value)
    return ngettext("{items} and {n} more", "{items} and {n} more", len(values) - most, items=named)


def _list_locale() -> Locale | str:
    # British lists have no comma before "or", as in the rest of our English.
    return "en_GB" if locale().language == "en" else locale()


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: `Heroin` becomes `heroin`, `LSD` and `2C-B` stay."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
