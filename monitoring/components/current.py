"""What this process serves: the record's current data version, opened once and shared by all requests, and older ones.

Joins the store and the kernels for pages and commands. Nothing here needs Dash.
"""

import re
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
from ..store.versions import DataVersion, current_version, version_named
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
        """The rows that `chosen` names. A filter of another data version is refused: its numbers are not these."""
        if chosen.v and chosen.v != self.version.id:
            raise VersionGone(_unknown(chosen.v, self.version.id))
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
_opened: dict[tuple[str, str, str], Data] = {}  # the oldest use first
OLDER_KEPT = 3  # data versions of before, in one language for one audience, that stay in memory

_V = re.compile(r"(?:^|[?&])v=([0-9a-fA-F]{12})(?=&|$)")


def version_asked(query: object) -> str | None:
    """The data version that a query string asks for; None where it names none, or none that could be one."""
    found = _V.search(query) if isinstance(query, str) else None
    return found[1].lower() if found else None


def data(version: str | None = None) -> Data:
    """A data version for this process's audience: the current one, or the one named, put together from the record.

    Read once per version, by one thread. VersionGone when the record never was in that state.
    """
    audience = settings().audience
    with engine().connect() as db:
        current = current_version(db)
        if current is None:
            raise StoreError("The database holds no data yet. Run: drugs-monitor import")
        wanted = current if version in (None, current.id) else version_named(db, str(version))
        if wanted is None:
            raise VersionGone(_unknown(str(version), current.id))
        key = (wanted.id, audience, language())  # the frame holds names
        found = _opened.get(key)
        if found is None:
            with _lock:
                found = _opened.get(key) or _read(db, wanted, audience, current.id)
                _keep(key, found, current.id)
        elif wanted.id != current.id:
            with _lock:
                _keep(key, found, current.id)
        return found


def _keep(key: tuple[str, str, str], found: Data, current: str) -> None:
    """Keeps the current version in every language, and of older ones those used last."""
    _opened.pop(key, None)
    _opened[key] = found
    older = [each for each in _opened if each[0] != current]
    for each in older[: max(0, len(older) - OLDER_KEPT)]:
        del _opened[each]


def version_number(version: str | None) -> int | None:
    """The number of a data version for queries of the record: None for the current one. VersionGone for an unknown one."""
    held = data(version).version
    with engine().connect() as db:
        current = current_version(db)
    return None if current is not None and held.id == current.id else held.number


def _unknown(asked: str, held: str) -> str:
    return _(
        "The link asks for data version {asked}; this server holds {held}. Take v out of the link to see that one.",
        asked=asked, held=held,
    )  # fmt: skip


def _read(db, version: DataVersion, audience: str, current: str) -> Data:
    frame = item_frame(db, audience, version=None if version.id == current else version.number)
    columns = columns_from_frame(frame, version.id, version.data_date)
    frame = frame.set_index("item_id", drop=False).loc[list(columns.item_ids)]  # the same order, so rows are positions
    return Data(version, frame, columns, country_groups(db), members(db))
