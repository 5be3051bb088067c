"""`/download/routes.<suffix>?<link>`: the routes on the screen as a file; a plain link that works without script."""

from tempfile import TemporaryFile

from flask import Flask, Response, abort, request, send_file

from ..components.exporting_routes import export_routes
from ..components.link import read_link
from ..exports.routes import ROUTE_FORMATS
from ..language import use_language


def serve_route_downloads(server: Flask) -> None:
    def download(suffix: str) -> Response:
        if suffix not in ROUTE_FORMATS:
            abort(404, f"There is no download of that kind; there are {', '.join(ROUTE_FORMATS)}.")
        chosen, view = read_link(request.query_string.decode("ascii", "replace"))
        target = TemporaryFile()  # noqa: SIM115  # gone when the answer is closed
        with use_language(view.lang or "en"):
            name = export_routes(chosen, view, target, suffix)
        target.seek(0)
        mimetype = ROUTE_FORMATS[suffix].mimetype
        return send_file(target, mimetype=mimetype, as_attachment=True, download_name=name, max_age=0)

    server.add_url_rule("/download/routes.<suffix>", "download_routes", download)
