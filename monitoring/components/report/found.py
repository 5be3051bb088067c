"""Everything that the report of one year tells, read from one data version and measured; nothing here is words or drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ...measures.afghanistan import series
from ...measures.kernels import counts
from ...measures.pillars import standing, summary
from ...measures.questions import Question
from ...measures.report import closing_day, held_in, members_on, moved, records_of, running_in, stood
from ...store.assistance import assistance_projects
from ...store.coverage import route_region
from ...store.indicators import declaration_items, indicator_values, indicators, overrides
from ...store.meetings import meetings
from ...store.recommendations import recommendation_events, recommendations
from ...store.report_texts import report_texts
from ...store.sources import source_releases
from ...vocabulary.filters import Filter
from ...vocabulary.indicator_names import in_words
from ...vocabulary.report import BASELINE_YEAR
from ...vocabulary.view import View
from ..afghanistan_of import national_of, provinces_of
from ..current import Data, engine
from ..routes_of import routes_of


@dataclass(frozen=True)
class Found:
    """The frames of a report as their measures give them, all as of `day`.

    texts: chapter -> the editor's Markdown. drugs, places: kernels.totals by drug and by country. legs: of the year's
    seizures and the published ones. poppy: afghanistan.provinces of the year; national: its series by indicator.
    """

    current: Data
    year: int
    day: date
    indicators: pd.DataFrame
    values: pd.DataFrame
    standing: pd.DataFrame
    summary: pd.DataFrame
    items: pd.DataFrame
    stood: pd.DataFrame
    moved: pd.DataFrame
    held: pd.DataFrame
    members: pd.DataFrame
    projects: pd.DataFrame
    projects_in_all: int
    chosen: Filter
    seizures: int
    drugs: pd.DataFrame
    places: pd.DataFrame
    covered: pd.DataFrame
    legs: pd.DataFrame
    poppy: pd.DataFrame
    national: Mapping[str, pd.DataFrame]
    releases: pd.DataFrame
    texts: Mapping[str, str]

    @property
    def baseline(self) -> bool:
        """Whether this is the report of the baseline, and not one of the progress since."""
        return self.year <= BASELINE_YEAR


def found_for(current: Data, year: int) -> Found:
    """What a data version has to say of a year."""
    number, day = current.number, closing_day(year, current.version.data_date)
    with engine().connect() as db:
        known, values = indicators(db, number), indicator_values(db, number)
        stands = standing(known, values, overrides(db, number), baseline=BASELINE_YEAR, until=year)
        events = recommendation_events(db, number)
        projects, region = assistance_projects(db, number), route_region(db)
        rest = {
            "items": declaration_items(db, number), "stood": stood(recommendations(db, number), events, day),
            "held": held_in(meetings(db, number), year), "releases": source_releases(db, current.audience),
            "texts": report_texts(db, year, number),
        }  # fmt: skip
    chosen = Filter(from_=date(year, 1, 1), to=date(year, 12, 31))
    selection = current.select(chosen)
    national = national_of(current)
    poppy = provinces_of(current)
    return Found(
        current=current, year=year, day=day, indicators=in_words(known), values=values, standing=stands,
        summary=summary(known, stands), moved=moved(events, date(BASELINE_YEAR, 12, 31), day),
        members=members_on(current.groups, day), projects=running_in(projects, year), projects_in_all=len(projects),
        chosen=chosen, seizures=selection.seizures, drugs=current.ask(Question("totals", chosen, ("drug",))),
        places=current.ask(Question("totals", chosen, ("country",))),
        covered=records_of(counts(current.columns, selection, "country"), region),
        legs=routes_of(current, chosen, View(once="shown")).legs, poppy=poppy[poppy["year"] == year],
        national={name: series(national, name) for name in ("area_ha", "production_t", "eradication_ha")}, **rest,
    )  # fmt: skip
