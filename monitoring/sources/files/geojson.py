"""Reading GeoJSON (RFC 7946) feature by feature, with a JSON reader and never with a library that guesses file types."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from ...language import N_
from .features import FeatureTable
from .json_parts import Document, Number
from .said import EMPTY, Refusal, Said

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
NO_GEOJSON = Refusal(
    Said(N_("this is JSON, but no GeoJSON.")),
    Said(N_("Export the table as GeoJSON, GeoPackage or .csv and import that.")),
)
DEGREES = ("CRS84", "4326")


class NoGeometry(Exception):
    """The geometry of one feature cannot be taken; says why."""


def read_geojson(work: Work, file: Arrived) -> dict[str, Any]:
    """The one sheet of a document: a row for each feature, its properties as text, its geometry as WKB."""
    if file.path.stat().st_size > work.limits.features:
        said = Said(N_("GeoJSON of more than {n} MB is not read."), n=work.limits.features >> 20)
        raise Refusal(said, Said(N_("Save it as a GeoPackage and import that.")))
    document = Document(file.path, work.limits.depth)
    names, with_id = _names(document, work.limits.columns)
    table = FeatureTable(work, [*names, "id"] if with_id else names)
    for found in document.features():
        feature = _feature(found)
        values = [(feature.get("properties") or {}).get(name) for name in names]
        if with_id:
            values.append(feature.get("id"))
        try:
            place, problem = _place(feature.get("geometry")), ""
        except NoGeometry as wrong:
            place, problem = None, str(wrong)
        table.add([_text(value) for value in values], [_kind(value) for value in values], place, problem)
    if not table.features:
        raise EMPTY
    _coordinates_are_degrees(document.head)
    return {"sheets": [table.described(str(document.head.get("name") or file.stem)[:200], file.notes)]}


def _names(document: Document, most: int) -> tuple[list[str], bool]:
    """The properties in the order in which they turn up; whether the features' own ids need a column beside them."""
    names: dict[str, None] = {}
    with_id = False
    for found in document.features():
        feature = _feature(found)
        properties = feature.get("properties") or {}
        names |= dict.fromkeys(properties)
        if len(names) > most:
            raise Refusal(
                Said(N_("it has more than {n} columns."), n=most),
                Said(N_("Leave out the columns that are not needed.")),
            )
        # An id that a property repeats, as in our own files, needs none.
        with_id = with_id or (feature.get("id") is not None and feature["id"] not in properties.values())
    return list(names), with_id and "id" not in names


def _feature(found: Any) -> dict[str, Any]:
    """A feature, also where only a geometry is given; Refusal for anything else."""
    if isinstance(found, dict):
        if found.get("type") == "Feature" and isinstance(found.get("properties"), dict | None):
            return found
        if found.get("type") in (*GEOMETRIES, "GeometryCollection"):
            return {"geometry": found}
    raise NO_GEOJSON


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):  # also a number, which stays as it is written
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    return "" if value in (None, "") else "number" if isinstance(value, Number) else "text"


def _place(found: Any) -> Any:
    """The shapely geometry, None for no place; NoGeometry says what is wrong with it."""
    if found is None:
        return None
    kind = found.get("type") if isinstance(found, dict) else None
    if kind not in GEOMETRIES:
        raise NoGeometry(f"the geometry {str(kind)[:40]!r} is none that is read")
    numbers = _numbers(found.get("coordinates"))
    if not numbers:
        return None
    if kind.endswith("Polygon"):
        _closed(numbers if kind == "MultiPolygon" else [numbers])
    try:
        made = shape({"type": kind, "coordinates": numbers})
    except (ShapelyError, ValueError, TypeError, IndexError, AttributeError):
        raise NoGeometry(f"the coordinates make no {kind}") from None
    return shapely.force_2d(made)


def _numbers(found: Any, depth: int = 0) -> Any:
    if not isinstance(found, list) or depth > 4:
        raise NoGeometry("the coordinates are not lists of numbers")
    if not found or isinstance(found[0], list):
        return [_numbers(each, depth + 1) for each in found]
    if not 2 <= len(found) <= 4 or not all(isinstance(each, Number) for each in found):
        raise NoGeometry("the coordinates are not two or three numbers")
    point = [float(each) for each in found[:2]]
    if not all(map(math.isfinite, point)):
        raise NoGeometry("a coordinate is not a finite number")
    return point


def _closed(polygons: Any) -> None:
    for rings in polygons:
        for ring in rings:
            if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
                raise NoGeometry("an outline does not end where it begins")


def _coordinates_are_degrees(head: dict[str, Any]) -> None:
    said = json.dumps(head["crs"]) if head.get("crs") else ""
    if said and not any(name in said for name in DEGREES):
        raise Refusal(
            Said(N_("its coordinates are in another system than degrees ({name})."), name=said[:120]),
            Said(N_("Save it as a GeoPackage, or as GeoJSON in WGS 84 (EPSG:4326).")),
        )
