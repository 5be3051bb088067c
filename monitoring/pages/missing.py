"""The page of an address without a page, and of a link that cannot be shown: what is wrong, and where to go."""

from dash import dcc, html

from ..components.link import link, view_of
from ..components.said import problem_words
from ..errors import MonitorError, VersionGone
from ..language import _
from ..vocabulary.view import View

PAGE = {"name": "missing", "tab": None}


def layout(search: str) -> html.Div:
    return sentence(
        404,
        [_("There is no page at this address. The link may be incomplete, or the record may not be public.")],
        search,
    )


def said(problem: MonitorError, search: str) -> html.Div:
    """A problem with the link as a page."""
    return sentence(
        problem.status,
        problem_words(problem),
        search,
        _without_version(search) if isinstance(problem, VersionGone) else None,
    )


def sentence(status: int, words: list, search: str, instead: str | None = None) -> html.Div:
    view = view_of(search)
    home = link("/", view=View(lang=view.lang, theme=view.theme))
    ways = [dcc.Link(_("Show this filter on the data of today"), href=instead)] if instead else []
    return html.Div(
        [
            html.P(str(status), className="problem-status"),
            html.H1(words),
            *(html.P(way) for way in [*ways, dcc.Link(_("Go to the map"), href=home)]),
        ],
        className="problem",
    )


def _without_version(search: str) -> str:
    kept = [part for part in search.removeprefix("?").split("&") if part and not part.startswith("v=")]
    return f"/?{'&'.join(kept)}" if kept else "/"
