"""Small charts beside the map: bars that filter when clicked. Their `customdata` is the value that the filter takes.

Names and numbers stand at the bars, there is no legend; every chart has its words for who cannot see it.
"""

from collections.abc import Callable, Collection

import pandas as pd

from ..language import _, digits, direction, listed, ngettext, number
from ..vocabulary.countries import country_label
from ..vocabulary.drugs import DRUGS, drug_name
from ..vocabulary.modes import mode_name
from .theme import Figure, Theme, colours, family_colours, mirrored, template

ROW_PX = 24
BRUSH_PX = 56
AXIS_PX = 22
BRUSH_HEADROOM = 1.42  # room for the number on the tallest bar
NAME_PX = 5.6  # a letter of an Arabic name, on average
ROWS_AT_MOST = 10
NAME_LETTERS = 28  # of an axis name on the right, where plotly makes no room by itself
Namer = Callable[[str], str]


def years(counts: pd.DataFrame, first: int | None, last: int | None, theme: Theme, axis: bool = False) -> Figure:
    """One bar a calendar year of `year, seizures`; years outside `first` to `last` (None is open) are pale.

    Every year between the first and the last has its place. axis: with years below the bars; without it a range slider
    below has them.
    """
    token, full = colours(theme), _every_year(counts)
    inside = [(first is None or year >= first) and (last is None or year <= last) for year in full.index]
    bars = {
        "type": "bar", "x": list(full.index), "y": full.tolist(), "customdata": list(full.index),
        "marker": {"color": [token["accent"] if one else token["mute"] for one in inside], "line": {"width": 0}},
        "text": _most_named(full), "textposition": "outside", "cliponaxis": False, "textangle": 0,
        "textfont": {"color": token["ink2"]}, "hoverinfo": "text",
        "hovertext": [f"{digits(str(year))}: {_seizures(n)}" for year, n in full.items()],
    }  # fmt: skip
    most = int(max(full.max() if len(full) else 1, 1))
    span = [full.index[0] - 0.5, full.index[-1] + 0.5] if len(full) else [0, 1]
    axes = {
        "xaxis": {"visible": False, "range": span},
        "yaxis": {"visible": False, "range": [0, most * BRUSH_HEADROOM]},
    }
    if axis:
        step = -(-len(full) // 6) or 1
        shown = list(full.index)[::step]
        axes["xaxis"] |= {"visible": True, "tickvals": shown, "ticktext": [digits(str(year)) for year in shown]}
    layout = _layout(theme, BRUSH_PX + (AXIS_PX if axis else 0)) | {"bargap": 0.22, **axes}
    return mirrored({"data": [bars], "layout": layout})


def _most_named(full: pd.Series) -> list[str]:
    """The number of the first tallest bar: without an axis, it says how high the bars are."""
    most = full.idxmax() if len(full) and full.max() else None
    return [number(int(n)) if year == most else "" for year, n in full.items()]


def _every_year(counts: pd.DataFrame) -> pd.Series:
    known = counts.dropna(subset=["year"])
    if known.empty:
        return pd.Series(dtype="int64")
    by_year = known.set_index(known["year"].astype(int))["seizures"]
    return by_year.reindex(range(by_year.index.min(), by_year.index.max() + 1), fill_value=0)


def years_words(counts: pd.DataFrame, first: int | None, last: int | None) -> str:
    """What the chart of years shows, in a sentence."""
    full = _every_year(counts)
    if full.empty:
        return _("Seizures by year: none.")
    most = int(full.idxmax())
    span = {"first": int(full.index[0]), "last": int(full.index[-1])}
    return _("Seizures by year, {first} to {last}; most in {most}, {n}.", **span, most=most, n=number(int(full[most])))


def by_country(counts: pd.DataFrame, theme: Theme, chosen: Collection[str] = ()) -> Figure:
    """Bars of `value` (iso3 or None), `seizures`, most first; a click gives iso3, or `none` where no country is stated."""
    return _bars(counts, theme, chosen, country_label, nothing="none", nothing_name=_("At sea or not stated"))


def by_drug(counts: pd.DataFrame, theme: Theme, chosen: Collection[str] = ()) -> Figure:
    """Bars of `value` (drug slug), `seizures`, in the fixed colours of the substances."""
    known = family_colours(theme)
    palette = {slug: known[DRUGS[slug].family] for slug in counts["value"].dropna() if slug in DRUGS}
    return _bars(counts, theme, chosen, drug_name, palette=palette)


def by_mode(counts: pd.DataFrame, theme: Theme, chosen: Collection[str] = ()) -> Figure:
    """Bars of `value` (transport mode or None), `seizures`; those that state none can be seen but not clicked."""
    return _bars(counts, theme, chosen, lambda code: _capital(mode_name(code)))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _bars(
    counts: pd.DataFrame,
    theme: Theme,
    chosen: Collection[str],
    name: Namer,
    palette: dict[str, str] | None = None,
    nothing: str | None = None,
    nothing_name: str | None = None,
) -> Figure:
    token = colours(theme)
    rows = _largest(counts)
    values = [value if pd.notna(value) else None for value in rows["value"]]
    names = [name(value) if value is not None else nothing_name or _("Not stated") for value in values]
    colour = [
        token["mute"]
        if value is None or (chosen and value not in chosen)
        else (palette or {}).get(value, token["accent"])
        for value in values
    ]
    bars = {
        "type": "bar", "orientation": "h", "x": rows["seizures"].tolist(), "y": list(range(len(rows))),
        "customdata": [value or nothing for value in values],
        "text": [number(n) for n in rows["seizures"]], "textposition": "outside", "cliponaxis": False, "textangle": 0,
        "textfont": {"color": token["ink"]}, "marker": {"color": colour, "line": {"width": 0}}, "hoverinfo": "text",
        "hovertext": [f"{one}: {_seizures(n)}" for one, n in zip(names, rows["seizures"], strict=True)],
    }  # fmt: skip
    most = int(max(rows["seizures"].max() if len(rows) else 1, 1))
    y = {
        "tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": names, "ticklabelstandoff": 6,
        "range": [len(rows) - 0.5, -0.5],
    }  # fmt: skip
    layout = _layout(theme, ROW_PX * max(len(rows), 1)) | {"bargap": 0.42, "yaxis": y}
    room = 1.08 + 0.045 * len(number(most))  # for the number behind the longest bar
    layout["xaxis"] = {"visible": False, "range": [0, most * room]}
    if direction() == "rtl":
        short = [
            one if len(one) <= NAME_LETTERS else one[:NAME_LETTERS].rstrip() + "…\N{RIGHT-TO-LEFT MARK}"
            for one in names
        ]
        y |= {"automargin": False, "ticktext": short}  # the whole name is in the hover text
        layout["margin"] = {"l": max(map(len, short), default=0) * NAME_PX + 10}  # turned to the right
    return mirrored({"data": [bars], "layout": layout})


def _largest(counts: pd.DataFrame) -> pd.DataFrame:
    """The largest values; what is not stated is no value among them and stands last."""
    named = counts.dropna(subset=["value"]).sort_values("seizures", ascending=False, kind="stable")
    nameless = counts[counts["value"].isna()]
    return pd.concat([named.head(ROWS_AT_MOST - len(nameless)), nameless])


def hidden(counts: pd.DataFrame) -> int:
    """How many values a chart of bars leaves out; the page says so beside it."""
    return max(len(counts) - ROWS_AT_MOST, 0)


def bars_words(title: str, counts: pd.DataFrame, name: Namer) -> str:
    """What a chart of bars shows: its title, how many values, and the three largest."""
    known = _largest(counts.dropna(subset=["value"])).head(3)
    if known.empty:
        return _("{title}: none.", title=title)
    parts = [f"{name(row.value)} {number(row.seizures)}" for row in known.itertuples()]
    values = ngettext("{n} value", "{n} values", int(counts["value"].nunique()))
    return _("{title}, {values}; most: {list}.", title=title, values=values, list=listed(parts))


def _layout(theme: Theme, height_px: int) -> dict:
    return {"template": template(theme), "height": height_px, "uirevision": "keep"}


def _seizures(n: int) -> str:
    return ngettext("{n} seizure", "{n} seizures", int(n))
