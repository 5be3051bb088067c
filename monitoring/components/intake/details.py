"""One import as a whole: its document, its accounting, and every row and word that somebody may want to look at."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import dcc, html

from ...language import _, digits, ngettext, number
from ...store.imports import show_import
from ...vocabulary.blocks import LEFT_OUT
from ..current import engine
from .controls import card
from .history import undo
from .place import Place, address
from .report import accounting, further

MOST = 200  # rows of one list on the page; the file of refused rows has them all


def details(place: Place) -> object:
    """None when no import is open; `show_import` raises when there is none of that number."""
    if place.batch is None:
        return None
    with engine().connect() as db:
        found = show_import(db, place.batch)
    title = _("Import {n}", n=number(place.batch))
    return card(
        [title, ": ", html.Bdi(found["file_name"] or _("by hand"))],
        [
            _document(found),
            *accounting(found, place, place.batch),
            *further(found, place),
            *_lists(found, place.batch),
            undo(place.batch, found),
            html.P(dcc.Link(_("Close"), href=address(place)), className="ways"),
        ],
        id="details",
    )  # fmt: skip


def _document(found: Mapping[str, Any]) -> html.Div:
    release = found.get("release") or {}
    by_hand = found.get("kind") in ("form", "decision")  # there is no file of which to tell anything
    of_file = [
        (_("Edition"), release.get("edition")), (_("Licence"), release.get("licence")), (_("Read by"), found.get("reader")),
        (_("Checksum of the file"), release.get("sha256")),
    ]  # fmt: skip
    of_form = [
        (_("What was changed"), found.get("name") or found.get("recommendation")),
        (_("Why"), found.get("reason")),
    ]
    facts = [
        (_("Source"), release.get("title")), (_("Producer"), release.get("producer")), (_("By"), found.get("imported_by")),
        (_("When (UTC)"), digits(str(found["imported_at"]).replace("T", " ")[:16])), *(of_form if by_hand else of_file),
    ]  # fmt: skip
    parts = [part for title, words in facts if words for part in (html.Dt(title), html.Dd(html.Bdi(str(words))))]
    undone = found.get("undone") or {}
    said = (
        html.P(
            [
                html.Strong(_("Taken back by {name}, {when}:", name=undone.get("by"), when=str(undone.get("at"))[:10])),
                " ", html.Bdi(undone.get("reason")),
            ],
            className="undone",
        )
        if undone
        else None
    )  # fmt: skip
    return html.Div([said, html.Dl(parts, className="data-facts")])


def _lists(found: Mapping[str, Any], batch: int) -> list[object]:
    """Rejected and left-out rows, words and doubts: each folded, with what is more than the page holds said."""
    refused: Sequence[Mapping[str, Any]] = found.get("rejected_rows") or []
    left_out: Sequence[Mapping[str, Any]] = found.get("left_out_rows") or []
    words: Sequence[Mapping[str, Any]] = found.get("words") or []
    places: Sequence[Mapping[str, Any]] = found.get("places") or []
    doubts: Sequence[Mapping[str, Any]] = found.get("doubtful_cells") or []
    download = html.P(
        html.A(
            _("Download the rejected rows"), href=f"/data/rejected/{batch}.xlsx", className="data-button", download=""
        )
    )
    parts = [
        _part("rows-rejected", ngettext("{n} rejected row", "{n} rejected rows", len(refused)), refused,
              (_("Row"), _("Sheet"), _("Column"), _("Value"), _("Why")),
              lambda each: tuple(each.get(name) for name in ("row", "sheet", "column_name", "value", "reason")), download),
        _part("rows-left_out", ngettext("{n} row left out", "{n} rows left out", len(left_out)), left_out,
              (_("Row"), _("Sheet"), _("Why"), _("It says")),
              lambda each: (each["row"], each.get("sheet"), _reason(each.get("reason")), each.get("text"))),
        _part("words", ngettext("{n} word that nobody has read", "{n} words that nobody has read", len(words)), words,
              (_("Field"), _("Word"), _("Rows")), lambda each: (each.get("field"), each.get("word"), each.get("count"))),
        _part("places", ngettext("{n} place that is not settled", "{n} places that are not settled", len(places)), places,
              (_("Country"), _("Province"), _("Place"), _("Rows")),
              lambda each: (each.get("country_iso3"), each.get("province"), each.get("place"), each.get("count"))),
        _part("doubts", ngettext("{n} doubtful cell", "{n} doubtful cells", len(doubts)), doubts,
              (_("Row"), _("Sheet"), _("Column"), _("Value"), _("Why")),
              lambda each: tuple(each.get(name) for name in ("row", "sheet", "column_name", "value", "text"))),
    ]  # fmt: skip
    return [part for part in parts if part is not None]


def _reason(reason: object) -> str:
    return _(LEFT_OUT.get(str(reason), str(reason)))


def _part(
    name: str, title: str, rows: Sequence[Mapping[str, Any]], heads: Sequence[str],
    cells: Callable[[Mapping[str, Any]], Sequence[Any]], more: object = None,
) -> html.Details | None:  # fmt: skip
    if not rows:
        return None
    body = [html.Tr([_cell(each) for each in cells(row)]) for row in rows[:MOST]]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    table = html.Table(
        [html.Caption(title, className="visually-hidden"), head, html.Tbody(body)], className="facts-table"
    )
    rest = len(rows) - MOST
    return html.Details(
        [
            html.Summary(title),
            more,
            html.Div(table, className="details-list", tabIndex=0),
            html.P(_("{n} more are not listed here.", n=number(rest)), className="note") if rest > 0 else None,
        ],
        className="import-part", id=name,
    )  # fmt: skip


def _cell(value: Any) -> html.Td:
    if isinstance(value, int):
        return html.Td(number(value), className="number")
    return html.Td(html.Bdi(str(value or "")))
