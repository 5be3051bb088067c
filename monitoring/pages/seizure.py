"""`/seizure/<id>`: everything known about one seizure, on a page of its own with a citation to copy."""

import re
from collections.abc import Mapping
from itertools import zip_longest

from dash import Dash, dcc, html

from ..components.editing.section import register as register_section
from ..components.editing.section import section
from ..components.link import link, read_link
from ..components.record import citation, copy_button, facts, kosovo_note, read_record, title_of, was_recorded
from ..language import _, listed
from ..store.seizures import SeizureRecord
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.drugs import drug_name
from ..vocabulary.fields import FIELDS, field_title
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from . import missing

PAGE = {"name": "seizure", "path": re.compile(r"/seizure/(?P<seizure_id>.{1,100})"), "tab": None}


def exists(seizure_id: str) -> bool:
    return was_recorded(seizure_id)


def status(search: str, seizure_id: str) -> int:
    chosen, _view = read_link(search)
    return 200 if read_record(seizure_id, chosen.v) else 404


def layout(search: str, seizure_id: str) -> html.Article | html.Div:
    chosen, view = read_link(search)
    keep = View(lang=view.lang, theme=view.theme)
    record = read_record(seizure_id, chosen.v)
    if record is None:  # not in this data version
        return missing.layout(search)
    around = View(at=_close_to(record), lang=view.lang, theme=view.theme)
    return html.Article(
        [
            html.P(dcc.Link(_("On the map"), href=link("/", _only_this_place(record), around))),
            html.H1(title_of(record), dir="auto"),
            html.Div(
                [
                    html.Div(
                        [
                            *facts(record),
                            *cite(record, chosen.v),
                            html.P(dcc.Link(_("All seizures"), href=link("/", view=keep))),
                        ]
                    ),
                    html.Div(
                        [
                            *word_for_word(record),
                            *section(seizure_id, link("", view=keep)),
                        ]
                    ),
                ],
                className="seizure-grid",
            ),
        ],
        className="prose prose-wide",
    )


def title(seizure_id: str) -> str:
    """The seizure's own title, for the browser's window and history."""
    record = read_record(seizure_id)
    return title_of(record) if record else ""


def cite(record: SeizureRecord, version: str | None = None) -> list:
    """The citation with its button, under the facts that it is about."""
    return [
        html.H2(_("Cite this record")),
        html.P(citation(record, version), id="citation", className="citation"),
        html.P(copy_button("citation")),
        kosovo_note(record),
    ]


def _close_to(record: SeizureRecord) -> tuple[float, float, float] | None:
    lon, lat = record.seizure["lon"], record.seizure["lat"]
    return (round(lon, 3), round(lat, 3), 6.5) if lon is not None else None


def _only_this_place(record: SeizureRecord) -> Filter:
    place = record.seizure["place_reported"]
    return Filter(place=(place,)) if place else Filter()


# Column of the file -> where its value went.
MADE = {
    "date": "date_reported", "date_precision": "date_precision", "country_iso3": "country_iso3",
    "place_as_reported": "place_reported", "admin1": "admin1", "lat": "lat", "lon": "lon",
    "location_precision": "location_precision", "gazetteer": "location_method", "drug_as_reported": "drug_code",
    "drug": "drug", "quantity": "quantity", "unit": "unit", "transport_mode": "transport_mode",
    "source_name": "source_grade", "source_kind": "source_kind",
}  # fmt: skip


# Where what we made needs the name of its column to be understood.
HEADED = MADE.keys() - {"country_iso3", "drug"}


def verbatim(record: SeizureRecord, place: int) -> html.Div:
    """One line of the source file: the cell as it is, and our value where it differs."""
    item = record.items[place]
    ours = {**record.seizure, **item, "source_grade": record.document["grade"], "source_kind": record.document["kind"]}
    rows = []
    for column, cell in reported_cells(record, place).items():
        made = drug_name(item["drug"]) if column == "drug" else ours.get(MADE.get(column, ""))
        said = "" if made is None or str(made) == str(cell) or _same_number(made, cell) else str(made)
        if column.endswith("_iso3"):
            said = listed(country_name(code) for code in re.findall(r"\b[A-Z]{3}\b", cell or "") if code in COUNTRIES)
        heading = field_title(MADE[column]) if column in HEADED and MADE[column] in FIELDS else ""
        rows.append(
            html.Tr(
                [
                    html.Th(column, scope="row", dir="ltr"),
                    html.Td(cell or "", dir="auto"),
                    html.Td([heading, ": ", said] if said and heading else said),
                ]
            )
        )
    head = html.Thead(
        html.Tr(
            [
                html.Th(_("Column"), scope="col"),
                html.Th(_("As reported"), scope="col"),
                html.Th(_("What we made of it"), scope="col"),
            ]
        )
    )
    return html.Div(
        html.Table([head, html.Tbody(rows)], className="facts-table verbatim"), className="scroll-x", tabIndex=0
    )


def word_for_word(record: SeizureRecord) -> list:
    """The lines of the file behind the seizure; nothing where it was entered by hand."""
    lines = [place for place in range(len(record.items)) if record.reported[place]]
    if not lines:
        return []
    said = _("What the row in our source file says, cell by cell, beside what we made of it.")
    shown = [part for place in lines for part in (where_it_stands(record, place), verbatim(record, place))]
    return [html.H2(_("Word for word")), html.P(said, className="section-subtitle"), *shown]


def reported_cells(record: SeizureRecord, place: int) -> Mapping[str, str]:
    """Heading -> cell of the line behind an item; the record keeps the cells of a file as a list in the order of its headings."""
    item, cells = record.items[place], record.reported[place]
    if isinstance(cells, Mapping):
        return cells
    headings = record.batch["headings"].get(item["sheet"] or "") or next(iter(record.batch["headings"].values()), [])
    names = [name or f"{at}" for at, name in enumerate(headings, start=1)]
    return dict(zip_longest(names[: len(cells)], cells, fillvalue=""))


def where_it_stands(record: SeizureRecord, place: int) -> html.P | None:
    """File, sheet and row of the line behind an item; nothing for what was entered by hand."""
    item, file = record.items[place], record.batch["file_name"]
    if not file or item["source_row"] is None:
        return None
    row = str(item["source_row"])
    if item["sheet"]:
        return html.P(
            _("{file}, sheet {sheet}, row {row}", file=file, sheet=item["sheet"], row=row), dir="auto", className="note"
        )
    return html.P(_("{file}, row {row}", file=file, row=row), dir="auto", className="note")


def _same_number(made: object, cell: object) -> bool:
    try:
        return float(str(made)) == float(str(cell))
    except ValueError:
        return False


def register(app: Dash) -> None:
    """The page is read, and its buttons are the frame's; what can be said and changed about the record is wired here."""
    register_section(app)
