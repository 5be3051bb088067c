"""What the provinces of Afghanistan can show, by which fixed classes, in which colours: the same for map, table and print.

A province has a step in each year: the number of its class, or below zero a kind of nothing. Breaks are the same in every
year, so that years compare.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..language import N_, _, number
from .theme import CHANGE_RAMP, COUNT_RAMP, POPPY_RAMP, Theme, colours

ZERO, FREE, GROWN, NONE = -1, -2, -3, -4  # kinds of nothing, as steps
STEPS = {"zero": ZERO, "poppy_free": FREE, "grown_no_figure": GROWN, "none": NONE}
Kind = Literal["ha", "change", "share", "seizures", "mass"]


@dataclass(frozen=True)
class Scale:
    """breaks: where the next class begins. title: what it measures, with its unit."""

    breaks: tuple[float, ...]
    title: str
    none: str  # what a hatched province means
    decimals: int = 0

    def step(self, value: float) -> int:
        return bisect_right(self.breaks, value)


# Under the first break of hectares a province is poppy-free, so that a value there would be an odd one: it stays visible.
SCALES: Mapping[Kind, Scale] = {
    "ha": Scale((1_000, 5_000, 20_000), N_("Opium poppy, hectares"), N_("No figure for this year in our sources")),
    "change": Scale((-5_000, -1_000, -100, 100.5, 1_000.5, 5_000.5), N_("Change on the year before, hectares"),
                    N_("Cannot be told: a year without hectares")),
    "share": Scale((1, 5, 20), N_("Share of the provinces' sum, per cent"), N_("No figure for this year in our sources"), 1),
    "seizures": Scale((3, 10, 30), N_("Seizures in the record"), N_("No record in this year; that is not a zero")),
    "mass": Scale((10, 100, 1_000), N_("Seized, kilograms"), N_("No record in this year; that is not a zero")),
}  # fmt: skip
LABELS: Mapping[Kind, tuple[str, ...]] = {
    "ha": (N_("100 to 999"), N_("1,000 to 4,999"), N_("5,000 to 19,999"), N_("20,000 and more")),
    "change": (N_("less by more than 5,000"), N_("less by 1,000 to 5,000"), N_("less by 100 to 1,000"),
               N_("100 at most, either way"),
               N_("more by 100 to 1,000"), N_("more by 1,000 to 5,000"), N_("more by more than 5,000")),
    "share": (N_("under 1"), N_("1 to 5"), N_("5 to 20"), N_("20 and more")),
    "seizures": (N_("1 or 2"), N_("3 to 9"), N_("10 to 29"), N_("30 and more")),
    "mass": (N_("under 10 kg"), N_("10 to 100 kg"), N_("100 kg to 1 t"), N_("1 t and more")),
}  # fmt: skip


def kind_of(show: str) -> Kind:
    """The scale of what is shown: `mass-heroin` goes by that of `mass`."""
    return next(kind for kind in SCALES if kind == show.partition("-")[0])


def ramp(show: str, theme: Theme) -> tuple[str, ...]:
    """One colour a class, from the least to the most; the poppy's reddish end of the ramp of change is "more"."""
    kind = kind_of(show)
    if kind in ("ha", "share"):
        return POPPY_RAMP[1:]
    return CHANGE_RAMP[::-1] if kind == "change" else COUNT_RAMP[theme]


def fills(show: str, theme: Theme) -> dict[int, str]:
    """The colour of every step."""
    token = colours(theme)
    nothing = {ZERO: token["nothing_free"], FREE: token["nothing_free"], GROWN: token["nothing_grown"],
               NONE: token["nothing_no_figure"]}  # fmt: skip
    return {**nothing, **dict(enumerate(ramp(show, theme)))}


def inks(show: str, theme: Theme) -> dict[int, str]:
    """The colour of a name on every step: dark or white, whichever can be read better."""
    token = colours(theme)
    dark, light = "#0C161E", "#FFFFFF"
    of_class = {
        step: max((dark, light), key=lambda ink: contrast(ink, fill)) for step, fill in fills(show, theme).items()
    }
    return of_class | dict.fromkeys((ZERO, FREE, GROWN, NONE), token["ink"])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@dataclass(frozen=True)
class Sign:
    """One entry of a legend: `step` says how it is drawn."""

    step: int
    label: str


def signs(show: str) -> list[Sign]:
    """The legend from high to low, then the kinds of nothing that this scale knows."""
    kind = kind_of(show)
    classes = [Sign(step, _(label)) for step, label in enumerate(LABELS[kind])][::-1]
    if kind in ("ha", "share"):
        classes += [Sign(ZERO, _("0: measured, none found")), Sign(FREE, _("Poppy-free: under 100 ha, not zero")),
                    Sign(GROWN, _("Grown; no hectare figure in our sources"))]  # fmt: skip
    if kind == "change":
        classes.append(Sign(FREE, _("Poppy-free in both years")))
    return [*classes, Sign(NONE, _(SCALES[kind].none))]


def state_words(state: str) -> str:
    """A kind of nothing in a cell of a table."""
    return {
        "poppy_free": _("<100 ha"), "grown_no_figure": _("grown"), "zero": number(0), "none": "",
    }[state]  # fmt: skip


def state_said(state: str) -> str:
    """A kind of nothing in a sentence."""
    return {
        "poppy_free": _("poppy-free: under 100 ha, not zero"), "grown_no_figure": _("grown; no hectare figure in our sources"),
        "zero": _("0 ha: measured, none found"), "none": _("no figure in our sources"),
    }[state]  # fmt: skip
