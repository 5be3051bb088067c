"""`/afghanistan/<AF-XXX>`: one province: its series with every kind of nothing, its rank, and what is known there."""

import re
from dataclasses import replace
from urllib.parse import quote

from dash import Dash, dcc, html

from ..components.afghanistan_of import provinces_of, seizures_of
from ..components.current import Data, data
from ..components.icons import icon
from ..components.link import link, read_link
from ..components.panel import CHART_OPTIONS
from ..components.publisher import boundary_note
from ..figures.afghanistan_province import province_bars, province_words
from ..figures.afghanistan_scale import state_said
from ..figures.afghanistan_shapes import drawing, neighbours
from ..language import _, digits, ngettext, number
from ..measures.afghanistan import codes
from ..vocabulary.admin1 import ADMIN1, admin1_name
from ..vocabulary.drugs import drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .afghanistan_districts import districts
from .afghanistan_notes import notes
from .afghanistan_outwards import cited, outwards, prices_section
from .afghanistan_years import hectares_said, signed, years_payload

PAGE = {
    "name": "afghanistan-province",
    "path": re.compile(r"/afghanistan/(?P<code>AF-[A-Z]{3})"),
    "tab": "/afghanistan",
}


def exists(code: str) -> bool:
    return code in codes()


def title(code: str) -> str:
    return admin1_name(code)


def status(search: str, code: str) -> int:
    """200, or raises what is wrong with the link."""
    read_link(search)
    return 200


def layout(search: str, code: str) -> html.Article:
    chosen, view = read_link(search)
    current = data(chosen.v)
    rows = provinces_of(current)
    rows = rows[rows["code"] == code]
    known = rows.loc[rows["state"] != "none", "year"].tolist()
    year = view.year or (known[-1] if known else current.version.data_date.year)
    keep = View(lang=view.lang, theme=view.theme)
    on_map = link("/afghanistan", Filter(admin1=(code,)), View(year=year, lang=view.lang, theme=view.theme))
    return html.Article(
        [
            html.P(dcc.Link([icon("back"), _("Back to the map")], href=on_map, className="back")),
            html.H1(admin1_name(code)),
            html.P(_said(rows, year), className="section-subtitle"),
            html.Div([html.Div(_main(current, rows, code, view)), html.Div(_side(current, rows, code, year, view, keep))],
                     className="route-grid"),
            html.H2(_("From the farm gate outwards, {year}", year=year), id="outwards"),
            _years(known, year, code, keep),
            outwards(current, code, year),
        ],
        className="prose prose-wide af-province",
    )  # fmt: skip


def _said(rows, year: int) -> str:
    found = rows[rows["year"] == year]
    if found.empty:
        return _("{year}: {state}", year=year, state=state_said("none"))
    row = found.iloc[0]
    said = _("{year}: {state}", year=year, state=hectares_said(row))
    if row["rank"]:
        said += ", " + _("rank {n}", n=number(int(row["rank"])))
    if row["share_pct"] == row["share_pct"]:
        said += ", " + _("{n} % of the provinces' sum", n=number(row["share_pct"], 1))
    return f"{said} ({row['edition']})" if row["edition"] else said


def _main(current: Data, rows, code: str, view: View) -> list:
    figure = province_bars(rows, view.theme or "light")
    return [
        html.H2(_("Opium poppy in {name}, hectares", name=admin1_name(code))),
        dcc.Graph(figure=figure, config=CHART_OPTIONS, className="af-province-chart"),
        html.P(province_words(rows), className="note"),
        html.Div(html.Table([_head(), html.Tbody([_row(row) for row in rows.itertuples() if row.state != "none"])],
                            className="facts-table"), className="scroll-x af-province-table", tabIndex=0),
        html.H2(_("Notes that matter")), html.Ul([html.Li(note, dir="auto") for note in notes(code)]),
        html.H2(_("Sources")),
        html.Ul([html.Li(cited(one), className="address", dir="auto") for one in dict.fromkeys(rows["source"]) if one]),
    ]  # fmt: skip


def _head() -> html.Thead:
    heads = (_("Year"), _("Hectares"), _("Rank"), _("Change"), _("Edition"))
    return html.Thead(
        html.Tr([html.Th(head, scope="col", className="number" if 0 < at < 4 else "") for at, head in enumerate(heads)])
    )


def _row(row) -> html.Tr:
    change = signed(row.change_ha) if row.change_ha == row.change_ha else ""
    if not change and row.published_change_pct == row.published_change_pct:
        change = _("{n} % (as printed)", n=number(row.published_change_pct))
    area = number(round(row.area_ha)) if row.state in ("value", "zero") else state_said(row.state)
    quoted = [" ", html.Span(_("quoted"), className="af-quote")] if row.quoted else []
    return html.Tr(
        [
            html.Th(digits(str(row.year)), scope="row"),
            html.Td([area, *quoted], className="number af-state"),
            html.Td(number(row.rank) if row.rank else "", className="number"), html.Td(change, className="number"),
            html.Td([row.edition, *([html.Br(), html.Span(row.note, className="af-step-note")] if row.note else [])], dir="auto"),
        ],
        className="af-quoted" if row.quoted else "",
    )  # fmt: skip


def _side(current: Data, rows, code: str, year: int, view: View, keep: View) -> list:
    sent = years_payload(current)["shows"]["ha"].get(str(year))
    steps = dict(zip(codes(), sent["k"], strict=True)) if sent else {}
    picture = html.Img(src=_inline(drawing(steps, "ha", view.theme or "light", (code,))), className="af-locator",
                       alt=_("{name} among the provinces, {year}", name=admin1_name(code), year=year))  # fmt: skip
    beside = [dcc.Link(admin1_name(one), href=link(f"/afghanistan/{one}", view=keep)) for one in neighbours(code)]
    return [
        picture, html.P(boundary_note(), className="note"),
        html.H2(_("Neighbouring provinces")), html.P([part for one in beside for part in (one, " · ")][:-1]),
        html.H2(_("Seizures")), *_seizures(current, code, keep),
        html.H2(_("Districts")), *districts(current, code),
        html.H2(_("Prices, here and in the country")), prices_section(current, ADMIN1[code].name_en),
    ]  # fmt: skip


def _inline(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg)}"


def _seizures(current: Data, code: str, keep: View) -> list:
    chosen = Filter(country=("AFG",), admin1=(code,))
    whole = seizures_of(current, chosen)
    n = int(whole["seizures"].sum())
    there = dcc.Link(_("See them on Explore"), href=link("/", chosen, keep))
    if not n:
        return [html.P(_("No seizure of the record names this province. That is not a zero."))]
    by_drug = seizures_of(current, chosen, ("drug",))
    items = [
        html.Li(_drug_said(row))
        for row in by_drug.dropna(subset=["drug"]).itertuples()
    ]  # fmt: skip
    return [html.P([ngettext("{n} seizure in the record.", "{n} seizures in the record.", n), " ", there]), html.Ul(items),
            html.P(_("Seizures show work done, not the size of the flow."), className="note")]  # fmt: skip


def _drug_said(row) -> str:
    n = ngettext("{n} seizure", "{n} seizures", int(row.seizures))
    mass = amount_words(row.mass_kg, "mass") if row.mass_kg == row.mass_kg else _("no mass stated")
    return _("{drug}: {n}, {mass}", drug=drug_name(row.drug), n=n, mass=mass)


def _years(known: list[int], year: int, code: str, keep: View) -> html.Nav:
    links = [
        html.Span(digits(str(one)), **{"aria-current": "page"}) if one == year
        else html.A(digits(str(one)), href=link(f"/afghanistan/{code}", view=replace(keep, year=one)) + "#outwards")
        for one in known
    ]  # fmt: skip
    return html.Nav(links, className="af-sheet-shows", **{"aria-label": _("Year of the panel")})


def register(app: Dash) -> None:
    """Nothing: the page does not change."""
