"""The slides of a country: one idea each. What there is no data for has no slide and is named on the last one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...exports.meeting_charts import Dot, years
from ...exports.meeting_html import INK, Slide, numbers, sentences, table
from ...figures.countries import trend_words
from ...figures.theme import family_colours
from ...language import _, digits, listed, ngettext, number
from ...measures.countries import SEIZED
from ...vocabulary.countries import country_label, country_name
from ...vocabulary.drugs import drug, drug_name
from ...vocabulary.indicators import indicator_status_name
from ...vocabulary.life_cycle import CLOSED, PILLARS, pillar_name, status_name
from ...vocabulary.units import amount_full, amount_words
from ..country import gaps, words
from ..country.found import HEADLINES, Country
from ..country.headlines import headlines
from ..country.limits import newest_value, nothing_known, placed, unknown
from ..country.sources import sources_of
from ..leg_words import leg_name
from .wall import drawable, legs_map, live_legs, map_note, places_map, room

LEGS = 12  # on the map of a slide; the table behind it has all
TRENDS = 2  # drugs that have a slide of their own
LINE = 4  # years with a total, from which on a line tells something
POINTS = 5  # sentences on one slide
RECORDS = 60  # in the table behind the map of places


@dataclass(frozen=True)
class Made:
    """slides: in order. live: name of a live map -> what it shows (wall.live_legs)."""

    slides: list[Slide]
    live: dict[str, dict]


def country_slides(country: Country, item: int) -> Made:
    """`item`: place in the agenda. Never empty: a country of which nothing is known has a slide that says so."""
    name = country_label(country.iso3)
    if nothing_known(country):
        said = [gaps.nothing(country_name(country.iso3)), *_kosovo(country)]
        title = _("{country}: nothing in this data set", country=name)
        return Made([Slide(item, "words", name, title, "", sentences(said), note=words.work_done())], {})
    makers = (
        (_("headline figures"), _headline), (_("trend"), _trends), (_("map of seizures"), _places), (_("routes"), _routes),
        (_("pillars"), _pillars), (_("promises"), _promises),
    )  # fmt: skip
    slides: list[Slide] = []
    live: dict[str, dict] = {}
    left_out: list[str] = []
    for what, make in makers:
        made = make(country, item, name)
        if not made.slides:
            left_out.append(what)
        slides += made.slides
        live |= made.live
    return Made([*slides, *_unknown(country, item, name, left_out)], live)


def _kosovo(country: Country) -> list[str]:
    note = words.kosovo_note(country.iso3)
    return [note] if note else []


def _headline(country: Country, item: int, name: str) -> Made:
    found = headlines(country)
    if not found:
        return Made([], {})
    shown = [(each.label, each.value, each.unit, each.said) for each in found]
    _at, sources = sources_of(country)
    of = {source.letter: source.words for source in sources}
    used = dict.fromkeys(of[each.letter] for each in found[:2] if each.letter in of)
    heads = [_("Measure"), _("Value"), _("Year and comparison"), _("Rank"), _("Source")]
    rows = [
        [each.label, f"{each.value} {each.unit}".strip(), each.said, each.rank, of.get(each.letter, "")]
        for each in found
    ]
    title = country_name(country.iso3)
    sub = _("The newest figures at hand; each with its own year")
    slide = Slide(
        item, "numbers", name, title, sub, numbers(shown), "; ".join(used), table(_("Headline figures"), heads, rows, (1,)),
        note=" ".join(_kosovo(country)),
    )  # fmt: skip
    return Made([slide], {})


def _trends(country: Country, item: int, name: str) -> Made:
    years_of = country.totals.groupby("drug")["year"].nunique()
    drugs = [SEIZED[name] for name in HEADLINES if name in SEIZED]
    with_line = [slug for slug in drugs if years_of.get(slug, 0) >= LINE]
    return Made([_trend(country, item, name, slug) for slug in with_line[:TRENDS]], {})


def _trend(country: Country, item: int, name: str, slug: str) -> Slide:
    mine = country.totals[country.totals["drug"] == slug]
    dots = [Dot(int(row.year), row.low, row.high, _both(row.low, row.high)) for row in mine.itertuples()]
    ink = family_colours("print")[drug(slug).family]
    title = _("{country} · {finding}", country=name, finding=words.finding(mine))
    span = _("{first} to {last}", first=int(mine["year"].iloc[0]), last=int(mine["year"].iloc[-1]))
    sub = _("{drug} seized, national totals a year, {span}", drug=drug_name(slug), span=span)
    pair = [dot for dot in dots if dot.low != dot.high]
    said = trend_words(country.beside[country.beside["drug"] == slug], drug_name(slug))
    note = _("Two rings: two figures of one year, neither is chosen.") if pair else ""
    heads = [_("Year"), _("National total, kg"), _("Single records here, kg")]
    rows = [
        [digits(str(row.year)), _full(row.national_low, row.national_high), _full(row.records_kg, row.records_kg)]
        for row in country.beside[country.beside["drug"] == slug].iloc[::-1].itertuples()
    ]
    source = listed(_sources(country, slug))
    behind = table(f"{drug_name(slug)}. {words.two_products()}", heads, rows, (1, 2))
    return Slide(item, "chart", name, title, sub, years(dots, ink, INK, said), source, behind, note=note)


def _sources(country: Country, slug: str) -> list[str]:
    """Whose totals of a drug, and where we have them from."""
    names = [name for name, of in SEIZED.items() if of == slug]
    mine = country.values[country.values["indicator_id"].isin(names)]
    return [said for column in ("estimator", "source") for said in dict.fromkeys(mine[column].dropna()) if said][:3]


def _both(low: float, high: float) -> str:
    if low == high:
        return amount_words(low, "mass")
    return _("{low} and {high}", low=amount_words(low, "mass"), high=amount_words(high, "mass"))


def _full(low: float, high: float) -> str:
    if pd.isna(low):
        return ""
    return number(low) if low == high else _("{low} and {high}", low=number(low), high=number(high))


def _places(country: Country, item: int, name: str) -> Made:
    known = placed(country)
    if not known:
        return Made([], {})
    title = _("Where seizures in {country} were made", country=name)
    sub = words.placed_sentence(country.seizures, known)
    svg, _shown = places_map(
        country.current, country.chosen, f"{title}. {sub}", f"places-{item}", country.iso3, room=room(title, sub)
    )
    behind = table(sub, *_records(country))
    note = words.held(country.seizures, country.current.only_shipped)
    n = ngettext("{n} cited seizure", "{n} cited seizures", country.seizures)
    return Made([Slide(item, "map", name, title, sub, svg, f"{n}. {map_note()}", behind, note=note)], {})


def _records(country: Country) -> tuple[list[str], list[list[str]], tuple[int, ...]]:
    """Heads and rows of the heaviest seizures in the record, with the columns of numbers."""
    rows = country.current.select(country.chosen).rows
    mass = np.nan_to_num(country.current.columns.mass_kg(rows))
    frame = country.current.rows(rows[np.argsort(-mass, kind="stable")][:RECORDS])
    heads = [_("Date"), _("Drug"), _("Quantity"), _("Place")]
    return heads, [
        [
            digits(str(row.date_reported)), drug_name(row.drug), _quantity(row),
            listed(each for each in (row.place_reported, row.admin1_name) if isinstance(each, str)),
        ]
        for row in frame.itertuples()
    ], (2,)  # fmt: skip


def _quantity(row) -> str:
    if pd.isna(row.quantity) or not isinstance(row.kind, str):
        return _("not stated")
    return amount_full(row.quantity, row.kind)


def _routes(country: Country, item: int, name: str) -> Made:
    legs = pd.concat([country.into, country.out]).sort_values(
        ["seizures", "leg"], ascending=[False, True], kind="stable"
    )
    version = country.current.version.id
    shown = drawable(legs, version).head(LEGS)
    if shown.empty:
        return Made([], {})
    title = _routes_title(country, name)
    sub = words.routes_counts(country.into, country.out)
    live = f"routes-{item}"
    heads = [_("Leg"), _("Seizures"), _("Rests on")]
    bases = {"reported": _("seizure records"), "published": _("a published pair"), "interpreted": _("our reading")}
    rows = [
        [leg_name(row.leg), number(row.seizures) if row.seizures else "", bases[row.basis]] for row in legs.itertuples()
    ]
    svg = legs_map(shown, version, f"{title}. {sub}", live, country.iso3, room(title, sub))
    note = _("Lines join countries, not places. Thicker means more seizures on record, not more drugs.")
    slide = Slide(item, "map", name, title, sub, svg, map_note(), table(sub, heads, rows, (1,)), live, note)
    return Made([slide], {live: live_legs(shown, version, country.iso3)})


def _routes_title(country: Country, name: str) -> str:
    """Where what left it was seized most, when records say so."""
    out = country.out[(country.out["basis"] == "reported")].head(2)
    if len(out) and all(end in words_of(out) for end in out["end"]):
        ends = listed(words_of(out).values())
        return _("What left {country} was seized in: {countries}", country=name, countries=ends)
    into = country.into[country.into["basis"] == "reported"].head(2)
    starts = {start: country_label(start) for start in into["start"] if len(start) == 3 and start.isupper()}
    if starts:
        return _("What was seized in {country} had left: {countries}", country=name, countries=listed(starts.values()))
    return words.routes_title(country.into, country.out, name)


def words_of(legs: pd.DataFrame) -> dict[str, str]:
    """The ends of legs that are countries, with their names."""
    return {end: country_label(end) for end in legs["end"] if len(end) == 3 and end.isupper()}


def _pillars(country: Country, item: int, name: str) -> Made:
    if country.values.empty:
        return Made([], {})
    every, held = country.indicators, set(country.values["indicator_id"])
    newest = newest_value(country)
    title = _("{country}: what can be measured today", country=name)
    sub = gaps.coverage(len(every), len(held), newest)
    heads = [_("Pillar"), _("Measures with a value"), _("Newest year")]
    rows = []
    for pillar in PILLARS:
        mine = every[every["pillar"] == pillar]["indicator_id"]
        have = [one for one in mine if one in held]
        cells = country.cells[country.cells["indicator_id"].isin(have) & (country.cells["year"] <= country.day.year)]
        year = digits(str(int(cells["year"].max()))) if len(cells) else _("no value")
        rows.append([pillar_name(pillar), _("{n} of {all}", n=number(len(have)), all=number(len(mine))), year])
    body = table(title, heads, rows, (1, 2))
    note = _("No value is not a zero.")
    return Made(
        [Slide(item, "facts", name, title, sub, body, _first_sources(country), _standing(country), note=note)], {}
    )


def _first_sources(country: Country) -> str:
    named = country.values["source"].dropna().value_counts()
    more = len(named) - 2
    said = listed(named.index[:2])
    return said if more <= 0 else _("{sources}, and {n} more behind (T)", sources=said, n=number(more))


def _standing(country: Country) -> str:
    """The newest value of each measure and estimator, the newest first."""
    names = country.indicators.set_index("indicator_id")
    heads = [_("Measure"), _("Value"), _("Year"), _("Status"), _("Source")]
    stands = country.standing.assign(estimator=country.standing["estimator"].fillna(""))
    status = stands.set_index(["indicator_id", "estimator"])["status"].to_dict()
    dated = country.cells[country.cells["low"].notna()].sort_values("year", ascending=False, kind="stable")
    rows = []
    for row in dated.drop_duplicates(["indicator_id", "estimator"]).itertuples():
        of = country.values[country.values["indicator_id"] == row.indicator_id]
        value = words.amount(row.low, row.high, names["unit"][row.indicator_id])
        said = status.get((row.indicator_id, row.estimator if isinstance(row.estimator, str) else ""))
        source = next(iter(of.loc[of["year"] == row.year, "source"].dropna()), "")
        rows.append(
            [
                names["name"][row.indicator_id],
                value,
                digits(str(row.year)),
                indicator_status_name(said) if said else "",
                source,
            ]
        )
    return table(_("The newest value of each measure"), heads, rows, (1, 2))


def _promises(country: Country, item: int, name: str) -> Made:
    frame = country.promises
    if frame.empty:
        return Made([], {})
    open_ = frame[~frame["status"].isin(CLOSED)]
    own = frame["addressed"].fillna("").map(lambda said: country.iso3 in said.split(";"))
    title = _("{country}: {n} of {all} promises neither done nor dropped", country=name, n=number(len(open_)),
              all=number(len(frame)))  # fmt: skip
    sub = _("Recommendations and commitments addressed to it or to a group of it")
    to_itself = ngettext(
        "{n} is addressed to the country itself", "{n} are addressed to the country itself", int(own.sum())
    )
    silent = int((frame["status"] == "not_stated").sum())
    shown = [
        (_("Neither done nor dropped"), number(len(open_)), "", to_itself),
        (_("Status not stated anywhere"), number(silent), "", _("no source says how they stand")),
    ]  # fmt: skip
    heads = [_("No."), _("What"), _("Status"), _("Source")]
    ordered = frame.assign(far=~own, closed=frame["status"].isin(CLOSED)).sort_values(
        ["far", "closed", "year"], kind="stable"
    )
    rows = [[row.recommendation_id, row.gist, status_name(row.status), row.source] for row in ordered.itertuples()]
    named = frame["document"].dropna().value_counts()
    return Made(
        [Slide(item, "numbers", name, title, sub, numbers(shown), listed(named.index[:2]), table(sub, heads, rows))], {}
    )


def _unknown(country: Country, item: int, name: str, left_out: list[str]) -> list[Slide]:
    said = unknown(country)
    if left_out:
        said.insert(0, _("No slide, for want of data: {slides}.", slides=listed(left_out)))
    title = _("{country}: what is not known", country=name)
    behind = table(title, [_("What is not known")], [[each] for each in said])
    note = " ".join(_kosovo(country))
    return [
        Slide(
            item,
            "words",
            name,
            title,
            "",
            sentences(said[:POINTS]),
            "",
            behind if len(said) > POINTS else "",
            note=note,
        )
    ]
