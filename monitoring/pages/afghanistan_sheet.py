"""`/afghanistan/years`: every year with province figures as a small map on one sheet with one legend, for screen and paper."""

import re
from urllib.parse import quote

from dash import Dash, dcc, html

from ..components.current import data
from ..components.icons import icon
from ..components.link import link
from ..components.publisher import boundary_note
from ..figures.afghanistan_scale import fills, signs
from ..figures.afghanistan_shapes import drawing
from ..figures.theme import Theme
from ..language import _, day, digits
from ..measures.afghanistan import codes
from ..vocabulary.view import View
from .afghanistan import read
from .afghanistan_years import show_names, title_of, years_payload

PAGE = {"name": "afghanistan-years", "path": re.compile(r"/afghanistan/years"), "tab": "/afghanistan"}


def exists() -> bool:
    return True


def title() -> str:
    return _("Afghanistan, all years")


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def layout(search: str) -> html.Article:
    chosen, view = read(search)
    current, show, theme = data(chosen.v), view.show or "ha", view.theme or "light"
    sent = years_payload(current)
    years = sent["shows"][show]
    editions = sorted({sent["said"][year]["editions"] for year in years if sent["said"][year]["editions"]})
    return html.Article(
        [
            html.P(dcc.Link([icon("back"), _("Back to the map")], href=_map(view, show), className="back")),
            html.H1(_("{what}, every year with figures", what=title_of(show))),
            html.P(sent["gaps"], className="section-subtitle"),
            html.Nav([_other(name, words, show, view) for name, words in show_names(current).items()],
                     className="af-sheet-shows", **{"aria-label": _("What the maps show")}),
            html.Ol([_year(year, rows, sent, show, theme, view) for year, rows in years.items()], className="af-sheet"),
            html.Ul([html.Li([_swatch(sign.step, show, theme), sign.label]) for sign in signs(show)], className="af-sheet-legend"),
            html.P([_("Source of the province figures: {editions}.", editions=" / ".join(editions)), " ",
                    _("Class breaks are the same in every year."), " ", boundary_note(), " ",
                    _("Data version {version}, data of {date}.", version=current.version.id, date=day(current.version.data_date))],
                   className="note"),
        ],
        className="prose prose-wide af-sheet-page",
    )  # fmt: skip


def _map(view: View, show: str, year: int | None = None) -> str:
    return link(
        "/afghanistan", view=View(year=year, show=show if show != "ha" else None, lang=view.lang, theme=view.theme)
    )


def _other(name: str, words: str, show: str, view: View):
    if name == show:
        return html.Span(words, **{"aria-current": "page"})
    wanted = View(show=name if name != "ha" else None, lang=view.lang, theme=view.theme)
    return html.A(words, href=link("/afghanistan/years", view=wanted))


def _year(year: str, rows: dict, sent: dict, show: str, theme: Theme, view: View) -> html.Li:
    svg = drawing(dict(zip(codes(), rows["k"], strict=True)), show, theme)
    said = sent["found"].get(show, {}).get(year) or sent["said"][year]["title"]
    picture = html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=said)
    head = dcc.Link(digits(year), href=_map(view, show, int(year)), className="af-sheet-year")
    return html.Li([head, picture, html.P(said.partition(": ")[2] or said)])


def _swatch(step: int, show: str, theme: Theme) -> html.Span:
    return html.Span(
        className=f"af-swatch af-step{step if step < 0 else ''}", style={"backgroundColor": fills(show, theme)[step]}
    )


def register(app: Dash) -> None:
    """Nothing: the sheet does not change."""
