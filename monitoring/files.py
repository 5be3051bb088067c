"""The files a browser may have: libraries brought by npm, fonts, and our map geometry; nothing that is not listed."""

import mimetypes
from pathlib import Path

from flask import Flask, Response, abort, send_file

from .paths import BROWSER_GEODATA, BROWSER_LIBRARIES

_MAPLIBRE = BROWSER_LIBRARIES / "maplibre-gl" / "dist"
_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
_WEIGHTS = (400, 500, 600)

LIBRARIES: dict[str, Path] = {
    **{
        f"maplibre-gl/{name}": _MAPLIBRE / name
        for name in ("maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css")
    },
    "plotly/plotly-cartesian.min.js": BROWSER_LIBRARIES / "plotly.js-cartesian-dist-min" / "plotly-cartesian.min.js",
    **{
        f"fonts/ibm-plex-sans-{subset}-{weight}.woff2": BROWSER_LIBRARIES
        / f"@fontsource/ibm-plex-sans/files/ibm-plex-sans-{subset}-{weight}-normal.woff2"
        for subset in _SUBSETS
        for weight in _WEIGHTS
    },
    **{
        f"fonts/ibm-plex-sans-arabic-{weight}.woff2": BROWSER_LIBRARIES
        / f"@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-{weight}-normal.woff2"
        for weight in _WEIGHTS
    },
}
PLOTLY = "plotly/plotly-cartesian.min.js"
# Where dcc.Graph fetches plotly.js when it is first needed.
PLOTLY_OF_DASH = "/_dash-component-suites/plotly/package_data/plotly.min.js"
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("font/woff2", ".woff2")


def missing_libraries() -> list[str]:
    """The listed files that `npm ci` has not brought, by name."""
    return [name for name, path in LIBRARIES.items() if not path.is_file()]


def serve_files(server: Flask) -> None:
    """Routes for `/browser/...` and `/geodata/browser/...`, with tags and a day of caching."""

    def library(name: str) -> Response:
        return _file(LIBRARIES.get(name))

    def geometry(name: str) -> Response:
        return _file(BROWSER_GEODATA / name if "/" not in name and name.endswith(".json") else None)

    server.add_url_rule("/browser/<path:name>", "browser_library", library)
    server.add_url_rule("/geodata/browser/<name>", "browser_geometry", geometry)
    server.add_url_rule(PLOTLY_OF_DASH, "plotly", lambda: _file(LIBRARIES[PLOTLY]))


def _file(path: Path | None) -> Response:
    if path is None or not path.is_file():
        abort(404, "There is no such file. If a library is missing, run: make setup")
    response = send_file(path, conditional=True, max_age=86_400)
    response.cache_control.public = True
    return response
