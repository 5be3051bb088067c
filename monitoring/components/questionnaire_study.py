"""One question, studied: what each country answered in one year, and every answer of every year. Kinds of nothing stay apart."""

from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..figures import questionnaires as figures
from ..language import _, digits, listed, ngettext, number
from ..measures.questionnaires import choices_counted
from ..vocabulary.countries import country_label, country_name
from ..vocabulary.filters import Filter
from ..vocabulary.questions import ANSWER_STATES, ANSWERED, Edition, Question, answer_state_name
from ..vocabulary.view import View
from .life_marks import text_or
from .link import link
from .questionnaire_parts import scrolled, year_chips
from .questionnaires_of import PATH, Known, answers_to
from .recommendations_of import plain


def study(found: Known, edition: Edition, asked: Question, chosen: Filter, view: View) -> list:
    """The answers to one question, of all editions that asked it: a chart of one year, then every answer."""
    everything = answers_to(found, edition.questionnaire_id)
    mine = everything[everything["question_id"] == asked.question_id]
    if mine.empty:
        return [html.P(_("No country has answered this question yet."), className="empty")]
    years = sorted(mine["year"].unique().tolist())
    year = view.year if view.year in years else years[-1]
    # A country may have answered two editions for one year: the newest speaks in the chart, the table holds both.
    newest = mine.sort_values("edition").drop_duplicates(["country_iso3", "year"], keep="last")
    shown = newest[newest["year"] == year]
    asking = [one.edition for one in found.editions.values() if one.questionnaire_id == edition.questionnaire_id
              and asked.question_id in {each.question_id for each in one.questions}]  # fmt: skip
    sent = everything[(everything["year"] == year) & everything["edition"].isin(asking)]
    forms = sent["country_iso3"].nunique()
    path = f"{PATH}/{edition.questionnaire_id}/{asked.question_id}"
    return [
        year_chips(years, year, path, chosen, replace(plain(view), show=view.show)),
        html.H2(_("Answers for {year}", year=year)),
        html.P(_said(shown, forms)),
        *_chart(found, edition, asked, shown, view),
        html.H2(_("Every answer, by country and year")),
        _table(found, edition, mine, chosen, view),
    ]


def _said(shown: pd.DataFrame, forms: int) -> str:
    """How many countries of those that sent a form answered, do not know, say that it does not apply, or left it empty."""
    counts = [
        f"{answer_state_name(state).lower()} {number(int((shown['state'] == state).sum()))}" for state in ANSWER_STATES
    ]
    counts.append(f"{answer_state_name(None).lower()} {number(forms - len(shown))}")
    return (
        ngettext("Of {n} country that sent a form: ", "Of {n} countries that sent a form: ", forms)
        + listed(counts)
        + "."
    )


def _chart(found: Known, edition: Edition, asked: Question, shown: pd.DataFrame, view: View) -> list:
    theme = view.theme or "light"
    if asked.kind == "choice":
        counts = choices_counted(asked, shown)
        figure = figures.choice_bars(counts, theme)
        return [_graph(figure, figures.bars_words(counts), "questionnaire-bars"), _choices_table(counts)]
    if asked.kind != "number":
        return []
    parts: list = []
    answered = shown[shown["state"] == ANSWERED]
    units = [_unit(found, edition.questionnaire_id, row) for row in answered.itertuples()]
    by_unit = answered.assign(unit=units).groupby("unit", sort=True)
    for at, (unit, rows) in enumerate(by_unit):
        figure = figures.number_dots(rows, str(unit), theme)
        words = listed(
            f"{country_label(row.country_iso3)} {figures.exactly(row.number, row.words)} {unit}"
            for row in rows.itertuples()
        )
        parts += [html.H3(_("In {unit}", unit=unit)), _graph(figure, words, f"questionnaire-dots-{at}")]
    if len(by_unit) > 1:
        parts.append(
            html.P(
                _("Editions asked in different units; what is in one is never turned into another."), className="note"
            )
        )
    return parts


def _unit(found: Known, name: str, row) -> str:
    """The unit in which the edition of an answer asked."""
    edition = found.editions.get((name, row.edition))
    return next((one.unit for one in (edition.questions if edition else ()) if one.question_id == row.question_id), "")


def _graph(figure: dict, words: str, id: str) -> html.Div:
    graph = dcc.Graph(id=id, figure=figure, config={"displayModeBar": False, "responsive": True})
    return html.Div(graph, role="img", className="forms-chart", **{"aria-label": words})


def _choices_table(counts: pd.DataFrame) -> html.Div:
    heads = (_("Choice"), _("Countries"), _("Which"))
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if at == 1 else None) for at, word in enumerate(heads)])
    )
    rows = [
        html.Tr(
            [
                html.Th(row.choice, scope="row", dir="auto"),
                html.Td(number(row.n), className="number", **{"data-label": heads[1]}),
                html.Td(listed(country_label(iso3) for iso3 in row.countries), **{"data-label": heads[2]}),
            ]
        )
        for row in counts.itertuples()
    ]
    caption = html.Caption(_("Countries by choice"), className="visually-hidden")
    return scrolled(
        html.Table([caption, head, html.Tbody(rows)], className="facts-table life-list"), _("Countries by choice")
    )


def _table(found: Known, edition: Edition, mine: pd.DataFrame, chosen: Filter, view: View) -> html.Div:
    heads = (_("Country"), _("Year"), _("Answer"), _("Note"), _("Edition"), _("Filled in by"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    named = mine.assign(name=[country_name(iso3) for iso3 in mine["country_iso3"]])
    rows = []
    for row in named.sort_values(["name", "year", "edition"], ascending=[True, False, False]).itertuples():
        keep = replace(plain(view), show=str(row.edition), year=int(row.year))
        there = link(f"{PATH}/{edition.questionnaire_id}/answers", replace(chosen, country=(row.country_iso3,)), keep)
        cells = [digits(str(row.year)), answer_cell(found, edition.questionnaire_id, row), text_or(row.note),
                 number(row.edition), row.filled_by]  # fmt: skip
        rows.append(
            html.Tr(
                [
                    html.Th(dcc.Link(row.name, href=there), scope="row"),
                    *(html.Td(cell, dir="auto", **{"data-label": word}) for cell, word in zip(cells, heads[1:])),
                ]
            )
        )
    caption = html.Caption(_("Every answer, by country and year"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table life-list")
    return scrolled(table, _("Every answer, by country and year"))


def answer_cell(found: Known, name: str, row) -> object:
    """One answer as a person reads it: a number with its unit, a file that can be fetched, or which kind of nothing it is."""
    if row.state != ANSWERED:
        return html.Span(answer_state_name(row.state), className=f"no-answer no-{row.state}")
    unit = _unit(found, name, row)
    if row.attached:
        return html.A(row.words, href=f"{PATH}/{name}/attachment/{row.answer}", download=True)
    if pd.isna(row.number):
        return row.words
    return f"{figures.exactly(row.number, row.words)} {unit}".strip()
