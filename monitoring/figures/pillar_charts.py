"""One indicator by country over the years. Where values of a year differ, both ends are drawn, and a line between them."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from ..language import _, digits, direction, listed, number
from .theme import Figure, Theme, colours, mirrored, template

ACROSS = 4  # panels side by side
PANEL_PX, GAP_PX, AXIS_PX, TITLE_PX = 64, 34, 24, 18
LANE_PX = 26
NAME_PX = 6.2  # a letter of an Arabic name, on average
_GAP_X = 0.035
PAIRS_NAMED = 2  # of a panel: more words than these would hide the dots


def panels(cells: pd.DataFrame, names: Mapping[str, str], theme: Theme) -> Figure:
    """A panel an area of measures.pillars.cells (one indicator, with low and high), in the order of `names`: area -> its name.

    Each panel runs from zero to its own highest value, which its title prints; the years are the same in all. A ring at each
    end where a year has a low and a high; a dot for one value. Areas without a value have no panel.
    """
    known = cells.dropna(subset=["low", "high"])
    order = [area for area in names if (known["area"] == area).any()]
    token = colours(theme)
    lines = max(-(-len(order) // ACROSS), 1)
    height = lines * (PANEL_PX + GAP_PX) + AXIS_PX
    years = known["year"]
    span = [int(years.min()) - 0.7, int(years.max()) + 0.7] if len(years) else [0.0, 1.0]
    layout: dict = {"template": template(theme), "height": height, "margin": {"l": 8, "r": 8, "t": 0, "b": 0}}
    data: list[dict] = []
    notes: list[dict] = []
    width = (1 - _GAP_X * (ACROSS - 1)) / ACROSS
    rtl = direction() == "rtl"
    for at, area in enumerate(order):
        mine = known[known["area"] == area]
        column, line = at % ACROSS, at // ACROSS
        left = (ACROSS - 1 - column if rtl else column) * (width + _GAP_X)
        top = 1 - (line * (PANEL_PX + GAP_PX) + GAP_PX) / height
        bottom = top - PANEL_PX / height
        tail = "" if at == 0 else str(at + 1)
        highest = float(mine["high"].max())
        most = highest or 1.0
        last_of_column = at + ACROSS >= len(order)
        layout[f"xaxis{tail}"] = {
            "domain": [left, left + width], "anchor": f"y{tail}", "range": span[::-1] if rtl else span,
            "showticklabels": last_of_column, "showline": True, "linecolor": token["line2"], "fixedrange": True, **_ticks(span),
        }  # fmt: skip
        layout[f"yaxis{tail}"] = {
            "domain": [bottom, top], "anchor": f"x{tail}", "range": [-0.06 * most, 1.12 * most], "visible": False,
            "fixedrange": True,
        }  # fmt: skip
        data += _panel(mine, token, tail)
        notes += [
            {
                "text": _("{low} and {high}", low=number(row.low), high=number(row.high)), "showarrow": False,
                "xref": f"x{tail}", "yref": f"y{tail}", "x": row.year, "y": row.high, "yanchor": "bottom", "yshift": 6,
                "font": {"color": token["flag"], "size": 12}, "bgcolor": token["surface"],
            }
            for row in _named_pairs(mine).itertuples()
        ]  # fmt: skip
        notes.append({
            "text": f"<b>{names[area]}</b>  {_('highest {value}', value=number(highest))}", "showarrow": False, "xref": "paper",
            "yref": "paper", "x": left + width if rtl else left, "xanchor": "right" if rtl else "left", "y": top,
            "yanchor": "bottom", "font": {"color": token["ink2"], "size": 12},
        })  # fmt: skip
    return {"data": data, "layout": layout | {"annotations": notes}}


def _named_pairs(mine: pd.DataFrame) -> pd.DataFrame:
    """The years with two values where they are few enough to be written in the panel; the table has all."""
    pairs = mine[mine["low"] != mine["high"]]
    return pairs if len(pairs) <= PAIRS_NAMED else pairs.iloc[:0]


def _panel(mine: pd.DataFrame, token: dict, tail: str) -> list[dict]:
    axes = {"xaxis": f"x{tail}", "yaxis": f"y{tail}", "hoverinfo": "text", "cliponaxis": False}
    one = mine[mine["low"] == mine["high"]]
    two = mine[mine["low"] != mine["high"]]
    drawn = [
        {
            "type": "scatter", "mode": "markers", "x": one["year"].tolist(), "y": one["low"].tolist(), **axes,
            "marker": {"size": 7, "color": token["accent"]}, "hovertext": [_tip(row) for row in one.itertuples()],
        }
    ]  # fmt: skip
    if len(two):
        x = [year for row in two.itertuples() for year in (row.year, row.year, None)]
        y = [value for row in two.itertuples() for value in (row.low, row.high, None)]
        tips = [tip for row in two.itertuples() for tip in (_tip(row), _tip(row), "")]
        drawn.append({
            "type": "scatter", "mode": "lines+markers", "x": x, "y": y, **axes, "hovertext": tips,
            "line": {"width": 1.4, "color": token["flag"], "dash": "dot"},
            "marker": {"size": 8, "symbol": "circle-open", "color": token["flag"], "line": {"width": 1.8}},
        })  # fmt: skip
    return drawn


def _tip(row) -> str:
    value = (
        number(row.low) if row.low == row.high else _("{low} and {high}", low=number(row.low), high=number(row.high))
    )
    return f"{digits(str(row.year))}: {value}"


def _ticks(span: list[float]) -> dict:
    """First, last, and a few years between, in the language's digits."""
    first, last = round(span[0] + 0.7), round(span[1] - 0.7)
    step = max(1, -(-(last - first) // 3))
    values = list(range(first, last + 1, step))
    return {"tickmode": "array", "tickvals": values, "ticktext": [digits(str(year)) for year in values]}


def panels_words(cells: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The chart for who cannot see it."""
    known = cells.dropna(subset=["low", "high"])
    pairs = known[known["low"] != known["high"]]
    said = [
        f"{names[row.area]} {digits(str(row.year))}: {_('{low} and {high}', low=number(row.low), high=number(row.high))}"
        for row in pairs.itertuples()
    ]
    words = _("Values by area and year; the table below holds the same.")
    return f"{words} {_('Two values that differ:')} {listed(said)}." if said else words


def spells(frame: pd.DataFrame, names: Mapping[str, str], data_date: date, theme: Theme) -> Figure:
    """A lane an area of measures.indicator_intervals.intervals: from the first to the last day that a source speaks of.

    A filled end is a start or an end that a source names; a ring is where one merely saw it. Nothing is drawn beyond that.
    """
    order = [area for area in names if (frame["area"] == area).any()][::-1]
    token = colours(theme)
    x: list = []
    y: list = []
    ends: dict[str, list] = {"x": [], "y": [], "symbol": [], "text": []}
    for row in frame.itertuples():
        if row.area not in order:
            continue
        lane = order.index(row.area)
        first = row.from_day if row.from_day == row.from_day else row.to_day
        last = row.to_day if row.to_known else row.as_of
        x += [f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", None]
        y += [lane, lane, None]
        for moment, known in ((first, row.from_known), (last, row.to_known)):
            ends["x"].append(f"{moment:%Y-%m-%d}")
            ends["y"].append(lane)
            ends["symbol"].append("circle" if known else "circle-open")
            ends["text"].append(f"{names[row.area]}: {digits(f'{moment:%Y-%m-%d}')}")
    line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
            "line": {"width": 7, "color": token["accent"]}, "opacity": 0.45}  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "x": ends["x"], "y": ends["y"], "hovertext": ends["text"], "hoverinfo": "text",
        "marker": {"size": 10, "color": token["accent"], "symbol": ends["symbol"], "line": {"width": 2, "color": token["accent"]}},
        "cliponaxis": False,
    }  # fmt: skip
    years = [int(one[:4]) for one in ends["x"]] or [data_date.year]
    first, last = min(years), max(*years, data_date.year)
    step = max(1, -(-(last - first) // 6))
    ticks = list(range(first, last + 1, step))
    return _lanes(
        [line, dots], [names[area] for area in order], [f"{first - 1}-06-01", f"{last + 1}-02-01"], ticks, theme, True
    )


def answers(cells: pd.DataFrame, names: Mapping[str, str], theme: Theme) -> Figure:
    """A lane an area: a dot for each year of which a source says yes, a ring for no, a diamond where sources differ."""
    order = [area for area in names if (cells["area"] == area).any()][::-1]
    known = cells[cells["area"].isin(order)]
    token = colours(theme)
    symbols = [
        "diamond" if row.low != row.high else "circle" if row.low else "circle-open" for row in known.itertuples()
    ]
    words = {"circle": _("yes"), "circle-open": _("no"), "diamond": _("yes and no, by source")}
    tips = [
        f"{names[row.area]} {digits(str(row.year))}: {words[symbol]}"
        for row, symbol in zip(known.itertuples(), symbols)
    ]
    dots = {
        "type": "scatter", "mode": "markers", "x": known["year"].tolist(),
        "y": [order.index(area) for area in known["area"]], "hovertext": tips, "hoverinfo": "text", "cliponaxis": False,
        "marker": {"size": 11, "color": token["accent"], "symbol": symbols, "line": {"width": 2, "color": token["accent"]}},
    }  # fmt: skip
    first, last = (int(known["year"].min()), int(known["year"].max())) if len(known) else (2000, 2001)
    ticks = list(range(first, last + 1, max(1, -(-(last - first) // 6))))
    return _lanes([dots], [names[area] for area in order], [first - 0.7, last + 0.7], ticks, theme, False)


def _lanes(data: list[dict], names: list[str], span: list, years: list[int], theme: Theme, dated: bool) -> Figure:
    token = colours(theme)
    room = 8 if direction() == "ltr" else max((len(name) for name in names), default=0) * NAME_PX + 12
    layout = {
        "template": template(theme), "height": LANE_PX * max(len(names), 1) + 40,
        "margin": {"l": room, "r": 12, "t": 8, "b": 24},
        "xaxis": {"range": span, **({"type": "date"} if dated else {}), "showgrid": True, "gridcolor": token["line"],
                  "tickvals": [f"{year}-01-01" if dated else year for year in years],
                  "ticktext": [digits(str(year)) for year in years]},
        "yaxis": {"tickvals": list(range(len(names))), "ticktext": [f"{name}  " for name in names],
                  "range": [-0.6, len(names) - 0.4], "showgrid": True, "gridcolor": token["line"]},
    }  # fmt: skip
    return mirrored({"data": data, "layout": layout})
