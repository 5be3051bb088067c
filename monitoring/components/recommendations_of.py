"""What a page knows of recommendations and meetings in one data version: read from the record, and narrowed as a link asks."""

from dataclasses import dataclass

import pandas as pd

from ..errors import FilterError
from ..language import _
from ..measures.recommendations import Narrowed, standing
from ..store.meetings import belongings, meetings
from ..store.recommendations import recommendation_events, recommendations
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import REPORT
from ..vocabulary.query_text import did_you_mean
from ..vocabulary.view import View
from .current import Data, data, engine
from .link import read_link


@dataclass(frozen=True)
class Mechanism:
    """standing: measures.recommendations.standing. events, meetings, belongings: as the store gives them."""

    current: Data
    standing: pd.DataFrame
    events: pd.DataFrame
    meetings: pd.DataFrame
    belongings: pd.DataFrame

    @property
    def of_report(self) -> pd.DataFrame:
        """The commitments of the report itself."""
        return self.standing[self.standing["origin"] == REPORT]


def mechanism(current: Data) -> Mechanism:
    """The consultative mechanism in a data version; read anew each time, because it is small and may just have changed."""
    with engine().connect() as db:
        events, number = recommendation_events(db, current.number), current.number
        found = standing(recommendations(db, number), events, current.version.data_date)
        return Mechanism(current, found, events, meetings(db, number), belongings(db, number))


def read(search: object) -> tuple[Mechanism, Filter, View]:
    """What a link asks for; FilterError names what cannot be read, and an addressee that nobody is."""
    chosen, view = read_link(search)
    found = mechanism(data(chosen.v))
    known = set(found.standing["addressee"].dropna())
    if view.addressee and view.addressee not in known:
        said = did_you_mean(_("Nothing is addressed to anybody of this name."), view.addressee, sorted(known))
        raise FilterError("addressee", view.addressee[:60], said)
    return found, Filter(v=chosen.v), view


def narrowed_by(view: View) -> Narrowed:
    return Narrowed(view.status, view.pillar, view.addressee, view.words, view.late)


def plain(view: View) -> View:
    """The language and colours of a view, and nothing else."""
    return View(lang=view.lang, theme=view.theme)
