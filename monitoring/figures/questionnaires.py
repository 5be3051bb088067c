"""Answers to a questionnaire: how much of it each country answered on a map, choices as bars, numbers as dots, one unit each."""

from collections.abc import Collection, Mapping

import pandas as pd

from ..language import _, direction, listed, ngettext, number
from ..vocabulary.countries import country_label, country_name
from ..vocabulary.questions import ANSWER_STATES, EMPTY, answer_state_name
from .basemap import LEVELS, Layer
from .legends import LegendEntry, LegendGroup
from .theme import COUNT_RAMP, MAP_FONTS, Figure, Theme, colours, mirrored, template

SOURCE = "answers"
INTERACTIVE = {"answers-circle": "answers"}
ROW_PX = 26
LETTER_PX = 6.4
NAME_LETTERS = 44  # of a choice beside its bar; the table has all of it
_DRAWN = ("low", "mid")  # the high level comes late and would be drawn over mid: its fills would add up
_NONE = "rgba(0,0,0,0)"


def points(counts: pd.DataFrame, asked: int, places: Mapping[str, tuple[float, float]]) -> dict:
    """A GeoJSON point per country of measures.questionnaires.completeness, of one year: id, label (answered), tip."""
    features = []
    for row in counts.to_dict("records"):
        iso3 = row["country_iso3"]
        if iso3 not in places:
            continue
        tip = [f"{country_name(iso3)}, {counted_words(row, asked)}"]
        properties = {"id": iso3, "ids": f'["{iso3}"]', "label": number(row["answered"]), "tip": "\n".join(tip)}
        at = [round(one, 3) for one in places[iso3]]
        features.append({"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def counted_words(row: Mapping, asked: int) -> str:
    """The four counts of one country, in words."""
    said = [f"{answer_state_name(state).lower()} {number(row[state])}" for state in (*ANSWER_STATES, EMPTY)]
    return _("of {n} questions: {counts}", n=number(asked), counts=listed(said))


def sources(collection: dict) -> dict[str, dict]:
    return {SOURCE: {"type": "geojson", "data": collection, "promoteId": "id"}}


def classes(asked: int) -> list[tuple[int, int]]:
    """Least and most answered of each class: none, less than half, half and more, all."""
    half = (asked + 1) // 2
    return [part for part in ((0, 0), (1, half - 1), (max(half, 1), asked - 1), (asked, asked)) if part[0] <= part[1]]


def layers(theme: Theme, counts: pd.DataFrame, asked: int, silent: Collection[str]) -> list[Layer]:
    """Countries filled by how many questions they answered, those that sent no form hatched, the number in a circle."""
    token, made = colours(theme), []
    for level in _DRAWN:
        where: Layer = {
            "type": "fill", "source": f"countries-{level}", "metadata": {"slot": "areas"},
            "minzoom": LEVELS[level][0], "maxzoom": LEVELS[level][1] if level == "low" else 24,
        }  # fmt: skip
        fill = {"fill-color": _colour(theme, counts, asked), "fill-antialias": False}
        made.append({"id": f"answers-fill-{level}", **where, "paint": fill})
        hatch = {"fill-pattern": "hatch-dark" if theme == "dark" else "hatch"}
        among = ["in", ["get", "iso3"], ["literal", sorted(silent)]]
        made.append({"id": f"answers-silent-{level}", **where, "filter": among, "paint": hatch})
    hovered = ["boolean", ["feature-state", "hover"], False]
    circle = {
        "circle-radius": 11, "circle-color": token["surface"], "circle-stroke-width": 1.6,
        "circle-stroke-color": ["case", hovered, token["flag"], token["accent"]],
    }  # fmt: skip
    text = {"text-field": ["get", "label"], "text-font": MAP_FONTS, "text-size": 12, "text-allow-overlap": True}
    slot = {"source": SOURCE, "metadata": {"slot": "points"}}
    return [
        *made,
        {"id": "answers-circle", "type": "circle", **slot, "paint": circle},
        {"id": "answers-number", "type": "symbol", **slot, "layout": text, "paint": {"text-color": token["ink"]}},
    ]


def _inks(theme: Theme, asked: int) -> list[str]:
    """The colour of each class; the class of all has the strongest."""
    ramp = COUNT_RAMP[theme]
    return [ramp[0], *ramp[1:][-(len(classes(asked)) - 1) :]] if len(classes(asked)) > 1 else [ramp[0]]


def _colour(theme: Theme, counts: pd.DataFrame, asked: int) -> str | list:
    pairs: list[object] = []
    for (least, most), ink in zip(classes(asked), _inks(theme, asked), strict=True):
        iso3s = sorted(counts.loc[counts["answered"].between(least, most), "country_iso3"])
        pairs += [iso3s, ink] if iso3s else []
    return ["match", ["get", "iso3"], *pairs, _NONE] if pairs else _NONE


def legend(theme: Theme, asked: int) -> list[LegendGroup]:
    """The classes in numbers of questions, and what the hatch means."""
    entries: list[LegendEntry] = [
        {"sign": "dot", "diameter_px": 13, "colour": ink, "label": _range(least, most)}
        for (least, most), ink in zip(classes(asked), _inks(theme, asked), strict=True)
    ]
    stripes: LegendEntry = {
        "sign": "line", "width_px": 10, "dash": [0.12, 0.38], "colour": colours(theme)["nothing_no_figure_hatch"],
        "label": _("Partner country, no form in this data set"),
    }  # fmt: skip
    return [{"title": _("Questions answered, of {n}", n=number(asked)), "entries": [*entries[::-1], stripes]}]


def _range(least: int, most: int) -> str:
    if least == most:
        return number(least)
    return _("{low} to {high}", low=number(least), high=number(most))


def choice_bars(counts: pd.DataFrame, theme: Theme) -> Figure:
    """One bar a choice of measures.questionnaires.choices_counted, in the order of the question; its length counts countries."""
    names = [_cut(one) for one in counts["choice"]]
    bars = {
        "type": "bar", "orientation": "h", "x": counts["n"].tolist(), "y": list(range(len(counts))),
        "text": [number(n) for n in counts["n"]], "textposition": "outside", "cliponaxis": False,
        "marker": {"color": colours(theme)["accent"]}, "hoverinfo": "text",
        "hovertext": [_tip(row) for row in counts.itertuples()],
    }  # fmt: skip
    most = max(int(counts["n"].max()) if len(counts) else 0, 1)
    return mirrored({"data": [bars], "layout": _layout(theme, names, [0, most * 1.12])})


def _tip(row) -> str:
    names = listed(country_label(iso3) for iso3 in row.countries)
    return ngettext("{n} country", "{n} countries", row.n) + (f": {names}" if names else "")


def number_dots(rows: pd.DataFrame, unit: str, theme: Theme) -> Figure:
    """One dot a country (country_iso3, number, words) of one year and one unit, the largest first."""
    token = colours(theme)
    ordered = rows.sort_values(["number", "country_iso3"], ascending=[False, True], kind="stable")
    names = [country_label(iso3) for iso3 in ordered["country_iso3"]]
    said = [f"{exactly(row.number, row.words)} {unit}" for row in ordered.itertuples()]
    low, high = min(0.0, float(ordered["number"].min())), max(0.0, float(ordered["number"].max()))
    room = (high - low or 1.0) * 0.05
    # Words stand on the side that has room for them, however narrow the window.
    after, before = ("middle left", "middle right") if direction() == "rtl" else ("middle right", "middle left")
    dots = {
        "type": "scatter", "mode": "markers+text", "x": ordered["number"].tolist(), "y": list(range(len(ordered))),
        "text": [f"  {one}  " for one in said], "cliponaxis": False,
        "textposition": [before if one - low > 0.5 * (high - low) else after for one in ordered["number"]],
        "textfont": {"color": token["ink"]}, "marker": {"size": 10, "color": token["accent"]}, "hoverinfo": "text",
        "hovertext": [f"{name}: {one}" for name, one in zip(names, said, strict=True)],
    }  # fmt: skip
    layout = _layout(theme, names, [low - room, high + room])
    layout["yaxis"] |= {"showgrid": True, "gridcolor": token["line"]}
    return mirrored({"data": [dots], "layout": layout})


def exactly(value: float, words: str) -> str:
    """A number as the language writes it; as it was reported where that would cut it short."""
    return number(value) if round(value, 3) == value and abs(value) < 1e15 else words


def _layout(theme: Theme, names: list[str], span: list[float]) -> dict:
    # On the right, where Arabic has them, plotly makes no room for names by itself.
    room = max(map(len, names), default=0) * LETTER_PX + 12 if direction() == "rtl" else 4
    return {
        "template": template(theme), "height": ROW_PX * len(names) + 12, "margin": {"l": room, "r": 8, "t": 4, "b": 4},
        "xaxis": {"visible": False, "range": span},
        "yaxis": {"tickvals": list(range(len(names))), "ticktext": [f"{name}  " for name in names],
                  "range": [len(names) - 0.5, -0.5]},
    }  # fmt: skip


def _cut(words: str) -> str:
    return words if len(words) <= NAME_LETTERS else words[: NAME_LETTERS - 1] + "…"


def bars_words(counts: pd.DataFrame) -> str:
    """The chart for who cannot see it."""
    return listed(f"{row.choice}: {number(row.n)}" for row in counts.itertuples())
