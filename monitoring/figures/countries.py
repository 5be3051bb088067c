"""Drawings of a country: its national totals by drug over the years, and the small line that a table has in a cell."""

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd

from ..language import _, digits, direction, ngettext
from ..vocabulary.drugs import drug
from ..vocabulary.units import amount_full, amount_words
from .theme import Figure, Theme, colours, family_colours, mirrored, template

HEIGHT_PX = 126
_LABEL_PX = 62  # beside the last point, for its amount
SPARK = (84, 20)  # width and height of a line in a table


def trend(rows: pd.DataFrame, theme: Theme, with_records: bool = False, height: int = HEIGHT_PX) -> Figure:
    """One drug of measures.countries.side_by_side: national totals as a line; two that differ in a year as rings joined by a
    dotted line, and the line breaks there and where a year has none. with_records: what the single records of the country add up
    to, as squares of their own, never joined to the totals. First, last and highest total are written at their points.
    """
    token, ink = colours(theme), family_colours(theme)[drug(rows["drug"].iloc[0]).family]
    known = rows[rows["national_low"].notna()]
    data = [*_line(known, ink), *_pairs(known, token)]
    if with_records:
        data.append(_records(rows, token))
    shown = rows if with_records else known
    years = [int(year) for year in shown["year"]] or [2000]
    most = max(
        float(known["national_high"].max()) if len(known) else 0.0, _most_recorded(rows) if with_records else 0.0, 1.0
    )
    layout = {
        "template": template(theme), "height": height, "margin": {"l": 12, "r": _LABEL_PX, "t": 16, "b": 20},
        "xaxis": {"range": [min(years) - 0.4, max(years) + 0.4], "tickvals": _ticks(years), "showline": True, "tickangle": 0,
                  "ticktext": [digits(str(year)) for year in _ticks(years)]},
        "yaxis": {"range": [-0.03 * most, 1.1 * most], "visible": False, "zeroline": True},
        "annotations": _labels(known, token),
    }  # fmt: skip
    return mirrored({"data": data, "layout": layout})


def _line(known: pd.DataFrame, ink: str) -> list[dict]:
    single = known[known["national_low"] == known["national_high"]].set_index("year")["national_low"]
    if single.empty:
        return []
    years = list(range(int(single.index.min()), int(single.index.max()) + 1))
    values = [float(single[year]) if year in single.index else None for year in years]
    last = years[-1]
    return [
        {
            "type": "scatter", "mode": "lines+markers", "x": years, "y": values, "line": {"width": 2.4, "color": ink},
            "marker": {"size": [9 if year == last else 4 for year in years], "color": ink}, "hoverinfo": "text",
            "hovertext": [_tip(year, value) for year, value in zip(years, values)], "cliponaxis": False,
        }
    ]  # fmt: skip


def _tip(year: int, value: float | None) -> str:
    return _("{year}: {amount}", year=year, amount=amount_full(value, "mass")) if value is not None else ""


def _pairs(known: pd.DataFrame, token: dict) -> list[dict]:
    two = known[known["national_low"] != known["national_high"]]
    if two.empty:
        return []
    x = [year for row in two.itertuples() for year in (int(row.year), int(row.year), None)]
    y = [end for row in two.itertuples() for end in (row.national_low, row.national_high, None)]
    tips = [
        _("{year}: {low} and {high}, neither is chosen", year=int(row.year), low=amount_full(row.national_low, "mass"),
          high=amount_full(row.national_high, "mass"))
        for row in two.itertuples()
        for _end in range(3)
    ]  # fmt: skip
    return [
        {
            "type": "scatter", "mode": "lines+markers", "x": x, "y": y, "hoverinfo": "text", "hovertext": tips,
            "line": {"width": 1.4, "color": token["flag"], "dash": "dot"}, "cliponaxis": False,
            "marker": {"size": 8, "symbol": "circle-open", "color": token["flag"], "line": {"width": 1.8}},
        }
    ]  # fmt: skip


def _records(rows: pd.DataFrame, token: dict) -> dict:
    own = rows[rows["records_kg"].notna()]
    tips = [
        _("{year}: {amount} in single records", year=int(row.year), amount=amount_full(row.records_kg, "mass"))
        for row in own.itertuples()
    ]
    return {
        "type": "scatter", "mode": "markers", "x": [int(year) for year in own["year"]], "y": own["records_kg"].tolist(),
        "marker": {"size": 7, "symbol": "square-open", "color": token["ink2"], "line": {"width": 1.6}}, "hoverinfo": "text",
        "hovertext": tips, "cliponaxis": False,
    }  # fmt: skip


def _most_recorded(rows: pd.DataFrame) -> float:
    most = rows["records_kg"].max()
    return 0.0 if pd.isna(most) else float(most)


def _ticks(years: Sequence[int]) -> list[int]:
    """The first and the last year, and a few between that leave the last one room."""
    first, last = min(years), max(years)
    step = max(1, -(-(last - first) // 4))
    return [*(year for year in range(first, last, step) if last - year >= step * 0.8), last]


def _labels(known: pd.DataFrame, token: dict) -> list[dict]:
    """First, highest and last; each once, and no two so near that they would overlap."""
    single = known[known["national_low"] == known["national_high"]]
    if single.empty:
        return []
    last, top, first = single.iloc[-1], single.loc[single["national_low"].idxmax()], single.iloc[0]
    away = "right" if direction() == "rtl" else "left"
    made = [
        _label(
            last,
            token["ink"],
            {"xanchor": away, "xshift": -9 if direction() == "rtl" else 9, "yanchor": "middle"},
            True,
        )
    ]
    apart = max(1.0, (float(last["year"]) - float(first["year"])) / 4)
    if abs(top["year"] - last["year"]) >= apart:
        made.append(_label(top, token["ink2"], {"yanchor": "bottom", "yshift": 3}))
    if abs(first["year"] - top["year"]) >= apart and abs(first["year"] - last["year"]) >= apart:
        made.append(_label(first, token["ink2"], {"yanchor": "bottom", "yshift": 3}))
    return made


def _label(row: pd.Series, ink: str, place: dict, strong: bool = False) -> dict:
    words = amount_words(float(row["national_low"]), "mass")
    return {"x": int(row["year"]), "y": float(row["national_low"]), "text": f"<b>{words}</b>" if strong else words,
            "showarrow": False, "font": {"color": ink, "size": 12}, **place}  # fmt: skip


def trend_words(rows: pd.DataFrame, name: str) -> str:
    """The chart for who cannot see it: `name` of the drug, span and ends."""
    known = rows[rows["national_low"].notna()]
    if known.empty:
        return _("{drug}: no national total.", drug=name)
    first, last = known.iloc[0], known.iloc[-1]
    n = ngettext("{n} year", "{n} years", known["year"].nunique())
    return _(
        "{drug}, national totals of {years}: {first} in {from_year}, {last} in {to_year}. The table holds every year.",
        drug=name, years=n, first=_amount(first), from_year=int(first["year"]), last=_amount(last), to_year=int(last["year"]),
    )  # fmt: skip


def _amount(row: pd.Series) -> str:
    low, high = (amount_full(float(row[end]), "mass") for end in ("national_low", "national_high"))
    return low if low == high else _("{low} and {high}", low=low, high=high)


def sparkline(values: Sequence[tuple[int, float]], ink: str) -> str:
    """The address (data:) of a small line through (year, value), with a dot at its end; years without a value are not drawn
    through. It goes backwards in a page that runs from right to left. One value is a dot."""
    width, height = SPARK
    years, numbers = [year for year, _value in values], [value for _year, value in values]
    first, span = min(years), max(max(years) - min(years), 1)
    most = max(*numbers, 0.0) or 1.0
    at = {
        year: (3 + (year - first) / span * (width - 6), height - 3 - value / most * (height - 6))
        for year, value in values
    }
    if direction() == "rtl":
        at = {year: (width - x, y) for year, (x, y) in at.items()}
    runs: list[list[int]] = []
    for year in sorted(at):
        if runs and year - runs[-1][-1] == 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    lines = "".join(
        f'<polyline points="{" ".join(f"{at[year][0]:.1f},{at[year][1]:.1f}" for year in run)}"/>' if len(run) > 1
        else f'<circle cx="{at[run[0]][0]:.1f}" cy="{at[run[0]][1]:.1f}" r="1.2" fill="{ink}" stroke="none"/>'
        for run in runs
    )  # fmt: skip
    x, y = at[max(at)]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" fill="none" stroke="{ink}" '
        f'stroke-width="1.6">{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{ink}" stroke="none"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
