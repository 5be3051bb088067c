"""What two ways to draw legs hold, counted, so that only equal content is compared: our map's commands and a plotly figure."""

import base64
from typing import Any

import numpy as np

from monitoring.figures.route_pack import unpacked

Held = dict[str, Any]


def in_commands(commands: list[list]) -> Held:
    """What the commands of our map put on it."""
    found = {command[1]: command[2]["features"] for command in commands if command[0] == "setData"}
    lines, found["route-arrows"] = unpacked(next(command[3] for command in commands if command[0] == "setLines"))
    return {
        "legs": len(lines),
        "points": sum(len(line["geometry"]["coordinates"]) for line in lines),
        "words": sorted(line["properties"]["tip"].replace("\n", "<br>") for line in lines),
        "heads": len(found["route-arrows"]),
        "nodes": len(found["route-nodes"]),
        "stubs": len(found["route-stubs"]),
    }


def in_a_figure(figure: dict[str, Any]) -> Held:
    """The same of a figure of peers/arcs_usual.py: any lines, and the traces heads, nodes and stubs."""
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    longitudes = [_values(trace["lon"]) for trace in lines]
    words = [sorted({word for word in trace["hovertext"] if word}) for trace in lines]
    points = {trace["name"]: len(_values(trace["lon"])) for trace in figure["data"] if trace["mode"] != "lines"}
    found = sorted(word for listed in words for word in listed)
    return {
        "legs": len(found),
        "points": sum(int(np.isfinite(each).sum()) for each in longitudes),
        "words": found,
        **{name: points[name] for name in ("heads", "nodes", "stubs")},
    }


def _values(listed: Any) -> np.ndarray:
    """An array of a figure, which may be typed and packed in base64."""
    if isinstance(listed, dict):
        return np.frombuffer(base64.b64decode(listed["bdata"]), dtype=listed["dtype"]).astype(float)
    return np.array([np.nan if value is None else value for value in listed], dtype=float)
