"""The slides of our own pages, as a link's view of them: what the map of the page shows, and the table behind it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from ...exports.meeting_charts import Dot, years
from ...exports.meeting_html import INK, Slide, bars, sentences, table
from ...exports.meeting_maps import Sign
from ...figures import afghanistan_scale as scale
from ...figures.afghanistan import label_points
from ...figures.theme import NOTHING, POPPY_RAMP, family_colours
from ...language import _, digits, listed, ngettext, number
from ...measures.afghanistan import series
from ...measures.questions import Question
from ...vocabulary.admin1 import admin1_name
from ...vocabulary.agenda import Item
from ...vocabulary.countries import COUNTRIES, country_label
from ...vocabulary.drugs import drug, drug_name
from ...vocabulary.filters import Filter
from ...vocabulary.life_cycle import PILLARS, pillar_name
from ...vocabulary.units import amount_words
from ...vocabulary.view import View, parse_link
from ..afghanistan_of import national_of, provinces_of
from ..current import Data
from ..leg_words import leg_name
from ..nodes import country_points
from ..pillars_of import progress
from ..publisher import boundary_note
from ..routes_of import on_map, routes_of
from .country_slides import Made
from .wall import afghan_map, drawable, legs_map, live_legs, map_note, places_map, room

LEGS = 12
DRUGS = 7


def page_slides(current: Data, item: Item, at: int) -> Made:
    """`at`: place in the agenda. The link's own data version, place and language are the page's, not the meeting's."""
    chosen, view = parse_link(item.link, current.known)
    chosen = replace(chosen, v=None)
    return {"explore": _explore, "routes": _routes, "afghanistan": _afghanistan, "pillars": _pillars}[item.page](
        current, chosen, view, at
    )


def filter_words(current: Data, chosen: Filter) -> str:
    """The sentence of the filter."""
    return chosen.sentence(current.select(chosen).seizures, current.known.groups)


def _empty(at: int, name: str, said: str) -> Made:
    return Made([Slide(at, "words", name, _("{page}: nothing to show", page=name), "", sentences([said]))], {})


def _explore(current: Data, chosen: Filter, view: View, at: int) -> Made:
    name, said = _("Explore"), filter_words(current, chosen)
    counted = current.ask(Question("totals", chosen, ("drug",)))
    if counted.empty:
        return _empty(at, name, said)
    by_drug = counted.groupby("drug", sort=False)["seizures"].max().sort_values(ascending=False, kind="stable")
    n = current.select(chosen).seizures
    svg, placed = places_map(
        current, chosen, said, f"places-{at}", names=_busiest(current, chosen), room=room("", said)
    )
    place_title = ngettext("Where {n} seizure was made", "Where {n} seizures were made", placed)
    title = _("{drug} is in {n} of {all} seizures", drug=drug_name(str(by_drug.index[0])), n=number(int(by_drug.iloc[0])),
              all=number(n))  # fmt: skip
    inks = family_colours("print")
    rows = [(drug_name(str(slug)), float(count), number(int(count))) for slug, count in by_drug.items()]
    heads = [_("Drug"), _("Seizures"), _("Amounts stated")]
    behind = table(said, heads, [[drug_name(str(slug)), number(int(count)), _amounts(counted, str(slug))]
                                 for slug, count in by_drug.items()], (1,))  # fmt: skip
    note = _("A seizure of several drugs counts for each. Seizures show work done, not the size of the flow.")
    source = ngettext("{n} cited seizure", "{n} cited seizures", n)
    shown = bars(rows[:DRUGS], [inks[drug(str(slug)).family] for slug in by_drug.index[:DRUGS]])
    slides = [Slide(at, "map", name, place_title, said, svg, f"{source}. {map_note()}", behind)] if placed else []
    if len(rows) > 1 or not slides:  # of one drug, bars would say what the sentence says
        slides.append(Slide(at, "bars", name, title, said, shown, source, behind, note=note))
    return Made(slides, {})


def _busiest(current: Data, chosen: Filter) -> list[tuple[str, float, float]]:
    """The countries with most seizures of a filter: what their names are and where they stand."""
    counted = current.ask(Question("counts", chosen, ("country",)))
    at = country_points()
    return [(country_label(iso3), *at[iso3]) for iso3 in counted["value"].dropna() if iso3 in COUNTRIES and iso3 in at]


def _amounts(counted: pd.DataFrame, slug: str) -> str:
    rows = counted[(counted["drug"] == slug) & counted["quantity"].notna()]
    return listed(amount_words(row.quantity, row.kind) for row in rows.itertuples() if isinstance(row.kind, str))


def _routes(current: Data, chosen: Filter, view: View, at: int) -> Made:
    name, said = _("Routes"), filter_words(current, chosen)
    found = routes_of(current, chosen, view)
    drawn, _stubs = on_map(found, view)
    version = current.version.id
    shown = drawable(drawn, version).head(LEGS)
    if shown.empty:
        return _empty(at, name, said)
    first = shown.iloc[0]
    title = (
        _("{leg}: the leg with most seizures, {n}", leg=leg_name(first["leg"]), n=number(int(first["seizures"])))
        if first["seizures"]
        else _("Published routes; no seizure record names one")
    )
    live = f"routes-{at}"
    bases = {"reported": _("seizure records"), "published": _("a published pair"), "interpreted": _("our reading")}
    rows = [
        [leg_name(row.leg), number(row.seizures) if row.seizures else "", bases[row.basis]]
        for row in drawn.itertuples()
    ]
    behind = table(said, [_("Leg"), _("Seizures"), _("Rests on")], rows, (1,))
    note = _("{n} of {all} legs are drawn, the busiest. Lines join countries, not places.", n=number(len(shown)),
             all=number(len(drawn)))  # fmt: skip
    svg = legs_map(shown, version, f"{title}. {said}", live, room=room(title, said))
    return Made(
        [Slide(at, "map", name, title, said, svg, map_note(), behind, live, note)],
        {live: live_legs(shown, version)},
    )


def _afghanistan(current: Data, chosen: Filter, view: View, at: int) -> Made:
    name = _("Poppy in Afghanistan")
    frame = provinces_of(current)
    known = frame[frame["state"] != "none"]
    years_known = sorted(set(known["year"]))
    if not years_known:
        return _empty(at, name, _("No province has a figure in this data set."))
    year = view.year if view.year is not None and view.year in years_known else int(years_known[-1])
    mine = frame[frame["year"] == year]
    slides = [_provinces(mine, year, at, name)]
    line = series(national_of(current), "area_ha")
    line = line[line["value"].notna()]
    if len(line) > 1:
        slides.append(_national(line, at, name))
    return Made(slides, {})


def _provinces(mine: pd.DataFrame, year: int, at: int, name: str) -> Slide:
    figures = mine[mine["area_ha"].notna()].sort_values("area_ha", ascending=False, kind="stable")
    hatch = {"grown_no_figure": NOTHING["grown_hatch"][0], "none": NOTHING["no_figure_hatch"][0]}
    ground = {"grown_no_figure": NOTHING["grown"][0], "none": NOTHING["no_figure"][0], "poppy_free": NOTHING["free"][0]}
    fills, written = {}, []
    where = label_points()
    for row in mine.itertuples():
        step = scale.SCALES["ha"].step(row.area_ha) if row.state in ("value", "zero") else -1
        fills[row.code] = POPPY_RAMP[1:][step] if step >= 0 else ground.get(row.state, NOTHING["free"][0])
    for row in figures.itertuples():
        written.append(([admin1_name(row.code), number(row.area_ha)], *where[row.code]))
    signs = [
        Sign(label, "area", fill)
        for label, fill in zip([_(one) for one in scale.LABELS["ha"]], POPPY_RAMP[1:], strict=True)
    ][::-1]
    signs += (
        [Sign(_("Poppy-free: under 100 ha, not zero"), "area", NOTHING["free"][0])]
        if (mine["state"] == "poppy_free").any()
        else []
    )
    signs += [Sign(_("Grown, no figure here"), "area", ground["grown_no_figure"], hatch["grown_no_figure"])] if (
        mine["state"] == "grown_no_figure").any() else []  # fmt: skip
    signs += (
        [Sign(_("No figure here"), "area", ground["none"], hatch["none"])] if (mine["state"] == "none").any() else []
    )
    first = figures.iloc[0] if len(figures) else None
    title = (
        _("{province} had most opium poppy in {year}", province=admin1_name(first["code"]), year=year)
        if first is not None
        else _("Opium poppy in {year}: no hectares here", year=year)
    )
    sub = _("Hectares under opium poppy by province, {year}", year=year)
    rows = [
        [admin1_name(row.code), number(row.area_ha) if not pd.isna(row.area_ha) else scale.state_said(row.state), row.source]
        for row in mine.sort_values(["area_ha", "code"], ascending=[False, True], kind="stable").itertuples()
    ]  # fmt: skip
    behind = table(sub, [_("Province"), _("Hectares"), _("Source")], rows, (1,))
    hatches = {row.code: hatch[row.state] for row in mine.itertuples() if row.state in hatch}
    svg = afghan_map(fills, hatches, written, signs, f"{title}. {sub}", f"poppy-{at}")
    quoted = _("Figures of this year are third-party quotations.") if bool(mine["quoted"].any()) else ""
    source = listed(dict.fromkeys(one for one in mine["source"] if one)) or ""
    return Slide(at, "map", name, title, sub, svg, f"{source}. {boundary_note()}", behind, note=quoted)


def _national(line: pd.DataFrame, at: int, name: str) -> Slide:
    dots = [Dot(int(row.year), row.value, row.value, f"{number(row.value)} {_('ha')}") for row in line.itertuples()]
    last, before = line.iloc[-1], line.iloc[-2]
    both = {"year": int(last["year"]), "before": int(before["year"])}
    title = (
        _("Opium poppy: more in {year} than in {before}", **both) if last["value"] > before["value"]
        else _("Opium poppy: less in {year} than in {before}", **both) if last["value"] < before["value"]
        else _("Opium poppy: as much in {year} as in {before}", **both)
    )  # fmt: skip
    sub = _("Afghanistan, hectares a year, {first} to {last}", first=dots[0].year, last=dots[-1].year)
    rows = [[digits(str(row.year)), number(row.value), row.edition, row.source] for row in line.iloc[::-1].itertuples()]
    behind = table(sub, [_("Year"), _("Hectares"), _("Edition"), _("Source")], rows, (1,))
    source = listed(list(dict.fromkeys(line["source"]))[:2])
    return Slide(at, "chart", name, title, sub, years(dots, POPPY_RAMP[3], INK, f"{title}. {sub}"), source, behind)


def _pillars(current: Data, chosen: Filter, view: View, at: int) -> Made:
    name, found = _("Pillars"), progress(current)
    asked = {iso3 for group in chosen.group for iso3 in current.members.get(group, ())} if chosen.group else None
    values = found.values[found.values["level"] == "country"]
    values = values if asked is None else values[values["area"].isin(asked)]
    every, held = found.indicators, set(values["indicator_id"])
    title = _("{n} of {all} measures have a value for a country", n=number(len(held)), all=number(len(every)))
    groups = listed(_((current.known.groups or {}).get(group, group)) for group in chosen.group)
    heads = [_("Pillar"), _("Measures with a value"), _("Countries with one"), _("Newest year")]
    rows = []
    for pillar in PILLARS:
        mine = every[every["pillar"] == pillar]["indicator_id"]
        own = values[values["indicator_id"].isin(mine)]
        dated = own[own["year"] <= current.version.data_date.year]["year"]
        year = digits(str(int(dated.max()))) if len(dated) else _("no value")
        have = _("{n} of {all}", n=number(own["indicator_id"].nunique()), all=number(len(mine)))
        rows.append([pillar_name(pillar), have, number(own["area"].nunique()), year])
    counted = values.groupby("indicator_id")["area"].nunique()
    newest = values.groupby("indicator_id")["year"].max()
    all_rows = [
        [row.name, pillar_name(row.pillar), number(int(counted.get(row.indicator_id, 0))), _year(newest.get(row.indicator_id))]
        for row in every.itertuples(index=False)
    ]  # fmt: skip
    behind = table(title, [_("Measure"), _("Pillar"), _("Countries"), _("Newest year")], all_rows, (2, 3))
    note = _("No value in this data set is not a zero, and not a failure to report.")
    named = values["source"].dropna().value_counts().index[:2]
    return Made(
        [
            Slide(
                at, "facts", name, title, groups, table(title, heads, rows, (1, 2, 3)), listed(named), behind, note=note
            )
        ],
        {},
    )


def _year(value: object) -> str:
    return (
        digits(str(int(value))) if isinstance(value, (int, float, np.integer)) and not pd.isna(value) else _("no value")
    )
