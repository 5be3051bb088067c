"""`/meeting`: an agenda is prepared, all its slides are brought into the browser, and then shown with no server needed.

`?countries=TJK,PAK` begins with these. What is done with keys and the agenda is in assets/clientside/meeting.js.
"""

import re
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from ..components.current import data, version_asked
from ..components.link import view_of
from ..components.map import map_host
from ..language import _, direction, language, number
from ..vocabulary.agenda import FORMAT, MOST_BYTES, MOST_CHARACTERS, MOST_ITEMS, PAGES, VERSION, agenda_of_codes
from ..vocabulary.countries import COUNTRIES, country_label

PAGE = {"name": "meeting", "path": re.compile(r"/meeting"), "tab": "/countries"}
LIVE = "meeting-live"


def exists() -> bool:
    return True


def status(search: str) -> int:
    """200: a code that there is no country of is said on the page. VersionGone for a data version that is not held."""
    data(version_asked(search))
    return 200


def title() -> str:
    return _("Meeting mode")


def layout(search: str) -> html.Article:
    current = data(version_asked(search))
    content = [
        html.H1(_("Meeting mode")),
        html.P(
            _("Choose what is shown and in which order. All slides come into this browser before the meeting: then they turn "
              "without the server.")
        ),
        dcc.Store(id="meeting-config", data=config(search, current.version.id)),
        html.Div(id="meeting-desk", className="meeting-desk"),
        stage(),
    ]  # fmt: skip
    return html.Article(content, className="prose prose-wide meeting")


def stage() -> html.Div:
    """Where slides are shown: over everything, not seen until the meeting starts. The map loads in it before."""
    buttons = (
        ("previous", _("Previous slide")), ("next", _("Next slide")), ("table", _("Table")), ("map", _("Live map")),
        ("notes", _("Notes window")), ("blank", _("Blank")), ("full", _("Full screen")), ("leave", _("Leave")),
    )  # fmt: skip
    bar = html.Nav(
        [html.Button(words, type="button", **{"data-do": name}) for name, words in buttons], id="meeting-bar",
        **{"aria-label": _("Slides")},
    )  # fmt: skip
    return html.Div(
        [
            html.Div(html.Section(id="meeting-slide"), className="meeting-picture"),
            html.Div(map_host(LIVE, _("Map of this slide, to be moved")), id="meeting-live-place"),
            html.P(id="meeting-jump", hidden=True), html.P(id="meeting-told", className="visually-hidden", role="status"), bar,
            html.Div(id="meeting-blank", hidden=True),
        ],
        id="meeting-stage", tabIndex=-1, role="region", lang=language(), dir=direction(),
        **{"aria-label": _("Slides of the meeting"), "data-open": "no"},
    )  # fmt: skip


def config(search: str, version: str) -> dict:
    """What the browser's part needs: the words, what can be chosen, and the agenda of the link."""
    asked = parse_qs(search.removeprefix("?"), max_num_fields=50).get("countries", [])
    agenda, said = agenda_of_codes(code for text in asked[:1] for code in text[:2000].split(","))
    view = view_of(search)
    query = "&".join(
        part
        for part in (f"lang={view.lang}" if view.lang else "", f"v={version}" if version_asked(search) else "")
        if part
    )
    named = sorted(((country_label(iso3), iso3) for iso3 in COUNTRIES), key=lambda each: each[0])
    return {
        "agenda": agenda.written() if asked else None, "said": said, "query": f"?{query}" if query else "", "format": FORMAT,
        "version": VERSION, "dataVersion": version, "rtl": direction() == "rtl", "language": language(),
        "countries": [[iso3, name] for name, iso3 in named],
        "pages": [[name, path, _(words)] for name, (path, words) in PAGES.items()],
        "limits": {"bytes": MOST_BYTES, "items": MOST_ITEMS, **MOST_CHARACTERS}, "words": _words(),
    }  # fmt: skip


def _words() -> dict[str, str]:
    """Every word that the browser's part writes; what it fills in stands in braces."""
    return {**_desk_words(), **_state_words(), **_notes_words()}


def _desk_words() -> dict[str, str]:
    return {
        "title": _("Title of the meeting"), "items": _("Agenda"),
        "empty": _("Nothing on the agenda yet: add a country, a page or a slide."),
        "country": _("Country"), "addCountry": _("Add country"), "page": _("Page"), "addPage": _("Add page"),
        "link": _("Address of the page as you see it (may be empty)"), "addText": _("Add own slide"), "text": _("Own slide"),
        "up": _("Move up: {name}", name="{name}"), "down": _("Move down: {name}", name="{name}"),
        "remove": _("Remove: {name}", name="{name}"), "notes": _("Speaker’s notes"), "slideTitle": _("Title"),
        "slideText": _("Text, in Markdown"), "download": _("Save agenda as file"), "upload": _("Open agenda file"),
        "bringBack": _("Bring back the agenda kept before"),
        "moved": _("{name}: now number {n}", name="{name}", n="{n}"), "start": _("Start"), "openNotes": _("Open notes window"),
        "keys": _("Keys"),
        "keyList": _("Arrows, Page up, Page down, space or a remote clicker turn. Home, End: first and last. A number and Enter: "
                     "that slide. T: the table behind. M: the live map. N: window with notes. B: blank. F: full screen. "
                     "Esc: back."),
    }  # fmt: skip


def _state_words() -> dict[str, str]:
    return {
        "preparing": _("The slides are on their way …"),
        "ready": _("Ready: {n} slides are in this browser. The server is needed no more.", n="{n}"),
        "map": _("The live map is ready, too."), "noMap": _("No live map in this browser; the drawn maps are there."),
        "gone": _("The server does not answer. The {n} slides that came before are still here.", n="{n}"),
        "goneEmpty": _("The server does not answer, and no slides are here yet."),
        "tooLarge": _("An agenda has at most {n} kB; this file is larger.", n=number(MOST_BYTES // 1000)),
        "full": _("An agenda has at most {n} items.", n=number(MOST_ITEMS)),
        "foreign": _("No page that has slides is at this address: {pages}.", pages="{pages}"),
        "blocked": _("The browser did not open the window. Allow windows for this page."),
    }  # fmt: skip


def _notes_words() -> dict[str, str]:
    return {
        "place": _("{n} of {all}", n="{n}", all="{all}"), "next": _("Next: {title}", title="{title}"),
        "last": _("This is the last slide."), "noNotes": _("No notes for this one."), "notesTitle": _("Notes"),
        "elapsed": _("Since the start"), "clock": _("Time"), "previousButton": _("Previous slide"),
        "nextButton": _("Next slide"), "closed": _("The window with the slides was closed."),
    }  # fmt: skip


def register(app: Dash) -> None:
    """The agenda is the browser's business: it is opened there."""
    app.clientside_callback(
        ClientsideFunction("meeting", "open"), Output("meeting-desk", "data-opened"), Input("meeting-config", "data")
    )
