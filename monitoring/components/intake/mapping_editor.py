"""The editor for a file of unknown layout: what each column is, what its words mean, and how dates and numbers are written.

It makes the same small TOML file that a person could write by hand; every change is kept at once and the file read again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from ...language import N_, _, language, number
from ...sources.mapping.fields import FIELDS, WHAT
from ...vocabulary.choices import DIRECTIONS, PLACE_TYPES
from ...vocabulary.countries import COUNTRIES, country_name
from ...vocabulary.drugs import DRUGS, drug_name, drug_of_code
from ...vocabulary.lookup import lookups
from ...vocabulary.markings import MARKINGS
from ...vocabulary.modes import MODES
from ..jobs import Job
from .controls import Choice, button, card, choose, write
from .drafts import WIDE, WIDE_FIELDS, Draft, problem_of, said_of, saved
from .seen import CHOICES

BY_ITSELF = N_("as the file tells")
WIDE_TITLES = {
    "drug": N_("amount of the drug that the heading names"), "unit": N_("amount in the unit that the heading names"),
    "year": N_("amount of the year that the heading names"), "country": N_("amount of the country that the heading names"),
}  # fmt: skip
MOST_WORDS = 60
SUGGESTED = 3


def editor(job: Job, draft: Draft, report: Mapping[str, Any]) -> html.Section:
    problem = problem_of(draft)
    state = (
        html.P([html.Span("× ", **{"aria-hidden": "true"}), problem], className="draft-problem", role="alert")
        if problem
        else html.P(
            _("The mapping is complete. The rows below are read with it."), className="draft-good", role="status"
        )
    )
    return card(
        _("How this file is read"),
        [
            _start(job), state, _table_settings(draft), _columns(draft, report), _styles(draft), _words(draft, report),
            _keep(job, draft, bool(problem)),
        ],
        _("Say what each column holds. Nothing is lost: a column that is not read is kept with its row, word for word."),
        id="mapping",
    )  # fmt: skip


def _start(job: Job) -> object:
    """A mapping from an earlier delivery, where there is one."""
    found = saved()
    if not found:
        return None
    choices = [("", _("choose one")), *found.items()]
    return html.Div(choose(_("Begin with a saved mapping"), "saved", job.id, choices, ""), className="data-row")


def _table_settings(draft: Draft) -> html.Div:
    table, defaults = draft.get("table", {}), draft.get("defaults", {})
    what = table.get("what", "seizures")
    return html.Div(
        [
            write(_("Name of this table"), "set", "title", str(draft.get("title", ""))),
            write(_("Producer"), "set", "source.producer", str(draft.get("source", {}).get("producer", ""))),
            choose(_("What is a row?"), "set", "table.what", [(key, _(words)) for key, words in WHAT.items()], what),
            choose(
                _("Country of every row"), "set", "defaults.country",
                [("", _("named in a column")), *_countries()], str(defaults.get("country", "")),
            ),
            write(_("Unit where no column says it"), "set", "defaults.unit", str(defaults.get("unit", "")), placeholder="kg"),
            write(
                _("Drug where no column says it"), "set", "defaults.drug", str(defaults.get("drug", "")), words="codes-drug"
            ),
        ],
        className="data-row",
    )  # fmt: skip


def _styles(draft: Draft) -> html.Div:
    table, reading = draft.get("table", {}), draft.get("reading", {})
    choices = {
        name: [("", _(BY_ITSELF)), *((value, _(words)) for value, words in CHOICES[name].items())]
        for name in ("date_order", "calendar", "decimal")
    }
    fields = [
        choose(_("Order of dates"), "set", "reading.date_order", choices["date_order"], str(reading.get("date_order", ""))),
        choose(_("Calendar"), "set", "reading.calendar", choices["calendar"], str(reading.get("calendar", ""))),
        choose(_("Decimal sign"), "set", "reading.decimal", choices["decimal"], str(reading.get("decimal", ""))),
        choose(
            _("A fiscal year begins in month"), "set", "reading.fiscal_year_start",
            [(str(month), number(month)) for month in range(1, 13)], str(reading.get("fiscal_year_start", 1)),
        ),
        choose(
            _("Rows of totals at the end"), "set", "table.leave_out_totals",
            [("yes", _("left out, and listed")), ("no", _("taken as rows"))],
            "yes" if table.get("leave_out_totals", True) else "no",
        ),
        write(_("Headings stand in row"), "set", "table.header_row", str(table.get("header_row", "")), placeholder=_(BY_ITSELF)),
    ]  # fmt: skip
    if draft.get("wide"):
        cells = [("quantity", _("quantities")), ("events", _("numbers of seizures"))]
        fields.append(
            choose(_("Side-by-side columns hold"), "set", "wide.cells", cells, draft["wide"].get("cells", "quantity"))
        )
    return html.Div(fields, className="data-row")


def _columns(draft: Draft, report: Mapping[str, Any]) -> html.Div:
    """One row a column of the file: its name, some cells, and what it is."""
    what = draft.get("table", {}).get("what", "seizures")
    plain: list[Choice] = [("", _("kept, not read"))]
    plain += [(key, _(field.title)) for key, field in FIELDS.items() if field.only in ("", what)]
    wide = [(WIDE + key, _(WIDE_TITLES[key])) for key in WIDE_FIELDS]
    found = {str(column["heading"]): column for column in report.get("columns") or []}
    named = [*found, *(name for name in draft.get("columns", {}) if name not in found)]
    rows = [_column(heading, found.get(heading, {}), draft, plain, wide) for heading in named]
    heads = (_("Column"), _("Examples"), _("It is"), _("Why"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    caption = html.Caption(_("The columns of the file"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table columns-table")
    return html.Div(table, className="scroll-x", tabIndex=0)


def _column(
    heading: str, column: Mapping[str, Any], draft: Draft, plain: Sequence[Choice], wide: Sequence[Choice]
) -> html.Tr:
    said = said_of(draft, heading)
    is_ = choose(
        _("The column {name} is", name=heading), "column", heading, plain, said, hidden_label=True,
        groups=[(_("One of several side by side"), wide)],
    )  # fmt: skip
    doubt = column.get("doubt")
    return html.Tr(
        [
            html.Th(html.Bdi(heading), scope="row"),
            html.Td([html.Bdi(str(each), className="cell-example") for each in (column.get("examples") or [])[:3]]),
            html.Td(is_),
            html.Td(
                [column.get("how") or "", *([html.Div(doubt, className="warn-words")] if doubt else [])], dir="auto"
            ),
        ],
        className="" if said else "column-kept",
    )


def _words(draft: Draft, report: Mapping[str, Any]) -> object:
    """Words that nobody has read, with what they look like; and the ones that this mapping translates."""
    known = [(field, word, code) for field, words in draft.get("values", {}).items() for word, code in words.items()]
    told = {(field, word) for field, word, _code in known}
    unknown = [
        each for each in (report.get("estimate") or {}).get("words") or []
        if (each.get("field"), each.get("word")) not in told and each.get("field") in FIELDS
        and FIELDS[str(each.get("field"))].kind == "word"
    ]  # fmt: skip
    if not known and not unknown:
        return None
    rows = [_word_row(field, word, str(code), None) for field, word, code in known]
    rows += [
        _word_row(str(each["field"]), str(each["word"]), "", int(each.get("count") or 0))
        for each in unknown[:MOST_WORDS]
    ]
    heads = (_("Field"), _("Word"), _("Rows"), _("It means"), "")
    head = html.Thead(html.Tr([html.Th(word, scope="col") if word else html.Td() for word in heads]))
    more = len(unknown) - MOST_WORDS
    return html.Div(
        [
            html.H3(_("Words of this file")),
            html.P(
                _("A word without a meaning keeps its row: it waits in the review queue, to be decided for all imports."),
                className="note",
            ),
            html.Div(html.Table([head, html.Tbody(rows)], className="facts-table words-table"), className="scroll-x", tabIndex=0),
            html.P(_("{n} more words wait in the review queue after the import.", n=number(more)), className="note")
            if more > 0
            else None,
        ]
    )  # fmt: skip


def _word_row(field: str, word: str, code: str, rows: int | None) -> html.Tr:
    look_up = FIELDS[field].words
    suggested = [] if code else lookups().suggest(look_up, word, SUGGESTED) if look_up in SUGGESTING else []
    name = f"{field}|{word}"
    return html.Tr(
        [
            html.Td(_(FIELDS[field].title)),
            html.Th(html.Bdi(word), scope="row"),
            html.Td("" if rows is None else number(rows), className="number"),
            html.Td(write(_("{word} means", word=word), "word", name, code, hidden_label=True, words=f"codes-{look_up}")),
            html.Td(
                [
                    *(
                        button(said, "word", name, each, **{"aria-label": f"{word}: {said}"})
                        for each, said in ((each, code_words(look_up, each)) for each, _spelling, _score in suggested)
                    ),
                    button(_("No meaning, on purpose"), "word-nothing", name, look="link") if not code else None,
                    button(_("Forget"), "word-forget", name, look="link") if code else None,
                ],
                className="suggestions",
            ),
        ]
    )  # fmt: skip


SUGGESTING = ("drug", "unit", "mode", "country", "place_type", "direction")


def code_words(words: str, code: str) -> str:
    """A code with its name in the reader's language."""
    if words == "country" and code in COUNTRIES:
        return f"{country_name(code)} ({code})"
    found = drug_of_code(code) if words == "drug" else None
    return f"{drug_name(found.slug)} ({code})" if found else code


def code_lists() -> list[html.Datalist]:
    """What can be written as the meaning of a word, by field; a browser offers them while one types. Once on the page."""
    codes = {
        "drug": [(each.code, drug_name(each.slug)) for each in DRUGS.values()],
        "country": _countries(),
        "mode": _named(MODES), "place_type": _named(PLACE_TYPES), "direction": _named(DIRECTIONS), "marking": _named(MARKINGS),
        "unit": [(code, code) for code in ("kg", "g", "t", "l", "ml", "units", "tablets", "plants")],
    }  # fmt: skip
    return [
        html.Datalist([html.Option(words, value=code) for code, words in pairs], id=f"codes-{name}")
        for name, pairs in codes.items()
    ]


def _named(words: Mapping[str, str]) -> list[Choice]:
    return [(code, _(word)) for code, word in words.items()]


def _countries() -> list[Choice]:
    return sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda pair: pair[1])


def _keep(job: Job, draft: Draft, broken: bool) -> html.Div:
    name = f"{draft.get('key') or 'mapping'}.toml"
    return html.Div(
        [
            button(_("Save for the next delivery"), "save-mapping", job.id, disabled=broken),
            html.A(
                [_("Download the mapping"), " ", html.Bdi(f"({name})")],
                href=f"/data/mapping/{job.id}.toml?lang={language()}", download=name, className="data-button",
            ),
        ],
        className="ways",
    )  # fmt: skip
