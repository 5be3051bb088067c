"""The charts of a report: commitments by status, and Afghanistan's poppy over the years."""

from collections.abc import Mapping

import pandas as pd

from ...exports.report_charts import Part, bars, stacked
from ...figures.theme import COUNT_RAMP, POPPY_RAMP, Theme, colours
from ...language import _, digits
from ...vocabulary.life_cycle import pillar_name, status_name
from ...vocabulary.report import Picture
from ..life_marks import BAR, counts_words

YEARS = 10  # of the chart of poppy, up to the report's own


def commitments_chart(counted: Mapping[str, Mapping[str, int]], title: str, theme: Theme) -> Picture:
    """The commitments of the report by pillar; counted: recommendations.by_pillar."""
    ramp, token = COUNT_RAMP[theme], colours(theme)
    fills = {
        "done": ramp[3], "reviewed": token["accent"], "under_way": ramp[2], "endorsed": ramp[1], "proposed": ramp[0],
        "not_started": token["surface"], "dropped": token["mute"], "not_stated": token["surface"],
    }  # fmt: skip
    parts = {
        status: Part(status_name(status), fills[status], token["ink3"] if fills[status] == token["surface"] else fills[status],
                     status == "not_stated")
        for status in BAR
    }  # fmt: skip
    rows = [(pillar_name(pillar), counts) for pillar, counts in counted.items()]
    said = "; ".join(f"{name}: {counts_words(counts)}" for name, counts in rows)
    return Picture("commitments", title, said, stacked(rows, parts, "commitments", said, token["ink"]), ())


def poppy_chart(series: pd.DataFrame, year: int, title: str, theme: Theme) -> Picture:
    """The area under poppy of the ten years up to the report's; a cross where this data set has no single figure."""
    found = {int(row.year): float(row.value) for row in series.itertuples() if not pd.isna(row.value)}
    values = [(digits(str(each)), found.get(each)) for each in range(year - YEARS + 1, year + 1)]
    token = colours(theme)
    drawn = bars(values, digits(str(year)), title, (POPPY_RAMP[2], token["flag"], token["ink"]))
    without = (_("×: no single figure of that year in this data set."),) if None in dict(values).values() else ()
    return Picture("poppy-years", title, title, drawn, without)
