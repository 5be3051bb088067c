"""What the map of Explore shows whatever the filter: published routes, crossings, ports. Fetched once and kept by the browser.

`/map/<tag>/<data version>/<language>/<source>.json`, the tag made from the content.
"""

import hashlib
from functools import lru_cache

from dash._utils import to_json
from flask import Flask, Response, abort

from ..components.current import data, engine
from ..components.map_legend import PLACES as KINDS
from ..components.nodes import country_points
from ..figures import places, routes
from ..language import LANGUAGES, use_language
from ..store.places import places as read_places
from ..store.routes import route_legs

KEPT = "private, max-age=31536000, immutable"


@lru_cache(maxsize=8)
def legs(version: str, spoken: str) -> dict[str, dict]:
    """The published legs of a data version as GeoJSON by source, in the language in use (`spoken`)."""
    with engine().connect() as db:
        return routes.collections(routes.published(route_legs(db), country_points()), None, country_points())


@lru_cache(maxsize=8)
def place_points(version: str, spoken: str) -> dict:
    """Crossings, ports and airports of a data version, in the language in use (`spoken`)."""
    with engine().connect() as db:
        return places.points(read_places(db, list(KINDS.values())))


@lru_cache(maxsize=8)
def fixed_files(version: str, spoken: str) -> dict[str, bytes]:
    """The files of a data version in a language, by the name of their source."""
    with use_language(spoken):
        drawn = {name: made for name, made in legs(version, spoken).items() if made["features"]}
        collections = {**drawn, places.SOURCE: place_points(version, spoken)}
    return {name: to_json(collection).encode() for name, collection in collections.items()}


@lru_cache(maxsize=8)
def fixed_addresses(version: str, spoken: str) -> dict[str, str]:
    """Where the map fetches them, by the name of the source."""
    files = fixed_files(version, spoken)
    return {name: f"/map/{_tag(content)}/{version}/{spoken}/{name}.json" for name, content in files.items()}


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def serve_fixed(server: Flask) -> None:
    def fixed(tag: str, version: str, spoken: str, name: str) -> Response:
        if spoken not in LANGUAGES:
            abort(404, "There is no such language.")
        content = fixed_files(data(version).version.id, spoken).get(name)
        if content is None:
            abort(404, "The map has no such layer.")
        answer = Response(content, mimetype="application/json")
        answer.headers["Cache-Control"] = KEPT if tag == _tag(content) else "no-store"
        return answer

    server.add_url_rule("/map/<tag>/<version>/<spoken>/<name>.json", "fixed_layers", fixed)
