"""Seizures on the map: symbols whose size is the amount, colour the substance, shape how exactly the place is known.

Items known only by country are not drawn (measures.at_points counts them): a dot in the middle of a country would be a
lie. Where items are too many for a symbol each, seizure_cells draws.
Colours follow from the family in the layers, so a theme changes no data.
"""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from ..language import _, day, ngettext, number
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.units import amount_words
from .basemap import Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import FAMILIES, FAMILY_CODES, MAP_FONTS, TEXT_PX, Theme, colours, family_colours

Size = Literal["mass", "count"]
SOURCE = "seizures"
SHAPES = {"place": "dot", "admin1": "ring", "sea_area": "sea"}  # location precision -> shape; others are not drawn
INTERACTIVE = {"seizure-sea": "seizures", "seizure-discs": "seizures"}
SEA_GROWTH = 1.3  # a diamond of the same width has less area than a disc
APART_PX = 7.0  # two symbols at one point whose widths differ by less than this hide each other's colour
# (amount, diameter in px): straight lines between these in the square root of the amount
KNOTS: Mapping[Size, tuple[tuple[float, float], ...]] = {
    "mass": ((0.0, 6.0), (50.0, 9.0), (500.0, 14.0), (5_000.0, 22.0), (14_000.0, 28.0)),
    "count": ((1.0, 7.0), (5.0, 12.0), (20.0, 20.0), (50.0, 28.0)),
}
AMOUNTS: Mapping[Size, tuple[int, ...]] = {"mass": (1, 500, 2_000, 10_000), "count": (1, 5, 20, 50)}  # in the legend


def diameter_px(amount: float, size: Size) -> float:
    """The width of the symbol of `amount` (kg, or seizures at one place); the smallest when there is no amount."""
    knots, widths = zip(*KNOTS[size], strict=True)
    amount = 0.0 if math.isnan(amount) else min(max(amount, 0.0), knots[-1])
    return float(np.interp(math.sqrt(amount), np.sqrt(knots), widths))


def ring_px(diameter: float) -> float:
    return 1.8 if diameter < 10 else 2.4


def points(frame: gpd.GeoDataFrame, size: Size = "mass") -> dict:
    """A GeoJSON FeatureCollection of the drawn items of `frame` (columns of vocabulary.fields), largest first.

    With mass one feature stands for one item and for those at its point that are too near its size to be seen apart,
    with count for the seizures of one drug at one place and those of other drugs in the same way. Properties: id, ids
    (JSON text: the seizure ids), said (how many of them the tip speaks of), family, code, shape, part (disc, or the hole
    of a ring), d (diameter, px), sort, tip.
    """
    drawn = _drawn(frame)
    symbols = _items(drawn) if size == "mass" else _groups(drawn)
    symbols.sort(key=lambda symbol: (-symbol["d"], symbol["id"]))
    features = [feature for order, symbol in enumerate(_apart(symbols)) for feature in _features(symbol, order)]
    return {"type": "FeatureCollection", "features": features}


def _drawn(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    return frame[frame["location_precision"].isin(list(SHAPES)) & frame["lon"].notna() & frame["lat"].notna()]


def _items(drawn: pd.DataFrame) -> list[dict]:
    return [
        {
            "id": row.item_id, "ids": {row.seizure_id: None}, "drug": row.drug, "at": (row.lon, row.lat),
            "precision": row.location_precision, "d": diameter_px(row.mass_kg, "mass"), "tip": _item_tip(row),
        }
        for row in drawn.itertuples()
    ]  # fmt: skip


def _groups(drawn: pd.DataFrame) -> list[dict]:
    """One symbol for the rows of a drug at a point. Rows are gathered one by one: a frame for each takes milliseconds."""
    gathered: dict[tuple, list[Any]] = {}
    for row in drawn.itertuples():
        gathered.setdefault((row.lon, row.lat, row.drug, row.location_precision), []).append(row)
    symbols = []
    for (lon, lat, slug, precision), rows in gathered.items():
        ids = dict.fromkeys(row.seizure_id for row in rows)
        symbols.append(
            {
                "id": f"{lon:.5f},{lat:.5f},{slug}", "ids": ids, "drug": slug, "at": (lon, lat), "precision": precision,
                "d": diameter_px(len(ids), "count"), "tip": _group_tip(rows, slug, len(ids)),
            }
        )  # fmt: skip
    return symbols


def _apart(symbols: list[dict]) -> list[dict]:
    """The symbols (largest first) that can be seen; one that would be lost in another's halo gives that one its ids.

    Thirty seizures at the label point of one sea would else be a white patch with a speck of colour.
    """
    seen: list[dict] = []
    smallest: dict[tuple, dict] = {}
    for symbol in symbols:
        stack = (symbol["at"], symbol["precision"])
        below = smallest.get(stack)
        if below is None or below["d"] - symbol["d"] >= APART_PX:
            smallest[stack] = symbol = symbol | {"said": len(symbol["ids"])}
            seen.append(symbol)
        else:
            below["ids"] |= symbol["ids"]
    return seen


def _features(symbol: dict, order: int) -> list[dict]:
    """The feature or (of a ring) the two features that draw one symbol."""
    d, family, shape = round(symbol["d"], 1), drug(symbol["drug"]).family, SHAPES[symbol["precision"]]
    common = {
        "id": symbol["id"], "ids": json.dumps(list(symbol["ids"])), "said": symbol["said"], "family": family,
        "code": FAMILY_CODES[family], "shape": shape, "tip": symbol["tip"],
    }  # fmt: skip
    parts = [common | {"part": "disc", "d": d, "sort": 2 * order}]
    if shape == "ring":
        parts.append(common | {"part": "hole", "d": round(d - 2 * ring_px(d), 1), "sort": 2 * order + 1})
    geometry = {"type": "Point", "coordinates": [round(float(value), 5) for value in symbol["at"]]}
    return [{"type": "Feature", "geometry": geometry, "properties": part} for part in parts]


def _item_tip(row) -> str:
    amount = amount_words(row.quantity, row.kind) if pd.notna(row.quantity) else _("amount not stated")
    when = day(row.seized_on, row.date_precision)
    return "\n".join([_("{drug}, {amount}", drug=drug_name(row.drug), amount=amount), when, where(row)])


def _group_tip(rows: list[Any], slug: str, seizures: int) -> str:
    count = ngettext("{n} seizure", "{n} seizures", seizures)
    lines = [_("{drug}: {seizures}", drug=drug_name(slug), seizures=count)]
    masses = [row.mass_kg for row in rows if pd.notna(row.mass_kg)]
    if masses:
        lines.append(_("{amount} together", amount=amount_words(sum(masses), "mass")))
    return "\n".join([*lines, where(rows[0])])


def where(row) -> str:
    """The place as far as it is known, with words for what is not."""
    country = row.country if pd.notna(row.country) else ""
    if row.location_precision == "sea_area":
        return _("{sea}, at sea; the point is ours", sea=row.sea_area if pd.notna(row.sea_area) else row.place_reported)
    if row.location_precision == "admin1":
        return _("{province}, {country}; place not known", province=row.admin1_name, country=country)
    return _("{place}, {country}", place=row.place_reported, country=country)


def sources(collection: dict) -> dict[str, dict]:
    return {SOURCE: {"type": "geojson", "data": collection, "promoteId": "id"}}


def layers(theme: Theme, codes: bool = False) -> list[Layer]:
    """Discs and rings, sea areas, two-letter codes (shown when `codes`), and the outline of what is selected."""
    token, by_family = colours(theme), _family_colour(theme)
    hovered = ["boolean", ["feature-state", "hover"], False]
    hole = ["==", ["get", "part"], "hole"]
    edge = ["case", hovered, token["ink"], token["map_halo"]]
    discs = {
        "circle-radius": ["/", ["get", "d"], 2],
        "circle-color": ["case", hole, token["map_halo"], by_family],
        "circle-stroke-color": edge,
        "circle-stroke-width": ["case", hole, 0, hovered, 2, 1.2],
    }
    sea = {"icon-color": by_family, "icon-halo-color": edge, "icon-halo-width": ["case", hovered, 2, 1.2]}
    return [
        _layer("seizure-discs", "circle", ["!=", ["get", "shape"], "sea"], {"circle-sort-key": ["get", "sort"]}, discs),
        _layer("seizure-sea", "symbol", ["==", ["get", "shape"], "sea"], _sea_layout(), sea),
        _layer("seizure-codes", "symbol", ["==", ["get", "part"], "disc"], _code_layout(codes), _code_paint(token)),
        _selected(token),
    ]  # fmt: skip


def _layer(name: str, kind: str, shown: list, layout: dict, paint: dict) -> Layer:
    return {"id": name, "type": kind, "source": SOURCE, "metadata": {"slot": "points", "level": 2}, "filter": shown,
            "layout": layout, "paint": paint}  # fmt: skip


def _family_colour(theme: Theme) -> list:
    known = family_colours(theme)
    pairs = [part for family in FAMILIES[:-1] for part in (family, known[family])]
    return ["match", ["get", "family"], *pairs, known["other"]]


def _sea_layout() -> dict:
    return {
        "icon-image": "sea", "icon-size": ["/", ["*", ["get", "d"], SEA_GROWTH], 24], "icon-allow-overlap": True,
        "symbol-sort-key": ["get", "sort"],
    }  # fmt: skip


_ROOMY = [">=", ["get", "d"], 22]  # a code of 12 px fits inside


def _code_layout(codes: bool) -> dict:
    return {
        "text-field": ["get", "code"], "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-padding": 0,
        "text-anchor": ["case", _ROOMY, "center", "left"], "symbol-sort-key": ["get", "sort"],
        "text-offset": ["case", _ROOMY, ["literal", [0, 0]], ["literal", [0.75, 0]]],
        "visibility": "visible" if codes else "none",
    }  # fmt: skip


def _code_paint(token: dict) -> dict:
    solid = ["all", _ROOMY, ["==", ["get", "shape"], "dot"]]
    return {
        "text-color": ["case", solid, token["map_halo"], token["ink"]],
        "text-halo-color": token["map_halo"], "text-halo-width": ["case", solid, 0, 1.4],
    }  # fmt: skip


def _selected(token: dict) -> Layer:
    paint = {
        "circle-radius": ["+", ["/", ["get", "d"], 2], 3.5], "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": token["flag"],
        "circle-stroke-width": ["case", ["==", ["get", "part"], "hole"], 0, 3],
    }  # fmt: skip
    return {"id": "seizure-selected", "type": "circle", "source": SOURCE, "filter": ["any"],
            "metadata": {"slot": "selection", "selection": True}, "paint": paint}  # fmt: skip


def code_commands(shown: bool) -> list[Command]:
    """The switch of the two-letter codes."""
    return [["setLayoutProperty", "seizure-codes", "visibility", "visible" if shown else "none"]]


def dim_commands(family: str | None) -> list[Command]:
    """Fades all families but one, as when a legend entry is pointed at; None brings all back."""
    opacity = 1 if family is None else ["case", ["==", ["get", "family"], family], 1, 0.15]
    return [
        ["setPaintProperty", "seizure-discs", "circle-opacity", opacity],
        ["setPaintProperty", "seizure-discs", "circle-stroke-opacity", opacity],
        ["setPaintProperty", "seizure-sea", "icon-opacity", opacity],
    ]


def legend(
    theme: Theme,
    size: Size = "mass",
    families: Iterable[str] = (),
    codes: bool = False,
    sizes: LegendGroup | None = None,
) -> list[LegendGroup]:
    """What sizes, shapes and (for the `families` given) colours mean; circles are sized by the map's own function.

    With `codes` a name has its two letters before it, as the symbols have. `sizes`: what the width of a symbol is, where it
    is not that of one seizure (or of the seizures at one place).
    """
    groups: list[LegendGroup] = [sizes or _size_legend(size), _shape_legend()]
    known, names = family_colours(theme), family_names()
    entries: list[LegendEntry] = [
        {"sign": "dot", "label": f"{FAMILY_CODES[family]} {names[family]}" if codes else names[family],
         "colour": known[family], "diameter_px": 12, "family": family}
        for family in FAMILIES if family in set(families)
    ]  # fmt: skip
    return [*groups, {"title": _("Substance"), "entries": entries}] if entries else groups


def _size_legend(size: Size) -> LegendGroup:
    title = _("Weight of one seizure") if size == "mass" else _("Seizures at one place")
    return {"title": title, "entries": size_entries(size)}


def size_entries(size: Size, scale: float = 1) -> list[LegendEntry]:
    """Circles and the amounts that they stand for where a width means `scale` times what it means for single seizures."""
    words = [amount_words(n * scale, "mass") if size == "mass" else number(n * scale) for n in AMOUNTS[size]]
    if size == "count":
        words[-1] = _("{n} and more", n=words[-1])
    return [
        {"sign": "dot", "label": word, "diameter_px": round(diameter_px(n, size), 1)}
        for n, word in zip(AMOUNTS[size], words, strict=True)
    ]


def _shape_legend() -> LegendGroup:
    return {
        "title": _("How exactly the place is known"),
        "entries": [
            {"sign": "dot", "label": _("place known"), "diameter_px": 12},
            {"sign": "ring", "label": _("province only"), "diameter_px": 12, "ring_px": 2.4},
            {"sign": "sea", "label": _("at sea, a point of ours"), "diameter_px": 15},
        ],
    }


def family_names() -> dict[str, str]:
    """Substance family -> its name, in the order of the palette."""
    return {
        "heroin": _("Heroin"), "morphine": _("Morphine"), "opium": _("Opium"), "amphetamines": _("Amphetamine-type"),
        "cannabis": _("Cannabis"), "precursors": _("Precursors"), "cocaine": _("Cocaine-type"),
        "other": _("Other or not stated"),
    }  # fmt: skip
