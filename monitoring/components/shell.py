"""The frame around every page: name, tabs, what data this is, who may see it, language and theme."""

import html as markup
from types import ModuleType

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from ..errors import MonitorError
from ..language import LANGUAGES, N_, NOT_REVIEWED, RIGHT_TO_LEFT, _, day, direction, language
from ..settings import settings
from ..vocabulary.markings import marking_name
from ..vocabulary.view import View
from .current import data, version_asked
from .icons import icon
from .link import link, view_of
from .menu import menu
from .pillar_nav import TAB as PILLARS
from .pillar_nav import pillar_nav
from .theme import THEME

TABS = (
    ("/", N_("Explore")), ("/routes", N_("Routes")), ("/afghanistan", N_("Afghanistan")),
    ("/countries", N_("Countries")), ("/pillars", N_("Pillars")), ("/data", N_("Data")), ("/about", N_("About")),
)  # fmt: skip
OTHER_THEME = {"light": "dark", "dark": "light"}


def framed(content: object, page: ModuleType, search: str, title: str) -> dmc.MantineProvider:
    """A page in its frame, in the language, direction and theme of the link; `title` is the browser window's."""
    view = view_of(search)
    theme = view.theme or "light"
    body = html.Div(
        [
            html.A(_("Skip to the content"), href="#content", className="skip-link"),
            header(page.PAGE.get("tab"), view, search),
            *beneath_tabs(page, view, search),
            older_note(search),
            html.Main(content, id="content", className=f"page page-{page.PAGE['name']}", tabIndex="-1"),
            html.P(className="print-address"),
        ],
        id="frame",
        className="frame",
        lang=language(),
        dir=direction(),
        **{"data-theme": theme, "data-version": served_version(search), "data-title": title},
    )
    mantine = dmc.MantineProvider(body, id="mantine", theme=THEME, forceColorScheme=theme)
    return dmc.DirectionProvider(mantine, direction="rtl" if language() in RIGHT_TO_LEFT else "ltr")


def beneath_tabs(page: ModuleType, view: View, search: str) -> list[html.Nav]:
    """The row of pages that belong to the tab, where there are several."""
    if page.PAGE.get("tab") != PILLARS:
        return []
    return [pillar_nav(page.PAGE["name"], view, version_asked(search))]


def header(tab: str | None, view: View, search: str) -> html.Header:
    keep = View(lang=view.lang, theme=view.theme)
    first, _blank, rest = _("Drugs monitor").partition(" ")  # the name's first word has the accent
    return html.Header(
        [
            dcc.Link(
                [html.Span(first, className="name-accent"), " ", rest],
                href=link("/", view=keep),
                className="name",
            ),
            html.Nav(
                [
                    html.Span(_(title), className="tab", **{"aria-current": "page"})
                    if path == tab
                    else dcc.Link(_(title), href=link(path, view=keep), className="tab")
                    for path, title in TABS
                ],
                **{"aria-label": _("Pages")},
            ),
            html.Div([data_date(search), audience_tag(), language_menu(), theme_button(view)], className="header-end"),
        ],
        className="header",
    )


def served_version(search: str) -> str:
    """The id of the data version on the page, which is the link's; empty where there is no data to show."""
    try:
        return data(version_asked(search)).version.id
    except MonitorError:
        return ""


def older_note(search: str) -> html.P | None:
    """Where the link asks for an older data version: says so, with the same link on the data of today."""
    shown = served_version(search)
    if not version_asked(search) or not shown or shown == data().version.id:
        return None
    version = data(shown).version
    words = _(
        "This link shows older data: version {version}, data of {date}.", version=shown, date=day(version.data_date)
    )
    kept = [part for part in search.removeprefix("?").split("&") if part and not part.startswith("v=")]
    today = html.A(_("Show this filter on the data of today"), href=f"?{'&'.join(kept)}")
    return html.P([words, " ", today], className="older-note", role="note")


def data_date(search: str) -> html.Span | None:
    shown = served_version(search)
    if not shown:
        return None
    version = data(shown).version
    return html.Span(
        [_("Data of {date}", date=day(version.data_date)), html.Bdi(version.id[:6], className="version-short")],
        title=_("Data version {version}", version=version.id),
        className="data-date",
    )


def audience_tag() -> html.Span:
    words = {"public": N_("Public view"), "partner": N_("Partner view"), "restricted": N_("Restricted view")}
    audience = settings().audience
    return html.Span(
        _(words[audience]),
        className=f"tag tag-{audience}",
        title=_("Shows records marked: {marking}", marking=marking_name(audience)),
    )


def language_menu() -> html.Details:
    """The languages under their own names; a choice loads the same link in that language. Says where nobody has reviewed one."""
    items: list = [
        html.Button(name, type="button", className="menu-link", lang=code, **{"data-language": code})
        for code, name in LANGUAGES.items()
    ]
    if language() in NOT_REVIEWED:
        items.append(
            html.P(
                _("This translation has not been reviewed by a native speaker of the field yet."), className="menu-note"
            )
        )
    return menu(LANGUAGES[language()], items, name=_("Language: {name}", name=LANGUAGES[language()]))


def theme_button(view) -> dmc.ActionIcon:
    other = OTHER_THEME[view.theme or "light"]
    name = _("Dark colours") if other == "dark" else _("Light colours")
    return dmc.ActionIcon(
        icon("moon" if other == "dark" else "sun"), id="theme", variant="subtle", size="md", **{"aria-label": name}
    )


def problem_page(status: int, sentence: str) -> str:
    """The HTML of an error that happens outside the application's own pages; needs no script and no database."""
    return f"""<!DOCTYPE html>
<html lang="{language()}" dir="{direction()}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{status}</title>
<link rel="stylesheet" href="/assets/00-tokens.css"><link rel="stylesheet" href="/assets/10-frame.css"></head>
<body><main class="problem"><p class="problem-status">{status}</p><h1>{markup.escape(sentence)}</h1>
<p><a href="/">{markup.escape(_("Go to the map"))}</a></p></main></body></html>"""


def register(app: Dash) -> None:
    """The theme follows the link; the button writes the link."""
    app.clientside_callback(
        ClientsideFunction("frame", "theme"),
        Output("url", "search", allow_duplicate=True),
        Input("theme", "n_clicks"),
        prevent_initial_call=True,
    )
    # With an output, so that it is called for a frame that comes with its page as well.
    app.clientside_callback(
        ClientsideFunction("frame", "title"), Output("frame", "data-titled"), Input("frame", "data-title")
    )
    app.clientside_callback(
        ClientsideFunction("frame", "applyTheme"), Output("mantine", "forceColorScheme"), Input("url", "search")
    )
