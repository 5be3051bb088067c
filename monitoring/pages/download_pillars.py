"""`/download/pillars-<kind>.csv?<link>`: what is on the page of the pillars; a plain link that works without script."""

from flask import Flask, Response, abort, request

from ..components.pillar_files import KINDS, pillars_file
from ..components.pillars_of import read
from ..language import use_language


def serve_pillar_downloads(server: Flask) -> None:
    def download(kind: str) -> Response:
        if kind not in KINDS:
            abort(404, f"There is no download of that kind; there are {', '.join(KINDS)}.")
        found, chosen, view = read(request.query_string.decode("ascii", "replace"))
        with use_language(view.lang or "en"):
            answer = Response(pillars_file(kind, found, chosen, view), mimetype="text/csv")
        name = f"pillars-{kind}-{found.current.version.id[:6]}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    server.add_url_rule("/download/pillars-<kind>.csv", "download_pillars", download)
