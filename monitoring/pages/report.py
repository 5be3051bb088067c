"""`/report`: the years; `/report/<year>`: the annual report; `/report/<year>/<chapter>`: the form of an editor's text for it."""

import re

from dash import Dash, Input, Output, State, dcc, html, no_update

from ..components.current import Data, data
from ..components.icons import icon
from ..components.link import in_language_of_link, link, read_link, view_of
from ..components.report.build import report_title, running, years_of
from ..components.report.kept import kept_report
from ..components.report.screen import chapter_parts
from ..components.report.texts import FIELDS, form, preview, save, seen_now, written_before
from ..components.said import problem_words
from ..errors import EditError, MonitorError
from ..language import _, digits, language
from ..settings import settings
from ..vocabulary.filters import Filter
from ..vocabulary.report import BASELINE_YEAR, CHAPTERS
from ..vocabulary.view import View

PATH = "/report"
ADDRESS = re.compile(rf"{PATH}(?:/(?P<year>2\d\d\d)(?:/(?P<chapter>{'|'.join(CHAPTERS)}))?)?")
PAGE = {"name": "report", "path": ADDRESS, "tab": "/pillars"}


def exists(year: str | None, chapter: str | None) -> bool:
    return year is None or int(year) in years_of(data())


def status(search: str, year: str | None, chapter: str | None) -> int:
    """200, or raises what is wrong with the link."""
    read_link(search)
    return 200


def title(year: str | None, chapter: str | None) -> str:
    return report_title(int(year)) if year else _("Annual reports")


def layout(search: str, year: str | None, chapter: str | None) -> html.Article:
    chosen, view = read_link(search)
    current, kept = data(chosen.v), Filter(v=chosen.v)
    if year is None:
        content = _years(current, kept, view)
    elif chapter is None:
        content = _report(current, int(year), kept, view)
    else:
        content = _writing(current, int(year), chapter, kept, view)
    return html.Article(content, className="prose prose-wide report-page")


def _years(current: Data, chosen: Filter, view: View) -> list:
    keep = View(lang=view.lang, theme=view.theme)
    items = []
    for year in years_of(current):
        what = _("the baseline") if year == BASELINE_YEAR else _("progress since the baseline")
        items.append(html.Li([dcc.Link(report_title(year), href=link(f"{PATH}/{year}", chosen, keep)), f" · {what}"]))
    return [
        html.H1(_("Annual reports")),
        html.P(_("Each is made of the data version that you see, for any year from the baseline on: figures, maps, commitments "
                 "and meetings as they stood at its end.")),
        html.Ul(items, className="report-years"),
    ]  # fmt: skip


def _report(current: Data, year: int, chosen: Filter, view: View) -> list:
    theme, keep = view.theme or "light", View(lang=view.lang, theme=view.theme)
    made = kept_report(current, year, theme)
    files = [
        html.A(words, href=f"/download/report/{year}.{kind}?v={current.version.id}&lang={language()}", className=look)
        for kind, words, look in (
            ("pdf", _("Download as PDF"), "data-button data-button-main"), ("html", _("Download as HTML"), "data-button"),
        )
    ]  # fmt: skip
    contents = html.Nav(
        [html.Ol([html.Li(html.A(each.title, href=f"#{anchor(each.key)}")) for each in made.chapters])],
        className="report-contents", **{"aria-label": _("Contents")},
    )  # fmt: skip
    back = html.P(dcc.Link([icon("back"), _("All annual reports")], href=link(PATH, chosen, keep), className="back"))
    parts: list = [
        back, html.H1(made.title), html.P(made.subtitle, className="report-subtitle"), html.P(running(current), className="note"),
        html.Div(files, className="report-ways"), contents,
    ]  # fmt: skip
    may_write = settings().may_edit and current.number is None
    for each in made.chapters:
        way = [_way(year, each.key, bool(each.words), keep)] if may_write else []
        body = chapter_parts(each, year, current.version.id, view)
        parts.append(html.Section([html.H2(each.title), *way, *body], id=anchor(each.key), className="report-chapter"))
    return [*parts, *(html.P(line, className="note") for line in made.disclaimers)]


def anchor(chapter: str) -> str:
    """The id of a chapter on the page; other pages have a part called summary."""
    return f"chapter-{chapter}"


def _way(year: int, chapter: str, written: bool, keep: View) -> html.P:
    words = _("Change the text of this chapter") if written else _("Write a text for this chapter")
    return html.P(dcc.Link(words, href=link(f"{PATH}/{year}/{chapter}", Filter(), keep)), className="report-way")


def _writing(current: Data, year: int, chapter: str, chosen: Filter, view: View) -> list:
    keep = View(lang=view.lang, theme=view.theme)
    there = link(f"{PATH}/{year}", chosen, keep)
    head: list = [
        html.P(dcc.Link([icon("back"), report_title(year)], href=there, className="back")),
        html.H1(_("{chapter}, {year}", chapter=_(CHAPTERS[chapter]), year=digits(str(year)))),
    ]
    if not settings().may_edit:
        words = _("The record can be changed at the machine that serves it only, until there are accounts.")
        return [*head, html.P(words, className="note")]
    if current.number is not None:
        words = _("This is an older data version. Take v out of the link to write a text.")
        return [*head, html.P(words, className="note")]
    return [
        *head,
        html.P(_("It stands at the head of the chapter, on the page and in the files, and stays when the figures are made anew.")),
        form(year, chapter), dcc.Store("report-seen", data=seen_now(year, chapter)), html.H2(_("History"), id="history"),
        html.Div(written_before(year, chapter), id="report-history"),
    ]  # fmt: skip


@in_language_of_link
def keep(
    asked: int | None, search: str, pathname: object, seen: object, markdown: object, reason: object
) -> dict[str, object]:
    """Saves the text as a new data version; where it cannot, says why and leaves the form as it is."""
    found = ADDRESS.fullmatch(pathname) if isinstance(pathname, str) else None
    left: dict[str, object] = dict.fromkeys(KEPT, no_update)
    if not asked or found is None or found["chapter"] is None or int(found["year"]) not in years_of(data()):
        return left
    year, chapter = int(found["year"]), found["chapter"]
    left |= {f"{name}_error": "" for name in FIELDS}
    try:
        done = save(year, chapter, markdown, reason, seen)
    except MonitorError as problem:
        return left | _wrong(problem, year, chapter)
    said = [f"{_('Saved.')} {_('Data version {version}.', version=done.version)} ",
            dcc.Link(report_title(year), href=link(f"{PATH}/{year}", Filter(), _plain(search)))]  # fmt: skip
    return left | {
        "said": html.P(said), "seen": seen_now(year, chapter), "history": written_before(year, chapter), "reason": "",
    }  # fmt: skip


def _plain(search: object) -> View:
    view = view_of(search)
    return View(lang=view.lang, theme=view.theme)


def _wrong(problem: MonitorError, year: int, chapter: str) -> dict[str, object]:
    """What is wrong, at its field where there is one; else below the form, with what somebody else wrote meanwhile."""
    field = problem.field if isinstance(problem, EditError) else None
    if field in FIELDS:
        return {"said": None, f"{field}_error": str(problem)}
    said: dict[str, object] = {"said": html.P(problem_words(problem), className="data-problem")}
    if settings().may_edit:
        said |= {"seen": seen_now(year, chapter), "history": written_before(year, chapter)}
    return said


@in_language_of_link
def look(asked: int | None, search: str, markdown: object) -> object:
    """The text as the report will show it."""
    return preview(markdown) if asked else no_update


KEPT = {
    "said": Output("report-said", "children"),
    "seen": Output("report-seen", "data"),
    "history": Output("report-history", "children"),
    "reason": Output("report-reason", "value"),
    **{f"{name}_error": Output(f"report-{name}-error", "children") for name in FIELDS},
}


def register(app: Dash) -> None:
    app.callback(
        output=KEPT,
        inputs={
            "asked": Input("report-save", "n_clicks"), "search": State("url", "search"), "pathname": State("url", "pathname"),
            "seen": State("report-seen", "data"), "markdown": State("report-markdown", "value"),
            "reason": State("report-reason", "value"),
        },
        prevent_initial_call=True,
    )(keep)  # fmt: skip
    app.callback(
        output=Output("report-preview", "children"),
        inputs={
            "asked": Input("report-look", "n_clicks"), "search": State("url", "search"),
            "markdown": State("report-markdown", "value"),
        },
        prevent_initial_call=True,
    )(look)  # fmt: skip
