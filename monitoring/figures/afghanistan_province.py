"""One province's years: bars in the colours of the map, and a mark of its own for every kind of nothing."""

import pandas as pd

from ..language import _, digits, number
from .afghanistan_charts import ticks as axis_ticks
from .afghanistan_scale import SCALES, state_said
from .theme import POPPY_RAMP, Figure, Theme, colours, mirrored, template

HEIGHT_PX = 240


def province_bars(rows: pd.DataFrame, theme: Theme) -> Figure:
    """`rows`: those of one province of measures.afghanistan.provinces. A quoted figure is hatched."""
    token = colours(theme)
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1)) if len(rows) else []
    valued = rows[rows["state"] == "value"]
    most = float(valued["area_ha"].max()) if len(valued) else 1.0
    bars = {
        "type": "bar", "x": valued["year"].tolist(), "y": valued["area_ha"].tolist(), "hoverinfo": "text",
        "hovertext": [_("{year}: {n} ha", year=row.year, n=number(round(row.area_ha))) for row in valued.itertuples()],
        "marker": {"color": [POPPY_RAMP[1 + SCALES["ha"].step(value)] for value in valued["area_ha"]],
                   "line": {"color": token["nothing_free_outline"], "width": 0.5},
                   "pattern": {"shape": ["/" if quoted else "" for quoted in valued["quoted"]], "solidity": 0.3}},
    }  # fmt: skip
    states = rows.set_index("year")["state"].to_dict()
    kinds = {
        "poppy_free": ("square-open", token["ink3"]), "zero": ("circle-open", token["ink"]),
        "grown_no_figure": ("diamond", token["nothing_grown_hatch"]), "none": ("x-thin-open", token["ink3"]),
    }  # fmt: skip
    marks = [
        {"type": "scatter", "mode": "markers", "x": at, "y": [most * 0.03] * len(at), "hoverinfo": "text", "cliponaxis": False,
         "hovertext": [_("{year}: {state}", year=year, state=state_said(kind)) for year in at],
         "marker": {"symbol": symbol, "size": 8, "color": ink, "line": {"color": ink, "width": 1.4}}}
        for kind, (symbol, ink) in kinds.items()
        if (at := [year for year in years if states.get(year, "none") == kind])
    ]  # fmt: skip
    ticks = [year for year in years if year % 5 == 0]
    layout = {
        "template": template(theme), "height": HEIGHT_PX, "bargap": 0.25, "margin": {"l": 54, "r": 8, "t": 10, "b": 22},
        "xaxis": {"range": [years[0] - 0.7, years[-1] + 0.7] if years else [0, 1], "tickvals": ticks,
                  "ticktext": [digits(str(year)) for year in ticks]},
        "yaxis": {"automargin": False, "range": [0, most * 1.08], "showgrid": True, "gridcolor": token["line"], 
                  "zeroline": True, "zerolinecolor": token["ink3"], **axis_ticks(most)},
    }  # fmt: skip
    return mirrored({"data": [bars, *marks], "layout": layout})


def province_words(rows: pd.DataFrame) -> str:
    """What the marks of the chart are, and its largest year."""
    signs = _(
        "Square: poppy-free, under 100 ha. Circle: a measured zero. Diamond: grown, no hectare figure here. Cross: no figure here."
    )
    valued = rows[rows["state"] == "value"]
    if valued.empty:
        return signs
    most = valued.loc[valued["area_ha"].idxmax()]
    return _("Most in {year}, {n} ha. {signs}", year=int(most["year"]), n=number(round(most["area_ha"])), signs=signs)
