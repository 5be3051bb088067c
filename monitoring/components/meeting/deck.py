"""The slides of a whole agenda in one answer: after it the browser needs nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...exports.meeting_html import Slide, page
from ...exports.meeting_html import agenda as agenda_list
from ...exports.report_markdown import safe_html
from ...language import _, day, language
from ...vocabulary.agenda import PAGES, Agenda, Item
from ...vocabulary.countries import country_label
from ..country.found import country_found
from ..current import Data
from ..memory import Memory
from .country_slides import Made, country_slides
from .page_slides import page_slides
from .wall import live_base

LONG = 650  # characters of a text, above which it does not fit on one slide
_MADE = Memory(48_000_000)  # a country's slides are 0.2 to 0.6 MB, and the same meeting is prepared again and again


@dataclass(frozen=True)
class Deck:
    """pages: HTML of each slide. slides: what they are made of, in the same order. live: as the browser's map takes it."""

    pages: list[str]
    slides: list[Slide]
    live: Mapping[str, dict]
    stamp: str
    version: str
    said: list[str]

    def written(self) -> dict[str, Any]:
        """The answer's content."""
        slides = [
            {"item": slide.item, "title": slide.title, "live": slide.live, "table": bool(slide.behind), "html": html}
            for slide, html in zip(self.slides, self.pages, strict=True)
        ]
        base = live_base() if self.live else None
        return {
            "version": self.version, "stamp": self.stamp, "said": self.said, "slides": slides, "live": dict(self.live),
            "base": base, "language": language(),
        }  # fmt: skip


def deck(current: Data, agenda: Agenda) -> Deck:
    """The opening slide with the items, then those of each item in order; an empty agenda has no slide."""
    made = [_of_item(current, item, at) for at, item in enumerate(agenda.items, 1)]
    slides = [slide for each in made for slide in each.slides]
    if len(agenda.items) > 1 or agenda.title:
        slides.insert(0, _opening(agenda, slides))
    stamp = _stamp(current)
    pages = [page(slide, stamp, at, len(slides)) for at, slide in enumerate(slides, 1)]
    live = {name: shown for each in made for name, shown in each.live.items()}
    return Deck(pages, slides, live, stamp, current.version.id, _notes(current, agenda))


def _stamp(current: Data) -> str:
    date = _("data of {date}", date=day(current.version.data_date))
    return f"{date} · {_('version {version}', version=current.version.id[:6])}"


def _notes(current: Data, agenda: Agenda) -> list[str]:
    """What the speaker must know before he starts."""
    said = []
    if agenda.data_version and agenda.data_version != current.version.id:
        said.append(
            _("This agenda was prepared with data version {asked}; the slides show version {held}, data of {date}.",
              asked=agenda.data_version, held=current.version.id, date=day(current.version.data_date))
        )  # fmt: skip
    for at, item in enumerate(agenda.items, 1):
        if item.kind == "text" and len(item.text) > LONG:
            said.append(_("Item {n}: the text is longer than a slide; its end is reached with the arrow down.", n=at))
    return said


def name_of(item: Item) -> str:
    """What an item is called in the agenda."""
    if item.kind == "country":
        return country_label(item.iso3)
    if item.kind == "page":
        return _(PAGES[item.page][1])
    return item.title or _("Text")


def _of_item(current: Data, item: Item, at: int) -> Made:
    if item.kind == "text":
        return Made([_text(item, at)], {})
    name = (*current.name, replace(item, notes=""), at)
    if item.kind == "country":
        return _MADE.get(name, lambda: country_slides(country_found(current, item.iso3), at), _size)
    return _MADE.get(name, lambda: page_slides(current, item, at), _size)


def _size(made: Made) -> int:
    return sum(2 * (len(slide.body) + len(slide.behind)) for slide in made.slides) + 40_000 * len(made.live) + 1_000


def _text(item: Item, at: int) -> Slide:
    body = f'<div class="slide-text" dir="auto" tabindex="0">{safe_html(item.text)}</div>'
    return Slide(at, "own", "", item.title, "", body)


def _opening(agenda: Agenda, slides: list[Slide]) -> Slide:
    first: dict[int, int] = {}
    for at, slide in enumerate(slides, 2):
        first.setdefault(slide.item, at)
    named = [(first[at], name_of(item)) for at, item in enumerate(agenda.items, 1)]
    return Slide(0, "agenda", "", agenda.title or _("Agenda"), _("Number and Enter go to a slide"), agenda_list(named))
