"""Our side of the routes: the real application in one process, asked as a browser asks it, and the map's legs alone.

A question names what is measured (`do`):
- "update": the page's callback for a link, packed as a browser asks for it (`packing`). `page`: explore or routes. The map
  is told what it drew last (`drawn_for`) by the answer before, unless `first`. `tiles`: with the tiles of Explore's map.
- "legs": the legs of the opening link, already found, to the JSON that the map is sent.
- "given": the same legs as a peer is given them. Nothing to measure: "note" (an answer heard before), "find" (the legs),
  "forget" (answers, and lines where `geometry`).
"""

import gc
import json
from typing import Any

from dash._utils import to_json

from app import server
from monitoring.components.current import data
from monitoring.components.memory import Memory
from monitoring.components.nodes import nodes
from monitoring.components.routes_of import collections_from, collections_of, on_map, routes_of
from monitoring.figures import route_paths, route_sea, routes
from monitoring.pages.routes import read

from .asking import UPDATE, _body, tiles_of
from .peers import side

PATHS = {"explore": "/", "routes": "/routes"}
STORES = {"explore": "drawn-for", "routes": "routes-drawn-for"}
GEOMETRY = (route_paths.curve, route_paths.loop, route_paths.along, route_sea.lane, route_sea._doors)


class Asked:
    """The application, what it remembers, and what each page's map drew last."""

    def __init__(self) -> None:
        self._client = server.test_client()
        listed = self._client.get("/_dash-dependencies").get_json()
        self._updates = {
            page: next(one for one in listed if _has(one, f"{store}.data") and _has(one, SENTENCES[page]))
            for page, store in STORES.items()
        }
        for update in self._updates.values():
            for each in (*update["inputs"], *update["state"]):
                each["part"] = f"{each['id']}.{each['property']}"
        self._memories = [one for one in gc.get_objects() if isinstance(one, Memory)]
        self._drawn_for: dict[str, Any] = {}
        self._tiles: list[str] = []

    def answer(self, question: dict[str, Any]) -> bytes:
        return getattr(self, f"_{question['do']}")(question)

    def _forget(self, question: dict[str, Any]) -> bytes:
        for memory in self._memories:
            memory._held.clear()
            memory._bytes = 0
        for worked_out in GEOMETRY if question.get("geometry") else ():
            worked_out.cache_clear()
        return b""

    def _update(self, question: dict[str, Any]) -> bytes:
        page, packing = question["page"], question.get("packing", "br")
        drawn_for = None if question.get("first") else self._drawn_for.get(page)
        parts = {"search": question["search"], "pathname": PATHS[page]}
        update = self._updates[page]
        values = {each["part"]: parts.get(each["property"]) for each in (*update["inputs"], *update["state"])}
        values[f"{STORES[page]}.data"] = drawn_for
        body = _body(update, values, "url.search", by="part")
        response = self._client.post(
            UPDATE,
            data=body,
            headers={"Accept-Encoding": packing, "Content-Type": "application/json"},
        )
        assert response.status_code == 200, response.status
        said = response.get_data()
        if question.get("note"):
            self._drawn_for[page] = json.loads(said)["response"][STORES[page]]["data"]
        paths = self._tiles if question.get("tiles") else ()
        return said + b"".join(
            self._client.get(path, headers={"Accept-Encoding": packing}).get_data() for path in paths
        )

    def _note(self, question: dict[str, Any]) -> bytes:
        """Asks as somebody did before: what the map has drawn and where its tiles are is kept."""
        said = self._update({**question, "packing": "", "note": True})
        self._tiles = tiles_of(said) or self._tiles
        return said

    def _legs(self, question: dict[str, Any]) -> bytes:
        chosen, view = read("")
        with server.test_request_context("/routes"):
            current = data(chosen.v)
            return to_json(routes.commands(collections_from(current, routes_of(current, chosen, view), view))).encode()

    def _find(self, question: dict[str, Any]) -> bytes:
        """The legs alone, so that they are known."""
        chosen, view = read("")
        with server.test_request_context("/routes"):
            routes_of(data(chosen.v), chosen, view)
        return b""

    def _given(self, question: dict[str, Any]) -> bytes:
        """What the map shows of each leg, node and stub, as one would have it in a frame."""
        chosen, view = read("")
        with server.test_request_context("/routes"):
            current = data(chosen.v)
            frame = on_map(routes_of(current, chosen, view), view)[0].set_index("leg")
            found = collections_of(current, chosen, view)
        at = nodes(current.version.id)
        legs = []
        for line, arrow in zip(found["route-lines"]["features"], found["route-arrows"]["features"], strict=True):
            said, row = line["properties"], frame.loc[line["properties"]["id"]]
            legs.append({
                "leg": said["id"], "basis": said["basis"], "width": said["width"], "tip": said["tip"],
                "start": at[row["start"]], "end": [row["end_lon"], row["end_lat"]], "inside": row["start"] == row["end"],
                "points": len(line["geometry"]["coordinates"]), "bearing": arrow["properties"]["bearing"],
            })  # fmt: skip
        points = {
            name: [
                {**one["properties"], "at": one["geometry"]["coordinates"]}
                for one in found[f"route-{name}"]["features"]
            ]
            for name in ("nodes", "stubs")
        }
        return json.dumps({"legs": legs, **points}).encode()


SENTENCES = {"explore": "..sentence.children", "routes": "routes-sentence.children"}


def _has(update: dict[str, Any], output: str) -> bool:
    return output in update["output"]


if __name__ == "__main__":
    side.serve(lambda folder: None, lambda folder: Asked().answer)
