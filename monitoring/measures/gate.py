"""A gate: a line across a border or a strait, and what was seized within a band on each side of it.

The gate is the shortest way between two points. A side is a rectangle along it, drawn on the plane around its middle, where
distances and directions from there are true; a point on the line itself is on the left of who goes from its start to its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import FilterError
from ..language import N_, _
from ..vocabulary.columns import Columns
from .geodesics import GEOD, line, plane_at, polygon
from .grouping import distinct
from .kernels import Selection, counts, totals
from .placed import inexact, placed

Line = tuple[float, float, float, float]  # lon, lat, lon, lat
BAND_KM = 200.0
LONGEST_KM = 5_000.0  # beyond it a plane is no picture of the earth
NOWHERE, LEFT, RIGHT = 0, 1, 2
SIDE_NAMES: Mapping[str, str] = {
    "north": N_("North of the line"), "northeast": N_("Northeast of the line"), "east": N_("East of the line"),
    "southeast": N_("Southeast of the line"), "south": N_("South of the line"), "southwest": N_("Southwest of the line"),
    "west": N_("West of the line"), "northwest": N_("Northwest of the line"),
}  # fmt: skip
COMPASS = tuple(SIDE_NAMES)
_STEPS = 24  # of a rectangle's long edges, so that they follow the earth


@dataclass(frozen=True, eq=False)
class Side:
    """compass: a key of SIDE_NAMES. inexact: seizures among them whose point stands for a province or a sea area."""

    compass: str
    selection: Selection
    inexact: int


@dataclass(frozen=True, eq=False)
class Gate:
    """sides: left and right of the line. beyond: seizures that have a point elsewhere; unplaced: those without a point. A
    seizure of several places may be in more than one.
    """

    sides: tuple[Side, Side]
    beyond: int
    unplaced: int


class Told(NamedTuple):
    """What was seized on a side. amounts: kind, seizures, quantity, unit (kernels.totals); the rest: value, seizures, most
    first, the not stated (null) last; a seizure counts for each country that it lists.
    """

    amounts: pd.DataFrame
    drugs: pd.DataFrame
    departures: pd.DataFrame
    destinations: pd.DataFrame


def gate(columns: Columns, selection: Selection, across: Line, band_km: float = BAND_KM) -> Gate:
    """What of a selection lies on each side of a line within `band_km` of it. FilterError for a line that is none."""
    side_of = _sides(columns, across, band_km)
    here = side_of.take(columns.location[selection.at])
    left, right = (_side(columns, selection, here == code, name) for code, name in zip((LEFT, RIGHT), compass(across)))
    somewhere = placed(columns).take(columns.location[selection.at])
    return Gate(
        (left, right),
        distinct(columns.seizure[selection.rows[somewhere & (here == NOWHERE)]]),
        distinct(columns.seizure[selection.rows[~somewhere]]),
    )


def told(columns: Columns, side: Side) -> Told:
    """What was seized on a side, where it had left, and where it was said to be going."""
    return Told(
        totals(columns, side.selection),
        *(counts(columns, side.selection, name) for name in ("drug", "departure", "destination")),
    )


def _side(columns: Columns, selection: Selection, mask: np.ndarray, name: str) -> Side:
    rows = selection.rows[mask]
    return Side(name, Selection(rows, distinct(columns.seizure[rows])), inexact(columns, rows))


def _sides(columns: Columns, across: Line, band_km: float) -> np.ndarray:
    """The side of each distinct location: LEFT, RIGHT, or NOWHERE outside the bands."""
    middle, half_m = _middle(across)
    found = np.zeros(len(columns.locations), dtype=np.int8)
    at = np.flatnonzero(placed(columns))
    if len(at):
        along, left = _turned(across, middle, columns.locations.lon[at], columns.locations.lat[at])
        inside = (np.abs(along) <= half_m) & (np.abs(left) <= band_km * 1000)
        found[at[inside]] = np.where(left[inside] >= 0, LEFT, RIGHT)
    return found


def _middle(across: Line) -> tuple[tuple[float, float, float], float]:
    """Longitude, latitude and azimuth at the middle of the line, and half its length in metres."""
    azimuth, _back, metres = GEOD.inv(*across)
    if not 0 < metres <= LONGEST_KM * 1000:
        remedy = _("Draw a line between two places at most {km} km apart.", km=int(LONGEST_KM))
        raise FilterError("gate", ",".join(f"{value:g}" for value in across), remedy)
    lon, lat, back = GEOD.fwd(across[0], across[1], azimuth, metres / 2)
    return (lon, lat, back + 180), metres / 2


def _turned(across: Line, middle: tuple[float, float, float], lon: np.ndarray, lat: np.ndarray):
    """Metres along the line from its middle, and to the left of it."""
    there, _back = plane_at(middle[0], middle[1])
    x, y = there.transform(lon, lat)
    turn = np.radians(middle[2])
    return x * np.sin(turn) + y * np.cos(turn), y * np.sin(turn) - x * np.cos(turn)


def compass(across: Line) -> tuple[str, str]:
    """Which way the left and the right of the line lie, at its middle."""
    (_lon, _lat, azimuth), _half = _middle(across)
    left = round((azimuth - 90) / 45) % 8
    return COMPASS[left], COMPASS[(left + 4) % 8]


def bands(across: Line, band_km: float = BAND_KM) -> dict:
    """GeoJSON of what the map draws: a polygon a side (`part` left, right) with its `compass`, and the line (`part` line)."""
    middle, half_m = _middle(across)
    far = band_km * 1000
    names = compass(across)
    corners = {"left": (-half_m, half_m, 0.0, far), "right": (-half_m, half_m, -far, 0.0)}
    features = [
        _feature(_rectangle(middle, *corners[part]), {"id": f"gate-{part}", "part": part, "compass": name})
        for part, name in zip(corners, names, strict=True)
    ]
    features.append(_feature(line(*across), {"id": "gate-line", "part": "line"}))
    return {"type": "FeatureCollection", "features": features}


def _rectangle(middle: tuple[float, float, float], start: float, end: float, right: float, left: float) -> dict:
    """A rectangle along the line (metres) as a ring of degrees, counter-clockwise."""
    there, across = np.linspace(start, end, _STEPS, endpoint=False), np.linspace(right, left, _STEPS, endpoint=False)
    along = np.concatenate([there, np.full(_STEPS, end), there[::-1] + (end - start) / _STEPS, np.full(_STEPS, start)])
    to_left = np.concatenate(
        [np.full(_STEPS, right), across, np.full(_STEPS, left), across[::-1] + (left - right) / _STEPS]
    )
    turn = np.radians(middle[2])
    x, y = along * np.sin(turn) - to_left * np.cos(turn), along * np.cos(turn) + to_left * np.sin(turn)
    _there, back = plane_at(middle[0], middle[1])
    lon, lat = back.transform(x, y)
    return polygon(np.asarray(lon), np.asarray(lat))


def _feature(geometry: dict, properties: dict) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def side_name(compass_word: str) -> str:
    """The side in words: `North of the line`."""
    return _(SIDE_NAMES[compass_word])
