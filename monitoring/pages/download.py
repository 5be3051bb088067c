"""`/download/seizures.<suffix>?<filter>`: the rows on the screen as a file; a plain link that works without script."""

from tempfile import TemporaryFile

from flask import Flask, Response, abort, request, send_file

from ..components.exporting import export_stream
from ..components.link import read_link
from ..exports.formats import DOWNLOADS, LINKED
from ..language import use_language


def serve_downloads(server: Flask) -> None:
    formats = {found.suffix: found for found in (*DOWNLOADS, LINKED)}

    def download(suffix: str) -> Response:
        if suffix not in formats:
            abort(404, f"There is no download of that kind; there are {', '.join(formats)}.")
        chosen, view = read_link(request.query_string.decode("ascii", "replace"))
        # A large selection does not fit in memory; the file is gone when the answer is closed.
        target = TemporaryFile()  # noqa: SIM115
        with use_language(view.lang or "en"):
            name = export_stream(chosen, target, suffix, view.sort)
        target.seek(0)
        return send_file(target, mimetype=formats[suffix].mimetype, as_attachment=True, download_name=name, max_age=0)

    server.add_url_rule("/download/seizures.<suffix>", "download", download)
