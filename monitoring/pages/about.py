"""`/about`: what this is, where the data comes from, and what it does not say."""

import re
import tomllib
from collections.abc import Mapping

import pandas as pd
from dash import Dash, html

from ..components.current import Data, data, engine
from ..components.imported_areas import areas_list
from ..components.link import read_link
from ..components.publisher import boundary_note
from ..exports.about import KOSOVO
from ..language import _, day, number
from ..measures.questions import Question
from ..paths import GEODATA
from ..store.seizures import seizures_by_grade
from ..store.sources import source_releases
from ..vocabulary.filters import Filter

PAGE = {"name": "about", "path": re.compile(r"/about"), "tab": "/about"}


def exists() -> bool:
    return True


def title() -> str:
    return _("About")


def status(search: str) -> int:
    read_link(search)
    return 200


def layout(search: str) -> html.Article:
    read_link(search)
    current = data()
    with engine().connect() as db:
        releases = source_releases(db)
        grades = seizures_by_grade(db, current.audience, current.number)
    return html.Article(
        [
            html.H1(_("About this dashboard")),
            html.P(_(
                    "An open, self-hosted dashboard of drug seizures and trafficking routes. It runs without the "
                    "internet: maps, names and fonts come with it.")),
            html.P(
                _(
                    "Data version {version}, data of {date}: {seizures} seizures, {items} items.",
                    version=current.version.id, date=day(current.version.data_date),
                    seizures=number(current.select(Filter()).seizures), items=number(len(current.columns)),
                )
            ),
            *what_it_does_not_say(current, grades),
            *counted(),
            html.H2(_("Where the data comes from")),
            sources_table(releases),
            html.H2(_("Imported areas")),
            areas_list(current),
            html.H2(_("Map geometry")),
            geometry_table(),
            *boundaries(),
        ],
        className="prose prose-wide",
    )  # fmt: skip


def what_it_does_not_say(current: Data, grades: Mapping[str, int]) -> list:
    """The limits of the data. `grades`: how many seizures rest on documents of each grade."""
    kinds = current.ask(Question("counts", Filter(), ("source_kind",)))
    press = int(kinds.loc[kinds["value"] == "press", "seizures"].sum())
    copies = grades.get("copy", 0)
    return [
        html.H2(_("What it does not say")),
        html.Ul(
            [
                html.Li(_("Seizures show work done, not the size of the flow.")),
                html.Li(
                    _(
                        "The shipped seizures are an illustration from reachable public texts, not a sample: never sum "
                        "them into a country's total, and never compare countries by them."
                    )
                ),
                html.Li(
                    _(
                        "{press} of {all} seizures rest on press reports; {copies} are cited from a copy or repost, "
                        "which is marked and not linked.",
                        press=number(press),
                        all=number(current.select(Filter()).seizures),
                        copies=number(copies),
                    )
                ),
                html.Li(
                    _(
                        "A missing value is not zero, and silence is not absence: a country without records may have "
                        "seized a great deal."
                    )
                ),
                html.Li(
                    _(
                        "Methamphetamine on these routes is not said to be Afghan unless its source says so; an origin "
                        "is given only where a source states it."
                    )
                ),
                html.Li(
                    _(
                        "Published route legs name countries, not roads; lines join country label points and carry no "
                        "volume. Dotted legs are our reading of a list."
                    )
                ),
                html.Li(_("Exact laboratory sites and persons are never shown.")),
            ]
        ),
    ]


def counted() -> list:
    return [
        html.H2(_("How it counts")),
        html.Ul(
            [
                html.Li(
                    _(
                        "A seizure matches when one of its drugs meets the substance and weight filters together; its "
                        "other drugs are not added."
                    )
                ),
                html.Li(
                    _("Mass, volume, number of units, plants and area are never added; litres never become kilograms.")
                ),
                html.Li(_("A date known to the month or year matches when its span touches the period.")),
                html.Li(_("The weight filter leaves out seizures that state no weight, and says how many.")),
            ]
        ),
    ]


def with_code(text: str) -> list:
    """A text with the names of columns that it sets between backticks."""
    return [html.Code(part) if place % 2 else part for place, part in enumerate(text.split("`"))]


def sources_table(releases: pd.DataFrame) -> html.Div:
    heads = (
        _("Data set"),
        _("Producer"),
        _("Edition"),
        _("Licence"),
        _("Retrieved"),
        _("Rows"),
        _("What it does not say"),
    )
    rows = [
        html.Tr(
            [
                html.Th(row.title, scope="row", dir="auto"),
                html.Td(row.producer, dir="auto"),
                html.Td(row.edition, dir="auto"),
                html.Td(row.licence, dir="auto"),
                html.Td(day(row.retrieved) if pd.notna(row.retrieved) else ""),
                html.Td(number(row.accepted), className="number"),
                html.Td(with_code(row.limits) if pd.notna(row.limits) else "", dir="auto"),
            ]
        )
        for row in releases.itertuples()
    ]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    return html.Div(html.Table([head, html.Tbody(rows)], className="facts-table"), className="scroll-x", tabIndex=0)


def geometry_table() -> html.Div:
    """The packages behind the map, from geodata/SOURCES.toml."""
    found = tomllib.loads((GEODATA / "SOURCES.toml").read_text("utf-8"))
    heads = (_("Package"), _("Version"), _("Licence"), _("Used for"))
    rows = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                html.Td(entry["version"]),
                html.Td(entry["licence"]),
                html.Td(entry["vintage"], dir="auto"),
            ]
        )
        for name, entry in found["package"].items()
    ]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    return html.Div(html.Table([head, html.Tbody(rows)], className="facts-table"), className="scroll-x", tabIndex=0)


def boundaries() -> list:
    return [
        html.H2(_("Boundaries and names")),
        html.P(boundary_note()),
        html.P(
            _(
                "Dashed lines are boundaries that are not determined. The dotted line is approximately the Line "
                "of Control in Jammu and Kashmir agreed upon by India and Pakistan; the parties have not yet "
                "agreed upon the final status of Jammu and Kashmir."
            )
        ),
        html.P(_(KOSOVO)),
    ]


def register(app: Dash) -> None:
    """Nothing to wire."""
