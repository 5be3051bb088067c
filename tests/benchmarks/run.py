"""One run of the bench: what it has found, what it shows, and how it was asked to run."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console, RenderableType

from .figures import Figures

UNITS = {"k": 1_000, "M": 1_000_000}


@dataclass
class Run:
    """SIZES=10k,1M in the environment replaces the sizes that parts take by default."""

    console: Console = field(default_factory=lambda: Console(width=150))
    figures: Figures = field(default_factory=Figures)
    versions: dict[str, str] = field(default_factory=dict)

    def show(self, what: RenderableType) -> None:
        self.console.print(what)

    def sizes(self, usual: Iterable[int]) -> tuple[int, ...]:
        asked = os.environ.get("SIZES")
        return tuple(map(size, asked.split(","))) if asked else tuple(usual)


def size(text: str) -> int:
    """The number that "10k" or "3M" means."""
    return int(text[:-1]) * UNITS[text[-1]] if text[-1] in UNITS else int(text)
