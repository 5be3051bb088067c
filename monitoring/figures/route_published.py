"""The published list of legs as a LEGS frame, for a map without seizures behind its lines."""

from collections.abc import Mapping

import pandas as pd

from ..language import _, listed
from ..vocabulary.modes import mode_name
from .route_paths import Point
from .route_words import BASES

_COLUMNS = ["leg", "start", "end", "basis", "also", "seizures", "mass_kg", "family", "sea", "end_lon", "end_lat",
            "end_kind", "note"]  # fmt: skip


def published(frame: pd.DataFrame, nodes: Mapping[str, Point]) -> pd.DataFrame:
    """One row a pair of `route, from_iso3, to_iso3, basis, mode` (store.routes.route_legs), by pair.

    nodes: iso3 -> (lon, lat); a leg without both is left out. note: names of its routes and modes, in the reader's words.
    """
    known = frame["from_iso3"].isin(list(nodes)) & frame["to_iso3"].isin(list(nodes))
    pairs = frame[known].groupby(["from_iso3", "to_iso3"], sort=True)
    rows = [_leg(str(start), str(end), legs, nodes[end]) for (start, end), legs in pairs]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _leg(start: str, end: str, legs: pd.DataFrame, at: Point) -> dict:
    bases = sorted(set(legs["basis"]), key=list(BASES).index, reverse=True)
    same = legs[legs["basis"] == bases[0]]
    modes = {mode for cell in same["mode"].dropna() for mode in str(cell).split(";") if mode}
    return {
        "leg": f"{start}-{end}", "start": start, "end": end, "basis": bases[0], "also": ";".join(bases[1:]),
        "seizures": 0, "mass_kg": None, "family": None, "sea": modes == {"sea"}, "end_lon": at[0], "end_lat": at[1],
        "end_kind": "country", "note": _note(same, sorted(modes)),
    }  # fmt: skip


def _note(legs: pd.DataFrame, modes: list[str]) -> str:
    routes = listed(sorted(set(legs["route"].dropna())))
    lines = [_("Route: {names}", names=routes) if routes else "", listed(_mode(mode) for mode in modes)]
    return "\n".join(line for line in lines if line)


def _mode(code: str) -> str:
    try:
        return mode_name(code)
    except KeyError:
        return code  # as the source words it
