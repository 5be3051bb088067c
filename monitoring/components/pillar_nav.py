"""The pages that belong to the pillars, one beside the other: a small row under the tabs."""

from dash import dcc, html

from ..language import N_, _
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .link import link

TAB = "/pillars"  # the tab that all of these pages belong to
_PAGES = {
    "pillars": (TAB, N_("Overview")), "recommendations": ("/recommendations", N_("Recommendations")),
    "meetings": ("/meetings", N_("Meetings")), "proposals": ("/proposals", N_("Proposals")),
    "questionnaires": ("/questionnaires", N_("Questionnaires")), "report": ("/report/2014", N_("Annual report")),
}  # fmt: skip


def pillar_nav(page: str, view: View, version: str | None) -> html.Nav:
    """page: its name (PAGE["name"]). Every link keeps the language, the colours and the data version."""
    keep = View(lang=view.lang, theme=view.theme)
    links = [
        html.Li(
            html.A(_(words), href=link(path, Filter(v=version), keep), **{"aria-current": "page"})
            if name == page
            else dcc.Link(_(words), href=link(path, Filter(v=version), keep))
        )
        for name, (path, words) in _PAGES.items()
    ]
    return html.Nav(html.Ul(links), className="pillar-nav", **{"aria-label": _("Pages of the pillars")})
