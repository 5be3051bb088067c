"""What stands over the map: the legend from the same functions that draw, and what has no place on the map."""

import json
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import geopandas as gpd
import numpy as np
from dash import html

from ..figures.areas import legend as areas_legend
from ..figures.icons import ICONS
from ..figures.legends import LegendEntry, LegendGroup
from ..figures.places import legend as places_legend
from ..figures.routes import legend as routes_legend
from ..figures.seizures import SHAPES
from ..figures.seizures import legend as seizures_legend
from ..figures.theme import Theme, colours
from ..language import _, ngettext
from ..measures.at_points import rows_without_point
from ..measures.grouping import distinct
from ..measures.kernels import Selection
from ..vocabulary.drugs import drug
from ..vocabulary.view import View
from .current import Data

PLACES = {"crossings": "crossing", "ports": "port", "airports": "airport"}  # name in a link -> kind of place
DRAWN = 24  # the box of monitoring/figures/icons.py


LETTERS = "letters"  # the layer of the substances' two-letter codes, by its name in a link


def groups(
    view: View,
    shown: Sequence[str],
    families: Iterable[str] = (),
    sizes: LegendGroup | None = None,
    areas: gpd.GeoDataFrame | None = None,
) -> list[LegendGroup]:
    """The legend's groups for what the view shows, as data; the exported picture draws the same.

    families: substances to name with their colours, where no list of them stands beside the map. sizes: what the width of
    a symbol is, where symbols stand for many. areas: the imported areas that are drawn.
    """
    theme = view.theme or "light"
    found = seizures_legend(theme, view.size, families, LETTERS in shown, sizes)
    if "routes" in shown:
        found = found + routes_legend(theme, ("published", "interpreted"))  # reported legs have a page of their own
    found = found + places_legend(theme, tuple(PLACES[name] for name in shown if name in PLACES))
    return found if areas is None else found + areas_legend(theme, areas)


def legend(
    view: View,
    shown: Sequence[str],
    families: Iterable[str],
    sizes: LegendGroup | None = None,
    areas: gpd.GeoDataFrame | None = None,
) -> html.Details:
    """The legend as a box that can be folded away from the map.

    The rail beside the map names the colours; the legend does where there are letters to explain, on a phone and on paper.
    """
    return legend_of_groups(groups(view, shown, families, sizes, areas), view.theme or "light", shown)


def legend_of_groups(
    found: Iterable[LegendGroup], theme: Theme, shown: Sequence[str] = (LETTERS,), opened: bool = True
) -> html.Details:
    """Groups as a box that folds. shown: the switched layers; without LETTERS, colours that stand beside the map are left to
    the rail."""
    ink = colours(theme)["ink2"]
    return html.Details(
        [
            html.Summary(_("Legend")),
            *(
                html.Div(
                    [
                        html.H3(group["title"]),
                        html.Ul(
                            [entry_of(entry, ink) for entry in group["entries"]],
                            className="legend-entries",
                        ),
                    ],
                    className=f"legend-group {_class(group, shown)}",
                    **_by_zoom(group),
                )
                for group in found
            ),
        ],
        open=opened,
    )


def _by_zoom(group: LegendGroup) -> dict[str, str]:
    """For assets/clientside/explore.js, which writes in what the group says at the zoom of the map."""
    return {"data-by-zoom": json.dumps(group["by_zoom"])} if "by_zoom" in group else {}


def _class(group: LegendGroup, shown: Sequence[str]) -> str:
    names_colours = any("family" in entry for entry in group["entries"])
    return "legend-colours" if names_colours and LETTERS not in shown else ""


def entry_of(entry: LegendEntry, ink: str) -> html.Li:
    """A sign and its words; pointing at a substance dims the others on the map."""
    dims = {"data-dim": entry["family"]} if "family" in entry else {}
    return html.Li([sign(entry, ink), html.Span(entry["label"])], **dims)


def families_of(current: Data, selection: Selection) -> list[str]:
    """The substance families of the selection, in no order."""
    codes = np.flatnonzero(np.bincount(current.columns.code("drug", selection.at))).tolist()
    return sorted({drug(slug).family for code in codes if (slug := current.columns.names["drug"][code])})


def sign(entry: LegendEntry, ink: str) -> html.Img:
    """One sign as an inline picture, the size that it has on the map."""
    body, width, height = _drawn(entry, entry.get("colour", ink))
    size = f'width="{width:g}" height="{height:g}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:g} {height:g}">{body}</svg>'
    return html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt="", width=f"{width:g}", height=f"{height:g}")


def _drawn(entry: LegendEntry, colour: str) -> tuple[str, float, float]:
    """SVG of a sign with its width and height in px."""
    if entry["sign"] == "line":
        return _line(entry, colour), 36, 12
    side = entry.get("diameter_px", 12)
    middle, thick = side / 2, entry.get("ring_px", 2)
    round_ = f'<circle cx="{middle:g}" cy="{middle:g}"'
    if entry["sign"] == "dot":
        return f'{round_} r="{middle:g}" fill="{colour}"/>', side, side
    if entry["sign"] == "ring":
        return (
            f'{round_} r="{middle - thick / 2:g}" fill="none" stroke="{colour}" stroke-width="{thick:g}"/>',
            side,
            side,
        )
    path = f'<path d="{ICONS[entry["sign"]]}" fill="{colour}" fill-rule="evenodd"/>'
    return f'<g transform="scale({side / DRAWN:g})">{path}</g>', side, side


def _line(entry: LegendEntry, colour: str) -> str:
    thick = entry.get("width_px", 2)
    dash = " ".join(f"{part * thick:g}" for part in entry.get("dash", []))
    cap = "round" if entry.get("round") else "butt"
    stroke = f'stroke="{colour}" stroke-width="{thick:g}" stroke-dasharray="{dash}" stroke-linecap="{cap}"'
    return f'<line x1="2" y1="6" x2="34" y2="6" {stroke}/>'


def not_mapped_note(current: Data, selection: Selection) -> list:
    """How many seizures of the view have nothing on the map, and the door to their list."""
    missing = distinct(current.columns.seizure[rows_without_point(current.columns, selection, SHAPES)])
    if not missing:
        return []
    words = ngettext("{n} seizure has no place on the map.", "{n} seizures have no place on the map.", missing)
    return [
        words,
        " ",
        html.Button(_list_them(missing), type="button", className="plain-link", **{"data-unmapped": "1"}),
    ]


def _list_them(missing: int) -> str:
    return ngettext("Show it", "List them", missing)
