"""`/corridors.geojson` and `/corridors/<corridor>/<branch>.geojson`: corridors as a file that QGIS edits and import takes back."""

from flask import Flask, Response, abort, request

from ..components.corridors_of import corridors_of
from ..components.current import data, version_asked
from ..exports.corridors import corridors_geojson
from ..language import _


def serve_corridors(server: Flask) -> None:
    server.add_url_rule("/corridors.geojson", "corridors", lambda: _file(None))
    server.add_url_rule(
        "/corridors/<corridor>/<branch>.geojson", "corridor", lambda corridor, branch: _file(f"{corridor}/{branch}")
    )


def _file(branch_id: str | None) -> Response:
    frame = corridors_of(data(version_asked(request.query_string.decode("ascii", "replace"))))
    found = frame if branch_id is None else frame[frame["branch_id"] == branch_id]
    if found.empty and branch_id:
        abort(404, _("There is no corridor {name} in this data version.", name=branch_id))
    name = branch_id.replace("/", "-") if branch_id else "corridors"
    answer = Response(corridors_geojson(found), mimetype="application/geo+json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.geojson"'
    return answer
