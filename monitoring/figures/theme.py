"""Colours, type and the plotly template: the tokens of the visual design, by theme, in one place.

Every colour was measured against what it stands on (text 4.5:1, symbols 3:1) and against the others as readers with a
colour deficiency see them, so change none of them alone and none by eye.
"""

from typing import Any, Literal

from ..language import direction

Theme = Literal["light", "dark", "print"]
Figure = dict[str, Any]  # as plotly.js takes it: data, layout. Its own Python classes take ten times as long to fill
THEMES: tuple[Theme, ...] = ("light", "dark", "print")
FONT = "IBM Plex Sans"
FONT_STACK = "'IBM Plex Sans', 'IBM Plex Sans Arabic', system-ui, sans-serif"
MAP_FONTS = ["IBM Plex Sans", "IBM Plex Sans Arabic"]
TEXT_PX = 12  # nothing on screen is smaller

_INTERFACE = {
    "bg": ("#F1F3F4", "#0F151A", "#FFFFFF"),
    "surface": ("#FFFFFF", "#171F26", "#FFFFFF"),
    "raised": ("#FFFFFF", "#1D262E", "#FFFFFF"),
    "sunk": ("#F6F7F8", "#131A20", "#FFFFFF"),
    "ink": ("#16222C", "#E8EDF1", "#16222C"),
    "ink2": ("#44525E", "#B4BFC8", "#44525E"),
    "ink3": ("#5E6B76", "#93A0AB", "#5E6B76"),
    "line": ("#DDE2E6", "#2A353F", "#DDE2E6"),
    "line2": ("#C3CAD0", "#3B4853", "#C3CAD0"),
    "accent": ("#0B5A78", "#6CB8D6", "#0B5A78"),
    "accent_soft": ("#E3EFF4", "#173444", "#E3EFF4"),
    "flag": ("#B84208", "#FF9A62", "#B84208"),
    "good": ("#1E6B45", "#77CFA0", "#1E6B45"),
    "warn": ("#8A5A00", "#E8BC5E", "#8A5A00"),
    "mute": ("#B9C1C7", "#4A5863", "#B9C1C7"),
}
_MAP = {
    "water": ("#DDE8EC", "#10181E", "#E9EFF2"),
    "land": ("#F4F2EC", "#212C35", "#FFFFFF"),
    "focus": ("#FFFFFF", "#2A3742", "#FFFFFF"),
    "focus_outline": ("#4F5B65", "#A9B5BF", "#4F5B65"),
    "lake": ("#C9D8DF", "#17222A", "#DDE6EA"),
    "river": ("#C3D3DB", "#2C3D48", "#DDE6EA"),
    "admin1": ("#DBD8CF", "#33414C", "#C9CDD0"),
    "border": ("#8E979E", "#677783", "#59636C"),
    "casing": ("#FFFFFF", "#161F26", "#FFFFFF"),
    "country_label": ("#4F5B65", "#A9B5BF", "#333D45"),
    "city_label": ("#5E6973", "#8D9AA5", "#333D45"),
    "sea_label": ("#4C6876", "#8199A7", "#4C6876"),
    "halo": ("#FBFAF7", "#1A232B", "#FFFFFF"),
}
# Family of a substance (vocabulary.drugs): code, then light, dark and the stronger tone for text in meetings and print.
_FAMILIES = {
    "heroin": ("He", "#B40D48", "#E8605D", "#B00445"),
    "morphine": ("Mo", "#CC5D94", "#D081AE", "#992E68"),
    "opium": ("Op", "#A46520", "#EBA44C", "#814A03"),
    "amphetamines": ("Me", "#1364AD", "#7AB2EA", "#005AA2"),
    "cannabis": ("Ca", "#095D39", "#A2E197", "#095D39"),
    "precursors": ("AA", "#482594", "#9A7BE0", "#482594"),
    "cocaine": ("Co", "#1A8B81", "#7BE2F7", "#0D635B"),
    "other": ("Ot", "#5F656E", "#B4BCC8", "#535861"),
}
FAMILIES = tuple(_FAMILIES)
FAMILY_CODES = {family: row[0] for family, row in _FAMILIES.items()}

POPPY_RAMP = ("#F9DC9C", "#EDA95A", "#D2703A", "#A63F2C", "#641A2E")
POPPY_LABELS = ("#16222C", "#16222C", "#16222C", "#FFFFFF", "#FFFFFF")
COUNT_RAMP = {
    "light": ("#DCEBF1", "#A9CEDD", "#4BA0C2", "#0B5A78"),
    "dark": ("#173444", "#1E5068", "#2C86AB", "#6CB8D6"),
    "print": ("#DCEBF1", "#A9CEDD", "#4BA0C2", "#0B5A78"),
}
COUNT_LABELS = ("#16222C", "#16222C", "#0C161E", "#FFFFFF")
CHANGE_RAMP = ("#8C3B0A", "#C9702F", "#EDB98A", "#F1EFEA", "#A9CEDD", "#3B8DB0", "#0B4A66")
NOTHING = {  # kinds of nothing: poppy-free, grown without a figure, no figure
    "free": ("#EEF2F0", "#2F3B40", "#EEF2F0"),
    "free_outline": ("#A3ADA8", "#A3ADA8", "#A3ADA8"),
    "grown": ("#FCEFD6", "#3A3020", "#FCEFD6"),
    "grown_hatch": ("#B44A2F", "#B44A2F", "#B44A2F"),
    "no_figure": ("#FFFFFF", "#232E37", "#FFFFFF"),
    "no_figure_hatch": ("#9AA5AD", "#9AA5AD", "#9AA5AD"),
}


def colours(theme: Theme) -> dict[str, str]:
    """Every token by name: interface, `map_*` for the base map, `nothing_*` for the kinds of nothing."""
    column = THEMES.index(theme)
    named = {name: row[column] for name, row in _INTERFACE.items()}
    named |= {f"map_{name}": row[column] for name, row in _MAP.items()}
    return named | {f"nothing_{name}": row[column] for name, row in NOTHING.items()}


def family_colours(theme: Theme) -> dict[str, str]:
    """The fixed colour of each substance family; never recycled, a new substance joins a family."""
    column = 1 + THEMES.index(theme)
    return {family: row[column] for family, row in _FAMILIES.items()}


def template(theme: Theme) -> dict[str, Any]:
    """The plotly template: transparent paper, one font, no outlines, no legend, quiet axes."""
    token = colours(theme)
    font = {"family": FONT_STACK, "size": TEXT_PX, "color": token["ink2"]}
    axis = {
        "showgrid": False, "zeroline": False, "showline": False, "ticks": "", "automargin": True,
        "linecolor": token["line2"], "tickfont": font, "fixedrange": True,
    }  # fmt: skip
    layout = {
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "font": font, "showlegend": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "bargap": 0.2, "dragmode": False, "hovermode": "closest",
        "hoverlabel": {"bgcolor": token["raised"], "bordercolor": token["line2"],
                       "font": font | {"color": token["ink"]}},
        "uirevision": "keep", "xaxis": axis, "yaxis": axis, "colorway": [token["accent"]],
    }  # fmt: skip
    return {"layout": layout, "data": {"bar": [{"type": "bar", "marker": {"line": {"width": 0}}}]}}


def mirrored(figure: Figure) -> Figure:
    """`figure`, its x axis turned round, side margins swapped and y axis moved when the page runs right to left.

    Plotly does not mirror by itself. Set the final x range before: an axis without one is only reversed.
    """
    if direction() != "rtl":
        return figure
    layout = figure["layout"]
    x, margin = layout.get("xaxis", {}), layout.get("margin", {})
    turned = {"range": x["range"][::-1]} if "range" in x else {"autorange": "reversed"}
    sides = {to: margin[side] for side, to in (("l", "r"), ("r", "l")) if side in margin}
    changed = {
        "xaxis": x | turned,
        "yaxis": layout.get("yaxis", {}) | {"side": "right"},
        "margin": {name: value for name, value in margin.items() if name not in ("l", "r")} | sides,
    }
    return {**figure, "layout": layout | changed}
