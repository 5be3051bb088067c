"""What is not known of a country: a list that is shown, not a footnote."""

import numpy as np
import pandas as pd

from ...figures.seizures import SHAPES
from ...measures.at_points import rows_without_point
from ...measures.grouping import distinct
from . import gaps, words
from .found import Country


def placed(country: Country) -> int:
    """How many of its seizures have a symbol on the map."""
    columns = country.current.columns
    without = rows_without_point(columns, country.current.select(country.chosen), SHAPES)
    return country.seizures - distinct(np.sort(columns.seizure[without]))


def newest_value(country: Country) -> int | None:
    """The year of the newest figure that is not later than the data; a membership that goes on is none."""
    lasting = country.indicators.loc[country.indicators["kind"] == "interval", "indicator_id"]
    years = country.cells.loc[
        (country.cells["year"] <= country.day.year) & ~country.cells["indicator_id"].isin(lasting), "year"
    ]
    return int(years.max()) if len(years) else None


def nothing_known(country: Country) -> bool:
    """Whether the data set holds nothing at all about the country."""
    frames = (
        country.totals, country.into, country.out, country.places, country.prices, country.values, country.promises,
        country.received, country.given, country.groups, country.offices,
    )  # fmt: skip
    return not country.seizures and all(frame.empty for frame in frames)


def unknown(country: Country) -> list[str]:
    """The sentences, in the order of the page; never empty."""
    seen = set(
        country.indicators.loc[country.indicators["indicator_id"].isin(country.values["indicator_id"]), "pillar"]
    )
    projects = pd.concat([country.received, country.given]).drop_duplicates("project_id")
    found = [
        gaps.missing_totals(country.totals),
        gaps.old_totals(country.totals, country.day),
        gaps.not_placed(country.seizures, placed(country)),
        gaps.missing_prices(country.prices, country.day),
        gaps.missing_pillars(sorted(seen)),
        gaps.crossings_without_point(country.places),
        gaps.silent_promises(country.promises),
        gaps.without_budget(projects),
    ]
    return [said for said in (*found, words.work_done()) if said]
