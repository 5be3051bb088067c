"""The page of an address without a page, and of a link that cannot be shown: what is wrong, and where to go."""

from collections.abc import Sequence
from urllib.parse import unquote_plus

from dash import dcc, html

from ..components.link import link, view_of
from ..components.said import problem_words
from ..errors import FilterError, MonitorError, VersionGone
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
    ways = []
    if isinstance(problem, VersionGone):
        ways = [dcc.Link(_("Show this filter on the data of today"), href=_without("v", search))]
    elif isinstance(problem, FilterError) and _without(problem.name, search) not in ("/", f"/{search}"):
        ways = [
            dcc.Link(
                _("Show the rest of the filter, without {name}", name=problem.name), href=_without(problem.name, search)
            )
        ]
    return sentence(problem.status, problem_words(problem), search, ways)


def sentence(status: int, words: list, search: str, ways: Sequence[dcc.Link] = ()) -> html.Div:
    view = view_of(search)
    home = link("/", view=View(lang=view.lang, theme=view.theme))
    return html.Div(
        [
            html.P(str(status), className="problem-status"),
            html.H1(words),
            *(html.P(way) for way in [*ways, dcc.Link(_("Go to the map"), href=home)]),
        ],
        className="problem",
    )


def _without(name: str, search: str) -> str:
    """The map with the link's filter but for one name."""
    parts = [part for part in search.removeprefix("?").split("&") if part]
    kept = [part for part in parts if unquote_plus(part.partition("=")[0]) != name]
    return f"/?{'&'.join(kept)}" if kept else "/"
