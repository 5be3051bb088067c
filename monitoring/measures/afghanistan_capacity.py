"""Treatment capacity and laboratories as layers: counts of provinces and countries, never of sites."""

import pandas as pd

TREATMENT = (
    "treatment_centres_growth", "methadone_centres_private", "methadone_centres_public", "treatment_not_public_share",
    "substitution_centres",
)  # fmt: skip
LABORATORIES = ("laboratories_destroyed", "laboratories_estimated")
_COUNTS = {
    "indicator": "str", "country_iso3": "str", "code": "str", "year": "int64", "value": "float64", "low": "float64",
    "high": "float64", "unit": "str", "note": "str", "source": "str",
}  # fmt: skip


def capacity(observations: pd.DataFrame) -> pd.DataFrame:
    """One row per count of TREATMENT and LABORATORIES as published, by indicator, country, province and year.

    code: ISO 3166-2, "" for a whole country. Single operations and estimates: rows are no series, and not to be added up;
    `note` says what each is.
    """
    found = observations[observations["indicator"].isin((*TREATMENT, *LABORATORIES))]
    found = found.rename(columns={"value_low": "low", "value_high": "high", "admin1": "code"})
    found = found.assign(year=found["first_day"].dt.year, code=found["code"].fillna(""), note=found["note"].fillna(""))
    found = found.sort_values(["indicator", "country_iso3", "code", "year"], kind="stable", ignore_index=True)
    return found[list(_COUNTS)].astype(_COUNTS)
