"""The other chapters: summary, routes, Afghanistan, countries, assistance, sources, method, what could not be measured."""

from collections.abc import Callable, Mapping

import pandas as pd

from ...exports.about import CAVEAT, KINDS_APART
from ...figures.route_words import BASES, node_name
from ...figures.theme import Theme
from ...language import _, day, digits, listed, ngettext, number
from ...measures.recommendations import by_pillar, by_status
from ...measures.report import commitments, silent_pillars, status_counts, unmeasured, with_baseline
from ...vocabulary.admin1 import admin1_name
from ...vocabulary.drugs import drug_name
from ...vocabulary.indicators import why_words
from ...vocabulary.life_cycle import ALL_PILLARS, pillar_name, pillar_number
from ...vocabulary.report import (
    BASELINE_YEAR,
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    Items,
    Prose,
    Table,
)  # fmt: skip
from ...vocabulary.units import amount_full
from .charts import commitments_chart, poppy_chart
from .found import Found
from .maps import coverage_map, members_map, poppy_map
from .mechanism import commitments_of, commitments_said, meetings_of, status_table
from .pillars import pillar_chapter
from .words import (
    amount,
    area_name,
    change_words,
    coverage_sentence,
    drug_amounts,
    poppy_sentence,
    provinces_sentence,
    seizures_sentence,
    silent_sentence,
    status_sentence,
)  # fmt: skip

PROGRAMME, PARTNERSHIP = "programme", "partnership"  # kinds of groups: the priority countries of 2014, and all partners


def blocks_of(found: Found, chapter: str, theme: Theme) -> list[Block]:
    """The blocks of one chapter of vocabulary.report.CHAPTERS."""
    if chapter.startswith("pillar-"):
        return pillar_chapter(found, chapter.removeprefix("pillar-"), theme)
    return _CHAPTERS[chapter](found, theme)


def _summary(found: Found, theme: Theme) -> list[Block]:
    done = by_status(commitments(found.stood))
    area = poppy_figure(found, "area_ha")
    said = [
        commitments_said(found),
        _baseline_said(found) if found.baseline else status_sentence(status_counts(found.standing)),
        silent_sentence(silent_pillars(found.indicators, found.standing, BASELINE_YEAR), BASELINE_YEAR)
        if not found.baseline else "",
        seizures_sentence(found.seizures, found.year, found.current.only_shipped),
        poppy_sentence(found.year, area, poppy_figure(found, "production_t")),
    ]  # fmt: skip
    measured = len(found.standing) - status_counts(found.standing).get("not_measurable", 0)
    numbers = Figures((
        Figure(_("Commitments done"), number(done["done"]), _("of {n}", n=number(sum(done.values())))),
        Figure(_("Series with a baseline"), number(len(with_baseline(found.standing))),
               _("of {n} series", n=number(len(found.standing)))),
        Figure(_("Series with a status"), number(measured), _("of {n} series", n=number(len(found.standing)))),
        Figure(_("Poppy in Afghanistan"), area[0] if area else _("no figure"), _("hectares in {year}", year=found.year)),
    ))  # fmt: skip
    title = _("Commitments of the report of 2014 at the end of {year}", year=found.year)
    chart = commitments_chart(by_pillar(commitments(found.stood)), title, theme)
    return [numbers, *(Prose(each) for each in said if each), chart, status_table(found), _series_table(found)]


def _baseline_said(found: Found) -> str:
    return _("This is the baseline: of {series} series of indicators, {n} have a value of {year} or of the nearest year within "
             "their window. Progress can be told only from the years after it.", series=number(len(found.standing)),
             n=number(len(with_baseline(found.standing))), year=BASELINE_YEAR)  # fmt: skip


def _series_table(found: Found) -> Table:
    """Per pillar: indicators, series, those with a baseline, those with a status."""
    columns = (Column(_("Pillar")), Column(_("Indicators"), number=True), Column(_("Series"), number=True),
               Column(_("With a baseline"), number=True), Column(_("With a status"), number=True))  # fmt: skip
    rows = []
    for pillar, known in found.indicators.groupby("pillar"):
        own = found.standing[found.standing["pillar"] == pillar]
        status = len(own) - status_counts(own).get("not_measurable", 0)
        rows.append(
            (
                Cell(pillar_name(str(pillar))),
                *(Cell(number(n)) for n in (len(known), len(own), len(with_baseline(own)), status)),
            )
        )
    return Table(_("Indicators by pillar (a series is one indicator of one area)"), columns, tuple(rows))


def _all_pillars(found: Found, theme: Theme) -> list[Block]:
    return [
        *commitments_of(found, ALL_PILLARS), Heading(_("Meetings of {year}", year=found.year)),
        *meetings_of(found, ALL_PILLARS),
    ]  # fmt: skip


def _routes(found: Found, theme: Theme) -> list[Block]:
    with_records = int((found.covered["records"] > 0).sum())
    parts: list[Block] = [
        Prose(seizures_sentence(found.seizures, found.year, found.current.only_shipped)),
        Prose(coverage_sentence(with_records, len(found.covered))),
        coverage_map(
            found.covered, found.legs, found.current.version.id,
            _("Routes, and in which countries the record has seizures of {year}", year=found.year), theme,
        ),
        Prose(_(CAVEAT), note=True),
    ]  # fmt: skip
    if found.seizures:
        parts += [_drugs(found), Prose(_(KINDS_APART), note=True), _coverage(found)]
    parts += [Heading(_("Legs"))]
    reported = found.legs[found.legs["basis"] == "reported"]
    if reported.empty:
        parts.append(Prose(_("No seizure of {year} in the record states where it came from.", year=found.year)))
    else:
        parts.append(_legs(reported, found.year))
    return [*parts, _published(found)]


def _drugs(found: Found) -> Table:
    columns = (Column(_("Drug"), share=40), Column(_("Seizures"), number=True, share=20),
               Column(_("Amount in these records"), number=True, share=40))  # fmt: skip
    named = found.drugs.assign(drug=found.drugs["drug"].fillna(""))
    rows = [
        (
            Cell(drug_name(str(drug)) if drug else _("not stated")),
            Cell(number(int(rows["seizures"].max()))),
            Cell(drug_amounts(rows)),
        )
        for drug, rows in named.groupby("drug", sort=False)
    ]
    return Table(
        _("Seizures of {year} in the record by drug: of these records only, not totals", year=found.year),
        columns,
        tuple(rows),
    )


def _coverage(found: Found) -> Table:
    """Countries with a record; the others are told in one cell."""
    columns = (Column(_("Country"), share=70), Column(_("Seizures in the record"), number=True, share=30))
    by_country = (
        found.places.assign(country=found.places["country"].fillna("")).groupby("country", sort=False)["seizures"].max()
    )
    rows = [
        (Cell(area_name(iso3) if iso3 else _("at sea or not stated")), Cell(number(int(n))))
        for iso3, n in by_country.items()
    ]
    silent = found.covered[found.covered["records"] == 0]["iso3"]
    if len(silent):
        names = listed(sorted(area_name(iso3) for iso3 in silent))
        title = ngettext(
            "{n} country on the routes without a record", "{n} countries on the routes without a record", len(silent)
        )
        rows.append((Cell(title, names), Cell(_("no record"), none=True)))
    return Table(
        _("Coverage: where the seizures of {year} in the record were made", year=found.year), columns, tuple(rows)
    )


def _legs(reported: pd.DataFrame, year: int) -> Table:
    columns = (Column(_("From"), share=34), Column(_("Seized in"), share=34), Column(_("Seizures"), number=True, share=16),
               Column(_("Weight"), number=True, share=16))  # fmt: skip
    rows = tuple(
        (Cell(node_name(row.start)), Cell(node_name(row.end)), Cell(number(row.seizures)),
         Cell("" if pd.isna(row.mass_kg) else amount_full(row.mass_kg, "mass")))
        for row in reported.itertuples()
    )  # fmt: skip
    return Table(_("Legs that seizure records of {year} state", year=year), columns, rows)


def _published(found: Found) -> Prose:
    counts = found.legs["basis"].value_counts()
    said = listed(f"{_(BASES[basis])}: {number(int(counts[basis]))}" for basis in reversed(BASES) if basis in counts)
    return Prose(_("Lines on the map by what they rest on: {said}. Pairs that documents publish have no volume and no year.",
                   said=said), note=True)  # fmt: skip


def poppy_figure(found: Found, indicator: str) -> tuple[str, str] | None:
    """A national figure of the report's year and its edition; None where the data set has none."""
    row = _of_year(found.national[indicator], found.year)
    if row is None:
        return None
    words = amount(row.value, row.value, "amount") or amount(row.low, row.high, "amount")
    return (words, row.edition or row.estimator or row.source) if words else None


def _of_year(frame: pd.DataFrame, year: int):
    return next((row for row in frame.itertuples() if row.year == year), None)


def _afghanistan(found: Found, theme: Theme) -> list[Block]:
    states = {str(state): int(n) for state, n in found.poppy["state"].value_counts().items()}
    parts: list[Block] = [
        Prose(poppy_sentence(found.year, poppy_figure(found, "area_ha"), poppy_figure(found, "production_t")))
    ]
    years = _("Area under opium poppy in Afghanistan, hectares, to {year}", year=found.year)
    if not states:
        parts.append(Prose(_("No figures of provinces of {year} are in this data set.", year=found.year)))
        return [*parts, *_national(found), poppy_chart(found.national["area_ha"], found.year, years, theme)]
    parts += [
        Prose(provinces_sentence(states)),
        poppy_map(found.poppy, _("Opium poppy by province, {year}", year=found.year), theme), _provinces(found),
        *_national(found), poppy_chart(found.national["area_ha"], found.year, years, theme),
    ]  # fmt: skip
    return parts


def _national(found: Found) -> list[Block]:
    """The country's figures of the year beside those of the baseline year, each with its edition."""
    years = sorted({BASELINE_YEAR, found.year})
    labels = {"area_ha": _("Area under opium poppy, ha"), "production_t": _("Potential opium production, t"),
              "eradication_ha": _("Eradicated, ha")}  # fmt: skip
    rows = []
    for name, label in labels.items():
        cells = [_national_cell(_of_year(found.national[name], year)) for year in years]
        change = [] if len(years) == 1 else [Cell(_change(found.national[name], *years))]
        rows.append((Cell(label), *cells, *change))
    columns = [
        Column(_("Afghanistan"), share=40),
        *(Column(digits(str(year)), number=True, share=22) for year in years),
    ]
    columns += [Column(_("Change"), number=True, share=16)] if len(years) > 1 else []
    return [Table(_("The country’s figures"), tuple(columns), tuple(rows))]


def _national_cell(row) -> Cell:
    words = "" if row is None else amount(row.value, row.value, "amount") or amount(row.low, row.high, "amount")
    return Cell(words, row.edition) if words else Cell(_("no value"), none=True)


def _change(frame: pd.DataFrame, first: int, last: int) -> str:
    one, other = _of_year(frame, first), _of_year(frame, last)
    if one is None or other is None or pd.isna(one.value) or pd.isna(other.value) or not one.value:
        return ""
    return change_words(100 * (other.value / one.value - 1))


def _provinces(found: Found) -> Table:
    """The provinces with a figure one by one, the largest first; those without one together, each kind of nothing apart."""
    columns = (Column(_("Province"), share=66), Column(_("Hectares"), number=True, share=34))
    ranked = found.poppy.sort_values(["area_ha", "code"], ascending=[False, True])
    rows = [
        (Cell(admin1_name(row.code)), Cell(number(row.area_ha))) for row in ranked.itertuples() if row.state == "value"
    ]
    words = {"zero": number(0), "poppy_free": _("<100 ha"), "grown_no_figure": _("grown"), "none": _("no value")}
    for state, word in words.items():
        own = found.poppy[found.poppy["state"] == state]
        if len(own):
            title = ngettext("{n} more province", "{n} more provinces", len(own))
            names = listed(sorted(admin1_name(code) for code in own["code"]))
            rows.append((Cell(title, names), Cell(word, none=state == "none")))
    editions = listed(sorted({edition for edition in found.poppy["edition"] if edition}))
    return Table(
        _("Opium poppy by province, {year} ({editions})", year=found.year, editions=editions), columns, tuple(rows)
    )


def _countries(found: Found, theme: Theme) -> list[Block]:
    members = found.members
    programmes = {
        str(name): list(rows["iso3"])
        for name, rows in members[members["kind"] == PROGRAMME].groupby("name", sort=False)
    }
    parts: list[Block] = [
        Prose(_("No text names a single list of priority countries. The report of 2014 looks at the countries of two regional "
                "programmes; groups and their dates are given here as their sources give them.")),
    ]  # fmt: skip
    if programmes:
        shown = {_(name): codes for name, codes in programmes.items()}
        parts.append(members_map(shown, _("Members of the regional programmes on {day}", day=day(found.day)), theme))
    else:
        parts.append(Prose(_("No regional programme with dates was in force on {day}.", day=day(found.day))))
    partners = members[members["kind"] == PARTNERSHIP].groupby("name", sort=False)
    said = [Prose(_partners(str(name), rows), note=True) for name, rows in partners]
    return [*parts, _groups(found), *said]


def _partners(name: str, rows: pd.DataFrame) -> str:
    """A partnership, which is far more than the routes: in a paragraph and not in the table."""
    n = ngettext("{n} member", "{n} members", len(rows))
    return f"{_(name)}, {n}: {listed(_member(row) for row in rows.itertuples())}."


def _groups(found: Found) -> Table:
    columns = (Column(_("Group"), share=36), Column(_("Members"), share=64))
    rows = []
    groups = found.members[found.members["kind"] != PARTNERSHIP]
    order = groups.sort_values("kind", key=lambda kinds: kinds != PROGRAMME, kind="stable")
    for (name, dated), members in order.groupby(["name", "dated"], sort=False):
        n = ngettext("{n} member", "{n} members", len(members))
        doubted = members["note"].fillna("").str.startswith("UNCERTAIN").any()
        said = [n, *([] if dated else [_("no dates stated")]), *([_("membership not confirmed")] if doubted else [])]
        rows.append((Cell(_(str(name)), "; ".join(said)), Cell(listed(_member(row) for row in members.itertuples()))))
    return Table(_("Groups of countries on {day}", day=day(found.day)), columns, tuple(rows))


def _member(row) -> str:
    return f"{area_name(row.iso3)} ({_('partnering')})" if row.role == "partnering" else area_name(row.iso3)


def _assistance(found: Found, theme: Theme) -> list[Block]:
    rows = found.projects
    if rows.empty:
        return [Prose(_("No project in this data set may have run in {year}.", year=found.year))]
    known = int(rows["known"].sum())
    said = ngettext("{n} project that a public text names may have run in {year}",
                    "{n} projects that public texts name may have run in {year}", len(rows),
                    year=digits(str(found.year)))  # fmt: skip
    of_all = _("{said}, of {n} in this data set; of {known} both ends are stated.", said=said,
               n=number(found.projects_in_all), known=number(known))  # fmt: skip
    caution = _("Budgets are what one text states, in its currency. Some are parts of others, some stand in two versions, and most "
                "projects have no public total: they are not added here.")  # fmt: skip
    columns = (Column(_("Project"), share=34), Column(_("Agency and donors"), share=30), Column(_("Years"), share=12),
               Column(_("Pillar"), share=10), Column(_("Budget as stated"), number=True, share=14))  # fmt: skip
    cells = tuple(_project(row) for row in rows.itertuples())
    return [Prose(of_all), Prose(caution), Table(_("Projects, each with a link to its source"), columns, cells)]


def _project(row) -> tuple[Cell, ...]:
    address = next((word for word in row.source.split() if word.startswith(("http://", "https://"))), None)
    text = [part for part in (row.agency, row.donors) if isinstance(part, str)]
    budget = Cell(_("not stated"), none=True) if pd.isna(row.budget) else Cell(f"{number(row.budget)} {row.currency}")
    return (
        Cell(row.title, row.project_id, href=address), Cell(text[0] if text else "", text[1] if len(text) > 1 else ""),
        Cell(_years(row.started, row.ended)), Cell(_pillars(row.pillars)), budget,
    )  # fmt: skip


def _years(started: object, ended: object) -> str:
    """When a project ran, as far as its source says."""
    first, last = (digits(end) if isinstance(end, str) else "" for end in (started, ended))
    if first and last:
        return _("{first} to {last}", first=first, last=last) if first != last else first
    if first:
        return _("from {day}", day=first)
    return _("to {day}", day=last) if last else _("not stated")


def _pillars(said: object) -> str:
    if not isinstance(said, str):
        return ""
    return _("all") if said == ALL_PILLARS else listed(map(pillar_number, said.split(";")))


def _sources(found: Found, theme: Theme) -> list[Block]:
    columns = (Column(_("Source"), share=48), Column(_("Edition"), share=17), Column(_("Licence"), share=35))
    rows = tuple(
        (Cell(row.title, row.producer, href=row.link if isinstance(row.link, str) else None),
         Cell(row.edition, _("retrieved {day}", day=day(row.retrieved))), Cell(row.licence))
        for row in found.releases.itertuples()
    )  # fmt: skip
    words = _("Every figure of this report comes from these files, and each of their rows names the text that it was taken from; "
              "the page of the record shows it.")  # fmt: skip
    return [Prose(words), Table(_("What this data version holds"), columns, rows)]


def _method(found: Found, theme: Theme) -> list[Block]:
    texts = (
        _("Baseline: the value of {year}, or where there is none that of the nearest year within the indicator’s window; which one "
          "was used is printed under it.", year=BASELINE_YEAR),
        _("Nothing that is said of a later year than {year} is used.", year=found.year),
        _("Status: the growth rate a year between baseline and latest value in the better direction, against the rate that a "
          "target asks for, or where there is none against 1.5 % (progress) and 0.5 % (moderate) a year; the measure that Open SDG "
          "documents. A person may state another status only with a reason, a name and a date, which are printed."),
        _("Where sources differ, both values stand side by side. They are not added and no middle is drawn."),
        _("There is no composite score. What cannot be measured is counted and never hidden in an average."),
        _("More seized is neither better nor worse: it shows work done, not the size of the flow."),
        _("The status of a commitment is the newest that a source or an editor states up to the end of the year. Overdue means "
          "that the due day has passed and nobody here says done or dropped; it does not mean not done."),
        _("Maps are drawn in an equal-area projection from the boundaries that ship with the program."),
        _("The same data version gives the same report. This one is made of {version}.", version=found.current.version.id),
    )  # fmt: skip
    return [Items(texts)]


def _missing(found: Found, theme: Theme) -> list[Block]:
    without = unmeasured(found.indicators, found.standing)
    names = dict(zip(found.indicators["indicator_id"], found.indicators["name"]))
    n = ngettext(
        "{n} indicator has no series that could be judged.",
        "{n} indicators have no series that could be judged.",
        len(without),
    )
    columns = (Column(_("Indicator"), share=40), Column(_("Pillar"), share=20), Column(_("Series"), number=True, share=8),
               Column(_("Why, most often"), share=32))  # fmt: skip
    rows = tuple(
        (
            Cell(names[row.indicator_id]),
            Cell(pillar_name(row.pillar)),
            Cell(number(row.series)),
            Cell(why_words(row.why)),
        )
        for row in without.itertuples()
    )
    unread = found.items[found.items["gist"].isna()]
    texts = [
        ngettext("{n} entry of the Vienna Declaration was not read: its text was not reachable.",
                 "{n} entries of the Vienna Declaration were not read: their text was not reachable.", len(unread)),
        ngettext("{n} commitment or recommendation has no status that any source states.",
                 "{n} commitments and recommendations have no status that any source states.",
                 int((found.stood["status"] == "not_stated").sum())),
    ]  # fmt: skip
    parts: list[Block] = [Prose(n), Items(tuple(texts))]
    return [*parts, Table(_("Indicators without a status"), columns, rows)] if rows else parts


_CHAPTERS: Mapping[str, Callable[[Found, Theme], list[Block]]] = {
    "summary": _summary, "all-pillars": _all_pillars, "routes": _routes, "afghanistan": _afghanistan, "countries": _countries,
    "assistance": _assistance, "sources": _sources, "method": _method, "missing": _missing,
}  # fmt: skip
