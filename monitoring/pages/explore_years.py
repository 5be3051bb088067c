"""`/map/years/<data version>/<zoom>/<tiles>.json?<filter>&size=&lang=`: the seizures of a view year by year, for playing.

One answer holds every year, so that nothing is asked for while the map plays. Where the cells of all years are too many,
countries are played instead.
"""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from flask import Flask, Response, abort, request

from ..components.current import Data, data
from ..components.link import view_of
from ..figures import playing, seizure_cells
from ..figures.seizures import SHAPES, Size
from ..language import _, day, digits, ngettext, use_language
from ..measures.playing import Tiles, YearCells, cells_by_year, countries_by_year
from ..measures.positions import FINEST
from ..measures.tiles import CELLS_LEVEL, CELLS_UP_TO_ZOOM
from ..vocabulary.filter_parse import parse_filter
from ..vocabulary.filters import Filter
from .explore_tiles import named_by, query_of
from .kept_answers import kept_answer

ADDRESS = "/map/years/<version>/<int:zoom>/<int:west>-<int:north>-<int:east>-<int:south>.json"
FORMAT = 1
_PRECISIONS = tuple(SHAPES)


def address(current: Data, chosen: Filter, size: Size) -> str:
    """Where the browser asks for the years of a view, with {z}, {west}, {north}, {east} and {south}."""
    place = f"/map/years/{current.version.id}/{{z}}/{{west}}-{{north}}-{{east}}-{{south}}.json"
    return place + query_of(chosen, size, spoken=True)


def serve_years(server: Flask) -> None:
    server.add_url_rule(ADDRESS, "seizure_years", answer)


def answer(version: str, zoom: int, west: int, north: int, east: int, south: int) -> Response:
    """The years of a stretch of tiles; 404 outside the world, and errors as of a tile."""
    if zoom > seizure_cells.LAST_ZOOM or not (west <= east < 1 << zoom and north <= south < 1 << zoom):
        abort(404, "There are no such tiles.")
    query = request.query_string.decode("ascii", "replace")
    view = view_of(query)
    with use_language(view.lang or "en"):
        current = data(version)
        chosen = replace(parse_filter(query, current.known), v=None)
        tiles = Tiles(zoom, west, north, east, south)
        named = (FORMAT, "years", *named_by(current, chosen, view.size, spoken=True), tiles)
        return kept_answer(named, lambda: years(current, chosen, view.size, tiles), "application/json")


def years(current: Data, chosen: Filter, size: Size, tiles: Tiles) -> bytes:
    """All years of a view, as figures.playing writes them."""
    selection = current.select(chosen)
    level = tiles.zoom + CELLS_LEVEL if tiles.zoom <= CELLS_UP_TO_ZOOM else FINEST
    found = cells_by_year(current.columns, selection, _PRECISIONS, tiles, level, size == "mass")
    by_country = countries_by_year(current.columns, selection)
    total = by_country.groupby("year")["seizures"].sum()
    said: dict[str, Any]
    if found is None:
        said = playing.countries(by_country)
    else:
        said = playing.cells([_of_year(current, each, tiles) for each in found], tiles, size)
        total = pd.Series({each.year: int(each.cells.seizures.sum()) for each in found})
    said["words"] = {
        str(year): _words(current, year, int(total.get(year, 0)), found is not None) for year in said["years"]
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _of_year(current: Data, found: YearCells, tiles: Tiles) -> playing.Year:
    cells, at = found.cells, found.at
    grid = playing.grid_level(tiles.zoom, cells.level)
    x, y = (np.floor(part[cells.rank] * (1 << grid)).astype(np.int64) for part in (at.x, at.y))
    names = current.columns.names["drug"]
    return playing.Year(
        found.year, cells.level, x, y, cells.seizures, [names[code] or "" for code in cells.drug.tolist()], cells.of_drug,
        cells.mass_kg, cells.shape,
    )  # fmt: skip


def _words(current: Data, year: int, seizures: int, in_part: bool) -> list[str]:
    """The year and what there is of it, also that it was not over. in_part: only what lies in the part that is drawn."""
    last = current.version.data_date
    if in_part:
        count = ngettext("{n} seizure on this part of the map", "{n} seizures on this part of the map", seizures)
    else:
        count = ngettext("{n} seizure", "{n} seizures", seizures)
    if year == last.year and (last.month, last.day) != (12, 31):
        count = _("{seizures}, up to {date}", seizures=count, date=day(last))
    return [digits(str(year)), count]
