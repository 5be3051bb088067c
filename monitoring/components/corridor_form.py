"""The form in which an editor changes one branch: its line by hand, as text or from a file, its width and what it counts."""

import dash_mantine_components as dmc
import pandas as pd
import shapely
from dash import dcc, html

from ..language import _, day, listed, number
from ..store.corridors import corridor_history
from ..vocabulary.corridors import WIDTH_KM
from .current import engine
from .intake.place import Place
from .intake.place import address as data_address
from .leg_words import leg_name


def form(row: pd.Series) -> html.Div:
    """The fields of one branch; their ids are corridor-<name>."""
    see = html.Button(_("See what moves"), type="button", id="corridor-see", className="data-button")
    save = _("Save the corridor")
    return html.Div(
        [
            *_line(row),
            *_rule(row),
            html.Div(see),
            html.Div(id="corridor-moves", role="status"),
            _text("reason", _("Why, and how do you know?"), "", maxLength=1000),
            html.Button(save, type="button", id="corridor-save", className="data-button data-button-main"),
            html.Div(id="corridor-said", role="status"),
        ],
        className="corridor-form",
    )


def _line(row: pd.Series) -> list:
    """The width, and the line: by hand on the map, as text, from a file."""
    least, most = WIDTH_KM
    width = dcc.Input(
        id="corridor-width_km", type="number", value=row["width_km"], min=least, max=most, step="any"
    )  # fmt: skip
    part = dmc.Select(
        id="corridor-part", label=_("Change on the map"), data=parts_of(row["geometry"]), value="none", size="sm",
        allowDeselect=False,
    )  # fmt: skip
    drawing = _(
        "Choose a part, then drag its corners; drag the point between two for a new one; Delete or a double click takes one away."
    )
    other = _("GeoJSON in degrees (EPSG:4326). A GeoPackage comes in with: {command}",
              command="drugs-monitor import FILE --source corridors")  # fmt: skip
    choose = html.Button(_("Choose a file"), type="button", id="corridor-choose", className="data-button")
    fields = [
        _field("width_km", _("Width of the band, km (half on each side)"), width),
        html.Div(part, className="edit-field"),
    ]
    label = _("Centre line as GeoJSON: paste it here, or bring a file that was saved in QGIS")
    return [
        html.Div(fields, className="edit-fields"),
        _hint(drawing),
        _area("line", label, line_text(row), 6),
        html.Div([choose, _hint(other)]),
    ]


def _rule(row: pd.Series) -> list:
    """What counts: pairs beside the published ones, and seas."""
    published = listed(leg_name(pair) for pair in row["published"]) or _("none")
    pairs = _("Pairs that count beside the published ones, as AFG-TUR; semicolons between")
    return [
        _area("pairs", pairs, row["pairs"], 2),
        _hint(_("Published: {pairs}.", pairs=published)),
        _text("pairs_why", _("Why these pairs count"), row["pairs_why"]),
        _text("seas", _("Seas that lie on it, as gulf_of_oman; semicolons between"), row["seas"]),
        _text("note", _("Note"), row["note"]),
    ]


def _area(name: str, label: str, value: str, rows: int) -> html.Div:
    control = dcc.Textarea(id=f"corridor-{name}", value=value, rows=rows, className="corridor-text", spellCheck=False)
    return _field(name, label, control)


def _text(name: str, label: str, value: str, **more: int) -> html.Div:
    return _field(name, label, dcc.Input(id=f"corridor-{name}", type="text", value=value, autoComplete="off", **more))


def _field(name: str, label: str, control: object) -> html.Div:
    error = html.Span(className="edit-error", role="alert", id=f"corridor-{name}-error")
    return html.Div([html.Label(label, htmlFor=f"corridor-{name}"), control, error], className="edit-field edit-wide")


def _hint(words: str) -> html.P:
    return html.P(words, className="edit-hint")


def line_text(row: pd.Series) -> str:
    """The centre line as GeoJSON, on one line a part."""
    return shapely.to_geojson(row["geometry"]).replace("],[[", "],\n[[")


def parts_of(line: shapely.Geometry) -> list[dict[str, str]]:
    """Which part of the line is changed on the map: the choices."""
    count = shapely.get_num_geometries(line)
    words = [_("Part {n} of {all}", n=number(at + 1), all=number(count)) for at in range(count)]
    return [
        {"value": "none", "label": _("none")},
        *({"value": str(at), "label": word} for at, word in enumerate(words)),
    ]


def history(branch_id: str, undo: bool) -> html.Ol:
    """What shipped and what was changed since, the newest first; `undo`: with the way to take a change back."""
    with engine().connect() as db:
        found = corridor_history(db, branch_id)
    return html.Ol([_event(row, undo) for row in found.itertuples()], className="history")


def _event(row, undo: bool) -> html.Li:
    what = _("Ships with the program") if row.kind == "shipped" else _("Changed")
    back = f" · {_('taken back')}" if row.status == "reversed" else ""
    who = f" · {row.imported_by}" if undo else ""
    parts: list[object] = [
        html.P([html.Strong(what), f" · {day(row.imported_at)} {row.imported_at:%H:%M} UTC{who}{back}"])
    ]
    if isinstance(row.reason, str) and row.reason:
        parts.append(html.P(html.Q(row.reason), dir="auto", className="history-reason"))
    if undo and row.kind != "shipped" and row.status == "current":
        parts.append(dcc.Link(_("Take it back"), href=data_address(Place(), batch=int(row.batch), anchor="details")))
    return html.Li(parts)
