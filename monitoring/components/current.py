"""What this process serves right now: the record's current data version, opened once and shared by all requests.

Joins the store and the kernels for pages and commands. Nothing here needs Dash.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import StoreError, VersionGone
from ..language import _, language
from ..measures.kernels import Selection, select
from ..settings import settings
from ..store.engine import Engine, check_database, open_engine
from ..store.groups import country_groups, members
from ..store.items import item_frame
from ..store.versions import DataVersion, current_version
from ..vocabulary.columns import Columns, columns_from_frame
from ..vocabulary.filter_parse import Known
from ..vocabulary.filters import Filter

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


@dataclass(frozen=True)
class Data:
    """One data version as one audience may see it. `frame` has the rows of `columns`, in the same order."""

    version: DataVersion
    frame: "gpd.GeoDataFrame"
    columns: Columns
    groups: "pd.DataFrame"
    members: Mapping[str, frozenset[str]]

    @property
    def known(self) -> Known:
        names = dict(zip(self.groups["group"], self.groups["name"]))
        return Known(groups=names, version=self.version.id)

    def select(self, chosen: Filter) -> Selection:
        """The rows that `chosen` names. A link to another data version is refused: its numbers are not here."""
        if chosen.v and chosen.v != self.version.id:
            raise VersionGone(
                _(
                    "The link asks for data version {asked}; this server holds {held}. Take v out of the link to see "
                    "that one.",
                    asked=chosen.v,
                    held=self.version.id,
                )
            )
        return select(self.columns, chosen, self.members)

    def rows(self, selection: Selection) -> "gpd.GeoDataFrame":
        return self.frame.iloc[selection.rows]


@cache
def engine() -> Engine:
    """The engine of this process; the database is checked before it is handed out."""
    opened = open_engine(settings().database_url)
    check_database(opened)
    return opened


_lock = Lock()
_opened: dict[tuple[str, str, str], Data] = {}


def data() -> Data:
    """The current data version for this process's audience; read once per version, by one thread."""
    audience = settings().audience
    with engine().connect() as db:
        version = current_version(db)
        if version is None:
            raise StoreError("The database holds no data yet. Run: drugs-monitor import")
        key = (version.id, audience, language())  # the frame holds names
        if key not in _opened:
            with _lock:
                if key not in _opened:
                    for old in [known for known in _opened if known[0] != version.id]:
                        del _opened[old]
                    _opened[key] = _read(db, version, audience)
        return _opened[key]


def _read(db, version: DataVersion, audience: str) -> Data:
    frame = item_frame(db, audience)
    columns = columns_from_frame(frame, version.id, version.data_date)
    frame = frame.set_index("item_id", drop=False).loc[list(columns.item_ids)]  # the same order, so rows are positions
    return Data(version, frame, columns, country_groups(db), members(db))
