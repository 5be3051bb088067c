"""`/country/<ISO3>`: one calm page a country, for the wall of a meeting room; the link narrows its seizures and its years."""

import re

from dash import Dash, Input, Output, html, no_update

from ..components import map as map_component
from ..components.country import gaps, mechanism, seized, ways, words
from ..components.country.downloads import ways as buttons
from ..components.country.found import Country, country_found
from ..components.country.headlines import cards, source_list
from ..components.country.limits import nothing_known, placed, unknown
from ..components.country.tables import box
from ..components.current import data
from ..components.link import in_language_of_link, link, read_link
from ..components.publisher import boundary_note
from ..components.said import problem_words
from ..errors import MonitorError
from ..language import RIGHT_TO_LEFT, _, ngettext
from ..vocabulary.countries import COUNTRIES, FORMER, country_name, country_name_on, find_country, former_names, name_in
from ..vocabulary.filters import Filter
from ..vocabulary.pillar_words import ON_THE_ROUTES
from ..vocabulary.query_text import did_you_mean
from ..vocabulary.view import View
from .country_map import MAP, commands, legend, stage
from .explore_drawing import Drawing, drawing

PATH = "/country"
ADDRESS = re.compile(rf"{PATH}/(?P<iso3>[^/]{{1,80}})")
PAGE = {"name": "country", "path": ADDRESS, "tab": "/countries"}
NAMED_IN = ("en", "ar", "zh", "fr", "ru", "es")  # the six languages of the United Nations
SHORT_GROUPS = 4  # that stand over the name; all are in a panel of their own


def exists(iso3: str) -> bool:
    """Every code has a page: what it says depends on the code."""
    return True


def status(search: str, iso3: str) -> int:
    """200; 404 for a code of no country; raises what is wrong with the link."""
    read_link(search)
    return 200 if iso3 in COUNTRIES or iso3 in FORMER else 404


def title(iso3: str) -> str:
    return country_name(iso3) if iso3 in COUNTRIES else _(FORMER[iso3][0]) if iso3 in FORMER else _("No such country")


def layout(search: str, iso3: str) -> html.Div:
    chosen, view = read_link(search)
    if iso3 in FORMER:
        return html.Div(_former(iso3, chosen, view), className="prose country-note-page")
    if iso3 not in COUNTRIES:
        return html.Div(_no_such(iso3, chosen, view), className="problem")
    country, drawn = found(iso3, chosen, view)
    return html.Div(
        [
            _head(country, view),
            *_notes(country, view),
            html.Div(cards(country), className="headlines"),
            html.Div(
                _little(country, drawn, view) if nothing_known(country) else [
                    _map(country, drawn, view),
                    html.Div(seized.trends(country, view), id="country-trends-place", className="place-trends"),
                    html.Div(ways.routes(country, view), className="place-routes", id="country-routes-place"),
                    mechanism.pillars(country, view),
                    mechanism.promises(country, view),
                    _sources(country),
                    seized.two_products(country, view),
                    ways.prices(country),
                    _unknown(country),
                    mechanism.assistance(country),
                    ways.places(country),
                    mechanism.memberships(country),
                ],
                className="country-grid",
            ),
        ],
        className="country",
    )  # fmt: skip


def _little(country: Country, drawn: Drawing, view: View) -> list:
    """Of a country that the data set holds nothing of: where it is, what is missing, and where there is more."""
    keep = View(lang=view.lang, theme=view.theme)
    more = [
        html.P(html.A(words_, href=link(path, Filter(v=country.chosen.v), keep)))
        for path, words_ in (
            ("/countries", _("All countries")),
            ("/data", _("Bring data in")),
            ("/about", _("Sources")),
        )
    ]
    return [_map(country, drawn, view), _unknown(country), box(_("Where there is more"), "", more, "more")]


def found(iso3: str, chosen: Filter, view: View) -> tuple[Country, Drawing]:
    """What the link asks for, and how the map draws it."""
    country = country_found(data(chosen.v), iso3, chosen, view.year)
    return country, drawing(view, country.current, country.chosen)


def _head(country: Country, view: View) -> html.Header:
    iso3 = country.iso3
    day_of_name = country.day if view.year is None else country.day.replace(year=view.year, month=12, day=31)
    name = country_name_on(iso3, day_of_name)
    groups = [_(one) for one in country.groups["name"]]
    more = [ngettext("{n} more", "{n} more", len(groups) - SHORT_GROUPS)] if len(groups) > SHORT_GROUPS else []
    illustration = country.current.only_shipped
    sentences = words.summary(name, country.headlines, country.seizures, illustration)
    if nothing_known(country):
        sentences = [gaps.nothing(name)]
    return html.Header(
        [
            html.Div(
                [
                    html.P(" · ".join([*groups[:SHORT_GROUPS], *more]) or _("In no group here"), className="country-eyebrow"),
                    html.H1(name, dir="auto"),
                    html.P(_names(iso3), className="country-names"),
                ],
                className="country-name",
            ),
            buttons(iso3, _beside(iso3), view, country.chosen.replace(country=())),
            html.P(" ".join(sentences), className="country-summary", id="country-summary"),
        ],
        className="country-head",
    )  # fmt: skip


def _names(iso3: str) -> list:
    """The name in the six languages of the United Nations, each marked as what it is."""
    parts: list = []
    for spoken in NAMED_IN:
        parts += [" · "] if parts else []
        name = html.Bdi(name_in(iso3, spoken), lang=spoken, dir="rtl" if spoken in RIGHT_TO_LEFT else "ltr")
        parts.append(name)
    return parts


def _beside(iso3: str) -> str:
    """The country that a comparison begins with: the first on the routes that is another."""
    return next(other for other in ("TJK", *ON_THE_ROUTES) if other != iso3)


def _notes(country: Country, view: View) -> list:
    """What must be read before the figures: a name with a note, another name before, a link that narrows, a year before all."""
    iso3 = country.iso3
    said = [words.kosovo_note(iso3)]
    said += [words.former_name(country_name(iso3), name, until) for until, name in former_names(iso3)]
    narrowed = country.chosen.without("country").replace(v=None)
    if narrowed.active():
        what = country.chosen.sentence(country.seizures, country.current.known.groups)
        said.append(_("This link narrows its seizures: {what}", what=what))
    if view.year is not None:
        first = country_found(country.current, iso3).cells["year"].min()
        if first == first and view.year < int(first):
            said.append(gaps.nothing_yet(int(first), view.year))
        else:
            said.append(_("This link tells nothing later than {year}.", year=view.year))
    return [html.P(one, className="country-note", role="note") for one in said if one]


def _map(country: Country, drawn: Drawing, view: View) -> html.Section:
    n = placed(country)
    return box(
        _("Where seizures were reported"),
        words.placed_sentence(country.seizures, n),
        stage(country, drawn, view),
        "map",
    )


def _sources(country: Country) -> html.Section:
    parts: list = [source_list(country)] if len(country.headlines) else []
    parts += [html.P(one, className="note") for one in (words.two_products(), boundary_note())]
    more = html.P(html.A(_("All sources with their editions"), href=link("/about", Filter(v=country.chosen.v))))
    return box(_("Sources"), "", [*parts, more], "sources")


def _unknown(country: Country) -> html.Section:
    return box(
        _("What is not known"),
        "",
        [html.Ul([html.Li(one) for one in unknown(country)], className="country-list")],
        "unknown",
    )


def _former(code: str, chosen: Filter, view: View) -> list:
    name, after = FORMER[code]
    keep = View(lang=view.lang, theme=view.theme)
    links = [
        html.Li(html.A(country_name(iso3), href=link(f"{PATH}/{iso3}", Filter(v=chosen.v), keep))) for iso3 in after
    ]
    kosovo = html.A(country_name("XKX"), href=link(f"{PATH}/XKX", Filter(v=chosen.v), keep))
    return [
        html.H1(_("{name}: a code of the past", name=_(name))),
        html.P(_("{code} is used no more. Figures of its area stand under the codes of today:", code=code)),
        html.Ul(links),
        *([html.P([kosovo, ". ", words.kosovo_note("XKX")], className="note")] if "SRB" in after else []),
    ]  # fmt: skip


def _no_such(asked: str, chosen: Filter, view: View) -> list:
    """The page of an unknown code: what may have been meant."""
    keep = View(lang=view.lang, theme=view.theme)
    meant = find_country(asked) or find_country(asked.upper())
    way = link(f"{PATH}/{meant}", Filter(v=chosen.v), keep) if meant else None
    codes = {iso3: f"{iso3} ({country_name(iso3)})" for iso3 in COUNTRIES}
    by_name = {country_name(iso3): said for iso3, said in codes.items()}
    hint = _("Write three letters of ISO 3166-1, as TJK.")
    said = did_you_mean(_("No country has the code {code}.", code=asked[:40]), asked, {**codes, **by_name}, hint)
    return [
        html.P("404", className="problem-status"),
        html.H1(said),
        *([html.P(html.A(country_name(meant), href=way))] if meant and way else []),
        html.P(html.A(_("All countries"), href=link("/countries", Filter(v=chosen.v), keep))),
    ]


@in_language_of_link
def show(search: str, pathname: str) -> dict[str, object]:
    """Another theme or filter on the page that is there: what has colours, and what counts its seizures."""
    asked = ADDRESS.fullmatch(pathname if isinstance(pathname, str) else "")
    nothing: dict[str, object] = dict.fromkeys(SHOWN, no_update)
    if not asked or asked["iso3"] not in COUNTRIES:
        return nothing
    try:
        chosen, view = read_link(search)
        country, drawn = found(asked["iso3"], chosen, view)
    except MonitorError as problem:
        return nothing | {"trends": html.P(problem_words(problem), className="data-problem")}
    return {
        "trends": seized.trends(country, view), "routes": ways.routes(country, view), "legend": legend(country, drawn, view),
        "map": commands(country, drawn, view),
    }  # fmt: skip


SHOWN = {
    "trends": Output("country-trends-place", "children"),
    "routes": Output("country-routes-place", "children"),
    "legend": Output("country-legend", "children"),
    "map": Output(f"{MAP}-commands", "data"),
}


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    app.callback(
        output=SHOWN, inputs={"search": Input("url", "search"), "pathname": Input("url", "pathname")}, prevent_initial_call=True
    )(show)  # fmt: skip
