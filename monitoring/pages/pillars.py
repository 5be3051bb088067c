"""`/pillars`: what was promised, what is measured and how fresh it is; the link is the state, a cell of the matrix opens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components import map as map_component
from ..components.link import in_language_of_link
from ..components.pillar_cards import cards
from ..components.pillar_evidence import panel
from ..components.pillar_items import items, related
from ..components.pillar_map import MAP, chart, head, host, legend, map_commands, twin
from ..components.pillar_matrix import matrix
from ..components.pillar_measure import Measure, measure, shown_indicator
from ..components.pillar_override import FIELDS, history, save, seen_now
from ..components.pillar_sentence import bar, downloads, sentence
from ..components.pillars_of import PATH, Columns, areas_of, columns_of, read
from ..components.publisher import boundary_note
from ..components.recommendations_of import Mechanism, mechanism
from ..components.said import problem_words
from ..components.things.change import change_link
from ..errors import EditError, MonitorError
from ..language import _
from ..settings import settings
from ..vocabulary.view import View, link

PAGE = {"name": "pillars", "path": re.compile(PATH), "tab": PATH}


def exists() -> bool:
    return True


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def title() -> str:
    return _("Pillars")


class Asked:
    """What a link asks of this page, worked out part by part."""

    def __init__(self, search: object) -> None:
        self.found, self.chosen, self.view = read(search)
        self.areas = areas_of(self.found, self.chosen, self.view)
        self.columns: Columns = columns_of(self.found, self.areas, self.view)
        name = shown_indicator(self.found, self.columns, self.areas, self.view)
        self.measure: Measure | None = measure(self.found, name, self.areas, self.view) if name else None
        self.promises: Mechanism = mechanism(self.found.current)

    def keys(self) -> dict[str, str]:
        """Of each part what it depends on, as text: a part is drawn anew where that has changed."""
        version, view = self.found.current.version.id, self.view
        look = View(lang=view.lang, theme=view.theme)
        areas = replace(look, level=view.level, among=view.among, against=view.against)
        here = replace(areas, pillar=view.pillar, once=view.once)
        of = {
            "cards": areas,
            "matrix": here,
            "measure": replace(here, year=view.year, show=view.show),
            "panel": replace(areas, indicator=view.indicator, area=view.area),
            "sentence": replace(here, indicator=view.indicator, year=view.year, show=view.show),
        }
        keys = {part: f"{version}{link(self.chosen, each)}" for part, each in of.items()}
        keys["matrix"] += ",".join(self.columns.shown)
        keys["measure"] += str(self.measure.indicator["indicator_id"] if self.measure else "")
        return keys


def layout(search: str) -> html.Div:
    asked = Asked(search)
    found, chosen, view = asked.found, asked.chosen, asked.view
    parts = [
        html.Section(_cards(asked), id="pillars-cards", className="pillars-top"),
        html.Div(
            [
                html.Section(_matrix(asked), id="pillars-matrix", className="pillar-box fresh-box"),
                html.Aside(panel(found, chosen, view), id="pillars-panel", **{"aria-label": _("What stands behind a cell")}),
            ],
            className="pillars-middle",
        ),
        *_measure(asked),
        html.Section(items(found, asked.promises, chosen, view), className="pillar-box", id="pillars-items"),
        related(asked.promises, chosen, view),
    ]  # fmt: skip
    stores = [dcc.Store("pillars-drawn", data=asked.keys()), html.Div(id="pillars-announce", role="status")]
    sentence_bar = bar(sentence(found, asked.areas, chosen, view), chosen, view)
    return html.Div([sentence_bar, html.Div([*parts, *stores], className="pillars")], className="pillars-page")


def _cards(asked: Asked) -> list:
    return cards(asked.found, asked.promises, asked.areas, asked.chosen, asked.view)


def _matrix(asked: Asked) -> list:
    new = change_link(asked.found.current, "indicator", None, asked.view)
    return [*matrix(asked.found, asked.areas, asked.columns, asked.chosen, asked.view), *new]


def _measure(asked: Asked) -> list:
    """The map with what is chosen for it and its twin; nothing where there is no measure at all."""
    if asked.measure is None:
        return []
    return [
        html.Section(
            [
                html.Div(head(asked.found, asked.measure, asked.view), id="pillars-head"),
                html.Div(
                    [
                        host(asked.measure, asked.view),
                        html.Div(legend(asked.measure, asked.view), id="pillars-legend", className="map-box map-legend"),
                    ],
                    className="pillars-map-stage",
                ),
                html.P(boundary_note(), className="note"),
                html.Div(_twin(asked), id="pillars-body"),
            ],
            className="pillar-box", id="pillars-measure",
        )
    ]  # fmt: skip


def _twin(asked: Asked) -> list:
    if asked.measure is None:
        return []
    return [twin(asked.measure), *chart(asked.found, asked.measure, asked.view)]


@in_language_of_link
def show(search: str, pathname: str, drawn: object) -> dict[str, object]:
    """What a link changes on the page that is there: the parts whose words differ, and no other."""
    nothing: dict[str, object] = dict.fromkeys(SHOWN, no_update)
    if pathname != PATH:
        return nothing
    try:
        asked = Asked(search)
    except MonitorError as problem:
        return nothing | {"announce": html.P(problem_words(problem), className="data-problem")}
    before = drawn if isinstance(drawn, Mapping) else {}
    keys = asked.keys()
    return (
        nothing
        | _parts(asked, [part for part in keys if before.get(part) != keys[part]])
        | {"drawn": keys, "announce": None}
    )


def _parts(asked: Asked, names: Sequence[str]) -> dict[str, object]:
    found, chosen, view = asked.found, asked.chosen, asked.view
    parts: dict[str, object] = {}
    if "sentence" in names:
        parts |= {"sentence": sentence(found, asked.areas, chosen, view), "downloads": downloads(chosen, view)}
    if "cards" in names:
        parts["cards"] = _cards(asked)
    if "matrix" in names:
        parts["matrix"] = _matrix(asked)
    if "panel" in names:
        parts["panel"] = panel(found, chosen, view)
    if "measure" in names and asked.measure is not None:
        parts |= {
            "head": head(found, asked.measure, view), "map": map_commands(asked.measure, view),
            "legend": legend(asked.measure, view), "body": _twin(asked),
        }  # fmt: skip
    return parts


@in_language_of_link
def keep(asked: int | None, search: str, seen: object, of: object, **sent: object) -> dict[str, object]:
    """States a status as a new data version; where it cannot, says why and leaves the form as it is."""
    left: dict[str, object] = dict.fromkeys(KEPT, no_update)
    if not asked or not isinstance(of, Mapping):
        return left
    left |= {f"{name}_error": "" for name in FIELDS}
    indicator, area = str(of.get("indicator")), str(of.get("area"))
    try:
        save(indicator, area, sent, seen)
    except MonitorError as problem:
        field = problem.field if isinstance(problem, EditError) else None
        if field in FIELDS:
            return left | {"said": None, f"{field}_error": str(problem)}
        # So that the next try is of what the person has been told of; the form keeps its words.
        return left | {
            "said": html.P(problem_words(problem), className="data-problem"), "seen": seen_now(indicator, area),
            "history": history(indicator, area, settings().may_edit),
        }  # fmt: skip
    now = Asked(search)
    parts = _parts(now, ["cards", "matrix", "panel", "measure"])
    return left | {name: parts.get(name, no_update) for name in REDRAWN} | {"drawn": now.keys()}


SHOWN = {
    "sentence": Output("pillars-sentence", "children"), "downloads": Output("pillars-downloads", "children"),
    "cards": Output("pillars-cards", "children"), "matrix": Output("pillars-matrix", "children"),
    "panel": Output("pillars-panel", "children"), "head": Output("pillars-head", "children"),
    "map": Output(f"{MAP}-commands", "data"), "legend": Output("pillars-legend", "children"),
    "body": Output("pillars-body", "children"), "announce": Output("pillars-announce", "children"),
    "drawn": Output("pillars-drawn", "data"),
}  # fmt: skip
REDRAWN = ("cards", "matrix", "panel", "head", "map", "legend", "body")
KEPT = {
    **{
        name: Output(SHOWN[name].component_id, SHOWN[name].component_property, allow_duplicate=True)
        for name in (*REDRAWN, "drawn")
    },
    "history": Output("override-history", "children"),
    "said": Output("override-said", "children"), "seen": Output("override-seen", "data"),
    **{f"{name}_error": Output(f"override-{name}-error", "children") for name in FIELDS},
}  # fmt: skip


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    app.callback(
        output=SHOWN,
        inputs={"search": Input("url", "search"), "pathname": State("url", "pathname"), "drawn": State("pillars-drawn", "data")},
        prevent_initial_call=True,
    )(show)  # fmt: skip
    app.callback(
        output=KEPT,
        inputs={
            "asked": Input("override-save", "n_clicks"), "search": State("url", "search"), "seen": State("override-seen", "data"),
            "of": State("override-of", "data"), **{name: State(f"override-{name}", "value") for name in FIELDS},
        },
        prevent_initial_call=True,
    )(keep)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("pillars", "ask"), Output("url", "search", allow_duplicate=True),
        Input("pillars-indicator", "value"), Input("pillars-year", "value"), Input("pillars-show", "value"),
        State("pillars-shown", "data"), prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("pillars", "click"), Output(MAP, "data-clicked"), Input(f"{MAP}-click", "data"),
        State("pillars-shown", "data"),
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("pillars", "opened"), Output("pillars-panel", "data-opened"), Input("pillars-panel", "children"),
        Input("pillars-matrix", "children"),
    )  # fmt: skip
