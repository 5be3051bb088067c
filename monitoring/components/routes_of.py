"""The legs of a link: what the page of routes draws, tells and gives away, each worked out once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from ..figures import routes as figures
from ..figures.route_scale import times_of
from ..language import language
from ..measures.kernels import Selection
from ..measures.paths import Paths, PathSums, path_sums, paths
from ..measures.routes import Ends, Routes, routes, rows_of_leg
from ..store.routes import route_legs, route_values
from ..vocabulary.drugs import DRUGS
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .current import Data, engine
from .memory import Memory
from .nodes import Point, nodes

_SUMS = Memory(24_000_000)
_ROUTES = Memory(16_000_000)
_LINES = Memory(16_000_000)
TOP = 60  # legs that stand out where there are more than MANY and the link does not say how many
MANY = 150


def ends_of(view: View) -> Ends:
    return view.ends or "seizure"


def sums_of(current: Data, chosen: Filter) -> tuple[Paths, PathSums]:
    """What the filter selects, path by path."""
    known = paths(current.columns)
    chosen = replace(chosen, v=None)
    found = _SUMS.get(
        (*current.name, "paths", chosen),
        lambda: path_sums(current.columns, known, current.select(chosen)),
        lambda sums: sums.nbytes + 500,
    )
    return known, found


def routes_of(current: Data, chosen: Filter, view: View) -> Routes:
    """The legs, stubs and fates of what the filter selects, under the meaning of a leg that the link names."""
    ends, once, chosen = ends_of(view), view.once == "shown", replace(chosen, v=None)
    return _ROUTES.get((*current.name, ends, once, chosen), lambda: _routes(current, chosen, ends, once), _bytes)


def routes_of_rows(current: Data, chosen: Filter, view: View, selection: Selection) -> Routes:
    """The same of some of the filter's rows, not remembered."""
    sums = path_sums(current.columns, paths(current.columns), selection)
    return _found(current, chosen, ends_of(view), view.once == "shown", sums)


def _routes(current: Data, chosen: Filter, ends: Ends, once: bool) -> Routes:
    _known, sums = sums_of(current, chosen)
    return _found(current, chosen, ends, once, sums)


def _found(current: Data, chosen: Filter, ends: Ends, once: bool, sums: PathSums) -> Routes:
    known, every = sums_of(current, Filter())
    published = published_legs(current.version.id)
    if not names_opiates(chosen):
        published = published.iloc[:0]
    found = routes(current.columns, known, sums, every.seizures, published, ends, once)
    return replace(found, legs=_placed(found.legs, nodes(current.version.id)))


def _placed(legs: pd.DataFrame, at: Mapping[str, Point]) -> pd.DataFrame:
    """Ends of which no place is known stand at their node; a node that nobody has placed is left without a point."""
    lon, lat = (legs["end"].map({node: point[axis] for node, point in at.items()}) for axis in (0, 1))
    return legs.assign(end_lon=legs["end_lon"].fillna(lon), end_lat=legs["end_lat"].fillna(lat))


def _bytes(found: Routes) -> int:
    return 400 * (len(found.legs) + len(found.stubs)) + 2_000


@lru_cache(maxsize=4)
def published_legs(version: str) -> pd.DataFrame:
    """store.routes.route_legs of a data version; all of them are about opiates."""
    with engine().connect() as db:
        return route_legs(db)


@lru_cache(maxsize=4)
def published_values(version: str) -> pd.DataFrame:
    """store.routes.route_values of a data version."""
    with engine().connect() as db:
        return route_values(db)


def names_opiates(chosen: Filter) -> bool:
    """Whether the filter leaves opiates in: documents name the legs of heroin and other opiates only."""
    drugs = [DRUGS[slug].family for slug in chosen.drug if slug in DRUGS]
    families, groups = {"heroin", "morphine", "opium"}, set(chosen.drug_group)
    return (not drugs or bool(families & set(drugs))) and (not groups or "opioids" in groups)


def selection_of_leg(current: Data, chosen: Filter, view: View) -> Selection:
    """The rows of the filter's seizures that state the link's leg."""
    rows = rows_of_leg(paths(current.columns), ends_of(view), view.leg or "-", current.select(chosen).rows)
    seizure = current.columns.seizure[rows]
    return Selection(rows, int(np.count_nonzero(seizure[1:] != seizure[:-1])) + 1 if len(rows) else 0)


def faded(found: Routes, view: View) -> frozenset[str]:
    """The legs that stand back behind the busiest ones; they stay on the map and in every number."""
    drawn = found.drawn
    reported = drawn.loc[drawn["basis"] == "reported", "leg"]
    top = view.top or (TOP if len(reported) > MANY else None)
    return frozenset(reported.iloc[top:]) if top else frozenset()


def collections_of(current: Data, chosen: Filter, view: View) -> dict[str, dict]:
    """The GeoJSON of the route map by source (figures.routes.SOURCES), in the reader's language."""
    chosen = replace(chosen, v=None)
    drawn = View(ends=view.ends, width=view.width, ink=view.ink, once=view.once, top=view.top, layers=view.layers)
    return _LINES.get(
        (*current.name, language(), chosen, drawn),
        lambda: collections_from(current, routes_of(current, chosen, drawn), drawn),
        lambda found: 1_500 * sum(len(each["features"]) for each in found.values()) + 2_000,
    )


def collections_from(current: Data, found: Routes, view: View) -> dict[str, dict]:
    """The same of legs that are there already."""
    drawn, stubs = on_map(found, view)
    at = nodes(current.version.id)
    return figures.collections(drawn, stubs, at, view.width or "count", view.ink or "one", faded(found, view),
                               width_times(current, view))  # fmt: skip


def width_times(current: Data, view: View) -> int:
    """The scale of widths, by the largest leg between two places in the whole data version: the same whatever the filter."""
    legs = routes_of(current, Filter(), View(ends=view.ends, once="shown")).legs
    legs = legs[
        legs["start"] != legs["end"]
    ]  # what stays in a country is often most of all, and would make all lines thin
    by = view.width or "count"
    most = legs["seizures" if by == "count" else "mass_kg"].max() if len(legs) else 0
    return times_of(0 if pd.isna(most) else float(most), by)


def on_map(found: Routes, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The legs and the stubs of the layers that are switched on: what the map draws and its twins hold."""
    shown = shown_layers(view)
    drawn = found.drawn[found.drawn["basis"].isin(["reported", *shown])]
    return drawn, found.stubs if "stubs" in shown else found.stubs.iloc[:0]


LAYERS = ("published", "interpreted", "stubs", "corridors", "crossings", "ports")
DEFAULT_LAYERS = ("published", "interpreted", "stubs", "corridors")


def shown_layers(view: View) -> tuple[str, ...]:
    """The switchable layers of the route map: the link's, or those that it opens with."""
    return DEFAULT_LAYERS if view.layers is None else view.layers
