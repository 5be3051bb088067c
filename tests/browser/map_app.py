"""A page with one map and nothing else, served as the real server serves it: own files only, a strict content policy."""

import re
import threading
from pathlib import Path

from dash import Dash, Input, Output, State, dcc, html
from flask import Flask, send_from_directory
from werkzeug.serving import WSGIRequestHandler, make_server

from monitoring.addresses import PREFIX
from monitoring.components import map as map_component
from monitoring.figures import basemap, seizures
from monitoring.paths import ASSETS, BROWSER_LIBRARIES

OURS = ("map.js", "20-map.css", *(file.name for file in (ASSETS / "map").glob("*.mjs")))
LABEL = "Seizures in the test"
FACES = {"": ("IBM Plex Sans", "latin"), "-arabic": ("IBM Plex Sans Arabic", "arabic")}


def build(
    geodata: Path,
    style: dict,
    camera: dict,
    language: str = "en",
    theme: str = "light",
    interactive: dict | None = None,
    maps: tuple[str, ...] = ("m",),
) -> Dash:
    """The app: a map `m`, buttons' work done by writing into its stores from the test; several `maps` have one camera."""
    server = Flask(__name__)
    others = "^(?!" + "|".join(re.escape(name) + "$" for name in OURS) + ")"
    app = Dash(__name__, server=server, assets_folder=str(ASSETS), assets_ignore=others)
    app.index_string = _page(language, theme)

    @server.get("/browser/<package>/<path:name>")
    def library(package: str, name: str):
        return send_from_directory(BROWSER_LIBRARIES / package / "dist", name, mimetype=_mime(name))

    @server.get("/fonts/<package>/<path:name>")
    def font(package: str, name: str):
        return send_from_directory(BROWSER_LIBRARIES / "@fontsource" / package / "files", name)

    @server.get(f"{PREFIX}/<tag>/geodata/<path:name>")
    def file(tag: str, name: str):
        return send_from_directory(geodata, name, mimetype="application/json")

    lands = {"land-low": "countries", "land-mid": "countries", "land-high": "countries"}
    sync = "twins" if len(maps) > 1 else None
    shown = map_component.spec(LABEL, style, camera, interactive or seizures.INTERACTIVE | lands, sync=sync)
    hosts = [html.Div(map_component.map_host(id, LABEL), style={"flex": 1}) for id in maps]
    body = html.Div(hosts, id="body", style={"height": "100vh", "display": "flex"})
    toggle = html.Button("toggle", id="toggle", style={"position": "absolute", "zIndex": 9, "left": "45%"})
    app.layout = html.Div([toggle, dcc.Store(id="first", data=shown), body])
    for id in maps:
        map_component.register(app, id)
        app.clientside_callback("(spec) => spec", Output(f"{id}-spec", "data"), Input("first", "data"))
    app.clientside_callback(
        "(n) => (n % 2 ? null : dash_clientside.no_update)", Output("body", "children"), Input("toggle", "n_clicks"),
        State("first", "data"), prevent_initial_call=True,
    )  # fmt: skip
    hashes = " ".join(app.csp_hashes())

    @server.after_request
    def policy(response):
        rules = ["default-src 'self'", f"script-src 'self' {hashes}", "worker-src 'self'", "connect-src 'self'",
                 "img-src 'self' data:", "style-src 'self' 'unsafe-inline'"]  # fmt: skip
        response.headers["Content-Security-Policy"] = "; ".join(rules)
        return response

    return app


def _mime(name: str) -> str | None:
    return "text/javascript" if name.endswith(".mjs") else None


def _page(language: str, theme: str) -> str:
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(/fonts/ibm-plex-sans{package}/"
        f"ibm-plex-sans{package}-{subset}-{weight}-normal.woff2);"
        + ("unicode-range:U+0600-06FF,U+FB50-FDFF,U+FE70-FEFC;}" if package else "}")
        for package, (family, subset) in FACES.items()
        for weight in (400, 600)
    )
    direction = "rtl" if language == "ar" else "ltr"
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{direction}" data-mantine-color-scheme="{theme}"><head>{{%metas%}}<title>test</title>
<style>{faces} body {{margin:0;font-family:'IBM Plex Sans','IBM Plex Sans Arabic'}}</style>{{%css%}}</head>
<body>{{%app_entry%}}<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer></body></html>"""


class Quiet(WSGIRequestHandler):
    def log(self, *line) -> None:
        """Nothing: a test reads failures, not requests."""


class Serving:
    """Serves an app on a free port of this machine, in a thread, while the block lasts."""

    def __init__(self, app: Dash):
        self.server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=Quiet)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self) -> str:
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self.address

    def __exit__(self, *problem) -> None:
        self.server.shutdown()
        self.thread.join()


def with_seizures(theme: str, language: str, collection: dict) -> dict:
    """The base map with seizures on it."""
    return basemap.with_data(basemap.style(theme, language), seizures.sources(collection), seizures.layers(theme))
