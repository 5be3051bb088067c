"""Charts for paper as plain SVG: bars with their numbers beside them, no axis and no legend that could be done without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..language import direction, number

WIDTH = 680
_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
_NAMES, _ROW, _BAR, _SIZE = 190, 24, 14, 11


@dataclass(frozen=True)
class Part:
    """How one kind of part looks: fill, outline, whether hatched, and its name in the key."""

    label: str
    fill: str
    outline: str
    hatched: bool = False


def stacked(
    rows: Sequence[tuple[str, Mapping[str, int]]], parts: Mapping[str, Part], name: str, said: str, ink: str
) -> str:
    """One bar a row, its parts in the order of `parts`, as wide as their counts; the row's sum stands at its end."""
    most = max((sum(counts.values()) for _name, counts in rows), default=0) or 1
    room = WIDTH - _NAMES - 40
    drawn = [f'<pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
             f'<path d="M0 0V5" stroke="{ink}" stroke-width="0.8"/></pattern>']  # fmt: skip
    body: list[str] = []
    for at, (label, counts) in enumerate(rows):
        y = at * _ROW + 6
        body.append(_text(label, _NAMES - 10, y + 11, "end", ink))
        x = float(_NAMES)
        for key, part in parts.items():
            wide = counts.get(key, 0) / most * room
            if not wide:
                continue
            body.append(_rect(x, y, max(wide - 1.5, 1), part, name))
            x += wide
        body.append(_text(number(sum(counts.values())), x + 6, y + 11, "start", ink))
    shown = [part for key, part in parts.items() if any(counts.get(key) for _label, counts in rows)]
    y, x = len(rows) * _ROW + 14, float(_NAMES)
    for part in shown:
        wide = 22 + len(part.label) * 6.2
        if x + wide > WIDTH:
            x, y = float(_NAMES), y + 18
        body += [_rect(x, y, 14, part, name, 9), _text(part.label, x + 18, y + 9, "start", ink)]
        x += wide + 8
    return _svg(y + 18, drawn, body, said)


def bars(values: Sequence[tuple[str, float | None]], chosen: str, said: str, colours: tuple[str, str, str]) -> str:
    """One column a step of time, the chosen one in its own colour; a step without a value has a cross.

    colours: of the columns, of the chosen one, of the text.
    """
    bar, accent, ink = colours
    high, most = 120, max((value for _label, value in values if value), default=0) or 1
    step = (WIDTH - 8) / max(len(values), 1)
    body = [f'<path d="M0 {high + 24}H{WIDTH}" stroke="{ink}" stroke-width="0.6"/>']
    for at, (label, value) in enumerate(values):
        x = 4 + (at if direction() == "ltr" else len(values) - 1 - at) * step
        middle = x + step / 2
        body.append(_text(label, middle, high + 40, "middle", ink, 600 if label == chosen else 400))
        if value is None:
            body.append(_text("×", middle, high + 18, "middle", ink))
            continue
        tall = value / most * high
        fill = accent if label == chosen else bar
        left, top, wide = x + step * 0.14, high + 24 - tall, step * 0.72
        body.append(f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{fill}"/>')
        body.append(_text(number(value), middle, high + 18 - tall, "middle", ink, 600 if label == chosen else 400, 10))
    return _svg(high + 50, [], body, said)


def _rect(x: float, y: float, wide: float, part: Part, name: str, tall: int = _BAR) -> str:
    x = WIDTH - x - wide if direction() == "rtl" else x
    box = f'x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{tall}" rx="1.5"'
    hatch = f'<rect {box} fill="url(#{name}-hatch)"/>' if part.hatched else ""
    return f'<rect {box} fill="{part.fill}" stroke="{part.outline}" stroke-width="0.7"/>{hatch}'


def _text(text: str, x: float, y: float, anchor: str, ink: str, weight: int = 400, size: float = _SIZE) -> str:
    if direction() == "rtl" and anchor != "middle":
        x, anchor = WIDTH - x, {"start": "end", "end": "start"}[anchor]
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{ink}"{heavy}>{escape(text)}</text>'


def _svg(height: float, defs: Sequence[str], body: Sequence[str], said: str) -> str:
    head = (
        f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" role="img" aria-label="{escape(said)}"'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head} font-family="{_FONT}"><defs>{"".join(defs)}</defs>{"".join(body)}</svg>'
