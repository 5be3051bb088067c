"""What the screen says about a year in words: its finding, the country's figure with its edition, and the truth checks."""

import pandas as pd

from ..components.afghanistan_of import checks_of, national_of, provinces_of
from ..components.current import Data
from ..language import N_, _, listed, ngettext, number
from ..measures.afghanistan import series
from ..vocabulary.admin1 import admin1_name


def findings(current: Data, years: list[int]) -> dict[str, dict]:
    """By year: title, subtitle, total (the country's), editions (of the provinces), checks (verdict, words)."""
    frame, main = provinces_of(current), series(national_of(current), "area_ha").set_index("year")
    made, free = {}, _("Poppy-free means under 100 ha, not zero.")
    for year in years:
        of_year = frame[frame["year"] == year]
        made[str(year)] = {
            "title": _title(year, of_year), "subtitle": f"{_total(year, main)} {free}",
            "total": _total(year, main), "editions": _editions(of_year),
            "checks": _checks(year, current),
        }  # fmt: skip
    return made


def _title(year: int, of_year: pd.DataFrame) -> str:
    counts = of_year["state"].value_counts()
    n = {state: int(counts.get(state, 0)) for state in ("value", "zero", "poppy_free", "grown_no_figure", "none")}
    if not len(of_year) or n["none"] == len(of_year):
        return _("{year}: no province figures in our sources", year=year)
    if n["none"] > len(of_year) / 2:
        some = listed(admin1_name(code) for code in of_year.loc[of_year["state"].isin(["value", "zero"]), "code"])
        return _("{year}: figures of {provinces} only", year=year, provinces=some)
    free = ngettext("{n} province poppy-free", "{n} provinces poppy-free", n["poppy_free"])
    if n["grown_no_figure"]:
        return _(
            "{year}: {free}, {n} grown without a figure here", year=year, free=free, n=number(n["grown_no_figure"])
        )
    first = of_year.loc[of_year["area_ha"].idxmax()]
    return _("{year}: {name} first with {n} ha; {free}", year=year, name=admin1_name(first["code"]),
             n=number(round(first["area_ha"])), free=free)  # fmt: skip


def _total(year: int, main: pd.DataFrame) -> str:
    if year not in main.index or pd.isna(main.loc[year, "value"]):
        return _("No country total of {year} in our sources.", year=year)
    row = main.loc[year]
    return _("Country total {n} ha ({estimator}, {edition}).", n=number(round(row["value"])),
             estimator=row["estimator"], edition=row["edition"])  # fmt: skip


def _editions(of_year: pd.DataFrame) -> str:
    return " / ".join(sorted({row.edition for row in of_year.itertuples() if row.state != "none" and row.edition}))


VERDICTS = {
    "agrees": N_("agrees"), "rounding": N_("off by rounding"), "differs": N_("differs"), "cannot say": N_("cannot be told"),
}  # fmt: skip
WHAT = {"poppy_free": N_("Poppy-free provinces"), "affected": N_("Provinces with poppy")}


def _checks(year: int, current: Data) -> list[dict[str, str]]:
    """The truth checks of a year: verdict (its code, for the eye), said, and a note; sums first, then counts against texts."""
    sums, texts = checks_of(current)
    made: list[dict[str, str]] = []
    for row in sums[sums["year"] == year].itertuples():
        said = _("Provinces sum to {sum} ha; published {published} ha ({edition}): {verdict}",
                 sum=number(round(row.provinces_ha)), published=number(round(row.published_ha)), edition=row.edition,
                 verdict=_(VERDICTS[row.verdict]))  # fmt: skip
        difference = round(row.difference_ha)
        if difference and row.verdict != "cannot say":
            sign = "+" if difference > 0 else "\N{MINUS SIGN}"
            said = _("{said}, {difference} ha", said=said, difference=f"{sign}{number(abs(difference))}")
        made.append(
            {
                "verdict": row.verdict,
                "said": said + ".",
                "note": "" if made and made[-1]["note"] == row.note else row.note,
            }
        )
    for row in texts[texts["year"] == year].itertuples():
        said = _("{what}: counted {counted}, a text says {stated}: {verdict}.", what=_(WHAT[row.what]), counted=row.counted,
                 stated=row.stated, verdict=_(VERDICTS[row.verdict]))  # fmt: skip
        made.append({"verdict": row.verdict, "said": said, "note": row.note})
    return made
