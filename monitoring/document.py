"""The HTML document around every page: what the browser loads, in which order, and what goes along so that it need not ask."""

import html
import json
import re
from collections.abc import Mapping

from dash.fingerprint import check_fingerprint

from .components.link import view_of
from .files import address
from .language import RIGHT_TO_LEFT, _, use_language

# Parts of Dash that no page of ours has, or that come with what needs them (the grid with the table).
_LEFT_OUT = re.compile(r"/(dash_table|dash_ag_grid|deps/polyfill)")
_OF_DASH = "/_dash-component-suites/"
# Asked for while the scripts before them are still read; the first letters of the page are drawn with these fonts.
_MODULES = (("maplibre-gl", "maplibre-gl.mjs"),)
_FONTS = ("ibm-plex-sans-latin-400.woff2", "ibm-plex-sans-latin-600.woff2")


def kept_address(source: str | dict) -> str | None:
    """Where a script or style that Dash names is kept for ever; None for one that the page does not load so."""
    named = source if isinstance(source, str) else source.get("src") or source.get("href") or ""
    if not named.startswith(_OF_DASH) or _LEFT_OUT.search(named):
        return None
    package, _slash, fingerprinted = named.removeprefix(_OF_DASH).partition("/")
    return address(package, check_fingerprint(fingerprinted)[0])


def whole_page(path: str, query: str, parts: Mapping[str, str], sent: Mapping[str, str]) -> str:
    """The document of an address. `parts`: as Dash makes them. `sent`: address -> the answer that the page brings along."""
    view = view_of(query)
    language = view.lang or "en"
    with use_language(language):
        title = html.escape(_("Drugs monitor"))
        loading = html.escape(_("Loading the dashboard"))
        noscript = html.escape(_("This dashboard draws its maps in the browser and needs JavaScript."))
        failed = html.escape(_("The server could not answer this. Other views may work; this one may work later."))
        again, ended = html.escape(_("Try again")), html.escape(_("The server does not answer. Is it still running?"))
    modules = [address("own", "map.mjs")]
    ahead = [f'<link rel="modulepreload" href="{one}">' for one in (*(address(*one) for one in _MODULES), *modules)]
    ahead += [
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{address("fonts", one)}">' for one in _FONTS
    ]
    if path == "/":  # its charts are asked for only once the page is there
        later = (address("plotly", "plotly.min.js"), address("dash", "dcc/async-graph.js"))
        ahead += [f'<link rel="preload" as="script" fetchpriority="low" href="{one}">' for one in later]
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}" data-mantine-color-scheme="{
        view.theme or "light"
    }">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{title}">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{address("own", "favicon.svg")}">
<link rel="stylesheet" href="{address("own", "page.css")}">
{"".join(ahead)}
</head>
<body>
<noscript>{noscript}</noscript>
<div id="first-paint" role="status">{loading} …</div>
<script type="application/json" id="sent" data-grid="{address("dash_ag_grid", "dash_ag_grid.min.js")}" data-failed="{
        failed
    }" data-ended="{ended}" data-again="{again}">{_in_page(sent)}</script>
<script src="{address("own", "page.js")}"></script>
{parts["app_entry"]}
<footer>{parts["config"]}{parts["scripts"]}{"".join(f'<script type="module" src="{one}"></script>' for one in modules)}{
        parts["renderer"]
    }</footer>
</body>
</html>"""


def _in_page(sent: Mapping[str, str]) -> str:
    """JSON that no HTML parser takes for the end of its element."""
    return json.dumps(dict(sent), ensure_ascii=False).replace("<", "\\u003c")
