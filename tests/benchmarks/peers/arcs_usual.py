"""The legs as one usually draws flows with plotly express: an arc each, a trace a leg, tips for hovering.

FOLDER/given.json holds the legs, nodes and stubs that our map shows, each with its words. A question's `way`: "geo" and "map"
are px.line_geo and px.line_map; "hand" is what somebody writes who knows that traces are dear: one trace of graph_objects
for each basis and width, its legs divided by None. Each gives the figure's JSON: arcs with as many points as our lines, width
by number, dash by basis where the kind of map has dashes, arrowheads, names of nodes, and marks for ends not stated.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import side

COLOURS = {"reported": "#30343b", "published": "#75603f", "interpreted": "#75603f"}
DASHES = {"reported": "solid", "published": "dash", "interpreted": "dot"}
BOW = 0.16
STYLE = {"version": 8, "sources": {}, "layers": []}


def opened(folder: Path) -> Callable[[dict[str, Any]], bytes]:
    given = json.loads((folder / "given.json").read_text())
    frames = {name: pd.DataFrame(given[name]) for name in ("legs", "nodes", "stubs")}
    return lambda question: WAYS[question["way"]](frames["legs"], frames["nodes"], frames["stubs"]).encode()


def arcs(legs: pd.DataFrame) -> pd.DataFrame:
    """A row a point of each leg: a quadratic curve bowed to the left, or a small circle for a leg inside one country."""
    parts = []
    for row in legs.itertuples():
        t = np.linspace(0, 1, row.points)
        (x0, y0), (x1, y1) = row.start, row.end
        if row.inside:
            lon, lat = x0 + 1.5 * np.sin(2 * np.pi * t), y0 + 1.5 - 1.5 * np.cos(2 * np.pi * t)
        else:
            cx, cy = (x0 + x1) / 2 - BOW * (y1 - y0), (y0 + y1) / 2 + BOW * (x1 - x0)
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            lon, lat = a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1
        parts.append(pd.DataFrame({"leg": row.leg, "basis": row.basis, "tip": row.tip.replace("\n", "<br>"),
                                   "lon": lon.round(4), "lat": lat.round(4)}))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def geo(legs: pd.DataFrame, nodes: pd.DataFrame, stubs: pd.DataFrame) -> str:
    figure = px.line_geo(
        arcs(legs), lat="lat", lon="lon", line_group="leg", color="basis", line_dash="basis", hover_name="tip",
        hover_data={"lat": False, "lon": False, "leg": False, "basis": False}, color_discrete_map=COLOURS,
        line_dash_map=DASHES,
    )  # fmt: skip
    return _finished(figure, legs, nodes, stubs, go.Scattergeo)


def on_map(legs: pd.DataFrame, nodes: pd.DataFrame, stubs: pd.DataFrame) -> str:
    figure = px.line_map(
        arcs(legs), lat="lat", lon="lon", line_group="leg", color="basis", hover_name="tip",
        hover_data={"lat": False, "lon": False, "leg": False, "basis": False}, color_discrete_map=COLOURS,
        map_style=STYLE,
    )  # fmt: skip
    return _finished(figure, legs, nodes, stubs, go.Scattermap)


def _finished(figure: go.Figure, legs: pd.DataFrame, nodes: pd.DataFrame, stubs: pd.DataFrame, kind: type) -> str:
    widths = dict(zip(legs["tip"].str.replace("\n", "<br>"), legs["width"], strict=True))
    figure.for_each_trace(lambda trace: trace.update(line_width=widths[trace.hovertext[0]]))
    return _with_points(figure, legs, nodes, stubs, kind)


def by_hand(legs: pd.DataFrame, nodes: pd.DataFrame, stubs: pd.DataFrame) -> str:
    """A tip only at the middle of each leg: a line of several legs has words for its points alone."""
    figure, points = go.Figure(), dict(list(arcs(legs).groupby("leg")))
    for (basis, width), some in legs.groupby(["basis", legs["width"].round()]):
        lon, lat, tip = [], [], []
        for row in some.itertuples():
            part = points[row.leg]
            middle = len(part) // 2
            lon += [*part["lon"], None]
            lat += [*part["lat"], None]
            tip += [*[""] * middle, part["tip"].iloc[0], *[""] * (len(part) - middle)]
        figure.add_trace(go.Scattergeo(lon=lon, lat=lat, mode="lines", hovertext=tip, hoverinfo="text",
                                       line={"width": width, "color": COLOURS[basis], "dash": DASHES[basis]}))  # fmt: skip
    return _with_points(figure, legs, nodes, stubs, go.Scattergeo)


def _with_points(figure: go.Figure, legs: pd.DataFrame, nodes: pd.DataFrame, stubs: pd.DataFrame, kind: type) -> str:
    heads = {"size": (9 + 2.1 * legs["width"]).round(1), "angle": legs["bearing"], "color": legs["basis"].map(COLOURS)}
    heads["symbol"] = "arrow" if kind is go.Scattergeo else "triangle"
    ends = legs["end"]
    figure.add_trace(
        kind(lon=ends.str[0], lat=ends.str[1], mode="markers", marker=heads, hoverinfo="skip", name="heads")
    )
    names = nodes["name_en"].fillna("")
    figure.add_trace(
        kind(lon=nodes["at"].str[0], lat=nodes["at"].str[1], mode="markers+text", text=names, name="nodes")
    )
    tips = stubs["tip"].str.replace("\n", "<br>")
    figure.add_trace(kind(lon=stubs["at"].str[0], lat=stubs["at"].str[1], mode="markers+text", text=stubs["label"],
                          hovertext=tips, hoverinfo="text", name="stubs"))  # fmt: skip
    figure.update_layout(showlegend=False)
    return figure.to_json()


WAYS = {"geo": geo, "map": on_map, "hand": by_hand}

if __name__ == "__main__":
    side.serve(lambda folder: None, opened)
