"""Countries by an indicator of the pillars: a class of its value, a status, or a kind of nothing; each has a fill, and a word or
a hatch beside it, so that no colour stands alone.

The base map's own shapes are filled: a change of year or measure sends a list of codes and colours, and no geometry.
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from ..language import N_, _, number
from ..vocabulary.indicators import STATUSES, indicator_status_name
from .basemap import LEVELS, Command, Layer, label_text
from .legends import LegendEntry, LegendGroup
from .theme import CHANGE_RAMP, COUNT_RAMP, Theme, colours

_DRAWN = ("low", "mid")  # the high level comes late and is drawn over mid: its fills would add up
INTERACTIVE = {f"pillar-fill-{level}": "countries" for level in _DRAWN}
CLASSES = ("class-1", "class-2", "class-3")
ZERO, PAIR, OTHER_YEAR, NONE = "zero", "pair", "other-year", "no-value"  # beside the statuses, of which one is none
_CLEAR = "rgba(0,0,0,0)"
_STATUS_INK = {
    "target_met": CHANGE_RAMP[6], "progress": CHANGE_RAMP[5], "moderate": CHANGE_RAMP[4], "none": CHANGE_RAMP[3],
    "deterioration": CHANGE_RAMP[1],
}  # fmt: skip
# Written under the name of a country: the fill alone says nothing to who does not see its colour.
SIGNS: Mapping[str, str] = {
    "target_met": N_("met"), "progress": "++", "moderate": "+", "none": "=", "deterioration": "\u2212", "not_measurable": "?",
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    ZERO: N_("0: a measured zero, or no"),
    PAIR: N_("Values that differ, in different classes"),
    OTHER_YEAR: N_("White: a value of another year, none of this one"),
    NONE: N_("No value in this data set; that is not a zero"),
}


def steps(values: Sequence[float]) -> tuple[float, ...]:
    """The least value of each class above zero, at most one a class: about a third of `values` in each, as round numbers.

    From the values of all years and countries, so that a map of one year can be laid beside that of another.
    """
    above = pd.Series([value for value in values if value > 0], dtype="float64")
    if above.empty:
        return ()
    found = [0.0, *(_round(above.quantile(part)) for part in (1 / 3, 2 / 3))]
    return tuple(sorted(set(found)))


def _round(value: float) -> float:
    """One significant figure."""
    return float(f"{value:.0e}")


def key_of(low: float, high: float, least: Sequence[float]) -> str:
    """The look of one value, or of a low and a high: their class where both are in one, else that they differ."""
    if pd.isna(low) or pd.isna(high):
        return PAIR
    one, other = _class(low, least), _class(high, least)
    return one if one == other else PAIR


def _class(value: float, least: Sequence[float]) -> str:
    if value <= 0:
        return ZERO
    return _look_of(max(0, sum(value >= each for each in least) - 1), least)


def _look_of(at: int, least: Sequence[float]) -> str:
    """Fewer classes take the stronger tones: the palest is near that of the sea."""
    return CLASSES[at + len(CLASSES) - max(len(least), 1)]


def _inks(theme: Theme) -> dict[str, str]:
    token = colours(theme)
    return {
        **dict(zip(CLASSES, COUNT_RAMP[theme][1:])), **_STATUS_INK, ZERO: token["nothing_free"], PAIR: token["map_focus"],
        OTHER_YEAR: token["map_focus"], "not_measurable": token["map_focus"], NONE: token["map_land"],
    }  # fmt: skip


def _hatched(theme: Theme) -> dict[str, tuple[str, ...]]:
    """Pattern of the map host -> the looks that have it."""
    plain = "hatch-dark" if theme == "dark" else "hatch"
    return {plain: (NONE,), "hatch-grown": (PAIR, "deterioration")}


def layers(theme: Theme, keys: Mapping[str, str]) -> list[Layer]:
    """Fills and hatches of countries, iso3 -> look (CLASSES, ZERO, PAIR, OTHER_YEAR, NONE or a status), below the borders."""
    made: list[Layer] = []
    for level in _DRAWN:
        where: Layer = {
            "type": "fill", "source": f"countries-{level}", "metadata": {"slot": "areas"},
            "minzoom": LEVELS[level][0], "maxzoom": LEVELS[level][1] if level == "low" else 24,
        }  # fmt: skip
        made.append(
            {
                "id": f"pillar-fill-{level}",
                **where,
                "paint": {"fill-color": _colour(theme, keys), "fill-antialias": False},
            }
        )
        for at, (pattern, looks) in enumerate(_hatched(theme).items()):
            made.append(
                {
                    "id": f"pillar-hatch-{at}-{level}",
                    **where,
                    "filter": _among(keys, looks),
                    "paint": {"fill-pattern": pattern},
                }
            )
    return made


def commands(theme: Theme, language: str, keys: Mapping[str, str], said: Mapping[str, str]) -> list[Command]:
    """What leads a map with `layers` of anything to these countries; said: iso3 -> what stands under the name."""
    found: list[Command] = []
    for level in _DRAWN:
        found.append(["setPaintProperty", f"pillar-fill-{level}", "fill-color", _colour(theme, keys)])
        for at, (pattern, looks) in enumerate(_hatched(theme).items()):
            found.append(["setFilter", f"pillar-hatch-{at}-{level}", _among(keys, looks)])
            found.append(["setPaintProperty", f"pillar-hatch-{at}-{level}", "fill-pattern", pattern])
    found += [["setPaintProperty", "country-labels", name, value] for name, value in label_paint(theme).items()]
    return [*found, ["setLayoutProperty", "country-labels", "text-field", labels(language, said)]]


def label_paint(theme: Theme) -> dict[str, object]:
    """Names and values stand on fills of any strength: stronger ink, wider halo than on the bare map."""
    token = colours(theme)
    return {"text-color": token["ink"], "text-halo-color": token["map_halo"], "text-halo-width": 2}


def labels(language: str, said: Mapping[str, str]) -> list:
    """The expression of a country's name, and under it what is said of it."""
    if not said:
        return label_text(language)
    pairs = [part for iso3, words in sorted(said.items()) for part in (iso3, f"\n{words}")]
    return ["concat", label_text(language), ["match", ["get", "iso3"], *pairs, ""]]


def _colour(theme: Theme, keys: Mapping[str, str]) -> str | list:
    inks = _inks(theme)
    of: dict[str, list[str]] = {}
    for iso3, key in sorted(keys.items()):
        if key != NONE:
            of.setdefault(inks[key], []).append(iso3)
    pairs = [part for ink, iso3s in of.items() for part in (iso3s, ink)]
    return ["match", ["get", "iso3"], *pairs, _CLEAR] if pairs else _CLEAR


def _among(keys: Mapping[str, str], looks: Collection[str]) -> list:
    return ["in", ["get", "iso3"], ["literal", sorted(iso3 for iso3, key in keys.items() if key in looks)]]


def legend(
    theme: Theme, title: str, least: Sequence[float], keys: Mapping[str, str], one: str = ""
) -> list[LegendGroup]:
    """The looks that occur, from high to low, then the kinds of nothing. one: what the one class is called."""
    inks, shown = _inks(theme), set(keys.values())
    entries: list[LegendEntry] = []
    if shown & set(CLASSES):
        for at in reversed(range(max(len(least), 1))):
            entries.append(_dot(inks[_look_of(at, least)], one or _class_words(at, least)))
    entries += [
        _dot(inks[status], f"{indicator_status_name(status)} ({_(SIGNS[status])})")
        for status in STATUSES
        if status in shown and status in _STATUS_INK
    ]
    rim = colours(theme)["ink3"]
    if ZERO in shown:
        entries.append(_ring(rim, _(_WORDS[ZERO])))
    if OTHER_YEAR in shown:
        entries.append(_ring(rim, _(_WORDS[OTHER_YEAR])))
    if "not_measurable" in shown:
        entries.append(_ring(rim, f"{indicator_status_name('not_measurable')} ({SIGNS['not_measurable']})"))
    hatch = colours(theme)["nothing_no_figure_hatch"]
    if PAIR in shown:
        entries.append(_stripes(colours(theme)["nothing_grown_hatch"], _(_WORDS[PAIR])))
    if NONE in shown:
        entries.append(_stripes(hatch, _(_WORDS[NONE])))
    return [{"title": title, "entries": entries}]


def _dot(ink: str, words: str) -> LegendEntry:
    return {"sign": "dot", "diameter_px": 13, "colour": ink, "label": words}


def _ring(ink: str, words: str) -> LegendEntry:
    """A fill that is nearly that of the paper: its words say more than its colour, and on the map a word stands in it."""
    return {"sign": "ring", "diameter_px": 13, "ring_px": 1, "colour": ink, "label": words}


def _stripes(ink: str, words: str) -> LegendEntry:
    """Short thick dashes make the stripes of the pattern."""
    return {"sign": "line", "width_px": 10, "dash": [0.12, 0.38], "colour": ink, "label": words}


def _class_words(at: int, least: Sequence[float]) -> str:
    if len(least) < 2:
        return _("Above zero")
    if at == 0:
        return _("under {high}", high=number(least[1]))
    if at + 1 == len(least):
        return _("{low} and more", low=number(least[at]))
    return _("{low} to under {high}", low=number(least[at]), high=number(least[at + 1]))
