"""Pieces of the pages of questionnaires: what is said of one, its editions, questions, completeness by country, history."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..figures import questionnaires as figures
from ..figures.basemap import style, with_data
from ..language import _, day, digits, language, listed, ngettext, number
from ..measures.questionnaires import COUNTED, in_year
from ..store.questionnaires import history as store_history
from ..vocabulary.countries import country_name
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import pillars_words
from ..vocabulary.questions import (
    CLOSED,
    DRAFT,
    OPEN,
    Edition,
    answer_state_name,
    question_kind_name,
    questionnaire_state_name,
)
from ..vocabulary.view import View
from . import map as map_component
from .current import engine
from .intake.place import Place
from .intake.place import address as data_address
from .life_marks import choice, evidence, text_or
from .link import link
from .map_legend import legend_of_groups
from .nodes import country_points
from .publisher import boundary_note
from .questionnaires_of import PATH, Known, counted
from .recommendations_of import plain

MAP = "questionnaire-map"
BOUNDS = [-12, 12, 92, 62]
NEWEST = 5  # changes that are shown unfolded


def state_mark(state: str) -> html.Span:
    return html.Span(questionnaire_state_name(state), className=f"form-state form-{state}")


def every(found: Known, chosen: Filter, view: View) -> html.Div:
    """One row per questionnaire: its newest edition, its state, and how many countries have answered how much."""
    heads = (_("Questionnaire"), _("Pillar"), _("Edition"), _("State"), _("Questions"), _("Countries"), _("Answered"))
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if at > 3 else None) for at, word in enumerate(heads)])
    )
    names = list(dict.fromkeys(name for name, _edition in found.editions))
    body = html.Tbody([_row(found, name, heads, chosen, view) for name in names])
    caption = html.Caption(_("Questionnaires"), className="visually-hidden")
    return scrolled(
        html.Table([caption, head, body], className="facts-table life-list forms-list"), _("Questionnaires")
    )


def _row(found: Known, name: str, heads: Sequence[str], chosen: Filter, view: View) -> html.Tr:
    edition = found.shown(name, plain(view))
    assert edition is not None  # the name is that of an edition
    head, counts = found.head(name, edition.edition), counted(found, edition)
    asked = len(edition.questions) * len(counts)
    answered = f"{number(int(counts['answered'].sum()))} / {number(asked)}" if asked else ""
    editions = found.numbers(name)
    of = number(edition.edition) if len(editions) == 1 else f"{number(edition.edition)} / {number(max(editions))}"
    cells: list[object] = [
        pillars_words(head["pillars"]), of, state_mark(edition.state), number(len(edition.questions)),
        number(counts["country_iso3"].nunique()), html.Bdi(answered),
    ]  # fmt: skip
    link_to = html.Bdi(dcc.Link(edition.title, href=link(f"{PATH}/{name}", chosen, plain(view))))
    return html.Tr(
        [
            html.Th([link_to, html.Span(text_or(head["purpose"]), className="life-where forms-purpose", dir="auto")],
                    scope="row"),
            *(html.Td(cell, className="number" if at > 2 else None, **{"data-label": heads[at + 1]})
              for at, cell in enumerate(cells)),
        ]
    )  # fmt: skip


def facts(found: Known, edition: Edition) -> html.Dl:
    """What is said of one questionnaire."""
    head = found.head(edition.questionnaire_id, edition.edition)
    said: dict[str, object] = {
        _("State"): state_mark(edition.state),
        _("Edition"): number(edition.edition),
        _("Pillar"): pillars_words(head["pillars"]),
        _("Purpose"): text_or(head["purpose"]),
        _("Source"): evidence(text_or(head["source"])),
    }
    parts = [part for word, value in said.items() if value for part in (html.Dt(word), html.Dd(value, dir="auto"))]
    return html.Dl(parts, className="data-facts")


def edition_chips(found: Known, edition: Edition, path: str, chosen: Filter, view: View) -> html.Nav | None:
    """The editions, where there are several."""
    numbers = found.numbers(edition.questionnaire_id)
    if len(numbers) < 2:
        return None
    label = _("Edition")
    links = []
    for one in numbers:
        state = questionnaire_state_name(found.editions[edition.questionnaire_id, one].state)
        there = link(path, chosen, replace(plain(view), show=str(one)))
        links.append(choice([f"{number(one)} · {state}"], there, "chip-link", one == edition.edition))
    return html.Nav([html.Span(label, className="chips-name"), *links], **{"aria-label": label}, className="chips")


def year_chips(years: Sequence[int], now: int | None, path: str, chosen: Filter, view: View) -> html.Nav | None:
    """The years that there are answers for, where there are several; the newest first."""
    if len(years) < 2:
        return None
    label = _("Year")
    links = [
        choice([digits(str(year))], link(path, chosen, replace(view, year=year)), "chip-link", year == now)
        for year in sorted(years, reverse=True)
    ]
    return html.Nav([html.Span(label, className="chips-name"), *links], **{"aria-label": label}, className="chips")


def questions_table(edition: Edition, chosen: Filter, view: View) -> html.Div | html.P:
    if not edition.questions:
        return html.P(_("There is no question yet."), className="empty")
    heads = (_("No."), _("Question"), _("Kind"), _("Unit or choices"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    rows = []
    for one in edition.questions:
        path = f"{PATH}/{edition.questionnaire_id}/{one.question_id}"
        there = html.Bdi(dcc.Link(one.words, href=link(path, chosen, replace(plain(view), show=view.show))))
        needed = [html.Span(_("should not be left empty"), className="life-where")] if one.required else []
        rows.append(
            html.Tr(
                [
                    html.Th(html.Bdi(one.question_id), scope="row"),
                    html.Td([there, *needed, html.Span(one.help, className="life-where forms-purpose", dir="auto")],
                            className="life-gist"),
                    html.Td(question_kind_name(one.kind), **{"data-label": heads[2]}),
                    html.Td(one.unit or listed(one.choices), dir="auto", **{"data-label": heads[3]}),
                ]
            )
        )  # fmt: skip
    caption = html.Caption(_("Questions"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table life-list")
    return scrolled(table, _("Questions"))


def completeness(found: Known, edition: Edition, chosen: Filter, view: View) -> list:
    """How much each country has answered in one year: on a map, and the same counts in a table."""
    counts = counted(found, edition)
    if counts.empty or not edition.questions:
        return [html.P(_("No country has answered this edition yet."), className="empty")]
    years = sorted(counts["year"].unique().tolist())
    year = view.year if view.year in years else years[-1]
    path = f"{PATH}/{edition.questionnaire_id}"
    shown = in_year(counts, year)
    silent = sorted(set(found.partners) - set(shown["country_iso3"]))
    words = ngettext("{n} country answered for {year}.", "{n} countries answered for {year}.", len(shown),
                     year=digits(str(year)))  # fmt: skip
    missing = ngettext(
        "{n} partner country has no form for it in this data set; that is not to say that it was asked.",
        "{n} partner countries have no form for it in this data set; that is not to say that they were asked.", len(silent),
    )  # fmt: skip
    return [
        year_chips(years, year, path, chosen, replace(plain(view), show=view.show)),
        html.P([html.Strong(words), " ", missing]),
        *_map(edition, shown, silent, view),
        _counts_table(edition, shown, chosen, view),
    ]


def _map(edition: Edition, shown: pd.DataFrame, silent: Sequence[str], view: View) -> list:
    label = _("Map of how many questions each country answered. The table below holds the same counts.")
    theme, asked = view.theme or "light", len(edition.questions)
    collection = figures.points(shown, asked, country_points())
    base = with_data(style(theme, language()), figures.sources(collection), figures.layers(theme, shown, asked, silent))
    host = map_component.map_host(MAP, label)
    store = next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec")
    store.data = map_component.spec(label, base, {"bounds": BOUNDS}, figures.INTERACTIVE)
    legend = html.Div(legend_of_groups(figures.legend(theme, asked), theme), className="forms-legend")
    return [html.Div([host, legend], className="corridor-map forms-map"), html.P(boundary_note(), className="note")]


def _counts_table(edition: Edition, shown: pd.DataFrame, chosen: Filter, view: View) -> html.Div:
    heads = [
        _("Country"),
        *(answer_state_name(state) for state in COUNTED),
        _("Empty though needed"),
        _("Filled in by"),
    ]
    head = html.Thead(
        html.Tr(
            [html.Th(word, scope="col", className="number" if 0 < at < 6 else None) for at, word in enumerate(heads)]
        )
    )
    ordered = shown.assign(name=[country_name(iso3) for iso3 in shown["country_iso3"]]).sort_values("name")
    rows = []
    for row in ordered.to_dict("records"):
        path = f"{PATH}/{edition.questionnaire_id}/answers"
        keep = replace(plain(view), show=str(edition.edition), year=int(row["year"]))
        there = link(path, replace(chosen, country=(row["country_iso3"],)), keep)
        cells = [html.Td(number(row[one]), className="number", **{"data-label": word})
                 for one, word in zip((*COUNTED, "required_empty"), heads[1:])]  # fmt: skip
        by = html.Td(row["filled_by"], dir="auto", **{"data-label": heads[-1]})
        rows.append(html.Tr([html.Th(dcc.Link(row["name"], href=there), scope="row"), *cells, by]))
    caption = html.Caption(_("Questions by country and what became of them"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table life-list counts-table")
    return scrolled(table, _("Questions by country and what became of them"))


def history(questionnaire_id: str, may_edit: bool) -> html.Div:
    """Every change of the questionnaire and its answers, the newest first, older ones folded; `may_edit`: with names and the way
    back.
    """
    with engine().connect() as db:
        found = store_history(db, questionnaire_id)
    events = [_event(row, may_edit) for row in found.itertuples()]
    parts: list = [html.Ol(events[:NEWEST], className="history life-history")]
    older = events[NEWEST:]
    if older:
        words = ngettext("{n} older change", "{n} older changes", len(older))
        folded = html.Ol(older, className="history life-history")
        parts.append(html.Details([html.Summary(words), folded], className="edit-more"))
    return html.Div(parts)


def _event(row, may_edit: bool) -> html.Li:
    gone = row.state == "reversed"
    what = html.Strong(_what(row))
    when = f" · {day(row.at)} {row.at:%H:%M} UTC"
    parts: list = [
        html.P(
            [html.Del(what) if gone else what, when, f" · {row.by}" if may_edit and row.kind != "shipped" else "",
             f" · {_('taken back')}" if gone else ""]
        )
    ]  # fmt: skip
    if text_or(row.reason):
        parts.append(html.P(html.Q(row.reason), dir="auto", className="history-reason"))
    if may_edit and row.kind != "shipped" and row.state == "current":
        parts.append(dcc.Link(_("Take it back"), href=data_address(Place(), batch=int(row.batch), anchor="details")))
    return html.Li(parts, className="is-reversed" if gone else None)


def _what(row) -> str:
    edition = number(int(row.edition)) if not pd.isna(row.edition) else ""
    if row.kind == "shipped":
        return _("Ships with the program")
    if row.action == "answers":
        whose = _("{country}, {year}", country=country_name(row.country_iso3), year=int(row.year))
        return _("Answers: {whose} (edition {n})", whose=whose, n=edition)
    words = {
        OPEN: _("Edition {n} opened", n=edition), CLOSED: _("Edition {n} closed", n=edition),
        DRAFT: _("Edition {n} made a draft again", n=edition),
    }  # fmt: skip
    return words.get(row.action, _("Edition {n} written", n=edition))


def scrolled(table: html.Table, label: str) -> html.Div:
    return html.Div(table, className="scroll-x", tabIndex=0, role="region", **{"aria-label": label})
