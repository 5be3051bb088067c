"""The tables of a handout, from the frames of a country: what its page tells, as text with the letters of its sources."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ...figures.places import KINDS
from ...language import _, day, digits, listed, ngettext, number
from ...measures.countries import SEIZED
from ...vocabulary.brief import Section
from ...vocabulary.drugs import drug_name
from ...vocabulary.indicators import indicator_status_name, why_words
from ...vocabulary.life_cycle import CLOSED, pillar_number, status_name
from ...vocabulary.report import Cell, Column, Table
from ...vocabulary.units import amount_words
from ..leg_words import leg_name
from ..pillar_values import figure, year_words
from . import gaps, words
from .brief_sources import Letters
from .found import Country
from .limits import newest_value
from .ways import LEVELS, latest, price_words

YEARS = 8  # of national totals that stand in the table, the newest


def sections(country: Country, letters: Letters) -> list[Section]:
    """In the order of the page. One that has nothing to tell says so; that there are no totals stands over the trends."""
    totals = [] if country.totals.empty else [_totals(country, letters)]
    return [
        *totals, _routes(country), _records(country), _prices(country, letters), _pillars(country, letters),
        _promises(country), _assistance(country), _groups(country),
    ]  # fmt: skip


def _totals(country: Country, letters: Letters) -> Section:
    """Every drug by the newest years: the table under the trends."""
    title = _("National totals of seizures, kg")
    years = sorted(set(country.totals["year"]))[-YEARS:]
    at = country.totals.set_index(["drug", "year"])
    rows = []
    for indicator, slug in SEIZED.items():
        if (country.totals["drug"] == slug).any():
            letter = letters.of_indicator(indicator)
            cells = [_pair(at, slug, int(year)) for year in years]
            rows.append((Cell(drug_name(slug), beside=letter), *cells))
    heads = (Column(_("Drug"), share=5), *(Column(digits(str(year)), number=True, share=4) for year in years))
    said = gaps.totals_coverage(country.totals)
    notes = (words.side_by_side_sentence(country.beside),)
    return Section(
        "totals", title, said, Table(title, heads, tuple(rows)), notes=_there(notes), most=len(rows), least=len(rows)
    )


def _pair(at: pd.DataFrame, slug: str, year: int) -> Cell:
    if (slug, year) not in at.index:
        return Cell(_("no value"), none=True)
    low, high = at.loc[(slug, year), ["low", "high"]]
    if low == high:
        return Cell(number(low))
    return Cell(_("{low} and {high}", low=number(low), high=number(high)))


def _routes(country: Country) -> Section:
    title = _("Routes in and out")
    if country.into.empty and country.out.empty:
        said = _("No seizure record and no document of ours names a leg that begins or ends here.")
        return Section("routes", title, said)
    bases = {"reported": _("reported"), "published": _("published")}
    rows = tuple(
        (Cell(leg_name(row.leg), under=_leg_under(row)), Cell(bases.get(row.basis, _("our reading"))),
         Cell(number(int(row.seizures)) if row.seizures else _("in documents")))
        for row in _in_turns(country.into, country.out)
    )  # fmt: skip
    heads = (Column(_("Leg"), share=7), Column(_("Rests on"), share=4), Column(_("Seizures"), number=True, share=4))
    said = words.routes_counts(country.into, country.out)
    return Section("routes", title, said, Table(title, heads, rows), notes=(words.work_done(),), most=6)


def _leg_under(row) -> str:
    """The weight that a leg's records state, and their years."""
    said = [amount_words(row.mass_kg, "mass")] if row.mass_kg > 0 else []
    if not pd.isna(row.first_day):
        said += _years(str(row.first_day.year), str(row.last_day.year))
    return ", ".join(said)


def _in_turns(into: pd.DataFrame, out: pd.DataFrame) -> list:
    """The busiest in, the busiest out, and so on, so that the first rows show both ways."""
    ways = [list(into.itertuples()), list(out.itertuples())]
    return [way[at] for at in range(max(map(len, ways))) for way in ways if at < len(way)]


def _records(country: Country) -> Section:
    title = _("Seizures in the record by drug")
    shipped = country.current.only_shipped
    said = words.held(country.seizures, shipped)
    if not country.seizures:
        return Section("records", title, said, notes=_there((words.import_hint(shipped),)))
    rows = []
    for slug, part in country.drugs.groupby("drug", sort=False):
        amounts = [amount_words(row.quantity, row.kind) for row in part.itertuples()
                   if isinstance(row.kind, str) and not pd.isna(row.quantity)]  # fmt: skip
        n = int(part["seizures"].max())
        rows.append((n, (Cell(drug_name(str(slug))), Cell(number(n)), Cell(listed(amounts) or _("not stated")))))
    rows.sort(key=lambda each: -each[0])
    heads = (
        Column(_("Drug"), share=5),
        Column(_("Seizures"), number=True, share=3),
        Column(_("Amounts stated"), number=True, share=6),
    )
    table = Table(title, heads, tuple(row for _n, row in rows))
    return Section("records", title, said, table, notes=_there((words.import_hint(shipped),)), most=6)


def _prices(country: Country, letters: Letters) -> Section:
    title = _("Prices")
    frame = latest(country.prices[country.prices["level"] != "mark_up"])
    if frame.empty:
        return Section("prices", title, gaps.missing_prices(frame, country.day))
    rows = []
    for row in frame.sort_values("year", ascending=False, kind="stable").itertuples():
        form = _(row.form) if isinstance(row.form, str) and row.form else ""
        level = _(LEVELS.get(row.level, row.level))
        under = listed(one for one in (form, level, words.carried_forward() if row.repeats_year_before else "") if one)
        rows.append((Cell(drug_name(row.drug), under=under, beside=letters.of(row.source)), Cell(digits(str(row.year))),
                     Cell(price_words(row.value, row.value_low, row.value_high, row.currency, row.unit))))  # fmt: skip
    heads = (
        Column(_("Drug"), share=6),
        Column(_("Year"), number=True, share=2),
        Column(_("Price"), number=True, share=6),
    )
    said = _("The newest of each level and form; they must not be compared with one another.")
    return Section("prices", title, said, Table(title, heads, tuple(rows)), most=5)


def _pillars(country: Country, letters: Letters) -> Section:
    title = _("Four pillars: indicators against the baseline")
    said = gaps.coverage(len(country.indicators), country.values["indicator_id"].nunique(), newest_value(country))
    if country.standing.empty:
        return Section("pillars", title, said, notes=(_("That there is no value here is not a zero."),))
    names = dict(zip(country.indicators["indicator_id"], country.indicators["name"]))
    measured = country.standing["status"] != "not_measurable"
    ordered = country.standing.assign(first=~measured).sort_values(
        ["first", "pillar", "latest_year"], ascending=[True, True, False], kind="stable"
    )
    rows = tuple(
        (
            Cell(pillar_number(row.pillar)),
            _measure(row, names[row.indicator_id], letters),
            _end(row.baseline_low, row.baseline_high, row.baseline_year, row),
            _end(row.latest_low, row.latest_high, row.latest_year, row),
            Cell(_status(row), under=why_words(row.why) if row.why else ""),
        )
        for row in ordered.itertuples()
    )  # fmt: skip
    heads = (
        Column(_("Pillar"), share=3), Column(_("Measure"), share=13), Column(_("Baseline"), number=True, share=6),
        Column(_("Latest"), number=True, share=6), Column(_("Status"), share=15),
    )  # fmt: skip
    return Section("pillars", title, said, Table(title, heads, rows), most=8)


def _measure(row, name: str, letters: Letters) -> Cell:
    whose = row.estimator or ""
    return Cell(name, under=whose, beside=letters.of_indicator(row.indicator_id, whose))


def _status(row) -> str:
    words_ = indicator_status_name(row.status)
    return _("{status}, stated by hand", status=words_) if row.overridden else words_


def _end(low: float, high: float, year: Any, row) -> Cell:
    """A figure over its year; empty where there is none, which the head of the column says."""
    if pd.isna(year):
        return Cell("")
    if pd.isna(low) and pd.isna(high):
        return Cell(year_words(year))
    said = figure(low, high, row.kind) if row.kind in ("yes_no", "interval") else words.amount(low, high, row.unit)
    return Cell(said, under=year_words(year))


def _promises(country: Country) -> Section:
    """What is addressed to the country first, then to its groups; in each the open ones first."""
    title = _("What was promised")
    frame = country.promises.assign(closed=country.promises["status"].isin(CLOSED))
    if frame.empty:
        return Section("promises", title, _("No recommendation or commitment here is addressed to it."))
    said = ngettext(
        "{n} row addressed to it or to a group of it", "{n} rows addressed to it or to a group of it", len(frame)
    )
    said = _("{rows}; {n} neither done nor dropped", rows=said, n=number(int((~frame["closed"]).sum())))
    far = frame["addressed"].fillna("").map(lambda codes: country.iso3 not in codes.split(";"))
    ordered = frame.assign(far=far).sort_values(["far", "closed", "year"], ascending=[True, True, False], kind="stable")
    rows = tuple(
        (Cell(row.recommendation_id), Cell(shortened(row.gist)), Cell(status_name(row.status)))
        for row in ordered.itertuples()
    )
    heads = (Column(_("No."), share=4), Column(_("What"), share=25), Column(_("Status"), share=5))
    return Section("promises", title, said, Table(title, heads, rows), most=5)


def shortened(text: str, most: int = 130) -> str:
    """A text cut after a word where it is longer than a line or so; the dashboard has the whole of it."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0].rstrip(' ,;:.')}…"


def _assistance(country: Country) -> Section:
    """Received and given; budgets stand each alone and are never summed."""
    title = _("Assistance received and given")
    if country.received.empty and country.given.empty:
        return Section("assistance", title, _("No project here names it."))
    said = listed([ngettext("{n} project received", "{n} projects received", len(country.received)),
                   ngettext("{n} project given", "{n} projects given", len(country.given))])  # fmt: skip
    rows = []
    for frame, way in ((country.received, _("Received")), (country.given, _("Given"))):
        for row in frame.sort_values("started", ascending=False, kind="stable", na_position="last").itertuples():
            under = listed(
                [way, *_years(row.started, row.ended), *([row.agency] if isinstance(row.agency, str) else [])]
            )
            rows.append((Cell(row.title, under=under), Cell(_budget(row))))
    heads = (Column(_("Project"), share=10), Column(_("Budget"), number=True, share=5))
    notes = (_("Budgets stand each alone: parts and versions of one another, never summed."),)
    return Section("assistance", title, f"{said}.", Table(title, heads, tuple(rows)), notes=notes, most=4)


def _years(started: object, ended: object) -> list[str]:
    """As far as they are stated: "2022 to 2025"."""
    said = list(dict.fromkeys(digits(one[:4]) for one in (started, ended) if isinstance(one, str) and one))
    return [_("{first} to {last}", first=said[0], last=said[1])] if len(said) == 2 else said


def _budget(row) -> str:
    if pd.isna(row.budget):
        return _("no public total")
    return f"{number(row.budget)}\N{NO-BREAK SPACE}{row.currency if isinstance(row.currency, str) else ''}"


def _groups(country: Country) -> Section:
    groups = [
        _(row.name) if row.dated else f"{_(row.name)} ({_('no dates stated')})" for row in country.groups.itertuples()
    ]
    offices = [listed(one for one in (row.organization, row.name, row.city) if isinstance(one, str) and one)
               for row in country.offices.itertuples(index=False)]  # fmt: skip
    kinds = country.places["kind"].value_counts().sort_index()
    spots = listed(f"{_(KINDS[str(kind)])}: {number(int(count))}" for kind, count in kinds.items())
    items = [
        *groups,
        *offices,
        *([_("Crossings, ports and airports in our list: {places}", places=spots)] if spots else []),
    ]
    title = _("Groups, offices and places on {day}", day=day(country.day))
    return Section("groups", title, "" if items else _("In no group of this data set."), items=tuple(items))


def _there(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
