"""The legend of a map for paper."""

from ..language import direction
from .report_map_parts import LOOKS, WIDTH, Colours, Map, isolated
from .report_symbols import symbol


class Legend:
    """A box in the corner where reading starts: classes from the first to the last, then lines and dots."""

    _ROW, _SIZE = 14, 9.5

    def __init__(self, what: Map, name: str, token: Colours):
        self._what, self._name, self._token = what, name, token
        shown = set(what.areas.values())
        self._rows: list[tuple[str, str | None, str, str]] = [
            (each.label, key, "", "") for key, each in what.classes.items() if key in shown
        ]
        self._rows += [(each.label, None, each.look, each.ink) for each in what.signs]

    @property
    def _wide(self) -> float:
        longest = max((len(text) for text in (self._what.legend, *(row[0] for row in self._rows))), default=0)
        return 44 + longest * self._SIZE * 0.53

    def box(self, height: float) -> tuple[float, float, float, float]:
        tall = 12 + self._ROW * (len(self._rows) + bool(self._what.legend))
        left = 8 if direction() == "ltr" else WIDTH - 8 - self._wide
        return left, height - 8 - tall, left + self._wide, height - 8

    def drawn(self, height: float) -> str:
        if not self._rows:
            return ""
        left, top, right, bottom = self.box(height)
        token, mirrored = self._token, direction() == "rtl"
        text_x, swatch = (right - 32, right - 28) if mirrored else (left + 32, left + 8)
        y = top + 14
        parts = [f'<rect x="{left:g}" y="{top:g}" width="{right - left:.1f}" height="{bottom - top:g}" rx="4" '
                 f'fill="{token.surface}" fill-opacity="0.94" stroke="{token.line}"/>']  # fmt: skip
        if self._what.legend:
            at = right - 8 if mirrored else left + 8
            parts.append(self._text(self._what.legend, at, y, True))
            y += self._ROW
        for label, key, look, ink in self._rows:
            parts.append(self._swatch(key, look, ink, swatch, y - 7.5))
            parts.append(self._text(label, text_x, y, False))
            y += self._ROW
        return "".join(parts)

    def _text(self, text: str, x: float, y: float, head: bool) -> str:
        anchor = "end" if direction() == "rtl" else "start"
        weight, ink = (' font-weight="600"', self._token.ink) if head else ("", self._token.ink2)
        at = f'x="{x:.1f}" y="{y:.1f}" font-size="{self._SIZE}" text-anchor="{anchor}"'
        return f'<text {at} fill="{ink}"{weight}>{isolated(text)}</text>'

    def _swatch(self, key: str | None, look: str, ink: str, x: float, y: float) -> str:
        token = self._token
        if key is not None:
            each = self._what.classes[key]
            box = f'x="{x:.1f}" y="{y:.1f}" width="18" height="9" rx="1.5"'
            fill = f'<rect {box} fill="{each.fill}" stroke="{each.outline or token.border}" stroke-width="0.6"/>'
            return fill + (f'<rect {box} fill="url(#{self._name}-{key})"/>' if each.hatch else "")
        if look in LOOKS:
            colour, width = (token.accent, 2.6) if look == "solid" else (token.ink2, 1.8)
            return f'<path d="M{x:.1f},{y + 4.5:.1f}h18" stroke="{colour}" stroke-width="{width}"{LOOKS[look]}/>'
        return symbol(x + 9, y + 4.5, 4, look, ink or token.accent, token)
