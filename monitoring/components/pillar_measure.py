"""One measure by area: the rows behind its map, its table and its chart, the same for all three and in the same order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..figures import pillars as figures
from ..language import _, listed
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.indicators import indicator_status_name
from ..vocabulary.view import View
from .pillar_values import figure, is_span, period_of, year_words
from .pillars_of import Columns, Progress, area_name, level_of_view


@dataclass(frozen=True)
class Row:
    """One area: year of the value shown (None: there is none), its words, who estimates, where from, its status and its look."""

    area: str
    year: int | None
    words: str
    short: str
    estimators: str
    sources: tuple[str, ...]
    statuses: tuple[str, ...]
    look: str


@dataclass(frozen=True)
class Measure:
    """`rows` in the order of the page's areas. least: of each class, over all years. years: that have a value, of these areas.

    year: the one shown; None for the newest of each area.
    """

    indicator: Mapping
    year: int | None
    rows: Sequence[Row]
    least: Sequence[float]
    years: Sequence[int]
    cells: pd.DataFrame

    @property
    def kind(self) -> str:
        return str(self.indicator["kind"])

    @property
    def with_value(self) -> int:
        return sum(row.year is not None for row in self.rows)


def shown_indicator(found: Progress, columns: Columns, areas: Sequence[str], view: View) -> str | None:
    """The link's, else the measure of the matrix that most areas have; None where there is no measure."""
    if view.indicator:
        return view.indicator
    seen = found.values[found.values["area"].isin(areas) & found.values["indicator_id"].isin(columns.shown)]
    have = seen.groupby("indicator_id")["area"].nunique()
    return max(columns.shown, key=lambda name: have.get(name, 0), default=None)


def measure(found: Progress, name: str, areas: Sequence[str], view: View) -> Measure:
    indicator = found.indicator(name)
    of_level = found.cells[(found.cells["indicator_id"] == name) & (found.cells["level"] == level_of_view(view))]
    here = of_level[of_level["area"].isin(areas)]
    ends = [*of_level["low"].dropna(), *of_level["high"].dropna()]
    least = (0.0,) if indicator["kind"] in ("yes_no", "interval") else figures.steps(ends)
    standing = found.standing[found.standing["indicator_id"] == name]
    values = found.values[found.values["indicator_id"] == name]
    rows = [
        _row(
            indicator, area, here[here["area"] == area], values[values["area"] == area],
            tuple(standing[standing["area"] == area]["status"]), least, view,
        )
        for area in areas
    ]  # fmt: skip
    merged = here.groupby(["area", "year"], as_index=False).agg(low=("low", "min"), high=("high", "max"))
    return Measure(indicator, view.year, rows, least, sorted({int(year) for year in here["year"]}), merged)


def _row(
    indicator: Mapping,
    area: str,
    cells: pd.DataFrame,
    values: pd.DataFrame,
    statuses: tuple,
    least: Sequence[float],
    view: View,
) -> Row:
    kind, by_status = indicator["kind"], view.show == "status"
    if kind == "date":
        dated = values.sort_values("first_day")
        words = listed(period_of(each) for each in dated.itertuples())
        last = int(dated["year"].iloc[-1]) if len(dated) else None
        look = figures.NONE if dated.empty else "not_measurable" if by_status else figures.CLASSES[0]
        return Row(area, last, words, words, _estimators(dated), _sources(dated), statuses, look)
    wanted = cells if view.year is None else cells[cells["year"] == view.year]
    if wanted.empty:
        without = values[values["year"].isna()] if view.year is None else values
        look = figures.NONE if values.empty else figures.OTHER_YEAR
        if by_status and statuses:
            look = _status_look(statuses)
        if not values.empty and view.year is None and not without.empty:
            said = listed(figure(each.value, each.value, kind, each.unit) for each in without.itertuples())
            return Row(area, None, said, "", _estimators(without), _sources(without), statuses, look)
        return Row(area, None, "", "", "", (), statuses, look)
    year = int(wanted["year"].max())
    now = wanted[wanted["year"] == year]
    low, high = now["low"].min(), now["high"].max()
    missing = bool(now["low"].isna().any() or now["high"].isna().any())
    behind = values[(values["year"] == year)] if kind != "interval" else values
    span = is_span(behind)
    unit = indicator["unit"] if kind in ("amount", "share") else ""
    look = _status_look(statuses) if by_status else figures.key_of(float("nan") if missing else low, high, least)
    return Row(
        area, year, figure(low, high, kind, unit, span), figure(low, high, kind, "", span), _estimators(behind), _sources(behind),
        statuses, look,
    )  # fmt: skip


def _status_look(statuses: tuple) -> str:
    known = set(statuses)
    return known.pop() if len(known) == 1 else figures.PAIR if known else figures.NONE


def _estimators(values: pd.DataFrame) -> str:
    return listed(dict.fromkeys(values["estimator"].dropna()))


def _sources(values: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values["source"]))


def looks(shown: Measure) -> dict[str, str]:
    """iso3 -> look of figures.pillars, of the rows that are countries."""
    return {row.area: row.look for row in shown.rows if row.area in COUNTRIES}


def labels(shown: Measure, view: View) -> dict[str, str]:
    """iso3 -> what stands under its name on the map: the value and, where years differ, its year beneath
    (in a line of its own: the map's own letters do not turn brackets round in Arabic); or the sign of the status."""
    if view.show == "status":
        return {
            row.area: _(figures.SIGNS[row.look])
            for row in shown.rows
            if row.area in COUNTRIES and row.look in figures.SIGNS
        }
    return {
        row.area: f"{row.short}\n{year_words(row.year)}" if shown.year is None and shown.kind != "date" else row.short
        for row in shown.rows
        if row.area in COUNTRIES and row.short
    }  # fmt: skip


def status_words(row: Row) -> str:
    return listed(indicator_status_name(status) for status in dict.fromkeys(row.statuses))


def title(shown: Measure, view: View) -> str:
    """What the map and table say, in a sentence."""
    said = {"name": shown.indicator["name"], "n": shown.with_value, "all": len(shown.rows)}
    if view.show == "status":
        return _("{name}: status since the baseline", name=shown.indicator["name"])
    if shown.year is None:
        return _("{name}: {n} of {all} have a value; the newest of each", **said)
    return _("{name} in {year}: {n} of {all} have a value", year=shown.year, **said)


def names_of(shown: Measure) -> dict[str, str]:
    return {row.area: area_name(row.area) for row in shown.rows}
