"""Geometries as they are kept: two dimensions, valid, outlines beginning where two drawings of one area both begin."""

from dataclasses import dataclass

import numpy as np
import shapely

KINDS = {0: "point", 4: "point", 1: "corridor", 5: "corridor", 3: "boundary", 6: "boundary"}  # by shapely type id


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind` and `wkb` (EPSG:4326) None when it cannot be kept, then `reason`. `doubt`: what was done to keep it."""

    kind: str | None = None
    wkb: bytes | None = None
    reason: str | None = None
    doubt: str | None = None


def shape_of(found: shapely.Geometry | None, problem: str) -> Shape:
    """What is kept of a geometry in degrees. An outline that crosses itself is mended, and that is a doubt."""
    if found is None or found.is_empty:
        return Shape(reason=problem or "has no geometry")
    kind = KINDS.get(shapely.get_type_id(found))
    west, south, east, north = found.bounds
    if not (
        np.isfinite([west, south, east, north]).all() and west >= -181 and east <= 181 and -91 <= south <= north <= 91
    ):
        return Shape(reason=problem or "the geometry is not on earth")
    if kind is None:
        return Shape(reason=f"a {found.geom_type} is neither points, lines nor areas")
    flat, doubt = shapely.force_2d(found), None
    if flat.is_valid and problem:
        return Shape(reason=problem)
    if not flat.is_valid:
        why = shapely.is_valid_reason(flat)
        flat = _mended(flat, kind)
        if flat is None:
            return Shape(reason=problem or f"the geometry is broken: {why}")
        doubt = f"the outline was broken ({why.partition('[')[0].strip()}) and has been mended: look at it on the map"
    # A line keeps its direction, which says where the way leads; of an outline only the shape counts.
    kept = flat.normalize() if kind == "boundary" else flat
    return Shape(kind, shapely.to_wkb(kept, byte_order=1), None, doubt)


def _mended(shape: shapely.Geometry, kind: str) -> shapely.Geometry | None:
    """The valid areas in a broken outline; None when nothing of its own kind is left."""
    parts = shapely.get_parts(shapely.make_valid(shape)).tolist()
    parts = [piece for part in parts for piece in shapely.get_parts(part).tolist()]
    own = [part for part in parts if KINDS.get(shapely.get_type_id(part)) == kind]
    if not own:
        return None
    return shapely.union_all(own) if kind == "boundary" else own[0] if len(own) == 1 else shapely.multilinestrings(own)
