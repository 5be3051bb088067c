"""Progress on the pillars, in the open: every cell, what the baseline and the latest value are, and the status that follows.

Values of one cell that differ stay a low and a high; nothing draws the middle, and no status is an average. All start from
store.indicators: `indicators`, `indicator_values`, `overrides`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from ..vocabulary.indicators import UNDATED
from .indicator_intervals import states
from .indicator_status import NOT_MEASURABLE, Aim, Judged, judge, judge_state, of_every

_KEY = ["indicator_id", "level", "area", "estimator"]
_CELLS = {
    **dict.fromkeys(_KEY, "str"), "year": "int64", "low": "float64", "high": "float64", "several": "bool", "count": "int64",
    "unit": "str", "unit_ok": "bool",
}  # fmt: skip
_STANDING = {
    **dict.fromkeys(_KEY, "str"), "pillar": "str", "kind": "str", "unit": "str", "direction": "str", "baseline_year": "Int64",
    "baseline_low": "float64", "baseline_high": "float64", "latest_year": "Int64", "latest_low": "float64",
    "latest_high": "float64", "target": "float64", "target_year": "Int64", "change_pct": "float64", "status": "str", "why": "str",
    "computed_status": "str", "overridden": "bool", "override_by": "str", "override_reason": "str",
    "override_as_of": "datetime64[us]", "override_evidence": "str",
}  # fmt: skip
_FRESHNESS = {"indicator_id": "str", "area": "str", "newest_year": "Int64", "count": "int64", "undated": "bool"}
_SUMMARY = {"pillar": "str", "level": "str", "status": "str", "why": "str", "count": "int64"}
_WITH_NUMBER = ("value", "zero")
NO_LEVEL = ""  # of an indicator that has no value at all


def cells(indicators: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, area, estimator and year with a number, in that order; `level` beside the area.

    low, high: the least and the most that is said (a value, or the low and the high of one without a value; nan where one of
    them is not known, or where the units differ). several: low and high differ. count: values behind it. unit: null where they
    differ; unit_ok: all are in the indicator's unit. estimator: "" where the source names none. Of a membership or listing, 1 or
    0: whether it was in force at the end of the year (indicator_intervals.states).
    """
    kinds = indicators.set_index("indicator_id")["kind"]
    units = indicators.set_index("indicator_id")["unit"]
    kind = values["indicator_id"].map(kinds)
    found = values[
        kind.notna() & ~kind.isin(["interval", "date"]) & values["state"].isin(_WITH_NUMBER) & values["year"].notna()
    ]
    ends = found[["value_low", "value_high"]].set_axis(["low", "high"], axis=1)
    alone = found["value"].notna()
    found = found.assign(
        low=ends["low"].mask(alone, found["value"]), high=ends["high"].mask(alone, found["value"]),
        estimator=found["estimator"].fillna(""),
    )  # fmt: skip
    grouped = found.groupby([*_KEY, "year"], sort=True)
    frame = grouped.agg(
        low=("low", partial(_end, min)), high=("high", partial(_end, max)), count=("unit", "size"), unit=("unit", "first"),
        units=("unit", "nunique"),
    ).reset_index()  # fmt: skip
    mixed = frame["units"] > 1
    frame[["low", "high"]] = frame[["low", "high"]].mask(mixed)
    frame["unit_ok"] = ~mixed & (frame["unit"] == frame["indicator_id"].map(units))
    frame["unit"] = frame["unit"].mask(mixed)
    frame = frame[[name for name in _CELLS if name in frame]].assign(several=frame["low"].ne(frame["high"]))
    held = states(indicators, values).rename(columns={"value": "low"})
    held = held.assign(high=held["low"], several=False, count=1, unit=held["indicator_id"].map(units), unit_ok=True)
    both = pd.concat([part.astype(_CELLS) for part in (frame[list(_CELLS)], held[list(_CELLS)])], ignore_index=True)
    return both.sort_values([*_KEY, "year"], kind="stable", ignore_index=True)


def _end(of: Any, column: pd.Series) -> float:
    """The least or the most, and nan where one of them is not known."""
    return float("nan") if column.isna().any() else of(column)


def standing(
    indicators: pd.DataFrame,
    values: pd.DataFrame,
    overrides: pd.DataFrame,
    baseline: int | None = None,
    until: int | None = None,
) -> pd.DataFrame:
    """One row per indicator, area and estimator that has a value, by pillar and position, then level, area and estimator.

    baseline: the year in the place of each indicator's own. baseline_year: the one that is used, the nearest within the
    indicator's window, the earlier of two equally near; NA with its figures where there is none. latest: the newest year after
    the baseline; where there is no baseline, the newest of all. until: nothing that is said of a later year is used, nor an
    override as of one. change_pct: null where either is a pair, or the baseline zero. computed_status: by indicator_status, and
    why it is not measurable, or what must be said beside it (vocabulary.indicators.WHYS; "" for nothing). status: the override's
    where there is one. An indicator that names an estimator is judged by the values of that one only. An override of an area
    without a value has a row of its own. Figures are low and high, the same where one value is said.
    """
    seen = values[values["indicator_id"].isin(indicators["indicator_id"])]
    seen = seen.assign(estimator=seen["estimator"].fillna(""))
    seen = seen[_of_estimator(indicators, seen)]
    found = cells(indicators, seen)
    if until is not None:
        seen = seen[seen["first_day"].dt.year.le(until) | (seen["period"] == UNDATED)]
        found = found[found["year"] <= until]
        overrides = overrides[overrides["as_of"].dt.year <= until]
    numbers: dict[tuple, list[dict]] = defaultdict(list)
    for cell in found.to_dict("records"):
        numbers[tuple(cell[name] for name in _KEY)].append(cell)
    of = indicators.set_index("indicator_id", drop=False).to_dict("index")
    rows = [
        _stand(of[key[0]], key, numbers[key], bool(group["year"].isna().all()), baseline)
        for key, group in seen.groupby(_KEY, sort=False)
    ]
    frame = _frame(_with_overrides(rows, overrides, of), _STANDING)
    order = frame["indicator_id"].map({name: at for at, name in enumerate(indicators["indicator_id"])})
    return frame.assign(order=order).sort_values(["order", *_KEY[1:]], kind="stable", ignore_index=True)[
        list(_STANDING)
    ]


def _of_estimator(indicators: pd.DataFrame, values: pd.DataFrame) -> pd.Series:
    named = values["indicator_id"].map(indicators.set_index("indicator_id")["estimator"])
    return named.isna() | (named == values["estimator"])


def _stand(
    indicator: Mapping[str, Any], key: tuple, numbers: Sequence[dict], undated: bool, baseline: int | None
) -> dict:
    wanted = int(indicator["baseline_year"]) if baseline is None else baseline
    first = _nearest(numbers, wanted, int(indicator["baseline_window"]))
    last = next((cell for cell in numbers[-1:] if first is None or cell["year"] > first["year"]), None)
    judged = _judged(indicator, first, last, undated)
    change = None
    if first and last and not first["several"] and not last["several"] and first["low"] != 0:
        change = 100 * (last["low"] / first["low"] - 1)
    direction = indicator["direction"]
    return {
        **dict(zip(_KEY, key)), **{name: indicator[name] for name in ("pillar", "kind", "unit", "target", "target_year")},
        "direction": direction if isinstance(direction, str) else None, **_figures("baseline", first), **_figures("latest", last),
        "change_pct": change, "status": judged.status, "why": judged.why, "computed_status": judged.status, "overridden": False,
    }  # fmt: skip


def _figures(name: str, cell: Mapping | None) -> dict:
    return {f"{name}_{part}": cell[part] if cell else None for part in ("year", "low", "high")}


def _nearest(numbers: Sequence[dict], wanted: int, window: int) -> dict | None:
    # The cells are in order of year, so that the earlier of two equally near is the first.
    near = [cell for cell in numbers if abs(cell["year"] - wanted) <= window]
    return min(near, key=lambda cell: abs(cell["year"] - wanted), default=None)


def _judged(indicator: Mapping[str, Any], first: Mapping | None, last: Mapping | None, undated: bool) -> Judged:
    why = _why_not(indicator, first, last, undated)
    if why or first is None or last is None:
        return Judged(NOT_MEASURABLE, why)
    direction = str(indicator["direction"])
    if indicator["kind"] in ("yes_no", "interval"):
        return of_every(_ends(first), _ends(last), lambda one, other: judge_state(one, other, direction))
    target, due = (None if pd.isna(indicator[name]) else indicator[name] for name in ("target", "target_year"))
    aim = Aim(direction, target, None if due is None else int(due) - int(first["year"]))
    return of_every(_ends(first), _ends(last), lambda one, other: judge(one, other, last["year"] - first["year"], aim))


def _ends(cell: Mapping) -> list[float]:
    return [cell["low"]] if cell["low"] == cell["high"] else [cell["low"], cell["high"]]


def _why_not(indicator: Mapping[str, Any], first: Mapping | None, last: Mapping | None, undated: bool) -> str:
    """Why there is nothing to judge, the first of the reasons; "" where there is."""
    direction = indicator["direction"]
    reasons = {
        "dated": indicator["kind"] == "date",
        "no_direction": not isinstance(direction, str),
        "neither": direction == "none",
        "undated": undated,
        "no_value": first is None and last is None,
        "no_baseline": first is None,
        "no_later_value": last is None,
    }
    why = next((name for name, is_so in reasons.items() if is_so), "")
    if not why and first and last:
        if not (first["unit_ok"] and last["unit_ok"]):
            return "two_units"
        if any(pd.isna(cell[end]) for cell in (first, last) for end in ("low", "high")):
            return "pair"
    return why


def _with_overrides(rows: list[dict], overrides: pd.DataFrame, of: Mapping[Any, Mapping[str, Any]]) -> list[dict]:
    """Every row with the override of its indicator and area, and a row for each override that has none."""
    stated = {
        (each["indicator_id"], each["area"]): each
        for each in overrides.to_dict("records")
        if each["indicator_id"] in of
    }
    found = {(row["indicator_id"], row["area"]) for row in rows}
    for name, area in stated:
        if (name, area) not in found:
            level = "country" if len(area) == 3 and area.isupper() else "region"
            rows = [*rows, _stand(of[name], (name, level, area, ""), (), False, None)]
    return [row | _override(stated.get((row["indicator_id"], row["area"]))) for row in rows]


def _override(stated: Mapping[str, Any] | None) -> dict:
    if stated is None:
        return {"override_by": None, "override_reason": None, "override_as_of": pd.NaT, "override_evidence": None}
    return {
        "status": stated["status"], "overridden": True, "override_by": stated["said_by"],
        "override_reason": stated["reason"], "override_as_of": stated["as_of"], "override_evidence": stated["evidence"],
    }  # fmt: skip


def _frame(rows: Sequence[Mapping[str, Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    columns = {name: pd.Series([row[name] for row in rows], dtype="object") for name in dtypes}
    return pd.DataFrame(columns).astype(dict(dtypes))


def freshness(indicators: pd.DataFrame, values: pd.DataFrame, areas: Iterable[str]) -> pd.DataFrame:
    """One row per indicator and each of `areas`, in their orders.

    newest_year: of its newest value, NA where this data set has none with a year (which does not say that there is none). count:
    values, of whatever year; undated: one of them states no year.
    """
    known = indicators.set_index("indicator_id")["kind"]
    seen = values[values["state"].isin(_WITH_NUMBER) | values["indicator_id"].map(known).eq("date")]
    grouped = seen.groupby(["indicator_id", "area"])
    newest, count = grouped["year"].max(), grouped.size()
    undated = grouped["year"].agg(lambda years: bool(years.isna().any()))
    grid = pd.MultiIndex.from_product([indicators["indicator_id"], list(areas)], names=["indicator_id", "area"])
    return (
        pd.DataFrame({
            "newest_year": newest.reindex(grid), "count": count.reindex(grid, fill_value=0),
            "undated": undated.reindex(grid, fill_value=False),
        })
        .reset_index()
        .astype(_FRESHNESS)
    )  # fmt: skip


def summary(indicators: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """One row per pillar, level, status and reason: how many rows of `standing` have it. No average, no score.

    why: "" but where it is not measurable. An indicator without any value counts once, at NO_LEVEL, as not measurable.
    """
    found = standing[["pillar", "level", "status", "why"]]
    found = found.assign(why=found["why"].where(found["status"] == NOT_MEASURABLE, ""))
    without = indicators[~indicators["indicator_id"].isin(standing["indicator_id"])]
    empty = without[["pillar"]].assign(level=NO_LEVEL, status=NOT_MEASURABLE, why="no_value")
    counted = pd.concat([found, empty]).groupby(["pillar", "level", "status", "why"]).size().rename("count")
    return counted.reset_index().astype(_SUMMARY)
