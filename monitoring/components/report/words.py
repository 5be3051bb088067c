"""The sentences of a report, each made of numbers that its measures computed; none is typed."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ...language import _, digits, listed, ngettext, number
from ...vocabulary.countries import COUNTRIES, country_name
from ...vocabulary.indicators import STATUSES, indicator_status_name
from ...vocabulary.life_cycle import NOT_STATED, pillar_name, status_name
from ...vocabulary.life_cycle import STATUSES as LIFE
from ...vocabulary.units import amount_full


def amount(low: float, high: float, kind: str) -> str:
    """A figure as the sources have it: one, or the two that differ, side by side and never between them; nan is not known."""
    ends = [end for end in dict.fromkeys((low, high)) if not pd.isna(end)]
    if not ends:
        return ""
    if kind in ("yes_no", "interval"):
        return _(" and ").join(_("yes") if end else _("no") for end in ends)
    words = _(" and ").join(number(end) for end in ends)
    if pd.isna(low) or pd.isna(high):
        return _("at most {n}", n=words) if pd.isna(low) else _("at least {n}", n=words)
    return words


def year_words(year: float) -> str:
    return "" if pd.isna(year) else digits(f"{year:.0f}")


def area_name(area: str) -> str:
    """A country by its code, any other area in the source's words."""
    return country_name(area) if area in COUNTRIES else area


def change_words(change_pct: float) -> str:
    """A change in per cent, up or down in words; "" where there is none to tell."""
    if pd.isna(change_pct):
        return ""
    shown = round(change_pct, 1)
    if shown == 0:
        return _("unchanged")
    size = _("{n} %", n=number(abs(shown)))
    return _("up\N{NO-BREAK SPACE}{size}", size=size) if shown > 0 else _("down\N{NO-BREAK SPACE}{size}", size=size)


def life_counts(counts: Mapping[str, int]) -> str:
    """As "11 done, 13 under way": statuses of commitments that occur, in the order of their life."""
    order = [status for status in (*reversed(list(LIFE)), NOT_STATED) if counts.get(status)]
    return listed(f"{number(counts[status])} {status_name(status).lower()}" for status in order)


def commitments_sentence(counts: Mapping[str, int], year: int) -> str:
    """Where the commitments of the report stood at the end of a year."""
    n = sum(counts.values())
    said = ngettext("{n} commitment of the report of 2014", "{n} commitments of the report of 2014", n)
    return _("Of the {said}, at the end of {year} and as far as any source says: {counts}.", said=said, year=year,
             counts=life_counts(counts))  # fmt: skip


def moved_sentence(n: int, year: int) -> str:
    """How many events of commitments and recommendations are later than the baseline."""
    if not n:
        return _(
            "No source in this data set says anything of them between the baseline and the end of {year}.", year=year
        )
    return ngettext(
        "Since the baseline, sources tell of {n} event in their lives.",
        "Since the baseline, sources tell of {n} events in their lives.", n,
    )  # fmt: skip


def baseline_sentence(series: int, with_baseline: int, indicators: int, year: int) -> str:
    """How much of a pillar has a value at the baseline."""
    if not series:
        return ngettext(
            "The {n} indicator of this pillar has no value in this data set up to this year: that is not a zero.",
            "The {n} indicators of this pillar have no value in this data set up to this year: that is not a zero.", indicators,
        )  # fmt: skip
    whole = ngettext("{n} series (one indicator of one area)", "{n} series (one indicator of one area each)", series)
    return ngettext(
        "Of {whole}, {n} has a value at the baseline: of {year}, or of the nearest year within its window, which is printed.",
        "Of {whole}, {n} have a value at the baseline: of {year}, or of the nearest year within its window, which is printed.",
        with_baseline, whole=whole, year=digits(str(year)),
    )  # fmt: skip


def status_sentence(counts: Mapping[str, int]) -> str:
    """What the statuses of the series come to; those that cannot be measured are said and never averaged away."""
    measured = {name: counts[name] for name in STATUSES if name != "not_measurable" and counts.get(name)}
    without = counts.get("not_measurable", 0)
    if not measured:
        return ngettext(
            "No status can be computed: the {n} series is not measurable, for the reason printed with it.",
            "No status can be computed: none of the {n} series is measurable, for the reasons printed with them.", without,
        )  # fmt: skip
    said = listed(f"{indicator_status_name(name).lower()} {number(n)}" for name, n in measured.items())
    rest = ngettext("{n} series is not measurable", "{n} series are not measurable", without)
    return _(
        "Statuses by the printed formula: {said}. {rest}, for the reasons printed with them.", said=said, rest=rest
    )


def silent_sentence(pillars: Sequence[str], year: int) -> str:
    """The pillars of which no value is later than the baseline; "" where each has one."""
    if not pillars:
        return ""
    names = listed(pillar_name(pillar) for pillar in pillars)
    return _("No value later than the baseline year {year} is in this data set for: {names}.", names=names, year=year)


def seizures_sentence(n: int, year: int, illustration: bool) -> str:
    """How many seizures the record holds of a year, and what that is not."""
    if not n:
        return _("The record holds no seizure of {year}. That is not to say that none was made.", year=year)
    said = ngettext(
        "The record holds {n} seizure of {year}.", "The record holds {n} seizures of {year}.", n, year=digits(str(year))
    )
    if illustration:
        note = _("They are the illustration that ships with the program, picked from public texts: not a sample, and no total "
                 "of any country.")  # fmt: skip
    else:
        note = _("They are what was imported here, case by case: compare them with national totals, never add them.")
    return f"{said} {note}"


def coverage_sentence(with_records: int, countries: int) -> str:
    """In how many of the countries on the routes the record has anything of the year."""
    return ngettext(
        "{n} of the {countries} countries on the routes has a record in this year; the silence of the others is no absence.",
        "{n} of the {countries} countries on the routes have a record in this year; the silence of the others is no absence.",
        with_records, countries=number(countries),
    )  # fmt: skip


def poppy_sentence(year: int, area: tuple | None, production: tuple | None) -> str:
    """The country's poppy of a year: each figure with its edition; that there is none where there is none."""
    if area is None:
        return _("No country total of the area under opium poppy in {year} is in this data set.", year=year)
    said = _(
        "In {year}, opium poppy grew on {area} ha in Afghanistan ({edition})", year=year, area=area[0], edition=area[1]
    )
    if production is None:
        return f"{said}."
    return _("{said}; potential production of opium {production} t ({edition}).", said=said, production=production[0],
             edition=production[1])  # fmt: skip


def provinces_sentence(states: Mapping[str, int]) -> str:
    """The provinces by kind of figure, each kind of nothing by its own name."""
    names = {
        "value": _("with a figure in hectares"), "zero": _("with a measured zero"), "poppy_free": _("poppy-free (under 100 ha)"),
        "grown_no_figure": _("grown without a figure here"), "none": _("without anything in our sources"),
    }  # fmt: skip
    said = listed(f"{number(states[state])} {name}" for state, name in names.items() if states.get(state))
    return _("Provinces: {said}.", said=said)


def drug_amounts(rows: pd.DataFrame) -> str:
    """The amounts of one drug, each kind apart; `rows`: kernels.totals of it."""
    return listed(
        amount_full(row.quantity, row.kind)
        for row in rows.itertuples()
        if isinstance(row.kind, str) and not pd.isna(row.quantity)
    )
