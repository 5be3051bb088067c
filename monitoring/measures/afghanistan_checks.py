"""What the screen checks of its own numbers: provinces against the published country, poppy-free counts against texts."""

import numpy as np
import pandas as pd

from ..language import _, ngettext
from .afghanistan import ESTIMATORS, NONE, WITH_FIGURE, national, of_districts, of_provinces

AGREES, ROUNDING, DIFFERS, CANNOT_SAY = "agrees", "rounding", "differs", "cannot say"
COUNTS = {"poppy_free_provinces": "poppy_free", "poppy_provinces": "affected"}
_CHECKS = {
    "year": "int64", "edition": "str", "provinces_ha": "float64", "published_ha": "float64", "difference_ha": "float64",
    "verdict": "str", "note": "str", "source": "str",
}  # fmt: skip
_DISTRICTS = {
    "code": "str", "year": "int64", "edition": "str", "districts": "int64", "districts_ha": "float64",
    "province_ha": "float64", "difference_ha": "float64", "verdict": "str",
}  # fmt: skip
_TEXTS = {
    "year": "int64",
    "what": "str",
    "counted": "int64",
    "stated": "int64",
    "verdict": "str",
    "note": "str",
    "source": "str",
}


def checks(provinces: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """One row per year and edition of the published area, of the years in which provinces have any figure.

    provinces: afghanistan.provinces of these observations. difference_ha: provinces minus published. verdict: agrees (the
    sum rounds to the published figure), rounding (further off, but by no more than one place of its rounding), differs, or
    cannot say: provinces are missing. note: what the sum leaves out, in the reader's language, and what the sources say of
    this year as a whole.
    """
    published = national(observations, estimators=ESTIMATORS["UNODC"])
    published = published[(published["indicator"] == "area_ha") & published["value"].notna()]
    found = []
    for year, rows in provinces[provinces["area_ha"].notna()].groupby("year"):
        of_year = provinces[provinces["year"] == year]
        found += [
            _check(of_year, rows["area_ha"].sum(), row) for _at, row in published[published["year"] == year].iterrows()
        ]
    return pd.DataFrame(found, columns=list(_CHECKS)).astype(_CHECKS)


def _check(of_year: pd.DataFrame, total: float, published: pd.Series) -> dict[str, object]:
    difference, place = total - published["value"], rounded_to(published["value"])
    states = of_year["state"].value_counts()
    free, unknown = (
        int(states.get("poppy_free", 0)),
        int(states.drop([*WITH_FIGURE, "poppy_free"], errors="ignore").sum()),
    )
    if unknown:
        verdict = CANNOT_SAY
    elif abs(difference) <= place / 2:
        verdict = AGREES
    else:
        verdict = ROUNDING if abs(difference) <= place else DIFFERS
    note = [
        *left_out(unknown, free),
        *said_of_all(of_year),
        published["note"] if published["doubted"] or verdict == DIFFERS else "",
    ]
    return {
        "year": published["year"], "edition": published["edition"], "provinces_ha": total,
        "published_ha": published["value"], "difference_ha": difference, "verdict": verdict,
        "note": " ".join(_sentence(part) for part in note if part), "source": published["source"],
    }  # fmt: skip


def left_out(unknown: int, free: int) -> list[str]:
    """The sentences about the provinces that are not in a year's sum."""
    without = ngettext(
        "{n} province has no hectare figure in our sources.",
        "{n} provinces have no hectare figure in our sources.",
        unknown,
    )
    under = ngettext(
        "{n} poppy-free province, under 100 ha, is not in the sum.",
        "{n} poppy-free provinces, each under 100 ha, are not in the sum.",
        free,
    )
    return [sentence for sentence, count in ((without, unknown), (under, free)) if count]


def rounded_to(value: float) -> int:
    """The place to which a whole number looks rounded: 1,000 for 224,000, 1 for 7,606."""
    place = 1
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def said_of_all(of_year: pd.DataFrame) -> list[str]:
    """The remarks that the sources make about a year as a whole: those that stand at every province."""
    notes = [[part.strip() for part in note.split(";")] for note in of_year["note"]]
    return [part for part in dict.fromkeys(notes[0]) if part and all(part in other for other in notes)] if notes else []


def text_checks(provinces: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """One row per number of provinces that a text states: what is poppy_free or affected (a figure above zero, or grown).

    counted: from the rows of that year. verdict: agrees, differs, or cannot say where provinces of that year are missing.
    """
    stated = observations[observations["indicator"].isin(COUNTS) & observations["value"].notna()]
    found = []
    for _at, row in stated.sort_values(["first_day", "indicator"], kind="stable").iterrows():
        year, what = row["first_day"].year, COUNTS[row["indicator"]]
        of_year = provinces[provinces["year"] == year]
        counted = _counted(of_year, what)
        known = len(of_year) > 0 and not (of_year["state"] == NONE).any()
        verdict = (AGREES if counted == row["value"] else DIFFERS) if known else CANNOT_SAY
        missing = "" if known else _("Our sources do not have every province of this year.")
        note = " ".join(_sentence(part) for part in (missing, row["note"]) if isinstance(part, str) and part)
        found.append({
            "year": year, "what": what, "counted": counted, "stated": int(row["value"]), "verdict": verdict, "note": note,
            "source": row["source"],
        })  # fmt: skip
    return pd.DataFrame(found, columns=list(_TEXTS)).astype(_TEXTS)


def district_checks(observations: pd.DataFrame) -> pd.DataFrame:
    """One row per province, year and edition of which both the province and districts have a figure, in that order.

    Columns: code, year, edition, districts (with a figure), districts_ha, province_ha, difference_ha (districts minus province),
    verdict: agrees (within half a hectare for each district, which are rounded) or differs. Poppy-free and empty districts add
    nothing.
    """
    by = ["admin1", "year", "edition"]
    of_province, of_district = (
        found[found["value"].notna() & found["admin1"].notna()].assign(edition=found["edition"].fillna(""))
        for found in (of_provinces(observations), of_districts(observations))
    )
    parts = of_district.groupby(by).agg(districts=("value", "size"), districts_ha=("value", "sum"))
    found = of_province.drop_duplicates(by).set_index(by)[["value"]].join(parts, how="inner").sort_index().reset_index()
    found = found.rename(columns={"admin1": "code", "value": "province_ha"})
    found["difference_ha"] = found["districts_ha"] - found["province_ha"]
    close = found["difference_ha"].abs() <= np.maximum(1, found["districts"] / 2)
    return found.assign(verdict=np.where(close, AGREES, DIFFERS))[list(_DISTRICTS)].astype(_DISTRICTS)


def _counted(of_year: pd.DataFrame, what: str) -> int:
    if what == "poppy_free":
        return int(of_year["state"].isin(["poppy_free", "zero"]).sum())
    return int(((of_year["area_ha"] > 0) | (of_year["state"] == "grown_no_figure")).sum())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
