"""The chapter of Afghanistan: provinces by kind of figure, and the country's figures with their editions."""

import pandas as pd

from ...figures.theme import Theme
from ...language import _, digits, listed, ngettext, number
from ...vocabulary.admin1 import admin1_name
from ...vocabulary.report import BASELINE_YEAR, Block, Cell, Column, Prose, Table
from .charts import poppy_chart
from .found import Found
from .maps import poppy_map
from .words import amount, change_words, poppy_sentence, provinces_sentence


def poppy_figure(found: Found, indicator: str) -> tuple[str, str] | None:
    """A national figure of the report's year and its edition; None where the data set has none."""
    row = _of_year(found.national[indicator], found.year)
    if row is None:
        return None
    words = amount(row.value, row.value, "amount") or amount(row.low, row.high, "amount")
    return (words, row.edition or row.estimator or row.source) if words else None


def _of_year(frame: pd.DataFrame, year: int):
    return next((row for row in frame.itertuples() if row.year == year), None)


def afghanistan_chapter(found: Found, theme: Theme) -> list[Block]:
    """The provinces and the country."""
    states = {str(state): int(n) for state, n in found.poppy["state"].value_counts().items()}
    parts: list[Block] = [
        Prose(poppy_sentence(found.year, poppy_figure(found, "area_ha"), poppy_figure(found, "production_t")))
    ]
    years = _("Area under opium poppy in Afghanistan, hectares, to {year}", year=found.year)
    if not states:
        parts.append(Prose(_("No figures of provinces of {year} are in this data set.", year=found.year)))
        return [*parts, *_national(found), poppy_chart(found.national["area_ha"], found.year, years, theme)]
    parts += [
        Prose(provinces_sentence(states)),
        poppy_map(found.poppy, _("Opium poppy by province, {year}", year=found.year), theme), _provinces(found),
        *_national(found), poppy_chart(found.national["area_ha"], found.year, years, theme),
    ]  # fmt: skip
    return parts


def _national(found: Found) -> list[Block]:
    """The country's figures of the year beside those of the baseline year, each with its edition."""
    years = sorted({BASELINE_YEAR, found.year})
    labels = {"area_ha": _("Area under opium poppy, ha"), "production_t": _("Potential opium production, t"),
              "eradication_ha": _("Eradicated, ha")}  # fmt: skip
    rows = []
    for name, label in labels.items():
        cells = [_national_cell(_of_year(found.national[name], year)) for year in years]
        change = [] if len(years) == 1 else [Cell(_change(found.national[name], *years))]
        rows.append((Cell(label), *cells, *change))
    columns = [
        Column(_("Afghanistan"), share=40),
        *(Column(digits(str(year)), number=True, share=22) for year in years),
    ]
    columns += [Column(_("Change"), number=True, share=16)] if len(years) > 1 else []
    return [Table(_("The country’s figures"), tuple(columns), tuple(rows))]


def _national_cell(row) -> Cell:
    words = "" if row is None else amount(row.value, row.value, "amount") or amount(row.low, row.high, "amount")
    return Cell(words, row.edition) if words else Cell(_("no value"), none=True)


def _change(frame: pd.DataFrame, first: int, last: int) -> str:
    one, other = _of_year(frame, first), _of_year(frame, last)
    if one is None or other is None or pd.isna(one.value) or pd.isna(other.value) or not one.value:
        return ""
    return change_words(100 * (other.value / one.value - 1))


def _provinces(found: Found) -> Table:
    """The provinces with a figure one by one, the largest first; those without one together, each kind of nothing apart."""
    columns = (Column(_("Province"), share=66), Column(_("Hectares"), number=True, share=34))
    ranked = found.poppy.sort_values(["area_ha", "code"], ascending=[False, True])
    rows = [
        (Cell(admin1_name(row.code)), Cell(number(row.area_ha))) for row in ranked.itertuples() if row.state == "value"
    ]
    words = {"zero": number(0), "poppy_free": _("<100 ha"), "grown_no_figure": _("grown"), "none": _("no value")}
    for state, word in words.items():
        own = found.poppy[found.poppy["state"] == state]
        if len(own):
            title = ngettext("{n} more province", "{n} more provinces", len(own))
            names = listed(sorted(admin1_name(code) for code in own["code"]))
            rows.append((Cell(title, names), Cell(word, none=state == "none")))
    editions = listed(sorted({edition for edition in found.poppy["edition"] if edition}))
    return Table(
        _("Opium poppy by province, {year} ({editions})", year=found.year, editions=editions), columns, tuple(rows)
    )
