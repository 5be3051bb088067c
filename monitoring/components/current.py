"""What this process serves: the record's current data version, opened once and shared by all requests, and older ones.

Joins the store and the kernels for pages and commands. Nothing here needs Dash.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import StoreError, VersionGone
from ..language import _, language
from ..measures.kernels import Selection, select
from ..measures.questions import Question
from ..settings import settings
from ..store.copy.kept import copy_named, open_copy
from ..store.engine import Engine, check_database, open_engine
from ..store.groups import country_groups, members
from ..store.items import items_at, seizure_ids, seizure_numbers
from ..store.sources import only_shipped
from ..store.versions import DataVersion, current_version, version_named
from ..vocabulary.columns import Columns
from ..vocabulary.filter_parse import Known
from ..vocabulary.filters import Filter
from .cluster import answered
from .cluster_worker import Copy
from .memory import Memory

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

_SELECTIONS = Memory(48_000_000)  # three million row numbers take 12 MB
_ANSWERS = Memory(16_000_000)
REMEMBERED_ROWS = 200  # a page of a table, a list of cards


@dataclass(frozen=True)
class Data:
    """One data version as one audience may see it. number: of the version in the record's queries, None for the current.

    opened: a number of its own for each copy that this process opened, by which answers are remembered. only_shipped: there
    are no facts beside those that come with the program, which are an illustration.
    """

    opened: int
    version: DataVersion
    number: int | None
    audience: str
    columns: Columns
    groups: "pd.DataFrame"
    members: Mapping[str, frozenset[str]]
    only_shipped: bool

    @property
    def known(self) -> Known:
        names = dict(zip(self.groups["group"], self.groups["name"]))
        return Known(groups=names, version=self.version.id)

    @property
    def name(self) -> tuple:
        """What an answer depends on beside the question; the search for words knows names in the reader's language."""
        return self.opened, language()

    def select(self, chosen: Filter) -> Selection:
        """The rows that `chosen` names. A filter of another data version is refused: its numbers are not these."""
        if chosen.v and chosen.v != self.version.id:
            raise VersionGone(_unknown(chosen.v, self.version.id))
        chosen = replace(chosen, v=None)
        return _SELECTIONS.get(
            (*self.name, chosen),
            lambda: select(self.columns, chosen, self.members),
            lambda found: found.rows.nbytes + 200,
        )

    def ask(self, question: Question) -> "pd.DataFrame":
        """The answer to a question; the same frame for all who ask it, so it must not be changed."""
        question = replace(question, filter=replace(question.filter, v=None))
        return _ANSWERS.get(
            (*self.name, question),
            lambda: answered(self._copy, self.columns, question, self.members, self.select),
            lambda found: int(found.memory_usage().sum()) + 2_000,
        )

    @property
    def _copy(self) -> Copy | None:
        """What the workers of a cluster know the copy by; they are asked about the current version only."""
        return Copy(*copy_named(self.audience, self.version, self.version.number)) if self.number is None else None

    def rows_of(self, seizure_ids: Sequence[str]) -> np.ndarray:
        """The rows of the copy that hold these seizures, those of the first named first; unknown ones are passed over."""
        with engine().connect() as db:
            numbers = seizure_numbers(db, self.audience, seizure_ids, self.number)
        wanted = np.array([numbers[one] for one in dict.fromkeys(seizure_ids) if one in numbers], dtype=np.int64)
        rows = np.flatnonzero(np.isin(self.columns.seizure, wanted))
        place = {number: at for at, number in enumerate(wanted.tolist())}
        return rows[np.argsort([place[number] for number in self.columns.seizure[rows].tolist()], kind="stable")]

    def seizure_ids(self, rows: np.ndarray) -> list[str]:
        """The seizures of these rows, each once, in the order of the rows."""
        numbers = list(dict.fromkeys(self.columns.seizure[rows].tolist()))
        with engine().connect() as db:
            return seizure_ids(db, self.audience, numbers)

    def rows(self, rows: np.ndarray) -> "gpd.GeoDataFrame":
        """The items of these rows of the copy, in their order, read back from the record (columns of vocabulary.fields)."""
        if len(rows) > REMEMBERED_ROWS:
            return self._read(rows)
        name = (*self.name, np.asarray(rows, dtype=np.int64).tobytes())
        return _ANSWERS.get(name, lambda: self._read(rows), lambda found: 1_000 * len(found) + 20_000)

    def _read(self, rows: np.ndarray) -> "gpd.GeoDataFrame":
        with engine().connect() as db:
            return self._items(db, rows)

    def _items(self, db: Any, rows: np.ndarray) -> "gpd.GeoDataFrame":
        # By the version's own number: what is current may have become another since this copy was opened.
        numbers = self.columns.seizure[rows]
        return items_at(db, self.audience, numbers, self.columns.ordinal(rows), self.version.number)

    def blocks(self, rows: np.ndarray, at_once: int = 10_000) -> Iterator["gpd.GeoDataFrame"]:
        """The same for any number of rows, as frames of some thousands; there is always a first one.

        StoreError when some of them have been hidden since: half a selection is none.
        """
        with engine().connect() as db:
            for start in range(0, max(len(rows), 1), at_once):
                part = rows[start : start + at_once]
                found = self._items(db, part)
                if len(found) != len(part):
                    raise StoreError(_("The record has changed while it was read. Please ask again."))
                yield found


@cache
def engine() -> Engine:
    """The engine of this process; the database is checked before it is handed out."""
    opened = open_engine(settings().database_url)
    check_database(opened)
    return opened


_lock = Lock()
_copies: dict[tuple[str, str, int], tuple[int, Columns]] = {}  # the oldest use first
_count = count()
_opened: dict[tuple[str, str, int, str], Data] = {}
OLDER_KEPT = 3  # data versions of before, for one audience, that stay open

_V = re.compile(r"(?:^|[?&])v=([0-9a-fA-F]{12})(?=&|$)")


def version_asked(query: object) -> str | None:
    """The data version that a query string asks for; None where it names none, or none that could be one."""
    found = _V.search(query) if isinstance(query, str) else None
    return found[1].lower() if found else None


def data(version: str | None = None) -> Data:
    """A data version for this process's audience: the current one, or the one named; its copy is made when there is none.

    Opened once per version, by one thread. VersionGone when the record never was in that state.
    """
    audience = settings().audience
    with engine().connect() as db:
        current = current_version(db)
        if current is None:
            raise StoreError("The database holds no data yet. Run: drugs-monitor import")
        wanted = current if version in (None, current.id) else version_named(db, str(version))
        if wanted is None:
            raise VersionGone(_unknown(str(version), current.id))
        number = current.number
        key = (wanted.id, audience, number)
        with _lock:
            held = _copies.get(key)
            if held is None:
                held = next(_count), _copy(db, audience, wanted, current)
            _keep(key, held, current.id)
            own = (*key, language())  # the groups have names
            if own not in _opened:
                at = None if wanted.id == current.id else wanted.number
                _opened[own] = Data(
                    held[0], wanted, at, audience, held[1], country_groups(db), members(db), only_shipped(db)
                )
            return _opened[own]


def _copy(db, audience: str, wanted: DataVersion, current: DataVersion) -> Columns:
    folder = settings().copies_folder
    try:
        return open_copy(db, folder, audience, wanted, current)
    except OSError as problem:
        raise StoreError(
            f"The copy of the record that answers filters cannot be written to {folder}: {problem.strerror or problem}. Make "
            "room or give this account the right to write there, or set DRUGS_MONITOR_COPIES to another folder."
        ) from problem


def _keep(key: tuple[str, str, int], held: tuple[int, Columns], current: str) -> None:
    """Keeps the copy of the current version open, and of older ones those used last."""
    _copies.pop(key, None)
    _copies[key] = held
    older = [each for each in _copies if each[0] != current or each[2] != key[2]]
    for each in older[: max(0, len(older) - OLDER_KEPT)]:
        del _copies[each]
    for own in [each for each in _opened if each[:3] not in _copies]:
        del _opened[own]


def forget() -> None:
    """Closes the record and all copies, for a process that goes on with other settings."""
    with _lock:
        _copies.clear()
        _opened.clear()
    engine.cache_clear()


def version_number(version: str | None) -> int | None:
    """The number of a data version for queries of the record: None for the current one. VersionGone for an unknown one."""
    return data(version).number


def _unknown(asked: str, held: str) -> str:
    return _(
        "The link asks for data version {asked}; this server holds {held}. Take v out of the link to see that one.",
        asked=asked, held=held,
    )  # fmt: skip
