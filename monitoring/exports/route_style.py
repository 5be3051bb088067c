"""How QGIS draws the layers of a file of routes: the map's own patterns, widths and colours, as its style language (QML).

Lengths are screen pixels, as on the map. What a line's own row decides (its colour, whether it is faint) is read from the row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

_ALPHA_FADED = 41  # of 255: the map's 0.16
_PIXEL = "Pixel"


@dataclass(frozen=True)
class LineRule:
    """One sign of the legend: the lines that `where` (an expression of QGIS) holds for. dash: in widths, empty is solid."""

    label: str
    where: str
    width_px: float
    arrow_px: float
    colour: str
    dash: tuple[float, ...] = ()
    round: bool = False
    casing: bool = False


@dataclass(frozen=True)
class Look:
    """lines: thickest first, so that thin ones lie on top. The rest are colours (#rrggbb) and lengths of the other signs."""

    lines: tuple[LineRule, ...]
    halo: str
    ink: str
    flag: str
    font: str
    text_px: float
    node_px: float
    place_px: float
    stub_px: float
    kinds: Mapping[str, str]  # of ends and "stub" -> their words in the legend
    colours: Mapping[str, str]  # leg -> the colour of its line, where it is not that of its rule


def legs_qml(look: Look) -> str:
    """Of the layer `legs`: a rule for each sign; casings under all lines, arrowheads over them."""
    return _style([_line_symbol(rule, look) for rule in look.lines], [(rule.label, rule.where) for rule in look.lines])


def nodes_qml(look: Look) -> str:
    """Of the layer `nodes`: rings for countries and seas, dots for places, small rings for provinces; names."""
    signs = {
        "country": (look.node_px, look.halo, look.ink), "sea_area": (look.node_px, look.halo, look.ink),
        "admin1": (look.place_px, look.halo, look.ink), "place": (look.place_px, look.ink, look.halo),
    }  # fmt: skip
    symbols = [_marker("circle", size, fill, outline) for size, fill, outline in signs.values()]
    rules = [(look.kinds.get(kind, kind), f"\"kind\" = '{kind}'") for kind in signs]
    return _style(symbols, rules, _labels('"name"', look, look.ink, look.node_px))


def stubs_qml(look: Look) -> str:
    """Of the layer `stubs`: a stroke away from its node, and the count behind it."""
    symbol = _symbol("marker")
    stroke = {
        "name": "line", "size": look.stub_px, "color": look.flag, "outline_color": look.flag, "outline_width": 2,
        "offset": f"0,{-(look.stub_px / 2 + look.node_px)}", "vertical_anchor_point": 1,
    }  # fmt: skip
    _add_layer(symbol, "SimpleMarker", stroke, {"angle": '"bearing"'})
    label = _labels('"seizures"', look, look.flag, look.stub_px + look.node_px)
    return _style([symbol], [(look.kinds.get("stub", "stub"), "")], label)


def _line_symbol(rule: LineRule, look: Look) -> Xml.Element:
    symbol = _symbol("line")
    own = {"outlineColor": _own_colour(rule.colour)}
    if rule.casing:
        casing = {"line_color": look.halo, "line_width": rule.width_px + 2, "joinstyle": "round", "capstyle": "flat"}
        _add_layer(symbol, "SimpleLine", casing, {"outlineColor": _faint(f"'{look.halo}'")}, order=0)
    line: dict[str, object] = {
        "line_color": rule.colour, "line_width": rule.width_px, "joinstyle": "round",
        "capstyle": "round" if rule.round else "flat",
    }  # fmt: skip
    if rule.dash:
        dash = ";".join(f"{part * rule.width_px:g}" for part in rule.dash)
        line |= {"use_custom_dash": 1, "customdash": dash, "customdash_unit": _PIXEL}
    _add_layer(symbol, "SimpleLine", line, own, order=1)
    at_end = {"placement": "lastvertex", "placements": "LastVertex", "rotate": 1}
    layer = _add_layer(symbol, "MarkerLine", at_end, {}, order=2)
    head = _symbol("marker")
    # the mark reaches from its own point half its size back: so its base lies on the end of the line
    mark = {
        "name": "filled_arrowhead", "size": 1.2 * rule.arrow_px, "color": rule.colour, "outline_color": look.halo,
        "outline_width": 1, "offset": f"{0.55 * rule.arrow_px:g},0",
    }  # fmt: skip
    _add_layer(head, "SimpleMarker", mark, {"fillColor": _own_colour(rule.colour)})
    layer.append(head)
    return symbol


def _own_colour(colour: str) -> str:
    return _faint(f"coalesce(\"colour\", '{colour}')")


def _faint(colour: str) -> str:
    return f"set_color_part({colour}, 'alpha', if(coalesce(\"faded\", false), {_ALPHA_FADED}, 255))"


def _marker(name: str, size: float, fill: str, outline: str) -> Xml.Element:
    symbol = _symbol("marker")
    shape = {"name": name, "size": size, "color": fill, "outline_color": outline, "outline_width": 2}
    _add_layer(symbol, "SimpleMarker", shape, {})
    return symbol


def _symbol(kind: str) -> Xml.Element:
    return Xml.Element("symbol", {"type": kind, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"})


def _add_layer(
    symbol: Xml.Element, kind: str, settings: Mapping[str, object], decided: Mapping[str, str], order: int = 0
) -> Xml.Element:
    """A layer of a symbol; `decided`: property -> expression over the row. Every length is in pixels."""
    layer = Xml.SubElement(symbol, "layer", {"class": kind, "pass": str(order), "enabled": "1", "locked": "0"})
    units = {f"{name}_unit": _PIXEL for name in ("line_width", "size", "outline_width", "offset")}
    values = Xml.SubElement(layer, "Option", {"type": "Map"})
    for name, value in {**units, **settings}.items():
        Xml.SubElement(values, "Option", {"name": name, "value": _text(value), "type": "QString"})
    layer.append(_decided(decided))
    return layer


def _text(value: object) -> str:
    if isinstance(value, str) and len(value) == 7 and value[0] == "#":
        return ",".join(str(int(value[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _decided(expressions: Mapping[str, str]) -> Xml.Element:
    whole = Xml.Element("data_defined_properties")
    outer = Xml.SubElement(whole, "Option", {"type": "Map"})
    Xml.SubElement(outer, "Option", {"name": "name", "value": "", "type": "QString"})
    listed = Xml.SubElement(outer, "Option", {"name": "properties", "type": "Map"})
    for name, expression in expressions.items():
        one = Xml.SubElement(listed, "Option", {"name": name, "type": "Map"})
        Xml.SubElement(one, "Option", {"name": "active", "value": "true", "type": "bool"})
        Xml.SubElement(one, "Option", {"name": "expression", "value": expression, "type": "QString"})
        Xml.SubElement(one, "Option", {"name": "type", "value": "3", "type": "int"})
    Xml.SubElement(outer, "Option", {"name": "type", "value": "collection", "type": "QString"})
    return whole


def _labels(expression: str, look: Look, colour: str, distance_px: float) -> Xml.Element:
    labeling = Xml.Element("labeling", {"type": "simple"})
    settings = Xml.SubElement(labeling, "settings", {"calloutType": "simple"})
    text = Xml.SubElement(
        settings, "text-style",
        {"fieldName": expression, "isExpression": "1", "fontFamily": look.font, "fontSize": f"{look.text_px:g}",
         "fontSizeUnit": _PIXEL, "textColor": _text(colour), "textOpacity": "1"},
    )  # fmt: skip
    Xml.SubElement(
        text, "text-buffer",
        {"bufferDraw": "1", "bufferSize": "1.6", "bufferSizeUnits": _PIXEL, "bufferColor": _text(look.halo), "bufferOpacity": "1"},
    )  # fmt: skip
    Xml.SubElement(settings, "placement", {"placement": "6", "dist": f"{distance_px / 2:g}", "distUnits": _PIXEL})
    Xml.SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "1"})
    return labeling


def _style(symbols: Sequence[Xml.Element], rules: Iterable[tuple[str, str]], labels: Xml.Element | None = None) -> str:
    categories = "Symbology|Labeling" if labels is not None else "Symbology"
    whole = Xml.Element(
        "qgis", {"version": "3.28", "styleCategories": categories, "labelsEnabled": str(int(labels is not None))}
    )
    renderer = Xml.SubElement(whole, "renderer-v2", {"type": "RuleRenderer", "symbollevels": "1", "enableorderby": "0"})
    tree = Xml.SubElement(renderer, "rules", {"key": "routes"})
    drawn = Xml.SubElement(renderer, "symbols")
    for at, (symbol, (label, where)) in enumerate(zip(symbols, rules, strict=True)):
        rule = {"key": f"rule-{at}", "symbol": str(at), "label": label}
        Xml.SubElement(tree, "rule", rule | ({"filter": where} if where else {}))
        symbol.set("name", str(at))
        for head in symbol.iter("symbol"):
            if head is not symbol:
                head.set("name", f"@{at}@2")
        drawn.append(symbol)
    if labels is not None:
        whole.append(labels)
    return '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n' + Xml.tostring(whole, encoding="unicode")
