"""The sentences of a country's page, handout and slides. Every number and name in them is computed; nothing is typed.

What is told of a figure is what a careful analyst would sign: whose it is, of which year, beside the one before it, and no
change in per cent. Two figures of one year that differ are both told.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from ...language import N_, _, digits, listed, ngettext, number
from ...language import day as month_of
from ...measures.countries import SEIZED
from ...vocabulary.drugs import drug_name
from ...vocabulary.units import amount_words

KG = "kg equivalent"
MASS = ("kg", KG)
STALE_YEARS = 5  # a figure older than this is said to be the newest at hand
LABELS: Mapping[str, str] = {
    "seizure_heroin_kg": N_("Heroin seized"), "seizure_opium_kg": N_("Opium seized"),
    "seizure_morphine_kg": N_("Morphine seized"), "seizure_aa_kg": N_("Acetic anhydride seized"),
    "opium_cultivation": N_("Area under opium poppy"), "hiv_pwid": N_("HIV among people who inject drugs"),
    "prevalence_opiates": N_("Use of opiates in the past year"), "pwid": N_("People who inject drugs"),
    "ost_patients": N_("People in opioid substitution"),
}  # fmt: skip
_UNITS = {"per cent": N_("%"), "people": "", "ha": N_("ha")}
_NBSP = "\N{NO-BREAK SPACE}"


# Figures


def figure(low: float, high: float, unit: str, span: bool = False) -> tuple[str, str]:
    """A figure and its unit, apart: ("422", "kg"), ("1.786 and 177", "kg"), ("17 to 23", "%"); span: it is one range.

    Masses are kilograms and are written short, as everywhere on screens; of two that differ both are written in full.
    """
    if low == high:
        if unit in MASS:
            amount, _space, short = amount_words(low, "mass").partition(_NBSP)
            return amount, short
        return number(low), unit_words(unit)
    both = _("{low} to {high}") if span else _("{low} and {high}")
    return both.format(low=number(low), high=number(high)), unit_words(unit)


def unit_words(unit: str) -> str:
    if unit in MASS:
        return amount_words(1, "mass").partition(_NBSP)[2]
    return _(_UNITS[unit]) if _UNITS.get(unit) else _UNITS.get(unit, unit)


def amount(low: float, high: float, unit: str, span: bool = False) -> str:
    """The same as one text, the number never parted from its unit."""
    value, short = figure(low, high, unit, span)
    return f"{value}{_NBSP}{short}" if short else value


def label(indicator_id: str, name: str = "") -> str:
    """What a headline counts; `name`: of the indicator, where we have no shorter word."""
    return _(LABELS[indicator_id]) if indicator_id in LABELS else name


# Headlines


def compared(row, unit: str, span: bool = False) -> str:
    """What a newest figure is compared with, by measures.countries.headline: "up from 244 kg in 2022"."""
    if row.low != row.high:
        return _("a range, not a point") if span else _("two figures that differ; neither is chosen")
    if pd.isna(row.before_year):
        return _("no other year at hand")
    year, before = int(row.before_year), amount(row.before_low, row.before_high, unit)
    if row.before_low != row.before_high:
        return _("after {before} in {year}, which differ", before=before, year=year)
    if row.low == row.before_low:
        return _("the same as in {year}", year=year)
    words = {
        True: _("up from {before} in {year}", before=before, year=year),
        False: _("down from {before} in {year}", before=before, year=year),
    }
    return words[row.low > row.before_low]


def year_words(year: int, day: date) -> str:
    """The year of a figure; that there is no newer one where it is old."""
    if day.year - year > STALE_YEARS:
        return _("{year}, the newest at hand", year=year)
    return digits(str(year))


def rank(row, ranked_name: str) -> str:
    """Where a figure stands among those of its group; "" where it cannot be ranked. `ranked_name`: see found.Country."""
    if pd.isna(row.rank):
        return ""
    among = (
        ngettext("{n} partner country", "{n} partner countries", int(row.of))
        if ranked_name
        else ngettext("{n} country on the routes", "{n} countries on the routes", int(row.of))
    )
    return _("no. {rank} by size among {among} with a figure", rank=number(int(row.rank)), among=among)


# The summary


def summary(country: str, headlines: pd.DataFrame, records: int, illustration: bool) -> list[str]:
    """Two sentences: the two first seizure totals of a country, or what stands in their place.

    country: its name. headlines: measures.countries.headline. records: seizures made there that the record holds; illustration:
    it holds no others than those that ship with the program.
    """
    totals = list(headlines[headlines["indicator_id"].isin(SEIZED)].itertuples())
    if not totals:
        return [no_totals(country), held(records, illustration)]
    second = then(totals[1], totals[0].year) if len(totals) > 1 else held(records, illustration)
    return [seized(country, totals[0]), second]


def seized(country: str, row) -> str:
    """The newest national total of one drug beside the one before it, and whose figure it is."""
    what, year = drug_name(SEIZED[row.indicator_id]).lower(), int(row.year)
    whose = _("{whose} national totals", whose=row.estimator) if row.estimator else _("national totals")
    if row.low != row.high:
        return _("Two figures differ for {drug} seized in {country} in {year}, {amounts}; neither is chosen ({whose}).",
                 drug=what, country=country, year=year, amounts=amount(row.low, row.high, KG), whose=whose)  # fmt: skip
    said = _("{country} reported {amount} of {drug} seized in {year}", country=country, amount=amount(row.low, row.high, KG),
             drug=what, year=year)  # fmt: skip
    return _("{said}, {compared} ({whose}).", said=said, compared=compared(row, KG), whose=whose)


def then(row, year: int) -> str:
    """The same of a second drug, shorter where year and year before are those of the sentence before it (`year`)."""
    what, value = drug_name(SEIZED[row.indicator_id]), amount(row.low, row.high, KG)
    steady = row.low == row.high and not pd.isna(row.before_year) and row.before_low == row.before_high
    if steady and int(row.year) == int(year) and int(row.before_year) == int(year) - 1 and row.low != row.before_low:
        before = amount(row.before_low, row.before_high, KG)
        return (
            _("{drug} rose to {amount} from {before}.", drug=what, amount=value, before=before)
            if row.low > row.before_low
            else _("{drug} fell to {amount} from {before}.", drug=what, amount=value, before=before)
        )
    return _(
        "{drug}: {amount} in {year}, {compared}.",
        drug=what,
        amount=value,
        year=int(row.year),
        compared=compared(row, KG),
    )


def no_totals(country: str) -> str:
    return _("No national total of seizures in {country} is in this data set; that is not a zero.", country=country)


def held(records: int, illustration: bool) -> str:
    """How many seizures made in the country the record holds, and what that is not."""
    if not records:
        return _("The record here holds no seizure made there, which is not to say that none was made.")
    if illustration:
        return ngettext(
            "The record here holds {n} seizure made there, an illustration from public texts and no total.",
            "The record here holds {n} seizures made there, an illustration from public texts and no total.", records,
        )  # fmt: skip
    return ngettext(
        "The record here holds {n} seizure made there, case by case.",
        "The record here holds {n} seizures made there, case by case.", records,
    )  # fmt: skip


# Findings: titles of at most ten words


def finding(totals: pd.DataFrame) -> str:
    """What the first drug of measures.countries.national_totals (one country) did over about three years, as a title."""
    if totals.empty:
        return _("No national totals of seizures here")
    slug = totals["drug"].iloc[0]
    series = totals[totals["drug"] == slug]
    what, newest = drug_name(slug), series.iloc[-1]
    earlier = series[series["year"].between(newest["year"] - 5, newest["year"] - 2) & (series["low"] == series["high"])]
    if newest["low"] != newest["high"]:
        return _("{drug}: two figures for {year} that differ", drug=what, year=int(newest["year"]))
    if earlier.empty:
        return _("{drug}: the newest total is of {year}", drug=what, year=int(newest["year"]))
    distance = (earlier["year"] - (newest["year"] - 3)).abs()
    base = earlier.loc[distance.idxmin()]
    return change(what, float(newest["low"]), float(base["low"]), int(base["year"]))


def change(what: str, now: float, before: float, year: int) -> str:
    """A change between two single figures in words; "more than tripled" only above three times."""
    if before == now:
        return _("{drug} the same as in {year}", drug=what, year=year)
    if before == 0 or now == 0:
        return _("{drug} up from none in {year}", drug=what, year=year) if now else _("{drug} down to none since {year}",
                                                                                      drug=what, year=year)  # fmt: skip
    times = now / before
    if times > 3:
        return _("{drug} more than tripled since {year}", drug=what, year=year)
    if times > 2:
        return _("{drug} more than doubled since {year}", drug=what, year=year)
    if times > 1:
        return _("{drug}: more seized than in {year}", drug=what, year=year)
    if times < 1 / 3:
        return _("{drug} fell to less than a third since {year}", drug=what, year=year)
    if times < 1 / 2:
        return _("{drug} fell to less than half since {year}", drug=what, year=year)
    return _("{drug}: less seized than in {year}", drug=what, year=year)


# Two products: case records and national totals


def side_by_side_sentence(beside: pd.DataFrame) -> str:
    """How records and national totals of measures.countries.side_by_side disagree; "" where no year has both."""
    both = beside.dropna(subset=["national_low", "records_kg"])
    if both.empty:
        return ""
    less = int((both["records_kg"] < both["national_low"]).sum())
    more = int((both["records_kg"] > both["national_high"]).sum())
    n = len(both)
    parts = [
        *([_("less than the national total in {n}", n=number(less))] if less else []),
        *([_("more in {n}", n=number(more))] if more else []),
        *([_("as much, or between its two figures, in {n}", n=number(n - less - more))] if n - less - more else []),
    ]
    said = ngettext(
        "{n} drug and year has both: the records come to {parts}.",
        "{n} drugs and years have both: the records come to {parts}.", n, parts=listed(parts),
    )  # fmt: skip
    return f"{said} {two_products()}"


def two_products() -> str:
    return _("National totals and single records are two products: laid side by side, never added.")


def import_hint(illustration: bool) -> str:
    """What to bring in so that sums of records could stand for the country; "" where that was done."""
    if not illustration:
        return ""
    return _("The records that ship are an illustration, so no sum of them stands for the country. Import the case records "
             "of the Drugs Monitoring Platform, of the individual drug seizures (IDS) or your own on the page Data.")  # fmt: skip


# Coverage, and what is not known


# Routes, prices, names


def routes_title(into: pd.DataFrame, out: pd.DataFrame, country: str) -> str:
    """How many legs touch a country, as a title."""
    if into.empty and out.empty:
        return _("No route touches {country} here", country=country)
    return _("Routes that touch {country}", country=country)


def routes_counts(into: pd.DataFrame, out: pd.DataFrame) -> str:
    """Legs in and out."""
    one = ngettext("{n} leg in", "{n} legs in", len(into))
    other = ngettext("{n} leg out", "{n} legs out", len(out))
    return _("{into}, {out}; from seizure records and published pairs", into=one, out=other)


def placed_sentence(seizures: int, placed: int) -> str:
    """How many of the seizures have a place on the map: "13 of 15 seizures have a place"."""
    if not seizures:
        return _("No seizure in the record")
    return ngettext(
        "{placed} of {n} seizure has a place", "{placed} of {n} seizures have a place", seizures, placed=number(placed)
    )


def carried_forward() -> str:
    return _("same as the year before, probably carried forward")


def work_done() -> str:
    return _("Seizures show work done, not the size of the flow.")


def kosovo_note(iso3: str) -> str:
    """The note that goes with a name, as with Kosovo; "" for any other."""
    if iso3 != "XKX":
        return ""
    return _("References to Kosovo shall be understood to be in the context of Security Council resolution 1244 (1999). XKX is a "
        "user-assigned code, not one of ISO 3166-1.")  # fmt: skip


def former_name(now: str, before: str, until: date) -> str:
    """That the country had another name on some day of the data; "" where it had not."""
    if now == before:
        return ""
    return _("Called {before} in sources before {moment}.", before=before, moment=month_of(until, "month"))


# Comparing


def not_to_compare(what: str) -> str:
    """What must not be read into a table of compared countries. what: totals, records, indicators or prices."""
    return {
        "totals": _("National totals: years may differ, and large single seizures move a year. More seized is neither better nor "
                    "worse."),
        "records": _("Records must not be compared across countries: what the record holds depends on who published, not on "
                     "what was seized."),
        "indicators": _("Only figures of one estimator stand in a row. Those of another estimator or edition, and of far "
                        "different years, must not be compared."),
        "prices": _("Prices of different levels, forms, purities or years must not be compared."),
    }[what]  # fmt: skip


def ranged(row, unit: str) -> str:
    """The range of a group in one row of measures.countries.compared: "1.2 to 8,406, median 120; 20 countries"."""
    if not row.group_n:
        return _("no figure in the group")
    n = ngettext("{n} country", "{n} countries", int(row.group_n))
    shown = unit if unit in MASS or unit in _UNITS else "people"  # what is counted stands at the head of the row
    least, middle, most = (amount(end, end, shown) for end in (row.group_min, row.group_median, row.group_max))
    return _("{least} to {most}, median {middle}; {n}", least=least, most=most, middle=middle, n=n)
