"""`/map/areas.json`: imported areas as the map of Explore draws them, fetched only when their layer is switched on."""

from flask import Flask, Response, jsonify, request

from ..components.current import data, version_asked
from ..components.imported_areas import ADDRESS, areas_json
from ..components.link import view_of
from ..language import use_language


def serve_areas(server: Flask) -> None:
    def drawn() -> Response:
        query = request.query_string.decode("ascii", "replace")
        with use_language(view_of(query).lang or "en"):
            answer = jsonify(areas_json(data(version_asked(query))))
        answer.cache_control.private = True
        answer.cache_control.max_age = 3600  # the address names the data version
        return answer

    server.add_url_rule(ADDRESS, "imported_areas", drawn)
