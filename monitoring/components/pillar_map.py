"""The map of a measure by country, its legend, its table twin with the same rows in the same order, and its chart."""

import dash_mantine_components as dmc
from dash import dcc, html

from ..figures import pillar_charts as charts
from ..figures import pillars as figures
from ..figures.basemap import Command, theme_commands
from ..figures.legends import LegendGroup
from ..language import _, digits, language, ngettext
from ..vocabulary.life_cycle import pillar_name
from ..vocabulary.view import View
from .fills_map import fills_map
from .life_marks import evidence
from .map_legend import legend_of_groups
from .pillar_marks import status_mark
from .pillar_measure import Measure, labels, looks, names_of, title
from .pillar_values import figure, unit_words, year_words
from .pillars_of import Progress, area_name, level_of_view

MAP = "pillars-map"
BOUNDS = [18, 23, 90, 56]
NEWEST = "newest"


def map_label() -> str:
    return _("Map of a measure by country. The table below it holds the same rows.")


def host(shown: Measure, view: View) -> html.Div:
    """The map as it is mounted."""
    theme = view.theme or "light"
    camera = {"center": list(view.at[:2]), "zoom": view.at[2]} if view.at else {"bounds": BOUNDS}
    return fills_map(MAP, map_label(), looks(shown), labels(shown, view), theme, camera)


def map_commands(shown: Measure, view: View) -> list[Command]:
    """What leads the map to this measure, whatever it shows now."""
    theme = view.theme or "light"
    return [
        *theme_commands(theme, language()),
        *figures.commands(theme, language(), looks(shown), labels(shown, view)),
    ]


def groups(shown: Measure, view: View) -> list[LegendGroup]:
    theme = view.theme or "light"
    if view.show == "status":
        words = _("Status since the baseline")
    elif shown.kind in ("amount", "share"):
        words = _("{unit}; the classes are the same in all years", unit=unit_words(shown.indicator["unit"]))
    else:
        words = shown.indicator["name"]
    one = {"yes_no": _("Yes"), "interval": _("In force"), "date": _("A date is known")}.get(shown.kind, "")
    return figures.legend(theme, words, shown.least, looks(shown), one)


def legend(shown: Measure, view: View) -> html.Details:
    return legend_of_groups(groups(shown, view), view.theme or "light")


def head(found: Progress, shown: Measure, view: View) -> list:
    """The title, and what may be chosen: the measure, the year, and whether values or statuses fill the map."""
    return [
        html.H2(title(shown, view), className="pillar-title", dir="auto"),
        html.P(_sub(shown, view), className="pillar-sub"),
        html.Div(
            [_indicator(found, shown), _year(shown), _show(view)],
            className="pillar-tools",
        ),
        dcc.Store("pillars-shown", data={"indicator": shown.indicator["indicator_id"], "year": _chosen_year(shown),
                                         "show": view.show or "value"}),
    ]  # fmt: skip


def _sub(shown: Measure, view: View) -> str:
    unit = unit_words(shown.indicator["unit"])
    words = f"{pillar_name(shown.indicator['pillar'])} · {unit}"
    if level_of_view(view) != "country":
        words += " · " + _("Regions and the world are in the table only: the map draws countries.")
    return words


def _indicator(found: Progress, shown: Measure) -> dmc.Select:
    data = [
        {
            "group": pillar_name(str(pillar)),
            "items": [{"value": row.indicator_id, "label": row.name} for row in part.itertuples(index=False)],
        }
        for pillar, part in found.indicators.groupby("pillar", sort=True)
    ]
    return dmc.Select(
        id="pillars-indicator", label=_("Measure"), data=data, value=shown.indicator["indicator_id"], size="sm", searchable=True,
        allowDeselect=False, nothingFoundMessage=_("Nothing of this name"), maxDropdownHeight=360,
    )  # fmt: skip


def _year(shown: Measure) -> dmc.Select:
    years = sorted({*shown.years, *([shown.year] if shown.year else [])}, reverse=True)
    data = [{"value": NEWEST, "label": _("Newest of each")}]
    data += [{"value": str(year), "label": digits(str(year))} for year in years]
    return dmc.Select(
        id="pillars-year",
        label=_("Year"),
        data=data,
        value=_chosen_year(shown),
        size="sm",
        allowDeselect=False,
    )


def _chosen_year(shown: Measure) -> str:
    return str(shown.year) if shown.year else NEWEST


def _show(view: View) -> html.Div:
    control = dmc.SegmentedControl(
        id="pillars-show",
        data=[{"value": "value", "label": _("Values")}, {"value": "status", "label": _("Status")}],
        value=view.show or "value",
        size="sm",
        **{"aria-label": _("The map shows")},
    )
    return html.Div([html.Span(_("The map shows"), className="tool-label"), control])


def twin(shown: Measure) -> html.Div:
    """The rows of the map in its order; a row opens what stands behind it."""
    heads = [_("Country or area"), _("Year"), _("Value"), _("Status"), _("Whose estimate"), _("Source")]
    looks_of = (None, "number", "number", None, None, None)
    top = html.Thead(html.Tr([html.Th(word, scope="col", className=look) for word, look in zip(heads, looks_of)]))
    rows = [_twin_row(shown, row) for row in shown.rows]
    caption = html.Caption(_("The rows of the map"), className="visually-hidden")
    table = html.Table([caption, top, html.Tbody(rows)], className="facts-table pillar-twin", id="pillars-twin")
    return html.Div(
        table, className="scroll-x twin-scroll", tabIndex=0, role="region", **{"aria-label": _("The rows of the map")}
    )


def _twin_row(shown: Measure, row) -> html.Tr:
    name = html.Button(
        area_name(row.area), type="button", className="plain-link",
        **{"data-pillar-cell": f"{shown.indicator['indicator_id']}|{row.area}"},
    )  # fmt: skip
    if row.look == figures.OTHER_YEAR and shown.year is not None:
        value: object = html.Span(_("none of this year"), className="nothing-words")
    elif not row.words:
        value = html.Span(_("no value"), className="nothing-words")
    else:
        value = row.words
    marks = [part for status in dict.fromkeys(row.statuses) for part in (status_mark(status), " ")]
    hatched = "number fresh-none" if not row.words else "number"
    return html.Tr(
        [
            html.Th(name, scope="row", dir="auto"),
            html.Td(year_words(row.year) if row.year else "", className="number"),
            html.Td(value, className=hatched),
            html.Td(marks),
            html.Td(row.estimators, dir="auto"),
            html.Td([part for source in row.sources for part in (*evidence(source), html.Br())][:-1], dir="auto",
                    className="twin-source"),
        ],
        **{"data-look": row.look},
    )  # fmt: skip


def chart(found: Progress, shown: Measure, view: View) -> list:
    """Every value of the areas over the years, with a table of the same."""
    theme, names = view.theme or "light", names_of(shown)
    name = shown.indicator["indicator_id"]
    if shown.kind == "date" or shown.cells.empty:
        return []
    if shown.kind == "interval":
        mine = found.spells[(found.spells["indicator_id"] == name) & found.spells["area"].isin(names)]
        figure_ = charts.spells(mine, names, found.current.version.data_date, theme)
        words = _("Times in force by area; the table below holds the years.")
        note = _(
            "Filled end: a source names this start or end. Ring: a source merely saw it then; nothing is drawn beyond it."
        )
    elif shown.kind == "yes_no":
        figure_, words = (
            charts.answers(shown.cells, names, theme),
            _("Yes or no by area and year; the table below holds the same."),
        )
        note = _("Dot: yes. Ring: no. Diamond: sources differ.")
    else:
        figure_, words = charts.panels(shown.cells, names, theme), charts.panels_words(shown.cells, names)
        note = _("Each panel has a scale of its own, from zero to the highest value that it names. Two rings with a dotted line "
                 "are two values of one year that differ: neither is chosen and they are never added.")  # fmt: skip
    graph = dcc.Graph(id="pillars-chart", figure=figure_, config={"displayModeBar": False, "responsive": True})
    return [
        html.H3(_("Over the years"), className="pillar-title"),
        html.Div(
            html.Div(graph, role="img", className="chart-wide", **{"aria-label": words}),
            className="scroll-x",
            tabIndex=0,
        ),
        html.P(note, className="note"),
        _years_table(shown),
    ]


def _years_table(shown: Measure) -> html.Details:
    unit = shown.indicator["unit"] if shown.kind in ("amount", "share") else ""
    grid = {(row.area, row.year): row for row in shown.cells.itertuples()}
    areas = [row.area for row in shown.rows if (shown.cells["area"] == row.area).any()]
    top = html.Thead(
        html.Tr(
            [
                html.Th(_("Country or area"), scope="col"),
                *(html.Th(digits(str(year)), scope="col", className="number") for year in shown.years),
            ]
        )
    )
    rows = [
        html.Tr([
            html.Th(area_name(area), scope="row", dir="auto"),
            *(html.Td(_year_words(grid.get((area, year)), shown.kind), className="number") for year in shown.years),
        ])
        for area in areas
    ]  # fmt: skip
    caption = html.Caption(unit_words(unit) or shown.indicator["name"])
    table = html.Table([caption, top, html.Tbody(rows)], className="facts-table", id="pillars-years")
    n = ngettext("The {n} year as a table", "The {n} years as a table", len(shown.years))
    region = html.Div(table, className="scroll-x", tabIndex=0, role="region", **{"aria-label": n})
    return html.Details([html.Summary(n), region], className="pillar-years")


def _year_words(cell, kind: str) -> str:
    return "" if cell is None else figure(cell.low, cell.high, kind)
