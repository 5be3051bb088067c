"""`/tiles/seizures/<data version>/<z>/<x>/<y>.mvt?<filter>&size=`: the seizures of a filter as vector tiles for the map.

The address names everything that a tile depends on, and its tag is made from the same names, so that a browser which holds
a tile is told so without one being drawn. A tile speaks no language: tips are put together where they are read.
"""

from dataclasses import replace

import numpy as np
from flask import Flask, Response, abort, request

from ..components.current import Data, data
from ..components.link import view_of
from ..components.place_sums import sums_by_place
from ..figures import seizure_cells
from ..figures.mvt import Named
from ..figures.seizures import Size
from ..language import language, use_language
from ..measures.positions import FINEST
from ..measures.tiles import Cells, PlaceSums, tile_cells
from ..vocabulary.filter_parse import parse_filter
from ..vocabulary.filters import Filter
from .kept_answers import kept_answer

ADDRESS = "/tiles/seizures/<version>/<int:z>/<int:x>/<int:y>.mvt"
LAST_ZOOM = 14  # that is answered; the map itself asks up to figures.seizure_cells.LAST_ZOOM
FORMAT = 1  # raised when what is in a tile changes


def address(current: Data, chosen: Filter, size: Size) -> str:
    """Where the map asks for its tiles, with {z}, {x} and {y}."""
    # The search for words knows names in the reader's language; nothing else in a tile depends on it.
    return f"/tiles/seizures/{current.version.id}/{{z}}/{{x}}/{{y}}.mvt" + query_of(chosen, size, bool(chosen.text))


def query_of(chosen: Filter, size: Size, spoken: bool) -> str:
    """The query of an address that names the data version itself; with the reader's language where `spoken`."""
    parts = [
        replace(chosen, v=None).query(),
        f"size={size}" if size != "mass" else "",
        f"lang={language()}" if spoken else "",
    ]
    query = "&".join(part for part in parts if part)
    return f"?{query}" if query else ""


def serve_tiles(server: Flask) -> None:
    server.add_url_rule(ADDRESS, "seizure_tiles", answer)


def answer(version: str, z: int, x: int, y: int) -> Response:
    """A tile; 404 outside the world, an error of the filter's or the data version's own for what cannot be read."""
    if z > LAST_ZOOM or max(x, y) >= 1 << z:
        abort(404, "There is no such tile.")
    query = request.query_string.decode("ascii", "replace")
    view = view_of(query)
    with use_language(view.lang or "en"):
        current = data(version)
        chosen = replace(parse_filter(query, current.known), v=None)
        named = (FORMAT, "tile", *named_by(current, chosen, view.size, bool(chosen.text)), z, x, y)
        return kept_answer(
            named, lambda: tile(current, chosen, view.size, z, x, y), "application/vnd.mapbox-vector-tile"
        )


def named_by(current: Data, chosen: Filter, size: Size, spoken: bool) -> tuple:
    """What an answer about the seizures of a filter depends on.

    A record that was hidden meanwhile is gone from the copies of older versions, too: they have fewer rows then.
    """
    said = (current.version.id, len(current.columns), current.audience, chosen.query(), size)
    return (*said, language() if spoken else "")


def tile(current: Data, chosen: Filter, size: Size, z: int, x: int, y: int) -> bytes:
    """The tile itself, empty where nothing was seized."""
    sums = sums_by_place(current, chosen)
    cells = tile_cells(sums, z, x, y, by_mass=size == "mass")
    across, down = ((part[cells.rank] * (1 << z)) - edge for part, edge in ((sums.at.x, x), (sums.at.y, y)))
    drug = Named(cells.drug, current.columns.names["drug"])
    place = _places(current, sums, cells) if cells.level == FINEST else None
    return seizure_cells.tile(
        cells.key, across, down, cells.seizures, drug, cells.of_drug, cells.mass_kg, cells.shape, place
    )


def _places(current: Data, sums: PlaceSums, cells: Cells) -> Named:
    """Names as the sources write them; a province or a sea has one in every language, which a tile does not speak."""
    columns = current.columns
    codes = np.where(cells.shape == 0, columns.locations.place[sums.at.location[cells.rank]], 0)
    return Named(codes, columns.names["place"])
