"""The country's series beside the map: what it measures and whose edition, chosen by the reader and never joined silently."""

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html

from ..components.afghanistan_of import national_of
from ..components.current import Data
from ..figures.afghanistan_charts import SHORT, TITLES, national_bars
from ..language import _, listed, ngettext
from ..measures.afghanistan import series
from ..vocabulary.view import View
from .afghanistan_years import FIRST_YEAR

MOST = "-"  # the edition that says most of the years, others where it is silent
INDICATORS = tuple(TITLES)


def national_section(current: Data) -> html.Section:
    there = [name for name in INDICATORS if name in set(national_of(current)["indicator"])]
    return html.Section(
        [
            html.H2(id="af-national-title", className="af-label"),
            html.Div(
                [
                    _select("af-indicator", _("Measure"), {name: _(SHORT[name]) for name in there}, "area_ha"),
                    _select("af-edition", _("Edition"), editions(current, "area_ha"), MOST),
                ],
                className="af-selects",
            ),
            dcc.Graph(id="af-national", className="af-chart", config={"displayModeBar": False, "responsive": True}),
            html.P(id="af-national-note", className="note"),
            dcc.Store("af-national-data"),
        ]
    )  # fmt: skip


def _select(id: str, label: str, options: dict[str, str], value: str) -> dmc.Select:
    data = [{"value": key, "label": words} for key, words in options.items()]
    return dmc.Select(id=id, data=data, value=value, size="xs", allowDeselect=False, **{"aria-label": label})


def editions(current: Data, indicator: str) -> dict[str, str]:
    """The editions that say something of an indicator, as `estimator|edition`, and the choice of the fullest."""
    rows = national_of(current)
    rows = rows[(rows["indicator"] == indicator) & rows["value"].notna()]
    named = {f"{row.estimator}|{row.edition}": f"{row.estimator}: {row.edition}" for row in rows.itertuples()}
    return {MOST: _("UNODC, newest editions"), **dict(sorted(named.items()))}


def draw(current: Data, view: View, indicator: str, edition: str) -> dict[str, object]:
    """figure, title, note and the editions that can be chosen."""
    indicator = indicator if indicator in TITLES else "area_ha"
    rows = national_of(current)
    rows = rows[rows["indicator"] == indicator]
    known = editions(current, indicator)
    edition = edition if edition in known else MOST
    main = series(rows, indicator) if edition == MOST else _one(rows, edition)
    others = rows.merge(main[["year", "estimator", "edition"]], how="left", indicator=True)
    others = others[others["_merge"] == "left_only"].drop(columns="_merge")
    years = list(range(FIRST_YEAR, int(max([*rows["year"], FIRST_YEAR])) + 1))
    return {
        "figure": national_bars(main, others, years, view.theme or "light"),
        "title": _("{title}, {first} to {last}", title=_(TITLES[indicator]), first=years[0], last=years[-1]),
        "note": _note(main, others), "editions": [{"value": key, "label": words} for key, words in known.items()],
        "edition": edition,
    }  # fmt: skip


def _one(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    estimator, _bar, name = edition.partition("|")
    return rows[(rows["estimator"] == estimator) & (rows["edition"] == name)].drop_duplicates("year")


def _note(main: pd.DataFrame, others: pd.DataFrame) -> list:
    """Which editions the bars are of, and what the marks are."""
    spans = [
        _("{edition}: {years}", edition=f"{estimator}, {edition}", years=_years(found["year"].tolist()))
        for (estimator, edition), found in main.groupby(["estimator", "edition"], sort=False)
    ]
    latest = spans[-1:] if spans else []
    parts: list = [_("× no figure at hand."), " ", *latest, ". "]
    if len(spans) > 1:
        parts.append(
            html.Details([html.Summary(_("Editions of the other bars")), html.Ul([html.Li(one) for one in spans[:-1]])])
        )
    n = int(others["value"].notna().sum())
    if n:
        same = others["estimator"].isin(set(main["estimator"]))
        other = sorted(set(others.loc[~same & others["value"].notna(), "estimator"]))
        words = ngettext(
            "{n} further figure is marked: a dash is another edition",
            "{n} further figures are marked: a dash is another edition",
            n,
        )
        diamond = _("a diamond another estimator ({names})", names=listed(other)) if other else ""
        parts.append(html.Span(f"{words}{_(', ') if diamond else ''}{diamond}."))
    return parts


def _years(years: list[int]) -> str:
    first, last = min(years), max(years)
    return _("{first} to {last}", first=first, last=last) if last > first else _("{year}", year=first)
