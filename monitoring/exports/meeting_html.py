"""Slides as plain HTML that needs no server any more: one idea each, the table behind it, source and stamp in the foot.

Sizes are of a picture 1920 wide and 1080 high; the style sheet scales them with the window. Every text is escaped here, but
for `body` and `behind`, which the functions below make.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..language import _, digits, number

# Every colour that text on a slide may have; a test computes 7:1 of each on white, and of the names on the map's own grounds.
INK, INK2 = "#16222C", "#2B3944"
ROWS = 400  # of a table behind a slide: what is more is counted, for a meeting reads no further


@dataclass(frozen=True)
class Slide:
    """item: place in the agenda, from 1; 0 is the opening. name: what the foot says it is of. body: HTML. source: its
    words without "Source:". behind: HTML of the table, "" for none. live: name of a live map, "" for none."""

    item: int
    kind: str
    name: str
    title: str
    subtitle: str
    body: str
    source: str = ""
    behind: str = ""
    live: str = ""
    note: str = ""


def page(slide: Slide, stamp: str, at: int, of: int) -> str:
    """The whole slide. `stamp`: data date and version."""
    sub = f'<p class="slide-sub">{escape(slide.subtitle)}</p>' if slide.subtitle else ""
    source = escape(_("Source: {source}", source=slide.source)) if slide.source else ""
    note = f'<p class="slide-note">{escape(slide.note)}</p>' if slide.note else ""
    place = f"{number(at)} / {number(of)}"
    foot = " · ".join(part for part in (slide.name, stamp, place) if part)
    behind = (
        f'<div class="slide-behind" hidden tabindex="0" role="region" aria-label="{escape(_("Table of this slide"))}">'
        f"{slide.behind}</div>"
        if slide.behind
        else ""
    )
    return (
        f'<header class="slide-head"><h2 class="slide-title"><bdi>{escape(slide.title)}</bdi></h2>{sub}</header>'
        f'<div class="slide-body slide-{slide.kind}">{slide.body}</div>{behind}{note}'
        f'<footer class="slide-foot"><span class="slide-source"><bdi>{source}</bdi></span>'
        f'<span class="slide-stamp">{escape(foot)}</span></footer>'
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table whose first cell of a row is its head; `numbers`: the columns that hold numbers."""
    look = ['class="number"' if at in numbers else "" for at in range(len(heads))]
    top = "".join(f'<th scope="col" {each}>{escape(word)}</th>' for word, each in zip(heads, look, strict=True))
    body = "".join(_row(row, look) for row in rows[:ROWS])
    more = len(rows) - ROWS
    rest = (
        f"<p>{escape(_('{n} more rows are not here; the file of the page has all.', n=number(more)))}</p>"
        if more > 0
        else ""
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{rest}"
    )


def _row(row: Sequence[str], look: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td {each}><bdi>{escape(cell)}</bdi></td>" for cell, each in zip(others, look[1:], strict=True))
    return f'<tr><th scope="row"><bdi>{escape(first)}</bdi></th>{cells}</tr>'


def numbers(figures: Sequence[tuple[str, str, str, str]]) -> str:
    """At most two figures that are seen from the last row: (what, value, unit, what it is compared with)."""
    return "".join(
        f'<div class="slide-figure"><p class="slide-what">{escape(what)}</p><p class="slide-number{_fit(value + unit)}">'
        f"{escape(value)}{_unit(unit)}</p>"
        f'<p class="slide-said">{escape(said)}</p></div>'
        for what, value, unit, said in figures[:2]
    )


def _unit(unit: str) -> str:
    """Smaller than its number, and so is the space that keeps them together."""
    return f'<span class="slide-unit">\N{NO-BREAK SPACE}{escape(unit)}</span>' if unit else ""


def _fit(value: str) -> str:
    """Two figures that differ are longer than half a slide is wide at the size of one."""
    return "" if len(value) <= 9 else " slide-number-long"


def sentences(said: Sequence[str]) -> str:
    items = "".join(f"<li><bdi>{escape(each)}</bdi></li>" for each in said)
    return f"<ul>{items}</ul>"


def agenda(named: Sequence[tuple[int, str]]) -> str:
    """The items of the meeting with the number of the slide that each begins on."""
    rows = "".join(
        f'<li><span class="slide-at">{digits(str(at))}</span> <bdi>{escape(name)}</bdi></li>' for at, name in named
    )
    return f'<ol class="slide-items{" slide-items-many" if len(named) > 8 else ""}">{rows}</ol>'


def bars(rows: Sequence[tuple[str, float, str]], ink: Sequence[str]) -> str:
    """Horizontal bars: (what, amount, amount in words), one ink each; the longest fills the width."""
    most = max((amount for _what, amount, _words in rows), default=0) or 1
    return "".join(
        f'<div class="slide-bar"><span class="slide-bar-what">{escape(what)}</span><span class="slide-bar-room">'
        f'<span class="slide-bar-fill" style="inline-size:{100 * amount / most:.1f}%;background:{colour}"></span></span>'
        f'<span class="slide-bar-n">{escape(words)}</span></div>'
        for (what, amount, words), colour in zip(rows, ink, strict=True)
    )
