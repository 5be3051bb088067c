"""The ways from a country's page to paper, slides, a meeting and other countries."""

from urllib.parse import quote

from dash import html

from ...language import _
from ...vocabulary.countries import COUNTRIES
from ...vocabulary.filters import Filter
from ...vocabulary.view import View, link

SUFFIXES = ("pdf", "pptx", "html")


def handout_links(iso3: str, view: View, chosen: Filter | None = None) -> dict[str, str]:
    """Suffix -> address of the handout of a country, in the page's language and with its filter."""
    query = link(chosen or Filter(), View(year=view.year, lang=view.lang))
    return {suffix: f"/brief/{quote(iso3)}.{suffix}{query}" for suffix in SUFFIXES}


def meeting_link(iso3: str, view: View) -> str:
    """The address of the meeting mode, with this country on its agenda."""
    look = View(lang=view.lang).query()
    return f"/meeting?countries={quote(iso3)}" + (f"&{look}" if look else "")


def ways(iso3: str, beside: str, view: View, chosen: Filter) -> html.Div:
    """One filled button and the plain ones. beside: the country that it is compared with first."""
    files = handout_links(iso3, view, chosen)
    keep = View(compare=(iso3, beside), lang=view.lang, theme=view.theme)
    compare = link(Filter(v=chosen.v), keep) if beside in COUNTRIES else link(Filter(v=chosen.v), View(lang=view.lang))
    return html.Div(
        [
            html.A(_("Meeting mode"), href=meeting_link(iso3, view), className="data-button data-button-main"),
            html.A(_("Handout (PDF)"), href=files["pdf"], className="data-button", download=""),
            html.A(_("Slides (PPTX)"), href=files["pptx"], className="data-button", download=""),
            html.A(_("Compare"), href=f"/countries{compare}", className="data-button"),
        ],
        className="country-ways",
    )
