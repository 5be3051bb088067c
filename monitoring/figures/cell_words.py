"""What a symbol that stands for many seizures says: its tip, put together in the browser, and the legend at each zoom."""

import math
from collections.abc import Callable, Sequence
from typing import TypedDict

from ..language import _, locale, ngettext, number
from ..vocabulary.drugs import DRUGS, drug_name
from ..vocabulary.units import written
from .legends import LegendGroup
from .seizure_cells import LAST_ZOOM
from .seizures import Size, size_entries

ROUND_THE_WORLD_KM = 40_075.017
CELLS_A_SIDE = 64  # of a tile; measures.tiles makes them
FINEST = 20  # the grid of single points there
_EVERY_PLURAL = (100, 11, 3, 2, 1, 0)  # numbers of which each language of ours has one for each of its plural forms


class TipWords(TypedDict):
    """The reader's language for tips that the browser puts together: templates with {drug}, {amount} and {n}.

    seizures, all: by plural category. units: unit -> template. point, group: between the digits of a number.
    """

    drugs: dict[str, str]
    head: str
    unstated: str
    nameless: str
    seizures: dict[str, str]
    all: dict[str, str]
    units: dict[str, str]
    point: str
    group: str


def tip_words() -> TipWords:
    return {
        "drugs": {slug: drug_name(slug) for slug in DRUGS},
        "head": _("{drug}, {amount}", drug="{drug}", amount="{amount}"),
        "unstated": _("amount not stated"),
        "nameless": _("Other or not stated"),
        "seizures": _forms(lambda n: ngettext("{n} seizure", "{n} seizures", n)),
        "all": _forms(
            lambda n: ngettext("{n} seizure of all substances here", "{n} seizures of all substances here", n)
        ),
        "units": {unit: written(7, unit).replace(number(7), "{amount}") for unit in ("g", "kg", "t", "kt")},
        "point": number(0.5)[1:-1],
        "group": number(1234)[1:-3],
    }  # fmt: skip


def _forms(said: Callable[[int], str]) -> dict[str, str]:
    plural = locale().plural_form
    return {plural(n): said(n).replace(number(n), "{n}") for n in _EVERY_PLURAL}


def cell_km(zoom: float, lat: float) -> float:
    """How wide a cell is on the ground, to one digit that counts, in the middle of a map at a zoom and latitude."""
    return rounded_km(ROUND_THE_WORLD_KM * math.cos(math.radians(lat)) / (CELLS_A_SIDE * 2 ** math.floor(zoom)))


def rounded_km(km: float) -> float:
    """To one digit that counts."""
    step = 10 ** math.floor(math.log10(km))
    return round(km / step) * step


def sizes(size: Size, scales: Sequence[float], zoom: float, lat: float) -> LegendGroup:
    """What the width of a symbol means at a zoom and latitude, and (by_zoom) at every other one."""
    far, near = _far(size), _near(size)
    at = min(math.floor(zoom), LAST_ZOOM)
    entries = [size_entries(size, scale) for scale in scales]
    title = near if at == LAST_ZOOM else far.replace("{km}", number(cell_km(zoom, lat)))
    labels = [[entry["label"] for entry in each] for each in entries]
    return {
        "title": title, "entries": entries[at],
        "by_zoom": {"near": near, "far": far, "cells_a_side": CELLS_A_SIDE, "labels": labels},
    }  # fmt: skip


def scale_words(size: Size, scale: float, level: int) -> dict:
    """The legend for cells of one grid, whatever the zoom: its title (with {km}, and the number of cells round the world to
    tell it by), or none of them for single points, and what its circles stand for.
    """
    single = level == FINEST
    return {
        "title": _near(size) if single else _far(size), "cells": 0 if single else 2**level,
        "labels": [entry["label"] for entry in size_entries(size, scale)],
    }  # fmt: skip


def scale_legend(size: Size, scale: float, level: int, lat: float) -> LegendGroup:
    """The same for a picture, in the middle of a map at a latitude."""
    km = number(rounded_km(ROUND_THE_WORLD_KM * math.cos(math.radians(lat)) / 2**level))
    return {
        "title": scale_words(size, scale, level)["title"].replace("{km}", km), "entries": size_entries(size, scale)
    }  # fmt: skip


def _far(size: Size) -> str:
    if size == "mass":
        return _("Weight of the substance that weighs most, within about {km} km", km="{km}")
    return _("Seizures within about {km} km; colour: the substance with most", km="{km}")


def _near(size: Size) -> str:
    if size == "mass":
        return _("Weight of the substance that weighs most, at one point")
    return _("Seizures at one point; colour: the substance with most")
