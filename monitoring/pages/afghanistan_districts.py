"""The districts of a province as somebody has imported them: names with their scheme, figures, and sums against the province."""

import pandas as pd
from dash import html

from ..components.afghanistan_of import district_checks_of, district_figures_of, districts_of
from ..components.current import Data
from ..figures.afghanistan_scale import state_said
from ..language import _, digits, number
from ..vocabulary.folding import fold

VERDICTS = {"agrees": "✓", "differs": "≠"}


def districts(current: Data, code: str) -> list:
    """Boundaries, the figures of the newest year that has any, and what the sums of each year come to."""
    drawn, figures = districts_of(current, code), district_figures_of(current, code)
    if drawn.empty and figures.empty:
        return [html.P(_("No district boundaries have been imported. An agency that has them brings them in with: "
                         "drugs-monitor import FILE --source boundaries --level 2 --scheme cod-ab"))]  # fmt: skip
    return [*_boundaries(drawn), *_figures(figures), *_checks(current, code)]


def _boundaries(drawn: pd.DataFrame) -> list:
    if drawn.empty:
        return []
    names = [name if isinstance(name, str) else _("no name") for name in drawn["name"]]
    items = [
        html.Li([name, " ", html.Span(code, className="note", dir="ltr"), _since(day)], dir="auto")
        for name, code, day in zip(names, drawn["code"], drawn["valid_from"], strict=True)
    ]
    return [html.Ul(items, className="plain-list")]


def _since(day: pd.Timestamp) -> str:
    return " " + _("from {year}", year=digits(str(day.year))) if pd.notna(day) else ""


def _figures(figures: pd.DataFrame) -> list:
    if figures.empty:
        return []
    year = int(figures["year"].max())
    rows = sorted(figures[figures["year"] == year].itertuples(), key=lambda row: fold(str(row.district)))
    body = [
        html.Tr([html.Th(row.district, scope="row", dir="auto"), html.Td(_said(row), className="number")])
        for row in rows
    ]
    amount = html.Th(_("Hectares, {year}", year=digits(str(year))), scope="col", className="number")
    heads = html.Tr([html.Th(_("District"), scope="col"), amount])
    return [html.Table([html.Thead(heads), html.Tbody(body)], className="facts-table")]


def _said(row) -> str:
    return number(row.value) if pd.notna(row.value) else state_said(row.state)


def _checks(current: Data, code: str) -> list:
    """Every year of which both are known: their sum, the province's figure, and whether these agree."""
    found = district_checks_of(current)
    items = [
        html.Li(
            [
                html.Span(VERDICTS.get(row.verdict, "?"), className="af-verdict", **{"aria-hidden": "true"}), " ",
                _("{year}: {n} districts come to {districts} ha, the province to {province} ha: {verdict}.",
                  year=digits(str(row.year)), n=number(row.districts), districts=number(row.districts_ha),
                  province=number(row.province_ha), verdict=_("agrees") if row.verdict == "agrees" else _("differs")),
                f" ({row.edition})" if row.edition else "",
            ]
        )
        for row in found[found["code"] == code].itertuples()
    ]  # fmt: skip
    return [html.H3(_("Districts against the province")), html.Ul(items, className="plain-list")] if items else []
