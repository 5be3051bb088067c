"""A dashboard as it is usually written with Dash: a frame in memory, one callback, plotly express for every picture.

It shows what our Explore page shows of a filter: how many, sums by substance, the largest, seizures by year, country and
means of transport, and every seizure on the map with its words in the tip. SEIZURES names the Parquet file.
"""

import os

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

SEIZURES = pd.read_parquet(os.environ["SEIZURES"])
YEARS = (int(SEIZURES["seized_on"].dt.year.min()), int(SEIZURES["seized_on"].dt.year.max()))
HOVER = ["drug", "mass_kg", "seized_on", "place", "country"]
# No tiles and no letters from the internet: the map is drawn with the network cable unplugged, as ours is.
STYLE = {
    "version": 8,
    "sources": {},
    "layers": [{"id": "sea", "type": "background", "paint": {"background-color": "#eef2f5"}}],
}


def choices(column: str) -> list[str]:
    return sorted(SEIZURES[column].dropna().unique())


def layout() -> html.Div:
    return html.Div(
        [
            html.H1("Seizures"),
            dcc.Dropdown(choices("drug"), id="drug", multi=True),
            dcc.Dropdown(choices("country"), id="country", multi=True),
            dcc.RangeSlider(*YEARS, step=1, value=list(YEARS), id="years", marks=None),
            html.P(id="count"),
            dcc.Graph(id="map"),
            dcc.Graph(id="by-year"),
            dcc.Graph(id="by-country"),
            dcc.Graph(id="by-mode"),
            html.Table(id="sums"),
            html.Ul(id="largest"),
        ]
    )


def update(drugs: list[str] | None, countries: list[str] | None, years: list[int]):
    rows = SEIZURES[SEIZURES["seized_on"].dt.year.between(*years)]
    if drugs:
        rows = rows[rows["drug"].isin(drugs)]
    if countries:
        rows = rows[rows["country"].isin(countries)]
    shown = rows.dropna(subset=["lon", "lat"])
    figure = px.scatter_map(shown, lat="lat", lon="lon", color="drug", hover_data=HOVER, zoom=2)
    figure.update_layout(map_style=STYLE, uirevision="keep")
    pictures = [px.bar(counted(rows, name), x=name, y="seizures") for name in ("year", "country", "mode")]
    largest = rows.nlargest(10, "mass_kg")
    return (
        f"{rows['seizure'].nunique():,} seizures",
        figure,
        *pictures,
        [html.Tr([html.Td(str(cell)) for cell in line]) for line in sums(rows).itertuples(index=False)],
        [html.Li(f"{each.mass_kg} kg {each.drug}, {each.place}, {each.country}, {each.seized_on:%Y-%m-%d}")
         for each in largest.itertuples()],
    )  # fmt: skip


def counted(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = rows.assign(year=rows["seized_on"].dt.year)
    return rows.groupby(name)["seizure"].nunique().reset_index(name="seizures")


def sums(rows: pd.DataFrame) -> pd.DataFrame:
    found = rows.groupby(["drug", "kind"]).agg(seizures=("seizure", "nunique"), quantity=("quantity", "sum"))
    return found.reset_index().sort_values("seizures", ascending=False)


app = Dash(__name__, title="Seizures")
app.layout = layout
app.callback(
    [Output("count", "children"), Output("map", "figure"), Output("by-year", "figure"), Output("by-country", "figure"),
     Output("by-mode", "figure"), Output("sums", "children"), Output("largest", "children")],
    [Input("drug", "value"), Input("country", "value"), Input("years", "value")],
)(update)  # fmt: skip
server = app.server
