"""Corridors over time: a small chart of shares for each corridor, one under the other, and what moved between branches."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pandas as pd

from ..language import _, digits, direction, ngettext, number
from ..vocabulary.corridors import SEVERAL, branch_name, corridor_name
from ..vocabulary.units import amount_words
from .theme import Figure, Theme, colours, mirrored, template

Measure = Literal["seizures", "mass_kg"]
PCT = {"seizures": "seizures_pct", "mass_kg": "mass_pct"}
PANEL_PX, GAP_PX, AXIS_PX = 74, 26, 22
ROW_PX = 24
NAME_PX = 5.6  # a letter of an Arabic name, on average
EDGE_PX = 16  # for half of the first and the last year
FEW = 5  # seizures of a year below which a share says little: its bar is pale


def share_chart(frame: pd.DataFrame, measure: Measure, data_date: date, theme: Theme) -> Figure:
    """A panel a corridor of `measures.corridor_shares.shares`; bars from 0 to 100 % of what belongs to one corridor in the year.

    Pale: years with fewer than FEW such seizures, and the year that is not over, which also has a hatch. A year without any
    has no bar.
    """
    order = list(dict.fromkeys(frame["corridor"]))
    token = colours(theme)
    totals = frame.groupby("period")[["seizures", "mass_kg"]].sum()
    data, notes = [], []
    height = max(len(order), 1) * (PANEL_PX + GAP_PX) + AXIS_PX
    layout: dict = {
        "template": template(theme),
        "height": height,
        "uirevision": "keep",
        "bargap": 0.25,
        "margin": {"l": EDGE_PX, "r": EDGE_PX},
    }
    for at, corridor in enumerate(order):
        rows = frame[frame["corridor"] == corridor].dropna(subset=[PCT[measure]])
        top = 1 - (at * (PANEL_PX + GAP_PX) + GAP_PX) / height
        axis = "" if at == 0 else str(at + 1)
        layout[f"yaxis{axis}"] = {
            "visible": True, "showticklabels": False, "range": [0, 100], "domain": [top - PANEL_PX / height, top],
            "fixedrange": True, "showgrid": True, "gridcolor": token["line"], "dtick": 50,
        }  # fmt: skip
        data.append(_bars(rows, totals, measure, data_date, token, f"y{axis}"))
        notes.append(_title(corridor, rows, measure, top))
    years = frame["period"].dropna()
    span: list[float] = [int(years.min()) - 0.6, int(years.max()) + 0.6] if len(years) else [0, 1]
    bottom = 1 - (max(len(order), 1) * (PANEL_PX + GAP_PX)) / height
    layout |= {
        "annotations": notes,
        "xaxis": {"range": span, "anchor": "free", "position": max(bottom, 0), **_ticks(span)},
    }
    return mirrored({"data": data, "layout": layout})


def _ticks(span: list[float]) -> dict:
    """Years in the language's digits, not more than seven."""
    first, last = round(span[0] + 0.6), round(span[1] - 0.6)
    step = max(1, -(-(last - first + 1) // 7))
    values = list(range(first, last + 1, step))
    return {"tickmode": "array", "tickvals": values, "ticktext": [digits(str(year)) for year in values]}


def _bars(rows: pd.DataFrame, totals: pd.DataFrame, measure: Measure, data_date: date, token: dict, axis: str) -> dict:
    years = [int(year) for year in rows["period"]]
    partial = [is_partial(year, data_date) for year in years]
    few = [totals["seizures"][year] < FEW for year in years]
    return {
        "type": "bar", "x": years, "y": rows[PCT[measure]].round(2).tolist(), "yaxis": axis, "hoverinfo": "text",
        "hovertext": [_hover(row, totals, measure, part) for row, part in zip(rows.itertuples(), partial, strict=True)],
        "marker": {
            "color": [token["mute"] if pale or part else token["accent"] for pale, part in zip(few, partial, strict=True)],
            "line": {"width": 0},
            "pattern": {"shape": ["/" if part else "" for part in partial], "fgcolor": token["surface"], "size": 5},
        },
    }  # fmt: skip


def is_partial(year: int, data_date: date) -> bool:
    """Whether the data end within the year."""
    return year == data_date.year and (data_date.month, data_date.day) != (12, 31)


def _hover(row, totals: pd.DataFrame, measure: Measure, partial: bool) -> str:
    share = number(getattr(row, PCT[measure]), 1)
    year = digits(str(int(row.period)))
    if measure == "seizures":
        words = _("{year}: {share} %, {n} of {all} seizures", year=year, share=share, n=number(row.seizures),
                  all=number(int(totals["seizures"][row.period])))  # fmt: skip
    else:
        words = _("{year}: {share} %, {amount} of {all}", year=year, share=share, amount=_weight(row.mass_kg),
                  all=_weight(totals["mass_kg"][row.period]))  # fmt: skip
    return words + (" " + _("(the year is not over)") if partial else "")


def _weight(mass_kg: float) -> str:
    return amount_words(0.0 if pd.isna(mass_kg) else float(mass_kg), "mass")


def _title(corridor: str, rows: pd.DataFrame, measure: Measure, top: float) -> dict:
    amount = int(rows["seizures"].sum())
    said = ngettext("{n} seizure", "{n} seizures", amount) if measure == "seizures" else _weight(rows["mass_kg"].sum())
    rtl = direction() == "rtl"
    return {
        "text": f"{corridor_name(corridor)}: {said}", "showarrow": False, "xref": "paper", "yref": "paper", "x": 1 if rtl else 0,
        "y": top, "xanchor": "right" if rtl else "left", "yanchor": "bottom",
    }  # fmt: skip


def share_words(frame: pd.DataFrame, measure: Measure) -> str:
    """What the chart shows, for who cannot see it: the span and the share of each corridor in all of it."""
    if frame.empty:
        return _("Shares of corridors: none.")
    sums = frame.groupby("corridor", sort=False)[measure].sum()
    total = sums.sum()
    said = _(", ").join(
        f"{corridor_name(one)} {number(value / total * 100, 1)} %" for one, value in sums.items() if total
    )
    span = {"first": int(frame["period"].min()), "last": int(frame["period"].max())}
    title = _("Share of seizures by corridor") if measure == "seizures" else _("Share of weight by corridor")
    return _("{title}, {first} to {last}: {list}.", title=title, list=said, **span)


def displacement_chart(frame: pd.DataFrame, names: Mapping[str, str], theme: Theme) -> Figure:
    """A bar a branch of `measures.corridor_shares.displacement`: how many points its share rose (right) or fell.

    names: branch_id -> name, as the record has them.
    """
    rows = frame.dropna(subset=["change_points"])
    token = colours(theme)
    change = rows["change_points"].round(2).tolist()
    most = max((abs(one) for one in change), default=1.0) or 1.0
    bars = {
        "type": "bar", "orientation": "h", "x": change, "y": list(range(len(rows))), "hoverinfo": "text",
        "text": [signed(one) for one in change], "textposition": "outside", "cliponaxis": False, "textangle": 0,
        "textfont": {"color": token["ink"]}, "customdata": rows["branch"].tolist(),
        "hovertext": [
            _("{name}: {before} % before, {after} % after", name=row_name(row.corridor, row.branch, names),
              before=number(row.before_pct, 1), after=number(row.after_pct, 1))
            for row in rows.itertuples()
        ],
        "marker": {"color": [token["accent"] if one >= 0 else token["flag"] for one in change], "line": {"width": 0}},
    }  # fmt: skip
    ticks = [row_name(row.corridor, row.branch, names) for row in rows.itertuples()]
    layout: dict = {
        "template": template(theme), "height": ROW_PX * max(len(rows), 1), "uirevision": "keep", "bargap": 0.42,
        "xaxis": {"visible": True, "showticklabels": False, "range": [-1.6 * most, 1.6 * most], "zeroline": True,
                  "zerolinecolor": token["line2"]},
        "yaxis": {"tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": ticks, "ticklabelstandoff": 6,
                  "range": [len(rows) - 0.5, -0.5]},
    }  # fmt: skip
    if direction() == "rtl":  # on the right plotly makes no room for names by itself
        layout["yaxis"] = {**layout["yaxis"], "automargin": False}
        layout["margin"] = {"l": max(map(len, ticks), default=0) * NAME_PX + 10}
    return mirrored({"data": [bars], "layout": layout})


def signed(points: float) -> str:
    """A change in percentage points, with its sign."""
    return ("+" if points > 0 else "−" if points < 0 else "") + number(abs(points), 1)


def row_name(corridor: str, branch: str | float | None, names: Mapping[str, str]) -> str:
    """What a row of corridors is called: its branch, its corridor with "several branches fit", or what it is not."""
    if branch == SEVERAL:
        return _("{corridor}, several branches fit", corridor=corridor_name(corridor))
    if not isinstance(branch, str):
        return corridor_name(corridor)
    return branch_name(names.get(branch, branch))
