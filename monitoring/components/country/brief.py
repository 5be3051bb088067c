"""The handout of a country put together: the same figures, sentences and sources as its page, in the parts of vocabulary.brief."""

from ...figures.countries import trend_words
from ...figures.theme import Theme, family_colours
from ...language import NOT_REVIEWED, _, day, direction, language, ngettext
from ...measures.countries import SEIZED
from ...settings import settings
from ...vocabulary.brief import Brief, Number, Trend
from ...vocabulary.countries import country_name, country_name_on, former_names
from ...vocabulary.drugs import drug, drug_name
from ...vocabulary.filters import Filter
from ...vocabulary.markings import marking_name
from ..current import Data
from . import gaps, words
from .brief_map import brief_map
from .brief_sections import sections
from .brief_sources import Letters
from .found import Country, country_found
from .headlines import headlines
from .limits import nothing_known, unknown

GROUPS = 3  # of a country that stand over its name


def brief_of(
    current: Data, iso3: str, chosen: Filter | None = None, year: int | None = None, theme: Theme = "print"
) -> Brief:
    """The handout of a country in the language in use. chosen narrows its seizures; year: nothing later is told."""
    return brief_from(country_found(current, iso3, chosen, year), year, theme)


def brief_from(country: Country, year: int | None = None, theme: Theme = "print") -> Brief:
    """The same of what was found of a country (found.country_found)."""
    letters = Letters(country)
    name = country_name_on(
        country.iso3, country.day if year is None else country.day.replace(year=year, month=12, day=31)
    )
    numbers = tuple(
        Number(each.label, each.value, each.unit, each.letter, each.said, each.rank) for each in headlines(country)
    )
    trends = _trends(country, letters, theme)
    empty = nothing_known(country)
    found = [] if empty else sections(country, letters)
    more = [hint] if empty and (hint := words.import_hint(country.current.only_shipped)) else []
    current = country.current
    return Brief(
        iso3=country.iso3, name=name, kind=_kind(country), notes=tuple(_notes(country, year)),
        sentence=country.chosen.sentence(country.seizures, current.known.groups, full=True),
        summary=tuple(_summary(country, name)), numbers=numbers, map=brief_map(country, theme),
        trends_title=words.finding(country.totals), trends_said=_trends_said(country), trends=trends, sections=tuple(found),
        sources=tuple(letters.listed()), unknown=(*unknown(country), *more), running=running(current),
        short_sources=_short_sources(country), publisher=settings().publisher, version=current.version.id,
        stated_on=country.day.isoformat(), language=language(), direction=direction(),
    )  # fmt: skip


def running(current: Data) -> str:
    """The line on every page and slide: of which data, who may see it, and that nobody has reviewed a translation."""
    said = _("Data version {version}, data of {day}. Marking: {marking}", version=current.version.id,
             day=day(current.version.data_date), marking=marking_name(current.audience))  # fmt: skip
    if language() not in NOT_REVIEWED:
        return said
    note = _("This translation has not been reviewed by a native speaker of the field yet.")
    return f"{said}. {note.rstrip('.。')}"


def _kind(country: Country) -> str:
    names = [_(one) for one in country.groups["name"]]
    more = [ngettext("{n} more", "{n} more", len(names) - GROUPS)] if len(names) > GROUPS else []
    return " · ".join([_("Country summary"), *names[:GROUPS], *more])


def _summary(country: Country, name: str) -> list[str]:
    if nothing_known(country):
        return [gaps.nothing(name)]
    return words.summary(name, country.headlines, country.seizures, country.current.only_shipped)


def _notes(country: Country, year: int | None) -> list[str]:
    """A name with a note, another name before, and what a year leaves out; as on the page."""
    iso3 = country.iso3
    said = [words.kosovo_note(iso3)]
    said += [words.former_name(country_name(iso3), name, until) for until, name in former_names(iso3)]
    if year is not None:
        first = country_found(country.current, iso3).cells["year"].min()
        early = first == first and year < int(first)
        said.append(
            gaps.nothing_yet(int(first), year) if early else _("Nothing later than {year} is told here.", year=year)
        )
    return [one for one in said if one]


def _trends(country: Country, letters: Letters, theme: Theme) -> tuple[Trend, ...]:
    """One of each drug that has a national total, in the order of the page."""
    ink, made = family_colours(theme), []
    for indicator, slug in SEIZED.items():
        rows = country.totals[country.totals["drug"] == slug]
        if rows.empty:
            continue
        totals = tuple((int(row.year), float(row.low), float(row.high)) for row in rows.itertuples())
        said = trend_words(country.beside[country.beside["drug"] == slug], drug_name(slug))
        made.append(
            Trend(
                drug_name(slug),
                ink[drug(slug).family],
                words.unit_words("kg"),
                totals,
                said,
                letters.of_indicator(indicator),
            )
        )
    return tuple(made)


def _trends_said(country: Country) -> str:
    if country.totals.empty:
        return words.held(country.seizures, country.current.only_shipped)
    many = country.totals["drug"].nunique() > 1
    said = _("National totals, a year. The scales differ.") if many else _("National totals, a year.")
    two = (
        _(" A ring stands for each of two figures that differ.")
        if (country.totals["low"] != country.totals["high"]).any()
        else ""
    )
    return said + two


def _short_sources(country: Country) -> str:
    """Whose figures there are, for the foot of a page."""
    names = list(dict.fromkeys(one for one in country.headlines["estimator"] if one))
    shown = [*names[:4], *([_("others")] if len(names) > 4 else []), _("seizure records")]
    return _("Sources: {names}. They are listed at the end", names="; ".join(shown))


def file_name(brief: Brief, suffix: str) -> str:
    """As tajikistan-0123ab-en.pdf: the country, the data version and the language."""
    return f"{brief.iso3.lower()}-{brief.version[:6]}-{brief.language}{suffix}"
