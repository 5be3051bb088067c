"""`/countries`: every country of a dated group as a map and a table that sorts, and two to six of them side by side."""

import re
from dataclasses import replace

from dash import Dash, Input, Output, html, no_update

from ..components import map as map_component
from ..components.countries_compared import comparison
from ..components.countries_of import DRUGS, PATH, Rows, choices, days, read
from ..components.countries_table import head_words, table
from ..components.fills_map import fills_map
from ..components.life_marks import choice
from ..components.link import in_language_of_link, link
from ..components.map_legend import legend_of_groups
from ..components.publisher import boundary_note
from ..components.said import problem_words
from ..errors import MonitorError
from ..figures import pillars as figures
from ..figures.basemap import Command, theme_commands
from ..language import _, day, language, ngettext, number
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View

PAGE = {"name": "countries", "path": re.compile(PATH), "tab": PATH}
MAP = "countries-map"
BOUNDS = [-12, 14, 95, 60]
MAPPED = (*DRUGS, "records", "measures", "routes", "promises", "projects")  # columns that the map can be filled by


def exists() -> bool:
    return True


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def title() -> str:
    return _("Countries")


def layout(search: str) -> html.Div:
    rows, chosen, view = read(search)
    return html.Div(
        [
            html.Div(_head(rows, chosen, view), id="countries-head", className="countries-head"),
            html.Div(_compared(rows, chosen, view), id="countries-compared-place"),
            html.Div(table(rows, chosen, view), id="countries-rows", className="country-card"),
            html.Section(
                [
                    html.Div(_map_head(rows, view), id="countries-map-head"),
                    html.Div(
                        [_host(rows, view), html.Div(_legend(rows, view), id="countries-legend", className="map-box map-legend")],
                        className="countries-stage",
                    ),
                    html.P(boundary_note(), className="note"),
                ],
                className="country-card",
            ),
        ],
        className="countries",
    )  # fmt: skip


def _head(rows: Rows, chosen: Filter, view: View) -> list:
    """What stands in the rows, and what may be chosen instead: the group, and the day of membership."""
    n = ngettext("{n} country", "{n} countries", len(rows.frame))
    name = group_name(rows, view)
    said = _("{n}: {group}.", n=n, group=name)
    if rows.group:
        said = _("{n}: {group}, members on {day}.", n=n, group=name, day=day(rows.day))
        if rows.undated:
            said += " " + ngettext("Of {n} no date is stated.", "Of {n} no dates are stated.", rows.undated)
        if not len(rows.frame):
            said = _("{group} had no member on {day}: it had not begun, or had ended.", group=name, day=day(rows.day))
    return [
        html.H1(_("Countries")),
        html.P(said, className="countries-sentence", role="status"),
        _groups(rows, chosen, view),
        *_days(rows, chosen, view),
        html.P(_("National totals are those of UNODC’s annexes as transcribed; counts of the record are no totals. More seized is "
                 "neither better nor worse."), className="note"),
    ]  # fmt: skip


def group_name(rows: Rows, view: View) -> str:
    names = dict(zip(rows.current.groups["group"], rows.current.groups["name"]))
    if rows.group:
        return _(names[rows.group])
    others = {"neighbours": _("neighbours of Afghanistan"), "all": _("every country with anything in this data set")}
    return others.get(view.among or "", _("countries on the routes"))


def _groups(rows: Rows, chosen: Filter, view: View) -> html.Nav:
    none = chosen.replace(group=())
    routes, near = replace(view, among=None), replace(view, among="neighbours")
    links = [
        choice([words], link(PATH, none, there), "chip-link", not rows.group and view.among == there.among)
        for there, words in ((routes, _("On the routes")), (near, _("Neighbours of Afghanistan")))
    ]
    links += [
        choice(
            [_(name)],
            link(PATH, chosen.replace(group=(slug,)), replace(view, among=None)),
            "chip-link",
            rows.group == slug,
        )
        for slug, name in choices(rows.current, rows.day).items()
    ]
    links.append(
        choice(
            [_("All")],
            link(PATH, none, replace(view, among="all")),
            "chip-link",
            not rows.group and view.among == "all",
        )
    )
    return html.Nav(
        [html.Span(_("Group"), className="chips-name"), *links], className="chips", **{"aria-label": _("Group")}
    )


def _days(rows: Rows, chosen: Filter, view: View) -> list:
    """The day of membership: that of the data, or the end of a year in which a membership began or ended."""
    links = [choice([_("Data of {date}", date=day(rows.current.version.data_date))], link(PATH, chosen, replace(view, on=None)),
                    "chip-link", view.on is None)]  # fmt: skip
    links += [
        choice(
            [day(one)], link(PATH, chosen, replace(view, on=one.isoformat())), "chip-link", view.on == one.isoformat()
        )
        for one in days(rows.current)
    ]
    words = _("Members on")
    return [html.Nav([html.Span(words, className="chips-name"), *links], className="chips", **{"aria-label": words})]


def _compared(rows: Rows, chosen: Filter, view: View) -> list:
    return comparison(rows, list(rows.frame["iso3"]), group_name(rows, view), chosen, view)


def mapped(view: View) -> str:
    """The column that fills the map: that by which the table is ordered, heroin where that is no amount."""
    name = (view.ranked or "").removeprefix("-")
    return name if name in MAPPED else DRUGS[0]


def _values(rows: Rows, view: View) -> dict[str, float]:
    column = {"promises": "open"}.get(mapped(view), mapped(view))
    return {iso3: float(value) for iso3, value in zip(rows.frame["iso3"], rows.frame[column])}


def _looks(rows: Rows, view: View) -> tuple[dict[str, str], tuple[float, ...], dict[str, str]]:
    """Country -> its look, the classes, and what stands under its name."""
    values = _values(rows, view)
    least = figures.steps([value for value in values.values() if value == value])
    pairs = set()
    if mapped(view) in DRUGS:
        newest = rows.totals[rows.totals["drug"] == mapped(view)].groupby("area").tail(1)
        pairs = set(newest.loc[newest["low"] != newest["high"], "area"])
    looks, said = {}, {}
    for iso3, value in values.items():
        known = value == value
        looks[iso3] = figures.PAIR if iso3 in pairs else figures.key_of(value, value, least) if known else figures.NONE
        if known and iso3 not in pairs:
            said[iso3] = amount_words(value, "mass") if mapped(view) in DRUGS else number(int(value))
    return looks, least, said


def _map_words(view: View) -> str:
    name = mapped(view)
    return _("{drug}, newest national total, kg", drug=head_words(name)) if name in DRUGS else head_words(name)


def _map_head(rows: Rows, view: View) -> list:
    sub = _("The map shows the column by which the table is ordered; the table above holds the same numbers.")
    return [html.H2(_map_words(view)), html.P(sub, className="country-sub")]


def map_label() -> str:
    return _("Map of countries by the column that orders the table. The table above holds the same numbers.")


def _host(rows: Rows, view: View) -> html.Div:
    theme = view.theme or "light"
    looks, _least, said = _looks(rows, view)
    return fills_map(MAP, map_label(), looks, said, theme, {"bounds": BOUNDS})


def _commands(rows: Rows, view: View) -> list[Command]:
    theme = view.theme or "light"
    looks, _least, said = _looks(rows, view)
    return [*theme_commands(theme, language()), *figures.commands(theme, language(), looks, said)]


def _legend(rows: Rows, view: View) -> html.Details:
    looks, least, _said = _looks(rows, view)
    theme = view.theme or "light"
    return legend_of_groups(figures.legend(theme, _map_words(view), least, looks), theme)


@in_language_of_link
def show(search: str, pathname: str) -> dict[str, object]:
    """Another group, day, order or comparison on the page that is there."""
    nothing: dict[str, object] = dict.fromkeys(SHOWN, no_update)
    if pathname != PATH:
        return nothing
    try:
        rows, chosen, view = read(search)
    except MonitorError as problem:
        return nothing | {"compared": html.P(problem_words(problem), className="data-problem")}
    return {
        "head": _head(rows, chosen, view), "compared": _compared(rows, chosen, view), "rows": table(rows, chosen, view),
        "map_head": _map_head(rows, view), "legend": _legend(rows, view), "map": _commands(rows, view),
    }  # fmt: skip


SHOWN = {
    "head": Output("countries-head", "children"),
    "compared": Output("countries-compared-place", "children"),
    "rows": Output("countries-rows", "children"),
    "map_head": Output("countries-map-head", "children"),
    "legend": Output("countries-legend", "children"),
    "map": Output(f"{MAP}-commands", "data"),
}


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    app.callback(
        output=SHOWN, inputs={"search": Input("url", "search"), "pathname": Input("url", "pathname")}, prevent_initial_call=True
    )(show)  # fmt: skip
