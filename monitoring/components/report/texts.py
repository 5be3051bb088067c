"""The form of an editor's text for one chapter: Markdown, a look at it, the reason, and what was written before."""

from dash import dcc, html

from ...errors import EditError
from ...exports.report_markdown import safe_html
from ...language import _
from ...settings import settings
from ...store.report_texts import LONGEST, newest_text, report_texts, save_text, text_id
from ...store.things import Saved
from ..current import engine
from ..importing import user
from ..things.history import history
from .screen import words_parts

FIELDS = ("markdown", "reason")


def form(year: int, chapter: str) -> html.Div:
    """The fields with what the record holds now; their ids are report-<name>."""
    with engine().connect() as db:
        text = report_texts(db, year).get(chapter, "")
    help_ = _("Markdown: blank lines part paragraphs, - makes a list, ** makes bold, [words](https://address) a link. "
              "HTML and pictures are not taken.")  # fmt: skip
    return html.Div(
        [
            _field("markdown", _("The text of this chapter"),
                   dcc.Textarea(id="report-markdown", value=text, maxLength=LONGEST, className="report-text", dir="auto"), help_),
            _field("reason", _("Why you change this"),
                   dcc.Input(id="report-reason", type="text", value="", autoComplete="off", maxLength=1000)),
            html.Div(
                [html.Button(_("Save"), type="button", id="report-save", className="data-button data-button-main"),
                 html.Button(_("Preview"), type="button", id="report-look", className="data-button")],
                className="report-ways",
            ),
            html.Div(id="report-said", role="status"), html.Div(id="report-preview", className="report-words"),
        ],
        className="edit-page report-form",
    )  # fmt: skip


def _field(name: str, label: str, control: object, hint: str = "") -> html.Div:
    error = html.Span(className="edit-error", role="alert", id=f"report-{name}-error")
    below = [html.P(hint, className="edit-hint")] if hint else []
    return html.Div(
        [html.Label(label, htmlFor=f"report-{name}"), control, *below, error], className="edit-field edit-wide"
    )


def save(year: int, chapter: str, markdown: object, reason: object, seen: object) -> Saved:
    """Saves what the form says; EditError with the field and the remedy, or where nobody may change the record here."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    text, why = (value if isinstance(value, str) else "" for value in (markdown, reason))
    return save_text(engine(), year, chapter, text, why, user(), seen if isinstance(seen, int) else -1)


def preview(markdown: object) -> list:
    """The text as it will stand in the report."""
    return words_parts(safe_html(markdown[:LONGEST] if isinstance(markdown, str) else ""))


def seen_now(year: int, chapter: str) -> int:
    with engine().connect() as db:
        return newest_text(db, year, chapter)


def written_before(year: int, chapter: str) -> html.Ol | html.P:
    """Every writing of the text, the newest first, each with what it replaced and the way to take it back."""
    return history("report_text", text_id(year, chapter), settings().may_edit)
