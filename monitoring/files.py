"""The files a browser may have: libraries brought by npm and pip, fonts, our own, the map's geometry; nothing not listed.

All are answered under `addresses.PREFIX`, where the browser keeps them for ever. Brotli at its best level takes seconds:
`python -m monitoring.files`, a part of `make setup`, does it once for each content.
"""

import gzip
import hashlib
import importlib.util
import mimetypes
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request

from .addresses import PREFIX, folder_address, geometry_files
from .paths import ASSETS, BROWSER_BUILT, BROWSER_LIBRARIES

_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
_WEIGHTS = (400, 500, 600)
_MAPLIBRE = BROWSER_LIBRARIES / "maplibre-gl" / "dist"
MAPLIBRE = {
    name: _MAPLIBRE / name
    for name in ("maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css")
}
# All that Dash's components use of the 33 kB of repairs for old browsers that Dash would load.
REGENERATOR = BROWSER_LIBRARIES / "regenerator-runtime" / "runtime.js"
PLOTLY = {"plotly.min.js": BROWSER_BUILT / "plotly.min.js"}
_SANS, _ARABIC = (
    BROWSER_LIBRARIES / "@fontsource" / name / "files" for name in ("ibm-plex-sans", "ibm-plex-sans-arabic")
)
FONTS = {
    f"ibm-plex-sans-{part}{weight}.woff2": folder / f"ibm-plex-sans-{found}{weight}-normal.woff2"
    for folder, part, found in (
        *((_SANS, f"{subset}-", f"{subset}-") for subset in _SUBSETS),
        (_ARABIC, "arabic-", "arabic-arabic-"),
    )
    for weight in _WEIGHTS
}
# Python packages that bring browser code -> what of them a page may load; the parts that they load later lie beside it.
PACKAGES = {
    "dash": r"(deps/.*\.min|dcc/[^.]*|html/[^.]*\.min|dash-renderer/build/dash_renderer\.min)\.js",
    "dash_mantine_components": r"[^.]*\.js",
    "dash_ag_grid": r"(dash_ag_grid\.min|async-community)\.js",
}
# Our own files speak of the folders above by these names, whatever their addresses are.
_NAMED = {"/browser/maplibre-gl/": "maplibre-gl", "/browser/fonts/": "fonts"}
KEPT = "public, max-age=31536000, immutable"
QUICK_LEVEL = 5  # of brotli, for contents that set-up has not compressed
_RARE = re.compile(
    r"(dcc/async-(mathjax|markdown|highlight|datepicker|upload)|.*-charts-shared|async-[A-Z]).*"
)  # no page of ours
TEXT = frozenset({"text/css", "text/javascript", "application/json", "image/svg+xml"})
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True)
class Folder:
    """Files under one tag, by name."""

    name: str
    files: Mapping[str, Path | bytes]

    @cached_property
    def address(self) -> str:
        return folder_address(self.name, self.files)

    @cache  # noqa: B019 - as many as there are files and encodings, for as long as the process lives
    def body(self, name: str, encoding: str) -> bytes:
        """The content of a file as it is sent."""
        file = self.files[name]
        content = file if isinstance(file, bytes) else file.read_bytes()
        return {"br": _brotli, "gzip": lambda plain: gzip.compress(plain, 6)}.get(encoding, bytes)(content)

    def __hash__(self) -> int:
        return id(self)


def missing_libraries() -> list[str]:
    """The listed files that `make setup` has not brought, by name."""
    listed = {**MAPLIBRE, **PLOTLY, **FONTS, REGENERATOR.name: REGENERATOR}
    return [name for name, path in listed.items() if not path.is_file()]


@cache
def folders() -> dict[str, Folder]:
    """Every folder of files by name, as they are when this is first asked: a later change needs a new start."""
    found = {name: Folder(name, _of_package(name, wanted)) for name, wanted in PACKAGES.items()}
    listed = {"maplibre-gl": MAPLIBRE, "plotly": PLOTLY, "fonts": FONTS, "geodata": geometry_files()}
    found |= {name: Folder(name, {k: v for k, v in files.items() if v.is_file()}) for name, files in listed.items()}
    return found | {"own": Folder("own", own_files(found))}


def _of_package(package: str, wanted: str) -> dict[str, Path]:
    spec = importlib.util.find_spec(package)
    assert spec and spec.origin, f"{package} is not installed"
    root = Path(spec.origin).parent
    names = ((path, path.relative_to(root).as_posix()) for path in sorted(root.rglob("*.js")))
    return {name: path for path, name in names if re.fullmatch(wanted, name)}


def own_files(others: Mapping[str, Folder], assets: Path = ASSETS) -> dict[str, bytes]:
    """What is in assets/: styles as one file, scripts as one, the map host's modules as one, and pictures as they are."""

    def joined(paths: Iterable[Path]) -> bytes:
        return b"\n".join(_addressed(path.read_bytes(), others) for path in paths)

    whole = {
        "page.css": joined(sorted(assets.glob("*.css"))),
        "page.js": joined([REGENERATOR, *sorted(assets.glob("clientside/*.js"))]),
    }
    # The host last: it uses the others. A block each, for names at the top of a module are its own.
    modules = sorted(assets.glob("map/*.mjs"), key=lambda path: ("host" in path.name, path.name))
    blocks = [b"{\n" + _addressed(path.read_bytes(), others) + b"\n}" for path in modules]
    pictures = {path.name: _addressed(path.read_bytes(), others) for path in sorted(assets.glob("*.svg"))}
    return whole | {"map.mjs": b"\n".join(blocks)} | pictures


def _addressed(content: bytes, others: Mapping[str, Folder]) -> bytes:
    """`content` with the addresses of the folders that it speaks of."""
    # A style sheet that is a part of a larger one imports nothing: what it would import is a part of it as well.
    content = re.sub(rb'@import url\("/browser/maplibre-gl/maplibre-gl.css"\);', _maplibre_css, content)
    for named, folder in _NAMED.items():
        content = content.replace(named.encode(), others[folder].address.encode())
    return content


def _maplibre_css(_found: re.Match) -> bytes:
    return MAPLIBRE["maplibre-gl.css"].read_bytes()


def address(folder: str, name: str) -> str:
    """Where the browser finds a file. Raises KeyError for one that is not served."""
    if name not in folders()[folder].files:
        raise KeyError(name)
    return folders()[folder].address + name


def serve_files(server: Flask) -> None:
    """The route of all files."""
    server.add_url_rule(f"{PREFIX}/<tag>/<folder>/<path:name>", "kept_file", answer)


def answer(tag: str, folder: str, name: str) -> Response:
    """A file. Under a tag that is not its own (a page that is older than this process) it is not kept."""
    found = folders().get(folder)
    if found is None or name not in found.files:
        abort(404, "There is no such file. If a library is missing, run: make setup")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    encoding = (
        request.accept_encodings.best_match(["br", "gzip", "identity"], "identity") if kind in TEXT else "identity"
    )
    response = Response(found.body(name, encoding), mimetype=kind)
    response.headers["Cache-Control"] = KEPT if found.address == f"{PREFIX}/{tag}/{folder}/" else "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    return response


def _brotli(content: bytes) -> bytes:
    ready = _compressed(content)
    return ready.read_bytes() if ready.is_file() else brotli.compress(content, quality=QUICK_LEVEL)


def _compressed(content: bytes) -> Path:
    return BROWSER_BUILT / "br" / f"{hashlib.sha256(content).hexdigest()}.br"


def compress_all() -> None:
    """Brotli at its best for every text file that has not been compressed yet."""
    every = [
        file if isinstance(file, bytes) else file.read_bytes()
        for folder in folders().values()
        for name, file in folder.files.items()
        if mimetypes.guess_type(name)[0] in TEXT and not _RARE.match(name)
    ]
    (BROWSER_BUILT / "br").mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        list(
            pool.map(_compress, sorted((one for one in every if not _compressed(one).is_file()), key=len, reverse=True))
        )


def _compress(content: bytes) -> None:
    there = _compressed(content)
    partial = there.with_suffix(".part")
    partial.write_bytes(brotli.compress(content, quality=11))
    partial.replace(there)


if __name__ == "__main__":
    compress_all()
