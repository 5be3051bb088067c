"""Many seizures on the map: a symbol for all seizures of one substance at one point, and what it says of itself.

Each seizure is in exactly one symbol. Where even these are too many for a map, those of a cell of the degree grid share
the point at which most was seized: a point that is in the data, never one between others; the tip and the legend say so.
"""

import json
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..language import _, digits, listed, ngettext
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.units import amount_words
from .seizures import APART_PX, SHAPES, Size, diameters_px, symbol_features, where

MOST_FEATURES = 10_000  # drawn at once; a ring is two
CELLS_DEG = (None, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # tried one after another
COVERED_NAMED = 3  # in a tip
PREFIX = "at:"  # what the id of such a symbol begins with; an id of a seizure never does


class Symbols(NamedTuple):
    """`frame` has one row a symbol, largest first; `of_group` the row of it for each group that was given.

    Columns: those of the groups (of the point where most was seized), summed over `points` points, id, d (px), covered
    (the substances that it hides, those with most seizures first).
    cell_deg: the cells within which points share a symbol; None where each point has its own.
    """

    frame: pd.DataFrame
    of_group: np.ndarray
    cell_deg: float | None


def symbols(groups: pd.DataFrame, size: Size) -> Symbols:
    """The symbols of `groups` (columns of measures.at_points: lon, lat, drug, precision, seizures, weighed, mass_kg ...).

    A group whose colour could not be seen at its point (see seizures.APART_PX) belongs to the symbol that covers it.
    """
    for cell_deg in CELLS_DEG:
        together, of_group = _in_cells(groups, size, cell_deg)
        shown, of_together = _apart(together)
        if len(shown) + int((shown["precision"] == "admin1").sum()) <= MOST_FEATURES:
            break
    return Symbols(shown, of_together[of_group], cell_deg)


def _in_cells(groups: pd.DataFrame, size: Size, cell_deg: float | None) -> tuple[pd.DataFrame, np.ndarray]:
    """The groups of one drug, precision and cell as one, largest first, and for each group the number of its one."""
    order = np.lexsort((groups["lat"], groups["lon"], groups["drug"], -_amounts(groups, size)))
    ranked = groups.iloc[order].assign(points=1)
    if cell_deg is None:
        numbers = np.arange(len(ranked))
    else:
        cells = [np.floor(ranked[name] / cell_deg) for name in ("lon", "lat")]
        by = ranked.groupby([ranked["drug"], ranked["precision"], *cells], sort=False)
        numbers = by.ngroup().to_numpy()  # in order of appearance: the first of each is where most was seized
        sums = by[["seizures", "weighed", "mass_kg", "points"]].sum(min_count=1)
        ranked = ranked.loc[~pd.Series(numbers, index=ranked.index).duplicated()].copy()
        for name in sums.columns:
            ranked[name] = sums[name].to_numpy()
    ranked["d"] = diameters_px(_amounts(ranked, size), size)
    ranked["id"] = [
        f"{PREFIX}{lon:.5f},{lat:.5f},{slug},{precision}"
        for lon, lat, slug, precision in zip(ranked["lon"], ranked["lat"], ranked["drug"], ranked["precision"])
    ]
    # The largest symbol first, which after summing need not be the one with the largest part.
    largest = np.argsort(-ranked["d"].to_numpy(), kind="stable")
    place = np.empty(len(groups), dtype=np.int64)
    place[order] = np.argsort(largest)[numbers]
    return ranked.iloc[largest].reset_index(drop=True), place


def _amounts(groups: pd.DataFrame, size: Size) -> np.ndarray:
    name = "mass_kg" if size == "mass" else "seizures"
    return np.nan_to_num(groups[name].to_numpy(dtype=np.float64, na_value=np.nan))


def _apart(together: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Those that can be seen, and for each the number of the one that shows it (its own, or the one that covers it)."""
    shown: list[int] = []
    shows = np.empty(len(together), dtype=np.int64)
    smallest: dict[tuple, tuple[float, int]] = {}
    stacks = zip(together["lon"], together["lat"], together["precision"])
    for at, (stack, d) in enumerate(zip(stacks, together["d"].tolist())):
        below = smallest.get(stack)
        if below is None or below[0] - d >= APART_PX:
            below = smallest[stack] = (d, len(shown))
            shown.append(at)
        shows[at] = below[1]
    found = together.iloc[shown].reset_index(drop=True)
    hidden = together.assign(by=shows).drop(index=shown).sort_values("seizures", ascending=False, kind="stable")
    covered: dict[int, list[str]] = {}
    for by, slug in zip(hidden["by"].tolist(), hidden["drug"].tolist()):
        covered.setdefault(by, []).append(slug)
    return found.assign(covered=[tuple(covered.get(at, ())) for at in range(len(found))]), shows


def collection(found: Symbols, held: np.ndarray, names: pd.DataFrame) -> dict:
    """A GeoJSON FeatureCollection of symbols, properties as of seizures.points, and n: how many seizures each stands for.

    held: the distinct seizures of each symbol, those of covered substances too; said (those of which the tip speaks) are
    fewer there. `ids` holds the symbol's own id: which seizures it stands for is asked of the server. names: for each
    symbol the columns place_reported, country, admin1_name, sea_area and location_precision of its point.
    """
    frame = found.frame.assign(held=held)
    tips = _tips(frame, names, found.cell_deg)
    features = [
        feature
        for order, (row, tip) in enumerate(zip(frame.itertuples(), tips))
        for feature in symbol_features(
            {
                "id": row.id, "ids": json.dumps([row.id]), "said": row.seizures, "n": row.held, "tip": tip,
                "family": drug(row.drug).family, "shape": SHAPES[row.precision],
            },
            (row.lon, row.lat), row.d, order,
        )
    ]  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def _tips(frame: pd.DataFrame, names: pd.DataFrame, cell_deg: float | None) -> list[str]:
    drug_of, place_of = cache(drug_name), names.itertuples()
    seizures_of = cache(lambda n: ngettext("{n} seizure", "{n} seizures", n))
    together = cache(lambda kg: _("{amount} together", amount=amount_words(kg, "mass")))
    tips = []
    for row, place in zip(frame.itertuples(), place_of):
        lines = [_("{drug}: {seizures}", drug=drug_of(row.drug), seizures=seizures_of(row.seizures))]
        if row.weighed:
            lines.append(together(row.mass_kg))
        if 0 < row.weighed < row.seizures:
            unknown = row.seizures - row.weighed
            lines.append(ngettext("{n} without a weight", "{n} without a weight", unknown))
        lines.append(where(place))
        if row.points > 1:
            lines.append(
                _("and {points} more points within {cell}°", points=row.points - 1, cell=digits(f"{cell_deg:g}"))
            )
        if row.covered:
            names = listed(drug_of(slug) for slug in row.covered[:COVERED_NAMED])
            more = len(row.covered) > COVERED_NAMED
            lines.append(_("covers {drugs} and others", drugs=names) if more else _("covers {drugs}", drugs=names))
        tips.append("\n".join(lines))
    return tips


def size_title(size: Size, cell_deg: float | None) -> str:
    """What the width of such a symbol is: the title of its legend."""
    if cell_deg is None:
        return (
            _("Weight of all seizures of a substance at one point")
            if size == "mass"
            else _("Number of seizures of a substance at one point")
        )
    cell = digits(f"{cell_deg:g}")
    return (
        _("Weight of all seizures of a substance within {cell}°, drawn where most was seized", cell=cell)
        if size == "mass"
        else _("Number of seizures of a substance within {cell}°, drawn where most were", cell=cell)
    )
