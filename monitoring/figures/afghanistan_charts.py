"""The country's series: a bar a year, other editions and estimators beside it, a cross where nothing is at hand.

Which year is chosen is the browser's business: assets/clientside/afghanistan.js colours its bar.
"""

import pandas as pd

from ..language import N_, _, digits, direction, number
from .theme import Figure, Theme, colours, mirrored, template

HEIGHT_PX = 178
BAN = (2022.27, N_("ban, April 2022"))
TITLES = {
    "area_ha": N_("Country total, hectares"), "production_t": N_("Potential production of dry opium, tonnes"),
    "eradication_ha": N_("Eradication, hectares"), "yield_kg_per_ha": N_("Yield, kilograms a hectare"),
    "farm_income_usd_million": N_("Farmers' income from opium, million US dollars"),
}  # fmt: skip
SHORT = {
    "area_ha": N_("Cultivation, ha"), "production_t": N_("Production, t"), "eradication_ha": N_("Eradication, ha"),
    "yield_kg_per_ha": N_("Yield, kg/ha"), "farm_income_usd_million": N_("Farm income"),
}  # fmt: skip


def national_bars(main: pd.DataFrame, others: pd.DataFrame, years: list[int], theme: Theme) -> Figure:
    """`main`: one row a year (measures.afghanistan.series). `others`: further figures, drawn as marks: a dash for another
    edition of the same estimator, a hollow diamond for another estimator, pale where our check doubts it.

    layout.meta: plain: the colour of a bar. chosen: that of the year shown. words: of each bar. halo: behind them.
    """
    token, known = colours(theme), main.dropna(subset=["value"])
    most = max([*known["value"], *others["value"].dropna(), 1])
    bars = {
        "type": "bar", "x": known["year"].tolist(), "y": known["value"].tolist(), "hoverinfo": "text",
        "hovertext": [_tip(row) for row in known.itertuples()], "customdata": known["year"].tolist(),
        "marker": {"color": [token["mute"]] * len(known), "line": {"width": 0},
                   "pattern": {"shape": ["/" if row.quoted else "" for row in known.itertuples()], "size": 4, "solidity": 0.25}},
    }  # fmt: skip
    missing = sorted(set(years) - set(known["year"]))
    crosses = {
        "type": "scatter", "mode": "text", "x": missing, "y": [most * 0.03] * len(missing), "text": ["×"] * len(missing),
        "textposition": "top center", "cliponaxis": False, "textfont": {"color": token["ink3"], "size": 12},
        "hoverinfo": "text", "hovertext": [_("{year}: no figure in our sources", year=year) for year in missing],
        "customdata": missing,
    }  # fmt: skip
    layout = {
        "template": template(theme), "height": HEIGHT_PX, "uirevision": "keep", "bargap": 0.24,
        "margin": {"l": 50, "r": 6, "t": 20, "b": 20}, "meta": {"plain": token["mute"], "chosen": token["flag"],
                                                  "halo": token["surface"],
                                                  "words": [number(value) for value in known["value"]]},
        "xaxis": {"range": [years[0] - 0.7, years[-1] + 0.7], "tickvals": [year for year in years if year % 5 == 0],
                  "ticktext": [digits(str(year)) for year in years if year % 5 == 0]},
        "yaxis": {"automargin": False, "range": [0, most * 1.16], "showgrid": True, "gridcolor": token["line"],
                  "zeroline": True,
                  "zerolinecolor": token["ink3"], **ticks(most)},
        "shapes": [{"type": "line", "x0": BAN[0], "x1": BAN[0], "yref": "paper", "y0": 0, "y1": 1,
                    "line": {"color": token["ink3"], "width": 1, "dash": "dot"}}],
        "annotations": [{"x": BAN[0], "yref": "paper", "y": 1.0, "yanchor": "bottom", "showarrow": False,
                         "xanchor": "left" if direction() == "rtl" else "right", "text": _(BAN[1]),
                         "font": {"color": token["ink2"], "size": 12}}],
    }  # fmt: skip
    return mirrored({"data": [bars, crosses, *_marks(others, main, token)], "layout": layout})


def ticks(most: float) -> dict:
    """At most four values of an axis from zero, written as the language writes them."""
    step = next(size * 10**power for power in range(10) for size in (1, 2, 5) if most / (size * 10**power) <= 4)
    values = [step * n for n in range(1, int(most // step) + 1)]
    return {"tickvals": values, "ticktext": [number(value) for value in values]}


def _marks(others: pd.DataFrame, main: pd.DataFrame, token: dict) -> list[dict]:
    same = others["estimator"].isin(set(main["estimator"]))
    kinds = ((others[same], "line-ew-open", token["ink"], 7), (others[~same], "diamond-open", token["accent"], 7))
    return [
        {"type": "scatter", "mode": "markers", "x": rows["year"].tolist(), "y": rows["value"].tolist(), "hoverinfo": "text",
         "hovertext": [_tip(row) for row in rows.itertuples()], "customdata": rows["year"].tolist(), "cliponaxis": False,
         "marker": {"symbol": symbol, "size": size, "color": ink, 
                    "opacity": [0.45 if row.doubted else 1 for row in rows.itertuples()],
                    "line": {"width": 1.6, "color": ink}}}
        for found, symbol, ink, size in kinds
        if len(rows := found.dropna(subset=["value"]))
    ]  # fmt: skip


def _tip(row) -> str:
    lines = [
        _("{year}: {n} {unit}", year=row.year, n=number(row.value), unit=_(row.unit)),
        ", ".join(part for part in (row.estimator, row.edition) if part),
    ]
    if row.quoted:
        lines.append(_("quoted, not seen in the source itself"))
    if row.doubted:
        lines.append(_("doubted: see the table"))
    return "<br>".join(lines)
