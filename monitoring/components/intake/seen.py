"""What a file was recognised as and why, and the questions that a person has to answer before it can be read."""

from collections.abc import Mapping
from typing import Any

from dash import html

from ...language import N_, _, day, number
from ...sources.columns.dates import DateStyle, read_date
from ...sources.columns.numbers import NumberStyle, read_number
from ...sources.mapping.fields import FIELDS
from ...sources.table import Unreadable
from .controls import button, card

CHOICES: Mapping[str, Mapping[str, str]] = {
    "date_order": {"dmy": N_("day, month, year"), "mdy": N_("month, day, year"), "ymd": N_("year, month, day")},
    "decimal": {".": N_("the point"), ",": N_("the comma")},
    "calendar": {"gregorian": N_("Gregorian"), "solar_hijri": N_("Solar Hijri (Iran, Afghanistan)"), "hijri": N_("Hijri (lunar)")},
    "accept": {
        "sums": N_("Take it; the sums then differ"), "codes": N_("Take the codes as they are"),
        "places": N_("Take the areas where they lie"),
    },
    "level": {"0": N_("country"), "1": N_("province"), "2": N_("district"), "3": N_("part of a district")},
    "encoding": {
        "utf-8": N_("Unicode (UTF-8)"), "utf-16": N_("Unicode (UTF-16)"), "cp1251": N_("Cyrillic (Windows 1251)"),
        "cp1252": N_("Western European (Windows 1252)"), "cp1256": N_("Arabic (Windows 1256)"),
    },
}  # fmt: skip
TITLES = {
    "date_order": N_("In which order are the dates written?"), "decimal": N_("What is the decimal sign?"),
    "calendar": N_("Which calendar are the dates of?"), "encoding": N_("How is the text written?"),
    "columns": N_("What do the columns hold?"), "accept": N_("A check would fail. Take it all the same?"),
    "level": N_("Of which level are the boundaries?"), "scheme": N_("Of which scheme are the codes?"),
}  # fmt: skip


def recognised(report: Mapping[str, Any]) -> html.Section:
    """The kind of file, the reasons, its sheets and what is known of the document."""
    said = report["recognised"]
    sheets = report.get("sheets") or []
    rows = sum(sheet.get("rows") or 0 for sheet in sheets)
    facts = [(_("Rows below the headings"), number(rows))]
    release = said.get("release") or {}
    for name, title in (("producer", _("Producer")), ("licence", _("Licence")), ("limits", _("What it does not say"))):
        if release.get(name):
            facts.append((title, html.Bdi(str(release[name]))))
    return card(
        [_("Recognised as"), ": ", html.Bdi(said["title"] or said["key"])],
        [
            html.Ul([html.Li(why, dir="auto") for why in said.get("why") or []], className="why"),
            html.Dl(
                [part for title, words in facts for part in (html.Dt(title), html.Dd(words))], className="data-facts"
            ),
            *_sheets(sheets),
        ],
        id="recognised",
    )


def _sheets(sheets: list[Mapping[str, Any]]) -> list[object]:
    """The sheets of a workbook with what was noticed on them; nothing for a file of one sheet without a note."""
    notes = [(sheet, note) for sheet in sheets for note in sheet.get("notes") or []]
    if len(sheets) < 2 and not notes and not any(sheet.get("hidden") for sheet in sheets):
        return []
    lines = []
    for sheet in sheets:
        words = [html.Bdi(sheet.get("name") or ""), ": ", _("{n} rows", n=number(sheet.get("rows") or 0))]
        if sheet.get("hidden"):
            words += [" · ", html.Span(_("hidden in the workbook, read all the same"), className="warn-words")]
        words += [html.Div(_note(note), className="note", dir="auto") for note in sheet.get("notes") or []]
        lines.append(html.Li(words))
    return [html.Details([html.Summary(_("Sheets and what was noticed on them")), html.Ul(lines)], open=bool(notes))]


def _note(note: object) -> str:
    """A note of the opener: a sentence, however it is packed."""
    if not isinstance(note, Mapping):
        return str(note)
    return ": ".join(str(note[name]) for name in ("place", "text") if note.get(name))


def questions(report: Mapping[str, Any]) -> list[object]:
    """One box a question, with the cells that leave it open; a click answers and the file is read again."""
    boxes = [_question(each) for each in report.get("questions") or []]
    if not boxes:
        return []
    return [
        card(
            _("Before it can be read"),
            boxes,
            _("The file itself does not tell. A guess would be wrong for the whole column, so nothing is guessed."),
            id="questions",
        )
    ]


def _question(question: Mapping[str, Any]) -> html.Fieldset:
    field, column = str(question.get("field")), question.get("column") or ""
    examples = [str(each) for each in question.get("examples") or []]
    choices = question.get("choices") or []
    if field == "columns":  # answered by the mapping below
        answers = [button(_("The columns are right as they stand below"), "again")]
        shown = []
    else:
        answers = [
            button([html.Strong(_answer(field, choice)), *_means(field, choice, examples)], "answer", field, choice)
            for choice in choices
        ]
        shown = [html.Bdi(each, className="cell-example") for each in examples[:6]]
    return html.Fieldset(
        [
            html.Legend([_(TITLES.get(field, "")) or field, *([" ", html.Bdi(f"({column})")] if column else [])]),
            html.P(question.get("text") or "", dir="auto"),
            *([html.P([_("Cells that leave it open:"), " ", *shown])] if shown else []),
            html.Div(answers, className="answers"),
        ],
        className="question",
    )


def _answer(field: str, choice: str) -> str:
    return _(CHOICES.get(field, {}).get(choice, choice))


def _means(field: str, choice: str, examples: list[str]) -> list[object]:
    """What the first cell would mean under this answer, so that nobody has to think in letters of an order."""
    for cell in examples[:1]:
        try:
            words = _read(field, choice, cell)
        except (Unreadable, ValueError):
            return []
        return [html.Br(), html.Bdi(cell), " = ", words] if words else []
    return []


def _read(field: str, choice: str, cell: str) -> str:
    if field == "decimal":
        return number(read_number(cell, NumberStyle(decimal=choice)), 3)
    if field == "date_order":
        return day(read_date(cell, DateStyle(order=choice)).first)
    return day(read_date(cell, DateStyle(order="ymd", calendar=choice)).first) if field == "calendar" else ""


def columns(report: Mapping[str, Any]) -> list[object]:
    """How each column is read, for a file that needs no mapping; folded, since nothing has to be decided."""
    found = report.get("columns") or []
    if not found or report.get("mapping"):
        return []
    rows = [
        html.Tr(
            [
                html.Th(html.Bdi(column["heading"]), scope="row"),
                html.Td(field_words(column.get("field"))),
                html.Td([html.Bdi(each, className="cell-example") for each in (column.get("examples") or [])[:3]]),
                html.Td(
                    [column.get("how") or "", html.Div(column.get("doubt") or None, className="warn-words")],
                    dir="auto",
                ),
            ]
        )
        for column in found
    ]  # fmt: skip
    heads = (_("Column"), _("Read as"), _("Examples"), _("How"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    table = html.Div(html.Table([head, html.Tbody(rows)], className="facts-table"), className="scroll-x", tabIndex=0)
    return [
        html.Details(
            [html.Summary(_("How the {n} columns are read", n=number(len(found)))), table],
            className="data-card",
            id="columns",
        )
    ]


def field_words(field: str | None) -> str:
    """What a column is, in words; a field that only a reader of one source has keeps its name."""
    if not field:
        return _("kept, not read")
    return _(FIELDS[field].title) if field in FIELDS else field.replace("_", " ")
