"""Who reported, under the routes: countries filled by how many seizures the record has of them, hatched where it has none.

The base map's own shapes are filled, so that no data travel: only a list of codes and colours.
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from ..language import _, number
from .basemap import LEVELS, Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import COUNT_RAMP, Theme, colours

_DRAWN = ("low", "mid")  # the high level comes late and is drawn over mid: its fills would add up
LAYERS = tuple(f"coverage-{kind}-{level}" for kind in ("fill", "silent") for level in _DRAWN)
_STEPS: tuple[tuple[int, ...], ...] = ((1, 5, 20), (1, 10, 100), (1, 100, 1000), (1, 1000, 30_000))
_SHARE = 0.65  # of the tone in its mixture with the land
_NONE = "rgba(0,0,0,0)"


def ramp(theme: Theme) -> tuple[str, ...]:
    """The colours of the classes: without the palest tone, which is nearly that of the sea, and mixed with the land, so that
    the lines of the routes, which have the ink of the strongest one, stay above them.
    """
    land = colours(theme)["map_land"]
    return tuple(_mixed(tone, land) for tone in COUNT_RAMP[theme][1:])


def _mixed(tone: str, land: str) -> str:
    parts = ((int(tone[at : at + 2], 16), int(land[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(_SHARE * one + (1 - _SHARE) * other):02X}" for one, other in parts)


def steps(reported: pd.DataFrame) -> tuple[int, ...]:
    """The least number of seizures of each class: tens or thousands, by the largest. reported: iso3, seizures."""
    most = int(reported["seizures"].max()) if len(reported) else 1
    return next((one for one in _STEPS if most < 6 * one[-1]), _STEPS[-1])


def layers(
    theme: Theme, reported: pd.DataFrame, silent: Collection[str], shown: bool = True
) -> list[Layer]:  # fmt: skip
    """Fills by class for `reported` (iso3, seizures) and hatches for the `silent` countries, below the borders."""
    visible = {"visibility": "visible" if shown else "none"}
    made: list[Layer] = []
    for level in _DRAWN:
        where: Layer = {
            "type": "fill", "source": f"countries-{level}", "metadata": {"slot": "areas"}, "layout": dict(visible),
            "minzoom": LEVELS[level][0], "maxzoom": LEVELS[level][1] if level == "low" else 24,
        }  # fmt: skip
        fill = {"fill-color": _colour(theme, reported), "fill-antialias": False}
        made.append({"id": f"coverage-fill-{level}", **where, "paint": fill})
        hatch = {"fill-pattern": _pattern(theme)}
        made.append({"id": f"coverage-silent-{level}", **where, "filter": _among(silent), "paint": hatch})
    return made


def commands(theme: Theme, reported: pd.DataFrame, silent: Collection[str], shown: bool = True) -> list[Command]:
    """What leads a map with `layers` of anything to these countries, and switches them."""
    filled = _colour(theme, reported)
    return [
        *(["setPaintProperty", f"coverage-fill-{level}", "fill-color", filled] for level in _DRAWN),
        *(["setPaintProperty", f"coverage-silent-{level}", "fill-pattern", _pattern(theme)] for level in _DRAWN),
        *(["setFilter", f"coverage-silent-{level}", _among(silent)] for level in _DRAWN),
        *visible_commands(shown),
    ]


def visible_commands(shown: bool) -> list[Command]:
    return [["setLayoutProperty", layer, "visibility", "visible" if shown else "none"] for layer in LAYERS]


def _colour(theme: Theme, reported: pd.DataFrame) -> str | list:
    if not len(reported):
        return _NONE
    tones, least = ramp(theme), steps(reported)
    classes: Mapping[str, list[str]] = {ink: [] for ink in tones}
    for row in reported.itertuples():
        classes[tones[sum(row.seizures >= one for one in least) - 1]].append(row.iso3)
    pairs = [part for ink, iso3s in classes.items() if iso3s for part in (sorted(iso3s), ink)]
    return ["match", ["get", "iso3"], *pairs, _NONE]


def _pattern(theme: Theme) -> str:
    return "hatch-dark" if theme == "dark" else "hatch"


def _among(iso3s: Collection[str]) -> list:
    return ["in", ["get", "iso3"], ["literal", sorted(iso3s)]]


def legend(theme: Theme, reported: pd.DataFrame) -> list[LegendGroup]:
    """The classes that occur, and what the hatch means."""
    least = steps(reported)
    after: Sequence[int | None] = [*least[1:], None]
    most = int(reported["seizures"].max()) if len(reported) else 0
    entries: list[LegendEntry] = [
        {"sign": "dot", "diameter_px": 13, "colour": ink, "label": _range(one, nxt)}
        for ink, one, nxt in zip(ramp(theme), least, after, strict=True)
        if one <= most
    ]
    # short thick dashes make the stripes of the pattern
    stripes: LegendEntry = {
        "sign": "line", "width_px": 10, "dash": [0.12, 0.38], "colour": colours(theme)["nothing_no_figure_hatch"],
        "label": _("No record in these years; that is not a zero"),
    }  # fmt: skip
    return [{"title": _("Seizures in the record, all substances"), "entries": [*entries, stripes]}]


def _range(least: int, after: int | None) -> str:
    if after is None:
        return _("{n} and more", n=number(least))
    return _("{low} to {high}", low=number(least), high=number(after - 1))


def coverage_words(reported: pd.DataFrame, silent: Collection[str]) -> str:
    """What the layer shows, in a sentence."""
    return _(
        "{n} countries have a seizure in the record in these years, {silent} have none. Silence is not absence.",
        n=number(len(reported)),
        silent=number(len(silent)),
    )
