"""The freshness matrix: areas by measures, a cell the year of the newest value, hatched where this data set has none."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..language import _, digits, ngettext
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import PILLARS
from ..vocabulary.pillar_words import AGES, age_of, age_words
from ..vocabulary.view import View
from .life_marks import choice
from .link import link
from .pillars_of import MEASURED_IN, PATH, Columns, Progress, area_name, fresh, level_of_view


def matrix(found: Progress, areas: Sequence[str], columns: Columns, chosen: Filter, view: View) -> list:
    """Title, what a cell says, the table and its key. A cell is a button that opens what stands behind it."""
    grid = fresh(found, columns.shown, areas)
    return [
        html.Div(
            [html.H2(_("What can be measured, and how fresh it is"), className="pillar-title"), _levels(chosen, view)],
            className="matrix-head",
        ),
        html.P(_("The year of the newest value at hand. Hatched: no value in this data set; that is not a zero."),
               className="pillar-sub"),
        html.Div(_table(found, areas, columns.shown, grid, chosen, view), className="fresh-scroll", tabIndex=0, role="region",
                 **{"aria-label": _("Freshness matrix")}) if len(areas) and len(columns.shown)
        else html.P(_("Nothing is measured here yet. Choose another level, pillar or group."), className="empty"),
        _key(grid, found),
        html.P([*_left_out(columns, chosen, view),
                _("Status is computed only where a baseline and a later value exist; the formula opens from each cell. "
                  "Sources differ by cell and are listed there.")], className="note"),
    ]  # fmt: skip


def _levels(chosen: Filter, view: View) -> html.Nav:
    """Countries, regions or the world; and back to all pillars where one is chosen."""
    now = level_of_view(view)
    names = {"country": _("Countries"), "region": _("Regions"), "global": _("The world")}
    links = [
        choice(
            [words],
            link(PATH, chosen, replace(view, level=None if level == "country" else level, area=None)),
            "chip-link",
            now == level,
        )
        for level, words in names.items()
    ]
    if view.pillar:
        links.append(dcc.Link(_("All four pillars"), href=_of_pillar(None, chosen, view), className="chip-link"))
    return html.Nav(links, className="chips", **{"aria-label": _("Level")})


def _of_pillar(pillar: str | None, chosen: Filter, view: View) -> str:
    return link(PATH, chosen, replace(view, pillar=pillar, indicator=None, area=None))


def _table(
    found: Progress, areas: Sequence[str], names: Sequence[str], grid: pd.DataFrame, chosen: Filter, view: View
) -> html.Table:
    of = found.indicators.set_index("indicator_id")
    pillar_of = [of["pillar"][name] for name in names]
    by_cell = {(row.indicator_id, row.area): row for row in grid.itertuples()}
    first = True
    rows = []
    for area in areas:
        tds = []
        for name, pillar, before in zip(names, pillar_of, [None, *pillar_of]):
            tds.append(_cell(found, by_cell[(name, area)], of["name"][name], first, pillar != before))
            first = False
        rows.append(html.Tr([html.Th(_area(area, chosen, view), scope="row"), *tds]))
    heads = [
        html.Th(html.Span(of["name"][name], dir="auto"), scope="col", className="fresh-start" if pillar != before else None)
        for name, pillar, before in zip(names, pillar_of, [None, *pillar_of])
    ]  # fmt: skip
    groups = [
        html.Th(
            dcc.Link([digits(pillar), " ", _(PILLARS[pillar])], href=_of_pillar(pillar, chosen, view)),
            scope="colgroup",
            colSpan=pillar_of.count(pillar),
            className="fresh-pillar",
        )
        for pillar in dict.fromkeys(pillar_of)
    ]
    corner = html.Th(
        html.Span(_("Country or area"), className="visually-hidden"), scope="col", rowSpan=2, className="fresh-corner"
    )
    head = html.Thead([html.Tr([corner, *groups]), html.Tr(heads)])
    caption = html.Caption(_("Year of the newest value, by area and measure"), className="visually-hidden")
    return html.Table([caption, head, html.Tbody(rows)], className="fresh", id="pillars-table")


def _area(area: str, chosen: Filter, view: View) -> str | dcc.Link:
    """The name; of a country with the door to its page."""
    if area not in COUNTRIES:
        return area_name(area)
    there = link(f"/country/{area}", Filter(v=chosen.v), View(lang=view.lang, theme=view.theme))
    return dcc.Link(area_name(area), href=there, className="fresh-area")


def _cell(found: Progress, cell, name: str, first: bool, starts: bool) -> html.Td:
    has = cell.count > 0
    known = has and not pd.isna(cell.newest_year)
    words = digits(str(int(cell.newest_year))) if known else _("undated") if has else ""
    look = "none" if not has else "undated" if not known else _age(found, int(cell.newest_year))
    n = ngettext("{n} value", "{n} values", int(cell.count)) if has else _("no value in this data set")
    said = f"{name}, {area_name(cell.area)}: {words}, {n}" if has else f"{name}, {area_name(cell.area)}: {n}"
    button = html.Button(
        words, type="button", className=f"fresh-cell fresh-{look}", tabIndex=0 if first else -1,
        **{"aria-label": said, "data-pillar-cell": f"{cell.indicator_id}|{cell.area}"},
    )  # fmt: skip
    return html.Td(button, className="fresh-start" if starts else None)


def _age(found: Progress, year: int) -> str:
    """A date that is still to come is no fresh value."""
    return "ahead" if year > found.current.version.data_date.year else age_of(year)


def _key(grid: pd.DataFrame, found: Progress) -> html.Ul:
    ahead = bool((grid["newest_year"] > found.current.version.data_date.year).any())
    shown = [(age, age_words(age)) for age in AGES]
    if ahead:
        shown.append(("ahead", _("a date still to come")))
    if bool((grid["undated"] & grid["newest_year"].isna()).any()):
        shown.append(("undated", _("a value without a year")))
    shown.append(("none", _("no value in this data set")))
    return html.Ul(
        [html.Li([html.Span(className=f"fresh-cell fresh-{look}"), words]) for look, words in shown], className="pillar-key"
    )  # fmt: skip


def _left_out(columns: Columns, chosen: Filter, view: View) -> list:
    if view.once == "shown":
        return [dcc.Link(_("Leave out what few of them have"), href=link(PATH, chosen, replace(view, once=None))), ". "]
    if not columns.left_out:
        return []
    n = ngettext(
        "{n} more measure has values for fewer than {least} of these areas",
        "{n} more measures have values for fewer than {least} of these areas", columns.left_out, least=digits(str(MEASURED_IN)),
    )  # fmt: skip
    there = link(PATH, chosen, replace(view, once="shown"))
    return [f"{n}: ", dcc.Link(_("show them too"), href=there), ". "]
