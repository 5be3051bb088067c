"""The page's link: what a page gets from it, and how one view leads to the next."""

from collections.abc import Callable
from functools import wraps

from ..errors import FilterError
from ..language import use_language
from ..vocabulary.filters import Filter
from ..vocabulary.view import View, parse_link
from ..vocabulary.view import link as query_of
from .current import data, version_asked


def read_link(search: object) -> tuple[Filter, View]:
    """The filter and the view of a query string, checked against what the data knows. Raises FilterError."""
    if not isinstance(search, str):
        raise FilterError("link", str(search)[:40], "the link's query is text that starts with ?")
    return parse_link(search, data(version_asked(search)).known)


def view_of(search: object) -> View:
    """The view of a link, or the default one where the link cannot be read: an error page has a language, too."""
    text = search if isinstance(search, str) else ""
    look = [part for part in text.removeprefix("?").split("&") if part.startswith(("lang=", "theme="))]
    for readable in (text, "&".join(look)):
        try:
            return parse_link(readable)[1]
        except FilterError:
            continue
    return View()


def in_language_of_link(function: Callable) -> Callable:
    """A callback that takes the link as `search`, run in the language that the link names."""

    @wraps(function)
    def spoken(**arguments):
        with use_language(view_of(arguments["search"]).lang or "en"):
            return function(**arguments)

    return spoken


def link(path: str, chosen: Filter | None = None, view: View | None = None) -> str:
    """The address of `path` with a filter and a view, in canonical form."""
    return path + query_of(chosen or Filter(), view or View())
