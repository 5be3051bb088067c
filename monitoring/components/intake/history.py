"""Every change of the record by import, newest first, and taking one back: nothing is deleted, rows are retired."""

from typing import Any

from dash import dcc, html

from ...language import N_, _, digits, ngettext, number
from ...settings import settings
from ...store.imports import list_imports
from ...vocabulary.reports import FATES
from ..current import engine
from ..menu import menu
from .controls import button, card
from .place import Place, address
from .report import WORDS

STATES = {"current": N_("in force"), "replaced": N_("replaced by a newer edition"), "reversed": N_("taken back")}
Row = dict[str, Any]


def history(place: Place) -> html.Section:
    """Files and changes first; the facts that ship with the program are folded together below."""
    with engine().connect() as db:
        rows = list_imports(db).to_dict("records")
    brought = [row for row in rows if row["kind"] != "shipped"]
    shipped = [row for row in rows if row["kind"] == "shipped"]
    content: list[object] = (
        [_table(brought, place, _("Imports of files and changes by hand"))]
        if brought
        else [
            html.P(_("No file has been imported yet. The record holds what ships with the program."), className="note")
        ]
    )
    if shipped:
        words = ngettext(
            "{n} source that ships with the program", "{n} sources that ship with the program", len(shipped)
        )
        content.append(html.Details([html.Summary(words), _table(shipped, place, words)]))
    return card(
        _("What was imported"),
        content,
        _("Taking an import back makes a new data version without its rows; a link to an older version still opens."),
        id="history",
    )


def _table(rows: list[Row], place: Place, name: str) -> html.Div:
    heads = [
        _("Import"),
        _("File"),
        _("When (UTC)"),
        _("By"),
        _("Rows read"),
        *(_(WORDS[fate][0]) for fate in FATES),
        _("State"),
        "",
    ]
    figures = range(4, 5 + len(FATES))
    head = html.Thead(
        html.Tr(
            [
                html.Th(word, scope="col", className="number" if at in figures else None) if word else html.Td()
                for at, word in enumerate(heads)
            ]
        )
    )
    caption = html.Caption(name, className="visually-hidden")
    table = html.Table(
        [caption, head, html.Tbody([_line(row, place) for row in rows])], className="facts-table history-table"
    )
    return html.Div(table, className="scroll-x", tabIndex=0)


def _line(row: Row, place: Place) -> html.Tr:
    batch = int(row["batch"])
    reversed_ = row["status"] != "current"
    figures = [html.Td(number(int(row[name])), className="number") for name in ("rows_read", *FATES)]
    return html.Tr(
        [
            html.Th(dcc.Link(number(batch), href=address(place, batch=batch, anchor="details")), scope="row"),
            html.Td([html.Bdi(row["file_name"] or _("by hand")), html.Div(html.Bdi(row["source"]), className="note")]),
            html.Td(digits(f"{row['imported_at']:%Y-%m-%d %H:%M}")),
            html.Td(html.Bdi(row["imported_by"])),
            *figures,
            html.Td(
                html.Span(
                    _(STATES.get(str(row["status"]), str(row["status"]))), className=f"state state-{row['status']}"
                )
            ),
            html.Td(undo(batch, row)),
        ],
        className="is-reversed" if reversed_ else "",
    )


def undo(batch: int, row: Row) -> object:
    """The way to take an import back: a reason, and a second button that does it."""
    if row["status"] != "current" or row["kind"] == "shipped" or not settings().may_edit:
        return None
    name = f"undo-{batch}"
    box = html.Div(
        [
            html.P(
                _(
                    "The {n} rows that it brought are gone from the next data version on. Nothing is deleted.",
                    n=number(int(row["accepted"])),
                )
            ),
            html.Label(
                [
                    html.Span(_("Why is it taken back?"), className="data-label"),
                    html.Textarea(className="data-text", maxLength=500, rows=2, **{"data-with": name, "data-field": "reason"}),
                ],
                className="data-field",
            ),
            button(_("Take back import {n}", n=number(batch)), "undo", str(batch)),
        ],
        className="undo-box",
    )  # fmt: skip
    return html.Div(menu(_("Take back"), box, name=_("Take back import {n}", n=number(batch))), className="undo")
