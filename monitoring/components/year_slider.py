"""The period as a slider of years; the exact days of a link stay until it is moved."""

from datetime import date, timedelta

import dash_mantine_components as dmc
from dash import html

from ..language import _, digits
from ..vocabulary.filters import Filter
from .current import Data


def year_slider(chosen: Filter, current: Data) -> html.Div:
    """The control `f-years` of the filter (assets/clientside/rail.js)."""
    first, last = span(current)
    marks = [{"value": year, "label": digits(str(year))} for year in range(first, last + 1) if (year - first) % 4 == 0]
    slider = dmc.RangeSlider(
        id="f-years", min=first, max=last, step=1, minRange=0, value=year_range(chosen, current), marks=marks, size=3,
        thumbSize=16, label=None, thumbFromLabel=_("First year"), thumbToLabel=_("Last year"), updatemode="mouseup",
    )  # fmt: skip
    return html.Div(slider, className="brush-slider", **{"data-span": f"{first},{last}"})


def span(current: Data) -> tuple[int, int]:
    """First and last year of the data, whatever the filter."""
    days = current.columns.first_day
    last = current.version.data_date.year
    return (date(1970, 1, 1) + timedelta(days=int(days[0]))).year if len(days) else last, last


def year_range(chosen: Filter, current: Data) -> list[int]:
    first, last = span(current)
    low = chosen.from_.year if chosen.from_ else first
    high = chosen.to.year if chosen.to else last
    return [min(max(low, first), last), min(max(high, first), last)]
