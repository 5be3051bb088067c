"""Afghanistan's poppy in frames: every province and year with what kind of figure it is, and the country's series.

All start from store.observations.observations of AFG. Nothing is joined silently: where several figures of one area and
year exist, the frames say how many, and which rule took the one that is drawn.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..vocabulary.admin1 import ADMIN1

COUNTRY = "AFG"
CULTIVATION = "opium_cultivation"
BREAKS_HA = (100, 1_000, 5_000, 20_000)  # fixed, so that years compare; under the first a province is poppy-free
WITH_FIGURE = ("value", "zero")
NONE = "none"  # the state of a province and year of which our sources have nothing
# The UNODC's early figures stand under the name of its predecessor; single figures of surveys under none.
ESTIMATORS = {"UNODC": ("UNODC", "UNDCP", ""), "US Government": ("US Government",)}
INDICATORS = {
    CULTIVATION: "area_ha", "opium_production": "production_t", "opium_eradication": "eradication_ha",
    "opium_yield": "yield_kg_per_ha", "opium_farm_income": "farm_income_usd_million",
}  # fmt: skip
WHOLE = "Afghanistan"  # `area_reported` of the country; "14 provinces mapped by ..." is not it
_OF_DISTRICT = " / "  # stands in `area_reported` of districts only
_PROVINCES = {
    "code": "str", "year": "int64", "state": "str", "area_ha": "float64", "low_ha": "float64", "high_ha": "float64",
    "edition": "str", "source": "str", "estimator": "str", "confidence": "str", "quoted": "bool", "note": "str",
    "change_ha": "float64", "published_change_pct": "float64", "share_pct": "float64", "rank": "int64", "class": "int64",
    "figures": "int64",
}  # fmt: skip
_NATIONAL = {
    "year": "int64", "indicator": "str", "value": "float64", "low": "float64", "high": "float64", "unit": "str",
    "edition": "str", "estimator": "str", "source": "str", "quoted": "bool", "doubted": "bool", "note": "str",
}  # fmt: skip


def codes() -> tuple[str, ...]:
    """The 34 provinces, in order of code."""
    return tuple(code for code, unit in ADMIN1.items() if unit.iso3 == COUNTRY and unit.status == "iso")


def provinces(
    observations: pd.DataFrame, years: Sequence[int] | None = None, edition: str | None = None
) -> pd.DataFrame:
    """One row per province and year, in the order of code and year; `years` None means those with any province's figure.

    state: value, zero (measured none), poppy_free, grown_no_figure, or none: nothing in our sources, which is not "not
    published". area_ha: null unless state is value or zero. quoted: a third party's quotation. confidence: as the fact
    states it, else "". change_ha: on the year before, null unless both have a figure; published_change_pct: the change that
    the source prints. share_pct: of the sum of that year's provinces, null where some are without a figure that are not
    poppy-free. rank: 1 is the largest figure of the year, 0 without one. class: 0 to 3 by BREAKS_HA, else -1. figures: how
    many the sources have of this province and year; the one drawn is the best graded, a later edition before an earlier.
    edition: only rows of this one.
    """
    found = of_provinces(observations)
    if edition is not None:
        found = found[found["edition"] == edition]
    years = sorted(set(found["year"])) if years is None else sorted(set(years))
    chosen = _preferred(found, ["admin1", "year"]).rename(columns={"admin1": "code"}).set_index(["code", "year"])
    grid = pd.MultiIndex.from_product([codes(), years], names=["code", "year"])
    frame = chosen.reindex(grid).reset_index()
    frame["state"] = frame["state"].fillna(NONE).replace("missing", NONE)
    frame["area_ha"] = frame["value"].where(frame["state"].isin(WITH_FIGURE))
    frame = frame.rename(
        columns={"value_low": "low_ha", "value_high": "high_ha", "change_pct": "published_change_pct"}
    ).assign(figures=frame["figures"].fillna(0), quoted=_quoted(frame))
    for name in ("edition", "source", "estimator", "confidence", "note"):
        frame[name] = frame[name].fillna("")
    return _compared(frame)[list(_PROVINCES)].astype(_PROVINCES)


def of_provinces(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows of observations that are a province's area under poppy, with their `year`; no districts, no other estimator."""
    of_province = observations["admin1"].notna() & ~observations["area_reported"].str.contains(
        _OF_DISTRICT, regex=False
    )
    ours = observations["estimator"].isna() | observations["estimator"].isin(ESTIMATORS["UNODC"])
    return _with_year(observations[(observations["indicator"] == CULTIVATION) & of_province & ours])


def of_districts(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows that are a district's area under poppy, with `year`: area_reported is "Province / District"."""
    of_district = observations["area_reported"].str.contains(_OF_DISTRICT, regex=False)
    return _with_year(observations[(observations["indicator"] == CULTIVATION) & of_district])


def years_without(frame: pd.DataFrame) -> list[int]:
    """The years between the first and the last of a provinces frame of which no province has anything."""
    known = set(frame.loc[frame["state"] != NONE, "year"])
    return [year for year in range(min(known), max(known) + 1) if year not in known] if known else []


def national(
    observations: pd.DataFrame, editions: Sequence[str] | None = None, estimators: Sequence[str] | None = None
) -> pd.DataFrame:
    """One row per year, indicator (the values of INDICATORS), estimator and edition as published, in that order.

    value: null where only a range, or nothing ("missing" rows are left out), is known. doubted: called wrong or outvoted by
    our check (`note`); in the table, never in a line. `editions`, `estimators`: only these.
    """
    whole = observations["admin1"].isna() & (observations["area_reported"] == WHOLE)
    found = _with_year(observations[whole & observations["indicator"].isin(INDICATORS)])
    found = found[found["state"].isin(WITH_FIGURE)]
    if editions is not None:
        found = found[found["edition"].isin(editions)]
    if estimators is not None:
        found = found[found["estimator"].isin(estimators)]
    frame = found.rename(columns={"value_low": "low", "value_high": "high"}).assign(
        indicator=found["indicator"].map(INDICATORS), quoted=_quoted(found), doubted=_doubted(found)
    )
    for name in ("edition", "estimator", "source", "note"):
        frame[name] = frame[name].fillna("")
    frame = frame.sort_values(["indicator", "year", "estimator", "edition"], kind="stable", ignore_index=True)
    return frame[list(_NATIONAL)].astype(_NATIONAL)


def series(frame: pd.DataFrame, indicator: str, estimator: str = "UNODC", edition: str | None = None) -> pd.DataFrame:
    """Of a national frame one row a year for a line: of an edition, or of the edition that says most of the years.

    Other editions fill only the years that it leaves out; `edition` says so on each row, and a line should break there.
    Doubted rows never; quoted ones last. estimator: a key of ESTIMATORS.
    """
    found = frame[
        (frame["indicator"] == indicator) & frame["estimator"].isin(ESTIMATORS[estimator]) & ~frame["doubted"]
    ]
    if edition is not None:
        return found[found["edition"] == edition].drop_duplicates("year").reset_index(drop=True)
    years = found.groupby("edition")["year"].transform("size").astype("int64")
    exact = found["value"].isna() | (found["value"] % 1_000 == 0)  # a rounded figure after the exact one
    ordered = found.assign(_exact=exact, _years=-years).sort_values(
        ["year", "quoted", "_years", "_exact"], kind="stable"
    )
    return ordered.drop_duplicates("year")[list(_NATIONAL)].reset_index(drop=True)


def _compared(frame: pd.DataFrame) -> pd.DataFrame:
    """With the change, share, rank and class of each row."""
    area = frame["area_ha"]
    before = frame.set_index(["code", "year"])["area_ha"].to_dict()
    earlier = [before.get((code, year - 1), np.nan) for code, year in zip(frame["code"], frame["year"])]
    by_year = frame.groupby("year")
    complete = by_year["state"].transform(lambda states: states.isin([*WITH_FIGURE, "poppy_free"]).all()).astype(bool)
    total = by_year["area_ha"].transform("sum")
    return frame.assign(
        **{
            "change_ha": area - np.array(earlier),
            "share_pct": (100 * area / total).where(complete & (total > 0)),
            "rank": by_year["area_ha"].rank(ascending=False, method="min").fillna(0),
            "class": classes(area),
        }
    )


def classes(area_ha: pd.Series) -> np.ndarray:
    """0 to 3 by BREAKS_HA, -1 under the first (a measured zero too) and without a figure."""
    return np.where(area_ha.isna(), -1, np.searchsorted(BREAKS_HA, area_ha.fillna(0), "right") - 1)


def _preferred(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row for each area and year, and in `figures` how many there were."""
    grade = (
        found["confidence"].fillna("").str.split(":").str[0].map({"high": 0, "": 1, "medium": 2, "low": 3}).fillna(2)
    )
    empty = ~found["state"].isin([*WITH_FIGURE, "poppy_free"])
    ordered = found.assign(_grade=grade, _empty=empty, figures=found.groupby(by)["year"].transform("size"))
    ordered = ordered.sort_values("edition", ascending=False, kind="stable").sort_values(
        ["_empty", "_grade"], kind="stable"
    )
    return ordered.drop_duplicates(by)


def _with_year(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(year=found["first_day"].dt.year.astype("int64"))


def _quoted(found: pd.DataFrame) -> pd.Series:
    """Whether somebody else quotes the figure, by the words of its edition or of its confidence."""
    edition, confidence = found["edition"].fillna(""), found["confidence"].fillna("")
    return edition.str.contains("quot") | confidence.str.contains("third party")


def _doubted(found: pd.DataFrame) -> pd.Series:
    return found["confidence"].fillna("").str.startswith("low")
