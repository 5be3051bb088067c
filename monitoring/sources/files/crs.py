"""Coordinates of other systems, turned into degrees (EPSG:4326); a system that nobody states is asked for, not assumed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from ...language import N_
from .said import Refusal, Said

Turned = Callable[[np.ndarray], np.ndarray]
NAME_IT = Said(N_("Save it again in WGS 84 (EPSG:4326), or with the definition of its system."))


def to_degrees(definition: str | int | None) -> Turned:
    """What turns an array of geometries into degrees. `definition`: WKT or the number of an EPSG code.

    Refusal where there is none, or one that nobody knows. A point that cannot be turned comes out as infinity, and is
    refused with its row.
    """
    if not definition:
        raise Refusal(Said(N_("it does not say in which system its coordinates are.")), NAME_IT)
    try:
        # Only numbers and WKT: a text such as +proj=... +nadgrids=PATH could name files.
        crs = CRS.from_epsg(definition) if isinstance(definition, int) else CRS.from_wkt(definition)
        if crs.equals(CRS.from_epsg(4326), ignore_axis_order=True):
            return lambda shapes: shapes
        transformer = Transformer.from_crs(crs, 4326, always_xy=True)
    except ProjError:
        said = Said(N_("the system of its coordinates is not known: {name}."), name=str(definition)[:120])
        raise Refusal(said, NAME_IT) from None
    return lambda shapes: shapely.transform(
        shapes, lambda at: np.column_stack(transformer.transform(at[:, 0], at[:, 1]))
    )
