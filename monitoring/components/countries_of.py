"""Which countries a link asks for, and what is known of each: the rows behind the table and the map of countries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..errors import FilterError
from ..language import _
from ..measures.countries import named_in, national_totals, overview
from ..measures.questions import Question
from ..measures.recommendations import by_country
from ..measures.recommendations import standing as life_standing
from ..measures.report import members_on
from ..store.assistance import assistance_projects
from ..store.prices import prices
from ..store.recommendations import recommendation_events, recommendations
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.filters import Filter
from ..vocabulary.folding import fold
from ..vocabulary.pillar_words import ON_THE_ROUTES
from ..vocabulary.view import View
from .current import Data, data, engine
from .link import read_link
from .memory import Memory
from .pillars_of import Progress, progress
from .routes_of import routes_of

PATH = "/countries"
NEIGHBOURS = ("CHN", "IRN", "PAK", "TJK", "TKM", "UZB")  # countries with a border on Afghanistan
DRUGS = ("heroin", "opium", "morphine", "acetic_anhydride")
NUMBERS = ("records", "measures", "newest", "routes", "price", "open", "projects")
_COLUMN = {"promises": "open"}  # name in a link -> column, where they differ
_HELD = Memory(12_000_000)


@dataclass(frozen=True)
class Rows:
    """frame: measures.countries.overview with `projects` and, of each of DRUGS, the newest national total (nan for none, the high
    end of a pair), ordered as the link asks. totals: measures.countries.national_totals of the countries. prices: store.prices.

    group: slug of the chosen one, "" for another choice; day: of membership. undated: members of whom no date is stated.
    """

    current: Data
    known: Progress
    frame: pd.DataFrame
    totals: pd.DataFrame
    prices: pd.DataFrame
    group: str
    day: date
    undated: int


def read(search: object) -> tuple[Rows, Filter, View]:
    """What a link asks for; FilterError for more than one group."""
    chosen, view = read_link(search)
    if len(chosen.group) > 1:
        raise FilterError(
            "group", ",".join(chosen.group)[:60], _("Choose one group: countries of two would be mixed up.")
        )
    kept = Filter(v=chosen.v, group=chosen.group)
    return rows_of(data(chosen.v), kept, view), kept, view


def day_of(current: Data, view: View) -> date:
    return date.fromisoformat(view.on) if view.on else current.version.data_date


def rows_of(current: Data, chosen: Filter, view: View) -> Rows:
    areas, undated = _areas(current, chosen, view)
    known = progress(current)
    frame, totals, priced = _HELD.get(
        (*current.name, "countries", tuple(areas)),
        lambda: _worked_out(current, known, areas),
        lambda found: 3_000 * len(found[0]),
    )
    group = chosen.group[0] if chosen.group else ""
    return Rows(current, known, ordered(frame, view.ranked), totals, priced, group, day_of(current, view), undated)


def _areas(current: Data, chosen: Filter, view: View) -> tuple[list[str], int]:
    """The countries by name, and of how many nobody says since when they are in the group."""
    if chosen.group:
        there = members_on(current.groups, day_of(current, view))
        mine = there[there["group"] == chosen.group[0]]
        return by_name(mine["iso3"]), int((~mine["dated"]).sum())
    if view.among == "neighbours":
        return by_name(NEIGHBOURS), 0
    if view.among == "all":
        known = progress(current)
        counted = current.ask(Question("counts", Filter(), ("country",)))["value"].dropna()
        members = [iso3 for codes in current.members.values() for iso3 in codes]
        return by_name([*known.values["area"], *counted, *members]), 0
    return list(ON_THE_ROUTES), 0


def by_name(iso3s: Collection[str]) -> list[str]:
    return sorted({iso3 for iso3 in iso3s if iso3 in COUNTRIES}, key=lambda iso3: fold(country_name(iso3)))


def _worked_out(
    current: Data, known: Progress, areas: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    number = current.number
    with engine().connect() as db:
        promised = life_standing(
            recommendations(db, number), recommendation_events(db, number), current.version.data_date
        )
        projects, priced = assistance_projects(db, number), prices(db)
    counted = current.ask(Question("counts", Filter(), ("country",)))
    legs = routes_of(current, Filter(), View(once="shown")).legs
    # A membership that goes on makes no figure fresh.
    lasting = known.indicators.loc[known.indicators["kind"] == "interval", "indicator_id"]
    figures = known.cells[
        ~known.cells["indicator_id"].isin(lasting) & (known.cells["year"] <= current.version.data_date.year)
    ]
    frame = overview(areas, figures, known.values, counted, legs, priced, by_country(promised, current.members))
    totals = national_totals(known.cells, areas)
    frame["projects"] = [_projects(projects, iso3) for iso3 in frame["iso3"]]
    newest = totals.groupby(["drug", "area"]).tail(1).set_index(["drug", "area"])["high"].to_dict()
    for slug in DRUGS:
        frame[slug] = [newest.get((slug, iso3), float("nan")) for iso3 in frame["iso3"]]
    return frame, totals, priced


def _projects(projects: pd.DataFrame, iso3: str) -> int:
    """Projects that name the country as one that receives or gives."""
    country = COUNTRIES[iso3]
    names = (iso3, country.name_en, country.short_en, *(alias for alias in country.aliases if len(alias) > 3))
    return int((named_in(projects["recipients"], names) | named_in(projects["donors"], names)).sum())


def ordered(frame: pd.DataFrame, ranked: str | None) -> pd.DataFrame:
    """By a name of vocabulary.view.RANKED, "-" in front for descending; what has no figure comes last both ways."""
    name, up = (ranked or "country").removeprefix("-"), not (ranked or "").startswith("-")
    if ranked is None:
        return frame
    names = frame["iso3"].map(lambda iso3: fold(country_name(iso3)))
    keys = names if name == "country" else frame[_COLUMN.get(name, name)]
    return (
        frame.assign(key=keys).sort_values("key", ascending=up, na_position="last", kind="stable").drop(columns="key")
    )


def choices(current: Data, day: date) -> Mapping[str, str]:
    """Slug -> published name of every group that has a member on the day, in the order of names."""
    there = members_on(current.groups, day)
    names = dict(zip(there["group"], there["name"]))
    return dict(sorted(names.items(), key=lambda each: fold(_(each[1]))))


def days(current: Data) -> list[date]:
    """The ends of the years in which a membership began or ended, the newest first."""
    moved = pd.concat([current.groups["valid_from"], current.groups["valid_to"]]).dropna()
    return [date(int(year), 12, 31) for year in sorted(moved.dt.year.unique(), reverse=True)]
