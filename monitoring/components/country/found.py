"""Everything that a country's page, handout and slides tell, read from one data version and measured; no words, no drawing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import pandas as pd

from ...measures.countries import headline, named_in, national_totals, side_by_side, touching
from ...measures.pillars import standing
from ...measures.questions import Question
from ...measures.recommendations import standing as life_standing
from ...measures.report import members_on
from ...store.assistance import assistance_projects
from ...store.organizations import offices
from ...store.places import places
from ...store.prices import prices
from ...store.recommendations import recommendation_events, recommendations
from ...store.sources import source_releases
from ...vocabulary.countries import COUNTRIES
from ...vocabulary.filters import Filter
from ...vocabulary.pillar_words import ON_THE_ROUTES
from ...vocabulary.view import View
from ..current import Data, engine
from ..pillars_of import Progress, progress
from ..routes_of import routes_of

# What stands at the top of a country, the first four that it has a value of.
HEADLINES = (
    "seizure_heroin_kg", "seizure_opium_kg", "opium_cultivation", "seizure_aa_kg", "hiv_pwid", "prevalence_opiates", "pwid",
    "seizure_morphine_kg", "ost_patients",
)  # fmt: skip
PARTNERS = "paris_pact_partners"


@dataclass(frozen=True)
class Country:
    """The frames of one country as their measures and the store give them; empty where nothing is known.

    chosen: the filter of its seizures. groups: its memberships as of the data date (measures.report.members_on). totals:
    measures.countries.national_totals; beside: side_by_side with its records. headlines: measures.countries.headline, ranked
    among `ranked_in` (codes), which is called `ranked_name` (slug of a group, or "" for the countries on the routes).
    drugs, years: kernels.totals of its records by drug, and by drug and year. into, out: legs to the place of seizure, as
    seizures anywhere report them, and published ones. places: crossings, ports and airports. standing:
    measures.pillars.standing of the country. promises: measures.recommendations.standing of what is addressed to it, by itself
    or with a group. values: store.indicators.indicator_values of the country. received, given: projects whose recipients or
    donors name it. releases: store.sources.source_releases.
    """

    current: Data
    iso3: str
    chosen: Filter
    groups: pd.DataFrame
    offices: pd.DataFrame
    totals: pd.DataFrame
    beside: pd.DataFrame
    headlines: pd.DataFrame
    ranked_in: Collection[str]
    ranked_name: str
    seizures: int
    drugs: pd.DataFrame
    years: pd.DataFrame
    into: pd.DataFrame
    out: pd.DataFrame
    places: gpd.GeoDataFrame
    prices: pd.DataFrame
    indicators: pd.DataFrame
    cells: pd.DataFrame
    values: pd.DataFrame
    spells: pd.DataFrame
    standing: pd.DataFrame
    promises: pd.DataFrame
    received: pd.DataFrame
    given: pd.DataFrame
    releases: pd.DataFrame

    @property
    def day(self) -> date:
        """The day as of which all of this speaks."""
        return self.current.version.data_date


def country_found(current: Data, iso3: str, chosen: Filter | None = None, year: int | None = None) -> Country:
    """What a data version knows of a country; KeyError for a code that there is none of.

    chosen: more conditions on its seizures; national totals, prices and the rest are not narrowed by it. year: no figure,
    price or seizure of a later year is told; groups, promises and projects are those of the data version all the same.
    """
    country = COUNTRIES[iso3]
    number, day = current.number, current.version.data_date
    mine = replace(chosen or Filter(), country=(iso3,), v=None)
    known = progress(current)
    if year is not None:
        mine = mine.replace(to=min(mine.to or date.max, date(year, 12, 31)))
        known = _until(known, iso3, year)
    ranked_name = PARTNERS if iso3 in current.members.get(PARTNERS, ()) else ""
    ranked_in = current.members.get(PARTNERS, frozenset()) if ranked_name else frozenset(ON_THE_ROUTES)
    cells = known.cells[known.cells["area"] == iso3]
    totals = national_totals(known.cells, [iso3])
    years = current.ask(Question("totals", mine, ("drug", "year")))
    # What left it was seized elsewhere, so the legs are those of seizures anywhere.
    into, out = touching(routes_of(current, replace(mine, country=()), View(once="shown")).legs, iso3)
    with engine().connect() as db:
        spots = places(db, ("crossing", "port", "airport"))
        promised = life_standing(recommendations(db, number), recommendation_events(db, number), day)
        projects, posts = assistance_projects(db, number), offices(db)
        priced, releases = prices(db, country_iso3=iso3), source_releases(db, current.audience)
    names = (iso3, country.name_en, country.short_en, *(alias for alias in country.aliases if len(alias) > 3))
    groups = members_on(current.groups, day)
    mine_groups = groups[groups["iso3"] == iso3]
    reached = {iso3, *mine_groups["group"]}
    return Country(
        current=current, iso3=iso3, chosen=mine, groups=mine_groups.reset_index(drop=True),
        offices=posts[posts["country_iso3"] == iso3], totals=totals, beside=side_by_side(totals, years),
        headlines=headline(known.cells, iso3, ranked_in, HEADLINES), ranked_in=ranked_in, ranked_name=ranked_name,
        seizures=current.select(mine).seizures, drugs=current.ask(Question("totals", mine, ("drug",))), years=years,
        into=into, out=out, places=spots[(spots["country_a"] == iso3) | (spots["country_b"] == iso3)],
        prices=priced if year is None else priced[priced["year"] <= year], indicators=known.indicators, cells=cells,
        values=known.values[known.values["area"] == iso3], spells=known.spells[known.spells["area"] == iso3],
        standing=known.standing[known.standing["area"] == iso3],
        promises=promised[promised["addressed"].fillna("").map(lambda said: bool(reached & set(said.split(";"))))],
        received=projects[named_in(projects["recipients"], names)], given=projects[named_in(projects["donors"], names)],
        releases=releases,
    )  # fmt: skip


def _until(known: Progress, iso3: str, year: int) -> Progress:
    """The values up to the end of a year, and the standing of one country that follows from them."""
    values = known.values[known.values["year"].le(year).fillna(False)]
    mine, stated = values[values["area"] == iso3], known.overrides[known.overrides["area"] == iso3]
    stands = standing(known.indicators, mine, stated, known.baseline, year)
    return replace(known, values=values, cells=known.cells[known.cells["year"] <= year], standing=stands)
