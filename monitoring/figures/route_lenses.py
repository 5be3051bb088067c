"""Charts of the lenses on routes: by distance from a border, and the change from before a date to after it.

Counts and mass are two small charts side by side with scales of their own, for one scale would make one of them vanish.
"""

import pandas as pd

from ..language import _, direction, listed, ngettext, number
from ..vocabulary.units import amount_words
from .charts import ROW_PX
from .theme import CHANGE_RAMP, Figure, Theme, colours, template

TITLE_PX = 22
NAME_PX, NAME_LETTERS = 6.8, 26  # room for names at the bars
_GAP = 0.06
_VALUE_ROOM = 1.45  # of a chart's width, for the number behind the longest bar
_DECREASE, _INCREASE = CHANGE_RAMP[1], CHANGE_RAMP[5]


def by_distance(bands: pd.DataFrame, theme: Theme) -> Figure:
    """Seizures and mass by distance: `bands` of measures.distance.by_distance, the nearest first, the unplaced apart."""
    names = [distance_name(row.band, row.from_km, row.to_km) for row in bands.itertuples()]
    token = colours(theme)
    ink = [token["mute"] if band == "unplaced" else token["accent"] for band in bands["band"]]
    amounts = [_("none stated") if pd.isna(kg) else amount_words(kg, "mass") for kg in bands["mass_kg"]]
    columns = [
        (
            _("Seizures"),
            bands["seizures"].tolist(),
            [number(int(n)) for n in bands["seizures"]],
            _counted(bands["seizures"]),
            ink,
        ),
        (_("Mass stated"), bands["mass_kg"].fillna(0).tolist(), amounts, amounts, ink),
    ]
    return _side_by_side(names, columns, theme)


def distance_name(band: str, from_km: float, to_km: float) -> str:
    """A band of distance in words."""
    if band == "inside":
        return _("inside the country")
    if band == "unplaced":
        return _("place not known")
    if pd.isna(to_km):
        return _("{n} km and more", n=number(int(from_km)))
    return _("{low} to {high} km", low=number(int(from_km)), high=number(int(to_km)))


def distance_words(bands: pd.DataFrame) -> str:
    """The chart of distances in a sentence: the bands with most, and what has no place or only a rough one."""
    known = bands[(bands["band"] != "unplaced") & (bands["seizures"] > 0)].sort_values("seizures", ascending=False)
    if not bands["seizures"].sum():
        return _("By distance: no seizure matches.")
    parts = [
        f"{distance_name(row.band, row.from_km, row.to_km)} {number(row.seizures)}"
        for row in known.head(3).itertuples()
    ]
    unplaced = int(bands.loc[bands["band"] == "unplaced", "seizures"].sum())
    words = _("By distance from the border; most: {list}.", list=listed(parts)) if parts else ""
    lost = ngettext("{n} seizure has no known place.", "{n} seizures have no known place.", unplaced)
    rough = ngettext(
        "The point of {n} stands for a province or a sea area.", "The points of {n} stand for a province or a sea area.",
        int(bands["inexact"].sum()),
    )  # fmt: skip
    said = [words, lost if unplaced else "", rough if bands["inexact"].sum() else ""]
    return " ".join(one for one in said if one)


def changes(names: list[str], compared: pd.DataFrame, theme: Theme, before: str, after: str) -> Figure:
    """Seizures before and after, and the difference, for each row of `compared` (before, after, difference: whole numbers).

    names: of the rows. before, after: what the two periods are called. Increase and decrease have the inks of change; which
    of them is good, nobody knows from seizures.
    """
    token = colours(theme)
    differences = compared["difference"].astype(int).tolist()
    inks = [_INCREASE if n > 0 else _DECREASE if n < 0 else token["mute"] for n in differences]
    columns = [
        (title, values.tolist(), [number(int(n)) for n in values], _counted(values), [token[ink]] * len(values))
        for title, values, ink in ((before, compared["before"], "mute"), (after, compared["after"], "accent"))
    ]
    signed = [_signed(n) for n in differences]
    columns.append((_("Difference"), [abs(n) for n in differences], signed, signed, inks))
    most = max([1, *compared["before"].tolist(), *compared["after"].tolist()])
    return _side_by_side(names, columns, theme, most)


def _counted(values: pd.Series) -> list[str]:
    return [ngettext("{n} seizure", "{n} seizures", int(n)) for n in values]


def _signed(n: int) -> str:
    """With a true minus, and held together in a line that runs from the right."""
    sign = "+" if n > 0 else "\N{MINUS SIGN}" if n < 0 else ""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{sign}{number(abs(n))}\N{POP DIRECTIONAL ISOLATE}"


def changes_words(names: list[str], compared: pd.DataFrame) -> str:
    """The largest changes in a sentence."""
    if not len(compared):
        return _("Before and after: no seizure in either period.")
    ranked = sorted(zip(names, compared["difference"].astype(int), strict=True), key=lambda pair: -abs(pair[1]))
    parts = [f"{name} {_signed(n)}" for name, n in ranked[:3] if n]
    if not parts:
        return _("Before and after: no difference.")
    return _("From before to after, the largest differences: {list}.", list=listed(parts))


def _side_by_side(names: list[str], columns: list[tuple], theme: Theme, most: float | None = None) -> Figure:
    """A row a name and a chart a column (title, values, labels, hover texts, inks); read from the page's own side.

    most: the longest value of all columns; None gives each its own scale.
    """
    token, rtl = colours(theme), direction() == "rtl"
    short = [name if len(name) <= NAME_LETTERS else name[: NAME_LETTERS - 1].rstrip() + "…" for name in names]
    layout: dict = {
        "template": template(theme), "height": ROW_PX * max(len(names), 1) + TITLE_PX, "uirevision": "keep", "bargap": 0.42,
        "annotations": [],
    }  # fmt: skip
    room = max(map(len, short), default=0) * NAME_PX + 10
    layout["margin"] = {"l": 0, "r": 0, "t": TITLE_PX, "b": 0} | {"r" if rtl else "l": room}
    data = []
    wide = (1 - _GAP * (len(columns) - 1)) / len(columns)
    for place, (title, values, labels, said, inks) in enumerate(columns):
        key = "" if place == 0 else str(place + 1)
        start = place * (wide + _GAP)
        start = 1 - wide - start if rtl else start
        span = [0, _VALUE_ROOM * max(most or 0, *values, 0) or 1] if values else [0, 1]
        layout[f"xaxis{key}"] = {
            "visible": False, "domain": [start, start + wide], "range": span[::-1] if rtl else span, "anchor": f"y{key}",
        }  # fmt: skip
        layout[f"yaxis{key}"] = _names_axis(short if place == 0 else [""] * len(short), rtl, f"x{key}")
        layout["annotations"].append(_title(title, start + wide if rtl else start, token["ink2"], rtl))
        data.append(
            {"type": "bar", "orientation": "h", "x": values, "y": list(range(len(names))), "xaxis": f"x{key}", "yaxis": f"y{key}",
             "text": labels, "textposition": "outside", "cliponaxis": False, "textangle": 0, "textfont": {"color": token["ink"]},
             "marker": {"color": inks, "line": {"width": 0}}, "hoverinfo": "text",
             "hovertext": [f"{name}, {title}: {one}" for name, one in zip(names, said, strict=True)]}
        )  # fmt: skip
    return {"data": data, "layout": layout}


def _names_axis(names: list[str], rtl: bool, anchor: str) -> dict:
    return {
        "tickmode": "array", "tickvals": list(range(len(names))), "ticktext": names, "ticklabelstandoff": 6, "anchor": anchor,
        "range": [len(names) - 0.5, -0.5], "side": "right" if rtl else "left", "automargin": False,
    }  # fmt: skip


def _title(words: str, x: float, ink: str, rtl: bool) -> dict:
    return {
        "text": words, "x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right" if rtl else "left",
        "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"color": ink},
    }  # fmt: skip


def scales_differ() -> str:
    """The note below two charts with scales of their own."""
    return _("The two scales differ.")
