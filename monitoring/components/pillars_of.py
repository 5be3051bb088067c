"""What the page of the pillars knows of a data version: indicators, their values and standing, and which areas a link asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ..errors import FilterError
from ..language import _, listed, ngettext
from ..measures.indicator_intervals import intervals
from ..measures.pillars import cells, freshness, standing
from ..settings import settings
from ..store.indicators import declaration_items, indicator_values, indicators, overrides
from ..vocabulary.countries import COUNTRIES, country_label
from ..vocabulary.filters import Filter
from ..vocabulary.indicator_names import in_words
from ..vocabulary.indicators import BASELINE_YEAR
from ..vocabulary.life_cycle import ALL_PILLARS
from ..vocabulary.pillar_words import ON_THE_ROUTES
from ..vocabulary.query_text import did_you_mean
from ..vocabulary.view import View
from .current import Data, data, engine
from .link import read_link
from .memory import Memory

PATH = "/pillars"
MEASURED_IN = 4  # areas: a measure that fewer of them have is left out of the matrix until somebody asks for it
_HELD = Memory(24_000_000)


@dataclass(frozen=True)
class Progress:
    """indicators, values, overrides, items: as store.indicators gives them. standing, cells, spells: as measures do.

    baseline: the year in the place of each indicator's own, None for their own. Frames are shared by requests: not to be changed.
    """

    current: Data
    baseline: int | None
    indicators: pd.DataFrame
    values: pd.DataFrame
    overrides: pd.DataFrame
    items: pd.DataFrame
    standing: pd.DataFrame
    cells: pd.DataFrame
    spells: pd.DataFrame

    def indicator(self, name: str) -> dict:
        """One row of `indicators`; KeyError for an unknown one."""
        return self.indicators.set_index("indicator_id", drop=False).loc[name].to_dict()


def progress(current: Data, baseline: int | None = None) -> Progress:
    """Of a data version; worked out once, because a standing takes the better part of a second."""
    name = (settings().database_url, current.opened, current.version.number, baseline)
    held = _HELD.get(name, lambda: _worked_out(current, baseline), _size)
    return replace(held, current=current, indicators=in_words(held.indicators))


def _size(held: Progress) -> int:
    frames = (held.indicators, held.values, held.standing, held.cells, held.spells)
    return sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)


def _worked_out(current: Data, baseline: int | None) -> Progress:
    # By the version's own number: what is current may have become another since.
    number = current.version.number
    with engine().connect() as db:
        found, values = indicators(db, number), indicator_values(db, number)
        stated, items = overrides(db, number), declaration_items(db, number)
    stands = standing(found, values, stated, baseline)
    return Progress(
        current, baseline, found, values, stated, items, stands, cells(found, values), intervals(found, values)
    )


def read(search: object) -> tuple[Progress, Filter, View]:
    """What a link asks for; FilterError names what cannot be read, and an indicator or area that there is none of."""
    chosen, view = read_link(search)
    found = progress(data(chosen.v), view.against)
    known = dict(zip(found.indicators["indicator_id"], found.indicators["name"]))
    if view.indicator and view.indicator not in known:
        raise FilterError(
            "indicator", view.indicator, did_you_mean(_("There is no such indicator."), view.indicator, list(known))
        )
    if view.area and view.area not in COUNTRIES and view.area not in set(found.values["area"]):
        raise FilterError("area", view.area[:60], _("No value in this data set is of an area of this name."))
    if view.show not in (None, "status"):
        raise FilterError("show", view.show, _("Choose among: {values}.", values="status"))
    return found, Filter(v=chosen.v, group=chosen.group), view


def areas_of(found: Progress, chosen: Filter, view: View) -> list[str]:
    """The areas of the page's rows: of the link's level, countries by its group. Also those without any value."""
    level = level_of_view(view)
    have = found.values[found.values["level"] == level]["area"]
    if level != "country":
        return sorted(set(have))
    if chosen.group:
        asked = {iso3 for group in chosen.group for iso3 in found.current.members.get(group, ())}
        return in_order(asked)
    return in_order(set(have)) if view.among == "all" else list(ON_THE_ROUTES)


def in_order(iso3s: set[str]) -> list[str]:
    """Countries by their names in the reader's language."""
    return sorted((iso3 for iso3 in iso3s if iso3 in COUNTRIES), key=country_label)


def level_of_view(view: View) -> str:
    return view.level or "country"


def area_name(area: str) -> str:
    """A country by the name of a map label, any other area in the words of its source."""
    if area in COUNTRIES:
        return country_label(area)
    return _("World") if area == "World" else area


def areas_words(found: Progress, chosen: Filter, view: View, n: int) -> str:
    """How many areas, and which, as the sentence says it."""
    level = level_of_view(view)
    if level == "global":
        return _("the world")
    if level == "region":
        return ngettext("{n} region", "{n} regions", n)
    if chosen.group:
        names = dict(zip(found.current.groups["group"], found.current.groups["name"]))
        which = listed(_(names[group]) for group in chosen.group)
        return ngettext("{n} country: {group}", "{n} countries: {group}", n, group=which)
    if view.among == "all":
        return ngettext("{n} country with a value", "{n} countries with a value", n)
    return ngettext("{n} country on the routes", "{n} countries on the routes", n)


def baseline_of(view: View) -> int:
    return view.against or BASELINE_YEAR


@dataclass(frozen=True)
class Columns:
    """The measures of the matrix in order of pillar, and how many are left out because few areas have them."""

    shown: Sequence[str]
    left_out: int


def columns_of(found: Progress, areas: Sequence[str], view: View) -> Columns:
    """Of the link's pillar. An indicator without any value at all is there: nobody would see else that it waits for values.

    Left out unless the link asks: those that fewer than MEASURED_IN of the areas have (fewer than one of regions and the world).
    """
    level = level_of_view(view)
    of_pillar = found.indicators
    if view.pillar and view.pillar != ALL_PILLARS:
        of_pillar = of_pillar[of_pillar["pillar"] == view.pillar]
    seen = found.values[(found.values["level"] == level) & found.values["area"].isin(areas)]
    have = seen.groupby("indicator_id")["area"].nunique()
    anywhere = set(found.values["indicator_id"])
    here = set(found.values[found.values["level"] == level]["indicator_id"])
    least = min(MEASURED_IN, len(areas)) if level == "country" else 1
    possible = [name for name in of_pillar["indicator_id"] if name in here or name not in anywhere]
    shown = [name for name in possible if name not in anywhere or have.get(name, 0) >= least]
    if view.once == "shown" or not shown:
        return Columns(possible, 0)
    if view.indicator in possible and view.indicator not in shown:
        shown = [name for name in possible if name in shown or name == view.indicator]
    return Columns(shown, len(possible) - len(shown))


def fresh(found: Progress, names: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
    """measures.pillars.freshness of some indicators."""
    some = found.indicators[found.indicators["indicator_id"].isin(names)]
    return freshness(some, found.values, areas)
