"""A page with one map of the test's own, what was seen on it, and the boxes that stand for the countries of the world."""

import json
from pathlib import Path

from playwright.sync_api import Page, Route

from monitoring.figures import basemap

PATIENCE_MS = 60_000  # software drawing on a busy machine


def square(west: float, south: float, east: float, north: float) -> list:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(kind: str, coordinates: list, /, **properties) -> dict:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def write_boxes(folder: Path) -> Path:
    """Files named as the real ones, with two countries that are boxes."""
    land = [feature("Polygon", [square(44, 25, 61, 40)], iso3="IRN", name_en="Iran", name_ar="إيران"),
            feature("Polygon", [square(61, 25, 75, 40)], iso3="AFG", name_en="Afghanistan", name_ar="أفغانستان")]  # fmt: skip
    border = [
        feature("LineString", [[61, 25], [61, 40]], kind="international", level=level) for level in basemap.LEVELS
    ]
    names = [
        feature("Point", [54, 30], kind="country", iso3="IRN", name_en="Iran", name_ar="إيران", rank=1, min_zoom=0)
    ]
    files = {f"countries-{level}": land for level in basemap.LEVELS}
    files |= {"admin1": [], "lines": border, "lines-high": border, "lakes": [], "rivers": [], "labels": names}
    for name, features in files.items():
        whole = {"type": "FeatureCollection", "features": features}
        (folder / f"{name}.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


class Opened:
    """A page with the map, and what was seen on it: foreign requests, complaints, and what the stores were given."""

    def __init__(self, page: Page, address: str):
        self.page, self.foreign, self.complaints = page, [], []
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

        def only_ours(route: Route) -> None:
            if route.request.url.startswith((address, "data:", "blob:")):
                route.continue_()
            else:
                self.foreign.append(route.request.url)
                route.abort()

        page.route("**/*", only_ours)
        page.add_init_script(RECORD)
        page.goto(address)

    def settled(self) -> None:
        self.page.wait_for_function(
            "() => { const map = monitorMap.hosts.get('m')?.map; return map?.loaded() && !map.isMoving(); }",
            timeout=PATIENCE_MS,
        )

    def drawn(self) -> None:
        self.page.wait_for_selector("#m-canvas[data-state=ready]", state="attached", timeout=PATIENCE_MS)
        self.settled()

    def command(self, *commands: list) -> None:
        self.page.evaluate("commands => dash_clientside.set_props('m-commands', { data: commands })", list(commands))

    def camera(self) -> dict:
        return self.page.evaluate(
            "() => { const map = monitorMap.hosts.get('m').map; const c = map.getCenter();"
            " return { lon: c.lng, lat: c.lat, zoom: map.getZoom() }; }"
        )

    def given(self, store: str) -> list:
        return self.page.evaluate("store => recorded.filter((one) => one[0] === store).map((one) => one[1])", store)

    def wait_given(self, store: str, test: str = "true") -> dict:
        """The latest value of a store that meets `test`, a condition on `it`."""
        found = f"() => recorded.filter((one) => one[0] === '{store}').map((one) => one[1]).findLast((it) => {test})"
        return self.page.wait_for_function(found, timeout=PATIENCE_MS).json_value()

    def at(self, lon: float, lat: float) -> dict:
        return self.page.evaluate(
            "([lon, lat]) => { const host = monitorMap.hosts.get('m'); const box = host.container.getBoundingClientRect();"
            " const p = host.map.project([lon, lat]); return { x: p.x + box.x, y: p.y + box.y }; }", [lon, lat],
        )  # fmt: skip


# Keeps what the host writes into the stores; `set_props` comes with the renderer, after this script.
RECORD = """
window.recorded = [];
window.dash_clientside = window.dash_clientside || {};
let real;
Object.defineProperty(window, "dash_clientside", { configurable: true, get: () => real, set: (value) => {
  real = value;
  if (value.set_props && !value.set_props.watched) {
    const call = value.set_props;
    value.set_props = (id, props) => { if ("data" in props) window.recorded.push([id, props.data]); return call(id, props); };
    value.set_props.watched = true;
  }
} });
"""
