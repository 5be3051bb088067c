"""What the browser holds of all years at once, so that playing them asks for nothing: steps, values and words of each province.

Lists are in the order of `codes`. `k`: steps (figures.afghanistan_scale). `v`: the number that sorts, null without one. `w`: the
words of a cell. `s`: the words of a sentence.
"""

from typing import Any

import numpy as np
import pandas as pd

from ..components.afghanistan_of import national_of, provinces_of, seizures_of
from ..components.current import Data
from ..components.memory import Memory
from ..figures.afghanistan import BOUNDS, label_points
from ..figures.afghanistan_scale import FREE, GROWN, NONE, SCALES, STEPS, ZERO, kind_of, state_said, state_words
from ..language import N_, _, digits, language, listed, ngettext, number
from ..measures.afghanistan import codes, years_without
from ..vocabulary.admin1 import admin1_name
from ..vocabulary.drugs import drug
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from .afghanistan_findings import findings

FIRST_YEAR = 1994  # of the country's series
FAMILY_WORDS = {
    "opium": N_("Opium seized, kg"), "heroin": N_("Heroin seized, kg"), "morphine": N_("Morphine seized, kg"),
    "amphetamines": N_("Methamphetamine and other amphetamine-type seized, kg"), "cannabis": N_("Cannabis seized, kg"),
    "precursors": N_("Precursors seized, kg"), "cocaine": N_("Cocaine-type seized, kg"), "other": N_("Other substances seized, kg"),
}  # fmt: skip
SHOWS = {
    "ha": N_("Cultivation, hectares"), "change": N_("Change on the year before"), "share": N_("Share of the country"),
    "seizures": N_("Seizures, count"),
}  # fmt: skip
# What the record could show by province and has no rows for: named, so that nobody looks for it in vain.
WITHOUT_ROWS = {
    "production": N_("Potential production by province"), "yield": N_("Yield by province"),
    "eradication": N_("Eradication by province"),
}  # fmt: skip


_SENT = Memory(12_000_000)


def years_payload(current: Data) -> dict[str, Any]:
    """Everything of all years, in the language in use; shared, so it must not be changed."""
    return _SENT.get(current.name, lambda: _payload(current), lambda sent: 3 * len(str(sent)))


def _payload(current: Data) -> dict[str, Any]:
    frame = provinces_of(current)
    seized, masses = seized_by_year(current), masses_by_year(current)
    last = max([*frame["year"], *seized["year"], *national_of(current)["year"]], default=FIRST_YEAR)
    years = list(range(FIRST_YEAR, int(last) + 1))
    shows = {
        "ha": _hectares(frame),
        "change": _changes(frame),
        "share": _shares(frame),
        "seizures": _counted(seized, years),
    }
    for family in sorted(set(masses["family"]), key=list(FAMILY_WORDS).index):
        shows[f"mass-{family}"] = _weighed(masses[masses["family"] == family], years)
    names, gaps = show_names(current), years_without(frame)
    return {
        "codes": list(codes()), "names": [admin1_name(code) for code in codes()], "years": years,
        "points": [list(label_points()[code]) for code in codes()], "bounds": list(BOUNDS), "breaks": list(SCALES["change"].breaks),
        "showNames": names, "sentences": _sentences(names), "found": _found(shows), "kinds": _kinds(),
        "pairs": [[one, other, _("{one} and {other}", one=one, other=other)] for one, other in PAIRS if other <= last],
        "gaps": _("Years without province figures in our sources: {years}.", years=spans(gaps)) if gaps else "",
        "written": {str(year): digits(str(year)) for year in years}, "shows": shows, "said": findings(current, years),
        "notes": _notes(frame), "language": language(), "digits": digits("0123456789"),
        "group": number(1_000)[1], "words": _words(),
    }  # fmt: skip


def spans(years: list[int]) -> str:
    """Years with neighbours joined: 2002 to 2004, 2007."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    several = [_("{first} to {last}", first=run[0], last=run[-1]) if run[1:] else digits(str(run[0])) for run in runs]
    return listed(several)


def show_names(current: Data) -> dict[str, str]:
    """Every `show` of a link that this record can answer, with its name."""
    families = sorted(set(masses_by_year(current)["family"]), key=list(FAMILY_WORDS).index)
    return {
        **{name: _(words) for name, words in SHOWS.items()},
        **{f"mass-{one}": _(FAMILY_WORDS[one]) for one in families},
    }


def title_of(show: str) -> str:
    """What a legend is headed by: what is shown, with its unit."""
    family = show.partition("-")[2]
    return _(FAMILY_WORDS[family]) if family else _(SCALES[kind_of(show)].title)


def _hectares(frame: pd.DataFrame) -> dict:
    steps = [STEPS.get(row.state, SCALES["ha"].step(row.area_ha)) for row in frame.itertuples()]
    cell = [
        state_words(row.state) if row.state != "value" else number(round(row.area_ha)) for row in frame.itertuples()
    ]
    return _by_year(frame, steps, frame["area_ha"], cell, [hectares_said(row) for row in frame.itertuples()])


def hectares_said(row) -> str:
    """A row of provinces in a sentence."""
    return _("{n} ha", n=number(round(row.area_ha))) if row.state == "value" else state_said(row.state)


def _changes(frame: pd.DataFrame) -> dict:
    before = {(row.code, row.year): (row.state, hectares_said(row)) for row in frame.itertuples()}
    steps, cell, said = [], [], []
    for row in frame.itertuples():
        was, was_said = before.get((row.code, row.year - 1), ("none", state_said("none")))
        if pd.notna(row.change_ha):
            steps.append(SCALES["change"].step(row.change_ha))
            cell.append(signed(row.change_ha))
            said.append(change_said(row.change_ha, row.year - 1))
            continue
        free = row.state == was == "poppy_free"
        steps.append(FREE if free else NONE)
        cell.append("<100 ha" if free else "")
        both = _("cannot be told; {year}: {before}; {now_year}: {now}", year=row.year - 1, before=was_said,
                 now_year=row.year, now=hectares_said(row))  # fmt: skip
        said.append(_("poppy-free in both years") if free else both)
    return _by_year(frame, steps, frame["change_ha"], cell, said)


def signed(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(round(value)))}"


def change_said(value: float, year: int) -> str:
    much = number(abs(round(value)))
    if not round(value):
        return _("as in {year}", year=year)
    return (
        _("{n} ha more than in {year}", n=much, year=year)
        if value > 0
        else _("{n} ha less than in {year}", n=much, year=year)
    )


def _shares(frame: pd.DataFrame) -> dict:
    steps, cell, said = [], [], []
    for row in frame.itertuples():
        known = row.state == "value" and pd.notna(row.share_pct)
        steps.append(SCALES["share"].step(row.share_pct) if known else STEPS.get(row.state, NONE))
        cell.append(number(row.share_pct, 1) if known else state_words(row.state) if row.state in STEPS else "")
        unknown = _("no share: other provinces have no figure") if row.state == "value" else state_said(row.state)
        said.append(_("{n} % of the provinces' sum", n=number(row.share_pct, 1)) if known else unknown)
    return _by_year(frame, steps, frame["share_pct"], cell, said)


def seized_by_year(current: Data) -> pd.DataFrame:
    """code, year, seizures: of the provinces and years that have any."""
    return _placed(seizures_of(current, Filter(), ("year",)))


def masses_by_year(current: Data) -> pd.DataFrame:
    """code, year, family, seizures, mass_kg (null where none of them states a mass)."""
    found = _placed(seizures_of(current, Filter(), ("drug", "year")))
    found = found[found["drug"].notna()]
    found = found.assign(family=[drug(slug).family for slug in found["drug"]])
    grouped = found.groupby(["code", "year", "family"], as_index=False)
    return grouped.agg(seizures=("seizures", "sum"), mass_kg=("mass_kg", lambda kg: kg.sum(min_count=1)))


def _placed(found: pd.DataFrame) -> pd.DataFrame:
    known = found[found["code"].isin(codes()) & found["year"].notna()]
    return known.astype({"year": "int64"})


def _counted(seized: pd.DataFrame, years: list[int]) -> dict:
    frame = _whole(seized, years)
    counts = frame["seizures"]
    cell = [number(int(n)) if pd.notna(n) else "" for n in counts]
    said = [_("seizures: {n}", n=words) if words else _("no record in this year; that is not a zero") for words in cell]
    steps = [SCALES["seizures"].step(n) if pd.notna(n) else NONE for n in counts]
    return _by_year(frame, steps, counts, cell, said)


def _weighed(masses: pd.DataFrame, years: list[int]) -> dict:
    frame = _whole(masses, years)
    steps, cell, said = [], [], []
    for row in frame.itertuples():
        if pd.isna(row.mass_kg):
            steps.append(NONE)
            stated = pd.notna(row.seizures)
            cell.append(_("no mass") if stated else "")
            said.append(_("seizures that state no mass") if stated else _("no record in this year; that is not a zero"))
            continue
        steps.append(SCALES["mass"].step(row.mass_kg))
        cell.append(amount_words(row.mass_kg, "mass"))
        said.append(amount_words(row.mass_kg, "mass"))
    return _by_year(frame, steps, frame["mass_kg"], cell, said)


def _whole(found: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """Every province in every year that has any row."""
    some = sorted(set(found["year"]) & set(years))
    grid = pd.MultiIndex.from_product([codes(), some], names=["code", "year"])
    return found.set_index(["code", "year"]).reindex(grid).reset_index()


def _by_year(frame: pd.DataFrame, steps: list[int], values: pd.Series, cell: list[str], said: list[str]) -> dict:
    numbers = [None if np.isnan(value) else round(float(value), 3) for value in values.astype("float64")]
    table = pd.DataFrame({"year": frame["year"], "k": steps, "w": cell, "s": said}, index=frame.index)
    table["v"] = pd.Series(numbers, index=frame.index, dtype="object")
    made = {}
    for year, rows in table.groupby("year"):
        made[str(year)] = {name: rows[name].tolist() for name in ("k", "v", "w", "s")}
    return made


def _notes(frame: pd.DataFrame) -> dict:
    """By year and code what must be said with the figure: whose quotation it is, and what was noted about it."""
    made: dict[str, dict[str, list]] = {}
    for row in frame.itertuples():
        if row.state == "none":
            continue
        lines = [row.edition]
        if row.quoted:
            lines.insert(0, _("Quoted by a third party; not seen in the survey itself."))
        if row.note and not row.note.startswith("provinces of this year sum"):
            lines.append(row.note)
        made.setdefault(str(row.year), {})[row.code] = [bool(row.quoted), lines]
    return made


def _found(shows: dict[str, dict]) -> dict[str, dict[str, str]]:
    """By show and year the finding where it is not that of hectares."""
    found: dict[str, dict[str, str]] = {"change": {}, "share": {}}
    for year, rows in shows["change"].items():
        more, less = (sum(1 for value in rows["v"] if value is not None and sign * value > 0) for sign in (1, -1))
        told = _("{year}: more in {more} provinces, less in {less}", year=int(year), more=more, less=less)
        nothing = _("{year}: no change on the year before can be told", year=int(year))
        found["change"][year] = told if more + less else nothing
    for show in (name for name in shows if name.startswith(("seizures", "mass"))):
        found[show] = {
            year: ngettext("{year}: seizures in {n} province", "{year}: seizures in {n} provinces",
                           sum(1 for words in rows["w"] if words), year=digits(year))
            for year, rows in shows[show].items()
        }  # fmt: skip
    return found


def _sentences(names: dict[str, str]) -> dict[str, dict]:
    """By show: text, the sentence at the head of the page without its edition, and whether a survey says it."""
    own = {
        "ha": _("Opium poppy cultivation in 34 provinces, {year}", year="{year}"),
        "change": _("Change of opium poppy cultivation in 34 provinces, {year}", year="{year}"),
        "share": _("Shares of 34 provinces in opium poppy cultivation, {year}", year="{year}"),
        "seizures": _("Seizures in 34 provinces, {year}, all substances in the record", year="{year}"),
    }  # fmt: skip
    return {
        name: {"text": own.get(name) or _("{what} in 34 provinces, {year}", what=words, year="{year}"),
               "survey": name in ("ha", "change", "share")}
        for name, words in names.items()
    }  # fmt: skip


PAIRS = ((2016, 2017), (2020, 2025))  # before the record, and before and after the ban


def _words() -> dict[str, str]:
    """Sentences whose {fields} the browser fills in."""
    hole = {name: f"{{{name}}}" for name in ("year", "other", "name", "said", "n", "editions")}

    def with_holes(message: str) -> str:
        return message.format_map(hole)

    return {
        "year": _("Year"), "play": _("Play"), "pause": _("Pause"), "back": _("Year before with figures"),
        "on": _("Next year with figures"), "table": _("Table"), "compare": _("Compare with"), "nothing": _("no other year"),
        "province": _("Province"), "page": _("Page of this province"), "close": _("Leave the province"),
        "outwards": _("From the farm gate outwards"),
        "same": _("no change"), "quoted": _("quoted"), "no_figure": state_said("none"),
        "no_record": _("no record in this year; that is not a zero"), "empty": _("No province has a figure in this year."),
        "record": _("Seizures in the record, as reported; they show work done, not the size of the flow."),
        "no_source": _("Our sources have no province figures of this year; that does not mean that none were published."),
        **{name: with_holes(message) for name, message in {
            "status": _("{name}, {year}: {said}"), "rank": _("rank {n}"), "more": _("{n} ha more"), "less": _("{n} ha less"),
            "difference": _("{other} minus {year}, hectares"), "difference_title": _("{year} and {other} side by side"),
            "sort": _("Sort by {name}"), "ranked": _("{name} by province, {year}"),
            "changed": _("Change from {year} to {other}, hectares"), "caption": _("Every province and year: {name}"),
            "edition": _(", by UNODC, {editions}"),
            "method": _("Area at harvest by satellite images and field survey: {editions}"),
            "source": _("Source of the province figures: {editions}."),
        }.items()},
    }  # fmt: skip


def _kinds() -> dict[str, dict[int, str]]:
    """Headings of provinces without a bar, by what is listed; {n} is how many."""
    none = _("No figure in our sources ({n})", n="{n}")
    free = _("Poppy-free, under 100 ha ({n})", n="{n}")
    zero = _("Measured zero ({n})", n="{n}")
    return {
        "ha": {ZERO: zero, FREE: free, GROWN: _("Grown; no hectare figure in our sources ({n})", n="{n}"), NONE: none},
        "change": {FREE: _("Poppy-free in both years ({n})", n="{n}"),
                   NONE: _("Cannot be told: a year without hectares ({n})", n="{n}")},
        "compared": {FREE: _("Poppy-free in both years ({n})", n="{n}"),
                     NONE: _("Status only: no hectares in one of the years ({n})", n="{n}")},
        "record": {NONE: _("No record in this year ({n})", n="{n}")},
    }  # fmt: skip
