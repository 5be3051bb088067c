"""`/download/report/<year>.pdf|.html?<link>`: the report as a file; `/picture/report/<year>/<name>.svg`: its drawings."""

from flask import Flask, Response, abort, request

from ..components.current import Data, data
from ..components.link import read_link
from ..components.report.build import KINDS, years_of
from ..components.report.kept import kept_file, kept_picture
from ..components.report.screen import PICTURES
from ..language import language, use_language
from ..vocabulary.view import View


def serve_reports(server: Flask) -> None:
    def download(year: int, kind: str) -> Response:
        current, view = _asked(year)
        if f".{kind}" not in KINDS:
            abort(404, f"There is no download of that kind; there are {', '.join(KINDS)}.")
        with use_language(view.lang or "en"):
            name = f"annual-report-{year}-{current.version.id[:6]}-{language()}.{kind}"
            answer = Response(kept_file(current, year, f".{kind}"), mimetype=KINDS[f".{kind}"])
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def picture(year: int, name: str) -> Response:
        current, view = _asked(year)
        with use_language(view.lang or "en"):
            found = kept_picture(current, year, view.theme or "light", name)
        if found is None:
            abort(404)
        return Response(found, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})

    server.add_url_rule("/download/report/<int:year>.<kind>", "download_report", download)
    server.add_url_rule(f"{PICTURES}/<int:year>/<name>.svg", "picture_report", picture)


def _asked(year: int) -> tuple[Data, View]:
    """The data version that the link names; 404 for a year without a report."""
    chosen, view = read_link(request.query_string.decode("ascii", "replace"))
    current = data(chosen.v)
    if year not in years_of(current):
        abort(404, "There is no report of that year.")
    return current, view
