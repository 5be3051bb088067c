"""The agenda of a meeting: what is shown in which order, as a file that can be sent.

A file is read whole or refused with a sentence that names the item; one of an older version is brought up to this one, and
what that cannot be done with is said. Whatever a stranger sends, only AgendaError leaves here.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..errors import AgendaError, FilterError
from ..language import N_, _, listed, number
from .countries import COUNTRIES, FORMER, country_name
from .filter_parse import Known
from .view import parse_link

FORMAT, VERSION = "drugs-monitor-agenda", 2
MOST_BYTES, MOST_ITEMS = 400_000, 60
MOST_CHARACTERS: Mapping[str, int] = {"title": 200, "text": 4_000, "notes": 8_000, "link": 4_000}
# Pages that have slides -> their path and name.
PAGES: Mapping[str, tuple[str, str]] = {
    "explore": ("/", N_("Explore")), "routes": ("/routes", N_("Routes")),
    "afghanistan": ("/afghanistan", N_("Poppy in Afghanistan")), "pillars": ("/pillars", N_("Pillars")),
}  # fmt: skip
_FIELDS: Mapping[str, tuple[str, ...]] = {"country": ("iso3",), "page": ("page", "link"), "text": ("title", "text")}
_CODE = re.compile(r"[A-Z]{3}")
_KEPT = "\n\t\u200c\u200d"  # of the characters that cannot be seen
Kind = Literal["country", "page", "text"]


@dataclass(frozen=True)
class Item:
    """kind says which of the others are used: country `iso3`; page `page` (a key of PAGES) and `link` (a query string, with
    its "?" or ""); text `title` and `text` (Markdown). `notes` are the speaker's and never on a slide."""

    kind: Kind
    iso3: str = ""
    page: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    notes: str = ""

    def written(self) -> dict[str, str]:
        """The item as the file has it."""
        return {"kind": self.kind, **{name: getattr(self, name) for name in _FIELDS[self.kind]}, "notes": self.notes}


@dataclass(frozen=True)
class Agenda:
    """title: of the meeting, may be empty. data_version: that it was prepared with, "" where it does not say."""

    title: str = ""
    data_version: str = ""
    items: tuple[Item, ...] = ()

    def written(self) -> dict[str, Any]:
        """The file's content."""
        return {
            "format": FORMAT, "version": VERSION, "data_version": self.data_version, "title": self.title,
            "items": [item.written() for item in self.items],
        }  # fmt: skip


def read_agenda(content: bytes, known: Known | None = None) -> tuple[Agenda, list[str]]:
    """The agenda in a file, and sentences about what was changed or left out to read it. Raises AgendaError.

    known: against what the links of pages are checked.
    """
    if len(content) > MOST_BYTES:
        raise AgendaError("", _("An agenda has at most {n} kB; this file is larger.", n=MOST_BYTES // 1000))
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise AgendaError("", _("This file is no agenda: it cannot be read as JSON.")) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise AgendaError("", _("This file is no agenda of this program: it does not say “{format}”.", format=FORMAT))
    return _upgraded(found, known)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _upgraded(found: dict, known: Known | None) -> tuple[Agenda, list[str]]:
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise AgendaError("", _("The agenda does not say of which version it is."))
    if version > VERSION:
        raise AgendaError("", _("This agenda is of version {version}, made by a newer program; this one reads up to {own}.",
                                version=version, own=VERSION))  # fmt: skip
    said: list[str] = []
    if version < VERSION:
        said.append(
            _("This agenda is of version {version}; it was brought up to version {own}.", version=version, own=VERSION)
        )
        found = _OLDER[version](found, said)
    return _agenda(found, known), said


def _from_first(found: dict, said: list[str]) -> dict:
    """Version 1 listed codes of countries and addresses of pages as bare words, and knew no notes and no texts."""
    items = []
    for place, word in enumerate(_items(found), 1):
        item = _from_word(word) if isinstance(word, str) else None
        if item is None:
            said.append(f"{_named(place)}: {_('version 1 wrote nothing that could be meant here; it was left out.')}")
        else:
            items.append(item.written())
    return {**found, "version": 2, "items": items}


def _from_word(word: str) -> Item | None:
    path, mark, query = word.partition("?")
    page = next((name for name, (at, _title) in PAGES.items() if at == path), "")
    if page:
        return Item("page", page=page, link=mark + query)
    return Item("country", iso3=word) if _CODE.fullmatch(word) else None


_OLDER: Mapping[int, Callable[[dict, list[str]], dict]] = {1: _from_first}


def _agenda(found: dict, known: Known | None) -> Agenda:
    version = found.get("data_version", "")
    if not isinstance(version, str) or not re.fullmatch(r"([0-9a-f]{12})?", version):
        raise AgendaError("", _("The data version of the agenda is not one: twelve digits and letters a to f."))
    items = tuple(_item(place, each, known) for place, each in enumerate(_items(found), 1))
    return Agenda(_text("", "title", found.get("title", "")), version, items)


def _items(found: dict) -> list:
    items = found.get("items")
    if not isinstance(items, list):
        raise AgendaError("", _("The agenda has no list of items."))
    if len(items) > MOST_ITEMS:
        raise AgendaError(
            "", _("An agenda has at most {n} items; this one has {own}.", n=MOST_ITEMS, own=number(len(items)))
        )
    return items


def _named(place: int) -> str:
    return _("Item {n}", n=place)


def _item(place: int, each: object, known: Known | None) -> Item:
    where = _named(place)
    if not isinstance(each, dict):
        raise AgendaError(where, _("it is no item: an item has a kind and its fields."))
    kind = each.get("kind")
    if kind not in ("country", "page", "text"):
        raise AgendaError(where, _("its kind is none of: {kinds}.", kinds=listed(_FIELDS)))
    extra = [name for name in each if name not in ("kind", "notes", *_FIELDS[kind])]
    if extra:
        raise AgendaError(where, _("an item of this kind has no field “{name}”.", name=_shown(extra[0])))
    item = Item(kind, **{name: _text(where, name, each.get(name, "")) for name in (*_FIELDS[kind], "notes")})
    return checked(item, where, known)


def checked(item: Item, where: str, known: Known | None = None) -> Item:
    """The item when all that it names is there; AgendaError, which begins with `where`, when not."""
    if item.kind == "country" and item.iso3 not in COUNTRIES:
        raise AgendaError(where, unknown_code(item.iso3))
    if item.kind == "page":
        if item.page not in PAGES:
            names = listed(PAGES)
            raise AgendaError(where, _("there are no slides of a page “{name}”, only of: {names}.", name=_shown(item.page),
                                       names=names))  # fmt: skip
        return _with_link(item, where, known)
    if item.kind == "text" and not item.title.strip() and not item.text.strip():
        raise AgendaError(where, _("a slide of one’s own needs a title or a text."))
    return item


def _with_link(item: Item, where: str, known: Known | None) -> Item:
    link = item.link.strip()
    if link and not link.startswith("?"):
        raise AgendaError(where, _("its link is no view of the page: it starts with “?”, as after the page’s address."))
    try:
        parse_link(link, known)
    except FilterError as problem:
        raise AgendaError(where, str(problem)) from None
    return replace(item, link="" if link == "?" else link)


def unknown_code(code: str) -> str:
    """That there is no country of a code; which ones there are now where it is a code of before."""
    if code in FORMER:
        name, after = FORMER[code]
        now = listed(country_name(iso3) for iso3 in after)
        return _(
            "{code} is the code of {name}, which is used no more; its area is now: {now}.",
            code=code,
            name=_(name),
            now=now,
        )
    return _("there is no country of the code “{code}”.", code=_shown(code))


def _text(where: str, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise AgendaError(where, _("its field “{name}” is no text.", name=name))
    if len(value) > MOST_CHARACTERS.get(name, 40):
        raise AgendaError(where, _("its field “{name}” has more than {n} characters.", name=name,
                                   n=number(MOST_CHARACTERS.get(name, 40))))  # fmt: skip
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in value if letter in _KEPT or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    )


def _shown(value: object) -> str:
    return str(value)[:40]


def agenda_of_codes(codes: Iterable[str]) -> tuple[Agenda, list[str]]:
    """The agenda of a link's countries, each once; what is no country is left out and said."""
    items: list[Item] = []
    said: list[str] = []
    for code in dict.fromkeys(word.strip().upper() for word in codes if word.strip()):
        if code in COUNTRIES and len(items) < MOST_ITEMS:
            items.append(Item("country", iso3=code))
        elif code not in COUNTRIES:
            said.append(unknown_code(code))
    return Agenda(items=tuple(items)), said
