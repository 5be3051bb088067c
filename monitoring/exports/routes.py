"""Which files of routes there are, and writing one: all of it or nothing."""

import shutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO

from ..errors import UnknownFormat
from ..language import N_, _
from .about import About
from .formats import Format, working_folder
from .route_content import RouteContent
from .route_csv import write_chains_csv, write_legs_csv, write_matrix_csv
from .route_geojson import write_route_geojson
from .route_gpkg import write_route_gpkg

ROUTE_FORMATS: Mapping[str, Format[RouteContent]] = MappingProxyType(
    {
        found.suffix: found
        for found in (
            Format("gpkg", "application/geopackage+sqlite3", N_("GeoPackage with styles for QGIS"), write_route_gpkg),
            Format("geojson", "application/geo+json", N_("GeoJSON"), write_route_geojson),
            Format("legs.csv", "text/csv", N_("Legs (CSV)"), write_legs_csv),
            Format("matrix.csv", "text/csv", N_("Matrix of start by end (CSV)"), write_matrix_csv),
            Format("chains.csv", "text/csv", N_("Departure, transit, seizure, destination (CSV)"), write_chains_csv),
        )
    }
)


def route_file_name(about: About, suffix: str) -> str:
    """What a download is called: `routes-<data version>-<day>.<suffix>`."""
    return f"routes-{about.data_version}-{about.exported_at:%Y%m%d}.{suffix}"


def write_routes(content: RouteContent, about: About, target: BinaryIO, suffix: str) -> None:
    """Writes the file of a suffix of ROUTE_FORMATS to a buffer; UnknownFormat for another, ExportError when it cannot."""
    if suffix not in ROUTE_FORMATS:
        known = ", ".join(f".{name}" for name in ROUTE_FORMATS)
        raise UnknownFormat(
            _("{suffix} names no file type that can be written; there are {known}.", suffix=repr(suffix), known=known)
        )
    with working_folder(_("the download"), None) as folder:
        made = folder / route_file_name(about, suffix)
        ROUTE_FORMATS[suffix].write(content, about, made)
        with made.open("rb") as file:
            shutil.copyfileobj(file, target)
